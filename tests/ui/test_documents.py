"""Sources can be looked up, and nothing else can."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from html import unescape
from io import BytesIO
from pathlib import Path
from types import ModuleType
from urllib.parse import urlencode

import httpx
import pypdfium2
import pytest
from bs4 import BeautifulSoup
from PIL import Image

from assistant.assistant import Assistant
from index.archive import Archive
from index.errors import UnknownDocument
from ui.access import Sources, document_id
from ui.escaping import fold
from ui.page_images import Quotation, open_page
from ui.problems import NotShown

OPEN_QUESTION = "Hvad blev der besluttet om cykelstien på Møllevej?"


def place_of(assistant: Assistant, question: str) -> tuple[str, str]:
    """The address of the page of an answer's first citation, and its query."""
    citation = assistant.ask(question).citations[0]
    source = Sources(assistant.archive).named(citation.document)
    query = {"fra": citation.span.start, "til": citation.span.end, "udgave": source.edition}
    return f"/dokumenter/{source.id}/side/{citation.page}", urlencode(query)


def text_of(response: httpx.Response) -> str:
    return BeautifulSoup(response.text, "lxml").get_text()


@pytest.fixture(scope="module")
def open_place(assistant: Assistant) -> tuple[str, str]:
    return place_of(assistant, OPEN_QUESTION)


def test_an_id_tells_nothing_of_the_path() -> None:
    assert re.fullmatch(r"[0-9a-f]{16}", document_id("byraadet/2024-03-20.pdf"))


def test_a_page_shows_its_text_with_the_quote_marked(
    http: httpx.Client, assistant: Assistant, open_place: tuple[str, str]
) -> None:
    page = http.get("?".join(open_place))
    assert page.status_code == 200
    marked = BeautifulSoup(page.text, "lxml").select("mark")
    quote = assistant.ask(OPEN_QUESTION).citations[0].quote
    assert [fold(m.get_text()) for m in marked] == [quote]
    assert "tre uheld siden 2021" in text_of(page)


def test_a_page_is_served_as_plain_as_can_be(
    http: httpx.Client, open_place: tuple[str, str]
) -> None:
    headers = http.get("?".join(open_place)).headers
    policy = headers["content-security-policy"]
    assert "script-src" not in policy
    assert "unsafe" not in policy
    assert "default-src 'none'" in policy
    assert (headers["cache-control"], headers["x-content-type-options"]) == ("no-store", "nosniff")


def test_the_image_of_a_page_has_a_box_where_the_quote_stands(
    http: httpx.Client, open_place: tuple[str, str], folder: Path, samples: ModuleType
) -> None:
    address, query = open_place
    plain, boxed = (
        Image.open(BytesIO(http.get(f"{address}/billede.png{q}").content)).convert("RGB")
        for q in ("", f"?{query}")
    )
    assert plain.size == boxed.size
    yellow = [
        (x, y)
        for x in range(0, boxed.width, 3)
        for y in range(0, boxed.height, 3)
        if boxed.getpixel((x, y)) == (255, 221, 87)
    ]
    assert yellow
    assert (255, 221, 87) not in {plain.getpixel(point) for point in yellow}
    # The boxed lines are those of the quote, by PDFium's own reading.
    document = pypdfium2.PdfDocument((folder / samples.OPEN_PDF).read_bytes())
    page = document[0]
    scale = boxed.height / page.get_height()
    top, bottom = min(y for _, y in yellow), max(y for _, y in yellow)
    inside = page.get_textpage().get_text_bounded(
        0, page.get_height() - bottom / scale, page.get_width(), page.get_height() - top / scale
    )
    assert "besluttede at anlægge cykelstien" in inside
    document.close()


def test_a_quote_is_found_however_the_libraries_space_it(folder: Path, samples: ModuleType) -> None:
    data = (folder / samples.OPEN_PDF).read_bytes()
    with open_page(data, 1) as page:
        assert len(page.find(Quotation("Byrådet  besluttede at an-\nlægge cykel­stien", 0.8))) == 1
        assert page.find(Quotation("noget helt andet end det, der står", 0.5)) == []
        assert page.find(Quotation("...", 0.5)) == []


def test_the_original_is_sent_as_a_pdf_and_nothing_else(
    http: httpx.Client, open_place: tuple[str, str], folder: Path, samples: ModuleType
) -> None:
    response = http.get(f"{open_place[0].split('/side/')[0]}/original.pdf")
    assert response.content == (folder / samples.OPEN_PDF).read_bytes()
    assert response.headers["content-type"] == "application/pdf"
    assert response.headers["content-disposition"].startswith("inline; filename=")
    assert "default-src 'none'" in response.headers["content-security-policy"]


def test_a_document_with_a_cpr_number_is_not_served_whole(
    http: httpx.Client, samples: ModuleType
) -> None:
    identifier = document_id(samples.CLOSED_PDF)
    response = http.get(f"/dokumenter/{identifier}/original.pdf")
    assert response.status_code == 403
    assert "CPR" in text_of(response)
    assert http.get(f"/dokumenter/{identifier}/side/2/billede.png").status_code == 403


def test_the_pages_without_secrets_are_still_shown(http: httpx.Client, samples: ModuleType) -> None:
    response = http.get(f"/dokumenter/{document_id(samples.CLOSED_PDF)}/side/1/billede.png")
    assert response.headers["content-type"] == "image/png"


