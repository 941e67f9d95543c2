"""Writes what can be computed into the README and docs/: python -m eval.readme [--check].

The tree is made from the first line of each file's docstring or comment, the
example is asked of the sample minutes, the scorecard comes from what
`eval.publish` measured. Nothing of it is typed by hand.
"""

from __future__ import annotations

import argparse
import ast
import json
import re
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from assistant.as_json import format_answer
from assistant.assistant import Assistant
from eval import ablation, page
from eval.municipality import documents_folder
from eval.reading import page as reading
from eval.scale import page as scale
from index.archive import Archive

ROOT = Path(__file__).parents[1]
README = ROOT / "README.md"
LOAD = ROOT / "docs" / "load.json"
EXAMPLE = "Hvad blev der besluttet om modtagerklasser?"

# Folders that one line tells all about, and files that cannot hold a comment.
_FOLDERS = {
    ".ci/": "what CI runs: `make test`",
    "docs/": "the scorecard, and how to make one of your own",
    "assistant/": "questions in, cited answers out",
    "assistant/answers/": "from evidence to an answer, by the kind of question",
    "assistant/answers/choosing/": "which sentences of the likely items are told, and what with them",
    "assistant/answers/demands/": "what a sentence must hold, and an item be about, to answer",
    "assistant/answers/lists/": "lists and counts over every item and meeting held",
    "assistant/cases/": "cases over several meetings: steps, standing, what was adopted",
    "assistant/evidence/": "the items and sentences that bear on a question, and how likely they answer",
    "assistant/language_model/": "the optional language model, and the gate that checks it",
    "assistant/question/": "what a question asks: kind, subject, filters, period, what it goes on with",
    "assistant/retrieval/": "the second look: which of the items that search found it is about",
    "assistant/wording/": "how things are put in Danish: tables of wordings, and what reads them",
    "eval/": "measuring: the sample municipality, its questions, the scorecard",
    "eval/judging/": "invented items with marked questions, to fit the judge's weights on",
    "eval/municipality/": "Ravnsund Kommune, invented; see its README",
    "eval/municipality/documents/": "the sample minutes as a municipality would publish them",
    "eval/municipality/layouts/": "twelve ways of printing a source",
    "eval/municipality/questions/": "the test questions as their writers left them",
    "eval/municipality/sources/": "the sample minutes as reviewable text",
    "eval/neighbours/": "seven more municipalities, invented by others; see their README",
    "eval/neighbours/brydeholm/": "Brydeholm Kommune: many formats, and minutes that no case system wrote",
    "eval/neighbours/brydeholm/documents/": "its minutes",
    "eval/neighbours/egernsoe/": "Egernsø Kommune: 36 minutes in the layouts of other real ones",
    "eval/neighbours/egernsoe/documents/": "its minutes",
    "eval/neighbours/egernsoe/outlines/": "what a careful reader notes of each",
    "eval/neighbours/hasselrod/": "Hasselrod Kommune: 36 minutes, six of them of boards around a council",
    "eval/neighbours/hasselrod/documents/": "its minutes",
    "eval/neighbours/hasselrod/outlines/": "what a careful reader notes of each",
    "eval/neighbours/lindersoe/": "Lindersø Kommune: each of its minutes in a layout of its own",
    "eval/neighbours/lindersoe/documents/": "its minutes",
    "eval/neighbours/lindersoe/outlines/": "what a careful reader notes of each",
    "eval/neighbours/tangholm/": "Tangholm Kommune: the sample's neighbour",
    "eval/neighbours/tangholm/documents/": "its minutes",
    "eval/neighbours/kragevig/": "Kragevig Kommune: 42 minutes in the layouts of as many real ones",
    "eval/neighbours/kragevig/documents/": "its minutes",
    "eval/neighbours/kragevig/outlines/": "what a careful reader notes of each",
    "eval/neighbours/vestermose/": "Vestermose Kommune: 24 more layouts that nobody had seen",
    "eval/neighbours/vestermose/documents/": "its minutes",
    "eval/neighbours/vestermose/outlines/": "what a careful reader notes of each",
    "eval/reader/": "teaches the reader of items: an English network's layers under Danish pieces of words",
    "eval/reading/": "golden documents: minutes in many layouts, and what to find in them",
    "eval/reading/blind/": "a part in other layouts, measured before the reader was changed for it",
    "eval/reading/dev/": "the half that the reader is developed on",
    "eval/reading/layouts/": "ways of setting a golden document: PDF, Word, web pages, text",
    "eval/reading/outlined/": "documents in layouts that nobody had seen, with an outline of each",
    "eval/reading/reported/": "the half that is only reported, over layouts of its own",
    "eval/reading/second/": "a second part that was measured before the reader was changed for it",
    "eval/reading/third/": "a third one, written after those changes",
    "eval/rivals/": "other libraries' retrieval over the same questions",
    "eval/scale/": "speed, memory and disk by size, beside other libraries",
    "eval/words/": "compounds and forms to measure the Danish analysis by",
    "index/": "documents in, ranked passages out",
    "index/danish/": "Danish words: lemmas, stems, compounds, analysis",
    "index/encoder/": "the sentence encoder: the one that ships, its training, any other",
    "index/encoder/corpus/": "invented passages with questions, to train on",
    "index/encoder/model/": "the encoder that ships, and its model card",
    "index/parsing/": "pages of text become meetings, items, sections and passages",
    "index/parsing/text/": "what a line says by itself: dates, bodies, case numbers, headings",
    "index/parsing/meeting/": "the document's front: kind, body, date, who was away",
    "index/parsing/sections/": "an item's lines: proposal, decision, vote and the rest",
    "index/parsing/items/": "where items begin and end, and their titles",
    "index/reading/docx/": "Word files: paragraphs, Word's own numbers, tables of minutes",
    "index/reading/html/": "web pages: what their elements and tables are",
    "index/reading/exports/": "exports of case systems: what is an item, which field is what",
    "index/reading/odt/": "OpenDocument text: paragraphs with LibreOffice's own numbers",
    "index/reading/pdf/": "pages of PDFs: words where they stand become lines, columns and rows",
    "index/reading/": "files become pages of clean text",
    "index/search/": "lexical and dense search, apart and together",
    "index/store/": "the archive's truth: one SQLite file",
    "index/words/": "everyday words for official ones, by area",
    "tests/": "one file a module; names are sentences",
    "ui/": "the command line, the chat and the HTTP interface",
    "ui/commands/": "the commands of the command line",
    "ui/static/": "the page's script, styles and fonts",
}
_FILES = {
    ".gitignore": "what git leaves alone",
    ".pre-commit-config.yaml": "style and types before each commit",
    "CHANGELOG.md": "what changed",
    "CONTRIBUTING.md": "how to change it",
    "LICENSE": "Mozilla Public License 2.0",
    "Makefile": "the two commands, and a few more",
    "README.md": "this",
    "pyproject.toml": "packaging, dependencies, tool settings",
    ".gitattributes": "the bytes of the sample minutes are kept as they are",
    "assistant/retrieval/precedents.npz": "the invented questions and what answers them, as numbers of words",
    "assistant/evidence/sentence_network.npz": "the network that weighs a sentence, made by eval.calibrate",
    "assistant/retrieval/kernel_pooling.npz": "how well passages meet questions, made by eval.kernel_pooling",
    "assistant/evidence/READER.md": "the card of the reader: how it was made, from what, how well it does",
    "assistant/evidence/selection.npz": "the network that selects sentences, made by eval.selection",
    "assistant/evidence/reader.onnx": "the network that reads items, made by eval.reader",
    "assistant/evidence/reader-LICENSE.txt": "that of the English network whose layers it has",
    "assistant/evidence/telling.npz": "which wordings tell what is asked, made by eval.telling",
    "docs/load.json": "how many people it bears at once, written by make load",
    "docs/own-questions.md": "how to measure your own minutes, questions and other systems",
    "docs/reading-blind.json": "what the blind part gave the first time, kept with --first",
    "docs/reading-second.json": "what the second blind part gave the first time",
    "docs/reading-third.json": "what the third blind part gave the first time",
    "docs/reading-outlines.json": "how well layouts that nobody had seen are read, first and now",
    "docs/reading-costs.json": "speed, memory and robustness, written with --record",
    "docs/reading.json": "how well minutes are read, written by make measure-reading",
    "docs/ablation.json": "what each part of search is worth, written by eval.retrieval",
    "docs/scale.json": "speed, memory and disk by size, written by eval.scale",
    "docs/scorecard.json": "what was measured last, written by eval.publish",
    "docs/scorecard.md": "the scorecard in full, made from it by eval.readme",
    "eval/report.css": "the styles of a run's page",
    "eval/municipality/README.md": "the source format, and how to add a document",
    "eval/municipality/questions.jsonl": "all questions with their half, made by halves.py",
    "eval/neighbours/README.md": "how they came about, and how their questions are divided",
    "eval/neighbours/brydeholm/questions.jsonl": "its questions, each with its half",
    "eval/neighbours/egernsoe/plain.jsonl": "plain questions more, each with its half",
    "eval/neighbours/egernsoe/questions.jsonl": "its questions, each with its half",
    "eval/neighbours/hasselrod/plain.jsonl": "plain questions more, each with its half",
    "eval/neighbours/hasselrod/questions.jsonl": "its questions, each with its half",
    "eval/neighbours/kragevig/plain.jsonl": "plain questions more, each with its half",
    "eval/neighbours/kragevig/questions.jsonl": "its questions, each with its half",
    "eval/neighbours/lindersoe/plain.jsonl": "plain questions more, each with its half",
    "eval/neighbours/lindersoe/questions.jsonl": "its questions, each with its half",
    "eval/neighbours/tangholm/plain.jsonl": "plain questions more, each with its half",
    "eval/neighbours/tangholm/questions.jsonl": "its questions, each with its half",
    "eval/neighbours/vestermose/plain.jsonl": "plain questions more, each with its half",
    "eval/neighbours/vestermose/questions.jsonl": "its questions, each with its half",
    "eval/municipality/truth.json": "what a parser should find, made by build.py",
}
# Folders whose files are not listed one by one.
_CLOSED = (
    "eval/judging/",
    "eval/municipality/documents/",
    "eval/municipality/layouts/",
    "eval/municipality/questions/",
    "eval/municipality/sources/",
    "eval/neighbours/brydeholm/documents/",
    "eval/neighbours/egernsoe/documents/",
    "eval/neighbours/egernsoe/outlines/",
    "eval/neighbours/hasselrod/documents/",
    "eval/neighbours/hasselrod/outlines/",
    "eval/neighbours/kragevig/documents/",
    "eval/neighbours/kragevig/outlines/",
    "eval/neighbours/lindersoe/documents/",
    "eval/neighbours/lindersoe/outlines/",
    "eval/neighbours/tangholm/documents/",
    "eval/neighbours/vestermose/documents/",
    "eval/neighbours/vestermose/outlines/",
    "eval/reading/blind/",
    "eval/reading/outlined/",
    "eval/reading/dev/",
    "eval/reading/layouts/",
    "eval/reading/reported/",
    "eval/reading/second/",
    "eval/reading/third/",
    "index/encoder/corpus/",
    "index/encoder/model/",
    "tests/",
    "ui/static/",
)


