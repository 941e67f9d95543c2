"""Measures speed, memory and disk by size: python -m eval.scale --passages 10000 100000.

Writes invented minutes of each size, in the words of the sample municipality
(`minutes.py`), and lets each system index them and answer questions of the
development half, one at a time, in processes of their own: ours reads the
documents, the others (`pip install .[rivals]`) are given the passages that we
make of them. A search is what a user waits for: the question's text in, ten
passages out; ours with its second look. Writes `docs/scale.json`, where sizes
and systems that are not measured this time stay as they were;
`python -m eval.readme` makes the README's part of it.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import sys
import tempfile
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path
from typing import Any

import numpy as np

from eval.municipality import documents_folder
from eval.municipality.halves import DIVIDED
from eval.questions import load_questions
from eval.scale.measure import WARM_UP, ask_all, build
from eval.scale.minutes import Words, Writer
from eval.scale.page import RECORD
from eval.scale.setups import SETUPS, Corpus
from index.archive import Archive
from index.types import Filters

_SEED = 20260101
_QUESTIONS = 100


def main(arguments: list[str] | None = None) -> int:
    """Measure and write; returns the exit code."""
    parser = argparse.ArgumentParser(prog="eval.scale", description=__doc__)
    parser.add_argument("--passages", type=int, nargs="+", default=[10_000, 100_000])
    parser.add_argument("--systems", nargs="+", choices=SETUPS, default=list(SETUPS))
    parser.add_argument("--out", type=Path, default=RECORD, help="the JSON file")
    options = parser.parse_args(arguments)
    words = _sample_words()
    for passages in options.passages:
        with tempfile.TemporaryDirectory() as place:
            folder = Path(place)
            Writer(words, _SEED).write(folder / "documents", passages)
            corpus = Corpus(folder / "documents", folder / "passages.jsonl")
            # Ours is built first, also when others alone are measured: they get its passages.
            built = _apart(build, "referatsvar", corpus, folder / "referatsvar")
            count = _write_passages(folder / "referatsvar", corpus.passages)
            for name in options.systems:
                if name != "referatsvar":
                    built = _apart(build, name, corpus, folder / name)
                row = {
                    "system": SETUPS[name][0],
                    "size": passages,
                    "passages": count,
                    "index": {**built, "per_s": round(count / built["seconds"], 1)},
                    "disk_mb": _megabytes(folder / name),
                    **_apart(ask_all, name, folder / name, _questions()),
                }
                sys.stdout.write(json.dumps(row) + "\n")
                sys.stdout.flush()
                _put(options.out, row)
                if name != "referatsvar":
                    shutil.rmtree(folder / name)
    return 0


def _sample_words() -> Words:
    with (
        tempfile.TemporaryDirectory() as folder,
        documents_folder() as documents,
        Archive(Path(folder), create=True) as archive,
    ):
        archive.index([documents])
        items = archive.items(Filters())
        return Words.of([p.text for item in items for p in archive.item_passages(item.id)])


def _questions() -> list[str]:
    asked = [q.question for q in load_questions(DIVIDED, "dev")]
    order = np.random.default_rng(_SEED).permutation(len(asked))
    return [asked[i] for i in order[: WARM_UP + _QUESTIONS]]


def _write_passages(folder: Path, file: Path) -> int:
    count, after = 0, 0
    with Archive(folder) as archive, file.open("w", encoding="utf-8") as lines:
        while passages := archive.passages_after(after, 1_000):
            for passage in passages:
                title = f"{passage.item_title}\n" if passage.item_title else ""
                lines.write(json.dumps(title + passage.text, ensure_ascii=False) + "\n")
            count, after = count + len(passages), passages[-1].id
    return count


def _apart(call: Callable[..., dict[str, Any]], *arguments: object) -> dict[str, Any]:
    """What a function returns in a process of its own, so that memory is that of one system."""
    with ProcessPoolExecutor(1, get_context("spawn")) as process:
        return process.submit(call, *arguments).result()


def _megabytes(folder: Path) -> float:
    return round(sum(f.stat().st_size for f in folder.rglob("*") if f.is_file()) / 2**20, 1)


def _put(file: Path, row: dict[str, Any]) -> None:
    held = json.loads(file.read_text("utf-8")) if file.exists() else {"rows": []}
    key = (row["system"], row["size"])
    rows = [r for r in held["rows"] if (r["system"], r["size"]) != key] + [row]
    names = [name for name, _ in SETUPS.values()]
    rows.sort(key=lambda r: (r["size"], names.index(r["system"])))
    file.parent.mkdir(parents=True, exist_ok=True)
    made = {"cores": os.cpu_count(), "rows": rows}
    file.write_text(json.dumps(made, ensure_ascii=False, indent=1) + "\n", "utf-8")


if __name__ == "__main__":
    sys.exit(main())
