"""The commands that serve the web page and the HTTP interface: serve and demo."""

from __future__ import annotations

from pathlib import Path

import click

from ui.commands.options import (
    archive_options,
    llm_options,
    opened_assistant,
    progress_bars,
)

_STARTING = "Starting. The address is printed when it can be opened."


@click.command()
@archive_options
@llm_options
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
    with opened_assistant(archive, model, chroma_url) as assistant:
        run(assistant, host, port, shown)


@click.command()
@llm_options
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

    with opened_assistant(archive, None, None, create=True) as assistant:
        with progress_bars() as progress, documents_folder() as folder:
            assistant.archive.index([folder], prune=True, progress=progress)
        click.echo(_STARTING, err=True)
        run(assistant, host, port)
