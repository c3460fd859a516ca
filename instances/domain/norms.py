"""The norm hours of the Rolbeschrijvingen, and the figures of money and law, as data: value, unit, source.

Knows no roster. The values are defaults; the sheet Normen of a workbook may give others. Where the printed figure of
a row and its own description disagree, the value here is the one with which the printed total of the chapter comes
out (docs/decisions/0017-hours-and-letters.md).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

_MENTOR = "Rolbeschrijvingen, Inzet mentor"
_SO = "Rolbeschrijvingen, Inzet schoolopleider"
_SO_STUDENTS = "Rolbeschrijvingen, Overig en onvoorzien schoolopleider"
_SO_OTHER = "Rolbeschrijvingen, Overige taken schoolopleider"
_IO = "Rolbeschrijvingen, Inzet instituutsopleider"
_IO_STUDENTS = "Rolbeschrijvingen, Overig en onvoorzien instituutsopleider"
_IO_OTHER = "Rolbeschrijvingen, Overige taken instituutsopleider"
_CIO = "Rolbeschrijvingen, Inzet coördinerend instituutsopleider"
_BOTH = "Rolbeschrijvingen, Inzet school- en instituutsopleider"
_VISITS = "Rolbeschrijvingen, Begeleiden: minimaal 1 lesbezoek en WPA per semester"
_FUNDING = "Landelijke bekostiging van opleidingsscholen; nog na te gaan bij DUO"
_LAW = "Wet op het primair onderwijs, artikel 36, volgens de PO-Raad (poraad.nl, veelgestelde vragen)"
_OFFICE = "Afspraak van het stagebureau; de Rolbeschrijvingen noemen geen waarde"


class Norm(StrEnum):
    """The ids; N1 is the first row of the sheet Normen."""

    MENTOR_STUDENT = "N1"
    MENTOR_TRAINING = "N2"
    MENTOR_EXPERT = "N3"
    EXPERTS = "N4"
    SO_START = "N5"
    SO_VISIT_1 = "N6"
    SO_VISIT_2 = "N7"
    SO_PROGRESS = "N8"
    SO_VISIT_3 = "N9"
    SO_VISIT_4 = "N10"
    SO_PLG = "N11"
    SO_TRAVEL = "N12"
    SO_CARE = "N13"
    SO_PLACES = "N14"
    SO_BOARD = "N15"
    SO_INFORMAL = "N16"
    SO_LEARNING = "N17"
    CSO_TRAINING = "N18"
    IO_START = "N19"
    IO_PLG = "N20"
    IO_TRAVEL = "N21"
    IO_CARE = "N22"
    IO_BOARD = "N23"
    IO_INSTITUTE = "N24"
    IO_LEARNING = "N25"
    IO_INFORMAL = "N26"
    CIO_CSO = "N27"
    CIO_REGION = "N28"
    CIO_TRAINING = "N29"
    CIO_ADVICE = "N30"
    WPA = "N31"
    WPA_TWO = "N32"
    PLG_FIRST = "N33"
    PLG_SECOND = "N34"
    STUDENTS = "N35"
    SO_SCHOOLS = "N36"
    IO_SCHOOLS = "N37"
    BOARD_SCHOOLS = "N38"
    RATE = "N39"
    SO_VISITS = "N40"
    IO_VISITS = "N41"
    FUNDING = "N42"
    FUNDING_MINIMUM = "N43"
    LEGAL_SHARE = "N44"


class Per(StrEnum):
    """What the hours of a norm are counted by."""

    STUDENT = "student"
    MENTOR = "mentor"
    MEETING = "bijeenkomst"  # of a tandem with its PLG
    TRAINER = "opleider"  # a trainer of a tandem with students, once for each person
    COORDINATOR = "coördinator"  # a CSO or CIO, with or without students
    CARE = "zorgstudent"
    WPA = "WPA"
    NOTHING = ""  # a norm to measure against, or to count with: no hours of its own


class Whose(StrEnum):
    """Whose hours; a CSO and a CIO also have those of SO and IO."""

    MENTOR = "mentor"
    SO = "SO"
    CSO = "CSO"
    IO = "IO"
    CIO = "CIO"
    NOBODY = ""


# which part of the value falls in semester 1 and in semester 2
FIRST, SECOND, EACH, YEARLY = (1.0, 0.0), (0.0, 1.0), (1.0, 1.0), (0.5, 0.5)
_IN_WORDS = {FIRST: "in semester 1", SECOND: "in semester 2", EACH: "per semester", YEARLY: "per jaar"}


@dataclass(frozen=True, slots=True)
class NormEntry:
    """One norm: ``value`` times the share of the semester is what one of its unit takes in that semester.

    Attributes:
        name: Dutch, as in the sheet Normen.
        value: The default, in hours unless ``unit_words`` says otherwise.
        whose: Whose hours they are.
        per: What they are counted by.
        shares: The parts of the value that fall in semester 1 and in semester 2.
        source: Dutch, where the value comes from.
        help: Dutch, for the sheet Normen.
        unit_words: The unit in Dutch where it does not follow from the rest.
        since: Dutch, since when the value holds; '' where the source says nothing of it.
    """

    name: str
    value: float
    whose: Whose
    per: Per
    shares: tuple[float, float]
    source: str
    help: str
    unit_words: str = ""
    since: str = ""

    @property
    def unit(self) -> str:
        """The unit in words, as the sheet Normen says it."""
        return self.unit_words or f"uur per {self.per.value} {_IN_WORDS[self.shares]}"

    def share(self, semester: int) -> float:
        """Say which part of the value falls in a semester.

        Args:
            semester: 1 or 2.

        Returns:
            A part of 1, from 0 to 1.
        """
        return self.shares[semester - 1]


@dataclass(frozen=True, slots=True)
class NormOrigin:
    """Where a value comes from.

    Attributes:
        source: Dutch; '' when unknown.
        since: Dutch, since when the value holds; '' when unknown.
    """

    source: str = ""
    since: str = ""


NORMS: dict[Norm, NormEntry] = {
    Norm.MENTOR_STUDENT: NormEntry("Mentor: begeleiden van een student", 35.5, Whose.MENTOR, Per.STUDENT, EACH, _MENTOR,
        "Startgesprek, feedback op lesvoorbereidingen en lessen, adviesformulieren en afstemming."),
    Norm.MENTOR_TRAINING: NormEntry("Mentor: mentortraining volgen", 15.5, Whose.MENTOR, Per.MENTOR, EACH, _MENTOR,
        "Voor mentoren met een student die in dit semester de training volgen of ermee beginnen."),
    Norm.MENTOR_EXPERT: NormEntry("Mentor: expert in een PLG", 3, Whose.MENTOR, Per.NOTHING, EACH, _MENTOR,
        "Een mentor die als expert bij een PLG komt, met voorbereiding.", "uur per keer"),
    Norm.EXPERTS: NormEntry("Experts in een PLG", 0, Whose.NOBODY, Per.NOTHING, EACH, _OFFICE,
        "Hoe vaak een mentor als expert komt; het rooster weet dat niet. 0: telt niet mee.",
        "keer per tandem per semester"),
    Norm.SO_START: NormEntry("SO: startgesprek", 6, Whose.SO, Per.TRAINER, EACH, _SO,
        "Een dagdeel met studenten en mentoren, met voorbereiding, bij het begin van elk semester."),
    Norm.SO_VISIT_1: NormEntry("SO: eerste lesbezoek met nagesprek", 2, Whose.SO, Per.STUDENT, FIRST, _SO,
        "20 uur voor 10 studenten."),
    Norm.SO_VISIT_2: NormEntry("SO: tweede lesbezoek met nagesprek", 2.25, Whose.SO, Per.STUDENT, FIRST, _SO,
        "22,5 uur voor 10 studenten."),
    Norm.SO_PROGRESS: NormEntry("SO: voortgangsgesprek", 4, Whose.SO, Per.TRAINER, SECOND, _SO,
        "Een groepsgesprek en vijf gesprekken met één student: een dagdeel."),
    Norm.SO_VISIT_3: NormEntry("SO: derde lesbezoek met nagesprek", 2, Whose.SO, Per.STUDENT, SECOND, _SO,
        "20 uur voor 10 studenten."),
    Norm.SO_VISIT_4: NormEntry("SO: vierde lesbezoek met nagesprek", 2, Whose.SO, Per.STUDENT, SECOND, _SO,
        "De beschreven tijd is 2 uur per student; daarmee komt het totaal van 245 uur uit."),
    Norm.SO_PLG: NormEntry("SO: bijeenkomst van de PLG", 5, Whose.SO, Per.MEETING, EACH, _SO,
        "Uitvoering door de tandem, met voor- en nabereiding.", "uur per bijeenkomst van een tandem"),
    Norm.SO_TRAVEL: NormEntry("SO: reizen tussen scholen", 7.5, Whose.SO, Per.TRAINER, YEARLY, _SO_STUDENTS,
        "Een gemiddelde bij vier scholen, zes bezoeken en vijf PLG's; in elk semester de helft."),
    Norm.SO_CARE: NormEntry("SO: zorgstudent", 5.5, Whose.SO, Per.CARE, YEARLY, _SO_STUDENTS,
        "11 uur voor 2 zorgstudenten. Staat alleen in bestanden van het stagebureau."),
    Norm.SO_PLACES: NormEntry("SO: stageplekken en koppelen aan mentoren", 5, Whose.SO, Per.TRAINER, YEARLY, _SO_OTHER,
        "2,5 uur per semester; daarmee komt het totaal van 245 uur uit."),
    Norm.SO_BOARD: NormEntry("SO: afstemming binnen het bestuur", 12, Whose.SO, Per.TRAINER, YEARLY, _SO_OTHER,
        "Twee keer bestuurlijk overleg en vier keer met collega's; in elk semester de helft."),
    Norm.SO_INFORMAL: NormEntry("SO: informele momenten", 6, Whose.SO, Per.TRAINER, YEARLY, _SO_STUDENTS,
        "1,5 uur per periode, vier periodes."),
    Norm.SO_LEARNING: NormEntry("SO: professionalisering", 10, Whose.SO, Per.TRAINER, YEARLY, _SO_OTHER,
        "Twee opleidersmiddagen en leestijd; in elk semester de helft."),
    Norm.CSO_TRAINING: NormEntry("CSO: mentortraining geven", 18, Whose.CSO, Per.COORDINATOR, YEARLY, _SO_OTHER,
        "Niet elke schoolopleider doet dit (245 of 263 uur); hier de coördinerend schoolopleiders."),
    Norm.IO_START: NormEntry("IO: startgesprek", 6, Whose.IO, Per.TRAINER, FIRST, _IO,
        "Staat één keer, aan het begin van het jaar."),
    Norm.IO_PLG: NormEntry("IO: bijeenkomst van de PLG", 5, Whose.IO, Per.MEETING, EACH, _IO,
        "Uitvoering door de tandem, met voor- en nabereiding.", "uur per bijeenkomst van een tandem"),
    Norm.IO_TRAVEL: NormEntry("IO: reizen tussen scholen", 2.5, Whose.IO, Per.TRAINER, YEARLY, _IO_STUDENTS,
        "Een gemiddelde bij drie scholen; in elk semester de helft."),
    Norm.IO_CARE: NormEntry("IO: zorgstudent", 4, Whose.IO, Per.CARE, YEARLY, _IO_STUDENTS,
        "8 uur voor 2 zorgstudenten. Staat alleen in bestanden van het stagebureau."),
    Norm.IO_BOARD: NormEntry("IO: afstemming binnen het bestuur", 4, Whose.IO, Per.TRAINER, YEARLY, _IO_OTHER,
        "Twee keer 2 uur per jaar."),
    Norm.IO_INSTITUTE: NormEntry("IO: afstemming binnen het instituut", 4, Whose.IO, Per.TRAINER, YEARLY, _IO_OTHER,
        "Twee keer 2 uur per jaar."),
    Norm.IO_LEARNING: NormEntry("IO: professionalisering", 10.5, Whose.IO, Per.TRAINER, YEARLY, _IO_OTHER,
        "Twee opleidersmiddagen en leestijd; in elk semester de helft."),
    Norm.IO_INFORMAL: NormEntry("IO: informele momenten", 5, Whose.IO, Per.TRAINER, YEARLY, _IO_STUDENTS,
        "Korte gesprekken over het werkplekleren; in elk semester de helft."),
    Norm.CIO_CSO: NormEntry("CIO: afstemming met de CSO", 10, Whose.CIO, Per.COORDINATOR, YEARLY, _CIO,
        "Bovenop de uren van een instituutsopleider; in elk semester de helft."),
    Norm.CIO_REGION: NormEntry("CIO: regionaal overleg", 7, Whose.CIO, Per.COORDINATOR, YEARLY, _CIO,
        "Twee keer 3,5 uur per jaar."),
    Norm.CIO_TRAINING: NormEntry("CIO: mentortraining geven", 18, Whose.CIO, Per.COORDINATOR, YEARLY, _CIO,
        "Vier bijeenkomsten per jaar, met voor- en nabereiding."),
    Norm.CIO_ADVICE: NormEntry("CIO: informeren over professionalisering", 5, Whose.CIO, Per.COORDINATOR, YEARLY, _CIO,
        "Voor mentoren en schoolopleiders; in elk semester de helft."),
    Norm.WPA: NormEntry("Beoordelaar: een WPA", 3, Whose.NOBODY, Per.WPA, EACH, _BOTH,
        "30 uur voor 10 WPA's, met dossier, observatie, nagesprek en administratie.", "uur per WPA per beoordelaar"),
    Norm.WPA_TWO: NormEntry("Beoordelaar: extra bij twee beoordelaars", 0.5, Whose.NOBODY, Per.WPA, EACH, _SO_STUDENTS,
        "Afstemming vooraf en nabespreken: 30 minuten per WPA.", "uur per WPA per beoordelaar"),
    Norm.PLG_FIRST: NormEntry("PLG-bijeenkomsten in semester 1", 3, Whose.NOBODY, Per.NOTHING, FIRST, _SO,
        "Eén en daarna twee bijeenkomsten.", "bijeenkomsten per tandem"),
    Norm.PLG_SECOND: NormEntry("PLG-bijeenkomsten in semester 2", 2, Whose.NOBODY, Per.NOTHING, SECOND, _SO,
        "Twee bijeenkomsten.", "bijeenkomsten per tandem"),
    Norm.STUDENTS: NormEntry("Studenten per opleider", 10, Whose.NOBODY, Per.NOTHING, EACH, _BOTH,
        "Gemiddeld, voor een schoolopleider en voor een instituutsopleider.", "studenten per SO of IO"),
    Norm.SO_SCHOOLS: NormEntry("Scholen per SO", 4, Whose.NOBODY, Per.NOTHING, EACH, _SO_STUDENTS,
        "Gemiddeld.", "scholen per SO"),
    Norm.IO_SCHOOLS: NormEntry("Scholen per IO", 3, Whose.NOBODY, Per.NOTHING, EACH, _IO,
        "Gemiddeld.", "scholen per IO"),
    Norm.BOARD_SCHOOLS: NormEntry("Opleidingsscholen per bestuur", 9, Whose.NOBODY, Per.NOTHING, EACH, _IO,
        "Gemiddeld.", "opleidingsscholen per bestuur"),
    Norm.RATE: NormEntry("Tarief voor de verrekening", 0, Whose.NOBODY, Per.NOTHING, EACH, _OFFICE,
        "Waarmee de uren van de verrekening bedragen worden. 0: alleen uren.", "euro per uur"),
    Norm.SO_VISITS: NormEntry("Lesbezoeken door de SO om te plannen", 1, Whose.NOBODY, Per.NOTHING, EACH, _VISITS,
        "Minstens één per semester; de uren staan bij de lesbezoeken hierboven.",
        "lesbezoeken per student per semester"),
    Norm.IO_VISITS: NormEntry("Lesbezoeken door de IO om te plannen", 1, Whose.NOBODY, Per.NOTHING, EACH, _OFFICE,
        "Eén per semester.", "lesbezoeken per student per semester"),
    Norm.FUNDING: NormEntry("Bekostiging: bedrag per student", 1250, Whose.NOBODY, Per.NOTHING, EACH, _FUNDING,
        "Per student die op de peildatum op een (aspirant-)opleidingsschool wordt opgeleid. In schooljaar 2021-2022 "
        "was het 955 euro (platformsamenopleiden.nl, 13 juni 2022). 0: geen bedragen.",
        "euro per student per schooljaar", "2025, nog na te gaan"),
    Norm.FUNDING_MINIMUM: NormEntry("Bekostiging: minimum aantal studenten", 150, Whose.NOBODY, Per.NOTHING, EACH,
        _FUNDING, "Zoveel studenten telt het partnerschap minstens, alle vestigingen samen. 0: geen minimum.",
        "studenten van het partnerschap", "2025, nog na te gaan"),
    Norm.LEGAL_SHARE: NormEntry("Wet: stageplaatsen per groepsleraar", 50, Whose.NOBODY, Per.NOTHING, EACH, _LAW,
        "Zoveel plaatsen moet een school per schooljaar bieden; daarboven mag het bestuur weigeren. 0: geen melding.",
        "procent van het aantal groepsleraren", "nog na te gaan"),
}  # fmt: skip
"""In the order of the sheet Normen."""

NO_SOURCE = "Ingevuld door het stagebureau, zonder bron"

DEFAULT_NORMS: Mapping[Norm, float] = {norm: entry.value for norm, entry in NORMS.items()}


def norm_origin(norm: Norm, value: float, own: NormOrigin) -> NormOrigin:
    """Say where the value of a norm comes from, as a sheet shows it.

    Args:
        norm: The norm.
        value: What it is in this semester.
        own: What the office wrote beside it.

    Returns:
        The words of the office; without them those of the product for its own value, and for another that it is
        without a source.
    """
    entry = NORMS[norm]
    if own.source or own.since:
        return own if own.source else NormOrigin(NO_SOURCE if value != entry.value else entry.source, own.since)
    return NormOrigin(NO_SOURCE) if value != entry.value else NormOrigin(entry.source, entry.since)


def places_by_law(teachers: int, share: float) -> int:
    """Say how many places a school must offer in a school year.

    Args:
        teachers: Group teachers of the school.
        share: In percents, the norm of that name.

    Returns:
        Whole places: of eleven teachers and 50 percent five.
    """
    return int(round(teachers * share / 100, 6))
