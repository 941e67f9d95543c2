"""How dates, people and kinds of document are put into Danish words."""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterable
from datetime import date

from eval.municipality.model import Item, Kind, Member, Source

MONTHS = (
    "januar", "februar", "marts", "april", "maj", "juni",
    "juli", "august", "september", "oktober", "november", "december",
)  # fmt: skip
WEEKDAYS = ("mandag", "tirsdag", "onsdag", "torsdag", "fredag", "lørdag", "søndag")

KIND_WORDS = {
    Kind.MINUTES: "Referat",
    Kind.CORRECTED_MINUTES: "Referat (rettet udgave)",
    Kind.AGENDA: "Dagsorden",
    Kind.SUPPLEMENTARY_AGENDA: "Tillægsdagsorden",
}

EMAIL = re.compile(r"[\w.-]+@[\w-]+\.(?:dk|example)\b")


def long_date(day: date) -> str:
    """The day in words.

    >>> long_date(date(2022, 6, 8))
    '8. juni 2022'
    """
    return f"{day.day}. {MONTHS[day.month - 1]} {day.year}"


def weekday(day: date) -> str:
    """The weekday in lower case, as Danish writes it."""
    return WEEKDAYS[day.weekday()]


def dashed(day: date) -> str:
    """Like 08-06-2022."""
    return f"{day:%d-%m-%Y}"


def dotted(day: date) -> str:
    """Like 08.06.2022."""
    return f"{day:%d.%m.%Y}"


def with_office(member: Member) -> str:
    """Like "Lone Krabsen (A), borgmester"."""
    return f"{member}, {member.office}" if member.office else str(member)


def enumerate_members(members: Iterable[Member]) -> str:
    """Like "A, B og C"; empty for nobody."""
    names = [str(member) for member in members]
    if len(names) < 2:
        return "".join(names)
    return f"{', '.join(names[:-1])} og {names[-1]}"


def kind_word(source: Source) -> str:
    """What the document calls itself."""
    return KIND_WORDS[source.kind]


def document_number(source: Source, item: Item, digits: int = 6) -> str:
    """A number such as the filing system gives each presentation: stable, without meaning."""
    crc = zlib.crc32(f"{source.body.slug} {source.date} {item.number}".encode())
    return str(10 ** (digits - 1) + crc % (9 * 10 ** (digits - 1)))
