"""Which lines are headings, and what they announce."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache

from index.parsing.text.bodies import body_in_compound, clean_body, is_body
from index.parsing.text.dates import find_dates
from index.parsing.text.proposers import proposer_of
from index.parsing.text.vocabulary import Role, normalise_label, vocabulary


@dataclass(frozen=True, slots=True)
class Heading:
    """What a line announces. `length` characters of it are the heading itself.

    The rest of the line, if any, is the first text of the section.
    """

    role: Role
    length: int
    body: str | None = None
    date: date | None = None


_RUN_IN = re.compile(r"^(?P<label>[^\t:]{2,130}?)\s*(?P<mark>:|\t)\s*(?=\S)")
# "Beslutning – Godkendt.", "Indstilling    Forvaltningen indstiller": only these stand so.
_RUN_ON = re.compile(
    r"(?i)^(?P<label>sagsfremstilling|indstilling|beslutning|afgørelse|vedtagelse)(?:\s[–-]\s|\.\s|\s{3,})\s*"
    r"(?-i:(?=[A-ZÆØÅ]|at\b))"
)
# "BESLUTNING Udsat til maj": in capitals, with nothing but a blank between.
_RUN_ON_IN_CAPITALS = re.compile(
    r"^(?P<label>SAGSFREMSTILLING|INDSTILLING|BESLUTNING|AFGØRELSE|VEDTAGELSE)\s(?=[A-ZÆØÅ][a-zæøå])"
)
# "HØRING. Ældrerådet peger på": in capitals with a full stop behind, over its section or before its text.
_IN_CAPITALS = re.compile(r"^(?P<label>[A-ZÆØÅÉ]{3}[A-ZÆØÅÉ /&-]{1,45})\.(?=\s|$)")
# "Afbud fra Ane Dahl.": whoever was away, with nothing between.
_AWAY = re.compile(
    r"^(?P<label>(?:Der (?:var|er) |Meldt )?(?i:afbud) (?:fra|af)|(?:Fraværende|Ikke til stede|Ikke mødt) var)"
    r"\s(?=[A-ZÆØÅ][\wæøåé-]+ [A-ZÆØÅ])"
    # "Fraværende Ane Dahl (A) fra kl. 8.30", from a table without lines.
    r"|^(?P<label_alone>Fraværende|Afbud|Ikke mødt|Ikke til stede)"
    r" (?=[A-ZÆØÅ][\wæøåé-]+(?: [A-ZÆØÅ][\w.æøåé-]+)+ \([A-ZÆØÅ]{1,2}\))"
)
# "Vedtaget 12/9 <tab> Tilbuddet antages.": in the margin, over the day of the meeting.
_VEDTAGET = re.compile(
    r"(?i)^(?P<label>(?:vedtaget|besluttet)(?:\s(?:den\s|d\.\s?)?\d{1,2}[./-]\s?\d{1,2}\.?(?:[-/. ]\d{2,4})?)?\t)"
    r"(?-i:(?=[A-ZÆØÅ\d»\"]))(?=[^\t]*(?:[.!]$|(?:\s\S+){3}))"
)
# "Hvem kunne ikke? Freja og Oskar.": a question over its answer.
_ASKED = re.compile(r"^(?P<label>Hvem [^.:?\t]{2,60})\?\s+(?=\S)")
# With a colon these are too often the first word of a list's entry or of a sentence.
_WEAK_RUN_IN = frozenset(
    {"status", "information", "sagen", "andet", "øvrigt", "eventuelt", "konsekvenser"}
)
_TEXT_ROLES = frozenset(
    {Role.BACKGROUND, Role.ECONOMY, Role.OTHER, Role.RECOMMENDATION, Role.DECISION}
)
_NUMBERS = re.compile(r"(?:[\d\s.,%+–-]|\b(?:kr|mio|pct|t|stk)\b)+")
_BULLET = re.compile(r"^[-–•*▪◦·]\s")

_WORD_FOR_DECISION = (
    r"(?:(?:møde)?beslutning(?:er)?|afgørelse(?:r)?|vedtagelse(?:r)?|konklusion|behandling)"
)
_ITEM_REFERENCE = re.compile(
    r"(?i)[,.\s]*(?:som\s)?(?:pkt\.?|punkt(?:nummer)?|sag(?: nr\.?)?|nr\.?)\s*\d+[.:]?\s*$"
)
_DECISION_IN = re.compile(
    rf"(?i)^{_WORD_FOR_DECISION}(?:\s+(?:truffet\s+)?(?:i|fra|af|for|på(?:(?: møde)? i)?)\s+|\s*[,:–-]\s*"
    r"|\s+(?-i:(?=[A-ZÆØÅ§])))(?P<body>\S.{2,90}?)"
    r"(?:\s*,?\s*(?:på møde(?:t)?\s)?(?:den|d\.)\s|[,\s]+(?=\d)|:?$)"
)
_DECISION_OF = re.compile(
    rf"(?i)^(?P<body>\S.{{2,90}}?)(?:s|['’]s?|(?<=et))\s+{_WORD_FOR_DECISION}\b[,:]?\s*"
    r"(?:(?:i|på|fra)\s+(?:sit\s+|et\s+)?mødet?\s+)?(?:(?:den|d\.|af|fra)\s*)?"
)
_DATE_AND_BODY = re.compile(r"(?i)^(?:den\s|d\.\s?)?(?=\d)")
_BODY_AND_DATE = re.compile(r"(?i)^(?P<body>\S.{2,90}?)(?:,|\s+den|\s+d\.|\s*[-–:]|\s)\s*(?=\d)")
_DECISION_BY = re.compile(
    r"^(?P<body>\S.{2,90}?)\s+(?:besluttede|vedtog|anbefalede|indstillede|behandlede(?:\s(?:sagen|punktet))?"
    r"|traf følgende (?:beslutning|afgørelse))"
    r"(?:(?:\s+på\s+(?:sit\s+)?mødet?)?\s+(?:den|d\.)\s*(?=\d)|\s*:$)"
)
# "Teknisk Udvalg traf den 3. maj 2021 følgende beslutning:"
_DECISION_FOLLOWS = re.compile(
    r"^(?P<body>\S.{2,90}?)\s(?:traf|har|besluttede|vedtog)\s(?:på\s(?:sit\s)?mødet?\s)?(?:den|d\.)\s(?P<day>\d.{5,25}?)"
    r"\s(?:(?:truffet|besluttet|vedtaget)\s)?følgende(?:\s(?:beslutning|afgørelse|vedtagelse)(?:er)?)?\s?:?$"
)
# "Behandlet i Teknisk Udvalg den 3. maj 2021"
_TREATED = re.compile(r"(?:Behandlet (?:i|af|på)|(?:Uddrag af r|R)eferat (?:fra|af)) (?=[A-ZÆØÅ§])")
_DECISION_SHORT = re.compile(
    rf"^(?i:{_WORD_FOR_DECISION})\s+(?P<body>[A-ZÆØÅ][A-ZÆØÅa-zæøå]{{0,5}})\s+(?:(?:den|d\.)\s*)?(?=\d)"
)
_DECISION_DATED = re.compile(
    rf"(?i)^{_WORD_FOR_DECISION}(?:\s*[,:–-]\s*|\s+)(?:fra\s|på\s|af\s)?(?:(?:udvalgs|råds|bestyrelses)?mødet?\s)?"
    r"(?:(?:den|d\.)\s*|(?<!behandling\s))(?=\d)"
)
# "Beslutning for punkt 3", "Beslutning, sag nr. 3"
_FOR_ITEM = re.compile(r"(?i)\s+(?:for|til|vedr\.?|vedrørende|i|om)$")
# "Konklusion ØU", "Beslutning (BSU)" where several bodies met as one: no day, but letters that name a body.
_DECISION_OF_LETTERS = re.compile(
    r"(?i:(?:møde)?beslutning|afgørelse|vedtagelse|konklusion)(?:\s(?:i|fra|af))?\s(?P<open>\()?"
    r"(?P<body>(?!EU\b)[A-ZÆØÅ&]{1,4}[UR]|ØK|KB|BY)(?(open)\))\s?:?$"
)
# What a committee puts forward for others to decide.
_RECOMMENDATION_OF = re.compile(
    r"(?i)^(?:(?P<body>\S.{2,90}?)(?:s\s+(?:indstilling|anbefaling|erklæring)(?:er)?|\s+(?:indstiller|anbefaler))"
    r"|indstilling)[,:]?\s*(?:(?:den|d\.|af|fra)\s*)?(?=\d)"
)
# "Beslutning fra Økonomiudvalgets møde den ..."
_MEETING = re.compile(r"(?i)\s(?:(?:ordinære|ekstraordinære)\s)?møde(?:t)?$")
_ITS_MEETING = re.compile(
    r"(?:(?<=s)\s(?:(?:ordinære|ekstraordinære)\s)?møde|\spå\s(?:sit\s|et\s)?mødet?)$"
)
# "Udvalgets beslutning": the meeting's own.
SOME_BODY = frozenset({"udvalget", "rådet", "nævnet", "bestyrelsen", "forummet", "kommissionen"})
_A_BODY = (
    r"(?:(?:[A-ZÆØÅ][\wæøå-]*,?\s(?:og\s|samt\s)?){0,4}?[\wæøåÆØÅ-]*(?:udvalg|råd|bestyrelse|nævn|kommission|forsamling"
    r"|repræsentation|magistrat|direktion)(?:et|en|n)?)"
)
_BODIES = rf"{_A_BODY}(?:(?:,|\sog|\ssamt)\s{_A_BODY}){{0,3}}"
# "at Teknisk Udvalg anbefaler Økonomiudvalget og Byrådet": those who are to do something, which a list below tells.
_WHO_DOES = (
    rf"\sat\s{_BODIES}(?:\s(?:indstiller|anbefaler|anmoder|beder)(?:\s(?:til|over\sfor))?(?:\s{_BODIES})?"
    rf"|\s(?:til|over\sfor)\s{_BODIES}\s(?:indstiller|anbefaler)"
    r"|\s(?:godkender|beslutter|vedtager|tiltræder|drøfter|indstiller|anbefaler|bemyndiger))?"
)
# In the passive it is only "det" that is recommended: "Følgende priser foreslås:" heads a list.
_INDSTILLER = re.compile(
    r"^(?:(?P<who>[A-ZÆØÅ][^.:;]{2,90}?)\s(?:indstiller|anbefaler|foreslår|INDSTILLER|ANBEFALER|FORESLÅR)"
    r"|(?:Det|Der|Følgende|(?:Af|Fra|På|Som)\s[^.:;]{2,80}?|Derfor|Herefter)\s(?:indstilles|foreslås|anbefales))"
    r"(?:\s(?:derfor|herefter|over for \S+|til \S+(?:(?:,| og) [A-ZÆØÅ]\S+){0,3}))?,?"
    rf"(?:{_WHO_DOES}|(?:\s?at)?),?(?:\sat)?\s?[,:]?$"
)


@lru_cache(maxsize=8192)
def heading_of(text: str, marked: bool = False, sentences: bool = True) -> Heading | None:
    """What the line announces, or None for ordinary text.

    `sentences` lets a line such as "Direktionen indstiller," be one. `marked`
    says that the file itself marks the line as a heading; then a body and a
    date alone ("Byrådet, 03-04-2019, pkt. 42") make a decision.

    >>> heading_of("Beslutning i Økonomiudvalget den 12-03-2024").date
    datetime.date(2024, 3, 12)
    >>> heading_of("Fraværende: Ida Holm (A)").length
    11
    >>> heading_of("Beslutningen blev truffet i Økonomiudvalget.") is None
    True
    """
    if both := _both_of(text):
        return both
    role = vocabulary().role(text)
    first, tab, beside = text.partition("\t")
    # "Indstilling fra forvaltningen | At der ...": the first cell is the heading.
    if role is not None and (not tab or _run_in(text) is None):
        return Heading(role, len(text))
    # "Beslutning | Forlænges til 31. juli 2019.": so it is where text stands in the other.
    if tab and beside.endswith(".") and (own := decision_heading(first)):
        return replace(own, length=len(first) + 1)
    decision = decision_heading(text) if not tab or vocabulary().role(first) is None else None
    if decision is not None:
        return decision
    run_in = _run_in(text) or _in_capitals(text)
    if run_in is not None:
        return run_in
    if _is_recommendation_of(text):
        return Heading(Role.RECOMMENDATION, len(text))
    indicates = sentences and _INDSTILLER.match(text)
    if indicates and (marked or text.rstrip().endswith((",", ":", "at"))):
        return Heading(Role.RECOMMENDATION, len(text))
    return body_and_date(text) if marked else None


# What a section is of that only an item has.
_OF_ITEM = frozenset({Role.BACKGROUND, Role.RECOMMENDATION, Role.ECONOMY})


def heads_case(text: str) -> bool:
    """Whether a line heads a section that only an item has: its case, a recommendation, its costs.

    >>> heads_case("Sagsfremstilling"), heads_case("Deltagere")
    (True, False)
    """
    heading = heading_of(text)
    return heading is not None and heading.role in _OF_ITEM


def _run_in(text: str) -> Heading | None:
    """A label with a colon or a tab behind it, and the section's first text on its line."""
    match = _RUN_IN.match(text)
    run_on = _RUN_ON.match(text) or _RUN_ON_IN_CAPITALS.match(text)
    if run_on is not None:
        role = vocabulary().role(run_on.group("label"))
        return Heading(role, run_on.end()) if role else None
    for pattern, said in ((_VEDTAGET, Role.DECISION), (_AWAY, Role.ABSENT)):
        if found := pattern.match(text):
            return Heading(said, max(found.end(group) for group in found.groupdict()))
    match = match or _asked(text)
    if match is None:
        return None
    label, is_cell = match.group("label"), "\t" in match.group()
    length = match.end("label") + 1
    role = vocabulary().role(label)
    if role is Role.CONTENTS and normalise_label(label) == "indhold":
        # No table of contents has text beside its heading.
        role = Role.BACKGROUND
    if role in (Role.NOISE, Role.CONTENTS, Role.OPEN, Role.CLOSED):
        return None
    if is_cell and role in _TEXT_ROLES and _NUMBERS.fullmatch(text[match.end() :]):
        # "Evaluering | 50 | 75": a row of a table.
        return None
    if role is not None:
        weak = normalise_label(label) in _WEAK_RUN_IN or _BULLET.match(text)
        return None if weak and not is_cell else Heading(role, length)
    if _INDSTILLER.match(label) and (is_cell or _is_recommender(label, text[match.end() :])):
        return Heading(Role.RECOMMENDATION, length)
    decision = _both_of(label) or decision_heading(label)
    return replace(decision, length=length) if decision is not None else None


