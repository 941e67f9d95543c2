"""What a question becomes on its way to an answer."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from index.danish.analysis import Token
from index.types import Filters, Hit, Passage, Scope, SectionKind, Span


class Kind(StrEnum):
    """What kind of thing is asked for."""

    DECISION = "decision"
    COURSE = "course"
    WHEN = "when"
    DEADLINE = "deadline"
    WHO = "who"
    AMOUNT = "amount"
    COUNT = "count"
    WHY = "why"
    ABSENT = "absent"
    VOTE = "vote"
    ATTACHMENTS = "attachments"
    MEETING = "meeting"
    LATEST = "latest"
    LIST = "list"
    COMPARISON = "comparison"
    DEFINITION = "definition"
    GENERAL = "general"


# These find their meeting by body and date, whatever their words.
ABOUT_MEETINGS = frozenset({Kind.ABSENT, Kind.MEETING})


class Standing(StrEnum):
    """What a body did with an item. Only DECIDED and REJECTED settle anything."""

    DECIDED = "decided"
    REJECTED = "rejected"
    RECOMMENDED = "recommended"
    DISCUSSED = "discussed"
    NOTED = "noted"
    POSTPONED = "postponed"
    SENT = "sent"
    HEARING = "hearing"
    WITHDRAWN = "withdrawn"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Turn:
    """One turn of a conversation; `role` is "user" or "assistant"."""

    role: str
    content: str


@dataclass(frozen=True, slots=True)
class Question:
    """A question as it was understood.

    `topic` is what it is about: its words without those that only tell the
    kind, the body or the period. `search_text` is what is searched for; it
    holds the earlier questions' words when this one continues them. `text` is
    what is asked in full, `asked` how it was put. `item` is the one that it is
    asked of where the answer before listed several, `listed` are all of these.
    """

    text: str
    asked: str
    kind: Kind
    topic: tuple[Token, ...]
    search_text: str
    filters: Filters
    inferred: Filters
    case_number: str | None
    continues: bool
    language: str
    item: int | None = None
    listed: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Evidence:
    """A quotable sentence, where it stands and how well it bears on the question, as a logit; 0 if not weighed."""

    passage: Passage
    span: Span
    quote: str
    page: int
    score: float


@dataclass(frozen=True, slots=True)
class Citation:
    """A quotation and its source. `quote` has its white space folded."""

    number: int
    quote: str
    document: str
    page: int
    span: Span
    body: str | None
    date: date | None
    item_number: str | None
    item_title: str | None
    case_number: str | None
    section: SectionKind
    passage: Passage


@dataclass(frozen=True, slots=True)
class Receipt:
    """What is needed to check an answer later, without this archive.

    `sources` is, for each citation in order: document, SHA-256 of the file,
    page, and the character offsets of the quote in the document's text.
    """

    question: str
    answer: str
    sources: tuple[tuple[str, str, int, Span, str], ...]
    version: str
    parser: str
    encoder: str


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer. When `answered` is false there are no citations.

    `language` is that of the prose ("da" or "en"); quotations are Danish.
    `notice` says what became of the language model's words, `struck` how many
    of its sentences the gate struck; `worded` that the text is its. `draft` is what it has written so far, as
    far as that has passed the gate; None when it writes no more.
    """

    question: str
    answered: bool
    text: str
    citations: tuple[Citation, ...]
    hits: tuple[Hit, ...]
    scope: Scope
    kind: Kind
    language: str
    receipt: Receipt
    seconds: float
    notice: str | None = None
    struck: int = 0
    worded: bool = False
    draft: str | None = None

    def saying(self, text: str) -> Answer:
        """The answer with another text, its receipt too."""
        return replace(self, text=text, receipt=replace(self.receipt, answer=text))

    def led(self, lead: str) -> Answer:
        """The answer with something said before it."""
        return self.saying(f"{lead}\n\n{self.text}") if lead else self
