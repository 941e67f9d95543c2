"""What a sentence must hold to tell what is asked: over the sample minutes, and names by themselves."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant.assistant import Assistant
from assistant.evidence.sentences import tells
from assistant.wording.names import names_a_person, names_without_persons
from assistant.wording.patterns import match_of
from tests.assistant.minutes import assistant_over


@pytest.mark.parametrize(
    "question",
    [
        "Hvad hed kaptajnen på færgen til Bjælkenæs?",
        "Hvilken kiosk sælger vapes til børn?",
        "Hvad hedder de fire teamledere i hjemmeplejen?",
        "Hvilket vognmandsfirma kørte ladestanderen på Fabriksvej ned?",
    ],
)
def test_a_name_that_the_right_case_does_not_give_is_refused_and_the_case_shown(
    ravnsund: Assistant, question: str
) -> None:
    answer = ravnsund.ask(question)
    assert not answer.answered
    assert "Navnet står ikke i de nærmeste sager." in answer.text
    assert "Det nærmeste, jeg fandt" in answer.text


@pytest.mark.parametrize(
    ("sort", "question", "noun"),
    [
        ("role", "Hvem er rådmand for Teknik?", "rådmand"),
        ("role", "Hvad hedder den nye leder af børnehaven?", "leder"),
        ("role", "va hedder de fire teamledere", "teamledere"),
        ("role", "Hvem ejer kiosken?", None),
        ("firm", "Hvilket firma skal anlægge banen?", "firma"),
        ("thing", "Hvilken kiosk er det?", "kiosk"),
        ("thing", "Hvilken løsning blev valgt?", None),
    ],
)
def test_a_question_tells_what_it_wants_the_name_of(
    sort: str, question: str, noun: str | None
) -> None:
    found = match_of("naming.tsv", sort, question)
    assert (found["noun"] if found else None) == noun


@pytest.mark.parametrize(
    ("sentence", "does"),
    [
        ("Afdelingsleder Marianne Lund deltager.", True),
        ("Velfærdsdirektør Lene Dahl orienterer.", True),
        ("Sporet går langs Marie Krabs Vej.", False),
        ("Center For Ejendomme deltager.", False),
    ],
)
def test_a_person_is_known_behind_a_title_and_not_in_a_street(sentence: str, does: bool) -> None:
    assert names_a_person(sentence) is does


@pytest.mark.parametrize(
    ("sentence", "elsewhere", "names"),
    [
        ("Børnene køres af Sundets Minibusser.", "", ["Sundets Minibusser"]),
        ("Thorsted & Søn gav det laveste bud.", "", ["Thorsted & Søn"]),
        ("Arbejdet ved broen over Hestkær begynder.", "", []),
        ("Byrådet bad Teknik og Miljø se på det.", "", []),
        ("Det betales af Kultur.", "Afdelingen for Kultur", []),
        ("Mosevang fik det først.", "Det var på plejehjemmet, Mosevang", ["Mosevang"]),
    ],
)
def test_names_of_firms_are_told_from_places_bodies_and_first_words(
    sentence: str, elsewhere: str, names: list[str]
) -> None:
    assert names_without_persons(sentence, elsewhere) == names


@pytest.mark.parametrize(
    ("want", "sentence", "does"),
    [
        ("agent", "Beløbet finansieres af Tryg.", True),
        ("agent", "Det sker under KKR-regi.", True),
        ("agent", "En del af Hestkær ligger lavt.", False),
        ("who", "Planklagenævnet gav medhold.", True),
        ("party", "Danmarksdemokraterne har stillet forslag.", True),
        ("party", "Vi foreslår en undersøgelse.", False),
    ],
)
def test_a_sentence_tells_by_whom(want: str, sentence: str, does: bool) -> None:
    assert tells(want, sentence) is does


def test_who_put_a_proposal_forward_is_told_by_a_name_beside_it(ravnsund: Assistant) -> None:
    answer = ravnsund.ask("Hvem stillede forslaget om nultolerance over for hærværk?")
    assert answer.answered
    assert all("Trærup" in c.quote or "Danmarksdemokrat" in c.quote for c in answer.citations[:1])


def test_who_a_person_is_that_the_question_names_is_told_by_sentences_with_the_name(
    ravnsund: Assistant,
) -> None:
    answer = ravnsund.ask("Hvem er Nadia Elkær?")
    assert answer.answered
    assert any("Nadia Elkær" in c.quote for c in answer.citations)


def test_how_many_were_turned_down_presumes_nothing_of_the_case(ravnsund: Assistant) -> None:
    answer = ravnsund.ask("Hvor mange ansøgere blev afvist til familieboligerne på Møllevangen?")
    assert "noget andet, end spørgsmålet går ud fra" not in answer.text


_GROUPS = """Referat
Sundhedsudvalget
Møde den 5. marts 2024

