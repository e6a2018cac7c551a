"""An SVG of ours as a PNG, for slides."""

from __future__ import annotations

from ..errors import OutreachError

#: Pixels per inch; an SVG unit is three quarters of a point, so that 96 gives one pixel for each.
_DENSITY = 96.0

_SHEET = b'#set page(width: auto, height: auto, margin: 0pt)\n#image(bytes(sys.inputs.svg), format: "svg")\n'


class NoPictures(OutreachError):
    """The package that draws pictures is not installed."""

    def __init__(self) -> None:
        super().__init__(
            "pictures need the package typst, which is not installed; "
            "install it with: pip install 'outreach-letters[pdf]'"
        )


def png(svg: str) -> bytes:
    """The picture, as large in pixels as the SVG is in units."""
    try:
        import typst
    except ImportError:
        raise NoPictures from None
    found: bytes = typst.compile(_SHEET, format="png", ppi=_DENSITY, sys_inputs={"svg": svg})
    return found
