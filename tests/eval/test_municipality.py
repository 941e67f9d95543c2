import zipfile
from io import BytesIO

import pytest

from eval.municipality import build, sources
from eval.municipality.layouts import LAYOUTS
from eval.municipality.layouts.pdf_pages import SOFT_HYPHEN, hyphenate_word
from eval.municipality.markup import parse_blocks
from eval.municipality.model import Entry, Kind, Listing, Paragraph, Role, Source, Table
from eval.municipality.planted import cpr_like, has_valid_check_digit, is_nobodys
from eval.municipality.sources import SourceError, load_municipality, load_sources
from eval.municipality.truth import truth_of

MUNICIPALITY = load_municipality()
SOURCES = load_sources(MUNICIPALITY)
FILES = build.built_files()
WRITTEN = [source for source in SOURCES if source.derived_from is None]

MINIMAL = """
body: Handicaprådet
date: 2024-02-27
kind: minutes
layout: markdown
meeting: {start: "15.00", place: "Rådhuset"}
items:
  - number: 1
    title: Velkomst
    sections:
      - decision: Drøftet.
"""


def texts(source: Source):
    return [text for item in source.items for s in item.sections for text in s.texts()]


def load_text(text, tmp_path):
    (tmp_path / "hr.yaml").write_text(text, encoding="utf-8")
    return load_sources(MUNICIPALITY, tmp_path)


def test_the_documents_are_what_the_sources_give():
    assert build.differences(FILES) == [], "run: python -m eval.municipality.build"


def test_building_twice_gives_the_same_bytes():
    assert build.built_files() == FILES


def test_the_documents_are_small_enough_to_ship():
    assert sum(len(data) for data in FILES.values()) < 3_000_000


def test_there_is_enough_to_ask_about():
    assert len(SOURCES) >= 80
    assert sum(len(source.items) for source in SOURCES) >= 500
    assert len({source.body.name for source in SOURCES}) >= 8
    assert len({source.layout for source in SOURCES}) >= 8
    assert len({LAYOUTS[source.layout].extension for source in SOURCES}) >= 5
    assert {source.date.year for source in SOURCES} == set(range(2018, 2026))


def test_eight_cases_run_over_several_meetings_and_bodies():
    meetings: dict[str, set[tuple[str, object]]] = {}
    for source in WRITTEN:
        for item in source.items:
            if item.case_number:
                meeting = (source.body.name, source.date)
                meetings.setdefault(item.case_number, set()).add(meeting)
    long = [m for m in meetings.values() if len(m) >= 3 and len({body for body, _ in m}) >= 2]
    assert len(long) >= 8


@pytest.mark.parametrize("source", SOURCES, ids=lambda source: source.id)
def test_every_cpr_number_in_a_source_is_planted_and_nobodys(source):
    numbers = [number for text in texts(source) for number in cpr_like(text)]
    assert all(is_nobodys(number) for number in numbers)
    if source.derived_from is None:
        assert len(numbers) == sum(planted.kind == "cpr" for planted in source.planted)


def test_planted_numbers_come_with_hyphen_with_space_and_bare():
    found = [number for source in WRITTEN for text in texts(source) for number in cpr_like(text)]
    everything = "\n".join(text for source in WRITTEN for text in texts(source))
    assert len(found) >= 4
    assert any(number in everything for number in found)
    assert any(f"{number[:6]}-{number[6:]}" in everything for number in found)
    assert any(f"{number[:6]} {number[6:]}" in everything for number in found)


def test_a_number_that_could_be_someones_is_not_nobodys():
    assert has_valid_check_digit("0707614285")
    assert not is_nobodys("0707614285")
    assert not is_nobodys("0707614286"), "wrong check digit, but a birth in living memory"
    assert not is_nobodys("3913826120"), "no such day"


@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize("source", WRITTEN[::5], ids=lambda source: source.id)
def test_every_layout_prints_every_source(layout, source):
    assert LAYOUTS[layout].render(source)


@pytest.mark.parametrize("source", SOURCES, ids=lambda source: source.id)
def test_an_agenda_holds_no_decision_of_its_own_meeting(source):
    own = [
        section
        for item in source.items
        for section in item.sections
        if section.role is Role.DECISION and section.body is None
    ]
    assert bool(own) is (source.kind in (Kind.MINUTES, Kind.CORRECTED_MINUTES))


