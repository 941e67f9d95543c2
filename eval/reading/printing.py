"""Prints documents of the later parts: python -m eval.reading.printing [NAME...].

A browser turns their sources, which are web pages, into PDFs, and python-docx into Word
files. Neither gives the same bytes twice, so what was printed is kept and not rebuilt.
"""

from __future__ import annotations

import io
import shutil
import sys
from collections.abc import Iterator
from html.parser import HTMLParser

import docx
from docx.document import Document as WordDocument
from docx.text.paragraph import Paragraph
from playwright.sync_api import Browser, sync_playwright

from eval.reading.build import HALVES, document_path, sources_of
from eval.reading.source import Source

_BAND = '<div style="font-size:8px;width:100%;text-align:center">{}</div>'
_PAGE = '<!DOCTYPE html><html lang="da"><meta charset="utf-8">{}'


def print_pdf(browser: Browser, source: Source) -> bytes:
    """The page as the browser prints it, with the source's head and foot on every page."""
    head, foot = source.fields.get("head", ""), source.fields.get("foot", "")
    page = browser.new_page()
    try:
        page.set_content(_PAGE.format(source.printed))
        return page.pdf(
            prefer_css_page_size=True,
            tagged=False,
            display_header_footer=bool(head or foot),
            header_template=_BAND.format(head),
            footer_template=_BAND.format(foot),
        )
    finally:
        page.close()


class _WordWriter(HTMLParser):
    """Writes paragraphs, numbered ones (li), bold runs and tables of a page into a Word file."""

    def __init__(self) -> None:
        super().__init__()
        self.word: WordDocument = docx.Document()
        self._paragraph: Paragraph | None = None
        self._is_bold = False
        self._rows: list[list[str]] = []
        self._in_cell = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in ("p", "li"):
            style = "List Number" if tag == "li" else None
            self._paragraph = self.word.add_paragraph(style=style)
        elif tag == "h1":
            self._paragraph = self.word.add_heading("", 1)
        elif tag == "b":
            self._is_bold = True
        elif tag == "table":
            self._rows = []
        elif tag == "tr":
            self._rows.append([])
        elif tag == "td":
            self._rows[-1].append("")
            self._in_cell = True

    def handle_endtag(self, tag: str) -> None:
        if tag in ("p", "li", "h1"):
            self._paragraph = None
        elif tag == "b":
            self._is_bold = False
        elif tag == "td":
            self._in_cell = False
        elif tag == "table":
            table = self.word.add_table(len(self._rows), max(map(len, self._rows)))
            table.style = "Table Grid"
            for line, row in enumerate(self._rows):
                for column, cell in enumerate(row):
                    table.cell(line, column).text = cell

    def handle_data(self, data: str) -> None:
        if self._in_cell:
            self._rows[-1][-1] += data
        elif self._paragraph is not None:
            self._paragraph.add_run(data).bold = self._is_bold or None


def print_word(source: Source) -> bytes:
    """The page as a Word file."""
    writer = _WordWriter()
    writer.feed(source.printed)
    data = io.BytesIO()
    writer.word.save(data)
    return data.getvalue()


def _printed(names: set[str]) -> Iterator[tuple[str, Source]]:
    for half in HALVES:
        for source in sources_of(half):
            if source.fields.get("form") in ("pdf", "docx") and (not names or source.name in names):
                yield half, source


def main(names: list[str]) -> None:
    """Print the documents of these names, or all."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=shutil.which("chromium"), args=["--no-sandbox"]
        )
        for half, source in _printed(set(names)):
            is_pdf = source.fields["form"] == "pdf"
            data = print_pdf(browser, source) if is_pdf else print_word(source)
            document_path(half, source).write_bytes(data)
            sys.stdout.write(f"{half}/{source.name}\n")


if __name__ == "__main__":
    main(sys.argv[1:])
