"""The answer in the language model's words, as far as the gate lets them through."""

from __future__ import annotations

import logging
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from assistant.language_model.client import LanguageModel, LanguageModelError
from assistant.language_model.gate import Ruling, rule
from assistant.language_model.prompt import messages
from assistant.texts import phrase
from assistant.types import Citation, Question

# When more than this share is struck, the model has not understood the sources.
_MAX_STRUCK = 0.5

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Prose:
    """A text and the citations it uses, how many sentences were struck, and what is to be said of it."""

    text: str
    citations: tuple[Citation, ...]
    struck: int
    notice: str | None


def in_prose(
    question: Question, text: str, citations: Sequence[Citation], model: LanguageModel
) -> Prose:
    """The answer as the model words it; the one that is given, with a notice, when it fails."""
    language = question.language
    try:
        written = model.write(messages(question, citations))
    except LanguageModelError as error:
        log.warning("%s", error)
        return Prose(text, tuple(citations), 0, phrase(language, "model_failed"))
    rulings = rule(written.text, citations)
    if rulings and not written.whole and not re.search(r"[.!?]\W*$", rulings[-1].sentence):
        rulings = rulings[:-1]  # cut off in the middle of it
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
    return Prose(text, used, struck, notice)
