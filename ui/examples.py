"""Questions to begin with, about what this archive holds."""

from __future__ import annotations

import logging
import re
import threading
from collections.abc import Iterator, Sequence
from datetime import date

from assistant.assistant import Assistant
from assistant.cases.course import settled_step, steps_of_item
from assistant.texts import date_text
from index.archive import Archive
from index.danish.words import is_known
from index.errors import MinutesError
from index.types import Filters, HeldItem, SectionKind
from ui import texts

logger = logging.getLogger(__name__)

COUNT = 4
# A title must fit on a button and say what it is about.
_MIN_TITLE_WORDS, _MAX_TITLE_CHARACTERS = 2, 55
_MIN_SUBJECT = 10
# Items that every agenda has tell nothing about this archive.
_ROUTINE = re.compile(
    r"(?i)dagsorden|meddelelse|eventuelt|orientering|underskrift|protokol|bordet rundt|fraværende"
    r"|lukket|mødeplan|personale|revision|dialogmøde|anlægsregnskab|kl\. ?\d|:"
)
# How many questions are tried before the examples are what they are.
_MAX_TRIES = 12


class Examples:
    """Example questions that the archive answers. May be used from many threads."""

    def __init__(self, assistant: Assistant) -> None:
        self._assistant = assistant
        self._lock = threading.Lock()
        self._questions: tuple[str, ...] | None = None

    @property
    def questions(self) -> tuple[str, ...]:
        """At most COUNT questions; waits while they are being found. () when nothing can be searched."""
        with self._lock:
            if not self._questions:
                try:
                    self._questions = tuple(self._answered())
                except MinutesError as error:
                    logger.error("There are no example questions: %s", error)
            return self._questions or ()

    def _answered(self) -> Iterator[str]:
        found = 0
        candidates = _candidates(self._assistant.archive)
        for question, _ in zip(candidates, range(_MAX_TRIES), strict=False):
            if self._assistant.ask(question).answered:
                yield question
                found += 1
            if found == COUNT:
                return


def _candidates(archive: Archive) -> Iterator[str]:
    """Questions about the newest items of different bodies, of three kinds in turn."""
    items = archive.items(Filters())
    telling = [i for i in items if _is_telling(i) and SectionKind.DECISION in i.sections]
    ranked = _one_of_each_body(_latest_of_each_title(telling))
    decided = (item for item in ranked if settled_step(steps_of_item(item, archive)))
    absent = _one_of_each_body(
        [i for i in items if SectionKind.ABSENT in i.sections and i.body and i.date]
    )
    for number, item in enumerate(decided):
        title = _in_a_sentence(item, archive)
        yield (
            texts.ask_course(title)
            if number % 3 == 1 and item.case_number
            else texts.ask_decision(title)
        )
        if number % 3 == 2 and number // 3 < len(absent):
            meeting = absent[number // 3]
            yield texts.ask_absent(
                str(meeting.body), date_text(texts.LANGUAGE, meeting.date or date.min)
            )


def _in_a_sentence(item: HeldItem, archive: Archive) -> str:
    """The title as it goes on from "om": without a capital, unless it begins with a name."""
    title = (item.title or "").rstrip(". ")
    # "Skærmbesøg – evaluering og ændring af ordningen": people ask for the first part.
    subject = re.split(r" [–-] ", title)[0]
    title = subject if len(subject) >= _MIN_SUBJECT else title
    lowered = title[:1].lower() + title[1:]
    word = lowered.split()[0]
    text = " ".join(passage.text for passage in archive.item_passages(item.id))
    is_common = is_known(word) or re.search(rf"\b{re.escape(word)}", text) is not None
    return lowered if is_common else title


def _is_telling(item: HeldItem) -> bool:
    title = item.title or ""
    return (
        item.public
        and len(title.split()) >= _MIN_TITLE_WORDS
        and len(title) <= _MAX_TITLE_CHARACTERS
        and not title.isupper()
        and not _ROUTINE.search(title)
    )


def _latest_of_each_title(items: Sequence[HeldItem]) -> list[HeldItem]:
    """A case that went through several bodies once."""
    oldest_first = sorted(items, key=lambda item: item.date or date.min)
    return list({(item.title or "").lower(): item for item in oldest_first}.values())


def _one_of_each_body(items: Sequence[HeldItem]) -> list[HeldItem]:
    """The items with the newest first, the first of each body before the second of any."""
    newest = sorted(items, key=lambda item: item.date or date.min, reverse=True)
    seen: dict[str | None, int] = {}
    ranked = []
    for item in newest:
        seen[item.body] = seen.get(item.body, 0) + 1
        ranked.append((seen[item.body], item))
    return [item for _, item in sorted(ranked, key=lambda pair: pair[0])]
