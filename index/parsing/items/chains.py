"""The best rising sequence of item starts of one kind (weighted longest increasing subsequence)."""

from __future__ import annotations

import math
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from index.parsing.items.numbers import (
    order_of,
)


@dataclass(frozen=True, slots=True)
class ItemStart:
    """The line on which an item begins.

    `title_line` and `title_offset` say where its title begins (the line may be
    the next one), `weight` how strong the evidence is.
    """

    line: int
    number: str | None
    title_line: int
    title_offset: int
    family: str
    weight: float


MIN_WEIGHT = 1.5


# A case number, or a title of the table of contents; and a label before the number.
SURE, LABEL = 2.4, 2.0


def best_chain(family: Sequence[ItemStart]) -> list[ItemStart]:
    """The rising sequence of numbers with the greatest weight (dynamic programming).

    Items without a number keep their order. A jump in the numbers costs a
    little, so that "3, 4, 5" beats "3, 4, 40". What precedes a number best is
    looked up in a tree of maxima over the numbers in order, and for the ten
    numbers before it, which cost less: n log n steps, for pages of numbers.
    """
    if family[0].number is None:
        return list(family)
    orders = [order_of(candidate.number) for candidate in family]
    ranks = {order: rank for rank, order in enumerate(sorted(set(orders)))}
    tree = _Maxima(len(ranks))
    firsts: dict[int, tuple[float, int]] = {}
    begins: dict[int, int] = {}
    for order, rank in ranks.items():
        begins[order[0]] = min(begins.get(order[0], rank), rank)
    heads = sorted(begins)
    best: list[tuple[float, int | None]] = []
    for i, (candidate, order) in enumerate(zip(family, orders, strict=True)):
        first, rank = order[0], ranks[order]
        # The same number with another behind it ("1.1", "1.2") costs nothing.
        near = [tree.best(begins[first], rank)]
        for jump in range(1, _FAR):
            score, negative = firsts.get(first - jump, _NOTHING)
            near.append((score - _JUMP_COST * (jump - 1), negative))
        far = bisect_right(heads, first - _FAR)
        if far:
            score, negative = tree.best(0, begins[heads[far]])
            near.append((score - _MAX_JUMP_COST, negative))
        score, negative = max(near)
        total, before = (
            (score + candidate.weight, -negative) if score > 0 else (candidate.weight, None)
        )
        best.append((total, before))
        firsts[first] = max(firsts.get(first, _NOTHING), (total, -i))
        tree.put(rank, (total, -i))
    at: int | None = max(range(len(best)), key=lambda i: best[i][0])
    chain = []
    while at is not None:
        chain.append(family[at])
        at = best[at][1]
    return chain[::-1]


# What a number costs that is not the next, and from how far on it costs no more.
_JUMP_COST, _MAX_JUMP_COST, _FAR = 0.3, 3.0, 11


_NOTHING = (-math.inf, 0)


class _Maxima:
    """A segment tree: the greatest of a range of places, in log n steps."""

    def __init__(self, size: int) -> None:
        self._size = size
        self._tree = [_NOTHING] * (2 * size)

    def put(self, place: int, value: tuple[float, int]) -> None:
        """Keep the value at its place, if it is greater than what is there."""
        place += self._size
        while place and value > self._tree[place]:
            self._tree[place] = value
            place //= 2

    def best(self, start: int, end: int) -> tuple[float, int]:
        """The greatest value from `start` up to `end`, which is not included."""
        found, low, high = _NOTHING, start + self._size, end + self._size
        while low < high:
            if low % 2:
                found, low = max(found, self._tree[low]), low + 1
            if high % 2:
                high -= 1
                found = max(found, self._tree[high])
            low, high = low // 2, high // 2
        return found


def jump_between(before: str | None, after: str | None) -> int | None:
    """How far the numbers are apart; None when they do not rise."""
    first, second = order_of(before), order_of(after)
    if second <= first:
        return None
    return max(1, second[0] - first[0])
