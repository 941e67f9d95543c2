"""Every Danish sentence of the page, the document pages and the HTTP errors.

What an answer itself says is in `assistant.texts`.
"""

from __future__ import annotations

from collections.abc import Sequence

from assistant.texts import date_text, listed
from index.types import DocumentKind, Scope, SectionKind, Status

LANGUAGE = "da"

# The page's frame

PRODUCT = "Referatsvar"
TITLE = "Spørg til referaterne"
SKIP_LINK = "Gå til spørgsmålsfeltet"
NO_SCRIPT = (
    "Samtalen kræver JavaScript. Uden JavaScript kan du bruge programmets HTTP-grænseflade, "
    "som er beskrevet i /openapi.json."
)
LOADING = "Henter samtalen …"
WHAT_IT_IS = (
    "Spørg om, hvad byrådet og udvalgene har besluttet. Du skriver til en automatisk assistent, "
    "som svarer med ordrette citater fra referaterne, så du kan slå hvert udsagn op."
)
WHAT_IT_IS_NOT = (
    "Svaret kan være ufuldstændigt og er ikke en afgørelse eller rådgivning fra kommunen."
)
WHAT_NOT_TO_WRITE = "Skriv ikke CPR-numre eller andet følsomt. Spørgsmål bliver ikke gemt."
MORE_ABOUT = "Læs mere om tjenesten"

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
STOP = "Stop"
STOPPED = "Stoppet."
WORDED_BY_MODEL = "Sammenfattet af en sprogmodel. Hver sætning er kontrolleret mod de kilder, den henviser til; læs kilderne, før du bruger svaret."
MODEL_WRITES = "Her er citaterne. En sprogmodel sammenfatter dem …"
MODEL_REWORDS = "Intet fundet med dine egne ord. Søger også med andre ord for det samme …"
COPY_ANSWER = "Kopiér svar og kilder"
COPY_LINK = "Kopiér link"
EXPORT_DOCX = "Hent som Word"
EXPORT_MARKDOWN = "Hent som Markdown"
EXPORT_NOTE = (
    "Svaret er fundet automatisk og består af ordrette citater fra de indlæste referater. "
    "Det kan være ufuldstændigt."
)
UNKNOWN_CONVERSATION = "Samtalen findes ikke længere. Den bliver kun husket, mens den er åben."
# What the script of the page says.
SAID_BY_SCRIPT = {
    "answer_copied": "Svaret og kilderne er kopieret.",
    "link_copied": "Linket er kopieret.",
}
CITATION_PREFIX = "kilde "

# The filters

FILTERS = "Afgræns til udvalg og periode"
BODY_LABEL = "Udvalg"
ALL_BODIES = "Alle udvalg"
FROM_LABEL = "Fra og med"
TO_LABEL = "Til og med"

# The sources

SOURCES = "Kilder"
WHAT_TO_ASK_ABOUT = "Det kan du spørge om"
NO_SOURCES_YET = "Når du har stillet et spørgsmål, står svarets kilder her."
SEARCH_BY_HAND = "Søg selv efter ordene"
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
HELD_WHY = "Kun det, der står her, kan findes. Når der svares »det fremgår ikke«, kan det skyldes, at mødet mangler."
BODIES = "Udvalg og råd"
MONTHS_NOTE = (
    "For hvert udvalg ses måneder uden referat mellem det første og det seneste møde. Juli er ikke regnet med. "
    "Et udvalg kan have holdt fri, så en måned uden referat er ikke altid en mangel."
)
NO_GAPS = "Ingen måneder uden referat."
ONE_MEETING = "Med ét møde kan det ikke ses, om der mangler andre."
QUOTED_ONLY = "Møder, der mangler"
QUOTED_ONLY_NOTE = "De indlæste referater gengiver beslutninger fra disse møder, men mødernes egne referater er ikke indlæst."
WITHOUT_MEETING = "Dokumenter uden oplyst udvalg eller dato"
COPIES = "Filer, der er kopier af andre"
REPLACED = "Filer, der er afløst af rettede udgaver"
REMOVED = "Udeladt tekst"
REMOVED_NOTE = "CPR-numre og tekst fra lukkede punkter er fjernet, før noget blev gemt."
REJECTED = "Filer og sider, der ikke kunne læses"
REJECTED_NONE = "Alle filer kunne læses."

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
FIRST_PAGE = "Første side"
LAST_PAGE = "Sidste side"
PAGES = "Sider i dokumentet"
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

