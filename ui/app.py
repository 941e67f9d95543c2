"""The chat. The only file that knows Gradio.

The page around it is ours (`static/page.html`): its language, landmarks and
announcements do not wait for Gradio, and none of Gradio's inline scripts are
needed. Gradio shows the conversation, the sources and the fields.
"""

from __future__ import annotations

import json
import logging
import os
import re
import threading
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from html import escape
from importlib.resources import files
from string import Template
from typing import Any

# Before Gradio is imported: it would look outside for versions and tell of its use.
os.environ["GRADIO_ANALYTICS_ENABLED"] = "False"
os.environ.setdefault("HF_HUB_DISABLE_TELEMETRY", "1")

import gradio as gr
from fastapi import FastAPI
from fastapi.responses import HTMLResponse

from assistant.assistant import Asked, Assistant
from assistant.types import Answer
from index.errors import MinutesError
from index.types import Filters
from ui import cards, texts
from ui.access import Sources
from ui.conversation import MAX_CONVERSATIONS, Conversation, Conversations, Exchange
from ui.escaping import escape as escaped
from ui.examples import COUNT as EXAMPLE_COUNT
from ui.examples import Examples
from ui.exports import plain_text
from ui.filters import chosen_filters
from ui.frame import brand, footer, navigation
from ui.gate import ANSWERS_AT_A_TIME, Gate
from ui.holdings import Holdings
from ui.problems import problem_of
from ui.settings import Settings

logger = logging.getLogger(__name__)

MAX_WAITING = 64
# In the browser; the server's own limit is the assistant's.
MAX_QUESTION_CHARACTERS = 4_000

Message = dict[str, str]
# What an event gives back: the components it changes.
Changes = dict[Any, Any]


@dataclass(frozen=True)
class Services:
    """What the chat needs of the rest."""

    assistant: Assistant
    holdings: Holdings
    sources: Sources
    examples: Examples
    gate: Gate
    settings: Settings
    conversations: Conversations


def add_chat(app: FastAPI, services: Services) -> FastAPI:
    """The app with the chat at "/"; routes of the app itself come first."""

    @app.get("/", include_in_schema=False)
    def page() -> HTMLResponse:
        return HTMLResponse(_page(services.settings))

    chat = _Chat(services).blocks()
    gr.mount_gradio_app(
        app,
        chat,
        path="/",
        footer_links=[],
        run_history=False,
        enable_monitoring=False,
        ssr_mode=False,
        pwa=False,
        allowed_paths=[],
        max_file_size=1,
        show_error=False,
        theme=_theme(),
        i18n=gr.I18n(**dict.fromkeys(_LOCALES, texts.GRADIO)),
    )
    return app


# Gradio chooses one of its own languages, never Danish; so Danish is put in
# the place of each.
_LOCALES = (
    "ar ca ckb de el en es eu fa fi fr he hi it ja ko lt nb nl pl pt pt-BR ro ru sv ta th tr uk ur uz zh-CN zh-TW"
).split()


def _page(settings: Settings) -> str:
    script, style = _gradio_assets()
    template = Template((files("ui") / "static" / "page.html").read_text("utf-8"))
    sentences = {
        "language": texts.LANGUAGE,
        "page_title": settings.page_title,
        "title": settings.title,
        "skip": texts.SKIP_LINK,
        "what_it_is": texts.WHAT_IT_IS,
        "what_it_is_not": texts.WHAT_IT_IS_NOT,
        "what_not_to_write": texts.WHAT_NOT_TO_WRITE,
        "more_about": texts.MORE_ABOUT,
        "loading": texts.LOADING,
        "no_script": texts.NO_SCRIPT,
    }
    # In a script element only "</" ends the data.
    told = {"untranslated": texts.GRADIO_UNTRANSLATED, "said": texts.SAID_BY_SCRIPT}
    data = json.dumps(told, ensure_ascii=False).replace("<", "\\u003c")
    return template.substitute(
        {key: escape(value) for key, value in sentences.items()},
        gradio_script=script,
        gradio_style=style,
        texts=data,
        brand=brand(settings),
        navigation=navigation("/"),
        footer=footer(settings),
    )


@cache
def _gradio_assets() -> tuple[str, str]:
    """The script and the style sheet that Gradio's own page loads; their names hold hashes."""
    own_page = (files("gradio") / "templates" / "frontend" / "index.html").read_text("utf-8")
    script = re.search(r'<script type="module"[^>]*\ssrc="([^"]+)"', own_page)
    style = re.search(r'<link rel="stylesheet"[^>]*\shref="([^"]+)"', own_page)
    if script is None or style is None:
        raise RuntimeError("This version of Gradio has another page; ui/app.py must learn it.")
    return script.group(1), style.group(1)


