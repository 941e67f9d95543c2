"""Agendas in Word that are one table, each row an item with its text in the cell of its title."""

from __future__ import annotations

from io import BytesIO

import docx
import pytest

from index.parsing.minutes import parse_minutes
from index.reading import read_content
from index.types import Minutes, SectionKind

_ROWS = (
    ("", ["Godkendelse af dagsorden"], ["2 min."]),
    (
        "",
        ["Ny mole", "Molen er sunket.", "Den kan rettes op.", "Indstilling – at molen rettes op."],
        ["15 min.", "Havnechef Bo Lund", "22/10311"],
    ),
    ("", ["Køb af grund", "LUKKET"], ["10 min."]),
    ("", ["Ny kran", "Sag 22/10312. Kranen løfter ikke længere.", "Havnefogeden er spurgt."], ["5 min."]),
)  # fmt: skip


def _agenda(heads: tuple[str, ...] = ("Nr.", "Sag", "Tid / hvem"), counted: bool = True) -> Minutes:
    """Such an agenda; the numbers are Word's own, or typed."""
    word = docx.Document()
    word.add_paragraph("Havneudvalget")
    word.add_paragraph("Dagsorden for møde den 3. maj 2022")
    table = word.add_table(rows=1, cols=len(heads))
    for cell, head in zip(table.rows[0].cells, heads, strict=True):
        cell.text = head
    for count, (_, title, beside) in enumerate(_ROWS, 1):
        cells = table.add_row().cells
        if counted:
            cells[0].paragraphs[0].style = word.styles["List Number"]
        else:
            cells[0].text = f"{count}."
        for cell, lines in ((cells[1], title), (cells[2], beside)):
            cell.text = lines[0]
            for line in lines[1:]:
                cell.add_paragraph(line)
    data = BytesIO()
    word.save(data)
    return parse_minutes(read_content(data.getvalue()))


@pytest.mark.parametrize("counted", [True, False])
def test_each_row_is_an_item_with_its_text_below_its_title(counted: bool) -> None:
    minutes = _agenda(counted=counted)
    told = [(item.number, item.title, item.case_number, item.public) for item in minutes.items]
    assert told == [
        ("1", "Godkendelse af dagsorden", None, True),
        ("2", "Ny mole", "22/10311", True),
        ("3", "Køb af grund", None, False),
        ("4", "Ny kran", "22/10312", True),
    ]
    text = minutes.document.text
    proposed = [
        s.span.of(text).strip()
        for item in minutes.items
        for s in item.sections
        if s.kind is SectionKind.RECOMMENDATION
    ]
    assert proposed == ["Indstilling – at molen rettes op."]
    assert "Tid / hvem: 15 min, Havnechef Bo Lund" in text


def test_another_table_stays_as_it_is() -> None:
    text = _agenda(("År", "Post", "Beløb")).document.text
    assert "Køb af grund LUKKET\t10 min." in text
