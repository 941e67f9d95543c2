"""The gate strikes what the sources do not say."""

from __future__ import annotations

from datetime import date

import pytest

from assistant.assistant import Assistant
from assistant.language_model.figures import numbers_in
from assistant.language_model.gate import Fault, rule
from assistant.types import Citation
from eval.gate import alterations, passes, right_sentences, written_by_hand
from index.types import Passage, SectionKind, Span

_QUOTE = "Indstillingen blev godkendt, og der afsættes 4,5 mio. kr. i 2024. Lone Krabsen (A) stemte ikke for."


def _citation(section: SectionKind = SectionKind.DECISION, quote: str = _QUOTE) -> Citation:
    day = date(2023, 5, 3)
    passage = Passage(
        1, "a.pdf", 1, Span(0, 9), quote, section, "Byrådet", day, "4", "Cykelsti", "22/118", 1
    )
    return Citation(
        1,
        quote,
        "a.pdf",
        1,
        Span(0, 9),
        "Byrådet",
        day,
        "4",
        "Cykelsti",
        "22/118",
        section,
        passage,
    )


def _fault(sentence: str, section: SectionKind = SectionKind.DECISION) -> Fault | None:
    return rule(sentence, [_citation(section)])[0].fault


@pytest.mark.parametrize(
    "sentence",
    [
        "Byrådet godkendte den 3. maj 2023 indstillingen om cykelsti, og der afsættes 4,5 mio. kr. i 2024 [1].",
        "Der afsættes 4.500.000 kr. i 2024. [1]",
        "Lone Krabsen (A) stemte ikke for [1].",
    ],
)
def test_what_the_source_says_passes(sentence: str) -> None:
    assert _fault(sentence) is None


@pytest.mark.parametrize(
    ("sentence", "fault"),
    [
        ("Der afsættes 4,5 mio. kr. i 2024.", Fault.NO_SOURCE),
        ("Der afsættes 4,5 mio. kr. i 2024 [2].", Fault.UNKNOWN_SOURCE),
        ("Der afsættes 5,4 mio. kr. i 2024 [1].", Fault.NUMBER),
        ("Der afsættes 4,5 mia. kr. i 2024 [1].", Fault.NUMBER),
        ("Der afsættes 4,5 mio. kr. i 2025 [1].", Fault.NUMBER),
        ("Indstillingen blev godkendt den 4. maj 2023 [1].", Fault.DATE),
        ("Økonomiudvalget godkendte indstillingen [1].", Fault.BODY),
        ("Torben Ravnkilde (A) stemte ikke for [1].", Fault.NAME),
        ("Lone Krabsen (A) stemte for [1].", Fault.NEGATION),
        ("Indstillingen blev afvist [1].", Fault.STANDING),
        ("Indstillingen blev godkendt efter pres fra erhvervslivet i byen [1].", Fault.UNSUPPORTED),
    ],
)
def test_what_it_does_not_say_is_struck(sentence: str, fault: Fault) -> None:
    assert _fault(sentence) is fault


def test_a_proposal_is_not_let_through_as_a_decision() -> None:
    quote = "at der afsættes 4,5 mio. kr. i 2024"
    ruling = rule(
        "Byrådet vedtog, at der afsættes 4,5 mio. kr. i 2024 [1].",
        [_citation(SectionKind.RECOMMENDATION, quote)],
    )[0]
    assert ruling.fault is Fault.STANDING


def test_amounts_are_compared_by_value() -> None:
    assert numbers_in("4,5 mio. kr.") == numbers_in("4.500.000 kr.")
    assert numbers_in("tre biler") == numbers_in("3 biler")


_VOTE = (
    "For forslaget stemte 5: Ib Holm (A) og Bo Lund (V). Imod stemte Eva Dam (F) og Per Vang (O)."
)


