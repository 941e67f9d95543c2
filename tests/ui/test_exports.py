"""A conversation that is taken home says the same, and nothing in it runs."""

from __future__ import annotations

from datetime import date
from io import BytesIO

from docx import Document

from assistant.assistant import Assistant
from ui.access import Sources
from ui.cards import addresses_of
from ui.conversation import Conversation, Conversations, Exchange
from ui.export_docx import Line, docx_of
from ui.exports import Export, export_lines, markdown_of, plain_text

HOSTILE = "Hvad blev der besluttet om Musikhuset?"


def asked(assistant: Assistant, question: str) -> Conversation:
    answer = assistant.ask(question)
    addresses = addresses_of(answer, Sources(assistant.archive))
    exchange = Exchange(1, question, answer.text, "", "", answer.citations, addresses)
    return Conversation().with_exchange(exchange)


def export(assistant: Assistant, question: str) -> Export:
    return Export(asked(assistant, question), "Titel", date(2024, 5, 1), "https://ravnsund.example")


def test_markup_of_documents_is_text_in_markdown(assistant: Assistant) -> None:
    text = markdown_of(
        export(assistant, HOSTILE + " <script>x</script> ![b](https://evil.example)")
    )
    assert "50.000 kr." in text
    for markup in ("<script", "<b ", "](", "\n# Udvalget", "](javascript"):
        assert markup not in text.replace("\\<", "").replace("\\[", "").replace("\\]", "")
    assert "\nhttps://ravnsund.example/dokumenter/" in text


def test_word_gets_every_line(assistant: Assistant) -> None:
    made = export(assistant, HOSTILE)
    document = Document(BytesIO(docx_of(list(export_lines(made)))))
    assert [p.text for p in document.paragraphs] == [line.text for line in export_lines(made)]
    assert document.paragraphs[0].style.name == "Title"
    assert document.core_properties.language == "da-DK"


def test_what_xml_cannot_hold_does_not_break_the_file() -> None:
    document = Document(BytesIO(docx_of([Line("text", "a\x00b\x0bc\ud800d\ufffe")])))
    assert document.paragraphs[0].text == "a b c d "


def test_copied_text_names_each_source(assistant: Assistant) -> None:
    (exchange,) = asked(assistant, HOSTILE).exchanges
    text = plain_text(exchange)
    for citation in exchange.citations:
        assert f"[{citation.number}] Kulturudvalget, 6. februar 2024" in text


def test_conversations_have_keys_that_cannot_be_guessed_and_are_forgotten() -> None:
    kept = Conversations(most=2)
    made = [Conversation().with_exchange(Exchange(1, "?", ".", "", "")) for _ in range(3)]
    for conversation in made:
        kept.keep(conversation)
    assert len({c.key for c in made}) == 3
    assert min(len(c.key) for c in made) >= 20
    assert [kept.find(c.key) for c in made] == [None, *made[1:]]
    kept.forget(made[2].key)
    assert kept.find(made[2].key) is None
    assert kept.find("") is None
