"""Lists and tables that stand in an item are told whole where a list is asked for."""

from __future__ import annotations

from assistant.assistant import Assistant
from tests.assistant.minutes import assistant_of

_ROWS = {
    "Redningskranse": "10.000 kr.",
    "Livredderkursus": "20.000 kr.",
    "Baderåd": "30.000 kr.",
    "Skilte": "40.000 kr.",
    "Badevandsprøver": "50.000 kr.",
    "Stiger": "60.000 kr.",
    "Bøjer": "70.000 kr.",
    "Hjertestarter": "80.000 kr.",
    "Skabe": "90.000 kr.",
}
_TABLE = "\n\n".join(f"{name}\t{money}" for name, money in _ROWS.items())

_MINUTES = f"""Referat
Fritidsudvalget
Møde den 4. juni 2024

1. Sikkerhed ved havnebadet
Sag 24/101
Sagsfremstilling
Pengene til sikkerhed ved havnebadet fordeles i år.

Indsats ved havnebadet\tBeløb i 2024

{_TABLE}

Beslutning
Godkendt.

2. Regnskab for legepladser
Sag 24/102
Sagsfremstilling
Fritid og Park aflægger regnskab for nedenstående pladser:

Sandbugten – klatrenet

Fyrtårnet – gynger

Heden – svævebane

Med sagen aflægges regnskab for 3 legepladser. Regnskabet for legepladserne er uden afvigelser.

Beslutning
Godkendt.

3. Dialogmøde med ungerådet
Sag 24/103
Sagsfremstilling
På dialogmødet drøftede udvalget og ungerådet følgende:
- Lys på stierne
- Øvelokaler til bands

Beslutning
Drøftet.
"""


fritid = assistant_of({"2024-06-04.txt": _MINUTES})


def test_a_table_of_nine_is_told_whole_where_all_of_it_is_asked_for(fritid: Assistant) -> None:
    text = fritid.ask("Hvilke indsatser ved havnebadet får penge?").text
    assert [name for name in _ROWS if name not in text] == []


def test_one_row_of_a_long_table_tells_one_amount(fritid: Assistant) -> None:
    text = fritid.ask("Hvad er der sat af til hjertestarter ved havnebadet?").text
    assert "80.000 kr." in text
    assert "20.000 kr." not in text


def test_the_list_is_told_and_not_only_how_many_it_has(fritid: Assistant) -> None:
    text = fritid.ask("Hvilke legepladser aflægges der regnskab for?").text
    assert all(name in text for name in ("Sandbugten", "Fyrtårnet", "Heden"))


def test_the_matters_that_one_item_treated_are_told_and_not_its_title_alone(
    fritid: Assistant,
) -> None:
    text = fritid.ask("Hvilke emner blev drøftet på dialogmødet med ungerådet?").text
    assert "Lys på stierne" in text
    assert "Øvelokaler til bands" in text
