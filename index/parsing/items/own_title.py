"""The document's own title, where the file sets it as it sets the titles of its items."""

from __future__ import annotations

import re
from collections.abc import Sequence

from index.parsing.items.chains import ItemStart
from index.parsing.text.dates import find_dates
from index.parsing.text.headings import is_outcome
from index.parsing.text.lines import TextLine

# "Referat af dialogmøde mellem …", "Opsamling fra 3. møde", "Dialogmøde mellem Ungerådet og Byrådet".
_OF_MEETING = re.compile(
    r"(?i)(?:(?:\w+ )?(?:\w*referat|(?:beslutnings)?protokol|(?:møde)?notat|noter|opsamling|(?:møde)?dagsorden)"
    r"\s(?:af|fra|til|for|over|[-–])\s.*|(?:referat|opsamling|notat)\b.{0,40}\s)?"
    r"(?P<what>\w*møde(?:t|ts)?)\b(?P<rest>.*)"
)
# That of another meeting is an item's: "Referat fra sidste møde".
_ANOTHER = re.compile(
    r"(?i)\b(?:sidste|sidst|forrige|seneste|næste|kommende|tidligere|godkend\w*|orientering|forberedelse)\b"
)
_BETWEEN_BODIES = re.compile(r"(?i)\s(?:mellem|imellem)\s.+\sog\s")
# "Ungerådsmøde i Elleby Hal": a body's meeting, and where it was.
_BODYS = re.compile(
    r"(?i)\w+(?:råds|udvalgs|bestyrelses|nævns)møde(?:t)?(?:$|\s(?:i|på|nr|d|den|\d)\b)"
)
_SAYS_DAY = re.compile(
    r"(?i)(?:^|[\s,|])(?:man|tirs|ons|tors|fre|lør|søn)dag\b|^(?:mødedato|dato|hvornår|når|tid(?:spunkt)?)\b"
)
# So early in a document its title stands, and so near below it the day.
_OPENING, _NEAR = 6, 3


def without_own_title(lines: Sequence[TextLine], starts: Sequence[ItemStart]) -> list[ItemStart]:
    """Where items begin, without the document's title: it names a meeting whose day stands in or below it."""
    items = list(starts)
    if len(items) < 2 or items[0].number is not None or items[0].line >= _OPENING:
        return items
    first, second = items[:2]
    title = lines[first.title_line].text[first.title_offset :]
    above = lines[: first.line]
    below = lines[first.title_line + 1 : second.line][:_NEAR]
    if not _names_meeting(title) or any(find_dates(line.text) for line in above):
        return items
    is_dated = bool(find_dates(title)) or any(
        _SAYS_DAY.search(line.text) and find_dates(line.text) for line in below
    )
    if not is_dated or any(is_outcome(line.text) for line in below):
        return items
    return items[1:]


def _names_meeting(title: str) -> bool:
    match = _OF_MEETING.fullmatch(title)
    if match is None or _ANOTHER.search(title):
        return False
    is_of_kind = match.start("what") > 0
    return is_of_kind or bool(_BETWEEN_BODIES.match(match["rest"]) or _BODYS.match(title))
