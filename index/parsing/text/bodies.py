"""The names of political bodies as they stand in headings."""

from __future__ import annotations

import re
from functools import lru_cache

# How the last word of a body's name ends, in the forms seen.
_WORD = (
    r"(?:udvalg|byråd|råd|bestyrelse|magistrat|direktion|repræsentation|nævn|kommission|forum"
    r"|delegation|komité|komite|forsamling)(?:et|en|t|n)?"
)
_ENDING = re.compile(rf"{_WORD}$", re.IGNORECASE)
_JOINING = frozenset({"og", "samt", "&", "/"})
# "Udvalget for ...", "Dialogforum for ...", "§ 17, stk. 4-udvalget ..." carry
# their subject behind.
_FOLLOWED = re.compile(
    r"(?i)^(?:(?-i:[A-ZÆØÅ][a-zæøå]+)\s)?(?:§\s?17,?\s?(?:stk\.\s?4)?[ -]*)?"
    r"\w*(?:udvalg|råd|forum|nævn|komité|kommission|bestyrelse)(?:et|t|n|en)?"
    r"\s(?:(?:for|vedr\.|vedrørende|om|til)\s\S|ved\s(?-i:[A-ZÆØÅ]))"
)
# "HovedMED" of those who work there, "KKR Fjordlandet" of several municipalities.
_LETTERS = re.compile(
    r"(?:Hoved|Område|Center|Fag|Lokal|Sektor|Skole|Forvaltnings)-?MED|KKR(?: [A-ZÆØÅ][\wæøå]+){0,2}"
)
# "Forældrebestyrelsen i Børnehuset Solsikken": there is one in each house.
_OF_HOUSE = re.compile(
    r"(?!Kommunalbe)(?:[A-ZÆØÅ]\w*b|B)estyrelsen? (?:i|på) [A-ZÆØÅ][\wæøå-]+(?: [A-ZÆØÅ][\wæøå-]+){1,3}"
)
# What ends in s as it stands: "Brugerrådet ved Elleby Borgerhus".
_OWN_S = re.compile(r"(?i)(?:hus|plads|palads|kreds)$")
# "Lokaludvalg Nord": a place or a subject behind, in capitals.
_PLACED = re.compile(
    r"^(?i:(?:lokal|opgave|bydels|distrikts|område|landsby|borger)(?:udvalg|råd)(?:et)?)(?:\s[A-ZÆØÅ][\wæøå-]+){1,3}$"
)
# "Teknik, miljø og byudvalg": what it is for, in small letters.
_FIELDS = re.compile(
    r"[A-ZÆØÅ][\wæøå-]+,(?:\s[a-zæøå]{2,},)*\s[a-zæøå]{2,}\s(?:og|samt|&)\s[a-zæøå]{2,}udvalg(?:et)?"
)
# "Politiske udvalg", "Råd og nævn": what menus call all of them.
_SORT = r"(?:udvalg|råd|nævn|bestyrelser|kommissioner)"
_SEVERAL = re.compile(
    rf"(?i)(?:(?:politiske|stående|faste|andre|øvrige|alle|særlige|tidligere|kommunale) {_SORT}"
    rf"|{_SORT}(?:, | (?:og|&) ){_SORT})(?:(?:, | (?:og|&) ){_SORT})*"
)
_THE = re.compile(r"^(?:Det|Den)\s(?=[A-ZÆØÅ])")
# The term that a committee sits for, before its name or behind it.
_YEARS = r"(?:19|20)?\d\d\s?[-–/]\s?(?:19|20)?\d\d"
_TERM = re.compile(rf"(?:^{_YEARS}:?\s+(?=[A-ZÆØÅ§])|(?:,|\s[-–])?\s(?:\({_YEARS}\)|{_YEARS})$)")
_SPECIAL = re.compile(r"(?i)^(?:§\s?17,?\s?stk\.?\s?4)[ -]*udvalg(?:et)?\b")
# Words of sentences and of titles that speak about a body.
_NOT_IN_NAMES = frozenset(
    "af at blev bliver den der det drøfte drøftede dialogmøde er et en fra fratræder godkende "
    "godkendelse godkender godkendte har hos indstiller indstillede ikke kan med medlem medlemmer "
    "mellem møde mødet ny nyt nye orienterede orientering orienterer punkt på referat dagsorden "
    "besluttede beslutning beslutter skal til tiltrådt tiltrådte tog under udpegning valg vedtog vil anbefaler "
    "anbefaling afholdte årsberetning evaluering kommissorium henvendelse høring opfølgning status "
    "protokol beslutningsprotokol tillægsdagsorden beretning mødte mødtes holdt samledes".split()
)
# Shorter words are abbreviations: "stk.", "vedr.".
_SENTENCE_END = re.compile(r"\w{5,}[.!?] ")
_NEVER_FIRST = frozenset({"for", "i", "af", "til", "fra", "hos", "på", "se", "jf."})
_SHORT = re.compile(r"\s*\(([A-ZÆØÅ][\wÆØÅæøå&/-]{1,9})\)\s*$")
_MUNICIPALITY = re.compile(
    rf"(?i:,| i| for)?\s+(?!(?i:\S*{_WORD})\s)[A-ZÆØÅ][\wæøå-]+(?:\s[A-ZÆØÅ][\wæøå-]+)?\s+(?i:kommune)$"
)
_BEFORE = re.compile(
    r"^[A-ZÆØÅ][\wæøå-]+(?:\s[A-ZÆØÅ][\wæøå-]+)?\s(?i:kommunes?)[\s,:–-]+(?=[A-ZÆØÅ§])"
)
# "Ungerådet i Ålevig", "Beboerrådet på Ålevig Plejecenter"
_IN_PLACE = re.compile(r"^(?P<body>\S.*) (?:[iI]|på) [A-ZÆØÅ][\wæøå-]+(?: [A-ZÆØÅ][\wæøå-]+)?$")
_MAX_CHARACTERS = 90


