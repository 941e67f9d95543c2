"""Answers and their sources as HTML for the chat's components.

Every string of a document or a person goes through `escaping`; each piece is
one line, so that Markdown leaves it alone.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from assistant.types import Answer, Citation
from index.archive import Archive
from index.types import Filters, Passage, Scope, Status
from ui import texts
from ui.access import Source, Sources
from ui.conversation import Conversation, Exchange
from ui.documents import original_address, page_address
from ui.escaping import cut_around, escape, fold, mark
from ui.filters import bodies_to_choose, limits_text
from ui.holdings import Held
from ui.meetings import meeting_address
from ui.pieces import badge, case_address, meeting_name, search_address, told_number
from ui.standings import Worth, worth_of_place

# A quote is read with what stands around it, but the card must stay a card.
_WORDS_AROUND = 45
_MAX_NEAREST = 5


# Messages


def question_message(question: str) -> str:
    """A question as it stands in the conversation; its lines are kept."""
    lines = "<br>".join(escape(line) for line in question.splitlines() if line.strip())
    return f'<div class="question"><p>{_unseen(texts.YOU_ASKED)}{lines}</p></div>'


def pending_message() -> str:
    """What stands where the answer will be."""
    return f'<div class="answer pending"><p>{escape(texts.SEARCHING)}</p></div>'


def problem_message(sentence: str) -> str:
    """What stands where the answer should have been."""
    return f'<div class="answer problem"><p>{escape(sentence)}</p></div>'


def answer_message(answer: Answer, number: int) -> str:
    """An answer whose marks lead to the cards of exchange `number`."""
    if not answer.citations:
        return _refusal_message(answer)
    paragraphs = [part for part in answer.text.split("\n\n") if part.strip()]
    marked = [f"<p>{_with_links(part, answer.citations, number)}</p>" for part in paragraphs]
    worded = f'<p class="quiet">{escape(texts.WORDED_BY_MODEL)}</p>' if answer.worded else ""
    return f'<div class="answer">{_unseen(texts.ANSWER)}{"".join(marked)}{worded}</div>'


def draft_message(answer: Answer, number: int) -> str:
    """An answer, and before it what the language model has written so far; its marks are the answer's."""
    working = texts.working(answer.answered)
    draft = (
        f'<p class="draft">{_with_links(answer.draft, answer.citations, number)}</p>'
        if answer.draft
        else ""
    )
    writing = f'<div class="writing">{draft}<p class="quiet">{escape(working)}</p></div>'
    return f"{writing}{answer_message(answer, number)}"


def _refusal_message(answer: Answer) -> str:
    """The sentence that says no by itself, then the rest and the ways on."""
    verdict, end, rest = fold(answer.text).partition(". ")
    more = f"<p>{escape(rest)}</p>" if rest else ""
    return (
        f'<div class="answer">{_unseen(texts.ANSWER)}<p class="verdict">{escape(verdict + end)}</p>'
        f"{more}{_ways_on(answer.question)}</div>"
    )


def _ways_on(question: str) -> str:
    """Where to go from an answer that says no."""
    by_hand = _link(search_address(question), texts.SEARCH_BY_HAND)
    return f'<p class="links">{by_hand}{_link("/indhold", texts.HELD_LINK)}</p>'


def _with_links(text: str, citations: Sequence[Citation], number: int) -> str:
    """Escaped text in which the marks [n] are links.

    What looks like a mark within a quotation is the document's own.
    """
    quotes = sorted({f"»{c.quote}«" for c in citations}, key=len, reverse=True)
    numbers = {c.number for c in citations}
    pattern = "|".join([*(re.escape(quote) for quote in quotes), r"\[\d{1,3}\]"])
    parts, at = [], 0
    for match in re.finditer(pattern, text):
        parts.append(_spaced(text[at : match.start()]))
        piece, at = match.group(), match.end()
        if piece.startswith("»"):
            parts.append(f"<q>{escape(piece)}</q>")
        elif int(piece[1:-1]) in numbers:
            parts.append(_mark_link(int(piece[1:-1]), number))
        else:
            parts.append(escape(piece))
    return "".join(parts) + _spaced(text[at:])


