"""Decisions in running prose that neither a heading nor a known form announces."""

from __future__ import annotations

import pytest

from index.parsing.sections.deciding import ENOUGH, facts, own_names, probability
from index.types import DocumentKind, Minutes, SectionKind
from tests.index.parsing.pages import parsed

_FRONT = "Referat fra Parkrådets møde tirsdag den 4. juni 2013\n\n"
_CASE = (
    "Bedene på Torvet er visnet, og gartneren har målt 40 m2.\n"
    "Naboerne vil have græs. Forvaltningen foreslår stauder til 18.000 kr.\n"
)
_OTHERS = (
    "\n2. Skraldespande\nDer mangler ni spande langs stien, og de gamle er rustne.\n"
    "\n3. Næste møde\nMødet er den 2. juli.\n"
)


def _parsed(text: str) -> Minutes:
    return parsed(_FRONT + text)


def _decision(minutes: Minutes, item: int = 0) -> str | None:
    text = minutes.document.text
    found = [s for s in minutes.items[item].sections if s.kind is SectionKind.DECISION]
    return found[0].span.of(text).strip() if found else None


@pytest.mark.parametrize(
    "decision",
    [
        "Rådet støtter forslaget, men vil have lavendler. Gartneren går i gang til foråret.",
        "Rådet kan ikke anbefale forslaget. Naboerne får besked.",
        "Parkrådet anbefaler græs.",
        "Der var enighed om at vente til foråret.",
        "Sagen sendes tilbage til forvaltningen, som bedes finde en billigere løsning.",
        "Punktet udsættes til næste møde, da gartneren var syg.",
        "Et flertal på fire stemte for stauder. Imod stemte Knud Lerche.",
        "Rådet opfordrer kommunen til at så græs.",
    ],
)
def test_what_the_body_does_is_its_decision_and_what_stands_above_the_case(decision: str) -> None:
    minutes = _parsed(f"1. Bedene på Torvet\n{_CASE}{decision}\n{_OTHERS}")
    assert minutes.kind is DocumentKind.MINUTES
    assert _decision(minutes) == decision
    assert minutes.items[0].sections[0].kind is SectionKind.BACKGROUND
    assert [_decision(minutes, item) for item in (1, 2)] == [None, None]


@pytest.mark.parametrize(
    "sentence",
    [
        "Handicaprådet anbefaler i sit høringssvar, at kanten bliver lavere.",
        "Byrådet vedtog i 2009 en plan for Torvet.",
        "Forvaltningen anbefaler, at forslaget sendes i høring.",
        "Danske Haver foreslår, at bedene lægges om hvert tredje år.",
        "Knud Lerche mente, at græs er kedeligt.",
        "Rådet besøgte Torvet den 3. maj.",
        "Økonomiudvalget behandler sagen i august.",
    ],
)
def test_others_earlier_days_proposals_and_talk_decide_nothing(sentence: str) -> None:
    minutes = _parsed(f"1. Bedene på Torvet\n{_CASE}{sentence}\n{_OTHERS}")
    assert _decision(minutes) is None


def test_where_headings_announce_decisions_an_item_without_one_has_none() -> None:
    headed = "".join(
        f"{n}. Sag {n} om stier\nStien er smal.\n\nBeslutning\nGodkendt.\n\n" for n in (1, 2, 3)
    )
    minutes = _parsed(f"{headed}4. Bedene\n{_CASE}Rådet støtter forslaget om lavendler.\n")
    assert _decision(minutes, 0) == "Beslutning\nGodkendt."
    assert _decision(minutes, 3) is None


def test_an_agenda_decides_nothing() -> None:
    text = f"1. Bedene på Torvet\n{_CASE}Rådet støtter forslaget.\n{_OTHERS}"
    minutes = parsed(_FRONT.replace("Referat fra", "Dagsorden for") + text)
    assert minutes.kind is DocumentKind.AGENDA
    assert _decision(minutes) is None


def test_nothing_is_decided_above_what_a_heading_recommends() -> None:
    minutes = _parsed(
        f"1. Bedene på Torvet\n{_CASE}Planen forlænges og sendes i høring.\n\n"
        f"Indstilling\nForvaltningen indstiller, at planen godkendes.\n{_OTHERS}"
    )
    assert _decision(minutes) is None


def test_an_item_that_begins_with_a_heading_has_one_over_its_decision() -> None:
    minutes = _parsed(f"1. Bedene\nSagsfremstilling\n{_CASE}Rådet støtter forslaget.\n{_OTHERS}")
    assert _decision(minutes) is None
    asides = f"1. Bedene\n{_CASE}\nHøring\nNaboerne er imod.\n\nRådet støtter forslaget.\n{_OTHERS}"
    assert _decision(_parsed(asides)) == "Rådet støtter forslaget."


