"""What a refusal names as the nearest: what may be meant, and nothing that only shares a word."""

from __future__ import annotations

from pathlib import Path

from tests.assistant.minutes import assistant_over

_MINUTES = """Referat
Krabsø Byråd
Møde den 4. juni 2024

1. Ny skaterbane ved Sandbugten
Sag 24/101
Sagsfremstilling
Skaterbanen ved Sandbugten bygges i beton. De unge har ønsket en skaterbane.

Beslutning
Godkendt.

2. Regnskab for vandværket
Sag 24/102
Sagsfremstilling
Vandværket har haft overskud. En pedel har spurgt til taksten for vand.

Beslutning
Godkendt.

3. Lukket punkt: Køb af fyrtårnet
Sag 24/103
"""


def test_what_only_shares_a_word_is_not_named_as_the_nearest(tmp_path: Path) -> None:
    with assistant_over(tmp_path, {"2024-06-04.txt": _MINUTES}) as assistant:
        text = assistant.ask("Hvem er pedel på skaterbanen?").text
    assert "»Ny skaterbane ved Sandbugten«" in text
    assert "vandværket" not in text


def test_of_a_closed_item_no_open_one_is_named_as_near(tmp_path: Path) -> None:
    with assistant_over(tmp_path, {"2024-06-04.txt": _MINUTES}) as assistant:
        text = assistant.ask("Hvad koster det at købe fyrtårnet?").text
    assert "lukket punkt" in text
    assert "Det nærmeste" not in text


_OPEN_AND_CLOSED = """Lyngsø Kommune
Referat
Økonomiudvalget
Møde den 4. juni 2024

1. Meddelelser
Beslutning
Formanden oplyste, at budgetseminaret i september holdes på Hotel Klinten.

2. Lukket punkt: Salg af et hotel
Sag 24/104

3. Regnskab for vandværket
Sag 24/105
Beslutning
Godkendt.
"""


def test_an_open_item_that_tells_goes_before_a_closed_one(tmp_path: Path) -> None:
    with assistant_over(tmp_path, {"2024-06-04.txt": _OPEN_AND_CLOSED}) as assistant:
        told = assistant.ask("budgetseminar hotel")
        closed = assistant.ask("Hvad gav køberen ved salg af et hotel?")
    assert "Hotel Klinten" in told.citations[0].quote
    assert "lukket punkt" in closed.text
