"""The form of one board: its schools and mentors, and nobody else's. Knows the workbook by what is asked of it."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from instances.domain.school_facts import Promise
from instances.supply.asked import RowsAsked
from instances.supply.form import (
    MENTOR_FIELDS,
    MENTOR_FORM,
    SCHOOL_FIELDS,
    SCHOOL_FORM,
    FormKind,
    Identity,
    MentorForm,
    Question,
    SchoolForm,
)
from reports.excel.book import Book
from reports.supply.form_book import BAD, DOUBT, GOOD, AnswerSheet, hidden_sheets, list_range, start_sheet
from reports.supply.settings import FORM_SETTINGS
from reports.workbook.input_format import Check

_SCHOOL_WIDTHS = {
    SchoolForm.NAME: 30.0, SchoolForm.ANSWER: 13.0, SchoolForm.PLACES: 10.0, SchoolForm.TAKEN: 9.0,
    SchoolForm.MIN_STUDENTS: 11.0, SchoolForm.YEARS: 12.0, SchoolForm.REASON: 44.0, SchoolForm.CODE: 9.0,
}  # fmt: skip
_MENTOR_WIDTHS = {
    MentorForm.NAME: 24.0, MentorForm.SCHOOL: 30.0, MentorForm.GROUPS: 9.0, MentorForm.DAYS: 16.0,
    MentorForm.MAX_STUDENTS: 10.0, MentorForm.TRAINING: 13.0, MentorForm.STRENGTHS: 32.0, MentorForm.AVAILABLE: 12.0,
    MentorForm.TO_COME: 9.0, MentorForm.CODE: 9.0,
}  # fmt: skip
_STEPS = (
    f"Blad {SCHOOL_FORM.name}: kies bij iedere school ja, misschien of nee, en kijk of de plaatsen kloppen. Zeg bij "
    "misschien of nee waarom. Plaatsen zijn er voor studenten en starters samen; bij Bezet staan die van starters.",
    f"Blad {MENTOR_FORM.name}: verbeter wat veranderd is. Doet een mentor niet mee, kies dan bij Beschikbaar nee; haal "
    "geen rijen weg. Een nieuwe mentor vult u onderaan in, zonder code.",
    "Is er wel een plek maar nog geen mentor? Kies dan in een vrije rij bij Mentor volgt: ja. School en groep zijn "
    "genoeg; de plek telt mee en de naam geeft u later.",
    "Noem in dit formulier geen studenten.",
)


def write_board_form(asked: RowsAsked, board: str, path: Path) -> None:
    """Write the form of a board, prefilled with what the workbook has of its schools and mentors.

    Args:
        asked: The workbook.
        board: The id of the board.
        path: Where the file goes; the folder must exist.

    Raises:
        OSError: The disk refuses the file.
        XlsxWriterException: XlsxWriter says so in its own words.
    """
    settings, name = asked.instance.settings, asked.instance.boards[board].name
    with Book(path, f"Stageplaatsen: {name}", settings.semester) as book:
        facts = [("Voor", f"{name} ({board})"), ("Semester", settings.semester or "niet genoemd")]
        steps = [*_STEPS, send_back(settings.answers_to)]
        start_sheet(book, "Welke stageplaatsen kunt u bieden?", facts, steps, (Question.BY, Question.REMARK))
        _schools(book, asked, board)
        _mentors(book, asked, board)
        identity = Identity(FormKind.BOARD, board, settings.semester)
        hidden_sheets(book, identity, asked.of_board(board), list(asked.labels(board).values()))


def send_back(address: str) -> str:
    """Say where a form goes when it is filled in, in Dutch."""
    to = f"naar {address}" if address else "naar het stagebureau"
    return f"Sla het bestand op als Excel-bestand (.xlsx) en stuur het {to}. Hoe het bestand heet, maakt niet uit."


def _schools(book: Book, asked: RowsAsked, board: str) -> None:
    todo = "Geel: kies ja, misschien of nee. Wit: verbeter wat niet klopt. Grijs ligt vast."
    sheet = AnswerSheet(book, SCHOOL_FORM, _SCHOOL_WIDTHS, todo)
    open_ = (SchoolForm.ANSWER, *SCHOOL_FIELDS, SchoolForm.REASON)
    for id, fields in asked.schools(board).items():
        fixed = {SchoolForm.NAME.header: asked.instance.schools[id].name, SchoolForm.CODE.header: id}
        sheet.row({**fields, **fixed}, open_, (SchoolForm.ANSWER,))
    for column in open_:
        sheet.check(column)
    sheet.tint(SchoolForm.ANSWER, {Promise.YES: GOOD, Promise.MAYBE: DOUBT, Promise.NO: BAD})
    sheet.done()


def _mentors(book: Book, asked: RowsAsked, board: str) -> None:
    schools = list(asked.labels(board).values())
    todo = "Wit: verbeter wat niet klopt. Geel: een naam die nog moet komen, en onderaan rijen voor nieuwe mentoren."
    sheet = AnswerSheet(book, MENTOR_FORM, _MENTOR_WIDTHS, todo)
    above = ""
    for id, fields in asked.mentors(board).items():
        mentor = asked.instance.mentors[id]
        wanted = (MentorForm.NAME, MentorForm.TO_COME) if mentor.to_come else ()
        other_school = bool(above) and mentor.school != above
        sheet.row({**fields, MentorForm.CODE.header: id}, MENTOR_FIELDS, wanted, other_school)
        above = mentor.school
    for number in range(FORM_SETTINGS.free_rows):
        sheet.row({}, MENTOR_FORM.columns, MENTOR_FIELDS, begins=not number)
    sheet.tint(MentorForm.AVAILABLE, {"nee": BAD})
    for column in MENTOR_FORM.columns:
        sheet.check(column, _from_list(schools) if column is MentorForm.SCHOOL else None)
    sheet.done()


def _from_list(schools: Sequence[str]) -> Check:
    """The schools of the board to choose from; another text is read back as well as can be, and else is a fault."""
    message = {"input_title": "School", "input_message": MentorForm.SCHOOL.help}
    return {**message, "validate": "list", "source": list_range(schools), "show_error": False}
