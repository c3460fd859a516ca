"""The sheets and columns of the semester workbook: with setting_rows the only place where Dutch headers are spelled."""

from __future__ import annotations

from instances.domain.entities import (
    BoardKind,
    Day,
    DayPart,
    MentorTraining,
    Role,
    SchoolKind,
    Separation,
    Vehicle,
    Willingness,
    WpaKind,
)
from instances.domain.school_facts import Promise
from instances.domain.school_groups import Bouw, Specialisation
from instances.tables.schema import Column, Kind, LocatedSheet, Sheet, choice, words
from instances.tables.setting_rows import SETTINGS_SHEET

_LATITUDE = Column("Breedtegraad", Kind.LATITUDE, "Graden noorderbreedte, bijvoorbeeld 52,379. Leeg: uit de postcode.")
_LONGITUDE = Column("Lengtegraad", Kind.LONGITUDE, "Graden oosterlengte, bijvoorbeeld 4,899. Leeg: uit de postcode.")
_MINUTES = "hele minuten, alleen het getal: 45"
STAMP = Column("Bijgewerkt", Kind.TEXT, "Wordt niet gelezen.", read=False)
_CALL_NAME = Column("Roepnaam", Kind.TEXT, "Hoe u de persoon aanspreekt: Beste Piet. Leeg: zoals bij Naam.")
_SEPARATION = "Mag de eigen {} beoordelen? Leeg: zoals in Instellingen."


class BoardsSheet(Sheet):
    """Besturen."""

    BOARD = Column("Bestuur", Kind.ID, "Eigen code van het bestuur; uniek in het hele bestand.", required=True)
    NAME = Column("Naam", Kind.TEXT, "Naam van het bestuur.", required=True)
    EMAIL = Column("E-mail", Kind.TEXT, "Waar het bestand van dit bestuur heen gaat.")
    KIND = choice("Soort", BoardKind, "Partner of overig. Leeg: partner.", default=BoardKind.PARTNER.value)
    MIN_STUDENTS = Column("Min studenten", Kind.INTEGER, "Zoveel wil het bestuur er minstens. Leeg: 0.", default=0)
    MAX_STUDENTS = Column("Max studenten", Kind.INTEGER, "Hoogstens zoveel studenten. Leeg: geen maximum.")
    OWN_SO = choice("Scheiding eigen SO", Separation, _SEPARATION.format("schoolopleider"))
    OWN_IO = choice("Scheiding eigen IO", Separation, _SEPARATION.format("instituutsopleider"))


BOARDS = BoardsSheet.of_columns("Besturen", "Eén rij per schoolbestuur.", required=True)


class SchoolsSheet(LocatedSheet):
    """Scholen."""

    SCHOOL = Column("School", Kind.ID, "Eigen code van de school; uniek in het hele bestand.", required=True)
    NAME = Column("Naam", Kind.TEXT, "Naam van de school.", required=True)
    BOARD = Column("Bestuur", Kind.ID, "Code uit het blad Besturen.", required=True)
    KIND = choice(
        "Soort",
        SchoolKind,
        "Opleidingsschool (hoort bij een tandem) of stageschool. Leeg: opleidingsschool.",
        default=SchoolKind.TRAINING.value,
    )
    POSTCODE = Column("Postcode", Kind.TEXT, "Bijvoorbeeld 1012 AB.")
    PLACE = Column("Plaats", Kind.TEXT, "Plaats van de school.")
    LATITUDE = _LATITUDE
    LONGITUDE = _LONGITUDE
    PLACES = Column("Plaatsen", Kind.INTEGER, "Hoeveel studenten en starters de school kan begeleiden.", required=True)
    TAKEN = Column("Bezet", Kind.INTEGER, "Plaatsen voor starters en zij-instromers. Leeg: 0.", default=0)
    MIN_STUDENTS = Column("Min studenten", Kind.INTEGER, "Met minder doet de school niet mee. Leeg: 0.", default=0)
    YEARS = Column(
        "Leerjaren",
        Kind.YEARS,
        "Welke leerjaren de school neemt, bijvoorbeeld 1;2. Leeg: alle.",
        default=frozenset({1, 2, 3, 4}),
    )
    PROFILE = Column("Profiel", Kind.TAGS, "Kenmerken van de school, bijvoorbeeld dalton;iglo.")
    PLG = Column("PLG", Kind.TEXT, "Naam van de PLG-locatie. Leeg: de PLG van de tandem.")
    MAX_PLG = Column("Max PLG", Kind.INTEGER, "Hoogstens zoveel studenten in deze PLG. Leeg: zoals in Instellingen.")
    WPAS_AT_ONCE = Column("WPA's tegelijk", Kind.INTEGER, "Hoeveel WPA's tegelijk kunnen. Leeg: 2.", default=2)
    PROMISE = choice("Toezegging", Promise, "Wat de school op de uitvraag zei. Leeg: ja.", default=Promise.YES.value)
    PROMISE_REASON = Column("Toelichting", Kind.TEXT, "Waarom misschien of nee.")
    UPDATED = STAMP
    EMAIL = Column("E-mail", Kind.TEXT, "E-mailadres van de school.")
    SUCCESSOR = Column("Opgevolgd door", Kind.ID, "Na een fusie: de school die voor deze in de plaats komt.")
    ADDRESS = Column("Adres", Kind.TEXT, "Straat en huisnummer, voor de brieven: Dorpsstraat 1.")
    BRIN = Column("BRIN", Kind.BRIN, "Twee cijfers en twee letters; voor de telling van de bekostiging.")
    SITE = Column("Vestiging", Kind.SITE, "Het nummer van de vestiging bij de BRIN, twee cijfers: 00.")
    TEACHERS = Column("Leraren", Kind.INTEGER, "Aantal groepsleraren. Leeg: onbekend; dan geen melding over de wet.")


