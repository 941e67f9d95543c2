"""What a model writes, sentence by sentence, each with the marks of its sources."""

from __future__ import annotations

import re

from index.parsing.text.sentences import sentence_spans
from index.types import Span

MARK = re.compile(r"\[(\d{1,3})\]")
# Models also write "[1, 2]" and "[kilde 1]".
_MARKS = re.compile(
    r"(?i)\[(?:kilde|source)?\s*\d{1,3}(?:\s*(?:[,;&]|og|and)\s*(?:kilde|source)?\s*\d{1,3})*\]"
)


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
    return [sentence for sentence in written if re.search(r"\w", MARK.sub("", sentence))]


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
