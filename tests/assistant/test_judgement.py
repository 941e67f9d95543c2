"""Whether the best item found is about what is asked at all."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from assistant.assistant import Assistant
from tests.assistant.minutes import assistant_over

_MINUTES = """Mosevig Kommune
Referat
Teknisk Udvalg
Møde den 4. juni 2024

1. Vedligehold af kommunens bygninger 2025 – anlægsbevilling
Sagsfremstilling
Der er afsat 1,2 mio. kr. til en samlet anlægssag om tage, vinduer og ventilation. Husene ligger
tæt, og arbejdet tegnes af kommunens egen arkitekt.
Beslutning
Godkendt.

2. Ombygning af Plejecenter Solgården
Sagsfremstilling
Plejecenteret får nyt køkken og to fællesrum. Beboerne flytter ikke ud imens.
Beslutning
Udvalget godkendte ombygningen.
"""


@pytest.fixture(scope="module")
def mosevig(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Assistant]:
    documents = {"2024-06-04.txt": _MINUTES}
    with assistant_over(tmp_path_factory.mktemp("mosevig"), documents) as assistant:
        yield assistant


@pytest.mark.parametrize("subject", ["letbanen", "vindmøller", "skaterbanen", "genbrugsstationen"])
def test_a_subject_that_no_word_is_near_is_not_answered(mosevig: Assistant, subject: str) -> None:
    answer = mosevig.ask(f"Hvad blev besluttet om {subject}?")
    assert not answer.answered


@pytest.mark.parametrize("subject", ["plejehjemmet", "plejecentret", "Solgården"])
def test_an_everyday_word_for_a_subject_is_answered(mosevig: Assistant, subject: str) -> None:
    answer = mosevig.ask(f"Hvad blev besluttet om {subject}?")
    assert answer.answered
    assert "godkendte ombygningen" in answer.text


@pytest.mark.parametrize("verb", ["behandlede", "drøftede", "godkendte"])
def test_what_is_done_with_a_case_is_no_part_of_its_subject(mosevig: Assistant, verb: str) -> None:
    assert mosevig.ask(f"Hvad {verb} udvalget om plejecentret?").answered


def test_the_course_of_another_case_is_not_told(mosevig: Assistant) -> None:
    answer = mosevig.ask("Hvad er status på cykelbroen over havnen ved biblioteket?")
    assert not answer.answered