@lru_cache(maxsize=8192)
def is_body(text: str) -> bool:
    """Whether the text is the name of a body and nothing else.

    >>> is_body("Børne- og Undervisningsudvalget"), is_body("Udvalget for plan og kultur (UPK)")
    (True, True)
    >>> is_body("Bestyrelsen for Elleby Museum"), is_body("Skolebestyrelsen ved Elleby Skole")
    (True, True)
    >>> is_body("Udvalget drøftede sagen"), is_body("Orientering fra udvalget"), is_body("Referat")
    (False, False, False)
    >>> is_body("Politiske udvalg"), is_body("Udvalg, råd og nævn")
    (False, False)
    >>> is_body("22-25 Teknisk Udvalg"), is_body("Teknisk Udvalg 2022-2025"), is_body("Vedtægt for Udvalget 22-25")
    (True, True, False)
    >>> is_body("Klagenævnet for Udbud: afgørelse om rengøring"), is_body("Udsat. Byrådet")
    (False, False)
    """
    if len(text) > _MAX_CHARACTERS:
        return False
    name = _THE.sub("", _bare(text))
    words = name.split()
    if not words or not (name[0].isupper() or name[0] == "§") or _SEVERAL.fullmatch(name):
        return False
    if ": " in name or _SENTENCE_END.search(name):
        return False
    if _SPECIAL.match(name) or _LETTERS.fullmatch(name) or _OF_HOUSE.fullmatch(name):
        return len(words) <= 12
    if any(word.lower().strip(",") in _NOT_IN_NAMES for word in words) or name.endswith((".", ":")):
        return False
    if words[0].lower() in _NEVER_FIRST or any(word in ("-", "–", "—", "|") for word in words):
        return False
    if _FOLLOWED.match(name) or _PLACED.match(name) or _FIELDS.fullmatch(name):
        return len(words) <= 12
    return bool(_ENDING.search(words[-1])) and all(_may_precede(word) for word in words[:-1])


def _bare(text: str) -> str:
    text = " ".join(text.split())
    if text.endswith(")"):
        text = _SHORT.sub("", text)
    is_placed = " i " in text or " I " in text or " på " in text
    is_house = is_placed and _OF_HOUSE.fullmatch(text)
    placed = _IN_PLACE.match(text) if is_placed and not is_house else None
    if placed and _ENDING.search(placed.group("body").split()[-1]):
        text = placed.group("body")
    if "kommune" in text.casefold():
        text = _BEFORE.sub("", _MUNICIPALITY.sub("", text))
    return _TERM.sub("", text) if any(map(str.isdigit, text)) else text


def _may_precede(word: str) -> bool:
    return word.endswith(("-", ",")) or word.lower() in _JOINING or word[0].isupper()


@lru_cache(maxsize=8192)
def clean_body(text: str) -> str:
    """A body's name without its abbreviation, genitive and surrounding marks.

    >>> clean_body("Udvalget for plan og kultur (UPK)")
    'Udvalget for plan og kultur'
    >>> clean_body("Økonomiudvalgets"), clean_body("BYRÅDETS")
    ('Økonomiudvalget', 'Byrådet')
    """
    text = _bare(" ".join(text.split()).strip(" ,:;.-–*"))
    text = re.sub(r"['’]s$", "s", text)
    if text.endswith(("s", "S", "'", "’")):
        stem = text.rstrip("'’")
        is_own = _OWN_S.search(stem) and _FOLLOWED.match(stem)
        stem = stem[:-1] if stem.endswith(("s", "S")) and not is_own else stem
        text = stem if is_body(stem) else text
    if text.isupper() and len(text) > 5:
        text = f"KKR{text[3:].title()}" if text.startswith("KKR ") else text.lower()
    return text[:1].upper() + text[1:]


