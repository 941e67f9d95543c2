from __future__ import annotations

import pytest

from assistant.question.polar import is_polar


@pytest.mark.parametrize(
    "text",
    [
        "Lukker de svømmehallen?",
        "er der stadig mørkt på stien",
        "Jeg går tur hver aften. Er lyset tændt igen?",
        "Hej, kommer der en ny bro?",
        "Stemte Venstre for?",
        "Did they close the school?",
    ],
)
def test_the_verb_stands_first(text: str) -> None:
    assert is_polar(text)


@pytest.mark.parametrize(
    "text",
    [
        "Hvornår lukker de svømmehallen?",
        "Er der stadig mørkt? Hvem kan jeg ringe til?",
        "Takster for havnen",
        "Efter den nye plan, hvor mange boliger bliver der?",
        "When did they close the school?",
        "",
    ],
)
def test_what_asks_for_more_than_yes_or_no(text: str) -> None:
    assert not is_polar(text)
