"""The gate: a sentence of the language model passes only when its sources say it.

It must cite sources that exist; every number, amount, date, name and body in
it must stand in them; what it says was decided, rejected, recommended or
postponed must be so there; it may neither drop nor add a "not"; and its words
must be theirs, or alike in meaning. The rules are strict on what can be
checked and say no when in doubt: the quotation is always there to fall back on.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cached_property

import numpy as np

from assistant.evidence.matching import Words, words_of
from assistant.language_model.agreement import (
    adds_a_qualifier,
    denies_otherwise,
    gives_another_reason,
    misplaces_a_number,
    misplaces_a_vote,
    says_the_opposite,
    tells_as_done,
)
from assistant.types import Citation
from assistant.wording.likeness import likeness, word_vectors
from assistant.wording.parties import parties_in, party_spans
from assistant.wording.patterns import all_matches, stems_of
from index.danish.analysis import Token, content_tokens, tokens
from index.parsing.text.dates import danish_date, find_dates
from index.parsing.text.sentences import sentence_spans
from index.types import SectionKind, Span

# The least share of a sentence's words that its sources must hold, and how alike
# a word must be to one of theirs to count; `python -m eval.gate` measures both.
_MIN_SUPPORT = 0.8
_ALIKE = 0.45
_MIN_WORDS = 3
_MARK = re.compile(r"\[(\d{1,3})\]")
# What a source says came to nothing; a sentence about it must say so too.
_UNDONE = frozenset({"rejected", "postponed", "withdrawn"})
# Models also write "[1, 2]" and "[kilde 1]".
_MARKS = re.compile(
    r"(?i)\[(?:kilde|source)?\s*\d{1,3}(?:\s*(?:[,;&]|og|and)\s*(?:kilde|source)?\s*\d{1,3})*\]"
)
_MONTHS = (
    "januar februar marts april maj juni juli august september oktober november december"
    " january february march may june july october".split()
)
_MONTH_AND_YEAR = re.compile(rf"(?i)\b(?:{'|'.join(_MONTHS)}) (?:19|20)\d\d\b")
_NUMBER_WORDS = {
    word: str(value)
    for value, words in enumerate(
        (
            "nul zero", "", "to two", "tre three", "fire four", "fem five", "seks six", "syv seven",
            "otte eight", "ni nine", "ti ten", "elleve eleven", "tolv twelve", "tretten", "fjorten",
            "femten", "seksten", "sytten", "atten", "nitten", "tyve twenty",
        )
    )
    for word in words.split()
} | {"halvdelen": "0.5", "tredjedel": "0.333", "fjerdedel": "0.25", "half": "0.5"}  # fmt: skip
_SCALE = {"mio": 1_000_000, "mill": 1_000_000, "million": 1_000_000, "millioner": 1_000_000,
          "mia": 1_000_000_000, "milliarder": 1_000_000_000, "tkr": 1_000, "tusind": 1_000}  # fmt: skip
_NUMBER = re.compile(
    r"(?<![\w.,])(\d{1,3}(?:\.\d{3})+|\d+)(?:,(\d+))?(?![\w])\s*(mio|mill(?:ion(?:er)?)?|mia|milliarder|t\.?kr|tkr|tusind)?"
    r"\.?\s*(kr|kroner|dkk|pct|procent|%|percent|m2|km|meter|m\b|timer|dage|uger|måneder|år)?",
    re.IGNORECASE,
)
# As written, with what joins digits: "21/3318", "17.30", "2022-2025".
_DIGITS = re.compile(r"\d+(?:[.,/:-]\d+)*")
_CAPITAL = re.compile(r"\b[A-ZÆØÅ][\wæøåÆØÅ'’-]*")
_BODY = re.compile(
    r"(?i)\b[a-zæøå-]*(?:udvalget|rådet|bestyrelsen|byrådet|nævnet|forvaltningen|direktionen)s?\b"
)
# Addresses of pages, markup and code, and words to a reader: no minutes are retold so.
_NOT_PROSE = re.compile(
    r"(?i)https?:|www\.|[<>{}|=\\`]|\[/?[a-z]|\b(?:du|dig|din|dit|dine|you|your|system|assistent|assistant):?(?!\w)"
)
# Who acts by office: said of another, it is another who acted.
_OFFICE = re.compile(
    r"(?i)\b[a-zæøå-]*(?:borgmester|direktør|chef|formand|forkvinde|leder|rektor|inspektør|minister)(?:en|inden|inen)?s?\b"
)
# A single letter: a party, a street's house, a stage. "I" is also a preposition.
_LETTER = re.compile(r"\b(?!I\b)[A-ZÆØÅ]\b(?!\.)|(?<=\()I(?=[),])")
_WISH = re.compile(
    r"(?i)\b(?:bedt om|bad om|beder om|ønske\w*|anmod\w*|ansøg\w*|søger om|opfordr\w*|asks?|asked|wish\w*)\b"
)
# Told as what somebody thinks or had written down.
_ATTRIBUTED = re.compile(
    r"(?i)\bifølge (?!referat)|\bmener\b|\bmente\b|\bprotokol|\baccording to\b"
)
_PROPOSAL = re.compile(r"(?i)forslag|indstilling|lægger op til|\bbør\b|\bvil\b|proposal|should")


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


@dataclass(frozen=True)
class _Sources:
    """What the cited sources say, ready to be looked up."""

    citations: tuple[Citation, ...]

    @cached_property
    def quotes(self) -> str:
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
        return _without_dates(text)

    @cached_property
    def words(self) -> Words:
        return words_of(self.text)

    @cached_property
    def forms(self) -> list[str]:
        return list(dict.fromkeys(token.form for token in tokens(self.text)))

    @cached_property
    def sentences(self) -> list[str]:
        return [s for c in self.citations for s in sentences_of(c.quote)]

    @cached_property
    def dates(self) -> set[date]:
        return {found.date for found in find_dates(self.text) if found.date}


def rule(text: str, citations: Sequence[Citation]) -> list[Ruling]:
    """A ruling on each sentence of what the model wrote."""
    held = {citation.number: citation for citation in citations}
    return [_ruling(sentence, held) for sentence in written_sentences(text)]


def written_sentences(text: str, whole: bool = True) -> list[str]:
    """The sentences of what a model writes, each with its marks inside.

    A text that is not `whole` gives those that nothing more can change: the
    next one has begun, and is not a mark that belongs to the one before.

    >>> written_sentences("Det er vedtaget den 3. maj. [1][2] Mere [2].")
    ['Det er vedtaget den 3. maj [1][2].', 'Mere [2].']
    >>> written_sentences("Det er vedtaget. [1", whole=False)
    []
    """
    lines = text.splitlines() if whole else f"{text}\0".splitlines()
    found = [sentences_of(_marks_inside(_plain(line))) for line in lines]
    if not whole:
        found[-1] = _settled(found[-1])
    written = [sentence for sentences in found for sentence in sentences]
    return [sentence for sentence in written if re.search(r"\w", _MARK.sub("", sentence))]


def _plain(line: str) -> str:
    """A line without the signs of a list or a heading, and without bold letters.

    >>> _plain("2. **Byrådet** vedtog det"), _plain("2. maj blev det vedtaget")
    ('Byrådet vedtog det', '2. maj blev det vedtaget')
    """
    line = line.replace("**", "")
    return re.sub(r"^\s*(?:#+\s|[-*•]\s|\d{1,2}[.)]\s+(?=[A-ZÆØÅ]))\s*", "", line)


def _settled(sentences: list[str]) -> list[str]:
    """The first sentences of a line under way, without those that may go on."""
    begun = sentences[-1].removesuffix("\0") if sentences else ""
    return sentences[:-1] if len(re.findall(r"[^\W\d_]{2,}", begun)) > 1 else sentences[:-2]


def _ruling(sentence: str, held: Mapping[int, Citation]) -> Ruling:
    cited = tuple(dict.fromkeys(int(n) for n in _MARK.findall(sentence)))
    if not cited:
        return Ruling(sentence, Fault.NO_SOURCE, ())
    if any(number not in held for number in cited):
        return Ruling(sentence, Fault.UNKNOWN_SOURCE, cited)
    said = " ".join(_MARK.sub(" ", sentence).split())
    if _NOT_PROSE.search(said) or _tells_nothing(said):
        return Ruling(sentence, Fault.NOT_PROSE, cited)
    sources = _Sources(tuple(held[number] for number in cited))
    return Ruling(sentence, _fault(said, sources), cited)


def _tells_nothing(said: str) -> bool:
    """Whether it is a word or two that tell neither what was done nor how much: "Godkendt" does."""
    is_short = len(re.findall(r"\w+", said)) < _MIN_WORDS
    return is_short and not all_matches("claims.tsv", said) and not re.search(r"\d", said)


def _fault(said: str, sources: _Sources) -> Fault | None:
    checks = (
        (Fault.DATE, _wrong_date),
        (Fault.NUMBER, _wrong_number),
        (Fault.BODY, _wrong_body),
        (Fault.NAME, _wrong_name),
        (Fault.STANDING, _wrong_standing),
        (Fault.NEGATION, _wrong_negation),
        (Fault.QUALIFIER, _wrong_qualifier),
        (Fault.MISPLACED, _misplaced),
        (Fault.UNSUPPORTED, _unsupported),
    )
    return next((fault for fault, is_wrong in checks if is_wrong(said, sources)), None)


def sentences_of(text: str) -> list[str]:
    """The sentences of a text that has no document."""
    return [span.of(text) for span in sentence_spans(text, Span(0, len(text)))]


def _marks_inside(text: str) -> str:
    """The text with its marks one by one, and those that stand after a full stop before it.

    >>> _marks_inside("Det er vedtaget. [1, kilde 2] Mere.")
    'Det er vedtaget [1][2]. Mere.'
    """
    text = _MARKS.sub(lambda m: "".join(f"[{n}]" for n in re.findall(r"\d+", m.group())), text)
    return re.sub(r"([.!?])((?:\s*\[\d{1,3}\])+)", r"\2\1", text)


def _wrong_date(said: str, sources: _Sources) -> bool:
    dates = {found.date for found in find_dates(said) if found.date}
    if dates - sources.dates:
        return True
    held = sources.text.lower()
    lowered = said.lower()
    spelt = {" ".join(m.lower().split()) for m in _MONTH_AND_YEAR.findall(lowered)}
    if any(pair not in held for pair in spelt):
        return True
    if _days_in(lowered) - _days_in(held) - {(d.day, _MONTHS[d.month - 1]) for d in sources.dates}:
        return True
    months = {m for m in _MONTHS[:12] if re.search(rf"\b{m}\b", lowered)}
    return any(not _is_month_held(month, held, sources) for month in months)


def _days_in(text: str) -> set[tuple[int, str]]:
    """The days of months: "den 24. august"."""
    found = re.findall(rf"\b(\d{{1,2}})\. ({'|'.join(_MONTHS[:12])})\b", text)
    return {(int(day), month) for day, month in found}


def _is_month_held(month: str, held: str, sources: _Sources) -> bool:
    number = _MONTHS.index(month) + 1
    return bool(re.search(rf"\b{month}\b", held)) or any(d.month == number for d in sources.dates)


def _wrong_number(said: str, sources: _Sources) -> bool:
    """Whether it holds a number more often than its sources do, as written or by value and unit.

    The numbers of dates have been checked as dates.
    """
    said = _without_dates(said)
    for citation in sources.citations:
        said = said.replace(citation.case_number or "\0", " ")
        said = re.sub(
            rf"\b(?:punkt|item) {re.escape(citation.item_number or '-')}(?!\d)", " ", said
        )
    held = numbers_in(sources.undated) | _counted(said, sources)
    values = {value for value, _ in held}
    if any(
        (value, unit) not in held and (unit or value not in values)
        for value, unit in numbers_in(said)
    ):
        return True
    written = Counter(_DIGITS.findall(sources.undated))
    # "6 mio. kr." for "6,0 mio. kr." has been compared by its value.
    said = _NUMBER.sub(lambda m: " " if m.group(3) else m.group(), said)
    for digits, times in Counter(_DIGITS.findall(said)).items():
        same_value = not written[digits] and _value(digits) in values
        if times > written[digits] and not same_value:
            return True
    return False


def _counted(said: str, sources: _Sources) -> set[tuple[float, str]]:
    """How many members are named, by their party's letter: "to medlemmer stemte imod"."""
    counts = (len(re.findall(r"\([A-ZÆØÅ]\)", text)) for text in (said, sources.quotes))
    return {(float(count), "") for count in counts if count}


