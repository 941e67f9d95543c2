"""Talking to an OpenAI-compatible endpoint (Ollama, vLLM, llama.cpp, a cloud).

The only file that knows the client library, which is imported when a model is
asked for and not before.
"""

from __future__ import annotations

import os
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, cast

from index.errors import MinutesError

if TYPE_CHECKING:
    from openai.types.chat import ChatCompletionMessageParam

# A short answer; more is a model that has lost its way.
MAX_CHARACTERS = 6_000
_DEFAULT_TIMEOUT_S = 30.0


class LanguageModelError(MinutesError):
    """The endpoint did not give a text; the message says why, without the key."""


@dataclass(frozen=True, slots=True)
class Message:
    """One message to the model; `role` is "system" or "user"."""

    role: str
    content: str


@dataclass(frozen=True, slots=True)
class Written:
    """What the model wrote; not `whole` when it was cut off."""

    text: str
    whole: bool


@dataclass(frozen=True)
class LanguageModel:
    """An endpoint and the model to ask there. The key is never shown."""

    url: str
    model: str
    key: str = field(default="", repr=False)
    timeout_s: float = _DEFAULT_TIMEOUT_S

    def write(self, messages: Sequence[Message]) -> Written:
        """What the model writes, streamed so that a deadline can be kept.

        Raises:
            LanguageModelError: it cannot be reached, refuses, or takes longer than `timeout_s`.
        """
        import openai  # noqa: PLC0415 - half a second, and most archives have no model

        # An endpoint of one's own often wants no key, the client library always does.
        client = openai.OpenAI(
            base_url=self.url, api_key=self.key or "none", timeout=self.timeout_s, max_retries=0
        )
        deadline = time.monotonic() + self.timeout_s
        parts: list[str] = []
        finish: str | None = None
        try:
            stream = client.chat.completions.create(
                model=self.model,
                messages=cast(
                    "list[ChatCompletionMessageParam]",
                    [{"role": m.role, "content": m.content} for m in messages],
                ),
                temperature=0,
                stream=True,
            )
            with stream:
                for chunk in stream:
                    for choice in chunk.choices[:1]:
                        parts.append(choice.delta.content or "")
                        finish = choice.finish_reason or finish
                    if time.monotonic() > deadline:
                        raise LanguageModelError(f"{self.url} took longer than {self.timeout_s} s.")
                    if sum(map(len, parts)) > MAX_CHARACTERS:
                        break
        except LanguageModelError:
            raise
        except Exception as error:
            # The library lets JSON and transport errors of its own dependencies through.
            raise LanguageModelError(
                f"The language model at {self.url} failed: {type(error).__name__}."
            ) from error
        finally:
            client.close()
        return Written("".join(parts), finish == "stop")


def language_model(
    url: str | None = None, model: str | None = None, key: str | None = None
) -> LanguageModel | None:
    """The endpoint that is asked for, here or in REFERATSVAR_LLM_URL, _MODEL and _KEY; None for none.

    Raises:
        LanguageModelError: there is an address but no model's name.
    """
    url = url or os.environ.get("REFERATSVAR_LLM_URL")
    model = model or os.environ.get("REFERATSVAR_LLM_MODEL")
    if not url:
        return None
    if not model:
        raise LanguageModelError(
            f"Which model at {url}? Name it with --llm-model or REFERATSVAR_LLM_MODEL."
        )
    timeout_s = float(os.environ.get("REFERATSVAR_LLM_TIMEOUT_S") or _DEFAULT_TIMEOUT_S)
    return LanguageModel(url, model, key or os.environ.get("REFERATSVAR_LLM_KEY", ""), timeout_s)
