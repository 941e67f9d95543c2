"""What people said of answers, as drafts of questions: `referatsvar questions feedback`."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator

from eval.sheets import Draft


def drafts_from_feedback(lines: Iterable[str]) -> Iterator[Draft]:
    """Candidates as the feedback is exported (JSON Lines of the contract), as drafts.

    What the right answer holds is for a person to say; the sources of an
    answer that was called useful come along.
    """
    for line in lines:
        if not line.strip():
            continue
        row = json.loads(line)
        gold = (row.get("gold") or [{}])[0]
        said = row.get("feedback") or {}
        yield Draft(
            question=row["question"],
            answer="",
            document=gold.get("document") or "",
            item=gold.get("item") or "",
            type=row.get("type") or "general",
            note=": ".join(part for part in (said.get("kind"), said.get("comment")) if part),
            history=json.dumps(row["history"], ensure_ascii=False) if row.get("history") else "",
        )
