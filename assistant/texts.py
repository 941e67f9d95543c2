"""Every sentence that a citizen can see in an answer, in Danish and in English.

Placeholders are names; quotations are put in by the code that checks them.
"""

from __future__ import annotations

import re
from datetime import date, timedelta

from assistant.types import Standing
from index.parsing.text.dates import danish_date

_DANISH = {
    "not_found": "Det fremgår ikke af de referater, der er indlæst.",
    "searched": "Jeg har søgt i {documents} fra {meetings}{bodies}{period}.",
    "searched_nothing": "Der er ingen indlæste referater, som passer til det valgte udvalg og den valgte periode.",
    "bodies": " i {names}",
    "bodies_many": " i {count} udvalg og råd",
    "documents": "{count} dokumenter",
    "documents_one": "1 dokument",
    "meetings": "{count} møder",
    "meetings_one": "1 møde",
    "day": " den {first}",
    "period": " i perioden {first} – {last}",
    "years": " fra {first} til {last}",
    "rejected": "{count} filer kunne ikke læses og er ikke med i søgningen.",
    "missing_words": "Jeg fandt intet om: {words}.",
    "nearest": "Det nærmeste, jeg fandt, er: {titles}.",
    "others_treated": "Andre har behandlet noget, der ligner: {titles}.",
    "never_means": "At det ikke står her, betyder ikke, at det ikke er sket.",
    "closed": "Der findes et lukket punkt, som kan handle om det: {titles}. Indholdet af lukkede punkter er ikke offentligt.",
    "no_amount": "Det beløb, du spørger om, står ikke i de nærmeste sager.",
    "no_date": "Et tidspunkt for det, du spørger om, står ikke i de nærmeste sager.",
    "no_vote": "De nærmeste sager nævner ingen afstemning om det.",
    "tally": "Afstemningen endte med {in_favour} for og {against} imod:",
    "tally_abstaining": "Afstemningen endte med {in_favour} for, {against} imod og {abstaining}, der ikke stemte:",
    "only_against": "Jeg fandt ikke, hvem der stemte for. Om uenighed står der:",
    "only_reservations": "Jeg fandt ingen, der stemte imod, kun forbehold, og et forbehold er ikke en stemme imod:",
    "no_vote_count": "Et antal stemmer fremgår ikke af det, jeg fandt.",
    "vote_without_reason": "Jeg fandt ingen begrundelse for det. Om stemmer og forbehold står der kun:",
    "no_absence_there": "Hverken mødets liste eller det punkt, du spørger om, nævner nogen, der ikke deltog.",
    "no_reason_of_absence": "Referatet giver ingen begrundelse for, at nogen ikke deltog.",
    "no_absence": "Jeg fandt mødet, men referatet nævner ingen fraværende.",
    "no_attachments": "De nærmeste sager har ingen liste over bilag.",
    "no_person": "De nærmeste sager siger ikke hvem.",
    "no_reason": "De nærmeste sager giver ingen begrundelse for det, du spørger om.",
    "no_measure": "Den størrelse, du nævner, står ikke i de nærmeste sager.",
    "no_particular": "De nærmeste sager fortæller om noget, der ligner, men ikke om det, du spørger om.",
    "no_name": "Navnet står ikke i de nærmeste sager.",
    "no_address": "Adressen står ikke i de nærmeste sager.",
    "no_place": "De nærmeste sager siger ikke hvor.",
    "no_number": "Det tal, du spørger om, står ikke i de nærmeste sager.",
    "no_definition": "Jeg fandt ordet, men ingen forklaring på det.",
    "opinion": "Referater viser, hvad der er besluttet, og hvad det bygger på. De kan ikke give en mening, et råd eller en spådom.",
    "greeting": "Hej! Stil et spørgsmål om det, der er behandlet på møderne, så leder jeg i de referater, der er indlæst.",
    "said": "Referater er beslutningsprotokoller. De gengiver normalt ikke, hvem der sagde hvad.",
    "private": "CPR-numre og private oplysninger om enkeltpersoner vises ikke, heller ikke når de står i et dokument.",
    "no_actor": "Jeg fandt sagen, men ikke, hvad {who} mener eller foreslår.",
    "told_for_others": "Jeg fandt kun tal, der er oplyst for {years}.",
    "no_thing": "Jeg fandt intet om: »{thing}«.",
    "goes_elsewhere": "Jeg fandt sagen, men intet om det til {goal}.",
    "unknown_body": "Arkivet har ikke noget udvalg eller råd med navnet {names}. Det har: {bodies}.",
    "no_bodies": "Arkivet kender ikke {names}; ingen af dets referater siger, hvilket udvalg de er fra.",
    "elsewhere": "Du spørger om {names}. De referater, der er indlæst, er ikke derfra.",
    "outside_period": "De indlæste referater dækker perioden {first} – {last}.",
    "other_name": "Det, jeg fandt, handler ikke om {names}.",
    "not_decided_then": "Det, jeg fandt, er fra et tidligere møde, hvor sagen ikke blev afgjort.",
    "other_year": "Det, jeg fandt, handler ikke om {years}.",
    "source": "Fra {where}: {quote}",
    "no_vote_in": "Jeg fandt ingen afstemning i {body}.",
    "titled": "Sagens titel{where}: {quote}",
    "signed": "Under forslaget står: {quote}.",
    "source_proposal": "Det blev foreslået ({part}ikke en beslutning) under {where}: {quote}",
    "source_recommendation": "Det blev indstillet ({part}et forslag, ikke en beslutning) under {where}: {quote}",
    "recommended_by": "{who} indstillede ({part}ikke en beslutning) under {where}: {quote}",
    "proposed_by": "{who} foreslog ({part}ikke en beslutning) under {where}: {quote}",
    "in_proposal_of": "I forslaget fra {who} under {where} står der: {quote}",
    "in_proposal": "I forslaget under {where} står der: {quote}",
    "in_recommendation": "I indstillingen under {where} står der: {quote}",
    "adopted": "Vedtaget som indstillet{part} under {where}: {quote}{by}",
    "points": "{count} af {all} punkter",
    "source_decision": "Fra beslutningen om {where}: {quote}",
    "recommendation_was": "Indstillingen lød: {quote}",
    "proposal_was": "Forslaget lød: {quote}",
    "recommendation_in_part": "Af indstillingen ({count} af {all} punkter): {quote}",
    "recommendation_partly": "Af indstillingen: {quote}",
    "part_not_found": "Om »{what}« fandt jeg ikke det, du spørger om, i de referater, der er indlæst.",
    "second_not_found": "Svar på »{what}« fandt jeg ikke i de referater, der er indlæst.",
    "or_this": "Det kan også være dette, du spørger om:",
    "no_final": "Jeg har ikke fundet en endelig beslutning.",
    "agenda_only": "Der er kun en dagsorden; den indeholder ingen beslutning. Det blev indstillet{where}: {quote}",
    "corrected": "Referaterne viser noget andet, end spørgsmålet går ud fra. {text}",
    "later": "Senere: {text}",
    "absent_meeting": "Som fraværende {where} er anført: {quote}.",
    "absent_item": "Under {item}{where} er som fraværende anført: {quote}.",
    "case_number": "Sagsnummeret for {item}{where} står her: {quote}",
    "attachments": "Bilag til {item}{where}: {quote}.",
    "count_meetings": "Der er {count} møder{bodies}{period} blandt de indlæste referater: {quote}. Listen kan være ufuldstændig, hvis ikke alle referater er indlæst.",
    "no_meetings": "Der er ikke indlæst noget referat af et møde{bodies}{period}.",
    "items_counted": "Der er {count} punkter{what}. {among}{shown}",
    "that_are_closed": ", der var lukkede",
    "that_is_closed": ", der var lukket",
    "of_them_closed": ", heraf {count} lukkede",
    "that_were_postponed": ", der blev udsat",
    "that_were_rejected": ", der blev afvist",
    "that_were_withdrawn": ", der udgik af dagsordenen",
    "that_were_decided": ", der blev vedtaget",
    "that_were_noted": ", der blev taget til efterretning",
    "that_were_sent": ", der blev sendt videre",
    "that_are_about": ", der handler om {words}",
    "that_are_from": " fra {name}",
    "that_went_to": ", der efter beslutningens ord gik til {name}",
    "among": "Optalt efter titel og beslutning i referater fra {meetings} møder{bodies}{period}.",
    "among_unread": " {count} filer kunne ikke læses og er ikke talt med.",
    "among_reprinted": "Der er ikke indlæst et referat fra {names} selv; punkterne er optalt efter, hvad referater fra {meetings} møder andre steder gengiver, og der kan have været flere.",
    "only_last": " Her er de seneste {count}:",
    "none_listed": "Ingen af de punkter, der er indlæst, har det, du spørger om, i titel eller beslutning.",
    "none_reprinted": "Der er ikke indlæst et referat fra et sådant møde, og hvad andre referater gengiver derfra, har ikke det, du spørger om.",
    "items_without": "Punkter, hvor {name} er anført som fraværende eller uden at have deltaget: {count}. {among} Hvem der var fraværende fra et helt møde, er ikke talt med.",
    "absences": "{name} er anført som fraværende ved {count} møder. {among}",
    "absences_told": "Desuden fortælles det i {count} referater om et punkt eller en del af mødet:",
    "absent_once": "{where}: {quote}",
    "against": "Steder, hvor der står, at {name} var imod eller ikke kunne støtte det: {count}. {among}{shown}",
    "reserved": "Steder, hvor der står, at {name} tog forbehold: {count}. {among}{shown}",
    "or_member": "{name} eller et medlem derfra",
    "anyone": "nogen",
    "none_against": "Jeg fandt intet punkt, hvor der står, at {name} var imod.",
    "none_reserved": "Jeg fandt intet punkt, hvor der står, at {name} tog forbehold.",
    "no_items_without": "Ingen af de punkter, jeg har søgt i, anfører selv, at {name} ikke deltog. "
    "Fravær fra et helt møde er ikke talt med.",
    "no_absence_of": "Ingen af de referater, der er indlæst, anfører {name} som fraværende.",
    "meeting_items": "Dagsordenen {where} havde disse punkter: {quote}.",
    "meeting_front": "I referatet fra mødet{where} står der: {quote}",
    "listed_under": "Under »{label}« er {where} anført: {quote}.",
    "course_intro": "Sagen »{title}« er behandlet således:",
    "model_failed": "Sprogmodellen svarede ikke; svaret er derfor citater alene.",
    "rewriting_failed": "Sprogmodellen svarede ikke; der er derfor kun søgt med dine egne ord.",
    "found_otherwise": "Dine egne ord gav intet svar. Dette er fundet med andre ord for det samme, som sprogmodellen foreslog; se efter, om det er det, du spurgte om.",
    "model_unsupported": "Sprogmodellens svar kunne ikke bekræftes af kilderne og vises ikke; svaret er derfor citater alene.",
    "model_struck": "{count} sætninger fra sprogmodellen er strøget, fordi kilderne ikke bekræfter det.",
    "loosened": "Jeg fandt ikke svaret i referater fra {what} og har derfor søgt i alle referater.",
    "body_then": "{body} fra {period}",
    "from_to": "perioden {first} – {last}",
    "item": "punkt {number} ({title})",
    "item_again": "punkt {number}",
    "item_unnumbered": "punktet »{title}«",
    "item_elsewhere": "sagen »{title}«",
    "item_unknown": "dokumentet {document}",
    "on": " den {date}",
    "in": " i {body}",
    "at_meeting": "på mødet{body}{date}",
}

