"""Lists and counts that code makes over every item and meeting held, not only those found.

Each entry is quoted, and the answer says among how many meetings it counted and
how many files could not be read.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from assistant.answers.context import Context, NotFound, Result
from assistant.answers.meetings import (
    absences_of,
    count_meetings,
    own_items,
    period_words,
)
from assistant.answers.outcome import is_within, told_step
from assistant.cases.course import Step, steps_of_item
from assistant.cases.standing import standing_of
from assistant.citations import Statement
from assistant.evidence.matching import Matcher, matcher_for, words_of
from assistant.retrieval.ranking import agrees
from assistant.texts import date_text, listed
from assistant.types import Evidence, Kind, Question, Standing
from assistant.wording.names import people_in
from assistant.wording.parties import parties_in
from assistant.wording.patterns import each_match, match_of
from index.danish.analysis import tokens
from index.parsing.items.entries import normalise_title
from index.parsing.meeting.substitutes import substitutions
from index.parsing.text.sentences import sentence_spans
from index.types import DocumentKind, Filters, HeldItem, Passage, SectionKind, Span

_TABLE = "lists.tsv"
# Its title must cover so much of the subject.
_MIN_COVERAGE = 0.62
# A passage of an item that search found must say nearly all of it.
_IN_PASSAGE = 0.95
# So many entries are shown, the latest ones.
MAX_SHOWN = 25
_STANDINGS = {
    "postponed": Standing.POSTPONED,
    "rejected": Standing.REJECTED,
    "withdrawn": Standing.WITHDRAWN,
    "decided": Standing.DECIDED,
    "noted": Standing.NOTED,
    "sent": Standing.SENT,
}
# Words that say what is listed; "skolesager" and "byggesager" have a subject of their own.
_FRAME = re.compile(
    r"(?i)^(?:sager?|punkter?|emner|(?:beslutnings|medlems)?forslag|gange?|ofte|tit|møder?|behandle\w*|drøfte\w*|diskutere\w*|oppe|taget"
    r"|handle\w*|vedrører|omhandler|items?|cases|times|often|discussed|treated|considered|sidste|alle|holdt|holder|stillet"
    r"|fremsat|indlæst|samlet|parti\w*)$"
)

_STAYED_AWAY = r"(?:deltog ikke|fraværende|ikke til ?stede|afbud|mødte ikke|forlod)"


# "Sendt til udvalg" is to any committee.
_ANY_COMMITTEE = re.compile(
    r"(?i)(?:(?:et|de|andre|politiske) )*(?:fag)?udvalg(?:et|ene)?(?: til behandling)?"
)
_COMMITTEE = re.compile(r"(?i)\w*udvalg(?:et)?\b")


@dataclass(frozen=True, slots=True)
class Wanted:
    """What the items to be listed have in common; None and () where the question does not say."""

    standing: Standing | None
    proposer: str | None
    proposed: bool
    proposals: bool
    receiver: str | None
    closed: bool
    subject: Matcher | None

    @property
    def is_bare(self) -> bool:
        """Whether nothing but the meeting is named."""
        return not (self.standing or self.proposer or self.proposed or self.closed or self.subject)


def archive_list(context: Context) -> Result | None:
    """The list or count that is asked for; None when it asks for neither."""
    text, kind = context.question.text, context.question.kind
    if kind is Kind.ABSENT or any(match_of(_TABLE, n, text) for n in ("absences", "items_without")):
        people = people_in(text)
        is_count = match_of(_TABLE, "absences", text) is not None
        if people and match_of(_TABLE, "items_without", text):
            return _items_without(context, people[0])
        return _absences(context, people[0]) if people and is_count else None
    if kind is Kind.DECISION and not context.question.topic and _is_of_a_day(context.filters):
        return _decided_that_day(context)
    wanted = _wanted(context)
    if counts_meetings(text) and wanted.subject is None:
        return count_meetings(context)
    if not is_over_items(text):
        return None
    if not match_of(_TABLE, "count", text) and wanted.is_bare:
        return None  # what was on the agenda
    return _items(context, wanted)


def is_over_items(text: str) -> bool:
    """Whether a question is answered by looking through every item held.

    >>> is_over_items("Hvilke punkter blev udsat?"), is_over_items("Hvilke veje blev lukket?")
    (True, False)
    """
    return any(match_of(_TABLE, name, text) is not None for name in ("items", "against"))


def counts_meetings(text: str) -> bool:
    """Whether a question counts the meetings of a body: others' meetings are no answer.

    >>> counts_meetings("Hvor mange møder holdt udvalget?"), counts_meetings("Hvornår er mødet?")
    (True, False)
    """
    return match_of(_TABLE, "meetings", text) is not None


def lists_items(question: Question) -> bool:
    """Whether the answer to a question is a list of items: those of a meeting, or of many.

    What was decided on a day lists them too.
    """
    if question.item is not None:
        return False
    is_of_all = question.kind is Kind.DECISION and not question.topic
    return question.kind is Kind.MEETING or is_of_all or is_over_items(question.text)


def _is_of_a_day(filters: Filters) -> bool:
    return filters.from_date is not None and filters.from_date == filters.to_date


def _decided_that_day(context: Context) -> Result | None:
    """What was done with each item of a day, also where another body's minutes print it."""
    items = [i for i in context.archive.items(context.filters, replaced=False) if i.public]
    steps = [
        step
        for item in each_once(items)
        for step in steps_of_item(item, context.archive)
        if step.decision and is_within(step, context.filters)
    ]
    told = [told_step(context, step) for step in steps[:MAX_SHOWN]]
    return [statement for statement in told if statement.evidence] or None


