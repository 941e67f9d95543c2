"""What is told of the right item: the rows of a table, who is meant, and what everyday words ask for."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from assistant.assistant import Assistant
from tests.assistant.minutes import assistant_over

_MINUTES = """Referat
Teknikudvalget
Møde den 4. juni 2024

1. Boliger på Lærkely - licitation
Sag 24/201
Sagsfremstilling
Udvalget skal tage stilling til licitationen over boligerne på Lærkely.
Licitationen blev holdt den 7. maj 2024 med følgende resultat:
Bydende\tTilbudssum
Murerfirmaet Havtorn & Søn\t5.148.000 kr.
Lyngvig Byg A/S\t5.390.500 kr.
Byggeriet ventes at vare et halvt år.

Beslutning
Godkendt.

2. Løse fliser på Møllegade
Sag 24/202
Sagsfremstilling
Tove Holm har talt 14 vippefliser på Møllegade mellem nr. 3 og nr. 25.

Beslutning
Taget til efterretning.

3. Færgen til Sandø - forskud
Sag 24/203
Sagsfremstilling
Færgeselskabet søger et forskud på 200.000 kr. Fra Sandø Skole til færgelejet er der 900 meter.
En ny færge står i langtidsplanen for 2031. Der kom 212 underskrifter imod forskuddet. \
Langs færgevejen er der en sti for 30 km/t, og færgevejen er cirka tre kilometer lang.

Beslutning
Forskuddet blev givet. Bodil Krag (V) er medlem af selskabets bestyrelse. Udvalget fandt ham inhabil, \
og han gik ud under punktet. Tove Holm (F) stemte imod.

4. Hastighedsdæmpende zoner (HDZ) i Sandby
Sag 24/204
Sagsfremstilling
Der udpeges tre zoner. Der er ikke afsat midler til zonerne i budgettet for 2026.

Beslutning
Godkendt.

5. Borgerrådgivning
Sag 24/205
Sagsfremstilling
Kommunens nye borgerrådgiver tiltræder til august, og borgerne kan henvende sig i Sandby Borgerhus.
Ordningen med en borgerrådgiver evalueres et år efter.

Beslutning
Godkendt.
"""


@pytest.fixture(scope="module")
def teknik(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Assistant]:
    folder: Path = tmp_path_factory.mktemp("teknik")
    with assistant_over(folder, {"2024-06-04.txt": _MINUTES}) as assistant:
        yield assistant


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("Hvem vandt licitationen på boligerne på Lærkely?", "Havtorn & Søn"),
        ("Hvem har noteret løse sten på Møllegade?", "Tove Holm"),
        ("Hvem måtte gå ud, da forskuddet til færgen blev givet?", "Bodil Krag (V)"),
        ("Hvad betyder HDZ?", "Hastighedsdæmpende zoner (HDZ)"),
        ("Hvor langt er der fra Sandø Skole til færgelejet?", "900 meter"),
        ("Hvornår kommer der en ny færge til Sandø?", "langtidsplanen for 2031"),
        ("Hvor lang er færgevejen?", "tre kilometer"),
        ("Hvor mange underskrifter kom der imod forskuddet til færgen?", "212 underskrifter"),
        ("Hvor kan man henvende sig om borgerrådgivning?", "henvende sig i Sandby Borgerhus"),
    ],
)
def test_the_fact_that_is_asked_for_is_told(teknik: Assistant, question: str, told: str) -> None:
    assert told in teknik.ask(question).text


@pytest.mark.parametrize(
    "question",
    [
        "Hvad hedder borgerrådgiveren?",
        "Hvor lang tid varer ordningen med en borgerrådgiver?",
        "Hvornår kommer zonerne i Sandby?",
    ],
)
def test_a_fact_beside_it_is_not_told(teknik: Assistant, question: str) -> None:
    assert not teknik.ask(question).answered


def test_a_distance_is_no_course_of_a_case(teknik: Assistant) -> None:
    answer = teknik.ask("Hvor langt er der fra Sandø Skole til færgelejet?")
    assert "er behandlet således" not in answer.text
