"""The mentors who have students and no name yet: places that were promised as ``mentor volgt``. Knows the run."""

from __future__ import annotations

from collections.abc import Iterator

from instances.domain.entities import Mentor
from instances.dutch.numbers import count
from instances.rosters.columns import TO_BE_NAMED, Head
from reports.excel.book import Row
from reports.run.bundle import Run
from reports.run.wording import day_list, group_list


def mentors_to_come(run: Run, board: str | None = None) -> tuple[Mentor, ...]:
    """Find the mentors with students whose names must still come.

    Args:
        run: The finished run.
        board: Only those of this board; None for all.

    Returns:
        The mentors, by school.
    """
    instance = run.instance
    found = (instance.mentors[who] for who in run.by_mentor if instance.mentors[who].to_come)
    own = (mentor for mentor in found if board in (None, instance.schools[mentor.school].board))
    return tuple(sorted(own, key=lambda mentor: (mentor.school, mentor.id)))


def to_be_named_rows(run: Run, board: str | None = None) -> Iterator[Row]:
    """Give the rows of the sheet Nog een naam nodig.

    Args:
        run: The finished run.
        board: Only those of this board; None for all.

    Yields:
        A row for each mentor without a name, with the students who come there.
    """
    for mentor in mentors_to_come(run, board):
        school = run.instance.schools[mentor.school]
        yield {
            Head.MENTOR: mentor.id,
            Head.SCHOOL: school.id,
            Head.SCHOOL_NAME: school.name,
            Head.BOARD: school.board,
            Head.GROUP: group_list(mentor.groups),
            Head.WORKDAYS: day_list(mentor.days),
            Head.STUDENTS: ", ".join(f"{student.name} ({student.id})" for student in run.by_mentor[mentor.id]),
        }


def to_be_named_words(run: Run) -> str:
    """Say how many names must still come.

    Args:
        run: The finished run.

    Returns:
        One Dutch sentence; '' where every mentor has a name.
    """
    mentors = mentors_to_come(run)
    if not mentors:
        return ""
    students = sum(len(run.by_mentor[mentor.id]) for mentor in mentors)
    placed = count(students, "student is", "studenten zijn")
    nameless = count(len(mentors), "mentor die nog een naam moet", "mentoren die nog een naam moeten")
    return f"{placed} geplaatst bij {nameless} krijgen; zie het blad {TO_BE_NAMED.name}."
