"""How the numbers of a list are written: 4, d or iv."""

from __future__ import annotations

_ROMAN = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"),
    (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip
_LETTERS = 26
# Nobody writes larger ones.
_MAX_ROMAN = 4000


def written(count: int, form: str) -> str:
    """A count in a form as Word calls it; small or large letters, else figures.

    >>> [written(4, form) for form in ("decimal", "lowerLetter", "upperRoman")]
    ['4', 'd', 'IV']
    """
    said = str(count)
    if form.endswith("Letter") and count > 0:
        said = chr(ord("a") + (count - 1) % _LETTERS)
    if form.endswith("Roman") and 0 < count < _MAX_ROMAN:
        said = ""
        for value, sign in _ROMAN:
            said, count = said + sign * (count // value), count % value
    return said.upper() if form.startswith("upper") else said
