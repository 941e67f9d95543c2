from __future__ import annotations

import pytest

from assistant.cases.standing import standing_of, standing_on
from assistant.types import Standing


@pytest.mark.parametrize(
    ("decision", "standing"),
    [
        ("Godkendt.", Standing.DECIDED),
        ("Indstillingen godkendt", Standing.DECIDED),
        ("Pkt. 1 og 3 godkendt; pkt. 2 udsat.", Standing.DECIDED),
        (
            "Forslaget blev drøftet. Ældrerådet vedtog følgende svar: Rådet kan ikke støtte molen.",
            Standing.DECIDED,
        ),
        ("Rådet afgav følgende høringssvar: Rådet kan ikke anbefale molen.", Standing.DECIDED),
        ("Drøftet. Udvalget besluttede at lukke molen, mens V stemte imod.", Standing.DECIDED),
        ("Drøftet. V tog forbehold, da udvalget sidst vedtog planen.", Standing.DISCUSSED),
        ("Ad 1-2: Godkendt, mens ad 3 blev afvist.", Standing.DECIDED),
        ("Pkt. 1-3 udsat.", Standing.POSTPONED),
        ("Et flertal (A, F og Ø) godkendte indstillingen. V og C stemte imod.", Standing.DECIDED),
        ("Byrådet besluttede at flytte klasserne.", Standing.DECIDED),
        (
            "Ændringsforslaget blev forkastet. Indstillingen blev derefter godkendt.",
            Standing.DECIDED,
        ),
        (
            "Tilbagesendes med bemærkning, at byrådet har vedtaget Magistratens indstilling.",
            Standing.DECIDED,
        ),
        ("Ændringsforslaget blev forkastet. Godkendt.", Standing.DECIDED),
        (
            "Ændringsforslag 1 om biblioteket: For stemte 4, imod stemte 15. Forkastet. "
            "Budgettet blev herefter vedtaget. Imod stemte 3.",
            Standing.DECIDED,
        ),
        ("Ændringsforslag fra gruppe N. Vedtaget. Sagen blev dermed forkastet.", Standing.REJECTED),
        (
            "Der gives tilsagn om 90.000 kr. Tilsagnet bortfalder, hvis hallen ikke er bygget i maj.",
            Standing.DECIDED,
        ),
        ("Der ydes tilskud på 20.000 kr. til festen.", Standing.DECIDED),
        ("Forslaget bortfaldt.", Standing.REJECTED),
        (
            "A stillede ændringsforslag om flere bænke. Indstillingen blev godkendt.",
            Standing.DECIDED,
        ),
        ("SF fremsatte et ændringsforslag. Sagen udsat.", Standing.POSTPONED),
        ("Ændringsforslaget bortfaldt, og indstillingen godkendtes.", Standing.DECIDED),
        ("Ændringsforslaget blev forkastet, hvorefter sagen blev udsat.", Standing.POSTPONED),
        (
            "A stillede ændringsforslag. Indstillingen blev godkendt. "
            "Det blev herefter afvist at udsætte sagen.",
            Standing.DECIDED,
        ),
        (
            "C stillede et ændringsforslag. Dette blev herefter forkastet. "
            "Indstillingen blev godkendt.",
            Standing.DECIDED,
        ),
        (
            "Liste A stillede ændringsforslag. Det samlede udvalg afviste forslaget. "
            "Indstillingen godkendt.",
            Standing.DECIDED,
        ),
        ("Der gives en orientering på næste møde.", Standing.UNKNOWN),
        (
            "Ikke godkendt for så vidt angår Vestskolen. Udvalget besluttede, at ordningen fortsætter.",
            Standing.DECIDED,
        ),
        ("Godkendt at sende forslaget i høring.", Standing.DECIDED),
        ("Økonomiudvalget anbefaler, at byrådet godkender indstillingen.", Standing.RECOMMENDED),
        ("Indstilles godkendt.", Standing.RECOMMENDED),
        ("Anbefales.", Standing.RECOMMENDED),
        ("Indstilles til godkendelse", Standing.RECOMMENDED),
        ("Drøftet.", Standing.DISCUSSED),
        ("Taget til efterretning.", Standing.NOTED),
        ("Udsat.", Standing.POSTPONED),
        ("Udvalget besluttede at udsætte sagen.", Standing.POSTPONED),
        ("Punktet blev drøftet. Sagen genoptages på næste møde.", Standing.POSTPONED),
        ("Punktet udgår.", Standing.WITHDRAWN),
        ("Ikke godkendt.", Standing.REJECTED),
        ("Forslaget blev forkastet.", Standing.REJECTED),
        ("Fremsendes til Teknisk Udvalg til behandling.", Standing.SENT),
        (
            "Fremsendes til udvalget. Forslag om den byrådsbesluttede ramme for tilsyn.",
            Standing.SENT,
        ),
        ("Havneudvalgets afgørelse blev stadfæstet med 9 stemmer mod 4.", Standing.DECIDED),
        ("Udvalgets anbefaling blev vedtaget.", Standing.DECIDED),
        ("Udvalget vælger mole B.", Standing.DECIDED),
        ("Lejemålet forlænges til 2031.", Standing.DECIDED),
        ("Ansøgningen blev afslået.", Standing.REJECTED),
        ("Havneudvalget afslog ansøgningen.", Standing.REJECTED),
        ("Indstillingen kunne ikke tiltrædes.", Standing.REJECTED),
        ("Forslaget faldt med 4 stemmer mod 9.", Standing.REJECTED),
        ("Sagen hjemvises til udvalget.", Standing.SENT),
        ("Byrådet oversendte forslaget til budgettet for 2031.", Standing.SENT),
        ("Fremsendes uden anbefaling.", Standing.SENT),
        ("Sagen blev taget af bordet.", Standing.WITHDRAWN),
        ("Forslagsstilleren trak forslaget tilbage.", Standing.WITHDRAWN),
        ("Forslaget er frafaldet.", Standing.WITHDRAWN),
        ("Sagen henlægges.", Standing.WITHDRAWN),
        ("Havneudvalget udsatte punktet.", Standing.POSTPONED),
        ("Havnefoged Per Lund tiltræder den 1. maj.", Standing.UNKNOWN),
        ("Formanden svarede, at lejen fastsættes af havnen.", Standing.UNKNOWN),
        ("Kan ikke anbefales på den foreslåede plads.", Standing.RECOMMENDED),
        ("Anbefales af A og K. Liste B kan ikke anbefale.", Standing.RECOMMENDED),
        ("Udsat. B ønskede molen lukket, hvilket ikke blev tiltrådt.", Standing.POSTPONED),
        ("B ønskede molen lukket, hvilket ikke blev tiltrådt.", Standing.UNKNOWN),
        ("Lone Holm (A) afgav følgende udtalelse: Skolen skal bevares.", Standing.UNKNOWN),
        ("Et mindretal i rådet afgav følgende udtalelse: Molen er god.", Standing.UNKNOWN),
        ("V foreslår at molen lukkes.", Standing.UNKNOWN),
        ("Der var enighed om at anbefale molen.", Standing.RECOMMENDED),
        ("Udvalget besluttede at anbefale molen.", Standing.RECOMMENDED),
        ("Det antages, at molen bliver dyr.", Standing.UNKNOWN),
        ("Beløbet indgår i budget 2024.", Standing.UNKNOWN),
        ("Der er ansat en ny leder.", Standing.UNKNOWN),
        ("Lejen er fastsat til 4 pct.", Standing.UNKNOWN),
        ("Anbefalet, idet åbningen udskydes til maj.", Standing.RECOMMENDED),
        ("Anbefales udsat til maj.", Standing.POSTPONED),
        ("Udvalget meddeler dispensation.", Standing.DECIDED),
        ("Med 2 stemmer mod 1 blev lejen fastsat til 4 pct.", Standing.DECIDED),
        ("Som nyt medlem udpegedes Tove Holm (C).", Standing.DECIDED),
        ("Rådet vedtog følgende svar: Rådet kan ikke anbefale molen.", Standing.DECIDED),
        ("Syv stemte imod, og forslaget er dermed forkastet.", Standing.REJECTED),
        ("Liste B stemte imod, og ændringsforslaget blev forkastet.", Standing.UNKNOWN),
        ("Grunden sælges til højestbydende.", Standing.DECIDED),
        ("Molen lukkes ikke.", Standing.REJECTED),
        ("Enighed om at male skuret.", Standing.DECIDED),
        ("Bestyrelsen tilslutter sig indstillingen.", Standing.DECIDED),
        ("Tilbuddet fra Bro & Holm antages.", Standing.DECIDED),
        ("Sat i bero.", Standing.POSTPONED),
        ("Indgår i budgetforhandlingerne.", Standing.SENT),
        ("Udvalget peger på model B.", Standing.RECOMMENDED),
        ("", Standing.UNKNOWN),
        ("Mødet blev holdt i kantinen.", Standing.UNKNOWN),
    ],
)
def test_the_words_of_a_decision_tell_its_standing(decision: str, standing: Standing) -> None:
    assert standing_of(decision) is standing


