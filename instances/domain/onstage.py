"""What goes to OnStage: the fields there are and the columns the office wants. Knows no roster and no file."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Field(StrEnum):
    """One fact about a placed student; the words are those of the sheet OnStage. Nothing confidential is among them."""

    SEMESTER = "Semester"
    STUDENT = "Student"
    STUDENT_NAME = "Naam student"
    STUDENT_EMAIL = "E-mail student"
    YEAR = "Jaar"
    VARIANT = "Variant"
    DAYS = "Stagedagen"
    BOARD = "Bestuur"
    BOARD_NAME = "Naam bestuur"
    SCHOOL = "School"
    SCHOOL_NAME = "Naam school"
    MENTOR = "Mentor"
    MENTOR_NAME = "Naam mentor"
    GROUP = "Groep"
    TANDEM = "Tandem"
    SO = "Schoolopleider"
    SO_NAME = "Naam schoolopleider"
    IO = "Instituutsopleider"
    IO_NAME = "Naam instituutsopleider"
    PLG = "PLG"
    SLOT = "Slot WPA"
    DATE = "Datum WPA"
    BEGIN = "Begin WPA"
    END = "Eind WPA"
    FIELD = "Beoordelaar werkveld"
    FIELD_NAME = "Naam beoordelaar werkveld"
    INSTITUTE = "Beoordelaar opleiding"
    INSTITUTE_NAME = "Naam beoordelaar opleiding"


_CODE = "De code uit het semesterwerkboek; blijft gelijk."
FIELD_HELP: dict[Field, str] = {
    Field.SEMESTER: "Uit Instellingen.",
    **dict.fromkeys((Field.STUDENT, Field.BOARD, Field.SCHOOL, Field.MENTOR, Field.TANDEM, Field.SO, Field.IO), _CODE),
    **dict.fromkeys((Field.SLOT, Field.FIELD, Field.INSTITUTE), "De code; leeg zolang er geen WPA-rooster is."),
    Field.DAYS: "Bijvoorbeeld di;wo.",
    Field.GROUP: "De groep van de mentor.",
    Field.PLG: "De PLG van de school.",
    Field.DATE: "dd-mm-jjjj in onstage.csv, een datum in onstage.xlsx.",
    Field.BEGIN: "uu:mm in onstage.csv, een tijd in onstage.xlsx.",
    Field.END: "uu:mm in onstage.csv, een tijd in onstage.xlsx.",
}


@dataclass(frozen=True, slots=True)
class HandoverColumn:
    """A field under the name that it has in OnStage.

    Attributes:
        field: What is handed over.
        name: The header that it has in OnStage.
        included: False: it is left out.
    """

    field: Field
    name: str
    included: bool = True


DEFAULT_HANDOVER: tuple[HandoverColumn, ...] = tuple(HandoverColumn(field, field.value) for field in Field)
