"""The command that puts a test set to an archive or to another system: eval."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import click

from ui.commands.options import (
    archive_options,
    json_option,
    llm_options,
    opened_assistant,
    print_json,
    progress_bars,
)


@click.command("eval")
@click.argument("questions", required=False, type=click.Path(path_type=Path))
@archive_options
@llm_options
@click.option(
    "--report", type=click.Path(file_okay=False, path_type=Path), help="Folder for the report."
)
@click.option(
    "--half", type=click.Choice(["dev", "test"]), help="Only this half of a divided test set."
)
@click.option("--url", help="Ask a system that speaks our JSON over HTTP instead of this one.")
@click.option(
    "--rival",
    type=click.Choice(["bm25", "bm25-danish", "llamaindex", "txtai", "txtai-hybrid"]),
    help="Ask another library's retrieval over the same archive (pip install 'referatsvar[rivals]').",
)
@click.option(
    "--compare",
    nargs=2,
    type=click.Path(file_okay=False, path_type=Path),
    help="Compare the reports in two folders instead.",
)
@click.option(
    "--gate",
    "gates",
    multiple=True,
    help="MEASURE>=VALUE or MEASURE<=VALUE: exit code 1 when it is not kept. "
    "With --compare, VALUE bounds the change.",
)
@json_option
def evaluate(
    questions: Path | None,
    archive: Path,
    model: str | None,
    chroma_url: str | None,
    report: Path | None,
    half: str | None,
    url: str | None,
    rival: str | None,
    compare: tuple[Path, Path] | None,
    gates: tuple[str, ...],
    as_json: bool,
) -> None:
    """Put the test set QUESTIONS (JSON Lines or CSV) to the archive and score the answers.

    With --report, a run that was stopped goes on where it was.

    \b
    referatsvar eval spoergsmaal.csv --archive arkiv --report rapport
    referatsvar eval spoergsmaal.csv --archive arkiv --gate "correct>=0.6"
    referatsvar eval --compare rapport-foer rapport
    """
    from eval.scorecard import GateError, parse_gate  # noqa: PLC0415

    try:
        bounds = [parse_gate(gate) for gate in gates]
        if compare:
            broken = _compare(*compare, bounds, as_json)
        elif questions is None:
            raise click.UsageError("Name a test set: referatsvar eval QUESTIONS")
        else:
            with _questioned(archive, model, chroma_url, url, rival) as asked:
                broken = _measure(questions, half, report, bounds, as_json, asked)
    except GateError as error:
        raise click.UsageError(str(error)) from error
    for sentence in broken:
        click.echo(f"referatsvar: {sentence}", err=True)
    if broken:
        raise click.exceptions.Exit(1)


@contextmanager
def _questioned(
    archive: Path, model: str | None, chroma_url: str | None, url: str | None, rival: str | None
) -> Iterator[tuple[Any, Any]]:
    """The system to be asked, and the archive in which its quotations are looked up."""
    from eval.rivals.setups import set_up  # noqa: PLC0415
    from eval.systems import HttpSystem, LocalSystem  # noqa: PLC0415

    if url is not None and not archive.is_dir():
        yield HttpSystem(url), None
        return
    with opened_assistant(archive, model, chroma_url) as assistant:
        held = assistant.archive
        if rival is not None:
            yield set_up(rival, held), held
        else:
            yield HttpSystem(url) if url is not None else LocalSystem(assistant), held


def _measure(
    questions: Path,
    half: str | None,
    report: Path | None,
    gates: Sequence[Any],
    as_json: bool,
    asked: tuple[Any, Any],
) -> list[str]:
    """Run a test set, show its figures, and say which gates broke."""
    from eval.outcomes import run  # noqa: PLC0415
    from eval.questions import load_questions  # noqa: PLC0415
    from eval.record import about, begin, card_json  # noqa: PLC0415
    from eval.report import table, write_report  # noqa: PLC0415
    from eval.scorecard import broken_gates, score  # noqa: PLC0415
    from eval.systems import page_text  # noqa: PLC0415

    (system, archive), test_set = asked, load_questions(questions, half)
    _warn_of(test_set, archive, questions)
    measured = about(system, test_set, half, archive)
    record = begin(report, measured) if report else None
    pages = page_text(archive) if archive else None
    with progress_bars() as progress:
        done = run(system, test_set, record, lambda n, total: progress("asking", n, total), pages)
        outcomes = {outcome.id: outcome for outcome in done}
    card = (
        write_report(report, measured, test_set, outcomes) if report else score(test_set, outcomes)
    )
    if as_json:
        print_json(card_json(card))
    else:
        _show_table(table(card), ("Measure", "Value", "Questions"))
        if report:
            click.echo(f"Report: {report / 'report.html'}")
    return broken_gates(gates, card)


# Faults of a test set that are told one by one; the rest are counted.
_TOLD = 5


def _warn_of(test_set: Sequence[Any], archive: Any, path: Path) -> None:
    """Say on standard error what a test set names that the archive does not hold."""
    from eval.checks import faults  # noqa: PLC0415

    found = list(faults(test_set, archive)) if archive else []
    for fault in found[:_TOLD]:
        click.echo(f"warning: {fault}", err=True)
    if len(found) > _TOLD:
        more = f"referatsvar questions check {path}"
        click.echo(f"warning: {len(found) - _TOLD} more; see: {more}", err=True)


def _compare(first: Path, second: Path, gates: Sequence[Any], as_json: bool) -> list[str]:
    """Show how two reports differ, and say which gates broke."""
    from eval import compare as comparing  # noqa: PLC0415

    comparison = comparing.compare(first, second)
    if as_json:
        print_json(comparing.comparison_json(comparison))
    else:
        click.echo(f"From: {comparison.first}\nTo:   {comparison.second}")
        click.echo(f"{comparison.shared} questions in both, {comparison.alone} in only one")
        heads = ("Measure", "From", "To", "Difference", "Questions up, down", "")
        _show_table(comparing.table(comparison), heads)
    return comparing.broken_differences(gates, comparison)


def _show_table(rows: Sequence[Sequence[str]], heads: Sequence[str]) -> None:
    """Columns as wide as what stands in them; no frames, so that it can be cut and pasted."""
    lines = [heads, *rows]
    widths = [max(len(line[n]) for line in lines) for n in range(len(heads))]
    for line in lines:
        cells = (cell.ljust(width) for cell, width in zip(line, widths, strict=True))
        click.echo("  ".join(cells).rstrip())