SCHOOLS = SchoolsSheet.of_columns("Scholen", "Eén rij per school.", required=True)


class MentorsSheet(Sheet):
    """Mentoren."""

    MENTOR = Column("Mentor", Kind.ID, "Eigen code van de mentor; uniek in het hele bestand.", required=True)
    NAME = Column("Naam", Kind.TEXT, "Naam van de mentor.", required=True)
    SCHOOL = Column("School", Kind.ID, "Code uit het blad Scholen.", required=True)
    GROUPS = Column("Groep", Kind.GROUPS, "Groep 1 tot en met 8, of een combinatie: 1;2.", required=True)
    DAYS = Column("Werkdagen", Kind.DAYS, "Bijvoorbeeld ma;di;wo.", required=True)
    DUO = Column("Duo-mentor", Kind.ID, "Code van de andere leerkracht van dezelfde klas; één kant invullen is genoeg.")
    MAX_STUDENTS = Column("Max studenten", Kind.INTEGER, "Zoveel studenten tegelijk, hoogstens. Leeg: 1.", default=1)
    EXPERIENCE = Column("Ervaring", Kind.NUMBER, "Jaren als leerkracht. Leeg: onbekend.")
    COMPETENT = Column("Basisbekwaam", Kind.YES_NO, "ja of nee. Leeg: ja.", default=True)
    TRAINING = choice(
        "Mentortraining", MentorTraining, "Basismentortraining. Leeg: nee.", default=MentorTraining.NO.value
    )
    ADVANCED = Column("Verdiepend", Kind.YES_NO, "Doet mee aan de verdiepende training. Leeg: nee.", default=False)
    STRENGTHS = Column("Sterktes", Kind.TAGS, "Waarin deze mentor sterk is, bijvoorbeeld klassenmanagement;rekenen.")
    AVAILABLE = Column("Beschikbaar", Kind.YES_NO, "Doet dit semester mee. Leeg: ja.", default=True)
    TO_COME = Column(
        "Mentor volgt", Kind.YES_NO, "Plek met een toegezegde mentor zonder naam. Leeg: nee.", default=False
    )
    UPDATED = STAMP
    EMAIL = Column("E-mail", Kind.TEXT, "E-mailadres van de mentor.")
    GUIDED = Column("Eerder begeleid", Kind.INTEGER, "Hoeveel studenten deze mentor tot nu toe had; ter informatie.")
    CALL_NAME = _CALL_NAME


MENTORS = MentorsSheet.of_columns("Mentoren", "Eén rij per mentor.", required=True)