# The frame of the other pages

SKIP_TO_CONTENT = "Gå til indholdet"
NAVIGATION_LABEL = "Hovedmenu"
FEEDBACK_ADDRESS = "/ris-og-ros"
NAVIGATION = {
    "/": "Spørg",
    "/soeg": "Søg",
    "/moeder": "Møder",
    "/sager": "Sager",
    "/indhold": "Indlæst",
}
FOOTER_LINKS = {
    FEEDBACK_ADDRESS: "Ris og ros",
    "/om": "Om tjenesten og privatliv",
    "/tilgaengelighed": "Tilgængelighedserklæring",
}
CONTACT = "Kontakt:"

# Finding by hand

NO_LIMITS = "Fjern afgrænsningen"
SHOW = "Vis"
READ_ON = "Læs videre"
READ_ITEM = "Læs punktet i dokumentet"
READ_DOCUMENT = "Læs hele dokumentet"
SEE_CASE = "Se sagens gang"
SEE_MEETING = "Se hele mødet"
SEE_TELLING_MEETING = "Se mødet, der gengiver det"
HELD_LINK = "Se, hvad der er indlæst, og hvad der mangler"
UNTITLED = "Punkt uden titel"
CLOSED_MARK = "(lukket punkt)"
CLOSED_NOTE = "Indholdet af lukkede punkter er ikke offentligt."
NO_DATE = "Uden oplyst dato"
UNKNOWN_BODY = "Ukendt udvalg"
LIST_PAGES = "Sider i listen"

SEARCH = "Søg"
SEARCH_LABEL = "Søg efter ord i referaterne"
SEARCH_NOTE = "Her får du de steder i referaterne, som passer bedst til dine ord. Vil du have et svar, så brug »Spørg«."
NO_HITS = "Der blev ikke fundet noget. Prøv andre ord eller en anden periode."
ASK_INSTEAD = "Stil det som et spørgsmål"
MORE_HITS = "Vis flere, som passer dårligere"

MEETINGS = "Møder"
MEETINGS_LABEL = "Vis møder med disse ord i dagsordenen"
NO_MEETINGS = "Ingen møder passer til det."
ALL_MEETINGS = "Alle møder"
AGENDA = "Dagsorden og beslutninger"
NO_ITEMS = "Der er ikke fundet dagsordenspunkter i dokumentet. Læs det hele i stedet."
DOCUMENT_KINDS = {
    DocumentKind.MINUTES: "Referat",
    DocumentKind.AGENDA: "Dagsorden",
    DocumentKind.OTHER: "Andet dokument",
}

CASES = "Sager"
CASES_NOTE = "En sag kan være behandlet på flere møder. Her er de sager, der har et sagsnummer, med den senest behandlede øverst."
CASES_LABEL = "Vis sager med disse ord i titlen, eller skriv et sagsnummer"
NO_CASES = "Ingen sager passer til det."
ALL_CASES = "Alle sager"
UNKNOWN_CASE = "Der er ingen sag med det nummer i de referater, der er indlæst."
CLOSED_CASE = "Sagen er behandlet på et lukket punkt. Kun mødet er offentligt:"
COURSE = "Sagens gang"
COURSE_INCOMPLETE = "Kun behandlinger i de indlæste referater er med."
IN_FORCE = "Den seneste beslutning i sagen"
NOTHING_IN_FORCE = (
    "Der er ikke fundet en endelig beslutning i de indlæste referater. Se sagens gang nedenfor."
)
TREATED_AFTER = "Sagen er behandlet igen efter den beslutning. Se sagens gang nedenfor."
ASK_ABOUT_CASE = "Stil et spørgsmål om sagen"

# What a place in the minutes is worth

PROPOSAL = "Forslag, ikke en beslutning"
ADOPTED = "Vedtaget som indstillet"
AGENDA_ONLY = "Kun dagsorden"
NO_DECISION_TEXT = "Der står ingen beslutning under punktet."
FOLLOWED = "Der er en senere beslutning i sagen"

# Feedback

