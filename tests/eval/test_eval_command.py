"""`referatsvar eval`: runs, resumes, reports, compares and gates, with a small archive."""

from __future__ import annotations

import csv
import json
import re
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from importlib.resources import files
from pathlib import Path

import click
import pytest
from click.testing import CliRunner, Result

from eval.systems import _sources
from ui.command_line import cli

_MINUTES = """Referat
Byrådet onsdag den 4. maj 2022
Punkt 1: Ny bro over Lilleåen
Sag 22/101
Sagsfremstilling
Broen over Lilleåen er nedslidt og skal fornyes.
Beslutning
Godkendt med en ramme på 12,5 mio. kr.
Punkt 2: Åbningstider på biblioteket
Sag 22/102
Sagsfremstilling
Biblioteket kan holde åbent til klokken 21.
Beslutning
Byrådet afviste forslaget.
"""
QUESTIONS = (
    ("Hvad koster broen over Lilleåen?", "12,5 mio. kr.", "by.txt", "amount"),
    ("Hvad blev der besluttet om bibliotekets åbningstider?", "afviste", "by.txt", "decision"),
    ("Hvornår lukker svømmehallen?", "", "", "nothing"),
    ("Hvad koster broen i alt?", "99 mio. kr.", "by.txt", "amount"),
)


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> str:
    folder = tmp_path_factory.mktemp("referater")
    (folder / "by.txt").write_text(_MINUTES, "utf-8")
    archive = str(tmp_path_factory.mktemp("arkiv"))
    done = CliRunner().invoke(cli, ["index", str(folder), "--archive", archive])
    assert done.exit_code == 0, done.output
    return archive


@pytest.fixture
def sheet(tmp_path: Path) -> Path:
    path = tmp_path / "spoergsmaal.csv"
    with path.open("w", encoding="utf-8-sig", newline="") as stream:
        writer = csv.writer(stream, delimiter=";")
        writer.writerow(["Spørgsmål", "Svar", "Dokument", "Slags"])
        writer.writerows(QUESTIONS)
    return path


def invoke(*arguments: object) -> Result:
    return CliRunner().invoke(cli, ["eval", *map(str, arguments)])


def test_a_sheet_gives_a_table_and_a_report(archive: str, sheet: Path, tmp_path: Path) -> None:
    done = invoke(sheet, "--archive", archive, "--report", tmp_path / "rapport")
    assert done.exit_code == 0, done.output
    assert re.search(r"Correct answers +0\.750 \[0\.250–1\.000\] +4", done.stdout)
    assert re.search(r"True refusals +1\.000 \[1\.000–1\.000\] +1", done.stdout)
    page = (tmp_path / "rapport" / "report.html").read_text("utf-8")
    assert "Hvad koster broen i alt?" in page
    assert "lacks: 99 mio. kr." in page
    assert "Hvornår lukker svømmehallen?" not in page, "it was answered right"


def test_a_report_asks_nothing_of_the_network(archive: str, sheet: Path, tmp_path: Path) -> None:
    invoke(sheet, "--archive", archive, "--report", tmp_path)
    page = (tmp_path / "report.html").read_text("utf-8")
    assert page.count("<svg") >= 3
    assert not re.findall(r"(?:src|href|url\()\s*=?\s*[\"']?(?:https?:)?//", page)
    assert "<script" not in page


def test_the_sheet_of_answers_says_what_is_wrong(archive: str, sheet: Path, tmp_path: Path) -> None:
    invoke(sheet, "--archive", archive, "--report", tmp_path)
    with (tmp_path / "answers.csv").open(encoding="utf-8-sig", newline="") as stream:
        rows = list(csv.DictReader(stream, delimiter=";"))
    assert [row["right"] for row in rows] == ["yes", "yes", "yes", "no"]
    assert rows[3]["why_wrong"] == "lacks: 99 mio. kr."
    assert rows[0]["cited"].startswith("by.txt item 1")


