"""The language model words the answer, and the gate and the clock keep it honest."""

from __future__ import annotations

import json
import re
import threading
from collections.abc import Iterator

import pytest

from assistant.assistant import Asked, Assistant
from assistant.language_model.client import (
    LanguageModel,
    LanguageModelError,
    Message,
    language_model,
)
from assistant.language_model.written import sentences_of, written_sentences
from assistant.types import Answer
from tests.assistant.model_server import BROKEN, NEVER_DONE, STATUSES, ModelServer, running

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


@pytest.mark.parametrize("behaviour", [*STATUSES, *BROKEN])
def test_an_endpoint_that_fails_leaves_the_quotations_and_a_notice(
    ravnsund: Assistant, server: ModelServer, plain: Answer, behaviour: str
) -> None:
    """Nothing of a text that does not come to its end: what is missing may change it all."""
    answer = _ask(ravnsund, server, f"{_right(plain)} {_right(plain)}", behaviour)
    assert answer.text == f"{plain.text}\n\n{answer.notice}"
    assert answer.notice == "Sprogmodellen svarede ikke; svaret er derfor citater alene."
    assert answer.citations == plain.citations


@pytest.mark.parametrize("behaviour", NEVER_DONE)
def test_an_endpoint_that_is_slow_or_never_done_is_not_waited_for(
    ravnsund: Assistant, server: ModelServer, plain: Answer, behaviour: str
) -> None:
    answer = _ask(ravnsund, server, _right(plain), behaviour, timeout_s=1.5)
    assert answer.text.startswith(plain.text)
    assert "Sprogmodellen svarede ikke" in answer.text
    assert answer.seconds < 5
    assert server.hung_up.wait(30)


def test_the_first_of_the_text_has_a_time_of_its_own(server: ModelServer) -> None:
    server.text, server.behaviour = "Ja.", "pings"
    model = LanguageModel(server.url, "m", timeout_s=60, first_s=0.3)
    with pytest.raises(LanguageModelError, match="too slow"):
        model.write([Message("user", "?")])


def test_what_is_said_to_the_operator_tells_the_status_and_not_the_key(server: ModelServer) -> None:
    server.behaviour = "no key"
    with pytest.raises(LanguageModelError, match="HTTP 401") as caught:
        LanguageModel(server.url, "m", "hemmelig").write([Message("user", "?")])
    assert "hemmelig" not in str(caught.value)


def _steps(
    ravnsund: Assistant, server: ModelServer, stop: threading.Event | None = None
) -> Iterator[Answer]:
    model = LanguageModel(server.url, "m", timeout_s=20)
    return Assistant(ravnsund.archive, model).answering(_QUESTION, Asked(), stop)


def test_the_quotations_come_before_the_model_has_said_anything(
    ravnsund: Assistant, server: ModelServer, plain: Answer
) -> None:
    server.text, server.behaviour = _right(plain), "by sentence"
    steps = _steps(ravnsund, server)
    first = next(steps)
    assert (first.text, first.citations, first.draft) == (plain.text, plain.citations, "")


def test_each_sentence_comes_as_soon_as_it_has_passed_and_a_struck_one_never(
    ravnsund: Assistant, server: ModelServer, plain: Answer
) -> None:
    right = _right(plain).split("].")[0] + "]."
    struck = "Kommunen lukker alle skoler i 2031 [1]."
    server.text, server.behaviour = f"{right} {struck} {right} {right}", "by sentence"
    steps = _steps(ravnsund, server)
    next(steps)
    # A sentence is known to be over when the next one has begun.
    server.go.release(2)
    drafts = [next(steps).draft]
    server.go.release(10)
    *rest, last = steps
    drafts += [step.draft for step in rest]
    assert drafts == [right, f"{right} {right}"]
    assert last.draft is None
    assert last.struck == 1
    assert not any("2031" in text for text in [*map(str, drafts), last.text])


def test_a_stop_ends_the_call_to_the_server(
    ravnsund: Assistant, server: ModelServer, plain: Answer
) -> None:
    server.text, server.behaviour = _right(plain), "slow start"
    stop = threading.Event()
    steps = _steps(ravnsund, server, stop)
    next(steps)
    stopping = threading.Thread(target=lambda: server.asked.wait(30) and stop.set())
    stopping.start()
    last = next(steps)
    stopping.join()
    assert last.text.startswith(plain.text)
    assert server.hung_up.wait(30)


def test_who_no_longer_listens_ends_the_call(ravnsund: Assistant, server: ModelServer) -> None:
    server.text, server.behaviour = "Godkendt. Vedtaget.", "endless"
    pieces = LanguageModel(server.url, "m").stream([Message("user", "?")])
    next(pieces)
    pieces.close()  # type: ignore[attr-defined]
    assert server.hung_up.wait(30)


@pytest.mark.parametrize(
    "text",
    [
        "Byrådet vedtog den 3. maj 2022 kl. 17.30 planen, jf. nr. 5, til 4,5 mio. kr. [1] Det koster 3 mio. kr. "
        "i 2023 [2]. Se bilag 4. [1, 2]\n- Og **mere** [1].\n2. Mere endnu! [kilde 2] Slut.",
        "Ja? [1] Nej. Punkt 12. Udvalget var enigt (se nr. 4). [2]\n\nI alt 12. juni.",
    ],
)
def test_what_is_settled_while_the_text_comes_is_so_in_the_whole(text: str) -> None:
    whole = written_sentences(text)
    for end in range(len(text) + 1):
        settled = written_sentences(text[:end], whole=False)
        assert settled == whole[: len(settled)]
    assert len(written_sentences(f"{text}\nEn linje til, som er begyndt", whole=False)) == len(
        whole
    )


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


def test_a_refusal_is_not_worded_by_the_model(ravnsund: Assistant, server: ModelServer) -> None:
    """It may only be asked for other words to search for, and sees the question alone."""
    model = LanguageModel(server.url, "m")
    server.text = "Byrådet mener meget [1]."
    answer = Assistant(ravnsund.archive, model).ask("Hvad mener byrådet om Gaza?")
    assert not answer.answered
    assert [json.loads(r["messages"][1]["content"].split("\n")[1]) for r in server.requests] == [
        {"before": [], "question": "Hvad mener byrådet om Gaza?"}
    ]


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
