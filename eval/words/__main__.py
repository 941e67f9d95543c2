"""Measures the splitter and the lemmatiser: python -m eval.words [FILE] [--wrong]."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from eval.intervals import interval
from index.danish.analysis import tokens

_FOLDER = Path(__file__).parent
COMPOUNDS = _FOLDER / "compounds.tsv"
LEMMAS = _FOLDER / "lemmas.tsv"


@dataclass(frozen=True, slots=True)
class Split:
    """A word, the stems that it should be parted into, and those that it is."""

    word: str
    wanted: tuple[str, ...]
    found: tuple[str, ...]

    @property
    def is_right(self) -> bool:
        """Whether it is parted as a person would."""
        return self.wanted == self.found

    @property
    def is_compound(self) -> bool:
        """Whether it should be parted at all."""
        return len(self.wanted) > 1

    @property
    def has_head(self) -> bool:
        """Whether its last part, which says what it is, is found."""
        return self.wanted[-1] == self.found[-1]


def splits(file: Path = COMPOUNDS) -> list[Split]:
    """Every word of a file of compounds, parted."""
    return [
        Split(word, tuple(_stem(part) for part in parts.split("+")), tokens(word)[0].parts)
        for word, parts in _rows(file)
    ]


def pairs(file: Path = LEMMAS) -> list[tuple[str, str, bool]]:
    """Pairs of forms, and whether they are told right: as one word or as two."""
    return [
        (one, other, (_stem(one) == _stem(other)) == (which == "one"))
        for one, other, which in _rows(file)
    ]


def _stem(word: str) -> str:
    return tokens(word)[0].stem


def _rows(file: Path) -> Iterator[Sequence[str]]:
    for line in file.read_text("utf-8").splitlines():
        if line.strip() and not line.startswith("#"):
            yield line.split("\t")


def main(arguments: list[str] | None = None) -> int:
    """Print the accuracies; returns the exit code."""
    parser = argparse.ArgumentParser(prog="eval.words", description=__doc__)
    parser.add_argument("file", nargs="?", type=Path, default=COMPOUNDS, help="words and parts")
    parser.add_argument("--wrong", action="store_true", help="list what is wrong")
    options = parser.parse_args(arguments)
    parted = splits(options.file)
    compounds = [s for s in parted if s.is_compound]
    simple = [s for s in parted if not s.is_compound]
    told = pairs()
    rows = (
        ("compounds parted as a person would", [s.is_right for s in compounds]),
        ("compounds whose last part is found", [s.has_head for s in compounds]),
        ("simple words left whole", [s.is_right for s in simple]),
        ("pairs of forms told right", [right for *_, right in told]),
    )
    for name, judged in rows:
        value = interval([float(right) for right in judged])
        sys.stdout.write(f"{name:36} {value}  {value.count}\n")
    if options.wrong:
        for split in (s for s in parted if not s.is_right):
            sys.stdout.write(
                f"{split.word}: {'+'.join(split.found)}, not {'+'.join(split.wanted)}\n"
            )
        for one, other, is_right in told:
            if not is_right:
                sys.stdout.write(f"{one}, {other}: told wrong\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
