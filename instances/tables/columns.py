"""The sheets and columns of the semester workbook: the only place where Dutch headers are spelled."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from instances.domain.entities import (
    BoardKind,
    Bouw,
    DayPart,
    MentorTraining,
    Role,
    SchoolKind,
    Separation,
    Specialisation,
    Vehicle,
    Willingness,
    WpaKind,
)


class Kind(StrEnum):
    """What a cell holds; the reader has one parser for each, the template one input check."""

    ID = "id"
    TEXT = "text"
    WHOLE = "whole"  # whole number, at least 0
    NUMBER = "number"  # may have a fraction, at least 0
    DEGREES = "degrees"
    YES_NO = "yes_no"
    DATE = "date"
    TIME = "time"
    CHOICE = "choice"
    CHOICES = "choices"  # list of choices, separated by ;
    DAYS = "days"
    TAGS = "tags"
    NEEDS = "needs"  # tag or tag:weight, separated by ;
    IDS = "ids"
    GROUPS = "groups"
    YEARS = "years"


@dataclass(frozen=True, slots=True)
class Column:
    """One column; ``help`` is shown to the office when the cell is selected, at most 255 characters.

    ``blank``: the column must be there, but a cell may be empty.
    """

    header: str
    kind: Kind
    help: str
    required: bool = False
    choices: tuple[str, ...] = ()
    blank: bool = False


@dataclass(frozen=True, slots=True)
class Sheet:
    name: str
    columns: tuple[Column, ...]
    help: str
    required: bool = False
    required_for_wpa: bool = False

    def column(self, header: str) -> Column:
        return next(column for column in self.columns if column.header == header)


def words(enum: type[StrEnum]) -> tuple[str, ...]:
    """What a cell may say, in the contract's words."""
    return tuple(member.value for member in enum)


def _choice(header: str, enum: type[StrEnum], help: str, required: bool = False) -> Column:
    return Column(header, Kind.CHOICE, help, required, words(enum))


def _point() -> tuple[Column, Column]:
    return (
        Column("Breedtegraad", Kind.DEGREES, "Graden noorderbreedte, bijvoorbeeld 52,379. Leeg: uit de postcode."),
        Column("Lengtegraad", Kind.DEGREES, "Graden oosterlengte, bijvoorbeeld 4,899. Leeg: uit de postcode."),
    )


_SEPARATION = "Mag de eigen {} beoordelen? Leeg: zoals in Instellingen."

