"""Where the agenda items begin.

Nothing in one line proves that an item begins there: "3. Høring" may be the
third item or the third entry of a list. So every line that could begin one is
weighed by what stands around it, and the best rising sequence of one kind is
taken (weighted longest increasing subsequence).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence, Set
from string import ascii_lowercase

from index.parsing.items.additions import (
    MIN_COUNTED,
    OVER_TEXT,
    SURE_TITLES,
    behind_marks,
    counted_in_chapters,
    set_alike,
    with_framed,
    with_kinds_together,
    with_lines_above,
    with_numbers_above,
    with_other_marks,
    with_out_of_turn,
    with_same_level,
    with_untitled,
    with_whole_chapters,
)
from index.parsing.items.candidates import (
    candidates_at,
)
from index.parsing.items.chains import (
    MIN_WEIGHT,
    SURE,
    ItemStart,
    best_chain,
    jump_between,
)
from index.parsing.items.contents import ContentsTitles
from index.parsing.items.labelled import behind_title_labels
from index.parsing.items.numbers import (
    BELOW_CHAPTER,
    KIND_PREFIX,
    order_of,
)
from index.parsing.items.typography import are_titles, refrains
from index.parsing.text.cells import (
    case_number_at,
    head_row,
)
from index.parsing.text.headings import heading_of
from index.parsing.text.lines import TextLine
from index.parsing.text.vocabulary import Role


def find_item_starts(
    lines: Sequence[TextLine], titles: Mapping[str, str | None], alone: Set[str] = frozenset()
) -> list[ItemStart]:
    """The lines on which items begin, in order; empty when nothing is sure.

    `titles` are the entries of the table of contents: normalised title to
    number (or None). The numbers `alone` stand over text, their titles in a list.
    """
    contents = ContentsTitles(titles, alone)
    returning = refrains(lines)
    candidates = [
        candidate
        for index in range(len(lines))
        for candidate in candidates_at(lines, index, contents)
        if candidate.weight > 0 and not (candidate.number is None and index in returning)
    ]
    families: dict[str, list[ItemStart]] = {}
    for candidate in candidates:
        families.setdefault(candidate.family, []).append(candidate)
    chains = [_without_weak_ends(best_chain(family)) for family in families.values()]
    chains = with_kinds_together(chains)
    chains = [chain for chain in chains if chain and _is_supported(lines, chain)]
    chains = [chain for chain in chains if not _stands_in_an_item(lines, chain)]
    chains = [chain for chain in chains if not _stands_below(lines, chain, chains)]
    chains = [chain for chain in chains if not _is_lettered_below(lines, chain, chains)]
    # Where numbers count the items, letters and Roman numerals count what is below or above them.
    if any(chain[0].number is not None and not _is_lettered(chain) for chain in chains):
        chains = [chain for chain in chains if not _is_lettered(chain)]
    best = max(chains, key=lambda chain: sum(c.weight for c in chain), default=[])
    best = with_out_of_turn(lines, with_other_marks(lines, best, candidates), candidates)
    best = counted_in_chapters(lines, best, chains, candidates)
    best = with_whole_chapters(lines, best, candidates)
    best = with_framed(lines, with_same_level(lines, best, candidates))
    best = behind_title_labels(lines, contents, best) or best or set_alike(lines, contents)
    best = with_numbers_above(lines, best)
    return behind_marks(lines, with_lines_above(lines, with_untitled(lines, best)))


def _is_supported(lines: Sequence[TextLine], chain: Sequence[ItemStart]) -> bool:
    """Whether something speaks for at least half of its items; short ones may have nothing."""
    sure = sum(candidate.weight >= MIN_WEIGHT for candidate in chain)
    if 2 * sure >= len(chain) or (sure > 0 and _counts_titles_over_text(chain)):
        return True
    is_set_alike = chain[0].number is None and chain[0].family.startswith("level")
    return (
        is_set_alike
        and sure >= SURE_TITLES * len(chain)
        and are_titles(lines, [start.line for start in chain])
    )


def _counts_titles_over_text(chain: Sequence[ItemStart]) -> bool:
    """Whether it counts 1, 2, 3 or I, II, III without a hole, each set apart over text of its own."""
    numbers = [candidate.number for candidate in chain]
    letters = [(number or "").lower() for number in numbers]
    counted = [order_of(number) for number in numbers] == [(n + 1,) for n in range(len(chain))]
    return (
        len(chain) >= MIN_COUNTED
        and (counted or letters == [*ascii_lowercase[: len(chain)]])
        and all(candidate.weight >= OVER_TEXT for candidate in chain)
    )


def _is_lettered(chain: Sequence[ItemStart]) -> bool:
    # "Punkt a" says what it is.
    return chain[0].family in ("letter", "letter ad", "roman")


def _stands_in_an_item(lines: Sequence[TextLine], chain: Sequence[ItemStart]) -> bool:
    """Whether bare numbers count a list within one item rather than items.

    So it is when the item's own headings stand before the first of them, and
    nothing but a heading somewhere below speaks for them.
    """
    if chain[0].family == "titled":
        return len(chain) < 2
    if not chain[0].family.startswith(("number", KIND_PREFIX, "letter", "roman", "label ad")):
        return False
    first = chain[0].line
    while first > 0 and head_row(lines[first - 1].text):
        # These may belong to the title below them.
        first -= 1
    begun = any(
        case_number_at(lines, index)
        or ((heading := heading_of(line.text)) is not None and heading.role in _BODY)
        for index, line in enumerate(lines[:first])
        if not BELOW_CHAPTER.match(lines[index + 1].text)
    )
    return begun and _mean_weight(chain) < SURE + 0.5


_BODY = frozenset({Role.BACKGROUND, Role.RECOMMENDATION, Role.ECONOMY})


def _stands_below(
    lines: Sequence[TextLine], chain: Sequence[ItemStart], chains: Iterable[Sequence[ItemStart]]
) -> bool:
    """Whether headings without a number part the text of items that headings above them begin.

    More speaks for each of those: a number, a case number, a section's heading below.
    """
    level = lines[chain[0].line].level
    if level is None or chain[0].number is not None:
        return False
    return any(
        len(other) > 1
        and _mean_weight(other) > max(SURE, _mean_weight(chain))
        and all((above := lines[start.line].level) and above < level for start in other)
        for other in chains
    )


def _is_lettered_below(
    lines: Sequence[TextLine], chain: Sequence[ItemStart], chains: Iterable[Sequence[ItemStart]]
) -> bool:
    """Whether letters part the text of items that headings without a letter begin."""
    level = lines[chain[0].line].level
    if chain[0].family != "letter":
        return False
    if level is None:
        return any(len(other) > 1 and other[0].number is None for other in chains)
    levels = (
        [lines[start.line].level or level for start in other]
        for other in chains
        if other[0].number is None
    )
    return any(len(found) > 1 and min(found) <= level for found in levels)


def _without_weak_ends(chain: list[ItemStart]) -> list[ItemStart]:
    """The chain without first and last numbers that are likelier entries of a list.

    Between two items a number that fits exactly needs little else to be one,
    and behind the last the next number needs a little.
    """
    if len(chain) < 3:
        return chain
    strong = sorted(c.weight for c in chain)[len(chain) // 2]
    first, last = 0, len(chain)
    while (
        strong >= 2.0
        and last > 1
        and chain[last - 1].weight
        < (0.3 if jump_between(chain[last - 2].number, chain[last - 1].number) == 1 else 1.0)
    ):
        last -= 1
    while strong >= 2.0 and first < last - 1 and chain[first].weight < 0.5:
        first += 1
    return chain[first:last]


def _mean_weight(chain: Sequence[ItemStart]) -> float:
    return sum(candidate.weight for candidate in chain) / len(chain)