class StudentsSheet(LocatedSheet):
    """Studenten."""

    STUDENT = Column("Student", Kind.ID, "Studentnummer; uniek in het hele bestand.", required=True)
    NAME = Column("Naam", Kind.TEXT, "Naam van de student.", required=True)
    EMAIL = Column("E-mail", Kind.TEXT, "E-mailadres.")
    YEAR = Column("Jaar", Kind.INTEGER, "Leerjaar 1, 2, 3 of 4.", required=True, expected="1, 2, 3 of 4")
    VARIANT = Column("Variant", Kind.TEXT, "Bijvoorbeeld voltijd, deeltijd of flex; alleen ter informatie.")
    SPECIALISATION = choice("Specialisatie", Specialisation, "JK (groep 1-4) of OK (groep 5-8). Leeg: maakt niet uit.")
    DAYS = Column("Stagedagen", Kind.DAYS, "Bijvoorbeeld di;wo.", required=True)
    POSTCODE = Column("Postcode", Kind.TEXT, "Van het woonadres, bijvoorbeeld 1012 AB.")
    LATITUDE = _LATITUDE
    LONGITUDE = _LONGITUDE
    VEHICLE = choice("Vervoer", Vehicle, "Leeg: ov.", default=Vehicle.OV.value)
    NEEDS = Column("Leerbehoeften", Kind.NEEDS, "Bijvoorbeeld rekenen:3;taal. Het getal is het gewicht (leeg: 1).")
    REQUIRED_BOUW = choice("Vereiste bouw", Bouw, "Moet in deze bouw staan. Leeg: maakt niet uit.")
    REQUIRED_PROFILE = Column("Vereist profiel", Kind.TEXT, "Kenmerk dat de school moet hebben (zie Scholen, Profiel).")
    WISHES = Column("Voorkeur scholen", Kind.IDS, "Codes van scholen, liefste eerst: S12;S04.")
    MAX_TRAVEL = Column(
        "Max reistijd", Kind.INTEGER, "Minuten, enkele reis. Leeg: zoals in Instellingen.", expected=_MINUTES
    )
    CARE = Column(
        "Zorgstudent",
        Kind.YES_NO,
        "Extra begeleiding nodig. Leeg: nee. Komt niet in bestanden voor besturen.",
        default=False,
    )
    SLB = Column("SLB'er", Kind.TEXT, "Code uit Opleiders (die beoordeelt dan niet), of een naam ter informatie.")
    WPA = Column("WPA", Kind.YES_NO, "Moet dit semester een WPA krijgen. Leeg: ja.", default=True)
    WPA_KIND = choice(
        "WPA soort", WpaKind, "Leeg: regulier. Komt niet in bestanden voor besturen.", default=WpaKind.REGULAR.value
    )
    WPA_FROM = Column("WPA vanaf", Kind.DATE, "Niet eerder dan deze dag.")
    WPA_UNTIL = Column("WPA tot", Kind.DATE, "Niet later dan deze dag.")
    CALL_NAME = _CALL_NAME


STUDENTS = StudentsSheet.of_columns("Studenten", "Eén rij per student.", required=True)


class HistorySheet(Sheet):
    """Historie."""

    STUDENT = Column("Student", Kind.ID, "Studentnummer.", required=True)
    SEMESTER = Column("Semester", Kind.TEXT, "Bijvoorbeeld 2025-2026 S1; het vorige staat onderaan.", required=True)
    SCHOOL = Column("School", Kind.ID, "Code van de school; mag een school zijn die niet meer meedoet.", required=True)
    GROUPS = Column("Groep", Kind.GROUPS, "Groep of groepen waarin de student stond.")
    MINUTES = Column("Reistijd", Kind.INTEGER, "Minuten, enkele reis.", expected=_MINUTES)


HISTORY = HistorySheet.of_columns("Historie", "Eerdere plaatsingen, oudste eerst.")


class TrainersSheet(LocatedSheet):
    """Opleiders."""

    TRAINER = Column("Opleider", Kind.ID, "Eigen code van de opleider; uniek in het hele bestand.", required=True)
    NAME = Column("Naam", Kind.TEXT, "Naam van de opleider.", required=True)
    EMAIL = Column("E-mail", Kind.TEXT, "E-mailadres.")
    ROLE = choice("Rol", Role, "SO, CSO (werkveld), IO, CIO (opleiding) of SLB.", required=True)
    BOARD = Column("Bestuur", Kind.ID, "Code uit het blad Besturen. Leeg bij de opleiding.")
    POSTCODE = Column("Postcode", Kind.TEXT, "Van het vertrekpunt, bijvoorbeeld 1012 AB.")
    LATITUDE = _LATITUDE
    LONGITUDE = _LONGITUDE
    VEHICLE = choice("Vervoer", Vehicle, "Leeg: auto.", default=Vehicle.AUTO.value)
    DAYS = Column(
        "Werkdagen", Kind.DAYS, "Bijvoorbeeld ma;di. Leeg: alle dagen.", default=tuple(day.code for day in Day)
    )
    ASSESSOR = Column("Assessor", Kind.YES_NO, "Neemt WPA's af. Leeg: ja (een SLB'er nooit).", default=True)
    EXPERTISE = Column("Expertise", Kind.CHOICES, "JK, OK of JK;OK. Leeg: onbekend.", choices=words(Specialisation))
    MAX_WPAS = Column("Max WPA's", Kind.INTEGER, "Hoogstens zoveel WPA's; 0 is geen. Leeg: zoals in Instellingen.")
    MAX_WPAS_PER_DAY = Column(
        "Max WPA's per dag", Kind.INTEGER, "Hoogstens zoveel op een dag; 0 is geen. Leeg: zoals in Instellingen."
    )
    ALSO_MENTOR = Column("Ook mentor", Kind.ID, "Code uit Mentoren als dit dezelfde persoon is.")
    CALL_NAME = _CALL_NAME


