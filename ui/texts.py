"""Every Danish sentence of the page, the document pages and the HTTP errors.

What an answer itself says is in `assistant.texts`.
"""

from __future__ import annotations

from collections.abc import Sequence

from assistant.texts import date_text, listed
from index.types import Scope, SectionKind, Status

LANGUAGE = "da"

# The page's frame

PRODUCT = "Referatsvar"
TITLE = "Spørg til referaterne"
PAGE_TITLE = f"{TITLE} – {PRODUCT}"
SKIP_LINK = "Gå til spørgsmålsfeltet"
NO_SCRIPT = (
    "Samtalen kræver JavaScript. Uden JavaScript kan du bruge programmets HTTP-grænseflade, "
    "som er beskrevet i /openapi.json."
)
LOADING = "Henter samtalen …"
WHAT_IT_IS = (
    "Du skriver til en automatisk assistent. Den søger i de indlæste referater og svarer med ordrette "
    "citater, så du kan slå hvert udsagn op i kilden."
)
WHAT_IT_IS_NOT = (
    "Svaret kan være ufuldstændigt, og udvalget af citater kan være forkert. Det er ikke en afgørelse "
    "eller rådgivning fra kommunen, og noget kan være besluttet, uden at det står her. "
    "Skriv ikke CPR-numre eller andre følsomme oplysninger. Spørgsmål bliver ikke logget."
)

API_DESCRIPTION = (
    "Svarer på spørgsmål til en kommunes referater med ordrette citater. Alle datoer er ISO (2024-01-31). "
    'Fejl besvares med {"error": "én sætning på dansk"}. / '
    "Answers questions to a municipality's minutes with verbatim quotations."
)

# The conversation

CONVERSATION = "Samtale"
EMPTY_CONVERSATION = "Her vises dit spørgsmål og svaret."
QUESTION_LABEL = "Dit spørgsmål"
FIRST_QUESTION = "Hvad blev der besluttet om skolerne?"
QUESTION_PLACEHOLDER = f"For eksempel: {FIRST_QUESTION}"
ASK = "Spørg"
NEW_CONVERSATION = "Ny samtale"
EXAMPLES = "Prøv for eksempel"
YOU_ASKED = "Du spurgte: "
ANSWER = "Svar: "
SEARCHING = "Søger …"
NEW_CONVERSATION_READY = "Samtalen er ryddet. Du kan stille et nyt spørgsmål."
CITATION_PREFIX = "kilde "

# The filters

FILTERS = "Afgræns til udvalg og periode"
BODY_LABEL = "Udvalg"
ALL_BODIES = "Alle udvalg"
FROM_LABEL = "Fra og med"
TO_LABEL = "Til og med"

# The sources

SOURCES = "Kilder"
NO_SOURCES_YET = "Når du har stillet et spørgsmål, kan du her se de steder, svaret er citeret fra."
NO_SOURCES = "Svaret har ingen kilder, for der blev ikke fundet noget, som besvarer spørgsmålet."
SEARCHED_IN = "Her blev der søgt"
NEAREST = "Det nærmeste, der blev fundet"
SHOW_PAGE = "Vis siden med markering"
BACK_TO_ANSWER = "Tilbage til svaret"
NEW_TAB = "(åbner i en ny fane)"
UNKNOWN_MEETING = "Møde uden oplyst udvalg og dato"

SECTIONS = {
    SectionKind.BACKGROUND: "Sagsfremstilling",
    SectionKind.RECOMMENDATION: "Indstilling",
    SectionKind.DECISION: "Beslutning",
    SectionKind.VOTE: "Afstemning",
    SectionKind.ABSENT: "Fraværende",
    SectionKind.ATTACHMENTS: "Bilag",
    SectionKind.ECONOMY: "Økonomi",
    SectionKind.HEADER: "Overskrift og oplysninger",
    SectionKind.OTHER: "Øvrig tekst",
}

# What is held

HELD = "Hvad er indlæst?"
HELD_NOTHING = "Der er ikke indlæst nogen referater endnu."
HELD_INCOMPLETE = "Kun det, der er indlæst, kan findes. Manglende møder er ikke nævnt her."
REJECTED = "Filer og sider, der ikke kunne læses"
REJECTED_NONE = "Alle filer kunne læses."
MISSING_VALUE = "–"

# Documents

