"""Mail that was sent on: the quote marks before its lines hide neither items nor what is closed."""

from __future__ import annotations

import pytest

from index.parsing.minutes import parse_minutes
from index.parsing.text.closed import without_closed_text
from index.reading import read_content

MAIL = """Fra: Sekretariatet
Emne: VS: Referat til orientering

Kære alle. Se nedenfor.

"""
MINUTES = """Referat fra mødet i Fritidsudvalget
tirsdag den 14. marts 2017 kl. 16.00

Punkt 1: Lysmaster ved stadion
Sagsnr. 17/2240
Sagsfremstilling
Idrætsforeningen ønsker nye lysmaster.
Beslutning
Udvalget bevilgede 250.000 kr.

Punkt 2: Forpagtning af cafeteriet
Lukket punkt
Forpagteren har bedt om nedsat husleje.
Beslutning
Huslejen nedsættes med 4.000 kr.

Punkt 3: Eventuelt
Intet."""


@pytest.mark.parametrize("mark", ["> ", ">", ">> ", "> > ", "| "])
def test_a_quoted_mail_reads_as_what_it_quotes(mark: str) -> None:
    quoted = "\n".join(mark + line for line in MINUTES.split("\n"))
    minutes = parse_minutes(read_content((MAIL + quoted).encode()))
    assert [(item.number, item.title, item.public) for item in minutes.items] == [
        ("1", "Lysmaster ved stadion", True),
        ("2", "Forpagtning af cafeteriet", False),
        ("3", "Eventuelt", True),
    ]
    shown = without_closed_text(minutes).document.text
    assert "250.000" in shown
    assert "usleje" not in shown


def test_a_table_in_text_keeps_its_bars() -> None:
    rows = "\n".join(f"| Vej {n} | {n}00 m |" for n in range(1, 9))
    assert "| Vej 3 | 300 m |" in read_content(rows.encode()).text


@pytest.mark.parametrize("ornament", ["", "» ", "¤ ", "> ", "→ "])
@pytest.mark.parametrize(
    "mark", ["Lukket punkt", "Lukket sag", "Lukket dagsorden", "Lukket punkt: Cafeteriet"]
)
def test_text_below_a_closed_mark_is_withheld_where_no_items_are_found(
    ornament: str, mark: str
) -> None:
    lines = f"""Referat fra mødet i Fritidsudvalget
tirsdag den 14. marts 2017 kl. 16.00
Lysmaster ved stadion
Der bevilges 250.000 kr.
{mark}
Forpagteren har bedt om nedsat husleje.
Huslejen nedsættes med 4.000 kr."""
    text = "\n".join(ornament + line for line in lines.split("\n"))
    shown = without_closed_text(parse_minutes(read_content(text.encode()))).document.text
    assert "usleje" not in shown
