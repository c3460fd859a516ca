"""brieven/: a workbook for mail merge with a row for each student's and each mentor's letter. Knows the run, no style.

A letter says where, with whom, on which days and when; never why somebody comes there or why two people assess.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from instances.domain.entities import Mentor, School, Student
from instances.dutch.addressing import called, full_address, shown_postcode, spoken_to
from instances.dutch.dates import clock_in_words, day_names, long_date
from instances.dutch.lists import listed, opening
from instances.rosters import columns as words
from instances.rosters.columns import Head
from instances.rosters.letters import MENTOR_LETTERS, STUDENT_LETTERS
from reports.excel.book import Book, Cell, Row
from reports.run.bundle import Run
from reports.run.tours import Wpa, wpas_of
from reports.run.wording import group_list

NO_DATE = "aan het begin van het semester"
NOBODY = "Er is niemand geplaatst, dus er zijn geen brieven."
Wpas = Mapping[str, Wpa]


def write_letters(run: Run, folder: Path) -> None:
    """Write brieven/studenten.xlsx and brieven/mentoren.xlsx, a row for each letter of a mail merge.

    Args:
        run: The finished run; without a WPA roster the letters say nothing about WPAs.
        folder: Where the two files go; made where it is missing.

    Raises:
        OSError: The disk refuses a file.
        XlsxWriterException: XlsxWriter says so in its own words.
    """
    folder.mkdir(parents=True, exist_ok=True)
    wpas = {wpa.student.id: wpa for wpa in wpas_of(run)}
    for file, title, kind, rows in (
        (words.STUDENT_LETTERS_FILE, "Brieven aan studenten", STUDENT_LETTERS, student_letters(run, wpas)),
        (words.MENTOR_LETTERS_FILE, "Brieven aan mentoren", MENTOR_LETTERS, mentor_letters(run, wpas)),
    ):
        with Book(folder / file, title, run.semester) as book:
            book.table(kind, rows, empty=NOBODY)


def student_letters(run: Run, wpas: Wpas) -> Iterator[Row]:
    """One letter for each placed student, by board, school and name."""
    for student in run.placed:
        mentor = run.mentor_of(student.id)
        wpa = wpas.get(student.id)
        yield {
            **_shared(run, mentor),
            Head.STUDENT: student.id,
            Head.NAME: student.name,
            Head.EMAIL: student.email,
            Head.YEAR: student.year,
            Head.SALUTATION: f"Beste {spoken_to(student.name, student.call_name)},",
            Head.MENTOR_NAME: mentor.name,
            Head.DAYS: day_names(student.days),
            Head.WPA: None if wpa is None else _moment(run, wpa),
            Head.LETTER: _to_student(run, student, mentor, wpa),
        }


def mentor_letters(run: Run, wpas: Wpas) -> Iterator[Row]:
    """One letter for each mentor with students, however many; none for one without a name."""
    for who, students in run.by_mentor.items():
        mentor = run.instance.mentors[who]
        if mentor.to_come:
            continue  # there is nobody to write to yet
        moments = [f"{called(one.name)}: {_moment(run, wpas[one.id])}" for one in students if one.id in wpas]
        yield {
            **_shared(run, mentor),
            Head.MENTOR: mentor.id,
            Head.NAME: mentor.name,
            Head.SALUTATION: f"Beste {spoken_to(mentor.name, mentor.call_name)},",
            Head.STUDENTS: "\n".join(map(_who_comes, students)),
            Head.WPA: "\n".join(moments),
            Head.LETTER: _to_mentor(run, mentor, students, wpas),
        }


def _shared(run: Run, mentor: Mentor) -> dict[Head, Cell]:
    """The school, its tandem and the start talk."""
    school = run.instance.schools[mentor.school]
    tandem = run.instance.tandem_of(school.id)
    so, io = (run.instance.trainers[tandem.so], run.instance.trainers[tandem.io]) if tandem else (None, None)
    return {
        Head.SCHOOL_NAME: school.name,
        Head.ADDRESS: school.address,
        Head.POSTCODE: shown_postcode(school.postcode),
        Head.PLACE: school.place,
        Head.BOARD: run.instance.boards[school.board].name,
        Head.GROUP: group_list(mentor.groups),
        Head.DUO: run.instance.mentors[mentor.duo].name if mentor.duo else None,
        Head.START: _start(run),
        Head.SO_NAME: so.name if so else None,
        Head.SO_EMAIL: so.email if so else None,
        Head.IO_NAME: io.name if io else None,
        Head.IO_EMAIL: io.email if io else None,
        Head.PLG: run.instance.plg_by_school[school.id].name,
    }


# -- the sentences -------------------------------------------------------------------------------------


def _to_student(run: Run, student: Student, mentor: Mentor, wpa: Wpa | None) -> str:
    school = run.instance.schools[mentor.school]
    duo = f", die de klas deelt met {called(run.instance.mentors[mentor.duo].name)}" if mentor.duo else ""
    days = f"Uw {'stagedag is' if len(student.days) == 1 else 'stagedagen zijn'} {day_names(student.days)}"
    parts = [
        f"{_in_semester(run)} loopt u stage op {_where(school)}. {days}. "
        + (
            f"Wie uw mentor wordt in groep {_groups(mentor)}{duo}, hoort u later."
            if mentor.to_come
            else f"Uw mentor is {called(mentor.name)} van groep {_groups(mentor)}{duo}."
        ),
        f"{opening(_start(run))} is het startgesprek met uw mentor en uw begeleiders. Daarin bespreekt u samen het "
        "komende semester: uw opdrachten, uw leervragen en de afspraken.",
        _tandem_sentence(run, school, "U wordt"),
    ]
    if wpa is not None:
        parts.append(f"Uw werkplekassessment (WPA) is op {_moment(run, wpa)}.")
    return "\n\n".join(part for part in parts if part)


def _to_mentor(run: Run, mentor: Mentor, students: Sequence[Student], wpas: Wpas) -> str:
    school = run.instance.schools[mentor.school]
    who = "komt deze student" if len(students) == 1 else "komen deze studenten"
    parts = [
        f"{_in_semester(run)} {who} bij u in groep {_groups(mentor)} van {school.name}:\n"
        + "\n".join(f"- {_who_comes(one)}" for one in students),
        f"{opening(_start(run))} is het startgesprek, waarin u samen het komende semester voorbereidt: opdrachten, "
        "leervragen en afspraken.",
        _tandem_sentence(run, school, "De student wordt" if len(students) == 1 else "De studenten worden"),
    ]
    moments = [f"- {called(one.name)}: {_moment(run, wpas[one.id])}" for one in students if one.id in wpas]
    if moments:
        parts.append("Het werkplekassessment (WPA) is in uw klas:\n" + "\n".join(moments))
    return "\n\n".join(part for part in parts if part)


def _in_semester(run: Run) -> str:
    return f"In semester {run.semester}" if run.semester else "Dit semester"


def _start(run: Run) -> str:
    return run.instance.settings.start_talk or NO_DATE


def _where(school: School) -> str:
    address = full_address(school.address, school.postcode, school.place)
    return f"{school.name} ({address})" if address else school.name


def _tandem_sentence(run: Run, school: School, begin: str) -> str:
    """'' at a school without a tandem."""
    tandem = run.instance.tandem_of(school.id)
    if tandem is None:
        return ""
    so, io = (
        f"{called(who.name)} ({who.email})" if who.email else called(who.name)
        for who in (run.instance.trainers[tandem.so], run.instance.trainers[tandem.io])
    )
    plg = f" De PLG-locatie is {school.plg}." if school.plg else ""  # a tandem's own PLG has a code only
    return f"{begin} ook begeleid door schoolopleider {so} en instituutsopleider {io}.{plg}"


def _who_comes(student: Student) -> str:
    return f"{called(student.name)}, jaar {student.year}, op {day_names(student.days)}"


def _moment(run: Run, wpa: Wpa) -> str:
    """``dinsdag 1 juni 2027 van 09.00 tot 10.00 uur, afgenomen door Sia Oost en Ina Inst``."""
    assessors = listed(called(run.instance.trainers[who].name) for who in wpa.booking.assessors)
    hours = f"van {clock_in_words(wpa.slot.begin)} tot {clock_in_words(wpa.slot.end)} uur"
    return f"{long_date(wpa.slot.date)} {hours}, afgenomen door {assessors}"


def _groups(mentor: Mentor) -> str:
    return listed(str(group) for group in sorted(mentor.groups))
