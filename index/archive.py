"""An archive of minutes: one folder, and everything that can be done with it."""

from __future__ import annotations

import difflib
import os
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from pathlib import Path

from filelock import FileLock, Timeout

from index.danish import analysis
from index.danish.analysis import Token
from index.editions import same_text, superseded
from index.encoder.encoder import Encoder, StaticEncoder, load_encoder, shipped_encoder
from index.errors import ArchiveBusy, ArchiveMismatch, UnknownDocument
from index.indexing import (
    IndexReport,
    Progress,
    compare_editions,
    embed_missing,
    index_paths,
    put_missing_words,
    spell_bodies,
)
from index.parsing.items.entries import normalise_title
from index.parsing.text.case_numbers import case_key
from index.search.expansion import Expansion, abbreviations_thesaurus, thesaurus_for
from index.search.forward import ItemReader, packed
from index.search.hybrid import Query, query_of, search
from index.search.indexes import Indexes
from index.search.spelling import guesses, joined_words, linked_otherwise, mended, respelled
from index.store.bodies import BodyNames
from index.store.database import Database
from index.store.derived import Generation
from index.store.holdings import HeldSection
from index.types import (
    Document,
    Filters,
    HeldDocument,
    HeldItem,
    Hit,
    Passage,
    Redaction,
    Rejection,
    Scope,
    Status,
)

# Changes that are worth a commit of the lexical index (a tenth of a second).
_KEEP_UP_CHANGES = 2_000
# Words of questions of which it is kept what they are misspellings of.
_MAX_GUESSED = 10_000
# Filters of which it is kept what they cover.
_MAX_SCOPES = 1_000


def no_progress(stage: str, done: int, total: int) -> None:
    """Progress that nobody watches."""


@dataclass(frozen=True, slots=True)
class Removal:
    """How many passages were deleted, and how many the indexes still return (0)."""

    passages: int
    traces: int


@dataclass(frozen=True, slots=True)
class Front:
    """What a document says before its first item: the passages in order, and their words, packed."""

    passages: tuple[Passage, ...]
    words: bytes


class _Lookup:
    """Items by a text of theirs, as a function makes texts comparable, kept for a version of the archive."""

    def __init__(self, key: Callable[[str], str]) -> None:
        self._key = key
        self._held: tuple[int, dict[str, list[int]]] | None = None

    def ids(
        self, text: str, version: int, rows: Callable[[], Sequence[tuple[int, str]]]
    ) -> list[int]:
        """The items of a text; `rows` are read where the archive has another version than before."""
        held = self._held
        if held is None or held[0] != version:
            found: dict[str, list[int]] = {}
            for item_id, named in rows():
                found.setdefault(self._key(named), []).append(item_id)
            self._held = held = (version, found)
        return held[1].get(self._key(text), [])


def _of_one_case(items: Sequence[HeldItem], case_number: str) -> list[HeldItem]:
    """The items that have a number as given, and those that share a word of the title with one of them."""
    titles = [item.title or "" for item in items if item.case_number == case_number]
    words = {token.stem for title in titles for token in analysis.content_tokens(title)}
    return [
        item
        for item in items
        if not titles
        or item.case_number == case_number
        or not words.isdisjoint(token.stem for token in analysis.content_tokens(item.title or ""))
    ]