_BOTH = re.compile(
    r"(?i)^(?:\S+\s)?indstilling(?:er)?\s?(?:og|/|-|samt)\s?(?=(?:beslutning|vedtagelse|afgørelse)(?:er)?[\s,:–-])"
)


def _both_of(text: str) -> Heading | None:
    """A body's recommendation and decision in one: "Indstilling og beslutning i Kulturudvalget 27. november 2018"."""
    match = _BOTH.match(text) if text[:_MOST_BEFORE].lower().find("indstilling") >= 0 else None
    decision = decision_heading(text[match.end() :]) if match else None
    return replace(decision, role=Role.BOTH, length=len(text)) if decision else None


# So far into a line its second word begins.
_MOST_BEFORE = 60


def _asked(text: str) -> re.Match[str] | None:
    """A question that is a known label, over its answer: "Hvem kunne ikke? Freja og Oskar."."""
    asked = _ASKED.match(text)
    return asked if asked and vocabulary().role(asked["label"]) else None


def _in_capitals(text: str) -> Heading | None:
    """A label in capitals and a full stop."""
    match = _IN_CAPITALS.match(text)
    role = vocabulary().role(match["label"]) if match else None
    is_section = role in _TEXT_ROLES or role in (Role.ATTACHMENTS, Role.ABSENT, Role.HEADER)
    return Heading(role, match.end()) if match and role and is_section else None