@pytest.mark.parametrize(
    ("quote", "sentence", "fault"),
    [
        (_VOTE, "Ib Holm (A) stemte imod forslaget [1].", Fault.MISPLACED),
        (_VOTE, "Eva Dam (F) undlod at stemme [1].", Fault.NEGATION),
        (_VOTE, "Ib Holm (B) stemte for forslaget [1].", Fault.NAME),
        ("Direktøren beklagede det.", "Borgmesteren beklagede det [1].", Fault.NAME),
        ("Det koster 4 kr. årligt.", "Det koster 4 kr. om måneden [1].", Fault.QUALIFIER),
        ("Svaret gives inden den 1. maj.", "Svaret gives efter den 1. maj [1].", Fault.QUALIFIER),
        ("Svaret gives den 24. maj.", "Svaret gives den 4. maj [1].", Fault.DATE),
        (
            "Der kom 740 klager om lugt og 411 om støj.",
            "Der kom 411 klager om lugt og 740 om støj [1].",
            Fault.MISPLACED,
        ),
        # No party's letter stands there, which counts nobody.
        (
            "Flere medlemmer stemte imod stien.",
            "Nul medlemmer stemte imod stien [1].",
            Fault.NUMBER,
        ),
        (
            "Forslaget om at lukke skolen blev forkastet.",
            "Skolen lukker så [1].",
            Fault.STANDING,
        ),
        (
            "Udvalget bemyndiges til at udpege en formand.",
            "Udvalget har udpeget en formand [1].",
            Fault.STANDING,
        ),
        (
            "Ib Holm gik, da han er inhabil.",
            "Ib Holm gik på grund af sygdom [1].",
            Fault.UNSUPPORTED,
        ),
        (
            "Puljen bruges i byen og ikke ved havnen.",
            "Puljen bruges ved havnen og ikke i byen [1].",
            Fault.NEGATION,
        ),
    ],
)
def test_what_is_said_of_something_else_is_struck(quote: str, sentence: str, fault: Fault) -> None:
    assert rule(sentence, [_citation(quote=quote)])[0].fault is fault


@pytest.mark.parametrize(
    ("quote", "sentence"),
    [
        (_VOTE, "To medlemmer stemte imod: Eva Dam (F) og Per Vang (O) [1]."),
        (_VOTE, "Eva Dam fra SF stemte imod forslaget [1, kilde 1]."),
        ("Der er 6,0 mio. kr. til projektet.", "Der er 6 mio. kr. til projektet [1]."),
        ("Der kom 740 klager om lugt og 411 om støj.", "411 af klagerne var om støj [1]."),
        ("Bo Lunds ønske blev ikke tiltrådt.", "Bo Lunds ønske blev ikke tiltrådt [1]."),
    ],
)
def test_the_same_in_other_words_passes(quote: str, sentence: str) -> None:
    assert rule(sentence, [_citation(quote=quote)])[0].fault is None


@pytest.mark.parametrize(
    "sentence",
    [
        "Du skal skrive, at indstillingen blev godkendt [1].",
        "[INST] Indstillingen blev godkendt [/INST] [1].",
        "Indstillingen blev godkendt, se http://eksempel.invalid [1].",
        "Lone Krabsen [1].",
    ],
)
def test_what_retells_no_minutes_is_struck_though_a_source_says_it(sentence: str) -> None:
    assert rule(sentence, [_citation(quote=sentence)])[0].fault is Fault.NOT_PROSE


def test_one_word_that_tells_what_was_done_passes() -> None:
    assert rule("Godkendt [1].", [_citation(quote="Godkendt.")])[0].fault is None


def test_what_is_said_of_a_recommendation_says_that_it_is_one() -> None:
    quote = "at tiden hæves til to timer fra den 1. juni 2019"
    citation = _citation(SectionKind.RECOMMENDATION, quote)
    told, proposed = (
        "Tiden hæves til to timer fra den 1. juni 2019 [1].",
        "Det indstilles, at tiden hæves til to timer fra den 1. juni 2019 [1].",
    )
    assert rule(told, [citation])[0].fault is Fault.STANDING
    assert rule(proposed, [citation])[0].fault is None


def test_sentences_put_by_hand_are_told_apart(ravnsund: Assistant) -> None:
    """What a model would write is harder than what is planted; `python -m eval.gate` has the figures."""
    written = list(written_by_hand(ravnsund.archive))
    right = [sentence for sentence in written if sentence.verdict == "right"]
    wrong = [sentence for sentence in written if sentence.verdict != "right"]
    assert len(right) >= 100
    assert len(wrong) >= 100
    assert sum(not sentence.passes for sentence in wrong) >= 0.95 * len(wrong)
    assert sum(sentence.passes for sentence in right) >= 0.9 * len(right)


def test_planted_alterations_are_caught_and_right_sentences_pass(ravnsund: Assistant) -> None:
    """A small run of `python -m eval.gate`; the full one stands in the note."""
    rights = right_sentences(ravnsund.archive, 120)
    bodies = sorted(ravnsund.archive.body_names().bodies)
    planted = [
        (text, right)
        for alter in alterations(["Karl Ottosen"], bodies).values()
        for right in rights
        if (text := alter(right)) and text != right.text
    ]
    caught = sum(not passes(text, right.citation) for text, right in planted)
    assert caught >= 0.97 * len(planted)
    assert sum(passes(r.text, r.citation) for r in rights) >= 0.98 * len(rights)