def _mark_link(citation: int, exchange: int) -> str:
    return (
        f'<a class="citation" id="henvisning-{exchange}-{citation}" href="#{card_id(exchange, citation)}">'
        f"[{_unseen(texts.CITATION_PREFIX)}{citation}]</a>"
    )


def _spaced(text: str) -> str:
    """Escaped text that keeps a space at either end."""
    left = " " if text[:1].isspace() else ""
    right = " " if text[-1:].isspace() and text.strip() else ""
    return f"{left}{escape(text)}{right}"


def _unseen(text: str) -> str:
    """Words for those who hear the page."""
    return f'<span class="unseen">{escape(text)} </span>'


# Sources


def card_id(exchange: int, citation: int) -> str:
    """The id of a source card; the marks and the script know it."""
    return f"kilde-{exchange}-{citation}"


def sources_of_answer(answer: Answer, filters: Filters, number: int, sources: Sources) -> str:
    """The cards of one answer, or where was searched when there is none."""
    limits_held = limits_text(filters)
    limits = f"<p>{escape(limits_held)}</p>" if limits_held else ""
    if answer.citations:
        held = sources.held_of(citation.document for citation in answer.citations)
        cards = "".join(
            _card(citation, number, held, sources.archive) for citation in answer.citations
        )
        return f"{limits}{cards}"
    bodies = bodies_to_choose(sources.archive, answer.scope.bodies)
    near = _nearest_places(answer)
    nearest = _nearest(near, sources.held_of(place.document for place in near))
    return f"{limits}{_held_summary(answer.scope, bodies)}{nearest}"


def addresses_of(answer: Answer, sources: Sources) -> tuple[str, ...]:
    """Where each citation stands; "" for a document that has been deleted meanwhile."""
    held = sources.held_of(citation.document for citation in answer.citations)
    return tuple(
        page_address(held[c.document], c) if c.document in held else "" for c in answer.citations
    )


def _card(citation: Citation, number: int, held: Mapping[str, Source], archive: Archive) -> str:
    worth = worth_of_place(citation.passage, archive, citation.span)
    told_in = _told_in(citation.passage, archive)
    passage = cut_around(citation.passage.text, citation.quote, _WORDS_AROUND)
    return (
        f'<article class="card" id="{card_id(number, citation.number)}" tabindex="-1">'
        f'<h3><span class="number">{citation.number}</span> {escape(meeting_name(citation.body, citation.date))}</h3>'
        f"{_about(citation, worth, told_in)}<blockquote><p>{mark(passage, citation.quote)}</p></blockquote>"
        f'<p class="links">{_links(citation, held)}'
        f'<a href="#henvisning-{number}-{citation.number}">{escape(texts.BACK_TO_ANSWER)}</a></p>'
        "</article>"
    )


def _told_in(place: Passage, archive: Archive) -> str:
    """The meeting whose minutes tell of a place when it is another than the place's own; "" otherwise."""
    item = archive.item(place.item_id) if place.item_id is not None else None
    if item is None or place.date is None or place.date == item.date:
        return ""
    return meeting_name(item.body, item.date)


def _about(place: Citation | Passage, worth: Worth | None = None, told_in: str = "") -> str:
    """The item, what kind of text of which case it is, and what that is worth."""
    # The number is that of the meeting whose minutes it stands in.
    passage = place.passage if isinstance(place, Citation) else place
    number = told_number(passage) if told_in else place.item_number
    item = texts.item_name(number, place.item_title)
    parts = [
        texts.SECTIONS[place.section],
        texts.case_name(place.case_number) if place.case_number else None,
    ]
    kind = " · ".join(escape(part) for part in parts if part)
    named = f'<p class="item">{escape(item)}</p>' if item else ""
    told = f'<p class="kind">{escape(texts.quoted_by(told_in))}</p>' if told_in else ""
    return f'{named}{told}<p class="kind">{kind} {badge(worth)}</p>'


def _links(place: Citation | Passage, held: Mapping[str, Source]) -> str:
    """The addresses of the source; none when it has been deleted meanwhile."""
    source = held.get(place.document)
    if source is None:
        return ""
    links = _link(page_address(source, place), texts.SHOW_PAGE)
    if source.original_withheld is None:
        links += _link(original_address(source, place.page), texts.open_document(place.page))
    if place.case_number:
        links += _link(case_address(place.case_number), texts.SEE_CASE)
    return links