def _is_recommender(label: str, rest: str) -> bool:
    """Whether a body or the administration recommends what follows: "Byrådet indstiller: at …"."""
    who = proposer_of(label, "")
    is_told = "indstil" in label.lower() or re.match(r"(?:\d{1,2}[.)]\s*)?at\b", rest)
    return who is not None and who.recommends and bool(is_told)


# "Byrådets beslutning, mandag den 4. oktober 2021"
WEEKDAY = re.compile(
    r"(?i),?\s(?:man|tirs|ons|tors|fre|lør|søn)dag(?=,?\s(?:(?:den|d\.)\s?)?\d{1,2}[./ -])"
)


def decision_heading(text: str) -> Heading | None:
    """A line like "Beslutning i X den D" or "Xs beslutning den D Punkt 2", perhaps with its weekday."""
    # Most lines hold none of the words and no number of an item, which is soon known.
    folded = text.casefold()
    patterns = [
        pattern
        for pattern, words in (_OF_DECISIONS if _ANY_OF_DECISIONS.search(folded) else ())
        if any(word in folded for word in words)
    ]
    if not patterns and not _ends_in_number(text):
        return None
    bare = WEEKDAY.sub("", text) if "dag" in folded else text
    heading = _decision_heading(bare, patterns)
    return replace(heading, length=len(text)) if heading else None


