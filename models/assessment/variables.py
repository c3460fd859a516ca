"""The decision variables of one block of WPAs. Answers questions; posts no rule.

``at[student, slot]`` - the WPA is in that slot. ``seat[student, slot, trainer]`` - and that trainer takes a
seat there. A variable exists only where the rules of one seat and the fixed context leave it possible.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date

from ortools.sat.python import cp_model

from instances.domain import Slot
from instances.rulebook import Rule
from instances.solution import Assessment, Booking
from models.assessment.context import Context
from models.assessment.options import Case, Options

Pools = Mapping[str, Collection[str]]
"""Student id to the trainers worth considering; a student without an entry may have anyone."""


class Variables:
    """Everything that can be decided for the ``cases`` of a block, beside a fixed ``context``."""

    def __init__(
        self, model: cp_model.CpModel, options: Options, cases: Sequence[Case], context: Context, pools: Pools
    ) -> None:
        self.model = model
        self.options = options
        self.cases = cases
        self.context = context
        self.at: dict[tuple[str, str], cp_model.IntVar] = {}
        self.seat: dict[tuple[str, str, str], cp_model.IntVar] = {}
        self.slots: dict[str, list[Slot]] = {}
        self._by_trainer: dict[tuple[str, date], list[tuple[Case, Slot, cp_model.IntVar]]] = defaultdict(list)
        self._trips: dict[tuple[str, date, str], cp_model.IntVar] = {}
        self._busy: dict[tuple[str, str, str], cp_model.IntVar] = {}
        for case in cases:
            self._add(case, pools.get(case.id))

    def _add(self, case: Case, pool: Collection[str] | None) -> None:
        wanted = [t for t in case.seats if pool is None or t in pool]
        wanted = [t for t in wanted if Rule.A8 in self.options.without or self.context.room_total(t) > 0]
        self.slots[case.id] = []
        for slot in case.slots:
            if not self.context.slot_free(case, slot):
                continue
            takers = [t for t in wanted if self._can_take(case, slot, t)]
            in_field = any(t in takers for t in case.field)
            if not in_field or (case.two and not any(t in takers for t in case.institute)):
                continue
            self.slots[case.id].append(slot)
            self.at[case.id, slot.id] = self.model.new_bool_var(f"at {case.id} {slot.id}")
            for trainer in takers:
                seat = self.model.new_bool_var(f"seat {case.id} {slot.id} {trainer}")
                self.seat[case.id, slot.id, trainer] = seat
                self._by_trainer[trainer, slot.date].append((case, slot, seat))

    def _can_take(self, case: Case, slot: Slot, trainer: str) -> bool:
        if slot.id not in self.options.open_slots[trainer]:
            return False
        if Rule.A8 not in self.options.without and self.context.room_on(trainer, slot.date) <= 0:
            return False
        return self.context.trainer_free(trainer, case.school, slot)

    # -- questions ---------------------------------------------------------------------------------

    def scheduled(self, case: Case) -> cp_model.LinearExprT:
        """1 when the WPA gets a slot."""
        return sum((self.at[case.id, slot.id] for slot in self.slots[case.id]), start=cp_model.LinearExpr.sum([]))

    def seats_at(self, case: Case, slot: Slot, pool: Iterable[str]) -> list[cp_model.IntVar]:
        """The seats of one pool at one slot of one WPA."""
        return [self.seat[case.id, slot.id, t] for t in pool if (case.id, slot.id, t) in self.seat]

    def seats_of(self, case: Case, trainer: str) -> list[cp_model.IntVar]:
        """The trainer's seats for one WPA, over its slots."""
        return [
            self.seat[case.id, slot.id, trainer]
            for slot in self.slots[case.id]
            if (case.id, slot.id, trainer) in self.seat
        ]

    def trainers(self) -> list[str]:
        """Everyone with a seat to take, in a fixed order."""
        return sorted({trainer for trainer, _ in self._by_trainer})

    def days_of(self, trainer: str) -> list[date]:
        return sorted(day for who, day in self._by_trainer if who == trainer)

    def on_day(self, trainer: str, day: date) -> list[tuple[Case, Slot, cp_model.IntVar]]:
        return self._by_trainer.get((trainer, day), [])

    def trip(self, trainer: str, day: date, school: str) -> cp_model.IntVar:
        """1 when the trainer goes to that school that day; made at the first question."""
        key = (trainer, day, school)
        if key not in self._trips:
            self._trips[key] = self.model.new_bool_var(f"trip {trainer} {day} {school}")
        return self._trips[key]

    def busy(self, trainer: str, school: str, slot: Slot) -> cp_model.IntVar:
        """1 when the trainer assesses at that school in that slot; made and linked at the first question."""
        key = (trainer, school, slot.id)
        if key not in self._busy:
            busy = self._busy[key] = self.model.new_bool_var(f"busy {trainer} {school} {slot.id}")
            seats = [
                seat for case, s, seat in self.on_day(trainer, slot.date) if case.school == school and s.id == slot.id
            ]
            for seat in seats:
                self.model.add_implication(seat, busy)
            self.model.add_bool_or([~busy, *seats])
        return self._busy[key]

    # -- rosters -----------------------------------------------------------------------------------

    def hint(self, bookings: Assessment) -> None:
        """Start from a roster; what it says of WPAs outside the block is passed over."""
        for (student, slot), at in self.at.items():
            booking = bookings.get(student)
            self.model.add_hint(at, int(booking is not None and booking.slot == slot))
        for (student, slot, trainer), seat in self.seat.items():
            booking = bookings.get(student)
            taken = booking is not None and booking.slot == slot and trainer in booking.assessors
            self.model.add_hint(seat, int(taken))

    def bookings(self, solver: cp_model.CpSolver | cp_model.CpSolverSolutionCallback) -> dict[str, Booking]:
        """The roster of a solved block."""
        value = solver.boolean_value
        chosen = {student: slot for (student, slot), at in self.at.items() if value(at)}
        found: dict[str, Booking] = {}
        for case in self.cases:
            if case.id not in chosen:
                continue
            slot = chosen[case.id]
            pool = dict.fromkeys(case.seats)
            takers = [t for t in pool if (case.id, slot, t) in self.seat and value(self.seat[case.id, slot, t])]
            found[case.id] = Booking(slot, *takers)
        return found
