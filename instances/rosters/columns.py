"""The words of the rosters: files, sheets and columns that go out. The only place where they are spelled."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

PLACEMENT_FILE = "plaatsing.xlsx"
ASSESSMENT_FILE = "wpa.xlsx"
RESULT_FILE = "resultaat.json"
PROOF_FILE = "bewijs.json"
BOARD_FOLDER = "besturen"
SCHOOL_FOLDER = "scholen"
TANDEM_FOLDER = "tandems"
PAGE_FILE = "rapport.html"
PREVIEW_FOLDER = "vooraf"
PREVIEW_KEY_FILE = "vooraf-sleutel.xlsx"
HOURS_FILE = "uren.xlsx"
VARIANTS_FILE = "varianten.xlsx"
FRAGILITY_FILE = "kwetsbaarheid.xlsx"
BROKEN_OFF_FILE = "kwetsbaarheid-afgebroken.xlsx"
NOTICES_FILE = "meldingen.xlsx"
VARIANT_FOLDER = "variant"
ONSTAGE_CSV_FILE = "onstage.csv"
ONSTAGE_FILE = "onstage.xlsx"
ONSTAGE_SHEET = "OnStage"
LETTER_FOLDER = "brieven"
STUDENT_LETTERS_FILE = "studenten.xlsx"
MENTOR_LETTERS_FILE = "mentoren.xlsx"
CALENDAR_FOLDER = "agenda"
CALENDAR_LIST_FILE = "agenda/lijst.xlsx"
SCHOOL_CALENDARS = "scholen"  # below it
WPA_PROPERTY = "x-plaatswijzer-wpa"  # of an appointment in a calendar: which WPA it is


class Head(StrEnum):
    """A column header. One word has one meaning in every sheet."""

    STUDENT = "Student"
    NAME = "Naam"
    YEAR = "Jaar"
    DAYS = "Stagedagen"
    KIND = "Soort"
    BOARD = "Bestuur"
    SCHOOL = "School"
    SCHOOL_NAME = "Schoolnaam"
    MENTOR = "Mentor"
    MENTOR_NAME = "Mentornaam"
    GROUP = "Groep"
    TANDEM = "Tandem"
    SO = "Schoolopleider"
    IO = "Instituutsopleider"
    SO_NAME = "Naam schoolopleider"
    IO_NAME = "Naam instituutsopleider"
    PLG = "PLG"
    TRAVEL = "Reistijd"
    NEEDS_MET = "Leerbehoeften gedekt"
    NEEDS_ASKED = "Leerbehoeften gevraagd"
    PINNED = "Vastgezet"
    REASON = "Reden"
    PROPOSAL = "Voorstel"

    PLACES = "Plaatsen"
    TAKEN = "Bezet"
    NET = "Vrij voor studenten"
    PLACED = "Geplaatst"
    LEFT = "Over"
    MINIMUM = "Min studenten"
    MAXIMUM = "Max studenten"
    IN_PLG = "In PLG"
    MAX_PLG = "Max PLG"
    WORKDAYS = "Werkdagen"
    DUO = "Duo-mentor"
    TRAINING = "Mentortraining"
    STUDENTS = "Studenten"
    SCHOOLS = "Scholen"
    NORM = "Norm"
    ABOVE_NORM = "Boven norm"
    CARE = "Zorgstudenten"

    SLOT = "Slot"
    DATE = "Datum"
    BEGIN = "Begin"
    END = "Eind"
    FIELD = "Beoordelaar werkveld"
    FIELD_NAME = "Naam werkveld"
    INSTITUTE = "Beoordelaar opleiding"
    INSTITUTE_NAME = "Naam opleiding"
    ASSESSOR = "Beoordelaar"
    ROLE = "Rol"
    STUDENT_NAME = "Naam student"
    TOGETHER = "Samen met"
    OUT = "Reis heen (min)"
    BACK = "Reis terug (min)"
    TOUR = "Dagtour (min)"
    WAITING = "Wachten"
    WPAS = "WPA's"
    OWN_MAX = "Eigen maximum"
    FAIR = "Eerlijk deel"
    ABOVE_FAIR = "Boven deel"
    VISIT_DAYS = "Dagen"
    VISITS = "Schoolbezoeken"
    BUSIEST = "Meeste op een dag"
    TRIP_MINUTES = "Reizen (min, V1)"

    WHAT = "Wat"
    OLD = "Oud"
    NEW = "Nieuw"

    TO = "Aan"
    CODE = "Code"
    EMAIL = "E-mail"
    SECRET = "Geheim"
    FILE = "Bestand"
    CANCELLED = "Vervallen"
    GIVEN = "Gegeven"
    MESSAGE = "Bericht"

    ID = "Id"
    RULE = "Regel of wens"
    SOURCE = "Bron"
    VERDICT = "Oordeel"
    WEIGHT = "Gewicht"
    AMOUNT = "Hoeveelheid"
    UNIT = "Eenheid"
    COST = "Kosten"

    PASSWORD = "Wachtwoord"
    ORIGINAL = "In het werkboek"
    NUMBER = "Nummer"
    BOUW = "Bouw"
    AGREED = "Akkoord"

    BASIS = "Grondslag"
    COUNT = "Aantal"
    HOURS_EACH = "Uren per stuk"
    HOURS = "Uren"
    FROM = "Van"
    FROM_NAME = "Naam van"
    SALUTATION = "Aanhef"
    ADDRESS = "Adres"
    POSTCODE = "Postcode"
    PLACE = "Plaats"
    START = "Startgesprek"
    SO_EMAIL = "E-mail schoolopleider"
    IO_EMAIL = "E-mail instituutsopleider"
    WPA = "WPA"
    LETTER = "Brieftekst"
    FOR = "Voor"
    FOR_NAME = "Naam voor"
    PERSON = "Wie"
    MENTOR_HOURS = "Uren mentoren"
    GUIDE_HOURS = "Uren begeleiding"
    WPA_HOURS = "Uren WPA's"
    CARE_HOURS = "Uren zorg (apart)"
    GIVES = "Levert"
    FROM_INSTITUTE = "Ontvangt van opleiding"
    FROM_BOARDS = "Ontvangt van besturen"
    WPAS_GIVEN = "WPA's gegeven"
    HOURS_GIVEN = "Uren gegeven"
    WPAS_TAKEN = "WPA's ontvangen"
    HOURS_TAKEN = "Uren ontvangen"
    BALANCE_BOARDS = "Saldo met besturen"
    BALANCE = "Saldo"
    EUROS = "Bedrag (euro)"
    TOTAL = "Totaal uren"
    FOUND = "Stand"
    DIFFERENCE = "Verschil"
    VALUE = "Waarde"
    DEFAULT = "Standaard"
    SINCE = "Sinds"
    BRIN = "BRIN"
    SITE = "Vestiging"
    AT_TRAINING = "Op opleidingsschool"
    AT_OTHER = "Op stageschool"
    COUNTED = "Geteld"
    MISSED = "Gemist (euro)"
    TEACHERS = "Leraren"
    ASKED = "Vraagt de wet"
    ABOVE_LAW = "Boven de wet"

    CHOICE = "Keuze"
    KNOWN_BY = "Te herkennen aan"
    BARRED = "Mag niet"
    BARRED_FIELD = "Mag niet (werkveld)"
    BARRED_INSTITUTE = "Mag niet (opleiding)"

    NOTICE = "Melding"
    SHEET = "Blad"
    COLUMN = "Kolom"
    CELL = "Cel"
    EXPLANATION = "Toelichting"

    ASK = "Vraag"
    MORE_PLACED = "Geplaatst erbij"
    MORE_WPAS = "WPA's erbij"
    LESS_SHORT = "Tekort minder"
    LESS_COST = "Punten minder"

    HIT = "Studenten geraakt"
    HIT_WPAS = "WPA's geraakt"
    LOST = "Zonder plaats"
    LOST_WPAS = "WPA's vervallen"
    CHANGED = "Studenten gewijzigd"
    CHANGED_WPAS = "WPA's gewijzigd"

    TRAINER = "Opleider"
    TRAINER_NAME = "Naam opleider"
    TRAINERS = "Opleiders"
    LESSONS = "Bezoeken"
    MEETINGS = "Bijeenkomsten"
    OFF_DAY = "Niet op stagedag"
    TRAVELLED = "Reisminuten"
    TRAVEL_NORM = "Norm reizen"
    SAVED = "Bespaard"


@dataclass(frozen=True, slots=True)
class RosterSheet:
    """One sheet of a roster.

    Attributes:
        name: Of the sheet.
        heads: The columns, in the order in which they are written.
        fixed: So many first columns stay in view when scrolling.
        printed: Of a sheet for the wall so many first columns go on paper; 0 for another sheet.
    """

    name: str
    heads: tuple[Head, ...]
    fixed: int = 2
    printed: int = 0


OVERVIEW = "Overzicht"
FAIRNESS = "Eerlijkheid"
PASSWORDS = RosterSheet("Wachtwoorden", (Head.BOARD, Head.NAME, Head.PASSWORD), 1)
KEY = RosterSheet("Sleutel", (Head.CODE, Head.KIND, Head.ORIGINAL, Head.NAME, Head.EMAIL), 1)
CALENDAR_LIST = RosterSheet(
    "Agenda's", (Head.CODE, Head.NAME, Head.EMAIL, Head.KIND, Head.FILE, Head.WPAS, Head.CANCELLED)
)
SEND_LIST = RosterSheet("Verzendlijst", (Head.KIND, Head.CODE, Head.NAME, Head.EMAIL, Head.FILE, Head.GIVEN), 3)
KEY_SECRET = RosterSheet("Geheim", (Head.SECRET,), 1)

# the first five are the columns of the sheet Gezien, so that a row can be copied there
NOTICES = RosterSheet("Meldingen", (
    Head.NOTICE, Head.SHEET, Head.COLUMN, Head.VALUE, Head.EXPLANATION, Head.COUNT, Head.CELL), 1)  # fmt: skip

ASKS = RosterSheet("Vragen", (
    Head.NUMBER, Head.TO, Head.ASK, Head.CELL, Head.MORE_PLACED, Head.MORE_WPAS, Head.LESS_SHORT, Head.LESS_COST,
    Head.STUDENTS, Head.EXPLANATION,
), 1)  # fmt: skip
FRAGILITY = RosterSheet("Kwetsbaarheid", (
    Head.NUMBER, Head.PERSON, Head.NAME, Head.KIND, Head.HIT, Head.HIT_WPAS, Head.LOST, Head.LOST_WPAS, Head.CHANGED,
    Head.CHANGED_WPAS, Head.EXPLANATION,
), 3)  # fmt: skip
RETURNS = RosterSheet("Teruggeven", (
    Head.BOARD, Head.NAME, Head.SCHOOL, Head.SCHOOL_NAME, Head.AMOUNT, Head.WHAT), 1)  # fmt: skip

PLACEMENT = RosterSheet("Plaatsing", (
    Head.STUDENT, Head.NAME, Head.YEAR, Head.DAYS, Head.BOARD, Head.SCHOOL, Head.SCHOOL_NAME, Head.MENTOR,
    Head.MENTOR_NAME, Head.GROUP, Head.TANDEM, Head.SO, Head.IO, Head.PLG, Head.TRAVEL, Head.NEEDS_MET,
    Head.NEEDS_ASKED, Head.PINNED))  # fmt: skip
UNPLACED = RosterSheet("Niet geplaatst", (Head.STUDENT, Head.NAME, Head.YEAR, Head.REASON, Head.PROPOSAL))
SCHOOL_USE = RosterSheet("Scholen", (
    Head.SCHOOL, Head.SCHOOL_NAME, Head.BOARD, Head.KIND, Head.PLACES, Head.TAKEN, Head.NET, Head.PLACED,
    Head.LEFT, Head.MINIMUM, Head.TANDEM, Head.PLG, Head.IN_PLG, Head.MAX_PLG))  # fmt: skip
MENTOR_USE = RosterSheet("Mentoren", (
    Head.MENTOR, Head.MENTOR_NAME, Head.SCHOOL, Head.SCHOOL_NAME, Head.GROUP, Head.WORKDAYS, Head.DUO,
    Head.TRAINING, Head.MAXIMUM, Head.PLACED, Head.LEFT, Head.STUDENTS))  # fmt: skip
TANDEM_USE = RosterSheet("Tandems", (
    Head.TANDEM, Head.SO, Head.SO_NAME, Head.IO, Head.IO_NAME, Head.NORM, Head.MAXIMUM, Head.PLACED,
    Head.ABOVE_NORM, Head.LEFT, Head.CARE, Head.SCHOOLS), 1)  # fmt: skip
TO_BE_NAMED = RosterSheet("Nog een naam nodig", (
    Head.MENTOR, Head.SCHOOL, Head.SCHOOL_NAME, Head.BOARD, Head.GROUP, Head.WORKDAYS, Head.STUDENTS), 1)  # fmt: skip
CHANGES = RosterSheet("Wijzigingen", (Head.STUDENT, Head.NAME, Head.WHAT, Head.OLD, Head.NEW))
MESSAGES = RosterSheet("Wie te berichten", (Head.TO, Head.CODE, Head.NAME, Head.EMAIL, Head.MESSAGE), 3)
ACCOUNT = RosterSheet("Verantwoording", (
    Head.ID, Head.RULE, Head.SOURCE, Head.VERDICT, Head.WEIGHT, Head.AMOUNT, Head.UNIT, Head.COST), 2)  # fmt: skip

SCHEDULE = RosterSheet("WPA-rooster", (
    Head.STUDENT, Head.NAME, Head.YEAR, Head.KIND, Head.BOARD, Head.SCHOOL, Head.SCHOOL_NAME, Head.MENTOR,
    Head.SLOT, Head.DATE, Head.BEGIN, Head.END, Head.FIELD, Head.FIELD_NAME, Head.INSTITUTE,
    Head.INSTITUTE_NAME, Head.PINNED))  # fmt: skip
UNSCHEDULED = RosterSheet("Niet ingepland", UNPLACED.heads)
PER_ASSESSOR = RosterSheet("Per beoordelaar", (
    Head.BEGIN, Head.END, Head.SCHOOL_NAME, Head.STUDENT_NAME, Head.YEAR, Head.GROUP, Head.TOGETHER, Head.OUT,
    Head.BACK, Head.TOUR, Head.WAITING, Head.DATE, Head.ASSESSOR, Head.NAME, Head.ROLE, Head.SCHOOL, Head.STUDENT,
), 2, 9)  # fmt: skip
PER_SCHOOL = RosterSheet("Per school", (
    Head.BEGIN, Head.END, Head.STUDENT_NAME, Head.YEAR, Head.GROUP, Head.MENTOR_NAME, Head.FIELD_NAME,
    Head.INSTITUTE_NAME, Head.DATE, Head.SCHOOL, Head.SCHOOL_NAME, Head.BOARD, Head.STUDENT), 2, 8)  # fmt: skip
PER_DAY = RosterSheet("Per dag", (
    Head.BEGIN, Head.END, Head.SCHOOL_NAME, Head.STUDENT_NAME, Head.YEAR, Head.GROUP, Head.MENTOR_NAME,
    Head.FIELD_NAME, Head.INSTITUTE_NAME, Head.DATE, Head.SCHOOL, Head.STUDENT), 2, 9)  # fmt: skip
WORKLOAD = RosterSheet("Werkdruk", (
    Head.ASSESSOR, Head.NAME, Head.ROLE, Head.BOARD, Head.WPAS, Head.OWN_MAX, Head.FAIR, Head.ABOVE_FAIR,
    Head.VISIT_DAYS, Head.BUSIEST, Head.VISITS, Head.TRIP_MINUTES, Head.TOUR, Head.WAITING))  # fmt: skip

# A preview tells of nobody: a row is a student without a name at a school.
PREVIEW = RosterSheet("Vooraf", (
    Head.SCHOOL, Head.SCHOOL_NAME, Head.NUMBER, Head.YEAR, Head.DAYS, Head.BOUW, Head.AGREED, Head.REASON, Head.CODE,
))  # fmt: skip
PREVIEW_COUNTS = RosterSheet("Aantallen", (Head.SCHOOL, Head.SCHOOL_NAME, Head.YEAR, Head.BOUW, Head.COUNT))
PREVIEW_KEY = RosterSheet("Sleutel", (
    Head.CODE, Head.STUDENT, Head.NAME, Head.SCHOOL, Head.SCHOOL_NAME, Head.MENTOR, Head.MENTOR_NAME), 1)  # fmt: skip
AGREE, DISAGREE = "akkoord", "niet akkoord"

# What a board may see is listed here, column by column, and nothing else is ever written to its file.
BOARD_PLACEMENT = RosterSheet("Plaatsing", (
    Head.STUDENT, Head.NAME, Head.YEAR, Head.DAYS, Head.SCHOOL, Head.SCHOOL_NAME, Head.MENTOR, Head.MENTOR_NAME,
    Head.GROUP, Head.TANDEM, Head.SO, Head.SO_NAME, Head.IO, Head.IO_NAME, Head.PLG))  # fmt: skip
BOARD_SCHEDULE = RosterSheet("WPA-rooster", (
    Head.STUDENT, Head.NAME, Head.YEAR, Head.SCHOOL, Head.SCHOOL_NAME, Head.MENTOR, Head.MENTOR_NAME, Head.SLOT,
    Head.DATE, Head.BEGIN, Head.END, Head.FIELD, Head.FIELD_NAME, Head.INSTITUTE, Head.INSTITUTE_NAME))  # fmt: skip
BOARD_PER_SCHOOL = RosterSheet("WPA per school", (
    Head.BEGIN, Head.END, Head.STUDENT_NAME, Head.YEAR, Head.GROUP, Head.MENTOR_NAME, Head.FIELD_NAME,
    Head.INSTITUTE_NAME, Head.DATE, Head.SCHOOL, Head.SCHOOL_NAME, Head.STUDENT), 2, 8)  # fmt: skip
TANDEM_PLACEMENT = RosterSheet("Plaatsing", (
    Head.STUDENT, Head.NAME, Head.EMAIL, Head.YEAR, Head.DAYS, Head.SCHOOL, Head.SCHOOL_NAME, Head.MENTOR,
    Head.MENTOR_NAME, Head.GROUP, Head.PLG))  # fmt: skip
TANDEM_ELSEWHERE = RosterSheet("WPA's elders", (
    Head.ASSESSOR, Head.NAME, Head.DATE, Head.BEGIN, Head.END, Head.SCHOOL, Head.SCHOOL_NAME))  # fmt: skip
BOARD_HOURS = "Uren"
BOARD_COVER = "Voorblad"

HOURS_PER_BOARD = RosterSheet("Totaal per bestuur", (
    Head.BOARD, Head.NAME, Head.PLACED, Head.MENTOR_HOURS, Head.GUIDE_HOURS, Head.WPA_HOURS, Head.GIVES,
    Head.FROM_INSTITUTE, Head.FROM_BOARDS, Head.BALANCE, Head.CARE_HOURS))  # fmt: skip
HOURS_PER_ROLE = RosterSheet("Per rol", (
    Head.FROM, Head.FOR, Head.ROLE, Head.BASIS, Head.COUNT, Head.HOURS_EACH, Head.HOURS, Head.SOURCE))  # fmt: skip
SETTLEMENT = RosterSheet("Verrekening", (
    Head.BOARD, Head.NAME, Head.WPAS_GIVEN, Head.HOURS_GIVEN, Head.WPAS_TAKEN, Head.HOURS_TAKEN,
    Head.BALANCE_BOARDS, Head.BALANCE, Head.EUROS))  # fmt: skip
SETTLEMENT_PAIRS = RosterSheet("Wie van wie", (
    Head.FROM, Head.FROM_NAME, Head.FOR, Head.FOR_NAME, Head.WPAS, Head.HOURS, Head.EUROS))  # fmt: skip
HOURS_PER_PERSON = RosterSheet("Per persoon", (
    Head.PERSON, Head.NAME, Head.ROLE, Head.BOARD, Head.PLACED, Head.NORM, Head.GUIDE_HOURS, Head.WPAS,
    Head.WPA_HOURS, Head.TOTAL, Head.CARE_HOURS))  # fmt: skip
AGAINST_NORM = RosterSheet("Tegen de norm", (Head.BOARD, Head.NAME, Head.WHAT, Head.FOUND, Head.NORM, Head.DIFFERENCE))
FUNDING = RosterSheet("Bekostiging", (
    Head.BRIN, Head.SITE, Head.SCHOOL, Head.SCHOOL_NAME, Head.BOARD, Head.AT_TRAINING, Head.AT_OTHER, Head.COUNTED,
    Head.EUROS, Head.MISSED, Head.EXPLANATION), 4)  # fmt: skip
LAW = RosterSheet("Plaatsen volgens de wet", (
    Head.SCHOOL, Head.SCHOOL_NAME, Head.BOARD, Head.TEACHERS, Head.ASKED, Head.NET, Head.PLACED, Head.ABOVE_LAW,
    Head.EXPLANATION))  # fmt: skip
NORMS = RosterSheet("Normen", (
    Head.ID, Head.BASIS, Head.VALUE, Head.UNIT, Head.DEFAULT, Head.SOURCE, Head.SINCE), 1)  # fmt: skip
