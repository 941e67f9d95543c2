"""The gate: a sentence of the language model passes only when its sources say it.

It must cite sources that exist; every number, amount, date, name and body in
it must stand in them; what it says was decided, rejected, recommended or
postponed must be so there; it may neither drop nor add a "not"; and its words
must be theirs, or alike in meaning. The rules are strict on what can be
checked and say no when in doubt: the quotation is always there to fall back on.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

import numpy as np

from assistant.language_model.agreement import (
    adds_a_qualifier,
    denies_otherwise,
    gives_another_reason,
    misplaces_a_number,
    misplaces_a_vote,
    says_the_opposite,
)
from assistant.language_model.claims import wrong_standing
from assistant.language_model.figures import is_number, wrong_date, wrong_number
from assistant.language_model.named import without_parties, wrong_body, wrong_name
from assistant.language_model.sources import Sources, is_quoted, nearest_to
from assistant.language_model.written import MARK, written_sentences
from assistant.types import Citation
from assistant.wording.likeness import likeness, word_vectors
from assistant.wording.parties import parties_in
from assistant.wording.patterns import all_matches, stems_of
from index.danish.analysis import Token, content_tokens

# The least share of a sentence's words that its sources must hold, and how alike
# a word must be to one of theirs to count; `python -m eval.gate` measures both.
_MIN_SUPPORT = 0.8
_ALIKE = 0.45
_MIN_WORDS = 3
# Addresses of pages, markup and code, and words to a reader: no minutes are retold so.
_NOT_PROSE = re.compile(
    r"(?i)https?:|www\.|[<>{}|=\\`]|\[/?[a-z]|\b(?:du|dig|din|dit|dine|you|your|system|assistent|assistant):?(?!\w)"
)


class Fault(StrEnum):
    """Why a sentence is struck."""

    NOT_PROSE = "not_prose"
    NO_SOURCE = "no_source"
    UNKNOWN_SOURCE = "unknown_source"
    NUMBER = "number"
    DATE = "date"
    NAME = "name"
    BODY = "body"
    NEGATION = "negation"
    STANDING = "standing"
    QUALIFIER = "qualifier"
    MISPLACED = "misplaced"
    UNSUPPORTED = "unsupported"


@dataclass(frozen=True, slots=True)
class Ruling:
    """A sentence, and why it is struck (None when it passes)."""

    sentence: str
    fault: Fault | None
    cited: tuple[int, ...]


def rule(text: str, citations: Sequence[Citation]) -> list[Ruling]:
    """A ruling on each sentence of what the model wrote."""
    held = {citation.number: citation for citation in citations}
    return [_ruling(sentence, held) for sentence in written_sentences(text)]


def _ruling(sentence: str, held: Mapping[int, Citation]) -> Ruling:
    cited = tuple(dict.fromkeys(int(n) for n in MARK.findall(sentence)))
    if not cited:
        return Ruling(sentence, Fault.NO_SOURCE, ())
    if any(number not in held for number in cited):
        return Ruling(sentence, Fault.UNKNOWN_SOURCE, cited)
    said = " ".join(MARK.sub(" ", sentence).split())
    if _NOT_PROSE.search(said) or _tells_nothing(said):
        return Ruling(sentence, Fault.NOT_PROSE, cited)
    sources = Sources(tuple(held[number] for number in cited))
    return Ruling(sentence, _fault(said, sources), cited)


def _tells_nothing(said: str) -> bool:
    """Whether it is a word or two that tell neither what was done nor how much: "Godkendt" does."""
    is_short = len(re.findall(r"\w+", said)) < _MIN_WORDS
    return is_short and not all_matches("claims.tsv", said) and not re.search(r"\d", said)


def _fault(said: str, sources: Sources) -> Fault | None:
    checks = (
        (Fault.DATE, wrong_date),
        (Fault.NUMBER, wrong_number),
        (Fault.BODY, wrong_body),
        (Fault.NAME, wrong_name),
        (Fault.STANDING, wrong_standing),
        (Fault.NEGATION, _wrong_negation),
        (Fault.QUALIFIER, _wrong_qualifier),
        (Fault.MISPLACED, _misplaced),
        (Fault.UNSUPPORTED, _unsupported),
    )
    return next((fault for fault, is_wrong in checks if is_wrong(said, sources)), None)


def _wrong_negation(said: str, sources: Sources) -> bool:
    nearest = nearest_to(said, sources.sentences) or ""
    return denies_otherwise(said, sources.quotes, nearest)


def _wrong_qualifier(said: str, sources: Sources) -> bool:
    return adds_a_qualifier(said, sources.text) or says_the_opposite(said, sources.quotes)


def _misplaced(said: str, sources: Sources) -> bool:
    if is_quoted(said, sources):
        return False
    return misplaces_a_number(said, sources.quotes) or misplaces_a_vote(said, sources.quotes)


def _unsupported(said: str, sources: Sources) -> bool:
    said = without_parties(said, parties_in(sources.text))
    asked = [
        t
        for t in content_tokens(said)
        if t.stem not in stems_of("joining.txt") and not is_number(t.form)
    ]
    if not asked:
        return False
    unmet = list(_unmet(asked, sources))
    if gives_another_reason(said, [token.form for token in unmet]):
        return True
    return len(unmet) > 1 or 1 - len(unmet) / len(asked) < _MIN_SUPPORT


def _unmet(asked: Iterable[Token], sources: Sources) -> Iterable[Token]:
    """The words that no word of the sources is like."""
    missing = [
        token
        for token in asked
        if token.stem not in sources.words.stems and not set(token.parts) <= sources.words.parts
    ]
    if not missing:
        return ()
    alike = likeness(
        word_vectors().of([token.form for token in missing]), word_vectors().of(sources.forms)
    )
    best = alike.max(axis=1) if alike.shape[1] else np.zeros(len(missing))
    return [token for token, value in zip(missing, best, strict=True) if value < _ALIKE]