def _theme() -> gr.themes.Base:
    """Calm and legible, after the colours of Det Fælles Designsystem."""
    return gr.themes.Base(
        text_size=gr.themes.sizes.text_lg,
        spacing_size=gr.themes.sizes.spacing_lg,
        radius_size=gr.themes.sizes.radius_sm,
        font=["IBM Plex Sans", "Arial", "sans-serif"],
        font_mono=["monospace"],
    ).set(
        # The variables of static/colours.css, which know of the dark theme.
        body_background_fill="var(--paper)",
        body_text_color="var(--ink)",
        body_text_color_subdued="var(--grey)",
        background_fill_primary="var(--paper)",
        background_fill_secondary="var(--ground)",
        block_background_fill="var(--paper)",
        block_border_color="var(--line)",
        block_label_text_color="var(--ink)",
        block_title_text_color="var(--ink)",
        input_background_fill="var(--paper)",
        input_background_fill_focus="var(--paper)",
        input_border_color="var(--edge)",
        input_border_color_focus="var(--accent)",
        input_placeholder_color="var(--quiet)",
        link_text_color="var(--accent)",
        link_text_color_hover="var(--accent)",
        link_text_color_visited="var(--accent)",
        link_text_color_active="var(--accent)",
        color_accent="var(--accent)",
        color_accent_soft="var(--tint)",
        border_color_primary="var(--line)",
        border_color_accent="var(--accent)",
        button_primary_background_fill="var(--accent)",
        button_primary_background_fill_hover="var(--accent)",
        button_primary_text_color="var(--on-accent)",
        button_secondary_background_fill="var(--paper)",
        button_secondary_background_fill_hover="var(--tint)",
        button_secondary_text_color="var(--accent)",
        button_secondary_border_color="var(--accent)",
        loader_color="var(--accent)",
    )


class _Call(threading.Event):
    """An answer under way; set, it ends the call to the language model. `ending` is what is then shown."""

    ending: Changes

    def end(self, changes: Changes) -> None:
        """End it with these changes."""
        self.ending = changes
        self.set()