_ENGLISH = {
    "not_found": "The minutes held here do not show it (det fremgår ikke af de referater, der er indlæst).",
    "searched": "I searched {documents} from {meetings}{bodies}{period}.",
    "searched_nothing": "No minutes held here match the chosen body and period.",
    "bodies": " of {names}",
    "bodies_many": " of {count} bodies",
    "documents": "{count} documents",
    "documents_one": "1 document",
    "meetings": "{count} meetings",
    "meetings_one": "1 meeting",
    "day": " on {first}",
    "period": " between {first} and {last}",
    "years": " from {first} to {last}",
    "rejected": "{count} files could not be read and were not searched.",
    "missing_words": "I found nothing about: {words}.",
    "nearest": "The nearest that I found: {titles}.",
    "others_treated": "Others have treated something like it: {titles}.",
    "never_means": "That it is not written here does not mean that it did not happen.",
    "closed": "There is a closed item that may be about it: {titles}. What closed items hold is not public.",
    "no_amount": "The nearest cases do not give the amount that you ask for.",
    "no_date": "The nearest cases give no date for what you ask.",
    "no_vote": "The nearest cases mention no vote on it.",
    "tally": "The vote ended with {in_favour} for and {against} against:",
    "tally_abstaining": "The vote ended with {in_favour} for, {against} against and {abstaining} not voting:",
    "only_against": "I did not find who voted for it. Of disagreement the minutes say:",
    "only_reservations": "I found nobody who voted against it, only reservations, which are no votes against:",
    "no_vote_count": "What I found does not give a number of votes.",
    "vote_without_reason": "I found no reason for it. Of votes and reservations the minutes say only:",
    "no_absence_there": "Neither the list of the meeting nor the item that you ask about mentions anybody as absent.",
    "no_reason_of_absence": "The minutes give no reason why anybody did not take part.",
    "no_absence": "I found the meeting, but the minutes mention nobody as absent.",
    "no_attachments": "The nearest cases have no list of attachments.",
    "no_person": "The nearest cases do not say who.",
    "no_reason": "The nearest cases give no reason for what you ask about.",
    "no_measure": "The nearest cases do not have the figure that you give.",
    "no_particular": "The nearest cases tell of something like it, but not of what you ask for.",
    "no_name": "The nearest cases do not give the name.",
    "no_address": "The nearest cases do not give the address.",
    "no_place": "The nearest cases do not say where.",
    "no_number": "The nearest cases do not give the number that you ask for.",
    "no_definition": "I found the word, but no explanation of it.",
    "opinion": "Minutes show what was decided and on what grounds. They cannot give an opinion, advice or a prophecy.",
    "greeting": "Hello! Ask about what was treated at the meetings, and I will search the minutes held here.",
    "said": "Minutes record decisions. They do not normally record who said what.",
    "private": "Civil registration numbers and private details about persons are not shown, even where a document holds them.",
    "no_actor": "I found the case, but not the view of {who}.",
    "told_for_others": "I found only figures that are given for {years}.",
    "no_thing": "I found nothing about: »{thing}«.",
    "goes_elsewhere": "I found the case, but nothing about it for {goal}.",
    "unknown_body": "The archive has no body named {names}. It has: {bodies}.",
    "no_bodies": "The archive does not know {names}; none of its minutes says which body it is from.",
    "elsewhere": "You ask about {names}. The minutes held here are not from there.",
    "outside_period": "The minutes held here cover {first} to {last}.",
    "other_name": "What I found is not about {names}.",
    "not_decided_then": "What I found is of an earlier meeting, which did not settle the case.",
    "other_year": "What I found is not about {years}.",
    "source": "From {where}: {quote}",
    "no_vote_in": "I found no vote in {body}.",
    "titled": "The title of the case{where}: {quote}",
    "signed": "Under the proposal stands: {quote}.",
    "source_proposal": "It was proposed ({part}not a decision) under {where}: {quote}",
    "source_recommendation": "It was recommended ({part}a proposal, not a decision) under {where}: {quote}",
    "recommended_by": "{who} recommended ({part}not a decision) under {where}: {quote}",
    "proposed_by": "{who} proposed ({part}not a decision) under {where}: {quote}",
    "in_proposal_of": "The proposal by {who} under {where} says: {quote}",
    "in_proposal": "The proposal under {where} says: {quote}",
    "in_recommendation": "The recommendation under {where} says: {quote}",
    "adopted": "Adopted as recommended{part} under {where}: {quote}{by}",
    "points": "{count} of {all} points",
    "source_decision": "From the decision about {where}: {quote}",
    "recommendation_was": "The recommendation was: {quote}",
    "proposal_was": "The proposal was: {quote}",
    "recommendation_in_part": "Of the recommendation ({count} of {all} points): {quote}",
    "recommendation_partly": "Of the recommendation: {quote}",
    "part_not_found": "Of »{what}« I found nothing in the minutes held here that tells it.",
    "second_not_found": "I found no answer to »{what}« in the minutes held here.",
    "or_this": "You may also be asking about this:",
    "no_final": "I have not found a final decision.",
    "agenda_only": "There is only an agenda, which holds no decision. It was recommended{where}: {quote}",
    "corrected": "The minutes show something else than the question takes for granted. {text}",
    "later": "Later: {text}",
    "absent_meeting": "Listed as absent {where}: {quote}.",
    "absent_item": "Under {item}{where}, listed as absent: {quote}.",
    "case_number": "The case number of {item}{where} is given here: {quote}",
    "attachments": "Attachments to {item}{where}: {quote}.",
    "count_meetings": "There are {count} meetings{bodies}{period} among the minutes held here: {quote}. The list may be incomplete if not all minutes are held.",
    "no_meetings": "No minutes are held of a meeting{bodies}{period}.",
    "items_counted": "I found {count} items{what}. {among}{shown}",
    "that_are_closed": " treated behind closed doors",
    "that_is_closed": " treated behind closed doors",
    "of_them_closed": ", {count} of them closed",
    "that_were_postponed": " that were postponed",
    "that_were_rejected": " that were rejected",
    "that_were_withdrawn": " that were taken off the agenda",
    "that_were_decided": " that were adopted",
    "that_were_noted": " that were noted",
    "that_were_sent": " that were passed on",
    "that_are_about": " about {words}",
    "that_are_from": " from {name}",
    "that_went_to": " that by the words of the decision went to {name}",
    "among": "Counted by title and decision in the minutes of {meetings} meetings{bodies}{period}.",
    "among_unread": " {count} files could not be read and are not counted.",
    "among_reprinted": "No minutes of {names} itself are held; these are counted by what the minutes of {meetings} meetings of others reprint, and there may have been more.",
    "only_last": " The last {count}:",
    "none_listed": "No item held here has what you ask for in its title or decision.",
    "none_reprinted": "No minutes of such a meeting are held, and what other minutes reprint of it does not have what you ask for.",
    "items_without": "Items at which {name} is listed as absent or as taking no part: {count}. {among} Absence from a whole meeting is not counted.",
    "absences": "{name} is listed as absent from {count} meetings. {among}",
    "absences_told": "{count} minutes also tell of an item or a part of the meeting:",
    "absent_once": "{where}: {quote}",
    "against": "Places where {name} is said to be against it or unable to support it: {count}. {among}{shown}",
    "reserved": "Places where {name} is said to have reservations: {count}. {among}{shown}",
    "or_member": "{name} or one of its members",
    "anyone": "anyone",
    "none_against": "I found no item of which it is told that {name} was against it.",
    "none_reserved": "I found no item of which it is told that {name} had reservations.",
    "no_items_without": "None of the items that I searched says itself that {name} took no part. "
    "Absence from a whole meeting is not counted.",
    "no_absence_of": "No minutes held here list {name} as absent.",
    "meeting_items": "The agenda {where} had these items: {quote}.",
    "meeting_front": "The minutes of the meeting{where} say: {quote}",
    "listed_under": "Under »{label}«, {where}, these are listed: {quote}.",
    "course_intro": "The case »{title}« was treated as follows:",
    "model_failed": "The language model did not answer; the answer is therefore quotations alone.",
    "rewriting_failed": "The language model did not answer; only your own words were therefore searched for.",
    "found_otherwise": "Your own words gave no answer. This was found by other words for the same that the language model proposed; check that it is what you asked about.",
    "model_unsupported": "The language model's answer is not borne out by the sources and is not shown; the answer is quotations alone.",
    "model_struck": "Struck: {count} sentences of the language model, because the sources do not bear that out.",
    "loosened": "I did not find the answer in minutes of {what} and searched all minutes instead.",
    "body_then": "{body} from {period}",
    "from_to": "the period {first} – {last}",
    "item": "item {number} ({title})",
    "item_again": "item {number}",
    "item_unnumbered": "the item »{title}«",
    "item_elsewhere": "the case »{title}«",
    "item_unknown": "the document {document}",
    "on": " on {date}",
    "in": " in {body}",
    "at_meeting": "at the meeting{body}{date}",
}

