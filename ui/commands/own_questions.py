"""The commands under `questions`, with which people make a test set of their own."""

from __future__ import annotations

from pathlib import Path

import click

from ui.commands.options import (
    archive_options,
    opened_assistant,
)


@click.group("questions")
def own_questions() -> None:
    """Make a test set of your own, in a sheet that any spreadsheet opens.

    \b
    referatsvar questions template spoergsmaal.csv
    referatsvar questions draft kladde.csv --archive arkiv
    """


_sheet_argument = click.argument("sheet", type=click.Path(dir_okay=False, path_type=Path))


@own_questions.command()
@_sheet_argument
def template(sheet: Path) -> None:
    """Write an empty SHEET with an example of each sort of question.

    Example: referatsvar questions template spoergsmaal.csv
    """
    from eval.sheets import EXAMPLES, write_sheet  # noqa: PLC0415

    write_sheet(sheet, EXAMPLES)
    click.echo(f"{sheet} is ready. Its examples are not asked. Then: referatsvar eval {sheet}")


@own_questions.command()
@_sheet_argument
@archive_options
@click.option(
    "--count", default=50, show_default=True, type=click.IntRange(1, 10_000), help="At most."
)
def draft(
    sheet: Path, archive: Path, model: str | None, chroma_url: str | None, count: int
) -> None:
    """Draft questions from the archive into SHEET for a person to accept, change or throw away.

    Example: referatsvar questions draft kladde.csv --archive arkiv --count 100
    """
    from eval.drafting import draft_questions  # noqa: PLC0415
    from eval.sheets import write_sheet  # noqa: PLC0415

    with opened_assistant(archive, model, chroma_url) as assistant:
        written = write_sheet(sheet, draft_questions(assistant.archive, count))
    _say_how_to_decide(sheet, written)


@own_questions.command()
@_sheet_argument
@archive_options
def feedback(sheet: Path, archive: Path, model: str | None, chroma_url: str | None) -> None:
    """Write what people said of answers, where they let the question be kept, into SHEET.

    Example: referatsvar questions feedback ris-og-ros.csv --archive arkiv
    """
    from eval.candidates import drafts_from_feedback  # noqa: PLC0415
    from eval.sheets import write_sheet  # noqa: PLC0415
    from ui.feedback import Feedback  # noqa: PLC0415

    with opened_assistant(archive, model, chroma_url) as assistant:
        lines = Feedback(assistant.archive.folder).candidates()
        written = write_sheet(sheet, drafts_from_feedback(lines))
    _say_how_to_decide(sheet, written)


def _say_how_to_decide(sheet: Path, written: int) -> None:
    click.echo(
        f"{written} questions in {sheet}. In its first column write ja for those that are good, after "
        f"changing what is not, and nej for the others. Then: referatsvar eval {sheet}"
    )


@own_questions.command("check")
@_sheet_argument
@archive_options
def check_questions(sheet: Path, archive: Path, model: str | None, chroma_url: str | None) -> None:
    """Say what SHEET (or a JSON Lines file) names that the archive does not hold.

    Exit code 1 when there is something.

    Example: referatsvar questions check spoergsmaal.csv --archive arkiv
    """
    from eval.checks import faults  # noqa: PLC0415
    from eval.questions import load_questions  # noqa: PLC0415
    from eval.sheets import read_text, undecided  # noqa: PLC0415

    test_set = load_questions(sheet)
    with opened_assistant(archive, model, chroma_url) as assistant:
        found = list(faults(test_set, assistant.archive))
    for fault in found:
        click.echo(fault)
    waiting = undecided(read_text(sheet)) if sheet.suffix.lower() == ".csv" else 0
    click.echo(f"{len(test_set)} questions, {len(found)} faults, {waiting} not decided about")
    if found:
        raise click.exceptions.Exit(1)
