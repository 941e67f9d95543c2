"""GET /om and /tilgaengelighed: what the service is, what it keeps, and who can use it."""

from __future__ import annotations

from collections.abc import Sequence
from importlib.resources import files

from fastapi import APIRouter, FastAPI
from fastapi.responses import FileResponse, Response

from ui import texts
from ui.escaping import escape
from ui.frame import HEADERS, Frame
from ui.settings import Settings


def about_routes(frame: Frame) -> APIRouter:
    """The two pages; each municipality adds its own words in the settings file."""
    router = APIRouter(include_in_schema=False)

    @router.get("/om")
    def about() -> Response:
        own = _own(texts.PRIVACY_OWN, frame.settings.privacy)
        body = f"<h1>{escape(texts.ABOUT)}</h1>{_sections(texts.ABOUT_SECTIONS)}{own}"
        return frame.page(texts.ABOUT, body)

    @router.get("/tilgaengelighed")
    def accessibility() -> Response:
        own = _own(texts.ACCESSIBILITY_OWN, frame.settings.accessibility)
        body = (
            f"<h1>{escape(texts.ACCESSIBILITY)}</h1>{_sections(texts.ACCESSIBILITY_SECTIONS)}{own}"
        )
        return frame.page(texts.ACCESSIBILITY, body)

    return router


def _sections(sections: Sequence[tuple[str, Sequence[str]]]) -> str:
    return "".join(
        f"<h2>{escape(heading)}</h2>" + "".join(f"<p>{escape(p)}</p>" for p in paragraphs)
        for heading, paragraphs in sections
    )


def _own(heading: str, text: str) -> str:
    paragraphs = [part for part in text.split("\n\n") if part.strip()]
    return _sections([(heading, paragraphs)]) if paragraphs else ""


def add_look(app: FastAPI, settings: Settings) -> None:
    """The municipality's colours and logo, as files of their own: the pages allow no inline styles."""

    @app.get("/ui/accent.css", include_in_schema=False)
    def accent() -> Response:
        css = (
            f":root {{ --accent: {settings.accent}; }}\n"
            f"@media screen and (prefers-color-scheme: dark) {{ :root {{ --accent: {settings.accent_dark}; }} }}\n"
        )
        return Response(css, media_type="text/css", headers={"cache-control": "no-cache"})

    @app.get("/ui/logo", include_in_schema=False)
    def logo() -> Response:
        """An SVG opened by itself could hold a script: the policy forbids it."""
        if not settings.logo:
            return FileResponse(str(files("ui") / "static" / "icon.svg"), headers=HEADERS)
        return FileResponse(settings.logo, media_type=settings.logo_type, headers=HEADERS)
