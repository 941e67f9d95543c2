"""The command line. Facts go to standard output, progress and warnings to standard error.

Operators read English here; what a citizen would read (answers, reasons for
rejected files) is Danish.
"""

from __future__ import annotations

import json
import logging
import os
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, ParamSpec, TypeVar

import click
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from index.errors import InvalidQuestion, InvalidReceipt, MinutesError
from index.types import Filters, HeldItem

if TYPE_CHECKING:
    from assistant.language_model.client import LanguageModel
    from assistant.receipts import Verification
    from index.indexing import IndexReport

P = ParamSpec("P")
R = TypeVar("R")

_STAGES = {
    "reading": "Reading",
    "embedding": "Embedding",
    "indexing": "Indexing",
    "asking": "Asking",
}
_REDACTED = {"cpr": "CPR-nummer", "closed": "tekst under et lukket punkt"}
_STARTING = "Starting. The address is printed when it can be opened."
_ISO = click.DateTime(formats=["%Y-%m-%d"])


def main() -> None:
    """Run `referatsvar`. Exit code 0 when it worked, 1 on an error, 2 on wrong usage."""
    logging.basicConfig(level=logging.WARNING, format="%(message)s", stream=sys.stderr)
    try:
        # click gives the code of an Exit back instead of raising it.
        sys.exit(cli.main(prog_name="referatsvar", standalone_mode=False) or 0)
    except click.Abort:
        sys.exit(_fail("Stopped. What was finished is kept; run it again to go on.", 130))
    except click.ClickException as error:
        error.show()
        sys.exit(error.exit_code)
    except MinutesError as error:
        sys.exit(_fail(str(error), 1))
    except BrokenPipeError:
        # `referatsvar items | head`: the reader has had enough.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(0)
    except OSError as error:
        sys.exit(_fail(f"{error.strerror or error}: {error.filename or ''}".rstrip(": "), 1))


def _fail(message: str, code: int) -> int:
    click.echo(f"referatsvar: {' '.join(message.split())}", err=True)
    return code


def _archive_options(command: Callable[P, R]) -> Callable[P, R]:
    options = (
        click.option(
            "--archive",
            type=click.Path(file_okay=False, path_type=Path),
            envvar="REFERATSVAR_ARCHIVE",
            default=Path("archive"),
            help="The archive's folder (REFERATSVAR_ARCHIVE, else ./archive).",
        ),
        click.option(
            "--model",
            envvar="REFERATSVAR_MODEL",
            help="A sentence-transformers name or path instead of the encoder that ships.",
        ),
        click.option(
            "--chroma-url",
            envvar="REFERATSVAR_CHROMA_URL",
            help="A Chroma server, such as http://127.0.0.1:8000, instead of the embedded one.",
        ),
    )
    for option in reversed(options):
        command = option(command)
    return command


def _keep(context: click.Context, option: click.Parameter, value: str | None) -> None:
    context.meta[f"referatsvar.{option.name}"] = value


def _llm_options(command: Callable[P, R]) -> Callable[P, R]:
    """The endpoint of a language model, kept in the context for `_language_model`.

    The key has no option: command lines are seen by everybody on a machine.
    """
    options = (
        click.option(
            "--llm-url",
            envvar="REFERATSVAR_LLM_URL",
            expose_value=False,
            callback=_keep,
            help="An OpenAI-compatible endpoint, such as http://127.0.0.1:11434/v1, that words the "
            "answers (its key: REFERATSVAR_LLM_KEY).",
        ),
        click.option(
            "--llm-model",
            envvar="REFERATSVAR_LLM_MODEL",
            expose_value=False,
            callback=_keep,
            help="The model to ask there.",
        ),
    )
    for option in reversed(options):
        command = option(command)
    return command


def _language_model() -> LanguageModel | None:
    """The one that the command's options name; None for a command without them."""
    from assistant.language_model.client import language_model  # noqa: PLC0415

    kept = click.get_current_context().meta
    if "referatsvar.llm_url" not in kept:
        return None
    return language_model(kept.get("referatsvar.llm_url"), kept.get("referatsvar.llm_model"))


