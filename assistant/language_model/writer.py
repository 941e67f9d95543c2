"""The answer in the language model's words, as far as the gate lets them through."""

from __future__ import annotations

import logging
import re
import threading
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from assistant.language_model.client import LanguageModel, LanguageModelError
from assistant.language_model.gate import Ruling, rule
from assistant.language_model.prompt import messages
from assistant.language_model.written import written_sentences
from assistant.texts import phrase
from assistant.types import Citation, Question

# When more than this share is struck, the model has not understood the sources.
_MAX_STRUCK = 0.5

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Prose:
    """A text and the citations it uses, how many sentences were struck, and what is to be said of it.

    `worded` says that it is the model's, and not the answer in quotations.
    """

    text: str
    citations: tuple[Citation, ...]
    struck: int
    notice: str | None
    worded: bool = False


def in_prose(
    question: Question,
    text: str,
    citations: Sequence[Citation],
    model: LanguageModel,
    stop: threading.Event | None = None,
) -> Iterator[str | Prose]:
    """The answer as the model words it, last of all; the one that is given, with a notice, when it fails.

    Before that, each time one more sentence has passed the gate, all that have
    so far, with their marks as in the citations given. A text that does not
    come to its end is not used: what is missing may be that it was all changed
    later.
    """
    language = question.language
    written, passed = "", list[str]()
    seen = 0
    try:
        for piece in model.stream(messages(question, citations), stop):
            written += piece
            sentences = written_sentences(written, whole=False)
            for sentence in sentences[seen:]:
                if all(ruling.fault is None for ruling in rule(sentence, citations)):
                    passed.append(sentence)
                    yield " ".join(passed)
            seen = max(seen, len(sentences))
    except LanguageModelError as error:
        log.warning("%s", error)
        yield Prose(text, tuple(citations), 0, phrase(language, "model_failed"))
        return
    yield _ruled(question, rule(written, citations), text, citations)


def _ruled(
    question: Question, rulings: Sequence[Ruling], text: str, citations: Sequence[Citation]
) -> Prose:
    """The sentences that pass, or the answer that is given when they are too few."""
    language = question.language
    kept = [ruling for ruling in rulings if ruling.fault is None]
    struck = len(rulings) - len(kept)
    log.info("language model: %d sentences, %d struck", len(rulings), struck)
    if not kept or struck > _MAX_STRUCK * len(rulings):
        return Prose(text, tuple(citations), struck, phrase(language, "model_unsupported"))
    notice = phrase(language, "model_struck", count=struck) if struck else None
    return _renumbered(kept, citations, struck, notice)


def _renumbered(
    kept: Sequence[Ruling], citations: Sequence[Citation], struck: int, notice: str | None
) -> Prose:
    """The sentences with their marks counted from 1, and the citations in that order."""
    order = list(dict.fromkeys(number for ruling in kept for number in ruling.cited))
    new = {old: place for place, old in enumerate(order, start=1)}
    held = {citation.number: citation for citation in citations}
    text = " ".join(ruling.sentence for ruling in kept)
    text = re.sub(r"\[(\d{1,3})\]", lambda m: f"[{new[int(m.group(1))]}]", text)
    used = tuple(replace(held[old], number=place) for old, place in new.items())
    return Prose(text, used, struck, notice, worded=True)
