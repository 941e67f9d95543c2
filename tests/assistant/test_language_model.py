"""The language model words the answer, and the gate and the clock keep it honest."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest

from assistant.assistant import Assistant
from assistant.language_model.client import LanguageModel, LanguageModelError, language_model
from assistant.language_model.gate import sentences_of
from assistant.types import Answer
from tests.assistant.model_server import ModelServer, running

_QUESTION = "Hvad blev der besluttet om modtagerklasser?"


@pytest.fixture
def server() -> Iterator[ModelServer]:
    with running() as server:
        yield server


def _ask(
    ravnsund: Assistant, server: ModelServer, text: str, behaviour: str = "", timeout_s: float = 5.0
) -> Answer:
    server.text, server.behaviour = text, behaviour
    model = LanguageModel(server.url, "m", "hemmelig", timeout_s)
    return Assistant(ravnsund.archive, model).ask(_QUESTION)


@pytest.fixture(scope="module")
def plain(ravnsund: Assistant) -> Answer:
    return ravnsund.ask(_QUESTION)


def _right(plain: Answer) -> str:
    """What a good model writes: a sentence of each quotation, with its mark."""
    firsts = [(sentences_of(c.quote)[-1].rstrip("."), c.number) for c in plain.citations]
    return " ".join(f"{sentence} [{number}]." for sentence, number in firsts)


def test_a_right_wording_is_shown_with_its_citations(
    ravnsund: Assistant, server: ModelServer, plain: Answer
) -> None:
    answer = _ask(ravnsund, server, _right(plain))
    marks = {int(n) for n in re.findall(r"\[(\d+)\]", answer.text)}
    assert marks == {c.number for c in answer.citations}
    assert answer.struck == 0
    assert answer.notice is None
    assert "Kilder" not in answer.text
    assert answer.receipt.answer == answer.text


@pytest.mark.parametrize("behaviour", ["error", "garbage"])
def test_an_endpoint_that_fails_leaves_the_quotations_and_a_notice(
    ravnsund: Assistant, server: ModelServer, plain: Answer, behaviour: str
) -> None:
    answer = _ask(ravnsund, server, "Alt er vel [1].", behaviour)
    assert answer.text.startswith(plain.text)
    assert answer.notice is not None
    assert "Sprogmodellen" in answer.text


def test_a_slow_endpoint_is_not_waited_for(
    ravnsund: Assistant, server: ModelServer, plain: Answer
) -> None:
    answer = _ask(ravnsund, server, "ord " * 100, "slow", timeout_s=0.5)
    assert answer.text.startswith(plain.text)
    assert answer.seconds < 5


def test_what_was_cut_off_is_not_shown_half(
    ravnsund: Assistant, server: ModelServer, plain: Answer
) -> None:
    answer = _ask(ravnsund, server, f"{_right(plain)} {_right(plain)}", "cut off")
    assert re.search(r"[.!?«\]]\s*$", answer.text.split("\n\n")[0])


@pytest.mark.parametrize(
    "invented",
    [
        "Kommunen lukker alle skoler i 2031 [1].",
        "Der er ingen kilde til denne sætning.",
        "Det hele blev forkastet med 14 stemmer [99].",
    ],
)
def test_what_no_source_says_is_struck_and_counted(
    ravnsund: Assistant, server: ModelServer, plain: Answer, invented: str
) -> None:
    answer = _ask(ravnsund, server, f"{_right(plain)} {invented}")
    assert invented.split("[", maxsplit=1)[0].strip() not in answer.text
    assert answer.struck == 1
    assert "1 sætning fra sprogmodellen er strøget" in answer.text


def test_a_text_without_one_true_sentence_is_not_shown(
    ravnsund: Assistant, server: ModelServer, plain: Answer
) -> None:
    answer = _ask(ravnsund, server, "Byrådet gav 7 mia. kr. til en bro [1]. Alle jublede [2].")
    assert answer.text.startswith(plain.text)
    assert "jublede" not in answer.text


def test_a_refusal_never_reaches_the_model(ravnsund: Assistant, server: ModelServer) -> None:
    model = LanguageModel(server.url, "m")
    answer = Assistant(ravnsund.archive, model).ask("Hvad mener byrådet om Gaza?")
    assert not answer.answered
    assert server.requests == []


def test_the_model_sees_the_question_and_the_quotations_and_nothing_else(
    ravnsund: Assistant, server: ModelServer, plain: Answer
) -> None:
    _ask(ravnsund, server, _right(plain))
    sent = server.requests[0]["messages"]
    assert [message["role"] for message in sent] == ["system", "user"]
    assert all(c.quote.split("»")[0][:40] in sent[1]["content"] for c in plain.citations)
    assert sent[1]["content"].count("</data>") == 1


def test_the_key_is_never_shown() -> None:
    assert "hemmelig" not in repr(LanguageModel("http://x", "m", "hemmelig"))


def test_an_address_without_a_model_says_what_is_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("URL", "MODEL", "KEY"):
        monkeypatch.delenv(f"REFERATSVAR_LLM_{name}", raising=False)
    assert language_model() is None
    monkeypatch.setenv("REFERATSVAR_LLM_URL", "http://127.0.0.1:1/v1")
    with pytest.raises(LanguageModelError, match="REFERATSVAR_LLM_MODEL"):
        language_model()
