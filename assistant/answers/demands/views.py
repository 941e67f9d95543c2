"""Whose view a question asks for, and which sentences tell it: a party's, the neighbours', the police's.

The right case often tells what somebody else thinks of it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from assistant.evidence.judgement import Judged
from assistant.types import Evidence, Question
from assistant.wording.counting import is_same_word, mentions
from assistant.wording.names import is_given_name, names_a_person
from assistant.wording.parties import parties_in
from assistant.wording.patterns import holds, match_of
from index.danish.analysis import Token, tokens
from index.parsing.text.proposers import proposer_of
from index.store.bodies import BodyNames
from index.types import SectionKind

_TABLE = "views.tsv"
_ADMINISTRATION = re.compile(r"(?i)\b\w*(?:forvaltning|administration|direktion|direktør)\w*")
# "Magistratsafdelingen for Teknik og Miljø" is called Teknik og Miljø.
_DEPARTMENT = r"(?i:afdeling|forvaltning|center|centret)\w* for {}\b"
_FROM = re.compile(
    r"\b\w*forslag\w* (?:fra|af) [A-ZÆØÅ][\w-]*(?:(?:,| og| de| De)? [A-ZÆØÅ][\w-]*)*"
)
# So many characters behind whom it is of, and before them, a view may be told.
_BEHIND, _BEFORE = 70, 30


def asks_proposal(question: Question) -> bool:
    """Whether it asks for what someone proposed, and not for all that they say."""
    return match_of(_TABLE, "proposal", question.text) is not None


def actor_in(question: Question) -> str | None:
    """Who is asked for a view or a proposal of their own, None when nobody in particular is."""
    found = match_of(_TABLE, "actor", question.text)
    return found["what"] if found else None


def by_actor(actor: str, judged: Judged) -> Callable[[Evidence], bool] | None:
    """What tells the sentences of an item that are this party's, administration's or people's; None for others."""
    letters = parties_in(actor)
    if letters:
        title = judged.candidate.title or ""
        is_theirs = bool(letters & parties_in(title)) and bool(re.search(r"(?i)forslag", title))
        return lambda e: _tells_of(letters, e.quote) or _is_of_party(e, letters, is_theirs)
    text = " ".join(p.text for p in judged.candidate.passages)
    if _ADMINISTRATION.search(actor) or re.search(_DEPARTMENT.format(re.escape(actor)), text):
        return lambda e: _is_recommended(e) or bool(_ADMINISTRATION.search(e.quote))
    people = _people_in(actor)
    if people is not None:
        return lambda e: mentions(people, e.quote) or bool(match_of(_TABLE, "heard", e.quote))
    return None


def has_a_view(actor: str) -> bool:
    """Whether what is told of others is not this actor's view: a party's, or that of the neighbours.

    >>> has_a_view("naboerne"), has_a_view("Enhedslisten"), has_a_view("man")
    (True, True, False)
    """
    return bool(parties_in(actor)) or _people_in(actor) is not None


def _people_in(actor: str) -> Token | None:
    found = match_of(_TABLE, "public", actor)
    return tokens(found["what"])[0] if found else None


def is_put_on_record(actor: str, judged: Judged) -> bool:
    """Whether the minutes tell where a party stands: in a decision that names it, or in its proposal."""
    letters = parties_in(actor)
    return bool(letters) and any(
        _tells_of(letters, e.quote)
        if e.passage.section.is_decided
        else _is_of_party(e, letters, False)
        for e in judged.sentences
    )


def _tells_of(letters: frozenset[str], quote: str) -> bool:
    """Whether a sentence tells of a party, and not only that a proposal is from it."""
    return bool(letters & parties_in(_FROM.sub(" ", quote)))


def _is_of_party(evidence: Evidence, letters: frozenset[str], is_theirs: bool) -> bool:
    passage = evidence.passage
    proposer = proposer_of(passage.section_heading, passage.text)
    if proposer is not None:
        return bool(letters & parties_in(proposer.name))
    return is_theirs and not passage.section.is_decided and not _is_recommended(evidence)


def _is_recommended(evidence: Evidence) -> bool:
    """Whether it is recommended, by the administration or a body, and not proposed by a party."""
    passage = evidence.passage
    if passage.section is not SectionKind.RECOMMENDATION:
        return False
    proposer = proposer_of(passage.section_heading, passage.text)
    if proposer is not None:
        return proposer.recommends
    return holds("recommending", passage.section_heading or "")


def heard_in(text: str) -> list[str]:
    """The groups and institutions whose view is asked for; [] for persons, and for those who decide.

    >>> heard_in("Hvad mente politiet om bumpene?"), heard_in("Hvad svarede Brugsen og rådet?")
    (['politiet'], ['Brugsen', 'rådet'])
    >>> heard_in("Hvad mente udvalget?"), heard_in("Hvad siger loven om hegn?")
    ([], [])
    """
    found = match_of(_TABLE, "heard_actor", text)
    parts = re.split(r",? (?:og|samt) |, ", found["what"]) if found else []
    return [part for part in parts if _is_heard(part)]


def _is_heard(actor: str) -> bool:
    is_person = names_a_person(actor) or any(map(is_given_name, actor.split()))
    decides = match_of(_TABLE, "decides", actor) is not None
    return bool(_called(actor)) and not (decides or is_person or parties_in(actor))


def as_heard(actor: str, names: BodyNames) -> Callable[[Evidence], bool]:
    """What tells the sentences that a view of theirs stands in: their own decisions, and what is told of them."""
    bodies, word = names.find_in(names.in_full(actor)), _called(actor)[-1]

    def tells(evidence: Evidence) -> bool:
        body = evidence.passage.body
        is_theirs = body is not None and (body in bodies or _is_council_of(word, body))
        if is_theirs and evidence.passage.section.is_decided:
            return True
        return has_view_of(word, evidence.quote)

    return tells


def _called(actor: str) -> Sequence[Token]:
    """The words that they are called by, without what is said of them: "ham, der ejer møllen"."""
    return tokens(re.split(r",? (?:der|som) ", actor)[0])


def _is_council_of(word: Token, body: str) -> bool:
    """Whether people are called by what their council is called by: "handicapfolkene"."""
    council = tokens(body)[-1]
    both = word.is_compound and council.is_compound and council.parts[-1] == "råd"
    return both and word.parts[0] == council.parts[0]


def has_view_of(word: Token, quote: str) -> bool:
    """Whether a sentence tells what those of this word think.

    >>> police = tokens("politiet")[0]
    >>> has_view_of(police, "Politiet har ingen bemærkninger til bumpene.")
    True
    >>> has_view_of(police, "Ansøgningen er sendt til politiet.")
    False
    """
    for match in re.finditer(r"[\wæøåÆØÅ-]+", quote):
        if not any(is_same_word(word, token) for token in tokens(match[0])):
            continue
        behind = quote[match.end() : match.end() + _BEHIND]
        before = quote[max(0, match.start() - _BEFORE) : match.start()]
        if match_of(_TABLE, "view", behind) or match_of(_TABLE, "view_of", before):
            return True
    return False