def tree() -> str:
    """Every folder and file that git tracks, with what it is."""
    lines, seen = [], set[str]()
    for name in sorted(_tracked(), key=lambda n: [(p.lower(), p) for p in n.split("/")]):
        parts = name.split("/")
        for depth in range(1, len(parts)):
            folder = "/".join(parts[:depth]) + "/"
            if folder not in seen and not (folder.startswith(_CLOSED) and folder not in _CLOSED):
                seen.add(folder)
                lines.append(_line(folder, _FOLDERS[folder]))
        if not name.startswith(_CLOSED) and not name.endswith("__init__.py"):
            lines.append(_line(name, _said_of(name)))
    return "\n".join(lines)


def _tracked() -> list[str]:
    listed = subprocess.run(  # noqa: S603 - git, with arguments of our own
        ["git", "-C", str(ROOT), "ls-files", "-z"],  # noqa: S607
        check=True,
        capture_output=True,
    )
    return [name for name in listed.stdout.decode().split("\0") if name]


def _line(path: str, text: str) -> str:
    depth = path.rstrip("/").count("/")
    name = path.rstrip("/").rsplit("/", 1)[-1] + ("/" if path.endswith("/") else "")
    return f"{'  ' * depth + name:30}  {text}"


def _said_of(name: str) -> str:
    """The first sentence that a file says of itself."""
    if name in _FILES:
        return _FILES[name]
    text = (ROOT / name).read_text("utf-8")
    if name.endswith(".py"):
        text = ast.get_docstring(ast.parse(text)) or ""
    else:
        comments = [
            line.lstrip("#- ").strip() for line in text.splitlines()[:12] if re.match(r"#|--", line)
        ]
        text = " ".join(comment for comment in comments if comment and not comment.startswith("!"))
    sentence = re.split(r"(?<=\.)\s|\n\n", text.strip())[0]
    sentence = re.sub(r":\s*`?python -m [^:]*$", "", " ".join(sentence.split()))
    return sentence.rstrip(".:")


