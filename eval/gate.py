"""Measures the gate on planted alterations of sentences that their sources say.

`python -m eval.gate --archive DIR` takes right sentences from the minutes held:
quotations, and the same worded with body, date and what was done. Each is
altered in one thing (a number, a date, a name, a body, a "not", what was done,
a detail that is invented), and the gate must strike what was altered and let
the right one pass. So must sentences that were put by hand as a model might
put them, right and wrong (`gate_sentences.tsv`), which is harder. Prints, by
kind, how many were caught, with 95 % intervals.
"""

from __future__ import annotations

import argparse
import random
import re
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from importlib.resources import files
from pathlib import Path

from assistant.language_model.gate import rule
from assistant.language_model.written import sentences_of
from assistant.types import Citation
from assistant.wording.patterns import holds
from eval.intervals import interval
from index.archive import Archive
from index.parsing.text.dates import danish_date
from index.types import Filters, HeldItem, Passage, SectionKind, Span

_SEED = 20260101
_RIGHT = "right"
_WORDS = range(6, 40)
_MONTHS = (
    "januar februar marts april maj juni juli august september oktober november december".split()
)
_DETAILS = (
    "og at der indkøbes tre elbiler til hjemmeplejen",
    ", fordi ministeriet har truet med en bøde",
    "efter et borgermøde med stor opbakning",
    "og formanden udtalte sin store tilfredshed",
    ", hvilket en ekstern konsulent har beregnet",
    "på trods af protester fra erhvervslivet",
    "og at der oprettes en ny pulje til idrætsforeningerne",
)
_STANDINGS = (
    (r"\bgodkendt\b", "afvist"),
    (r"\bvedtaget\b", "udsat"),
    (r"\bvedtog\b", "afviste"),
    (r"\banbefales\b", "vedtages"),
    (r"\banbefaler\b", "besluttede"),
    (r"\bgodkendte\b", "udsatte"),
    (r"\btil efterretning\b", "godkendt"),
    (r"\budsat\b", "godkendt"),
    (r"\bindstiller\b", "besluttede"),
    (r"\bdrøftet\b", "vedtaget"),
)


@dataclass(frozen=True)
class Right:
    """A sentence that its citation says."""

    text: str
    citation: Citation


@dataclass(frozen=True)
class Written:
    """A sentence put by hand: "right", or what is wrong with it, and in which part of the file it stands."""

    part: str
    verdict: str
    text: str
    citation: Citation

    @property
    def passes(self) -> bool:
        """Whether the gate lets it through."""
        return passes(self.text, self.citation)

    @property
    def is_misjudged(self) -> bool:
        """Whether it does so wrongly, or strikes it wrongly."""
        return self.passes != (self.verdict == _RIGHT)


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--archive", type=Path, required=True)
    parser.add_argument("--sentences", type=int, default=600, help="right sentences to alter")
    parser.add_argument("--misjudged", action="store_true", help="print those put by hand")
    arguments = parser.parse_args()
    with Archive(arguments.archive) as archive:
        rights = right_sentences(archive, arguments.sentences)
        names, bodies = _names(rights), sorted(archive.body_names().bodies)
        written = list(written_by_hand(archive))
    sys.stdout.write(table(rights, names, bodies) + "\n\n")
    for part in ("first part", "second part"):
        of_part = [sentence for sentence in written if sentence.part == part]
        sys.stdout.write(f"by hand, {part}\n{table_by_hand(of_part)}\n\n")
    for sentence in written if arguments.misjudged else ():
        if sentence.is_misjudged:
            sys.stdout.write(
                f"{sentence.verdict}\t{sentence.text}\n\t> {sentence.citation.quote}\n"
            )


