"""Others' retrieval is put to the same questions, and a passage counts for all it touches."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner

from assistant.assistant import Assistant
from eval.questions import TestQuestion
from eval.rivals import bm25
from eval.rivals.passages import OVERLAP, WINDOW, Corpus, Held, Passage, Retrieve, windows
from eval.rivals.rival import Rival
from eval.rivals.setups import SETUPS, RivalMissing, set_up
from index.types import Span
from ui.command_line import cli


def asked(text: str) -> TestQuestion:
    return TestQuestion(id="q", question=text, type="general", answerable=True)


def test_windows_cover_every_character_and_overlap() -> None:
    text = "".join(chr(97 + n % 26) for n in range(2_500))
    cut = windows({"a.txt": Held(text, ())})
    assert {
        p for passage in cut for p in range(passage.start, passage.start + len(passage.text))
    } == set(range(2_500))
    assert all(len(p.text) <= WINDOW for p in cut)
    assert cut[1].start == WINDOW - OVERLAP


def test_a_passage_counts_for_every_item_that_it_touches_the_most_touched_first() -> None:
    corpus = {"a.txt": Held("", ((Span(0, 90), "1"), (Span(90, 300), "2"), (Span(300, 400), "3")))}
    found = [(Passage("a.txt", 50, 200, "tekst"), 0.5)]
    answer = Rival("x", "", corpus, lambda: lambda _query, _top: found).ask(asked("?"))
    assert [p["item_number"] for p in answer["passages"]] == ["2", "1"]
    assert answer["answered"]
    assert [c["item_number"] for c in answer["citations"]] == ["2"]


BRIDGE = "Broen over Lilleåen fornyes for 12,5 mio. kr. "
LIBRARY = "Biblioteket holder åbent til klokken 21. "
CORPUS = {
    "by.txt": Held(BRIDGE * 25 + LIBRARY * 25, ((Span(0, 1175), "1"), (Span(1175, 2200), "2")))
}


@pytest.mark.parametrize("setup", [bm25.plain, bm25.danish])
def test_bm25_finds_an_item_by_its_words(setup: Callable[[Corpus], Rival]) -> None:
    answer = setup(CORPUS).ask(asked("Hvornår holder biblioteket åbent?"))
    assert answer["passages"][0]["item_number"] == "2"
    assert "klokken 21" in answer["answer"]


def test_a_stemmer_finds_other_forms_of_a_word() -> None:
    answer = bm25.danish(CORPUS).ask(asked("bibliotekerne"))
    assert answer["passages"][0]["score"] > 0
    assert bm25.plain(CORPUS).ask(asked("bibliotekerne"))["passages"][0]["score"] == 0


def test_the_command_names_every_rival() -> None:
    option = next(p for p in cli.commands["eval"].params if p.name == "rival")
    assert list(option.type.choices) == list(SETUPS)  # type: ignore[attr-defined]


def test_a_rival_that_is_not_installed_says_how_to(
    ravnsund: Assistant, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "txtai", None)
    monkeypatch.delitem(sys.modules, "eval.rivals.txtai_embeddings", raising=False)
    with pytest.raises(RivalMissing, match=r"pip install 'referatsvar\[rivals\]'"):
        set_up("txtai", ravnsund.archive)


def test_a_rival_is_measured_by_the_command(ravnsund_folder: Path, tmp_path: Path) -> None:
    row = {
        "id": "a",
        "question": "modtagerklasserne Fjordskolen Sundskolen pavillon B-fløjen",
        "gold": [{"document": "byraadet/2023-06-21.pdf", "item": "4"}],
    }
    (tmp_path / "q.jsonl").write_text(json.dumps(row), "utf-8")
    done = CliRunner().invoke(
        cli,
        f"eval {tmp_path}/q.jsonl --archive {ravnsund_folder} --rival bm25 --json --report {tmp_path}/r".split(),
    )
    assert done.exit_code == 0, done.output
    assert json.loads(done.stdout)["figures"]["recall@10"]["mean"] == 1.0
    about = json.loads((tmp_path / "r" / "about.json").read_text("utf-8"))
    assert about["system"] == "BM25"


def keeping(folder: Path, corpus: Corpus, prepare: Callable[[], Retrieve]) -> Rival:
    rival = Rival("x", "", corpus, prepare)
    rival.kept = folder
    return rival


def not_again() -> Retrieve:
    raise AssertionError("it was asked before")


def test_what_a_rival_found_is_not_asked_for_again(tmp_path: Path) -> None:
    found = [(Passage("by.txt", 0, 5, "Broen"), 0.5), (Passage("by.txt", 6, 10, "omskrevet"), 0.25)]
    first = keeping(tmp_path, CORPUS, lambda: lambda _query, _top: found).ask(asked("Broen?"))
    again = keeping(tmp_path, CORPUS, not_again)
    assert again.ask(asked("Broen?")) == first
    with pytest.raises(AssertionError):
        again.ask(asked("Biblioteket?"))


def test_a_rival_is_asked_again_when_the_text_or_a_library_has_changed(tmp_path: Path) -> None:
    found = [(Passage("by.txt", 0, 5, "Broen"), 0.5)]
    keeping(tmp_path, CORPUS, lambda: lambda _query, _top: found).ask(asked("Broen?"))
    changed = {"by.txt": Held(BRIDGE * 25 + LIBRARY * 26, CORPUS["by.txt"].items)}
    with pytest.raises(AssertionError):
        keeping(tmp_path, changed, not_again).ask(asked("Broen?"))
    upgraded = keeping(tmp_path, CORPUS, not_again)
    upgraded.versions["x"] = "2.0"
    with pytest.raises(AssertionError):
        upgraded.ask(asked("Broen?"))


def test_what_was_found_counts_for_where_the_items_stand_now(tmp_path: Path) -> None:
    found = [(Passage("by.txt", 0, 5, "Broen"), 0.5)]
    keeping(tmp_path, CORPUS, lambda: lambda _query, _top: found).ask(asked("Broen?"))
    moved = {"by.txt": Held(CORPUS["by.txt"].text, ((Span(0, 2200), "7"),))}
    answer = keeping(tmp_path, moved, not_again).ask(asked("Broen?"))
    assert [p["item_number"] for p in answer["passages"]] == ["7"]