def _ends_in_number(text: str) -> bool:
    return text.rstrip().rstrip(".:")[-1:].isdigit()


_NOUNS = ("beslutning", "afgørelse", "vedtagelse", "konklusion", "behandling")
_VERBS = ("besluttede", "vedtog", "anbefalede", "indstillede", "behandlede", "traf følgende")
# The patterns for the heading of a decision, and words of which each has one.
_OF_DECISIONS = (
    *((pattern, _NOUNS) for pattern in (_DECISION_DATED, _DECISION_SHORT, _DECISION_IN)),
    *((_DECISION_OF, _NOUNS), (_DECISION_BY, _VERBS), (_DECISION_FOLLOWS, ("følgende",))),
)
_ANY_OF_DECISIONS = re.compile("|".join([*_NOUNS, *_VERBS, "følgende"]))


def _decision_heading(text: str, patterns: Sequence[re.Pattern[str]]) -> Heading | None:
    is_sentence = text.rstrip().endswith((".", ",")) and not re.search(r"\d\.?$", text)
    if len(text) > 160 or is_sentence:
        return None
    without = _ITEM_REFERENCE.sub("", text) if _ends_in_number(text) else text
    if without != text and vocabulary().role(_FOR_ITEM.sub("", without)) is Role.DECISION:
        return Heading(Role.DECISION, len(text))
    for pattern in patterns:
        match = pattern.match(text) if pattern is not _DECISION_FOLLOWS else None
        if not match:
            continue
        rest = _ITEM_REFERENCE.sub("", text[match.end() :])
        day, leftover = _date_in(rest)
        name = match.groupdict().get("body")
        body = clean_body(_body_of_meeting(name)) if name else None
        if leftover or (body is not None and not _plausible(name or "", day)):
            continue
        if body is None and day is None:
            continue
        if body is not None and body.lower() in SOME_BODY:
            body = None
        return Heading(Role.DECISION, len(text), body, day)
    if letters := _DECISION_OF_LETTERS.match(text) if patterns else None:
        return Heading(Role.DECISION, len(text), letters["body"])
    follows = _DECISION_FOLLOWS.match(text) if _DECISION_FOLLOWS in patterns else None
    day = _date_in(follows.group("day"))[0] if follows else None
    if follows and day and _plausible(follows.group("body"), day):
        return Heading(Role.DECISION, len(text), clean_body(follows.group("body")), day)
    return None


