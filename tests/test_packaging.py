"""The built wheel carries all that the product needs, and no more."""

from __future__ import annotations

import re
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
NEEDED = (
    "assistant/wording/kinds.tsv",
    "assistant/wording/standings.tsv",
    "assistant/wording/wordings.tsv",
    "eval/municipality/documents/byraadet/2022-09-28.pdf",
    "index/danish/stopwords.txt",
    "index/encoder/model/model.safetensors",
    "index/encoder/model/modules.json",
    "index/words/alle.tsv",
    "index/parsing/headings.tsv",
    "index/reading/exports/names.tsv",
    "index/store/schema.sql",
    "index/store/shown_once.sql",
    "index/store/item_words.sql",
    "index/store/texts_apart.sql",
    "ui/static/",
)
# The documents that reading and answers are measured on, but the sample's, are in a checkout only.
LEFT_OUT = re.compile(
    r"eval/reading/(?:blind|dev|outlined|reported|second|third)/"
    r"|eval/neighbours/\w+/(?:documents|outlines)/"
)
# The encoder may take 30 MB and the reader 22, everything else is small.
MAX_BYTES = 55_000_000


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    target = tmp_path_factory.mktemp("wheel")
    source = tmp_path_factory.mktemp("source") / "referatsvar"
    # Built from a copy of what git tracks, as a release is.
    subprocess.run(
        ["git", "-C", str(ROOT), "checkout-index", "--all", f"--prefix={source}/"], check=True
    )
    subprocess.run(
        [
            sys.executable,
            "-m",
            "build",
            "--wheel",
            "--no-isolation",
            "--outdir",
            str(target),
            str(source),
        ],
        check=True,
        capture_output=True,
    )
    return next(target.glob("*.whl"))


@pytest.fixture(scope="module")
def names(wheel: Path) -> list[str]:
    with zipfile.ZipFile(wheel) as archive:
        return archive.namelist()


@pytest.mark.parametrize("needed", NEEDED)
def test_the_wheel_carries_what_the_product_needs(names: list[str], needed: str) -> None:
    assert any(name.startswith(needed) for name in names), needed


def test_the_wheel_carries_every_file_of_the_packages_but_what_it_is_measured_on(
    names: list[str],
) -> None:
    tracked = subprocess.run(
        ["git", "-C", str(ROOT), "ls-files", "assistant", "eval", "index", "ui"],
        check=True,
        capture_output=True,
        text=True,
    ).stdout.splitlines()
    unquoted = {name for name in tracked if not name.startswith('"')}
    left_out = {name for name in unquoted if LEFT_OUT.match(name)}
    assert left_out
    assert unquoted - left_out <= set(names)
    assert not left_out & set(names)


def test_the_wheel_carries_no_tests_and_stays_small(wheel: Path, names: list[str]) -> None:
    assert not [name for name in names if name.startswith("tests/")]
    assert wheel.stat().st_size < MAX_BYTES


def test_an_installed_wheel_answers(wheel: Path, tmp_path: Path) -> None:
    """From the wheel alone: index the sample minutes and ask."""
    installed = tmp_path / "site"
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(installed)
    script = (
        "from pathlib import Path\n"
        "from assistant.assistant import Assistant\n"
        "from eval.municipality import documents_folder\n"
        "from index.archive import Archive\n"
        "if __name__ == '__main__':\n"
        "    with Archive(Path('arkiv'), create=True) as archive, documents_folder() as folder:\n"
        "        archive.index([folder / 'byraadet'])\n"
        "        print(Assistant(archive).ask('Hvad blev der besluttet om modtagerklasser?').answered)\n"
    )
    (tmp_path / "ask.py").write_text(script, "utf-8")
    done = subprocess.run(
        [sys.executable, "-P", "ask.py"],
        cwd=tmp_path,
        env={"PYTHONPATH": str(installed), "PATH": "/usr/bin:/bin"},
        capture_output=True,
        text=True,
        check=False,
        timeout=300,
    )
    assert done.stdout.strip() == "True", done.stderr
