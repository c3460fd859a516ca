"""An instance as Timefold's facts for the placement. Knows no constraint."""

from __future__ import annotations

from benchmarks.neutral.candidates import NarrowedPairs
from benchmarks.neutral.pair_cost import PairCost
from benchmarks.peers.local_placement import LocalGroup, Option, Placing, Pupil
from instances.domain.entities import Pin
from instances.domain.instance import Instance
from instances.domain.rulebook import Wish
from scheduler.checks.placement_wishes import board_shares

ANY = 1_000_000  # a limit that is none
NEAREST = 60  # cheapest mentors per student: to hand over all of them to Java takes most of a minute


def placing(instance: Instance) -> Placing:
    options = _options(instance)
    numbers = {student: number for number, student in enumerate(instance.students)}
    candidates, cost_of = NarrowedPairs(instance), PairCost(instance)
    places = {option.mentor: option.number for option in options}
    pupils = []
    for student in instance.students.values():
        pin = instance.pin_of.get(student.id, Pin(student.id))
        mine = sorted((cost_of(student, mentor), places[mentor.id]) for mentor in candidates.of(student))[:NEAREST]
        costs = ["\0"] * len(options)
        for cost, number in mine:
            costs[number] = chr(cost)
        pupils.append(
            Pupil(
                id=numbers[student.id],
                student=student.id,
                days=sum(1 << day for day in student.days),
                care=int(student.care),
                pinned=pin.school is not None or pin.mentor is not None,
                banned=[numbers[b] for a, b in instance.excluded_pairs if a == student.id and b in numbers],
                costs="".join(costs),
                options=[options[number] for _, number in mine],
            )
        )
    return Placing(sorted(pupils, key=lambda pupil: not pupil.pinned))  # the construction goes by this order


def _options(instance: Instance) -> list[Option]:
    weights, settings = instance.settings.weights, instance.settings
    shares = board_shares(instance)
    w5, w7 = weights[Wish.W5], weights[Wish.W7]
    schools = {s.id: LocalGroup(s.net_places, s.min_students, ANY, 0, w7) for s in instance.schools.values()}
    boards = {
        b.id: LocalGroup(ANY if b.max_students is None else b.max_students, b.min_students, shares[b.id], w5, 0)
        for b in instance.boards.values()
    }
    # the least of a tandem is its room for care students (P14): it has no minimum
    tandems = {
        t.id: LocalGroup(t.max_students, settings.max_care_per_tandem, t.norm, w5, 0) for t in instance.tandems.values()
    }
    plgs = {p: LocalGroup(p.maximum, 0, settings.plg_target, w7, 0) for p in instance.plg_by_school.values()}
    nobody = LocalGroup(ANY, ANY, ANY, 0, 0)
    classes: dict[tuple[str, ...], int] = {}
    alone = not settings.one_student_per_class_per_day
    found = []
    for number, mentor in enumerate(instance.mentors.values()):
        tandem, teachers = instance.tandem_of(mentor.school), instance.class_of(mentor.id)
        found.append(
            Option(
                number=number,
                mentor=mentor.id,
                most=mentor.max_students,
                classroom=-number if alone else classes.setdefault(teachers, len(classes) + 1),
                school=schools[mentor.school],
                board=boards[instance.schools[mentor.school].board],
                tandem=nobody if tandem is None else tandems[tandem.id],
                plg=plgs[instance.plg_by_school[mentor.school]],
            )
        )
    return found
