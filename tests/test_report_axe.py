"""axe-core looks over the manager's page: no fault against the rules for accessible pages.

axe-core is no part of the project: ``make page-check`` fetches it from the package registry into
``.axe``, which git ignores. Without it, or without Chromium, the tests are skipped and say so.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from outreach.report import Report, html

from .browser import Browser, browser
from .simulated import year

AXE = Path(__file__).resolve().parent.parent / ".axe" / "node_modules" / "axe-core" / "axe.min.js"

#: Everything that axe finds, a line for each fault with the places where it is.
RUN = """
axe.run(document, {resultTypes: ['violations']}).then(found => JSON.stringify(found.violations.map(
    fault => [fault.id, fault.impact, fault.help, fault.nodes.slice(0, 3).map(node => node.html.slice(0, 200))])))
"""


def pages() -> dict[str, Report]:
    """Every kind of page: one letter, several, notes, no letter, nobody has signed."""
    one, three = year(1), year(3)
    small = replace(one.roster, complete=False)
    return {
        "one": one.report(),
        "three": three.report(),
        "notes": three.report(with_notes=True),
        "empty": replace(one.report(), letters=()),
        "fresh": replace(one, contacts=(), changes=()).report(),
        "example": replace(replace(one, roster=small).report(), complete=False),
    }


@pytest.fixture(scope="module")
def tab(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    if not AXE.exists():
        pytest.skip("axe-core is not here; 'make page-check' fetches it with npm")
    with browser(tmp_path_factory.mktemp("browser")) as found:
        found.call("Page.setBypassCSP", enabled=True)
        yield found


@pytest.mark.parametrize("width", [390, 1200])
@pytest.mark.parametrize("kind", ["one", "three", "notes", "empty", "fresh", "example"])
def test_no_fault(tab: Browser, tmp_path: Path, kind: str, width: int) -> None:
    (tmp_path / "page.html").write_text(html(pages()[kind]), encoding="utf-8")
    tab.size(width, 900)
    tab.open(tmp_path / "page.html")
    tab.ask("document.querySelectorAll('details').forEach(part => part.open = true)")
    tab.ask(f"{AXE.read_text(encoding='utf-8')}; 'loaded'")
    assert json.loads(tab.ask(RUN)) == []
