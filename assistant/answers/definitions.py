"""What a term or an abbreviation means, where the minutes explain it."""

from __future__ import annotations

import re

from assistant.answers.context import Context, NotFound, Result
from assistant.answers.facts import told
from assistant.answers.leads import quoted
from assistant.citations import Statement
from assistant.evidence.judgement import is_about
from assistant.types import Evidence
from index.types import Filters

# A word so long has endings.
_INFLECTED = 4


def definition(context: Context) -> Result:
    """The sentence that explains a term, or an abbreviation where it is written out."""
    for short in re.findall(r"\b[A-ZÆØÅ]{2,6}\b", context.question.text):
        explained = _explained(context, short)
        if explained:
            return quoted(context, explained)
        titled = _titled_with(context, short)
        if titled:
            return titled
        if short in context.archive.body_names().abbreviations or len(context.question.topic) <= 1:
            return NotFound("no_definition" if _occurs(context, short) else None)
    for token in sorted(context.question.topic, key=context.archive.idf, reverse=True)[:1]:
        explained = _explained(context, token.form)
        if explained:
            return quoted(context, explained)
    if not context.judged or not is_about(context.question, context.judged[0]):
        occurs = any(_occurs(context, token.form) for token in context.question.topic[:1])
        return NotFound("no_definition" if occurs else None)
    return told(context)


def _occurs(context: Context, term: str) -> bool:
    """Whether a word of the question stands in what search finds for it."""
    # A short word begins many others, and an abbreviation stands as it is written.
    ending = r"\w{0,4}" if len(term) >= _INFLECTED and not term.isupper() else ""
    word = re.compile(rf"\b{re.escape(term)}{ending}\b", 0 if term.isupper() else re.IGNORECASE)
    return any(word.search(h.passage.text) for h in context.archive.search(term, Filters(), 20))


def _titled_with(context: Context, short: str) -> list[Statement]:
    """The title that writes an abbreviation out: "Hastighedsdæmpende zoner (HDZ) i Sandbugten"."""
    written_out = re.compile(rf"\w \({re.escape(short)}\)")
    items = (candidate.item for candidate in context.candidates)
    for item in items:
        quoted_title = context.title_of(item) if item else None
        if item and quoted_title and written_out.search(quoted_title.quote):
            where = context.where(item.body, item.date)
            return [context.quoting("titled", [quoted_title], where=where)]
    return []


def _explained(context: Context, term: str) -> list[Evidence]:
    """The sentence that writes a term out: "Økonomiudvalget (ØU)", "genhusning (midlertidig bolig)"."""
    held = re.escape(term)
    pattern = re.compile(
        rf"\w \(\W*{held}\b[^)]*\)|\b{held}\w*\W{{0,2}} \(\w+ \w+"
        rf"|\b{held}\w*\W{{0,2}} (?:står for|betyder|vil sige|er et ord for|forstås)",
        0 if term.isupper() else re.IGNORECASE,
    )
    for hit in context.archive.search(term, Filters(), 60):
        if not pattern.search(" ".join(hit.passage.text.split())):
            continue
        for evidence in context.finder.sentences([hit.passage]):
            if pattern.search(evidence.quote):
                return [evidence]
    return []
