"""The numbers that Word counts by itself: they are on the page but not in the text."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass

from docx.document import Document as WordDocument
from docx.oxml.ns import qn
from lxml.etree import _Element as Node

from index.reading.counts import written

_VALUE = qn("w:val")


@dataclass(frozen=True, slots=True)
class _Level:
    """How a level of a list is numbered: `text` holds %1 for the first level's number, and so on."""

    form: str
    text: str
    start: int


class Numbering:
    """Counts the numbered paragraphs of a document as they come."""

    def __init__(self, word: WordDocument) -> None:
        self._styles = {style.style_id: style.element for style in word.styles}
        self._levels, self._lists = _levels_of(word)
        self._counts: defaultdict[str, dict[int, int]] = defaultdict(dict)

    def number(self, paragraph: Node) -> str:
        """The number that stands before this paragraph, with a space behind; "" for none."""
        place = self._place(paragraph)
        if place is None:
            return ""
        number_id, depth = place
        # Lists of the same definition go on counting where the other stopped.
        key = self._lists.get(number_id, "")
        level = self._levels.get((key, depth))
        if level is None or level.form in ("bullet", "none"):
            return ""
        counts = self._counts[key]
        counts[depth] = counts.get(depth, level.start - 1) + 1
        for deeper in [d for d in counts if d > depth]:
            del counts[deeper]
        return f"{re.sub(r'%([1-9])', lambda m: self._at(key, int(m.group(1)) - 1), level.text)} "

    def _at(self, key: str, depth: int) -> str:
        level = self._levels.get((key, depth))
        count = self._counts[key].get(depth, level.start if level else 1)
        return written(count, level.form if level else "decimal")

    def _place(self, paragraph: Node) -> tuple[str, int] | None:
        """The list and the depth in it, from the paragraph or the styles it is based on."""
        node: Node | None = paragraph
        for _ in range(10):
            if node is None:
                return None
            found = node.find(f"{qn('w:pPr')}/{qn('w:numPr')}")
            number = found.find(qn("w:numId")) if found is not None else None
            if found is not None and number is not None:
                depth = found.find(qn("w:ilvl"))
                at = int(depth.get(_VALUE) or 0) if depth is not None else 0
                return (str(number.get(_VALUE)), at) if number.get(_VALUE) != "0" else None
            style = node.find(f"{qn('w:pPr')}/{qn('w:pStyle')}")
            base = style if style is not None else node.find(qn("w:basedOn"))
            node = self._styles.get(base.get(_VALUE) or "") if base is not None else None
        return None


def _levels_of(word: WordDocument) -> tuple[dict[tuple[str, int], _Level], dict[str, str]]:
    """The levels by definition and depth, and each list's definition."""
    try:
        root = word.part.numbering_part.element
    except (KeyError, NotImplementedError):
        # A document without lists has no such part, and python-docx does not make one.
        return {}, {}
    levels = {}
    for definition in root.iter(qn("w:abstractNum")):
        key = str(definition.get(qn("w:abstractNumId")))
        for level in definition.iter(qn("w:lvl")):
            values = {
                name: node.get(_VALUE) or ""
                for name in ("numFmt", "lvlText", "start")
                if (node := level.find(qn(f"w:{name}"))) is not None
            }
            start = values.get("start", "1")
            levels[key, int(level.get(qn("w:ilvl")) or 0)] = _Level(
                values.get("numFmt", "decimal"),
                values.get("lvlText", ""),
                int(start) if start.isdigit() else 1,
            )
    lists = {
        str(number.get(qn("w:numId"))): str(definition.get(_VALUE))
        for number in root.iter(qn("w:num"))
        if (definition := number.find(qn("w:abstractNumId"))) is not None
    }
    return levels, lists
