"""The rules between visits, meetings and WPAs: one at a time, time to travel, not too many on a day (B5, B6, B8)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from itertools import combinations, product

from instances.domain.entities import Trainer
from instances.visits.roster import VisitRule
from instances.visits.verdict import VisitViolation
from scheduler.checks.availability import mentor_present
from scheduler.checks.visiting.agenda import AgendaItem, ClassKey, PlannedVisit, TrainerDays, VisitFacts
from scheduler.checks.words import counted, listing, minutes, on_date, wpas

Checker = Callable[[VisitFacts, Sequence[PlannedVisit]], Iterator[VisitViolation]]


def one_place(facts: VisitFacts, planned: Sequence[PlannedVisit]) -> Iterator[VisitViolation]:
    """B5: nobody is in two places, or travels without time for it. What is between two WPAs is for A6 and A7."""
    days = facts.days_of(planned)
    for (_, day), (trainer, items) in days.items():
        for one, other in combinations(items, 2):
            if one.is_wpa and other.is_wpa:
                continue
            if one.overlaps(other):
                text = f"{trainer.name} is op {on_date(day)} op twee plekken: {one.timed} en {other.timed}."
                yield VisitViolation(VisitRule.B5, text, (trainer.id, *one.students, *other.students))
            elif one.school != other.school and _follow(one, other, items):
                yield from _too_short(facts, trainer, day, one, other)
    yield from _deserted(facts, days, _class_items(facts, planned))


def _follow(one: AgendaItem, other: AgendaItem, items: Sequence[AgendaItem]) -> bool:
    """Nothing else lies wholly between the two."""
    return not any(
        one.end <= between.begin and between.end <= other.begin
        for between in items
        if between.what not in (one.what, other.what)
    )


def _too_short(
    facts: VisitFacts, trainer: Trainer, day: date, one: AgendaItem, other: AgendaItem
) -> Iterator[VisitViolation]:
    gap, margin = other.begin - one.end, facts.instance.settings.wpa_margin
    journey = facts.school_minutes(one.school, other.school, trainer)
    if gap < journey + margin:
        text = (
            f"{trainer.name} heeft op {on_date(day)} {minutes(gap)} tussen {one.timed} en {other.timed}, "
            f"nodig zijn er {journey + margin} ({journey} reizen en {margin} marge)."
        )
        yield VisitViolation(VisitRule.B5, text, (trainer.id, *one.students, *other.students))


def _class_items(facts: VisitFacts, planned: Sequence[PlannedVisit]) -> dict[ClassKey, list[AgendaItem]]:
    """The lesson visits of a class on a day, and the WPAs of that class and day."""
    found: dict[ClassKey, list[AgendaItem]] = defaultdict(list)
    for each in planned:
        if each.due.mentor is not None:
            key = facts.instance.class_of(each.due.mentor.id), each.day
            if key not in found:
                found[key] += facts.class_wpas.get(key, ())
            found[key].append(each.item)
    return found


def _deserted(
    facts: VisitFacts, days: TrainerDays, classes: Mapping[ClassKey, list[AgendaItem]]
) -> Iterator[VisitViolation]:
    """A trainer who is also a mentor is with the own class during its visits and WPAs, unless the duo mentor is."""
    instance = facts.instance
    for trainer, own in facts.teaching:
        teachers = instance.class_of(own.id)
        for day in sorted({day for who, day in days if who == trainer.id} | {d for of, d in classes if of == teachers}):
            if own.duo is not None and mentor_present(instance, own.duo, day):
                continue
            key, own_class = (trainer.id, day), (teachers, day)
            elsewhere = days[key][1] if key in days else facts.wpas.get(key, ())
            lessons = classes[own_class] if own_class in classes else facts.class_wpas.get(own_class, ())
            for item, lesson in product(elsewhere, lessons):
                both_wpas = item.is_wpa and lesson.is_wpa
                if item.what != lesson.what and not both_wpas and item.overlaps(lesson):
                    text = (
                        f"{trainer.name} is op {on_date(day)} bij {item.timed}, terwijl in de eigen klas "
                        f"{lesson.timed} is en er geen duo-mentor is."
                    )
                    yield VisitViolation(VisitRule.B5, text, (trainer.id, *item.students, *lesson.students))


def one_visit(facts: VisitFacts, planned: Sequence[PlannedVisit]) -> Iterator[VisitViolation]:
    """B6: a student at most one visit on a day and none on that of the WPA; a class one visit or WPA at a time."""
    of_student: dict[tuple[str, date], list[PlannedVisit]] = defaultdict(list)
    for each in planned:
        if each.due.mentor is not None:
            (student,) = each.due.students
            of_student[student.id, each.day].append(each)
    for (id, day), theirs in of_student.items():
        name = facts.instance.students[id].name
        if len(theirs) > 1:
            whose = listing(trainer.name for each in theirs for trainer in each.due.trainers)
            text = f"{name} krijgt op {on_date(day)} {len(theirs)} lesbezoeken ({whose}), hoogstens één."
            yield VisitViolation(VisitRule.B6, text, (id,))
        if id in facts.wpa_of and facts.wpa_of[id].date == day:
            text = f"{name} krijgt op {on_date(day)} een lesbezoek, maar heeft dan ook het WPA."
            yield VisitViolation(VisitRule.B6, text, (id,))
    for (teachers, day), items in _class_items(facts, planned).items():
        names = listing(facts.instance.mentors[teacher].name for teacher in teachers)
        for one, other in combinations(items, 2):
            same_student = one.students == other.students
            if not (one.is_wpa and other.is_wpa) and not same_student and one.overlaps(other):
                text = f"De klas van {names} heeft op {on_date(day)} tegelijk {one.timed} en {other.timed}."
                yield VisitViolation(VisitRule.B6, text, (*teachers, *one.students, *other.students))


def not_too_many(facts: VisitFacts, planned: Sequence[PlannedVisit]) -> Iterator[VisitViolation]:
    """B8: WPAs, visits and meetings of a trainer on a day with a visit or meeting."""
    most = facts.instance.settings.max_visits_per_day
    for (id, day), (trainer, items) in facts.days_of(planned).items():
        if len(items) > most:
            wpa_count = sum(item.is_wpa for item in items)
            visits = counted(len(items) - wpa_count, "bezoek of PLG", "bezoeken en PLG's")
            text = f"{trainer.name} heeft op {on_date(day)} {wpas(wpa_count)} en {visits}, samen hoogstens {most}."
            yield VisitViolation(VisitRule.B8, text, (id,))


TOGETHER: dict[VisitRule, Checker] = {
    VisitRule.B5: one_place,
    VisitRule.B6: one_visit,
    VisitRule.B8: not_too_many,
}