def _link(address: str, text: str) -> str:
    # A new tab, because the conversation is gone when its page is left.
    return (
        f'<a href="{address.replace("&", "&amp;")}" target="_blank" rel="noopener">'
        f"{escape(text)}{_unseen(texts.NEW_TAB)}</a> "
    )


def _held_summary(scope: Scope | Status, bodies: Sequence[str]) -> str:
    """What was or can be searched, in a few lines, and the way to all of it."""
    named = f"<p>{escape(texts.bodies_listed(bodies))}</p>" if bodies else ""
    count = scope.rejected if isinstance(scope, Scope) else len(scope.rejected)
    rejected = f"<p>{escape(texts.rejected_count(count))}</p>" if count else ""
    held = f'<p class="links">{_link("/indhold", texts.HELD_LINK)}</p>'
    return f"<p>{escape(texts.scope_summary(scope))}</p>{named}{rejected}{held}"


def _nearest_places(answer: Answer) -> list[Passage]:
    """The best places of different items, best first: those that the answer names if it names any."""
    places: dict[tuple[object, ...], Passage] = {}
    for hit in answer.hits:
        place = hit.passage
        # The agenda and the minutes of a meeting have the same items.
        item = (place.body, place.date, place.item_number, place.item_title)
        places.setdefault(item if any(item) else (place.document,), place)
    named = [p for p in places.values() if p.item_title and f"»{p.item_title}«" in answer.text]
    return (named or list(places.values()))[:_MAX_NEAREST]


def _nearest(places: Sequence[Passage], held: Mapping[str, Source]) -> str:
    """Something to read on from, where there is no answer."""
    if not places:
        return ""
    entries = "".join(
        f'<li><p class="meeting">{escape(meeting_name(place.body, place.date))}</p>{_about(place)}'
        f'<p class="links">{_links(place, held)}'
        f"{_link(meeting_address(place.document), texts.SEE_MEETING)}</p></li>"
        for place in places
    )
    return f'<h3>{escape(texts.NEAREST)}</h3><ul class="nearest">{entries}</ul>'


def first_panel(now: Held) -> str:
    """What stands where the sources will be, as long as there are none."""
    return (
        f"<h2>{escape(texts.WHAT_TO_ASK_ABOUT)}</h2>{_held_summary(now.status, now.bodies)}"
        f"<p>{escape(texts.NO_SOURCES_YET)}</p>"
    )


def sources_panel(conversation: Conversation) -> str:
    """The sources of the latest answer, and those of earlier ones folded away; at least one was given."""
    *earlier, latest = conversation.exchanges
    return f"<h2>{escape(_heading(latest))}</h2>{latest.sources}" + "".join(
        _folded(exchange) for exchange in reversed(earlier)
    )


def _heading(exchange: Exchange) -> str:
    name = texts.sources_of if exchange.citations else texts.searched_for
    return name(exchange.number)


def _folded(exchange: Exchange) -> str:
    heading = f"{_heading(exchange)}: {exchange.question}"
    return (
        f'<details class="earlier"><summary>{escape(heading)}</summary>{exchange.sources}</details>'
    )


# The conversation as a whole


def tools_panel(conversation: Conversation, takes_feedback: bool) -> str:
    """What can be done with the conversation; nothing before the first answer."""
    if not conversation.exchanges:
        return ""
    address = f"/samtale/{conversation.key}/samtale"
    entries = [
        f'<a href="{address}.docx">{escape(texts.EXPORT_DOCX)}</a>',
        f'<a href="{address}.md">{escape(texts.EXPORT_MARKDOWN)}</a>',
    ]
    if takes_feedback:
        latest = conversation.exchanges[-1].number
        where = f"{texts.FEEDBACK_ADDRESS}?samtale={conversation.key}&svar={latest}"
        entries.append(_link(where, texts.FEEDBACK_ON_ANSWER))
    return f'<p class="links">{" ".join(entries)}</p>'