def _value(digits: str) -> float | None:
    found = numbers_in(digits)
    return next(iter(found))[0] if len(found) == 1 else None


def _without_dates(text: str) -> str:
    """The text without its dates, and without a month and year."""
    for found in sorted(find_dates(text), key=lambda f: -f.span.start):
        text = f"{text[: found.span.start]} {text[found.span.end :]}"
    return _MONTH_AND_YEAR.sub(" ", text)


def numbers_in(text: str) -> set[tuple[float, str]]:
    """Each number with its unit ("" for none); millions are written out, number words are numbers.

    >>> sorted(numbers_in("4,5 mio. kr. til tre broer, 1.200 m"))
    [(3.0, ''), (1200.0, 'm'), (4500000.0, 'kr')]
    """
    found = set()
    for whole, decimals, scale, unit in _NUMBER.findall(text):
        value = float(f"{whole.replace('.', '')}.{decimals or 0}")
        value *= _SCALE.get(scale.lower().replace(".", ""), 1)
        found.add((round(value, 4), _unit(unit, scale)))
    for word in re.findall(r"[a-zæøå]+", text.lower()):
        if word in _NUMBER_WORDS:
            found.add((float(_NUMBER_WORDS[word]), ""))
    return found


def _unit(unit: str, scale: str) -> str:
    unit = unit.lower().strip()
    if unit in ("kr", "kroner", "dkk") or scale.lower() in ("tkr", "t.kr"):
        return "kr"
    if unit in ("pct", "procent", "%", "percent"):
        return "pct"
    return {"meter": "m"}.get(unit, unit)


