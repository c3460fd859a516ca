"""From which semester to which one, and when the new one begins. Knows no sheet and no roster."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from instances.domain.instance import Instance
from instances.dutch.semesters import following_semester, school_year_and_half
from instances.plausibility.semester_window import window_by_name

NAME, NUMBER = "Semester", "Semesternummer"


class UnknownSemesterError(Exception):
    """It cannot be told which semester comes next.

    Attributes:
        setting: The setting that must say it; '' for the option of the command.
        found: What stands there.
        expected: Dutch, what should.
    """

    def __init__(self, setting: str, found: str, expected: str) -> None:
        super().__init__(f"{setting}: {found}; {expected}")
        self.setting, self.found, self.expected = setting, found, expected


@dataclass(frozen=True, slots=True)
class SemesterStep:
    """From a semester to the next one.

    Attributes:
        before: The name of the semester that ends.
        name: That of the next one.
        number: 1 or 2.
        new_year: A school year begins: everybody is a year further.
        begin: The first day of the next semester: what ended before is past.
        until: Its last day.
    """

    before: str
    name: str
    number: int
    new_year: bool
    begin: date
    until: date


def step_from(instance: Instance, name: str | None = None, begin: date | None = None) -> SemesterStep:
    """Find the semester after that of a workbook.

    Args:
        instance: The workbook.
        name: The name of the next semester; None: that of the workbook counted on.
        begin: Its first day; None: as early as a semester of that name can have days, after the last slot of before.

    Returns:
        The step.

    Raises:
        UnknownSemesterError: The names do not say which semester it is, or the workbook says two things.
    """
    before, number = instance.settings.semester.strip(), instance.settings.semester_number
    if not before:
        raise UnknownSemesterError(NAME, "leeg", "de naam van dit semester, zoals 2026-2027 S2: die komt in Historie")
    then = school_year_and_half(before)
    if then is not None and then[1] not in (0, number):
        expected = f"{then[1]}, want Semester is “{before}”; of een andere naam bij Semester"
        raise UnknownSemesterError(NUMBER, str(number), expected)
    if then is not None and not then[1]:  # only the number says which half it is
        year = then[0] + (number == 2)
        name = name or f"{year}-{year + 1} S{3 - number}"
    name = name or following_semester(before)
    if name is None:
        raise UnknownSemesterError(NAME, before, "een naam met het schooljaar en het semester, zoals 2026-2027 S2")
    now = school_year_and_half(name)
    if now is None or now[1] not in (1, 2):
        raise UnknownSemesterError("", name, "een naam met het schooljaar en het semester, zoals 2027-2028 S1")
    if then is not None and now <= (then[0], number):
        raise UnknownSemesterError("", name, f"een semester na “{before}”")
    new_year = now[0] > then[0] if then is not None else number == 2
    window = window_by_name(name)
    if window is None:
        raise ValueError(f"{name} has a school year and no window")
    return SemesterStep(before, name, now[1], new_year, begin or _begin(instance, window.first), window.last)


def _begin(instance: Instance, first: date) -> date:
    """The windows of two halves overlap in the winter; no slot of before is one of the next semester."""
    then = window_by_name(instance.settings.semester)
    past = [slot.date for slot in instance.slots.values() if then is None or then.holds(slot.date)]
    return max([first, *(day + timedelta(days=1) for day in past)])