1. Midler til borgere med migræne
Sag 24/1
Sagsfremstilling
Midlerne til borgere med migræne fordeles således:

Indsats for borgere i kommunen
Afsatte midler i 2024
Hold for borgere med migræne
370.000 kr.
Vejledning af borgere med migræne
120.000 kr.

Beslutning
Godkendt.
"""


def test_a_row_of_money_is_no_count_of_people(tmp_path: Path) -> None:
    with assistant_over(tmp_path, {"migraene.txt": _GROUPS}) as assistant:
        answer = assistant.ask("Hvor mange borgere i kommunen har migræne?")
    assert "kr." not in answer.text


_COURSE = """Referat
Sundhedsudvalget
Møde den 5. marts 2024

1. Evaluering af migrænekurser
Sag 24/1
Sagsfremstilling
Migrænekurserne er holdt på sundhedshuset. I 2023 har i alt 47 beboere fulgt kurserne.

Beslutning
Taget til efterretning.
"""


def test_people_in_general_are_counted_by_what_the_minutes_call_them(tmp_path: Path) -> None:
    with assistant_over(tmp_path, {"migraene.txt": _COURSE}) as assistant:
        answer = assistant.ask("Hvor mange mennesker var på migrænekursus i 2023?")
    assert "47 beboere" in answer.text


_HOUSE = """Referat
Kulturudvalget
Møde den 5. marts 2024

1. Nyt foreningshus til spejderne
Sag 24/1
Sagsfremstilling
Spejderne får et nyt foreningshus med køkken og værksted. {where}

Beslutning
Godkendt.
"""


@pytest.mark.parametrize(
    ("where", "is_told"),
    [
        ("Huset får adresse på Ravnholtsvej 14.", True),
        ("Husets adresse bliver Gammel Bro Gade.", True),
        ("Husets adresse meldes til registret.", False),
    ],
)
def test_an_address_is_told_by_a_street_alone(tmp_path: Path, where: str, is_told: bool) -> None:
    with assistant_over(tmp_path, {"hus.txt": _HOUSE.format(where=where)}) as assistant:
        answer = assistant.ask("Hvilken adresse får spejdernes nye foreningshus?")
    assert answer.answered is is_told
    assert (where in [c.quote for c in answer.citations]) is is_told
    assert is_told or "Adressen står ikke i de nærmeste sager." in answer.text


_FLAGS = """Referat
Kulturudvalget
Møde den 5. marts 2024

1. Havnefest 2024
Sag 24/1
Sagsfremstilling
Tidsplanen for havnefesten er denne:
Marts 2024: Tryk af 250 stk. T-shirts til havnefesten
April 2024: Salg af billetter

Beslutning
Godkendt.
"""


def test_pieces_of_a_thing_with_a_capital_are_counted(tmp_path: Path) -> None:
    with assistant_over(tmp_path, {"havnefest.txt": _FLAGS}) as assistant:
        answer = assistant.ask("Hvor mange t-shirts bliver der trykt til havnefesten?")
    assert any("250 stk. T-shirts" in c.quote for c in answer.citations)


_CHOIR = """Referat
Kulturudvalget
Møde den 5. marts 2024

1. Evaluering af korskolen
Sag 24/1
Sagsfremstilling
Kommunen holdt 9 korskoler for sangere, der ikke før har gået på korskole, hvoraf 7 korskoler blev fulde.
Efter korskolen er 61 pct. blevet nodekyndige.
Korskolen får et tilskud på i alt 2,4 mio. kr. om året.

Beslutning
Taget til efterretning.
"""


@pytest.mark.parametrize(
    ("question", "told", "other"),
    [
        ("Hvor mange blev nodekyndige af korskolerne?", "61 pct.", "9 korskoler"),
        ("Hvor mange millioner går til korskolen?", "2,4 mio. kr.", "9 korskoler"),
        ("Hvor mange korskoler blev der holdt?", "9 korskoler", "61 pct."),
    ],
)
def test_what_is_counted_is_told_by_what_is_said_of_it(
    tmp_path: Path, question: str, told: str, other: str
) -> None:
    with assistant_over(tmp_path, {"kor.txt": _CHOIR}) as assistant:
        answer = assistant.ask(question)
    assert told in answer.text
    assert other not in answer.text
