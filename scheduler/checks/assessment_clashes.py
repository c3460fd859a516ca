"""The rules between WPAs: one at a time, time to travel, no more than can be (A6-A8). Knows no solver."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from datetime import date
from itertools import combinations

from instances.domain.instance import Instance
from instances.domain.rulebook import Rule
from instances.domain.solution import Assessment, Placement
from instances.domain.verdict import Violation
from scheduler.checks.assessment_rows import WpaRow, by_assessor_and_day, known_wpas, seats_of
from scheduler.checks.availability import mentor_present
from scheduler.checks.words import listing, minutes, moment, on_date, wpas


def one_at_a_time(instance: Instance, placement: Placement, assessment: Assessment) -> Iterator[Violation]:
    """A6: assessors and classes one WPA at a time, schools at most theirs, no mentor missing from the own class.

    A student has one row, so cannot have two WPAs at all.
    """
    rows = known_wpas(instance, placement, assessment)
    for (trainer, _), theirs in by_assessor_and_day(instance, rows).items():
        for one, other in combinations(theirs, 2):
            if one.overlaps(other):
                yield _together(f"Beoordelaar {trainer} heeft", one, other, (trainer,))
    of_class: dict[tuple[str, ...], list[WpaRow]] = defaultdict(list)
    for wpa in rows:
        of_class[instance.class_of(wpa.mentor.id)].append(wpa)
    for teachers, theirs in of_class.items():
        for one, other in combinations(theirs, 2):
            if one.overlaps(other):
                yield _together(f"De klas van {listing(teachers)} heeft", one, other, teachers)
    yield from _crowded_schools(rows)
    yield from _deserted_classes(instance, rows, of_class)


def _together(opening: str, one: WpaRow, other: WpaRow, about: tuple[str, ...]) -> Violation:
    text = (
        f"{opening} de WPA's van {one.student.id} op {moment(one.slot)} "
        f"en {other.student.id} op {moment(other.slot)} tegelijk."
    )
    return Violation(Rule.A6, text, (*about, one.student.id, other.student.id))


def _crowded_schools(rows: list[WpaRow]) -> Iterator[Violation]:
    """One violation per school and day: the busiest moment."""
    of_day: dict[tuple[str, date], list[WpaRow]] = defaultdict(list)
    for wpa in rows:
        of_day[wpa.school.id, wpa.slot.date].append(wpa)
    for (school, day), theirs in of_day.items():
        # the number at a school can only rise when a WPA begins
        busiest = max(
            ([w for w in theirs if w.slot.begin <= start.slot.begin < w.slot.end] for start in theirs), key=len
        )
        most = theirs[0].school.wpas_at_once
        if len(busiest) > most:
            ids = sorted(wpa.student.id for wpa in busiest)
            begin = max(wpa.slot.begin for wpa in busiest)
            text = (
                f"School {school} heeft {on_date(day)} om {begin:%H:%M} {wpas(len(busiest))} tegelijk "
                f"({listing(ids)}), hoogstens {most}."
            )
            yield Violation(Rule.A6, text, (school, *ids))


def _deserted_classes(
    instance: Instance, rows: list[WpaRow], of_class: dict[tuple[str, ...], list[WpaRow]]
) -> Iterator[Violation]:
    """An assessor who is also a mentor is with the own class during its WPA, unless the duo mentor is there."""
    for seat in seats_of(instance, rows):
        own = seat.trainer.also_mentor
        if own is None or own not in instance.mentors:
            continue
        duo = instance.mentors[own].duo
        if duo is not None and mentor_present(instance, duo, seat.wpa.slot.date):
            continue
        for wpa in of_class.get(instance.class_of(own), ()):
            if wpa is not seat.wpa and wpa.overlaps(seat.wpa):
                text = (
                    f"Beoordelaar {seat.trainer.id} (mentor {own}) beoordeelt {seat.wpa.student.id} op "
                    f"{moment(seat.wpa.slot)}, terwijl in de eigen klas het WPA van {wpa.student.id} is."
                )
                yield Violation(Rule.A6, text, (seat.trainer.id, seat.wpa.student.id, wpa.student.id))


def time_to_travel(instance: Instance, placement: Placement, assessment: Assessment) -> Iterator[Violation]:
    """A7: between any two WPAs of an assessor on a day at different schools; overlapping ones are A6's."""
    rows = known_wpas(instance, placement, assessment)
    for (trainer, _), theirs in by_assessor_and_day(instance, rows).items():
        for one, other in combinations(theirs, 2):
            if one.school.id == other.school.id or one.overlaps(other):
                continue
            earlier, later = sorted((one, other), key=lambda wpa: wpa.slot.begin)
            gap = later.slot.begin_minute - earlier.slot.end_minute
            journey = instance.school_minutes(earlier.school.id, later.school.id, instance.trainers[trainer].vehicle)
            needed = journey + instance.settings.wpa_margin
            if gap < needed:
                text = (
                    f"Beoordelaar {trainer} heeft {minutes(gap)} tussen het WPA van {earlier.student.id} op school "
                    f"{earlier.school.id} en dat van {later.student.id} op school {later.school.id}, "
                    f"nodig {needed} ({journey} reizen en {instance.settings.wpa_margin} marge)."
                )
                yield Violation(Rule.A7, text, (trainer, earlier.student.id, later.student.id))


def workload(instance: Instance, placement: Placement, assessment: Assessment) -> Iterator[Violation]:
    """A8: WPAs per assessor, per day and in all."""
    total: Counter[str] = Counter()
    for (trainer, day), theirs in by_assessor_and_day(instance, known_wpas(instance, placement, assessment)).items():
        total[trainer] += len(theirs)
        most = instance.max_wpas_per_day(trainer)
        if len(theirs) > most:
            text = f"Beoordelaar {trainer} heeft {wpas(len(theirs))} op {on_date(day)}, hoogstens {most} per dag."
            yield Violation(Rule.A8, text, (trainer, *(wpa.student.id for wpa in theirs)))
    for trainer, amount in total.items():
        most = instance.max_wpas(trainer)
        if amount > most:
            yield Violation(Rule.A8, f"Beoordelaar {trainer} heeft {wpas(amount)}, hoogstens {most}.", (trainer,))
