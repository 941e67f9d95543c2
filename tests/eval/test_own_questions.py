"""A test set of one's own: a sheet, drafts from an archive, feedback, and two commands to a report."""

from __future__ import annotations

import csv
import json
from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from assistant.assistant import Assistant
from eval.candidates import drafts_from_feedback
from eval.checks import faults
from eval.drafting import draft_questions
from eval.measures import normalise
from eval.questions import BadTestSet, load_questions
from eval.sheets import EXAMPLES, SheetError, write_sheet
from ui.command_line import cli


def invoke(*arguments: object) -> Result:
    return CliRunner().invoke(cli, [str(argument) for argument in arguments])


@pytest.fixture
def sheet(tmp_path: Path) -> Path:
    return tmp_path / "spoergsmaal.csv"


# Sheets as they come


@pytest.mark.parametrize("delimiter", [";", ",", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252"])
def test_a_sheet_is_read_however_it_was_saved(sheet: Path, delimiter: str, encoding: str) -> None:
    rows = [["Spørgsmål", "Svar", "Dokument"], ["Hvad koster åen?", "12,5 mio. kr.", "å.pdf"]]
    with sheet.open("w", encoding=encoding, newline="") as stream:
        csv.writer(stream, delimiter=delimiter).writerows(rows)
    [question] = load_questions(sheet)
    assert question.question == "Hvad koster åen?"
    assert question.must_contain == (("12,5 mio. kr.",),)
    assert [(g.document, g.item) for g in question.gold] == [("å.pdf", None)]


def test_an_answer_has_alternatives_and_parts(sheet: Path) -> None:
    sheet.write_text('question;answer\nHvem?;"Ida Holm|Holm;Bo Lund"\n', "utf-8")
    assert load_questions(sheet)[0].must_contain == (("Ida Holm", "Holm"), ("Bo Lund",))


def test_an_empty_answer_cannot_be_answered_from_the_minutes(sheet: Path) -> None:
    sheet.write_text("question;answer;document\nHvorfor?;;a.pdf\n", "utf-8")
    [question] = load_questions(sheet)
    assert not question.answerable
    assert question.gold == ()


def test_a_cell_may_hold_line_breaks(sheet: Path) -> None:
    sheet.write_text('question;answer\n"Hvad\nkoster det?";5\nHvornår?;i dag\n', "utf-8")
    assert [q.question for q in load_questions(sheet)] == ["Hvad\nkoster det?", "Hvornår?"]


def test_only_what_was_kept_is_asked(sheet: Path) -> None:
    words = ["ja", "JA", "", "nej", "?", "eksempel"]
    rows = "".join(f"{word};spørgsmål {n};svar\n" for n, word in enumerate(words))
    sheet.write_text(f"behold;spørgsmål;svar\n{rows}", "utf-8")
    assert [q.question[-1] for q in load_questions(sheet)] == ["0", "1", "2"]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("a;b\n1;2\n", "no column called question"),
        ("question\n\n", "holds no questions"),
        ("", "no column called question"),
        ("question;tidligere\nHvad?;{ikke json\n", "line 2: what was said before is not JSON"),
    ],
)
def test_a_sheet_that_cannot_be_used_says_why(sheet: Path, text: str, message: str) -> None:
    sheet.write_text(text, "utf-8")
    with pytest.raises((SheetError, BadTestSet), match=message):
        load_questions(sheet)


def test_a_sheet_with_peoples_work_is_not_written_over(sheet: Path) -> None:
    sheet.write_text("question\nHvad?\n", "utf-8")
    with pytest.raises(SheetError, match="is there already"):
        write_sheet(sheet, EXAMPLES)


def test_a_new_sheet_has_examples_that_are_not_asked(sheet: Path) -> None:
    assert invoke("questions", "template", sheet).exit_code == 0
    with pytest.raises(BadTestSet, match="holds no questions"):
        load_questions(sheet)
    sheet.write_text(sheet.read_text("utf-8-sig").replace("eksempel", "ja"), "utf-8")
    assert [q.answerable for q in load_questions(sheet)] == [True, True, False]


# Drafts


def test_a_draft_waits_for_a_person(ravnsund_folder: Path, sheet: Path) -> None:
    done = invoke("questions", "draft", sheet, "--archive", ravnsund_folder, "--count", 12)
    assert done.exit_code == 0, done.output
    with pytest.raises(BadTestSet, match="holds no questions"):
        load_questions(sheet)
    told = sheet.read_text("utf-8-sig").replace("\n?;", "\nja;", 3)
    sheet.write_text(told, "utf-8")
    assert len(load_questions(sheet)) == 3
    checked = invoke("questions", "check", sheet, "--archive", ravnsund_folder)
    assert checked.stdout.strip().endswith("3 questions, 0 faults, 9 not decided about")


def test_every_draft_is_answered_by_the_item_it_names(ravnsund: Assistant) -> None:
    drafts = draft_questions(ravnsund.archive, 80)
    assert len(drafts) == 80
    assert len({draft.question for draft in drafts}) == 80
    assert {"decision", "amount", "when", "closed", "wrong_year"} == {d.type for d in drafts}
    for draft in drafts:
        if draft.type in ("decision", "amount"):
            text = normalise(ravnsund.archive.document(draft.document).text)
            assert normalise(draft.answer) in text
        if draft.type in ("closed", "wrong_year"):
            assert (draft.answer, draft.document) == ("", "")


