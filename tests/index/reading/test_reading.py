"""Every format is read by what it holds, and every bad file gets its reason."""

from __future__ import annotations

import zipfile
from pathlib import Path

import docx
import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from index.errors import UnreadableDocument
from index.reading import read_content, read_document
from index.reading.html import reader as html


@pytest.mark.parametrize(
    ("name", "data", "reason"),
    [
        ("tom.pdf", b"", "tom"),
        ("blank.txt", b" \r\n\t", "tom"),
        ("billede.pdf", b"\x89PNG\r\n\x1a\n" + b"\0" * 50, "billede"),
        ("gammel.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 50, "Office"),
        ("tekst.rtf", rb"{\rtf1\ansi Referat}", "RTF"),
        ("data.bin", bytes(range(256)) * 4, "ukendt filtype"),
        ("brudt.docx", b"PK\x03\x04ikke et arkiv", "beskadiget"),
        ("kun-tegn.txt", b"... --- ***", "ingen tekst"),
        ("skrald.pdf", b"%PDF-1.7\n" + b"ikke en pdf " * 40, "beskadiget"),
    ],
)
def test_a_bad_file_says_why(tmp_path: Path, name: str, data: bytes, reason: str) -> None:
    path = tmp_path / name
    path.write_bytes(data)
    with pytest.raises(UnreadableDocument, match=reason):
        read_document(path)


def test_a_spreadsheet_says_so(tmp_path: Path) -> None:
    path = tmp_path / "ark.xlsx"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("xl/workbook.xml", "<workbook/>")
    with pytest.raises(UnreadableDocument, match="regneark"):
        read_document(path)


def test_a_file_that_is_not_there_says_so(tmp_path: Path) -> None:
    with pytest.raises(UnreadableDocument, match="kan ikke åbnes"):
        read_document(tmp_path / "væk.pdf")


def test_word_gives_paragraphs_tables_and_headings_in_order(tmp_path: Path) -> None:
    word = docx.Document()
    word.add_heading("Punkt 1: Budget", level=2)
    word.add_paragraph("Indledning")
    table = word.add_table(rows=1, cols=2)
    table.rows[0].cells[0].text, table.rows[0].cells[1].text = "Drift", "1.200.000 kr."
    word.add_paragraph().add_run("Beslutning").bold = True
    path = tmp_path / "referat.docx"
    word.save(str(path))
    document = read_document(path)
    assert document.text.split("\n")[:3] == [
        "Punkt 1: Budget",
        "Indledning",
        "Drift\t1.200.000 kr.",
    ]
    marked = {document.text[o:].split("\n")[0]: level for o, level in document.headings.items()}
    assert marked == {"Punkt 1: Budget": 2, "Beslutning": 7}


def _word(path: Path, body: str) -> Path:
    """A Word document whose body holds this XML."""
    word = docx.Document()
    word.element.body.insert(
        0, parse_xml(f"<w:sdt {nsdecls('w')}><w:sdtContent>{body}</w:sdtContent></w:sdt>")
    )
    word.save(str(path))
    return path


def test_word_gives_what_forms_and_reviewers_put_in_and_not_what_was_struck_out(
    tmp_path: Path,
) -> None:
    body = (
        "<w:p><w:r><w:t xml:space='preserve'>Rammen er </w:t></w:r>"
        "<w:del><w:r><w:delText>10</w:delText></w:r></w:del><w:ins><w:r><w:t>12</w:t></w:r></w:ins>"
        "<w:sdt><w:sdtContent><w:r><w:t xml:space='preserve'> mio. kr.</w:t></w:r></w:sdtContent></w:sdt></w:p>"
    )
    assert read_document(_word(tmp_path / "a.docx", body)).text.strip() == "Rammen er 12 mio. kr."


def test_the_numbers_that_word_counts_by_itself_are_read(tmp_path: Path) -> None:
    word = docx.Document()
    for text in ("Godkendelse af dagsorden", "Budget"):
        word.add_paragraph(text, style="List Number")
        word.add_paragraph("Tekst.")
    word.add_paragraph("uden tal", style="List Bullet")
    word.save(str(tmp_path / "a.docx"))
    assert read_document(tmp_path / "a.docx").text.split("\n") == [
        "1. Godkendelse af dagsorden", "Tekst.", "2. Budget", "Tekst.", "uden tal",
    ]  # fmt: skip


def test_a_word_page_laid_out_as_a_table_is_read_cell_by_cell(tmp_path: Path) -> None:
    lines = ["Punkt 4", "Sagsfremstilling", "Tekst.", "Beslutning", "Godkendt."]
    paragraphs = "".join(f"<w:p><w:r><w:t>{line}</w:t></w:r></w:p>" for line in lines)
    cells = "".join(f"<w:tc><w:p><w:r><w:t>{t}</w:t></w:r></w:p></w:tc>" for t in ("Drift", "12,5"))
    inner = f"<w:tbl><w:tr>{cells}</w:tr></w:tbl>"
    body = f"<w:tbl><w:tr><w:tc>{paragraphs}{inner}<w:p/></w:tc></w:tr></w:tbl>"
    text = read_document(_word(tmp_path / "a.docx", body)).text
    assert [line for line in text.split("\n") if line] == [*lines, "Drift\t12,5"]


def test_rows_of_a_page_laid_out_as_a_table_are_read_alike_however_little_they_hold(
    tmp_path: Path,
) -> None:
    word = docx.Document()
    head = ["Emne, ansvarlig", "Formål", "Referat Beslutninger"]
    rows = [
        ["1. Ny mole", "Den er slidt.", "#Drøftelse\nHavde vi.\n#Beslutning\nUdsat."],
        ["2. Personsag (lukket)", "", ""],
        ["3. Kajen\n(17.00)", "#Sagsfremstilling\nDen er lang.", "#Beslutning\nGodkendt."],
    ]
    table = word.add_table(rows=0, cols=3)
    for row in [head, *rows]:
        for cell, text in zip(table.add_row().cells, row, strict=True):
            for line in text.split("\n"):
                cell.add_paragraph().add_run(line.removeprefix("#")).bold = line.startswith("#")
    word.save(str(tmp_path / "a.docx"))
    read = [line for line in read_document(tmp_path / "a.docx").text.split("\n") if line]
    told = "\n".join(cell for row in rows for cell in row if cell).replace("#", "")
    assert read == ["\t".join(head), *told.split("\n")]


def test_a_web_page_gives_its_article_without_navigation_and_scripts(tmp_path: Path) -> None:
    path = tmp_path / "side.html"
    path.write_text(
        "<!doctype html><html><head><title>x</title></head><body><nav>Forside Menu</nav>"
        "<div class='cookie-banner'>Vi bruger cookies</div><main><h2>Punkt 1. Veje</h2>"
        "<script>alert('nej')</script><p>Vejen <b>asfalteres</b> i&nbsp;maj.</p>"
        "<table><tr><th>År</th><td>2024</td></tr></table></main><footer>Kontakt</footer></body></html>",
        "utf-8",
    )
    document = read_document(path)
    assert [line for line in document.text.split("\n") if line] == [
        "Punkt 1. Veje",
        "Vejen asfalteres i maj.",
        "År\t2024",
    ]
    assert list(document.headings.values()) == [2]


def test_a_web_page_numbers_the_headings_of_a_list_as_a_browser_does() -> None:
    entries = "<li><h2>Trafik</h2><p>Tal.</p></li><li><h2>2. Skole</h2></li><li>Uden</li><li><h2>Tur</h2></li>"
    page = f"<html><body><ol>{entries}</ol><ul><li><h2>Andet</h2></li></ul></body></html>"
    lines = html.read_html(page).text.split("\n")
    assert [line for line in lines if line] == [
        "1. Trafik",
        "Tal.",
        "2. Skole",
        "3. Uden",
        "4. Tur",
        "Andet",
    ]


@pytest.mark.parametrize(
    ("listed", "lines"),
    [
        ("<ol><li>at broen males,<li>at der holdes fest.</ol>", ["1. at broen males,", "2. at der holdes fest."]),
        ("<ol start=4 type=a><li>maling<li><p>fest</p></ol>", ["d. maling", "e. fest"]),
        ("<ol type='I'><li>maling<li value='5'>fest<li>kaffe</ol>", ["I. maling", "V. fest", "VI. kaffe"]),
        ("<ol><li>bro<ol type=i><li>maling<li>fest</ol><li>mole</ol>", ["1. bro", "i. maling", "ii. fest", "2. mole"]),
        ("<ol><li>1) maling<li>b) fest<li>3 nye pæle</ol>", ["1) maling", "b) fest", "3. 3 nye pæle"]),
        ("<ol style='list-style: none'><li>maling</ol>", ["maling"]),
        ("<ol><li><li>fest</ol><ul><li>kaffe</ul>", ["2. fest", "kaffe"]),
        ("<ol start=x type=z><li value=''>maling</ol>", ["1. maling"]),
    ],
)  # fmt: skip
def test_a_web_page_numbers_the_entries_of_a_list_as_a_browser_does(
    listed: str, lines: list[str]
) -> None:
    text = html.read_html(f"<html><body>{listed}</body></html>").text
    assert [line for line in text.split("\n") if line] == lines


def test_a_web_page_nested_beyond_reason_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "dyb.html"
    path.write_text("<html><body>" + "<div>" * 3000 + "tekst" + "</div>" * 3000, "utf-8")
    with pytest.raises(UnreadableDocument, match="dybt"):
        read_document(path)


@pytest.mark.parametrize("head", ["", "<tr><th>Emne</th><th>Beslutning</th></tr>"])
def test_tables_in_tables_are_read_no_more_often_however_deep(
    head: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    written = 0
    write = html._Writer._write

    def count(writer: html._Writer, text: str, level: int | None) -> None:
        nonlocal written
        written += 1
        write(writer, text, level)

    monkeypatch.setattr(html._Writer, "_write", count)
    for depth in (5, 100):
        content, written = "<p>ord</p>" * 500, 0
        for _ in range(depth):
            content = f"<table>{head}<tr><td>x</td><td>{content}</td></tr></table>"
        assert "ord" in html.read_html(f"<html><body>{content}</body></html>").text
        assert written < 1_100 + 10 * depth


def test_markdown_marks_become_headings_and_go(tmp_path: Path) -> None:
    path = tmp_path / "referat.md"
    path.write_text(
        "## Punkt 4\n\n**Beslutning:**\n\nSe [bilaget](bilag.pdf), *kursiv*, `kode` og **fed**.",
        "utf-8",
    )
    document = read_document(path)
    assert document.text.split("\n") == [
        "Punkt 4",
        "",
        "Beslutning:",
        "",
        "Se bilaget, kursiv, kode og fed.",
    ]
    assert list(document.headings.values()) == [2, 7]


def test_stray_tags_in_text_part_the_lines_and_go(tmp_path: Path) -> None:
    path = tmp_path / "felt.txt"
    path.write_text(
        "Formål\t<p>Udvalget ser på <b>veje</b>.</p><ul style='x'>• Stier 5 < 7</ul>", "utf-8"
    )
    assert (
        read_document(path).text.split()
        == "Formål Udvalget ser på veje . • Stier 5 < 7".replace(" .", ".").split()
    )


@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16", "utf-16-le", "utf-16-be"]
)
def test_text_is_read_in_any_usual_encoding(tmp_path: Path, encoding: str, line_end: str) -> None:
    path = tmp_path / "referat.txt"
    text = f"Sognerådet på Ærø – “godkendt”{line_end}næste"
    path.write_bytes(text.encode(encoding))
    assert read_document(path).text == "Sognerådet på Ærø – “godkendt”\nnæste"


@pytest.mark.parametrize("encoding", ["cp850", "cp865", "mac_roman"])
def test_text_of_dos_and_the_older_macintosh_is_read(tmp_path: Path, encoding: str) -> None:
    path = tmp_path / "KB0006.TXT"
    text = "LUKKET MØDE\nÆldrerådet på Ærø fik afslået 1/3 af beløbet - 25.000 kr."
    path.write_bytes(text.encode(encoding))
    assert read_document(path).text == text


def test_quote_marks_of_windows_make_no_text_of_dos(tmp_path: Path) -> None:
    path = tmp_path / "referat.txt"
    text = "‘Forslag A’ – byens ’hus’ og •pulje‹ … er til drøftelse"
    path.write_bytes(text.encode("cp1252"))
    assert read_document(path).text == text


def test_text_that_was_encoded_twice_is_read(tmp_path: Path) -> None:
    path = tmp_path / "referat.txt"
    path.write_bytes("Børn på Ærø får råd".encode().decode("cp1252").encode())
    assert read_document(path).text == "Børn på Ærø får råd"


def test_cpr_numbers_are_masked_and_told_by_page(tmp_path: Path) -> None:
    path = tmp_path / "referat.txt"
    path.write_text("Ansøger 311299-1234 får bevilling.", "utf-8")
    document = read_document(path)
    assert "311299" not in document.text
    assert [(r.page, r.kind, r.count) for r in document.redactions] == [(1, "cpr", 1)]


def test_open_document_text_is_read(tmp_path: Path) -> None:
    names = "".join(
        f' xmlns:{short}="urn:oasis:names:tc:opendocument:xmlns:{short}:1.0"'
        for short in ("office", "text", "table")
    )
    content = (
        f"<office:document-content{names}><office:body><office:text>"
        '<text:h text:outline-level="2">Punkt 1: Veje</text:h>'
        "<text:p>Vejen<text:s/>ved<text:span> åen</text:span><text:note>fodnote</text:note>.</text:p>"
        "<table:table><table:table-row><table:table-cell><text:p>Drift</text:p></table:table-cell>"
        "<table:table-cell><text:p>12,5</text:p></table:table-cell></table:table-row></table:table>"
        "</office:text></office:body></office:document-content>"
    )
    path = tmp_path / "referat.odt"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.text")
        archive.writestr("content.xml", content)
    document = read_document(path)
    assert document.text.strip().split("\n") == ["Punkt 1: Veje", "Vejen ved åen.", "Drift\t12,5"]
    assert document.headings == {0: 2}


def test_what_libreoffice_counts_and_sets_in_bold_is_read(tmp_path: Path) -> None:
    names = "".join(
        f' xmlns:{short}="urn:oasis:names:tc:opendocument:xmlns:{long}:1.0"'
        for short, long in (
            ("office", "office"), ("text", "text"), ("style", "style"), ("fo", "xsl-fo-compatible"),
        )
    )  # fmt: skip
    styles = (
        f"<office:document-styles{names}><office:automatic-styles>"
        '<text:list-style style:name="L"><text:list-level-style-number text:level="1"'
        ' style:num-format="1" style:num-suffix="."/><text:list-level-style-number text:level="2"'
        ' style:num-format="a" style:num-suffix=")"/></text:list-style>'
        '<style:style style:name="B"><style:text-properties fo:font-weight="bold"/></style:style>'
        '<style:style style:name="B2" style:parent-style-name="B"/>'
        "</office:automatic-styles><office:master-styles><style:master-page><style:header>"
        "<text:p>Havnebestyrelsen 3. maj 2021</text:p></style:header></style:master-page>"
        "</office:master-styles></office:document-styles>"
    )
    content = (
        f"<office:document-content{names}><office:body><office:text>"
        '<text:list text:style-name="L"><text:list-item><text:p text:style-name="B2">Bro</text:p>'
        "<text:p>Lukket?</text:p><text:list><text:list-item><text:p>Pris</text:p></text:list-item>"
        "<text:list-item><text:p>Farve</text:p></text:list-item></text:list></text:list-item></text:list>"
        "<text:p>Godkendt.</text:p>"
        '<text:list text:style-name="L" text:continue-numbering="true"><text:list-item>'
        '<text:p><text:span text:style-name="B">Kran</text:span></text:p></text:list-item></text:list>'
        '<text:list text:style-name="L"><text:list-item><text:p>Forfra</text:p></text:list-item></text:list>'
        "</office:text></office:body></office:document-content>"
    )
    path = tmp_path / "referat.odt"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.text")
        archive.writestr("content.xml", content)
        archive.writestr("styles.xml", styles)
    document = read_document(path)
    lines = document.text.strip().split("\n")
    assert lines == [
        "1. Bro", "Lukket?", "a) Pris", "b) Farve", "Godkendt.", "2. Kran", "1. Forfra",
    ]  # fmt: skip
    assert [lines[0], lines[5]] == [
        document.text[at:].partition("\n")[0] for at in sorted(document.headings)
    ]
    assert document.running == ("Havnebestyrelsen 3. maj 2021",)


@pytest.mark.parametrize(
    ("pages", "kept"), [(("Side 1", "Side 2 af 9"), False), (("Side 4", "Side 9"), True)]
)
def test_the_page_numbers_of_a_print_that_became_text_go(
    tmp_path: Path, pages: tuple[str, str], kept: bool
) -> None:
    path = tmp_path / "referat.txt"
    path.write_text("Referat\n{}\n\nAfbud: Bo Krag (F)\n\n{}\nEventuelt\n".format(*pages))
    text = read_document(path).text
    assert [page in text for page in pages] == [kept, kept]
    assert "Bo Krag" in text
    assert "Eventuelt" in text


@pytest.mark.parametrize(
    ("foot", "kept"),
    [
        ("Havnens Venner - møde 5/2024                {}", False),
        ("{}        Havneudvalget 3. maj", False),
        ("Havneudvalget     03-05-2011     Side {} af 9", False),
        ("Både i havnen: {}", True),
    ],
)
def test_the_feet_of_a_print_that_became_text_go_and_what_they_part_is_whole(
    foot: str, kept: bool
) -> None:
    prose = [f"Linje {number} om havnen" for number in range(40)]
    lines = [*prose[:20], foot.format(1), "", *prose[20:], foot.format(2), "", "Slut"]
    text = read_content("\n".join(lines).encode()).text
    assert (foot.format(1) in text) is kept
    assert ("Linje 19 om havnen\nLinje 20 om havnen" in text) is not kept


def test_what_markdown_sets_further_in_and_titles_before_their_case_number_are_read() -> None:
    text = (
        "# Referat\n\n**1. Lokaler** `J.nr. 22/740`\n\n> *Oplæg:* Ni søger.\n>\n> > Tre ikke.\n\n"
        "**2. Evt.** Intet (nyt)\n"
    )
    document = read_content(text.encode())
    assert [line for line in document.text.split("\n") if line] == [
        "Referat", "1. Lokaler J.nr. 22/740", "Oplæg: Ni søger.", "Tre ikke.", "2. Evt. Intet (nyt)",
    ]  # fmt: skip
    assert [*document.headings.values()] == [1, 7]


def test_the_day_that_stands_only_in_the_head_of_each_page_is_told() -> None:
    page = "STENSBY KOMMUNE      Blad nr. {}\n\nMødet den 13/06-00\n\n{}\n"
    prose = "\n".join(f"Linje {number} om havnen" for number in range(20))
    document = read_content("".join(page.format(n, prose) for n in (118, 119, 120)).encode())
    assert "Mødet den" not in document.text
    assert "Mødet den 13/06-00" in document.running


def test_the_head_of_each_page_goes_with_its_foot() -> None:
    prose = [f"Linje {number} om havnen" for number in range(60)]
    foot = "Havneudvalget          Side {}"
    parts = [
        line
        for n in (1, 2, 3)
        for line in (*prose[20 * n - 20 : 20 * n], "", foot.format(n), "", "Sundby Kommune")
    ]
    document = read_content("\n".join([*parts, "", "Slut"]).encode())
    assert "Sundby" not in document.text
    assert document.running == ("Havneudvalget", "Sundby Kommune")


def test_attendance_in_two_columns_of_a_text_is_told_column_by_column() -> None:
    text = (
        "Til stede:            Afbud:\nAne Dahl (A)          Bo Lund (V)\nIb Holm\n"
        "Referent: Ida Bech\n"
    )
    assert read_content(text.encode()).text.split("\n")[:5] == [
        "Til stede:", "Ane Dahl (A)", "Ib Holm", "Afbud:", "Bo Lund (V)",
    ]  # fmt: skip


def test_numbers_behind_words_near_each_other_are_a_table() -> None:
    text = "Lygter på kajen      1\nLygter på molen      2\nLygter på kajen      2"
    assert read_content(text.encode()).text == text


def test_a_numbered_line_all_in_bold_is_a_heading_of_a_web_page_and_others_are_not() -> None:
    document = read_content(
        b"<html><body><p><b>8. Regnskab</b></p><p><b>8.</b> Bro</p><p><b>Pris</b></p>"
        b"<table><tr><td><b>8. Pris</b></td></tr></table></body></html>"
    )
    assert [document.text[at:].split("\n")[0] for at in document.headings] == ["8. Regnskab"]


def test_a_row_of_figures_is_one_line_though_its_cells_hold_paragraphs() -> None:
    row = "<tr><td><p>{}</p></td><td><p>{}</p></td></tr>"
    rows = row.format("Post", "Budget") + row.format("Bro", "1.200")
    last = row.format("Aften", "Lukket")
    page = f"<html><body><table>{rows}<tr><td><h2>Kaj 3</h2></td><td><p>7</p></td></tr>{last}</table></body></html>"
    lines = [line for line in read_content(page.encode()).text.split("\n") if line]
    assert lines == ["Post\tBudget", "Bro\t1.200", "Kaj 3", "7", "Aften", "Lukket"]


@pytest.mark.parametrize("between", [" | ", " ", "&nbsp;&nbsp;"])
def test_what_is_to_be_clicked_on_goes_though_it_stands_in_one_line(
    tmp_path: Path, between: str
) -> None:
    path = tmp_path / "referat.html"
    path.write_text(
        "<html><body><p>Molen fornyes.</p><p>Havn | Bro</p>"
        f'<p><a href="#t">Til toppen</a>{between}<a href="#">Udskriv</a></p>'
        "<p>Hent som PDF (1,2 MB)</p><p>Kort.pdf (åbner i nyt vindue)</p></body></html>"
    )
    assert read_document(path).text.split() == "Molen fornyes. Havn | Bro Kort.pdf".split()


@pytest.mark.parametrize(
    ("row", "cell"),
    [
        ('class="tr"', 'class="td"'),
        ('class="tabel-raekke"', 'class="tabel-celle"'),
        ('role="row"', 'role="cell"'),
        ('style="display: table-row"', 'style="color:red; display:table-cell"'),
    ],
)
def test_blocks_that_call_themselves_rows_and_cells_are_a_table(row: str, cell: str) -> None:
    rows = "".join(
        f"<div {row}><div {cell}>{name}</div><div {cell}>{price} kr.</div></div>"
        for name, price in (("Suppe", 31), ("Grød", 27))
    )
    page = f"<html><body><p>Priser:</p><div>{rows}</div><p>Det var alt.</p></body></html>"
    assert "Suppe\t31 kr.\nGrød\t27 kr." in read_content(page.encode()).text


def test_columns_of_a_page_are_no_table() -> None:
    page = (
        '<html><body><div><div class="row"><div class="col"><p>Suppe</p><p>Grød</p></div>'
        '<div class="col"><p>31</p></div></div>'
        '<div class="row"><div class="col"><p>Brød</p></div><div class="col"><p>12</p></div></div></div></body></html>'
    )
    assert "\t" not in read_content(page.encode()).text