def _wanted(context: Context) -> Wanted:
    text = context.question.text
    words = {
        token.stem
        for name in ("closed", *_STANDINGS, "from", "from_party", "sent_to")
        if (match := match_of(_TABLE, name, text))
        for token in tokens(_word_around(text, match.span()))
    }
    topic = [
        token
        for token in context.question.topic
        if token.stem not in words and not _FRAME.match(token.form)
    ]
    proposer, sent = _proposer(text), match_of(_TABLE, "sent_to", text)
    standing = next((s for n, s in _STANDINGS.items() if match_of(_TABLE, n, text)), None)
    return Wanted(
        standing,
        proposer.group("who") if proposer else None,
        proposer is not None or match_of(_TABLE, "proposals", text) is not None,
        match_of(_TABLE, "adopted_proposals", text) is not None,
        sent.group("to").strip() if sent else None,
        match_of(_TABLE, "closed", text) is not None,
        matcher_for(topic, context.archive, context.question.language == "en") if topic else None,
    )


def _proposer(text: str) -> re.Match[str] | None:
    """Who put forward what is listed; "punkter fra" names a party or it names nobody."""
    party = match_of(_TABLE, "from_party", text)
    if party is not None and parties_in(party.group("who")):
        return party
    return match_of(_TABLE, "from", text)


def _word_around(text: str, span: tuple[int, int]) -> str:
    """The whole words of which a match may be a part."""
    start, end = span
    while start > 0 and text[start - 1].isalpha():
        start -= 1
    while end < len(text) and text[end].isalpha():
        end += 1
    return text[start:end]


def _items(context: Context, wanted: Wanted) -> Result | None:
    """The items that have everything that is wanted, oldest first, each with its title quoted."""
    filters = _filters(context, wanted)
    found = list(_having(context, wanted))
    if found and wanted.is_bare and match_of(_TABLE, "one_meeting", context.question.text):
        last = found[-1][0]
        found = [f for f in found if (f[0].body, f[0].date) == (last.body, last.date)]
        filters = Filters((last.body,) if last.body else (), last.date, last.date)
    entries = [
        (item, step, title) for item, step in found if (title := context.title_of(item)) is not None
    ]
    if not entries:
        # With a subject it may be told in a sentence: "hvor mange sager om svigt kom der?"
        reason = "none_reprinted" if _is_reprinted(context, filters) else "none_listed"
        return NotFound(reason) if wanted.subject is None else None
    if len(entries) == 1 and wanted.subject and match_of(_TABLE, "matters", context.question.text):
        return None  # The matters that one item treated stand in it.
    shown = entries[-MAX_SHOWN:]
    statements = [
        Statement(
            context.say(
                "items_counted",
                count=len(entries),
                what=_what(context, wanted, len(entries)) + _closed_among(context, wanted, found),
                among=among(context, filters),
                shown=context.say("only_last", count=len(shown)) if len(shown) < len(found) else "",
            )
        )
    ]
    return statements + [_entry(context, wanted, *entry) for entry in shown]