TRAINERS = TrainersSheet.of_columns("Opleiders", "Schoolopleiders, instituutsopleiders en SLB'ers.", required=True)


class TandemsSheet(Sheet):
    """Tandems."""

    TANDEM = Column("Tandem", Kind.ID, "Eigen code van de tandem; uniek in het hele bestand.", required=True)
    SO = Column("Schoolopleider", Kind.ID, "Code uit Opleiders (SO of CSO).", required=True)
    IO = Column("Instituutsopleider", Kind.ID, "Code uit Opleiders (IO of CIO).", required=True)
    SCHOOLS = Column("Scholen", Kind.IDS, "Codes van de scholen van deze tandem: S01;S02.", required=True)
    NORM = Column("Norm", Kind.INTEGER, "Aantal studenten volgens de norm. Leeg: 10.", default=10)
    MAX_STUDENTS = Column("Max studenten", Kind.INTEGER, "Hoogstens zoveel studenten. Leeg: de norm plus 2.")


TANDEMS = TandemsSheet.of_columns("Tandems", "Een schoolopleider, een instituutsopleider, hun scholen.", required=True)


class SlotsSheet(Sheet):
    """WPA-slots."""

    SLOT = Column("Slot", Kind.ID, "Eigen code van de tijd; uniek in het hele bestand.", required=True)
    DATE = Column("Datum", Kind.DATE, "Dag van het WPA.", required=True)
    BEGIN = Column("Begin", Kind.TIME, "Bijvoorbeeld 09:00.", required=True)
    END = Column("Eind", Kind.TIME, "Bijvoorbeeld 10:15.", required=True)
    SCHOOL = Column("School", Kind.ID, "Alleen voor deze school. Leeg: voor alle.")
    BOARD = Column("Bestuur", Kind.ID, "Alleen voor scholen van dit bestuur. Leeg: voor alle.")


SLOTS = SlotsSheet.of_columns("WPA-slots", "Tijden waarop WPA's kunnen zijn.", required_for_wpa=True)


class AvailabilitySheet(Sheet):
    """Beschikbaarheid."""

    TRAINER = Column("Opleider", Kind.ID, "Code uit Opleiders.", required=True)
    DATE = Column("Datum", Kind.DATE, "De dag.", required=True)
    PART = choice("Dagdeel", DayPart, "ochtend (begint voor 12:00), middag, of leeg voor de hele dag.")
    ANSWER = choice(
        "Beschikbaar", Willingness, "Met een rij ja of liever niet telt alleen wat hier staat.", required=True
    )
    UPDATED = STAMP


AVAILABILITY = AvailabilitySheet.of_columns("Beschikbaarheid", "Wanneer opleiders wel of niet kunnen beoordelen.")


class AbsencesSheet(Sheet):
    """Afwezigheid."""

    WHO = Column("Wie", Kind.ID, "Code van student, mentor, opleider of school.", required=True)
    START = Column("Van", Kind.DATE, "Eerste dag afwezig.", required=True)
    END = Column("T/m", Kind.DATE, "Laatste dag afwezig.", required=True)


ABSENCES = AbsencesSheet.of_columns("Afwezigheid", "Vakanties, ziekte, studiedagen.")


class TravelSheet(Sheet):
    """Reistijden."""

    ORIGIN = Column("Van", Kind.ID, "Code van student, opleider of school, of een postcode.", required=True)
    DESTINATION = Column("Naar", Kind.ID, "Code van student, opleider of school, of een postcode.", required=True)
    VEHICLE = choice("Vervoer", Vehicle, "Leeg: geldt voor elk vervoer.")
    MINUTES = Column("Minuten", Kind.NUMBER, "Enkele reis.", required=True)


TRAVEL = TravelSheet.of_columns("Reistijden", "Gemeten reistijden; gaan voor elke schatting.")


class ExclusionsSheet(Sheet):
    """Uitsluitingen."""

    WHO = Column("Wie", Kind.ID, "Code van student, mentor, opleider, school of bestuur.", required=True)
    OTHER = Column("Met", Kind.ID, "Code van wie of wat niet mag samenvallen.", required=True)
    REASON = Column("Reden", Kind.TEXT, "Vertrouwelijk; komt in geen enkel rooster.")


