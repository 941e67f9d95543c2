"""Noticing that a folder which somebody else fills has changed. The only file that knows watchfiles."""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from threading import Event

from watchfiles import watch

# A file that was written to within so many seconds may not be whole.
QUIET_S = 2.0
# Network drives do not always tell of changes, so one looks every minute anyway.
LOOK_AGAIN_S = 60.0


def changes(paths: Sequence[Path], stop: Event | None = None) -> Iterator[None]:
    """Yields at once, then after each change under `paths`, and at least every `LOOK_AGAIN_S`.

    After a change it waits until what was written has come to rest for
    `QUIET_S`; what is still being written by then tells of another change.
    """
    yield
    timeout_ms = round(1000 * LOOK_AGAIN_S)
    for told in watch(
        *paths, stop_event=stop, rust_timeout=timeout_ms, yield_on_timeout=True, watch_filter=None
    ):
        if told:
            time.sleep(QUIET_S)
        yield
