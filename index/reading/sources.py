"""Which files are to be indexed, and reading them in processes of their own."""

from __future__ import annotations

import hashlib
import multiprocessing
import os
from collections import deque
from collections.abc import Iterator, Sequence
from concurrent.futures import TimeoutError as ReadTimeout
from dataclasses import dataclass, replace
from multiprocessing.context import BaseContext
from pathlib import Path, PurePath, PurePosixPath

from pebble import ProcessExpired, ProcessFuture, ProcessPool

from index.errors import SourceMissing, UnreadableDocument
from index.parsing.minutes import parse_minutes
from index.parsing.passages import PassageDraft, split_passages
from index.parsing.text.closed import without_closed_text
from index.reading import ocr, read_bytes, read_content
from index.reading.cpr import mask_cpr_numbers
from index.reading.pdf.reader import RECOGNITION_BUDGET_S, SCANNED
from index.reading.zips import is_zip_name, list_members
from index.types import Minutes

# 600 pages take 5 s on a slow machine; what takes this long is an attack.
READ_TIMEOUT_S = 60
# Address space, of which Python and its libraries take half a gigabyte.
_MEMORY_LIMIT_BYTES = 6 * 1024**3
# Files under way for each process: enough to keep it busy, few enough that
# memory does not grow with the archive.
_AHEAD = 4
# The reasons of files that only the bounds stopped.
TOO_SLOW = "filen tager for lang tid at læse"
DIED = "læsningen brød sammen (filen er beskadiget eller kræver for meget hukommelse)"
FAULT = "en fejl i programmet ({name}) gjorde, at filen ikke kunne læses"
# Left by systems, not by people.
# A Word document that somebody called .zip.
_WORD = "word/document.xml"
_IGNORED_NAMES = frozenset({"thumbs.db", "desktop.ini", "__macosx"})


@dataclass(frozen=True, slots=True)
class SourceFile:
    """A file to be indexed; `name` is its path relative to `root`, with slashes."""

    name: str
    root: str
    path: str
    size: int
    mtime_ns: int


@dataclass(frozen=True, slots=True)
class ReadFile:
    """What reading gave: `minutes` and its passages, or why not (in Danish)."""

    source: SourceFile
    sha256: str | None
    minutes: Minutes | None = None
    passages: tuple[PassageDraft, ...] = ()
    rejected: str | None = None


def find_sources(path: Path) -> list[SourceFile]:
    """The files under a folder, or the file itself, sorted by name.

    Hidden files and those that systems leave behind are passed over.

    Raises:
        SourceMissing: there is nothing at `path`.
    """
    path = path.expanduser().absolute()
    if path.is_file():
        return sorted(_sources(path, path.parent), key=lambda source: source.name)
    if not path.is_dir():
        raise SourceMissing(path)
    files = (
        Path(folder) / name for folder, _, names in os.walk(path, onerror=_fail) for name in names
    )
    wanted = (file for file in files if _is_wanted(file.relative_to(path)))
    found = (source for file in wanted for source in _sources(file, path))
    return sorted(found, key=lambda source: source.name)


def _fail(error: OSError) -> None:
    raise SourceMissing(Path(str(error.filename))) from error


def _is_wanted(relative: PurePath) -> bool:
    return not any(
        part.startswith((".", "~$")) or part.lower() in _IGNORED_NAMES for part in relative.parts
    )


def _sources(file: Path, root: Path) -> list[SourceFile]:
    """The file, or the files in it when it is a ZIP archive that can be looked into."""
    if not is_zip_name(file.name):
        return [_source(file, root)]
    try:
        members = [m for m in list_members(file) if _is_wanted(PurePosixPath(m.name))]
    except UnreadableDocument:
        members = []
    if not members or any(member.name == _WORD for member in members):
        return [_source(file, root)]
    archive = _source(file, root)
    # The checksum takes the place of the time: a new archive may hold old files.
    return [
        replace(
            archive,
            name=mask_cpr_numbers(f"{archive.name}/{member.name}")[0],
            path=f"{archive.path}/{member.name}",
            size=member.size,
            mtime_ns=member.checksum,
        )
        for member in members
    ]


