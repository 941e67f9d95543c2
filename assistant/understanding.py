"""What a question asks for: its kind, its subject, its body, period and case."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from functools import cache

from assistant.types import Kind, Question, Turn
from index.danish.analysis import Token, content_tokens, tokens
from index.errors import InvalidQuestion
from index.parsing.case_numbers import find_case_number
from index.parsing.dates import find_dates
from index.store.bodies import BodyNames
from index.types import Filters

# A long letter to the council is about 500 words; more is not a question.
MAX_WORDS = 600

# The first that matches decides. Everyday wordings first, the general last.
_KINDS: tuple[tuple[Kind, str], ...] = (
    (Kind.ABSENT, r"fraværende|\bafbud|ikke (?:til stede|mødt)|mødte (?:\w+ )?ikke|deltog (?:\w+ )?ikke|ikke deltog"
                  r"|manglede (?:på|til) mødet|ikke med (?:på|til) mødet|blev væk|\babsent\b|not present"),
    (Kind.VOTE, r"\bstemte|\bstemme\b|\bstemmer\b|afstemning|\bimod\b|forbehold|mindretal|\bundlod|flertal|enstemmig|dissens"
                r"|uenig|\bvot(?:e|ed|es)\b|against"),
    (Kind.DEADLINE, r"\bfrist|deadline|hvor længe (?:kan|har) (?:man|jeg|vi|borger)|hørings(?:frist|periode)|senest (?:svare|indsende|aflevere)"),
    (Kind.ATTACHMENTS, r"\bbilag|vedhæft|\battachment"),
    (Kind.AMOUNT, r"hvor (?:meget|mange) (?:penge|koster|kostede|kroner|kr\b|bliver der afsat|er der afsat|blev der afsat|får|fik|betaler|skal|vil|har)"
                  r"|hvad (?:koste|(?:er|var|bliver|blev) (?:prisen|budgettet|taksten|gebyret|beløbet|afgiften|bevillingen|tilskuddet|lejen|udgiften))|\bkoste[rd]?e?\b|\bpris(?:en)?\b|hvor (?:dyrt?|stort? (?:et beløb|en bevilling|er bevillingen|er beløbet|en udgift|et tilskud))"
                  r"|\bbeløb|hvor meget|hvor høj(?:t)? (?:er|bliver|var)|how much|\bcosts?\b"),
    (Kind.COUNT, r"hvor mange|hvor ofte|antal(?:let)? |how many"),
    (Kind.WHY, r"\bhvorfor\b|begrundelse|\bårsag|af hvilken grund|\bwhy\b"),
    (Kind.COURSE, r"hvad (?:er der|skete der|er|bliver der) (?:\w+ )?(?:sket|blevet af|videre)|hvordan (?:gik|går|endte) det|\bforløb(?:et)? (?:af|for|i|om)"
                  r"|\bstatus\b|hvor langt|historik|hele sagen|sagens gang|what happened|seneste nyt|hvad blev der af"),
    (Kind.WHEN, r"\bhvornår\b|hvilken dato|hvilket år|hvad dato|hvilken dag|\bwhen\b"),
    (Kind.MEETING, r"hvad (?:skete der|blev der (?:talt om|drøftet|behandlet)|stod der på dagsordenen|var på dagsordenen|handlede mødet om) på (?:\w+ ){0,4}?mød"
                   r"|hvilke punkter|dagsordenen (?:for|til) mødet"),
    (Kind.DECISION, r"beslut|vedtag|vedtog|godkend|afgjor|bestem|hvad (?:blev|er) (?:resultatet|udfaldet|konklusionen)|afvis|forkast|\bdecide|\bdecision|\bapproved?\b"),
    (Kind.DECISION, r"^\s*(?:skal|bliver|blev|er|vil|må|får|lukker|kommer)\s"),
    (Kind.WHO, r"^\s*(?:og )?hvem\b|\bhvem (?:er|var|skal|har|blev|sidder|bliver)|\bhvilke(?:n|t)? (?:person|medlem|politiker|borgmester)|\bwho\b"),
)  # fmt: skip
_PATTERNS = tuple((kind, re.compile(pattern, re.IGNORECASE)) for kind, pattern in _KINDS)

# Words that tell the kind of question and not its subject, by stem.
_CUES = (
    "beslutte beslutning beslutninger besluttede vedtage vedtagelse vedtaget vedtog godkende godkendt godkendelse "
    "afgøre afgørelse afgjort bestemme bestemt møde møder mødet punkt punktet dagsorden dagsordenen referat "
    "sag sagen sager fraværende afbud deltage deltog mødte stemme stemte stemmer afstemning imod forbehold undlod flertal mindretal "
    "bilag vedhæftet koste koster kostede pris prisen beløb penge kroner kr afsat afsætte frist fristen deadline "
    "seneste sidste nyeste nyt status ske sket sker skete forløb historik begrundelse grund årsag dato år år måned dag "
    "hvorlænge antal gang gange politiker politikere medlem medlemmer udvalg udvalget kommune kommunen kommunens byen "
    "drøfte drøftede drøftet tale talte talt snakke resultat resultatet udfald konklusion indhold emne spørgsmål svar "
    "ny nye nyt gammel gamle gang mening hedde hedder skrive skrev stille ting vigtig "
    "decide decided decision council meeting vote voted cost costs approved municipality happened much"
).split()

_CONTINUES = re.compile(
    r"(?i)^\s*(?:og|men|så|ok|okay)\b|^\s*(?:hvad|hvordan) med\b|\b(?:det|den|dem|de|dette|denne|disse|der|han|hun|heraf|derom|hertil)\b"
    r"|\b(?:sagen|punktet|forslaget|beslutningen|planen|projektet|indstillingen|bevillingen|udvalget)\b|^\W*(?:hvem|hvornår|hvorfor|hvor meget)\b"
)
_ENGLISH = re.compile(
    r"(?i)\b(?:what|when|who|why|where|which|how|the|was|were|did|does|about|decided|there|have|has)\b"
)
_DANISH = re.compile(r"(?i)\b(?:hvad|hvornår|hvem|hvorfor|hvor|hvilke[nt]?|der|blev|er|og|om|det|den|til|på|har)\b|[æøå]")


def understand(
    text: str,
    bodies: BodyNames,
    filters: Filters,
    history: Sequence[Turn] = (),
    today: date | None = None,
) -> Question:
    """Read a question. `filters` are those that were given and always hold.

    Raises:
        InvalidQuestion: there is no word in it, or more than MAX_WORDS.
    """
    _check(text)
    found = content_tokens(text) or tokens(text)
    named = bodies.find_in(text)
    inferred = Filters(() if filters.bodies else named, *_period(text, today or date.today()))
    if filters.from_date or filters.to_date:
        inferred = replace(inferred, from_date=None, to_date=None)
    topic = _topic(found, text, named)
    question = Question(
        text=text.strip(),
        kind=kind_of(text),
        topic=topic,
        search_text=text.strip(),
        filters=filters,
        inferred=inferred,
        case_number=find_case_number(text),
        continues=False,
        language="en" if _is_english(text) else "da",
    )
    return _continued(question, history, bodies, filters, today)


def _check(text: str) -> None:
    words = len(text.split())
    if not re.search(r"\w", text):
        raise InvalidQuestion("Spørgsmålet er tomt. Skriv for eksempel: Hvad blev der besluttet om skolerne?")
    if words > MAX_WORDS:
        raise InvalidQuestion(
            f"Spørgsmålet er på {words} ord; grænsen er {MAX_WORDS}. Stil et kortere spørgsmål."
        )


def kind_of(text: str) -> Kind:
    """The kind of question.

    >>> kind_of("Hvad koster den nye cykelsti?").value, kind_of("skraldespande").value
    ('amount', 'general')
    """
    return next((kind for kind, pattern in _PATTERNS if pattern.search(text)), Kind.GENERAL)


def _topic(found: Sequence[Token], text: str, bodies: Sequence[str]) -> tuple[Token, ...]:
    """The content words without cues, body names and dates; all of them when nothing is left."""
    cues = _cue_stems()
    skipped = {token.stem for body in bodies for token in tokens(body)}
    skipped |= {token.stem for word in re.findall(r"\b[A-ZÆØÅ]{2,6}\b", text) for token in tokens(word) if bodies}
    dates = {token.stem for f in find_dates(text) for token in tokens(f.span.of(text))}
    topic = {
        token.stem: token
        for token in found
        if token.stem not in cues and token.stem not in dates and not re.fullmatch(r"(?:19|20)\d\d", token.form)
    }
    return tuple(token for stem, token in topic.items() if stem not in skipped)


@cache
def _cue_stems() -> frozenset[str]:
    return frozenset(token.stem for token in tokens(" ".join(_CUES)))


def _is_english(text: str) -> bool:
    return len(_ENGLISH.findall(text)) >= 2 and not _DANISH.search(text)


_SEASONS = {"forår": (3, 5), "sommer": (6, 8), "efterår": (9, 11), "vinter": (12, 2)}
_MONTHS = (
    "januar februar marts april maj juni juli august september oktober november december".split()
)


def _period(text: str, today: date) -> tuple[date | None, date | None]:
    """The period that a question names, as first and last day.

    >>> _period("mødet i juni 2021", date(2026, 1, 1))
    (datetime.date(2021, 6, 1), datetime.date(2021, 6, 30))
    >>> _period("sidste år", date(2026, 5, 1))
    (datetime.date(2025, 1, 1), datetime.date(2025, 12, 31))
    """
    exact = [found.date for found in find_dates(text) if found.date]
    if len(exact) == 1:
        return exact[0], exact[0]
    if len(exact) > 1:
        return min(exact), max(exact)
    lowered = text.lower()
    month = re.search(rf"\b({'|'.join(_MONTHS)})\s+((?:19|20)\d\d)\b", lowered)
    if month:
        return _month(int(month.group(2)), _MONTHS.index(month.group(1)) + 1)
    season = re.search(r"\b(forår|sommer|efterår|vinter)\w*\s+((?:19|20)\d\d)\b", lowered)
    if season:
        first, last = _SEASONS[season.group(1)]
        year = int(season.group(2))
        return date(year, first, 1), _month(year + (last < first), last)[1]
    since = re.search(r"\b(?:siden|fra og med|efter)\s+(?:år\s+)?((?:19|20)\d\d)\b", lowered)
    if since:
        return date(int(since.group(1)), 1, 1), None
    before = re.search(r"\b(?:før|inden)\s+(?:år\s+)?((?:19|20)\d\d)\b", lowered)
    if before:
        return None, date(int(before.group(1)) - 1, 12, 31)
    for words, offset in (("forrige år|sidste år|i fjor", 1), ("i år|dette år", 0)):
        if re.search(rf"\b(?:{words})\b", lowered):
            return date(today.year - offset, 1, 1), date(today.year - offset, 12, 31)
    # A year is a period of meetings only when the question says "in": "budget
    # 2024" is a subject and is decided the year before.
    year_match = re.search(r"\b(?:i|in|for|fra|året|mødet|møder|møderne)\s+((?:19|20)\d\d)\b", lowered)
    if year_match and re.search(r"\b(?:i|in|året)\s+" + year_match.group(1), lowered):
        year = int(year_match.group(1))
        return date(year, 1, 1), date(year, 12, 31)
    return None, None


def _month(year: int, month: int) -> tuple[date, date]:
    first = date(year, month, 1)
    following = date(year + (month == 12), month % 12 + 1, 1)
    return first, following - timedelta(days=1)


def _continued(
    question: Question,
    history: Sequence[Turn],
    bodies: BodyNames,
    filters: Filters,
    today: date | None,
) -> Question:
    """The question with the subject of the conversation, when it has none of its own.

    Earlier questions in front of a follow-up lift recall@5 from .67 to .92.
    """
    earlier = [turn.content for turn in history if turn.role == "user" and re.search(r"\w", turn.content)]
    if not earlier or question.case_number or not _needs_context(question):
        return question
    for previous in reversed(earlier[-4:]):
        before = understand(" ".join(previous.split()[:MAX_WORDS]), bodies, filters, (), today)
        if not before.topic and not before.case_number:
            continue
        own = {token.stem for token in question.topic}
        topic = (*[t for t in before.topic if t.stem not in own], *question.topic)
        has_period = question.inferred.from_date or question.inferred.to_date
        return replace(
            question,
            topic=topic,
            search_text=f"{previous} {question.text}",
            inferred=question.inferred if has_period or question.inferred.bodies else before.inferred,
            case_number=before.case_number,
            continues=True,
        )
    return question


def _needs_context(question: Question) -> bool:
    """Whether a question leans on the one before: no subject, or few words and a pronoun."""
    if not question.topic:
        return True
    return len(question.topic) <= 2 and len(question.text.split()) <= 8 and bool(_CONTINUES.search(question.text))
