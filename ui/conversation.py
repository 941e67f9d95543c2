"""A conversation as the server remembers it; nothing a browser sends is believed to be one."""

from __future__ import annotations

from dataclasses import dataclass

from assistant.types import Turn

# What the assistant is told of the past; it looks back four questions.
MAX_TURNS = 20
# What is kept on the page. An exchange with its sources is about 30 kB of HTML.
MAX_EXCHANGES = 30


@dataclass(frozen=True, slots=True)
class Exchange:
    """A question and its answer: as texts, and as the HTML that shows them."""

    number: int
    question: str
    answer: str
    message: str
    sources: str


@dataclass(frozen=True, slots=True)
class Conversation:
    """Exchanges, oldest first. Numbers go on when the oldest are forgotten."""

    exchanges: tuple[Exchange, ...] = ()

    @property
    def next_number(self) -> int:
        """The number of the exchange to come."""
        return self.exchanges[-1].number + 1 if self.exchanges else 1

    def with_exchange(self, exchange: Exchange) -> Conversation:
        """The conversation gone on by one exchange."""
        return Conversation((*self.exchanges, exchange)[-MAX_EXCHANGES:])

    def turns(self) -> list[Turn]:
        """The latest turns as the assistant wants them, oldest first."""
        turns = [
            turn
            for exchange in self.exchanges
            for turn in (Turn("user", exchange.question), Turn("assistant", exchange.answer))
        ]
        return turns[-MAX_TURNS:]
