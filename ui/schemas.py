"""The JSON of the HTTP interface, as /openapi.json describes it.

The models check what comes in. What goes out is made by `assistant.as_json`,
the same as on the command line; a test holds it against these models.
"""

from __future__ import annotations

import re
from datetime import date
from typing import Annotated, Any, Literal, Self

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, model_validator
from pydantic_core import PydanticCustomError

# The longest text that the assistant takes is 600 words.
MAX_CHARACTERS = 20_000
MAX_HISTORY = 200
MAX_TOP = 100

Section = Literal[
    "background", "recommendation", "decision", "vote", "absent", "attachments", "economy", "header", "other"
]  # fmt: skip


class PeriodReversed(ValueError):
    """The first day asked for lies behind the last."""


def _iso(value: Any) -> Any:
    """Only what is written as a date; pydantic would take numbers and times as well."""
    if value is None or (isinstance(value, str) and re.fullmatch(r"\d{4}-\d\d-\d\d", value)):
        return value
    raise PydanticCustomError("date_not_iso", "not an ISO date")


IsoDate = Annotated[date | None, BeforeValidator(_iso)]


class _Request(BaseModel):
    model_config = ConfigDict(extra="forbid", populate_by_name=True)

    body: str | None = Field(
        None,
        max_length=300,
        description="Kun dette udvalg: navn eller kommunens forkortelse. / Only this body: name or abbreviation.",
        examples=["Byrådet", "ØU"],
    )
    from_date: IsoDate = Field(
        None,
        alias="from",
        description="Første mødedag (ISO). / First day of meeting (ISO).",
        examples=["2022-01-01"],
    )
    to_date: IsoDate = Field(
        None,
        alias="to",
        description="Sidste mødedag (ISO). / Last day of meeting (ISO).",
        examples=["2022-12-31"],
    )

    @model_validator(mode="after")
    def _period_runs_forward(self) -> Self:
        if self.from_date and self.to_date and self.from_date > self.to_date:
            raise PeriodReversed
        return self


class TurnIn(BaseModel):
    """En tidligere ytring i samtalen. / An earlier turn of the conversation."""

    model_config = ConfigDict(extra="forbid")

    role: Literal["user", "assistant"] = Field(description="Hvem der talte. / Who spoke.")
    content: str = Field(
        max_length=MAX_CHARACTERS, description="Hvad der blev sagt. / What was said."
    )


class AskRequest(_Request):
    """Et spørgsmål til referaterne. / A question to the minutes."""

    question: str = Field(
        max_length=MAX_CHARACTERS,
        description="Spørgsmålet på dansk eller engelsk. / The question, in Danish or English.",
        examples=["Hvad blev der besluttet om skolerne?"],
    )
    history: list[TurnIn] = Field(
        default_factory=list,
        max_length=MAX_HISTORY,
        description=(
            "Samtalen indtil nu, ældste først; de seneste 20 ytringer bruges. / "
            "The conversation so far, oldest first; the latest 20 turns are used."
        ),
    )


class SearchRequest(_Request):
    """En søgning efter tekststykker. / A search for passages."""

    query: str = Field(
        max_length=MAX_CHARACTERS,
        description="Ord eller et spørgsmål. / Words or a question.",
        examples=["modtagerklasser"],
    )
    top: int = Field(
        10, ge=1, le=MAX_TOP, description="Højst så mange tekststykker. / At most so many passages."
    )


class _Response(BaseModel):
    model_config = ConfigDict(extra="forbid", populate_by_name=True)


class PlaceOut(_Response):
    """Hvor noget står. Ukendte værdier er null. / Where something stands. Unknown values are null."""

    document: str = Field(
        description="Dokumentets navn i arkivet. / The document's name in the archive."
    )
    page: int = Field(description="Side, fra 1. / Page, from 1.")
    body: str | None = Field(description="Udvalg. / Body.")
    date: str | None = Field(description="Mødedato (ISO). / Date of the meeting (ISO).")
    item_number: str | None = Field(
        description="Punktets nummer, som det er trykt. / The item's number as printed."
    )
    item_title: str | None = Field(description="Punktets titel. / The item's title.")
    case_number: str | None = Field(description="Sagsnummer. / Case number.")
    section: Section = Field(description="Afsnittets art. / What kind of section it is.")


class CitationOut(PlaceOut):
    """Et citat og dets kilde. / A quotation and its source."""

    number: int = Field(description="Tallet i svarets [n]. / The number in the answer's [n].")
    quote: str = Field(
        description="Ordret fra siden, mellemrum foldet. / Verbatim, white space folded."
    )


