"""The README says what is true: its tree, its commands and its example."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

import pytest

from assistant.assistant import Assistant
from ui.command_line import cli, format_answer

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text("utf-8")
CONTRIBUTING = (ROOT / "CONTRIBUTING.md").read_text("utf-8")


def _tree() -> dict[str, str]:
    """Each path in the README's tree, folders with a slash, and what is said of it."""
    block = README.split("## The tree", 1)[1].split("```")[1]
    found: dict[str, str] = {}
    folders: list[str] = []
    for line in block.splitlines():
        match = re.match(r"^((?:  )*)(\S+)(?:\s{2,}(.*))?$", line)
        if not match:
            continue
        depth = len(match.group(1)) // 2
        folders = folders[:depth]
        name = match.group(2)
        found["".join(folders) + name] = match.group(3) or ""
        if name.endswith("/"):
            folders.append(name)
    return found


def _tracked() -> list[str]:
    listed = subprocess.run(
        ["git", "-C", str(ROOT), "ls-files", "-z"], check=True, capture_output=True
    ).stdout.decode()
    return [name for name in listed.split("\0") if name]


def test_every_path_in_the_tree_exists_and_is_explained() -> None:
    for path, text in _tree().items():
        assert (ROOT / path).exists(), path
        assert text, f"{path} has no explanation"


def test_every_source_file_has_its_line() -> None:
    """A folder without lines below it speaks for all of its files."""
    tree = _tree()
    closed = tuple(
        path for path in tree if path.endswith("/") and not any(p != path and p.startswith(path) for p in tree)
    )
    missing = [
        name
        for name in _tracked()
        if name not in tree and not name.startswith(closed) and not name.endswith("__init__.py")
    ]
    assert missing == []


def test_every_command_is_documented_and_has_help_with_an_example() -> None:
    for name, command in cli.commands.items():
        assert f"`{name}" in README or f"referatsvar {name}" in README, name
        assert command.help, name
        assert f"referatsvar {name}" in command.help or f"referatsvar {name} " in command.help, name


def test_the_readmes_example_is_what_the_program_says(ravnsund: Assistant) -> None:
    block = README.split("```console\n", 1)[1].split("```", 1)[0]
    command, expected = block.split("\n", 1)
    question = re.search(r'"(.+)"', command)
    assert question
    assert format_answer(ravnsund.ask(question.group(1))).strip() == expected.strip()


@pytest.mark.parametrize("document", ["README.md", "CONTRIBUTING.md", "CHANGELOG.md"])
def test_links_lead_somewhere(document: str) -> None:
    text = (ROOT / document).read_text("utf-8")
    for target in re.findall(r"\]\((?!https?://)([^)#]+)\)", text):
        assert (ROOT / target).exists(), f"{document}: {target}"


def test_the_files_that_anyone_can_improve_exist() -> None:
    for path in re.findall(r"^\| `([^`]+)` \|", CONTRIBUTING, re.MULTILINE):
        assert (ROOT / path).exists(), path
