"""Questions as a sheet that a caseworker can fill in: one line each, opened by any spreadsheet.

The columns may have Danish or English names, be parted by semicolons, commas
or tabs, and be saved as UTF-8 or as older Windows programs do.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from index.errors import MinutesError

# What a column may be called; the first is what we write.
_NAMES = {
    "keep": ("behold", "keep"),
    "question": ("spørgsmål", "question", "spoergsmaal", "sporgsmal"),
    "answer": ("svar", "answer"),
    "document": ("dokument", "document", "kilde", "fil"),
    "item": ("punkt", "item"),
    "type": ("slags", "type"),
    "history": ("tidligere", "history"),
    "note": ("bemærkning", "note"),
}
# Words in the column `behold` for a question that is used; nothing in it is a yes.
_YES = frozenset({"", "ja", "yes", "x", "1"})
UNDECIDED = "?"


class SheetError(MinutesError):
    """A sheet that cannot be read; the message names the file and the line."""


@dataclass(frozen=True, slots=True)
class Draft:
    """A question as it stands in a sheet before a person has decided about it.

    `answer` holds alternatives parted by | and parts parted by ;, as people
    write them; empty when the minutes do not answer. `history` is JSON.
    """

    question: str
    answer: str
    document: str
    item: str
    type: str
    note: str = ""
    history: str = ""
    keep: str = UNDECIDED


def read_text(path: Path) -> str:
    """A text file in UTF-8, or as Windows' Danish programs save it.

    Raises:
        SheetError: it cannot be read.
    """
    try:
        data = path.read_bytes()
    except OSError as error:
        raise SheetError(f"The test set {path} cannot be read: {error.strerror}.") from error
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp1252", errors="replace")


def read_rows(text: str, path: Path) -> Iterator[tuple[int, Mapping[str, Any]]]:
    """The questions that are kept, as objects of the contract, with their line in the sheet.

    Raises:
        SheetError: there is no column for the questions, or a cell is wrong.
    """
    reader = csv.DictReader(io.StringIO(text, newline=""), delimiter=_delimiter(text))
    held = {(name or "").strip().lower(): name for name in reader.fieldnames or ()}
    columns = {
        key: next((held[name] for name in names if name in held), None)
        for key, names in _NAMES.items()
    }
    if columns["question"] is None:
        raise SheetError(
            f"{path}: there is no column called question (or spørgsmål) in its first line."
        )
    for row in reader:
        cells = {
            key: (row.get(name) or "").strip() if name else "" for key, name in columns.items()
        }
        if cells["question"] and cells["keep"].lower() in _YES:
            yield reader.line_num, _object(cells, path, reader.line_num)


def _delimiter(text: str) -> str:
    """What stands most often in the first line; a spreadsheet of our own has semicolons."""
    first = text.split("\n", 1)[0]
    return max(";,\t", key=first.count)


def _object(cells: Mapping[str, str], path: Path, line: int) -> Mapping[str, Any]:
    answer = cells["answer"]
    try:
        history = json.loads(cells["history"] or "[]")
    except ValueError as error:
        raise SheetError(f"{path}, line {line}: what was said before is not JSON.") from error
    gold = {"document": cells["document"], "item": cells["item"] or None}
    return {
        "id": f"row-{line}",
        "question": cells["question"],
        "type": cells["type"] or "general",
        "answerable": bool(answer),
        "history": history,
        "gold": [gold] if cells["document"] and answer else [],
        "must_contain": [part.split("|") for part in answer.split(";") if part.strip()],
    }


def undecided(text: str) -> int:
    """How many questions in a sheet wait for somebody to decide about them."""
    reader = csv.DictReader(io.StringIO(text, newline=""), delimiter=_delimiter(text))
    keep = next((n for n in reader.fieldnames or () if n.strip().lower() in _NAMES["keep"]), None)
    return sum((row.get(keep) or "").strip() == UNDECIDED for row in reader) if keep else 0


def write_sheet(path: Path, drafts: Iterable[Draft]) -> int:
    """Write a sheet that Danish spreadsheets open with a click; returns how many questions.

    Raises:
        SheetError: the file is there already; a sheet holds people's work.
    """
    if path.exists():
        raise SheetError(f"{path} is there already. Name another file, or move it away.")
    written = 0
    # Excel takes a file for UTF-8 when it begins with a byte order mark.
    with path.open("w", encoding="utf-8-sig", newline="") as stream:
        writer = csv.writer(stream, delimiter=";")
        writer.writerow(names[0] for names in _NAMES.values())
        for draft in drafts:
            writer.writerow(getattr(draft, key) for key in _NAMES)
            written += 1
    return written


# The lines of a new sheet: what each sort of question looks like. They are not asked.
EXAMPLES = (
    Draft(
        "Hvad koster den nye bro?",
        "12,5 mio. kr.|12.500.000 kr.",
        "byraad/2022-05-04.pdf",
        "4",
        "amount",
        "Svaret er det, et rigtigt svar skal rumme; | skiller lige gode måder at skrive det på.",
        keep="eksempel",
    ),
    Draft(
        "Hvem stemte imod?",
        "Dansk Folkeparti;Enhedslisten",
        "byraad/2022-05-04.pdf",
        "",
        "vote",
        "; skiller dele, der alle skal være der. Punktet må være tomt.",
        keep="eksempel",
    ),
    Draft(
        "Hvornår åbner skøjtehallen?",
        "",
        "",
        "",
        "nothing",
        "Et tomt svar siger, at referaterne ikke svarer på det.",
        keep="eksempel",
    ),
)
