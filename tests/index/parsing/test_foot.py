"""The foot of a web page that was copied with it is no part of the last item."""

from __future__ import annotations

import pytest

from index.parsing.passages import split_passages
from index.parsing.text.closed import without_closed_text
from tests.index.parsing.pages import parsed

_FRONT = "Referat\nHavneudvalget den 4. oktober 2021\n\n1. Ny mole\n\nBeslutning\n\nUdsat.\n\n"
_FEET = (
    "Elleby Kommune\nTorvet 3, 4999 Elleby\nTlf. 5599 1000   CVR 29 99 00 11\nTilgængelighedserklæring   Cookies",
    "Del denne side    Udskriv\nElleby Kommune, Torvet 3, Elleby    CVR 29990011\nÅbningstider  |  Cookies",
    "Udskriftsvenlig udgave\n\nElleby Kommune | Torvet 3 | 4999 Elleby | EAN-numre",
)


def _shown(text: str) -> str:
    minutes = without_closed_text(parsed(text))
    return " ".join(p.span.of(minutes.document.text) for p in split_passages(minutes))


@pytest.mark.parametrize("foot", _FEET)
def test_the_foot_of_a_page_is_said_in_no_item(foot: str) -> None:
    last = "2. Eventuelt\n\nBeslutning\n\nFraværende: Ane Dahl (A)\n\nIb Holm (C) spurgte til kajen.\n\n\n"
    minutes = parsed(_FRONT + last + foot)
    said = _shown(_FRONT + last + foot)
    assert "spurgte til kajen" in said
    assert "Elleby" not in said
    assert "Elleby" in minutes.noise[-1].of(minutes.document.text)


@pytest.mark.parametrize("foot", _FEET)
def test_a_closed_item_keeps_what_looks_like_a_foot_to_itself(foot: str) -> None:
    minutes = without_closed_text(parsed(f"{_FRONT}2. Lukket punkt: Forlig\n\nTilbud.\n\n\n{foot}"))
    assert "Elleby" not in minutes.document.text


@pytest.mark.parametrize(
    "said",
    [
        "Udvalget ønsker cookies på hjemmesiden fravalgt.\nElleby Kommune spørges igen.",
        "Torvet 3, 4999 Elleby\nHavnen 2, 4999 Elleby",
    ],
)
def test_what_is_said_last_is_no_foot(said: str) -> None:
    assert not parsed(f"{_FRONT}2. Eventuelt\n\nBeslutning\n\nUdsat.\n\n{said}").noise


@pytest.mark.parametrize("head", ["Relaterede sider", "Relateret indhold", "Læs også"])
def test_links_below_a_page_s_text_are_said_in_no_item(head: str) -> None:
    minutes = parsed(
        f"{_FRONT}2. Eventuelt\n\nIna spurgte til kajen.\n\n{head}\nVedtægter\nHøringssvar"
    )
    assert [minutes.noise[-1].of(minutes.document.text)] == [f"{head}\nVedtægter\nHøringssvar"]