def test_the_same_archive_gives_the_same_drafts(ravnsund: Assistant) -> None:
    assert draft_questions(ravnsund.archive, 30) == draft_questions(ravnsund.archive, 30)


# Feedback


def test_feedback_becomes_drafts_with_what_was_said_before() -> None:
    turns = [{"role": "user", "content": "Hvad med broen?"}]
    row = {
        "question": "Og hvad kostede den?",
        "type": "general",
        "history": turns,
        "gold": [{"document": "by.txt", "item": "1"}],
        "feedback": {"date": "2025-01-01", "kind": "useful", "comment": "Fint"},
    }
    [draft] = drafts_from_feedback([json.dumps(row), "\n"])
    assert (draft.question, draft.document, draft.item) == ("Og hvad kostede den?", "by.txt", "1")
    assert draft.note == "useful: Fint"
    assert json.loads(draft.history) == turns


def test_what_people_said_is_written_into_a_sheet(
    folder_of_one: Path, tmp_path: Path, sheet: Path
) -> None:
    archive = tmp_path / "arkiv"
    assert invoke("index", folder_of_one, "--archive", archive).exit_code == 0
    entry = {
        "date": date(2025, 1, 1).isoformat(),
        "kind": "wrong_source",
        "comment": "",
        "question": "Hvad koster broen?",
        "answered": True,
        "sources": [],
        "history": [],
    }
    (archive / "feedback.jsonl").write_text(json.dumps(entry) + "\n", "utf-8")
    assert invoke("questions", "feedback", sheet, "--archive", archive).exit_code == 0
    with sheet.open(encoding="utf-8-sig", newline="") as stream:
        [row] = csv.DictReader(stream, delimiter=";")
    assert (row["behold"], row["spørgsmål"]) == ("?", "Hvad koster broen?")


# From a folder and a sheet to a report

_MINUTES = """Referat
Byrådet onsdag den {day}. maj 2022
Punkt 1: {title}
Sag 22/{day}
Sagsfremstilling
{text}
Beslutning
Godkendt med en ramme på {day},5 mio. kr.
"""
MATTERS = (
    ("Ny bro over Lilleåen", "Broen over Lilleåen er nedslidt og skal fornyes."),
    ("Udvidelse af biblioteket", "Biblioteket mangler plads til børnene."),
    ("Kunstgræsbane i Nørreby", "Boldklubben ønsker en kunstgræsbane i Nørreby."),
    ("Tagrenovering på Søndre Skole", "Taget på Søndre Skole er utæt."),
)


@pytest.fixture
def folder_of_one(tmp_path: Path) -> Path:
    folder = tmp_path / "en"
    folder.mkdir()
    (folder / "by.txt").write_text(_MINUTES.format(day=4, title="Bro", text="En bro."), "utf-8")
    return folder


def test_twenty_questions_about_a_folder_give_a_report_in_two_commands(
    tmp_path: Path, sheet: Path
) -> None:
    folder = tmp_path / "referater"
    folder.mkdir()
    rows = [["question", "answer", "document"]]
    for day, (title, text) in enumerate(MATTERS, start=11):
        name = f"{day}.txt"
        (folder / name).write_text(_MINUTES.format(day=day, title=title, text=text), "utf-8")
        rows += [
            [f"Hvad blev der besluttet om {title}?", "Godkendt", name],
            [f"Hvor mange penge er der afsat til {title}?", f"{day},5 mio. kr.", name],
            [f"Hvornår behandlede Byrådet {title}?", f"{day}. maj 2022|2022-05-{day}", name],
            [f"Hvad er sagens nummer for {title}?", f"22/{day}", "findes-ikke.txt"],
        ]
    rows += [
        [f"Hvornår åbner {place}?", "", ""]
        for place in ("skøjtehallen", "zoo", "metroen", "tivoli")
    ]
    with sheet.open("w", encoding="utf-8", newline="") as stream:
        csv.writer(stream, delimiter=",").writerows(rows)

    archive, report = tmp_path / "arkiv", tmp_path / "rapport"
    assert invoke("index", folder, "--archive", archive).exit_code == 0
    done = invoke("eval", sheet, "--archive", archive, "--report", report)

    assert done.exit_code == 0, done.output
    assert "warning: row-5: the archive holds no document findes-ikke.txt." in done.stderr
    made = json.loads((report / "scorecard.json").read_text("utf-8"))
    assert made["all"]["questions"] == 20
    assert made["all"]["figures"]["true_refusals"]["mean"] == 1.0
    assert made["all"]["figures"]["correct"]["mean"] >= 0.6
    assert "20 questions" in (report / "report.html").read_text("utf-8")


def test_a_test_set_that_names_what_is_not_there_is_told(ravnsund: Assistant, sheet: Path) -> None:
    sheet.write_text(
        "question;answer;document;item\n"
        "A?;findes slet ikke;byraadet/2023-06-21.pdf;4\n"
        "B?;a;byraadet/2023-06-21.pdf;404\n"
        "C?;a;intet.pdf;1\n",
        "utf-8",
    )
    told = list(faults(load_questions(sheet), ravnsund.archive))
    assert told == [
        "row-2: findes slet ikke stands in none of its documents.",
        "row-3: byraadet/2023-06-21.pdf has no item 404.",
        "row-4: the archive holds no document intet.pdf.",
    ]