def _having(context: Context, wanted: Wanted) -> Iterator[tuple[HeldItem, Step | None]]:
    """The items in the order of their dates, and the step that has the standing wanted."""
    known = {
        c.item.id
        for c in context.candidates
        if c.item is not None and wanted.receiver is None and _covers(wanted.subject, c.passages)
    }
    filters, bodies = _filters(context, wanted), context.archive.body_names().bodies
    told: set[tuple[object, ...]] = set()
    reprinted = _is_reprinted(context, filters)
    items = (
        context.archive.items(filters, replaced=False) if reprinted else own_items(context, filters)
    )
    for item in each_once(items):
        # Everything that a meeting treated is counted; of closed items no more than that is known.
        if item.public is wanted.closed and not (wanted.is_bare and not item.public):
            continue
        if not (item.id in known or is_about_it(item, wanted.subject)):
            continue
        if wanted.proposed and not _is_from(item, wanted.proposer):
            continue
        if (
            wanted.proposed
            and _is_of_a_day(filters)
            and match_of(_TABLE, "reply", item.title or "")
        ):
            continue  # It was put forward on another day.
        if wanted.standing is None and not reprinted:
            yield item, None
            continue
        # Minutes reprint what was done before, on other days and by other bodies.
        steps = [
            step
            for step in steps_of_item(item, context.archive)
            if (wanted.standing is None or step.standing is wanted.standing)
            and (step.decision or not reprinted)
            and (not wanted.proposals or _is_proposal(step))
            and is_within(step, filters)
            and _is_sent_to(step, wanted.receiver, bodies)
        ]
        done = [(item.case_number or item.title, s.body, s.date or item.date) for s in steps]
        if steps and not told.issuperset(done):
            told.update(done)
            yield item, steps[0]


def _is_reprinted(context: Context, filters: Filters) -> bool:
    """Whether no meeting within the filters is held, so that only others' minutes can tell of it."""
    return bool(filters.bodies) and not own_items(context, filters)


def _is_proposal(step: Step) -> bool:
    """Whether what was decided on is called a proposal, by the title or the decision."""
    texts = [step.item.title or "", *(passage.text for passage in step.decision)]
    return any(match_of(_TABLE, "proposal", text) for text in texts)


def _closed_among(
    context: Context, wanted: Wanted, found: Sequence[tuple[HeldItem, Step | None]]
) -> str:
    """The words for how many of the items are closed, where all of a meeting's are counted."""
    count = sum(not item.public for item, _ in found)
    return context.say("of_them_closed", count=count) if count and not wanted.closed else ""


def _filters(context: Context, wanted: Wanted) -> Filters:
    """The filters; a body that items were sent to is not the one that sent them."""
    if wanted.receiver is None or context.question.filters.bodies:
        return context.filters
    return replace(context.filters, bodies=())


def is_about_it(item: HeldItem, subject: Matcher | None) -> bool:
    """Whether a title is of the subject, where there is one."""
    return subject is None or subject.coverage(words_of(item.title or "")) >= _MIN_COVERAGE


def _covers(subject: Matcher | None, passages: Sequence[Passage]) -> bool:
    """Whether one passage alone is about the whole subject; to name one word once is no subject."""
    if subject is None:
        return False
    texts = [p.text for p in passages]
    if len(subject.topic) == 1:
        texts = [t for t in texts if _times_said(subject, t) > 1]
    return any(subject.coverage(words_of(text)) >= _IN_PASSAGE for text in texts)


def _times_said(subject: Matcher, text: str) -> int:
    """In how many sentences of a text the subject is met."""
    spans = sentence_spans(text, Span(0, len(text)))
    return sum(subject.coverage(words_of(span.of(text))) >= _IN_PASSAGE for span in spans)


def _is_sent_to(step: Step, receiver: str | None, bodies: Iterable[str]) -> bool:
    """Whether a sentence of the decision sends the item to the receiver itself."""
    return receiver is None or any(_sends_to(p.text, receiver, bodies) for p in step.decision)


def _sends_to(text: str, receiver: str, bodies: Iterable[str] = ()) -> bool:
    """Whether what is sent goes to the receiver, not to a body whose longer name holds that name.

    >>> _sends_to("Sagen sendes til Kulturudvalget og Byrådet.", "Byrådet")
    True
    >>> _sends_to("Sendes til Kulturafdelingen, tilbagesendt via Byrådet.", "Byrådet")
    False
    """
    if _ANY_COMMITTEE.fullmatch(receiver):
        sent_objects = each_match(_TABLE, "sent_object", " ".join(text.split()))
        return any(_COMMITTEE.search(sent["object"]) for sent in sent_objects)
    words = [re.escape(word) for word in receiver.split()]
    words[-1] = re.sub(r"(?i)(?<=\w{4})(?:et|en)$", "", words[-1]) + "(?:et|en)?"
    name = re.compile(rf"(?i)(?:^|(?:,|\bog|\bsamt) ){' '.join(words)}(?![\w-])(?! (?:for|in)\b)")
    longer = [b.lower() for b in bodies if name.match(b) and len(b.split()) > len(words)]
    for sent in each_match(_TABLE, "sent_object", " ".join(text.split())):
        match = name.search(sent.group("object"))
        if match and not any(body in sent.group("object").lower() for body in longer):
            return True
    return False