def treated_in(text: str) -> Heading | None:
    """A line that tells where and when the item was treated, over what was decided there.

    >>> treated_in("Behandlet i Teknisk Udvalg den 3. maj 2021").body
    'Teknisk Udvalg'
    """
    match = _TREATED.match(text)
    heading = body_and_date(text[match.end() :].rstrip(" :")) if match else None
    return replace(heading, length=len(text)) if heading else None


def _is_recommendation_of(text: str) -> bool:
    """Whether a line is a recommendation with its date: "Økonomiudvalgets indstilling 16-01-2007:"."""
    folded = text.casefold()
    may_be = any(word in folded for word in ("indstil", "anbefal", "erklæring"))
    match = _RECOMMENDATION_OF.match(text) if may_be else None
    if match is None or len(text) > 120:
        return False
    if match.group("body") and not is_body(clean_body(match.group("body"))):
        return False
    day, leftover = _date_in(_ITEM_REFERENCE.sub("", text[match.end() :]))
    return day is not None and not leftover


def _body_of_meeting(name: str) -> str:
    """The body that held a meeting: "byrådsmødet", "Økonomiudvalgets ordinære møde", "byrådet"."""
    body = body_in_compound(name) or _MEETING.sub("", name)
    capital = body[:1].upper() + body[1:]
    return capital if _DEFINITE.fullmatch(body) and is_body(capital) else body


# One word that names a body, as texts spell it; "området" names none.
_DEFINITE = re.compile(r"(?!\w*området)[a-zæøå]{3,}(?:et|en)")


def _plausible(name: str, day: date | None) -> bool:
    """A name before a date needs no known ending ("Beslutning i DFI den 02-10-2023").

    But it is no sentence: "Beslutning: Godkendt på mødet den 2. oktober 2023."
    """
    name = _body_of_meeting(name)
    if not (name[0].isupper() or name[0] == "§") or _REFERS.match(name):
        return False
    return is_body(clean_body(name)) or (
        day is not None
        and len(name.split()) <= 8
        and not has_predicate(name)
        and not _IS_PHRASE.search(name)
    )


# "Under henvisning til byrådets beslutning af 3. maj" begins a sentence.
_REFERS = re.compile(
    r"(?:Under|I|Efter|Jf\.?|Jvf\.?|Som|Med|Ved|På|Om|Til|Fra|Siden|Iht\.?|Henvisning)\s"
)
# "Forlænges, dog kun til 31. juli 2019" goes on where a name would end.
_IS_PHRASE = re.compile(r", (?!stk\b)|\b(?:til|fra|indtil|inden|senest|pr\.|dog|kun|med)$")


