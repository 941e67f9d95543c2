"""How many answers are made at a time, and that none is begun while the archive is cold."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager

# With 10 at a time in the chat, 50 people at once wait 0.9 s for the slowest
# twentieth; with 1 it was 3.6 s, and 40 are no faster (measured with a 50 ms
# function).
ANSWERS_AT_A_TIME = 10
# A large archive on a slow disk; after that the first to come load it themselves.
_MAX_WARMING_S = 120.0


class Gate:
    """Stands before the assistant, for the chat and the JSON interface alike.

    Dictionaries and indexes are loaded by the first question. When fifty came
    at once to a cold archive, each loaded its own and the last waited 24
    seconds; behind the gate they wait for one (measured 2026-11).
    """

    def __init__(self) -> None:
        self._is_warm = threading.Event()
        self._places = threading.BoundedSemaphore(ANSWERS_AT_A_TIME)

    def open(self) -> None:
        """Let those in who wait."""
        self._is_warm.set()

    @contextmanager
    def passed(self) -> Iterator[None]:
        """Wait for the archive to be warm, and for a place."""
        self._is_warm.wait(_MAX_WARMING_S)
        with self._places:
            yield