_STANDING = {
    "da": {
        Standing.DECIDED: "{body} traf{date} denne beslutning om {item}: {quote}",
        Standing.REJECTED: "{body} sagde{date} nej til {item}: {quote}",
        Standing.RECOMMENDED: "{body} kom{date} med en anbefaling om {item}; det er ikke en endelig beslutning: {quote}",
        Standing.DISCUSSED: "{body} drøftede{date} {item}, men traf ikke en beslutning: {quote}",
        Standing.NOTED: "{body} tog{date} {item} til efterretning: {quote}",
        Standing.POSTPONED: "{body} udsatte{date} {item}: {quote}",
        Standing.SENT: "{body} sendte{date} {item} videre: {quote}",
        Standing.HEARING: "{body} sendte{date} {item} i høring: {quote}",
        Standing.WITHDRAWN: "{item} udgik{date} af dagsordenen i {body}: {quote}",
        Standing.UNKNOWN: "I beslutningen om {item} fra {body}{date} står der: {quote}",
    },
    "en": {
        Standing.DECIDED: "{body} made this decision{date} about {item}: {quote}",
        Standing.REJECTED: "{body} said no{date} to {item}: {quote}",
        Standing.RECOMMENDED: "{body} made a recommendation{date} about {item}; it is not a final decision: {quote}",
        Standing.DISCUSSED: "{body} discussed{date} {item} but did not decide: {quote}",
        Standing.NOTED: "{body} took note{date} of {item}: {quote}",
        Standing.POSTPONED: "{body} postponed{date} {item}: {quote}",
        Standing.SENT: "{body} forwarded {item}{date}: {quote}",
        Standing.HEARING: "{body} sent {item} out for consultation{date}: {quote}",
        Standing.WITHDRAWN: "{item} was taken off the agenda{date} of {body}: {quote}",
        Standing.UNKNOWN: "The decision about {item} by {body}{date} says: {quote}",
    },
}
_STANDING_WORD = {
    "da": {
        Standing.DECIDED: "besluttet",
        Standing.REJECTED: "afvist",
        Standing.RECOMMENDED: "anbefalet, ikke endeligt besluttet",
        Standing.DISCUSSED: "drøftet",
        Standing.NOTED: "taget til efterretning",
        Standing.POSTPONED: "udsat",
        Standing.SENT: "sendt videre",
        Standing.HEARING: "sendt i høring, ikke endeligt besluttet",
        Standing.WITHDRAWN: "udgået",
        Standing.UNKNOWN: "behandlet",
    },
    "en": {
        Standing.DECIDED: "decided",
        Standing.REJECTED: "rejected",
        Standing.RECOMMENDED: "recommended, not finally decided",
        Standing.DISCUSSED: "discussed",
        Standing.NOTED: "noted",
        Standing.POSTPONED: "postponed",
        Standing.SENT: "passed on",
        Standing.HEARING: "sent out for consultation, not finally decided",
        Standing.WITHDRAWN: "withdrawn",
        Standing.UNKNOWN: "treated",
    },
}
_SINGULAR = {
    "dokumenter": "dokument", "møder": "møde", "filer": "fil", "punkter": "punkt", "referater": "referat",
    "sætninger": "sætning", "lukkede": "lukket", "documents": "document", "meetings": "meeting", "files": "file", "items": "item",
    "sentences": "sentence",
}  # fmt: skip
_UNKNOWN_BODY = {"da": "Mødet", "en": "The meeting"}
_AND = {"da": "og", "en": "and"}
_ENGLISH_MONTHS = (
    "January February March April May June July August September October November December".split()
)


