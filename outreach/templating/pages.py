"""Our own pages: files of the package, everything in them escaped."""

from __future__ import annotations

from functools import cache, lru_cache
from pkgutil import get_data
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from jinja2 import Environment


def page(file: str, **values: Any) -> str:
    """Fill in the page of that file name in ``outreach/pages``."""
    return _environment().get_template(file).render(values)


@lru_cache(maxsize=4096)
def escaped(text: str) -> str:
    """A text as a page shows it, whatever is in it."""
    from markupsafe import escape

    return str(escape(text))


@cache
def _environment() -> Environment:
    from jinja2 import Environment, FunctionLoader, StrictUndefined

    return Environment(
        loader=FunctionLoader(_read),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )


def _read(name: str) -> str:
    data = get_data("outreach", f"pages/{name}")
    assert data is not None  # the package is never without its files
    return data.decode("utf-8").replace("\r\n", "\n")
