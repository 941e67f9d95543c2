"""Citations are made and checked here, by code, and nowhere else."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from assistant.types import Citation, Evidence
from index.archive import Archive


@dataclass(frozen=True, slots=True)
class Statement:
    """A sentence of the answer and the evidence it quotes.

    `text` holds {0}, {1}, ... where the quotations go, each with its mark.
    """

    text: str
    evidence: tuple[Evidence, ...] = ()


def cite(statements: Sequence[Statement], archive: Archive) -> tuple[str, tuple[Citation, ...]]:
    """The answer's text with its marks, and the citations in order of their marks.

    The same quotation has the same number throughout. A statement with a
    quotation that does not stand on its page is left out whole: it would say
    something without a source.
    """
    numbers: dict[tuple[str, int, int], int] = {}
    citations: list[Citation] = []
    lines = []
    for statement in statements:
        if not all(stands_in_document(e, archive) for e in statement.evidence):
            continue
        marks = []
        for evidence in statement.evidence:
            key = (evidence.passage.document, evidence.span.start, evidence.span.end)
            if key not in numbers:
                numbers[key] = len(numbers) + 1
                citations.append(_citation(numbers[key], evidence))
            marks.append(f"»{evidence.quote}« [{numbers[key]}]")
        lines.append(_filled(statement.text, marks))
    return "\n\n".join(lines), tuple(citations)


def _filled(text: str, marks: Sequence[str]) -> str:
    """The text with its quotations; str.format would trip over braces in a title."""
    for index, mark in enumerate(marks):
        text = text.replace(f"{{{index}}}", mark, 1)
    return text


def stands_in_document(evidence: Evidence, archive: Archive) -> bool:
    """Whether the quote is an exact part of the text that begins on its page, white space folded."""
    return archive.document(evidence.passage.document).begins_on(evidence.quote, evidence.page)


def _citation(number: int, evidence: Evidence) -> Citation:
    passage = evidence.passage
    return Citation(
        number=number,
        quote=evidence.quote,
        document=passage.document,
        page=evidence.page,
        span=evidence.span,
        body=passage.body,
        date=passage.date,
        item_number=passage.item_number,
        item_title=passage.item_title,
        case_number=passage.case_number,
        section=passage.section,
        passage=passage,
    )
