"""Students of the sample, drawn one by one around a plan in which each of them has a place."""

from __future__ import annotations

from dataclasses import replace

from instances.domain.entities import Day, PastPlacement, Role, School, Student, Vehicle
from instances.domain.school_groups import Bouw, Specialisation, bouwen
from instances.sample.draft import PROFILES, TAGS, Draft, minutes_between
from instances.sample.names import mail_name
from instances.sample.planner import Planner
from instances.sample.towns import ISLAND, Region

DAYS = {
    1: ((Day.DI,), (Day.DO,), (Day.DI,)),
    2: ((Day.WO, Day.DO), (Day.MA, Day.DI), (Day.DO,)),
    3: ((Day.DO, Day.VR), (Day.MA, Day.DI), (Day.WO, Day.DO)),
    4: ((Day.MA, Day.DI, Day.WO), (Day.WO, Day.DO, Day.VR)),
}
VARIANTS = {1: ("voltijd", "deeltijd"), 2: ("voltijd", "deeltijd"), 3: ("voltijd", "deeltijd"), 4: ("LIO", "LIO flex")}
SEMESTERS = ("2025-2026 S1", "2025-2026 S2", "2026-2027 S1")
NARROW = 0.03  # the part whose own maximum leaves little more than the planned school


MOST_DRAWS = 300  # far more than a region with a place left needs


class FullError(Exception):
    """The schools drawn for this sample cannot take all its students."""


def add_students(draft: Draft) -> None:
    planner = Planner(draft)
    numbers = sorted(draft.dice.sample(range(500100, 589999), draft.size.students))
    stranded = set(draft.dice.sample(numbers, draft.size.stranded))
    for number in numbers:
        if number in stranded:
            _add_stranded(draft, planner, str(number), island=len(draft.students) % 2 == 1)
        else:
            _add_student(draft, planner, str(number))


def _add_student(draft: Draft, planner: Planner, id: str) -> None:
    """Draws until the plan has a place: where a region is full, the next student lives elsewhere."""
    name = draft.names.person()
    for _ in range(MOST_DRAWS):
        student = _draw(draft, id, name)
        nearby = planner.reachable(student)
        past = _history(draft, student, nearby)
        earlier = frozenset(row.school for row in past)
        mentor = planner.place(student, earlier, nearby)
        if mentor is not None:
            break
    else:
        raise FullError(f"no place left for student {len(draft.students) + 1}")
    if draft.chance(NARROW):
        minutes = minutes_between(student, draft.schools[mentor.school])
        student = replace(student, max_travel=minutes)
        if draft.chance(0.5):
            student = replace(student, required_bouw=draft.dice.choice(sorted(bouwen(mentor.groups))))
    near = [school for _, school in nearby[:15] if school.id not in earlier]
    if near and draft.chance(0.6):
        chosen = draft.dice.sample(near, min(len(near), draft.dice.randint(1, 3)))
        student = replace(student, wishes=tuple(school.id for school in chosen))
    draft.students[id] = student
    draft.history += past
    draft.plan[id] = mentor.id


def _draw(draft: Draft, id: str, name: str) -> Student:
    dice = draft.dice
    year = dice.choices([1, 2, 3, 4], [30, 26, 24, 20])[0]
    code, point = draft.home(draft.size.towns)
    slb, slb_text = _slb(draft)
    special = None
    if year >= 3 and draft.chance(0.6):
        special = dice.choice((Specialisation.JK, Specialisation.OK))
    bouw = dice.choice(tuple(Bouw)) if special is None and draft.chance(0.15) else None
    profile = dice.choice(PROFILES) if draft.size.students > 20 and draft.chance(0.03) else None
    return Student(
        id,
        name,
        year,
        frozenset(dice.choice(DAYS[year])),
        email=f"{mail_name(name)}@student.voorbeeld.example",
        variant=dice.choices(VARIANTS[year], [80, 20])[0],
        specialisation=special,
        vehicle=dice.choices([Vehicle.OV, Vehicle.FIETS, Vehicle.AUTO], [50, 30, 20])[0],
        needs=tuple((tag, dice.choice((1, 1, 2, 3))) for tag in dice.sample(TAGS, dice.randint(1, 3))),
        required_bouw=bouw,
        required_profile=profile,
        max_travel=dice.choices([None, 75, 60, 45], [85, 7, 6, 2])[0],
        care=draft.chance(0.06),
        slb=slb,
        slb_text=slb_text,
        wpa=not draft.chance(0.02),
        postcode=code,
        point=point,
    )


def _slb(draft: Draft) -> tuple[str | None, str]:
    """Mostly an SLB'er, now and then an IO, sometimes only a name."""
    role = draft.dice.choices([Role.SLB, Role.IO, None, ""], [70, 14, 10, 6])[0]
    if isinstance(role, Role):
        return draft.dice.choice([t.id for t in draft.trainers.values() if t.role is role]), ""
    return None, "wordt nog bekend" if role is None else ""


def _history(draft: Draft, student: Student, nearby: list[tuple[int, School]]) -> list[PastPlacement]:
    """Up to three earlier semesters, oldest first; some at a school that no longer takes part."""
    if student.year == 1 or draft.chance(0.1):
        return []
    count = min(len(nearby), draft.dice.randint(1, 2 if student.year == 2 else 3))
    rows = []
    for semester, (minutes, school) in zip(SEMESTERS[-count:], draft.dice.sample(nearby[:40], count), strict=False):
        gone = draft.chance(0.08)
        rows.append(
            PastPlacement(
                student.id,
                semester,
                draft.former_school_id() if gone else school.id,
                frozenset({draft.dice.randint(1, 8)}) if draft.chance(0.95) else frozenset(),
                None if draft.chance(0.1) else minutes,
            )
        )
    return rows


def _add_stranded(draft: Draft, planner: Planner, id: str, island: bool) -> None:
    """Someone for whom no place fits: on the island with little time, or asking for a profile that is out of reach."""
    name = draft.names.person()
    for _ in range(MOST_DRAWS):
        student = replace(_draw(draft, id, name), vehicle=Vehicle.FIETS, care=False, required_bouw=None)
        if island and Region.KOP in draft.size.regions:
            code, point = draft.address(ISLAND)
            student = replace(student, vehicle=Vehicle.OV, postcode=code, point=point, max_travel=30)
        else:
            student = replace(student, max_travel=15, required_profile=draft.dice.choice(PROFILES))
        fitting = [
            school
            for _, school in planner.reachable(student)
            if student.required_profile is None or student.required_profile in school.profile
        ]
        if not fitting:
            draft.students[id] = student
            return
    raise FullError("every profile is near everyone")
