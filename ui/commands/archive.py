"""Commands about what an archive holds: index, items, status, remove."""

from __future__ import annotations

import time
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from index.errors import MinutesError
from index.types import Filters
from ui.commands.options import (
    archive_options,
    day,
    filter_options,
    json_option,
    opened_assistant,
    print_json,
    progress_bars,
)

if TYPE_CHECKING:
    from index.indexing import IndexReport

_REDACTED = {"cpr": "CPR-nummer", "closed": "tekst under et lukket punkt"}


@click.command()
@click.argument("paths", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--prune", is_flag=True, help="Forget documents that are gone from PATHS.")
@click.option("--watch", is_flag=True, help="Go on, and index again whenever PATHS change.")
@archive_options
@json_option
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
    with (
        opened_assistant(archive, model, chroma_url, create=True) as assistant,
        progress_bars() as progress,
    ):
        report = assistant.archive.index(paths, prune=prune, progress=progress)
        status = assistant.archive.status()
    seconds = round(time.perf_counter() - started, 2)
    if as_json:
        print_json(
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
            with opened_assistant(archive, model, chroma_url, create=True) as assistant:
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


@click.command()
@archive_options
@filter_options
@json_option
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

    with opened_assistant(archive, model, chroma_url) as assistant:
        held = assistant.archive.items(assistant.filters(bodies, day(from_date), day(to_date)))
        known = assistant.archive.scope(Filters()).bodies
    if as_json:
        print_json(items_json(held))
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


@click.command()
@archive_options
@json_option
def status(archive: Path, model: str | None, chroma_url: str | None, as_json: bool) -> None:
    """Show what is held, and what could not be read.

    Example: referatsvar status --archive arkiv
    """
    from assistant.as_json import status_json  # noqa: PLC0415

    with opened_assistant(archive, model, chroma_url) as assistant:
        held = assistant.archive.status()
    if as_json:
        print_json(status_json(held))
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


@click.command()
@click.argument("documents", nargs=-1, required=True)
@archive_options
@json_option
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
    with opened_assistant(archive, model, chroma_url) as assistant:
        proof = assistant.archive.remove(documents)
    if as_json:
        print_json(
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