EXCLUSIONS = ExclusionsSheet.of_columns("Uitsluitingen", "Wie elkaar niet mogen treffen.")


class PinsSheet(Sheet):
    """Vastgezet."""

    STUDENT = Column("Student", Kind.ID, "Studentnummer.", required=True)
    SCHOOL = Column("School", Kind.ID, "Vaste school. Leeg: vrij.")
    MENTOR = Column("Mentor", Kind.ID, "Vaste mentor. Leeg: vrij.")
    SLOT = Column("Slot", Kind.ID, "Vaste tijd van het WPA. Leeg: vrij.")
    FIELD = Column("Beoordelaar werkveld", Kind.ID, "Vaste beoordelaar (SO of CSO). Leeg: vrij.")
    INSTITUTE = Column("Beoordelaar opleiding", Kind.ID, "Vaste beoordelaar (IO of CIO). Leeg: vrij.")


PINS = PinsSheet.of_columns("Vastgezet", "Wat al afgesproken is en zo moet blijven.")


class GivenPlacementSheet(Sheet):
    """Plaatsing."""

    STUDENT = Column("Student", Kind.ID, "Studentnummer.", required=True)
    MENTOR = Column("Mentor", Kind.ID, "Code uit Mentoren.", required=True)


GIVEN_PLACEMENT = GivenPlacementSheet.of_columns(
    "Plaatsing", "Alleen als de plaatsing elders gemaakt is en hier het WPA-rooster wordt gemaakt."
)


class NormsSheet(Sheet):
    """Normen."""

    NORM = Column("Norm", Kind.TEXT, "De naam van de norm.", required=True)
    VALUE = Column("Waarde", Kind.NUMBER, "Het getal. Zonder rij geldt de norm van Plaatswijzer.", required=True)
    UNIT = Column("Eenheid", Kind.TEXT, "Wordt niet gelezen.", read=False)
    SOURCE = Column("Bron", Kind.TEXT, "Waar uw getal vandaan komt; staat in uren.xlsx.")
    SINCE = Column("Sinds", Kind.TEXT, "Vanaf wanneer uw getal geldt; staat in uren.xlsx.")
    EXPLANATION = Column("Toelichting", Kind.TEXT, "Wordt niet gelezen.", read=False)


NORMS_SHEET = NormsSheet.of_columns("Normen", "Eén rij per norm voor de uren en de verrekening.")


class HandoverSheet(Sheet):
    """OnStage."""

    FIELD = Column("Veld", Kind.TEXT, "De naam van het gegeven bij Plaatswijzer.", required=True)
    NAME = Column("Kolomnaam", Kind.TEXT, "Hoe de kolom heet in onstage.csv en onstage.xlsx. Leeg: zoals het veld.")
    INCLUDED = Column("Meenemen", Kind.YES_NO, "Komt het gegeven mee. Leeg, of geen rij: ja.", default=True)
    EXPLANATION = Column("Toelichting", Kind.TEXT, "Wordt niet gelezen.", read=False)


HANDOVER_SHEET = HandoverSheet.of_columns("OnStage", "Welke kolommen naar OnStage gaan, met hun naam en volgorde.")


class SeenSheet(Sheet):
    """Gezien."""

    NOTICE = Column("Melding", Kind.TEXT, "Het soort melding, zoals in meldingen.xlsx.", required=True)
    SHEET = Column("Blad", Kind.TEXT, "Het blad waar de melding over gaat. Leeg: ieder blad.")
    COLUMN = Column("Kolom", Kind.TEXT, "De kolom waar de melding over gaat. Leeg: iedere kolom.")
    VALUE = Column("Waarde", Kind.TEXT, "Waar het om gaat, zoals in meldingen.xlsx; * is alles.", required=True)
    EXPLANATION = Column("Toelichting", Kind.TEXT, "Wordt niet gelezen.", read=False)


SEEN = SeenSheet.of_columns("Gezien", "Meldingen die u gezien hebt: kopieer de rijen uit meldingen.xlsx.")


SHEETS: tuple[Sheet, ...] = (
    SETTINGS_SHEET, BOARDS, SCHOOLS, MENTORS, STUDENTS, HISTORY, TRAINERS, TANDEMS, SLOTS, AVAILABILITY,
    ABSENCES, TRAVEL, EXCLUSIONS, PINS, GIVEN_PLACEMENT, NORMS_SHEET, HANDOVER_SHEET, SEEN,
)  # fmt: skip

NAMED_SHEETS = (SETTINGS_SHEET, NORMS_SHEET, HANDOVER_SHEET)
"""Of which the first column holds names out of a fixed list."""
