"""Files into the archive: only what changed, resumable, nothing lost."""

from __future__ import annotations

import hashlib
import logging
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from importlib.metadata import version
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path

from index.editions import passages_said_elsewhere
from index.encoder.encoder import Encoder
from index.reading import ocr
from index.reading.sources import ReadFile, SourceFile, find_sources, read_sources
from index.reading.zips import archive_of
from index.search.forward import ItemReader, packed
from index.store.database import Database
from index.store.documents import DocumentRow
from index.types import Passage

logger = logging.getLogger(__name__)

# Told after every step: what is being done, how far, of how many.
Progress = Callable[[str, int, int], None]

# Passages that are embedded and committed at a time. What a killed run loses
# is at most this much.
_BATCH = 256
# Contents whose words are made anew at a time.
_CONTENTS = 20


@dataclass(slots=True)
class IndexReport:
    """What a run of `index` did. `waiting` are files that were still being written."""

    added: int = 0
    updated: int = 0
    unchanged: int = 0
    removed: list[str] = field(default_factory=list)
    rejected: list[tuple[str, str]] = field(default_factory=list)
    duplicates: list[str] = field(default_factory=list)
    waiting: list[str] = field(default_factory=list)

    @property
    def changed(self) -> bool:
        """Whether the archive is another than before."""
        return bool(self.added or self.updated or self.removed or self.rejected)


@cache
def parser_fingerprint() -> str:
    """Names the code that reads and parses; documents read by other code are read again."""
    digest = hashlib.sha256(version("pypdfium2").encode())
    for package in ("index.reading", "index.parsing"):
        for source in _sources(files(package)):
            digest.update(source.read_bytes())
    return digest.hexdigest()[:12]


def _sources(folder: Traversable) -> Iterator[Traversable]:
    """The code and the data of a package and of those within it, in order."""
    for entry in sorted(folder.iterdir(), key=lambda entry: entry.name):
        if entry.is_dir():
            yield from _sources(entry)
        elif entry.name.endswith((".py", ".tsv")):
            yield entry


def _parser_of(result: ReadFile) -> str:
    """The fingerprint that a document is stored with.

    Where images of text were met, it tells whether they could be read: when
    Tesseract is installed later, these documents are read again, and no others.
    """
    document = result.minutes.document if result.minutes else None
    met_images = document is None or document.unreadable_pages or document.recognised_pages
    return _fingerprint_with_images() if met_images else parser_fingerprint()


def _fingerprint_with_images() -> str:
    return f"{parser_fingerprint()}:{'images' if ocr.is_available() else 'no images'}"


def index_paths(  # noqa: PLR0913 - what is indexed, and how it is told of
    database: Database,
    encoder: Encoder,
    reader: ItemReader,
    paths: Sequence[Path],
    prune: bool,
    progress: Progress,
    *,
    min_age_s: float = 0.0,
    stored: Callable[[], None] = lambda: None,
) -> IndexReport:
    """Bring the documents under `paths` into the database, and what they hold into the outbox.

    `prune` forgets documents that are gone from these paths, but never all
    there were under one of them: a drive that is not mounted looks empty.
    Files written to within `min_age_s` wait for the next time. `stored` is
    called after every step, while other processes read on.

    Raises:
        SourceMissing: one of the paths does not exist; nothing has changed then.
    """
    found = [source for path in paths for source in find_sources(path)]
    known = database.documents.rows()
    sources = _named(found, known)
    report = IndexReport()
    changed = [source for source in sources if not _is_current(source, known.get(source.name))]
    report.unchanged = len(sources) - len(changed)
    report.waiting = [source.name for source in changed if _is_younger(source, min_age_s)]
    changed = [source for source in changed if not _is_younger(source, min_age_s)]
    done = 0
    progress("reading", 0, len(changed))
    for batch in _batches(read_sources(changed)):
        _store(database, encoder, reader, batch, known, report)
        stored()
        done += len(batch)
        progress("reading", done, len(changed))
    if prune:
        _prune(database, paths, {source.name for source in sources}, known, report)
    return report