# A finite verb, or the word for an outcome.
_PREDICATE = re.compile(
    r"(?i)\b(?:er|var|bli(?:ver|v)|blev|har|havde|skal|skulle|kan|kunne|vil|ville|må|bør|får|fik|tager|tog|giver|gav"
    r"|indgår|deltog|deltager|stemmer|stemte|undlod|ønsker|vedtog|besluttede|sendes|sendt|tages|taget|udgår|udgik"
    r"|godkend(?:t|es|te|er)|tiltr(?:ådt|æder|ådte|ædes)|vedtage(?:t|s|r)|udsæt(?:tes|ter|te)|udsatt?e?|forkaste(?:t|s|de)"
    r"|afvis(?:t|es|te|er)|drøfte(?:t|s|de|r)|anbefale(?:r|s|t|de)|indstille(?:r|s|t|de)|indstilling|afslå(?:et|s|r)|afslag"
    r"|orientere(?:t|s|de)|bemyndige\w*|imødekom\w*|(?:over|frem|tilbage)send(?:es|t|er|te)|delegeres|valgt(?:e|es)?|udpege\w*"
    r"|(?:gen)?optage(?:t|s)|behandle(?:t|s|r)|henvis(?:t|es|er)|udsk(?:udt|ydes|yder)|fastholde(?:s|r)|fastholdt"
    r"|stadfæste(?:t|s|r)|omgøre(?:s|r)|omgjort|ophæve(?:t|s|r)|hjemvis(?:t|es|er)|bortfald(?:er|et)|trukket|afventer"
    r"|spurgte|oplyste|fortalte|nævnte|sagde|mente|omtalte|bad|roste|viste|henviste|beklagede|gjorde"
    r"|fremsatte|foreslog|imod|forbehold|fraværende|afbud|bemærkning|ændringen|ingen|ikke|nej|ja"
    r"|(?<!den )(?<!det )(?<!de )\w{3,}(?:ede|edes))\b"
)


def has_predicate(text: str) -> bool:
    """Whether words tell that something is done, as no name and no title does.

    >>> has_predicate("Udsat til Havneudvalgets møde"), has_predicate("Valg af model for molen")
    (True, False)
    """
    return bool(_PREDICATE.search(text))


@lru_cache(maxsize=8192)
def body_and_date(text: str) -> Heading | None:
    """A line that is a body, or its meeting, and a date and nothing else.

    >>> body_and_date("Teknisk Udvalgs møde den 3. maj 2021").body
    'Teknisk Udvalg'
    """
    match = _BODY_AND_DATE.match(text)
    body = clean_body(_ITS_MEETING.sub("", match.group("body"))) if match else ""
    if not match or len(text) > 120 or not is_body(body):
        return _date_and_body(text)
    day, leftover = _date_in(_ITEM_REFERENCE.sub("", text[match.end() :]))
    if day is None or leftover:
        return None
    return Heading(Role.DECISION, len(text), None if body.lower() in SOME_BODY else body, day)


# What became of it there, in brackets.
_REMARK = re.compile(r"\s*\((?!\d)[^()]{3,30}\)$")


def names_treatment(text: str) -> bool:
    """Whether a line says where and when an item was before, and in brackets perhaps what became of it.

    >>> names_treatment("Byrådet den 3. maj 2021, punkt 7 (udsat)")
    True
    """
    return body_and_date(_REMARK.sub("", text)) is not None


_BESIDE = re.compile(r"^(?P<label>[^\t]{5,120}?):\s+(?=\S)")
_FORWARDED = re.compile(r"(?i)(?:enstemmigt )?(?:anbefal|indstil|oversend|tilbagesend|sendes|udsk)")


def decision_beside(text: str) -> tuple[Heading, bool] | None:
    """A body and a date before what it decided, and whether the first word tells that it did.

    >>> heading, tells = decision_beside("Økonomiudvalget, 12. marts 2019: Anbefales.")
    >>> heading.body, str(heading.date), heading.length, tells
    ('Økonomiudvalget', '2019-03-12', 32, True)
    """
    match = _BESIDE.match(text)
    heading = body_and_date(match.group("label")) if match else None
    if match is None or heading is None:
        return None
    rest = text[match.end() :]
    tells = is_outcome(rest, alone=False) or bool(_FORWARDED.match(rest))
    return replace(heading, length=match.end("label") + 1), tells


def _date_and_body(text: str) -> Heading | None:
    """The same with the date first: "03-04-2019 Økonomiudvalget"."""
    if len(text) > 120 or not _DATE_AND_BODY.match(text):
        return None
    day, name = _date_in(_ITEM_REFERENCE.sub("", text))
    name = re.sub(r"(?i)^(?:den|d|i)[\s.]+|^[\s:,–-]+", "", name)
    if day is None or not is_body(name):
        return None
    return Heading(Role.DECISION, len(text), clean_body(name), day)


