"""What a body did with an item, read from the words of its decision.

A committee that recommends has not decided, an item that was discussed was not
decided in substance, and an agenda decides nothing.
"""

from __future__ import annotations

import re

from assistant.types import Standing
from index.parsing.sentences import sentence_spans
from index.types import Span

_DISSENT = re.compile(
    r"(?i)\b(?:kunne|kan) ikke (?:tiltræde|godkende|støtte|anbefale)|stemte (?:imod|for)|undlod|tog forbehold|tager forbehold|mindretal"
)
_AMENDMENT = re.compile(r"(?i)\bændringsforslag(?:et)?\b")
_PATTERNS: tuple[tuple[Standing, re.Pattern[str]], ...] = tuple(
    (standing, re.compile(pattern, re.IGNORECASE))
    for standing, pattern in (
        (Standing.DECIDED, r"har vedtaget|vedtog|besluttede(?! at (?:udsætte|udskyde|anbefale|indstille|sende|oversende))|indstillingen (?:er |blev )?(?:godkendt|vedtaget|tiltrådt)"
                           r"|(?:godkendt|vedtaget|tiltrådt) som indstillet|som indstillet|indstillingen følges|fulgte indstillingen"),
        (Standing.POSTPONED, r"\budsat\b|\budsættes\b|\budskydes\b|\budskudt\b|udsætte|udskyde|genoptages|tages op (?:igen )?på|behandles igen"
                             r"|behandles på (?:det |et )?(?:næste|kommende)"),
        (Standing.WITHDRAWN, r"\budgår\b|\budgik\b|taget af dagsordenen|tages af dagsordenen|trukket tilbage"),
        (Standing.REJECTED, r"\b(?:ikke|blev ikke|kan ikke|kunne ikke) (?:godkend|vedtag|tiltrådt|imødekom|vedtages|godkendes)\w*|\bforkast|\bafvist\b|\bafvises\b"
                            r"|\bafviste\b|\bafslag\b|\bafslås\b|\bnedstemt|\bbortfald"),
        (Standing.RECOMMENDED, r"\banbefal(?:er|ede|es|et|ing|inger)\b|\bindstil(?:ler|les|lede|ledes|let)\b|til (?:byrådets|kommunalbestyrelsens|økonomiudvalgets|udvalgets) godkendelse"
                               r"|indstilles til godkendelse"),
        (Standing.DECIDED, r"\bgodkend(?:t|te|es|er|tes)\b|\btiltr(?:ådt|ådte|ådtes|ædes|æder)\b|\bvedtag(?:et|es|er)\b|\bbevilge[rts]*\b|\bbevilgede|\bimødekom|\bmeddel(?:t|es)\b"
                           r"|\b(?:valgt|udpeget|udpegede|valgte|vælges|udpeges)\b|\bbeslutte[trs]*\b|\bgodkendelse meddelt|\bfrigiv(?:es|et)\b|\bfastholdt|\bophæve[trs]*\b|\bophævede"),
        (Standing.SENT, r"\b(?:sendes|sendt|oversendes|oversendt|fremsendes|tilbagesendes|videresendes|henvises|sendte)\b"),
        (Standing.NOTED, r"til efterretning|taget til orientering|tages til orientering|til orientering|orientering(?:en)? (?:blev )?(?:taget|givet)|orienteret"),
        (Standing.DISCUSSED, r"\bdrøft(?:et|ede|elsen|edes|es)\b|drøftelse"),
    )
)  # fmt: skip
# What a later sentence says more exactly than "Drøftet." before it.
_WEAK = frozenset({Standing.DISCUSSED, Standing.NOTED, Standing.SENT})


def standing_of(decision: str) -> Standing:
    """The standing that the text of a decision gives its item.

    >>> standing_of("Økonomiudvalget anbefaler, at byrådet godkender indstillingen.").value
    'recommended'
    >>> standing_of("Indstillingen godkendt. Liste B stemte imod.").value
    'decided'
    >>> standing_of("Drøftet.").value, standing_of("").value
    ('discussed', 'unknown')
    """
    found = [
        standing
        for standing in (_of_sentence(s) for s in _sentences(decision))
        if standing is not Standing.UNKNOWN
    ]
    if not found:
        return Standing.UNKNOWN
    if found[0] in _WEAK:
        return next((s for s in found[1:] if s not in _WEAK), found[0])
    return found[0]


def _sentences(text: str) -> list[str]:
    return [span.of(text) for span in sentence_spans(text, Span(0, len(text)))]


def _of_sentence(sentence: str) -> Standing:
    folded = " ".join(sentence.split())
    if _DISSENT.search(folded) and not re.match(r"(?i)(?:indstillingen|forslaget|godkendt|vedtaget|tiltrådt)", folded):
        return Standing.UNKNOWN
    if _AMENDMENT.search(folded) and re.search(r"(?i)forkast|bortfald|ikke vedtag|nedstemt", folded):
        return Standing.UNKNOWN
    return next((standing for standing, p in _PATTERNS if p.search(folded)), Standing.UNKNOWN)
