"""What became of an item, what it approved, and why: over invented minutes of two meetings."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from assistant.assistant import Assistant
from index.archive import Archive

_COUNCIL = """Referat
Byrådet
Møde den 3. maj 2023

Fraværende: Ida Holm (A)

1. Svar på forslag fra V om at sænke prisen på badebilletter i Mosebadet
Sag 23/101
Sagsfremstilling
Venstre har foreslået at sænke prisen på badebilletter i Mosebadet med 50 procent.
Mosebadet er åbent fra maj til september.

Indstilling
Forvaltningen indstiller, at
1. prisen på badebilletter i Mosebadet tages op i budgettet. Det sker i august.
2. Mosebadet får et skilt ved vejen. Skiltet bliver af træ.
3. klippekort til Mosebadet undersøges nærmere af forvaltningen
4. Mosebadets venner høres om åbningstiden i skoleferien

Beslutning
Indstillingen vedtaget. Grøn Liste kunne ikke tiltræde indstillingen.

2. Ny gangbro over Lyngåen
Sag 23/102
Sagsfremstilling
Den gamle gangbro over Lyngåen blev skyllet væk af højvandet i januar.
Det foreslås derfor, at kommunen bygger en ny gangbro over Lyngåen i beton.
Broen bliver 14 meter lang.

Beslutning
Sendes til Teknisk Udvalg.
"""


@pytest.fixture(scope="module")
def assistant(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Assistant]:
    folder: Path = tmp_path_factory.mktemp("udfald")
    source = folder / "referater"
    source.mkdir()
    (source / "by-2023-05-03.txt").write_text(_COUNCIL, "utf-8")
    with Archive(folder / "arkiv", create=True) as archive:
        archive.index([source])
        yield Assistant(archive)


def test_what_a_minority_could_not_accept_is_no_rejection(assistant: Assistant) -> None:
    answer = assistant.ask("Hvorfor afviste byrådet at sænke prisen på badebilletter i Mosebadet?")
    assert answer.text.startswith("Referaterne viser noget andet")


def test_points_of_a_recommendation_are_counted_and_not_their_sentences(
    assistant: Assistant,
) -> None:
    text = assistant.ask("Hvad blev besluttet om prisen på badebilletter i Mosebadet?").text
    assert "af 4 punkter)" in text


def test_a_reason_that_stands_before_its_consequence_is_quoted_with_it(
    assistant: Assistant,
) -> None:
    answer = assistant.ask("Hvorfor skal der bygges en ny gangbro i beton over Lyngåen?")
    assert "skyllet væk af højvandet" in answer.text
    assert all("Sendes til" not in c.quote for c in answer.citations)


def test_who_was_absent_tells_not_why(assistant: Assistant) -> None:
    assert assistant.ask("Hvem var fraværende på mødet den 3. maj 2023?").answered
    answer = assistant.ask("Hvorfor var Ida Holm fraværende den 3. maj 2023?")
    assert not answer.answered
    assert "ingen begrundelse" in answer.text


def test_a_case_passed_on_is_told_in_english_with_one_preposition(assistant: Assistant) -> None:
    text = assistant.ask("What was decided about the gangbro over Lyngåen?").text
    assert "forwarded item 2" in text
    assert " on on " not in text