def _source(file: Path, root: Path) -> SourceFile:
    try:
        stat = file.stat()
        size, mtime_ns = stat.st_size, stat.st_mtime_ns
    except OSError:  # a link to nothing; reading it gives the reason
        size, mtime_ns = 0, 0
    name = file.relative_to(root).as_posix()
    # Names from other systems may hold bytes that are not UTF-8.
    name = mask_cpr_numbers(name.encode("utf-8", "replace").decode())[0]
    return SourceFile(name, str(root), str(file), size, mtime_ns)


def read_source(source: SourceFile, recognise: bool = False) -> ReadFile:
    """Read and parse one file. Never raises for what the file holds.

    `recognise` reads scanned pages from their images, which takes seconds a page.
    """
    try:
        data = read_bytes(Path(source.path))
    except UnreadableDocument as error:
        return ReadFile(source, None, rejected=_reason(source, error))
    sha256 = hashlib.sha256(data).hexdigest()
    try:
        minutes = without_closed_text(parse_minutes(read_content(data, recognise)))
        return ReadFile(source, sha256, minutes, tuple(split_passages(minutes)))
    except UnreadableDocument as error:
        return ReadFile(source, sha256, rejected=_reason(source, error))


def _reason(source: SourceFile, error: UnreadableDocument) -> str:
    """Why the file cannot be read; of an archive, what stopped looking into it."""
    if is_zip_name(source.name) and Path(source.path).is_file():
        try:
            list_members(Path(source.path))
        except UnreadableDocument as archive_error:
            return archive_error.reason
    return error.reason


def read_sources(sources: Sequence[SourceFile]) -> Iterator[ReadFile]:
    """Read files side by side, in their order, each bounded in time and memory.

    A file that hangs, crashes or eats all memory costs its own entry.
    """
    if not sources:
        return
    workers = max(1, min(os.cpu_count() or 1, len(sources)))
    waiting = deque(sources)
    running = deque[tuple[SourceFile, ProcessFuture[ReadFile]]]()
    with ProcessPool(max_workers=workers, context=_context(), initializer=_limit_memory) as pool:
        try:
            while waiting or running:
                while waiting and len(running) < workers * _AHEAD:
                    source = waiting.popleft()
                    future = pool.schedule(read_source, args=(source,), timeout=READ_TIMEOUT_S)
                    running.append((source, future))
                source, future = running.popleft()
                result = _result(source, future)
                if ocr.is_available() and _has_scans(result):
                    # Only now is it known to need the time that a hostile file must not have.
                    again = pool.schedule(
                        read_source,
                        args=(source, True),
                        timeout=READ_TIMEOUT_S + RECOGNITION_BUDGET_S,
                    )
                    recognised = _result(source, again)
                    result = result if recognised.rejected in (TOO_SLOW, DIED) else recognised
                yield result
        except BaseException:
            pool.stop()  # type: ignore[no-untyped-call]
            raise


def _context() -> BaseContext:
    """How readers are started: forked from a process that has imported this and nothing else.

    Never from this one: Chroma and torch hang in a forked child. A reader that imports
    everything by itself takes half a second, which is most of the time that a short file takes.
    """
    if "forkserver" not in multiprocessing.get_all_start_methods():  # Windows
        return multiprocessing.get_context("spawn")
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload([__name__])
    return context


def _has_scans(result: ReadFile) -> bool:
    if result.minutes is not None:
        return bool(result.minutes.document.unreadable_pages)
    return result.rejected == SCANNED


def _result(source: SourceFile, future: ProcessFuture[ReadFile]) -> ReadFile:
    try:
        result: ReadFile = future.result()
        return result
    except ReadTimeout:
        reason = TOO_SLOW
    except ProcessExpired:
        reason = DIED
    except MemoryError:
        reason = "filen kræver for meget hukommelse"
    except Exception as error:  # a fault of ours, which must not cost the other files
        reason = FAULT.format(name=type(error).__name__)
    return ReadFile(source, None, rejected=reason)


def _limit_memory() -> None:
    try:
        import resource  # noqa: PLC0415 - not on Windows
    except ImportError:
        return
    _, hard = resource.getrlimit(resource.RLIMIT_AS)
    limit = (
        _MEMORY_LIMIT_BYTES if hard == resource.RLIM_INFINITY else min(hard, _MEMORY_LIMIT_BYTES)
    )
    resource.setrlimit(resource.RLIMIT_AS, (limit, hard))
