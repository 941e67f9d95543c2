"""The server remembers a bounded conversation."""

from __future__ import annotations

from ui.conversation import MAX_EXCHANGES, MAX_TURNS, Conversation, Exchange


def conversation(exchanges: int) -> Conversation:
    made = Conversation()
    for _ in range(exchanges):
        number = made.next_number
        made = made.with_exchange(
            Exchange(number, f"Spørgsmål {number}?", f"Svar {number}.", "", "")
        )
    return made


def test_turns_are_told_oldest_first() -> None:
    turns = conversation(2).turns()
    assert [(t.role, t.content) for t in turns] == [
        ("user", "Spørgsmål 1?"),
        ("assistant", "Svar 1."),
        ("user", "Spørgsmål 2?"),
        ("assistant", "Svar 2."),
    ]


def test_only_the_latest_turns_are_told_and_kept() -> None:
    long = conversation(MAX_EXCHANGES + 5)
    assert len(long.exchanges) == MAX_EXCHANGES
    assert len(long.turns()) == MAX_TURNS
    assert long.turns()[-1].content == f"Svar {MAX_EXCHANGES + 5}."


def test_numbers_are_never_used_again() -> None:
    assert conversation(MAX_EXCHANGES + 5).next_number == MAX_EXCHANGES + 6