def phrase(language: str, key: str, **values: object) -> str:
    """The sentence with this key, its placeholders filled; one of something is singular."""
    text = (_ENGLISH if language == "en" else _DANISH)[key]
    one = [name for name, value in values.items() if value == 1 and isinstance(value, int)]
    for name in one:
        text = re.sub(rf"(\{{{name}\}} )(\w+)", lambda m: m[1] + _SINGULAR.get(m[2], m[2]), text)
    return text.format(**values)


def counted(language: str, key: str, count: int) -> str:
    """So many of something, in the singular where it is one.

    >>> counted("da", "documents", 1), counted("da", "documents", 3)
    ('1 dokument', '3 dokumenter')
    """
    return phrase(language, f"{key}_one" if count == 1 else key, count=count)


def standing_phrase(language: str, standing: Standing, body: str | None, **values: object) -> str:
    """What a body did, as a sentence beginning with a capital letter."""
    text = _STANDING[language][standing].format(body=body or _UNKNOWN_BODY[language], **values)
    return text[:1].upper() + text[1:]


def standing_word(language: str, standing: Standing) -> str:
    """A standing in a word or two."""
    return _STANDING_WORD[language][standing]


def date_text(language: str, value: date) -> str:
    """A date as it is read aloud."""
    if language == "en":
        return f"{value.day} {_ENGLISH_MONTHS[value.month - 1]} {value.year}"
    return danish_date(value)


