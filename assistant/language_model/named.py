"""Bodies, offices, persons and parties: whether a sentence names one that its sources do not."""

from __future__ import annotations

import re
from collections.abc import Set

from assistant.evidence.matching import words_of
from assistant.language_model.sources import Sources
from assistant.wording.parties import parties_in, party_spans
from assistant.wording.patterns import stems_of
from index.danish.analysis import content_tokens, tokens

_CAPITAL = re.compile(r"\b[A-ZÆØÅ][\wæøåÆØÅ'’-]*")
_BODY = re.compile(
    r"(?i)\b[a-zæøå-]*(?:udvalget|rådet|bestyrelsen|byrådet|nævnet|forvaltningen|direktionen)s?\b"
)
# Who acts by office: said of another, it is another who acted.
_OFFICE = re.compile(
    r"(?i)\b[a-zæøå-]*(?:borgmester|direktør|chef|formand|forkvinde|leder|rektor|inspektør|minister)(?:en|inden|inen)?s?\b"
)
# A single letter: a party, a street's house, a stage. "I" is also a preposition.
_LETTER = re.compile(r"\b(?!I\b)[A-ZÆØÅ]\b(?!\.)|(?<=\()I(?=[),])")


def wrong_body(said: str, sources: Sources) -> bool:
    """Whether it names a body that its sources do not; "udvalget" may be any."""
    held = sources.text.lower()
    for match in _BODY.finditer(said):
        name = match.group().strip().lower().rsplit(" ", 1)[-1].removesuffix("s")
        general = name in ("udvalget", "rådet", "bestyrelsen", "forvaltningen", "nævnet")
        if not general and name not in held and name.removesuffix("et") not in held:
            return True
    return False


def wrong_name(said: str, sources: Sources) -> bool:
    """Whether it has an office, a letter or a name that its sources have not, a party by any of its names."""
    held = set(re.findall(r"[\wæøåÆØÅ'’-]+", sources.text.lower()))
    offices = {token.stem for m in _OFFICE.findall(sources.text) for token in tokens(m)}
    if any(t.stem not in offices for m in _OFFICE.findall(said) for t in tokens(m)):
        return True
    if set(_LETTER.findall(said)) - set(re.findall(r"\b[A-ZÆØÅ]\b", sources.text)):
        return True
    said = without_parties(said, parties_in(sources.text))
    for match in _CAPITAL.finditer(said):
        word = match.group().lower()
        if match.start() == 0 and not _looks_like_name(said):
            continue
        forms = {word, word.removesuffix("s"), f"{word}s", word.split("-")[0]}
        if not forms & held and not _is_function_word(match.group()):
            return True
    return False


def without_parties(said: str, held: Set[str]) -> str:
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
