"""The JSON interface: health, ask, search and status; and every error as one Danish sentence."""

from __future__ import annotations

import logging
import re
import time
from collections.abc import Sequence
from typing import Any

from fastapi import APIRouter, FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from starlette.exceptions import HTTPException

from assistant.as_json import answer_json, search_json, status_json
from assistant.assistant import Asked, Assistant
from assistant.question.understanding import MAX_WORDS
from assistant.types import Turn
from index.errors import InvalidQuestion, MinutesError
from ui import texts
from ui.conversation import MAX_TURNS
from ui.gate import Gate
from ui.problems import problem_of
from ui.schemas import (
    AnswerOut,
    AskRequest,
    ErrorOut,
    HealthOut,
    PeriodReversed,
    SearchOut,
    SearchRequest,
    StatusOut,
    TurnIn,
)

logger = logging.getLogger(__name__)

_ERRORS: dict[int | str, dict[str, Any]] = {
    status: {"model": ErrorOut} for status in (400, 413, 422, 500, 503)
}


def _described(model: type[Any]) -> dict[int | str, dict[str, Any]]:
    """The responses of a route for its description; what is sent is not made from the model."""
    return {200: {"model": model}, **_ERRORS}


def api_routes(assistant: Assistant, gate: Gate) -> APIRouter:
    """The routes of the contract. Each runs in a worker thread."""
    router = APIRouter()

    @router.get("/healthz", responses={200: {"model": HealthOut}}, summary="Om tjenesten kører")
    def health() -> JSONResponse:
        return JSONResponse({"status": "ok"})

    @router.post("/api/v1/ask", responses=_described(AnswerOut), summary="Stil et spørgsmål")
    def ask(request: AskRequest) -> JSONResponse:
        asked = Asked(
            _turns(request.history), _bodies(request.body), request.from_date, request.to_date
        )
        steps = assistant.answering(request.question, asked)
        with gate.passed():
            first = next(steps)
        # Who waits for a language model keeps no one out; what it words anew, three times at
        # most, is searched for out here too.
        *_, answer = (first, *steps)
        return JSONResponse(answer_json(answer))

    @router.post(
        "/api/v1/search", responses=_described(SearchOut), summary="Søg efter tekststykker"
    )
    def search(request: SearchRequest) -> JSONResponse:
        _check_query(request.query)
        with gate.passed():
            started = time.perf_counter()
            filters = assistant.filters(_bodies(request.body), request.from_date, request.to_date)
            hits = assistant.search(request.query, filters, request.top)
            scope = assistant.archive.scope(filters)
        return JSONResponse(search_json(request.query, hits, scope, time.perf_counter() - started))

    @router.get("/api/v1/status", responses=_described(StatusOut), summary="Hvad der er indlæst")
    def status() -> JSONResponse:
        return JSONResponse(status_json(assistant.archive.status()))

    return router


def _turns(history: Sequence[TurnIn]) -> list[Turn]:
    return [Turn(turn.role, turn.content) for turn in history[-MAX_TURNS:]]


def _bodies(body: str | None) -> list[str]:
    return [body] if body and body.strip() else []


def _check_query(query: str) -> None:
    words = len(query.split())
    if not re.search(r"\w", query):
        raise InvalidQuestion(texts.EMPTY_QUESTION)
    if words > MAX_WORDS:
        raise InvalidQuestion(texts.too_many_words(words, MAX_WORDS))


# Errors


def add_error_answers(app: FastAPI) -> None:
    """Let every error be answered with `{"error": one Danish sentence}`."""

    async def on_minutes_error(_: Request, error: Exception) -> JSONResponse:
        assert isinstance(error, MinutesError)
        problem = problem_of(error)
        if problem.status >= 500:
            logger.error("%s", error)
        return _error(problem.status, problem.sentence)

    async def on_invalid_request(_: Request, error: Exception) -> JSONResponse:
        assert isinstance(error, RequestValidationError)
        return _error(422, _sentence(error.errors()[0]))

    async def on_http_error(_: Request, error: Exception) -> JSONResponse:
        assert isinstance(error, HTTPException)
        known = {404: texts.UNKNOWN_ADDRESS, 405: texts.WRONG_METHOD, 400: texts.NOT_JSON}
        return _error(error.status_code, known.get(error.status_code, texts.UNEXPECTED))

    async def on_anything_else(_: Request, __: Exception) -> JSONResponse:
        # The server's own log gets the traceback.
        return _error(500, texts.UNEXPECTED)

    app.add_exception_handler(MinutesError, on_minutes_error)
    app.add_exception_handler(RequestValidationError, on_invalid_request)
    app.add_exception_handler(HTTPException, on_http_error)
    app.add_exception_handler(Exception, on_anything_else)


def _error(status: int, sentence: str) -> JSONResponse:
    return JSONResponse({"error": sentence}, status)


def _sentence(error: dict[str, Any]) -> str:
    """What is wrong with a request, from the first thing that pydantic found."""
    kind, context = str(error["type"]), error.get("ctx", {})
    field = _field(error["loc"])
    if isinstance(context.get("error"), PeriodReversed):
        return texts.PERIOD_REVERSED
    if kind == "json_invalid" or not field:
        return texts.NOT_JSON
    if kind in ("string_too_long", "too_long"):
        return texts.too_long_field(field, int(context["max_length"]))
    if kind.startswith("date"):
        return texts.not_a_date(field)
    if kind == "literal_error":
        return texts.wrong_role(field)
    if field == "top":
        return texts.wrong_number(field)
    return {"missing": texts.missing_field, "extra_forbidden": texts.unknown_field}.get(
        kind, texts.invalid_field
    )(field)


def _field(location: Sequence[str | int]) -> str:
    """A place in the request as people write it.

    >>> _field(("body", "history", 0, "role"))
    'history[0].role'
    """
    field = ""
    for part in location[1:]:
        field += f"[{part}]" if isinstance(part, int) else f".{part}" if field else part
    return field
