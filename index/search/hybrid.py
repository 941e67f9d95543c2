"""Lexical and dense search together.

Their scores are put on one scale before they are added. Adding ranks (RRF)
was measured to be worse than lexical search alone on own-word questions: the
second list's order counts as much as the first's even when it knows nothing.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from heapq import nlargest

import numpy as np

from index.danish.analysis import content_tokens, tokens
from index.danish.english import looks_english
from index.encoder.encoder import Encoder
from index.search.expansion import Expand
from index.search.indexes import Indexes
from index.search.lexical import WeightedToken
from index.store.database import Database
from index.types import Filters, Hit

# How many candidates each search brings. Together they hold 94 % of the items
# that the development questions need; 200 of each hold 95.6 %, and the second
# look makes nothing of the difference (2026-11).
_CANDIDATES = 100
# What the official word for an everyday one counts, times how sure the relation
# is. Flat from .3 to 1 on the development questions (2026-11: recall@5 .55-.56),
# because only the best of a word and what stands for it counts.
_EXPANSION_WEIGHT = 0.8
# The share of the dense score, of a cosine that is rarely above .85. Without a
# floor under the cosine: with one of .2, passages that share no word with the
# question could not be told apart, and its needed items were among the first 50
# in .863 of the cases instead of .910 (everyday words .741 and .848, the
# minutes' own .971 and .965; recall@5 .611 and .643, lexical alone .494, own
# words .819, .829 and .784; development questions, 2026-11). Vectors of every
# sentence instead of every passage, three times as many, give .920 and .667;
# the second look compares sentences anyway.
_DENSE_WEIGHT = 0.4
_COSINE_CEILING = 0.85
# So few vectors are sooner compared one by one than looked up (1,000 take 7 ms of 100,000; to look
# up the best of 640 takes 30).
_FEW = 1_000


@dataclass(frozen=True, slots=True)
class Query:
    """What to search for: the text for the encoder, the words for the lexical index."""

    text: str
    words: tuple[WeightedToken, ...]


def query_of(text: str, expand: Expand) -> Query:
    """The query that a plain text makes: its content words, or all when it has none.

    Official words for everyday ones are added at a lower weight.
    """
    found = content_tokens(text) or tokens(text)
    words = {token.stem: WeightedToken(token) for token in found}
    for expansion in expand(found, looks_english(text)):
        # Of two as long always the same one, whatever order the set has in this process.
        longest = max(sorted(expansion.stands_for), key=len)
        for token in expansion.words:
            weight = _EXPANSION_WEIGHT * expansion.weight / len(expansion.words)
            words.setdefault(token.stem, WeightedToken(token, weight, longest))
    return Query(text, tuple(words.values()))


def search(
    query: Query,
    indexes: Indexes,
    encoder: Encoder,
    database: Database,
    filters: Filters,
    top: int,
) -> list[Hit]:
    """The best passages, best first.

    The best passage of each agenda item comes before any item's second: ten
    passages of one long item help nobody.
    """
    contents = database.passages.contents_for(filters) if filters else None
    lexical = dict(indexes.lexical.search(query.words, _CANDIDATES, contents))
    vector = encoder.encode_questions([query.text])[0]
    allowed = database.passages.ids_for(filters) if filters else None
    dense = _nearest(indexes, database, vector, allowed)
    ids = list(lexical) + [i for i, _ in dense if i not in lexical]
    left_out = database.editions.replaced_among(ids)
    if allowed is not None:
        left_out |= set(ids) - set(allowed)
    places = database.passages.places([i for i in ids if i not in left_out])
    cosines = _cosines(database, indexes.generation.encoder, vector, list(places))
    ceiling = indexes.lexical.ceiling(query.words)
    found = [
        _scored(i, lexical.get(i, 0.0) / ceiling if ceiling else 0.0, cosines.get(i, 0.0))
        for i in places
    ]
    found.sort(key=lambda one: (-one[1], one[0]))
    # Only the best are read: the texts of them all would take longer than the search.
    best = one_per_item_first([one[0] for one in found], places)[:top]
    passages = database.passages.held(best)
    scores = {i: of_passage for i, *of_passage in found}
    return [Hit(passages[i], *scores[i]) for i in best if i in passages]


def _nearest(
    indexes: Indexes, database: Database, vector: np.ndarray, allowed: Sequence[int] | None
) -> list[tuple[int, float]]:
    """The passages nearest in meaning among those that are allowed, all where that is None."""
    if allowed is None or len(allowed) > _FEW or not vector.any():
        return indexes.dense.query(vector, _CANDIDATES, allowed)
    cosines = _cosines(database, indexes.generation.encoder, vector, allowed)
    return nlargest(_CANDIDATES, cosines.items(), key=lambda one: (one[1], -one[0]))


def _cosines(
    database: Database, encoder: str, vector: np.ndarray, ids: Sequence[int]
) -> dict[int, float]:
    """Exact cosines of all candidates, so that none is judged by one search alone."""
    held, matrix = database.derived.vectors(encoder, ids)
    if not held:
        return {}
    return dict(zip(held, (matrix @ vector).tolist(), strict=True))


def _scored(passage_id: int, lexical: float, cosine: float) -> tuple[int, float, float, float]:
    """The passage with its whole, lexical and dense scores."""
    lexical = min(1.0, lexical)
    dense = min(1.0, max(0.0, cosine / _COSINE_CEILING))
    score = (1 - _DENSE_WEIGHT) * lexical + _DENSE_WEIGHT * dense
    return passage_id, round(score, 6), round(lexical, 6), round(dense, 6)


def one_per_item_first(
    ids: Sequence[int], places: Mapping[int, tuple[int, int | None]]
) -> list[int]:
    """The same passages: first the best of each item, then the others, each in order.

    `places` are the content and item of each; what is in no item is a content's front.
    """
    seen: set[tuple[int, int | None]] = set()
    first: list[int] = []
    rest: list[int] = []
    for passage_id in ids:
        (rest if places[passage_id] in seen else first).append(passage_id)
        seen.add(places[passage_id])
    return first + rest