def period_text(language: str, first: date | None, last: date | None) -> str:
    """A period as it is named: a day, a month, years, or from one day to another; "" for none.

    >>> period_text("da", date(2014, 1, 1), date(2014, 12, 31))
    '2014'
    >>> period_text("da", date(2013, 6, 1), date(2013, 6, 30))
    'juni 2013'
    """
    if first is None or last is None or first == last:
        day = first or last
        return date_text(language, day) if day else ""
    is_whole = first.day == 1 and (last + timedelta(days=1)).day == 1
    if is_whole and (first.month, last.month) == (1, 12):
        years = [first.year] if first.year == last.year else [first.year, last.year]
        return "–".join(map(str, years))
    if is_whole and (first.year, first.month) == (last.year, last.month):
        return date_text(language, first).split(" ", 1)[1]
    ends = {"first": date_text(language, first), "last": date_text(language, last)}
    return phrase(language, "from_to", **ends)


def listed(language: str, names: list[str]) -> str:
    """Names as a list in a sentence.

    >>> listed("da", ["Byrådet", "Økonomiudvalget", "Ældrerådet"])
    'Byrådet, Økonomiudvalget og Ældrerådet'
    """
    if len(names) < 2:
        return "".join(names)
    return f"{', '.join(names[:-1])} {_AND[language]} {names[-1]}"
