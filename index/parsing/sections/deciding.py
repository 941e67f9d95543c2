"""How likely a sentence is to tell what this meeting decided, judged by its words and its place.

Minutes in running prose announce a decision with nothing but the sentence itself: "Rådet støtter
planen, men ...". No list of forms has them all, so facts about a sentence are weighed: its words,
how it begins, who does what (the body itself, another body, the administration, a person) and how
much of the item follows. The weights are those of a logistic regression with few weights, taught
by `python -m eval.deciding`.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Sequence, Set
from functools import cache
from importlib.resources import files
from itertools import pairwise

from index.danish.words import snowball_stem
from index.parsing.text.headings import decides, is_outcome, tells_of_before

WEIGHTS = "deciding_weights.tsv"

_WORD = re.compile(r"[^\W\d_](?:[\w'’/-]|\.(?=\w))*|\d[\d.,:/-]*|[:;?%§»()]")
_BODY = re.compile(
    r"(?i)[\w-]*?(?P<kind>udvalg|råd|bestyrelse|magistrat|nævn|kommission|forum|komité)"
    r"(?P<the>et|t|en|n)(?P<of>s)?$"
)
# Titles have a name without its article: "Elleby Ældreråd".
_BARE_BODY = re.compile(r"[\w-]*?(?P<kind>udvalg|råd|bestyrelse|magistrat|nævn|kommission)$")
_ARTICLES = {
    "udvalg": "et", "råd": "et", "nævn": "et", "bestyrelse": "n", "magistrat": "en", "kommission": "en",
}  # fmt: skip
_ADMINISTRATION = re.compile(
    r"(?i)^\w*(?:forvaltning|administration|direktion|direktør|sekretariat|afdeling|center|chef"
    r"|leder|kontor|stab|konsulent)(?:en|et|er|erne|ne|s|ens|ets)?$"
)
_MONTHS = frozenset(
    "januar februar marts april maj juni juli august september oktober november december".split()
)
_YEAR = re.compile(r"(?:19|20)\d\d[.,]?$")
# Classes of words; the names of persons and places say nothing.
_OWN, _BODY_ELSE, _OFFICE, _NAME = "<vi>", "<organ>", "<forvaltning>", "<navn>"
# Counts above these are one.
_FEW_WORDS, _FEW_AFTER = ((1, 3, 8, 20), (0, 1, 2, 5))
_MANY = "+"


def own_names(body: str | None) -> frozenset[str]:
    """What the meeting's body is called in its own minutes.

    >>> sorted(own_names("Børne- og Skoleudvalget")), sorted(own_names("Landsbyrådet Elleby"))
    (['skoleudvalget', 'udvalget'], ['landsbyrådet', 'rådet'])
    >>> sorted(own_names("Elleby Ældreråd"))
    ['rådet', 'ældrerådet']
    """
    found: set[str] = set()
    for word in (body or "").lower().split():
        bare = _BARE_BODY.match(word)
        match = _BODY.match(word + _ARTICLES[bare.group("kind")] if bare else word)
        if match:
            found |= {match.group(), match.group("kind") + match.group("the")}
    return frozenset(found)


def _classes(text: str, own: Set[str]) -> Iterator[str]:
    """The words of a sentence in small letters, those of some classes by their class."""
    words = _WORD.findall(text)
    for index, word in enumerate(words):
        low = word.lower()
        body = _BODY.match(low)
        if word[0].isdigit():
            yield "<år>" if _YEAR.match(word) else "<tal>"
        elif low in _MONTHS:
            yield "<måned>"
        elif body is not None:
            name = low.removesuffix("s") if body.group("of") else low
            is_own = name in own or (not own and name == body.group("kind") + body.group("the"))
            yield (_OWN if is_own else _BODY_ELSE) + (body.group("of") or "")
        elif _ADMINISTRATION.match(low):
            yield _OFFICE
        elif word[0].isupper() and (_is_within(words, index) or _begins_name(words, index)):
            yield _NAME
        else:
            yield low


def _is_within(words: Sequence[str], index: int) -> bool:
    """Whether a word stands where no sentence begins."""
    return index > 0 and words[index - 1] not in (":", "»", ")")


def _begins_name(words: Sequence[str], index: int) -> bool:
    """Whether another capital follows: "Ane Dahl"."""
    following = words[index + 1] if index + 1 < len(words) else ""
    return following[:1].isupper() and not _BODY.match(following)


def _bucket(count: int, bounds: Sequence[int]) -> str:
    return next((str(bound) for bound in bounds if count <= bound), _MANY)


# "Taget lappes", "Der gives"; so near the beginning it is the sentence's own verb.
_PASSIVE, _NEAR_SUBJECT = re.compile(r"(?!alles$|deres$)[a-zæøå]{3,}es$"), 4
# "Ad 2:", "12/3-09:", "a)" before what was decided.
_LABEL = re.compile(
    r"^(?:(?:[Aa]d\.?\s?)?\d[\d./-]*(?:\s?[-–]\s?\d+)?\s?[:).]|[Aa]d\s\d+|[a-hA-H]\))\s+(?=\S)"
)


def facts(sentence: str, own: Set[str], after: int) -> set[str]:
    """The facts about a sentence that are weighed; `after` sentences of the item follow it."""
    sentence = _LABEL.sub("", sentence)
    words = [w for w, last in _with_last(_classes(sentence, own)) if not w == last == _NAME]
    found = {f"ord {word}" for word in words}
    found |= {f"stamme {snowball_stem(word)}" for word in words if word[0].isalpha()}
    found |= {f"to {first} {second}" for first, second in pairwise(words)}
    for who, verb in pairwise(words):
        tense = _tense(verb)
        if tense and (who[0] == "<" or who == "vi"):
            found.add(f"hvem {who} {tense}")
    if words:
        found |= {f"først {words[0]}", f"først {_tense(words[0])}"}
        found.add(f"først {' '.join(words[:2])}")
    found.add(f"længde {_bucket(len(words), _FEW_WORDS)}")
    found.add(f"efter {_bucket(after, _FEW_AFTER)}")
    if any(_PASSIVE.match(word) for word in words[1:_NEAR_SUBJECT]):
        found |= {"passiv", f"passiv efter {_bucket(after, _FEW_AFTER)}"}
    if decides(sentence):
        found.add("form beslutter")
    if is_outcome(sentence, alone=False):
        found.add("form udfald")
    if tells_of_before(sentence):
        found.add("form tidligere")
    return found


def _with_last(words: Iterator[str]) -> Iterator[tuple[str, str]]:
    last = ""
    for word in words:
        yield word, last
        last = word


def is_of_others(sentence: str, own: Set[str]) -> bool:
    """Whether a sentence begins with what another body does.

    >>> is_of_others("Handicaprådet anbefaler i sit svar en rampe.", own_names("Teknisk Udvalg"))
    True
    """
    classes = (word for word in _classes(_LABEL.sub("", sentence), own))
    return next((word == _BODY_ELSE for word in classes if word != _NAME), False)


def _tense(word: str) -> str:
    """What the end of a word would be if it were a verb: present, past or passive."""
    for end in ("edes", "tes", "ede", "te", "es", "er", "r", "t"):
        if len(word) > len(end) + 1 and word.endswith(end):
            return f"-{end}"
    return ""


@cache
def _weights() -> dict[str, float]:
    lines = (files("index.parsing") / WEIGHTS).read_text("utf-8").splitlines()
    pairs = (line.split("\t") for line in lines if not line.startswith("#"))
    return {fact: float(weight) for fact, weight in pairs}


# Counts for every sentence.
ALWAYS = "altid"
# A sentence that is so likely to decide does; measured by `eval.deciding`.
ENOUGH = 0.5


def probability(sentence: str, own: Set[str], after: int) -> float:
    """How likely it is that what was decided begins with the sentence.

    >>> probability("Udvalget vedtog at vente.", frozenset({"udvalget"}), 0) > 0.5
    True
    >>> probability("Forvaltningen foreslår at vente.", frozenset({"udvalget"}), 3) < 0.1
    True
    """
    weights = _weights()
    total = weights.get(ALWAYS, 0.0) + sum(
        weights.get(f, 0.0) for f in sorted(facts(sentence, own, after))
    )
    return 1 / (1 + math.exp(-total))
