"""Minutes in running text: items that only a number announces, sections that have no heading."""

from __future__ import annotations

import pytest

from index.parsing.minutes import parse_minutes
from index.parsing.text.headings import decides, is_outcome, recommends, tells_of_before
from index.reading.assembly import Line, assemble
from index.types import Minutes, SectionKind
from tests.index.parsing.pages import parsed

_FRONT = "Referat fra Havneudvalgets møde onsdag den 2. april 2008\n\n"


def _parsed(text: str) -> Minutes:
    return parsed(_FRONT + text)


def _kinds(minutes: Minutes, item: int = 0) -> list[SectionKind]:
    return [section.kind for section in minutes.items[item].sections]


def _last(minutes: Minutes, item: int = 0) -> str:
    return minutes.items[item].sections[-1].span.of(minutes.document.text).strip()


_CRANE = (
    "1. Kran på nordkajen\nKranen fra 1974 er taget ud af drift.\n\n"
    "Havnefogeden indstiller, at det billigste tilbud antages.\n{}\n\n"
    "2. Eventuelt\nIntet.\n"
)


@pytest.mark.parametrize(
    "decision",
    [
        "Havneudvalget godkendte indstillingen.",
        "Udvalget besluttede at indhente et tilbud mere.",
        "Det blev besluttet, at kranen købes brugt.",
        "Drøftet. Formanden taler med fiskerne.",
        "Indstillingen tiltrådtes.",
        "Vedtoges med 4 stemmer mod 1. Imod stemte K. Vang.",
        "Toges til efterretning.",
    ],
)
def test_a_decision_without_a_heading_is_known_by_its_words_at_the_end_of_the_item(
    decision: str,
) -> None:
    minutes = _parsed(_CRANE.format(decision))
    assert [item.number for item in minutes.items] == ["1", "2"]
    assert _kinds(minutes) == [
        SectionKind.BACKGROUND, SectionKind.RECOMMENDATION, SectionKind.DECISION,
    ]  # fmt: skip
    assert _last(minutes) == decision


@pytest.mark.parametrize(
    "sentence",
    [
        "Byrådet vedtog den 3. maj 2007 en plan for havnen.",
        "Udvalget drøftede sagen på sit møde i marts.",
        "Kommunalbestyrelsen besluttede i 2006 at lukke kajen.",
        "Indstillingen blev godkendt i marts.",
    ],
)
def test_what_was_decided_before_is_no_decision_of_the_item(sentence: str) -> None:
    assert tells_of_before(sentence)
    minutes = _parsed(f"1. Kajen\nKajen er slidt.\n\n{sentence}\n\n2. Eventuelt\nIntet.\n")
    assert SectionKind.DECISION not in _kinds(minutes)


def test_a_decision_is_not_looked_for_in_the_middle_of_an_item() -> None:
    text = "Godkendt plan\nUdvalget godkendte planen.\n\nArbejdet begynder nu.\n"
    minutes = _parsed(f"1. {text}\n2. Eventuelt\nIntet.\n")
    assert SectionKind.DECISION not in _kinds(minutes)


def test_under_headings_of_its_own_an_item_tells_where_its_decision_is() -> None:
    minutes = _parsed(
        "1. Kajen\nSagsfremstilling\nKajen er slidt.\n\nUdvalget besluttede at udbyde arbejdet.\n"
    )
    assert SectionKind.DECISION not in _kinds(minutes)


def test_a_heading_of_body_and_date_keeps_its_decision() -> None:
    minutes = _parsed(
        "1. Kajen\nSagsnr. 08/11\nForvaltningen indstiller, at kajen lukkes.\n\n"
        "Havneudvalget, 02-04-2008, sag 1:\nGodkendt. Sag 2 blev taget først.\n"
    )
    decision = minutes.items[0].sections[-1]
    assert (decision.kind, decision.body) == (SectionKind.DECISION, "Havneudvalget")
    assert SectionKind.DECISION not in _kinds(minutes)[:-1]


def test_items_may_be_announced_by_ad_over_text() -> None:
    minutes = _parsed(
        "Ad 1. Velkomst\nKarl bød velkommen.\n\nAd 2. Trafikken gennem byen\nDer bliver målt fart i uge 40.\n"
        "Det blev besluttet, at Jens skriver til kommunen.\n\nAd 3. Eventuelt\nIntet.\n"
    )
    assert [item.title for item in minutes.items] == [
        "Velkomst", "Trafikken gennem byen", "Eventuelt",
    ]  # fmt: skip


