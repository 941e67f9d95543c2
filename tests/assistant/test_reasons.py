"""Reasons: why something was put off stands with the delay, and not every reason of a case is told."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from assistant.assistant import Assistant
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


_REFUSED = """Referat
Teknisk Udvalg
Møde den 4. juni 2024

1. Dispensation til husstandsvindmølle på Nordgård
Sag 24/103
Sagsfremstilling
Ejeren af Nordgård søger om en husstandsvindmølle på 24 m. Højdegrænsen på 12 m er bærende i lokalplanen,
og forvaltningen kan ikke anbefale, at der dispenseres.

Indstilling
Forvaltningen indstiller, at der gives afslag.

Beslutning
Indstillingen blev godkendt. Bodil Krag (A) erklærede sig inhabil og deltog ikke i behandlingen af punktet.
Ejnar Lund (F) ledede mødet under punktet.
"""


@pytest.fixture(scope="module")
def refused(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Assistant]:
    folder = tmp_path_factory.mktemp("refused")
    with assistant_over(folder, {"2024-06-04.txt": _REFUSED}) as assistant:
        yield assistant


def test_who_took_no_part_is_no_reason(refused: Assistant) -> None:
    answer = refused.ask("Hvorfor måtte Nordgård ikke få sin husstandsvindmølle?")
    assert "bærende i lokalplanen" in answer.text
    assert "inhabil" not in answer.text
    assert "ledede mødet" not in answer.text


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("Hvem var inhabil i sagen om husstandsvindmøllen på Nordgård?", "Bodil Krag"),
        ("Hvem ledede mødet under punktet om husstandsvindmøllen på Nordgård?", "Ejnar Lund"),
    ],
)
def test_who_took_no_part_is_told_when_it_is_asked(
    refused: Assistant, question: str, told: str
) -> None:
    assert told in refused.ask(question).text


_COMMITTEE = """Referat
Teknisk Udvalg
Møde den 14. maj 2024

1. Rundkørsel ved Havnen, anlægsregnskab
Sag 24/201
Sagsfremstilling
Rundkørslen ved Havnen er færdig. Merforbruget skyldes, at der blev fundet en gammel brolægning.

Beslutning
Anbefales.
"""

_COUNCIL = """Referat
Byrådet
Møde den {day}

1. Rundkørsel ved Havnen, anlægsregnskab
Sag 24/201
Sagsfremstilling
Rundkørslen ved Havnen har kostet 5,3 mio. kr. mod 5,2 mio. kr. bevilget.

Beslutning
Godkendt.
"""


def test_a_reason_may_be_told_where_another_body_treated_the_case(tmp_path: Path) -> None:
    documents = {
        "2024-05-14.txt": _COMMITTEE,
        "2024-05-29.txt": _COUNCIL.format(day="29. maj 2024"),
    }
    with assistant_over(tmp_path, documents) as assistant:
        answer = assistant.ask("Rundkørslen ved Havnen blev dyrere end bevilget. Hvad var grunden?")
    assert "gammel brolægning" in answer.text
