"""What LibreOffice writes apart from the text: what is bold, and the numbers that it counts by itself."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from lxml.etree import _Element as Node

from index.reading.counts import written

TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
STYLE = "{urn:oasis:names:tc:opendocument:xmlns:style:1.0}"
_LOOK = "{urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0}"
_XML_ID = "{http://www.w3.org/XML/1998/namespace}id"
_FORMS = {
    "1": "decimal", "a": "lowerLetter", "A": "upperLetter", "i": "lowerRoman", "I": "upperRoman",
}  # fmt: skip
# Styles are based on others, but not without end.
_MAX_BASES = 10


@dataclass(frozen=True, slots=True)
class _Level:
    """How a level of a list is numbered: so many levels' counts, and what stands about them."""

    form: str
    before: str
    behind: str
    levels: int
    start: int


class Styles:
    """The styles of a document by name, those of its two files together."""

    def __init__(self, roots: Iterable[Node]) -> None:
        self.levels: dict[str, dict[int, _Level]] = {}
        self._styles: dict[str, Node] = {}
        for root in roots:
            for style in root.iter(f"{STYLE}style"):
                self._styles[style.get(f"{STYLE}name") or ""] = style
            for style in root.iter(f"{TEXT}list-style", f"{TEXT}outline-style"):
                is_outline = style.tag == f"{TEXT}outline-style"
                name = OUTLINE if is_outline else style.get(f"{STYLE}name") or ""
                self.levels[name] = dict(_levels_of(style))

    def is_bold(self, name: str | None) -> bool | None:
        """Whether the style says that it is bold or is not, or what it is based on; else None."""
        for style in self._bases(name):
            for look in style.iterchildren(f"{STYLE}text-properties"):
                weight = look.get(f"{_LOOK}font-weight")
                if weight:
                    return weight == "bold" or weight in ("600", "700", "800", "900")
        return None

    def list_of(self, name: str | None) -> str | None:
        """The list whose numbers a paragraph of this style bears."""
        for style in self._bases(name):
            if (found := style.get(f"{STYLE}list-style-name")) is not None:
                return found or None
        return None

    def _bases(self, name: str | None) -> Iterator[Node]:
        for _ in range(_MAX_BASES):
            style = self._styles.get(name or "")
            if style is None:
                return
            yield style
            name = style.get(f"{STYLE}parent-style-name")


# The list that numbers the document's headings.
OUTLINE = "outline"


def _levels_of(style: Node) -> Iterator[tuple[int, _Level]]:
    numbered = (f"{TEXT}list-level-style-number", f"{TEXT}outline-level-style")
    for level in style.iterchildren(*numbered):
        form = _FORMS.get(level.get(f"{STYLE}num-format") or "")
        if form:
            yield (
                _figure(level.get(f"{TEXT}level"), 1),
                _Level(
                    form,
                    level.get(f"{STYLE}num-prefix") or "",
                    level.get(f"{STYLE}num-suffix") or "",
                    _figure(level.get(f"{TEXT}display-levels"), 1),
                    _figure(level.get(f"{TEXT}start-value"), 1),
                ),
            )


def _figure(said: str | None, otherwise: int) -> int:
    return int(said) if said and said.isdecimal() else otherwise


class Numbering:
    """Counts the entries of lists as they come."""

    def __init__(self, styles: Styles) -> None:
        self._styles = styles
        # Where each list stopped, by its id and by its style: others go on from there.
        self._stopped: dict[str, dict[int, int]] = {}

    def begin(self, node: Node, style: str) -> dict[int, int]:
        """The counts of a list that begins: those of one that it continues, else none."""
        if continued := node.get(f"{TEXT}continue-list"):
            counts = self._stopped.get(f"#{continued}", {})
        elif node.get(f"{TEXT}continue-numbering") == "true":
            counts = self._stopped.get(style, {})
        else:
            counts = {}
        self._stopped[style] = self._stopped[f"#{node.get(_XML_ID)}"] = counts
        return counts

    def heading(self, depth: int) -> str:
        """The number of a heading of this depth, with a space behind; "" for none."""
        return self.number(OUTLINE, depth, self._stopped.setdefault(OUTLINE, {}))

    def number(
        self, style: str, depth: int, counts: dict[int, int], start: str | None = None
    ) -> str:
        """The number of the next entry at this depth, with a space behind; "" for none."""
        levels: Mapping[int, _Level] = self._styles.levels.get(style, {})
        level = levels.get(depth)
        first = (
            _figure(start, 0) if start else counts.get(depth, (level.start if level else 1) - 1) + 1
        )
        counts[depth] = first
        for deeper in [d for d in counts if d > depth]:
            del counts[deeper]
        if level is None:
            return ""
        shown = [
            written(counts.get(at, above.start), above.form)
            for at in range(max(1, depth - level.levels + 1), depth + 1)
            if (above := levels.get(at)) is not None
        ]
        return f"{level.before}{'.'.join(shown)}{level.behind} "
