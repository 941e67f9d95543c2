"""When something was decided is not told by the date of another decision."""

from __future__ import annotations

from assistant.assistant import Assistant
from tests.assistant.minutes import assistant_of

_MINUTES = """Mosevig Kommune
Referat
Byrådet
Møde den 4. juni 2024

1. Lokalplan 77 for Tangvej – endelig vedtagelse
Sagsfremstilling
Området er omfattet af lokalplan 12. Siden lokalplanens vedtagelse i 1990 er der bygget otte huse.
Lokalplan 12 blev vedtaget den 3. maj 1990.
Beslutning
Sendes til Teknisk Udvalg til fornyet behandling.
"""


mosevig = assistant_of({"2024-06-04.txt": _MINUTES})


def test_another_plans_year_is_not_this_plans(mosevig: Assistant) -> None:
    answer = mosevig.ask("Hvornår vedtog byrådet lokalplan 77?")
    assert answer.text.startswith("Jeg har ikke fundet en endelig beslutning")


def test_a_dated_decision_is_told_with_what_became_of_the_case(mosevig: Assistant) -> None:
    answer = mosevig.ask("Hvornår blev lokalplan 12 vedtaget?")
    assert "3. maj 1990" in answer.text.split("Jeg har ikke fundet")[0]
