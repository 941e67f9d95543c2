"""Commands that ask an archive: ask, search, case; and verify, which checks an answer later."""

from __future__ import annotations

import json
import time
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from index.errors import InvalidQuestion, InvalidReceipt
from index.types import Filters, HeldItem
from ui.commands.options import (
    archive_options,
    day,
    filter_options,
    json_option,
    llm_options,
    opened_assistant,
    print_json,
)

if TYPE_CHECKING:
    from assistant.receipts import Verification


@click.command()
@click.argument("question")
@archive_options
@filter_options
@llm_options
@click.option("--history", type=click.Path(path_type=Path), help="JSON list of the turns before.")
@json_option
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
    with opened_assistant(archive, model, chroma_url) as assistant:
        answer = assistant.ask(
            question, history=turns, bodies=bodies, from_date=day(from_date), to_date=day(to_date)
        )
    if as_json:
        print_json(answer_json(answer))
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


@click.command()
@click.argument("query")
@archive_options
@filter_options
@click.option(
    "--top", default=10, show_default=True, type=click.IntRange(1, 1000), help="How many passages."
)
@json_option
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
    with opened_assistant(archive, model, chroma_url) as assistant:
        filters = assistant.filters(bodies, day(from_date), day(to_date))
        hits = assistant.search(query, filters, top)
        scope = assistant.archive.scope(filters)
    if as_json:
        print_json(search_json(query, hits, scope, time.perf_counter() - started))
        return
    for rank, hit in enumerate(hits, start=1):
        passage = hit.passage
        title = passage.item_title or ""
        click.echo(f"{rank:3}. {hit.score:.2f} {passage.document} s. {passage.page}  {title}")
        click.echo(f"     {passage.section}: {' '.join(passage.text.split())[:160]}")


@click.command()
@click.argument("number")
@archive_options
@json_option
def case(
    number: str, archive: Path, model: str | None, chroma_url: str | None, as_json: bool
) -> None:
    """Show the course of the case NUMBER over meetings and bodies.

    Example: referatsvar case 22/740
    """
    from assistant.as_json import course_json  # noqa: PLC0415
    from assistant.texts import standing_word  # noqa: PLC0415

    with opened_assistant(archive, model, chroma_url) as assistant:
        steps = assistant.course(number)
        closed = [i for i in assistant.archive.items(Filters(), number.strip()) if not i.public]
    if as_json:
        print_json(course_json(number, steps))
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


@click.command()
@click.argument("receipt", type=click.Path(path_type=Path))
@archive_options
@click.option(
    "--documents",
    type=click.Path(path_type=Path),
    help="Check against the documents under this path, with no archive.",
)
@json_option
def verify(
    receipt: Path,
    archive: Path,
    model: str | None,
    chroma_url: str | None,
    documents: Path | None,
    as_json: bool,
) -> None:
    """Check an answer's RECEIPT (a JSON file) against what is held, and say what changed.

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
        with opened_assistant(archive, model, chroma_url) as assistant:
            outcome = verify_receipt(data, assistant.archive)
    if as_json:
        print_json(verification_json(outcome))
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
