"""The floors of the program: imports go down only, and each library has one home."""

from __future__ import annotations

import ast
import configparser
import statistics
from collections.abc import Iterator
from pathlib import Path

import pytest

PACKAGE = Path(__file__).resolve().parent.parent / "outreach"

#: Room → floor. A folder is a room whose modules may import each other.
FLOORS = {
    "cli": 10,
    "batches": 9,
    "workspace": 8,
    "cards": 8,
    "news": 8,
    "volunteers": 8,
    "sources": 7,
    "render": 7,
    "report": 7,
    "display": 7,
    "listing": 7,
    "status": 6,
    "followups": 6,
    "lobbying": 6,
    "merge": 5,
    "signing": 5,
    "routes": 4,
    "ledger": 4,
    "resolve": 3,
    "roster": 2,
    "documents": 2,
    "finding": 2,
    "settings": 1,
    "names": 1,
    "address": 1,
    "sheets": 1,
    "templating": 1,
    "download": 1,
    "storage": 1,
    "fitting": 0,
    "model": 0,
    "vocabulary": 0,
    "errors": 0,
    "memory": 0,
    "checksums": 0,
}

#: Rooms that are folders: their modules may import their own package's helpers.
FOLDERS = {
    "batches",
    "model",
    "cli",
    "sources",
    "render",
    "resolve",
    "sheets",
    "documents",
    "finding",
    "followups",
    "ledger",
    "news",
    "lobbying",
    "report",
    "names",
    "roster",
    "settings",
    "workspace",
    "address",
    "templating",
    "status",
    "volunteers",
}

#: Library → the rooms that may import it.
HOMES = {
    "click": {"cli"},
    "filelock": {"workspace"},
    "typst": {"render"},
    "docxtpl": {"templating"},
    "markdown_it": {"render"},
    "tabulate": {"display"},
    "pandas": {"status"},
    "rapidfuzz": {"resolve"},
    "nicknames": {"names"},
    "pypdf": {"documents"},
    "openpyxl": {"sheets"},
    "xlsxwriter": {"sheets"},
    "defusedxml": {"sheets", "documents", "templating"},
    "jinja2": {"templating"},
    "requests": {"download"},
    "urllib3": {"download"},
    "tomlkit": {"settings"},
    "tomllib": {"settings"},
    "hashlib": {"checksums"},
}

#: Slow to import: only inside the function that needs them.
HEAVY = {"pandas", "typst", "openpyxl", "docxtpl", "docx", "requests", "urllib3", "xlsxwriter", "pypdf", "rapidfuzz"}
HEAVY |= {"tabulate", "jinja2", "tomlkit", "filelock", "nicknames", "markdown_it"}

MODULES = sorted(path for path in PACKAGE.rglob("*.py") if path.name != "__main__.py")


def room_of(path: Path) -> str:
    return path.relative_to(PACKAGE).parts[0].removesuffix(".py")


def imports(path: Path) -> Iterator[tuple[str, int, bool]]:
    """(absolute module, line, at the top of the file) of every import, those inside functions too."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    top = set(map(id, tree.body))
    package = ["outreach", *path.relative_to(PACKAGE).parts[:-1]]
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            for alias in node.names:
                yield alias.name, node.lineno, id(node) in top
        elif isinstance(node, ast.ImportFrom):
            base = package[: len(package) - node.level + 1] if node.level else []
            name = ".".join([*base, *([node.module] if node.module else [])])
            if node.level and not node.module:
                for alias in node.names:
                    yield f"{name}.{alias.name}", node.lineno, id(node) in top
            else:
                yield name, node.lineno, id(node) in top


def test_every_room_has_a_floor() -> None:
    rooms = {room_of(path) for path in MODULES} - {"__init__"}
    assert rooms <= FLOORS.keys(), f"give these a floor: {sorted(rooms - FLOORS.keys())}"


@pytest.mark.parametrize("path", MODULES, ids=lambda p: str(p.relative_to(PACKAGE)))
def test_imports_go_down(path: Path) -> None:
    room = room_of(path)
    for name, line, _ in imports(path):
        parts = name.split(".")
        if parts[0] != "outreach" or len(parts) == 1 or room == "__init__":
            continue
        other = parts[1]
        if other not in FLOORS or (other == room and room in FOLDERS):
            continue
        assert FLOORS[other] < FLOORS[room], f"{path.name}:{line}: {room} must not import {other}"


@pytest.mark.parametrize("path", MODULES, ids=lambda p: str(p.relative_to(PACKAGE)))
def test_libraries_stay_at_home(path: Path) -> None:
    for name, line, top in imports(path):
        library = name.split(".")[0]
        if library in HOMES:
            assert room_of(path) in HOMES[library], f"{path.name}:{line}: {library} lives in {HOMES[library]}"
        assert not (top and library in HEAVY), f"{path.name}:{line}: import {library} inside the function"


@pytest.mark.parametrize("path", MODULES, ids=lambda p: str(p.relative_to(PACKAGE)))
def test_modules_and_functions_are_small(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert len(text.splitlines()) < 300, f"{path.name} is crowded: split it"
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.FunctionDef):
            assert _lines(node) <= 40, f"{path.name}:{node.lineno}: {node.name} is long"


def test_the_median_function_is_short() -> None:
    sizes = [
        _lines(node)
        for path in MODULES
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.FunctionDef)
    ]
    assert statistics.median(sizes) <= 7


def _lines(node: ast.FunctionDef) -> int:
    """Lines of the body, the docstring left out."""
    body = node.body
    if (
        isinstance(body[0], ast.Expr)
        and isinstance(body[0].value, ast.Constant)
        and isinstance(body[0].value.value, str)
    ):
        body = body[1:]
    return (body[-1].end_lineno or 0) - body[0].lineno + 1 if body else 0


def test_the_wheel_has_every_package() -> None:
    listed = configparser.ConfigParser()
    listed.read(PACKAGE.parent / "setup.cfg", encoding="utf-8")
    packages = {".".join(path.parent.relative_to(PACKAGE.parent).parts) for path in PACKAGE.rglob("__init__.py")}
    assert set(listed["options"]["packages"].split()) == packages
