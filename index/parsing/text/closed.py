"""Closed items: how they are known, and that their text never gets further than here."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache, lru_cache
from importlib.resources import files

from index.parsing.text.case_numbers import case_number_of
from index.parsing.text.vocabulary import unspaced
from index.types import Document, Minutes, Redaction


@cache
def _patterns() -> dict[str, str]:
    """The parts of `closed.tsv`, each as one group of alternatives."""
    parts: dict[str, list[str]] = {}
    for row in (files("index.parsing") / "closed.tsv").read_text("utf-8").splitlines():
        if row and not row.startswith("#"):
            pattern, part = row.split("\t")
            parts.setdefault(part, []).append(pattern)
    return {part: f"(?:{'|'.join(patterns)})" for part, patterns in parts.items()}


def one_item() -> str:
    """A pattern for what one item is called: "sag", "tillægspunkt", "ekstra sag"."""
    p = _patterns()
    return rf"(?:(?:{p['compound']}[ -]?)?{p['one']})"


def _noun() -> str:
    """What may follow the word that closes an item: a name for one or for more."""
    p = _patterns()
    return rf"(?:(?:{p['compound']}[ -]?)?(?:{p['noun']}|{p['one']}))"


def _core(noun: str = "") -> str:
    """What closes an item: "lukket", "lukket punkt", "for lukkede døre"; any `noun` may follow, too."""
    p = _patterns()
    return rf"(?:(?:{p['word']})(?:[ -]?(?:{_noun()}{noun}))?|{p['phrase']})"


def _because() -> str:
    """The law or the concern that may follow, or more in brackets; of one line at most."""
    return rf"(?:[\s,;(–-]+{_patterns()['reason']}.{{0,140}}|\s*[(\[][^()\[\]]{{2,80}}[)\]]?)?"


@cache
def _says() -> re.Pattern[str]:
    p = _patterns()
    lead = rf"(?:{p['subject']}\s+)?(?:{p['verb']}\s+){{0,3}}"
    answered = rf"{p['yes']}\s*[:?]?\s*(?:ja|x|true|sand)|{p['no']}\s*[:?]?\s*(?:nej|false|falsk)"
    value = rf"(?:{_core()}|nej|l)"
    return re.compile(
        rf"(?:(?:{p['label']}\s*:\s*)?{lead}{_core()}{_because()}|{answered}|{p['label']}\s*:\s*{value})"
    )


@cache
def _sentence() -> re.Pattern[str]:
    """A sentence about the item that closes it, with other words between."""
    p = _patterns()
    begins = rf"(?:{p['subject']}|(?:jf|i henhold til|efter|i medfør af|af hensyn til)\b.{{3,80}}\b{p['subject']})"
    return re.compile(
        rf"{begins}\b[^.:]{{0,90}}(?:[^.:\w]|\bstk\.|\bnr\.){{1,3}}{_core()}{_because()}"
    )


# Around what is said stand brackets, emphasis, quote marks, bullets, the end of a sentence; but
# no box, which tells by itself whether it is ticked.
_BOXES = frozenset("☐□☒☑✓✔■")


# Dots that lead from a label to the colon before its value.
_LEADERS = re.compile(r"\s*\.{2,}(?=\s*:)")


def _bare(text: str) -> str:
    """The text without what stands around it."""
    first, last = 0, len(text)
    while first < last and _is_around(text[first]):
        first += 1
    while first < last and _is_around(text[last - 1]):
        last -= 1
    return text[first:last]


def _is_around(letter: str) -> bool:
    return not letter.isalnum() and letter not in _BOXES


@lru_cache(maxsize=8192)
def says_closed(text: str) -> bool:
    """Whether a line or a cell says that its item is closed, and nothing else.

    >>> says_closed("(Lukket punkt)"), says_closed("Offentlig: Nej"), says_closed("Lukket: Nej")
    (True, True, False)
    >>> says_closed("Åben/lukket ......: Lukket"), says_closed("Åben/lukket ......: Åben")
    (True, False)
    >>> says_closed("Punktet behandles for lukkede døre, jf. styrelseslovens § 10.")
    True
    >>> says_closed("Skolen er lukket i uge 29")
    False
    """
    if len(text) > _MAX_CLOSED:
        return False
    ticked = ticked_public(text)
    if ticked is not None:
        return not ticked
    bare = _bare(" ".join(_LEADERS.sub("", unspaced(text)).lower().split()))
    return bool(_says().fullmatch(bare) or _sentence().fullmatch(bare))


def is_closed_mark(cell: str) -> bool:
    """Whether a cell beside or below a title closes the item; there "L" is enough.

    >>> is_closed_mark("(L)"), says_closed("(L)")
    (True, False)
    """
    if len(cell) > _MAX_CLOSED:
        return False
    return says_closed(cell) or bool(re.fullmatch(_patterns()["weak"], _bare(cell.lower())))


@cache
def _title_mark() -> re.Pattern[str]:
    """The mark in a title that closes the item: before it, behind it, in brackets, or all of it."""
    p = _patterns()
    lead = rf"(?:{p['verb']}\s+){{0,2}}"
    kind = rf"(?:{p['kind']}\s*[,;/–-]\s*)?"
    one, core = f"(?:{one_item()}|{p['case']})", _core(rf"|{p['case']}")
    inside = rf"[(\[]\s*{kind}(?:{p['subject']}\s+)?{lead}{core}[^)\]]*[)\]]"
    said = rf"(?:{p['word']}|{p['word']}[ -]?(?:{_noun()}|{p['case']}))"
    # "Lukkede sager, oversigt" tells of several.
    said_of_one = rf"(?!lukkede){p['word']}[ -]?{one}"
    of_one = rf"(?:{_noun()}|{p['case']})(?:\s+|\s*[,:]\s*|\s+[–-]\s+)"
    about = rf"(?:{p['label']}\s*:\s*|{of_one}|(?:vedr|ang)\.\s+|(?:vedrørende|angående)\s+)"
    return re.compile(
        rf"(?i)^(?:{one}\s+)?{lead}{core}{_because()}\.?$"
        rf"|^{about}?{core}(?:\s*\({one}\))?\s*[:–/-]\s*|^{said}\.\s+(?=\S)|^{said_of_one}[,;]\s+(?=\S)"
        rf"|^(?:{one}\s+)?{inside}\s*[:–-]?\s*|\s*{inside}\s*$"
        rf"|^(?-i:LUKKET|FORTROLIGT?)\s+(?=\S*(?-i:[a-zæøå]))|^{said}\s+(?=(?-i:[A-ZÆØÅ][a-zæøå]))"
        # "Lukket punkt om en mole", of which no mark can be taken off.
        rf"|^(?={said_of_one}\s+[a-zæøå])"
        rf"|\s*(?:\s[–-]|[,/|]|:(?=\s+{said_of_one}))\s*{lead}{core}{_because()}\.?$|\s+[*_]+{core}[*_]+$"
        rf"|\s+(?-i:LUKKET|FORTROLIGT?|Lukket|(?=[A-ZÆØÅ])(?i:{said_of_one}))$"
        r"|^(?-i:\(L\)|L[:.–-])\s+"
    )


@cache
def _nothing_but_mark() -> re.Pattern[str]:
    p = _patterns()
    kind = rf"(?:{p['kind']}\s*[,;/–-]\s*)?"
    # "(Personsag)" tells what it is about.
    return re.compile(rf"(?i)\W*[(\[]\s*{kind}(?!person){_core()}\s*[)\]]\W*")


def is_bracketed_mark(title: str) -> bool:
    """Whether a mark in brackets stands where a title would, as no title of a kind does.

    >>> is_bracketed_mark("(ikke offentlig)"), is_bracketed_mark("Lukket punkt")
    (True, False)
    """
    return bool(_nothing_but_mark().fullmatch(title))


@cache
def _mark_behind() -> re.Pattern[str]:
    return re.compile(rf"(?i)\s*[(\[]\s*{_core()}\s*[)\]]\s*$")


# "Forslag fra Ib Holm (L)" ends in the letter of a party.
_MARKED_L = re.compile(r"(?P<title>(?:^|.*\s)(?:^\S+|[a-zæøå\d]\S*))\s+\(L\)$")


@lru_cache(maxsize=8192)
def closes_title(title: str) -> bool:
    """Whether a title says that its item is closed.

    >>> closes_title("Lukket: Salg af grund"), closes_title("Salg af grund – ikke offentligt")
    (True, True)
    >>> closes_title("(B, lukket)"), closes_title("S A L G  (beslutning/lukket)")
    (True, True)
    >>> closes_title("Lukkede boligområder"), closes_title("Forslag fra Ib Holm (L)")
    (False, False)
    """
    return bool(_title_mark().search(unspaced(title)) or _MARKED_L.match(title))


@cache
def _names_one() -> re.Pattern[str]:
    p = _patterns()
    one = rf"(?:{one_item()}|{p['case']})"
    return re.compile(
        rf"(?i)\b{p['word']}[ -]?\(?{one}(?!\w)|\b{one}\W{{1,3}}{p['word']}(?!\w)|^{one}:"
    )


def marks_one(text: str) -> bool:
    """Whether a line that may be a title names the closed item that it begins.

    Its number may stand behind the name that it goes by, or before all.

    >>> marks_one("Køb af grund - lukket punkt"), marks_one("Lukkede boligområder")
    (True, False)
    >>> marks_one("Tillægspunkt nr. 3 (lukket): Køb af grund"), marks_one("Ad 3 Lukket sag")
    (True, True)
    """
    said = _AD.sub("", _numbered_one().sub(r"\1", text))
    return closes_title(said) and bool(_names_one().search(said))


@cache
def _numbered_one() -> re.Pattern[str]:
    one = rf"(?:{one_item()}|{_patterns()['case']})"
    return re.compile(rf"(?i)(\b{one})(?:\s+nr\.?)?\s+\d{{1,4}}(?![\d/])")


_AD = re.compile(r"(?i)^(?:ad\.?\s)?\s*\d{1,4}\s?[.:)–-]?\s+")


def without_closed_mark(title: str) -> str:
    """The title without the mark that closes its item; what is a mark as a whole stays.

    So does what a closed item is about before what it is about more closely.

    >>> without_closed_mark("Personalesag (Lukket sag)"), without_closed_mark("Lukket sag")
    ('Personalesag', 'Lukket sag')
    >>> without_closed_mark("Personalesag: Ny havnefoged (lukket)")
    'Personalesag: Ny havnefoged'
    """
    marked = _MARKED_L.match(title)
    bare = marked.group("title") if marked else _title_mark().sub(_subject_of_mark, title).strip()
    return bare or _mark_behind().sub("", title).strip() or title


_TELLS_SUBJECT = re.compile(r"(?i)person(?:ale)?sag(?:en|er)?\b")


def tells_subject(mark: str) -> bool:
    """Whether a mark that closes an item is also what it is about.

    >>> tells_subject("Personsager"), tells_subject("Lukket punkt")
    (True, False)
    """
    return _TELLS_SUBJECT.fullmatch(mark) is not None


def _subject_of_mark(mark: re.Match[str]) -> str:
    """What of a mark tells what its item is about: all of "Personsag: ", before more of the title."""
    is_before = mark.end() < len(mark.string) and _TELLS_SUBJECT.match(mark.group())
    return mark.group() if is_before else ""


# Hours and answers, which stand behind "Lukket:" too.
_OF_HOURS = (
    r"(?:ja|nej|åb\w*|kl|uge|i|fra|til|på|alle|hele|indtil|efter|jule?\w*|juni|påske\w*|sommer\w*|vinter\w*|weekend\w*"
    r"|ferie\w*|(?:man|tirs|ons|tors|fre|lør|søn|hellig)(?:dag\w*)?)\b"
)


@cache
def _run_in() -> re.Pattern[str]:
    """A closed title that its text follows on the line: "Vedr. Lukket: Ny mole: Vi bød.".

    Few words may stand before the mark, which then begins with a capital.
    """
    p = _patterns()
    said = rf"(?:{p['word']})(?:[ -]?{_noun()})?|person(?:ale)?sag(?:en)?"
    doors = r"(?:for|bag) lukkede døre"
    before = r"(?:[^\W_]{1,14}[.:)/–-]{0,2}\s+){0,3}"
    about = r"(?:vedr|ang)\.|vedrørende|angående|om"
    end = r"[*_]*(?:\s*[:.]|\s+[–-])[*_]*\s+[*_]*"
    behind = (
        rf"(?P<title>.{{2,90}}?)\s*[(\[](?:lukket|fortroligt?)(?: (?:punkt|sag))?[)\]]{end}(?=\w)"
    )
    return re.compile(
        rf"(?i)(?:{before})[*_]*(?:(?-i:(?=[A-ZÆØÅ]))(?:{said})|(?:(?:{about})\s+(?:{said})|{doors})){end}(?!{_OF_HOURS})(?=[^\W\d_])"
        rf"|(?-i:(?=[A-ZÆØÅ])){behind}"
    )


def run_in_closed(text: str) -> re.Match[str] | None:
    """The mark in a line, or in its first cell, that closes the text behind it.

    >>> bool(run_in_closed("Vedr. Lukket: Ny mole: Vi bød.")), bool(run_in_closed("**Lukket sag.** Vi bød."))
    (True, True)
    >>> bool(run_in_closed("Lukket: Hele juli.")), bool(run_in_closed("Molen er lukket: Den er gammel."))
    (False, False)
    """
    return _run_in().match(_AROUND_MARK.sub("", text).replace("\t", ": ", 1))


def end_of_closed_title(text: str, is_sentence: bool) -> int | None:
    """Where in a closed item's first line its text begins behind the title, None where it does not.

    `is_sentence` says that the paragraph ends with a full stop: else a colon is within a title.

    >>> line = "Lukket: Ny mole: Vi bød to kroner."
    >>> line[:end_of_closed_title(line, True)], end_of_closed_title("Lukket: Klage: Ny mole", False)
    ('Lukket: Ny mole: ', None)
    """
    if not is_sentence:
        return None
    lead = _AROUND_MARK.match(text)
    mark = run_in_closed(text)
    begin = (lead.end() if lead else 0) + (mark.end() if mark else 0)
    if mark and (mark["title"] or "." in mark.group()[-5:]):
        return begin
    boundary = _BEHIND_TITLE.search(text, begin)
    if boundary:
        return boundary.end()
    return begin if mark and len(text) - begin > _MAX_CLOSED_TITLE else None


_BEHIND_TITLE = re.compile(
    r"(?:(?<=[a-zæøåA-ZÆØÅ]{4})|(?<=[\d)]))[*_]*[.:][*_]*\s+(?=[A-ZÆØÅ])|[*_]+\s+(?=[A-ZÆØÅ])"
)
# A sentence is longer.
_MAX_CLOSED_TITLE = 60


# What may stand before a mark: emphasis, bullets.
_AROUND_MARK = re.compile(r"^[^\w(\[☐□☒☑✓✔■]+|^_+")


# A mark below a title is short; with the law that closes it, a line.
_MAX_CLOSED = 180
OPEN_LINE = re.compile(
    r"(?i)(?:^|\s)(?<!ikke )(?<!ikke-)[(\[]?åbent?(?:\s+(?:sag|punkt|dagsordenspunkt))?[)\]]?\.?$"
    r"|^[(\[]?offentligt?(?:\s+(?:sag|punkt|dagsordenspunkt))?[)\]]?\.?$"
    r"|^lukket[^:]{0,20}:\s*nej\b|^(?:åben|offentlig)[^:]{0,20}:\s*ja\b"
)
# "☒ Åben ☐ Lukket", "Åben ☐ Lukket ☒": the ticked one counts.
_CROSS = r"(?:[☒☑✓✔■]|\[\s*x\s*\]|(?<!\w)x(?!\w))"
_EMPTY = r"(?:[☐□]|\[\s*\])"
_TICKED = re.compile(
    rf"(?i)^(?=.*åben)(?=.*lukket)(?:(?:åben|lukket)t?\s*:?\s*{_EMPTY}.*?(?P<last>åben|lukket)t?\s*:?\s*{_CROSS}"
    rf"|(?P<first>åben|lukket)t?\s*:?\s*{_CROSS}.*{_EMPTY}\s*$|.*?{_CROSS}\s*(?P<said>åben|lukket))"
)


def ticked_public(text: str) -> bool | None:
    """Which of two boxes is ticked: True for open; None when there are no such boxes.

    >>> ticked_public("☐ Åben ☒ Lukket"), ticked_public("Åben: [x] Lukket: [ ]")
    (False, True)
    """
    match = _TICKED.match(text)
    if match is None:
        return None
    said: str = match.group("said") or match.group("last") or match.group("first")
    return said.lower() == "åben"


def without_closed_text(minutes: Minutes) -> Minutes:
    """The minutes with closed text blanked out, so that nothing can store or show it.

    Blanks take the place of the characters, so every offset stays right. Each
    page with closed text is counted among the document's redactions.
    """
    if not minutes.withheld:
        return minutes
    text, kept, at = minutes.document.text, [], 0
    for span in sorted(minutes.withheld):
        kept += [text[at : span.start], re.sub(r"\S", " ", text[max(at, span.start) : span.end])]
        at = max(at, span.end)
    blanked = "".join([*kept, text[at:]])
    return replace(minutes, document=_with_text(minutes.document, blanked, _counted(minutes)))


def _counted(minutes: Minutes) -> tuple[Redaction, ...]:
    """The pages with more than the case number and marks that closed items may show."""
    document = minutes.document
    pages = {
        document.page_at(span.start + line.start())
        for span in minutes.withheld
        for line in re.finditer(r"[^\n\f]+", span.of(document.text))
        if _is_text(line.group().strip())
    }
    # The number of words is nobody's business; that there was text is.
    return tuple(Redaction(page, "closed", 1) for page in sorted(pages))


def _with_text(document: Document, text: str, counted: tuple[Redaction, ...]) -> Document:
    return Document(
        pages=tuple(text.split("\f")),
        headings=document.headings,
        running=document.running,
        redactions=(*document.redactions, *counted),
        unreadable_pages=document.unreadable_pages,
        recognised_pages=document.recognised_pages,
    )


def _is_text(line: str) -> bool:
    """Whether a line is more than a case number or the mark that closes the item."""
    return len(line.split()) > 2 and case_number_of(line) is None and not says_closed(line)
