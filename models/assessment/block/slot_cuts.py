"""The Benders cuts: what the master decided and has no slots is forbidden to it; what it waits for is charged.

A feasibility cut forbids no more than was shown to be impossible, and that as widely as can be shown: only the seats
that the conflict needs, and the same conflict between other WPAs of the school (logic-based Benders cuts, strengthened
as in Hooker 2007). An optimality cut says what a set of assessors waits at least (V8) with exactly these WPAs that day.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from ortools.sat.python import cp_model

from instances.domain.entities import Slot
from instances.domain.solution import Booking
from models.assessment.block.settings import BLOCK_SETTINGS
from models.assessment.block.slot_assignment import (
    DayWpa,
    OutOfTimeError,
    assign_slots,
    counts_waiting,
    minimal_conflict,
    parts_of_day,
)
from models.assessment.block.variables import BlockVariables, HalfDay, MasterAssignment
from models.assessment.data.cases import Case
from models.assessment.data.waiting import TrainerDay, day_quarters
from models.search.control import Control


@dataclass(frozen=True, slots=True)
class DecidedWpa:
    """What a cut takes of one WPA in a solution of the master.

    Attributes:
        case: The WPA.
        half_day: Where the master has it.
        assessors: Who take a seat; perhaps not all that it needs, and then the conflict does not need the others.
        booking: The booking that stays unchanged and so fixes the slot; None where any slot of the half day will do.
    """

    case: Case
    half_day: HalfDay
    assessors: tuple[str, ...]
    booking: Booking | None = None


TrainerQuarters = Mapping[TrainerDay, int]
"""Trainer id and day to quarters of waiting (V8)."""

Conflict = tuple[DecidedWpa, ...]
"""WPAs of one day for which there are no slots."""


@dataclass(frozen=True, slots=True)
class SlotResult:
    """Slots for all that the master decided.

    Attributes:
        bookings: Student id to booking.
        waiting: Quarters of waiting (V8) on all days that the block can change.
        cuts: How many optimality cuts were posted: 0 where the master reckoned with all of the waiting.
    """

    bookings: dict[str, Booking]
    waiting: int
    cuts: int


@dataclass(frozen=True)
class SlotSubproblem:
    """The sub-problems of one block, a part of a day each, and the cuts that they give back to its master.

    Attributes:
        x: The variables of the master; cuts are posted on its model.
        control: The time there is for slots and cuts.
        bound_to_half_day: Ids of students whose WPA keeps the half day of the master; for the others another slot of
            the day will do that costs no more.
    """

    x: BlockVariables
    control: Control
    bound_to_half_day: Collection[str] = ()

    def solve(
        self, assignments: Mapping[str, MasterAssignment], unchanged: Mapping[str, Booking], reckoned: TrainerQuarters
    ) -> SlotResult | None:
        """Slots for a solution of the master, or cuts that forbid it.

        Args:
            assignments: Student id to half day and assessors, of every WPA that is scheduled.
            unchanged: Student id to booking, of those that must keep it.
            reckoned: Trainer and day to the quarters of waiting that the solution has for them; 0 where absent.

        Returns:
            The slots, after an optimality cut for every part of a day that waits longer than the master reckoned; None
            after posting a cut for every part without slots.

        Raises:
            OutOfTimeError: Neither slots nor a conflict were found in time.
        """
        days: dict[date, list[DecidedWpa]] = defaultdict(list)
        for case in self.x.cases:
            if case.id in assignments:
                given = assignments[case.id]
                wpa = DecidedWpa(case, given.half_day, given.assessors, unchanged.get(case.id))
                days[given.half_day.day].append(wpa)
        found: dict[str, Booking] = {}
        conflicts: list[Conflict] = []
        late: list[tuple[list[DecidedWpa], int]] = []
        for decided in days.values():
            by_id = {wpa.case.id: wpa for wpa in decided}
            for part in parts_of_day(self.x.data, [self._day_wpa(wpa) for wpa in decided]):
                wpas = [by_id[each.case.id] for each in part]
                slots = assign_slots(self.x.data, self.x.fixed, part, self.control)
                if slots is None:
                    conflicts.append(self._conflict(wpas))
                    continue
                found |= {wpa.case.id: Booking(slots.slots[wpa.case.id], *wpa.assessors) for wpa in wpas}
                if slots.least_waiting > sum(reckoned.get(key, 0) for key in _trainer_days(wpas)):
                    late.append((wpas, slots.least_waiting))
        for conflict in conflicts:
            self._forbid(conflict)
        if conflicts:
            return None
        for wpas, least in late:
            self._charge(wpas, least)
        return SlotResult(found, self._waiting(found), len(late))

    def _waiting(self, bookings: Mapping[str, Booking]) -> int:
        """Quarters of waiting of everyone and every day that is in the block's hands."""
        data, slots = self.x.data, self.x.data.instance.slots
        if not counts_waiting(data):
            return 0
        visits = {key: list(self.x.fixed.visits(*key)) for key in self.x.waiting}
        for student, booking in bookings.items():
            slot = slots[booking.slot]
            for trainer in dict.fromkeys(booking.assessors):
                key = (trainer, slot.date)
                visits.setdefault(key, list(self.x.fixed.visits(*key))).append((data.cases[student].school, slot))
        return sum(day_quarters(data, trainer, here) for (trainer, _), here in visits.items())

    def _slots(self, wpas: Iterable[DecidedWpa]) -> dict[str, str] | None:
        """Any slots for a set of WPAs of one day; None where there are none."""
        day_wpas = [self._day_wpa(wpa) for wpa in wpas]
        found = assign_slots(self.x.data, self.x.fixed, day_wpas, self.control, shortest_waits=False)
        return None if found is None else found.slots

    def _day_wpa(self, wpa: DecidedWpa) -> DayWpa:
        return DayWpa(wpa.case, wpa.assessors, tuple(self._possible_slots(wpa)))

    def _possible_slots(self, wpa: DecidedWpa) -> list[Slot]:
        """The slots of the half day, and those of the rest of the day where nobody would rather not (V4)."""
        data, x = self.x.data, self.x
        half_days = [wpa.half_day]
        if counts_waiting(data) and wpa.booking is None and wpa.case.id not in self.bound_to_half_day:
            half_days += [h for h in x.half_days[wpa.case.id] if h.day == wpa.half_day.day and h != wpa.half_day]
        return [
            slot
            for half_day in half_days
            for slot in x.slots[wpa.case.id, half_day]
            if (wpa.booking is None or slot.id == wpa.booking.slot)
            and all(x.fixed.can_assess(trainer, wpa.case.school, slot) for trainer in wpa.assessors)
            and (half_day == wpa.half_day or not any(slot.id in data.reluctant_slots[t] for t in wpa.assessors))
        ]

    def _charge(self, wpas: Sequence[DecidedWpa], least: int) -> None:
        """Post that these assessors wait so long together, unless one of the WPAs is elsewhere or they have more."""
        x, model = self.x, self.x.model
        keys = _trainer_days(wpas)
        elsewhere: list[cp_model.LinearExprT] = []
        counted: set[tuple[str, HalfDay, str]] = set()
        for wpa in wpas:
            possible = {slot.id for slot in self._possible_slots(wpa)}
            for trainer in dict.fromkeys(wpa.assessors):
                here = [
                    (wpa.case.id, half_day, trainer)
                    for half_day in x.half_days[wpa.case.id]
                    if half_day.day == wpa.half_day.day
                    and (wpa.case.id, half_day, trainer) in x.seat
                    and (half_day == wpa.half_day or self._covers(possible, wpa, half_day))
                ]
                counted.update(here)
                elsewhere.append(1 - cp_model.LinearExpr.sum([x.seat[key] for key in here]))
            if wpa.booking is not None:
                elsewhere.append(1 - x.unchanged[wpa.case.id][wpa.booking])
        more = [
            seat
            for trainer, day in keys
            for case, half_day, seat in x.on_day(trainer, day)
            if (case.id, half_day, trainer) not in counted
        ]
        waits = cp_model.LinearExpr.sum([x.wait(*key) for key in keys])
        model.add(waits >= least - least * (cp_model.LinearExpr.sum(elsewhere) + cp_model.LinearExpr.sum(more)))

    def _covers(self, possible: Collection[str], wpa: DecidedWpa, half_day: HalfDay) -> bool:
        """Whether all slots of another half day of the WPA were among those tried."""
        return all(
            slot.id in possible
            for slot in self.x.slots[wpa.case.id, half_day]
            if all(self.x.fixed.can_assess(trainer, wpa.case.school, slot) for trainer in wpa.assessors)
        )

    def _conflict(self, wpas: list[DecidedWpa]) -> Conflict:
        """A minimal set of WPAs without slots, each with no more assessors than the conflict needs."""
        minimal = minimal_conflict(self.x.data, self.x.fixed, [self._day_wpa(wpa) for wpa in wpas], self.control)
        core = [wpa for wpa in wpas if any(needed.case is wpa.case for needed in minimal)]
        for place, wpa in enumerate(core):
            for weaker in _weaker(wpa):
                if self._slots([*core[:place], weaker, *core[place + 1 :]]) is None:
                    core[place] = weaker
                    break
        return tuple(core)

    def _forbid(self, conflict: Conflict) -> None:
        """Post the cut, and the same one for other WPAs of the school where it is shown to hold."""
        self._post(conflict)
        tried, posted = 0, {conflict}
        waiting = [conflict]
        while waiting:
            for other in self._alike(waiting.pop()):
                if other in posted:
                    continue
                if tried == BLOCK_SETTINGS.strengthening_tries:
                    return
                tried += 1
                try:
                    impossible = self._slots(other) is None
                except OutOfTimeError:
                    return
                if impossible:
                    posted.add(other)
                    waiting.append(other)
                    self._post(other)

    def _alike(self, conflict: Conflict) -> Iterator[Conflict]:
        """The same conflict with one WPA replaced by another of its school."""
        inside = {wpa.case.id for wpa in conflict}
        for place, wpa in enumerate(conflict):
            if wpa.booking is not None:
                continue
            for case in self.x.cases:
                if case.school != wpa.case.school or case.id in inside or not self._can_replace(case, wpa):
                    continue
                wpas = [*conflict[:place], replace(wpa, case=case), *conflict[place + 1 :]]
                yield tuple(sorted(wpas, key=lambda each: each.case.id))

    def _can_replace(self, case: Case, wpa: DecidedWpa) -> bool:
        """Whether the master could decide the same for another WPA."""
        seats = all((case.id, wpa.half_day, trainer) in self.x.seat for trainer in wpa.assessors)
        return seats and (case.id, wpa.half_day) in self.x.scheduled_in

    def _post(self, conflict: Conflict) -> None:
        literals: list[cp_model.LiteralT] = []
        for wpa in conflict:
            key = (wpa.case.id, wpa.half_day)
            literals += [~self.x.seat[*key, trainer] for trainer in wpa.assessors] or [~self.x.scheduled_in[key]]
            if wpa.booking is not None:
                literals.append(~self.x.unchanged[wpa.case.id][wpa.booking])
        self.x.model.add_bool_or(literals)


def _trainer_days(wpas: Iterable[DecidedWpa]) -> list[TrainerDay]:
    """Everyone who assesses one of the WPAs, with its day."""
    return list(dict.fromkeys((trainer, wpa.half_day.day) for wpa in wpas for trainer in wpa.assessors))


def _weaker(wpa: DecidedWpa) -> Iterator[DecidedWpa]:
    """What asks less of the WPA, the least first: as few assessors as can be, at any slot."""
    fewer = [(), *((trainer,) for trainer in wpa.assessors if len(wpa.assessors) > 1)]
    for assessors in fewer:
        yield replace(wpa, assessors=assessors, booking=None)
    if wpa.booking is not None:
        yield replace(wpa, booking=None)
        yield from (replace(wpa, assessors=assessors) for assessors in fewer)
