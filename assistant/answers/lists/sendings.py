"""Whether a decision sends a case to a body, and not to one whose longer name holds its name."""

from __future__ import annotations

import re
from collections.abc import Iterable

from assistant.cases.course import Step
from assistant.wording.patterns import each_match

_TABLE = "lists.tsv"
# "Sendt til udvalg" is to any committee.
_ANY_COMMITTEE = re.compile(
    r"(?i)(?:(?:et|de|andre|politiske) )*(?:fag)?udvalg(?:et|ene)?(?: til behandling)?"
)
_COMMITTEE = re.compile(r"(?i)\w*udvalg(?:et)?\b")


def is_sent_to(step: Step, receiver: str | None, bodies: Iterable[str]) -> bool:
    """Whether a sentence of the decision sends the item to the receiver itself."""
    return receiver is None or any(sends_to(p.text, receiver, bodies) for p in step.decision)


def sends_to(text: str, receiver: str, bodies: Iterable[str] = ()) -> bool:
    """Whether what is sent goes to the receiver, not to a body whose longer name holds that name.

    >>> sends_to("Sagen sendes til Kulturudvalget og Byrådet.", "Byrådet")
    True
    >>> sends_to("Sendes til Kulturafdelingen, tilbagesendt via Byrådet.", "Byrådet")
    False
    """
    if _ANY_COMMITTEE.fullmatch(receiver):
        sent_objects = each_match(_TABLE, "sent_object", " ".join(text.split()))
        return any(_COMMITTEE.search(sent["object"]) for sent in sent_objects)
    words = [re.escape(word) for word in receiver.split()]
    words[-1] = re.sub(r"(?i)(?<=\w{4})(?:et|en)$", "", words[-1]) + "(?:et|en)?"
    name = re.compile(rf"(?i)(?:^|(?:,|\bog|\bsamt) ){' '.join(words)}(?![\w-])(?! (?:for|in)\b)")
    longer = [b.lower() for b in bodies if name.match(b) and len(b.split()) > len(words)]
    for sent in each_match(_TABLE, "sent_object", " ".join(text.split())):
        match = name.search(sent.group("object"))
        if match and not any(body in sent.group("object").lower() for body in longer):
            return True
    return False