def _named(found: Sequence[SourceFile], known: Mapping[str, DocumentRow]) -> list[SourceFile]:
    """The files with names of their own.

    Two folders may hold files of the same relative name; the later one gets
    its folder's name in front. A file that has moved with its folder is not
    two files.
    """
    taken = {name: row.source.path for name, row in known.items() if _is_there(row.source)}
    named: dict[str, SourceFile] = {}
    for source in found:
        name, folder = source.name, Path(source.root)
        while taken.get(name, source.path) != source.path and folder.name:
            name, folder = f"{folder.name}/{name}", folder.parent
        if taken.get(name, source.path) != source.path:
            logger.warning("%s has the name of another document and is left out.", source.path)
            continue
        taken[name] = source.path
        named[name] = SourceFile(name, source.root, source.path, source.size, source.mtime_ns)
    return list(named.values())


def _is_younger(source: SourceFile, age_s: float) -> bool:
    """Whether the file was written to within so many seconds. Clocks may differ: not in the future."""
    return 0 <= time.time() - source.mtime_ns / 1e9 < age_s


def _is_there(source: SourceFile) -> bool:
    """Whether the file, or the archive that it is in, is still where it was."""
    path = Path(source.path)
    return path.exists() or archive_of(path) is not None


def _is_current(source: SourceFile, row: DocumentRow | None) -> bool:
    """Whether the file is as it was when this version of the program read it."""
    if row is None or (row.source.size, row.source.mtime_ns) != (source.size, source.mtime_ns):
        return False
    if row.source.path != source.path:
        return False
    return row.parser in (parser_fingerprint(), _fingerprint_with_images())


def _batches(results: Iterable[ReadFile]) -> Iterator[list[ReadFile]]:
    batch: list[ReadFile] = []
    passages = 0
    for result in results:
        batch.append(result)
        passages += len(result.passages)
        if passages >= _BATCH or len(batch) >= _BATCH:
            yield batch
            batch, passages = [], 0
    if batch:
        yield batch


def _store(
    database: Database,
    encoder: Encoder,
    reader: ItemReader,
    batch: Sequence[ReadFile],
    known: Mapping[str, DocumentRow],
    report: IndexReport,
) -> None:
    """Store a batch in one transaction: documents, passages, vectors, words and outbox."""
    with database.transaction():
        new: list[int] = []
        for result in batch:
            new += _store_one(database, result, known, report)
        passages = list(database.passages.held(new).values())
        embed(database, encoder, passages)
        put_words(database, reader, passages)


def _store_one(
    database: Database, result: ReadFile, known: Mapping[str, DocumentRow], report: IndexReport
) -> list[int]:
    source, before = result.source, known.get(result.source.name)
    if result.minutes is None or result.sha256 is None:
        reason = result.rejected or "ukendt fejl"
        if before is not None and before.content_id is not None:
            reason += "; den tidligere version er beholdt"
        database.documents.put_rejected(source, result.sha256, _parser_of(result), reason)
        report.rejected.append((source.name, reason))
        return []
    parser = _parser_of(result)
    content_id, passage_ids = database.documents.content_of(result.sha256, parser), list[int]()
    if content_id is None:
        content_id, passage_ids = database.documents.put_content(
            result.sha256, parser, result.minutes, result.passages
        )
    elif before is None or before.content_id != content_id:
        report.duplicates.append(source.name)
    database.documents.put(source, result.sha256, parser, content_id)
    if before is None:
        report.added += 1
    else:
        report.updated += 1
    return passage_ids


def embed(database: Database, encoder: Encoder, passages: Sequence[Passage]) -> None:
    """Store the vectors of these passages."""
    if passages:
        vectors = encoder.encode_passages([text_to_embed(p) for p in passages])
        database.derived.put_vectors(encoder.fingerprint, [p.id for p in passages], vectors)