def _filter_options(command: Callable[P, R]) -> Callable[P, R]:
    options = (
        click.option(
            "--body", "bodies", multiple=True, help="Only this body (name or abbreviation)."
        ),
        click.option("--from", "from_date", type=_ISO, help="Only meetings from this date (ISO)."),
        click.option("--to", "to_date", type=_ISO, help="Only meetings up to this date (ISO)."),
    )
    for option in reversed(options):
        command = option(command)
    return command


_json_option = click.option(
    "--json", "as_json", is_flag=True, help="One JSON object on standard output."
)


@contextmanager
def _assistant(
    archive: Path, model: str | None, chroma_url: str | None, create: bool = False
) -> Iterator[Any]:
    # Imported late: `referatsvar --help` must not wait for search libraries.
    from assistant.assistant import Assistant  # noqa: PLC0415
    from index.archive import Archive  # noqa: PLC0415

    with Archive(archive, create=create, model=model, chroma_url=chroma_url) as opened:
        yield Assistant(opened, _language_model())


def _print_json(value: object) -> None:
    click.echo(json.dumps(value, ensure_ascii=False, indent=2))


def _day(value: datetime | None) -> date | None:
    return value.date() if value else None


@contextmanager
def _progress() -> Iterator[Callable[[str, int, int], None]]:
    """Bars on standard error, one for each stage that takes place."""
    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
    )
    with Progress(*columns, console=Console(stderr=True)) as bars:
        tasks: dict[str, Any] = {}

        def show(stage: str, done: int, total: int) -> None:
            if not total:
                return
            if stage not in tasks:
                tasks[stage] = bars.add_task(_STAGES.get(stage, stage), total=total)
            bars.update(tasks[stage], completed=done, total=total)

        yield show


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="referatsvar")
def cli() -> None:
    r"""Ask the minutes of a Danish municipality; every statement is quoted from its source.

    \b
    referatsvar index referater/ --archive arkiv
    referatsvar ask "Hvad blev der besluttet om skolerne?" --archive arkiv
    """


