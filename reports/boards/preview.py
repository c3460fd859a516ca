"""vooraf/<bestuur>.xlsx: what a school may expect before names are final, and a column for its answer.

A row is a student without a name: year, days, bouw of the class, a number and an opaque code. What the codes stand for
is written apart, for the office alone. Knows the run and no cell style.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from xlsxwriter.worksheet import Worksheet

from instances.domain.entities import Student
from instances.domain.school_groups import Bouw, bouwen
from instances.privacy.owner_only import owner_only
from instances.rosters import columns as words
from instances.rosters.columns import AGREE, DISAGREE, Head
from instances.rosters.previewed import PreviewKey, PreviewRow, row_code
from reports.boards.names import file_names
from reports.excel.book import ACCENT, Book, Row
from reports.excel.overview_page import Overview
from reports.run.bundle import Run
from reports.run.wording import day_list

EXPLANATION = "Uitleg"
SUBTITLE = "Vooraankondiging, nog zonder namen"
TO_FILL_IN = {Head.AGREED: 16.0, Head.REASON: 50.0}  # units of width
OPEN = "#FFF6D6"


@dataclass(frozen=True, slots=True)
class _Place:
    """One row of a preview, with who it is."""

    student: Student
    school: str
    mentor: str
    bouw: str
    days: str
    code: str

    @property
    def order(self) -> tuple[str, int, str, str, str]:
        """Not by name: the order would tell what the row does not."""
        return self.school, self.student.year, self.days, self.bouw, self.code


def preview_key(run: Run) -> PreviewKey:
    """What the codes in the previews of this run stand for.

    Args:
        run: The finished run.

    Returns:
        Code to the student and the school of its row.
    """
    return {place.code: PreviewRow(place.student.id, place.school) for place in _places(run)}


def write_previews(run: Run, folder: Path) -> None:
    """Write a file in vooraf/ for every board with a placed student: rows without names, and a column for the answer.

    Args:
        run: The finished run.
        folder: Where the files go; made where it is missing.

    Raises:
        OSError: The disk refuses a file.
        XlsxWriterException: XlsxWriter says so in its own words.
    """
    folder.mkdir(parents=True, exist_ok=True)
    names = file_names(run.instance.boards)
    places = _places(run)
    for board in run.by_board:
        own = [place for place in places if run.instance.schools[place.school].board == board]
        with Book(folder / f"{names[board]}.xlsx", run.instance.boards[board].name, _subtitle(run)) as book:
            _explain(run, board, len(own), book)
            sheet = book.table(words.PREVIEW, _rows(run, own), band=Head.SCHOOL, least=TO_FILL_IN)
            _for_answers(book, sheet, len(own))
            book.table(words.PREVIEW_COUNTS, _counts(run, own), band=Head.SCHOOL)


def write_preview_key(run: Run, earlier: PreviewKey, path: Path) -> None:
    """Write every code that went out, now or before, with who it is; for the office alone.

    Args:
        run: The finished run.
        earlier: The key that stands there already, so that answers to an older preview can still be read.
        path: Where the file goes; the folder must exist.

    Raises:
        OSError: The disk refuses the file.
        XlsxWriterException: XlsxWriter says so in its own words.
    """
    with Book(path, "Sleutel van de vooraankondigingen", "Vertrouwelijk: blijft bij het stagebureau") as book:
        book.table(words.PREVIEW_KEY, (_key_row(run, *item) for item in {**earlier, **preview_key(run)}.items()))
    owner_only(path)


def _places(run: Run) -> list[_Place]:
    found = []
    for student in run.placed:
        mentor = run.placement[student.id]
        school = run.instance.mentors[mentor].school
        code = row_code(run.instance.fingerprint, PreviewRow(student.id, school))
        days = day_list(student.days)
        found.append(_Place(student, school, mentor, _bouw(run, mentor), days, code))
    return sorted(found, key=lambda place: place.order)


def _bouw(run: Run, mentor: str) -> str:
    found = bouwen(run.instance.class_groups(mentor))
    return ";".join(bouw for bouw in Bouw if bouw in found)


def _subtitle(run: Run) -> str:
    return f"{SUBTITLE} · {run.semester}" if run.semester else SUBTITLE


def _explain(run: Run, board: str, students: int, book: Book) -> None:
    page = Overview(book, run.instance.boards[board].name, _subtitle(run), EXPLANATION)
    who = "student" if students == 1 else "studenten"
    page.facts("Wat dit is", [
        ("Vooraf", f"{students} {who} op uw scholen, zoals het er nu uitziet. Wie het zijn, hoort u later."),
        ("Kan nog wijzigen", "Het is een voorstel. Zeg het als iets niet kan; het stagebureau zoekt dan iets anders."),
    ])  # fmt: skip
    page.facts("Wat u doet", [
        ("1. Kijk", f"Blad {words.PREVIEW.name}: een rij is één student, met leerjaar, stagedagen en bouw."),
        ("2. Kies", f"In de kolom {Head.AGREED}: {AGREE} of {DISAGREE}. Leeg betekent: nog niet beantwoord."),
        ("3. Zeg waarom", f"Bij {DISAGREE} in de kolom {Head.REASON}. Noem daar geen namen van personen."),
        ("4. Stuur terug", f"Stuur het bestand naar het stagebureau. Laat de kolom {Head.CODE} zoals hij is."),
    ])  # fmt: skip


def _rows(run: Run, places: list[_Place]) -> Iterator[Row]:
    numbers: Counter[str] = Counter()
    for place in places:
        numbers[place.school] += 1
        yield {
            Head.SCHOOL: place.school,
            Head.SCHOOL_NAME: run.instance.schools[place.school].name,
            Head.NUMBER: numbers[place.school],
            Head.YEAR: place.student.year,
            Head.DAYS: place.days,
            Head.BOUW: place.bouw,
            Head.AGREED: None,
            Head.REASON: None,
            Head.CODE: place.code,
        }


def _for_answers(book: Book, sheet: Worksheet, rows: int) -> None:
    """A drop-down, a colour for what is still open and one for what is refused, and room to write."""
    agreed = words.PREVIEW.heads.index(Head.AGREED)
    sheet.data_validation(1, agreed, rows, agreed, {
        "validate": "list", "source": [AGREE, DISAGREE],
        "input_title": str(Head.AGREED), "input_message": f"Kies {AGREE} of {DISAGREE}. Leeg: nog niet beantwoord.",
        "error_title": "Dit past hier niet", "error_message": f"Kies {AGREE} of {DISAGREE}.",
    })  # fmt: skip
    refused = {
        "type": "cell",
        "criteria": "==",
        "value": f'"{DISAGREE}"',
        "format": book.look(font_color=ACCENT, bold=True),
    }
    sheet.conditional_format(1, agreed, rows, agreed, {"type": "blanks", "format": book.look(bg_color=OPEN)})
    sheet.conditional_format(1, agreed, rows, agreed, refused)


def _counts(run: Run, places: list[_Place]) -> Iterator[Row]:
    """How many of each year and bouw come to each school."""
    counts = Counter((place.school, place.student.year, place.bouw) for place in places)
    for (school, year, bouw), count in sorted(counts.items()):
        yield {
            Head.SCHOOL: school,
            Head.SCHOOL_NAME: run.instance.schools[school].name,
            Head.YEAR: year,
            Head.BOUW: bouw,
            Head.COUNT: count,
        }


def _key_row(run: Run, code: str, row: PreviewRow) -> Row:
    """Names where they are still in the workbook; the mentor where the student still is at that school."""
    student, school = run.instance.students.get(row.student), run.instance.schools.get(row.school)
    mentor = run.instance.mentors.get(run.placement.get(row.student, ""))
    there = mentor is not None and mentor.school == row.school
    return {
        Head.CODE: code,
        Head.STUDENT: row.student,
        Head.NAME: student.name if student else None,
        Head.SCHOOL: row.school,
        Head.SCHOOL_NAME: school.name if school else None,
        Head.MENTOR: mentor.id if mentor and there else None,
        Head.MENTOR_NAME: mentor.name if mentor and there else None,
    }
