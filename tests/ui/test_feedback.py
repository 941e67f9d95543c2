"""Feedback is by choice, holds no more than was agreed to, and can be made a test set."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from types import ModuleType
from typing import Any

import httpx
import pytest

import ui.feedback
from assistant.assistant import Assistant
from eval.questions import load_questions
from ui.conversation import Conversation, Exchange
from ui.feedback import FILE_NAME, Feedback, FeedbackFull, remark_on
from ui.settings import Settings

PASSWORD = "en lang hemmelighed"
DAY = date(2024, 5, 1)
QUESTION = "Hvad blev der besluttet om cykelstien på Møllevej?"


@pytest.fixture(scope="module")
def conversation(assistant: Assistant) -> Conversation:
    answer = assistant.ask(QUESTION)
    first = Exchange(1, QUESTION, answer.text, "", "", answer.citations, ("",) * len(answer.citations))  # fmt: skip
    return (
        Conversation().with_exchange(first).with_exchange(Exchange(2, "Og månen?", "Nej.", "", ""))
    )


def kept(folder: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in (folder / FILE_NAME).read_text("utf-8").splitlines()]


def test_nothing_of_the_question_is_kept_without_consent(
    tmp_path: Path, conversation: Conversation
) -> None:
    feedback = Feedback(tmp_path)
    feedback.add(remark_on("useful", "Fint", conversation, 1, agreed=False), DAY)
    text = (tmp_path / FILE_NAME).read_text("utf-8")
    assert "cykelsti" not in text
    assert "byraadet" not in text
    assert kept(tmp_path)[0]["comment"] == "Fint"
    assert list(feedback.candidates()) == []


def test_several_processes_write_whole_lines(tmp_path: Path) -> None:
    """Long remarks, so that a write in pieces would be seen."""
    write = (
        "import sys; from datetime import date; from pathlib import Path; "
        "from ui.feedback import Feedback, Remark; feedback = Feedback(Path(sys.argv[1])); "
        "[feedback.add(Remark('other', sys.argv[2] * 2000), date(2024, 5, 1)) for _ in range(200)]"
    )
    root = Path(__file__).parents[2]
    writers = [
        subprocess.Popen([sys.executable, "-c", write, str(tmp_path), letter], cwd=root)
        for letter in "abc"
    ]
    assert [writer.wait(60) for writer in writers] == [0, 0, 0]
    comments = [entry["comment"] for entry in kept(tmp_path)]
    assert sorted(comments) == [letter * 2000 for letter in "abc" for _ in range(200)]


def test_what_was_agreed_to_becomes_a_test_set(tmp_path: Path, conversation: Conversation) -> None:
    feedback = Feedback(tmp_path)
    feedback.add(remark_on("useful", "", conversation, 1, agreed=True), DAY)
    feedback.add(remark_on("wrong_source", "Nej", conversation, 1, agreed=True), DAY)
    feedback.add(remark_on("missing_document", "", conversation, 2, agreed=True), DAY)
    path = tmp_path / "kandidater.jsonl"
    path.write_text("".join(feedback.candidates()), "utf-8")
    useful, wrong, missing = load_questions(path)
    assert [(g.document, g.item) for g in useful.gold] == [("byraadet/2024-03-20.pdf", "2")]
    assert (wrong.answerable, wrong.gold) == (True, ())
    assert (missing.answerable, missing.question) == (False, "Og månen?")
    assert missing.history[0].content == QUESTION


def test_cpr_numbers_are_masked_in_what_is_kept(tmp_path: Path, samples: ModuleType) -> None:
    asked = Conversation().with_exchange(Exchange(1, f"Hvad med {samples.CPR}?", ".", "", ""))
    Feedback(tmp_path).add(remark_on("other", f"Om {samples.CPR}", asked, 1, agreed=True), DAY)
    assert samples.CPR[:6] not in (tmp_path / FILE_NAME).read_text("utf-8")


def test_a_flood_does_not_fill_the_disk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ui.feedback, "_MAX_BYTES", 200)
    feedback = Feedback(tmp_path)
    remark = remark_on("other", "x" * 300, None, 0, agreed=False)
    feedback.add(remark, DAY)
    with pytest.raises(FeedbackFull):
        feedback.add(remark, DAY)
    assert len(kept(tmp_path)) == 1


@pytest.fixture(scope="module")
def client(assistant: Assistant, own_server: Any) -> Iterator[httpx.Client]:
    with (
        own_server(assistant, Settings(password=PASSWORD)) as running,
        httpx.Client(base_url=running.url, timeout=60) as client,
    ):
        yield client


def test_a_remark_can_be_sent_without_a_conversation(
    client: httpx.Client, assistant: Assistant
) -> None:
    assert 'name="gem"' not in client.get("/ris-og-ros").text
    sent = client.post("/ris-og-ros", data={"slags": "missing_document", "bemaerkning": "Juni"})
    assert sent.status_code == 200
    assert "ikke gemt" in sent.text
    assert kept(assistant.archive.folder)[-1]["comment"] == "Juni"


@pytest.mark.parametrize(
    ("data", "headers", "status"),
    [
        ({"slags": "andet"}, {}, 400),
        ({}, {}, 400),
        ({"slags": "useful", "svar": "x"}, {}, 422),
        ({"slags": "useful"}, {"sec-fetch-site": "cross-site"}, 403),
        ({"slags": "useful", "bemaerkning": "x" * 300_000}, {}, 413),
    ],
)
def test_what_is_no_remark_is_refused(
    client: httpx.Client, data: dict[str, str], headers: dict[str, str], status: int
) -> None:
    assert client.post("/ris-og-ros", data=data, headers=headers).status_code == status


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"authorization": "Basic !!!"},
        {"authorization": "Bearer x"},
        {"authorization": "Basic " + "YTpi"},
        {"authorization": "Basic /w=="},
    ],
)
def test_the_export_needs_the_password(client: httpx.Client, headers: dict[str, str]) -> None:
    response = client.get("/ris-og-ros/eksport", headers=headers)
    assert response.status_code == 401
    assert response.headers["www-authenticate"].startswith("Basic")
    assert "question" not in response.text


def test_the_export_opens_with_the_password(client: httpx.Client) -> None:
    response = client.get("/ris-og-ros/eksport", auth=("drift", PASSWORD))
    assert response.status_code == 200
    assert response.headers["content-disposition"].startswith("attachment")


def test_without_a_password_nobody_gets_the_export(http: httpx.Client) -> None:
    assert http.get("/ris-og-ros/eksport", auth=("drift", "")).status_code == 403
