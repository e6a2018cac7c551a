"""A last yes before something is written, and what is said after."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import click

from ..vocabulary import counted

if TYPE_CHECKING:
    from ..workspace import Applied


def can_ask() -> bool:
    """Whether a person sits at the keyboard."""
    return sys.stdin.isatty() and sys.stdout.isatty()


def sure(yes: bool, question: str) -> bool:
    """Whether to write: ``--yes``, or a yes at the keyboard; without a keyboard, no."""
    return yes or (can_ask() and click.confirm(question))


def written(applied: Applied) -> str:
    """That changes were written, and how to take them back."""
    count = len(applied.written)
    return f"{counted(count, 'change')} written to contacts.csv; 'outreach undo {applied.batch}' takes them back"
