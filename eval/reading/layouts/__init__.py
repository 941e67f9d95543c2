"""Every layout of the golden documents, and the ending of its files."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from eval.reading.layouts import (
    open_document,
    pdf_beside,
    pdf_cells,
    pdf_flow,
    plain,
    web,
    word,
)
from eval.reading.source import Source


@dataclass(frozen=True, slots=True)
class Layout:
    """How to set a source, None when it was printed once, and the ending that its file has."""

    render: Callable[[Source], bytes] | None
    ending: str


_TIMES = pdf_flow.Look(font="Times-Roman", bold="Times-Bold", size=11)

LAYOUTS = {
    # In both halves.
    "pdf-word": Layout(
        pdf_flow.layout(head=("body", "head", "Side {page}"), foot="", page_per_item=False), "pdf"
    ),
    "docx-styles": Layout(word.with_styles, "docx"),
    "markdown": Layout(plain.text(), "md"),
    "text-utf8": Layout(plain.text(), "txt"),
    # Only developed on.
    "pdf-contents": Layout(pdf_flow.layout(_TIMES, head=("head",), page_per_item=True), "pdf"),
    "pdf-columns": Layout(
        pdf_flow.layout(
            _TIMES,
            size=9,
            columns=2,
            hyphenated=True,
            head=("head",),
            foot="- {page} -",
            foot_place="middle",
        ),
        "pdf",
    ),
    "pdf-forms": Layout(pdf_cells.layout(head="{head}"), "pdf"),
    "pdf-side-left": Layout(pdf_beside.layout(label_to_right=True), "pdf"),
    "pdf-side-right": Layout(
        pdf_beside.layout(place="right", label_bold=False, size=9.5, label_ends=":"), "pdf"
    ),
    "pdf-side-boxed": Layout(
        pdf_beside.layout(drawn="boxes", stands="middle", label_width=116), "pdf"
    ),
    "pdf-side-margin": Layout(
        pdf_beside.layout(case="margin", font="Times-Roman", bold="Times-Bold", size=11), "pdf"
    ),
    "pdf-side-ruled": Layout(pdf_beside.layout(drawn="rules", case="title", wide=True), "pdf"),
    "pdf-side-above": Layout(
        pdf_beside.layout(place="above", drawn="boxes", label_bold=False), "pdf"
    ),
    "docx-bold": Layout(word.with_bold, "docx"),
    "html-firstagenda": Layout(web.page(web.PORTAL), "html"),
    "html-saved": Layout(web.page(web.SAVED), "html"),
    "html-mail": Layout(web.page(web.BARE, "cp1252"), "htm"),
    "text-bom-crlf": Layout(plain.text("utf-8-sig", "\r\n"), "txt"),
    "text-cp1252": Layout(plain.text("cp1252"), "txt"),
    "xml-sbsys": Layout(plain.text(), "xml"),
    # Only reported on.
    "pdf-sided": Layout(
        pdf_flow.layout(
            size=9,
            side_headings=True,
            head=("head", "body"),
            foot="{page} of {pages}",
            foot_place="left",
        ),
        "pdf",
    ),
    "pdf-boxed": Layout(pdf_cells.layout(boxed=True, font="times", head="{head}"), "pdf"),
    "pdf-landscape": Layout(
        pdf_flow.layout(
            wide=True,
            headings="capitals",
            size=9.5,
            page_per_item=True,
            dots=" .",
            foot="Side {page}",
            foot_place="middle",
        ),
        "pdf",
    ),
    "pdf-small": Layout(
        pdf_flow.layout(
            _TIMES, size=7, columns=2, hyphenated=True, headings="plain", margin=44, head=("head",)
        ),
        "pdf",
    ),
    "pdf-band": Layout(
        pdf_flow.layout(size=10, headings="band", head=("head", "Side {page} af {pages}"), foot=""),
        "pdf",
    ),
    "docx-tables": Layout(word.with_tables, "docx"),
    "html-sbsys": Layout(web.page(web.PORTAL), "html"),
    "html-tables": Layout(web.page(web.BARE, "cp1252"), "htm"),
    "html-list": Layout(web.page(web.SAVED), "html"),
    "markdown-bold": Layout(plain.text(), "md"),
    "text-latin1-crlf": Layout(plain.text("latin-1", "\r\n"), "txt"),
    "text-mail": Layout(plain.text("utf-8", "\r\n"), "txt"),
    "xml-acadre": Layout(plain.text("latin-1"), "xml"),
    "xml-edoc": Layout(plain.text("utf-8"), "xml"),
    # Only in the blind part.
    "pdf-typed": Layout(
        pdf_cells.layout(font="courier", size=10, head="{head}", foot="- {page} -"), "pdf"
    ),
    "pdf-run-in": Layout(
        pdf_flow.layout(size=9.5, run_in=True, head=("head",), foot="{page}/{pages}"), "pdf"
    ),
    "pdf-justified": Layout(
        pdf_flow.layout(
            _TIMES,
            size=10.5,
            justified=True,
            page_per_item=True,
            head=("head", "subhead"),
            foot="Formandens initialer:               Side {page}",
            foot_place="left",
        ),
        "pdf",
    ),
    "pdf-three-columns": Layout(pdf_flow.layout(head=("head",), foot=""), "pdf"),
    "pdf-side-bottom": Layout(
        pdf_beside.layout(
            stands="bottom", wide=True, font="Times-Roman", bold="Times-Bold", size=11
        ),
        "pdf",
    ),
    "docx-run-in": Layout(word.with_run_in, "docx"),
    "odt-styles": Layout(open_document.with_styles, "odt"),
    "html-divs": Layout(web.page(web.APP), "html"),
    "html-print": Layout(web.page(web.BARE, "cp1252"), "htm"),
    "markdown-setext": Layout(plain.text(), "md"),
    "text-ruled": Layout(plain.printout("cp1252", "\r\n"), "txt"),
    "text-quoted": Layout(plain.text(), "txt"),
    "xml-vendor": Layout(plain.text(), "xml"),
    "xml-rows": Layout(plain.text("latin-1"), "xml"),
}

# Whatever was written later: each source is set as it stands, or was printed.
FORMS = {
    "pdf": Layout(None, "pdf"),
    "docx": Layout(None, "docx"),
    "html": Layout(plain.text(), "html"),
    "htm": Layout(plain.text("cp1252"), "htm"),
    "txt": Layout(plain.text(), "txt"),
    "xml": Layout(plain.text(), "xml"),
}


def layout_of(source: Source) -> Layout:
    """By the form of the file, where the source tells it; else by the name of its layout."""
    form = source.fields.get("form")
    return FORMS[form] if form else LAYOUTS[source.layout]
