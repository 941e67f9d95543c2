"""What a question asks for: its kind, its subject, its body, period and case."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from functools import cache
from importlib.resources import files

from assistant.patterns import first_match
from assistant.periods import period_in
from assistant.types import Kind, Question, Turn
from index.danish.analysis import Token, content_tokens, tokens
from index.danish.english import looks_english
from index.errors import InvalidQuestion
from index.parsing.case_numbers import find_case_number
from index.parsing.dates import find_dates
from index.store.bodies import BodyNames
from index.types import Filters

# A long letter to the council is about 500 words; more is not a question.
MAX_WORDS = 600

# These go over meetings of more than one time.
_OVER_TIME = frozenset({Kind.COURSE, Kind.COMPARISON})

# Words that point back to the question before. "der" in "er der" and "sagen
# om skolen" point to nothing.
_CONTINUES = re.compile(
    r"(?i)^\s*(?:og|men|så|ok|okay)\b|^\s*(?:hvad|hvordan) med\b"
    r"|\b(?:det|den|dem|dette|denne|disse|han|hun|heraf|derom|hertil)\b(?!\s+(?:at|der|som|nye?|gamle|store|lille)\b)"
    r"|\b(?:sagen|punktet|forslaget|beslutningen|planen|projektet|indstillingen|bevillingen)\b"
    r"(?!\s+(?:om|til|for|vedr))"
)
_MEETING_OF = re.compile(
    r"(?i)\b(\w*(?:råds|udvalgs|bestyrelses|nævns)|(?-i:[A-ZÆØÅ]{2,6}))-?((?:møde|referat|dagsorden|beslutning)\w*)\b"
)


def understand(
    text: str,
    bodies: BodyNames,
    filters: Filters,
    history: Sequence[Turn] = (),
    today: date | None = None,
) -> Question:
    """Read a question. `filters` are those that were given and always hold.

    Raises:
        InvalidQuestion: there is no word in it, or more than MAX_WORDS.
    """
    _check(text)
    parted = _parted(text)
    found = content_tokens(parted) or tokens(parted)
    named = bodies.find_in(parted)
    first, last, period_words = period_in(text, today or date.today())
    inferred = Filters(() if filters.bodies else named, first, last)
    if filters.from_date or filters.to_date:
        inferred = replace(inferred, from_date=None, to_date=None)
    kind = kind_of(text)
    if kind in _OVER_TIME or len(set(re.findall(r"\b(?:19|20)\d\d\b", text))) > 1:
        # The years tell what is compared, not when the meeting was.
        inferred = replace(inferred, from_date=None, to_date=None)
    topic = _topic(found, parted, named, period_words)
    question = Question(
        text=text.strip(),
        kind=kind,
        topic=topic,
        search_text=text.strip(),
        filters=filters,
        inferred=inferred,
        case_number=find_case_number(text),
        continues=False,
        language="en" if looks_english(text) else "da",
    )
    return _continued(question, history, bodies, filters, today)


def _parted(text: str) -> str:
    """The text with a body's name set free from its compound.

    >>> _parted("på byrådsmødet, TKU-mødet og i udvalgsreferatet")
    'på byråds mødet, TKU mødet og i udvalgs referatet'
    """
    return _MEETING_OF.sub(r"\1 \2", text)


def _check(text: str) -> None:
    words = len(text.split())
    if not re.search(r"\w", text):
        raise InvalidQuestion(
            "Spørgsmålet er tomt. Skriv for eksempel: Hvad blev der besluttet om skolerne?"
        )
    if words > MAX_WORDS:
        raise InvalidQuestion(
            f"Spørgsmålet er på {words} ord; grænsen er {MAX_WORDS}. Stil et kortere spørgsmål."
        )


def kind_of(text: str) -> Kind:
    """The kind of question.

    >>> kind_of("Hvad koster den nye cykelsti?").value, kind_of("skraldespande").value
    ('amount', 'general')
    """
    return Kind(first_match("kinds.tsv", text) or Kind.GENERAL)


def _topic(
    found: Sequence[Token], text: str, bodies: Sequence[str], period: str
) -> tuple[Token, ...]:
    """The content words without cues, body names and dates; all of them when nothing is left."""
    cues = _cue_stems()
    skipped = {token.stem for body in bodies for token in tokens(body)}
    skipped |= {
        token.stem
        for word in re.findall(r"\b[A-ZÆØÅ]{2,6}\b", text)
        for token in tokens(word)
        if bodies
    }
    dates = {token.stem for f in find_dates(text) for token in tokens(f.span.of(text))}
    dates |= {token.stem for token in tokens(period)}
    topic = {
        token.stem: token
        for token in found
        if token.stem not in cues
        and token.stem not in dates
        and not re.fullmatch(r"(?:19|20)\d\d", token.form)
    }
    return tuple(token for stem, token in topic.items() if stem not in skipped)


@cache
def _cue_stems() -> frozenset[str]:
    text = (files("assistant") / "cues.txt").read_text("utf-8")
    lines = (line.split("#")[0] for line in text.splitlines())
    return frozenset(token.stem for line in lines for token in tokens(line))


def _continued(
    question: Question,
    history: Sequence[Turn],
    bodies: BodyNames,
    filters: Filters,
    today: date | None,
) -> Question:
    """The question with the subject of the conversation, when it has none of its own.

    Earlier questions in front of a follow-up lift recall@5 from .67 to .92.
    """
    earlier = [
        turn.content for turn in history if turn.role == "user" and re.search(r"\w", turn.content)
    ]
    if not earlier or question.case_number or not _needs_context(question):
        return question
    for previous in reversed(earlier[-4:]):
        before = understand(" ".join(previous.split()[:MAX_WORDS]), bodies, filters, (), today)
        if not before.topic and not before.case_number:
            continue
        own = {token.stem for token in question.topic}
        topic = (*[t for t in before.topic if t.stem not in own], *question.topic)
        has_period = question.inferred.from_date or question.inferred.to_date
        return replace(
            question,
            topic=topic,
            search_text=f"{previous} {question.text}",
            inferred=question.inferred
            if has_period or question.inferred.bodies
            else before.inferred,
            case_number=before.case_number,
            continues=True,
        )
    return question


def _needs_context(question: Question) -> bool:
    """Whether a question leans on the one before: no subject, or few words and a pronoun."""
    if not question.topic:
        return True
    return (
        len(question.topic) <= 2
        and len(question.text.split()) <= 8
        and bool(_CONTINUES.search(question.text))
    )
