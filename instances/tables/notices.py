"""What a reader can have to tell of a cell that it could use all the same: one kind for each, with its Dutch words."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class NoticeKind(StrEnum):
    """Why a notice is told; the value is what the office reads, and the key under which notices are counted."""

    SHEET_NAME = "blad onder een andere naam gelezen"
    SHEET_UNREAD = "blad niet gelezen"
    COLUMN_NAME = "kolom onder een andere naam gelezen"
    COLUMN_UNREAD = "kolom niet gelezen"
    ROWS_UNREAD = "rijen niet gelezen"
    NOTE_ROW = "rij met een totaal of een opmerking overgeslagen"
    HEADERS_AGAIN = "koppen midden in het blad overgeslagen"
    HIDDEN = "verborgen of weggefilterde rij gelezen"
    STRUCK = "doorgestreepte tekst gelezen"
    MERGED = "waarde van een samengevoegd gebied gelezen in iedere rij daarvan"
    LOOKS = "opmaak niet gelezen"
    FROM_1904 = "datums vanaf 1904 gelezen"
    MACROS = "macro's niet gebruikt"
    NO_ROWS = "blad zonder rijen"

    EMPTY = "gelezen als leeg"
    NO_NAME = "leesteken gelezen als tekst"
    LINE_BREAK = "regeleinde gelezen als spatie"
    SPELLING = "leestekens en onzichtbare tekens gelijkgemaakt"
    ID_SPELLING = "code gelezen zoals zij in het andere blad staat"
    NAME_AS_CODE = "naam gelezen als code"
    NAME_SPELLING = "naam gelezen zoals het sjabloon haar schrijft"
    WEIGHT = "gewicht weggelaten: hier telt alleen het kenmerk"
    BRACKETS = "getal tussen haakjes gelezen als gewicht"
    COMMAS = "komma’s of regels gelezen als puntkomma’s"
    THOUSANDS = "punt gelezen als duizendtal"
    SHARE = "deel van 1 gelezen als procent"
    SITE_ZERO = "vestiging aangevuld tot twee cijfers"
    ZEROS = "tekens van de getalopmaak gelezen als deel van de code"
    SCHOOL_YEAR = "datum zonder jaar gelezen in het schooljaar van het semester"
    HOUR = "heel getal gelezen als uur"
    SPACES = "spaties weggehaald"
    INVISIBLE = "spaties of onzichtbare tekens weggehaald"
    NUMBER_AS_TEXT = "getal gelezen als tekst"
    TEXT_AS_NUMBER = "tekst gelezen als getal"
    TRUTH = "WAAR/ONWAAR gelezen als ja/nee"
    LOWER_CASE = "hoofdletters gelezen als kleine letters"
    CASE = "hoofdletters aangepast"
    SEPARATORS = "scheidingstekens gelezen als puntkomma"
    DASH_AS_LIST = "streepje gelezen als puntkomma"
    UNTIL = "alle, of van t/m, gelezen als lijst"
    PART_OF_DAY = "afkorting gelezen als dagdeel"
    ONLY_NUMBER = "alleen het getal gelezen"
    DAYS = "dagen gelezen als ma, di, wo, do, vr"
    DAY_TWICE = "dubbele dag weggelaten"
    EXCHANGED = "breedtegraad en lengtegraad omgewisseld gelezen"
    DATE_TYPED = "dag-maand-jaar gelezen als datum"
    NUMBER_AS_DATE = "getal gelezen als datum"
    TIME_DROPPED = "tijd bij de datum weggelaten"
    TIME_TYPED = "gelezen als tijd"
    NUMBER_AS_TIME = "getal gelezen als tijd"
    DATE_DROPPED = "datum bij de tijd weggelaten"
    TIME_ROUNDED = "afgerond op hele minuten"

    OUTSIDE_SEMESTER = "datum buiten het semester"
    WEEKEND = "datum in het weekend"
    HOLIDAY = "datum op een feestdag"
    LONG_ABSENCE = "afwezig langer dan een jaar"
    SAME_PERSON = "misschien twee keer hetzelfde"
    CODES_ALIKE = "codes die bijna gelijk zijn"
    TRAINER_AND_MENTOR = "opleider met de naam van een mentor"
    SLB_READ = "SLB'er gelezen als code"
    SLB_NAME = "SLB'er als naam, niet als code"
    HISTORY_ORDER = "Historie op volgorde van tijd gelezen"
    HISTORY_SCHOOL = "school van Historie die niet in Scholen staat"
    MENTOR_OUT = "mentor die geen student krijgt"
    NAME_TO_COME = "mentor die nog een naam moet krijgen"
    MAYBE_PLACES = "school die misschien studenten neemt"
    NEED_UNMET = "leerbehoefte die geen mentor heeft"
    PROFILE_UNMET = "profiel dat geen school heeft"
    POSTCODES = "postcodebestand"
    ABROAD = "coördinaten buiten Nederland"
    NO_POSTCODE = "postcode die niet Nederlands lijkt"
    SITE_SHARED = "scholen met dezelfde BRIN en vestiging"
    SITE_HALF = "BRIN zonder vestiging, of andersom"
    ABOVE_LAW = "meer plaatsen dan de wet vraagt"
    SCHOOL_OUT = "school die niemand neemt"
    PLGS_ALIKE = "PLG's met bijna dezelfde naam"
    COACH_ASSESSES = "SLB'er die niet beoordeelt"
    IDLE_ROW = "rij die niets doet"
    EMPTIED = "met de hand leeggemaakt"
    OTHER_SCHOOL = "school die niet bij de mentor hoort"
    PASSWORD_KEPT = "wachtwoord van een bestuur dat niet in het werkboek staat"
    NOT_SHOWN = "meldingen hier niet getoond"
    SEEN_UNUSED = "rij van Gezien zonder melding"


QUIET = frozenset({NoticeKind.TEXT_AS_NUMBER, NoticeKind.NUMBER_AS_TEXT})
"""Not told of a setting or norm: a figure typed as text is as good there as a number."""


@dataclass(frozen=True, slots=True)
class Place:
    """One cell that a notice is about.

    Attributes:
        cell: Its address.
        found: The value that was there and, where they differ, the one that was read, as the office reads them.
    """

    cell: str
    found: str


@dataclass(frozen=True, slots=True)
class Notice:
    """Something repaired, ignored or remarkable; the workbook can be used.

    Attributes:
        sheet: Its name, '' for the file itself.
        cell: The address of the first cell, '' without a place.
        text: The whole notice in Dutch.
        kind: Why it is told.
        column: The header; '' for a row, a sheet or the file.
        count: How many cells or rows it is about.
        places: The cells, at most ``READER.max_places`` of them; empty for a notice without values.
    """

    sheet: str
    cell: str
    text: str
    kind: NoticeKind
    column: str = ""
    count: int = 1
    places: tuple[Place, ...] = ()
