"""A house beside, votes without names, plans of a year before, and lamps for Christmas lights are no answers."""

from __future__ import annotations

import pytest

from assistant.assistant import Assistant
from tests.assistant.minutes import assistant_of

_MINUTES = """Referat
Klintø Byråd
Møde den 11. juni 2022

1. Fuglekasser ved Kirsebærgade 12-16
Sag 22/401
Sagsfremstilling
Ejeren af Kirsebærgade 12-16 ønsker fuglekasser på gavlen.
Kommunen ventes i 2024 at bruge 31.000 kr. på fuglekasser.

Beslutning
Ejeren af Kirsebærgade 12-16 får lov til fuglekasser på gavlen. For stemte 11, imod stemte 4.

2. Gadebelysning i Kildeby
Sag 22/402
Sagsfremstilling
Belysningen i Kildeby koster 84.000 kr. om året.

Beslutning
Godkendt.
"""

klinten = assistant_of({"2022-06-11.txt": _MINUTES})


@pytest.mark.parametrize(
    ("told", "untold"),
    [
        (
            "Får ejeren af Kirsebærgade 14 lov til fuglekasser på gavlen?",
            "Får ejeren af Kirsebærgade 20 lov til fuglekasser på gavlen?",
        ),
        (
            "Hvor mange stemte imod fuglekasser ved Kirsebærgade?",
            "Hvilke medlemmer stemte imod fuglekasser ved Kirsebærgade?",
        ),
        (
            "Hvor mange penge ventes kommunen at bruge på fuglekasser i 2024?",
            "Hvor mange penge brugte kommunen på fuglekasser i 2024?",
        ),
        ("Hvad koster belysning i Kildeby?", "Hvad koster julebelysning i Kildeby?"),
    ],
)
def test_the_like_of_it_is_not_told(klinten: Assistant, told: str, untold: str) -> None:
    assert klinten.ask(told).answered
    assert not klinten.ask(untold).answered
