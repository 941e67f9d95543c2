"""Polar questions: those that ask for yes or no.

Danish asks them with the verb first (Hansen and Heltoft, Grammatik over det Danske Sprog, 2011,
on V1 sentences): "Lukker skolen i Lyngby?", "Er der stadig lukket?".
"""

from __future__ import annotations

import re

# What may stand before: "og", "hej", "min mor spørger:".
_BEFORE = r"(?:(?:og|men|så|hej|nå|okay|altså|spørgsmål)\b[\s,:!.]*)*"
_VERBS = (
    "er|var|bliver|blir|blev|har|havde|skal|skulle|kan|ka|kunne|må|måtte|vil|ville|får|fik|gør|gjorde"
    "|kommer|kom|går|gik|tør|bør|burde|mister|slipper|findes|stemte|fortsætter"
)
# Who or what does it, behind a verb that is none of those: no noun follows a noun so.
_SUBJECTS = (
    "jeg|du|han|hun|den|det|de|vi|i|man|der|alle|nogen|ingen"
    "|kommunen|byrådet|udvalget|min|mit|mine|vores|vort|jeres"
)
_NO_VERBS = "efter|under|over|eller|her|der|siden|aldrig|altid|hver|især|samt|ad|at|det|de|ude|inde|nede|oppe"
_POLAR = re.compile(
    rf"(?i)\W*{_BEFORE}(?:(?:{_VERBS})\s+\w|(?!(?:{_NO_VERBS})\b)\w+(?:r|te|de)\s+(?:{_SUBJECTS})\b"
    r"|(?:is|are|was|were|do|does|did|has|have|had|can|could|will|would|may|must|should)\s+\w)"
)
_SENTENCES = re.compile(r"[^.!?]*[^.!?\s][^.!?]*[.!?]*")


def is_polar(text: str) -> bool:
    """Whether a question asks for yes or no; of several sentences the last that is asked counts.

    >>> is_polar("Jeg bor ved havnen. Lukker I vejen?"), is_polar("Hvornår lukker I vejen?")
    (True, False)
    """
    sentences: list[str] = _SENTENCES.findall(text)
    asked = [s for s in sentences if s.endswith("?")] or sentences
    return bool(asked) and _POLAR.match(asked[-1]) is not None
