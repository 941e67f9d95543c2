from __future__ import annotations

import numpy as np
import pytest

from assistant.evidence import readings
from assistant.evidence.readings import Readings, Text
from tests.marked import ITEM

_WHOLE = "Hvad koster det at få lavet trappen, og hvornår bliver den lavet?"
_FIRST, _SECOND = "Hvad koster det at få lavet trappen?", "hvornår bliver trappen lavet"
_OTHER: Text = ("Skolebus", ("Bussen kører fra torvet.", "Den koster 12 kr. for børn."))


@pytest.fixture
def item() -> Text:
    title, sentences = ITEM
    return title, tuple(sentences)


def test_a_part_is_read_beside_its_question_as_it_is_alone(item: Text) -> None:
    together = Readings(_WHOLE, [_FIRST, _SECOND])
    together.of(_WHOLE, [item, _OTHER])
    for asked in (_WHOLE, _FIRST, _SECOND):
        for found, alone in zip(
            together.of(asked, [item, _OTHER]),
            Readings(asked).of(asked, [item, _OTHER]),
            strict=True,
        ):
            # The steps of the whole numbers that a page is reckoned in depend on all of it.
            np.testing.assert_allclose(found, alone, atol=0.3)
            assert np.argmax(found[1]) == np.argmax(alone[1])


def test_what_was_read_with_the_question_is_not_read_again(
    item: Text, monkeypatch: pytest.MonkeyPatch
) -> None:
    together = Readings(_WHOLE, [_FIRST, _SECOND])
    together.of(_WHOLE, [item])
    monkeypatch.setattr(readings, "shipped_reader", lambda: pytest.fail("read again"))
    _, read = together.of(_SECOND, [item])[0]
    assert int(np.argmax(read)) == 4


def test_another_question_can_be_asked_of_the_same_readings(item: Text) -> None:
    found = Readings(_WHOLE).of("hvem ville have en rampe", [item])
    assert int(np.argmax(found[0][1])) == 2
