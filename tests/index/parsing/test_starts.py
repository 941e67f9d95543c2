"""Where items begin when numbers, rules or typography tell it in a way of the document's own."""

from __future__ import annotations

from index.parsing.passages import split_passages
from index.types import Minutes
from tests.index.parsing.pages import parsed

_FRONT = "Referat\nHavneudvalget den 4. oktober 2021\n"


def _told(minutes: Minutes) -> list[tuple[str | None, str | None]]:
    return [(item.number, item.title) for item in minutes.items]


def _shown(minutes: Minutes) -> str:
    return " ".join(p.span.of(minutes.document.text) for p in split_passages(minutes))


_DOTS = "." * 60


def test_dotted_rules_around_titles_are_no_table_of_contents() -> None:
    text = (
        f"{_DOTS}\n41. DAGSORDEN\n{_DOTS}\n\nGodkendt.\n\n"
        f"{_DOTS}\n42. NY MOLE\n{_DOTS}\nJ.nr. .....: 20/1893\nÅben/lukket ....: Åben\n\nMolen er fra 1912.\n\n"
        f"{_DOTS}\n43. SALG AF KRANEN\n{_DOTS}\nJ.nr. .....: 20/1894\nÅben/lukket ....: Lukket\n\nHemmeligt.\n\n"
        f"{_DOTS}\n44. EVENTUELT\n{_DOTS}\n\nIntet.\n"
    )
    minutes = parsed(f"{_FRONT}\n{text}")
    assert _told(minutes) == [
        ("41", "DAGSORDEN"),
        ("42", "NY MOLE"),
        ("43", "SALG AF KRANEN"),
        ("44", "EVENTUELT"),
    ]
    assert "Molen er fra 1912" in _shown(minutes)
    assert "Hemmeligt" not in _shown(minutes)


def test_a_table_of_contents_with_dots_is_still_one() -> None:
    leaders = "." * 45
    listed = f"1. Dagsorden {leaders} 2\n2. Ny mole {leaders} 2\n3. Kranen {leaders} 3\n4. Eventuelt {leaders} 4\n"
    text = (
        "1. Dagsorden\nGodkendt.\n2. Ny mole\nUdsat.\n3. Kranen\nGodkendt.\n4. Eventuelt\nIntet.\n"
    )
    minutes = parsed(f"{_FRONT}{listed}\n{text}")
    assert [number for number, _ in _told(minutes)] == ["1", "2", "3", "4"]
