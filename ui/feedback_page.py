"""GET and POST /ris-og-ros: what somebody thinks of an answer, by choice; and the export for those who run it."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from fastapi import APIRouter, Form, Query, Request
from fastapi.responses import Response

from ui import texts
from ui.conversation import Conversations, Exchange
from ui.escaping import escape
from ui.feedback import KINDS, MAX_COMMENT, Feedback, remark_on
from ui.frame import HEADERS, Frame
from ui.pieces import link
from ui.problems import Problem
from ui.sign_in import refused

ADDRESS = texts.FEEDBACK_ADDRESS
EXPORT_ADDRESS = f"{ADDRESS}/eksport"

Key = Annotated[str, Query(max_length=100)]
Field = Annotated[str, Form(max_length=4_000)]


def feedback_routes(feedback: Feedback, conversations: Conversations, frame: Frame) -> APIRouter:
    """The form, where it is sent, and the export behind the password."""
    router = APIRouter(include_in_schema=False)

    @router.get(EXPORT_ADDRESS)
    def export(request: Request) -> Response:
        refusal = refused(request, frame)
        if refusal is not None:
            return refusal
        headers = {**HEADERS, "content-disposition": 'attachment; filename="feedback.jsonl"'}
        lines = "".join(feedback.candidates())
        return Response(lines, media_type="application/jsonl", headers=headers)

    if not frame.settings.feedback:
        return router

    @router.get(ADDRESS)
    def form(samtale: Key = "", svar: int = 0) -> Response:
        conversation = conversations.find(samtale)
        exchange = conversation.exchange(svar) if conversation else None
        return frame.page(texts.FEEDBACK, _form(samtale, svar, exchange), here=ADDRESS)

    @router.post(ADDRESS)
    def send(
        request: Request,
        slags: Field = "",
        bemaerkning: Field = "",
        samtale: Field = "",
        svar: Annotated[int, Form()] = 0,
        gem: Field = "",
    ) -> Response:
        # Another site's form must not speak for the visitor.
        if request.headers.get("sec-fetch-site", "same-origin") not in ("same-origin", "none"):
            return frame.problem(Problem(403, texts.FEEDBACK_FOREIGN))
        if slags not in KINDS:
            return frame.problem(Problem(400, texts.FEEDBACK_KIND_MISSING))
        remark = remark_on(slags, bemaerkning, conversations.find(samtale), svar, gem == "ja")

        def thanked() -> Response:
            feedback.add(remark, date.today())
            kept = texts.FEEDBACK_KEPT if remark.exchange else texts.FEEDBACK_NOT_KEPT
            body = (
                f"<h1>{escape(texts.FEEDBACK_THANKS)}</h1><p>{escape(kept)}</p>"
                f"<p>{link('/', texts.ASK_NEW)}</p>"
            )
            return frame.page(texts.FEEDBACK_THANKS, body, here=ADDRESS)

        return frame.answered(thanked)

    return router


def _form(key: str, number: int, exchange: Exchange | None) -> str:
    kinds = "".join(
        f'<label class="tick"><input type="radio" name="slags" value="{kind}" required> '
        f"{escape(texts.FEEDBACK_KINDS[kind])}</label>"
        for kind in KINDS
    )
    return (
        f"<h1>{escape(texts.FEEDBACK)}</h1><p>{escape(texts.FEEDBACK_NOTE)}</p>"
        f'<form class="choice" method="post" action="{ADDRESS}">'
        f"<fieldset><legend>{escape(texts.FEEDBACK_QUESTION)}</legend>{kinds}</fieldset>"
        f'<p><label for="bemaerkning">{escape(texts.FEEDBACK_COMMENT)}</label>'
        f'<textarea id="bemaerkning" name="bemaerkning" rows="4" maxlength="{MAX_COMMENT}" '
        f'aria-describedby="advarsel"></textarea></p><p id="advarsel">{escape(texts.FEEDBACK_WARNING)}</p>'
        f"{_consent(key, number, exchange)}"
        f'<p class="send"><button type="submit">{escape(texts.SEND)}</button></p></form>'
    )


def _consent(key: str, number: int, exchange: Exchange | None) -> str:
    """The tick without which nothing of the conversation is kept."""
    if exchange is None:
        return ""
    return (
        f'<input type="hidden" name="samtale" value="{escape(key)}">'
        f'<input type="hidden" name="svar" value="{number}">'
        f'<p class="about">{escape(texts.YOU_ASKED)}»{escape(exchange.question)}«</p>'
        f'<p><label class="tick"><input type="checkbox" name="gem" value="ja"> '
        f"{escape(texts.FEEDBACK_CONSENT)}</label></p>"
    )
