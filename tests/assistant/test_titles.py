"""Which agenda items are steps of one case: by how its number is written, or by what their titles share."""

from __future__ import annotations

from datetime import date

import pytest

from assistant.assistant import Assistant
from assistant.wording.titles import is_same_case
from index.danish.analysis import Token
from index.types import DocumentKind, HeldItem
from tests.assistant.minutes import assistant_of

COMMON = {"ny", "anlægsbevilling", "evaluering", "evalu", "forsøg", "status", "skol"}


def _idf(token: Token) -> float:
    return 1.0 if token.stem in COMMON else 6.0


def _item(title: str, case_number: str | None = None) -> HeldItem:
    return HeldItem(
        1, "a.txt", DocumentKind.MINUTES, "Byrådet", date(2021, 1, 1), "1", title, case_number,
        True, (), None,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (("Salg af møllen", "21/733"), ("Brandsikring", "21/733")),
        (("Salg af møllen", "21/733"), ("Møllen - ny køber", "EMN-2021-000733")),
        (
            ("Dige ved Lyngby Havn: tidsplan", None),
            ("Dige ved Lyngby Havn - valg af løsning", None),
        ),
        (("Forsøg med natbus til skoven", None), ("Natbus til skoven - evaluering", None)),
    ],
)
def test_items_of_one_case_are_told(
    one: tuple[str, str | None], other: tuple[str, str | None]
) -> None:
    assert is_same_case(_item(*one), _item(*other), _idf)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (("Salg af møllen", "21/0733"), ("Brandsikring", "2021-00733")),
        (("Ny skole i Lyngby, anlægsbevilling", None), ("Nyt bad i Lyngby, anlægsbevilling", None)),
        (("Tag på Lyngby Skole", None), ("Tag på Skovby Skole", None)),
        (("Vinterregnskab for vejene 2020", None), ("Vinterregnskab for vejene 2021", None)),
        (("Orientering fra formanden", None), ("Orientering fra formanden", None)),
    ],
)
def test_siblings_and_strangers_are_not(
    one: tuple[str, str | None], other: tuple[str, str | None]
) -> None:
    assert not is_same_case(_item(*one), _item(*other), _idf)


_HEAD = "Referat fra mødet i {body} den {day}\n\n"
_HELD = {
    "a.txt": _HEAD.format(body="Teknisk Udvalg", day="3. marts 2021")
    + "1. Dige ved havnen\nSagsnr.: 20/4410\nSagsfremstilling\nDer er brug for et dige.\n"
    "Beslutning\nAnbefales godkendt.\n\n2. Cykelsti\nSagsnr.: 20/17\nBeslutning\nGodkendt.\n",
    "b.txt": _HEAD.format(body="Byrådet", day="24. marts 2021")
    + "1. Dige ved havnen\nSagsnr.: EMN-2020-004410\nSagsfremstilling\nEt udvalg anbefaler et dige.\n"
    "Beslutning\nGodkendt.\n\n2. Regnskab\nSagsnr.: 2020-0017\nBeslutning\nGodkendt.\n",
}
held = assistant_of(_HELD)


@pytest.mark.parametrize("number", ["20/4410", "EMN-2020-004410", "2020-4410"])
def test_a_course_holds_the_steps_of_a_case_that_two_systems_number(
    held: Assistant, number: str
) -> None:
    assert [step.body for step in held.course(number)] == ["Teknisk Udvalg", "Byrådet"]


def test_another_case_of_a_like_number_is_not_in_it(held: Assistant) -> None:
    assert [step.item.title for step in held.course("20/17")] == ["Cykelsti"]
