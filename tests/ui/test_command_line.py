"""The command line as others build on it: names, JSON, exit codes, one clear line."""

from __future__ import annotations

import json
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
_MINUTES = """Referat
Byrådet onsdag den 4. maj 2022
Fraværende: Ida Holm (A)
Punkt 1: Ny bro over Lilleåen
Sag 22/101
Sagsfremstilling
Broen er nedslidt og skal fornyes.
Indstilling
Forvaltningen indstiller, at broen fornyes.
Beslutning
Godkendt med en ramme på 12,5 mio. kr.
Punkt 2: Eventuelt
Sag 22/102
Beslutning
Intet.
"""


def _run(*arguments: str, cwd: Path | None = None) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "ui.command_line", *arguments],
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
        cwd=cwd or ROOT,
        env={"PYTHONPATH": str(ROOT), "PATH": "/usr/bin:/bin", "PYTHONIOENCODING": "utf-8"},
    )


def _json(*arguments: str) -> dict[str, object]:
    done = _run(*arguments, "--json")
    assert done.returncode == 0, done.stderr
    return dict(json.loads(done.stdout))


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("referater")
    (folder / "byraad").mkdir()
    (folder / "byraad" / "2022-05-04.txt").write_text(_MINUTES, "utf-8")
    (folder / "kopi.txt").write_text(_MINUTES, "utf-8")
    (folder / "tom.pdf").write_bytes(b"")
    (folder / "billede.jpg").write_bytes(b"\xff\xd8\xff\xe0 jpeg")
    return folder


@pytest.fixture(scope="module")
def archive(folder: Path, tmp_path_factory: pytest.TempPathFactory) -> str:
    archive = str(tmp_path_factory.mktemp("arkiv"))
    report = _json("index", str(folder), "--archive", archive)
    assert report["documents"] == 2
    return archive


def test_ask_gives_the_json_of_the_contract(archive: str) -> None:
    answer = _json("ask", "Hvad koster broen over Lilleåen?", "--archive", archive)
    assert answer["answered"] is True
    assert {"question", "answer", "citations", "passages", "scope", "receipt", "seconds"} <= set(
        answer
    )
    citation = answer["citations"][0]  # type: ignore[index]
    assert citation == {
        "number": 1,
        "quote": "Godkendt med en ramme på 12,5 mio. kr.",
        "document": "byraad/2022-05-04.txt",
        "page": 1,
        "body": "Byrådet",
        "date": "2022-05-04",
        "item_number": "1",
        "item_title": "Ny bro over Lilleåen",
        "case_number": "22/101",
        "section": "decision",
    }


def test_a_body_that_is_not_held_is_said_to_be_none_and_those_that_are_named(archive: str) -> None:
    asked = ("Hvad koster broen over Lilleåen?", "--archive", archive)
    answer = _json("ask", *asked, "--body", "Rumfartsudvalget")
    assert answer["answered"] is False
    assert "ikke noget udvalg eller råd med navnet Rumfartsudvalget. Det har: Byrådet." in str(
        answer["answer"]
    )
    assert _json("ask", *asked, "--body", "byråd")["answered"] is True


def test_items_gives_the_json_of_the_contract(archive: str) -> None:
    items = _json("items", "--archive", archive)["items"]
    assert items[0] == {  # type: ignore[index]
        "document": "byraad/2022-05-04.txt",
        "kind": "minutes",
        "body": "Byrådet",
        "date": "2022-05-04",
        "item_number": "1",
        "title": "Ny bro over Lilleåen",
        "case_number": "22/101",
        "public": True,
        "sections": ["background", "recommendation", "decision"],
    }


def test_status_gives_the_json_of_the_contract(archive: str) -> None:
    status = _json("status", "--archive", archive)
    assert {"documents", "meetings", "items", "passages", "bodies", "from", "to", "rejected", "redactions",
            "duplicates", "superseded", "model"} <= set(status)  # fmt: skip
    assert (status["documents"], status["meetings"], status["from"]) == (2, 1, "2022-05-04")
    reasons = {r["document"]: r["reason"] for r in status["rejected"]}  # type: ignore[attr-defined]
    assert reasons == {"tom.pdf": "filen er tom", "billede.jpg": "billede uden tekst"}
    assert status["duplicates"] == [{"document": "kopi.txt", "same_as": "byraad/2022-05-04.txt"}]


def test_search_gives_the_json_of_the_contract(archive: str) -> None:
    found = _json("search", "bro", "--archive", archive, "--top", "3")
    assert set(found) == {"query", "passages", "scope", "seconds"}
    assert {"document", "page", "item_number", "item_title", "section", "text", "score"} <= set(
        found["passages"][0]
    )  # type: ignore[index]


def test_case_gives_the_steps(archive: str) -> None:
    course = _json("case", "22/101", "--archive", archive)
    assert [step["standing"] for step in course["steps"]] == ["decided"]  # type: ignore[attr-defined]


def test_a_history_is_read_and_bad_ones_say_so(archive: str, tmp_path: Path) -> None:
    history = tmp_path / "samtale.json"
    history.write_text(
        json.dumps([{"role": "user", "content": "Hvad med broen over Lilleåen?"}]), "utf-8"
    )
    answer = _json("ask", "og hvad koster det?", "--archive", archive, "--history", str(history))
    assert answer["answered"] is True
    history.write_text("{", "utf-8")
    done = _run("ask", "og hvad koster det?", "--archive", archive, "--history", str(history))
    assert (done.returncode, len(done.stderr.splitlines())) == (1, 1)