def test_a_decision_told_by_ad_in_an_item_begins_no_items() -> None:
    minutes = _parsed(
        "7. Budget\nSagsnr. 08/12\nIndstilling\n1. at A\n2. at B\nBeslutning\n\nAd 1. Godkendt med en ændring\n"
        "Udvalget ønsker en ny opgørelse.\n\nAd 2. Udsat til næste møde\nTallene mangler.\n"
    )
    assert [item.number for item in minutes.items] == ["7"]


def test_a_typist_s_title_ends_with_a_full_stop() -> None:
    minutes = _parsed(
        "Sag nr. 112.   Biblioteksfilial i Vesterby.\nBibliotekschefen ønsker åbent om lørdagen.\nAfslået.\n\n"
        "Sag nr. 113.   Ansøgning fra musikforeningen.\nForeningen søger om 12.000 kr.\nGodkendtes.\n"
    )
    assert [item.number for item in minutes.items] == ["112", "113"]
    assert [_last(minutes, n) for n in (0, 1)] == ["Afslået.", "Godkendtes."]


def test_a_chapter_over_items_belongs_to_the_first_of_them() -> None:
    item = "{} {}\nSagsnr.: 21/10{}\nBeslutning\nGodkendt.\n"
    chapters = (("1. Økonomi", "1.1", "Budgetopfølgning"), ("2. Ejendomme", "2.1", "Nedrivning"))
    minutes = _parsed(
        "".join(f"{head}\n{item.format(n, title, n[0])}" for head, n, title in chapters)
    )
    assert [(i.number, i.title) for i in minutes.items] == [
        ("1.1", "Budgetopfølgning"), ("2.1", "Nedrivning"),
    ]  # fmt: skip
    assert _last(minutes).endswith("Godkendt.")


def test_letters_count_items_where_the_agenda_lists_them() -> None:
    titles = "a) Opsamling fra sidst\nb) Oplæg om tilflyttere\nc) Arbejde i grupper\n"
    minutes = _parsed(
        f"Dagsorden\n{titles}\na) Opsamling fra sidst\nReferatet blev godkendt.\n\n"
        "b) Oplæg om tilflyttere\nLars viste tal.\n\nc) Arbejde i grupper\nDer var tre grupper.\n"
    )
    assert [item.number for item in minutes.items] == ["a", "b", "c"]


@pytest.mark.parametrize(
    ("marks", "numbers"),
    [
        (("I.", "II.", "III."), ["I", "II", "III"]),
        (("#61", "#62", "#63"), ["61", "62", "63"]),
        (("§ 1.", "§ 2.", "§ 3."), ["1", "2", "3"]),
    ],
)
def test_items_may_be_counted_with_other_signs(marks: tuple[str, ...], numbers: list[str]) -> None:
    titles = ("Råstofplan", "Amtsvej 508", "Færgetakster")
    minutes = _parsed(
        "\n".join(
            f"{mark} {title}\nSagsnr. 99/101{n}\n\nBeslutning\nUdsat.\n"
            for n, (mark, title) in enumerate(zip(marks, titles, strict=True))
        )
    )
    assert [item.number for item in minutes.items] == numbers
    assert tuple(item.title for item in minutes.items) == titles


def test_sections_counted_with_roman_numerals_are_no_items() -> None:
    minutes = _parsed(
        "7. Budget\nSagsnr. 99/101\n\nI. Indledning\nTekst.\n\nII. Økonomi\nTal.\n\nBeslutning\nUdsat.\n"
    )
    assert [item.number for item in minutes.items] == ["7"]


@pytest.mark.parametrize("slot", ["(17.05-17.50)", "(kl. 9.30 – 10.00)", "(10 min.)"])
def test_the_time_of_an_item_is_no_part_of_its_title(slot: str) -> None:
    minutes = _parsed(f"1. Budget 2019 {slot}\nBeslutning: Udsat.\n\n2. Eventuelt\nIntet.\n")
    assert minutes.items[0].title == "Budget 2019"


def test_words_for_what_was_done() -> None:
    assert is_outcome("Indstillingen tiltrådtes.")
    assert is_outcome("Afslået.")
    assert decides("Udvalget tog orienteringen til efterretning.")
    assert not decides("Udvalget ønsker en orientering.")
    assert recommends("Teknisk Udvalg indstiller, at projektet godkendes.")
    assert not recommends("Han foreslår, at vi venter.")


