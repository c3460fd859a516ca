"""The decision variables of the master of one block of WPAs, per half day. Posts no rule.

Availability and ``liever niet`` are given per half day, so costs are exact at this level, and the many slots of a half
day, which all cost the same, do not blow up the model; slot_assignment.py finds the slots. A variable exists only where
the rules of one seat and the fixed part leave at least one slot possible.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date
from typing import NamedTuple

from ortools.sat.python import cp_model

from instances.domain.entities import DayPart, Slot
from instances.domain.rulebook import Rule
from instances.domain.solution import Assessment, Booking
from models.assessment.data.cases import AssessmentData, Case
from models.assessment.data.fixed_part import FixedPart
from models.assessment.data.waiting import TrainerDay, most_quarters

Shortlists = Mapping[str, Collection[str]]
"""Student id to the trainers worth considering; a student without an entry may have anyone."""

AllowedSeats = Mapping[str, Collection[tuple["HalfDay", str]]]
"""The same by half day: student id to the half days and trainers worth considering."""


class HalfDay(NamedTuple):
    """One half day."""

    day: date
    part: DayPart


def half_day_of(slot: Slot) -> HalfDay:
    """The half day that the slot is in."""
    return HalfDay(slot.date, slot.part)


class MasterAssignment(NamedTuple):
    """One WPA as the master decides it: half day and assessors, the field assessor first; the slot still open."""

    half_day: HalfDay
    assessors: tuple[str, ...]


class BlockVariables:
    """Everything that the master of a block decides.

    Attributes:
        model: The CP-SAT model that the variables are of.
        data: The WPAs and what each seat costs.
        cases: The WPAs of the block.
        fixed: All other bookings, which stay as they are.
        scheduled_in: 1 when the WPA of that student is in that half day.
        seat: 1 when, in that half day, that trainer takes a seat of the student's WPA.
        half_days: Student id to the half days at which the WPA could be.
        slots: Student id and half day to the slots that the fixed part leaves the WPA.
        unchanged: Student id and booking to a literal that is 1 only when the WPA has exactly that booking; made by
            ``is_unchanged``.
        trips: 1 when that trainer goes to that school that day; made by ``trip``.
        waiting: Trainer id and day to the quarters of waiting (V8) that the master reckons with; made by ``wait``.
    """

    def __init__(
        self,
        model: cp_model.CpModel,
        data: AssessmentData,
        cases: Sequence[Case],
        fixed: FixedPart,
        shortlists: Shortlists,
        allowed_seats: AllowedSeats,
    ) -> None:
        """Make the variables of the WPAs.

        Args:
            model: Where they are made.
            data: What the cases are of.
            cases: The WPAs of the block.
            fixed: The bookings of all other WPAs.
            shortlists: Whom to consider for each WPA.
            allowed_seats: The same, narrowed by half day.
        """
        self.model = model
        self.data = data
        self.cases = cases
        self.fixed = fixed
        self.scheduled_in: dict[tuple[str, HalfDay], cp_model.IntVar] = {}
        self.seat: dict[tuple[str, HalfDay, str], cp_model.IntVar] = {}
        self.half_days: dict[str, list[HalfDay]] = {}
        self.slots: dict[tuple[str, HalfDay], list[Slot]] = {}
        self.unchanged: dict[str, dict[Booking, cp_model.IntVar]] = defaultdict(dict)
        self.trips: dict[tuple[str, date, str], cp_model.IntVar] = {}
        self.waiting: dict[TrainerDay, cp_model.IntVar] = {}
        self._by_trainer: dict[tuple[str, date], list[tuple[Case, HalfDay, cp_model.IntVar]]] = defaultdict(list)
        self._by_case: dict[tuple[str, str], list[cp_model.IntVar]] = defaultdict(list)
        self._days: dict[str, set[date]] = defaultdict(set)
        for case in cases:
            self._add(case, shortlists.get(case.id), allowed_seats.get(case.id))

    def _add(
        self, case: Case, pool: Collection[str] | None, allowed_seats: Collection[tuple[HalfDay, str]] | None
    ) -> None:
        wanted = [t for t in dict.fromkeys(case.eligible) if pool is None or t in pool]
        wanted = [t for t in wanted if Rule.A8 in self.data.without or self.fixed.room_total(t) > 0]
        by_half_day: dict[HalfDay, list[Slot]] = defaultdict(list)
        for slot in case.slots:
            if self.fixed.slot_free(case, slot):
                by_half_day[half_day_of(slot)].append(slot)
        self.half_days[case.id] = []
        for half_day, slots in by_half_day.items():
            here = [t for t in wanted if allowed_seats is None or (half_day, t) in allowed_seats]
            takers = [t for t in here if self._can_take(case, slots, half_day.day, t)]
            if not any(t in takers for t in case.field) or (case.two and not any(t in takers for t in case.institute)):
                continue
            self.half_days[case.id].append(half_day)
            self.slots[case.id, half_day] = slots
            name = f"{case.id} {half_day.day} {half_day.part}"
            self.scheduled_in[case.id, half_day] = self.model.new_bool_var(f"scheduled {name}")
            for trainer in takers:
                seat = self.model.new_bool_var(f"seat {name} {trainer}")
                self.seat[case.id, half_day, trainer] = seat
                self._by_trainer[trainer, half_day.day].append((case, half_day, seat))
                self._days[trainer].add(half_day.day)
                self._by_case[case.id, trainer].append(seat)

    def _can_take(self, case: Case, slots: list[Slot], day: date, trainer: str) -> bool:
        if Rule.A8 not in self.data.without and self.fixed.room_on(trainer, day) <= 0:
            return False
        return any(self.fixed.can_assess(trainer, case.school, slot) for slot in slots)

    # -- questions ---------------------------------------------------------------------------------

    def scheduled(self, case: Case) -> cp_model.LinearExprT:
        """1 when the WPA is scheduled, 0 when it is left out."""
        return cp_model.LinearExpr.sum([self.scheduled_in[case.id, half_day] for half_day in self.half_days[case.id]])

    def seats_in(self, case: Case, half_day: HalfDay, pool: Iterable[str]) -> list[cp_model.IntVar]:
        """The seats of one pool at one half day of one WPA."""
        return [self.seat[case.id, half_day, t] for t in pool if (case.id, half_day, t) in self.seat]

    def seats_of(self, case: Case, trainer: str) -> list[cp_model.IntVar]:
        """The trainer's seats for one WPA, over its half days."""
        return self._by_case.get((case.id, trainer), [])

    def trainers(self) -> list[str]:
        """Everyone with a seat to take, in a fixed order."""
        return sorted(self._days)

    def days_of(self, trainer: str) -> list[date]:
        """The days on which the trainer has a seat to take, in order."""
        return sorted(self._days.get(trainer, ()))

    def on_day(self, trainer: str, day: date) -> list[tuple[Case, HalfDay, cp_model.IntVar]]:
        """The trainer's seats of that day, each with its WPA and half day."""
        return self._by_trainer.get((trainer, day), [])

    def trip(self, trainer: str, day: date, school: str) -> cp_model.IntVar:
        """1 when the trainer goes to that school that day; made at the first question."""
        key = (trainer, day, school)
        if key not in self.trips:
            self.trips[key] = self.model.new_bool_var(f"trip {trainer} {day} {school}")
        return self.trips[key]

    def wait(self, trainer: str, day: date) -> cp_model.IntVar:
        """The quarters of waiting (V8) of that trainer that day, at least; made at the first question."""
        key = (trainer, day)
        if key not in self.waiting:
            most = most_quarters(self.data)
            self.waiting[key] = self.model.new_int_var(0, most, f"waiting {trainer} {day}")
        return self.waiting[key]

    def is_unchanged(self, case: Case, booking: Booking) -> cp_model.IntVar | None:
        """A literal that is 1 only when the WPA has exactly that booking.

        Args:
            case: A WPA of the block.
            booking: May name a slot and assessors that are in the workbook no more.

        Returns:
            The literal, made at the first question; None where the WPA cannot have that booking. When it is 1, the
            sub-problem must give the WPA that slot.
        """
        known = self.unchanged[case.id]
        if booking not in known and (seats := self._seats_for(case, booking)):
            same = self.model.new_bool_var(f"unchanged {case.id} {booking.slot}")
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
            if slot is not None and all(self._has_seat_at(case, half_day, slot, t) for t in booking.assessors):
                return [self.seat[case.id, half_day, trainer] for trainer in booking.assessors]
        return []

    def _has_seat_at(self, case: Case, half_day: HalfDay, slot: Slot, trainer: str) -> bool:
        """Whether the trainer has a seat at the half day that can be taken at that very slot."""
        return (case.id, half_day, trainer) in self.seat and self.fixed.can_assess(trainer, case.school, slot)

    # -- rosters -----------------------------------------------------------------------------------

    def hint(self, bookings: Assessment) -> None:
        """Warm start: hint the variables to a roster; what it says of WPAs outside the block is passed over."""
        slots = self.data.instance.slots
        for (student, half_day), scheduled in self.scheduled_in.items():
            booking = bookings.get(student)
            here = booking is not None and half_day_of(slots[booking.slot]) == half_day
            self.model.add_hint(scheduled, int(here))
        for (student, half_day, trainer), seat in self.seat.items():
            booking = bookings.get(student)
            taken = (
                booking is not None and half_day_of(slots[booking.slot]) == half_day and trainer in booking.assessors
            )
            self.model.add_hint(seat, int(taken))

    def assignments(self, solver: cp_model.CpSolver) -> dict[str, MasterAssignment]:
        """Half day and assessors of every WPA that is scheduled in the solution, by student id."""
        found: dict[str, MasterAssignment] = {}
        for case in self.cases:
            for half_day in self.half_days[case.id]:
                if solver.boolean_value(self.scheduled_in[case.id, half_day]):
                    keys = ((case.id, half_day, trainer) for trainer in dict.fromkeys(case.eligible))
                    takers = tuple(k[2] for k in keys if k in self.seat and solver.boolean_value(self.seat[k]))
                    found[case.id] = MasterAssignment(half_day, takers)
        return found

    def reckoned_waiting(self, solver: cp_model.CpSolver) -> dict[TrainerDay, int]:
        """Trainer id and day to the quarters of waiting in the solution; who is absent has none."""
        return {key: solver.value(quarters) for key, quarters in self.waiting.items()}

    def unchanged_bookings(self, solver: cp_model.CpSolver) -> dict[str, Booking]:
        """The WPAs that keep exactly a booking that ``is_unchanged`` was asked about, by student id."""
        return {
            student: booking
            for student, known in self.unchanged.items()
            for booking, same in known.items()
            if solver.boolean_value(same)
        }
