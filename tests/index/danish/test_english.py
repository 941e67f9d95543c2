from __future__ import annotations

import pytest

from index.danish.english import looks_english


@pytest.mark.parametrize(
    "text",
    [
        "What was decided about the schools?",
        "How many objections came in about the sewers in Åby?",
        "We came from Ukraine. Where can we live?",
        "Who proposed buses in Åby?",
        "Is Solhavnen moving?",
    ],
)
def test_english_is_told_also_with_danish_names(text: str) -> None:
    assert looks_english(text)


@pytest.mark.parametrize(
    "text",
    [
        "Hvad blev besluttet om Smart City?",
        "have fun i børnehaven and more",
        "Skal vi have the voice i år",
        "kloak",
        "harbour bath",
        "is i skolen",
    ],
)
def test_danish_with_english_words_is_danish(text: str) -> None:
    assert not looks_english(text)
