"""Closed items: how they are known, and that their text never gets further than here."""

from __future__ import annotations

import re
from dataclasses import replace

from index.parsing.case_numbers import case_number_of
from index.types import Document, Minutes, Redaction

# Behind closed doors, in the words seen. A title says so before or behind, a
# line below the title alone or behind a label ("Status: Lukket").
_CLOSED = (
    r"(?:lukket(?:\s+(?:sag|punkt|dagsordenspunkt|møde|behandling|del|dagsorden))?|(?:for|bag)\s+lukkede\s+døre"
    r"|ikke[- ](?:offentlige?t?|åbent?)(?:\s+(?:sag|punkt|dagsordenspunkt))?|fortroligt?(?:\s+(?:sag|punkt))?"
    r"|person(?:ale)?sag(?:er)?|i\s+lukket\s+møde)"
)
_BECAUSE = (
    r"(?:[\s,(]+(?:jf|jvf|jfr|i\s+henhold|efter|i\s+medfør|af\s+hensyn|kommunestyrelses|styrelses|§|stk)"
    r".{0,110})?"
)
CLOSED_TITLE = re.compile(
    rf"(?i)^{_CLOSED}\.?$"
    r"|^(?:lukket\s*(?:punkt|sag|dagsordenspunkt)?|fortroligt?(?:\s+(?:punkt|sag))?|personsag)\s*[:–-]\s*"
    rf"|^[(\[]\s*{_CLOSED}[^)\]]*[)\]]\s*[:–-]?\s*"
    rf"|\s*[(\[]\s*(?:(?:behandles|behandlet|punktet er)\s+)?{_CLOSED}[^)\]]*[)\]]\s*$"
    rf"|^(?-i:LUKKET)\s+(?=\S*(?-i:[a-zæøå]))|\s*[–,-]\s+(?:behandle[st]\s+)?{_CLOSED}\.?$"
)
CLOSED_LINE = re.compile(
    rf"(?i)(?:^|[\s:–-])[(\[]?(?:(?:punktet|sagen|dagsordenspunktet)\s+)?(?:(?:er|blev|bliver)\s+)?(?:behandle[st]\s+)?"
    rf"{_CLOSED}{_BECAUSE}[)\]]?\.?$"
    r"|^lukket[^:]{0,20}:\s*ja\b|^(?:åben|offentlig)[^:]{0,20}:\s*nej\b|^åben/lukket\s*:?\s*lukket"
)
OPEN_LINE = re.compile(
    r"(?i)(?:^|\s)(?<!ikke )[(\[]?åbent?(?:\s+(?:sag|punkt|dagsordenspunkt))?[)\]]?\.?$"
    r"|^[(\[]?offentligt?(?:\s+(?:sag|punkt|dagsordenspunkt))?[)\]]?\.?$"
    r"|^lukket[^:]{0,20}:\s*nej\b|^(?:åben|offentlig)[^:]{0,20}:\s*ja\b"
)
# "☒ Åben ☐ Lukket": the ticked one counts.
TICKED = re.compile(
    r"(?i)^(?=.*åben)(?=.*lukket).*(?:[☒☑✓✔■]|\[\s*x\s*\]|(?<!\w)x(?!\w))\s*(?P<said>åben|lukket)"
)
# A sentence that closes its item wherever it stands.
CLOSED_SENTENCE = re.compile(
    r"(?i)^(?:punktet|sagen|dagsordenspunktet)\s+(?:er|blev|bliver|behandles|skal)\b[^.]{0,30}\b(?:for\s+lukkede\s+døre|lukket(?:\s+punkt)?)"
    rf"{_BECAUSE}\.?$"
)


def without_closed_text(minutes: Minutes) -> Minutes:
    """The minutes with closed text blanked out, so that nothing can store or show it.

    Blanks take the place of the characters, so every offset stays right. Each
    page with closed text is counted among the document's redactions.
    """
    if not minutes.withheld:
        return minutes
    text = minutes.document.text
    for span in minutes.withheld:
        text = text[: span.start] + re.sub(r"\S", " ", span.of(text)) + text[span.end :]
    return replace(minutes, document=_with_text(minutes.document, text, _counted(minutes)))


def _counted(minutes: Minutes) -> tuple[Redaction, ...]:
    """The pages with more than the case number and marks that closed items may show."""
    document = minutes.document
    pages = {
        document.page_at(span.start + line.start())
        for span in minutes.withheld
        for line in re.finditer(r"[^\n\f]+", span.of(document.text))
        if _is_text(line.group().strip())
    }
    # The number of words is nobody's business; that there was text is.
    return tuple(Redaction(page, "closed", 1) for page in sorted(pages))


def _with_text(document: Document, text: str, counted: tuple[Redaction, ...]) -> Document:
    return Document(
        pages=tuple(text.split("\f")),
        headings=document.headings,
        running=document.running,
        redactions=(*document.redactions, *counted),
        unreadable_pages=document.unreadable_pages,
        recognised_pages=document.recognised_pages,
    )


def _is_text(line: str) -> bool:
    """Whether a line is more than a case number or the mark that closes the item."""
    return len(line.split()) > 2 and case_number_of(line) is None and not CLOSED_LINE.search(line)
