"""Talking to an OpenAI-compatible endpoint (Ollama, vLLM, llama.cpp, a cloud).

The only file that knows the client library, which is imported when a model is
asked for and not before.
"""

from __future__ import annotations

import asyncio
import os
import threading
from collections.abc import AsyncGenerator, Iterator, Sequence
from contextlib import aclosing, suppress
from dataclasses import dataclass, field
from queue import Empty, SimpleQueue
from typing import TYPE_CHECKING, cast

from index.errors import MinutesError

if TYPE_CHECKING:
    from openai.types.chat import ChatCompletionMessageParam

# A short answer; more is a model that has lost its way.
MAX_CHARACTERS = 6_000
# For the whole text, and for the first of it: a model that has to be loaded
# from a disk takes ten seconds or more before it says anything.
_DEFAULT_TIMEOUT_S = 30.0
_DEFAULT_FIRST_S = 20.0
# How soon a call that is stopped ends.
_LOOK_S = 0.05


class LanguageModelError(MinutesError):
    """The endpoint did not give a whole text; the message says why, without the key."""


@dataclass(frozen=True, slots=True)
class Message:
    """One message to the model; `role` is "system" or "user"."""

    role: str
    content: str


@dataclass(frozen=True)
class LanguageModel:
    """An endpoint and the model to ask there. The key is never shown.

    `timeout_s` is for the whole text, `first_s` for the first of it.
    """

    url: str
    model: str
    key: str = field(default="", repr=False)
    timeout_s: float = _DEFAULT_TIMEOUT_S
    first_s: float = _DEFAULT_FIRST_S

    def write(self, messages: Sequence[Message], timeout_s: float | None = None) -> str:
        """The whole text that the model writes.

        Raises:
            LanguageModelError: as in `stream`.
        """
        return "".join(self.stream(messages, timeout_s=timeout_s))

    def stream(
        self,
        messages: Sequence[Message],
        stop: threading.Event | None = None,
        timeout_s: float | None = None,
    ) -> Iterator[str]:
        """The text in pieces as they come. Setting `stop`, or closing this, ends the call at once.

        Raises:
            LanguageModelError: the endpoint cannot be reached, refuses, is too slow, was
                stopped, or ended in the middle of the text or beyond MAX_CHARACTERS.
        """
        whole_s = self.timeout_s if timeout_s is None else min(timeout_s, self.timeout_s)
        call = _Call(self, messages, whole_s)
        call.start()
        try:
            while True:
                if stop is not None and stop.is_set():
                    raise LanguageModelError(f"The call to {self.url} was stopped.")
                try:
                    piece = call.pieces.get(timeout=_LOOK_S)
                except Empty:
                    continue
                if piece is None:
                    return
                if isinstance(piece, LanguageModelError):
                    raise piece
                yield piece
        finally:
            call.left.set()


class _Call(threading.Thread):
    """One request, in a thread and a loop of its own: a blocking read could not be stopped.

    `pieces` are the text, then a None, or an error. Set `left` and nobody waits for them.
    """

    def __init__(self, model: LanguageModel, messages: Sequence[Message], whole_s: float) -> None:
        super().__init__(name="language-model", daemon=True)
        self.pieces: SimpleQueue[str | LanguageModelError | None] = SimpleQueue()
        self.left = threading.Event()
        self._model = model
        self._messages = messages
        self._whole_s = whole_s

    def run(self) -> None:
        """Put the text into `pieces`."""
        try:
            # Half a second or more, which is not the endpoint's; and most archives have no model.
            import openai  # noqa: F401, PLC0415

            asyncio.run(self._until_left())
        except LanguageModelError as error:
            self.pieces.put(error)
        except TimeoutError:
            self.pieces.put(
                LanguageModelError(f"The language model at {self._model.url} is too slow.")
            )
        except Exception as error:
            # The library lets JSON and transport errors of its own dependencies through.
            self.pieces.put(self._failure(error))
        else:
            self.pieces.put(None)

    def _failure(self, error: Exception) -> LanguageModelError:
        status = getattr(error, "status_code", None)
        reason = f"HTTP {status}" if status else type(error).__name__
        failure = LanguageModelError(f"The language model at {self._model.url} failed: {reason}.")
        failure.__cause__ = error
        return failure

    async def _until_left(self) -> None:
        reading = asyncio.create_task(self._read())
        while not reading.done() and not self.left.is_set():
            await asyncio.wait({reading}, timeout=_LOOK_S)
        # What was left is closed, and its end told to nobody.
        reading.cancel()
        with suppress(asyncio.CancelledError):
            await reading

    async def _read(self) -> None:
        size, finish = 0, None
        async with asyncio.timeout(self._whole_s):
            for_the_first = asyncio.timeout(self._model.first_s)
            async with aclosing(self._chunks()) as chunks, for_the_first:
                async for text, reason in chunks:
                    finish = reason or finish
                    size += len(text)
                    if text:
                        for_the_first.reschedule(None)
                        self.pieces.put(text)
                    if size > MAX_CHARACTERS:
                        raise LanguageModelError(f"{self._model.url} does not stop writing.")
        if finish != "stop" or not size:
            raise LanguageModelError(f"{self._model.url} ended before the text did.")

    async def _chunks(self) -> AsyncGenerator[tuple[str, str | None]]:
        """Each piece of text, and why it was the last if it was."""
        import openai  # noqa: PLC0415

        model = self._model
        # An endpoint of one's own often wants no key, the client library always does.
        async with openai.AsyncOpenAI(
            base_url=model.url, api_key=model.key or "none", timeout=self._whole_s, max_retries=0
        ) as client:
            stream = await client.chat.completions.create(
                model=model.model,
                messages=cast(
                    "list[ChatCompletionMessageParam]",
                    [{"role": m.role, "content": m.content} for m in self._messages],
                ),
                temperature=0,
                stream=True,
            )
            async with stream:
                async for chunk in stream:
                    for choice in chunk.choices[:1]:
                        yield choice.delta.content or "", choice.finish_reason


def language_model(url: str | None = None, model: str | None = None) -> LanguageModel | None:
    """The endpoint that is asked for, here or in REFERATSVAR_LLM_URL and _MODEL; None for none.

    The key is only taken from REFERATSVAR_LLM_KEY: an argument could be read by others.

    Raises:
        LanguageModelError: there is an address but no model's name, or a time that is none.
    """
    url = url or os.environ.get("REFERATSVAR_LLM_URL")
    model = model or os.environ.get("REFERATSVAR_LLM_MODEL")
    if not url:
        return None
    if not model:
        raise LanguageModelError(
            f"Which model at {url}? Name it with --llm-model or REFERATSVAR_LLM_MODEL."
        )
    return LanguageModel(
        url,
        model,
        os.environ.get("REFERATSVAR_LLM_KEY", ""),
        _seconds("REFERATSVAR_LLM_TIMEOUT_S", _DEFAULT_TIMEOUT_S),
        _seconds("REFERATSVAR_LLM_FIRST_S", _DEFAULT_FIRST_S),
    )


def _seconds(variable: str, default: float) -> float:
    given = os.environ.get(variable)
    try:
        seconds = float(given) if given else default
    except ValueError:
        seconds = 0.0
    if not seconds > 0:
        raise LanguageModelError(f"{variable} must be a number of seconds, not {given!r}.")
    return seconds