def example() -> str:
    """The example's question and what the program answers, as in a terminal."""
    with (
        tempfile.TemporaryDirectory() as folder,
        documents_folder() as documents,
        Archive(Path(folder), create=True) as archive,
    ):
        archive.index([documents])
        answer = Assistant(archive).ask(EXAMPLE)
    return f'$ referatsvar ask "{EXAMPLE}"\n{format_answer(answer)}'


def load() -> str:
    """What `make load` measured, in a sentence or two."""
    held = json.loads(LOAD.read_text("utf-8"))
    many, first, memory = held["many"], held["first_words"], held["memory_mb"]["after"]["most"]
    return (
        f"{many['people']} people who ask again at once, for {many['seconds']:.0f} seconds: "
        f"{many['per_second']} questions a second, p50 {many['p50_s']} s, p95 {many['p95_s']} s, "
        f"{many['errors']} errors, at most {memory} MB. One person, from Enter to the first words in a browser: "
        f"p50 {first['p50_s']} s, p95 {first['p95_s']} s ({first['asked']} questions). Measured on {held['day']} "
        f"on {held['processors']} processors for which {held['busy_before']} other processes waited before it began."
    )


def parts() -> Iterator[tuple[str, str]]:
    """Each computed part of the README: its name and text."""
    yield "example", f"```console\n{example()}\n```"
    yield "scorecard", page.block(page.load_record())
    yield (
        "reading",
        reading.block(
            reading.load_record(),
            reading.load_firsts(),
            reading.load_outlines(),
            reading.load_costs(),
        ),
    )
    if LOAD.exists():
        yield "load", load()
    yield "ablation", ablation.block(ablation.load_record())
    yield "scale", scale.block(scale.load_record())
    yield "tree", f"```\n{tree()}\n```"


def written(text: str) -> str:
    """The README with its computed parts as they should be."""
    for name, part in parts():
        marked = re.compile(f"(<!-- {name} -->\n).*?(\n<!-- /{name} -->)", re.DOTALL)
        found = marked.search(text)
        if found:
            whole = found.group(1) + part + found.group(2)
            text = text[: found.start()] + whole + text[found.end() :]
    return text


def main(arguments: list[str] | None = None) -> int:
    """Write or check; returns the exit code."""
    parser = argparse.ArgumentParser(prog="eval.readme", description=__doc__)
    parser.add_argument("--check", action="store_true", help="only say whether it is up to date")
    options = parser.parse_args(arguments)
    files = {
        README: written(README.read_text("utf-8")),
        page.PAGE: page.page(page.load_record()),
    }
    stale = [p for p, text in files.items() if not p.exists() or p.read_text("utf-8") != text]
    if options.check:
        return 1 if stale else 0
    for path in stale:
        path.write_text(files[path], "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
