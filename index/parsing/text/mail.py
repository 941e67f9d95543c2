"""The header of a mail that minutes were sent in: its lines are nobody's sections."""

from __future__ import annotations

import re
from collections.abc import Sequence

_LINE = re.compile(
    r"(?i)[*_]*(?P<label>fra|from|afsender|til|to|modtagere?|cc|bcc|kopi(?: til)?|sendt|sent|dato|date|emne|subject"
    r"|vedr|vedhæft(?:et|ede filer|ede|ninger)|attachments|prioritet|vigtighed|importance|svar til|reply-to)[*_]*\s*:"
)
# Who sent it; and with it to whom, when or what about.
_SENDER, _MIN_LINES = frozenset({"fra", "from", "afsender"}), 3


def mail_headers(texts: Sequence[str]) -> list[tuple[int, int]]:
    """The lines that are headers of mails, as ranges.

    >>> mail_headers(["Fra: Ane Dahl", "Til: Rådet", "Emne: Referat", "Vedhæftet: Plan.docx", "Kære alle"])
    [(0, 4)]
    >>> mail_headers(["Fra: kl. 17", "Til: kl. 19", "Sted: Havnen"])
    []
    """
    found, start = [], 0
    while start < len(texts):
        end, labels = start, set[str]()
        while end < len(texts) and (match := _LINE.match(texts[end])):
            labels.add(match["label"].lower())
            end += 1
        if len(labels) >= _MIN_LINES and labels & _SENDER:
            found.append((start, end))
        start = max(end, start + 1)
    return found