FEEDBACK = "Ris og ros"
FEEDBACK_NOTE = "Sig, hvad du synes om svaret. Det er frivilligt, og du skal ikke skrive dit navn."
FEEDBACK_QUESTION = "Hvad vil du sige?"
FEEDBACK_KINDS = {
    "useful": "Svaret var nyttigt",
    "wrong_source": "Kilden er forkert, eller citatet er ikke svar på spørgsmålet",
    "missing_document": "Der mangler et dokument",
    "other": "Noget andet",
}
FEEDBACK_COMMENT = "Bemærkning (kan udelades)"
FEEDBACK_WARNING = "Skriv ikke CPR-numre, navne eller andet følsomt."
FEEDBACK_CONSENT = "Gem også mit spørgsmål, samtalen før det og svarets kilder, så de kan bruges til at gøre tjenesten bedre."
FEEDBACK_THANKS = "Tak for din besked"
FEEDBACK_KEPT = "Dit spørgsmål er gemt sammen med beskeden."
FEEDBACK_NOT_KEPT = "Dit spørgsmål er ikke gemt."
FEEDBACK_KIND_MISSING = "Vælg, hvad du vil sige, og send igen."
FEEDBACK_FOREIGN = "Beskeden kom ikke fra denne side og er ikke gemt."
FEEDBACK_ON_ANSWER = "Giv ris eller ros"
SEND = "Send"
ASK_NEW = "Stil et nyt spørgsmål"
EXPORT_CLOSED = "Siden er ikke åben, for der er ikke valgt en adgangskode."
EXPORT_LOCKED = "Siden kræver en adgangskode."

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


def working(answered: bool) -> str:
    """What the language model is doing after an answer in quotations, or after none."""
    return MODEL_WRITES if answered else MODEL_REWORDS


def answer_ready(sources: int) -> str:
    """What is announced when the answer has come.

    >>> answer_ready(1), answer_ready(3)
    ('Svaret er klar. 1 kilde.', 'Svaret er klar. 3 kilder.')
    """
    return f"Svaret er klar. {counted(sources, 'kilde', 'kilder')}."


def not_found_ready() -> str:
    """What is announced when nothing was found."""
    return "Søgningen er færdig. Der blev ikke fundet et svar."


def exported(day: str) -> str:
    """When a conversation was saved."""
    return f"Gemt den {day}."


def in_document(document: str, page: int) -> str:
    """Where in which file."""
    return f"{document}, side {page}"


def sources_of(number: int) -> str:
    """The heading of an answer's sources."""
    return f"Kilder til svar {number}"


def searched_for(number: int) -> str:
    """The heading of where was searched for a question that has no answer."""
    return f"Her blev der søgt (svar {number})"


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
    if not bodies:
        return f"Afgrænset til perioden {period}."
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


def search_title(words: str) -> str:
    """The title of a page of hits."""
    return f"Søgning: {words[:80]}"


def hits_found(count: int) -> str:
    """How many places are shown."""
    return f"{counted(count, 'sted', 'steder')} vist, det bedste først."


def words_absent(words: Sequence[str]) -> str:
    """What a search did not find as such."""
    named = listed(LANGUAGE, [f"»{word}«" for word in words])
    return f"Referaterne har ikke {named}. Her er det, der ligger nærmest i betydning."


def also_in(section: str) -> str:
    """The link to another passage of the same item."""
    return f"Også under: {section}"


def see_case(case_number: str) -> str:
    """The link to a case."""
    return f"Se sagens gang ({case_number})"


def meetings_held(meetings: int, undated: int) -> str:
    """How many meetings are listed, and how many documents whose meeting is not known.

    >>> meetings_held(5, 0), meetings_held(5, 2)
    ('5 møder.', '5 møder og 2 dokumenter uden oplyst dato.')
    """
    known = counted(meetings, "møde", "møder")
    if not undated:
        return f"{known}."
    return f"{known} og {counted(undated, 'dokument', 'dokumenter')} uden oplyst dato."


def last_treated(day: str) -> str:
    """When a case was treated last."""
    return f"senest {day}"


def quoted_by(meeting: str) -> str:
    """Where a treatment is told of by another meeting's minutes."""
    return f"Gengivet i referatet fra {meeting}."


def decision_of(meeting: str | None) -> str:
    """The heading of a decision; of an earlier meeting where one is named."""
    return f"Tidligere beslutning ({meeting}):" if meeting else "Beslutning:"


def other_document(kind: str) -> str:
    """The link to another document of the same meeting."""
    return f"Mødets andet dokument: {kind.lower()}"


