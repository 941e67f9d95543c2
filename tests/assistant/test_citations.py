"""A quotation that does not stand in its document never leaves."""

from __future__ import annotations

import pytest

from assistant.assistant import Assistant
from assistant.citations import Statement, cite, stands_in_document
from assistant.evidence.sentences import fold
from assistant.types import Evidence
from index.types import Document, Filters, Passage


@pytest.fixture
def passage(ravnsund: Assistant) -> Passage:
    return ravnsund.search("modtagerklasser", Filters(), 1)[0].passage


def _evidence(passage: Passage, quote: str, page: int | None = None) -> Evidence:
    return Evidence(passage, passage.span, quote, page or passage.page, 1.0)


def test_an_exact_quotation_is_numbered_and_marked(ravnsund: Assistant, passage: Passage) -> None:
    quote = " ".join(fold(passage.text).split()[:6])
    text, citations = cite(
        [Statement("Der står: {0}", (_evidence(passage, quote),))], ravnsund.archive
    )
    assert text == f"Der står: »{quote}« [1]"
    assert [(c.number, c.quote, c.document) for c in citations] == [(1, quote, passage.document)]


@pytest.mark.parametrize(
    "change", [str.upper, lambda q: q.replace(" ", " ikke ", 1), lambda q: q[::-1]]
)
def test_an_altered_quotation_takes_its_statement_with_it(  # type: ignore[no-untyped-def]
    ravnsund: Assistant, passage: Passage, change
) -> None:
    quote = change(" ".join(fold(passage.text).split()[:6]))
    text, citations = cite(
        [Statement("Der står: {0}", (_evidence(passage, quote),))], ravnsund.archive
    )
    assert (text, citations) == ("", ())


def test_a_quotation_on_another_page_does_not_stand(ravnsund: Assistant) -> None:
    hit = next(
        h for h in ravnsund.search("budget", Filters(), 50)
        if len(ravnsund.archive.document(h.passage.document).pages) > 2
    )  # fmt: skip
    quote = fold(hit.passage.text)[:60]
    pages = ravnsund.archive.document(hit.passage.document).pages
    wrong = next(n for n in range(1, len(pages) + 1) if quote not in fold(pages[n - 1]))
    assert not stands_in_document(_evidence(hit.passage, quote, wrong), ravnsund.archive)


def test_the_same_quotation_keeps_its_number(ravnsund: Assistant, passage: Passage) -> None:
    evidence = _evidence(passage, fold(passage.text)[:30].strip())
    text, citations = cite(
        [Statement("{0}", (evidence,)), Statement("{0}", (evidence,))], ravnsund.archive
    )
    assert text.count("[1]") == 2
    assert len(citations) == 1


def test_braces_in_a_title_do_no_harm(ravnsund: Assistant, passage: Passage) -> None:
    evidence = _evidence(passage, fold(passage.text)[:30].strip())
    text, _ = cite([Statement("Punktet {x} {}: {0}", (evidence,))], ravnsund.archive)
    assert text.startswith("Punktet {x} {}: »")


def test_a_quotation_may_run_over_to_the_next_page_but_not_begin_there() -> None:
    document = Document(("Godkendt med den", "ændring, at ruten ændres. Udsat."))
    assert document.begins_on("med den ændring, at ruten", 1)
    assert not document.begins_on("ændring, at ruten", 1)
    assert document.begins_on("ændring, at ruten", 2)
