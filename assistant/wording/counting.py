"""Numbers that count something: told from dates, years, marks of lists and numbers in names.

"Hvor mange borgere ...?" is answered by "4 borgere" and not by "At 1) planen
godkendes i 2024": a number answers when it stands with the noun it counts.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from assistant.wording.likeness import likeness, word_vectors
from assistant.wording.patterns import each_match, match_of, rows_of
from index.danish.analysis import Token, tokens
from index.parsing.text.dates import find_dates

_TABLE = "counting.tsv"
_YEAR = re.compile(r"(?:19|20)\d\d")
# A noun stands at most so many words behind the number that counts it.
_BETWEEN = 3
# Cosines of nouns that are taken for one another, as `likeness` scales them.
_ALIKE = 0.5


@dataclass(frozen=True, slots=True)
class Number:
    """A number of a sentence: as written, and where it ends."""

    text: str
    start: int
    end: int


@lru_cache(maxsize=20_000)
def numbers_in(sentence: str) -> tuple[Number, ...]:
    """The numbers that could count something.

    >>> [n.text for n in numbers_in("Den 3. maj 2024 fik 6. klasse 12 pladser på Solvej 6, jf. § 17.")]
    ['12']
    >>> [n.text for n in numbers_in("At 1) en plan godkendes, og fire borgere udpeges.")]
    ['fire']
    """
    dates = [found.span for found in find_dates(sentence)]
    return tuple(
        Number(m[0], m.start(), m.end())
        for m in each_match(_TABLE, "number", sentence)
        if not any(span.start <= m.start() < span.end for span in dates)
        and not _YEAR.fullmatch(m[0])
        and not match_of(_TABLE, "names_with", sentence[: m.start()])
        and not (m[0].isdigit() and len(m[0]) < 3 and _begins("ordinal", sentence[m.end() :]))
    )


def _begins(name: str, text: str) -> bool:
    """Whether a text begins with one of the wordings of this name."""
    found = match_of(_TABLE, name, text)
    return found is not None and found.start() == 0


def counted_noun(question: str) -> Token | None:
    """What a question counts; None where it names nothing ("Hvor mange kom?").

    >>> counted_noun("Hvor mange nye boliger bliver der?").form
    'boliger'
    >>> counted_noun("Hvor mange kom til mødet?") is None
    True
    """
    found = match_of(_TABLE, "counted", question)
    return tokens(found["noun"])[0] if found and tokens(found["noun"]) else None


def counts(noun: Token | None, sentence: str) -> bool:
    """Whether a number of the sentence counts the noun, before or behind it.

    Without a noun, whether it has a number that is no amount of money and no measure.

    >>> elever = counted_noun("Hvor mange elever er der?")
    >>> counts(elever, "Skolen har 412 elever."), counts(elever, "Eleverne går i 3. klasse.")
    (True, False)
    >>> counts(elever, "Antallet af elever er steget til 412.")
    True
    """
    for number in _not_of_money(sentence):
        if noun is None:
            # "Ingen bemærkninger" counts remarks, and nothing else.
            # Nor do "begge byer" count anything that is asked for.
            is_other = number.text.lower() == "begge" or _begins("unit", sentence[number.end :])
            is_free = number.text.lower() != "ingen" or _begins("free", sentence[number.end :])
            if is_free and not is_other:
                return True
            continue
        behind = tokens(sentence[number.end :])[:_BETWEEN]
        # "Ingen bemærkninger" is no count of answers, though they are alike.
        same = is_same_word if number.text.lower() == "ingen" else is_same
        if any(same(noun, token) for token in behind):
            return True
        if _begins("free", sentence[number.end :]) and mentions(noun, sentence[: number.start]):
            return True
    return False


def is_unit(noun: Token) -> bool:
    """Whether a noun is what is measured in: "Hvor mange kvadratmeter" is told by "400 m²"."""
    return _begins("unit", noun.form)


def has_its_unit(noun: Token, sentence: str) -> bool:
    """Whether a sentence has a unit that measures what this one does; any has where none is known.

    >>> noun = counted_noun("Hvor mange kvadratmeter er salen?")
    >>> has_its_unit(noun, "Salen er på 400 m²."), has_its_unit(noun, "Salen koster 400 kr.")
    (True, False)
    """
    kinds = [row for row in rows_of(_TABLE, "same_unit") if row.search(noun.form)]
    return not kinds or any(row.search(sentence) for row in kinds)


def has_a_count(row: str) -> bool:
    """Whether a table's row has a number that is no amount of money.

    >>> has_a_count("Diabetes 1.370.000 kr."), has_a_count("Diabetes 412")
    (False, True)
    """
    return any(_not_of_money(row))


def _not_of_money(text: str) -> Iterator[Number]:
    return (n for n in numbers_in(text) if not _begins("money", text[n.end :]))


def measures_in(question: str) -> list[re.Pattern[str]]:
    """What finds each number of a question that a unit stands behind, however it is printed.

    >>> [bool(m.search("En zone med 40 km/t.")) for m in measures_in("Hvilke veje får 30 km/t?")]
    [False]
    >>> [bool(m.search("En sti på 2000 m.")) for m in measures_in("Hvad koster 2.000 meter sti?")]
    [True]
    """
    return [_printed(m["number"]) for m in each_match(_TABLE, "measured", question)]


def _printed(number: str) -> re.Pattern[str]:
    """A number with or without points between its thousands, and zeros behind its comma."""
    whole, _, decimals = number.replace(".", "").partition(",")
    at = range(len(whole) - 3, 0, -3)
    digits = "".join(rf"\.?{d}" if i in at else d for i, d in enumerate(whole))
    decimals = decimals.rstrip("0")
    behind = rf",{decimals}0*" if decimals else "(?:,0+)?"
    return re.compile(rf"(?<![\d,.]){digits}{behind}(?!\d|[,.]\d)")


def mentions(noun: Token, text: str) -> bool:
    """Whether a text has the noun, a compound that ends in it, or a noun like it."""
    return any(is_same(noun, token) for token in _nouns(text))


def _nouns(text: str) -> Iterator[Token]:
    return (token for token in tokens(text) if len(token.form) > 2 and token.form[0].isalpha())


def is_same(noun: Token, other: Token) -> bool:
    """Whether two nouns are one: by stem, by the last part of a compound, or alike in meaning.

    "Mennesker" are any people: pupils, patients, members.
    """
    if takes_in(noun.form, other.form):
        return True
    one, two = noun.form, other.form
    if noun.is_compound and other.is_compound and noun.parts[0] == other.parts[0]:
        # "Rottefælder" and "rotteanmeldelser" are alike by the rats alone.
        one, two = noun.parts[-1], other.parts[-1]
    return is_same_word(noun, other) or _alike(one, two) >= _ALIKE


def takes_in(form: str, other: str) -> bool:
    """Whether one noun is of people in general, and the other of any people.

    >>> takes_in("mennesker", "beboerne"), takes_in("beboere", "mennesker")
    (True, False)
    """
    if match_of(_TABLE, "people", form) is None:
        return False
    return match_of(_TABLE, "of_people", other) is not None


def is_same_word(noun: Token, other: Token) -> bool:
    """Whether two nouns are one by stem or by the last part of a compound."""
    if noun.stem == other.stem or noun.stem == other.parts[-1] or noun.parts[-1] == other.stem:
        return True
    return noun.is_compound and other.is_compound and noun.parts[-1] == other.parts[-1]


@lru_cache(maxsize=50_000)
def _alike(one: str, other: str) -> float:
    vectors = word_vectors()
    return float(likeness(vectors.of([one]), vectors.of([other]))[0, 0])
