"""The words of items are kept as they are read, and made anew when what makes them is another."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from dataclasses import astuple
from pathlib import Path

import numpy as np
import pytest

from index.archive import Archive
from index.encoder.encoder import SHIPPED_MODEL, StaticEncoder
from index.search.forward import ItemReader, ItemWords, all_together, key_of, packed, unpacked
from index.types import Filters

ITEMS = [
    ("Ny cykelsti", ("Stien anlægges i 2022. Den koster 4,5 mio. kr.", "Godkendt.")),
    (None, ("Fraværende: ingen.",)),
    ("Skolebestyrelsens forslag", ()),
]


@pytest.fixture(scope="module")
def reader() -> ItemReader:
    return ItemReader(StaticEncoder(SHIPPED_MODEL))


def _same(one: ItemWords, other: ItemWords) -> bool:
    return all(np.array_equal(a, b) for a, b in zip(astuple(one), astuple(other), strict=True))


@pytest.mark.parametrize("token_bytes", [2, 4])
def test_words_are_stored_without_loss(reader: ItemReader, token_bytes: int) -> None:
    for item in reader.read(ITEMS):
        assert _same(unpacked(packed(item, token_bytes)), item)


def test_items_are_read_alike_alone_and_together(reader: ItemReader) -> None:
    alone = [reader.read([item])[0] for item in ITEMS]
    assert all(_same(a, b) for a, b in zip(alone, reader.read(ITEMS), strict=True))


def test_an_item_tells_the_words_of_each_sentence_and_of_its_title(reader: ItemReader) -> None:
    item, front, untold = reader.read(ITEMS)
    said = item.stems[item.words].tolist()
    assert item.passage_sentences.tolist() == [2, 1]
    assert said[: item.sentence_words[0]] == [key_of("sti"), key_of("anlæg"), key_of("2022")]
    assert key_of("cykelsti") in item.stems[item.title_words]
    assert key_of("cykel") in item.parts
    assert key_of("sti") in item.parts
    assert front.title_words.tolist() == [0]
    assert untold.words.tolist() == [0]


def test_together_the_words_are_numbered_through(reader: ItemReader) -> None:
    items = reader.read(ITEMS)
    every, lengths = all_together([packed(item, reader.token_bytes) for item in items])
    assert lengths["passage_norms"].tolist() == [len(item.passage_norms) for item in items]
    assert every.stems[every.words].tolist() == [s for i in items for s in i.stems[i.words]]


def _minutes(text: str) -> str:
    return f"# Referat – Byrådet 01-02-2024\n\nDeltagere: alle\n\n## 1. Cykelsti\n\n### Sagsfremstilling\n\n{text}\n"


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Archive]:
    (tmp_path / "a.md").write_text(_minutes("Stien er smal."), "utf-8")
    with Archive(tmp_path / "arkiv", create=True) as archive:
        archive.index([tmp_path / "a.md"])
        yield archive


def _stored(archive: Archive) -> list[tuple[str, bytes]]:
    with sqlite3.connect(archive.folder / "archive.sqlite3") as db:
        return db.execute(
            "SELECT made_by, words FROM item_words UNION ALL SELECT made_by, words FROM front_words"
        ).fetchall()


def test_what_is_stored_is_what_is_read_from_the_passages(archive: Archive) -> None:
    (item,) = archive.items(Filters())
    stored = archive.item_words([item.id])[item.id], archive.fronts(["a.md"])["a.md"]
    assert {passage.item_id for passage in stored[1].passages} == {None}
    assert len(_stored(archive)) == 2
    with sqlite3.connect(archive.folder / "archive.sqlite3") as db:
        db.executescript("DELETE FROM item_words; DELETE FROM front_words")
    assert stored == (archive.item_words([item.id])[item.id], archive.fronts(["a.md"])["a.md"])


def test_words_that_another_program_made_are_not_used_and_made_anew(
    archive: Archive, tmp_path: Path
) -> None:
    before = sorted(_stored(archive))
    with sqlite3.connect(archive.folder / "archive.sqlite3") as db:
        for table in ("item_words", "front_words"):
            db.execute(f"UPDATE {table} SET made_by = 'another', words = x'00'")
    (item,) = archive.items(Filters())
    assert key_of("smal") in unpacked(archive.item_words([item.id])[item.id]).stems
    archive.index([tmp_path / "a.md"])
    assert sorted(_stored(archive)) == before


def test_the_words_of_what_is_removed_are_removed(archive: Archive) -> None:
    archive.remove(["a.md"])
    assert _stored(archive) == []
