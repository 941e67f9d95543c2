"""Word files: headings in styles, as bold lines or before their text, or each item in a table."""

from __future__ import annotations

from collections.abc import Iterator

from eval.municipality.layouts.docx_package import Run, package, paragraph, table
from eval.reading.layouts.blocks import Block, blocks_of, run_in
from eval.reading.source import Source

_STYLES = {"title": "Heading1", "item": "Heading2", "section": "Heading3", "bullet": "ListBullet"}


def with_styles(source: Source) -> bytes:
    """Headings are known by their styles."""
    return _file(source, [_styled(block) for block in blocks_of(source.printed)])


def with_bold(source: Source) -> bytes:
    """No style is used: headings are bold lines, lists begin with a dash."""
    return _file(source, [_bold(block) for block in blocks_of(source.printed)])


def with_run_in(source: Source) -> bytes:
    """No style is used: the heading of a section is bold, and its text goes on behind a space."""
    return _file(source, [_bold(block) for block in run_in(blocks_of(source.printed))])


def with_tables(source: Source) -> bytes:
    """Each item is a table of two columns, label and text."""
    return _file(source, list(_tabled(blocks_of(source.printed))))


def _file(source: Source, body: list[str]) -> bytes:
    return package(body, source.fields.get("head", ""), source.fields.get("foot", "Side 1"))


def _styled(block: Block) -> str:
    if block.kind == "table":
        return table(block.rows, bold_first=True)
    if block.kind == "inner":
        return paragraph(Run(block.text, italic=True))
    return paragraph(block.text, style=_STYLES.get(block.kind, ""))


def _bold(block: Block) -> str:
    if block.kind == "table":
        return table(block.rows)
    if block.kind == "bullet":
        return paragraph(f"- {block.text}", indent_twips=360)
    if block.kind == "run-in":
        label, _, text = block.text.partition("\t")
        return paragraph(Run(label, bold=True), Run(f" {text}"))
    return paragraph(Run(block.text, bold=block.kind in ("title", "item", "section", "inner")))


def _tabled(blocks: list[Block]) -> Iterator[str]:
    rows: list[list[str]] = []
    for block in [*blocks, Block("item")]:
        if block.kind in ("item", "title", "page"):
            if rows:
                yield table(rows)
            rows = []
            if block.kind == "title":
                yield paragraph(Run(block.text, bold=True))
            elif block.text:
                number, _, title = block.text.partition(" ")
                rows = [[number, title]]
        elif not rows:
            yield _bold(block)
        elif block.kind == "section":
            rows.append([block.text, ""])
        else:
            rows[-1][1] = f"{rows[-1][1]} {block.text}".strip()