def test_closed_text_is_in_no_page_and_no_image(http: httpx.Client, samples: ModuleType) -> None:
    address = f"/dokumenter/{document_id(samples.CLOSED_PDF)}/side/3"
    assert http.get(f"{address}/billede.png").status_code == 403
    page = text_of(http.get(f"{address}?{urlencode({'fra': 300, 'til': 600})}"))
    assert "Salg af grund ved Bybækken" in page
    assert "Hedegaard" not in page
    assert "7.345.000" not in page
    assert "udeladt" in page


def test_cpr_numbers_are_on_no_page(http: httpx.Client, samples: ModuleType) -> None:
    for page in (1, 2, 3):
        text = text_of(http.get(f"/dokumenter/{document_id(samples.CLOSED_PDF)}/side/{page}"))
        assert samples.CPR[:6] not in text


def test_what_is_not_a_pdf_is_shown_as_text_only(http: httpx.Client, samples: ModuleType) -> None:
    for name in (samples.PLAIN, samples.HOSTILE):
        address = f"/dokumenter/{document_id(name)}"
        assert http.get(f"{address}/original.pdf").status_code == 403
        assert http.get(f"{address}/side/1/billede.png").status_code == 403
        assert "Punkt" not in http.get(f"{address}/side/1").headers.get("location", "")
        assert http.get(f"{address}/side/1").status_code == 200


def test_markup_in_a_document_is_text_on_its_page(http: httpx.Client, samples: ModuleType) -> None:
    page = BeautifulSoup(
        http.get(f"/dokumenter/{document_id(samples.HOSTILE)}/side/1").text, "lxml"
    )
    assert page.select("main script, main iframe, main img, main b") == []
    assert "<script>window.hacked=3</script>" in page.get_text()


def test_pages_lead_to_their_neighbours(http: httpx.Client, samples: ModuleType) -> None:
    address = f"/dokumenter/{document_id(samples.OPEN_PDF)}/side"
    links = [
        a["href"]
        for a in BeautifulSoup(http.get(f"{address}/1").text, "lxml").select("nav.pages a")
    ]
    assert links == [f"{address}/2"]


@pytest.mark.parametrize(
    "address",
    [
        "/dokumenter/0000000000000000/side/1",
        "/dokumenter/..%2f..%2fetc%2fpasswd/side/1",
        "/dokumenter/byraadet%2f2024-03-20.pdf/side/1",
        "/dokumenter/",
        "/dokumenter/x/y",
        "/ui/../server.py",
        "/ui/%2e%2e/server.py",
    ],
)
def test_there_is_no_way_to_other_files(http: httpx.Client, address: str) -> None:
    assert http.get(address).status_code == 404


def test_impossible_places_break_nothing(http: httpx.Client, samples: ModuleType) -> None:
    address = f"/dokumenter/{document_id(samples.OPEN_PDF)}/side"
    edition = http.get(f"{address}/1")
    assert edition.status_code == 200
    assert http.get(f"{address}/3").status_code == 404
    assert http.get(f"{address}/0").status_code == 404
    for place in ("fra=-5&til=99999999", "fra=50&til=10", "fra=0&til=0&udgave=%00%3Cscript%3E"):
        response = http.get(f"{address}/1?{place}")
        assert response.status_code == 200
        assert "<script>" not in response.text
    assert http.get(f"{address}/1?fra=x").status_code == 422
    assert http.get(f"{address}/1?udgave={'0' * 100}").status_code == 422


def test_a_place_of_another_edition_is_not_marked(
    http: httpx.Client, open_place: tuple[str, str]
) -> None:
    address, query = open_place
    page = http.get(f"{address}?{re.sub(r'udgave=.*', 'udgave=00000000', query)}")
    assert "<mark" not in page.text
    assert "ændret" in unescape(page.text)


@pytest.fixture
def changing(tmp_path: Path, folder: Path, samples: ModuleType) -> Iterator[tuple[Archive, Path]]:
    """An archive of its own, and the file that it holds."""
    file = tmp_path / "dokumenter" / "a.pdf"
    file.parent.mkdir()
    shutil.copy(folder / samples.OPEN_PDF, file)
    with Archive(tmp_path / "arkiv", create=True) as archive:
        archive.index([file.parent])
        yield archive, file


def test_a_file_that_has_changed_is_not_shown(changing: tuple[Archive, Path]) -> None:
    archive, file = changing
    source = Sources(archive).named("a.pdf")
    assert source.read_file() == file.read_bytes()
    file.write_bytes(file.read_bytes() + b"\n%")
    with pytest.raises(NotShown):
        source.read_file()
    file.unlink()
    with pytest.raises(NotShown):
        source.read_file()


def test_a_deleted_document_is_gone_at_once(changing: tuple[Archive, Path]) -> None:
    archive, _ = changing
    sources = Sources(archive)
    assert sources.find(document_id("a.pdf")).name == "a.pdf"
    archive.remove(["a.pdf"])
    with pytest.raises(UnknownDocument):
        sources.find(document_id("a.pdf"))


def test_a_new_document_is_found_at_once(
    changing: tuple[Archive, Path], samples: ModuleType
) -> None:
    archive, file = changing
    sources = Sources(archive)
    sources.find(document_id("a.pdf"))
    shutil.copy(file, file.with_name("b.pdf"))
    (file.parent / "c.txt").write_text(
        "REFERAT\nByrådet\n3. juni 2024\n\n1. Godkendelse af dagsorden\n\nBESLUTNING\nGodkendt.\n",
        "utf-8",
    )
    archive.index([file.parent])
    assert sources.find(document_id("c.txt")).document.pages
