"""What a body did with an item, read from the words of its decision.

A committee that recommends has not decided, an item that was discussed was not
decided in substance, and an agenda decides nothing.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.types import Standing
from assistant.wording.patterns import first_match
from index.parsing.text.headings import decides
from index.parsing.text.sentences import sentence_spans
from index.types import Span

_DISSENT = re.compile(
    r"(?i)\b(?:kunne|kan) ikke (?:tiltræde|godkende|støtte|anbefale)\b|stemte (?:imod|for)|undlod"
    r"|hvilket ikke (?:blev|kunne)|tog forbehold|tager forbehold|mindretal"
)
_AMENDMENT = re.compile(r"(?i)\bændringsforslag(?:et)?\b")
_FATE = re.compile(r"(?i)forkast|bortfald|vedtag|nedstemt|godkend|tiltråd")
# "Budgettet blev herefter vedtaget": what became of the whole, after its amendments.
_WHOLE = re.compile(
    r"(?i)^\W*(?:den |det |hele )?(?:samlede |ændrede |oprindelige )?"
    r"(?P<what>(?:indstilling|sag|punkt|forslag|budget|plan|lokalplan|hovedforslag)\w*)\b"
)
# "Ændringsforslaget bortfaldt, og indstillingen blev godkendt."
_THE_WHOLE_THEN = re.compile(
    r"(?i),? (?:og|hvorefter|hvorpå|mens) (?=(?:den |det )?(?:samlede |oprindelige )?"
    r"(?:indstillingen|hovedforslaget|sagen|punktet|planen|budgettet)\b)"
)
# "Seks stemte imod, og forslaget er dermed forkastet."
_THAT_THEN = re.compile(
    r"(?i),? (?:og|hvorefter|hvorpå) (?=(?:den |det )?(?:\w+ )?"
    r"(?:indstilling|hovedforslag|forslag|sag|punkt|plan|budget)\w* (?:er|blev|bliver)\b)"
)
# "Rådet afgav følgende høringssvar: Rådet kan ikke anbefale ...": what follows is what the body decided.
_ANSWERS = re.compile(
    r"(?i)^[^:]*\b\w*(?:råd|udvalg|bestyrels|nævn|kommission)\w*\b[^:]*"
    r"\b(?:vedt[ao]g\w*|besluttede|beslutter|afg[ai]v\w*) følgende (?:\w*svar|udtalelse)\b[^:]*:"
)
_CONCLUDING = re.compile(
    r"(?i)\b(?:herefter|derefter|dermed|hermed|(?:som|i sin) helhed|samlede)\b"
)
_PART = re.compile(
    r"(?i)\b(?:ad|pkt\.?|punkt|forslag|model|del) ?\d|\b(?:første|anden|tredje|sidste) (?:del|punkt|led)\b"
)
# What a later sentence says more exactly than "Drøftet." before it.
_WEAK = frozenset({Standing.DISCUSSED, Standing.NOTED, Standing.SENT})
_SETTLED = frozenset({Standing.DECIDED, Standing.REJECTED})
_NOT_DONE = frozenset({Standing.REJECTED, Standing.POSTPONED, Standing.WITHDRAWN})
_SHORT = 3


def standing_of(decision: str) -> Standing:
    """The standing that the text of a decision gives its item.

    >>> standing_of("Økonomiudvalget anbefaler, at byrådet godkender indstillingen.").value
    'recommended'
    >>> standing_of("Indstillingen godkendt. Liste B stemte imod.").value
    'decided'
    >>> standing_of("Drøftet.").value, standing_of("").value
    ('discussed', 'unknown')
    """
    sentences = _sentences(decision)
    if any(_AMENDMENT.search(sentence) for sentence in sentences):
        whole = [_of_sentence(s) for s in sentences if _is_of_the_whole(s)]
        if whole and whole[-1] in _SETTLED:
            return whole[-1]
    found = [
        standing
        for standing in map(_of_sentence, _without_amendments(sentences))
        if standing is not Standing.UNKNOWN
    ]
    if not found:
        return Standing.UNKNOWN
    if _is_split(found, decision):
        return Standing.DECIDED
    if found[0] in _WEAK:
        return next((s for s in found[1:] if s not in _WEAK), found[0])
    return found[0]


_PROPOSAL = re.compile(r"(?i)(?:^|[\s,.;:])at\s")
_PROPOSES = re.compile(
    r"(?i)\b(?:indstil|anbefal|foresl)\w*(?: (?:til|over for) [^.:]{2,60})?,?\s*(?:\d\W*)?$"
)
_HEARING = re.compile(
    r"(?i)\b(?:sendes|udsendes|fremlægges|lægges|fremsendes|sættes|går)\b.{0,80}\bhøring\b"
)


def standing_on(recommendation: str, decision: str) -> Standing:
    """The standing of a decision that approves a recommendation.

    Who approves that something is sent out for hearing has not decided on it.

    >>> standing_on("Det indstilles, at forslaget sendes i høring i otte uger.", "Godkendt.").value
    'hearing'
    >>> standing_on("At planen vedtages, og at den sendes i høring.", "Godkendt.").value
    'decided'
    """
    standing = standing_of(decision)
    lead, *proposals = _PROPOSAL.split(" ".join(recommendation.split()))
    if re.search(r"[^\W\d]", lead) and not _PROPOSES.search(lead):
        # The first "at" may stand in the heading.
        proposals = [lead, *proposals]
    told = [s for s in map(_of_sentence, _sentences(decision)) if s is Standing.DECIDED]
    is_hearing = bool(proposals) and all(_HEARING.search(text) for text in proposals)
    return Standing.HEARING if is_hearing and told == [standing] else standing


def _is_split(found: Sequence[Standing], decision: str) -> bool:
    """Whether parts of a case met different fates, so that the first does not tell the whole.

    A body that says no to one part and yes to another has not refused the case.
    """
    if found[0] is Standing.NOTED:
        return Standing.REJECTED in found
    is_of_part = found[0] in _NOT_DONE and len(_PART.findall(decision)) > 1
    return is_of_part and Standing.DECIDED in found


def _is_of_the_whole(sentence: str) -> bool:
    """Whether it tells of the case: "forslaget" may be an amendment, unless it concludes."""
    found = _WHOLE.match(sentence)
    return found is not None and bool(
        not found["what"].lower().startswith("forslag") or _CONCLUDING.search(sentence)
    )


def _without_amendments(sentences: Sequence[str]) -> list[str]:
    """The sentences without the word or two that tell what became of an amendment before them."""
    kept, of_amendment = [], False
    for sentence in sentences:
        is_short = len(sentence.split()) <= _SHORT and not _WHOLE.match(sentence)
        if of_amendment and is_short:
            of_amendment = False
            continue
        is_open = _AMENDMENT.search(sentence) and not _FATE.search(sentence)
        of_amendment = bool(is_open)
        kept.append(sentence)
    return kept


def _sentences(text: str) -> list[str]:
    return [span.of(text) for span in sentence_spans(text, Span(0, len(text)))]


def _of_sentence(sentence: str) -> Standing:
    folded = " ".join(sentence.split())
    answers = _ANSWERS.match(folded)
    if answers and not _DISSENT.search(answers[0]):
        return Standing.DECIDED
    dissent = _DISSENT.search(folded)
    if dissent and decides(folded):
        # "Udvalget besluttede at lukke molen, mens V stemte imod."
        folded = folded[: dissent.start()]
    if _DISSENT.search(folded) and not re.match(
        r"(?i)(?:indstillingen|forslaget|godkendt|vedtaget|tiltrådt|anbefales)", folded
    ):
        _, *then = _THAT_THEN.split(folded, maxsplit=1)
        return _of_sentence(then[0]) if then and not _AMENDMENT.search(folded) else Standing.UNKNOWN
    if _AMENDMENT.search(folded) and re.search(
        r"(?i)forkast|bortfald|ikke vedtag|nedstemt", folded
    ):
        _, *of_the_whole = _THE_WHOLE_THEN.split(folded, maxsplit=1)
        return _of_sentence(of_the_whole[0]) if of_the_whole else Standing.UNKNOWN
    return Standing(first_match("standings.tsv", folded) or Standing.UNKNOWN)
