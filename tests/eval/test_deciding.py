"""Teaching what tells a decision: the weights part what they were taught, and few are left."""

from __future__ import annotations

from eval.deciding import Item, fit
from index.parsing.sections.deciding import ALWAYS, own_names


def _taught() -> list[Item]:
    sentences = ("Kajen er slidt.", "Fiskerne vil have lys.", "Rådet støtter planen.")
    own = own_names("Havnerådet")
    return [
        Item(f"by {n}", f"referat {n}", own, sentences, 2, decided=frozenset({2})) for n in range(9)
    ]


def test_weights_part_the_sentences_that_decide_and_most_are_none() -> None:
    items = _taught()
    weights = fit(items)
    chances = [
        weights[ALWAYS] + sum(weights.get(fact, 0.0) for fact in found)
        for found in items[0].facts()
    ]
    assert max(chances[:2]) < 0 < chances[2]
    assert len(weights) < len(set().union(*items[0].facts()))


def test_a_fact_of_few_sources_has_no_weight() -> None:
    rare = Item("én by", "ét referat", frozenset(), ("Kranen købes.",), 0, decided=frozenset({0}))
    assert not any("kranen" in fact for fact in fit([*_taught(), *[rare] * 9]))
