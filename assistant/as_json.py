"""Answers and the rest as the JSON of the contract, for the command line and HTTP alike."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from assistant.cases.course import Step
from assistant.receipts import Verification
from assistant.types import Answer, Citation, Receipt
from index.types import HeldItem, Hit, Passage, Scope, SectionKind, Status

Json = dict[str, Any]


def answer_json(answer: Answer) -> Json:
    """An answer: `ask --json` and POST /api/v1/ask."""
    return {
        "question": answer.question,
        "answered": answer.answered,
        "answer": answer.text,
        "citations": [_citation_json(citation) for citation in answer.citations],
        "passages": [_hit_json(hit) for hit in answer.hits],
        "scope": scope_json(answer.scope),
        "kind": answer.kind.value,
        "language": answer.language,
        "receipt": receipt_json(answer.receipt),
        "notice": answer.notice,
        "struck": answer.struck,
        "seconds": answer.seconds,
    }


def format_answer(answer: Answer) -> str:
    """An answer and its sources as text for a terminal, each place once."""
    places: dict[str, list[int]] = {}
    for citation in answer.citations:
        places.setdefault(_place(citation), []).append(citation.number)
    heading = "\nSources:" if answer.language == "en" else "\nKilder:"
    lines = [answer.text, *([heading] if places else [])]
    lines += [
        f"{' '.join(f'[{number}]' for number in numbers)} {place}"
        for place, numbers in places.items()
    ]
    return "\n".join(lines)


def _place(citation: Citation) -> str:
    """The document, its page and item; and the meeting, which may be another that it tells of."""
    where = [citation.body, citation.date.isoformat() if citation.date else None]
    where += [f"sag {citation.case_number}" if citation.case_number else None]
    named = ", ".join(part for part in where if part)
    source = f"{citation.document}, side {citation.page}"
    source += f", punkt {citation.item_number}" if citation.item_number else ""
    return f"{source} ({named})" if named else source


def search_json(query: str, hits: Sequence[Hit], scope: Scope, seconds: float) -> Json:
    """Ranked passages: `search --json` and POST /api/v1/search."""
    return {
        "query": query,
        "passages": [_hit_json(hit) for hit in hits],
        "scope": scope_json(scope),
        "seconds": round(seconds, 4),
    }


def items_json(items: Sequence[HeldItem]) -> Json:
    """Every agenda item: `items --json`. Header text is not listed as a section."""
    return {"items": [_item_json(item) for item in items]}


def status_json(status: Status) -> Json:
    """What is held: `status --json` and GET /api/v1/status."""
    return {
        "documents": status.documents,
        "meetings": status.meetings,
        "items": status.items,
        "passages": status.passages,
        "bodies": list(status.bodies),
        "from": _iso(status.from_date),
        "to": _iso(status.to_date),
        "rejected": [{"document": r.document, "reason": r.reason} for r in status.rejected],
        "redactions": [
            {"document": name, "page": r.page, "kind": r.kind, "count": r.count}
            for name, r in status.redactions
        ],
        "duplicates": [{"document": name, "same_as": other} for name, other in status.duplicates],
        "superseded": [{"document": name, "by": other} for name, other in status.superseded],
        "recognised": [{"document": name, "pages": pages} for name, pages in status.recognised],
        "model": status.model,
    }


def course_json(case_number: str, steps: Sequence[Step]) -> Json:
    """The course of a case: `case --json`."""
    title = next((step.item.title for step in reversed(steps) if step.item.title), None)
    return {
        "case_number": case_number,
        "title": title,
        "steps": [_step_json(step) for step in steps],
    }


def verification_json(verification: Verification) -> Json:
    """The outcome of `verify`."""
    return {
        "valid": verification.valid,
        "answer_matches": verification.answer_matches,
        "sources": [
            {
                "document": check.document,
                "page": check.page,
                "quote": check.quote,
                "state": check.state.value,
                "page_now": check.page_now,
                "same_file": check.same_file,
                "superseded_by": check.superseded_by,
            }
            for check in verification.checks
        ],
        "differences": [
            {"what": d.what, "then": d.then, "now": d.now} for d in verification.differences
        ],
    }


def scope_json(scope: Scope) -> Json:
    """What was searched."""
    return {
        "documents": scope.documents,
        "meetings": scope.meetings,
        "bodies": list(scope.bodies),
        "from": _iso(scope.from_date),
        "to": _iso(scope.to_date),
        "rejected": scope.rejected,
    }


def receipt_json(receipt: Receipt) -> Json:
    """A receipt; `verify` reads it back."""
    return {
        "question": receipt.question,
        "answer": receipt.answer,
        "sources": [
            {
                "document": document,
                "sha256": sha256,
                "page": page,
                "start": span.start,
                "end": span.end,
                "quote": quote,
            }
            for document, sha256, page, span, quote in receipt.sources
        ],
        "version": receipt.version,
        "parser": receipt.parser,
        "encoder": receipt.encoder,
    }


def _citation_json(citation: Citation) -> Json:
    return {
        "number": citation.number,
        "quote": citation.quote,
        "document": citation.document,
        "page": citation.page,
        "body": citation.body,
        "date": _iso(citation.date),
        "item_number": citation.item_number,
        "item_title": citation.item_title,
        "case_number": citation.case_number,
        "section": citation.section.value,
    }


def _hit_json(hit: Hit) -> Json:
    return {**_passage_json(hit.passage), "score": round(hit.score, 4)}


def _passage_json(passage: Passage) -> Json:
    return {
        "document": passage.document,
        "page": passage.page,
        "body": passage.body,
        "date": _iso(passage.date),
        "item_number": passage.item_number,
        "item_title": passage.item_title,
        "case_number": passage.case_number,
        "section": passage.section.value,
        "text": " ".join(passage.text.split()),
    }


def _item_json(item: HeldItem) -> Json:
    return {
        "document": item.document,
        "kind": item.kind.value,
        "body": item.body,
        "date": _iso(item.date),
        "item_number": item.number,
        "title": item.title,
        "case_number": item.case_number,
        "public": item.public,
        "sections": [kind.value for kind in item.sections if kind is not SectionKind.HEADER],
    }


def _step_json(step: Step) -> Json:
    return {
        "document": step.item.document,
        "page": step.decision[0].page if step.decision else None,
        "body": step.body,
        "date": _iso(step.date),
        "item_number": step.item.number,
        "item_title": step.item.title,
        "standing": step.standing.value,
        "decision": " ".join(" ".join(p.text.split()) for p in step.decision) or None,
    }


def _iso(value: date | None) -> str | None:
    return value.isoformat() if value else None
