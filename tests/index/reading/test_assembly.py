from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.errors import UnreadableDocument
from index.reading.assembly import Line, assemble, clean, remove_running_lines


def _pages(*pages: str) -> list[list[Line]]:
    return [[Line(line) for line in page.split("\n")] for page in pages]


def _text(pages: list[list[Line]]) -> list[str]:
    return ["\n".join(line.text for line in page) for page in pages]


def test_heads_that_stand_at_the_same_place_of_every_page_are_taken_off_but_the_first() -> None:
    pages = _pages(
        *(f"Byrådet\nDato: 03.05.2023\nSide {n}\nTekst nummer {n} om skoler" for n in range(1, 6))
    )
    kept, running = remove_running_lines(pages)
    assert _text(kept)[0].startswith("Byrådet\nDato")
    assert _text(kept)[1:] == [f"Tekst nummer {n} om skoler" for n in range(2, 6)]
    assert running == ("Byrådet", "Dato: 03.05.2023")


def test_a_foot_with_the_page_number_inside_runs_too() -> None:
    pages = _pages(
        *(f"Afsnit {n * 7}\nRavnsund Kommune – side {n} – udskrevet" for n in range(1, 5))
    )
    kept, _ = remove_running_lines(pages)
    assert _text(kept)[2] == "Afsnit 21"


def test_a_decision_that_ends_most_pages_is_not_a_foot() -> None:
    bodies = ["Punkt om veje\nen\nto\nGodkendt.", "Punkt om skoler\nGodkendt.", "Kort\nGodkendt.\nBilag A",
              "Andet\ntekst\nher\nGodkendt.\nBilag B", "Sidste\nUdsat."]  # fmt: skip
    kept, running = remove_running_lines(_pages(*bodies))
    assert _text(kept) == bodies
    assert running == ()


def test_a_foot_of_two_pages_runs_when_it_says_the_day() -> None:
    pages = _pages(
        *(f"Afsnit {n}\nTekst {n}\nTillægsdagsorden 9. juni 2015 {n}/2" for n in (1, 2)),
    )
    kept, running = remove_running_lines(pages)
    assert _text(kept) == ["Afsnit 1\nTekst 1", "Afsnit 2\nTekst 2"]
    assert running[0].startswith("Tillægsdagsorden 9. juni 2015")
    bodies = ["Punkt 1\nVeje\nGodkendt.", "Punkt 2\nSkoler\nGodkendt."]
    assert _text(remove_running_lines(_pages(*bodies))[0]) == bodies


def test_a_head_of_two_pages_runs_when_it_says_the_region() -> None:
    heads = _pages(*(f"Region Vestfjord · Referat\nAfsnit {n}\nTekst {n}" for n in (1, 2)))
    assert _text(remove_running_lines(heads)[0])[1] == "Afsnit 2\nTekst 2"


def test_the_sheets_of_a_book_of_minutes_are_counted_at_its_head() -> None:
    heads = _pages(
        *(f"Elleby Kommune Byrådet\tBlad nr. {n + 40}\nAfsnit {n}\nTekst {n}" for n in (1, 2))
    )
    assert _text(remove_running_lines(heads)[0])[1] == "Afsnit 2\nTekst 2"


def test_a_listed_title_alone_on_the_last_page_is_no_foot() -> None:
    bodies = [
        "Oversigt\nPunkt 1: Veje\nPunkt 2: Lukket sag",
        "Punkt 1: Veje\nUdsat.",
        "Punkt 2: Lukket sag",
    ]
    assert _text(remove_running_lines(_pages(*bodies))[0]) == bodies


def test_item_numbers_that_rise_with_the_pages_are_not_page_numbers() -> None:
    titles = ["Veje", "Skoler og dagtilbud", "Havnen", "Budget"]
    bodies = [f"Punkt {n}\n{title}\n{title} er drøftet" for n, title in enumerate(titles, 1)]
    assert _text(remove_running_lines(_pages(*bodies))[0]) == bodies


@pytest.mark.parametrize("number", ["Side 2 af 3", "- 2 -", "2 of 3", "2/3", "side 2"])
def test_page_numbers_go(number: str) -> None:
    kept, _ = remove_running_lines(_pages("A\nfoo", f"B\n{number}", "C\nbar"))
    assert _text(kept)[1] == "B"


def test_a_case_number_at_the_end_of_a_page_is_no_page_number() -> None:
    kept, _ = remove_running_lines(_pages("A\nfoo", "Lukket: Grundkøb\n21/4919", "C\nbar"))
    assert _text(kept)[1].endswith("21/4919")


def test_text_is_clean() -> None:
    assert clean("Bo\u0308rn\u00ad\u200b\ud800 og\x00 unge\r\nx") == "Börn og unge\nx"


