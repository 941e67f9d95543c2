"""What stands below a line, and whether it tells what became of an item."""

from __future__ import annotations

import re
from collections.abc import Sequence

from index.parsing.text.headings import decides, heading_of, is_outcome, tells_of_before
from index.parsing.text.lines import TextLine

_BECAME = (
    r"(?:\S+ )?(?:vedtaget|godkendt|tiltrådt|forkastet|nedstemt|ændret|afvist|udsat|anbefalet"
    r"|trukket|fulgt|(?:tilbage|over)?sendt)"
)
_DECIDED = re.compile(
    r"(?:Et (?:enigt |stort )?(?:flertal|mindretal|udvalg|råd|byråd)|Flertallet|Enstemmigt|Udskudt|Besluttet|Henvist"
    r"|(?:Sagen (?:blev |er )?)?(?:[Tt]ilbage|[Oo]ver|[Vv]idere)?[Ss]end(?:es|t)|Anbefale[st]|Tiltrædes|Indstilles"
    r"|Som (?:foreslået|indstillet|anbefalet)|Taget af dagsordenen|Godkendes|Bortfaldet|Stemt om"
    r"|For (?:stemte|indstillingen|forslaget)"
    r"|(?:Forslaget|Indstillingen|\S+s (?:forslag|indstilling|anbefaling)|Det \S+ forslag)\b[^.]{0,60}"
    rf" (?:blev |er |bliver )?{_BECAME}\b)"
)


# "Udvalget ønsker", "Et enigt byråd støtter": under a label of its own a body speaks for itself.
_SPEAKS = re.compile(
    r"(?:Et (?:enigt |samlet )?[a-zæøå]*(?:udvalg|råd|nævn)|[A-ZÆØÅ][a-zæøå]*(?:udvalget|rådet|bestyrelsen|nævnet)"
    r"|Udvalget|Rådet|Nævnet|Bestyrelsen|Vi) (?:ønske(?:r|de)|støtte(?:r|de)|følger|fulgte|fastholder|fastholdt"
    r"|ændre(?:r|de)|beder|bad|siger|sagde|foretrækker|foretrak|afsætter|afsatte|vælger|takke(?:r|de)"
    r"|kan (?:ikke )?(?:støtte|tilslutte|tiltræde)|(?:er|var) (?:enig|positiv|imod|indforstået)\w*)\b"
)

# Which item or which part of it: "Punkt 4: Godkendt.".
_OF_ITEM = re.compile(
    r"^(?i:ad|pkt\.?|punkt(?:erne)?)\s?\d{1,3}(?:\s?(?:[-–,]|og)\s?\d{1,3})*\s?:\s+"
)


def says_outcome(text: str) -> bool:
    """Whether a text begins with what became of an item.

    >>> says_outcome("Anbefales over for Byrådet."), says_outcome("Anlægget er fra 1998.")
    (True, False)
    >>> says_outcome("Punkt 12: Godkendt."), says_outcome("Pkt. 1-2: Udsat.")
    (True, True)
    """
    text = _OF_ITEM.sub("", text)
    if tells_of_before(text):
        return False
    is_told = is_outcome(text, alone=False) or decides(text)
    return is_told or bool(_DECIDED.match(text) or _SPEAKS.match(text))


# "Udvalget: Fulgte indstillingen.", "Byrådet: Anbefaler planen.": the body before the colon did it.
_DOES = re.compile(
    r"(?:(?:Følger|Fulgte|Indstille(?:r|de)|Anbefale(?:r|de)|Godkend(?:er|te)|Tiltræder|Tiltrådte|Vedtager|Vedtog"
    r"|Beslutte(?:r|de)|Udsætter|Udsatte|Afvise?(?:r|te)|Afslår|Afslog|Forkaste(?:r|de)|Bevilge(?:r|de)|Drøfte(?:r|de)"
    r"|Imødekommer|Imødekom|Støtte(?:r|de)|Fastholder|Fastholdt|Oversend(?:er|te)|Tilbagesend(?:er|te)|Vælger|Valgte"
    r"|Udpege(?:r|de)|Beder|Bad|Ønske(?:r|de)|Bemyndige(?:r|de)|Tog|Tager|Kan (?:ikke )?(?:tiltræde|støtte|anbefale"
    r"|godkende))\b|Enige?\b|Ingen bemærkninger)"
)


def says_what_body_did(text: str) -> bool:
    """Whether a text behind a body's name and a colon tells an outcome, or what the body does with it.

    >>> says_what_body_did("Fulgte indstillingen."), says_what_body_did("Studietur til Malmö.")
    (True, False)
    """
    return says_outcome(text) or bool(_DOES.match(text))


# Of a text so many lines tell how it begins.
_SEEN_LINES = 3


def text_below(lines: Sequence[TextLine], index: int) -> str:
    """How the text below a line begins, "" where another heading stands there."""
    seen: list[str] = []
    for line in lines[index + 1 : index + 1 + _SEEN_LINES]:
        if (seen and line.gap_before) or line.level is not None or heading_of(line.text):
            break
        seen.append(line.text)
    return " ".join(seen)


def begins_paragraph(lines: Sequence[TextLine], index: int) -> bool:
    """Whether a paragraph may begin on the line."""
    line = lines[index]
    if index == 0 or line.gap_before or line.starts_page or line.level is not None:
        return True
    above = lines[index - 1]
    return above.level is not None or above.text.endswith((".", "!", "?", ":", ")"))
