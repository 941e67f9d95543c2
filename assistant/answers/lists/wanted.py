"""What the items of a list have in common, read from the question, and whether an item has it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from assistant.answers.context import Context
from assistant.evidence.matching import Matcher, matcher_for, words_of
from assistant.types import Standing
from assistant.wording.parties import parties_in
from assistant.wording.patterns import match_of
from index.danish.analysis import tokens
from index.parsing.text.sentences import sentence_spans
from index.types import HeldItem, Passage, Span

_TABLE = "lists.tsv"
# Its title must cover so much of the subject.
_MIN_COVERAGE = 0.62
# A passage of an item that search found must say nearly all of it.
_IN_PASSAGE = 0.95
_STANDINGS = {
    "postponed": Standing.POSTPONED,
    "rejected": Standing.REJECTED,
    "withdrawn": Standing.WITHDRAWN,
    "decided": Standing.DECIDED,
    "noted": Standing.NOTED,
    "sent": Standing.SENT,
}
# Words that say what is listed; "skolesager" and "byggesager" have a subject of their own.
_FRAME = re.compile(
    r"(?i)^(?:sager?|punkter?|emner|(?:beslutnings|medlems)?forslag|gange?|ofte|tit|møder?|behandle\w*|drøfte\w*|diskutere\w*|oppe|taget"
    r"|handle\w*|vedrører|omhandler|items?|cases|times|often|discussed|treated|considered|sidste|alle|holdt|holder|stillet"
    r"|fremsat|indlæst|samlet|parti\w*)$"
)


@dataclass(frozen=True, slots=True)
class Wanted:
    """What the items to be listed have in common; None and () where the question does not say."""

    standing: Standing | None
    proposer: str | None
    proposed: bool
    proposals: bool
    receiver: str | None
    closed: bool
    subject: Matcher | None

    @property
    def is_bare(self) -> bool:
        """Whether nothing but the meeting is named."""
        return not (self.standing or self.proposer or self.proposed or self.closed or self.subject)


def wanted_of(context: Context) -> Wanted:
    """What the question says that the items to be listed have in common."""
    text = context.question.text
    words = {
        token.stem
        for name in ("closed", *_STANDINGS, "from", "from_party", "sent_to")
        if (match := match_of(_TABLE, name, text))
        for token in tokens(_word_around(text, match.span()))
    }
    topic = [
        token
        for token in context.question.topic
        if token.stem not in words and not _FRAME.match(token.form)
    ]
    proposer, sent = _proposer(text), match_of(_TABLE, "sent_to", text)
    standing = next((s for n, s in _STANDINGS.items() if match_of(_TABLE, n, text)), None)
    return Wanted(
        standing,
        proposer.group("who") if proposer else None,
        proposer is not None or match_of(_TABLE, "proposals", text) is not None,
        match_of(_TABLE, "adopted_proposals", text) is not None,
        sent.group("to").strip() if sent else None,
        match_of(_TABLE, "closed", text) is not None,
        matcher_for(topic, context.archive, context.question.language == "en") if topic else None,
    )


def _proposer(text: str) -> re.Match[str] | None:
    """Who put forward what is listed; "punkter fra" names a party or it names nobody."""
    party = match_of(_TABLE, "from_party", text)
    if party is not None and parties_in(party.group("who")):
        return party
    return match_of(_TABLE, "from", text)


def _word_around(text: str, span: tuple[int, int]) -> str:
    """The whole words of which a match may be a part."""
    start, end = span
    while start > 0 and text[start - 1].isalpha():
        start -= 1
    while end < len(text) and text[end].isalpha():
        end += 1
    return text[start:end]


def is_about_it(item: HeldItem, subject: Matcher | None) -> bool:
    """Whether a title is of the subject, where there is one."""
    return subject is None or subject.coverage(words_of(item.title or "")) >= _MIN_COVERAGE


def covers(subject: Matcher | None, passages: Sequence[Passage]) -> bool:
    """Whether one passage alone is about the whole subject; to name one word once is no subject."""
    if subject is None:
        return False
    texts = [p.text for p in passages]
    if len(subject.topic) == 1:
        texts = [t for t in texts if _times_said(subject, t) > 1]
    return any(subject.coverage(words_of(text)) >= _IN_PASSAGE for text in texts)


def _times_said(subject: Matcher, text: str) -> int:
    """In how many sentences of a text the subject is met."""
    spans = sentence_spans(text, Span(0, len(text)))
    return sum(subject.coverage(words_of(span.of(text))) >= _IN_PASSAGE for span in spans)


def is_from(item: HeldItem, proposer: str | None) -> bool:
    """Whether the title names who proposes it, after "fra"; a party by any of its names."""
    match = re.search(
        r"(?i)\bforslag (?:fra|af) (?P<who>.*?)(?=\s(?:om|vedr\w*|til)\b|$)", item.title or ""
    )
    if match is None:
        return False
    if proposer is None:
        return True
    asked, parties = parties_in(proposer), parties_in(match.group("who"))
    return bool(asked & parties) if asked else proposer in match.group("who")