def test_two_runs_agree_in_every_figure(archive: str, sheet: Path, tmp_path: Path) -> None:
    records = []
    for name in ("en", "to"):
        assert invoke(sheet, "--archive", archive, "--report", tmp_path / name).exit_code == 0
        made = json.loads((tmp_path / name / "scorecard.json").read_text("utf-8"))
        del made["all"]["seconds"]
        records.append(made)
    assert records[0] == records[1]


def test_a_stopped_run_goes_on_where_it_was(archive: str, sheet: Path, tmp_path: Path) -> None:
    invoke(sheet, "--archive", archive, "--report", tmp_path)
    kept = tmp_path / "outcomes.jsonl"
    lines = kept.read_text("utf-8").splitlines()
    lines[0] = lines[0].replace('"seconds": ', '"seconds": 77')
    kept.write_text(f"{lines[0]}\n{lines[1]}\n{lines[2][:40]}", "utf-8")
    invoke(sheet, "--archive", archive, "--report", tmp_path)
    made = json.loads((tmp_path / "scorecard.json").read_text("utf-8"))
    assert made["all"]["questions"] == 4
    assert made["all"]["seconds"]["p95"] > 60, "the first answer was not asked for again"


def test_a_question_that_was_changed_is_asked_again(
    archive: str, sheet: Path, tmp_path: Path
) -> None:
    invoke(sheet, "--archive", archive, "--report", tmp_path)
    text = sheet.read_text("utf-8-sig").replace("Hvad koster broen i alt?", "Hvad er prisen?")
    sheet.write_text(text, "utf-8-sig")
    invoke(sheet, "--archive", archive, "--report", tmp_path)
    assert len((tmp_path / "outcomes.jsonl").read_text("utf-8").splitlines()) == 5


def test_answers_of_other_software_are_thrown_away(
    archive: str, sheet: Path, tmp_path: Path
) -> None:
    invoke(sheet, "--archive", archive, "--report", tmp_path)
    about = tmp_path / "about.json"
    code = json.loads(about.read_text("utf-8"))["software"]["code"]
    about.write_text(about.read_text("utf-8").replace(code, "another code"), "utf-8")
    kept = tmp_path / "outcomes.jsonl"
    kept.write_text(kept.read_text("utf-8").replace('"seconds": ', '"seconds": 77'), "utf-8")
    invoke(sheet, "--archive", archive, "--report", tmp_path)
    made = json.loads((tmp_path / "scorecard.json").read_text("utf-8"))
    assert made["all"]["seconds"]["p95"] < 60


def test_each_commit_has_one_line_of_history(archive: str, sheet: Path, tmp_path: Path) -> None:
    invoke(sheet, "--archive", archive, "--report", tmp_path)
    history = tmp_path / "history.jsonl"
    before = json.loads(history.read_text("utf-8"))
    before["about"]["software"]["commit"] = "abc1234"
    history.write_text(json.dumps(before) + "\n", "utf-8")
    for _ in range(2):
        invoke(sheet, "--archive", archive, "--report", tmp_path)
    lines = [json.loads(line) for line in history.read_text("utf-8").splitlines()]
    assert lines[0]["about"]["software"]["commit"] == "abc1234"
    assert len(lines) == 2
    assert "Over commits" in (tmp_path / "report.html").read_text("utf-8")


@pytest.mark.parametrize(
    ("gate", "code"),
    [
        ("correct>=0.75", 0),
        ("correct>=0.76", 1),
        ("false_refusals<=0", 0),
        ("p95_s<=0", 1),
        ("corect>=0.5", 2),
        ("correct=0.5", 2),
    ],
)
def test_a_gate_sets_the_exit_code(archive: str, sheet: Path, gate: str, code: int) -> None:
    done = invoke(sheet, "--archive", archive, "--gate", gate)
    assert done.exit_code == code, done.output
    if code == 1:
        assert gate in done.stderr