def put_words(database: Database, reader: ItemReader, passages: Sequence[Passage]) -> None:
    """Store the words of the items and fronts that these are all the passages of."""
    items: dict[int, list[Passage]] = {}
    fronts: dict[int, list[Passage]] = {}
    contents = database.passages.content_ids([p.id for p in passages])
    for passage in passages:
        # Of a content without a front it is noted that it has been read.
        front = fronts.setdefault(contents[passage.id], [])
        (front if passage.item_id is None else items.setdefault(passage.item_id, [])).append(
            passage
        )
    made = reader.read(
        [(held[0].item_title, [p.text for p in held]) for held in items.values()]
        + [(None, [p.text for p in held]) for held in fronts.values()]
    )
    words = [packed(one, reader.token_bytes) for one in made]
    database.derived.put_words(
        reader.fingerprint,
        zip(items, words, strict=False),
        zip(fronts, words[len(items) :], strict=True),
    )


def put_missing_words(database: Database, reader: ItemReader) -> None:
    """Make the words of what another analysis or encoder made, or none; committed batch by batch."""
    while ids := database.derived.passages_without_words(reader.fingerprint, _CONTENTS):
        with database.transaction():
            put_words(database, reader, list(database.passages.held(ids).values()))


def text_to_embed(passage: Passage) -> str:
    """What the encoder sees: the item's title tells what the passage is about."""
    text = " ".join(passage.text.split())
    return f"{passage.item_title}. {text}" if passage.item_title else text


def spell_bodies(database: Database) -> None:
    """Give each body one spelling where only capitals differ: a name all in capitals tells none.

    Of those held the first in order is kept, in which capitals stand before small letters:
    "Børne- og Familieudvalget".
    """
    names: dict[str, str] = {}
    others = [
        (body, name)
        for body in sorted(database.holdings.bodies())
        if (name := names.setdefault(body.lower(), body)) != body
    ]
    if others:
        with database.transaction():
            for body, name in others:
                database.holdings.rename_body(body, name)


def compare_editions(database: Database) -> None:
    """Note what documents of one day say in each other's place; only days with something new."""
    for day in database.editions.days_to_compare():
        editions = database.editions.of_day(day)
        ids = {name: content_id for name, (content_id, _) in editions.items()}
        replaced = passages_said_elsewhere(
            {name: edition for name, (_, edition) in editions.items()},
            lambda name, ids=ids: database.editions.texts_of(ids[name]),  # type: ignore[misc]
        )
        with database.transaction():
            database.editions.put_replaced(
                ids.values(), ((passage, ids[by]) for passage, by in replaced)
            )


def embed_missing(database: Database, encoder: Encoder, progress: Progress) -> None:
    """Embed every passage that this encoder has not; committed batch by batch."""
    fingerprint = encoder.fingerprint
    held, total, after = database.derived.count_vectors(fingerprint), database.passages.count(), 0
    while ids := database.derived.passages_without_vector(fingerprint, after, _BATCH):
        with database.transaction():
            embed(database, encoder, list(database.passages.held(ids).values()))
        after, held = ids[-1], held + len(ids)
        progress("embedding", min(held, total), total)


def _prune(
    database: Database,
    paths: Sequence[Path],
    present: set[str],
    known: Mapping[str, DocumentRow],
    report: IndexReport,
) -> None:
    for root in (path.expanduser().absolute() for path in paths):
        inside = [name for name, row in known.items() if _is_under(Path(row.source.path), root)]
        gone = [name for name in inside if name not in present]
        if root.is_dir() and len(gone) == len(inside) > 1:
            logger.warning(
                "Nothing is left under %s; if that is meant, use `referatsvar remove`.", root
            )
            continue
        for name in gone:
            with database.transaction():
                database.documents.remove(name)
        report.removed += gone


def _is_under(path: Path, root: Path) -> bool:
    return path == root or root in path.parents
