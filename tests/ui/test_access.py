"""What counts as text of a closed item."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from index.types import Document, DocumentKind, HeldItem, Span
from ui.access import Source

PAGES = ("Punkt 1: Skolen\nGodkendt.", "Punkt 2: {closed}", "Punkt 3: Havnen\nGodkendt.")


def source(closed: str, *, title: str = "Køb af jord", path: Path | None = None) -> Source:
    """A document of three pages, its second item closed, with `closed` under the title."""
    pages = tuple(page.format(closed=f"{title}\n{closed}") for page in PAGES)
    document = Document(pages)

    def item(number: int, name: str, public: bool) -> HeldItem:
        start = document.text.index(name)
        return HeldItem(
            number, "a.pdf", DocumentKind.MINUTES, "Byrådet", None, str(number), name, None, public, (),
            Span(start, start + len(name)),
        )  # fmt: skip

    items = (item(1, "Skolen", True), item(2, title, False), item(3, "Havnen", True))
    starts = document.page_starts
    public = (
        Span(0, starts[1] - 1),
        items[1].title_span or Span(0, 0),
        Span(starts[2], len(document.text)),
    )
    return Source("a.pdf", document, "", path, items, public, frozenset())


def test_a_title_that_stands_in_a_list_above_does_not_tell_where_closed_text_ends() -> None:
    shown = source("Købes for 2.150.000 kr.")
    last = replace(shown.items[2], title_span=Span(0, 5))
    assert replace(shown, items=(*shown.items[:2], last)).closed == (
        Span(0, len(shown.document.text)),
    )


def test_a_closed_item_that_stands_in_a_list_alone_hides_nothing() -> None:
    held = source("", title="Sluppet")
    school, _, harbour = held.items
    listed = replace(held.items[1], title_span=Span(2, 6))
    assert replace(held, items=(school, harbour, listed)).closed == ()
    # The text of another closed item is still hidden, up to what follows it.
    sale = replace(harbour, public=False)
    shown = replace(held, items=(school, sale, listed))
    assert [span.end for span in shown.closed] == [len(held.document.text)]


@pytest.fixture
def pdf(tmp_path: Path) -> Path:
    path = tmp_path / "a.pdf"
    path.write_bytes(b"%PDF-1.7")
    return path


@pytest.mark.parametrize(
    "closed",
    [
        "",
        "Lukket punkt",
        "Sagsnr.: 22/2917",
        "Sag EMN-2024-000719 – Lukket",
        "27.69.48-A00-1-22",
        "Til toppen",
    ],
)
def test_a_closed_item_of_a_title_alone_hides_nothing(closed: str, pdf: Path) -> None:
    shown = source(closed, path=pdf)
    assert shown.closed == ()
    assert shown.original_withheld is None
    assert [shown.image_withheld(n) for n in (1, 2, 3)] == [None, None, None]


@pytest.mark.parametrize(
    "closed", ["Afvist.", "Sagsnr.: 22/2917\nKøbes for 2.150.000 kr.", "Ane Bro er inhabil"]
)
def test_text_under_a_closed_item_hides_its_page_and_the_original(closed: str, pdf: Path) -> None:
    shown = source(closed, path=pdf)
    assert shown.original_withheld is not None
    assert [bool(shown.image_withheld(n)) for n in (1, 2, 3)] == [False, True, False]
    first, second, third = (
        "".join(span.of(shown.document.text) for span in shown.page_text(n)) for n in (1, 2, 3)
    )
    assert (first, second, third) == (PAGES[0], "Punkt 2: Køb af jord", PAGES[2])


@pytest.mark.parametrize(
    ("pages", "reason"), [("redacted_pages", "CPR-nummer"), ("blanked_pages", "lukket punkt")]
)
def test_the_reason_for_showing_no_original_is_the_true_one(
    pages: str, reason: str, pdf: Path
) -> None:
    shown = replace(source("", path=pdf), **{pages: frozenset({2})})
    assert reason in (shown.original_withheld or "")
    assert [reason in (shown.image_withheld(n) or "") for n in (1, 2, 3)] == [False, True, False]


def test_a_document_without_known_items_shows_no_original(pdf: Path) -> None:
    shown = source("", path=pdf)
    unknown = Source("a.pdf", shown.document, "", pdf, (), (), frozenset())
    assert unknown.original_withheld is not None
    assert unknown.image_withheld(1) is not None