_LONG = (
    "Kassereren gennemgik regnskabet. Der er solgt færre billetter end året\nfør, og udgiften til"
    " musik er steget til det dobbelte, fordi orkestret\nkom langvejs fra. Leje af telt og borde"
    " var til gengæld billigere. Til\nnæste år søges en fond om tilskud, hvis der findes en, som\n"
    "giver til den slags, og som ikke kræver et regnskab, der er lavet af en\nrevisor med"
    " beskikkelse, for det er der ikke råd til i foreningen, som den\nser ud lige nu.\n\n"
)


def test_a_labelled_item_may_stand_over_a_long_paragraph_and_out_of_turn() -> None:
    minutes = _parsed(
        f"Pkt. 1. Valg af ordstyrer\nMie blev valgt.\n\nPkt. 2. Regnskabet\n{_LONG}"
        f"Pkt. 4. Billetter\n{_LONG}Pkt. 3. Broen\nMalerne begynder i uge 20.\n\n"
        "Pkt. 5. Eventuelt og næste møde\n- Ole spurgte til isen.\n- Næste gang er i juni.\n"
    )
    assert [item.number for item in minutes.items] == ["1", "2", "4", "3", "5"]
    assert minutes.items[3].title == "Broen"


def test_a_number_in_a_text_is_no_item_out_of_turn() -> None:
    minutes = _parsed(
        "Pkt. 1. Valg\nMie blev valgt.\n\nPkt. 2. Broen\nDen males.\n\n"
        "Pkt. 4. Kajen\nUdvalget så på den.\n2. Rækværket er løst.\n3. Lygten er slukket.\n\n"
        "Pkt. 5. Eventuelt\nIntet.\n"
    )
    assert [item.number for item in minutes.items] == ["1", "2", "4", "5"]


@pytest.mark.parametrize("end", ["", "6. Flaget (Lukket)\n"])
@pytest.mark.parametrize("closed", ["5. Køb af kran (Lukket)", "5. Lukket sag: Køb af kran"])
def test_what_is_sorted_into_groups_goes_on_counting(closed: str, end: str) -> None:
    minutes = _parsed(
        "A. Til afgørelse\n\n1. Broen\n\nSagsnr. 21/1893\n\nBeslutning\n\nGodkendt.\n\n"
        f"2. Kajen\n\nSagsnr. 21/1894\n\nBeslutning\n\nUdsat.\n\n{closed}\n\n"
        "B. Til orientering\n\n3. Lygten\n\nSagsnr. 21/1895\n\nBeslutning\n\nTil efterretning.\n\n"
        f"4. Isen\n\nSagsnr. 21/1896\n\nBeslutning\n\nTil efterretning.\n\n{end}"
    )
    assert [(item.number, item.public) for item in minutes.items][:5] == [
        ("1", True),
        ("2", True),
        ("5", False),
        ("3", True),
        ("4", True),
    ]


_MIXED = [
    "Punkt 1: Valg af ordstyrer\nMie blev valgt.\n\n",
    "Punkt 2: Referat\nReferatet blev godkendt.\n\n",
    "3. Broen\nDen males i maj.\n\n",
    "4. Kajen\nDer er løse sten ved trappen.\n\n",
    "Punkt 5: Lygten\nDen er skiftet.\n\n",
    "6. Is på havnen\nBåden kan ikke sejle.\n\n",
    "7. Eventuelt\nIntet.\n\n",
]


def test_numbers_written_in_two_ways_count_the_items_together() -> None:
    minutes = _parsed("".join(_MIXED))
    assert [item.number for item in minutes.items] == [*"1234567"]
    assert minutes.items[5].title == "Is på havnen"


@pytest.mark.parametrize("listed", ["3. Rækværket", "1. Pæle\n\n2. Bolte\n\n3. Rækværket"])
def test_a_list_in_an_item_does_not_count_the_items(listed: str) -> None:
    text = f"{_MIXED[0]}{_MIXED[1]}Der mangler:\n\n{listed}\n\n"
    minutes = _parsed(text + _MIXED[4].replace("5", "3") + _MIXED[4].replace("5", "4"))
    assert [item.number for item in minutes.items] == ["1", "2", "3", "4"]


def test_bodies_with_their_days_decide_at_the_end_of_an_item_that_has_no_heading() -> None:
    minutes = _parsed(
        "1. Lejeaftale\nDer er kommet to bud på kiosken.\n"
        "Havneudvalget, 02-04-2008: Det høje bud tages.\n"
        "Byrådet, 30-04-2008: Sagen sendes tilbage, til lejen er kendt.\n\n2. Eventuelt\nIntet.\n"
    )
    assert [(s.kind, s.body) for s in minutes.items[0].sections] == [
        (SectionKind.BACKGROUND, None),
        (SectionKind.DECISION, "Havneudvalget"),
        (SectionKind.DECISION, "Byrådet"),
    ]


