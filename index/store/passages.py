"""The passages that are held, by their ids, items and meetings."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from index.store.connection import Connection, as_date, chunks, marks, within
from index.types import Filters, Passage, SectionKind, Span

# To ask the class is ten times as slow, and every search asks some hundred times.
_SECTION_KINDS = {kind.value: kind for kind in SectionKind}
_PASSAGE = (
    "SELECT p.id, p.content_id, p.page, p.start, p.end, p.kind, p.body, p.date, "
    "i.number, i.title, i.case_number, p.item_id, p.heading "
    "FROM passages p LEFT JOIN items i ON i.id = p.item_id "
)


@dataclass(frozen=True, slots=True)
class _ContentText:
    """The text of a content, and the name of the document that stands for it."""

    name: str
    text: str


class Passages:
    """The passages that are held."""

    def __init__(self, db: Connection) -> None:
        self._db = db

    def held(self, ids: Sequence[int]) -> dict[int, Passage]:
        """The passages with these ids, those that are still held."""
        return {
            passage.id: passage
            for chunk in chunks(ids)
            for passage in self._passages(f"p.id IN ({marks(chunk)})", chunk)
        }

    def of_item(self, item_id: int) -> list[Passage]:
        """The passages of an item in the order of the text."""
        return self._passages("p.item_id = ? ORDER BY p.start", (item_id,))

    def of_items(self, ids: Sequence[int]) -> dict[int, list[Passage]]:
        """The passages of some hundreds of items, of each in the order of the text."""
        found: dict[int, list[Passage]] = {}
        for passage in self._passages(f"p.item_id IN ({marks(ids)}) ORDER BY p.start", ids):
            if passage.item_id is not None:
                found.setdefault(passage.item_id, []).append(passage)
        return found

    def of_fronts(self, content_ids: Sequence[int]) -> dict[int, list[Passage]]:
        """The passages before the first item of some hundreds of contents, of each in order."""
        where = f"p.content_id IN ({marks(content_ids)}) AND p.item_id IS NULL ORDER BY p.start"
        rows = self._db.all(f"{_PASSAGE} WHERE {where}", content_ids)
        texts = self._texts({row[1] for row in rows})
        found: dict[int, list[Passage]] = {}
        for row in rows:
            if row[1] in texts:
                found.setdefault(row[1], []).append(_passage(row, texts[row[1]]))
        return found

    def _passages(self, where: str, values: Sequence[object]) -> list[Passage]:
        rows = self._db.all(f"{_PASSAGE} WHERE {where}", values)
        texts = self._texts({row[1] for row in rows})
        return [_passage(row, texts[row[1]]) for row in rows if row[1] in texts]

    def _texts(self, content_ids: Iterable[int]) -> dict[int, _ContentText]:
        """The names and texts of some contents.

        Each text is read once: SQLite's `substr` would read it again for every passage, which
        for the passages of 100 items took longer than all the rest of a search (2026-11).
        """
        found: dict[int, _ContentText] = {}
        for chunk in chunks(sorted(content_ids)):
            rows = self._db.all(
                "SELECT t.content_id, t.text, (SELECT MIN(name COLLATE NOCASE) FROM documents d "  # noqa: S608
                f"WHERE d.content_id = t.content_id) FROM texts t WHERE t.content_id IN ({marks(chunk)})",
                chunk,
            )
            found |= {row[0]: _ContentText(row[2], row[1]) for row in rows if row[2] is not None}
        return found

    def ids(self, after: int = 0, limit: int = 10_000) -> list[int]:
        """Ids in rising order, a page at a time."""
        rows = self._db.all(
            "SELECT id FROM passages WHERE id > ? ORDER BY id LIMIT ?", (after, limit)
        )
        return [row[0] for row in rows]

    def count(self) -> int:
        """How many passages are held."""
        return self._db.scalar("SELECT COUNT(*) FROM passages")

    def contents_for(self, filters: Filters) -> list[int]:
        """The contents that hold something the filters allow: see `passage_ids_for`."""
        where, values = within(self._db, filters)
        return [r[0] for r in self._db.all(f"SELECT c.id FROM contents c WHERE {where}", values)]  # noqa: S608

    def ids_for(self, filters: Filters) -> list[int]:
        """The passages of the meetings that the filters allow, and of items treated there.

        A meeting without a known date is not in any period. Where no meeting of
        a body or day is held, items that print what was decided there are meant.
        """
        where, values = within(self._db, filters, "p.item_id", "item_id")
        sql = f"SELECT p.id FROM passages p JOIN contents c ON c.id = p.content_id WHERE {where}"  # noqa: S608
        return [row[0] for row in self._db.all(sql, values)]

    def places(self, ids: Sequence[int]) -> dict[int, tuple[int, int | None]]:
        """The content and the item of each of these passages that is held, some hundreds."""
        rows = self._db.all(
            f"SELECT id, content_id, item_id FROM passages WHERE id IN ({marks(ids)})",  # noqa: S608
            ids,
        )
        return {row[0]: (row[1], row[2]) for row in rows}

    def content_ids(self, ids: Sequence[int]) -> dict[int, int]:
        """Each passage's content."""
        found: dict[int, int] = {}
        for chunk in chunks(ids):
            marks = ",".join("?" * len(chunk))
            found |= dict(
                self._db.all(
                    f"SELECT id, content_id FROM passages WHERE id IN ({marks})",  # noqa: S608
                    chunk,
                )
            )
        return found


def _passage(row: Sequence, held: _ContentText) -> Passage:  # type: ignore[type-arg]
    return Passage(
        id=row[0],
        document=held.name,
        page=row[2],
        span=Span(row[3], row[4]),
        text=held.text[row[3] : row[4]],
        section=_SECTION_KINDS[row[5]],
        body=row[6],
        date=as_date(row[7]),
        item_number=row[8],
        item_title=row[9],
        case_number=row[10],
        item_id=row[11],
        section_heading=row[12],
    )