_SHORT_BODY = re.compile(r"[A-ZÆØÅ][A-ZÆØÅ&]{1,5}")


def short_body_and_date(text: str) -> Heading | None:
    """A body's abbreviation and a date and nothing else.

    >>> short_body_and_date("ØU d. 12-03-2019").body, short_body_and_date("Nr. 4 d. 12-03-2019")
    ('ØU', None)
    """
    if len(text) > 40:
        return None
    day, name = _date_in(text)
    name = re.sub(r"(?i)^(?:den|d|i)[\s.]+|[\s,:–-]+(?:den|d)\.?$", "", name).strip(" ,:–-")
    if day is None or not _SHORT_BODY.fullmatch(name):
        return None
    return Heading(Role.DECISION, len(text), name, day)


_SUBJECT = (
    r"(?:(?:(?:\S+s )?indstilling(?:en)?|punktet|sagen|orienteringen|forslaget|dagsordenen|referatet"
    r"|ansøgningen)\s+)?"
)
_VERB = (
    r"(?:(?:ikke\s+)?(?:godkendt|tiltrådt|vedtaget|imødekommet|bevilget)|udsat|udskudt|tilbagesendt|hjemvist|udgik|udgår|udgået|forkastet|afvist|afslået|drøftet"
    r"|besluttet(?=\s+(?:at|enstemmigt)\b|\s*[.,]|$)"
    # As minutes said it before.
    r"|(?:(?:taget|toges)\s+)?til\s+efterretning|taget\s+til\s+orientering|taget\s+af(?:\s+dagsordenen)?(?=\s*[.,]|$)"
    r"|(?:godkend|tiltråd|udsat)tes|vedtoges|afsloges|forkastedes)"
)
_OUTCOME = re.compile(rf"(?i)^{_SUBJECT}(?:(?:blev|er|bliver)\s+)?(?:enstemmigt\s+)?{_VERB}\b")
_OUTCOME_ALONE = re.compile(
    rf"{_OUTCOME.pattern}(?:\s+(?:enstemmigt|som\s+indstillet|(?:med|uden|til)\s.{{1,40}}))?\.?$"
)
_PROPOSES = re.compile(
    r"^(?:Det\s(?:indstilles|foreslås|anbefales)\b|(?=[A-ZÆØÅ])[^.:;]{0,60}?(?i:forvaltning|administration|direktion"
    r"|direktør|chef|center|afdeling|sekretariat|leder|koordinator)\w*\s(?:[^.:;]{0,40}\s)?"
    r"(?:indstiller|foreslår|anbefaler),?\s)"
)


# What a body did, in a sentence: "Udvalget besluttede, at …".
_DECIDES = re.compile(
    r"^(?:(?:Herefter|Derefter|Derpå|Dernæst) (?:vedtog|besluttede|godkendte|tiltrådte|forkastede|afviste)"
    r" (?:et flertal i )?\w*(?:udvalg|råd|nævn|bestyrelse|kommission|magistrat)(?:et|e?n)\b"
    r"|Det blev pålagt \w+(?:en|et) at\b"
    r"|(?:Derimod|Herefter|Derefter|Dermed|Derfor) (?:blev|er) det (?:\S+ )?(?:besluttet|vedtaget|aftalt)"
    # "Høringssvaret blev vedtaget med 7 stemmer."
    r"|(?:(?!Dagsordenen|Referatet)[A-ZÆØÅ][\wæøå-]*(?:et|en|erne)|[A-ZÆØÅ][\wæøå-]+ (?:for )?(?:19|20)\d\d) blev"
    r" (?:herefter |derefter |dermed )?(?:enstemmigt )?(?:vedtaget|godkendt|forkastet|afvist|tiltrådt)"
    r"|Forslaget (?:(?:bort)?(?:faldt|falder)|FALDT|er dermed (?:faldet|forkastet|vedtaget))"
    r"|(?:(?:Sagen|Forslaget|Svaret) )?[Ss]endes (?:videre )?til [A-ZÆØÅ][\wæøå]*"
    r"|(?:Prisen|Legatet|[A-ZÆØÅ][\wæøå]*(?:prisen|legatet))\b[^:;]{0,80}"
    r" (?:går|gik|tildeles|tilfalder) (?:\S+ )?(?:til )?[A-ZÆØÅ][\wæøå]*"
    r"|Der (?:var|er) (?:\S+ )?enighed om|Vi (?:besluttede|vedtog|aftalte|blev enige om)"
    r"|Det (?:(?:blev|er) (?:besluttet|vedtaget|aftalt)|besluttedes|vedtoges|aftaltes)"
    r"|(?:(?:[A-ZÆØÅ§][^.:;,]{0,40}?)?(?:[Uu]dvalg|[Rr]åd|[Nn]ævn|[Bb]estyrelse|[Kk]ommission|[Ff]orum"
    r"|[Mm]agistrat)(?:et|en|met)|KKR(?: [A-ZÆØÅ][\wæøå]+)?|[A-ZÆØÅ][a-zæøå]*-?MED)"
    r" (?:besluttede|vedtog|valgte|udpegede|godkendte|tiltrådte|bevilgede|imødekom"
    r"|afviste|forkastede|afslog|udsatte|anbefalede|drøftede|gav (?:afslag|tilladelse)"
    r"|opfordrede|bad (?:forvaltningen|administrationen|formanden) om|vil (?:selv )?(?:give|støtte)"
    r"|tog (?:\S+ ){0,5}til efterretning))\b"
)


