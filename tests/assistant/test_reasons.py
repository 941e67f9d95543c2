"""Reasons: why something was put off stands with the delay, and not every reason of a case is told."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.assistant.minutes import assistant_over

_MINUTES = """Referat
Fritidsudvalget
Møde den 4. juni 2024

1. Kajakhus ved fjorden
Sag 24/101
Sagsfremstilling
Ønsket om et kajakhus er begrundet i, at kajakklubben har fået mange medlemmer. {delay}

Beslutning
Sagen udsættes.
"""


@pytest.mark.parametrize(
    ("delay", "told"),
    [
        ("", None),
        ("Kajakhuset er dyrt, fordi grunden er blød.", None),
        ("Sagen må afvente, fordi grunden skal måles op.", "grunden skal måles op"),
    ],
)
def test_why_a_case_was_put_off_is_told_by_a_reason_for_the_delay(
    tmp_path: Path, delay: str, told: str | None
) -> None:
    with assistant_over(tmp_path, {"2024-06-04.txt": _MINUTES.format(delay=delay)}) as assistant:
        answer = assistant.ask("Hvorfor blev sagen om kajakhuset udsat?")
    assert "mange medlemmer" not in answer.text
    assert "blød" not in answer.text
    assert answer.answered is (told is not None)
    assert told is None or told in answer.text


_REASONS = """Referat
Fritidsudvalget
Møde den 4. juni 2024

1. Evaluering af svømmekurser
Sag 24/102
Sagsfremstilling
Svømmekurserne holdes om aftenen af hensyn til skolerne. Svømmekurserne er gratis, fordi fonden betaler.
Svømmekurserne er små, fordi bassinet er smalt. Svømmekurserne er korte på grund af rengøringen.
Svømmekurserne er populære, da lærerne er gode. Svømmekurserne er for voksne, idet børn går til klubsvømning.

Beslutning
Taget til efterretning.
"""


def test_of_reasons_that_nothing_tells_apart_three_are_enough(tmp_path: Path) -> None:
    with assistant_over(tmp_path, {"2024-06-04.txt": _REASONS}) as assistant:
        answer = assistant.ask("Hvorfor er det med svømmekurserne sådan?")
    told = " ".join(c.quote for c in answer.citations)
    assert 1 <= told.count("Svømmekurserne er") + told.count("Svømmekurserne holdes") <= 3