@cli.command()
@click.argument("paths", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--prune", is_flag=True, help="Forget documents that are gone from PATHS.")
@click.option("--watch", is_flag=True, help="Go on, and index again whenever PATHS change.")
@_archive_options
@_json_option
def index(
    paths: tuple[Path, ...],
    prune: bool,
    watch: bool,
    archive: Path,
    model: str | None,
    chroma_url: str | None,
    as_json: bool,
) -> None:
    """Add the documents under PATHS to the archive, and update those that changed.

    Example: referatsvar index referater/ --archive arkiv
    """
    started = time.perf_counter()
    _check_paths(paths)
    if watch:
        if as_json:
            raise click.UsageError("--watch goes on for ever and has no JSON.")
        _watch(paths, prune, archive, model, chroma_url)
        return
    with _assistant(archive, model, chroma_url, create=True) as assistant, _progress() as progress:
        report = assistant.archive.index(paths, prune=prune, progress=progress)
        status = assistant.archive.status()
    seconds = round(time.perf_counter() - started, 2)
    if as_json:
        _print_json(
            {
                "added": report.added,
                "updated": report.updated,
                "unchanged": report.unchanged,
                "removed": report.removed,
                "rejected": [{"document": d, "reason": r} for d, r in report.rejected],
                "duplicates": report.duplicates,
                "documents": status.documents,
                "items": status.items,
                "passages": status.passages,
                "seconds": seconds,
            }
        )
        return
    _print_report(report, seconds)
    click.echo(f"The archive holds {status.documents} documents with {status.items} agenda items.")


def _print_report(report: IndexReport, seconds: float) -> None:
    click.echo(
        f"{report.added} added, {report.updated} updated, {report.unchanged} unchanged, "
        f"{len(report.removed)} removed, {len(report.rejected)} rejected in {seconds} s."
    )
    for document, reason in report.rejected:
        click.echo(f"  rejected: {document}: {reason}")


def _watch(
    paths: Sequence[Path], prune: bool, archive: Path, model: str | None, chroma_url: str | None
) -> None:
    """Index whenever something under the paths changes, until stopped.

    A path that is away for a while, or another process that is writing, is waited for.
    """
    from index.errors import ArchiveBusy, SourceMissing  # noqa: PLC0415
    from index.watching import QUIET_S, changes  # noqa: PLC0415

    click.echo(f"Watching {', '.join(str(path) for path in paths)}. Stop with Ctrl-C.")
    for _ in changes(paths):
        started = time.perf_counter()
        try:
            with _assistant(archive, model, chroma_url, create=True) as assistant:
                report = assistant.archive.index(paths, prune=prune, min_age_s=QUIET_S)
        except (ArchiveBusy, SourceMissing) as error:
            click.echo(str(error), err=True)
            continue
        if report.changed:
            _print_report(report, round(time.perf_counter() - started, 2))


def _check_paths(paths: Sequence[Path]) -> None:
    """Refuse a wrong path before an empty archive is made for it."""
    from index.errors import SourceMissing  # noqa: PLC0415

    for path in paths:
        if not path.expanduser().exists():
            raise SourceMissing(path)


@cli.command()
@click.argument("question")
@_archive_options
@_filter_options
@_llm_options
@click.option("--history", type=click.Path(path_type=Path), help="JSON list of the turns before.")
@_json_option
def ask(
    question: str,
    archive: Path,
    model: str | None,
    chroma_url: str | None,
    bodies: tuple[str, ...],
    from_date: datetime | None,
    to_date: datetime | None,
    history: Path | None,
    as_json: bool,
) -> None:
    """Answer QUESTION with quotations, or say that the minutes do not show it.

    Example: referatsvar ask "Hvad koster cykelstien?" --body TKU --from 2023-01-01
    """
    from assistant.as_json import answer_json, format_answer  # noqa: PLC0415

    turns = _read_history(history) if history else ()
    with _assistant(archive, model, chroma_url) as assistant:
        answer = assistant.ask(
            question, history=turns, bodies=bodies, from_date=_day(from_date), to_date=_day(to_date)
        )
    if as_json:
        _print_json(answer_json(answer))
        return
    click.echo(format_answer(answer))


def _read_history(path: Path) -> tuple[Any, ...]:
    from assistant.types import Turn  # noqa: PLC0415

    try:
        turns = json.loads(path.read_text("utf-8"))
        return tuple(Turn(str(turn["role"]), str(turn["content"])) for turn in turns)
    except OSError as error:
        raise InvalidQuestion(f"The history {path} cannot be read: {error.strerror}.") from error
    except (ValueError, TypeError, KeyError) as error:
        raise InvalidQuestion(
            f'The history {path} must be a JSON list of {{"role": "user"|"assistant", "content": …}}.'
        ) from error


@cli.command()
@click.argument("query")
@_archive_options
@_filter_options
@click.option(
    "--top", default=10, show_default=True, type=click.IntRange(1, 1000), help="How many passages."
)
@_json_option
def search(
    query: str,
    archive: Path,
    model: str | None,
    chroma_url: str | None,
    bodies: tuple[str, ...],
    from_date: datetime | None,
    to_date: datetime | None,
    top: int,
    as_json: bool,
) -> None:
    """Rank the passages for QUERY, best first.

    Example: referatsvar search "affaldsordning" --top 5
    """
    from assistant.as_json import search_json  # noqa: PLC0415

    started = time.perf_counter()
    with _assistant(archive, model, chroma_url) as assistant:
        filters = assistant.filters(bodies, _day(from_date), _day(to_date))
        hits = assistant.search(query, filters, top)
        scope = assistant.archive.scope(filters)
    if as_json:
        _print_json(search_json(query, hits, scope, time.perf_counter() - started))
        return
    for rank, hit in enumerate(hits, start=1):
        passage = hit.passage
        title = passage.item_title or ""
        click.echo(f"{rank:3}. {hit.score:.2f} {passage.document} s. {passage.page}  {title}")
        click.echo(f"     {passage.section}: {' '.join(passage.text.split())[:160]}")


@cli.command()
@click.argument("number")
@_archive_options
@_json_option
def case(
    number: str, archive: Path, model: str | None, chroma_url: str | None, as_json: bool
) -> None:
    """Show the course of the case NUMBER over meetings and bodies.

    Example: referatsvar case 22/740
    """
    from assistant.as_json import course_json  # noqa: PLC0415
    from assistant.texts import standing_word  # noqa: PLC0415

    with _assistant(archive, model, chroma_url) as assistant:
        steps = assistant.course(number)
        closed = [i for i in assistant.archive.items(Filters(), number.strip()) if not i.public]
    if as_json:
        _print_json(course_json(number, steps))
        return
    if not steps:
        click.echo(_no_course(number, closed))
    for step in steps:
        when = step.date.isoformat() if step.date else "uden dato "
        click.echo(
            f"{when}  {step.body or 'ukendt udvalg'}: {standing_word('da', step.standing)} – {step.item.title}"
        )
        if step.decision:
            click.echo(f"            »{' '.join(step.decision[0].text.split())[:300]}«")


def _no_course(number: str, closed: Sequence[HeldItem]) -> str:
    """Why a case has no steps: it is not held, or it is closed."""
    if not closed:
        return f"Sagen {number} findes ikke i de referater, der er indlæst."
    places = {f"{i.body or 'ukendt udvalg'}, {i.date or 'uden dato'}": None for i in closed}
    return f"Sagen {number} er behandlet på et lukket punkt: {'; '.join(places)}."


@cli.command()
@_archive_options
@_filter_options
@_json_option
def items(
    archive: Path,
    model: str | None,
    chroma_url: str | None,
    bodies: tuple[str, ...],
    from_date: datetime | None,
    to_date: datetime | None,
    as_json: bool,
) -> None:
    """List every agenda item that is held, in the order of the documents.

    Example: referatsvar items --body Byrådet --from 2024-01-01 --json
    """
    from assistant.as_json import items_json  # noqa: PLC0415

    with _assistant(archive, model, chroma_url) as assistant:
        held = assistant.archive.items(assistant.filters(bodies, _day(from_date), _day(to_date)))
        known = assistant.archive.scope(Filters()).bodies
    if as_json:
        _print_json(items_json(held))
        return
    if not held:
        click.echo(f"No items. The bodies held are: {', '.join(known) or 'none'}.", err=True)
    document = None
    for item in held:
        if item.document != document:
            document = item.document
            click.echo(f"{document}  {item.body or 'ukendt udvalg'}, {item.date or 'uden dato'}")
        closed = "" if item.public else " (lukket)"
        case_number = f"  [{item.case_number}]" if item.case_number else ""
        click.echo(
            f"  {item.number or '-':>5}  {item.title or '(uden titel)'}{closed}{case_number}"
        )


@cli.command()
@_archive_options
@_json_option
def status(archive: Path, model: str | None, chroma_url: str | None, as_json: bool) -> None:
    """Show what is held, and what could not be read.

    Example: referatsvar status --archive arkiv
    """
    from assistant.as_json import status_json  # noqa: PLC0415

    with _assistant(archive, model, chroma_url) as assistant:
        held = assistant.archive.status()
    if as_json:
        _print_json(status_json(held))
        return
    click.echo(
        f"{held.documents} dokumenter, {held.meetings} møder, {held.items} punkter, {held.passages} tekststykker"
    )
    click.echo(f"Periode: {held.from_date or 'ukendt'} – {held.to_date or 'ukendt'}")
    click.echo(f"Udvalg: {', '.join(held.bodies) or 'ingen'}")
    click.echo(f"Model: {held.model}")
    for rejection in held.rejected:
        click.echo(f"Ikke læst: {rejection.document}: {rejection.reason}")
    for document, redaction in held.redactions:
        what = _REDACTED.get(redaction.kind, redaction.kind)
        click.echo(f"Fjernet: {document} side {redaction.page}: {redaction.count} × {what}")
    for document, other in held.duplicates:
        click.echo(f"Kopi: {document} siger det samme som {other}")
    for document, other in held.superseded:
        click.echo(f"Afløst: {document} er rettet i {other}")
    for document, pages in held.recognised:
        click.echo(
            f"Tekstgenkendt: {document} side {pages} er læst fra et billede; tegn kan være læst forkert"
        )


@cli.command()
@click.argument("documents", nargs=-1, required=True)
@_archive_options
@_json_option
def remove(
    documents: tuple[str, ...],
    archive: Path,
    model: str | None,
    chroma_url: str | None,
    as_json: bool,
) -> None:
    """Delete DOCUMENTS from the archive and every index, and prove that nothing returns them.

    Example: referatsvar remove byraad/2023-05-03.pdf
    """
    with _assistant(archive, model, chroma_url) as assistant:
        proof = assistant.archive.remove(documents)
    if as_json:
        _print_json(
            {
                "removed": list(documents),
                "passages_removed": proof.passages,
                "traces_left": proof.traces,
            }
        )
    else:
        click.echo(
            f"Removed {len(documents)} documents with {proof.passages} passages; "
            f"{proof.traces} traces left in the database and the indexes."
        )
    if proof.traces:
        raise MinutesError(
            "Traces are left. Run `referatsvar index` to rebuild the indexes, then check again."
        )


@cli.command()
@click.argument("receipt", type=click.Path(path_type=Path))
@_archive_options
@click.option(
    "--documents",
    type=click.Path(path_type=Path),
    help="Check against the documents under this path, with no archive.",
)
@_json_option
def verify(
    receipt: Path,
    archive: Path,
    model: str | None,
    chroma_url: str | None,
    documents: Path | None,
    as_json: bool,
) -> None:
    r"""Check an answer's RECEIPT (a JSON file) against what is held, and say what changed.

    For each citation: unchanged, moved (the quote stands, the document changed), redacted, changed
    (the quote is gone) or missing. Exit code 1 when a quote no longer stands.

    \b
    referatsvar ask "Hvad koster broen?" --json > svar.json
    referatsvar verify svar.json --archive arkiv
    referatsvar verify svar.json --documents referater/
    """
    from assistant.as_json import verification_json  # noqa: PLC0415
    from assistant.receipts import verify_against_files, verify_receipt  # noqa: PLC0415

    data = _read_receipt(receipt)
    if documents is not None:
        outcome = verify_against_files(data, documents)
    else:
        with _assistant(archive, model, chroma_url) as assistant:
            outcome = verify_receipt(data, assistant.archive)
    if as_json:
        _print_json(verification_json(outcome))
    else:
        _print_verification(outcome)
    if not outcome.valid:
        raise click.exceptions.Exit(1)


def _read_receipt(path: Path) -> dict[str, Any]:
    try:
        data = json.loads(path.read_text("utf-8"))
    except OSError as error:
        raise InvalidReceipt(f"The receipt {path} cannot be read: {error.strerror}.") from error
    except ValueError as error:
        raise InvalidReceipt(f"{path} is not JSON.") from error
    if not isinstance(data, dict):
        raise InvalidReceipt(f"{path} is not a receipt: it must hold one JSON object.")
    return data


def _print_verification(outcome: Verification) -> None:
    for check in outcome.checks:
        notes = []
        if check.page_now not in (None, check.page):
            notes.append(f"now on page {check.page_now}")
        if check.same_file is False:
            notes.append("the file is another than the one cited")
        if check.superseded_by:
            notes.append(f"replaced by {check.superseded_by}")
        noted = f" ({'; '.join(notes)})" if notes else ""
        click.echo(f"{check.state:9}  {check.document} s. {check.page}{noted}: »{check.quote}«")
    if not outcome.answer_matches:
        click.echo("The answer quotes what its sources do not say: it was altered.")
    for difference in outcome.differences:
        click.echo(f"Another {difference.what}: then {difference.then}, now {difference.now}")
    said = sum(check.still_said for check in outcome.checks)
    click.echo(f"{said} of {len(outcome.checks)} quotations stand in the documents.")


@cli.command("eval")
@click.argument("questions", required=False, type=click.Path(path_type=Path))
@_archive_options
@_llm_options
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
@_json_option
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
    r"""Put the test set QUESTIONS (JSON Lines or CSV) to the archive and score the answers.

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
    with _assistant(archive, model, chroma_url) as assistant:
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
    with _progress() as progress:
        done = run(system, test_set, record, lambda n, total: progress("asking", n, total), pages)
        outcomes = {outcome.id: outcome for outcome in done}
    card = (
        write_report(report, measured, test_set, outcomes) if report else score(test_set, outcomes)
    )
    if as_json:
        _print_json(card_json(card))
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
        _print_json(comparing.comparison_json(comparison))
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


@cli.group("questions")
def own_questions() -> None:
    r"""Make a test set of your own, in a sheet that any spreadsheet opens.

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
@_archive_options
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

    with _assistant(archive, model, chroma_url) as assistant:
        written = write_sheet(sheet, draft_questions(assistant.archive, count))
    _say_how_to_decide(sheet, written)


@own_questions.command()
@_sheet_argument
@_archive_options
def feedback(sheet: Path, archive: Path, model: str | None, chroma_url: str | None) -> None:
    """Write what people said of answers, where they let the question be kept, into SHEET.

    Example: referatsvar questions feedback ris-og-ros.csv --archive arkiv
    """
    from eval.candidates import drafts_from_feedback  # noqa: PLC0415
    from eval.sheets import write_sheet  # noqa: PLC0415
    from ui.feedback import Feedback  # noqa: PLC0415

    with _assistant(archive, model, chroma_url) as assistant:
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
@_archive_options
def check_questions(sheet: Path, archive: Path, model: str | None, chroma_url: str | None) -> None:
    """Say what SHEET (or a JSON Lines file) names that the archive does not hold.

    Exit code 1 when there is something.

    Example: referatsvar questions check spoergsmaal.csv --archive arkiv
    """
    from eval.checks import faults  # noqa: PLC0415
    from eval.questions import load_questions  # noqa: PLC0415
    from eval.sheets import read_text, undecided  # noqa: PLC0415

    test_set = load_questions(sheet)
    with _assistant(archive, model, chroma_url) as assistant:
        found = list(faults(test_set, assistant.archive))
    for fault in found:
        click.echo(fault)
    waiting = undecided(read_text(sheet)) if sheet.suffix.lower() == ".csv" else 0
    click.echo(f"{len(test_set)} questions, {len(found)} faults, {waiting} not decided about")
    if found:
        raise click.exceptions.Exit(1)


@cli.command()
@_archive_options
@_llm_options
@click.option("--host", default="127.0.0.1", show_default=True)
@click.option("--port", default=7860, show_default=True, type=click.IntRange(1, 65535))
@click.option(
    "--settings",
    type=click.Path(dir_okay=False, path_type=Path),
    envvar="REFERATSVAR_SETTINGS",
    help="A TOML file with title, municipality, logo, colours, contact and texts (see README).",
)
def serve(
    archive: Path,
    model: str | None,
    chroma_url: str | None,
    host: str,
    port: int,
    settings: Path | None,
) -> None:
    """Serve the chat and the HTTP interface.

    Example: referatsvar serve --archive arkiv --port 7860 --settings kommune.toml
    """
    # Before what takes seconds to import.
    click.echo(_STARTING, err=True)
    from ui.server import serve as run  # noqa: PLC0415
    from ui.settings import load_settings  # noqa: PLC0415

    shown = load_settings(settings)
    with _assistant(archive, model, chroma_url) as assistant:
        run(assistant, host, port, shown)


@cli.command()
@_llm_options
@click.option(
    "--archive",
    type=click.Path(file_okay=False, path_type=Path),
    default=Path("archive-demo"),
    show_default=True,
    help="Where the sample archive is made.",
)
@click.option("--host", default="127.0.0.1", show_default=True)
@click.option("--port", default=7860, show_default=True, type=click.IntRange(1, 65535))
def demo(archive: Path, host: str, port: int) -> None:
    """Index the sample minutes of the invented Ravnsund Kommune and serve the chat.

    Example: referatsvar demo
    """
    from eval.municipality import documents_folder  # noqa: PLC0415
    from ui.server import serve as run  # noqa: PLC0415

    with _assistant(archive, None, None, create=True) as assistant:
        with _progress() as progress, documents_folder() as folder:
            assistant.archive.index([folder], prune=True, progress=progress)
        click.echo(_STARTING, err=True)
        run(assistant, host, port)


if __name__ == "__main__":
    main()
