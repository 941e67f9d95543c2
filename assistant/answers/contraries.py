"""What answers a yes or no by the contrary: "Bliver klasserne nedlagt?" by "klasserne fortsætter".

It shares no verb with the question, so the judge takes its item for one about something else.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import groupby

from assistant.answers.context import Context, NotFound, Result
from assistant.answers.leads import quoted
from assistant.evidence.judgement import years_of
from assistant.evidence.matching import Matcher, matcher_for, words_of
from assistant.types import Evidence
from assistant.wording.patterns import holds, pairs
from index.danish.analysis import Token

# Each word of the subject must be met so well: as itself, as a part or by its official word.
_MET = 0.8
# A subject of more words says more than a sentence of the contrary repeats.
_MAX_WORDS = 3


def contrary(context: Context) -> Result:
    """The best sentence that tells the contrary of all the subject, from the likeliest item with one."""
    question = context.question
    if not holds("asks_whether", question.text) or years_of(question.text):
        return NotFound()
    for one, other in _pairs():
        for asked, told in ((one, other), (other, one)):
            subject = [token for token in question.topic if not asked.search(token.form)]
            is_asked = len(subject) < len(question.topic)
            if is_asked and 0 < len(subject) <= _MAX_WORDS:
                found = _telling(context, subject, told)
                if found:
                    return quoted(context, found)
    return NotFound()


def _telling(context: Context, subject: Sequence[Token], told: re.Pattern[str]) -> list[Evidence]:
    matcher = matcher_for(subject, context.archive)
    for judged in context.judged:
        telling = [e for e in judged.sentences if told.search(e.quote) and _meets(matcher, e.quote)]
        if telling:
            return [max(telling, key=lambda e: e.score)]
    return []


def _meets(matcher: Matcher, quote: str) -> bool:
    return min(matcher.values(words_of(quote))) >= _MET


def _pairs() -> list[tuple[re.Pattern[str], re.Pattern[str]]]:
    rows = groupby(pairs("contraries.tsv"), key=lambda row: row[0])
    compiled = [[re.compile(p, re.IGNORECASE) for _, p in group] for _, group in rows]
    return [(one, other) for one, other in compiled]