def test_comparing_pairs_the_questions(archive: str, sheet: Path, tmp_path: Path) -> None:
    invoke(sheet, "--archive", archive, "--report", tmp_path / "før")
    text = sheet.read_text("utf-8-sig").replace("99 mio. kr.", "12,5 mio. kr.")
    sheet.write_text(text, "utf-8-sig")
    invoke(sheet, "--archive", archive, "--report", tmp_path / "efter")
    done = invoke("--compare", tmp_path / "før", tmp_path / "efter", "--json")
    correct = json.loads(done.stdout)["figures"]["correct"]
    assert (correct["first"], correct["second"]) == (0.75, 1.0)
    assert (correct["higher"], correct["lower"]) == (1, 0)
    told = invoke("--compare", tmp_path / "før", tmp_path / "efter", "--gate", "correct>=0.3")
    assert told.exit_code == 1
    assert re.search(r"Correct: amount +0\.500 +1\.000 +\+0\.500", told.stdout)


def test_comparing_with_nothing_says_how_to_make_a_report(tmp_path: Path) -> None:
    done = invoke("--compare", tmp_path, tmp_path)
    assert done.exit_code == 1
    assert "referatsvar eval QUESTIONS --report" in str(done.exception)


def test_the_reported_half_shows_figures_and_no_questions(archive: str, tmp_path: Path) -> None:
    rows = [
        {"id": "a", "question": "Hvad koster broen?", "must_contain": [["99"]], "half": "test"},
        {"id": "b", "question": "Hvor er broen?", "must_contain": [["Lilleåen"]], "half": "dev"},
    ]
    path = tmp_path / "q.jsonl"
    path.write_text("\n".join(json.dumps(row) for row in rows), "utf-8")
    done = invoke(path, "--half", "test", "--archive", archive, "--report", tmp_path / "r")
    assert done.exit_code == 0, done.output
    assert "Hvad koster broen?" not in (tmp_path / "r" / "report.html").read_text("utf-8")
    assert not (tmp_path / "r" / "answers.csv").exists()


class _Rival(BaseHTTPRequestHandler):
    """A system that speaks our JSON and answers everything from page 1."""

    def do_POST(self) -> None:
        asked = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        quote = "Godkendt med en ramme på 12,5 mio. kr."
        source = {"document": "by.txt", "page": 1, "item_number": "1", "quote": quote}
        answer = {"answered": True, "answer": quote, "citations": [source], "passages": [source]}
        data = json.dumps({**answer, "question": asked["question"]}).encode()
        self.send_response(200)
        self.end_headers()
        self.wfile.write(data)

    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture
def rival() -> Iterator[str]:
    server = HTTPServer(("127.0.0.1", 0), _Rival)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join(5)
    server.server_close()


def test_a_rival_is_measured_over_http(
    rival: str, archive: str, sheet: Path, tmp_path: Path
) -> None:
    done = invoke(sheet, "--url", rival, "--archive", archive, "--json")
    assert done.exit_code == 0, done.output
    figures = json.loads(done.stdout)["figures"]
    assert figures["correct"]["mean"] == 0.25
    assert figures["true_refusals"]["mean"] == 0.0
    assert figures["quotes_on_page"]["mean"] == 1.0, "looked up in the archive"
    alone = invoke(sheet, "--url", rival, "--archive", tmp_path / "intet", "--json")
    assert json.loads(alone.stdout)["figures"]["quotes_on_page"] is None


def test_a_test_set_must_be_named() -> None:
    done = invoke()
    assert done.exit_code == 2
    assert isinstance(done.exception, SystemExit | click.UsageError)


def test_answers_are_asked_anew_when_any_file_of_the_assistant_has_changed() -> None:
    held = {path.name for path in Path(str(files("assistant"))).rglob("*") if path.is_file()}
    read = {source.name for source in _sources(files("assistant"))}
    assert {name for name in held - read if not name.endswith((".pyc", ".md"))} == set()