class PassageOut(PlaceOut):
    """Et tekststykke, der blev overvejet. / A passage that was considered."""

    text: str = Field(description="Teksten, mellemrum foldet. / The text, white space folded.")
    score: float = Field(description="0 til ca. 1. / 0 to about 1.")


class ScopeOut(_Response):
    """Hvad der blev søgt i. / What was searched."""

    documents: int = Field(description="Dokumenter. / Documents.")
    meetings: int = Field(description="Møder. / Meetings.")
    bodies: list[str] = Field(description="Udvalg. / Bodies.")
    from_date: str | None = Field(
        alias="from", description="Første møde (ISO). / First meeting (ISO)."
    )
    to_date: str | None = Field(alias="to", description="Sidste møde (ISO). / Last meeting (ISO).")
    rejected: int = Field(
        description="Filer, der ikke kunne læses. / Files that could not be read."
    )


class ReceiptSourceOut(_Response):
    """Et citats plads i filen. / Where in the file a quotation stands."""

    document: str = Field(description="Dokumentets navn. / The document's name.")
    sha256: str = Field(description="Filens SHA-256. / The file's SHA-256.")
    page: int = Field(description="Side, fra 1. / Page, from 1.")
    start: int = Field(
        description="Første tegn i dokumentets tekst. / First character in the document's text."
    )
    end: int = Field(description="Efter sidste tegn. / Behind the last character.")
    quote: str = Field(description="Citatet. / The quotation.")


class ReceiptOut(_Response):
    """Nok til at efterprøve svaret senere. / Enough to verify the answer later."""

    question: str
    answer: str
    sources: list[ReceiptSourceOut]
    version: str = Field(description="Programmets version. / The program's version.")
    parser: str = Field(description="Fingeraftryk af læsningen. / Fingerprint of the parser.")
    encoder: str = Field(
        description="Fingeraftryk af sprogmodellen til søgning. / Fingerprint of the encoder."
    )


class AnswerOut(_Response):
    """Et svar. Uden svar er citations tom. / An answer. Without one, citations is empty."""

    question: str
    answered: bool = Field(
        description="Om referaterne svarer på det. / Whether the minutes answer it."
    )
    answer: str = Field(
        description="Svaret med [n] ved hvert citat. / The answer with [n] at each quotation."
    )
    language: Literal["da", "en"] = Field(
        description="Svarets sprog; citater er på dansk. / The answer's language; quotations are Danish."
    )
    notice: str | None = Field(
        description="Hvad der blev af sprogmodellens ord; null uden sprogmodel. / "
        "What became of the language model's words; null without one."
    )
    struck: int = Field(
        description="Sprogmodellens sætninger, der blev strøget. / The language model's sentences that were struck."
    )
    citations: list[CitationOut]
    passages: list[PassageOut] = Field(description="Bedste først. / Best first.")
    scope: ScopeOut
    kind: str = Field(description="Hvad der blev spurgt om. / What kind of thing was asked.")
    receipt: ReceiptOut
    seconds: float = Field(description="Tid brugt. / Time used.")


class SearchOut(_Response):
    """Fundne tekststykker, bedste først. / Passages found, best first."""

    query: str
    passages: list[PassageOut]
    scope: ScopeOut
    seconds: float


class RejectedOut(_Response):
    """En fil, der ikke kunne læses. / A file that could not be read."""

    document: str
    reason: str = Field(description="Hvorfor, på dansk. / Why, in Danish.")


class RedactionOut(_Response):
    """Noget, der blev fjernet før lagring. / Something removed before it was stored."""

    document: str
    page: int
    kind: str
    count: int


class DuplicateOut(_Response):
    """En kopi af en anden fil. / A copy of another file."""

    document: str
    same_as: str


class SupersededOut(_Response):
    """En fil, som en nyere erstatter. / A file that a newer one replaces."""

    document: str
    by: str


class RecognisedOut(_Response):
    """Sider, som er læst fra et billede. / Pages whose text was read from an image."""

    document: str
    pages: str


class StatusOut(_Response):
    """Hvad arkivet rummer. / What the archive holds."""

    documents: int
    meetings: int
    items: int = Field(description="Dagsordenspunkter. / Agenda items.")
    passages: int
    bodies: list[str]
    from_date: str | None = Field(alias="from")
    to_date: str | None = Field(alias="to")
    rejected: list[RejectedOut]
    redactions: list[RedactionOut]
    duplicates: list[DuplicateOut]
    superseded: list[SupersededOut]
    recognised: list[RecognisedOut]
    model: str = Field(description="Sprogmodellen til søgning. / The encoder.")


class HealthOut(_Response):
    """Tjenesten kører. / The service runs."""

    status: Literal["ok"]


class ErrorOut(_Response):
    """Én sætning på dansk om, hvad der gik galt. / One sentence in Danish on what went wrong."""

    error: str
