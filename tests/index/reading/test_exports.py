"""Exports of the case systems, each with the names that its system gives.

exports/edoc.xml is as eDoc writes it: a bare ampersand, HTML's own names, tags
that are never closed, and here a cut end.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from index.parsing.minutes import parse_minutes
from index.reading import read_document
from index.types import AgendaItem, Document, DocumentKind, Minutes, SectionKind

FOLDER = Path(__file__).parent / "exports"
SYSTEMS = ("sbsys", "acadre", "edoc", "fujitsu")
SBSYS, ACADRE, EDOC, FUJITSU = (
    (FOLDER / f"{name}.xml").read_text("latin-1" if name == "acadre" else "utf-8")
    for name in SYSTEMS
)
EXPORTS = dict(zip(SYSTEMS, (SBSYS, ACADRE, EDOC, FUJITSU), strict=True))


def _read(folder: Path, text: str, encoding: str = "utf-8") -> Document:
    path = folder / "eksport.xml"
    path.write_bytes(text.encode(encoding))
    return read_document(path)


def _said(minutes: Minutes, item: AgendaItem, kind: SectionKind) -> str:
    text = minutes.document.text
    return " ".join(text[s.label.end : s.span.end].strip() for s in item.sections if s.kind is kind)


@pytest.mark.parametrize("system", EXPORTS)
def test_an_export_gives_its_meeting_items_and_fields(tmp_path: Path, system: str) -> None:
    encoding = "latin-1" if system == "acadre" else "utf-8"
    minutes = parse_minutes(_read(tmp_path, EXPORTS[system], encoding))
    assert (minutes.meeting.body, str(minutes.meeting.date)) == ("Kulturudvalget", "2018-08-27")
    assert minutes.kind is DocumentKind.MINUTES
    bus, closed = minutes.items
    assert (bus.number, bus.title, bus.public) == ("1", "Drift af biblioteksbussen", True)
    assert _said(minutes, bus, SectionKind.BACKGROUND).startswith("Bussen er fra 2004")
    assert _said(minutes, bus, SectionKind.DECISION) == "Udsat."
    assert _said(minutes, bus, SectionKind.ATTACHMENTS) == "Kørselsplan"
    assert (closed.number, closed.title, closed.public) == ("2", "Personsag", False)


@pytest.mark.parametrize("system", EXPORTS)
def test_what_was_decided_behind_closed_doors_is_left_out_and_counted(
    tmp_path: Path, system: str
) -> None:
    document = _read(tmp_path, EXPORTS[system])
    assert "Opsagt" not in document.text
    assert [(r.kind, r.count) for r in document.redactions] == [("closed", 1)]


def test_a_closed_attachment_is_not_named(tmp_path: Path) -> None:
    assert "CV" not in _read(tmp_path, SBSYS).text


def test_a_closed_agenda_gives_titles_only(tmp_path: Path) -> None:
    document = _read(tmp_path, SBSYS.replace('Åben="true"', 'Åben="false"'))
    assert "Bussen" not in document.text
    assert not any(item.public for item in parse_minutes(document).items)


def test_characters_named_as_in_html_are_kept(tmp_path: Path) -> None:
    assert "2004 & kører 3" in _read(tmp_path, EDOC).text


@pytest.mark.parametrize("kept", [0.2, 0.5, 0.7, 0.9])
def test_an_export_that_was_cut_gives_the_items_before_the_cut(tmp_path: Path, kept: float) -> None:
    text = FUJITSU[: int(len(FUJITSU) * kept)]
    assert ("Drift af biblioteksbussen" in text) == (
        "Drift af biblioteksbussen" in _read(tmp_path, text).text
    )


def test_an_item_that_is_never_ended_does_not_swallow_the_next(tmp_path: Path) -> None:
    text = "<Agenda><Item><Number>1</Number><Caption>Veje</Caption><Item><Number>2</Number><Caption>Skoler</Caption>"
    assert [i.title for i in parse_minutes(_read(tmp_path, text)).items] == ["Veje", "Skoler"]


def test_other_xml_gives_its_text(tmp_path: Path) -> None:
    document = _read(
        tmp_path,
        "<rapport><afsnit>Åen er renset.</afsnit><afsnit>Øen er fredet.</afsnit></rapport>",
    )
    assert document.text == "Åen er renset.\nØen er fredet."


def test_xml_reads_no_other_file(tmp_path: Path) -> None:
    (tmp_path / "hemmelig.txt").write_text("hemmelig", "utf-8")
    text = f"""<?xml version="1.0"?><!DOCTYPE a [<!ENTITY x SYSTEM "file://{tmp_path}/hemmelig.txt">]>
<Agenda><Items><Item><Number>1</Number><Caption>Veje &x; her</Caption></Item></Items></Agenda>"""
    assert "hemmelig" not in _read(tmp_path, text).text


def test_entities_that_grow_without_end_do_not(tmp_path: Path) -> None:
    laughs = "".join(f'<!ENTITY b{n} "{f"&b{n - 1};" * 10}">' for n in range(1, 12))
    text = f'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b0 "ha">{laughs}]><a>Ordet er &b11; her</a>'
    assert len(_read(tmp_path, text).text) < 100_000