def test_a_row_of_a_table_decides_nothing() -> None:
    minutes = _parsed(
        f"1. Bedene på Torvet\n{_CASE}Dato\tHvem\tHvad\n3/5\tBent\tStauder godkendt.\n{_OTHERS}"
    )
    assert _decision(minutes) is None


def test_a_case_below_a_decision_is_no_part_of_it() -> None:
    minutes = _parsed(
        "1. Bedene på Torvet\nRådet vedtog, at bedene nedlægges. Gartneren får besked.\n\n"
        f"{_CASE}{_OTHERS}"
    )
    decided = [s for s in minutes.items[0].sections if s.kind is SectionKind.DECISION]
    text = minutes.document.text
    assert "stauder" not in " ".join(s.span.of(text) for s in decided)


def test_a_word_and_what_it_leads_to_are_one_decision() -> None:
    minutes = _parsed(
        f"1. Referatet\nBente manglede i listen over de mødte, og Knud stod der to gange.\n"
        f"Rettes. Ellers godkendt.\n{_OTHERS}"
    )
    assert _decision(minutes) == "Rettes. Ellers godkendt."


def test_a_known_form_may_be_the_end_of_a_decision() -> None:
    svar = "Rådet kan ikke anbefale forslaget. Svaret blev vedtaget enstemmigt."
    minutes = _parsed(f"1. Bedene på Torvet\n{_CASE}{svar}\n{_OTHERS}")
    assert _decision(minutes) == svar


def test_the_body_itself_is_told_from_others() -> None:
    own = own_names("Parkrådet")
    assert "først <vi>" in facts("Parkrådet støtter planen.", own, 0)
    assert "først <vi>" in facts("Rådet støtter planen.", own, 0)
    assert "først <organ>" in facts("Udvalget støtter planen.", own, 0)
    assert "først <organ>" in facts("Ældrerådet støtter planen.", own, 0)
    assert "først <vi>" in facts("Udvalget støtter planen.", own_names(None), 0)


def test_a_sentence_decides_more_likely_at_the_end() -> None:
    own, sentence = own_names("Parkrådet"), "Rådet støtter planen."
    assert probability(sentence, own, 0) > ENOUGH
    assert probability(sentence, own, 0) > probability(sentence, own, 12)


@pytest.mark.parametrize(
    "line",
    ["Godkendt den ____ / ____ 1999", "Godkendt den / 2003", "Vedtaget den ........ 2004"],
)
def test_a_line_for_the_day_on_which_the_minutes_are_signed_is_no_decision(line: str) -> None:
    decided = f"\n1. Bedene på Torvet\n{_CASE}\nBeslutning\nRådet vil have græs.\n"
    text = f"{decided}\n2. Eventuelt\nKnud Lerche spurgte til en bænk.\n\n{line}\n"
    assert _decision(_parsed(text), 1) is None


@pytest.mark.parametrize(
    "decision",
    [
        "Herefter vedtog bestyrelsen med fire stemmer mod en, at bedene får græs.",
        "Derefter besluttede Parkrådet at vente.",
        "Det blev pålagt gartneren at så græs.",
    ],
)
def test_a_decision_may_begin_with_what_came_before_it(decision: str) -> None:
    assert _decision(_parsed(f"1. Bedene på Torvet\n{_CASE}{decision}\n{_OTHERS}")) == decision


@pytest.mark.parametrize(
    "votes",
    ["Vedtaget med 6 stemmer for og 1 imod (Knud Lerche).", "Enstemmigt vedtaget med 7 stemmer."],
)
def test_what_was_voted_on_stands_in_the_paragraph_above_the_count(votes: str) -> None:
    decided = "Rådet støtter stauderne, men ikke græsset. Gartneren skal have besked inden jul."
    minutes = _parsed(f"1. Bedene på Torvet\n{_CASE}\n{decided}\n\n{votes}\n{_OTHERS}")
    assert _decision(minutes) == f"{decided}\n\n{votes}"
    told = "Knud mente, at græsset er pænere. Gartneren vil gerne have besked inden jul."
    minutes = _parsed(f"1. Bedene på Torvet\n{_CASE}\n{told}\n\n{votes}\n{_OTHERS}")
    assert _decision(minutes) == votes


def test_a_paragraph_below_a_vote_may_decide() -> None:
    vote = "Afstemning: Stauder 5 stemmer, græs 2 stemmer (Knud Lerche, Bente Ravn)."
    minutes = _parsed(
        f"1. Bedene på Torvet\n{_CASE}\n{vote}\n\nRådet anbefaler stauder.\n{_OTHERS}"
    )
    kinds = [section.kind for section in minutes.items[0].sections]
    assert kinds == [SectionKind.BACKGROUND, SectionKind.VOTE, SectionKind.DECISION]
    assert _decision(minutes) == "Rådet anbefaler stauder."
