"""Hostile documents and questions: nothing runs, nothing is fetched, nothing covers the page."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from assistant.assistant import Assistant
from index.archive import Archive
from ui.access import document_id

# Every one is in a title, a decision and a question; three stand together.
ATTACKS = (
    "<script>window.hacked=1</script>",
    "<img src=x onerror=window.hacked=1>",
    "<img src='https://evil.example/a.png'>",
    "<svg onload=window.hacked=1></svg>",
    "<svg><use href='https://evil.example/b.svg#x'/></svg>",
    "<iframe src='https://evil.example/c'></iframe>",
    "<object data='https://evil.example/d'></object>",
    "<embed src='https://evil.example/e'>",
    "<link rel=stylesheet href='https://evil.example/f.css'>",
    "<style>body{display:none}</style>",
    "<style>@import 'https://evil.example/g.css';</style>",
    "<base href='https://evil.example/'>",
    "<meta http-equiv=refresh content='0;url=https://evil.example/h'>",
    "<form action='https://evil.example/i'><button>Spørg</button></form>",
    "<div style='position:fixed;inset:0;z-index:9999;background:red'>dækket</div>",
    "<p style=\"background:url('https://evil.example/j.png')\">x</p>",
    "<video src='https://evil.example/k.mp4' autoplay></video>",
    "<audio src='https://evil.example/l.mp3' autoplay></audio>",
    "<input autofocus onfocus=window.hacked=1>",
    "<details open ontoggle=window.hacked=1>x</details>",
    "<body onload=window.hacked=1>",
    "<a href='javascript:window.hacked=1'>klik</a>",
    "<a href='https://evil.example/m' id='spoergsmaal'>klik</a>",
    "<math><mi xlink:href='javascript:window.hacked=1'>x</mi></math>",
    "<template><script>window.hacked=1</script></template>",
    "<noscript><p title='</noscript><img src=x onerror=window.hacked=1>'>",
    "<!--<img src='--><img src=x onerror=window.hacked=1>'>",
    "<![CDATA[<script>window.hacked=1</script>]]>",
    "</blockquote></article><h1>Falsk overskrift</h1>",
    "</textarea></title></style><script>window.hacked=1</script>",
    "&lt;script&gt;window.hacked=1&lt;/script&gt;",
    "&#60;img src=x onerror=window.hacked=1&#62;",
    "![billede](https://evil.example/n.png)",
    "[klik](javascript:window.hacked=1)",
    "[klik](https://evil.example/o 'titel')",
    "[1]: https://evil.example/p",
    "<https://evil.example/q>",
    "www.evil.example/r og mail@evil.example",
    "**fed** _kursiv_ ~~streget~~ `kode` ```js window.hacked=1```",
    "# Overskrift | a | b | --- | ===",
    "$$\\href{javascript:window.hacked=1}{x}$$ $\\includegraphics{https://evil.example/s.png}$",
    "<thinking>skjult</thinking> <think>skjult</think>",
    "\u202evendt om\u202c \u200busynlig\u200b \ufeff",
    "'\"><img src=x onerror=window.hacked=1>",
    "{{7*7}} ${7*7} <%= 7*7 %> $title",
)
PLACES = (
    "Alkær Birkum Dalby Egense Fåborg Gislev Herrested Kværndrup Lunde Marslev Nyborg Odder Pandrup "
    "Rårup Sakskøbing"
).split()
GROUPS = tuple(" ".join(ATTACKS[n : n + 3]) for n in range(0, len(ATTACKS), 3))


def _minutes() -> str:
    items = "\n\n".join(
        f"{n}. Skolen i {place} {attack}\n\nSagsnr. 24/70{n:02}\n\n"
        f"SAGSFREMSTILLING\nSkolen i {place} er slidt. {attack}\n\n"
        f"BESLUTNING\nUdvalget godkendte, at skolen i {place} bygges om. {attack}"
        for n, (place, attack) in enumerate(zip(PLACES, GROUPS, strict=True), start=1)
    )
    return f"REFERAT\nSkoleudvalget\nMødet den 6. februar 2024\n\n{items}\n"


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Assistant]:
    folder: Path = tmp_path_factory.mktemp("fjendtlige")
    (folder / "skoleudvalget.txt").write_text(_minutes(), "utf-8")
    # A file's name can be hostile too.
    (folder / "<img src=x onerror=window.hacked=1>.pdf").write_bytes(b"%PDF-1.7 nothing else")
    with Archive(tmp_path_factory.mktemp("arkiv"), create=True) as archive:
        archive.index([folder])
        yield Assistant(archive)


@pytest.fixture(scope="module")
def address(hostile: Assistant, own_server: Any) -> Iterator[str]:
    with own_server(hostile) as running:
        yield running.url


class Watch:
    """Pages, and what they asked of other hosts."""

    def __init__(self, browser: Browser, address: str) -> None:
        self.address = address
        self.context = browser.new_context(locale="da-DK", base_url=address)
        self.outside: list[str] = []
        self.context.on("request", self._note)
        self.page = self.context.new_page()
        self.page.on("dialog", lambda dialog: self.outside.append(dialog.message))

    def _note(self, request: Any) -> None:
        if not request.url.startswith((self.address, "data:", "blob:")):
            self.outside.append(request.url)


@pytest.fixture
def watch(browser: Browser, address: str) -> Iterator[Watch]:
    watch = Watch(browser, address)
    yield watch
    watch.context.close()
    assert watch.outside == []


_LISTS = ".entries, .timeline, .in-force, .rows, .coverage, .files, .text, main > p, h1"
_INSERTED = (
    "script, img, svg, iframe, object, embed, link, style, base, meta, form, video, audio, input, math, "
    "template, b, strong, em, del, code, table, .katex, [style], "
    "a[href^='http'], a[href^='//'], a[href^='javascript'], a[href^='mailto']"
)


def _is_harmless(page: Page, places: str) -> list[str]:
    """What a document or a question has put into these places of the page."""
    assert page.evaluate("typeof window.hacked") == "undefined"
    return page.evaluate(
        """([places, inserted]) => [...document.querySelectorAll(places)].flatMap((place) =>
          [...place.querySelectorAll(inserted)].map((element) => element.outerHTML.slice(0, 150)))""",
        [places, _INSERTED],
    )


def test_there_are_at_least_forty_attacks() -> None:
    assert len(set(ATTACKS)) >= 40
    assert len(GROUPS) == len(PLACES)


def test_nothing_hostile_does_anything_in_the_chat(watch: Watch) -> None:
    page = watch.page
    page.goto("/")
    question = page.get_by_role("textbox", name="Dit spørgsmål")
    for n, (place, attack) in enumerate(zip(PLACES, GROUPS, strict=True)):
        question.fill(f"Hvad blev der besluttet om skolen i {place}? {attack}")
        question.press("Enter")
        page.locator(".answer:not(.pending)").nth(n).wait_for()
    assert page.locator(".answer.problem").count() == 0
    assert page.locator("#kilder .card").count() >= len(PLACES)
    page.evaluate("document.querySelectorAll('details').forEach((fold) => fold.open = true)")
    page.wait_for_timeout(500)
    assert (
        _is_harmless(page, "#samtale .message-content .question, #samtale .answer, #kilder .card")
        == []
    )
    # The field can still be reached: nothing lies over it.
    question.click(timeout=2_000)
    assert page.evaluate("document.querySelectorAll('h1').length") == 1
    assert page.evaluate("document.querySelectorAll('#spoergsmaal').length") == 1


def test_nothing_hostile_does_anything_on_the_plain_pages(watch: Watch, hostile: Assistant) -> None:
    page, document = watch.page, document_id("skoleudvalget.txt")
    addresses = [
        "/soeg?q=skolen+bygges+om&antal=100",
        "/moeder",
        f"/moeder/{document}",
        "/sager",
        *(f"/sag?nr=24/70{n:02}" for n in range(1, len(PLACES) + 1)),
        "/indhold",
        f"/dokumenter/{document}/side/1",
        *(
            "/soeg?q=" + attack
            for attack in ("<script>window.hacked=1</script>", "'\"><img src=x>")
        ),
        "/moeder?udvalg='\"><img src=x>&fra='\"><svg onload=window.hacked=1>",
        "/sag?nr=<img src=x onerror=window.hacked=1>",
        "/ris-og-ros?samtale='\"><img src=x>",
    ]
    for address in addresses:
        page.goto(address)
        assert (
            _is_harmless(
                page,
                _LISTS,
            )
            == []
        ), address
        assert page.locator("h1").count() == 1, address
        page.locator("nav.ways a").first.click(trial=True, timeout=2_000)
