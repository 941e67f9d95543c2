"""Case numbers: the file number that links an item to its case."""

from __future__ import annotations

import re

# The forms seen, most specific first. A KLE number (85.02.02-G01-1-17) names a
# subject and a running number; the others are the case system's own.
_FORMS = (
    r"\d{2}\.\d{2}\.\d{2}[- ]?[A-ZÆØÅ]\d{2}[- ]\d{1,6}(?:[-/]\d{1,4})?",
    r"\d{2}\.\d{2}\.\d{2}[A-ZÆØÅ]\d{2}-\d{2,6}",
    r"[A-ZÆØÅ]{2,5}-\d{4}-\d{3,8}",
    r"\d{1,3}-\d{4}-\d{3,8}",
    r"\d-\d{2}-\d{2}-\d{2,5}-\d{2,4}",
    r"\d{4}-\d{3,8}",
    r"\d{4}/\d{3,8}",
    r"\d{2}/\d{2,7}",
)
_FORM = re.compile(rf"(?<![\w./-])(?:{'|'.join(_FORMS)})(?![\w/]|-\d|\.\d)")
_LABEL = re.compile(
    r"(?i)^[(\[]?(?:sags\s?nr|sagsnummer|sags-?id|sag(?:\s?nr)?(?![a-zæøå])|j\.?\s?nr|journal\s?nr|journalnummer"
    r"|esdh-?(?:sag|nr)|acadre-?(?:\s?nr|sag)?)\.?\s*[:.]?\s*(?P<rest>.*)$"
)
_OTHER_NUMBER = re.compile(r"(?i)^(?:dok|bilag|tlf|cvr|ean|matr|lokalplan)")
# "2021-2026" and "23/24" are years unless a label says otherwise.
_LONG_YEARS = re.compile(r"(?:19|20)\d\d[-/](?:19|20)\d\d")
_SCHOOL_YEAR = re.compile(r"(\d\d)/(\d\d)")
# A label vouches for numbers of any form.
_LABELLED_NUMBER = re.compile(
    r"^(?:[A-ZÆØÅ]{0,5}-?\d[\d./-]{3,24}\d|[A-ZÆØÅ]?\d{5,9})(?=[\s,;.)\]]|$)"
)
_BESIDE = re.compile(
    r"(?i)\b(?:åbent?|lukket)\b(?:\s+(?:sag|punkt|dagsordenspunkt))?|\b(?:initialer|dok|sagsgang|sagsbehandler|afdeling|afsender)\b.*$"
    r"|\b(?:sagsnr|sagsid|sag|j\.?nr)\b\.?:?|[()\[\]|·•;,./\t–-]"
)


def case_number_of(line: str) -> str | None:
    """The case number that the line states, else None.

    The line must be about the number: a label and the number, or the number
    alone (with a mark such as "Åben sag" beside it).

    >>> case_number_of("Sagsnr.: 12/27845"), case_number_of("22/740      Åben Sag")
    ('12/27845', '22/740')
    >>> case_number_of("85.02.02-G01-1-17"), case_number_of("Sagsnr. 299835")
    ('85.02.02-G01-1-17', '299835')
    >>> case_number_of("Jf. sag 22/740 blev det besluttet") is None
    True
    """
    if len(line) > 120 or _OTHER_NUMBER.match(line):
        return None
    labelled = _LABEL.match(line)
    rest = labelled.group("rest") if labelled else line
    match = _FORM.search(rest)
    if match and not (labelled is None and _are_years(match.group())):
        before = _BESIDE.sub(" ", rest[: match.start()]).split()
        beside = before + _BESIDE.sub(" ", rest[match.end() :]).split()
        # Behind a label the case worker's name may follow.
        limit = 3 if labelled and not before else 0
        return match.group() if len(beside) <= limit else None
    if labelled:
        number = _LABELLED_NUMBER.match(rest.strip(" .:"))
        return number.group() if number and len(rest.split()) <= 6 else None
    return None


_SURE_FORM = rf"(?:{'|'.join(_FORMS[:5])}|\d{{4}}-\d{{5,8}}|\d{{2}}/\d{{3,7}})"
_LABEL_WORD = r"(?:(?:sags?(?:nr|nummer|-?id)?|j\.?\s?nr)\.?\s*:?\s*)"
_CASE_FIRST = re.compile(
    rf"(?i)^{_LABEL_WORD}?(?P<case>{_SURE_FORM})\s*(?:[-–:,.]\s*|\s)(?=[\wÆØÅ\"'”»(])"
)
_CASE_LAST = re.compile(
    rf"(?i)(?:\s*[(\[]\s*{_LABEL_WORD}?(?P<in>{_SURE_FORM})\s*[)\]]"
    rf"|[\s,.:–-]+{_LABEL_WORD}(?P<said>{_SURE_FORM}|\d{{5,8}})"
    rf"|(?:\s*[–|]\s*|\s-\s|\t)(?P<behind>{_SURE_FORM}))\s*$"
)


def split_case_number(title: str) -> tuple[str, str | None]:
    """A title without the case number that is printed on its line, and the number.

    >>> split_case_number("Salg af grund (21/0412)"), split_case_number("21/0412 - Salg af grund")
    (('Salg af grund', '21/0412'), ('Salg af grund', '21/0412'))
    >>> split_case_number("Budget 2024-2027 og skoleåret 23/24")
    ('Budget 2024-2027 og skoleåret 23/24', None)
    """
    first = _CASE_FIRST.match(title)
    if first and not _are_years(first.group("case")):
        return title[first.end() :].strip(), first.group("case")
    last = _CASE_LAST.search(title)
    number = last and (last.group("in") or last.group("said") or last.group("behind"))
    if last and number and last.start() > 3 and not _are_years(number):
        return title[: last.start()].strip(), number
    return title, None


def is_case_label(line: str) -> bool:
    """Whether the line is a label that a case number must follow.

    >>> is_case_label("Sagsnr.:"), is_case_label("Sag"), is_case_label("Sagsfremstilling")
    (True, False, False)
    """
    match = _LABEL.match(line)
    return match is not None and not match.group("rest") and line.strip(" .:").lower() != "sag"


def find_case_number(text: str) -> str | None:
    """The first case number anywhere in a text, else None; years are not taken for one.

    >>> find_case_number("Hvad skete der i sag 22/740?")
    '22/740'
    >>> find_case_number("budget 2024-2027") is None
    True
    """
    return next((m.group() for m in _FORM.finditer(text) if not _are_years(m.group())), None)


def _are_years(text: str) -> bool:
    school_year = _SCHOOL_YEAR.fullmatch(text)
    if school_year:
        return (int(school_year.group(1)) + 1) % 100 == int(school_year.group(2))
    return bool(_LONG_YEARS.fullmatch(text))
