import io
import json
import re
import zipfile
from html import unescape

import pypdfium2
import pytest

from eval.reading import build
from eval.reading.layouts import LAYOUTS, layout_of
from eval.reading.source import MarkError, Source, expected, plain_words
from index.parsing.minutes import parse_minutes
from index.reading import read_document

SOURCES = [(half, source) for half in build.HALVES for source in build.sources_of(half)]
FILES = build.built_files()
EXPECTED = {source.name: expected(source) for _, source in SOURCES}


def words(text: str) -> list[str]:
    return re.findall(r"\w+", text.lower())


def _with_numbers(listed: re.Match[str]) -> str:
    """A list with the numbers that a browser prints before its entries."""
    first, *entries = listed.group(1).split("<li>")
    return first + "".join(f"<li>{n}. {entry}" for n, entry in enumerate(entries, start=1))


def text_of(name: str, data: bytes) -> str:
    """The document's words, extracted without any code of ours."""
    if name.endswith("pdf"):
        with pypdfium2.PdfDocument(data) as pdf:
            return "\n".join(page.get_textpage().get_text_range() for page in pdf)
    if name.endswith("docx"):
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            data = archive.read("word/document.xml")
    if name.endswith("odt"):
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            data = archive.read("content.xml")
    for encoding in ("utf-8-sig", "cp1252"):
        try:
            text = data.decode(encoding)
            break
        except UnicodeDecodeError:
            continue
    if name.endswith("xml"):
        text = re.sub(r"""\w+=["']([^"']*)["']""", r"> \1 <", text)
    for _ in range(2):
        text = re.sub(r"<ol>(.*?)</ol>", _with_numbers, text, flags=re.DOTALL)
        text = unescape(re.sub(r"<!\[CDATA\[|\]\]>|<[^<>]*>", " ", text))
    return re.sub(r"\[([^\]]*)\]\([^)]*\)", r"\1", text)


def squeezed(text: str) -> str:
    """Letters and digits only: line ends, hyphens, leaders and cell borders do not count."""
    return "".join(words(text.replace("\u00ad", "").replace("\ufffe", "")))


def test_the_documents_are_what_their_sources_give() -> None:
    assert build.differences(FILES) == []


def test_the_same_sources_give_the_same_bytes_again() -> None:
    assert build.built_files() == FILES


def test_the_halves_have_layouts_of_their_own() -> None:
    dev, reported, blind, second, third = (
        {s.layout for half, s in SOURCES if half == h} for h in build.HALVES
    )
    assert {s.layout for _, s in SOURCES if "form" not in s.fields} == set(LAYOUTS)
    assert len(dev - reported) >= 8
    assert len(reported - dev) >= 8
    assert len(blind) >= 8
    assert len(second) >= 24
    assert len(third) >= 12


@pytest.mark.parametrize("part", ["blind", *build.LATER])
def test_no_layout_and_no_municipality_of_a_blind_part_was_seen_before(part: str) -> None:
    seen = [source for half, source in SOURCES if half != part]
    blind = [source for half, source in SOURCES if half == part]
    assert not {s.layout for s in blind} & {s.layout for s in seen}
    assert not {s.name.split("-")[0] for s in blind} & {s.name.split("-")[0] for s in seen}


def test_every_kind_of_file_and_enough_documents() -> None:
    assert {layout_of(source).ending for _, source in SOURCES} == {
        *("pdf docx odt html htm md txt xml".split())
    }
    assert len(SOURCES) >= 60
    assert len({source.name for _, source in SOURCES}) == len(SOURCES)


@pytest.mark.parametrize(("half", "source"), SOURCES, ids=lambda v: getattr(v, "name", v))
def test_what_is_expected_stands_in_the_document(half: str, source: Source) -> None:
    path = build.document_path(half, source)
    text = squeezed(text_of(path.name, path.read_bytes()))
    said = EXPECTED[source.name]
    assert json.loads((path.parents[1] / "expected" / f"{source.name}.json").read_text()) == said
    at = 0
    for item in said["items"]:
        assert squeezed(item["title"]) in text, item["title"]
        assert squeezed(item["case_number"] or "") in text
        for section in item["sections"]:
            start = text.find(squeezed(section["starts_with"]), at)
            assert start >= at, section
            at = start
            assert squeezed(section["ends_with"]) in text[at:], section
    for closed in said["closed_text"]:
        assert squeezed(closed) in text


@pytest.mark.parametrize(
    ("half", "source"),
    [(half, s) for half, s in SOURCES if half in ("blind", *build.LATER)],
    ids=lambda v: getattr(v, "name", v),
)
def test_every_blind_document_is_read_and_has_items(half: str, source: Source) -> None:
    minutes = parse_minutes(read_document(build.document_path(half, source)))
    assert words(minutes.document.text)
    assert minutes.items


@pytest.mark.parametrize(("half", "source"), SOURCES, ids=lambda v: getattr(v, "name", v))
def test_no_mark_is_printed(half: str, source: Source) -> None:
    path = build.document_path(half, source)
    assert "{{" not in text_of(path.name, path.read_bytes())


def test_agendas_hold_no_decision_and_closed_items_no_section() -> None:
    for said in EXPECTED.values():
        for item in said["items"]:
            kinds = [s["kind"] for s in item["sections"] if not s.get("also")]
            assert item["public"] or not item["sections"], item["title"]
            assert said["kind"] != "agenda" or "decision" not in kinds, item["title"]


def test_a_section_ends_at_the_next_heading_or_mark() -> None:
    body = (
        "{{item 4 | Vej | 22/740 | open}}\n## 4. Vej\n### Sag\n{{background}}\nEn to tre fire fem"
        " seks.\n#### Tid\nSyv.\n### Beslutning\n{{decision; Byrådet; 2021-03-04}}\nGodkendt.\n"
    )
    fields = {"layout": "pdf-word", "kind": "minutes", "body": "null", "date": "2021-03-04"}
    said = expected(Source("x", fields, body))
    assert said["body"] is None
    assert [s["kind"] for s in said["items"][0]["sections"]] == ["background", "decision"]
    background, decision = said["items"][0]["sections"]
    assert (background["starts_with"], background["ends_with"]) == (
        "En to tre fire fem",
        "fire fem seks. Tid Syv.",
    )
    assert (decision["body"], decision["date"]) == ("Byrådet", "2021-03-04")
    assert "{{" not in Source("x", fields, body).printed


@pytest.mark.parametrize(
    "body", ["{{decison}} x", "{{item 1 | a}}", "{{background}} x", "{{closed}}\n## 2. Vej"]
)
def test_a_mark_that_means_nothing_is_an_error(body: str) -> None:
    fields = {"layout": "markdown", "kind": "null", "body": "null", "date": "null"}
    with pytest.raises(MarkError):
        expected(Source("x", fields, body))


def test_a_line_between_two_marks_is_printed() -> None:
    printed = Source("x", {}, "{{item 1 | Vej | - | open}}\n{{decision}}Godkendt.{{end}}\n").printed
    assert printed == "Godkendt.\n"


def test_markup_is_no_part_of_the_words() -> None:
    assert plain_words("<p>2.450.000&nbsp;kr. **til** [stien](x)</p>") == [
        "2.450.000", "kr.", "til", "stien",
    ]  # fmt: skip
