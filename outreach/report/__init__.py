"""The manager's page: figures counted once, then laid out as a page, a workbook or a picture.

Conventions: ``counting`` counts, with plain loops; ``charts`` and ``bars`` give shapes; ``words`` gives
sentences; ``page``, ``book`` and ``slide`` lay out and count nothing.
"""

from __future__ import annotations

from .book import xlsx
from .counting import Asked, count
from .figures import Figures, Report
from .page import html
from .replay import until
from .slide import svg
from .words import told_apart

__all__ = ["Asked", "Figures", "Report", "count", "html", "svg", "told_apart", "until", "xlsx"]
