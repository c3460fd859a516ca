"""The decision variables of one block of WPAs, per half day. Answers questions; posts no rule.

``held[student, half]`` - the WPA is in that half day. ``seat[student, half, trainer]`` - and that trainer takes a
seat. Availability and ``liever niet`` are given per half day, so costs are exact at this level, and the
many slots of a half day, which all cost the same, do not blow up the model; timing.py finds the slots. A
variable exists only where the rules of one seat and the fixed context leave at least one slot possible.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date
from types import MappingProxyType
from typing import NamedTuple

from ortools.sat.python import cp_model

from instances.domain.entities import DayPart, Slot
from instances.domain.rulebook import Rule
from instances.domain.solution import Assessment, Booking
from models.assessment.data.cases import AssessmentData, Case
from models.assessment.data.fixed_part import FixedPart

Pools = Mapping[str, Collection[str]]
"""Student id to the trainers worth considering; a student without an entry may have anyone."""

AllowedSeats = Mapping[str, Collection[tuple["HalfDay", str]]]
"""The same by half day: student id to the half days and trainers worth considering."""

ANY_SEAT: AllowedSeats = MappingProxyType({})


class HalfDay(NamedTuple):
    """One half day."""

    day: date
    part: DayPart


def half_day_of(slot: Slot) -> HalfDay:
    return HalfDay(slot.date, slot.part)


class Seats(NamedTuple):
    """One WPA as the block model decides it: half day and assessors, the slot still open."""

    half_day: HalfDay
    assessors: tuple[str, ...]


class BlockVariables:
    """Everything that can be decided for the ``cases`` of a block, beside a fixed ``fixed``."""

    def __init__(
        self,
        model: cp_model.CpModel,
        data: AssessmentData,
        cases: Sequence[Case],
        fixed: FixedPart,
        pools: Pools,
        allowed_seats: AllowedSeats = ANY_SEAT,
    ) -> None:
        self.model = model
        self.data = data
        self.cases = cases
        self.fixed = fixed
        self.held: dict[tuple[str, HalfDay], cp_model.IntVar] = {}
        self.seat: dict[tuple[str, HalfDay, str], cp_model.IntVar] = {}
        self.half_days: dict[str, list[HalfDay]] = {}
        self.slots: dict[tuple[str, HalfDay], list[Slot]] = {}
        self.kept: dict[str, dict[Booking, cp_model.IntVar]] = defaultdict(dict)
        self._by_trainer: dict[tuple[str, date], list[tuple[Case, HalfDay, cp_model.IntVar]]] = defaultdict(list)
        self._by_case: dict[tuple[str, str], list[cp_model.IntVar]] = defaultdict(list)
        self.trips: dict[tuple[str, date, str], cp_model.IntVar] = {}
        for case in cases:
            self._add(case, pools.get(case.id), allowed_seats.get(case.id))

    def _add(
        self, case: Case, pool: Collection[str] | None, allowed_seats: Collection[tuple[HalfDay, str]] | None
    ) -> None:
        wanted = [t for t in dict.fromkeys(case.seats) if pool is None or t in pool]
        wanted = [t for t in wanted if Rule.A8 in self.data.without or self.fixed.room_total(t) > 0]
        by_half_day: dict[HalfDay, list[Slot]] = defaultdict(list)
        for slot in case.slots:
            if self.fixed.slot_free(case, slot):
                by_half_day[half_day_of(slot)].append(slot)
        self.half_days[case.id] = []
        for half_day, slots in by_half_day.items():
            likely = [t for t in wanted if allowed_seats is None or (half_day, t) in allowed_seats]
            takers = [t for t in likely if self._can_take(case, slots, half_day.day, t)]
            if not any(t in takers for t in case.field) or (case.two and not any(t in takers for t in case.institute)):
                continue
            self.half_days[case.id].append(half_day)
            self.slots[case.id, half_day] = slots
            self.held[case.id, half_day] = self.model.new_bool_var(f"held {case.id} {half_day.day} {half_day.part}")
            for trainer in takers:
                seat = self.model.new_bool_var(f"seat {case.id} {half_day.day} {half_day.part} {trainer}")
                self.seat[case.id, half_day, trainer] = seat
                self._by_trainer[trainer, half_day.day].append((case, half_day, seat))
                self._by_case[case.id, trainer].append(seat)

    def _can_take(self, case: Case, slots: list[Slot], day: date, trainer: str) -> bool:
        if Rule.A8 not in self.data.without and self.fixed.room_on(trainer, day) <= 0:
            return False
        opens = self.data.open_slots[trainer]
        return any(slot.id in opens and self.fixed.trainer_free(trainer, case.school, slot) for slot in slots)

    # -- questions ---------------------------------------------------------------------------------

    def scheduled(self, case: Case) -> cp_model.LinearExprT:
        """1 when the WPA is held."""
        return cp_model.LinearExpr.sum([self.held[case.id, half_day] for half_day in self.half_days[case.id]])

    def seats_in(self, case: Case, half_day: HalfDay, pool: Iterable[str]) -> list[cp_model.IntVar]:
        """The seats of one pool at one half day of one WPA."""
        return [self.seat[case.id, half_day, t] for t in pool if (case.id, half_day, t) in self.seat]

    def seats_of(self, case: Case, trainer: str) -> list[cp_model.IntVar]:
        """The trainer's seats for one WPA, over its half days."""
        return self._by_case.get((case.id, trainer), [])

    def trainers(self) -> list[str]:
        """Everyone with a seat to take, in a fixed order."""
        return sorted({trainer for trainer, _ in self._by_trainer})

    def days_of(self, trainer: str) -> list[date]:
        return sorted(day for who, day in self._by_trainer if who == trainer)

    def on_day(self, trainer: str, day: date) -> list[tuple[Case, HalfDay, cp_model.IntVar]]:
        return self._by_trainer.get((trainer, day), [])

    def trip(self, trainer: str, day: date, school: str) -> cp_model.IntVar:
        """1 when the trainer goes to that school that day; made at the first question."""
        key = (trainer, day, school)
        if key not in self.trips:
            self.trips[key] = self.model.new_bool_var(f"trip {trainer} {day} {school}")
        return self.trips[key]

    def keeps(self, case: Case, booking: Booking) -> cp_model.IntVar | None:
        """1 only when the WPA has exactly that booking; None where it cannot. Made at the first question."""
        known = self.kept[case.id]
        if booking not in known and (seats := self._seats_for(case, booking)):
            same = self.model.new_bool_var(f"kept {case.id} {booking.slot}")
            for seat in seats:
                self.model.add_implication(same, seat)
            if known:
                self.model.add_at_most_one([same, *known.values()])
            known[booking] = same
        return known.get(booking)

    def _seats_for(self, case: Case, booking: Booking) -> list[cp_model.IntVar]:
        """The seats that the booking takes; none where it cannot be, also when its slot is in the workbook no more."""
        if (len(booking.assessors) == 2) is not case.two:
            return []
        for half_day in self.half_days[case.id]:
            slot = next((slot for slot in self.slots[case.id, half_day] if slot.id == booking.slot), None)
            if slot is not None and all(self._seat_at(case, half_day, slot, trainer) for trainer in booking.assessors):
                return [self.seat[case.id, half_day, trainer] for trainer in booking.assessors]
        return []

    def _seat_at(self, case: Case, half_day: HalfDay, slot: Slot, trainer: str) -> bool:
        """Has the trainer a seat at the half day that can be taken at that very slot?"""
        if (case.id, half_day, trainer) not in self.seat:
            return False
        return slot.id in self.data.open_slots[trainer] and self.fixed.trainer_free(trainer, case.school, slot)

    # -- rosters -----------------------------------------------------------------------------------

    def hint(self, bookings: Assessment) -> None:
        """Start from a roster; what it says of WPAs outside the block is passed over."""
        slots = self.data.instance.slots
        for (student, half_day), held in self.held.items():
            booking = bookings.get(student)
            self.model.add_hint(held, int(booking is not None and half_day_of(slots[booking.slot]) == half_day))
        for (student, half_day, trainer), seat in self.seat.items():
            booking = bookings.get(student)
            taken = (
                booking is not None and half_day_of(slots[booking.slot]) == half_day and trainer in booking.assessors
            )
            self.model.add_hint(seat, int(taken))

    def decided(self, solver: cp_model.CpSolver) -> dict[str, Seats]:
        """Half day and assessors of every WPA that is held in the solved block."""
        found: dict[str, Seats] = {}
        for case in self.cases:
            for half_day in self.half_days[case.id]:
                if solver.boolean_value(self.held[case.id, half_day]):
                    pool = dict.fromkeys(case.seats)
                    keys = ((case.id, half_day, t) for t in pool)
                    takers = tuple(k[2] for k in keys if k in self.seat and solver.boolean_value(self.seat[k]))
                    found[case.id] = Seats(half_day, takers)
        return found

    def decided_kept(self, solver: cp_model.CpSolver) -> dict[str, Booking]:
        """The WPAs that get exactly a booking that somebody wanted kept."""
        return {
            student: booking
            for student, known in self.kept.items()
            for booking, kept in known.items()
            if solver.boolean_value(kept)
        }