class _Chat:
    """The components of the chat and what happens to them."""

    def __init__(self, services: Services) -> None:
        self._assistant = services.assistant
        self._holdings = services.holdings
        self._sources = services.sources
        self._examples = services.examples
        self._gate = services.gate
        self._settings = services.settings
        self._conversations = services.conversations

    def blocks(self) -> gr.Blocks:
        """The chat, ready to be mounted."""
        blocks = gr.Blocks(title=self._settings.page_title, analytics_enabled=False)
        with blocks:
            self._conversation = gr.State(Conversation())
            # Set, it ends the call to the language model that is under way.
            self._call = gr.State(None)
            with gr.Row(elem_id="kolonner"):
                with gr.Column(scale=6, min_width=320, elem_id="spoergsmaal-og-svar"):
                    self._add_conversation()
                    self._add_question()
                    self._add_filters()
                    self._add_examples()
                with gr.Column(scale=4, min_width=320, elem_id="kilder-og-indhold"):
                    self._held = _prose("", "indlaest")
                    self._panel = _prose("", "kilder")
            self._connect(blocks)
        blocks.state_session_capacity = MAX_CONVERSATIONS
        blocks.queue(
            default_concurrency_limit=ANSWERS_AT_A_TIME, max_size=MAX_WAITING, api_open=False
        )
        return blocks

    # What is on the page

    def _add_conversation(self) -> None:
        with gr.Row(elem_id="samtalens-top"):
            _prose(f"<h2>{escaped(texts.CONVERSATION)}</h2>", "samtalens-overskrift")
            self._new = gr.Button(texts.NEW_CONVERSATION, size="sm", elem_id="ny-samtale")
        self._messages = gr.Chatbot(
            label=texts.CONVERSATION,
            show_label=False,
            elem_id="samtale",
            height=None,
            buttons=[],
            feedback_options=None,
            latex_delimiters=[],
            # The script shows a new answer from its question on.
            autoscroll=False,
            allow_tags=True,
            reasoning_tags=[],
            group_consecutive_messages=False,
            layout="bubble",
            placeholder=escaped(texts.EMPTY_CONVERSATION),
        )
        self._status = _prose("", "status")
        with gr.Row(elem_id="vaerktoejer"):
            gr.Button(texts.COPY_ANSWER, size="sm", elem_id="kopier-svar", min_width=0)
            gr.Button(texts.COPY_LINK, size="sm", elem_id="kopier-link", min_width=0)
            self._tools = _prose("", "hent")
        # What the script copies; it is not shown.
        self._copy = gr.Textbox("", label=texts.COPY_ANSWER, elem_id="kopi", container=False)

    def _add_question(self) -> None:
        with gr.Row(elem_id="spoergefelt", equal_height=False):
            self._question = gr.Textbox(
                label=texts.QUESTION_LABEL,
                placeholder=texts.QUESTION_PLACEHOLDER,
                lines=1,
                max_lines=6,
                max_length=MAX_QUESTION_CHARACTERS,
                elem_id="spoergsmaal",
                scale=8,
            )
            self._ask = gr.Button(
                texts.ASK, variant="primary", elem_id="spoerg", scale=1, min_width=110
            )
            self._stop = gr.Button(
                texts.STOP, elem_id="stop", scale=1, min_width=110, visible=False
            )

    def _add_filters(self) -> None:
        # Known from the start, so that a page that was open over a restart still fits.
        bodies = self._holdings.now().bodies
        with gr.Accordion(texts.FILTERS, open=False, elem_id="afgraensning"), gr.Row():
            self._body = gr.Dropdown(
                [texts.ALL_BODIES, *bodies],
                value=texts.ALL_BODIES,
                label=texts.BODY_LABEL,
                elem_id="udvalg",
                min_width=220,
            )
            self._from, self._to = (
                gr.Textbox(
                    label=label,
                    max_lines=1,
                    max_length=10,
                    elem_id=name,
                    elem_classes="date",
                    min_width=150,
                )
                for label, name in ((texts.FROM_LABEL, "fra"), (texts.TO_LABEL, "til"))
            )

    def _add_examples(self) -> None:
        with gr.Column(elem_id="eksempler", visible=False) as self._example_group:
            _prose(f"<h2>{escaped(texts.EXAMPLES)}</h2>", "eksemplernes-overskrift")
            self._example_buttons = [
                gr.Button("", size="sm", visible=False, elem_classes="example")
                for _ in range(EXAMPLE_COUNT)
            ]

    def _connect(self, blocks: gr.Blocks) -> None:
        fields = [self._body, self._from, self._to, self._conversation]
        answered = [
            self._messages, self._panel, self._status, self._question, self._conversation, self._example_group,
            self._tools, self._copy, self._stop, self._call,
        ]  # fmt: skip
        common: dict[str, Any] = {
            "outputs": answered,
            "show_progress": "hidden",
            "concurrency_id": "answers",
            "api_visibility": "private",
            # Asked before the last answer has come to its end, a question waits; Gradio would drop it.
            "trigger_mode": "always_last",
        }
        triggers = [self._question.submit, self._ask.click]
        gr.on(triggers, self._answer, [self._question, *fields], **common)
        for button in self._example_buttons:
            button.click(self._answer, [button, *fields], **common)
        quick: dict[str, Any] = {"show_progress": "hidden", "api_visibility": "private"}
        # An answer under way comes to its end by itself: while Gradio cancelled it,
        # the page would drop the next question.
        under_way = [self._conversation, self._call]
        self._new.click(self._clear, under_way, answered, **quick)
        self._stop.click(self._stopped, under_way, answered, **quick)
        blocks.load(self._show_held, None, [self._body, self._held], **quick)
        # On its own, because it waits for the archive to be warm.
        blocks.load(
            self._show_examples, None, [self._example_group, *self._example_buttons], **quick
        )

    # What happens

    def _answer(
        self, question: str, body: str | None, first: str, last: str, conversation: Conversation
    ) -> Iterator[Changes]:
        """Show the question at once, then the answer in quotations, then the language model's words.

        The conversation has the quotations from the first: who stops the model keeps them.
        """
        question = (question or "").strip()
        if not question:
            # A second press of the key that asked says nothing over the answer.
            said = _status(texts.EMPTY_QUESTION, problem=True)
            yield {self._status: gr.skip() if conversation.is_fresh() else said}
            return
        call = _Call()
        yield {
            self._messages: [
                *_messages(conversation),
                *_pair(cards.question_message(question), cards.pending_message()),
            ],
            self._status: _status(texts.SEARCHING),
            self._question: "",
            self._example_group: gr.update(visible=False),
            self._stop: gr.update(visible=True),
            self._call: call,
        }
        before = conversation
        try:
            filters = chosen_filters(body, first, last)
            for answer in self._answers(question, filters, before, call):
                if call.is_set():
                    yield call.ending
                    return
                changes: Changes = {}
                if not answer.draft:
                    conversation = before.with_exchange(self._exchange(answer, filters, before))
                    self._conversations.keep(conversation)
                    # The key that the first answer gave it.
                    before = replace(before, key=conversation.key)
                    changes = self._shown(answer, conversation)
                if answer.draft is not None:
                    changes |= self._under_way(answer, conversation)
                yield changes
        except Exception as error:
            yield call.ending if call.is_set() else self._failed(question, error, before)
        finally:
            call.set()

    def _answers(
        self, question: str, filters: Filters, conversation: Conversation, call: threading.Event
    ) -> Iterator[Answer]:
        """The answer as it comes to be; a place at the gate is held until there are quotations."""
        asked = Asked(conversation.turns(), filters.bodies, filters.from_date, filters.to_date)
        steps = self._assistant.answering(question, asked, call)
        with self._gate.passed():
            yield next(steps)
        yield from steps

    def _exchange(self, answer: Answer, filters: Filters, before: Conversation) -> Exchange:
        number = before.next_number
        return Exchange(
            number=number,
            question=answer.question,
            answer=answer.text,
            message=cards.answer_message(answer, number),
            sources=cards.sources_of_answer(answer, filters, number, self._sources),
            citations=answer.citations,
            addresses=cards.addresses_of(answer, self._sources),
        )

    def _shown(self, answer: Answer, conversation: Conversation) -> Changes:
        """An answer that stands, whether or not the language model goes on."""
        found = (
            texts.answer_ready(len(answer.citations))
            if answer.answered
            else texts.not_found_ready()
        )
        return {
            self._messages: _messages(conversation),
            self._panel: cards.sources_panel(conversation),
            self._status: _status(found),
            self._conversation: conversation,
            self._tools: cards.tools_panel(conversation, self._settings.feedback),
            self._copy: plain_text(conversation.exchanges[-1]),
            self._stop: gr.update(visible=False),
        }

    def _under_way(self, answer: Answer, conversation: Conversation) -> Changes:
        """The quotations, and before them what the language model has written so far."""
        *earlier, latest = _messages(conversation)
        message = cards.draft_message(answer, conversation.exchanges[-1].number)
        return {
            self._messages: [*earlier, {**latest, "content": message}],
            self._status: _status(texts.working(answer.answered)),
            self._stop: gr.update(visible=True),
        }

    def _failed(self, question: str, error: Exception, conversation: Conversation) -> Changes:
        """The sentence that says what went wrong; the question is kept to be mended."""
        if isinstance(error, MinutesError):
            sentence = problem_of(error).sentence
            logger.info("A question was refused: %s", type(error).__name__)
        else:
            sentence = texts.UNEXPECTED
            logger.exception("A question could not be answered.")
        return {
            self._messages: [
                *_messages(conversation),
                *_pair(cards.question_message(question), cards.problem_message(sentence)),
            ],
            self._status: _status(sentence, problem=True),
            self._question: question,
            self._stop: gr.update(visible=False),
        }

    def _stopped(self, conversation: Conversation, call: _Call | None) -> Changes:
        """The conversation as far as it stands; what is searched or written is not waited for."""
        changes: Changes = {
            self._messages: _messages(conversation),
            self._status: _status(texts.STOPPED),
            self._stop: gr.update(visible=False),
        }
        if call:
            call.end(changes)
        return changes

    def _clear(self, conversation: Conversation, call: _Call | None) -> Changes:
        self._conversations.forget(conversation.key)
        changes: Changes = {
            self._tools: "",
            self._copy: "",
            self._stop: gr.update(visible=False),
            self._messages: [],
            self._panel: "",
            self._status: _status(texts.NEW_CONVERSATION_READY),
            self._conversation: Conversation(),
            self._example_group: gr.update(visible=bool(self._examples.questions)),
        }
        if call:
            # It may end when the next question is being written.
            call.end(changes)
        return {**changes, self._question: ""}

    def _show_held(self) -> Changes:
        """What is held now, which may be more than when the server was started."""
        now = self._holdings.now()
        choices = [texts.ALL_BODIES, *now.bodies]
        return {
            self._body: gr.update(choices=choices, value=texts.ALL_BODIES),
            self._held: cards.first_panel(now),
        }

    def _show_examples(self) -> Changes:
        questions = self._examples.questions
        changes: Changes = {self._example_group: gr.update(visible=bool(questions))}
        for button, question in zip(self._example_buttons, questions, strict=False):
            changes[button] = gr.update(value=question, visible=True)
        return changes


def _prose(html: str, element_id: str) -> gr.Markdown:
    """Sanitised HTML; Gradio's own HTML component is not sanitised."""
    return gr.Markdown(html, elem_id=element_id, latex_delimiters=[], container=False)


def _messages(conversation: Conversation) -> list[Message]:
    return [
        message
        for exchange in conversation.exchanges
        for message in _pair(cards.question_message(exchange.question), exchange.message)
    ]


def _pair(question: str, answer: str) -> Sequence[Message]:
    return ({"role": "user", "content": question}, {"role": "assistant", "content": answer})


def _status(sentence: str, problem: bool = False) -> str:
    return f'<p class="{"problem" if problem else "quiet"}">{escaped(sentence)}</p>'