def test_two_printed_tallies_do_not_reconcile_and_all_others_do():
    tallies = [item.tally for source in WRITTEN for item in source.items if item.tally]
    assert len(tallies) >= 10
    assert [tally.total for tally in tallies if not tally.reconciles] == [22, 20]


def test_a_copy_has_the_bytes_of_its_original():
    documents = truth_of(MUNICIPALITY, SOURCES)["documents"]
    copies = [document for document in documents if document["copy_of"]]
    assert copies
    for copy in copies:
        original = next(source for source in SOURCES if source.id == copy["copy_of"])
        assert FILES[build.DOCUMENTS / copy["document"]] == FILES[build.DOCUMENTS / original.file]


def test_the_truth_gives_nothing_of_a_closed_item_but_its_heading():
    documents = truth_of(MUNICIPALITY, SOURCES)["documents"]
    closed = [item for document in documents for item in document["items"] if not item["public"]]
    assert closed
    assert all(item["sections"] == [] and item["decisions"] == [] for item in closed)


def test_a_document_without_header_has_neither_body_nor_date_in_the_truth():
    documents = truth_of(MUNICIPALITY, SOURCES)["documents"]
    unknown = [document for document in documents if document["body"] is None]
    assert unknown
    assert all(document["date"] is None for document in unknown)


def test_a_member_has_the_party_of_the_day():
    before, after = (
        next(
            m
            for source in SOURCES
            if source.id == id_
            for m in source.members
            if "Trærup" in m.name
        )
        for id_ in ("bsu-2023-02-07", "by-2023-02-22")
    )
    assert (str(before), str(after)) == ("Claus Trærup (V)", "Claus Trærup (Æ)")


def test_text_is_parsed_into_paragraphs_lists_and_tables():
    text = "Det indstilles,\nat\n\nA) planen\n   godkendes\nB) høringen"
    table = "| År | Kr. |\n|---|--:|\n| 1 | 2 |"
    assert parse_blocks(f"{text}\n\n{table}") == (
        Paragraph("Det indstilles, at"),
        Listing((Entry("A)", "planen godkendes"), Entry("B)", "høringen"))),
        Table(("År", "Kr."), (("1", "2"),), (False, True)),
    )


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("Handicaprådet", "Hundeudvalget", "not a body"),
        ("markdown", "papyrus", "no layout papyrus"),
        ("title: Velkomst", "titel: Velkomst", "unknown key titel"),
        ("decision: Drøftet.", "beslutning: Drøftet.", "exactly one role"),
        ("- decision: Drøftet.", "- background: Intet.", "without a decision"),
        ("items:", "absent: [Anders And]\nitems:", "absent but no member"),
        ("title: Velkomst", "title: Velkomst\n    case: 2024", "quotation marks"),
        ("    sections", "    tally: {for: 3, against: 1}\n    sections", "8 members were present"),
    ],
)
def test_a_mistake_in_a_source_is_named(old, new, message, tmp_path):
    assert load_text(MINIMAL, tmp_path)
    with pytest.raises(SourceError, match=message):
        load_text(MINIMAL.replace(old, new, 1), tmp_path)


def test_a_correction_must_find_its_words(tmp_path):
    (tmp_path / "rettet.yaml").write_text(
        "derived_from: hr\nkind: corrected_minutes\nfile: rettet.md\n"
        "replace: [{item: 1, old: Godkendt., new: Udsat.}]\n",
        encoding="utf-8",
    )
    with pytest.raises(SourceError, match="0 times"):
        load_text(MINIMAL, tmp_path)


def test_word_files_carry_no_clock():
    words = [data for path, data in FILES.items() if path.suffix == ".docx"]
    assert words
    for data in words:
        dates = {entry.date_time for entry in zipfile.ZipFile(BytesIO(data)).infolist()}
        assert dates == {(1980, 1, 1, 0, 0, 0)}


def test_words_are_parted_between_syllables():
    assert hyphenate_word("vaccineret").split(SOFT_HYPHEN) == ["vac", "cineret"]
    assert hyphenate_word("hjælpere").split(SOFT_HYPHEN) == ["hjæl", "pere"]


def test_the_check_names_what_is_missing():
    missing = sources.HOME / "documents" / "findes-ikke.txt"
    assert "missing: documents/findes-ikke.txt" in build.differences({**FILES, missing: b""})