def test_a_plan_of_meetings_decides_nothing() -> None:
    minutes = _parsed(
        "1. Lejeaftale\nTidsplanen er:\nHavneudvalget, 02-04-2008: 1. behandling\n"
        "Byrådet, 30-04-2008: 2. behandling\n\nBeslutning\nGodkendt.\n\n2. Eventuelt\nIntet.\n"
    )
    assert [s.kind for s in minutes.items[0].sections].count(SectionKind.DECISION) == 1


@pytest.mark.parametrize("heading", ["Beslutning for Punkt 1: Bro", "Beslutning for Punkt 1\nBro"])
def test_the_title_printed_once_more_over_a_decision_is_no_part_of_it(heading: str) -> None:
    minutes = _parsed(
        f"Punkt 1: Bro\n\nSagsfremstilling\nBroen er rusten.\n\n{heading}\nDen males.\n"
    )
    section = minutes.items[0].sections[-1]
    text = minutes.document.text
    assert text[section.label.end : section.span.end].strip() == "Den males."


def test_a_heading_in_capitals_may_stand_before_its_text() -> None:
    minutes = _parsed(
        "1. Kran\nKranen er gammel.\n\nBESLUTNING Udsat til maj.\n\n2. Eventuelt\nIntet.\n"
    )
    assert _kinds(minutes)[-1] is SectionKind.DECISION


def test_a_decision_that_names_a_day_beside_its_heading_is_no_heading() -> None:
    for beside in (
        "Beslutning\tForlænges, dog kun til 31. juli 2019.",
        "Beslutning ØK 23-08-2017\tTiltrådt.",
    ):
        minutes = _parsed(
            f"1. Leje\nSagsfremst.\tLejen udløber.\n{beside}\n\n2. Eventuelt\nIntet.\n"
        )
        assert _kinds(minutes)[-1] is SectionKind.DECISION
        assert _last(minutes).endswith(beside.partition("\t")[2])
        section = minutes.items[0].sections[-1]
        assert section.label.end < section.span.end - 5


def test_a_heading_that_a_narrow_column_breaks_is_known() -> None:
    minutes = _parsed(
        "1. Leje\nIndstilling\tAt lejen forlænges.\nSags-fremstilling\tLejen udløber.\n"
        "Beslutning\tGodkendt.\n\n2. Eventuelt\nIntet.\n"
    )
    assert SectionKind.BACKGROUND in _kinds(minutes)


def test_a_closed_file_beside_its_label_does_not_close_the_item() -> None:
    minutes = _parsed(
        "Pkt. 1\tLeje\nSagsfremstilling:\tLejen udløber.\nBeslutning:\tGodkendt.\nBilag:\tSkema (Lukket)\n"
        "Pkt. 2\tEventuelt\nBeslutning:\tIntet.\n"
    )
    assert [item.public for item in minutes.items] == [True, True]


def test_a_case_number_may_stand_behind_the_item_s_number_above_its_title() -> None:
    minutes = _parsed(
        "Sag nr. 12 (15/3120)\nNy kran\n\nBeslutning\nGodkendt.\n\n"
        "Sag nr. 13 (15/3299)\nEventuelt\n\nBeslutning\nIntet.\n"
    )
    assert [item.case_number for item in minutes.items] == ["15/3120", "15/3299"]


def test_a_title_in_a_cell_goes_on_below_in_larger_letters_than_the_next_heading() -> None:
    lines = [
        Line("Referat fra Havneudvalgets møde onsdag den 2. april 2008", 1),
        Line("Punkt 1\tLokalplan for grunden ved kajen i\t13/7204"), Line("Sundby", 3),
        Line("Resumé", 7), Line("Planen er klar."), Line("Beslutning", 7), Line("Godkendt."),
        Line("Punkt 2\tEventuelt\t13/7205"), Line("Beslutning", 7), Line("Intet."),
    ]  # fmt: skip
    first, _ = parse_minutes(assemble([lines])).items
    assert first.title == "Lokalplan for grunden ved kajen i Sundby"


_POOL = "1. Puljen\nPuljen er på 9.000 kr. og næsten tom. {}\n\n2. Eventuelt\nIntet.\n"