DOCUMENT_TEXT = "Sidens tekst"
DOCUMENT_IMAGE = "Billede af siden"
DOCUMENT_NOTE = "Teksten er den, der er læst ud af dokumentet og søgt i."
DOCUMENT_MARKED = "Det citerede sted er markeret."
DOCUMENT_CHANGED = (
    "Dokumentet er ændret, siden svaret blev givet. Derfor er der ikke markeret noget."
)
DOCUMENT_NOT_BOXED = "Stedet kunne ikke findes på billedet, men det er markeret i teksten."
DOCUMENT_LEFT_OUT = "[Her er udeladt tekst, som ikke er offentlig eller ikke hører til et punkt.]"
DOCUMENT_EMPTY_PAGE = "Siden har ingen tekst, der kan vises."
PREVIOUS_PAGE = "Forrige side"
NEXT_PAGE = "Næste side"
PAGES = "Sider i dokumentet"
TO_THE_CHAT = "Stil et spørgsmål til referaterne"
PROBLEM = "Siden kan ikke vises"

WITHHELD_REDACTED = "Originalen vises ikke, fordi den indeholder et CPR-nummer."
WITHHELD_REDACTED_PAGE = "Billedet af siden vises ikke, fordi siden indeholder et CPR-nummer."
WITHHELD_CLOSED = "Originalen vises ikke, fordi den indeholder tekst fra et lukket punkt."
WITHHELD_CLOSED_PAGE = (
    "Billedet af siden vises ikke, fordi siden kan indeholde tekst fra et lukket punkt."
)
WITHHELD_UNREAD_PAGE = (
    "Billedet af siden vises ikke, fordi sidens tekst ikke har kunnet læses og kontrolleres."
)
WITHHELD_FORMAT = "Originalen vises ikke i dette format. Læs teksten i stedet."
WITHHELD_CHANGED = (
    "Originalen vises ikke, fordi filen er flyttet eller ændret, siden den blev indlæst."
)

IMAGE_FAILED = "Billedet kan ikke vises lige nu. Læs teksten i stedet."

# Problems

UNKNOWN_DOCUMENT = "Dokumentet findes ikke, eller det er slettet."
UNKNOWN_PAGE = "Dokumentet har ikke en side med det nummer."
UNKNOWN_ADDRESS = "Adressen findes ikke."
WRONG_METHOD = "Adressen kan ikke bruges på den måde."
TOO_LARGE = "Anmodningen er for stor. Grænsen er 200 kB."
BUSY = "Tjenesten kan ikke svare lige nu. Prøv igen om lidt."
UNEXPECTED = "Der opstod en uventet fejl. Prøv igen, eller stil spørgsmålet på en anden måde."
NOT_JSON = "Anmodningen er ikke gyldig JSON."
EMPTY_QUESTION = "Spørgsmålet er tomt. Skriv, hvad du vil vide."
PERIOD_REVERSED = "Fra-datoen ligger efter til-datoen."
ERROR_TITLE = "Fejl"

# Texts of Gradio itself, by their keys in its own translations.
GRADIO = {
    "common.clear": "Ryd",
    "common.error": "Fejl",
    "common.loading": "Henter",
    "common.download": "Hent",
    "chatbot.clear": "Ryd samtalen",
    "chatbot.copy_message": "Kopiér",
    "chatbot.copied_message": "Kopieret",
    "chatbot.submit": "Send",
    "chatbot.cancel": "Annullér",
    "chatbot.retry": "Prøv igen",
    "chatbot.undo": "Fortryd",
    "chatbot.edit": "Redigér",
    "blocks.long_requests_queue": "Der er kø. Vent venligst.",
    "blocks.connection_can_break": "Forbindelsen kan blive afbrudt på mobil, hvis siden forlades.",
    "blocks.waiting_for_inputs": "Venter på indtastning.",
}

# Texts of Gradio that have no key. The script replaces them where it finds
# them as whole texts or labels.
GRADIO_UNTRANSLATED = {
    "Error": "Fejl",
    "Warning": "Bemærk",
    "Info": "Oplysning",
    "Clear": "Ryd",
    "Close": "Luk",
    "Remove": "Fjern",
    "chatbot conversation": CONVERSATION,
    "Queue is full! Please try again.": "Der er travlt lige nu. Prøv igen om lidt.",
    "Connection errored out.": "Forbindelsen blev afbrudt. Prøv igen.",
    "Connection to the server was lost. Attempting reconnection...": (
        "Forbindelsen til serveren er afbrudt. Forsøger igen …"
    ),
    "Connection re-established.": "Forbindelsen er genoprettet.",
    "Connection Lost": "Forbindelsen er afbrudt",
    "This application is currently busy. Please try again.": "Der er travlt lige nu. Prøv igen om lidt.",
}


def answer_ready(sources: int) -> str:
    """What is announced when the answer has come.

    >>> answer_ready(1), answer_ready(3)
    ('Svaret er klar. 1 kilde.', 'Svaret er klar. 3 kilder.')
    """
    return f"Svaret er klar. {counted(sources, 'kilde', 'kilder')}."


