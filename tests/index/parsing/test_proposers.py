"""Whose proposal a section holds is told only when the minutes say it."""

import pytest

from index.parsing.text.proposers import Proposer, proposer_of


@pytest.mark.parametrize(
    ("heading", "text", "name", "recommends"),
    [
        ("BESLUTNINGSFORSLAG FRA ENHEDSLISTEN", "Byrådet afsætter penge.", "Enhedslisten", False),
        ("Medlemsforslag fra Ida Holm (F)", "Byrådet afsætter penge.", "Ida Holm (F)", False),
        ("Administrationens indstilling", "At forslaget afvises.", "Administration", True),
        ("Forslag", "Venstre foreslår, at byrådet sætter farten ned.", "Venstre", False),
        ("Indstilling", "Direktionen indstiller, at planen vedtages.", "Direktionen", True),
        ("Indstilling", "Teknik- og Miljøforvaltningen anbefaler, at planen vedtages.",
         "Teknik- og Miljøforvaltningen", True),
        ("Indstilling fra skolechefen", "At planen vedtages.", "skolechefen", True),
        ("Venstre og SF foreslår derfor at,", "1. Farten sættes ned.", "Venstre og SF", False),
        ("Center for Ejendomme indstiller, at", "A) Planen godkendes.", "Center for Ejendomme", True),
        ("Økonomiudvalgets indstilling", "At planen vedtages.", "Økonomiudvalget", True),
        ("Forslag", "Forslagsstiller: Bo Lind, byrådsmedlem (M)", "Bo Lind, byrådsmedlem (M)", False),
    ],
)  # fmt: skip
def test_heading_or_first_sentence_names_who_proposes(
    heading: str, text: str, name: str, recommends: bool
) -> None:
    found = proposer_of(heading, text)
    assert found is not None
    assert found.recommends is recommends
    assert found.name.startswith(name)


@pytest.mark.parametrize(
    ("heading", "text"),
    [
        ("Indstilling", "at planen sendes i høring"),
        ("Indstilling", "Det indstilles, at planen sendes i høring."),
        ("Forslag til vedtagelse", "Planen sendes i høring."),
        ("Forslag", "Planen foreslår, at der bygges i tre etager."),
        (None, "Prisen sættes ned."),
        # Of two proposers in one section it is not known whose a sentence is.
        (
            "Indstilling",
            "Forvaltningen indstiller, at planen vedtages. Teknisk Udvalg indstiller, at kilen udgår.",
        ),
    ],
)
def test_what_is_not_said_is_not_known(heading: str | None, text: str) -> None:
    assert proposer_of(heading, text) is None


def test_a_motion_and_the_recommendation_of_the_opposite_are_kept_apart() -> None:
    motion = proposer_of("Beslutningsforslag fra SF", "Farten sættes ned.")
    answer = proposer_of("Indstilling", "Forvaltningen indstiller, at forslaget ikke vedtages.")
    assert motion == Proposer("SF", False)
    assert answer == Proposer("Forvaltningen", True)