@pytest.mark.parametrize(
    "said",
    [
        "Konklusion: Resten gemmes.",
        "Der var enighed om at gemme resten.",
        "Der var bred enighed om, at\nresten gemmes. Bo svarer.",
        "Rådet valgte at gemme resten.\n\nOpfølgning: Bo svarer.",
        "\nVi besluttede at gemme resten.\nAnsvarlig: Bo. Frist: 1/4.",
        "\nRådgivende beslutning: Et flertal vil gemme resten.",
    ],
)
def test_a_decision_may_begin_within_a_paragraph(said: str) -> None:
    minutes = _parsed(_POOL.format(said))
    assert _kinds(minutes) == [SectionKind.BACKGROUND, SectionKind.DECISION]
    assert _last(minutes) == said.strip()


@pytest.mark.parametrize("arrow", ["→", "⇒", "=>", "->"])
def test_an_arrow_right_below_what_was_said_tells_the_decision(arrow: str) -> None:
    minutes = _parsed(
        f"1. Regnskab\nOverskud 300 kr.\n{arrow} Udvalget indstiller regnskabet til godkendelse.\n\n"
        f"2. Takst\nBo foreslog 9 kr.\n{arrow} 9 kr. vedtaget (Bo imod).\n\n"
        f"3. Boring\nVi mangler et tilbud.\n{arrow} Udskudt til marts.\n\n4. Eventuelt\nIntet.\n"
    )
    text = minutes.document.text
    decided = [
        section.span.of(text).strip().removeprefix(arrow).strip()
        for item in minutes.items
        for section in item.sections
        if section.kind is SectionKind.DECISION
    ]
    assert decided == [
        "Udvalget indstiller regnskabet til godkendelse.", "9 kr. vedtaget (Bo imod).", "Udskudt til marts.",
    ]  # fmt: skip


def test_what_somebody_tells_of_before_is_no_decision() -> None:
    said = "I marts var der enighed om at gemme resten, siger Bo. Han tog fejl."
    assert SectionKind.DECISION not in _kinds(_parsed(_POOL.format(said)))


def test_what_follows_a_decision_that_has_no_case_above_is_no_part_of_it() -> None:
    said = "Der var enighed om at gemme resten.\n\nDerefter talte alle om noget andet."
    minutes = _parsed(_POOL.format(said))
    assert SectionKind.DECISION in _kinds(minutes)[:-1]
    assert _last(minutes) == "Derefter talte alle om noget andet."


def test_those_who_were_away_may_be_named_behind_those_who_were_not() -> None:
    front = (
        "Mødt: Ane Dahl og Bo Lund (idrætten). Ikke mødt: Ida\nHolm. Sekretær: Ib Vang.\n"
        "Udeblevet uden afbud: Eva Krog\nFra kommunen: Per Bro\n\n"
    )
    minutes = _parsed(front + _POOL.format(""))
    text = minutes.document.text
    away = [s.span.of(text).strip() for s in minutes.front if s.kind is SectionKind.ABSENT]
    assert away == ["Ikke mødt: Ida\nHolm.", "Udeblevet uden afbud: Eva Krog"]


@pytest.mark.parametrize(
    "decision", ["Besluttet at købe to. 3 for, 1 imod.", "Besluttet. Højst 600 kr."]
)
def test_besluttet_alone_tells_what_was_done(decision: str) -> None:
    minutes = _parsed(
        f"Pkt. 1. Bænke\nDe koster 300 kr.\n{decision}\n\nPkt. 2. Eventuelt\nIntet.\n"
    )
    assert _kinds(minutes)[-1] is SectionKind.DECISION
    assert _last(minutes) == decision


def test_a_decision_may_stand_right_below_the_last_point_of_a_recommendation() -> None:
    minutes = _parsed(
        "Pkt. 1. Bænke\nDe gamle bænke langs stien og ved søen er efterhånden rådne.\nFormandskabet indstiller:\n"
        "At der købes to\nKKR Havlandet tiltrådte indstillingen.\n\nPkt. 2. Eventuelt\nIntet.\n"
    )
    assert _kinds(minutes)[-1] is SectionKind.DECISION
    assert _last(minutes) == "KKR Havlandet tiltrådte indstillingen."


def test_a_body_named_within_a_point_of_a_recommendation_decides_nothing() -> None:
    minutes = _parsed(
        "Pkt. 1. Bænke\nDe gamle bænke er rådne.\nFormandskabet indstiller:\nAt der købes to bænke af den slags, som\n"
        "Udvalget godkendte sidste år.\n\nPkt. 2. Eventuelt\nIntet.\n"
    )
    assert SectionKind.DECISION not in _kinds(minutes)