def _wrong_body(said: str, sources: _Sources) -> bool:
    held = sources.text.lower()
    for match in _BODY.finditer(said):
        name = match.group().strip().lower().rsplit(" ", 1)[-1].removesuffix("s")
        general = name in ("udvalget", "rådet", "bestyrelsen", "forvaltningen", "nævnet")
        if not general and name not in held and name.removesuffix("et") not in held:
            return True
    return False


def _wrong_name(said: str, sources: _Sources) -> bool:
    held = set(re.findall(r"[\wæøåÆØÅ'’-]+", sources.text.lower()))
    offices = {token.stem for m in _OFFICE.findall(sources.text) for token in tokens(m)}
    if any(t.stem not in offices for m in _OFFICE.findall(said) for t in tokens(m)):
        return True
    if set(_LETTER.findall(said)) - set(re.findall(r"\b[A-ZÆØÅ]\b", sources.text)):
        return True
    said = _without_parties(said, parties_in(sources.text))
    for match in _CAPITAL.finditer(said):
        word = match.group().lower()
        if match.start() == 0 and not _looks_like_name(said):
            continue
        forms = {word, word.removesuffix("s"), f"{word}s", word.split("-")[0]}
        if not forms & held and not _is_function_word(match.group()):
            return True
    return False


def _without_parties(said: str, held: Set[str]) -> str:
    """The text without the parties that the sources name, by whatever name."""
    for match in sorted(party_spans(said), key=lambda span: -span.start):
        if parties_in(match.of(said)) <= held:
            said = f"{said[: match.start]} {said[match.end :]}"
    return said


