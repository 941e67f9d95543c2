"""GET /soeg: the passages themselves, for those who want hits rather than an answer."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Annotated

from fastapi import APIRouter, Query
from fastapi.responses import Response

from assistant.assistant import Assistant
from assistant.question.understanding import MAX_WORDS
from index.danish.analysis import content_tokens
from index.errors import InvalidQuestion, MinutesError
from index.types import Hit, Passage, SectionKind
from ui import texts
from ui.access import Source, Sources
from ui.documents import page_address
from ui.escaping import escape
from ui.filters import Choice, form, limited_note
from ui.frame import Frame
from ui.gate import Gate
from ui.highlight import highlighted
from ui.holdings import Holdings
from ui.pieces import ask_address, badge, case_address, link, links, meeting_name
from ui.problems import problem_of
from ui.standings import worth_of_place

_ADDRESS = "/soeg"
_STEP, _MOST = 20, 100
# Scores fall off a cliff behind the last place that is about it: "rygning" has
# 0.85, 0.16, 0.15, 0.11, 0.07 and then noise (the sample archive, 2026-11).
_MUCH_WORSE = 0.1

Short = Annotated[str, Query(max_length=300)]


def search_routes(
    assistant: Assistant, holdings: Holdings, sources: Sources, gate: Gate, frame: Frame
) -> APIRouter:
    """The page."""
    router = APIRouter(include_in_schema=False)

    @router.get(_ADDRESS)
    def search(
        q: Annotated[str, Query(max_length=5000)] = "",
        udvalg: Short = "",
        fra: Short = "",
        til: Short = "",
        antal: int = _STEP,
    ) -> Response:
        choice = Choice(q.strip(), udvalg, fra, til)
        found = _Found(assistant, sources, gate).shown(choice, min(max(antal, 1), _MOST))
        body = (
            f"<h1>{escape(texts.SEARCH)}</h1><p>{escape(texts.SEARCH_NOTE)}</p>"
            f"{form(_ADDRESS, choice, holdings.now().bodies, texts.SEARCH_LABEL, texts.SEARCH)}{found}"
        )
        title = texts.search_title(choice.words) if choice.words else texts.SEARCH
        return frame.page(title, body, here=_ADDRESS)

    return router


class _Found:
    """What was found, as HTML."""

    def __init__(self, assistant: Assistant, sources: Sources, gate: Gate) -> None:
        self._assistant = assistant
        self._sources = sources
        self._gate = gate

    def shown(self, choice: Choice, top: int) -> str:
        """The hits, or the sentence that says why there are none."""
        if not choice.words:
            return ""
        try:
            hits = self._hits(choice, top)
            note = limited_note(_ADDRESS, choice)
        except MinutesError as error:
            return f'<p class="problem" role="alert">{escape(problem_of(error).sentence)}</p>'
        if not hits:
            held = link("/indhold", texts.HELD_LINK)
            return f'{note}<p role="status">{escape(texts.NO_HITS)} {held}</p>'
        shown = _near(hits) if top == _STEP else hits
        held_sources = self._sources.held_of(hit.passage.document for hit in shown)
        places = [hit.passage for hit in shown]
        entries = [self._entry(group, choice.words, held_sources) for group in _by_item(places)]
        return (
            f'{note}{self._absent_words(choice.words)}<p role="status">{escape(texts.hits_found(len(entries)))} '
            f"{link(ask_address(choice.words), texts.ASK_INSTEAD)}</p>"
            f'<ol class="entries">{"".join(entries)}</ol>{_more(choice, len(shown), len(hits), top)}'
        )

    def _hits(self, choice: Choice, top: int) -> list[Hit]:
        if not re.search(r"\w", choice.words):
            raise InvalidQuestion(texts.EMPTY_QUESTION)
        if len(choice.words.split()) > MAX_WORDS:
            raise InvalidQuestion(texts.too_many_words(len(choice.words.split()), MAX_WORDS))
        with self._gate.passed():
            return self._assistant.search(choice.words, choice.filters(self._assistant), top)

    def _absent_words(self, words: str) -> str:
        """Words that no passage has: what is shown then is only near in meaning."""
        occurs = self._assistant.archive.occurs
        absent = [token.form for token in content_tokens(words) if not occurs(token)]
        if not absent:
            return ""
        return f'<p class="limits">{escape(texts.words_absent(list(dict.fromkeys(absent))))}</p>'

    def _entry(self, places: Sequence[Passage], words: str, held: Mapping[str, Source]) -> str:
        place, *others = self._telling_first(places)
        source = held.get(place.document)
        name = texts.item_name(place.item_number, place.item_title)
        title = name or texts.SECTIONS[place.section]
        heading = link(page_address(source, place), title) if source else escape(title)
        about = " · ".join((meeting_name(place.body, place.date), texts.SECTIONS[place.section]))
        case = (
            link(case_address(place.case_number), texts.see_case(place.case_number))
            if place.case_number
            else ""
        )
        return (
            f'<li class="entry"><h2>{heading}</h2><p class="about">{escape(about)} '
            f"{badge(worth_of_place(place, self._assistant.archive))}</p>"
            f"<p>{highlighted(place.text, words)}</p>"
            f"{links([*self._also(place, others, source), case])}</li>"
        )

    def _telling_first(self, places: Sequence[Passage]) -> list[Passage]:
        """The places of an item, one that says something before its number and marks."""
        telling = [p for p in places if p.section is not SectionKind.HEADER]
        item_id = places[0].item_id
        if not telling and item_id is not None:
            held = self._assistant.archive.item_passages(item_id)
            telling = [p for p in held if p.section is not SectionKind.HEADER][:1]
        return [*telling, *(p for p in places if p.section is SectionKind.HEADER)]

    def _also(self, first: Passage, others: Sequence[Passage], source: Source | None) -> list[str]:
        """Links to the other passages of the same item in the same document, by what they are."""
        if source is None:
            return []
        same = [p for p in others if p.document == first.document and p.section != first.section]
        return [
            link(page_address(source, place), texts.also_in(texts.SECTIONS[place.section]))
            for place in {place.section: place for place in reversed(same)}.values()
        ]


def _by_item(places: Sequence[Passage]) -> list[list[Passage]]:
    """The places with those of one agenda item together, in the order of the best of each."""
    groups: dict[tuple[object, ...], list[Passage]] = {}
    for place in places:
        # The agenda and the minutes of a meeting have the same items.
        item = (place.body, place.date, place.item_number, place.item_title)
        groups.setdefault(item if place.item_id is not None else (place.id,), []).append(place)
    return list(groups.values())


def _near(hits: Sequence[Hit]) -> list[Hit]:
    """The hits before the first that is much worse than the best."""
    return [hit for hit in hits if hit.score >= _MUCH_WORSE * hits[0].score]


def _more(choice: Choice, shown: int, found: int, top: int) -> str:
    """The way to hits that fit less well, where there may be any."""
    if (shown == found < top) or top >= _MOST:
        return ""
    return f"<p>{link(f'{_ADDRESS}?{choice.query(antal=top + _STEP)}', texts.MORE_HITS)}</p>"