def test_a_document_without_a_word_is_refused() -> None:
    with pytest.raises(UnreadableDocument, match="ingen tekst"):
        assemble(_pages("  \n---", "..."))


def test_headings_keep_their_place_in_the_text() -> None:
    document = assemble([[Line("Overskrift", 2), Line("tekst")], [Line("Næste", 1)]])
    assert {document.text[o : o + 6]: level for o, level in document.headings.items()} == {
        "Oversk": 2,
        "Næste": 1,
    }


def test_a_cpr_number_over_two_pages_is_masked_on_both() -> None:
    document = assemble(_pages("Ansøger 311299-", "1234 får bevilling", "Bo Lund 010203-4321"))
    assert not re.search(r"\d", document.text)
    assert [(r.page, r.count) for r in document.redactions] == [(1, 1), (3, 1)]


@given(st.lists(st.lists(st.text(max_size=30), max_size=6), min_size=1, max_size=5))
def test_offsets_and_pages_agree_for_any_text(pages: list[list[str]]) -> None:
    lines = [[Line(clean(text).replace("\n", " ")) for text in page] for page in pages]
    lines[0].insert(0, Line("Referat"))
    document = assemble(lines)
    for number, (page, start) in enumerate(
        zip(document.pages, document.page_starts, strict=True), 1
    ):
        assert document.text[start : start + len(page)] == page
        if page:
            assert document.page_at(start) == number


def test_a_word_that_a_line_breaks_is_whole_and_stands_where_it_began() -> None:
    lines = [
        "Skoledistriktet for Ravnbakke-",
        "skolen, men ikke børne-",
        "og ungehuset i for-",
        "året, se p-",
        "husene og 6-",
    ]
    document = assemble([[Line(line) for line in [*lines, "måneders prøven."]]])
    assert document.text.split("\n") == [
        "Skoledistriktet for Ravnbakkeskolen,",
        "men ikke børne-",
        "og ungehuset i foråret,",
        "se p-husene",
        "og 6-måneders",
        "prøven.",
    ]


def test_a_word_keeps_the_hyphen_that_it_has_elsewhere() -> None:
    lines = ["Den nye cafe-scene åbner, og den gamle cafe-", "scene lukker."]
    assert "gamle cafe-scene" in " ".join(assemble([[Line(line) for line in lines]]).text.split())


def test_a_foot_may_count_its_pages_by_s() -> None:
    pages = [
        [
            Line(f"Om molen {n}."),
            Line("abc"[n - 1] * 9),
            Line(f"Dagsorden, Havneudvalget, 03-05-2021 s. {n}"),
        ]
        for n in (1, 2, 3)
    ]
    document = assemble(pages)
    assert "Dagsorden" not in document.text
    assert document.running == ("Dagsorden, Havneudvalget, 03-05-2021",)


@pytest.mark.parametrize(
    "head",
    [
        "Sag nr. 5 Ny sti\n\nForts.",
        "Punkt 5 Ny sti (fortsat)",
        "5. Ny sti - fortsat",
        "(fortsat fra forrige side)",
        "Sag nr. 5 Ny sti ved havnen\nog en bro\nFortsat",
    ],
)
def test_the_head_of_a_page_on_which_an_item_goes_on_is_taken_off(head: str) -> None:
    document = assemble(_pages("Punkt 5 Ny sti\nIndstilling", f"{head}\nAt stien anlægges."))
    assert document.pages[1].strip() == "At stien anlægges."


@pytest.mark.parametrize("text", ["Arbejdet er fortsat", "Der er stadig tvivl.\nForts."])
def test_a_sentence_at_the_top_of_a_page_stays(text: str) -> None:
    assert assemble(_pages("Punkt 5 Ny sti", f"{text}\ni gang.")).pages[1].startswith(text)


@pytest.mark.parametrize(
    "third",
    [
        "Ravnsund Kommune\tProtokol\tSide 114\nHavneudvalget\tTirsdag den 18. august 2009",
        # Two rows whose cells were read together.
        "Ravnsund Kommune Havneudvalget\tProtokol\tSide 114 Tirsdag den 18. august 2009",
    ],
)
def test_a_head_in_two_lines_and_cells_is_taken_off(third: str) -> None:
    heads = [
        f"Ravnsund Kommune\tProtokol\tSide {page}\nHavneudvalget\tTirsdag den 18. august 2009"
        for page in (112, 113)
    ]
    pages = [
        f"{head}\n{text}"
        for head, text in zip(
            [*heads, third], ["Om molen.", "Om færgen.", "Om havnen."], strict=True
        )
    ]
    document = assemble(_pages(*pages))
    assert document.pages[0].startswith("Ravnsund Kommune")
    assert [page.strip() for page in document.pages[1:]] == ["Om færgen.", "Om havnen."]
