"""What the answering functions work with, and what they give."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from assistant.citations import Statement
from assistant.evidence.candidates import Candidate
from assistant.evidence.judgement import Judged
from assistant.evidence.sentences import SentenceFinder, fold
from assistant.texts import date_text, phrase
from assistant.types import Evidence, Question
from index.archive import Archive
from index.types import Filters, HeldItem, Span

# A quotation longer than this is cut at the end of a clause.
_MAX_QUOTE_WORDS = 90


@dataclass(frozen=True, slots=True)
class NotFound:
    """No answer, the key of the text that says why, and what fills its placeholders."""

    reason: str | None = None
    values: Mapping[str, str] = field(default_factory=dict)


Result = list[Statement] | NotFound


@dataclass(frozen=True)
class Context:
    """A question and all that bears on it. `judged` are public items, most probable first."""

    question: Question
    archive: Archive
    filters: Filters
    judged: Sequence[Judged]
    finder: SentenceFinder

    @property
    def candidates(self) -> list[Candidate]:
        """The items themselves."""
        return [judged.candidate for judged in self.judged]

    def say(self, key: str, **values: object) -> str:
        """A sentence in the language of the question."""
        return phrase(self.question.language, key, **values)

    def where(self, body: str | None, day: date | None) -> str:
        """The words for a body and a date, as far as known: " i Byrådet den 3. maj 2022"."""
        return (self.say("in", body=body) if body else "") + self.on(day)

    def on(self, day: date | None) -> str:
        """The words for a date, or nothing."""
        return self.say("on", date=date_text(self.question.language, day)) if day else ""

    def meeting(self, item: HeldItem) -> str:
        """The words for the meeting of an item."""
        body = self.say("in", body=item.body) if item.body else ""
        return self.say("at_meeting", body=body, date=self.on(item.date))

    def named(self, item: HeldItem | None, document: str) -> str:
        """How the answer names an item at its own meeting."""
        if item is None or not item.title:
            return self.say("item_unknown", document=document)
        if item.number:
            return self.say("item", number=item.number, title=item.title)
        return self.say("item_unnumbered", title=item.title)

    def named_at(
        self, item: HeldItem | None, document: str, body: str | None, day: date | None
    ) -> str:
        """How it names an item that a body treated on a day.

        At another meeting than its own it had another number, which is seldom printed.
        """
        is_own = item is None or (body in (None, item.body) and day in (None, item.date))
        if item is None or not item.title or is_own:
            return self.named(item, document)
        return self.say("item_elsewhere", title=item.title)

    def quoting(
        self, key: str, evidence: Sequence[Evidence], between: str = " ", **values: object
    ) -> Statement:
        """The sentence with this key and these quotations.

        Sentences that follow each other are quoted as one.
        """
        joined = self.joined(evidence)
        return Statement(self.say(key, quote=marks(len(joined), between), **values), joined)

    def listing(
        self, key: str, evidence: Sequence[Evidence], between: str, **values: object
    ) -> Statement:
        """The same, with each entry of a list quoted by itself."""
        entries = tuple(short(e) for e in evidence)
        return Statement(self.say(key, quote=marks(len(entries), between), **values), entries)

    def joined(self, evidence: Sequence[Evidence]) -> tuple[Evidence, ...]:
        """Evidence with sentences that follow each other joined, long ones cut."""
        return tuple(short(e) for e in self._joined(evidence))

    def _joined(self, evidence: Sequence[Evidence]) -> list[Evidence]:
        joined: list[Evidence] = []
        for e in evidence:
            last = joined[-1] if joined else None
            if last is None or not self._follows(last, e):
                joined.append(e)
                continue
            quote = f"{last.quote} {e.quote}"
            span = Span(last.span.start, e.span.end)
            joined[-1] = replace(last, span=span, quote=quote, score=max(last.score, e.score))
        return joined

    def _follows(self, first: Evidence, second: Evidence) -> bool:
        """Whether nothing but white space parts two sentences of a page and section."""
        a, b = first.passage, second.passage
        if (a.document, a.section, a.item_id) != (b.document, b.section, b.item_id):
            return False
        if first.page != second.page or first.span.end > second.span.start:
            return False
        words = len(first.quote.split()) + len(second.quote.split())
        between = Span(first.span.end, second.span.start).of(self.archive.document(a.document).text)
        return words <= _MAX_QUOTE_WORDS and not between.strip()

    def title_of(self, item: HeldItem) -> Evidence | None:
        """An item's title as it stands in the document."""
        passages, span = self.archive.item_passages(item.id), item.title_span
        if not passages or span is None:
            return None
        document = self.archive.document(item.document)
        quote = fold(span.of(document.text))
        return Evidence(passages[0], span, quote, document.page_at(span.start), 1.0)

    def of(self, evidence: Evidence) -> str:
        """Where a sentence stands: item, body and date."""
        passage = evidence.passage
        item = self.archive.item(passage.item_id) if passage.item_id else None
        name = self.named_at(item, passage.document, passage.body, passage.date)
        where = self.where(passage.body, passage.date)
        if not where and item is not None and item.title:
            # A title alone may stand in any minutes.
            where = self.say("in", body=self.say("item_unknown", document=passage.document))
        return name + where


def marks(count: int, between: str = " ") -> str:
    """The places in a statement where its quotations go.

    >>> marks(2, "; ")
    '{0}; {1}'
    """
    return between.join(f"{{{i}}}" for i in range(count))


def short(evidence: Evidence) -> Evidence:
    """The quotation cut at a clause when it is very long; still an exact part of its page."""
    words = evidence.quote.split(" ")
    if len(words) <= _MAX_QUOTE_WORDS:
        return evidence
    cut = " ".join(words[:_MAX_QUOTE_WORDS])
    clause = max(cut.rfind(mark) for mark in (".", ";", ",", ")"))
    return replace(evidence, quote=cut[: clause + 1] if clause > len(cut) // 2 else cut)
