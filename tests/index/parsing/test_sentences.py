from __future__ import annotations

import re
from itertools import pairwise

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from index.parsing.text.sentences import RULE, sentence_spans
from index.types import Span


def _sentences(text: str) -> list[str]:
    return [" ".join(span.of(text).split()) for span in sentence_spans(text, Span(0, len(text)))]


@pytest.mark.parametrize(
    "sentence",
    [
        "Udvalget drøftede bl.a. Åvej, jf. pkt. 4 og stk. 2, nr. 3.",
        "Mødet holdes den 3. maj 2022 kl. 13.30 i lokale 2.",
        "Der er afsat ca. 1,5 mio. kr. til formålet i 2024.",
        "Klasserne på 7. til 9. årgang flyttes pr. 1. august.",
        "Ordfører var J. P. Hansen fra Teknik mv. og andre.",
        "Grunden ligger mellem Gl. Havnevej og Sdr. Tvergade.",
        "Referent var cand.jur. Lone Lund, og stud.jur. Bo Holm deltog.",
        "Vi hørte stud.med. Per Holm og cand. jur. Ole Lund.",
        "Budgettet sendes til 2. Behandling, og fristen er den 4. Maj.",
    ],
)
def test_abbreviations_and_dates_end_no_sentence(sentence: str) -> None:
    assert _sentences(sentence) == [sentence]


def test_an_amount_may_end_a_sentence() -> None:
    assert _sentences("Der afsættes 50.000 kr. Byrådet betaler.") == [
        "Der afsættes 50.000 kr.",
        "Byrådet betaler.",
    ]


@pytest.mark.parametrize(
    "sentence",
    [
        "Andelen steg fra 24 til 28.",
        "Næste møde er mandag den 12.",
        "Der er indkøbt 30 stk.",
        "Ordningen løber frem til jul.",
        "Parken lukker kl. 19.",
        "Spørgsmålet sendes til HR.",
        "Det var ikke noget, de var med i.",
    ],
)
def test_a_number_or_a_short_word_may_end_a_sentence(sentence: str) -> None:
    assert _sentences(f"{sentence} Byrådet betaler.") == [sentence, "Byrådet betaler."]


@pytest.mark.parametrize("between", ["\n======\n", "\n\n-----\n\n"])
def test_a_drawn_line_is_no_sentence_and_parts_two(between: str) -> None:
    assert _sentences(f"Bo Lund (V){between}Udsat til foråret") == [
        "Bo Lund (V)",
        "Udsat til foråret",
    ]


def test_wrapped_lines_are_one_sentence() -> None:
    assert _sentences(
        "Udvalget for plan, udvikling og kultur begynder arbejdet med at\nformulere mål for byen."
    ) == ["Udvalget for plan, udvikling og kultur begynder arbejdet med at formulere mål for byen."]


def test_list_entries_stand_alone() -> None:
    text = "Det indstilles, at\n1. budgettet godkendes\n2. beløbet frigives\n- bilag vedlægges"
    assert _sentences(text) == [
        "Det indstilles, at", "1. budgettet godkendes", "2. beløbet frigives", "- bilag vedlægges",
    ]  # fmt: skip


def test_blank_lines_between_all_lines_part_nothing() -> None:
    text = "\n\n".join(
        [
            "Udvalget drøftede den langsigtede plan for området, og det blev aftalt, at",
            "planen forelægges igen.",
        ]
        * 5
    )
    assert _sentences(text)[0].endswith("forelægges igen.")


@given(st.text(alphabet="Aab. \n\t\f1,-:?æÅ", max_size=120))
def test_every_word_is_in_exactly_one_sentence(text: str) -> None:
    # Drawn lines are no words.
    assume(not any(RULE.match(line.strip()) for line in re.split(r"[\n\f]", text)))
    spans = sentence_spans(text, Span(0, len(text)))
    assert "".join(span.of(text) for span in spans).split() != [] or not text.split()
    assert " ".join(span.of(text) for span in spans).split() == text.split()
    assert all(a.end <= b.start for a, b in pairwise(spans))


def test_a_line_that_begins_with_at_may_go_on_a_sentence() -> None:
    text = (
        "I forlængelse af tidligere drøftelser i udvalget er det nu blevet besluttet\n"
        "at flytte aktivitetscentret til den gamle skole.\n"
    )
    assert len(sentence_spans(text, Span(0, len(text)))) == 1
    listed = "Forvaltningen indstiller\nat planen godkendes\nat udgiften afholdes af puljen\n"
    assert len(sentence_spans(listed, Span(0, len(listed)))) == 3


def test_a_sentence_goes_on_over_a_page_break() -> None:
    text = (
        "Udvalget besluttede at sende planen i høring i otte uger med den\n\fændring, at stien føres "
        "nord om søen. Sagen kommer igen.\n"
    )
    assert _sentences(text)[0] == (
        "Udvalget besluttede at sende planen i høring i otte uger med den ændring, at stien føres nord om søen."
    )


def test_a_full_line_goes_on_over_a_page_break_with_a_name() -> None:
    text = (
        "Efter et halvt år er der kun tabt 16 pct. af bøgerne, hvilket er lidt færre end i Region\n\f"
        "Hovedstadens biblioteker, hvor der er tabt 21 pct. Til gengæld er der købt færre.\n"
    )
    assert _sentences(text)[0].endswith(
        "end i Region Hovedstadens biblioteker, hvor der er tabt 21 pct."
    )


def test_each_line_of_a_list_of_members_stands_alone() -> None:
    lines = ["Lone Krabsen (A) - formand", "Grete Lund (A) - næstformand", "Birte Kramhus (F)"]
    assert _sentences("\n".join(lines)) == lines


def test_a_new_sentence_a_list_and_a_running_head_do_not_go_on_over_a_page_break() -> None:
    for before, after in (
        ("Planen sendes i høring.", "den er lang"),
        ("Planen sendes i høring og", "Hestbæk Kommune"),
        ("Det indstilles", "a. planen sendes"),
        ("Drift\t12,5", "anlæg\t3,0"),
    ):
        assert len(_sentences(f"{before}\n\f{after}\n")) > 1


def test_a_noun_with_a_capital_of_its_own_stands_with_the_number_of_its_pieces() -> None:
    assert _sentences("Indkøb af 40 stk. A-skilte til torvet. Byrådet betaler.") == [
        "Indkøb af 40 stk. A-skilte til torvet.",
        "Byrådet betaler.",
    ]