def test_dissent_is_not_rejection() -> None:
    assert standing_of("Liste B kunne ikke tiltræde indstillingen. Godkendt.") is Standing.DECIDED


@pytest.mark.parametrize(
    ("decision", "standing"),
    [
        ("Første led toges til efterretning. Andet led blev ikke vedtaget.", Standing.DECIDED),
        ("Ad 1: Ikke godkendt. Ad 2: Godkendt.", Standing.DECIDED),
        ("Punkt 1 udsat. Punkt 2 og 3 godkendt.", Standing.DECIDED),
        ("Mole 1 blev forkastet. Udvalget godkendte et budget for 2031.", Standing.REJECTED),
        ("Ad 1: Ikke godkendt. Ad 2: Forkastet.", Standing.REJECTED),
        ("Orienteringen til efterretning. Lejemålet forlænges et år.", Standing.DECIDED),
    ],
)
def test_a_case_of_which_one_part_is_refused_is_not_refused(
    decision: str, standing: Standing
) -> None:
    assert standing_of(decision) is standing


_HEARD = "Havnefogeden indstiller, at udkastet sendes i offentlig høring i otte uger."


@pytest.mark.parametrize(
    ("recommendation", "decision", "standing"),
    [
        (_HEARD, "Godkendt.", Standing.HEARING),
        (_HEARD, "Vedtaget, idet høringen forlænges en uge. K stemte imod.", Standing.HEARING),
        (
            "Havnefogeden indstiller til Byrådet, at det sendes i høring.",
            "Ja. Godkendt.",
            Standing.HEARING,
        ),
        ("1. at udkastet fremlægges i høring", "Tiltrådt.", Standing.HEARING),
        ("udkastet sendes i høring.", "Godkendt.", Standing.HEARING),
        (_HEARD, "Ikke godkendt.", Standing.REJECTED),
        (_HEARD, "Anbefales.", Standing.RECOMMENDED),
        (_HEARD, "Godkendt. Byrådet vedtog samtidig at lukke molen.", Standing.DECIDED),
        ("at molen lukkes, og at planen sendes i høring", "Godkendt.", Standing.DECIDED),
        ("molen lukkes, og at planen sendes i høring", "Godkendt.", Standing.DECIDED),
        ("at molen lukkes", "Godkendt.", Standing.DECIDED),
        ("", "Godkendt.", Standing.DECIDED),
    ],
)
def test_what_is_only_sent_out_for_hearing_is_not_decided(
    recommendation: str, decision: str, standing: Standing
) -> None:
    assert standing_on(recommendation, decision) is standing