def _looks_like_name(said: str) -> bool:
    """Whether a sentence begins with two capitalised words, as a person's name does."""
    return bool(re.match(r"[A-ZÆØÅ][\wæøå-]+ [A-ZÆØÅ]", said))


def _is_function_word(word: str) -> bool:
    return not content_tokens(word) or words_of(word).stems <= stems_of("joining.txt")


def _wrong_standing(said: str, sources: _Sources) -> bool:
    """Whether it says that something was done to a case that no source says."""
    claimed = set(all_matches("claims.tsv", said))
    held = set(all_matches("claims.tsv", sources.quotes))
    sections = {citation.section for citation in sources.citations}
    if SectionKind.RECOMMENDATION in sections or _PROPOSAL.search(sources.quotes):
        held |= {"recommended"}
    if _leaves_out_its_standing(said, claimed, held, sources):
        return True
    if not claimed:
        return False
    is_decision = sections & {SectionKind.DECISION, SectionKind.VOTE}
    if "decided" in claimed and not is_decision and "recommended" not in claimed:
        # Only what a source itself tells of as decided.
        return "decided" not in set(all_matches("claims.tsv", _told_of(sources)))
    return bool(claimed - held)


def _leaves_out_its_standing(
    said: str, claimed: Set[str], held: Set[str], sources: _Sources
) -> bool:
    """Whether what was only proposed, or came to nothing, is told in other words as if it were so."""
    if _is_quoted(said, sources):
        return False
    if tells_as_done(said, sources.quotes):
        return True
    sections = {citation.section for citation in sources.citations}
    if sections == {SectionKind.RECOMMENDATION}:
        return "recommended" not in claimed and not _PROPOSAL.search(said)
    if claimed or any(p.search(said) for p in (_PROPOSAL, _WISH, _ATTRIBUTED)):
        return False
    nearest = _nearest(said, sources.sentences) or ""
    return bool(held & _UNDONE or _WISH.search(nearest))


