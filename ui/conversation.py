"""A conversation as the server remembers it; nothing a browser sends is believed to be one."""

from __future__ import annotations

import secrets
import threading
import time
from collections import OrderedDict
from dataclasses import dataclass, field

from assistant.types import Citation, Turn

# What the assistant is told of the past; it looks back four questions.
MAX_TURNS = 20
# What is kept on the page. An exchange with its sources is about 30 kB of HTML.
MAX_EXCHANGES = 30
# Conversations in memory; the one used longest ago goes first.
MAX_CONVERSATIONS = 500
_FRESH_S = 2.0


@dataclass(frozen=True, slots=True)
class Exchange:
    """A question and its answer: as texts, and as the HTML that shows them.

    `addresses` are where the citations stand, "" for one that has been deleted.
    """

    number: int
    question: str
    answer: str
    message: str
    sources: str
    citations: tuple[Citation, ...] = ()
    addresses: tuple[str, ...] = ()
    answered_at: float = field(default_factory=time.monotonic)


@dataclass(frozen=True, slots=True)
class Conversation:
    """Exchanges, oldest first. Numbers go on when the oldest are forgotten.

    `key` is a secret that only the one who asked has; "" before the first question.
    """

    exchanges: tuple[Exchange, ...] = ()
    key: str = ""

    @property
    def next_number(self) -> int:
        """The number of the exchange to come."""
        return self.exchanges[-1].number + 1 if self.exchanges else 1

    def is_fresh(self) -> bool:
        """Whether the latest answer came a moment ago."""
        return bool(self.exchanges) and time.monotonic() - self.exchanges[-1].answered_at < _FRESH_S

    def with_exchange(self, exchange: Exchange) -> Conversation:
        """The conversation gone on by one exchange."""
        key = self.key or secrets.token_urlsafe(16)
        return Conversation((*self.exchanges, exchange)[-MAX_EXCHANGES:], key)

    def exchange(self, number: int) -> Exchange | None:
        """The exchange with this number, None when it is forgotten or never was."""
        return next((e for e in self.exchanges if e.number == number), None)

    def turns(self) -> list[Turn]:
        """The latest turns as the assistant wants them, oldest first."""
        turns = [
            turn
            for exchange in self.exchanges
            for turn in (Turn("user", exchange.question), Turn("assistant", exchange.answer))
        ]
        return turns[-MAX_TURNS:]


class Conversations:
    """The conversations under way by their keys, in memory only. May be used from many threads."""

    def __init__(self, most: int = MAX_CONVERSATIONS) -> None:
        self._most = most
        self._lock = threading.Lock()
        self._kept: OrderedDict[str, Conversation] = OrderedDict()

    def keep(self, conversation: Conversation) -> None:
        """Remember it as it is now."""
        with self._lock:
            self._kept[conversation.key] = conversation
            self._kept.move_to_end(conversation.key)
            while len(self._kept) > self._most:
                self._kept.popitem(last=False)

    def find(self, key: str) -> Conversation | None:
        """The conversation with this key."""
        with self._lock:
            return self._kept.get(key)

    def forget(self, key: str) -> None:
        """Let go of it."""
        with self._lock:
            self._kept.pop(key, None)