def held_of_body(count: str, first: str, last: str) -> str:
    """How much is held of a body."""
    return f"{count}, {first} – {last}." if first != last else f"{count}, {first}."


def gaps_count(count: int) -> str:
    """How many months are without minutes."""
    return f"{counted(count, 'måned', 'måneder')} uden referat"


def months_listed(months: Sequence[int]) -> str:
    """Months by name.

    >>> months_listed([2, 8])
    'februar og august'
    """
    return listed(LANGUAGE, [_MONTHS[month - 1] for month in months])


_MONTHS = (
    "januar februar marts april maj juni juli august september oktober november december".split()
)


def only_agendas(days: Sequence[str]) -> str:
    """The meetings of which there are no minutes."""
    return f"Kun dagsorden, intet referat: {listed(LANGUAGE, list(days))}."


def copy_of(name: str, other: str) -> str:
    """A file that was held already."""
    return f"{name} er den samme fil som {other}"


def replaced_by(name: str, other: str) -> str:
    """A file of which a newer edition is held."""
    return f"{name} er afløst af {other}"


def removed_on_page(name: str, page: int, kind: str) -> str:
    """What was taken out of a page."""
    what = {"cpr": "CPR-nummer", "closed": "tekst fra et lukket punkt"}.get(kind, "tekst")
    return f"{name}, side {page}: {what}"


def removed_count(count: int) -> str:
    """In how many places text was taken out."""
    return f"{counted(count, 'sted', 'steder')} med udeladt tekst"


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
    return f"Hvad blev der besluttet om {title}?"


def ask_course(title: str) -> str:
    """A question for the course of a case."""
    return f"Hvad er der sket i sagen om {title}?"


def ask_case(title: str) -> str:
    """A question about the very case that has this title."""
    return f"Hvad er der sket i sagen »{title}«?"


def ask_absent(body: str, day: str) -> str:
    """A question for those who were not there."""
    return f"Hvem var fraværende på mødet i {body} den {day}?"


# About the service

ABOUT = "Om tjenesten og privatliv"
ABOUT_SECTIONS = (
    (
        "Hvad det er",
        (
            "En automatisk assistent, der søger i de referater, som er indlæst, og svarer med ordrette citater. "
            "Den skriver ikke selv: Alt mellem »« står ordret i et dokument, og hvert citat har en kilde.",
            "Den kan overse noget, og den kan vælge et forkert citat. Kun det underskrevne referat gælder.",
        ),
    ),
    (
        "Hvad der gemmes",
        (
            "Spørgsmål og svar ligger i serverens hukommelse, mens siden er åben, og bliver ikke skrevet ned. "
            "Siden sætter ingen cookies og henter intet fra andre steder.",
            "Giver du ris eller ros, gemmes det, du har valgt og skrevet. Dit spørgsmål gemmes kun, hvis du sætter kryds ved det.",
        ),
    ),
    (
        "Hvad der ikke vises",
        ("CPR-numre og indholdet af lukkede punkter er fjernet, før noget kan findes.",),
    ),
)
PRIVACY_OWN = "Kommunens oplysninger om persondata"

ACCESSIBILITY = "Tilgængelighedserklæring"
ACCESSIBILITY_SECTIONS = (
    (
        "Hvad der er gjort",
        (
            "Siderne er bygget efter WCAG 2.1, niveau A og AA. De kan bruges med tastatur alene, med skærmlæser, "
            "på små skærme og med stor skrift. De følger systemets mørke tema og ønsket om færre bevægelser, "
            "og de kan udskrives.",
            "Hver ny udgave prøves automatisk med axe og med tastatur i en rigtig browser.",
        ),
    ),
    (
        "Hvad der kan volde besvær",
        (
            "Samtalen kræver JavaScript. Siderne »Søg«, »Møder«, »Sager« og »Hvad er indlæst?« virker uden.",
            "Dokumenternes originaler er kommunens egne filer og er ikke altid tilgængelige. "
            "Derfor vises teksten af hver side også som tekst.",
        ),
    ),
    (
        "Hvis noget ikke virker",
        (
            "Skriv til den kontakt, der står nederst på siden. Får du ikke et svar, du kan bruge, "
            "kan du henvende dig til Digitaliseringsstyrelsen, som fører tilsyn med reglerne.",
        ),
    ),
)
ACCESSIBILITY_OWN = "Kommunens egne oplysninger"
