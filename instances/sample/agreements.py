"""Minimums, maximums, measured journeys, pins and exclusions of the sample: all true of the plan."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

from instances.domain.entities import Exclusion, Mentor, Pin, Role, Student, Vehicle, WpaKind
from instances.domain.settings import Settings
from instances.domain.travel import TravelRow
from instances.sample.draft import Draft, minutes_between

FAMILY = "familie"
EARLIER = "eerdere samenwerking liep vast"


def add_limits(draft: Draft) -> None:
    """School minimums and board minimums and maximums, near what the plan needs."""
    per_school = Counter(draft.mentors[mentor].school for mentor in draft.plan.values())
    for id, school in draft.schools.items():
        if draft.chance(0.15) and per_school[id] != 1:
            draft.schools[id] = replace(school, min_students=2)
    per_board: Counter[str] = Counter()
    for school_id, count in per_school.items():
        per_board[draft.schools[school_id].board] += count
    for number, (id, board) in enumerate(draft.boards.items()):
        planned = per_board[id]
        maximum = planned + draft.dice.randint(1, 3 + planned // 10) if number == 0 or draft.chance(0.6) else None
        minimum = max(0, planned - draft.dice.randint(1, 4 + planned // 8)) if number == 0 or draft.chance(0.6) else 0
        if number % 10 == 4:  # a board that hopes for more than it is likely to get
            minimum, maximum = planned + 2, None
        draft.boards[id] = replace(board, min_students=minimum, max_students=maximum)


def add_travel_rows(draft: Draft) -> None:
    """Measured times for some pairs; a planned journey stays within the student's maximum."""
    dice = draft.dice
    for student in dice.sample(list(draft.students.values()), draft.share(0.12)):
        if student.id in draft.plan:
            school = draft.schools[draft.mentors[draft.plan[student.id]].school]
            limit = Settings().max_travel if student.max_travel is None else student.max_travel
            minutes = min(limit, round(minutes_between(student, school) * dice.uniform(0.7, 1.3)))
            draft.travel_rows.append(TravelRow(student.id, school.id, student.vehicle, minutes))
    for tandem in list(draft.tandems.values())[::3]:
        if len(tandem.schools) >= 2:
            draft.travel_rows.append(TravelRow(tandem.schools[0], tandem.schools[1], None, dice.randint(5, 15)))
        draft.travel_rows.append(TravelRow(tandem.so, tandem.schools[0], Vehicle.AUTO, dice.randint(5, 20)))


def add_pins(draft: Draft) -> None:
    """A few agreed mentors and schools, and an assessor from the institute who is nobody's guide there."""
    fixed = draft.dice.sample(list(draft.plan), max(3, draft.share(0.02)))
    for number, id in enumerate(fixed):
        mentor = draft.plan[id]
        school = draft.mentors[mentor].school
        if number % 3 == 1:
            draft.pins.append(Pin(id, school=school))
        else:
            draft.pins.append(Pin(id, mentor=mentor))
    wanted = max(1, draft.share(0.005))
    for id in draft.plan:
        if wanted and id not in fixed and _easy(draft.students[id]):
            institute = _institute(draft, draft.students[id], draft.mentors[draft.plan[id]])
            if institute is not None:
                draft.pins.append(Pin(id, mentor=draft.plan[id], institute=institute))
                wanted -= 1
    if draft.size.students > 20:
        _pin_slot(draft)


def _pin_slot(draft: Draft) -> None:
    """One agreed moment, on a day that the mentor works, for someone with one assessor and nothing else fixed."""
    fixed = {pin.student for pin in draft.pins}
    for id, mentor in draft.plan.items():
        student = draft.students[id]
        common = student.days & draft.mentors[mentor].days
        if id in fixed or not student.wpa or student.wpa_kind is not WpaKind.REGULAR or student.year in (1, 4):
            continue
        slots = [s.id for s in draft.slots.values() if not s.school and not s.board and s.date.weekday() in common]
        if slots:
            draft.pins.append(Pin(id, mentor=mentor, slot=draft.dice.choice(slots)))
            return


def _easy(student: Student) -> bool:
    """Two assessors anyhow, and nothing special about the WPA."""
    return student.year in (1, 4) and student.wpa and student.wpa_kind is WpaKind.REGULAR


def _institute(draft: Draft, student: Student, mentor: Mentor) -> str | None:
    own = {trainer for t in draft.tandems.values() if mentor.school in t.schools for trainer in (t.so, t.io)}
    taken = {pin.institute for pin in draft.pins}
    free = [
        trainer.id
        for trainer in draft.trainers.values()
        if trainer.role in (Role.IO, Role.CIO)
        and trainer.assessor
        and trainer.id not in own | taken
        and trainer.id != student.slb
        and student.days <= trainer.days
    ]
    return draft.dice.choice(free) if free else None


def add_exclusions(draft: Draft) -> None:
    """Family ties and earlier breakdowns; none of them between people whom the plan or a pin brings together."""
    dice = draft.dice
    pinned = {pin.student for pin in draft.pins}
    students = [id for id in draft.plan if id not in pinned]
    guides = [t.id for t in draft.trainers.values() if t.role in (Role.SO, Role.IO) and t.also_mentor is None]
    joined = {t.also_mentor for t in draft.trainers.values()}
    for number, id in enumerate(dice.sample(students, max(4, draft.share(0.04)))):
        mentor = draft.mentors[draft.plan[id]]
        tandem = next((t for t in draft.tandems.values() if mentor.school in t.schools), None)
        near = [m.id for m in draft.mentors.values() if m.school != mentor.school and m.id not in joined]
        others = [other for other in students if draft.mentors[draft.plan[other]].school != mentor.school]
        if number % 4 == 0:
            draft.exclusions.append(Exclusion(id, dice.choice(near), FAMILY))
        elif number % 4 == 1:
            draft.exclusions.append(Exclusion(id, draft.mentors[dice.choice(near)].school, "eigen kind op deze school"))
        elif number % 4 == 2:
            own = (tandem.so, tandem.io) if tandem else ()
            draft.exclusions.append(Exclusion(id, dice.choice([g for g in guides if g not in own]), EARLIER))
        elif others:
            draft.exclusions.append(Exclusion(id, dice.choice(others), "verzoek van beide studenten"))
    assessors = [t for t in draft.trainers.values() if t.role.in_field and t.board is not None]
    tandem_schools = {tandem.so: tandem.schools for tandem in draft.tandems.values()}
    for trainer in dice.sample(assessors, max(1, len(assessors) // 20)):
        far = [id for id in draft.schools if id not in tandem_schools.get(trainer.id, ())]
        draft.exclusions.append(Exclusion(trainer.id, dice.choice(far), "werkte hier eerder"))
