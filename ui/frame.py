"""The frame of every plain page: title, navigation, and where to turn.

These pages need no script. Their policy allows none, so that nothing in a
document can run.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from html import escape

from fastapi.responses import HTMLResponse, Response

from index.errors import MinutesError
from ui import texts
from ui.problems import Problem, problem_of
from ui.settings import Settings

logger = logging.getLogger(__name__)

HEADERS = {
    # Deleted documents must be gone from caches too.
    "cache-control": "no-store",
    "content-security-policy": (
        "default-src 'none'; style-src 'self'; img-src 'self'; font-src 'self'; "
        "base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
    ),
}

_STYLES = "".join(
    f'<link rel="stylesheet" href="/ui/{name}.css">'
    for name in ("fonts", "colours", "accent", "frame", "document")
)


class Frame:
    """Puts pages into the frame that the settings describe."""

    def __init__(self, settings: Settings) -> None:
        self.settings = settings

    def page(
        self, title: str, body: str, *, here: str = "", status: int = 200, wide: bool = False
    ) -> HTMLResponse:
        """A page; `body` is HTML, `here` the address of its entry in the navigation."""
        settings = self.settings
        html = (
            f'<!doctype html><html lang="{texts.LANGUAGE}"><head><meta charset="utf-8">'
            '<meta name="viewport" content="width=device-width, initial-scale=1">'
            '<meta name="color-scheme" content="light dark">'
            f"<title>{escape(title)} – {escape(settings.product_line)}</title>"
            f'<link rel="icon" href="/ui/icon.svg">{_STYLES}</head><body>'
            f'<a class="skip" href="#indhold">{escape(texts.SKIP_TO_CONTENT)}</a>'
            f'<header class="site">{brand(settings)}{navigation(here)}</header>'
            f'<main id="indhold" tabindex="-1"{" class=wide" if wide else ""}>{body}</main>'
            f"{footer(settings)}</body></html>"
        )
        return HTMLResponse(html, status, HEADERS)

    def problem(self, problem: Problem) -> HTMLResponse:
        """A page that says in one sentence why there is none."""
        body = (
            f"<h1>{escape(texts.PROBLEM)}</h1><p>{escape(problem.sentence)}</p>"
            f'<p><a href="/">{escape(texts.ASK_NEW)}</a></p>'
        )
        return self.page(texts.PROBLEM, body, status=problem.status)

    def answered(self, respond: Callable[[], Response]) -> Response:
        """The response, or the page that says why there is none."""
        try:
            return respond()
        except MinutesError as error:
            problem = problem_of(error)
            if problem.status >= 500:
                logger.error("%s", error)
            return self.problem(problem)


def brand(settings: Settings) -> str:
    """Whose pages these are."""
    logo = '<img class="logo" src="/ui/logo" alt="">' if settings.logo else ""
    return f'<p class="product">{logo}<a href="/">{escape(settings.product_line)}</a></p>'


def navigation(here: str) -> str:
    """The links to the ways of finding things."""
    links = "".join(
        f'<li><a href="{address}"{" aria-current=page" if address == here else ""}>{escape(name)}</a></li>'
        for address, name in texts.NAVIGATION.items()
    )
    return f'<nav class="ways" aria-label="{escape(texts.NAVIGATION_LABEL)}"><ul>{links}</ul></nav>'


def footer(settings: Settings) -> str:
    """Who to turn to, and what the law wants said."""
    parts = [
        f'<li><a href="{address}">{escape(name)}</a></li>'
        for address, name in texts.FOOTER_LINKS.items()
        if settings.feedback or address != texts.FEEDBACK_ADDRESS
    ]
    contact = escape(settings.contact)
    if settings.contact_email:
        address = escape(settings.contact_email)
        contact += f' <a href="mailto:{address}">{address}</a>'
    told = f"<p>{escape(texts.CONTACT)} {contact.strip()}</p>" if contact else ""
    return f'<footer class="site">{told}<ul>{"".join(parts)}</ul></footer>'
