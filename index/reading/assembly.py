"""What every reader shares: lines of clean text, put together to pages."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from index.errors import UnreadableDocument
from index.reading.cpr import mask_cpr_numbers, mask_pages
from index.types import PAGE_BREAK, Document, Redaction


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a page; `level` when the file marks it as a heading (1 is highest).

    `slanted` when all of it is set in italics.
    """

    text: str
    level: int | None = None
    slanted: bool = False


# Removed: C0/C1 controls except tab and line feed, zero-width marks, soft
# hyphens, byte order marks and lone surrogates (PDF text holds them; SQLite
# and Chroma raise on them).
_UNPRINTABLE = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\ud800-\udfff]"
)


# Letters of the Symbol and Wingdings fonts have private codes; joined letters
# would not be found by those who search for them apart. A padlock says that an item is closed.
_SAME_AS = str.maketrans(
    {"\uf0b7": "•", "\uf0a7": "▪", "\uf0d8": "➢", "\uf0e0": "→", "\uf02d": "-",
     "🔒": "(lukket)", "🔐": "(lukket)", "ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl"}
)  # fmt: skip


def clean(text: str) -> str:
    r"""Text in NFC without control characters; line ends are \n.

    >>> clean("Bo\u0308rn\r\nog\x00 unge")
    'Börn\nog unge'
    """
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    for line_end in "\x0b\x0c\x1c\x1d\x1e\x85\u2028\u2029":
        text = text.replace(line_end, "\n")
    return unicodedata.normalize("NFC", _UNPRINTABLE.sub("", text).translate(_SAME_AS))


def assemble(pages: Sequence[Sequence[Line]], extra_running: Iterable[str] = ()) -> Document:
    """Pages of lines as a document, without running heads and CPR numbers.

    Raises:
        UnreadableDocument: when there is not a single word on any page.
    """
    kept, running = remove_running_lines(pages)
    kept = with_words_mended(kept)
    texts, headings, redactions = [], {}, []
    slanted: set[int] = set()
    offset = 0
    masked = mask_pages(["\n".join(line.text for line in lines) for lines in kept])
    for number, (lines, (text, count)) in enumerate(zip(kept, masked, strict=True), start=1):
        if count:
            redactions.append(Redaction(number, "cpr", count))
        position = offset
        for line in lines:
            if line.level is not None and line.text.strip():
                headings[position] = line.level
            if line.slanted and line.text.strip():
                slanted.add(position)
            position += len(line.text) + 1
        texts.append(text)
        offset += len(text) + len(PAGE_BREAK)
    if not any(re.search(r"\w", text) for text in texts):
        raise UnreadableDocument("filen indeholder ingen tekst")
    masked_running = (mask_cpr_numbers(line)[0] for line in (*running, *extra_running))
    return Document(
        tuple(texts),
        headings,
        tuple(dict.fromkeys(masked_running)),
        tuple(redactions),
        slanted=frozenset(slanted),
    )


# A word that a line breaks, and what goes on with it on the next; "børne- og" is no such word.
_BROKEN = re.compile(r"(?P<head>\w*[a-zæøåé0-9])-$")
_GOES_ON = re.compile(
    r"(?!(?:og|eller|samt|men|til|henholdsvis)\b)(?P<tail>[a-zæøåé]\w*)(?P<end>\S*)"
)
# What keeps its hyphen: "p-huse", "it-system", "6-måneders", "UngiAarhus-tilbud".
_KEEPS = re.compile(r"\w|it|tv|.*\d|.+[A-ZÆØÅ].*|[A-ZÆØÅ]+")


def with_words_mended(pages: Sequence[Sequence[Line]]) -> list[list[Line]]:
    """Pages whose words are whole: what a line broke with a hyphen stands at the end of that line.

    A word keeps its hyphen where the document has it so elsewhere.
    """
    text = "\n".join(line.text for lines in pages for line in lines)
    return [_mended(lines, text) for lines in pages]


def _mended(lines: Sequence[Line], text: str) -> list[Line]:
    result: list[Line] = []
    for line in lines:
        last = result[-1] if result else None
        if last is None or last.level is not None or line.level is not None:
            result.append(line)
            continue
        broken = _BROKEN.search(last.text) if last.text.endswith("-") else None
        goes_on = _GOES_ON.match(line.text) if broken else None
        if not broken or not goes_on or "\t" in last.text or "\t" in line.text:
            result.append(line)
            continue
        head, tail = broken["head"], goes_on["tail"]
        is_kept = _KEEPS.fullmatch(head) or "-" in goes_on["end"] or f"{head}-{tail}" in text
        whole = last.text if is_kept else last.text[:-1]
        result[-1] = Line(whole + goes_on.group(), slanted=last.slanted)
        if rest := line.text[goes_on.end() :].strip():
            result.append(Line(rest, slanted=line.slanted))
    return result


