"""Intervals are where they should be, come out the same each time, and pair by question."""

from __future__ import annotations

import math

import pytest

from eval.intervals import interval, paired_difference

HALF = [0.0, 1.0] * 100


def test_an_interval_is_that_of_the_normal_approximation() -> None:
    got = interval(HALF)
    half_width = 1.96 * math.sqrt(0.25 / 200)
    assert got.mean == 0.5
    assert got.low == pytest.approx(0.5 - half_width, abs=0.01)
    assert got.high == pytest.approx(0.5 + half_width, abs=0.01)


def test_the_same_values_give_the_same_interval() -> None:
    assert interval(HALF) == interval(HALF)


def test_no_values_have_no_mean() -> None:
    assert interval([]).count == 0
    assert math.isnan(interval([]).mean)
    assert str(interval([])) == "–"


def test_a_small_gain_on_the_same_questions_is_clear_where_the_means_overlap() -> None:
    first = {str(n): value for n, value in enumerate(HALF)}
    second = {**first, **{str(n): 1.0 for n in range(0, 24, 2)}}
    gained = paired_difference(first, second)
    assert interval(list(first.values())).high > interval(list(second.values())).low
    assert gained.is_clear
    assert (gained.higher, gained.lower) == (12, 0)
    assert gained.mean.mean == pytest.approx(0.06)


def test_runs_that_agree_differ_by_nothing() -> None:
    same = {"a": 1.0, "b": 0.0}
    gained = paired_difference(same, same)
    assert (gained.mean.low, gained.mean.high) == (0.0, 0.0)
    assert not gained.is_clear


def test_questions_of_one_run_only_are_left_out() -> None:
    gained = paired_difference({"a": 1.0, "b": 0.0}, {"a": 1.0, "c": 1.0})
    assert (gained.first, gained.second, gained.mean.count) == (1.0, 1.0, 1)
