"""Rebuilds `documents/` from `sources/`: python -m eval.municipality.build [--check].

The same sources always give the same bytes. With --check nothing is written;
the exit code is 1 when a document is missing, stale or left over.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Mapping
from pathlib import Path

from eval.municipality.layouts import LAYOUTS
from eval.municipality.sources import HOME, load_municipality, load_sources
from eval.municipality.truth import truth_of

DOCUMENTS = HOME / "documents"
TRUTH = HOME / "truth.json"


def built_files() -> dict[Path, bytes]:
    """Every file that the sources give, with its bytes."""
    municipality = load_municipality()
    sources = load_sources(municipality)
    files = {DOCUMENTS / s.file: LAYOUTS[s.layout].render(s) for s in sources}
    truth = json.dumps(truth_of(municipality, sources), ensure_ascii=False, indent=1)
    files[TRUTH] = f"{truth}\n".encode()
    return files


def differences(files: Mapping[Path, bytes]) -> list[str]:
    """One line for each file on disk that is not what it should be; empty when all are."""
    wrong = [
        f"{'stale' if path.exists() else 'missing'}: {path.relative_to(HOME)}"
        for path, data in files.items()
        if not path.exists() or path.read_bytes() != data
    ]
    return wrong + [f"left over: {path.relative_to(HOME)}" for path in _left_over(files)]


def _left_over(files: Mapping[Path, bytes]) -> list[Path]:
    found = (path for path in sorted(DOCUMENTS.rglob("*")) if path.is_file())
    return [path for path in found if path not in files]


def write(files: Mapping[Path, bytes]) -> None:
    """Write every file and delete what no source gives any longer."""
    for path in _left_over(files):
        path.unlink()
    for path, data in files.items():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)


def main(arguments: list[str] | None = None) -> int:
    """Build or check; returns the exit code."""
    parser = argparse.ArgumentParser(prog="eval.municipality.build", description=__doc__)
    parser.add_argument("--check", action="store_true", help="only say what is not up to date")
    options = parser.parse_args(arguments)
    files = built_files()
    wrong = differences(files)
    sys.stdout.writelines(f"{line}\n" for line in wrong)
    if options.check:
        return 1 if wrong else 0
    write(files)
    size = sum(len(data) for data in files.values())
    sys.stdout.write(f"{len(files) - 1} documents and truth.json, {size / 1e6:.2f} MB\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
