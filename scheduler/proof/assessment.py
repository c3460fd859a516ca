"""The master side of the bound on a WPA roster, counted again in exact whole numbers. Knows no solver.

Every school pays for each WPA of an assessor; what its WPAs then cost at least is the school's own bound, which is
taken as given here. What all schools together can pay for one assessor, less the cost of that load (V2), comes off the
sum, and so does what they pay for WPAs that are not scheduled.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable

from instances.domain.certificates import SchoolDuals
from instances.domain.entities import Mentor, Student
from instances.domain.instance import Instance
from instances.domain.rulebook import Wish
from instances.domain.shares import pool_shares
from instances.domain.solution import Placement
from scheduler.checks.availability import trainer_fault
from scheduler.checks.fair_shares import able_assessors
from scheduler.checks.seats import assessor_faults, slot_faults, two_needed

PARTS = 100  # prices and own bounds of schools are in hundredths of cost


class AssessmentRecount:
    """The due WPAs of one placement: at which school, who could take a seat, and whether one is possible at all."""

    def __init__(self, instance: Instance, placement: Placement) -> None:
        self.instance = instance
        self._pools = [able_assessors(instance, placement, in_field) for in_field in (True, False)]
        trainers = [
            t for t in instance.trainers.values() if instance.max_wpas(t.id) and instance.max_wpas_per_day(t.id)
        ]
        slots = instance.slots.values()
        self._free = {t.id: {s.id for s in slots if trainer_fault(instance, t, s) is None} for t in trainers}
        self.possible = self.two = 0
        self.schools: dict[str, Counter[str]] = defaultdict(Counter)  # school to trainer to the WPAs they could take
        for student in instance.students.values():
            mentor = instance.mentors.get(placement.get(student.id, ""))
            if student.wpa and mentor is not None:
                two = two_needed(instance, student)
                pools = [self._able(student, mentor, in_field) for in_field in ((True, False) if two else (True,))]
                if set.intersection(*(set().union(*pool.values()) for pool in pools)):
                    self.possible, self.two = self.possible + 1, self.two + two
                    self.schools[mentor.school].update({trainer for pool in pools for trainer in pool})

    def _able(self, student: Student, mentor: Mentor, in_field: bool) -> dict[str, set[str]]:
        """Who could take the seat (A2-A5, A9-A12), each with the slots at which that could be."""
        given, pin = self.instance, self.instance.pin_of.get(student.id)
        slot, named = (None, None) if pin is None else (pin.slot, pin.field if in_field else pin.institute)
        times = {
            one.id
            for one in given.slots.values()
            if slot in (None, one.id) and not any(slot_faults(given, student, mentor, one))
        }
        return {
            trainer: free & times
            for trainer, free in self._free.items()
            if named in (None, trainer)
            and not free.isdisjoint(times)
            and not any(assessor_faults(given, student, mentor, given.trainers[trainer], in_field))
        }

    def bound(self, proof: SchoolDuals) -> int:
        """Count the bound at the prices and own bounds of the schools of a proof.

        Args:
            proof: Prices of any size; what it claims is not looked at.

        Returns:
            So much every roster of as many WPAs costs at least, if the own bounds of the schools hold.

        Raises:
            ValueError: A school with WPAs has no bound, or more WPAs are counted than are possible.
        """
        if not self.schools.keys() <= proof.bounds.keys() or not 0 <= proof.count <= self.possible:
            raise ValueError("the proof is of other WPAs")
        given = self.instance
        seats = zip(self._pools, (proof.count, min(proof.count, self.two)), strict=True)
        shares = {
            trainer: share for pool, number in seats for trainer, share in pool_shares(given, pool, number).items()
        }
        total = sum(proof.bounds[school] for school in self.schools)
        total -= (self.possible - proof.count) * proof.unscheduled_price
        for trainer in sorted({trainer for able in self.schools.values() for trainer in able}):
            paid = self._most_paid(trainer, proof)
            each = PARTS * given.settings.weights[Wish.V2]
            share = shares.get(trainer, 0)
            total -= max(price - each * max(0, load - share) for load, price in enumerate(paid))
        return max(0, -(-total // PARTS))

    def _most_paid(self, trainer: str, proof: SchoolDuals) -> list[int]:
        """By the number of WPAs, what schools can pay for so many of one assessor at most; fewer always may be."""
        most = self.instance.max_wpas(trainer)
        best = [0] * (most + 1)
        for school, able in self.schools.items():
            row = proof.prices.get(school, {}).get(trainer, ())
            if any(row) and able[trainer]:
                paid = _sums(row, min(able[trainer], most))
                best = [
                    max(best[load - n] + paid[n] for n in range(min(load, len(paid) - 1) + 1))
                    for load in range(most + 1)
                ]
        return best


def _sums(row: tuple[int, ...], number: int) -> list[int]:
    """What none, one, two, ... WPAs cost together; the last price goes on."""
    found: Iterable[int] = (row[min(n, len(row) - 1)] for n in range(number))
    total = [0]
    for price in found:
        total.append(total[-1] + price)
    return total
