"""Who stood in for whom, in the forms that minutes have it."""

from __future__ import annotations

import pytest

from index.parsing.meeting.substitutes import substitutions


@pytest.mark.parametrize(
    "text",
    [
        "Afbud: Bo Lund (stedfortræder: Ida Bech)",
        "Bo Lund (suppleant Ida Bech)",
        "Bo Lund, i stedet mødte Ida Bech",
        "Bo Lund var fraværende, og Ida Bech mødte i stedet.",
        "Fraværende: Bo Lund (Ida Bech deltog i stedet)",
        "Ida Bech deltog som stedfortræder for Bo Lund.",
        "Ida Bech (stedfortræder for Bo Lund)",
        "Ida Bech mødte i stedet for Bo Lund.",
        "For Bo Lund deltog Ida Bech.",
    ],
)
def test_the_absent_and_the_substitute_are_told_apart(text: str) -> None:
    assert substitutions(text) == [("Bo Lund", "Ida Bech")]


@pytest.mark.parametrize(
    "text",
    [
        "Bo Lund og Ida Bech var fraværende.",
        "Stedfortræder for formanden vælges.",
        "Der mødte ingen stedfortræder.",
    ],
)
def test_without_two_names_nobody_stood_in(text: str) -> None:
    assert substitutions(text) == []
