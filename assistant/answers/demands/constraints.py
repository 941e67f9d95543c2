"""What a question ties its answer to: a year, a thing, where something goes.

The right case often tells the same of another year or of something beside it.
What an item tells is an answer only where these are met.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.evidence.judgement import Judged, years_of
from assistant.question.limits import municipalities_in
from assistant.types import Kind, Question
from assistant.wording.names import names_a_person, people_in
from assistant.wording.parties import parties_in
from assistant.wording.patterns import all_matches, each_match, holds, match_of
from index.archive import Archive
from index.parsing.text.dates import find_dates
from index.types import Filters

_TABLE = "constraints.tsv"
# Numbers are told for years; when something is to happen may be told in any.
_FOR_A_YEAR = frozenset({Kind.AMOUNT, Kind.COUNT})
# So is who had something: "Prisen gik i 2019 til Lone Krabsen."
_TOLD_FOR_A_YEAR = _FOR_A_YEAR | {Kind.WHO}
_GOES = re.compile(
    r"\b(?P<noun>[a-zæøå]{5,}) til (?P<goal>[A-ZÆØÅ][\wæøå-]+(?: [A-ZÆØÅ][\wæøå-]+)*)"
)
_BODY_OF = re.compile(
    r"\b(?P<body>[A-ZÆØÅ][\wæøå-]+?s? (?:Kommunes )?(?:Byråd|Kommunalbestyrelse|Økonomiudvalg))\b"
)
_OWN_NAME = re.compile(
    r"(?P<name>[A-ZÆØÅ][\wæøå-]+) (?:Kommunes? )?(?i:byråd|kommunalbestyrelse|kommune)"
)
_WORD = r"[A-ZÆØÅ][a-zæøå]{3,}(?:-[A-ZÆØÅ][a-zæøå]+)*"
_AMID = re.compile(rf"(?<=[a-zæøå,] ){_WORD}(?: {_WORD})*")
_MONEY = re.compile(r"(?i)\d[\d.,]*\s*(?:kr\b|kroner|mio\b|mia\b)")
# So many passages are looked at for a name.
_LOOKED_AT = 10
# What is left of a noun without its endings, at least so much.
_STEM, _ENDING = 5, 3


def of_other_years(question: Question, judged: Judged) -> dict[int, list[str]]:
    """The years that sentences of an item tell numbers for, by id, of those for none that is asked for.

    A sentence that names no year goes on about those of the one before it in its section, where the
    title does not name the year that is asked for.
    """
    asked = match_of(_TABLE, "year", question.text)
    if question.kind not in _TOLD_FOR_A_YEAR or not asked or len(years_of(question.text)) != 1:
        return {}
    year, found = asked["what"], dict[int, list[str]]()
    # "Op til fem fra den 1. juni 2020" counts nothing of that year, but "24 kr. fra 1. januar 2020" is its price.
    years_in = _years if question.kind is Kind.AMOUNT else _years_of_no_day
    is_titled = year in _years(judged.candidate.title or "")
    section, years = None, list[str]()
    for evidence in judged.sentences:
        place = (evidence.passage.section, evidence.passage.section_heading)
        years = (
            (years if place == section and not is_titled else [])
            if not years_in(evidence.quote)
            else years_in(evidence.quote)
        )
        section = place
        if years and year not in years:
            found[id(evidence)] = years
    return found


def _years(text: str) -> list[str]:
    """The years of a text, those between the first and the last of a span too.

    >>> _years("I 2012-2014 og i 2018/19")
    ['2012', '2013', '2014', '2018', '2019']
    """
    found = []
    for first, last in re.findall(
        r"(?<!\d)((?:19|20)\d\d)(?: ?[-–/] ?((?:19|20)?\d\d)(?!\d))?(?!\d)", text
    ):
        end = first[: 4 - len(last)] + last
        found += [str(year) for year in range(int(first), max(int(first), int(end)) + 1)]
    return found


def _years_of_no_day(text: str) -> list[str]:
    """The years that stand by themselves, and not in a date.

    >>> _years_of_no_day("I 2019 fem, fra 1. juni 2020")
    ['2019']
    """
    for found in reversed(find_dates(text)):
        text = text[: found.span.start] + text[found.span.end :]
    return _years(text)


def of_siblings(question: Question, judged: Judged) -> set[int]:
    """The ids of the sentences of an item that tell of another place of its kind than the question.

    "I Vesterby koster hegnet 168.000 kr." tells nothing of the fence in Østerby. A sentence may name
    a part of the place that the title names; one without a name goes on about what was named before,
    first of all about the house that the title names, where the question is of another.
    """
    title = judged.candidate.title or ""
    of_title = _other_house(question.text, title)
    asked = _places(question.text)
    text = " ".join([title, *(e.quote for e in judged.sentences)])
    if not asked or not all(_names(text, place) for place in asked):
        # What the item does not name at all is looked for in all that it says (`names_of_others`).
        return set()
    is_titled = any(_names(title, place) for place in asked)
    found, section, places = set(), None, of_title
    for evidence in judged.sentences:
        place = (evidence.passage.section, evidence.passage.section_heading)
        is_own = any(_names(evidence.quote, p) for p in asked)
        named = [] if is_own else _places(evidence.quote)
        before = places if place == section else of_title
        places = named or ([] if is_own else before)
        section = place
        others = [p for p in places if not _names(question.text, p)]
        is_part = is_titled and not any(_names(title, p) for p in others)
        if others and not is_part:
            found.add(id(evidence))
    return found


def _other_house(question: str, title: str) -> list[str]:
    """The school, home or hall of a title, where a question names another of its kind and the title does not."""
    asked, named = (
        {match["kind"]: match["name"] for match in each_match(_TABLE, "institution", text)}
        for text in (question, title)
    )
    return [
        named[kind]
        for kind, name in asked.items()
        if kind in named and not _names(title, name) and name.split()[-1] not in named[kind]
    ]


def _places(text: str) -> list[str]:
    """The towns and other areas that something is in by a text; no streets, bodies or persons."""
    return [
        match["place"]
        for match in each_match(_TABLE, "in_place", text)
        if not holds("address", match["place"])
        and not holds("body_word", match["place"])
        and not parties_in(match["place"])
        and not names_a_person(match["place"])
    ]


def _names(text: str, place: str) -> bool:
    """Whether a text has a place by its first word, however it is inflected."""
    return (
        re.search(rf"\b{re.escape(place.split(maxsplit=1)[0].removesuffix('s'))}", text) is not None
    )


def at_other_rate(question: str, quote: str) -> bool:
    """Whether a sentence tells money for another unit than a question names: a month's for an hour's.

    Nor does what is paid a month tell what is paid in all.

    >>> at_other_rate("Hvad koster salen i timen?", "Salen koster 900 kr. om året.")
    True
    >>> at_other_rate("Hvad koster salen i alt?", "Salen koster 900 kr. pr. måned.")
    True
    >>> at_other_rate("Hvad koster salen?", "Salen koster 900 kr. om året.")
    False
    """
    asked, told = rates_in(question), rates_in(quote)
    if asked:
        return bool(told) and not asked & told
    is_in_all = holds("total", question) and not holds("total", quote)
    return is_in_all and bool(told) and len(_MONEY.findall(quote)) == 1


def rates_in(text: str) -> set[str]:
    """The units that money is told for: "year", "month", "hour"."""
    return set(all_matches("rates.tsv", text))


def thing_in(question: Question) -> str | None:
    """The thing that a price, a plan or whether it is there at all is asked of."""
    found = match_of(_TABLE, "thing", question.text)
    return found["what"].lower() if found else None


def sized_in(question: Question) -> str | None:
    """The thing of which a question asks how large it is: "Hvor stor er bøden?"."""
    found = match_of(_TABLE, "size_of", question.text)
    return found["what"].lower() if found else None


def goes_elsewhere(question: Question, judged: Sequence[Judged]) -> str | None:
    """Where something goes by the question, and by these items only to others; None when they agree.

    "Skoleskift til Elev Skole" is not told by "skoleskift til Birkeskolen".
    """
    asked = _GOES.search(question.text)
    if asked is None:
        return None
    noun = asked["noun"][: max(_STEM, len(asked["noun"]) - _ENDING)]
    text = " ".join(
        [*(e.quote for one in judged for e in one.sentences)]
        + [one.candidate.title or "" for one in judged]
    )
    goals = re.findall(rf"(?i:\b{re.escape(noun)}\w*) til ([A-ZÆØÅ][\wæøå-]+)", text)
    first = asked["goal"].split()[0]
    return asked["goal"] if goals and first not in goals else None


def names_of_others(question: Question, told: str, archive: Archive) -> list[str]:
    """The places and firms that a question and the archive name, and the text of the items told from does not.

    "Lån til Næs Varmeværk" is not told by an item that does not name Næs. Persons and bodies are
    no such names.
    """
    people = [name for name in people_in(question.text) if names_a_person(name)]
    held = archive.body_names()
    bodies = " ".join(held.bodies)
    named = " ".join(held.find_in(held.in_full(question.text)))
    # A council for a village is called after it, but what is in the village is asked of the village.
    own = {match["name"].removesuffix("s") for match in _OWN_NAME.finditer(bodies)}
    places = {p for p in _places(question.text) if p.split()[0].removesuffix("s") not in own}
    skipped = " ".join([bodies, *people])

    def is_of_others(word: str) -> bool:
        stem = word.removesuffix("s")
        is_body = stem in named or (stem in skipped and word not in places)
        is_no_place = is_body or holds("body_word", word) or parties_in(word)
        if is_no_place or municipalities_in(word) or stem.lower() in told.lower():
            return False
        hits = archive.search(word, Filters(), _LOOKED_AT)
        return any(re.search(rf"(?<=[a-zæøå,] ){stem}", hit.passage.text) for hit in hits)

    return [n for n in _AMID.findall(question.text) if any(map(is_of_others, n.split()))]


def houses_of_others(question: Question, told: str) -> list[str]:
    """The houses that a question names by street and number, and the text of the items told from does not.

    "Strandgade 20" is none of "Strandgade 12-16".
    """
    return [
        match[0]
        for match in each_match("particulars.tsv", "house", question.text)
        if not _has_house(told, match["street"], int(match["number"]))
    ]


def things_of_other_numbers(question: Question, told: str) -> list[str]:
    """The buses, plans and blocks that a question names by a number which the text of the items told from lacks.

    "Bus 49" is not told of by an item about bus 47.
    """
    return [
        match[0]
        for match in each_match("particulars.tsv", "by_number", question.text)
        if not re.search(rf"(?i)(?<![\d.,]){match['number']}(?![\d])", told)
    ]


def _has_house(text: str, street: str, number: int) -> bool:
    numbers = r"\d+[A-Za-z]?(?:(?:, ?| ?[-–&/] ?| og )\d+[A-Za-z]?)*"
    for match in re.finditer(rf"(?i)\b{re.escape(street)} (?:nr\. ?)?({numbers})", text):
        for part in re.split(r",|&|/| og ", match[1]):
            held = [int(n) for n in re.findall(r"\d+", part)]
            if held[0] <= number <= held[-1]:
                return True
    return False


def is_before_it(question: Question, best: Judged) -> bool:
    """Whether a question asks what a year brought, and the best item is of a meeting before that year."""
    item, years = best.candidate.item, years_of(question.text)
    is_known = match_of("particulars.tsv", "was_done", question.text) is not None
    if item is None or item.date is None or len(years) != 1 or question.kind not in _FOR_A_YEAR:
        return False
    return is_known and item.date.year < int(years[0])


def bodies_of_others(text: str, held: Sequence[str]) -> list[str]:
    """The councils and boards that a question names with their municipality and that are not held.

    >>> bodies_of_others("Hvad vedtog Odense Byråd?", ["Aarhus Byråd"])
    ['Odense Byråd']
    >>> bodies_of_others("Hvad vedtog Odense Byråd?", ["Byrådet"])
    []
    """
    found = []
    for match in _BODY_OF.finditer(text):
        place = municipalities_in(match["body"])
        kind = match["body"].split()[-1].lower()
        same = [name for name in held if kind in name.lower()]
        is_held = any(
            not municipalities_in(n) or set(place) & set(municipalities_in(n)) for n in same
        )
        if place and not is_held:
            found.append(match["body"])
    return found
