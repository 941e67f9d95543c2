"""What the commands share: their options, the archive they open, and how they show things."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, ParamSpec, TypeVar

import click
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

if TYPE_CHECKING:
    from assistant.language_model.client import LanguageModel

P = ParamSpec("P")
R = TypeVar("R")

_STAGES = {
    "reading": "Reading",
    "embedding": "Embedding",
    "indexing": "Indexing",
    "asking": "Asking",
}
_ISO = click.DateTime(formats=["%Y-%m-%d"])


def archive_options(command: Callable[P, R]) -> Callable[P, R]:
    """Where the archive is, and with which encoder and vectors it is opened."""
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


def llm_options(command: Callable[P, R]) -> Callable[P, R]:
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


def filter_options(command: Callable[P, R]) -> Callable[P, R]:
    """Which meetings to look in."""
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


json_option = click.option(
    "--json", "as_json", is_flag=True, help="One JSON object on standard output."
)


@contextmanager
def opened_assistant(
    archive: Path, model: str | None, chroma_url: str | None, create: bool = False
) -> Iterator[Any]:
    """The assistant over the archive that the options name, while it lasts."""
    # Imported late: `referatsvar --help` must not wait for search libraries.
    from assistant.assistant import Assistant  # noqa: PLC0415
    from index.archive import Archive  # noqa: PLC0415

    with Archive(archive, create=create, model=model, chroma_url=chroma_url) as opened:
        if not create and opened.is_analysed_otherwise():
            click.echo(
                "The archive was indexed by another version: answers are slower and find less. "
                f"Run: referatsvar index FOLDER --archive {archive}",
                err=True,
            )
        yield Assistant(opened, _language_model())


def print_json(value: object) -> None:
    """One JSON value on standard output."""
    click.echo(json.dumps(value, ensure_ascii=False, indent=2))


def day(value: datetime | None) -> date | None:
    """The day of a moment that click has read."""
    return value.date() if value else None


@contextmanager
def progress_bars() -> Iterator[Callable[[str, int, int], None]]:
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