def not_found_ready() -> str:
    """What is announced when nothing was found."""
    return "Søgningen er færdig. Der blev ikke fundet et svar."


def sources_of(number: int) -> str:
    """The heading of an answer's sources."""
    return f"Kilder til svar {number}"


def open_document(page: int) -> str:
    """The link to the original."""
    return f"Åbn dokumentet på side {page}"


def page_of(page: int, pages: int) -> str:
    """Where in a document."""
    return f"Side {page} af {pages}"


def page_image(page: int, boxed: bool) -> str:
    """What the image of a page shows, for those who cannot see it."""
    box = " Det citerede sted har en ramme." if boxed else ""
    return f"Billede af side {page}.{box} Sidens tekst står også som tekst."


def item_name(number: str | None, title: str | None) -> str | None:
    """An agenda item as a source names it."""
    if number and title:
        return f"Punkt {number}. {title}"
    return title or (f"Punkt {number}" if number else None)


def case_name(case_number: str) -> str:
    """A case number with what it is."""
    return f"Sagsnr. {case_number}"


def limited_to(bodies: tuple[str, ...], period: str) -> str:
    """The filters that held for an answer."""
    return "Afgrænset til " + ", ".join([*bodies, *([period] if period else [])]) + "."


def period_of(first: str, last: str) -> str:
    """A period with one or both ends, given as texts; "" with none."""
    if first and last:
        return f"{first} – {last}"
    return f"fra {first}" if first else f"til {last}" if last else ""


def scope_summary(scope: Scope | Status) -> str:
    """What is held or was searched, in one sentence."""
    if not scope.documents:
        return HELD_NOTHING
    documents = counted(scope.documents, "dokument", "dokumenter")
    meetings = counted(scope.meetings, "møde", "møder")
    text = f"{documents} fra {meetings}"
    if scope.from_date and scope.to_date:
        first, last = (date_text(LANGUAGE, day) for day in (scope.from_date, scope.to_date))
        text += f", {first} – {last}" if first != last else f", {first}"
    return f"{text}."


def bodies_listed(bodies: Sequence[str]) -> str:
    """The names of bodies in a sentence.

    >>> bodies_listed(["Byrådet", "Økonomiudvalget"])
    'Udvalg: Byrådet og Økonomiudvalget.'
    """
    return f"Udvalg: {listed(LANGUAGE, list(bodies))}."


def rejected_count(count: int) -> str:
    """How much could not be read."""
    if not count:
        return REJECTED_NONE
    return f"{counted(count, 'fil eller side', 'filer og sider')} kunne ikke læses og er ikke med."


def more_not_shown(count: int) -> str:
    """The end of a list that was cut."""
    return f"… og {count} mere."


def counted(count: int, one: str, several: str) -> str:
    """A number and its noun, with the Danish thousands separator.

    >>> counted(1234, "kilde", "kilder")
    '1.234 kilder'
    """
    return f"{count:,} {one if count == 1 else several}".replace(",", ".")


def invalid_field(field: str) -> str:
    """A value of the wrong kind."""
    return f"Feltet »{field}« har en værdi, der ikke kan bruges."


def missing_field(field: str) -> str:
    """A value that must be there."""
    return f"Feltet »{field}« mangler."


def unknown_field(field: str) -> str:
    """A value that nobody asked for."""
    return f"Feltet »{field}« kendes ikke. Se /openapi.json."


def too_long_field(field: str, limit: int) -> str:
    """A text or list that is too long."""
    return f"Feltet »{field}« er for langt. Grænsen er {limit}."


def not_a_date(field: str) -> str:
    """A date that is none."""
    return f"Feltet »{field}« skal være en dato, skrevet som 2024-01-31."


def wrong_role(field: str) -> str:
    """A speaker that is none."""
    return f"Feltet »{field}« skal være »user« eller »assistant«."


def wrong_number(field: str) -> str:
    """A number outside its limits."""
    return f"Feltet »{field}« skal være et helt tal fra 1 til 100."


def too_many_words(words: int, limit: int) -> str:
    """A question that is an essay."""
    return f"Spørgsmålet er på {words} ord; grænsen er {limit}. Stil et kortere spørgsmål."


# Example questions about what is held


def ask_decision(title: str) -> str:
    """A question for the decision on an item."""
    return f"Hvad blev der besluttet om »{title}«?"


def ask_course(title: str) -> str:
    """A question for the course of a case."""
    return f"Hvad er der sket i sagen »{title}«?"


def ask_absent(body: str, day: str) -> str:
    """A question for those who were not there."""
    return f"Hvem var fraværende på mødet i {body} den {day}?"