# Running heads and feet. How far from the edge of a page they are looked for:
# the tallest seen was five lines (kind, body, date, part, page number).
_EDGE_LINES = 8
_MAX_RUNNING_LETTERS = 300
# What counts pages, also in protocols that were books.
PAGE = r"side|page|blad|ark|folio|fol\."
_PAGE_NUMBER = re.compile(
    rf"(?i)^[-–\s]*(?:(?:{PAGE}|s\.)(?:\s*nr\.)?)?\s*(?P<page>\d{{1,4}})(?:\s*(?P<of>af|of|/)\s*(?P<pages>\d{{1,4}}))?[-–\s]*$"
)
# "Side 1 af 4", "Havneudvalget – 4. oktober 2021 – Side 2 af 4": nothing else counts so.
_PAGE_OF_PAGES = re.compile(
    rf"(?i)(?P<before>.{{0,120}}?)[\s,–|-]*\b(?:{PAGE}) \d{{1,3}} ?(?:af|/) ?(?P<pages>\d{{1,3}})[\s–-]*"
)


def page_feet(lines: Sequence[str]) -> set[int]:
    """The lines that count pages of all pages, where a print became one text; with more on them, as often as not once.

    >>> sorted(page_feet(["Side 1 af 3", "Havnen", "Rådet – Side 2 af 3", "Kajen", "Rådet – Side 3 af 3"]))
    [0, 2, 4]
    """
    places: dict[tuple[str, str], list[int]] = {}
    for index, line in enumerate(lines):
        match = _PAGE_OF_PAGES.fullmatch(line.strip()) if "af" in line or "/" in line else None
        if match:
            places.setdefault((match["before"], match["pages"]), []).append(index)
    return {i for (before, _), at in places.items() if not before or len(at) > 1 for i in at}


# The page's number in a running line; it says nothing of the meeting.
_OWN_NUMBER = re.compile(
    rf"(?i)[-–|,\s]*\b(?:(?:{PAGE}|s\.)(?:\s*nr\.)?\s*\d{{1,4}}(?:\s*(?:af|of|/)\s*\d{{1,4}})?|\d{{1,4}}\s*(?:af|of)\s*\d{{1,4}})\b"
    r"|\t\d{1,4}$|^[-–\s]*\d{1,4}[-–\s]*$|^\d{1,4}\s*/\s*\d{1,4}$"
)


def remove_running_lines(
    pages: Sequence[Sequence[Line]],
) -> tuple[list[list[Line]], tuple[str, ...]]:
    """Pages without running heads, feet and page numbers; and what was removed.

    A line runs when it stands at the same place from the same edge of nearly
    every page, alike but for the page's number. The place matters: a line such
    as "Godkendt." may well stand near the end of every page and is content.
    The first page keeps its heads, which are often the title.
    """
    running = _running_keys(pages)
    removed: dict[str, None] = {}
    result = []
    for index, lines in enumerate(pages):
        body = list(lines[_continued(lines) :]) if index else list(lines)
        for edge in (0, -1):
            rank = 0
            while body:
                text = _one_line(body[edge].text)
                if text and not _goes(text, index, len(pages), edge, rank, running):
                    break
                body.pop(edge)
                if text:
                    rank += 1
                    removed[_OWN_NUMBER.sub("", text).strip()] = None
        result.append(body)
    return result, tuple(text for text in removed if text)


def _one_line(text: str) -> str:
    """A line without its cells, but for a number in the last: that may be its page's."""
    cells = [" ".join(cell.split()) for cell in text.split("\t")]
    is_number = len(cells) > 1 and cells[-1].isdecimal()
    return (
        " ".join(cells[:-1]) + f"\t{cells[-1]}" if is_number else " ".join(" ".join(cells).split())
    )


def _continued(lines: Sequence[Line]) -> int:
    """How many lines at the top of a page say only which item goes on there: "Punkt 5 Ny sti", "Forts."."""
    above = 0
    for index, line in enumerate(lines[:_EDGE_LINES]):
        text = _one_line(line.text)
        if _CONTINUED.search(text) and (_CONTINUED.fullmatch(text) or _NUMBERED.match(text)):
            return index + 1
        above += bool(text)
        if above > _MAX_ABOVE or len(text) > _MAX_RUNNING_LETTERS or text.endswith((".", ":", ",")):
            break
    return 0