def table(rights: Sequence[Right], names: Sequence[str], bodies: Sequence[str]) -> str:
    """By kind of alteration, the share that is caught; last, the false alarms."""
    lines = []
    caught_in_all: list[float] = []
    for kind, alter in alterations(names, bodies).items():
        planted = [
            (text, right) for right in rights if (text := alter(right)) and text != right.text
        ]
        caught = [float(not passes(text, right.citation)) for text, right in planted]
        caught_in_all += caught
        lines.append(f"{kind:10} caught {interval(caught)} of {len(planted)}")
    alarms = [float(not passes(right.text, right.citation)) for right in rights]
    lines.append(f"{'all':10} caught {interval(caught_in_all)} of {len(caught_in_all)}")
    lines.append(f"false alarms {interval(alarms)} of {len(alarms)}")
    return "\n".join(lines)


def table_by_hand(written: Sequence[Written]) -> str:
    """By what is wrong with it, the share that is caught; last, the false alarms."""
    kinds: dict[str, list[float]] = {}
    for sentence in written:
        kinds.setdefault(sentence.verdict, []).append(float(not sentence.passes))
    alarms = kinds.pop(_RIGHT, [])
    lines = [f"{kind:10} caught {interval(v)} of {len(v)}" for kind, v in sorted(kinds.items())]
    caught = [value for values in kinds.values() for value in values]
    lines.append(f"{'all':10} caught {interval(caught)} of {len(caught)}")
    lines.append(f"false alarms {interval(alarms)} of {len(alarms)}")
    return "\n".join(lines)


def written_by_hand(archive: Archive) -> Iterator[Written]:
    """The sentences of `gate_sentences.tsv` with their quotations as they stand in the archive.

    Raises:
        ValueError: a quotation does not stand in its item.
    """
    citation: Citation | None = None
    part = ""
    for line in (files("eval") / "gate_sentences.tsv").read_text("utf-8").splitlines():
        if line.startswith("> "):
            citation = _found(archive, *line[2:].split("\t"))
        elif line.startswith("#"):
            part = line[2:]
        elif citation is not None:
            verdict, text = line.split("\t")
            yield Written(part, verdict, text, citation)


def _found(archive: Archive, document: str, number: str, quote: str) -> Citation:
    for item in archive.items(Filters()):
        if (item.document, item.number) != (document, number):
            continue
        for passage in archive.item_passages(item.id):
            if quote in " ".join(passage.text.split()):
                return _citation(passage, quote)
    raise ValueError(f"{document}, item {number} does not say: {quote}")


def passes(text: str, citation: Citation) -> bool:
    """Whether the gate lets every sentence of the text through."""
    rulings = rule(f"{text.rstrip('.')} [{citation.number}].", [citation])
    return bool(rulings) and all(ruling.fault is None for ruling in rulings)


def right_sentences(archive: Archive, most: int) -> list[Right]:
    """Sentences from all over the archive, every second one worded with where it stands."""
    found = [r for item in archive.items(Filters()) if item.public for r in _of_item(item, archive)]
    random.Random(_SEED).shuffle(found)
    return [_worded(right) if i % 2 else right for i, right in enumerate(found[:most])]


def _of_item(item: HeldItem, archive: Archive) -> Iterator[Right]:
    for passage in archive.item_passages(item.id):
        if passage.section in (SectionKind.ATTACHMENTS, SectionKind.ABSENT, SectionKind.HEADER):
            continue
        for sentence in sentences_of(" ".join(passage.text.split())):
            is_whole = sentence[0].isupper() and sentence.endswith(".")
            if len(sentence.split()) in _WORDS and is_whole:
                yield Right(sentence, _citation(passage, sentence))


def _citation(passage: Passage, quote: str) -> Citation:
    return Citation(
        1,
        quote,
        passage.document,
        passage.page,
        Span(0, 0),
        passage.body,
        passage.date,
        passage.item_number,
        passage.item_title,
        passage.case_number,
        passage.section,
        passage,
    )


