"""Strings of documents and people are never markup."""

from __future__ import annotations

from datetime import date
from html import unescape

import pytest
from bs4 import BeautifulSoup
from hypothesis import given
from hypothesis import strategies as st

from assistant.types import Answer, Citation, Kind, Receipt
from index.types import Passage, Scope, SectionKind, Span
from ui.cards import answer_message, question_message
from ui.escaping import cut_around, escape, fold, mark

HOSTILE = [
    "<img src=x onerror=alert(1)>",
    "[x](javascript:alert(1))",
    "# overskrift",
    "$$x^2$$ `kode` **fed** _kursiv_ ~~nej~~",
    "![b](https://evil.example/b.png)",
    "https://evil.example",
    "&lt;b&gt; &#60;",
    "\n\n- liste\n\n> citat",
    "</details></article><h1>",
]


@pytest.mark.parametrize("text", HOSTILE)
def test_no_character_of_markup_is_left(text: str) -> None:
    escaped = escape(text)
    assert not set("<>*_[]()`$!~\n\"'") & set(escaped)
    assert unescape(escaped) == fold(text)


@given(st.text())
def test_escaped_text_reads_as_it_was(text: str) -> None:
    soup = BeautifulSoup(f"<p>{escape(text)}</p>", "html.parser")
    assert soup.get_text() == fold(text.encode("utf-8", "replace").decode())


@given(st.text(), st.text(), st.text(min_size=1))
def test_a_mark_loses_no_space_and_no_letter(before: str, after: str, quote: str) -> None:
    text = fold(f"{before} {quote} {after}")
    shown = BeautifulSoup(mark(text, quote), "html.parser").get_text()
    if fold(quote):
        assert shown == text.encode("utf-8", "replace").decode()


def test_a_long_passage_is_cut_around_its_quote() -> None:
    text = (
        " ".join(f"a{n}" for n in range(100))
        + " her er citatet "
        + " ".join(f"b{n}" for n in range(100))
    )
    assert cut_around(text, "her er citatet", 2) == "… a98 a99 her er citatet b0 b1 …"
    assert cut_around("kort her er citatet.", "her er citatet", 2) == "kort her er citatet."


def answer(text: str, *quotes: str) -> Answer:
    """An answer whose citations quote these."""
    passage = Passage(
        1,
        "a.txt",
        1,
        Span(0, 1),
        " ".join(quotes),
        SectionKind.DECISION,
        None,
        None,
        None,
        None,
        None,
        None,
    )
    citations = tuple(
        Citation(
            n,
            quote,
            "a.txt",
            1,
            Span(0, 1),
            "Byrådet",
            date(2024, 1, 1),
            None,
            None,
            None,
            SectionKind.DECISION,
            passage,
        )
        for n, quote in enumerate(quotes, start=1)
    )
    scope = Scope(1, 1, (), None, None)
    receipt = Receipt("", "", (), "", "", "")
    return Answer("?", True, text, citations, (), scope, Kind.GENERAL, "da", receipt, 0.0)


def links(message: str) -> list[str]:
    return [a["href"] for a in BeautifulSoup(message, "html.parser").select("a")]


def test_each_mark_leads_to_its_card() -> None:
    message = answer_message(answer("Fra mødet: »Et.« [1]\n\nSenere: »To.« [2]", "Et.", "To."), 3)
    assert links(message) == ["#kilde-3-1", "#kilde-3-2"]
    assert BeautifulSoup(message, "html.parser").get_text().endswith("Senere: »To.« [kilde 2]")


def test_what_looks_like_a_mark_in_a_quotation_is_text() -> None:
    assert links(
        answer_message(answer("»Se bilag [1] og [7].« [1]", "Se bilag [1] og [7]."), 1)
    ) == ["#kilde-1-1"]


def test_a_mark_without_a_citation_is_text() -> None:
    assert links(answer_message(answer("Se [2] »Et.« [1]", "Et."), 1)) == ["#kilde-1-1"]


def test_a_message_is_one_line_of_html() -> None:
    assert "\n" not in answer_message(answer("Et.\n\n\nTo\nlinjer", "Et."), 1)
    assert question_message("to\n\nlinjer").count("<br>") == 1
    assert "\n" not in question_message("to\n\nlinjer")