def each_once(items: Sequence[HeldItem]) -> list[HeldItem]:
    """The items by date, without an agenda's or a correction's second printing of one."""
    chosen: dict[tuple[object, ...], HeldItem] = {}
    for item in items:
        key = (item.date, item.number, normalise_title(item.title or ""))
        held = chosen.get(key)
        if held is None or (held.kind is DocumentKind.AGENDA and item.kind is not held.kind):
            chosen[key] = item
    return sorted(chosen.values(), key=lambda i: (i.date or date.min, i.document))


def _is_from(item: HeldItem, proposer: str | None) -> bool:
    """Whether the title names who proposes it, after "fra"; a party by any of its names."""
    match = re.search(
        r"(?i)\bforslag (?:fra|af) (?P<who>.*?)(?=\s(?:om|vedr\w*|til)\b|$)", item.title or ""
    )
    if match is None:
        return False
    if proposer is None:
        return True
    asked, parties = parties_in(proposer), parties_in(match.group("who"))
    return bool(asked & parties) if asked else proposer in match.group("who")


def _entry(
    context: Context, wanted: Wanted, item: HeldItem, step: Step | None, title: Evidence
) -> Statement:
    day, body = item.date, item.body
    if step is not None:
        day, body = step.date or day, step.body or body
    evidence = [title]
    if step is not None and step.decision:
        sentences = context.finder.sentences(step.decision, item.title)
        telling = [e for e in sentences if standing_of(e.quote) is wanted.standing]
        to = [e for e in sentences if wanted.receiver and _sends_to(e.quote, wanted.receiver)]
        evidence += (to or telling or (sentences if wanted.standing is None else []))[:1]
    quotes = " – ".join(f"{{{n}}}" for n in range(len(evidence)))
    return Statement(f"{dated(context, day, body) or item.document}: {quotes}", tuple(evidence))


def dated(context: Context, day: date | None, body: str | None) -> str:
    """A date and a body, as far as known: "3. maj 2022, Byrådet"."""
    language = context.question.language
    return ", ".join(filter(None, (date_text(language, day) if day else None, body)))


def _what(context: Context, wanted: Wanted, count: int) -> str:
    """The words for what the items have in common."""
    parts = []
    if wanted.closed:
        parts.append(context.say("that_is_closed" if count == 1 else "that_are_closed"))
    if wanted.standing is not None and not wanted.receiver:
        parts.append(context.say(f"that_were_{wanted.standing.value}"))
    if wanted.subject is not None:
        forms = [f"»{token.form}«" for token in wanted.subject.topic]
        parts.append(context.say("that_are_about", words=listed(context.question.language, forms)))
    if wanted.receiver:
        parts.append(context.say("that_went_to", name=wanted.receiver))
    if wanted.proposer:
        parts.append(context.say("that_are_from", name=wanted.proposer))
    return "".join(parts)


def among(context: Context, filters: Filters) -> str:
    """Among how many meetings it was counted, and how many files could not be read."""
    scope, language = context.archive.scope(filters), context.question.language
    reprinted = _is_reprinted(context, filters)
    items = (
        context.archive.items(filters, replaced=False) if reprinted else own_items(context, filters)
    )
    meetings = {((i.body or "").lower(), i.date) for i in items if i.date}
    days = [day for _, day in meetings if day]
    spelt = {body.lower(): body for body in reversed(filters.bodies)}
    bodies = listed(language, list(reversed(spelt.values())))
    if reprinted:
        text = context.say("among_reprinted", meetings=len(meetings), names=bodies)
    else:
        text = context.say(
            "among",
            meetings=len(meetings),
            bodies=context.say("bodies", names=bodies) if bodies else "",
            period=period_words(context, min(days, default=None), max(days, default=None)),
        )
    return text + (context.say("among_unread", count=scope.rejected) if scope.rejected else "")


