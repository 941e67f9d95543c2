"""Sentences, list entries and table rows: the smallest thing that can be quoted.

Rules rather than a library: the Danish models of the usual sentence splitters
are made for running prose and take "nr. 4" or "kl. 13.00" for ends.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from index.types import PAGE_BREAK, Span

# Abbreviations that a sentence never ends with, and those that it may end with
# when a capital letter follows.
_NEVER_LAST = frozenset(
    "afd alm bl.a ca cand cf d dr ekskl eks evt f f.eks fhv fx gl hhv hr inkl incl iht ift jf jfr jvf kap kgl kl "
    "maks max mht ndr nr ift pga pkt pr pt p.t ref red s sct sdr sek skt sml st str tlf vedr vha v "
    "brdr frk lb litra tv th prof adv ad jur merc polit oecon scient theol techn agro stud lic m.a.a".split()
)
# A degree stands before a name: "cand.jur. Lone Krabsen".
_DEGREE = re.compile(r"(?:cand|stud|lic|mag|exam|dr)\.[a-zæøå.]+")
_MAY_BE_LAST = frozenset(
    "kr mio mia pct mv m.v m.m mm m.fl osv o.l o.lign etc dvs bekg lbk u.å a.m.b.a aps a/s b.l.a "
    "alt bilag min stk jan feb mar apr jun jul aug sept sep okt nov dec".split()
)
# An office, an association and words, for all that "hr.", "kl." and "i." are.
_NO_ABBREVIATION = re.compile(r"HR|KL|[iå]")
# What a number with a full stop counts: "Budget 2024 til 2. Behandling", "Den 4. Maj Kollegiet".
_COUNTED = re.compile(
    r"(?i)(?:behandling|klasse|kvartal|halvår|sal|etage|gang|division|viceborgmester|suppleant|udgave|etape"
    r"|fase|del|række|plads|årgang|århundrede|januar|februar|marts|april|maj|ju[nl]i|august|september|oktober"
    r"|november|december)\b"
)
# A noun with a capital of its own, behind the number of its pieces: "100 stk. T-shirts".
_PIECES, _CAPITAL_NOUN = re.compile(r"\d\s+stk$"), re.compile(r"[A-ZÆØÅ]{1,3}-[a-zæøå]")
_END = re.compile(r"([.!?])([\"'”»)\]]*)(?=\s|$)")
# Of the text before it, turned round: to search for a word at the end tries every beginning.
_LAST_WORD = re.compile(r"[\w./-]*")
_GOES_ON = re.compile(r"[\"'”“»«(§–-]*\s*[A-ZÆØÅÉ0-9]")
_ONE_LETTER, _DAY = re.compile(r"[a-zæøå]"), re.compile(r"\d{1,2}")
_LIST_START = re.compile(
    r"^(?:[-–•*▪◦·\uf0b7]\s*\S|\d{1,2}(?:\.\d{1,2})*[.)]\s+(?!\d|(?:jan|feb|mar|apr|maj|jun|jul|aug|sep|okt|nov|dec))\S"
    r"|[a-zA-ZÆØÅæøå][.)]\s+(?!\d)\S|[ivx]{1,4}[.)]\s|\d{1,3}\s+-\s|at\s|At\s+\d\)|Ad\.?\s?\d|o\s+\S|Bilag\s\d{1,2}\s?[:.–-]\s)"
)
# A line of a list of members: "Lone Krabsen (A) - formand".
_MEMBER = re.compile(
    r"[A-ZÆØÅÉ][\w.'’-]*(?: [A-ZÆØÅÉ][\w.'’-]*)+ \([A-ZÆØÅ]{1,3}\)(?:[ ,–-]+\w+)?\.?"
)
# A line drawn with characters parts what stands around it.
RULE = re.compile(r"^(?:[-=_*~–—+|]{4,}|[.·…]{40,})$")
_STARTS_NEW = re.compile(r"^[\"'”“»«(§]?[A-ZÆØÅÉ0-9]")


def sentence_spans(text: str, span: Span) -> list[Span]:
    """The quotable units of `text` within `span`, in order, without white space around.

    One that a page ends in the middle of goes on over the page break. Every
    word of the span is in exactly one.

    >>> text = "Godkendt. Jf. pkt. 4 den 3. maj 2022 er der 1,5 mio. kr. Ingen stemte imod."
    >>> [s.of(text) for s in sentence_spans(text, Span(0, len(text)))]
    ['Godkendt.', 'Jf. pkt. 4 den 3. maj 2022 er der 1,5 mio. kr.', 'Ingen stemte imod.']
    """
    found = []
    for block in _blocks(text, span):
        start = block.start
        for end in _ends(block.of(text)):
            found.append(Span(start, block.start + end))
            start = block.start + end
        found.append(Span(start, block.end))
    return [trimmed for trimmed in (_trim(text, unit) for unit in found) if len(trimmed)]


def _trim(text: str, span: Span) -> Span:
    part = span.of(text).rstrip()
    end = span.start + len(part)
    return Span(end - len(part.lstrip()), end)


def _blocks(text: str, span: Span) -> Iterator[Span]:
    """Paragraphs, list entries and table rows: what a sentence cannot cross."""
    lines = list(_lines(text, span))
    width = _typical_width([line.of(text) for line in lines])
    double = is_double_spaced(text)
    start = None
    previous = ""
    for index, line in enumerate(lines):
        current = line.of(text)
        between = text[lines[index - 1].end : line.start] if index else ""
        if start is None:
            start = line.start
        elif _breaks(previous, current, between, width, double):
            yield Span(start, lines[index - 1].end)
            start = line.start
        previous = current
    if start is not None:
        yield Span(start, lines[-1].end)


def _lines(text: str, span: Span) -> Iterator[Span]:
    for match in re.finditer(r"[^\n\f]+", span.of(text)):
        line = _trim(text, Span(span.start + match.start(), span.start + match.end()))
        if len(line) and not RULE.match(line.of(text)):
            yield line


def _typical_width(lines: list[str]) -> float:
    """The width of full lines: the upper quartile of all."""
    lengths = sorted(len(line) for line in lines)
    return lengths[(3 * len(lengths)) // 4] if lengths else 0


@lru_cache(maxsize=8)
def is_double_spaced(text: str) -> bool:
    """Whether nearly every line of the whole document has a blank line behind it.

    Where lines are as long as paragraphs, these are what the blank lines part.
    """
    lines = text.split("\n")
    if sum(len(line) > _MAX_WIDTH for line in lines) > 1:
        return False
    filled = [i for i, line in enumerate(lines) if line.strip()]
    followed = sum(i + 1 < len(lines) and not lines[i + 1].strip() for i in filled)
    return len(filled) > 5 and followed > 0.8 * len(filled)


# Wider than this no line of a page is printed.
_MAX_WIDTH = 200


def _breaks(previous: str, current: str, between: str, width: float, double: bool) -> bool:
    if PAGE_BREAK in between:
        return not _runs_over(previous, current, width)
    if between.count("\n") > (2 if double else 1):
        return True
    if "\t" in previous or "\t" in current:
        return True
    if _MEMBER.fullmatch(previous) and _MEMBER.fullmatch(current):
        return True
    if _LIST_START.match(current):
        return not _wraps_before_at(previous, current, width)
    if previous.endswith(":") and _STARTS_NEW.match(current):
        return True
    # A line that stops well short of the margin ends its paragraph.
    return (
        len(previous) < 0.7 * width
        and bool(_STARTS_NEW.match(current))
        and not re.search(
            r"(?:[,–-]|\b(?:og|af|i|på|den|det|for|til|med|kl\.|nr\.|d\.|kr\.))$", previous
        )
    )


# A line of prose is so long; a running head is shorter.
_FULL = 40


def _runs_over(previous: str, current: str, width: float) -> bool:
    """Whether a sentence goes on over a page break: unfinished, and in small letters or in full lines.

    A running head that was left between them begins with a capital and is short.
    """
    if "\t" in previous or "\t" in current:
        return False
    is_full = len(previous) >= 0.85 * width and len(current) >= max(_FULL, 0.7 * width)
    if not current[0].islower() and not (is_full and current[0].isalpha()):
        return False
    if _LIST_START.match(current) and not _wraps_before_at(previous, current, width):
        return False
    return re.search(r"[.:;!?]$", previous) is None


def _wraps_before_at(previous: str, current: str, width: float) -> bool:
    """Whether "at" goes on a sentence: behind a full line that nothing ends."""
    return (
        current.startswith("at ")
        and len(previous) >= 0.85 * width
        and re.search(
            r"(?:[,:;.!?]|\b(?:og|samt|eller|indstill\w+|foreslå\w*|anbefal\w+))$", previous
        )
        is None
        and not _LIST_START.match(previous)
    )


_NEAR = 200


def _ends(block: str) -> Iterator[int]:
    """The offsets behind each full stop that ends a sentence, the last one left out."""
    for match in _END.finditer(block):
        # What stands near by decides; copying the rest for each would be quadratic.
        after = block[match.end() : match.end() + _NEAR].lstrip()
        before = block[max(0, match.start() - _NEAR) : match.start()]
        if after and _is_end(before, match.group(1), after):
            yield match.end()


def _is_end(before: str, mark: str, after: str) -> bool:
    if mark in "!?":
        return True
    if not _GOES_ON.match(after):
        return False
    found = _LAST_WORD.match(before.removesuffix("\n")[::-1])
    written = found.group()[::-1] if found else ""
    if _NO_ABBREVIATION.fullmatch(written):
        return after[0].isalpha()
    word = written.lower()
    if _PIECES.search(before) and _CAPITAL_NOUN.match(after):
        return False
    if word in _MAY_BE_LAST:
        return after[0].isalpha()
    if word in _NEVER_LAST or _ONE_LETTER.fullmatch(word) or _DEGREE.fullmatch(word):
        return False
    if _DAY.fullmatch(word):
        return _number_ends(before, after)
    return True


def _number_ends(before: str, after: str) -> bool:
    """Whether a number ends it: not in "den 3. Maj", but in "fra 24 til 28. Udvalget"."""
    stem = before.rstrip("0123456789").rstrip().lower()
    if not stem or (stem.endswith((":", ".", ";", "\n", "–", "-")) and not stem.endswith("kl.")):
        return False
    return after[0].isupper() and not _COUNTED.match(after)