class Archive:
    """The minutes held in one folder.

    Opening is cheap: the encoder and the indexes are loaded when first needed.
    May be used from many threads.
    """

    def __init__(
        self,
        folder: Path,
        *,
        create: bool = False,
        model: str | None = None,
        chroma_url: str | None = None,
        wait_s: float = 0.0,
    ) -> None:
        """Open the archive in `folder`.

        Args:
            folder: where it is.
            create: make an empty one when there is none.
            model: a sentence-transformers name or path; None for the one that ships.
            chroma_url: a Chroma server's address; None for the embedded one.
            wait_s: how long to wait for another process to let go of the indexes.

        Raises:
            ArchiveError: see `Database`.
        """
        self.folder = folder
        self._model = model or None
        self._chroma_url = chroma_url or None
        self._wait_s = wait_s
        self._database = Database(folder, create)
        self._body_names: tuple[int, BodyNames] | None = None
        # The search and the second look both ask for them.
        self._guessed_words: tuple[int, dict[Token, Sequence[tuple[str, int]]]] = (-1, {})
        self._by_title = _Lookup(normalise_title)
        self._by_case = _Lookup(case_key)
        self._scopes: tuple[int, dict[Filters, Scope]] = (-1, {})

    @cached_property
    def encoder(self) -> Encoder:
        """The encoder asked for, or the one that the archive was indexed with."""
        active = self._database.derived.active_generation()
        name = self._model or (active.model if active else None) or None
        return load_encoder(name)

    @cached_property
    def word_encoder(self) -> StaticEncoder:
        """The archive's encoder if it is fast enough for single words, else the one that ships."""
        encoder = self.encoder
        return encoder if isinstance(encoder, StaticEncoder) else shipped_encoder()

    @cached_property
    def _reader(self) -> ItemReader:
        return ItemReader(self.word_encoder)

    @cached_property
    def _indexes(self) -> Indexes:
        generation = self._database.derived.active_generation() or self._generation()
        indexes = Indexes(self.folder, self._database, generation, self._chroma_url, self._wait_s)
        indexes.replay()
        indexes.repair()
        return indexes

    def _generation(self) -> Generation:
        return self._database.derived.generation_for(
            self.encoder.fingerprint,
            self._model or "",
            self.encoder.dimension,
            analysis.FINGERPRINT,
        )

    def close(self) -> None:
        """Let go of the indexes and the database."""
        if "_indexes" in self.__dict__:
            self._indexes.close()
            del self._indexes
        self._database.close()

    def __enter__(self) -> Archive:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    # Changing it

    @contextmanager
    def _writing(self, what: str) -> Iterator[None]:
        """Be the only process that changes the archive.

        Raises:
            ArchiveBusy: another one is.
        """
        lock, holder = FileLock(self.folder / "write.lock"), self.folder / "write.lock.holder"
        try:
            lock.acquire(timeout=0)
        except Timeout as error:
            raise ArchiveBusy(self.folder, _read_holder(holder)) from error
        try:
            holder.write_text(f"process {os.getpid()} ({what})", "utf-8")
            yield
        finally:
            holder.unlink(missing_ok=True)
            lock.release()

    def index(
        self,
        paths: Sequence[Path],
        *,
        prune: bool = False,
        progress: Progress = no_progress,
        min_age_s: float = 0.0,
    ) -> IndexReport:
        """Add and update the documents under `paths`; see `index_paths`.

        Raises:
            SourceMissing, ArchiveBusy, EncoderError, DenseIndexError.
        """
        with self._writing("referatsvar index"):
            if (
                self._database.derived.active_generation() is None
                and not self._database.passages.count()
            ):
                # Nothing is held that another generation could answer from meanwhile.
                self._database.derived.activate(self._generation())
            report = index_paths(
                self._database, self.encoder, self._reader, paths, prune, progress,
                min_age_s=min_age_s, stored=self._keep_up,
            )  # fmt: skip
            spell_bodies(self._database)
            compare_editions(self._database)
            self._bring_up_to_date(progress)
        return report

    def _keep_up(self) -> None:
        """Tell the indexes of what is stored while other processes read on."""
        active = self._database.derived.active_generation()
        if active is None or active.id != self._generation().id:
            return
        # The first time opens the indexes, which takes a second.
        if (
            "_indexes" not in self.__dict__
            or self._database.derived.count_outbox() >= _KEEP_UP_CHANGES
        ):
            self._indexes.replay()

    def _bring_up_to_date(self, progress: Progress) -> None:
        """Fill the indexes; build a new generation first when encoder or analysis is new."""

        def indexing(done: int, total: int) -> None:
            progress("indexing", done, total)

        embed_missing(self._database, self.encoder, progress)
        put_missing_words(self._database, self._reader)
        active, wanted = self._database.derived.active_generation(), self._generation()
        if active is not None and active.id == wanted.id:
            self._indexes.replay(indexing)
            self._indexes.repair(indexing)
            return
        if "_indexes" in self.__dict__:
            self._indexes.close()
            del self._indexes
        # The old generation answers until the new one is whole.
        indexes = Indexes(
            self.folder, self._database, wanted, self._chroma_url, max(self._wait_s, 10.0)
        )
        if not indexes.is_owner:
            raise ArchiveBusy(
                self.folder, "another process that is searching it (referatsvar serve?)"
            )
        indexes.rebuild(indexing)
        for gone in self._database.derived.activate(wanted):
            indexes.drop_generation(gone)
        self.__dict__["_indexes"] = indexes

    def remove(self, names: Sequence[str]) -> Removal:
        """Delete documents from the truth and from every index, and count what is left.

        Raises:
            UnknownDocument: one is not held; nothing has changed then.
            ArchiveBusy: another process is changing the archive.
        """
        held = self._database.documents.rows()
        for name in names:
            if name not in held:
                raise UnknownDocument(name, tuple(difflib.get_close_matches(name, held, 3)))
        with self._writing("referatsvar remove"):
            before = self._database.passages.count()
            with self._database.transaction():
                for name in names:
                    self._database.documents.remove(name)
            compare_editions(self._database)
            self._indexes.refresh()
            gone = before - self._database.passages.count()
            return Removal(gone, self._strangers())

    def _strangers(self) -> int:
        """How many passages the indexes hold that the truth has forgotten."""
        lexical = self._indexes.lexical.count() - self._database.passages.count()
        encoder = self._indexes.generation.encoder
        dense = self._indexes.dense.count() - self._database.derived.count_vectors(encoder)
        return max(0, lexical) + max(0, dense)

    # Searching it

    def check_encoder(self) -> None:
        """Refuse an encoder that the archive was not indexed with.

        Raises:
            ArchiveMismatch: it was another one.
        """
        active = self._database.derived.active_generation()
        if active and self._model and self.encoder.fingerprint != active.encoder:
            raise ArchiveMismatch(
                f"The archive in {self.folder} was indexed with another encoder "
                f"({active.model or 'the one that ships'}). To change it: "
                f"referatsvar index PATH --archive {self.folder} --model {self._model}"
            )

    def is_analysed_otherwise(self) -> bool:
        """Whether another version of the program analysed the texts; `index` does it anew.

        Until then questions are answered more slowly, and find what both versions make the same of.
        """
        active = self._database.derived.active_generation()
        return active is not None and active.analysis != analysis.FINGERPRINT

    def search(self, query: str | Query, filters: Filters, top: int = 10) -> list[Hit]:
        """The best passages for a text, best first; [] when nothing matches."""
        self.check_encoder()
        self._indexes.refresh()
        made = query_of(query, self.expand) if isinstance(query, str) else query
        return search(made, self._indexes, self.encoder, self._database, filters, top)

    def expand(self, words: Sequence[Token], english: bool = False) -> list[Expansion]:
        """What may stand for words of a question, among the words of the archive.

        Official words for everyday ones (those that ship and the archive's own
        `ord.tsv`), the bodies' names and abbreviations for each other, the
        right spelling of what is misspelt, and compounds as the archive links them.
        """
        lexical = self._indexes.lexical
        return [
            *thesaurus_for(self.folder).expand(words, english),
            *abbreviations_thesaurus(self.body_names().abbreviations).expand(words),
            *mended(words, self._guesses),
            *linked_otherwise(words, lexical.occurs),
            *joined_words(words, lexical.occurs),
        ]

    def respelled(self, text: str) -> str:
        """A text with its misspelt and wrongly parted words as the archive spells them."""
        self._indexes.refresh()
        return respelled(text, self._indexes.lexical.occurs, self._guesses)

    def _guesses(self, word: Token) -> Sequence[tuple[str, int]]:
        """What a word is a misspelling of; looking through the vocabulary takes 20 ms at 100,000 passages."""
        version, known = self.version(), self._guessed_words
        if known[0] != version or len(known[1]) > _MAX_GUESSED:
            known = self._guessed_words = (version, {})
        if word not in known[1]:
            lexical = self._indexes.lexical
            known[1][word] = guesses(word, lexical.occurs, lexical.vocabulary)
        return known[1][word]

    @property
    def idf(self) -> Callable[[analysis.Token], float]:
        """How rare a word is among the passages held."""
        return self._indexes.lexical.idf

    @property
    def occurs(self) -> Callable[[analysis.Token], bool]:
        """Whether a word is in any passage held."""
        return self._indexes.lexical.occurs

    # Reading it

    def document(self, name: str) -> Document:
        """The stored pages of a document.

        Raises:
            UnknownDocument: it is not held.
        """
        content_id = self._database.documents.content_id_of(name)
        if content_id is None:
            names = self._database.documents.rows()
            raise UnknownDocument(name, tuple(difflib.get_close_matches(name, names, 3)))
        return self._database.documents.text_of(content_id)

    def document_path(self, name: str) -> Path | None:
        """Where the original file was when it was indexed; None when it is not held."""
        row = self._database.documents.row(name)
        return Path(row.source.path) if row and row.content_id is not None else None

    def document_sha256(self, name: str) -> str | None:
        """The hash of the bytes that were indexed under this name."""
        row = self._database.documents.row(name)
        return row.sha256 if row else None

    def version(self) -> int:
        """A number that changes whenever anything in the archive does, and is good for this process only."""
        return self._database.data_version()

    def documents(self) -> list[HeldDocument]:
        """What is held, also documents in which no agenda item was found."""
        return self._database.holdings.documents()

    def items(
        self, filters: Filters, case_number: str | None = None, *, replaced: bool = True
    ) -> list[HeldItem]:
        """Every agenda item, in the order of the documents; of a case those that write its number otherwise too.

        Another system's way of writing it may be another case: those items count whose titles share a
        word with one that has the number as given. Without the `replaced` those are left out of which another document
        says every word: a corrected edition, the other of two copies, the
        minutes of the meeting.
        """
        if case_number is None:
            items = self._database.holdings.items(filters)
        else:
            ids = self._by_case.ids(
                case_number, self.version(), self._database.holdings.case_numbers
            )
            items = _of_one_case(self._database.holdings.items(filters, ids), case_number)
        gone = set() if replaced else self._database.editions.replaced_items()
        return [item for item in items if item.id not in gone]

    def items_titled(self, title: str) -> list[HeldItem]:
        """The agenda items of a title, as titles are compared, without those that are replaced."""
        ids = self._by_title.ids(title, self.version(), self._database.holdings.titles)
        gone = self._database.editions.replaced_items()
        return [
            item
            for item in self._database.holdings.items(Filters(), ids=ids)
            if item.id not in gone
        ]

    def item(self, item_id: int) -> HeldItem | None:
        """One agenda item."""
        return self._database.holdings.item(item_id)

    def sections(self, item_id: int) -> list[HeldSection]:
        """The sections of an agenda item in order."""
        return self._database.holdings.sections(item_id)

    def front(self, document: str) -> list[HeldSection]:
        """The sections of a document before its first item."""
        content_id = self._database.documents.content_id_of(document)
        return self._database.holdings.front_sections(content_id) if content_id is not None else []

    def item_passages(self, item_id: int) -> list[Passage]:
        """The passages of an agenda item in order."""
        return self._database.passages.of_item(item_id)

    def passages_of_items(self, ids: Sequence[int]) -> dict[int, list[Passage]]:
        """The passages of some hundreds of agenda items, those that have any, of each in order."""
        return self._database.passages.of_items(ids)

    def passages_after(self, passage_id: int, limit: int) -> list[Passage]:
        """All passages, a page at a time, in the order of their ids; begin after 0."""
        ids = self._database.passages.ids(passage_id, limit)
        return list(self._database.passages.held(ids).values())

    def items_of(self, ids: Sequence[int]) -> dict[int, HeldItem]:
        """Some hundreds of agenda items, those that are held."""
        return {item.id: item for item in self._database.holdings.items(Filters(), ids=ids)}

    def item_words(self, ids: Sequence[int]) -> dict[int, bytes]:
        """The words of some hundreds of agenda items, those that have passages; packed."""
        found = self._database.derived.item_words(self._reader.fingerprint, ids)
        missing = [item_id for item_id in ids if item_id not in found]
        if missing:
            held = self._database.passages.of_items(missing)
            texts = [(p[0].item_title, [one.text for one in p]) for p in held.values()]
            found |= zip(held, self._packed(texts), strict=True)
        return found

    def _packed(self, items: Sequence[tuple[str | None, Sequence[str]]]) -> list[bytes]:
        reader = self._reader
        return [packed(item, reader.token_bytes) for item in reader.read(items)]

    def fronts(self, documents: Sequence[str]) -> dict[str, Front]:
        """What some hundreds of documents that are held say before their first item."""
        contents = self._database.documents.content_ids_of(documents)
        passages = self._database.passages.of_fronts(list(contents.values()))
        words = self._database.derived.fronts_words(
            self._reader.fingerprint, list(contents.values())
        )
        found = {}
        for document in documents:
            content_id = contents.get(document, 0)
            held = tuple(passages.get(content_id, ()))
            made = words.get(content_id) or self._packed([(None, [p.text for p in held])])[0]
            found[document] = Front(held, made)
        return found

    def front_passages(self, document: str) -> list[Passage]:
        """The passages of a document before its first item."""
        content_id = self._database.documents.content_id_of(document) or 0
        return self._database.passages.of_fronts([content_id]).get(content_id, [])

    def body_names(self) -> BodyNames:
        """The bodies that the archive knows, by name and abbreviation."""
        version = self.version()
        held = self._body_names
        if held is None or held[0] != version:
            # 40 ms with 5,000 meetings, and every question needs them.
            names = BodyNames(
                self._database.holdings.bodies(), self._database.holdings.abbreviations()
            )
            self._body_names = held = (version, names)
        return held[1]

    def told_meetings(self) -> list[tuple[str, date]]:
        """The meetings that minutes tell a decision of: their own, and those of others that are quoted."""
        return self._database.holdings.told_meetings()

    def scope(self, filters: Filters) -> Scope:
        """What a search with these filters covers; a body counts once, however it is spelt."""
        # 10 ms with 1,600 documents, and every answer tells it.
        version, known = self.version(), self._scopes
        if known[0] != version or len(known[1]) > _MAX_SCOPES:
            known = self._scopes = (version, {})
        if filters not in known[1]:
            known[1][filters] = self._scope(filters)
        return known[1][filters]

    def _scope(self, filters: Filters) -> Scope:
        names, held = self.body_names(), self._database.holdings.meetings(filters)
        meetings = {(body and names.name_of(body), day) for body, day, _ in held if day}
        days = sorted(date.fromisoformat(day) for _, day in meetings)
        return Scope(
            documents=sum(count for _, _, count in held),
            meetings=len(meetings),
            bodies=tuple(sorted({names.name_of(body) for body, _, _ in held if body})),
            from_date=days[0] if days else None,
            to_date=days[-1] if days else None,
            rejected=len(self._database.holdings.rejected()),
        )

    def redactions(self) -> list[tuple[str, Redaction]]:
        """Where something was removed before it was stored: the document and the page."""
        return self._database.holdings.redactions()

    def status(self) -> Status:
        """What the archive holds."""
        scope = self.scope(Filters())
        rejected = [Rejection(*row) for row in self._database.holdings.rejected()]
        rejected += [
            Rejection(name, f"scannet uden tekst (side {_ranges(pages)})")
            for name, pages in self._database.holdings.unreadable_pages()
        ]
        active = self._database.derived.active_generation()
        editions = self._database.editions.alike()
        return Status(
            documents=scope.documents,
            meetings=scope.meetings,
            items=self._database.holdings.count_items(),
            passages=self._database.passages.count(),
            bodies=scope.bodies,
            from_date=scope.from_date,
            to_date=scope.to_date,
            rejected=tuple(sorted(rejected, key=lambda r: r.document)),
            redactions=tuple(self._database.holdings.redactions()),
            duplicates=tuple(sorted({*self._database.holdings.duplicates(), *same_text(editions)})),
            superseded=tuple(superseded(editions)),
            recognised=tuple(
                (name, _ranges(pages)) for name, pages in self._database.holdings.recognised_pages()
            ),
            model=(active.model if active else self._model) or "referatsvar",
        )


def _read_holder(path: Path) -> str:
    try:
        return path.read_text("utf-8") or "another process"
    except OSError:
        return "another process"


def _ranges(pages: Sequence[int]) -> str:
    """Page numbers with runs drawn together.

    >>> _ranges([1, 2, 3, 7])
    '1-3, 7'
    """
    runs: list[list[int]] = []
    for page in pages:
        if runs and page == runs[-1][-1] + 1:
            runs[-1].append(page)
        else:
            runs.append([page])
    return ", ".join(str(r[0]) if len(r) == 1 else f"{r[0]}-{r[-1]}" for r in runs)
