"""Rebuilds the golden documents and what they say: python -m eval.reading.build [--check].

The same sources always give the same bytes. With --check nothing is written;
the exit code is 1 when a file is missing, stale or left over.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Mapping
from pathlib import Path

from eval.reading.layouts import layout_of
from eval.reading.source import Source, expected, read_source

HOME = Path(__file__).parent
# The blind part was written apart from the reader and measured once before any change.
# So were the later ones, each after the reader was changed for the one before.
LATER = ("second", "third")
HALVES = ("dev", "reported", "blind", *LATER)


def sources_of(half: str) -> list[Source]:
    """The sources of one half or the blind part, by name."""
    return [read_source(path) for path in sorted((HOME / half / "sources").glob("*.txt"))]


def document_path(half: str, source: Source) -> Path:
    """Where the document of a source is kept."""
    return HOME / half / "documents" / f"{source.name}.{layout_of(source).ending}"


def built_files() -> dict[Path, bytes]:
    """Every file that the sources give, with its bytes."""
    files: dict[Path, bytes] = {}
    for half in HALVES:
        for source in sources_of(half):
            render, path = layout_of(source).render, document_path(half, source)
            # What was printed is kept: see `eval.reading.printing`.
            files[path] = render(source) if render else path.read_bytes()
            said = json.dumps(expected(source), ensure_ascii=False, indent=1)
            files[HOME / half / "expected" / f"{source.name}.json"] = f"{said}\n".encode()
    return files


def left_over(files: Mapping[Path, bytes]) -> list[Path]:
    """Files among the built ones that no source gives any longer."""
    found = [p for half in HALVES for part in ("documents", "expected")
             for p in sorted((HOME / half / part).glob("*"))]  # fmt: skip
    return [path for path in found if path not in files]


def differences(files: Mapping[Path, bytes]) -> list[str]:
    """One line for each file on disk that is not what it should be; empty when all are."""
    stale = [p for p, data in files.items() if not p.exists() or p.read_bytes() != data]
    return [f"stale or left over: {path.relative_to(HOME)}" for path in stale + left_over(files)]


def main(arguments: list[str] | None = None) -> int:
    """Build or check; returns the exit code."""
    parser = argparse.ArgumentParser(prog="eval.reading.build", description=__doc__)
    parser.add_argument("--check", action="store_true", help="only say what is not up to date")
    options = parser.parse_args(arguments)
    files = built_files()
    wrong = differences(files)
    sys.stdout.writelines(f"{line}\n" for line in wrong)
    if options.check:
        return 1 if wrong else 0
    for path in left_over(files):
        path.unlink()
    for path, data in files.items():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    sys.stdout.write(f"{len(files) // 2} documents, {sum(map(len, files.values())) / 1e6:.2f} MB\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
