"""The Benders cuts: what the master decided and has no slots is forbidden to it. Knows no wish.

A cut forbids no more than was shown to be impossible, and that as widely as can be shown: only the seats that
the conflict needs, and the same conflict between other WPAs of the school (logic-based Benders cuts, strengthened
as in Hooker 2007).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date

from ortools.sat.python import cp_model

from instances.domain.solution import Booking
from models.assessment.block.settings import BLOCK_SETTINGS
from models.assessment.block.slot_assignment import DayWpa, OutOfTimeError, assign_slots, minimal_conflict
from models.assessment.block.variables import BlockVariables, HalfDay, MasterAssignment
from models.assessment.data.cases import Case
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


Conflict = tuple[DecidedWpa, ...]
"""WPAs of one day for which there are no slots."""


@dataclass(frozen=True)
class SlotSubproblem:
    """The sub-problems of one block, a day each, and the cuts that they give back to its master.

    Attributes:
        x: The variables of the master; cuts are posted on its model.
        control: The time there is for slots and cuts.
    """

    x: BlockVariables
    control: Control

    def bookings(
        self, assignments: Mapping[str, MasterAssignment], unchanged: Mapping[str, Booking]
    ) -> dict[str, Booking] | None:
        """Slots for a solution of the master, or cuts that forbid it.

        Args:
            assignments: Student id to half day and assessors, of every WPA that is scheduled.
            unchanged: Student id to booking, of those that must keep it.

        Returns:
            Student id to booking; None after posting a cut for every day without slots.

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
        for wpas in days.values():
            slots = self._slots(wpas)
            if slots is None:
                conflicts.append(self._conflict(wpas))
            else:
                found |= {wpa.case.id: Booking(slots[wpa.case.id], *wpa.assessors) for wpa in wpas}
        for conflict in conflicts:
            self._forbid(conflict)
        return None if conflicts else found

    def _slots(self, wpas: Iterable[DecidedWpa]) -> dict[str, str] | None:
        return assign_slots(self.x.data, self.x.fixed, [self._day_wpa(wpa) for wpa in wpas], self.control)

    def _day_wpa(self, wpa: DecidedWpa) -> DayWpa:
        slots = tuple(
            slot
            for slot in self.x.slots[wpa.case.id, wpa.half_day]
            if (wpa.booking is None or slot.id == wpa.booking.slot)
            and all(self.x.fixed.can_assess(trainer, wpa.case.school, slot) for trainer in wpa.assessors)
        )
        return DayWpa(wpa.case, wpa.assessors, slots)

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


def _weaker(wpa: DecidedWpa) -> Iterator[DecidedWpa]:
    """What asks less of the WPA, the least first: as few assessors as can be, at any slot."""
    fewer = [(), *((trainer,) for trainer in wpa.assessors if len(wpa.assessors) > 1)]
    for assessors in fewer:
        yield replace(wpa, assessors=assessors, booking=None)
    if wpa.booking is not None:
        yield replace(wpa, booking=None)
        yield from (replace(wpa, assessors=assessors) for assessors in fewer)
