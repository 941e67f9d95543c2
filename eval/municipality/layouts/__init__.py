"""The layouts: each prints any source in its own way, to bytes.

Twelve ways in which Danish municipalities print the same things, over five
file formats. A layout knows nothing of files; `build` writes them.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from eval.municipality.layouts import (
    docx_plain,
    docx_styles,
    html_saved_page,
    html_table,
    markdown,
    pdf_attendance,
    pdf_decision_first,
    pdf_open_minutes,
    pdf_protocol,
    pdf_recommendation_first,
    text_numbered,
    text_upper,
)
from eval.municipality.model import Source


@dataclass(frozen=True, slots=True)
class Layout:
    """How a document is printed.

    `absence_under_items` says that the absent members of the whole meeting are
    listed again under each item that has a decision.
    """

    render: Callable[[Source], bytes]
    extension: str
    absence_under_items: bool = False


LAYOUTS: Mapping[str, Layout] = {
    "pdf_protocol": Layout(pdf_protocol.render, "pdf"),
    "pdf_decision_first": Layout(pdf_decision_first.render, "pdf"),
    "pdf_recommendation_first": Layout(pdf_recommendation_first.render, "pdf"),
    "pdf_open_minutes": Layout(pdf_open_minutes.render, "pdf", absence_under_items=True),
    "pdf_attendance": Layout(pdf_attendance.render, "pdf"),
    "html_saved_page": Layout(html_saved_page.render, "html"),
    "html_table": Layout(html_table.render, "html"),
    "docx_styles": Layout(docx_styles.render, "docx"),
    "docx_plain": Layout(docx_plain.render, "docx"),
    "markdown": Layout(markdown.render, "md", absence_under_items=True),
    "text_upper": Layout(text_upper.render, "txt"),
    "text_numbered": Layout(text_numbered.render, "txt"),
}
