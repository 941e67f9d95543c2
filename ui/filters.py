"""Filters as people choose them: a body, a first and a last day."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from html import escape
from urllib.parse import urlencode

from assistant.assistant import Assistant
from assistant.texts import date_text
from index.archive import Archive
from index.errors import InvalidFilter
from index.types import Filters
from ui import texts


def chosen_filters(body: str | None, first: str | None, last: str | None) -> Filters:
    """The filters as they were chosen.

    Raises:
        InvalidFilter: a date is none, or the period runs backwards.
    """
    bodies = (body,) if body and body != texts.ALL_BODIES else ()
    filters = Filters(bodies, _date(first, texts.FROM_LABEL), _date(last, texts.TO_LABEL))
    if filters.from_date and filters.to_date and filters.from_date > filters.to_date:
        raise InvalidFilter(texts.PERIOD_REVERSED)
    return filters


def _date(text: str | None, field: str) -> date | None:
    if not text or not text.strip():
        return None
    try:
        return date.fromisoformat(text.strip())
    except ValueError as error:
        raise InvalidFilter(texts.not_a_date(field)) from error


def body_labels(archive: Archive, held: Iterable[str]) -> Mapping[str, str]:
    """One spelling of each body for all of its spellings ("BYRÅDET", "Byrådet")."""
    names = archive.body_names()
    keys = {
        body: names.resolve(body) or (body,) for body in sorted(held, key=str.isupper, reverse=True)
    }
    label = {key: body for body, key in keys.items()}
    return {body: label[key] for body, key in keys.items()}


def bodies_to_choose(archive: Archive, held: Iterable[str]) -> list[str]:
    """The bodies to choose from; the assistant takes one spelling for all."""
    return sorted(set(body_labels(archive, held).values()))


@dataclass(frozen=True, slots=True)
class Choice:
    """What stands in the fields of a page's form, as it was sent."""

    words: str = ""
    body: str = ""
    first: str = ""
    last: str = ""

    def filters(self, assistant: Assistant) -> Filters:
        """The filters in the archive's own names.

        Raises:
            InvalidFilter: see `chosen_filters`.
        """
        chosen = chosen_filters(self.body, self.first, self.last)
        return assistant.filters(chosen.bodies, chosen.from_date, chosen.to_date)

    def query(self, **more: object) -> str:
        """The choice as the query of an address, with what else it holds."""
        named = {"q": self.words, "udvalg": self.body, "fra": self.first, "til": self.last, **more}
        return urlencode({name: value for name, value in named.items() if value})

    def limits(self) -> str:
        """The filters that hold, as a sentence; "" when none does.

        Raises:
            InvalidFilter: see `chosen_filters`.
        """
        return limits_text(chosen_filters(self.body, self.first, self.last))


def limits_text(filters: Filters) -> str:
    """The filters that hold, as a sentence; "" when none does."""
    if not filters:
        return ""
    first, last = (
        date_text(texts.LANGUAGE, day) if day else ""
        for day in (filters.from_date, filters.to_date)
    )
    return texts.limited_to(filters.bodies, texts.period_of(first, last))


def form(address: str, choice: Choice, bodies: Sequence[str], words: str, button: str) -> str:
    """The form of a page that lists things; `words` is the label of its text field."""
    # A body that a link names in another spelling is still the one that is chosen.
    others = [choice.body] if choice.body and choice.body not in bodies else []
    options = "".join(
        f'<option value="{escape(body)}"{" selected" if body == choice.body else ""}>{escape(body)}</option>'
        for body in [*others, *bodies]
    )
    is_limited = bool(choice.body or choice.first or choice.last)
    return (
        f'<form class="choice" method="get" action="{address}" role="search">'
        f'<p class="words"><label for="q">{escape(words)}</label>'
        f'<input id="q" name="q" type="search" maxlength="300" value="{escape(choice.words)}"></p>'
        f"<details{' open' if is_limited else ''}><summary>{escape(texts.FILTERS)}</summary>"
        '<div class="fields">'
        f'<p><label for="udvalg">{escape(texts.BODY_LABEL)}</label><select id="udvalg" name="udvalg">'
        f'<option value="">{escape(texts.ALL_BODIES)}</option>{options}</select></p>'
        f"{_day('fra', texts.FROM_LABEL, choice.first)}{_day('til', texts.TO_LABEL, choice.last)}"
        f'</div></details><p class="send"><button type="submit">{escape(button)}</button></p></form>'
    )


def _day(name: str, label: str, value: str) -> str:
    return (
        f'<p><label for="{name}">{escape(label)}</label>'
        f'<input id="{name}" name="{name}" type="date" value="{escape(value)}"></p>'
    )


def limited_note(address: str, choice: Choice) -> str:
    """Which filters hold, and how to be rid of them; "" when none does."""
    limits = choice.limits()
    if not limits:
        return ""
    query = Choice(choice.words).query()
    everything = escape(f"{address}?{query}" if query else address)
    return f'<p class="limits">{escape(limits)} <a href="{everything}">{escape(texts.NO_LIMITS)}</a></p>'
