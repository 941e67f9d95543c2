"""Case numbers: the file number that links an item to its case."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from importlib.resources import files

# The forms seen, most specific first. A KLE number (85.02.02-G01-1-17) names a
# subject and a running number; the others are the case system's own.
# A year with a running number, which beside the subject of its case may be short.
_OF_YEAR = r"(?:\d{2}/\d{1,7}|(?:19|20)\d{2}[-/](?!(?:19|20)\d{2}\b)\d{3,7})"
# Journals of before: a subject with its facet, perhaps a running number ("16.06A21 / 000238").
_JOURNAL = (
    rf"\d{{2}}\.\d{{2}}(?:\.\d{{2}})? ?[A-ZÆØÅ]\d{{2}}(?:(?: ?/ ?| ){_OF_YEAR}| ?/ ?\d{{4,6}})?"
)
# A subject, its facet behind a dot or a hyphen, and the case of a year ("24.10.00.G01 18/301").
_SUBJECT_AND_CASE = rf"\d{{2}}\.\d{{2}}(?:\.\d{{2}})?[.-][A-ZÆØÅ]\d{{2}}(?: ?/ ?| ){_OF_YEAR}"
_KLE = r"\d{2}\.\d{2}\.\d{2}[- ]?[A-ZÆØÅ]\d{2}[- ]\d{1,6}(?:[-/]\d{1,4})?"
_OF_SYSTEM = r"[A-ZÆØÅ]{2,5}-\d{4}-\d{3,8}"
# The running number before its year: "031877-2014".
_BEFORE_YEAR = r"\d{5,6}-(?:19|20)\d{2}"
_FORMS = (
    _SUBJECT_AND_CASE,
    _KLE,
    r"\d{2}\.\d{2}\.\d{2}[A-ZÆØÅ]\d{2}-\d{2,6}",
    _OF_SYSTEM,
    r"\d{1,3}-\d{4}-\d{3,8}",
    r"\d-\d{2}-\d{2}-\d{1,5}-\d{2,4}",
    r"\d{4}-\d{3,8}",
    r"\d{4}/\d{3,8}",
    _BEFORE_YEAR,
    r"\d{2}/\d{2,7}",
    _JOURNAL,
)
# Who works on the case, right behind its number: "/IBH", "/Ida Holm".
_WORKER = r"[A-Za-zÆØÅæøå]{2,4}\b|[A-ZÆØÅ][a-zæøå]+ [A-ZÆØÅ]"
_FORM = re.compile(rf"(?<![\w./-])(?:{'|'.join(_FORMS)})(?!\w|/(?!{_WORKER})|-\d|\.\d)")


@cache
def case_labels() -> str:
    """The labels of `case_labels.tsv`, as one group of alternatives."""
    parts: dict[str, list[str]] = {}
    for row in (files("index.parsing") / "case_labels.tsv").read_text("utf-8").splitlines():
        if row and not row.startswith("#"):
            pattern, part = row.split("\t")
            parts.setdefault(part, []).append(pattern)
    system, label, colon = ("|".join(parts[name]) for name in ("system", "label", "colon"))
    behind = rf"(?: (?:i|fra) (?:{system})| ?[/&] ?dok\.? ?nr\.?)?"
    return rf"(?:(?:{system})[ -]?)?(?:(?:{label})(?![a-zæøå])\.?{behind}[\s.]*[:.]?|(?:{colon})\.?\s*:)"


@cache
def _label() -> re.Pattern[str]:
    return re.compile(rf"(?i)^[(\[]?{case_labels()}\s*(?P<rest>.*)$")


@cache
def _later_label() -> re.Pattern[str]:
    """A label behind something else: "Dok.nr.: 4455667  Sagsnr.: 22/740"."""
    return re.compile(
        rf"(?i)^(?:[^\W\d][^:]{{1,25}}:\s*\S.{{0,40}}?[\s,;|]{case_labels()}(?<=[.:])"
        rf"|dok(?:ument)?\.?[ -]?(?:nr|nummer|id)\.?:?\s*\d[\w/-]{{2,20}}[\s,;|]+{case_labels()})\s*(?P<rest>\S.*)$"
    )


# Four digits alone are one behind a label and a colon that say nothing else.
_RUNNING = re.compile(r"(?i)sags(?:nr\.?|nummer)\s?:\s?(?P<number>\d{4})")
_OTHER_NUMBER = re.compile(r"(?i)^(?:dok|bilag|tlf|cvr|ean|matr|lokalplan)")
# "2021-2026" and "23/24" are years unless a label says otherwise.
_LONG_YEARS = re.compile(r"(?:19|20)\d\d[-/](?:19|20)\d\d")
_SCHOOL_YEAR = re.compile(r"(\d\d)/(\d\d)")
# A label vouches for numbers of any form, also with blanks around their marks.
_LABELLED_NUMBER = re.compile(
    r"(?:\d{2,4} ?[/-] ?\d{2,7}|(?:[A-ZÆØÅ][A-Za-zæøå]{0,4})?-?\d[\w.#/-]*[./#-][\w.#/-]*\w|[A-ZÆØÅ]?\d{5,11})"
    r"(?=[\s,;.)\]]|/[A-Za-zÆØÅæøå]{2,4}\b|$)"
)
# A label of something else behind the number: "11/203 - Sagsbehandler: MKJ", "11/203   Afgøres i: ...".
_NEXT_LABEL = re.compile(
    r"(?:\s*(?:[,;·•|\t–-]|\s\s)[\s·•|–-]*|(?<=\d)\s)"
    r"(?:\(?(?:Åbent?|Lukket|åbent?|lukket)(?: (?:(?:dagsordens?|tillægs|ekstra)?(?:sag|punkt)))?\)?[\s,;·•|–-]+)?"
    r"[A-ZÆØÅ][a-zæøå.]+(?: [a-zæøå.]+){0,3}\s?:.*$"
)
# Whose case it is: "1-31-72-412-22 / Præhospitalet".
_DEPARTMENT = re.compile(r"(?: / |^/)[A-ZÆØÅ][\w&-]+(?: [\w&-]+){0,3}$")
# What it is about: "18/301 - 24.10.00.G01".
_SUBJECT_BEHIND = re.compile(r"^[\s,/–-]+\d{2}\.\d{2}\.\d{2}[.-]?[A-ZÆØÅ]\d{2}$")
# What the number was before: "2023-002417 (tidl. 04.21.00-P24-2-23)".
_REMARK = re.compile(r"\s*\([^()]*\)\s*$")
# Of when it is: "22/740 3. marts 2022 Behandling".
_DAY = re.compile(r"(?:den )?\b\d{1,2}\. ?[a-zæøå]{3,9} (?:19|20)\d\d\b")
# Who works on it: "KNOBU / 11/4402".
_INITIALS_FIRST = re.compile(r"^[A-ZÆØÅ]{2,8} [/|·] ?$")
_INITIALS = re.compile(r"/[A-Za-zÆØÅæøå]{2,4}$")
_BESIDE = re.compile(
    r"(?i)\b(?:åbent?|lukket)\b(?:\s+(?:(?:dagsordens?|tillægs|ekstra)?(?:sag|punkt)))?|\b(?:beslutning|orientering|drøftelse)(?:s?(?:sag|punkt))?\b|(?:\s/\s*)?\b(?:init(?:ialer)?|dok(?:ument)?\w*|sagsgang|sagsbehandler|afdeling|afsender)\b[^\t]*"
    r"|\b(?:sagsnr|sagsid|sag|j\.?nr)\b\.?:?|[()\[\]|·•;,./\t–-]"
)


@lru_cache(maxsize=8192)
def case_number_of(line: str) -> str | None:
    """The case number that the line states, else None.

    The line must be about the number: a label and the number, or the number
    alone (with a mark such as "Åben sag" beside it).

    >>> case_number_of("Sagsnr.: 12/27845"), case_number_of("22/740      Åben Sag")
    ('12/27845', '22/740')
    >>> case_number_of("Journalnr.: 09/4417 Punktet afgøres af: Byrådet"), case_number_of("Sag 9/44: Ja")
    ('09/4417', None)
    >>> case_number_of("Sagsnr. 2023-002417 (tidl. 04.21.00-P24-2-23)")
    '2023-002417'
    >>> case_number_of("KNOBU / 11/4402"), case_number_of("NOTAT 11/4402")
    ('11/4402', None)
    >>> case_number_of("1-01-72-14-21/Ida Holm"), case_number_of("2021-26/Budget Syd")
    ('1-01-72-14-21', None)
    >>> case_number_of("24.10.00.G01 18/301"), case_number_of("031877-2014")
    ('24.10.00.G01 18/301', '031877-2014')
    >>> case_number_of("J.nr. 18.20.02Ø40/1999-0877"), case_number_of("18.20.02.Ø40 1999-0877")
    ('18.20.02Ø40/1999-0877', '18.20.02.Ø40 1999-0877')
    >>> case_number_of("85.02.02-G01-1-17"), case_number_of("Sagsnr. 299835")
    ('85.02.02-G01-1-17', '299835')
    >>> case_number_of("Sagsnr.: 4410"), case_number_of("Sag 4410")
    ('4410', None)
    >>> case_number_of("Jf. sag 22/740 blev det besluttet") is None
    True
    """
    if len(line) > 120:
        return None
    later = _later_label().match(line)
    if later and (number := _number_behind(later.group("rest"))):
        return number
    if _OTHER_NUMBER.match(line):
        return None
    if running := _RUNNING.fullmatch(line):
        return running.group("number")
    labelled = _label().match(line)
    rest = _NEXT_LABEL.sub("", labelled.group("rest")) if labelled else line
    match = _FORM.search(rest)
    whole = re.match(r"[^\s,;()]*", rest.strip(" .:"))
    if labelled and match and whole and _part_of(match.group(), whole.group()):
        return _number_behind(rest)
    if match and not (labelled is None and _are_years(match.group())):
        before = _BESIDE.sub(" ", _INITIALS_FIRST.sub("", rest[: match.start()])).split()
        behind = _SUBJECT_BEHIND.sub("", _DEPARTMENT.sub("", rest[match.end() :]))
        if labelled:
            behind = _DAY.sub("", _REMARK.sub("", behind))
        beside = before + _BESIDE.sub(" ", behind).split()
        # Behind a label the case worker's name may follow.
        limit = 3 if labelled and not before else 0
        return match.group() if len(beside) <= limit else None
    if labelled:
        return _number_behind(rest) if len(rest.split()) <= 6 else None
    return None


def _part_of(found: str, whole: str) -> bool:
    """Whether a number is only the beginning of what stands behind a label ("05.01.02.G01")."""
    rest = whole[len(found) :] if whole.startswith(found) else ""
    return bool(re.match(r"[.#-]\w", rest))


def _number_behind(text: str) -> str | None:
    """The number that a text begins with, when a label vouches for it."""
    text = text.strip(" .:,;()[]")
    match = _FORM.match(text) or _LABELLED_NUMBER.match(text)
    number = _INITIALS.sub("", match.group()) if match else ""
    return number if sum(character.isdigit() for character in number) > 2 else None


# What a case is about, by the plan of subjects that municipalities share; a running number may follow.
SUBJECT_NUMBER = r"\d{2}\.\d{2}\.\d{2}-?[A-ZÆØÅ]\d{2}(?:-\d{1,6}(?:[-/]\d{1,4})?)?"
# Forms that a number needs no label in.
SURE_FORM = rf"(?:{'|'.join(_FORMS[:6])}|\d{{4}}-\d{{5,8}}|\d{{2}}/\d{{3,7}})"
# A subject with its facet behind a dot or a stroke: "17.01.04.K08".
_FACET = r"\d{2}\.\d{2}(?:\.\d{2})?[.-][A-ZÆØÅ]\d{2}(?:[-/]\d{1,6}){0,2}"
_SUBJECT_ALONE = re.compile(rf"{SUBJECT_NUMBER}|{_FACET}")


def is_subject_number(text: str) -> bool:
    """Whether the text is what a case is about, by the plan of subjects, and no more.

    >>> is_subject_number("27.42.00.Ø54"), is_subject_number("27.42.00")
    (True, False)
    """
    return _SUBJECT_ALONE.fullmatch(text) is not None


_SHORT_FORM = re.compile(r"\d{2}/\d{1,7}")


def is_short_case_number(text: str) -> bool:
    """Whether the text may be a year and the number of a case, of which the year's first are short.

    It may as well be a date: something else must tell that it is a case's.

    >>> is_short_case_number("19/4"), is_short_case_number("19/2004"), is_short_case_number("1/19")
    (True, True, False)
    """
    return _SHORT_FORM.fullmatch(text) is not None


_SAID_FORM = rf"(?:{SURE_FORM}|{_FACET}|[A-ZÆØÅ]{{0,5}}-?\d[\d./-]{{3,24}}\d)"


@cache
def _case_first() -> re.Pattern[str]:
    return re.compile(
        rf"(?i)^(?:{case_labels()}\s*(?P<said>{_SAID_FORM})|(?P<case>{SURE_FORM}))"
        rf"\s*(?:[-–:,.]\s*|\s)(?=[\wÆØÅ\"'”»(])"
    )


def case_number_before(text: str) -> str | None:
    """The case number that a label stands before and a sentence behind.

    >>> case_number_before("Sag EMN-2017-00655. Biblioteket er åbent."), case_number_before("22/740. Ny sti")
    ('EMN-2017-00655', None)
    """
    match = _case_first().match(text)
    number = match and match.group("said")
    is_whole = match is not None and match.group().rstrip().endswith((".", ":", ","))
    return number if number and is_whole and re.fullmatch(SURE_FORM, number) else None


# Of these forms even with nothing but a blank between; "10/2016" is a month.
_ALONE = rf"(?:{_OF_SYSTEM}|{_BEFORE_YEAR}|(?:19|20)\d\d-\d{{5,8}}|(?!(?:0\d|1[0-2])/(?:19|20)\d\d)\d{{2}}/\d{{4,7}})"


_DIGIT = re.compile(r"\d")


@cache
def _case_last() -> re.Pattern[str]:
    return re.compile(
        # Looked for once in a run of blanks or dots: a table of contents has long ones.
        rf"(?i)(?:(?<!\s)\s*[(\[]\s*(?:{case_labels()}\s*(?P<saidin>{_SAID_FORM})|(?P<in>{SURE_FORM}))\s*[)\]]"
        rf"|(?<![\s,.:–-])[\s,.:–-]+{case_labels()}\s*(?P<said>{_SAID_FORM})"
        rf"|(?:\s*[–|]\s*|\s-\s|\t)(?P<behind>{SURE_FORM})|\s(?P<subject>{_SUBJECT_AND_CASE}|{_KLE}|{_JOURNAL}|{_ALONE}))\s*$"
    )


def split_case_number(title: str) -> tuple[str, str | None]:
    """A title without the case number that is printed on its line, and the number.

    >>> split_case_number("Salg af grund (21/0412)"), split_case_number("21/0412 - Salg af grund")
    (('Salg af grund', '21/0412'), ('Salg af grund', '21/0412'))
    >>> split_case_number("Salg af grund 2021-00412"), split_case_number("Salg af grund 031877-2021")
    (('Salg af grund', '2021-00412'), ('Salg af grund', '031877-2021'))
    >>> split_case_number("Salg af grund 21/0412"), split_case_number("Regnskab 10/2016")
    (('Salg af grund', '21/0412'), ('Regnskab 10/2016', None))
    >>> split_case_number("Budget 2024-2027 og skoleåret 23/24")
    ('Budget 2024-2027 og skoleåret 23/24', None)
    """
    if _DIGIT.search(title) is None:
        return title, None
    first = _case_first().match(title)
    number = first and (first.group("said") or first.group("case"))
    if first and number and not _are_years(number):
        return title[first.end() :].strip(), number
    end = title.rstrip()[-1:]
    last = _case_last().search(title) if end.isdigit() or end in (")", "]") else None
    number = last and next(group for group in last.groups() if group)
    if last and number and last.start() > 3 and not _are_years(number):
        return title[: last.start()].strip(), number
    return title, None


_BARE = re.compile(
    r"[(\[/]?\s*(?P<number>(?:[A-ZÆØÅ]{1,5}-?)?\d{2,4}[-/.]\d{4,8}|\d{5,9})\s*[)\]/]?"
)


def bare_case_number(text: str) -> str | None:
    """A number alone, which directly below a title or beside it is the case's.

    >>> bare_case_number("299835"), bare_case_number("(20-001234)"), bare_case_number("2022")
    ('299835', '20-001234', None)
    """
    match = _BARE.fullmatch(text.strip())
    return match.group("number") if match and not _are_years(match.group("number")) else None


_YEAR_AND_NUMBER = re.compile(
    r"(?:[A-ZÆØÅ]{1,5}-?)?(?:19|20)?(?P<year>\d\d)[-/](?P<number>\d{2,8})"
)
# What a case is about, before the year and number that are its own.
_BEFORE_CASE = re.compile(
    rf"(?i)^\d{{2}}\.\d{{2}}(?:\.\d{{2}})?[.-]?[A-ZÆØÅ]\d{{2}}/?(?={_OF_YEAR}$)"
)


def case_key(number: str) -> str:
    """The same for all ways in which case systems write a case's year and running number.

    >>> case_key("21/7733") == case_key("EMN-2021-07733") == case_key("2021 - 007733")
    True
    >>> case_key("27.69.48-a00-1-19") == case_key("27.69.48-A00-1-19")
    True
    >>> case_key("24.10.00.G01 18/301") == case_key("24.10.00G01 / 18/301") == case_key("18/301")
    True
    >>> case_key("18.20.02Ø40/1999-0877") == case_key("1999-0877")
    True
    """
    bare = _BEFORE_CASE.sub("", re.sub(r"\s+", "", number)).upper()
    match = _YEAR_AND_NUMBER.fullmatch(bare)
    return f"{match['year']}/{int(match['number'])}" if match else bare


def is_case_label(line: str) -> bool:
    """Whether the line is a label that a case number must follow.

    >>> is_case_label("Sagsnr.:"), is_case_label("Sag"), is_case_label("Sagsfremstilling")
    (True, False, False)
    """
    match = _label().match(line)
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
