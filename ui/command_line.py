"""The command line. Facts go to standard output, progress and warnings to standard error.

Operators read English here; what a citizen would read (answers, reasons for
rejected files) is Danish. The commands are in `ui/commands`.
"""

from __future__ import annotations

import logging
import os
import sys

import click

from index.errors import MinutesError
from ui.commands import archive, asking, measuring, own_questions, serving


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="referatsvar")
def cli() -> None:
    """Ask the minutes of a Danish municipality; every statement is quoted from its source.

    \b
    referatsvar index referater/ --archive arkiv
    referatsvar ask "Hvad blev der besluttet om skolerne?" --archive arkiv
    """


for _command in (
    archive.index,
    asking.ask,
    asking.search,
    asking.case,
    archive.items,
    archive.status,
    archive.remove,
    asking.verify,
    measuring.evaluate,
    own_questions.own_questions,
    serving.serve,
    serving.demo,
):
    cli.add_command(_command)


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


if __name__ == "__main__":
    main()