def _worded(right: Right) -> Right:
    """The sentence as a model would put it: with body and date before it."""
    citation = right.citation
    where = (
        f"i {citation.body} den {danish_date(citation.date)}"
        if citation.body and citation.date
        else ""
    )
    lowered = right.text[0].lower() + right.text[1:]
    is_name = re.match(r"[A-ZÆØÅ][\wæøå]+ (?:[A-ZÆØÅ]|\()", right.text)
    return Right(
        f"Ifølge referatet {where} står der: {right.text if is_name else lowered}", citation
    )


def alterations(
    names: Sequence[str], bodies: Sequence[str]
) -> dict[str, Callable[[Right], str | None]]:
    """By kind, what alters a right sentence; None where it holds nothing of the kind."""
    chance = random.Random(_SEED)

    def name(right: Right) -> str | None:
        held = _names([right])
        others = [n for n in names if n.split()[-1] not in right.citation.quote]
        return right.text.replace(held[0], chance.choice(others), 1) if held and others else None

    def body(right: Right) -> str | None:
        own = right.citation.body
        source = f"{right.citation.quote} {own} {right.citation.item_title}".lower()
        # "Ravnsund Byråd" for "Byrådet" is no alteration.
        others = [b for b in bodies if _root(b) not in source]
        if not own or own not in right.text or not others:
            return None
        return right.text.replace(own, chance.choice(others), 1)

    def invented(right: Right) -> str:
        return f"{right.text.rstrip('.')} {chance.choice(_DETAILS)}.".replace(" ,", ",")

    return {
        "number": lambda right: _number(right, chance),
        "date": lambda right: _date(right, chance),
        "name": name,
        "body": body,
        "negation": _negation,
        "standing": _standing,
        "invented": invented,
    }


def _root(body: str) -> str:
    return body.rsplit(maxsplit=1)[-1].lower().removesuffix("et")


def _number(right: Right, chance: random.Random) -> str | None:
    """One digit of a number that is no part of a date or a mark."""
    plain = re.sub(rf"\d{{1,2}}\. (?:{'|'.join(_MONTHS)})(?: \d{{4}})?", _blank, right.text)
    matches = [m for m in re.finditer(r"\d+", plain) if len(m.group()) < 9]
    if not matches:
        return None
    match = chance.choice(matches)
    other = str(int(match.group()) + chance.choice((1, 2, 3, 10)))
    return right.text[: match.start()] + other + right.text[match.end() :]


def _blank(match: re.Match[str]) -> str:
    return "_" * len(match.group())


def _date(right: Right, chance: random.Random) -> str | None:
    months = re.findall(rf"\b(?:{'|'.join(_MONTHS)})\b", right.text)
    if not months:
        return None
    source = f"{right.citation.quote} {_spelt(right.citation.date)}"
    others = [m for m in _MONTHS if m not in source]
    return right.text.replace(months[0], chance.choice(others), 1)


def _spelt(day: date | None) -> str:
    return danish_date(day) if day else ""


def _negation(right: Right) -> str | None:
    """Without its "ikke"; with one after its verb where it has none."""
    if " ikke " in right.text:
        return right.text.replace(" ikke ", " ", 1)
    if holds("denial", right.citation.quote):
        return None
    verb = re.search(r" (?:er|har|skal|kan|vil|bliver|blev|foreslår|udgør|indstiller) ", right.text)
    return right.text[: verb.end()] + "ikke " + right.text[verb.end() :] if verb else None


def _standing(right: Right) -> str | None:
    for pattern, other in _STANDINGS:
        if re.search(pattern, right.text, re.IGNORECASE):
            altered = re.sub(pattern, other, right.text, count=1, flags=re.IGNORECASE)
            return altered if other not in right.citation.quote else None
    return None


def _names(rights: Iterable[Right]) -> list[str]:
    """The persons named, first and last name, by their party's letter."""
    found = [
        n
        for right in rights
        for n in re.findall(r"([A-ZÆØÅ][\wæøå-]+ [A-ZÆØÅ][\wæøå-]+) \([A-ZÆØÅ]\)", right.text)
    ]
    return list(dict.fromkeys(found))


if __name__ == "__main__":
    main()