def test_a_receipt_is_verified(archive: str, folder: Path, tmp_path: Path) -> None:
    receipt = tmp_path / "svar.json"
    receipt.write_text(
        json.dumps(_json("ask", "Hvad koster broen?", "--archive", archive)), "utf-8"
    )
    assert _json("verify", str(receipt), "--archive", archive)["valid"] is True
    offline = _json("verify", str(receipt), "--documents", str(folder))
    assert offline["valid"] is True
    assert {s["state"] for s in offline["sources"]} == {"unchanged"}  # type: ignore[attr-defined]
    told = _run("verify", str(receipt), "--documents", str(folder / "byraad")).stdout
    assert "missing" in told
    receipt.write_text(receipt.read_text("utf-8").replace("12,5", "99,9"), "utf-8")
    assert _run("verify", str(receipt), "--archive", archive).returncode == 1


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("ask", ""), "tomt"),
        (("ask", "ord " * 10_000), "10000 ord"),
        (("index", "findes-ikke"), "no file or folder"),
        (("ask", "bro", "--archive", "ingen-her"), "no archive"),
        (("remove", "byraad/2022-05-40.txt"), "byraad/2022-05-04.txt"),
        (("verify", "findes-ikke.json"), "cannot be read"),
        (("ask", "bro", "--model", "./findes-ikke"), "findes-ikke"),
        (("search", "bro", "--chroma-url", "http://127.0.0.1:9"), "127.0.0.1:9"),
        (("ask", "bro", "--llm-url", "http://127.0.0.1:9/v1"), "--llm-model"),
    ],
)
def test_an_error_is_one_clear_line_and_exit_code_1(
    archive: str, arguments: tuple[str, ...], message: str
) -> None:
    where = () if "--archive" in arguments else ("--archive", archive)
    done = _run(*arguments, *where)
    assert done.returncode == 1
    assert done.stdout == ""
    assert len(done.stderr.strip().splitlines()) == 1, done.stderr
    assert message in done.stderr


@pytest.mark.parametrize(
    "arguments",
    [
        ("ask",),
        ("ask", "x", "--from", "i går"),
        ("search", "x", "--top", "0"),
        ("serve", "--port", "0"),
        ("search", "x", "--llm-url", "http://127.0.0.1:9/v1"),
        ("ukendt",),
    ],
)
def test_wrong_usage_is_exit_code_2(arguments: tuple[str, ...]) -> None:
    assert _run(*arguments).returncode == 2


def test_finding_nothing_is_a_result(archive: str) -> None:
    answer = _json("ask", "Hvornår lander rumskibet?", "--archive", archive)
    assert answer["answered"] is False
    assert answer["citations"] == []


def test_an_archive_of_another_version_says_so_until_it_is_indexed_again(
    folder: Path, tmp_path: Path
) -> None:
    archive = str(tmp_path / "arkiv")
    _run("index", str(folder), "--archive", archive)
    assert "another version" not in _run("status", "--archive", archive).stderr
    with closing(sqlite3.connect(tmp_path / "arkiv" / "archive.sqlite3")) as database, database:
        database.execute("UPDATE generations SET analysis = 'another'")
    done = _run("ask", "Hvad koster broen?", "--archive", archive, "--json")
    assert json.loads(done.stdout)["answered"] is True
    assert "Run: referatsvar index FOLDER" in done.stderr
    _run("index", str(folder), "--archive", archive)
    assert "another version" not in _run("status", "--archive", archive).stderr


def _loaded(arguments: list[str], libraries: set[str]) -> str:
    """Which of the libraries a run of the command has loaded in the end."""
    code = (
        f"import sys; sys.argv = ['referatsvar', *{arguments!r}]\n"
        "from ui.command_line import main\n"
        "try: main()\n"
        "except SystemExit: pass\n"
        f"print(sorted({libraries!r} & set(sys.modules)))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=ROOT
    )
    return done.stdout.splitlines()[-1]


def test_help_does_not_wait_for_heavy_libraries() -> None:
    heavy = {"torch", "gradio", "chromadb", "sentence_transformers"}
    assert _loaded(["--help"], heavy) == "[]"


def test_an_answer_does_not_wait_for_torch(archive: str) -> None:
    heavy = {"torch", "gradio", "sentence_transformers", "transformers"}
    assert _loaded(["ask", "bro", "--archive", archive], heavy) == "[]"


def test_piping_into_head_is_no_error(archive: str) -> None:
    command = f"{sys.executable} -m ui.command_line items --archive {archive} | head -1; exit ${{PIPESTATUS[0]}}"
    done = subprocess.run(
        ["bash", "-c", command], capture_output=True, text=True, check=False, cwd=ROOT
    )
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize("command", ["ask", "serve", "eval", "search"])
def test_what_the_environment_sets_has_an_option_where_it_has_an_effect(command: str) -> None:
    told = _run(command, "--help").stdout
    options = ["--archive", "--model", "--chroma-url"]
    if command != "search":
        options += ["--llm-url", "--llm-model"]
    assert all(option in told for option in options)
    assert "--llm-key" not in told


def test_a_language_model_that_is_away_leaves_the_quotations(archive: str) -> None:
    options = ("--llm-url", "http://127.0.0.1:9/v1", "--llm-model", "m")
    answer = _json("ask", "Hvad koster broen?", "--archive", archive, *options)
    assert answer["citations"]
    assert "Sprogmodellen" in str(answer["notice"])


@pytest.mark.parametrize("command", [[], ["eval"], ["verify"], ["questions"]])
def test_each_example_in_the_help_stands_on_a_line_of_its_own(command: list[str]) -> None:
    told = _run(*command, "--help").stdout
    assert "\\b" not in told
    assert [line for line in told.splitlines() if line.startswith("  referatsvar ")]
    assert all(
        line.count("referatsvar ") == 1 for line in told.splitlines() if "  referatsvar " in line
    )
