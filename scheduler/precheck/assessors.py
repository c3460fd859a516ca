"""WPAs that cannot be, and assessors who are too few. Counts upper bounds; schedules nothing."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator
from datetime import date

from instances.domain.entities import Student, Trainer
from instances.domain.instance import Instance
from instances.domain.rulebook import Rule
from instances.domain.solution import Placement
from instances.dutch.dates import day_name
from instances.dutch.lists import listed_at_most
from instances.dutch.numbers import count
from scheduler.checks.availability import absent
from scheduler.diagnosis.wpa_options import WpaOptions
from scheduler.precheck.candidates import MentorCandidates
from scheduler.precheck.finding import Finding
from scheduler.wording.settings import SHOWN

Period = Callable[[date], str]


def findings(candidates: MentorCandidates, placement: Placement | None) -> Iterator[Finding]:
    """List the WPAs that cannot be; without a placement a WPA may be at any school the student could go to."""
    instance = candidates.instance
    options = WpaOptions(instance)
    due = [s for s in instance.students.values() if s.wpa and (placement is None or s.id in placement)]
    yield from _capacity(due, options)
    same: dict[tuple[tuple[Rule, ...], str], list[Finding]] = defaultdict(list)
    for student in due:
        for finding, why in _impossible(student, candidates, options, placement):
            same[finding.rules, why].append(finding)
    for (rules, why), alike in same.items():
        yield from [_together(rules, why, alike)] if len(alike) >= SHOWN.alike else alike


def _together(rules: tuple[Rule, ...], why: str, alike: list[Finding]) -> Finding:
    ids = tuple(finding.subject for finding in alike)
    subject = count(len(ids), "student", "studenten")
    students = listed_at_most(ids, SHOWN.alike_students)
    return Finding(subject, rules, f"Het WPA van {subject} kan niet: {why} Het gaat om {students}.", ids)


def _impossible(
    student: Student, candidates: MentorCandidates, options: WpaOptions, placement: Placement | None
) -> Iterator[tuple[Finding, str]]:
    """At most one finding, and the reason without who it is about."""
    given = None if placement is None else candidates.instance.mentors[placement[student.id]]
    likely = candidates.near(student) if given is None else iter([given])
    if any(options.possible(student, mentor) for mentor in likely):
        return
    first = next(candidates.of(student), None) if given is None else given
    if first is None:
        return  # reported as a student without a mentor
    rules, text = options.refusal(student, first)
    where = "kan niet" if given is not None else "kan op geen enkele school die past"
    sentence = f"Het WPA van student {student.id} {where}. Bij mentor {first.id} op school {first.school}: {text}"
    yield Finding(student.id, rules, sentence, (student.id,)), text


def _capacity(due: list[Student], options: WpaOptions) -> Iterator[Finding]:
    instance = options.instance
    pairs = [student for student in due if instance.needs_two(student)]
    for in_field, seats, pool in ((True, due, "het werkveld"), (False, pairs, "de opleiding")):
        yield from _short(pool, "in totaal", len(seats), _room(options, in_field, lambda _: True))
        for period in (_weekday, _week):
            for when, asked in _confined(instance, seats, period).items():
                room = _room(options, in_field, _within(period, when))
                yield from _short(pool, when, asked, room)


def _within(period: Period, when: str) -> Callable[[date], bool]:
    return lambda day: period(day) == when


def _weekday(day: date) -> str:
    return f"op {day_name(day)}"


def _week(day: date) -> str:
    return f"in week {day.isocalendar().week}"


def _short(pool: str, when: str, asked: int, room: int) -> Iterator[Finding]:
    if asked > room:
        most = count(room, "WPA", "WPA's")
        yield Finding(
            f"beoordelaars van {pool}",
            (Rule.A8, Rule.A5),
            f"De beoordelaars van {pool} kunnen {when} hoogstens {most} aan; er {'moet' if asked == 1 else 'moeten'} "
            f"er dan {asked} zijn: minstens {asked - room} te veel (A8, A5).",
        )


def _room(options: WpaOptions, in_field: bool, counts: Callable[[date], bool]) -> int:
    return sum(_room_of(options, trainer, counts) for trainer in options.pool(in_field))


def _room_of(options: WpaOptions, trainer: Trainer, counts: Callable[[date], bool]) -> int:
    """WPAs one assessor can do on the days that count: per day, and in all (A8)."""
    per_day: dict[date, int] = defaultdict(int)
    for slot in options.open_at(trainer):
        day = options.instance.slots[slot].date
        if counts(day):
            per_day[day] += 1
    most = options.instance.max_wpas_per_day(trainer.id)
    return min(options.instance.max_wpas(trainer.id), sum(min(most, amount) for amount in per_day.values()))


def _confined(instance: Instance, students: list[Student], period: Period) -> dict[str, int]:
    """How many students can only have their WPA in one and the same period."""
    days = sorted({slot.date for slot in instance.slots.values()})
    found: dict[str, int] = defaultdict(int)
    for student in students:
        periods = {period(day) for day in days if _can(instance, student, day)}
        if len(periods) == 1:
            found[periods.pop()] += 1
    return found


def _can(instance: Instance, student: Student, day: date) -> bool:
    return (
        day.weekday() in student.days
        and (student.wpa_from is None or day >= student.wpa_from)
        and (student.wpa_until is None or day <= student.wpa_until)
        and not absent(instance, student.id, day)
    )
