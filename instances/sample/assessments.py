"""WPA slots, availability, absences, resits and doubtful cases of the sample. Knows no roster."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, time, timedelta

from instances.domain.entities import Absence, Availability, Day, DayPart, Slot, Student, Trainer, Willingness, WpaKind
from instances.sample.draft import FIRST_WEEK, Draft

BEGINS = ("08:30", "09:50", "11:10", "12:50", "14:10")
WEDNESDAY_BEGINS = BEGINS[:3]  # schools close at noon
LENGTH = 75  # minutes


def add_slots(draft: Draft) -> None:
    """Five times a day, some odd times that overlap them, some times for one school or board only."""
    for day in draft.wpa_days:
        for number, begin in enumerate(WEDNESDAY_BEGINS if day.weekday() == Day.WO else BEGINS, start=1):
            _add_slot(draft, day, begin, f"{number}")
        if day.weekday() == Day.DI:
            _add_slot(draft, day, "13:20", "6")
        if day.weekday() == Day.DO:
            _add_slot(draft, day, "09:15", "6")
    dice = draft.dice
    for number, school in enumerate(dice.sample(list(draft.schools), max(1, len(draft.schools) // 25))):
        day = draft.wpa_days[number % 5 + 5]
        _add_slot(draft, day, "10:05", f"S{number + 1}", school=school)
    for number, board in enumerate(dice.sample(list(draft.boards), max(1, len(draft.boards) // 8))):
        day = draft.wpa_days[(number * 2 + 1) % 5 + 10]
        _add_slot(draft, day, "12:15", f"B{number + 1}", board=board)


def _add_slot(
    draft: Draft, day: date, begin: str, mark: str, school: str | None = None, board: str | None = None
) -> None:
    start = time.fromisoformat(begin)
    minutes = start.hour * 60 + start.minute + LENGTH
    week = (day - FIRST_WEEK).days // 7 + 1
    id = f"W{week}{Day(day.weekday()).code}{mark}"
    draft.slots[id] = Slot(id, day, start, time(minutes // 60, minutes % 60), school, board)


def add_wpa_kinds(draft: Draft) -> None:
    """Resits in the second half of the period, and doubtful cases."""
    late = draft.wpa_days[len(draft.wpa_days) // 2]
    late -= timedelta(days=late.weekday())
    due = [student for student in draft.students.values() if student.wpa]
    special = draft.dice.sample(due, max(2, draft.share(0.05)))
    for number, student in enumerate(special):
        if number % 5 < 3:
            until = draft.wpa_days[-1] if number % 2 == 0 else None
            draft.students[student.id] = replace(student, wpa_kind=WpaKind.RESIT, wpa_from=late, wpa_until=until)
        else:
            draft.students[student.id] = replace(student, wpa_kind=WpaKind.DOUBTFUL)


def add_availability(draft: Draft) -> None:
    """A third of the trainers filled in a form: some where they can, some only where they cannot."""
    pinned = {pin.institute for pin in draft.pins}
    asked = [t for t in draft.trainers.values() if t.assessor and t.id not in pinned]
    for number, trainer in enumerate(draft.dice.sample(asked, len(asked) // 3)):
        if number % 2 == 0:
            _only_there(draft, trainer)
        else:
            _not_there(draft, trainer)


def _only_there(draft: Draft, trainer: Trainer) -> None:
    """Two days in three of the working days, and sometimes a day outside them."""
    for day in draft.wpa_days:
        if day.weekday() not in trainer.days and not draft.chance(0.05):
            continue
        answer = draft.dice.choices([Willingness.YES, Willingness.RATHER_NOT, None], [60, 15, 25])[0]
        if answer is not None:
            part = draft.dice.choices([None, DayPart.MORNING, DayPart.AFTERNOON], [60, 25, 15])[0]
            draft.availability.append(Availability(trainer.id, day, part, answer))


def _not_there(draft: Draft, trainer: Trainer) -> None:
    for day in sorted(draft.dice.sample(draft.wpa_days, draft.dice.randint(1, 4))):
        part = draft.dice.choice((None, DayPart.MORNING, DayPart.AFTERNOON))
        draft.availability.append(Availability(trainer.id, day, part, Willingness.NO))


def add_absences(draft: Draft) -> None:
    """School study days, a few ill mentors, trainers on holiday; whoever is pinned is there."""
    dice = draft.dice
    fixed = {pin.student for pin in draft.pins}
    mentors = {draft.plan[id] for id in fixed if id in draft.plan}
    schools = {draft.mentors[mentor].school for mentor in mentors}
    fixed |= mentors | schools | {pin.institute for pin in draft.pins if pin.institute}
    for id in _some(draft, [id for id in draft.schools if id not in fixed], 0.08):
        day = dice.choice(draft.wpa_days)
        draft.absences.append(Absence(id, day, day))
    for id in _some(draft, [id for id in draft.mentors if id not in fixed], 0.03):
        draft.absences.append(Absence(id, *_week(draft)))
    for id in _some(draft, [s.id for s in draft.students.values() if s.id not in fixed and _flexible(s)], 0.02):
        draft.absences.append(Absence(id, *_week(draft)))
    for id in _some(draft, [t.id for t in draft.trainers.values() if t.assessor and t.id not in fixed], 0.06):
        draft.absences.append(Absence(id, *_week(draft)))


def _flexible(student: Student) -> bool:
    return student.wpa_from is None and student.wpa_until is None


def _some(draft: Draft, ids: list[str], part: float) -> list[str]:
    return draft.dice.sample(ids, max(1, round(len(ids) * part)))


def _week(draft: Draft) -> tuple[date, date]:
    monday = draft.wpa_days[draft.dice.randrange(draft.size.weeks) * 5]
    return monday, monday + timedelta(days=4)