SETTINGS_SHEET = Sheet(
    "Instellingen",
    (
        Column("Instelling", Kind.TEXT, "De naam van de instelling.", True),
        Column(
            "Waarde",
            Kind.TEXT,
            "De waarde. Een instelling die hier niet staat, heeft haar standaardwaarde.",
            True,
        ),
        Column("Toelichting", Kind.TEXT, "Wordt niet gelezen."),
    ),
    "Eén rij per instelling of gewicht.",
)
BOARDS = Sheet(
    "Besturen",
    (
        Column("Bestuur", Kind.ID, "Eigen code van het bestuur; uniek in het hele bestand.", True),
        Column("Naam", Kind.TEXT, "Naam van het bestuur.", True),
        Column("E-mail", Kind.TEXT, "Waar het bestand van dit bestuur heen gaat."),
        _choice("Soort", BoardKind, "Partner in Samen Opleiden of overig. Leeg: partner."),
        Column("Min studenten", Kind.WHOLE, "Zoveel studenten wil het bestuur minstens. Leeg: 0."),
        Column(
            "Max studenten",
            Kind.WHOLE,
            "Zoveel studenten kan het bestuur hoogstens hebben. Leeg: geen maximum.",
        ),
        _choice("Scheiding eigen SO", Separation, _SEPARATION.format("schoolopleider")),
        _choice("Scheiding eigen IO", Separation, _SEPARATION.format("instituutsopleider")),
    ),
    "Eén rij per schoolbestuur.",
    required=True,
)
SCHOOLS = Sheet(
    "Scholen",
    (
        Column("School", Kind.ID, "Eigen code van de school; uniek in het hele bestand.", True),
        Column("Naam", Kind.TEXT, "Naam van de school.", True),
        Column("Bestuur", Kind.ID, "Code uit het blad Besturen.", True),
        _choice("Soort", SchoolKind, "Opleidingsschool (hoort bij een tandem) of stageschool. Leeg: opleidingsschool."),
        Column("Postcode", Kind.TEXT, "Bijvoorbeeld 1012 AB."),
        Column("Plaats", Kind.TEXT, "Plaats van de school."),
        *_point(),
        Column("Plaatsen", Kind.WHOLE, "Hoeveel studenten en starters de school kan begeleiden.", True),
        Column("Bezet", Kind.WHOLE, "Plaatsen voor starters en zij-instromers. Leeg: 0."),
        Column("Min studenten", Kind.WHOLE, "Met minder studenten doet de school niet mee. Leeg: 0."),
        Column("Leerjaren", Kind.YEARS, "Welke leerjaren de school neemt, bijvoorbeeld 1;2. Leeg: alle."),
        Column("Profiel", Kind.TAGS, "Kenmerken van de school, bijvoorbeeld dalton;iglo."),
        Column("PLG", Kind.TEXT, "Naam van de PLG-locatie. Leeg: de PLG van de tandem."),
        Column("Max PLG", Kind.WHOLE, "Hoogstens zoveel studenten in deze PLG. Leeg: zoals in Instellingen."),
        Column("WPA's tegelijk", Kind.WHOLE, "Hoeveel WPA's de school tegelijk kan hebben. Leeg: 2."),
    ),
    "Eén rij per school.",
    required=True,
)
MENTORS = Sheet(
    "Mentoren",
    (
        Column("Mentor", Kind.ID, "Eigen code van de mentor; uniek in het hele bestand.", True),
        Column("Naam", Kind.TEXT, "Naam van de mentor.", True),
        Column("School", Kind.ID, "Code uit het blad Scholen.", True),
        Column("Groep", Kind.GROUPS, "Groep 1 tot en met 8, of een combinatie: 1;2.", True),
        Column("Werkdagen", Kind.DAYS, "Bijvoorbeeld ma;di;wo.", True),
        Column(
            "Duo-mentor",
            Kind.ID,
            "Code van de andere leerkracht van dezelfde klas; één kant invullen is genoeg.",
        ),
        Column("Max studenten", Kind.WHOLE, "Hoeveel studenten deze mentor tegelijk begeleidt. Leeg: 1."),
        Column("Ervaring", Kind.NUMBER, "Jaren als leerkracht. Leeg: onbekend."),
        Column("Basisbekwaam", Kind.YES_NO, "ja of nee. Leeg: ja."),
        _choice("Mentortraining", MentorTraining, "Basismentortraining. Leeg: nee."),
        Column("Verdiepend", Kind.YES_NO, "Doet mee aan de verdiepende mentortraining. Leeg: nee."),
        Column("Sterktes", Kind.TAGS, "Waarin deze mentor sterk is, bijvoorbeeld klassenmanagement;rekenen."),
        Column("Beschikbaar", Kind.YES_NO, "Doet dit semester mee. Leeg: ja."),
    ),
    "Eén rij per mentor.",
    required=True,
)
STUDENTS = Sheet(
    "Studenten",
    (
        Column("Student", Kind.ID, "Studentnummer; uniek in het hele bestand.", True),
        Column("Naam", Kind.TEXT, "Naam van de student.", True),
        Column("E-mail", Kind.TEXT, "E-mailadres."),
        Column("Jaar", Kind.WHOLE, "Leerjaar 1, 2, 3 of 4.", True),
        Column("Variant", Kind.TEXT, "Bijvoorbeeld voltijd, deeltijd of flex; alleen ter informatie."),
        _choice("Specialisatie", Specialisation, "JK (groep 1-4) of OK (groep 5-8). Leeg: maakt niet uit."),
        Column("Stagedagen", Kind.DAYS, "Bijvoorbeeld di;wo.", True),
        Column("Postcode", Kind.TEXT, "Van het woonadres, bijvoorbeeld 1012 AB."),
        *_point(),
        _choice("Vervoer", Vehicle, "Leeg: ov."),
        Column("Leerbehoeften", Kind.NEEDS, "Bijvoorbeeld rekenen:3;taal. Het getal is het gewicht (leeg: 1)."),
        _choice("Vereiste bouw", Bouw, "Moet in deze bouw staan. Leeg: maakt niet uit."),
        Column("Vereist profiel", Kind.TEXT, "Kenmerk dat de school moet hebben (zie Scholen, Profiel)."),
        Column("Voorkeur scholen", Kind.IDS, "Codes van scholen, liefste eerst: S12;S04."),
        Column("Max reistijd", Kind.WHOLE, "Minuten, enkele reis. Leeg: zoals in Instellingen."),
        Column(
            "Zorgstudent",
            Kind.YES_NO,
            "Extra begeleiding nodig. Leeg: nee. Komt niet in bestanden voor besturen.",
        ),
        Column("SLB'er", Kind.TEXT, "Code uit Opleiders (die beoordeelt dan niet), of een naam ter informatie."),
        Column("WPA", Kind.YES_NO, "Moet dit semester een WPA krijgen. Leeg: ja."),
        _choice("WPA soort", WpaKind, "Leeg: regulier. Komt niet in bestanden voor besturen."),
        Column("WPA vanaf", Kind.DATE, "Niet eerder dan deze dag."),
        Column("WPA tot", Kind.DATE, "Niet later dan deze dag."),
    ),
    "Eén rij per student.",
    required=True,
)
HISTORY = Sheet(
    "Historie",
    (
        Column("Student", Kind.ID, "Studentnummer.", True),
        Column("Semester", Kind.TEXT, "Bijvoorbeeld 2025-2026 S1. De laatste rij is het vorige semester.", True),
        Column("School", Kind.ID, "Code van de school; mag een school zijn die niet meer meedoet.", True),
        Column("Groep", Kind.GROUPS, "Groep(en) waarin de student stond."),
        Column("Reistijd", Kind.WHOLE, "Minuten, enkele reis."),
    ),
    "Eerdere plaatsingen, oudste eerst.",
)
TRAINERS = Sheet(
    "Opleiders",
    (
        Column("Opleider", Kind.ID, "Eigen code van de opleider; uniek in het hele bestand.", True),
        Column("Naam", Kind.TEXT, "Naam van de opleider.", True),
        Column("E-mail", Kind.TEXT, "E-mailadres."),
        _choice("Rol", Role, "SO, CSO (werkveld), IO, CIO (opleiding) of SLB.", True),
        Column("Bestuur", Kind.ID, "Code uit het blad Besturen. Leeg bij de opleiding."),
        Column("Postcode", Kind.TEXT, "Van het vertrekpunt, bijvoorbeeld 1012 AB."),
        *_point(),
        _choice("Vervoer", Vehicle, "Leeg: auto."),
        Column("Werkdagen", Kind.DAYS, "Bijvoorbeeld ma;di. Leeg: alle dagen."),
        Column("Assessor", Kind.YES_NO, "Neemt WPA's af. Leeg: ja (een SLB'er nooit)."),
        Column("Expertise", Kind.CHOICES, "JK, OK of JK;OK. Leeg: onbekend.", False, words(Specialisation)),
        Column("Max WPA's", Kind.WHOLE, "Hoogstens zoveel WPA's; 0 is geen. Leeg: zoals in Instellingen."),
        Column(
            "Max WPA's per dag",
            Kind.WHOLE,
            "Hoogstens zoveel op een dag; 0 is geen. Leeg: zoals in Instellingen.",
        ),
        Column("Ook mentor", Kind.ID, "Code uit Mentoren als dit dezelfde persoon is."),
    ),
    "Schoolopleiders, instituutsopleiders en SLB'ers.",
    required=True,
)
TANDEMS = Sheet(
    "Tandems",
    (
        Column("Tandem", Kind.ID, "Eigen code van de tandem; uniek in het hele bestand.", True),
        Column("Schoolopleider", Kind.ID, "Code uit Opleiders (SO of CSO).", True),
        Column("Instituutsopleider", Kind.ID, "Code uit Opleiders (IO of CIO).", True),
        Column("Scholen", Kind.IDS, "Codes van de scholen van deze tandem: S01;S02.", True),
        Column("Norm", Kind.WHOLE, "Aantal studenten volgens de norm. Leeg: 10."),
        Column("Max studenten", Kind.WHOLE, "Hoogstens zoveel studenten. Leeg: de norm plus 2."),
    ),
    "Eén schoolopleider en één instituutsopleider met hun scholen.",
    required=True,
)
SLOTS = Sheet(
    "WPA-slots",
    (
        Column("Slot", Kind.ID, "Eigen code van de tijd; uniek in het hele bestand.", True),
        Column("Datum", Kind.DATE, "Dag van het WPA.", True),
        Column("Begin", Kind.TIME, "Bijvoorbeeld 09:00.", True),
        Column("Eind", Kind.TIME, "Bijvoorbeeld 10:15.", True),
        Column("School", Kind.ID, "Alleen voor deze school. Leeg: voor alle."),
        Column("Bestuur", Kind.ID, "Alleen voor scholen van dit bestuur. Leeg: voor alle."),
    ),
    "Tijden waarop WPA's kunnen zijn.",
    required_for_wpa=True,
)
AVAILABILITY = Sheet(
    "Beschikbaarheid",
    (
        Column("Opleider", Kind.ID, "Code uit Opleiders.", True),
        Column("Datum", Kind.DATE, "De dag.", True),
        _choice("Dagdeel", DayPart, "ochtend (begint voor 12:00), middag, of leeg voor de hele dag."),
        _choice("Beschikbaar", Willingness, "Met een rij ja of liever niet telt alleen wat hier staat.", True),
    ),
    "Wanneer opleiders wel of niet kunnen beoordelen.",
)
ABSENCES = Sheet(
    "Afwezigheid",
    (
        Column("Wie", Kind.ID, "Code van student, mentor, opleider of school.", True),
        Column("Van", Kind.DATE, "Eerste dag afwezig.", True),
        Column("T/m", Kind.DATE, "Laatste dag afwezig.", True),
    ),
    "Vakanties, ziekte, studiedagen.",
)
TRAVEL = Sheet(
    "Reistijden",
    (
        Column("Van", Kind.ID, "Code van student, opleider of school, of een postcode.", True),
        Column("Naar", Kind.ID, "Code van student, opleider of school, of een postcode.", True),
        _choice("Vervoer", Vehicle, "Leeg: geldt voor elk vervoer."),
        Column("Minuten", Kind.NUMBER, "Enkele reis.", True),
    ),
    "Gemeten reistijden; gaan voor elke schatting.",
)
EXCLUSIONS = Sheet(
    "Uitsluitingen",
    (
        Column("Wie", Kind.ID, "Code van student, mentor, opleider, school of bestuur.", True),
        Column("Met", Kind.ID, "Code van wie of wat niet mag samenvallen.", True),
        Column("Reden", Kind.TEXT, "Vertrouwelijk; komt in geen enkel rooster."),
    ),
    "Wie elkaar niet mogen treffen.",
)
PINS = Sheet(
    "Vastgezet",
    (
        Column("Student", Kind.ID, "Studentnummer.", True),
        Column("School", Kind.ID, "Vaste school. Leeg: vrij."),
        Column("Mentor", Kind.ID, "Vaste mentor. Leeg: vrij."),
        Column("Slot", Kind.ID, "Vaste tijd van het WPA. Leeg: vrij."),
        Column("Beoordelaar werkveld", Kind.ID, "Vaste beoordelaar (SO of CSO). Leeg: vrij."),
        Column("Beoordelaar opleiding", Kind.ID, "Vaste beoordelaar (IO of CIO). Leeg: vrij."),
    ),
    "Wat al afgesproken is en zo moet blijven.",
)
GIVEN_PLACEMENT = Sheet(
    "Plaatsing",
    (
        Column("Student", Kind.ID, "Studentnummer.", True),
        Column("Mentor", Kind.ID, "Code uit Mentoren.", True),
    ),
    "Alleen als de plaatsing elders gemaakt is en hier het WPA-rooster wordt gemaakt.",
)
NORMS_SHEET = Sheet(
    "Normen",
    (
        Column("Norm", Kind.TEXT, "De naam van de norm.", True),
        Column(
            "Waarde", Kind.NUMBER, "Het getal. Een norm die hier niet staat, heeft de waarde van Plaatswijzer.", True
        ),
        Column("Eenheid", Kind.TEXT, "Wordt niet gelezen."),
        Column("Toelichting", Kind.TEXT, "Wordt niet gelezen."),
    ),
    "Eén rij per norm voor de uren en de verrekening.",
)
HANDOVER_SHEET = Sheet(
    "OnStage",
    (
        Column("Veld", Kind.TEXT, "De naam van het gegeven bij Plaatswijzer.", True),
        Column("Kolomnaam", Kind.TEXT, "Hoe de kolom heet in onstage.csv en onstage.xlsx. Leeg: zoals het veld."),
        Column("Meenemen", Kind.YES_NO, "Komt het gegeven mee. Leeg, of geen rij: ja."),
        Column("Toelichting", Kind.TEXT, "Wordt niet gelezen."),
    ),
    "Welke kolommen naar OnStage gaan, hoe ze heten en in welke volgorde.",
)

SHEETS: tuple[Sheet, ...] = (
    SETTINGS_SHEET, BOARDS, SCHOOLS, MENTORS, STUDENTS, HISTORY, TRAINERS, TANDEMS, SLOTS, AVAILABILITY,
    ABSENCES, TRAVEL, EXCLUSIONS, PINS, GIVEN_PLACEMENT, NORMS_SHEET, HANDOVER_SHEET,
)  # fmt: skip
