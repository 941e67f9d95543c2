"""Documents of many alike lines: what is found is right, and takes time in proportion to their length."""

from __future__ import annotations

import time
from collections.abc import Callable
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.parsing.items.chains import ItemStart, best_chain, jump_between
from index.parsing.minutes import parse_minutes
from index.parsing.text.cells import title_cells
from index.reading.plain import read_plain

_NUMBERS = st.lists(
    st.tuples(st.integers(1, 30), st.integers(0, 3), st.floats(-1.0, 5.0)), min_size=1, max_size=25
)


def _starts(numbers: list[tuple[int, int, float]]) -> list[ItemStart]:
    return [
        ItemStart(line, f"{first}.{second}" if second else str(first), line, 0, "number", weight)
        for line, (first, second, weight) in enumerate(numbers)
    ]


def _weight(chain: list[ItemStart]) -> float:
    jumps = [jump_between(a.number, b.number) for a, b in pairwise(chain)]
    assert all(jump is not None for jump in jumps)
    return sum(c.weight for c in chain) - sum(min(3.0, 0.3 * ((j or 1) - 1)) for j in jumps)


@given(_NUMBERS)
def test_no_rising_sequence_weighs_more_than_the_one_taken(
    numbers: list[tuple[int, int, float]],
) -> None:
    family = _starts(numbers)
    best: list[float] = []
    for i, candidate in enumerate(family):
        scores = [candidate.weight]
        for j in range(i):
            jump = jump_between(family[j].number, candidate.number)
            if jump is not None:
                scores.append(best[j] + candidate.weight - min(3.0, 0.3 * (jump - 1)))
        best.append(max(scores))
    assert _weight(best_chain(family)) == pytest.approx(max(best))


def _seconds(text: str) -> float:
    """The shortest of three times: one alone may meet a machine that is held up."""
    document, taken = read_plain(text), []
    for _ in range(3):
        begun = time.process_time()
        parse_minutes(document)
        taken.append(time.process_time() - begun)
    return min(taken)


@pytest.mark.parametrize(
    "text",
    [
        lambda n: "\n".join(f"{i % 900 + 1}. Titel paa punkt" for i in range(n)),
        lambda n: "\n".join(f"Titel a\nTitel b\nTitel c {i // 1000 + 1}" for i in range(n // 3)),
        lambda n: "Lukket punkt\n" * n,
        lambda n: "Titel her\n22/740\n" * (n // 2),
        lambda n: "Punkt 1: Titel\n22/740\nBeslutning\na. x\nBilag\n" + "a. x\n" * n,
        lambda n: "Punkt 1: Titel\n22/740\nSagsfremstilling\n" + "- Beslutning\n" * n,
        lambda n: "1. Sag\n" + "Udvalget besluttede at vente.\n" * n + "\n\nSlut",
        lambda n: "1. Sag\n" + "Der var enighed om at vente. Konklusion: Nej. " * n + "\n2. Evt.",
        lambda n: "1. A bb\n2. B cc\n3. C dd\n1.\nx\n" * (n // 5),
        lambda n: "01.02.03 " * n,
        lambda n: "Emne\tBeslutning\n" + "".join(f"{i} Titel\n{i}.1 A\tx\n" for i in range(n // 2)),
    ],
    ids=[
        *("numbers", "entries", "closed", "cases", "letters"),
        *("headings", "decisions", "one line", "lists", "days", "chapters"),
    ],
)
def test_four_times_the_lines_take_no_more_than_eight_times_as_long(
    text: Callable[[int], str],
) -> None:
    few, many = (_seconds(text(count)) for count in (1_500, 6_000))
    # Quadratic steps would make it sixteen times.
    assert many < 8 * few + 0.2


@pytest.mark.parametrize("part", ["- ", " ,–", "Åben ", "Åben sag 22/740 ", "12-", "\t "])
@pytest.mark.parametrize("end", ["x", " Åben"])
def test_a_line_of_marks_takes_time_in_proportion_to_its_length(part: str, end: str) -> None:
    begun = time.process_time()
    title_cells("Salg af grund " + part * (20_000 // len(part)) + end)
    # What grows with the square of its length took half a minute for half as long a line.
    assert time.process_time() - begun < 0.5
