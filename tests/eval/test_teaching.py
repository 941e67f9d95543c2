from __future__ import annotations

from pathlib import Path
from types import ModuleType

import numpy as np
import pytest
import torch

from assistant.evidence import selection, telling
from assistant.evidence.reader import shipped_reader
from assistant.retrieval import kernel_pooling
from eval.teaching import (
    batches,
    fingerprint,
    first_losses,
    marked,
    padded,
    parted,
    rarity,
    save,
    teach,
)
from index.encoder.corpus import AskedPassage, is_held_out, read_asked_passages
from index.encoder.encoder import StaticEncoder, shipped_encoder

_PASSAGE = AskedPassage(
    "Pris", "Prisen er 300 kr. Det gælder nu.", ("hvad", "hvem", "hvor"), ((1,), (), None)
)


def test_a_question_that_nobody_has_marked_teaches_nothing() -> None:
    told, not_told = marked([_PASSAGE])
    assert (told.question, told.passage, told.right.tolist()) == ("hvad", 0, [True, False])
    assert (not_told.question, not_told.right.tolist()) == ("hvem", [False, False])
    assert told.sentences == ("Prisen er 300 kr.", "Det gælder nu.")


def test_no_topic_is_both_learnt_from_and_held_out() -> None:
    passages = [AskedPassage(f"Emne {i // 2}", f"Tekst {i}.", ()) for i in range(200)]
    learnt, held_out = parted(passages)
    assert len(learnt) + len(held_out) == 200
    assert not {p.topic for p in learnt} & {p.topic for p in held_out}
    assert all(is_held_out(p.topic, 10) for p in held_out)
    assert held_out


def test_a_token_of_fewer_texts_is_rarer() -> None:
    often, once, never = rarity([np.array([0, 0, 1]), np.array([0])], 3)
    assert often == 0 < once < never


def test_rows_are_filled_to_one_length_and_none_is_empty() -> None:
    rows = padded([np.array([5, 6]), np.array([], np.int64)])
    assert rows.tolist() == [[5, 6], [0, -1]]


def test_each_round_has_every_row_once() -> None:
    found = list(batches(5, 2, 3, np.random.default_rng(1)))
    assert [len(batch) for batch in found] == [2, 2, 1] * 3
    rounds = [np.concatenate(found[i : i + 3]).tolist() for i in (0, 3, 6)]
    assert all(sorted(order) == [0, 1, 2, 3, 4] for order in rounds)
    assert rounds[0] != rounds[1]


def test_the_loss_of_a_question_is_the_share_that_its_right_rows_lack() -> None:
    losses = first_losses(
        torch.tensor([0.0, 0.0, 9.0]),
        torch.tensor([0, 0, 1]),
        torch.tensor([True, False, True]),
        questions=2,
    )
    assert losses.tolist() == pytest.approx([np.log(2), 0.0], abs=1e-6)


@pytest.mark.parametrize(("longest", "after"), [(None, -3.0), (1.0, 0.0)])
def test_a_step_goes_down_the_gradient_or_no_further_than_the_longest(
    longest: float | None, after: float
) -> None:
    weight = torch.nn.Parameter(torch.tensor(1.0))
    schedule = torch.optim.lr_scheduler.ConstantLR(torch.optim.SGD([weight], lr=1.0), 1.0)
    teach((4 * weight for _ in range(1)), schedule, longest)
    assert weight.item() == pytest.approx(after, abs=1e-5)


def test_what_is_saved_says_what_it_was_learnt_from(tmp_path: Path) -> None:
    file = tmp_path / "layers.npz"
    save(file, {"join.weight": np.ones(2)}, fingerprint([_PASSAGE]))
    with np.load(file) as held:
        assert held["corpus"].tobytes().decode() == fingerprint([_PASSAGE]) != fingerprint([])
        assert held["join.weight"].tolist() == [1, 1]


@pytest.mark.parametrize(
    ("module", "encoder"),
    [
        (telling, None),
        (selection, shipped_encoder()),
        (kernel_pooling, shipped_encoder()),
    ],
)
def test_what_ships_is_learnt_from_what_there_is(
    module: ModuleType, encoder: StaticEncoder | None
) -> None:
    shipped = Path(str(module.__file__)).with_suffix(".npz")
    there_is = fingerprint(read_asked_passages(), encoder)
    with np.load(shipped) as held:
        learnt_from = held["corpus"].tobytes().decode()
    assert learnt_from == there_is, f"run python -m eval.{shipped.stem}"


def test_the_reader_is_taught_on_what_there_is() -> None:
    there_is = fingerprint(read_asked_passages(), shipped_encoder())
    assert shipped_reader().learnt_from == there_is, "run python -m eval.reader"