_CONTINUED = re.compile(
    r"(?i)(?:^|[\s,–(-])[(\[]?(?:forts\.|fortsat|fortsættelse)(?: fra (?:forrige|foregående) side)?[)\]]?\.?:?$"
)
_NUMBERED = re.compile(r"(?i)(?:punkt|pkt\.?|sag|ad|nr\.?|§)?\s?(?:nr\.?\s)?\d{1,4}[.:)]?\s")
# A title over two lines may stand above "Forts.".
_MAX_ABOVE = 2


def _goes(
    text: str, index: int, pages: int, edge: int, rank: int, running: set[tuple[int, int, str]]
) -> bool:
    if _says_its_page(text, index, pages):
        return True
    if len(text) > _MAX_RUNNING_LETTERS or (index == 0 and edge == 0):
        return False
    if any((edge, rank, key) in running for key in _keys(text, index)):
        return True
    return edge == 0 and rank == 0 and _is_of_two_lines(text, index, running)


def _is_of_two_lines(text: str, index: int, running: set[tuple[int, int, str]]) -> bool:
    """Whether the line is the first two running ones, whose cells were read together."""
    first = [key.split() for edge, rank, key in running if (edge, rank) == (0, 0)]
    second = [key.split() for edge, rank, key in running if (edge, rank) == (0, 1)]
    both = [sorted(one + other) for one in first for other in second]
    return any(sorted(key.split()) in both for key in _keys(text, index))


def _says_its_page(text: str, index: int, pages: int) -> bool:
    """Whether the line is this page's number: "Side 3 af 12", "- 3 -", "3 of 12".

    A bare number counts when it is the page's own; covers may shift it a little.
    """
    match = _PAGE_NUMBER.match(text)
    if not match:
        return False
    page, total = int(match.group("page")), match.group("pages")
    near = abs(page - (index + 1)) <= 2
    if match.group("of") == "/":
        return near and int(total) >= page and abs(int(total) - pages) <= 2
    named = bool(match.group("of")) or not text.strip("-– ")[0].isdigit()
    return named or (near and pages > 1)


def _keys(text: str, index: int) -> list[str]:
    """The line itself, and the line with its page number told relative to the page.

    Only what is called a page number counts: "Punkt 3" on page 5 is content
    even where every item begins a page.
    """
    folded = text.lower()
    keys = [folded]
    for match in _COUNTED.finditer(folded):
        start, end = match.span(match.lastgroup or 0)
        relative = int(folded[start:end]) - index
        keys.append(f"{folded[:start]}<page{relative:+d}>{folded[end:]}")
    return keys


# The page's number behind its word, of so many, or far behind the rest of the line.
_COUNTED = re.compile(
    rf"(?<=\t)(?P<far>\d{{1,4}})$|\b(?:{PAGE}) (?:nr\. )?(?P<named>\d{{1,4}})|(?<= s\. )(?P<short>\d{{1,4}})$"
    r"|(?P<of>\d{1,4})(?=\s*(?:af|of|/)\s*\d)"
)


def _running_keys(pages: Sequence[Sequence[Line]]) -> set[tuple[int, int, str]]:
    """Edge, place from that edge, and text of the lines that run.

    The first page need not have them; there, and where there are only two, they must say more
    than a heading may.
    """
    if len(pages) < 2:
        return set()
    counts: Counter[tuple[int, int, str]] = Counter()
    for index, lines in enumerate(pages):
        # The first page's heads say little of the others', but where they name the document.
        is_told = index == 0 or len(pages) == 2
        texts = [_one_line(line.text) for line in lines if line.text.strip()]
        for edge, part in ((0, texts[:_EDGE_LINES]), (-1, texts[: -_EDGE_LINES - 1 : -1])):
            counts.update(
                (edge, rank, key)
                for rank, text in enumerate(part)
                if len(text) <= _MAX_RUNNING_LETTERS and (not is_told or _OF_TWO.search(text))
                for key in set(_keys(text, index))
            )
    # One page in five may lack it: a table of contents, a signature page.
    needed = max(2, round(0.8 * (len(pages) - 1)))
    return {key for key, count in counts.items() if count >= needed}


# A day, whose minutes they are, or which page it is.
_OF_TWO = re.compile(
    r"(?i)\S+ .*(?:\b\d{1,2}[./-]\s?(?:\d|[a-zæø]{3,9} \d{4})|kommune\b|\d\s*(?:/|af)\s*2$|\bside \d)"
    r"|^region \S+ "
)
