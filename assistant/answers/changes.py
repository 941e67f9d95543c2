"""What a decision changes of what is told from its item: another figure, day or name than was put forward."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.answers.context import Context
from assistant.answers.demands.demand import Demand
from assistant.answers.leads import quoted
from assistant.answers.outcome import without
from assistant.citations import Statement
from assistant.evidence.sentences import tells
from assistant.types import Evidence
from assistant.wording.patterns import holds
from index.danish.analysis import content_tokens
from index.types import HeldItem

# A decision that changes something tells of what is asked when it meets so much of it.
_CHANGED = 0.25
# "0,5 % af restgælden" is an amount as well.
_MEASURES = ("amount", "percent")


def changed(
    context: Context, item: HeldItem, told: Sequence[Statement], demand: Demand | None
) -> list[Statement]:
    """What the decision changes of it: "punktet om en kødfri dag udgår", "zonen udvides til 160 meter".

    It meets what is asked, or tells the kind of thing that is asked for, or that is told, of the same thing.
    """
    passages = context.archive.item_passages(item.id)
    quotes = [e for s in told for e in s.evidence]
    told_of = {stem for e in quotes for stem in _stems(e)}
    measured = {m for e in quotes for m in _MEASURES if tells(m, e.quote)}
    changing = [
        e
        for e in context.finder.sentences(passages)
        if e.passage.section.is_decided
        and (
            (holds("changes", e.quote) and context.finder.coverage(e.quote) >= _CHANGED)
            or (
                demand is not None
                and _alters(e)
                and (demand.tells(e) or any(tells(m, e.quote) for m in measured))
                and bool(_stems(e) & told_of)
            )
        )
    ]
    return quoted(context, without(told, changing)[:1])


def _alters(evidence: Evidence) -> bool:
    return holds("changes", evidence.quote) or holds("alters", evidence.quote)


def _stems(evidence: Evidence) -> set[str]:
    """What a sentence is about: its words without numbers, the last parts of compounds too."""
    return {
        stem
        for token in content_tokens(evidence.quote)
        if token.form[0].isalpha()
        for stem in (token.stem, *token.parts[-1:])
    }
