"""Lists and tables in a text: the entries that a line opens, the rows that stand with a head."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.evidence.judgement import Judged
from assistant.types import Evidence
from assistant.wording.patterns import holds

# So many entries of a list or rows of a table are told, of a table fewer where one fact is asked for;
# a longer one by its head and the row that was chosen.
_MAX_ENTRIES, _MAX_ROWS = 14, 8
# A row that ends so ends with no sentence.
_SHORTENED = re.compile(r"(?i)(?:\d[\d.,]*|\b(?:mio|mia|t))\.? *(?:kr|mio|mia|pct|stk|m²|timer)\.$")
_WORD = re.compile(r"[a-zæøå]{2}")
# The mark of a point of a recommendation.
POINT = re.compile(r"(?i)^\W*(?:at\b|(?:at )?(?:\d{1,2}|[a-zæøå])[.)]\s|[-–•▪]\s)")
BULLET = re.compile(r"^\s*[-–•*▪]\s")
_ENTRY = re.compile(r"^\s*(?:[-–•*▪o]\s|\d{1,2}[.)]\s|[a-zæøå][.)]\s|at\s)")


def opens_a_list(sentences: Sequence[Evidence], i: int) -> bool:
    """Whether a sentence that ends with a colon stands before two entries or rows at least."""
    following = sentences[i + 1 : i + 3]
    return (
        sentences[i].quote.endswith(":")
        and len(following) > 1
        and all(
            e.passage.section is sentences[i].passage.section
            and (_ENTRY.match(e.quote) or _is_cells(e))
            for e in following
        )
    )


def list_around(
    sentences: Sequence[Evidence], i: int, is_list: bool, is_open: bool
) -> list[Evidence]:
    """The entries of the list that a sentence opens, or stands in when a list is asked for.

    A short table is told whole: a row says little without its head.
    """
    if _is_row(sentences, i):
        return _table_around(sentences, i, _MAX_ENTRIES if is_open else _MAX_ROWS)
    start = i
    if is_list and _ENTRY.match(sentences[i].quote):
        while start > 0 and _ENTRY.match(sentences[start - 1].quote):
            start -= 1
        start -= 1
    elif not (sentences[i].quote.endswith((":", ",")) or _entries_follow(sentences, i)):
        return []
    section = sentences[i].passage.section
    found: list[Evidence] = []
    for evidence in sentences[max(0, start) : start + 1 + _MAX_ENTRIES]:
        if evidence.passage.section is not section:
            break
        is_entry = bool(_ENTRY.match(evidence.quote))
        opens = bool(found) and found[-1].quote.endswith(":")
        is_over = bool(found) and _is_told_after(found[-1], evidence)
        if found and not is_entry and not opens and is_over:
            break
        found.append(evidence)
    return found


def _is_told_after(last: Evidence, following: Evidence) -> bool:
    """Whether what follows is no more of a list: behind a sentence, or a sentence behind a table's row."""
    return _is_sentence(last.quote) if not _is_cells(last) else not _is_cells(following)


def opened_by(judged: Judged, evidence: Evidence) -> list[Evidence]:
    """The entries or rows of the list that a sentence ending with a colon opens."""
    if not evidence.quote.endswith(":"):
        return []
    at = next(i for i, e in enumerate(judged.sentences) if e is evidence)
    return list_around(judged.sentences, at, is_list=False, is_open=False)[1:]


def _entries_follow(sentences: Sequence[Evidence], i: int) -> bool:
    """Whether it says that a list follows, and one does."""
    follows = i + 1 < len(sentences) and bool(_ENTRY.match(sentences[i + 1].quote))
    return follows and holds("opens_list", sentences[i].quote)


def _table_around(sentences: Sequence[Evidence], i: int, most: int) -> list[Evidence]:
    """The rows of a short table; of a long one its head alone, beside the row that was chosen."""
    start, end = i, i + 1
    while start > 0 and _is_row(sentences, start - 1):
        start -= 1
    while end < len(sentences) and _is_row(sentences, end):
        end += 1
    return list(sentences[start : end if end - start <= most else start + 1])


def _is_row(sentences: Sequence[Evidence], i: int) -> bool:
    """Whether it is a row of a table: no sentence, no list entry, and beside another such."""
    beside = [j for j in (i - 1, i + 1) if 0 <= j < len(sentences)]
    return _is_cells(sentences[i]) and any(
        _is_cells(sentences[j]) and sentences[j].passage.section is sentences[i].passage.section
        for j in beside
    )


def _is_cells(evidence: Evidence) -> bool:
    return not _is_sentence(evidence.quote) and not _ENTRY.match(evidence.quote)


def _is_sentence(quote: str) -> bool:
    """Whether it ends as a sentence does, and not with an abbreviation or as "0.-3."."""
    is_cut = bool(_SHORTENED.search(quote)) and not holds("says_amount", quote)
    ends = quote.endswith((".", ":", "!", "?", ";", ","))
    return ends and not is_cut and bool(_WORD.search(quote))
