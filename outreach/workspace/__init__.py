"""One folder on disk: where things are, reading them, and the one place that alters the records."""

from __future__ import annotations

from .folder import Workspace
from .making import init
from .saving import Applied, Conflict

__all__ = ["Applied", "Conflict", "Workspace", "init"]