_COMPOUND = re.compile(
    r"(?i)^(?:(?:(?:ekstra)?ordinær[te]|konstituerende)\s)?(?P<body>(?:(?-i:[A-ZÆØÅ]).*?|\w\S*?)(?:(?P<et>råd|udvalg|nævn|forum)|bestyrelse|kommission|forsamling))s?møde(?:ts?)?$"
)


def body_in_compound(name: str) -> str | None:
    """The body whose meeting one word tells of, None for other names.

    >>> body_in_compound("ekstraordinært byrådsmøde"), body_in_compound("Børne- og Havneudvalgsmødet")
    ('Byrådet', 'Børne- og Havneudvalget')
    >>> body_in_compound("borgermødet"), body_in_compound("udvalgsmødet")
    (None, None)
    """
    match = _COMPOUND.match(name)
    if match is None:
        return None
    body = match["body"] + ("et" if match["et"] else "n")
    return body[0].upper() + body[1:]


_ANY_SHORT = re.compile(r"(?<=\s)\(([A-ZÆØÅ][A-ZÆØÅa-z&]{0,5}[A-ZÆØÅ])\)")


def abbreviations_in(text: str) -> list[tuple[str, str]]:
    """Abbreviations that the text explains by putting them behind a body's name.

    >>> abbreviations_in("sendes til Teknik- og Miljøudvalget (TMU) og Ida Holm (A)")
    [('TMU', 'Teknik- og Miljøudvalget')]
    >>> abbreviations_in("INDSTILLING § 17, stk. 4-udvalget om landsbyer (LBU) indstiller")
    [('LBU', '§ 17, stk. 4-udvalget om landsbyer')]
    """
    found: dict[tuple[str, str], None] = {}
    for match in (*_ANY_SHORT.finditer(text), *_CALLED.finditer(text)):
        words = text[max(0, match.start() - _MAX_CHARACTERS) : match.start()].split()
        for start in range(max(0, len(words) - 9), len(words)):
            name = " ".join(words[start:]).rstrip(",")
            if is_body(name):
                found[match.group(1), clean_body(name)] = None
                break
    for match in _EXPLAINED.finditer(text):
        short, name = match.group(1), " ".join(match.group("name").split())
        if is_body(name) and may_abbreviate(short, clean_body(name)):
            found[short, clean_body(name)] = None
    return list(found)


# "Teknik- og Miljøudvalget, i det følgende TMU"
_CALLED = re.compile(
    r"(?:,|\s)\s*(?:herefter|i det følgende|forkortet|benævnt|kaldet|også kaldet)"
    r"(?:\s(?:kaldet|benævnt|forkortet))?\s[\"'”»(]?([A-ZÆØÅ][A-ZÆØÅa-z&]{0,5}[A-ZÆØÅ])\b"
)
# "TMU = Teknik- og Miljøudvalget", "TMU (Teknik- og Miljøudvalget)", a line of a list.
_EXPLAINED = re.compile(
    r"(?<![\w(])([A-ZÆØÅ][A-ZÆØÅa-z&]{0,5}[A-ZÆØÅ])\s*(?:\(|[=:\t]|\s[–-]\s)\s*"
    r"(?P<name>[A-ZÆØÅ§][^()\n;:=\t]{4,80}?)(?=[)\n;,.\t]|$)"
)
# "Sagsgang: TMU/ØU/BY", the label perhaps on a line of its own.
_ROUTE = re.compile(
    r"(?i:sagsgang|sagsforløb|forventet sagsgang|behandles i|politisk behandling|beslutningsgang)\s*[:\t\n]\s*"
    r"(?P<steps>[A-ZÆØÅ][A-ZÆØÅ&]{1,5}(?:\s*(?:/|,|>|→|–|-|og)\s*[A-ZÆØÅ][A-ZÆØÅ&]{1,5})*)(?![\wæøå])"
)


def abbreviation_in_routes(text: str, body: str) -> str | None:
    """The abbreviation of the meeting's body in the routes of its items, where only one can be.

    >>> abbreviation_in_routes("Sagsgang: TMU/ØK/BY", "Økonomiudvalget")
    'ØK'
    >>> abbreviation_in_routes("Sagsgang: TMU/ØK/BY", "Kulturudvalget") is None
    True
    """
    steps = {
        s for m in _ROUTE.finditer(text) for s in re.findall(r"[A-ZÆØÅ&]{2,6}", m.group("steps"))
    }
    fitting = sorted(step for step in steps if may_abbreviate(step, body))
    return fitting[0] if len(fitting) == 1 else None


def may_abbreviate(short: str, name: str) -> bool:
    """Whether the letters stand in the name in this order, the first one first.

    >>> may_abbreviate("BUU", "Børne- og Ungdomsudvalget"), may_abbreviate("KB", "Byrådet")
    (True, False)
    """
    letters = iter(name.lower())
    return short[:1].lower() == name[:1].lower() and all(c in letters for c in short.lower())