def _absences(context: Context, person: str) -> Result:
    """The meetings at which someone is listed as absent, one line each."""
    surname = _surname(person)
    seen: set[tuple[str | None, date | None]] = set()
    listed_lines: list[Statement] = []
    told_lines: list[Statement] = []
    held = own_items(context, context.filters)
    first = {i.document: i for i in held if i.kind is not DocumentKind.AGENDA}
    for item in sorted(first.values(), key=lambda i: (i.date or date.min, i.document)):
        if (item.body, item.date) in seen:
            continue
        passages = [
            passage
            for passage in _that_tell_of_absence(context, item.document, held)
            if re.search(surname, passage.text)
        ]
        evidence = [e for e in absences_of(context, passages) if _is_absent(e, surname)][:1]
        if evidence:
            seen.add((item.body, item.date))
            where = context.meeting(item).strip()
            line = context.quoting("absent_once", evidence, where=where)
            is_listed = evidence[0].passage.section is SectionKind.ABSENT
            (listed_lines if is_listed else told_lines).append(line)
    if not seen:
        return NotFound("no_absence_of", {"name": person})
    head = context.say(
        "absences", name=person, count=len(listed_lines), among=among(context, context.filters)
    )
    told = [Statement(context.say("absences_told", count=len(told_lines)))] if told_lines else []
    return [Statement(head), *listed_lines[-MAX_SHOWN:], *told, *told_lines[-MAX_SHOWN:]]


def _items_without(context: Context, person: str) -> Result:
    """The items whose own lists and decisions tell that someone took no part, one line each.

    Who was away from a whole meeting took no part in any of its items; the answer says that
    these are not counted.
    """
    given, surname = re.escape(person.split(maxsplit=1)[0]), _surname(person)
    # In full, or the surname alone: not another's of that name.
    named = re.compile(rf"\b{given}(?: [A-ZÆØÅ][\w.-]*)* {surname}|(?<![\w.-] ){surname}")
    lines: list[Statement] = []
    for item in each_once([i for i in own_items(context, context.filters) if i.public]):
        kinds = (SectionKind.ABSENT, SectionKind.DECISION)
        passages = [p for p in context.archive.item_passages(item.id) if p.section in kinds]
        evidence = [
            e
            for e in absences_of(context, passages)
            if agrees(None, (e.passage,), context.filters)
            and named.search(e.quote)
            and _is_absent(e, surname)
        ][:1]
        title = context.title_of(item)
        if evidence and title is not None:
            told = evidence[0].passage
            where = dated(context, told.date or item.date, told.body or item.body)
            lines.append(Statement(f"{where}: {{0}} – {{1}}", (title, *evidence)))
    if not lines:
        return NotFound("no_items_without", {"name": person})
    head = context.say(
        "items_without", name=person, count=len(lines), among=among(context, context.filters)
    )
    return [Statement(head), *lines[-MAX_SHOWN:]]


def _that_tell_of_absence(
    context: Context, document: str, held: Sequence[HeldItem]
) -> list[Passage]:
    """A document's front, and the lists of those absent and the decisions of its items."""
    passages = context.archive.front_passages(document)
    for item in (i for i in held if i.document == document):
        passages += [
            p
            for p in context.archive.item_passages(item.id)
            if p.section in (SectionKind.ABSENT, SectionKind.DECISION)
        ]
    return passages


def _surname(person: str) -> str:
    """A pattern of the last name: "Krabsens" is Krabsen's, and "Friis" ends so of itself."""
    last = person.rsplit(maxsplit=1)[-1]
    return rf"\b{re.escape(last.removesuffix('s'))}s?\b"


def _is_absent(evidence: Evidence, surname: str) -> bool:
    """Whether it is the person who is absent, and not who sat in another's place.

    `surname` is a pattern.
    """
    pairs = substitutions(evidence.quote)
    if any(re.search(surname, pair.absent) for pair in pairs):
        return True
    if any(re.search(surname, pair.substitute) for pair in pairs):
        return False
    if evidence.passage.section is SectionKind.ABSENT and not re.search(
        rf"(?i){surname}[^.;]*\b(?:stedfortræder|mødte|deltog som|i stedet)",
        evidence.quote,
    ):
        return bool(re.search(surname, evidence.quote))
    before = re.split(r"(?i)\b(?:for|i stedet for)\b", evidence.quote)
    return any(re.search(rf"(?i){surname}[^.;]{{0,60}}{_STAYED_AWAY}", part) for part in before)
