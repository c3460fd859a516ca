"""The whole WPA problem as one linear 0/1 model: slots, seats and the rules between WPAs. Knows no solver.

A variable for every student at every slot with every assessor whom no rule keeps apart. There is no earlier
roster in a benchmark, so V7 is nothing. The wishes are in ``assessment_wishes``.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from datetime import date

from benchmarks.neutral.assessment_wishes import Seats, add_wishes, seat_cost
from benchmarks.neutral.linear import Linear, Terms
from benchmarks.prices import UNSCHEDULED
from instances.domain.entities import Mentor, Pin, Slot, Student, Trainer, Vehicle
from instances.domain.instance import Instance
from instances.domain.rulebook import Wish
from instances.domain.solution import Assessment, Booking, Placement
from scheduler.checks.availability import mentor_present, rather_not, trainer_fault
from scheduler.checks.seats import assessor_faults, slot_faults


class AssessmentModel:
    """``linear`` with its goals in order; ``narrow`` keeps only so many cheapest assessors per seat of a student."""

    def __init__(self, instance: Instance, placement: Placement, narrow: int | None = None) -> None:
        self.instance, self.placement = instance, placement
        self.linear = Linear()
        self.cost = Terms()
        self.at: dict[tuple[str, str], int] = {}  # student, slot
        self.seats: Seats = {}  # student, slot, trainer
        self._costs: dict[tuple[str, str], int] = {}  # mentor or trainer first: ids are unique over the workbook
        self._there = {
            (trainer.id, slot.id): trainer_fault(instance, trainer, slot) is None
            for trainer in (*instance.field_pool, *instance.institute_pool)
            for slot in instance.slots.values()
        }
        self._due = [s for s in instance.students.values() if s.wpa and s.id in placement]
        for student in self._due:
            self._columns(student, narrow)
        self._busy()
        self._classes_and_schools()
        self._journeys()
        self._maxima()
        self._excluded()
        add_wishes(instance, placement, self.linear, self.cost, self.seats, self.busy, self.whole)

    @property
    def goals(self) -> list[tuple[int, Terms]]:
        """With their prices: due students without a WPA, placed or not; the wishes."""
        absent = Terms(constant=sum(student.wpa for student in self.instance.students.values()))
        for variable in self.at.values():
            absent.add(variable, -1)
        return [(UNSCHEDULED, absent), (1, self.cost)]

    def roster(self, values: Sequence[int]) -> Assessment:
        sitting = {
            (student, self.instance.trainers[trainer].role.in_field): trainer
            for (student, _, trainer), variable in self.seats.items()
            if values[variable]
        }
        return {
            student: Booking(slot, sitting[student, True], sitting.get((student, False)))
            for (student, slot), variable in self.at.items()
            if values[variable]
        }

    def _columns(self, student: Student, narrow: int | None) -> None:
        """A1-A5 and A9-A12 of one student: slots, and assessors on each seat."""
        instance = self.instance
        mentor = instance.mentors[self.placement[student.id]]
        pin = instance.pin_of.get(student.id, Pin(student.id))
        slots = [
            slot
            for slot in instance.slots.values()
            if pin.slot in (None, slot.id) and not any(slot_faults(instance, student, mentor, slot))
        ]
        sides = [self._assessors(student, mentor, True, pin.field, narrow)]
        if instance.needs_two(student):
            sides.append(self._assessors(student, mentor, False, pin.institute, narrow))
        mine = []
        for slot in slots:
            here = [[trainer for trainer in side if self._there[trainer.id, slot.id]] for side in sides]
            if all(here):
                mine.append(self._slot(student, mentor, slot, here))
        if pin.slot or pin.field or pin.institute:
            self.linear.equal(1, mine)
        else:
            self.linear.at_most(1, mine)

    def _assessors(
        self, student: Student, mentor: Mentor, in_field: bool, pinned: str | None, narrow: int | None
    ) -> list[Trainer]:
        instance = self.instance
        pool = instance.field_pool if in_field else instance.institute_pool
        fit = [
            (instance.base_leg(trainer.id, mentor.school).minutes + seat_cost(instance, mentor, trainer), trainer.id)
            for trainer in pool
            if pinned in (None, trainer.id) and not any(assessor_faults(instance, student, mentor, trainer, in_field))
        ]
        return [instance.trainers[trainer] for _, trainer in sorted(fit)[:narrow]]

    def _slot(self, student: Student, mentor: Mentor, slot: Slot, sides: list[list[Trainer]]) -> int:
        at = self.at[student.id, slot.id] = self.linear.binary()
        for side in sides:
            mine = []
            for trainer in side:
                seat = self.seats[student.id, slot.id, trainer.id] = self.linear.binary()
                self.cost.add(seat, self._seat_cost(mentor, trainer, slot))
                mine.append(seat)
            self.linear.equal(0, mine, (-1, at))
        return at

    def _seat_cost(self, mentor: Mentor, trainer: Trainer, slot: Slot) -> int:
        """V3-V5 of a seat; all but its time is the same at every slot."""
        own, when = (mentor.id, trainer.id), (trainer.id, slot.id)
        if own not in self._costs:
            self._costs[own] = seat_cost(self.instance, mentor, trainer)
        if when not in self._costs:
            avoided = rather_not(self.instance, trainer.id, slot)
            self._costs[when] = self.instance.settings.weights[Wish.V4] * avoided
        return self._costs[own] + self._costs[when]

    def _busy(self) -> None:
        """Is an assessor at a school at a slot? One variable each: A6 for assessors, and A7 is built on it."""
        seats: dict[tuple[str, str, str], list[int]] = defaultdict(list)
        for (student, slot, trainer), variable in self.seats.items():
            seats[trainer, slot, self.instance.mentors[self.placement[student]].school].append(variable)
        self.busy: dict[tuple[str, str], dict[str, int]] = defaultdict(dict)  # trainer, slot: school to variable
        for (trainer, slot, school), mine in seats.items():
            busy = self.busy[trainer, slot][school] = self.linear.binary()
            self.linear.equal(0, mine, (-1, busy))

    def _classes_and_schools(self) -> None:
        """A6 for assessors, classes, schools and assessors who are needed in their own class, moment by moment."""
        instance = self.instance
        of_class: dict[tuple[tuple[str, ...], str], list[int]] = defaultdict(list)
        of_school: dict[tuple[str, str], list[int]] = defaultdict(list)
        for (student, slot), variable in self.at.items():
            mentor = self.placement[student]
            of_class[instance.class_of(mentor), slot].append(variable)
            of_school[instance.mentors[mentor].school, slot].append(variable)
        for day, together in self._moments():
            for trainer in {who for who, slot in self.busy if slot in together}:
                mine = [v for slot in together for v in self.busy.get((trainer, slot), {}).values()]
                self.linear.at_most(1, mine + self._needed_in_class(trainer, day, together, of_class))
            for teachers in {who for who, slot in of_class if slot in together}:
                self.linear.at_most(1, [v for slot in together for v in of_class.get((teachers, slot), ())])
            for school in {where for where, slot in of_school if slot in together}:
                mine = [v for slot in together for v in of_school.get((school, slot), ())]
                self.linear.at_most(instance.schools[school].wpas_at_once, mine)

    def _needed_in_class(
        self, trainer: str, day: date, together: list[str], of_class: dict[tuple[tuple[str, ...], str], list[int]]
    ) -> list[int]:
        own = self.instance.trainers[trainer].also_mentor
        if own is None or own not in self.instance.mentors:
            return []
        duo = self.instance.mentors[own].duo
        if duo is not None and mentor_present(self.instance, duo, day):
            return []
        return [v for slot in together for v in of_class.get((self.instance.class_of(own), slot), ())]

    def _moments(self) -> list[tuple[date, list[str]]]:
        """The sets of slots that go on when some slot begins: every two that overlap share such a set."""
        found = {}
        for start in self.instance.slots.values():
            together = [
                slot.id
                for slot in self.instance.slots.values()
                if slot.date == start.date and slot.begin <= start.begin < slot.end
            ]
            found[start.date, tuple(together)] = (start.date, together)
        return list(found.values())

    def _journeys(self) -> None:
        """A7: who is at a school at one slot is not at a later slot where the time between is too short."""
        used = {school for schools in self.busy.values() for school in schools}
        vehicles = {self.instance.trainers[trainer].vehicle for trainer, _ in self.busy}
        minutes = {
            (by, a): {b: self.instance.school_minutes(a, b, by) for b in used if b != a}
            for by in vehicles
            for a in used
        }
        self.whole: dict[tuple[str, str], int] = {}  # trainer, slot
        for key, schools in self.busy.items():
            self.whole[key] = self.linear.binary()
            self.linear.equal(0, schools.values(), (-1, self.whole[key]))
        slots = sorted(self.instance.slots.values(), key=lambda slot: (slot.date, slot.begin))
        for number, early in enumerate(slots):
            for late in slots[number + 1 :]:
                if late.date != early.date:
                    break
                if late.begin >= early.end:
                    self._between(early, late, minutes)

    def _between(
        self,
        early: Slot,
        late: Slot,
        minutes: dict[tuple[Vehicle, str], dict[str, int]],
    ) -> None:
        room = late.begin_minute - early.end_minute - self.instance.settings.wpa_margin
        for trainer in {who for who, slot in self.busy if slot == early.id}:
            there, then = self.busy[trainer, early.id], self.busy.get((trainer, late.id))
            if then is None:
                continue
            vehicle = self.instance.trainers[trainer].vehicle
            for school, variable in there.items():
                row = minutes[vehicle, school]
                if min(row.values(), default=room) > room:
                    # every other school is too far: anywhere then means here
                    here = [(-1, then[school])] if school in then else []
                    self.linear.at_most(1, (variable, self.whole[trainer, late.id]), *here)
                    continue
                too_far = [other for where, other in then.items() if where != school and row[where] > room]
                if too_far:
                    self.linear.at_most(1, (variable, *too_far))

    def _maxima(self) -> None:
        """A8."""
        of_day: dict[tuple[str, date], list[int]] = defaultdict(list)
        for (trainer, slot), schools in self.busy.items():
            of_day[trainer, self.instance.slots[slot].date] += schools.values()
        whole: dict[str, list[int]] = defaultdict(list)
        for (trainer, _), mine in of_day.items():
            whole[trainer] += mine
            self.linear.at_most(self.instance.max_wpas_per_day(trainer), mine)
        for trainer, mine in whole.items():
            self.linear.at_most(self.instance.max_wpas(trainer), mine)

    def _excluded(self) -> None:
        """A9 between the two assessors."""
        banned = [
            (one.id, other.id)
            for one in self.instance.field_pool
            for other in self.instance.institute_pool
            if (one.id, other.id) in self.instance.excluded_pairs
        ]
        for (student, slot), at in self.at.items():
            for one, other in banned:
                both = [self.seats.get((student, slot, who)) for who in (one, other)]
                if None not in both:
                    self.linear.at_most(0, [seat for seat in both if seat is not None], (-1, at))
