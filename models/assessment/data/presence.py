"""Who is present on a day (A5): absences, and which mentors are in the class. Knows no WPA and no solver."""

from __future__ import annotations

from datetime import date

from instances.domain.instance import Instance


def is_absent(instance: Instance, who: str, day: date) -> bool:
    """Whether the id of a student, mentor, trainer or school has an absence on that day."""
    return any(row.start <= day <= row.end for row in instance.absences_of.get(who, ()))


def class_mentors_present(instance: Instance, mentor: str, day: date) -> tuple[str, ...]:
    """The mentors of the class of ``mentor`` (mentor and duo mentor) who work that day and are not absent."""
    return tuple(
        each
        for each in instance.class_of(mentor)
        if day.weekday() in instance.mentors[each].days and not is_absent(instance, each, day)
    )
