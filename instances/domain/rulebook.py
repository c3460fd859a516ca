"""Every rule and wish as data: id, Dutch name, source, default weight. The only list of them."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Rule(StrEnum):
    """A hard rule; never broken in a roster the product writes."""

    P1 = "P1"
    P2 = "P2"
    P3 = "P3"
    P4 = "P4"
    P5 = "P5"
    P6 = "P6"
    P7 = "P7"
    P8 = "P8"
    P9 = "P9"
    P10 = "P10"
    P11 = "P11"
    P12 = "P12"
    P13 = "P13"
    P14 = "P14"
    P15 = "P15"
    A1 = "A1"
    A2 = "A2"
    A3 = "A3"
    A4 = "A4"
    A5 = "A5"
    A6 = "A6"
    A7 = "A7"
    A8 = "A8"
    A9 = "A9"
    A10 = "A10"
    A11 = "A11"
    A12 = "A12"


class Wish(StrEnum):
    """A soft objective: weight times a whole-number measure, lower is better."""

    W1 = "W1"
    W2 = "W2"
    W3 = "W3"
    W4 = "W4"
    W5 = "W5"
    W6 = "W6"
    W7 = "W7"
    W8 = "W8"
    W9 = "W9"
    V1 = "V1"
    V2 = "V2"
    V3 = "V3"
    V4 = "V4"
    V5 = "V5"
    V6 = "V6"
    V7 = "V7"
    V8 = "V8"


@dataclass(frozen=True, slots=True)
class RuleEntry:
    """``name`` and ``source`` are Dutch and shown to the office as they stand."""

    name: str
    source: str


@dataclass(frozen=True, slots=True)
class WishEntry(RuleEntry):
    """``unit`` says what one unit of the measure is."""

    unit: str
    weight: int


_ROLES = "Rolbeschrijvingen, "
_DAY = "Strategiedag 2025, "
_OFFICE = "werkwijze stagebureau"

TOPICS: dict[Rule, str] = {
    Rule.P1: "één plek",
    Rule.P2: "mentor al vol",
    Rule.P3: "school al vol",
    Rule.P4: "bestuur al vol",
    Rule.P5: "stagedagen",
    Rule.P6: "mentor niet inzetbaar",
    Rule.P7: "tandem al vol",
    Rule.P8: "bouw, specialisatie of profiel",
    Rule.P9: "uitgesloten paar",
    Rule.P10: "reistijd",
    Rule.P11: "grootte van de PLG of minimum van de school",
    Rule.P12: "leerjaar",
    Rule.P13: "wat vaststaat",
    Rule.P14: "zorgstudenten van de tandem",
    Rule.P15: "school van een eerder semester",
    Rule.A1: "één tijd",
    Rule.A2: "aantal beoordelaars",
    Rule.A3: "werkveld of opleiding",
    Rule.A4: "begeleidt zelf",
    Rule.A5: "niet aanwezig",
    Rule.A6: "al een WPA op die tijd",
    Rule.A7: "reistijd tussen WPA's",
    Rule.A8: "maximum van de beoordelaar",
    Rule.A9: "uitgesloten paar",
    Rule.A10: "wat vaststaat",
    Rule.A11: "periode van de student",
    Rule.A12: "tijd voor een andere school",
}
"""What a rule is about in a word or three, where its whole name would hide the sentence it stands in."""

RULES: dict[Rule, RuleEntry] = {
    Rule.P1: RuleEntry("Iedere student heeft één mentor of staat met reden op de lijst Niet geplaatst",
                   _ROLES + "Medewerkers stagebureau"),
    Rule.P2: RuleEntry("Een mentor heeft niet meer studenten dan kan, een klas hoogstens één per dag",
                   _ROLES + "Mentor"),
    Rule.P3: RuleEntry("Een school krijgt niet meer studenten dan er plaatsen vrij zijn",
                   _ROLES + "Coördinerend schoolopleider"),
    Rule.P4: RuleEntry("Een bestuur krijgt niet meer dan het maximum; een tekort op het minimum is zo klein mogelijk",
                   _ROLES + "Medewerkers stagebureau"),
    Rule.P5: RuleEntry("De mentor, zo nodig met de duo-mentor, werkt op de stagedagen", _ROLES + "Mentor"),
    Rule.P6: RuleEntry("De mentor is beschikbaar, basisbekwaam en getraind of daartoe bereid", _ROLES + "Mentor"),
    Rule.P7: RuleEntry("Een tandem begeleidt niet meer studenten dan het maximum",
                   _ROLES + "Begeleidingstraject (norm 10)"),
    Rule.P8: RuleEntry("Vereiste bouw, specialisatie en schoolprofiel kloppen",
                   _ROLES + "Medewerkers stagebureau (stagelijn)"),
    Rule.P9: RuleEntry("Uitgesloten paren komen niet bij elkaar", "zorgvuldigheid van begeleiden en beoordelen"),
    Rule.P10: RuleEntry("De enkele reistijd is niet langer dan het maximum", _DAY + "bereikbaarheid"),
    Rule.P11: RuleEntry("Een PLG is niet te groot; een school met studenten haalt haar minimum",
                    _DAY + "grootte PLG-groepen"),
    Rule.P12: RuleEntry("De school neemt studenten van dit leerjaar", "criteria opleidingsschool"),
    Rule.P13: RuleEntry("Wat is vastgezet, blijft staan", _OFFICE),
    Rule.P14: RuleEntry("Een tandem heeft niet te veel zorgstudenten", _ROLES + "norm zorgstudenten"),
    Rule.P15: RuleEntry("Geen school van een eerder semester, behalve waar dat mag of moet", _OFFICE),
    Rule.A1: RuleEntry("Ieder WPA heeft één tijd of staat met reden op de lijst Niet ingepland",
                   _ROLES + "Medewerkers stagebureau"),
    Rule.A2: RuleEntry("Twee beoordelaars in jaar 1 en 4, bij herkansing en bij twijfel; anders één",
                   _ROLES + "Schoolopleider"),
    Rule.A3: RuleEntry("Werkveld beoordeelt; bij twee beoordelaars één van werkveld en één van opleiding",
                   _ROLES + "Schoolopleider en Instituutsopleider"),
    Rule.A4: RuleEntry("Wie begeleidt, beoordeelt niet", _ROLES + "Coördinerend schoolopleider"),
    Rule.A5: RuleEntry("Op een stagedag, als student, mentor, beoordelaars en school er zijn",
                   _ROLES + "Mentor"),
    Rule.A6: RuleEntry("Niemand heeft twee WPA's tegelijk; een school niet meer dan kan", "kan niet anders"),
    Rule.A7: RuleEntry("Tussen WPA's op twee scholen is tijd om te reizen", "kan niet anders"),
    Rule.A8: RuleEntry("Een beoordelaar heeft niet meer WPA's dan het maximum, per dag en in totaal",
                   _ROLES + "uren SO en IO"),
    Rule.A9: RuleEntry("Uitgesloten paren komen niet bij elkaar", "zorgvuldigheid van beoordelen"),
    Rule.A10: RuleEntry("Wat is vastgezet, blijft staan", _OFFICE),
    Rule.A11: RuleEntry("Binnen de eigen periode van de student", _ROLES + "herkansing"),
    Rule.A12: RuleEntry("Een tijd voor één school of bestuur blijft daar", "WPA-slots"),
}  # fmt: skip

WISHES: dict[Wish, WishEntry] = {
    Wish.W1: WishEntry("Leerbehoeften passen bij de sterktes van de mentor",
                       _DAY + "matching op leerbehoefte", "gemiste leerbehoefte × gewicht", 15),
    Wish.W2: WishEntry("Korte reistijd, de verste eerst; eerder ver gereisd telt dubbel",
                       _DAY + "bereikbaarheid", "minuten", 1),
    Wish.W3: WishEntry("Ervaren en verdiepend getrainde mentoren", _ROLES + "Mentor", "punten", 10),
    Wish.W4: WishEntry("De voorkeur van de student", _OFFICE, "plaatsen op de wensenlijst", 20),
    Wish.W5: WishEntry("Tandems op hun norm, besturen op hun aandeel",
                       _ROLES + "norm 10 studenten", "studenten boven norm of aandeel", 20),
    Wish.W6: WishEntry("Afwisseling van bouw en soort school", _ROLES + "stagelijn", "herhalingen", 10),
    Wish.W7: WishEntry("Niemand alleen op een school; PLG's rond de streefgrootte",
                       _DAY + "grootte PLG-groepen", "studenten alleen of boven streef", 20),
    Wish.W8: WishEntry("Opleidingsschool voor stageschool",
                       _ROLES + "Medewerkers stagebureau", "studenten op een stageschool", 5),
    Wish.W9: WishEntry("Zo weinig mogelijk wijzigingen", _OFFICE, "gewijzigde studenten", 1000),
    Wish.V1: WishEntry("Weinig en korte reizen", _ROLES + "15 minuten reistijd", "minuten", 1),
    Wish.V2: WishEntry("Werk verdeeld naar wat ieder kan", _ROLES + "uren SO en IO",
                       "WPA's boven het aandeel", 10),
    Wish.V3: WishEntry("Expertise JK/OK past bij de klas", _DAY + "verschillen JK en OK",
                       "beoordelaars zonder passende expertise", 10),
    Wish.V4: WishEntry("Liever geen eigen SO of IO; liever niet op mindere tijden",
                       _ROLES + "Coördinerend schoolopleider", "keren", 25),
    Wish.V5: WishEntry("Eerst een beoordelaar van hetzelfde bestuur", _OFFICE,
                       "beoordelaars van een ander bestuur", 5),
    Wish.V6: WishEntry("Wisselende koppels", "afstemming tussen beoordelaars",
                       "WPA's samen boven 3", 5),
    Wish.V7: WishEntry("Zo weinig mogelijk wijzigingen", _OFFICE, "gewijzigde WPA's", 200),
    Wish.V8: WishEntry("WPA's van een beoordelaar op één dag volgen op elkaar", _OFFICE,
                       "kwartieren wachten boven een half uur", 5),
}  # fmt: skip

PLACEMENT_RULES = tuple(rule for rule in Rule if rule.startswith("P"))
ASSESSMENT_RULES = tuple(rule for rule in Rule if rule.startswith("A"))
PLACEMENT_WISHES = tuple(wish for wish in Wish if wish.startswith("W"))
ASSESSMENT_WISHES = tuple(wish for wish in Wish if wish.startswith("V"))
DEFAULT_WEIGHTS: dict[Wish, int] = {wish: entry.weight for wish, entry in WISHES.items()}