def _is_quoted(said: str, sources: _Sources) -> bool:
    """Whether it is a quotation, or holds one whole."""
    plain = said.lower().rstrip(". ")
    is_proposal = {c.section for c in sources.citations} == {SectionKind.RECOMMENDATION}
    return any(
        # A part of "at bommen fjernes" says that the bar is removed.
        quote in plain or (plain in quote and not is_proposal)
        for quote in (s.lower().rstrip(". ") for s in (*sources.sentences, sources.quotes))
    )


def _told_of(sources: _Sources) -> str:
    told = (c.quote for c in sources.citations if c.section is not SectionKind.RECOMMENDATION)
    return " ".join(told)


def _wrong_negation(said: str, sources: _Sources) -> bool:
    nearest = _nearest(said, sources.sentences) or ""
    return denies_otherwise(said, sources.quotes, nearest)


def _wrong_qualifier(said: str, sources: _Sources) -> bool:
    return adds_a_qualifier(said, sources.text) or says_the_opposite(said, sources.quotes)


def _misplaced(said: str, sources: _Sources) -> bool:
    if _is_quoted(said, sources):
        return False
    return misplaces_a_number(said, sources.quotes) or misplaces_a_vote(said, sources.quotes)


def _nearest(said: str, sentences: Sequence[str]) -> str | None:
    stems = _stems(said)

    def shared(sentence: str) -> float:
        other = _stems(sentence)
        return len(stems & other) / (len(stems | other) or 1)

    return max(sentences, key=shared, default=None)


def _stems(text: str) -> set[str]:
    return {token.stem for token in content_tokens(text)}


def _unsupported(said: str, sources: _Sources) -> bool:
    said = _without_parties(said, parties_in(sources.text))
    asked = [
        t
        for t in content_tokens(said)
        if t.stem not in stems_of("joining.txt") and not _is_number(t.form)
    ]
    if not asked:
        return False
    unmet = list(_unmet(asked, sources))
    if gives_another_reason(said, [token.form for token in unmet]):
        return True
    return len(unmet) > 1 or 1 - len(unmet) / len(asked) < _MIN_SUPPORT


def _is_number(word: str) -> bool:
    """Whether it is a number, which has been checked as one."""
    return word in _NUMBER_WORDS or any(character.isdigit() for character in word)


def _unmet(asked: Iterable[Token], sources: _Sources) -> Iterable[Token]:
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
