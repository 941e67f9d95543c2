"""What is made of the items that a question is asked of by the two networks that read them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np
from numpy.typing import NDArray

from assistant.evidence.reader import shipped_reader
from assistant.evidence.selection import shipped_selection

Floats = NDArray[np.float32]
# An item as it is read: its title and its sentences.
Text = tuple[str, tuple[str, ...]]


class Readings:
    """How likely the sentences of items are to answer a question, and each of the things it asks.

    Most of the time goes to the items, so the things that a question asks are read beside them with
    it, and none is read twice.
    """

    def __init__(self, question: str, parts: Iterable[str] = ()) -> None:
        """`parts` are the things that the question asks, as they will be asked for by themselves."""
        self._question = question
        self._together = list(dict.fromkeys([question, *parts]))
        self._known: dict[tuple[str, Text], tuple[Floats, Floats]] = {}

    def of(self, asked: str, items: Sequence[Text]) -> list[tuple[Floats, Floats]]:
        """What the selection and the reader make of each item for the question or a part of it.

        A logit for each sentence beside that of none of its item. Of a long item those are read
        that are selected.
        """
        new = [item for item in dict.fromkeys(items) if (asked, item) not in self._known]
        if new:
            self._read(self._together if asked == self._question else [asked], new)
        return [self._known[asked, item] for item in items]

    def _read(self, questions: Sequence[str], items: Sequence[Text]) -> None:
        selected = shipped_selection().scores(questions, items)
        likely = [np.max(of_item, axis=0) for of_item in selected]
        given = [(*item, seems) for item, seems in zip(items, likely, strict=True)]
        read = shipped_reader().scores(questions, given)
        for item, by_selection, by_reader in zip(items, selected, read, strict=True):
            for number, question in enumerate(questions):
                self._known[question, item] = by_selection[number], by_reader[number]
