"""What the sources that a sentence cites say, ready to be looked up."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from assistant.evidence.matching import Words, words_of
from assistant.language_model.written import sentences_of
from assistant.types import Citation
from index.danish.analysis import content_tokens, tokens
from index.parsing.text.dates import danish_date, find_dates
from index.types import SectionKind

MONTHS = (
    "januar februar marts april maj juni juli august september oktober november december"
    " january february march may june july october".split()
)
MONTH_AND_YEAR = re.compile(rf"(?i)\b(?:{'|'.join(MONTHS)}) (?:19|20)\d\d\b")


@dataclass(frozen=True)
class Sources:
    """What the cited sources say, ready to be looked up."""

    citations: tuple[Citation, ...]

    @cached_property
    def quotes(self) -> str:
        """The quotations alone."""
        return " ".join(c.quote for c in self.citations)

    @cached_property
    def text(self) -> str:
        """The quotations and what is known of where they stand."""
        parts = [self.quotes]
        for c in self.citations:
            parts += [c.body or "", c.item_title or "", c.case_number or ""]
            parts += [danish_date(c.date)] if c.date else []
        return " ".join(parts)

    @cached_property
    def undated(self) -> str:
        """The same without dates and case numbers, whose digits stand for no other number."""
        text = self.text
        for number in {c.case_number for c in self.citations if c.case_number}:
            text = text.replace(number, " ")
        return without_dates(text)

    @cached_property
    def words(self) -> Words:
        """The words of the text, to be met by others."""
        return words_of(self.text)

    @cached_property
    def forms(self) -> list[str]:
        """The words of the text as written, each once."""
        return list(dict.fromkeys(token.form for token in tokens(self.text)))

    @cached_property
    def sentences(self) -> list[str]:
        """The sentences of each quotation."""
        return [s for c in self.citations for s in sentences_of(c.quote)]

    @cached_property
    def dates(self) -> set[date]:
        """The days that the text has, whole dates only."""
        return {found.date for found in find_dates(self.text) if found.date}


def without_dates(text: str) -> str:
    """The text without its dates, and without a month and year."""
    for found in sorted(find_dates(text), key=lambda f: -f.span.start):
        text = f"{text[: found.span.start]} {text[found.span.end :]}"
    return MONTH_AND_YEAR.sub(" ", text)


def is_quoted(said: str, sources: Sources) -> bool:
    """Whether it is a quotation, or holds one whole."""
    plain = said.lower().rstrip(". ")
    is_proposal = {c.section for c in sources.citations} == {SectionKind.RECOMMENDATION}
    return any(
        # A part of "at bommen fjernes" says that the bar is removed.
        quote in plain or (plain in quote and not is_proposal)
        for quote in (s.lower().rstrip(". ") for s in (*sources.sentences, sources.quotes))
    )


def nearest_to(said: str, sentences: Sequence[str]) -> str | None:
    """The sentence that shares most words with what is said, None of none; of equals the first."""
    stems = _stems(said)

    def shared(sentence: str) -> float:
        other = _stems(sentence)
        return len(stems & other) / (len(stems | other) or 1)

    return max(sentences, key=shared, default=None)


def _stems(text: str) -> set[str]:
    return {token.stem for token in content_tokens(text)}
