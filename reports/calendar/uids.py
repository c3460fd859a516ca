"""What an appointment is known by: the student, which WPA of that student, and who reads it. Knows no file.

Never by a text that somebody types: another name of the semester, other words in the same appointment, another day or
another folder leave the uid as it is. Which semester a WPA is of follows from the days of the slots.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from instances.domain.entities import Student, WpaKind
from instances.dutch.semesters import SCHOOL_YEAR_FROM, school_year_of
from instances.privacy.keyed import keyed_print

DIGITS = 32  # 128 bits: no two alike, in no number of years
DOMAIN = "@plaatswijzer"
FIRST, RESIT = "1", "2"  # which WPA of a student in one semester
SECOND_HALF_FROM = 3  # WPAs of the first half are from October to February, those of the second from March on


@dataclass(frozen=True, slots=True)
class Term:
    """When the WPAs of one semester are, by which they are told from those of another.

    Attributes:
        name: The half of a school year, such as ``2026-2``.
        first: The first day on which there can be one.
        last: The last day on which there can be one.
    """

    name: str
    first: date
    last: date

    def holds(self, day: date) -> bool:
        """Say whether a WPA on a day is of this semester, also of slots that have been moved since."""
        return self.first <= day <= self.last or _half(day) == self.name


def term_of(days: Iterable[date]) -> Term:
    """Tell the semester from the days of its slots.

    Args:
        days: At least one; a few that are early or late change nothing, for the middle one counts.

    Returns:
        The semester.
    """
    each = sorted(set(days))
    return Term(_half(each[len(each) // 2]), each[0], each[-1])


def _half(day: date) -> str:
    return f"{school_year_of(day)}-{2 if SECOND_HALF_FROM <= day.month < SCHOOL_YEAR_FROM else 1}"


def wpa_uid(term: Term, student: Student, reader: str, key: str) -> str:
    """The same for one student's WPA in every roster of the semester.

    Each reader has another: when a WPA goes from one assessor to another it is cancelled for the first only. A resit is
    another WPA than the first, also in the same semester.

    Args:
        term: The semester.
        student: Of the WPA.
        reader: The id of the assessor or the school.
        key: With codes for people: what makes it tell nothing, also beside a diary with names; '' without.

    Returns:
        32 hexadecimal digits and the domain.
    """
    return _uid(key, "agenda", term.name, RESIT if student.wpa_kind is WpaKind.RESIT else FIRST, student.id, reader)


def visit_uid(kind: str, half: str, trainer: str, known: str, number: int) -> str:
    """What one visit or meeting is known by for one trainer, whenever it is.

    Args:
        kind: ``lesbezoek`` or ``plg``.
        half: The half of a school year, such as ``2026-2``.
        trainer: The id of the trainer.
        known: The id of the student, or the key of the PLG.
        number: From 1, of those in the half.

    Returns:
        32 hexadecimal digits and the domain.
    """
    return _uid("", kind, half, trainer, known, str(number))


def wpa_uids(halves: Iterable[str], semesters: Iterable[str], student: str, reader: str) -> tuple[str, ...]:
    """All that the WPAs of one student may be known by for one reader, without a key.

    Args:
        halves: Halves of school years, such as ``2026-2``.
        semesters: The names under which semesters may have gone out.
        student: The id of the student.
        reader: The id of the assessor or the school.

    Returns:
        The uids, in an order that the ids do not change.
    """
    now = (_uid("", "agenda", half, number, student, reader) for half in halves for number in (FIRST, RESIT))
    return (*now, *former_uids(semesters, student, reader))


def _uid(key: str, *whole: str) -> str:
    print_ = keyed_print(key, *whole) if key else hashlib.sha256("\0".join(whole).encode()).hexdigest()
    return print_[:DIGITS] + DOMAIN


def former_uids(semesters: Iterable[str], student: str, reader: str) -> tuple[str, ...]:
    """What older versions knew the same WPA by: they took the name of the semester.

    Args:
        semesters: The names under which the semester may have gone out.
        student: The id of the student.
        reader: The id of the assessor or the school.

    Returns:
        One uid for each name.
    """
    return tuple(_former(name, student, reader) for name in dict.fromkeys(semesters))


def _former(semester: str, student: str, reader: str) -> str:
    whole = "\0".join(("wpa", semester, student, reader))
    slug = re.sub(r"[^a-z0-9]+", "-", semester.lower()).strip("-")
    return f"{hashlib.sha256(whole.encode()).hexdigest()[:DIGITS]}@{slug or 'semester'}.plaatswijzer"
