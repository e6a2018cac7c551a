"""What is kept in memory: answers that were worked out before, and no search for rubbish meanwhile."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TypeVar

Key = TypeVar("Key")
Value = TypeVar("Value")


class Memory(dict[Key, Value]):
    """A dict that is never large: when it is full, the latest answer makes room for the next.

    A list longer than that, read again from its beginning, still finds most of its answers here.
    """

    __slots__ = ("most",)

    def __init__(self, most: int) -> None:
        super().__init__()
        self.most = most  #: so many answers are kept

    def keep(self, key: Key, value: Value) -> Value:
        """The value, remembered under the key."""
        if len(self) >= self.most:
            self.popitem()
        self[key] = value
        return value


@contextmanager
def collector_paused() -> Iterator[None]:
    """No search for circular rubbish while much is made of which none is rubbish: it takes half of the time.

    Freezing and thawing puts what was made with the old, so that it is not walked as soon as the collector is back.
    """
    running = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if running:
            gc.freeze()
            gc.unfreeze()
            gc.enable()