def decides(text: str) -> bool:
    """Whether a sentence tells what a body does with the item it stands in.

    >>> decides("Udvalget besluttede at prøve lørdagsåbent."), decides("Byrådet vedtog den 3. maj en plan.")
    (True, False)
    """
    return bool(_DECIDES.match(text)) and not tells_of_before(text)


_BEFORE = re.compile(
    r"(?i)^(?:\S+ ){1,3}?i (?:januar|februar|marts|april|maj|juni|juli|august|september"
    r"|oktober|november|december)\b"
    # "Godkendt den ___/___ 1999" has room for the day on which the minutes are signed.
    r"|^(?:(?:\S*[^\s.!?]|\S{1,3}\.) ){1,6}?(?:(?:den|d\.) [\W_]*(?:\d|$)|i (?:19|20)\d\d\b"
    r"|(?:sidste|forrige|tidligere|seneste)\b|(?:på|ved) (?:sit |et )?møde)"
)


def tells_of_before(text: str) -> bool:
    """Whether a sentence soon names a day or another meeting: it tells of what was decided before.

    >>> tells_of_before("Indstillingen blev godkendt i marts"), tells_of_before("Godkendt fra 1. maj")
    (True, False)
    >>> tells_of_before("Godkendt den ____ / ____ 2003"), tells_of_before("Godkendt den viste plan")
    (True, False)
    """
    return bool(_BEFORE.match(text))


_CLOSES_MEETING = re.compile(
    r"(?i)(?:mødet (?:blev )?(?:hævet|slut|sluttede|afsluttet)|næste møde)\b"
)


def closes_meeting(text: str) -> bool:
    """Whether a sentence says when this meeting ended or when the next is held.

    >>> closes_meeting("Næste møde er den 4. maj."), closes_meeting("Det næste punkt")
    (True, False)
    """
    return bool(_CLOSES_MEETING.match(text))


_RECOMMENDS = re.compile(
    r"^[A-ZÆØÅ§][^.:;,]{2,60}?\s(?:indstiller|INDSTILLER)[,:]?\s"
    r"(?:derfor\s|enstemmigt\s|til [^.;:,]{3,60},?\s)?at\b"
)


def recommends(text: str) -> bool:
    """Whether a sentence begins with someone who recommends.

    >>> recommends("Teknisk Udvalg indstiller, at projektet godkendes.")
    True
    """
    return bool(_RECOMMENDS.match(text))


def is_outcome(text: str, alone: bool = True) -> bool:
    """Whether a line says what became of the item; `alone` asks that it says nothing else.

    >>> is_outcome("Taget til efterretning."), is_outcome("Godkendt, dog udgår punkt 2.", alone=False)
    (True, True)
    >>> is_outcome("Budgettet blev vedtaget i 2019 og justeret i 2020.")
    False
    """
    return bool((_OUTCOME_ALONE if alone else _OUTCOME).match(text))


def is_proposal(text: str) -> bool:
    """Whether a sentence recommends something on behalf of the administration.

    >>> is_proposal("Forvaltningen foreslår, at planen sendes i høring.")
    True
    """
    return bool(_PROPOSES.match(text) or _INDSTILLER.match(text))


def names_item(text: str) -> bool:
    """Whether the line ends by naming an item ("pkt. 42", "sag 123:")."""
    return bool(_ITEM_REFERENCE.search(text))


def _date_in(text: str) -> tuple[date | None, str]:
    """The date in the text and what is left of the text without it."""
    found = find_dates(text)
    if not found:
        return None, text.strip(" ,.:;-–()")
    span = found[0].span
    leftover = re.sub(r"(?i)\bkl\.?\s*\d{1,2}[.:]\d\d", "", text[: span.start] + text[span.end :])
    return found[0].date, leftover.strip(" ,.:;-–()")
