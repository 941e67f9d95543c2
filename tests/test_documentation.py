"""The README says what is true: its tree, its commands and its example."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from eval import readme
from ui.command_line import cli

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text("utf-8")
CONTRIBUTING = (ROOT / "CONTRIBUTING.md").read_text("utf-8")


def test_the_computed_parts_of_the_readme_are_up_to_date() -> None:
    """The tree has a line for each file, and the example is what the program says."""
    assert readme.main(["--check"]) == 0, "run: python -m eval.readme"


def test_every_line_of_the_tree_explains_its_file() -> None:
    for line in readme.tree().splitlines():
        assert re.match(r"^ *\S+\s{2,}\S", line), line


def test_every_command_is_documented_and_has_help_with_an_example() -> None:
    for name, command in cli.commands.items():
        assert f"`{name}" in README or f"referatsvar {name}" in README, name
        assert command.help, name
        assert f"referatsvar {name}" in command.help or f"referatsvar {name} " in command.help, name


@pytest.mark.parametrize("document", ["README.md", "CONTRIBUTING.md", "CHANGELOG.md"])
def test_links_lead_somewhere(document: str) -> None:
    text = (ROOT / document).read_text("utf-8")
    for target in re.findall(r"\]\((?!https?://)([^)#]+)\)", text):
        assert (ROOT / target).exists(), f"{document}: {target}"


def test_the_files_that_anyone_can_improve_exist() -> None:
    for path in re.findall(r"^\| `([^`]+)` \|", CONTRIBUTING, re.MULTILINE):
        assert (ROOT / path).exists(), path
