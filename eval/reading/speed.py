"""How fast an archive is indexed, and how little of it again: python -m eval.reading.speed.

Copies of the sample municipality's PDFs are extracted by bare pypdf in one
process, and indexed whole (read, parsed, embedded, stored) with all cores, in
the same run. Then many small files are indexed, one is changed, and all are
indexed again. Each index runs in a process of its own, whose memory is told.
"""

from __future__ import annotations

import argparse
import json
import logging
import os
import resource
import subprocess
import sys
import tempfile
import time
from dataclasses import asdict, dataclass
from itertools import cycle, islice
from multiprocessing import forkserver
from pathlib import Path

from pypdf import PdfReader

from eval.municipality import documents_folder
from eval.reading.page import record_costs


@dataclass(frozen=True, slots=True)
class Run:
    """An index run: seconds on the clock and of all processors, what it did, the memory it held."""

    seconds: float
    cpu_seconds: float
    added: int
    updated: int
    unchanged: int
    passages: int
    mb: int
    reader_mb: int


def copies_of(documents: list[Path], count: int, folder: Path) -> list[Path]:
    """So many files in the folder, each with bytes of its own; PDF ignores what follows its end."""
    folder.mkdir(parents=True)
    made = []
    for number, path in enumerate(islice(cycle(documents), count)):
        copy = folder / f"{number:05}{path.suffix}"
        copy.write_bytes(path.read_bytes() + f"\n% {number}\n".encode())
        made.append(copy)
    return made


def extract(paths: list[Path]) -> tuple[float, float]:
    """Seconds on the clock, and of the processor, that bare pypdf takes for the text of these PDFs."""
    logging.getLogger("pypdf").setLevel(logging.CRITICAL)
    started, worked = time.perf_counter(), time.process_time()
    for path in paths:
        for page in PdfReader(path).pages:
            page.extract_text()
    return time.perf_counter() - started, time.process_time() - worked


def run_index(folder: Path, archive: Path) -> Run:
    """Index in a process of its own, so that its memory can be told."""
    command = [sys.executable, "-m", "eval.reading.speed", "--index", str(folder), str(archive)]
    done = subprocess.run(command, check=True, capture_output=True, text=True)  # noqa: S603 - ourselves
    return Run(**json.loads(done.stdout.splitlines()[-1]))


def _index(folder: Path, archive: Path) -> Run:
    from index.archive import Archive  # noqa: PLC0415 - only in the process that is measured

    started = time.perf_counter()
    with Archive(archive, create=True) as opened:
        report = opened.index([folder])
        passages = opened.status().passages
    seconds = time.perf_counter() - started
    # What the readers used is told of when the process that they were forked from has ended.
    forkserver._forkserver._stop()  # type: ignore[attr-defined]
    own, readers = (
        resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
    )
    worked = sum(use.ru_utime + use.ru_stime for use in (own, readers))
    return Run(
        round(seconds, 2), round(worked, 2), report.added, report.updated, report.unchanged,
        passages, own.ru_maxrss // 1024, readers.ru_maxrss // 1024,
    )  # fmt: skip


def measure_speed(files: int, place: Path) -> list[str]:
    """What indexing takes against bare extraction, and its memory for half of the files and all."""
    with documents_folder() as sample:
        documents = sorted(sample.rglob("*.pdf"))
        half = copies_of(documents, files // 2, place / "half")
        whole = copies_of(documents, files, place / "whole")
    halved = run_index(place / "half", place / "a")
    run = run_index(place / "whole", place / "b")
    bare, bare_cpu = extract(whole)
    cores = os.cpu_count() or 1
    return [
        f"{len(whole)} PDFs: bare pypdf {bare:.1f} s in one process; whole index {run.seconds:.1f} s "
        f"on {cores} cores = {run.seconds / bare:.2f} times; {run.passages} passages",
        # On a machine that does other things too, the clock tells little.
        f"processor: pypdf {bare_cpu:.1f} s; index {run.cpu_seconds:.1f} s, over {cores} cores "
        f"{run.cpu_seconds / cores / bare_cpu:.2f} times",
        f"memory: {halved.mb} MB for {len(half)} files, {run.mb} MB for {len(whole)}; "
        f"a reading process {run.reader_mb} MB",
    ]


def measure_again(files: int, place: Path) -> list[str]:
    """What indexing again takes when one of many files has changed."""
    folder = place / "many"
    folder.mkdir()
    for number in range(files):
        text = f"Referat fra Byrådet den 4. maj 2022\n\nPunkt {number}. Sag {number}\n\nBeslutning\nGodkendt.\n"
        (folder / f"{number:05}.txt").write_text(text, "utf-8")
    first = run_index(folder, place / "c")
    (folder / "00007.txt").write_text(
        "Referat fra Byrådet\n\nPunkt 7. Ny sag\n\nBeslutning\nUdsat.\n", "utf-8"
    )
    again = run_index(folder, place / "c")
    nothing = run_index(folder, place / "c")
    return [
        f"{files} files: first {first.seconds:.1f} s ({first.mb} MB); one changed: {again.updated} read, "
        f"{again.unchanged} not, {again.seconds:.1f} s; none changed: {nothing.seconds:.1f} s"
    ]


def main(arguments: list[str] | None = None) -> int:
    """Measure and tell; returns the exit code."""
    parser = argparse.ArgumentParser(prog="eval.reading.speed", description=__doc__)
    parser.add_argument("--pdfs", type=int, default=300, help="how many PDFs")
    parser.add_argument("--files", type=int, default=10_000, help="how many small files")
    parser.add_argument("--record", action="store_true", help="keep what is told for the README")
    parser.add_argument("--index", nargs=2, type=Path, help=argparse.SUPPRESS)
    options = parser.parse_args(arguments)
    if options.index:
        sys.stdout.write(json.dumps(asdict(_index(*options.index))) + "\n")
        return 0
    with tempfile.TemporaryDirectory() as name:
        told = measure_speed(options.pdfs, Path(name)) + measure_again(options.files, Path(name))
    sys.stdout.writelines(f"{line}\n" for line in told)
    if options.record:
        sizes = f"--pdfs {options.pdfs} --files {options.files}"
        record_costs(f"python -m eval.reading.speed {sizes}", told)
    return 0


if __name__ == "__main__":
    sys.exit(main())
