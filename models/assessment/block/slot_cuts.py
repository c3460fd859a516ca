"""Slots for half days and assessors that a block decided, and cuts for what has no slots. Knows no wish.

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
from models.assessment.block.variables import BlockVariables, HalfDay, Seats
from models.assessment.data.cases import Case
from models.search.control import Control


@dataclass(frozen=True, slots=True)
class DecidedWpa:
    """A WPA at a half day with these assessors, perhaps not all it needs, and at this booking where it is kept."""

    case: Case
    half_day: HalfDay
    assessors: tuple[str, ...]
    kept: Booking | None = None


Conflict = tuple[DecidedWpa, ...]
"""Claims on one day for which there are no slots."""


@dataclass(frozen=True)
class SlotSubproblem:
    """The slots of one block. Raises OutOfTimeError where neither slots nor a conflict were found in time."""

    x: BlockVariables
    control: Control

    def bookings(self, decided: Mapping[str, Seats], kept: Mapping[str, Booking]) -> dict[str, Booking] | None:
        """Bookings for what the model decided; None after forbidding what has no slots."""
        days: dict[date, list[DecidedWpa]] = defaultdict(list)
        for case in self.x.cases:
            if case.id in decided:
                seats = decided[case.id]
                days[seats.half_day.day].append(DecidedWpa(case, seats.half_day, seats.assessors, kept.get(case.id)))
        found: dict[str, Booking] = {}
        conflicts: list[Conflict] = []
        for claims in days.values():
            slots = self._slots(claims)
            if slots is None:
                conflicts.append(self._conflict(claims))
            else:
                found |= {claim.case.id: Booking(slots[claim.case.id], *claim.assessors) for claim in claims}
        for conflict in conflicts:
            self._forbid(conflict)
        return None if conflicts else found

    def _slots(self, claims: Iterable[DecidedWpa]) -> dict[str, str] | None:
        return assign_slots(self.x.data, self.x.fixed, [self._day_wpa(claim) for claim in claims], self.control)

    def _day_wpa(self, claim: DecidedWpa) -> DayWpa:
        slots = tuple(
            slot
            for slot in self.x.slots[claim.case.id, claim.half_day]
            if (claim.kept is None or slot.id == claim.kept.slot)
            and all(
                slot.id in self.x.data.open_slots[t] and self.x.fixed.trainer_free(t, claim.case.school, slot)
                for t in claim.assessors
            )
        )
        return DayWpa(claim.case, claim.assessors, slots)

    def _conflict(self, claims: list[DecidedWpa]) -> Conflict:
        """The smallest set of claims without slots, each with no more assessors than the conflict needs."""
        wpas = [self._day_wpa(claim) for claim in claims]
        needed = minimal_conflict(self.x.data, self.x.fixed, wpas, self.control)
        core = [claim for claim in claims if any(wpa.case is claim.case for wpa in needed)]
        for place, claim in enumerate(core):
            for weaker in _weaker(claim):
                if self._slots([*core[:place], weaker, *core[place + 1 :]]) is None:
                    core[place] = weaker
                    break
        return tuple(core)

    def _forbid(self, conflict: Conflict) -> None:
        self._post(conflict)
        asked, posted = 0, {conflict}
        waiting = [conflict]
        while waiting:
            for other in self._alike(waiting.pop()):
                if other in posted:
                    continue
                if asked == BLOCK_SETTINGS.strengthening_tries:
                    return
                asked += 1
                try:
                    impossible = self._slots(other) is None
                except OutOfTimeError:
                    return
                if impossible:
                    posted.add(other)
                    waiting.append(other)
                    self._post(other)

    def _alike(self, conflict: Conflict) -> Iterator[Conflict]:
        """The same claims with one WPA replaced by another of its school."""
        inside = {claim.case.id for claim in conflict}
        for place, claim in enumerate(conflict):
            if claim.kept is not None:
                continue
            for case in self.x.cases:
                if case.school != claim.case.school or case.id in inside or not self._can_claim(case, claim):
                    continue
                claims = [*conflict[:place], replace(claim, case=case), *conflict[place + 1 :]]
                yield tuple(sorted(claims, key=lambda one: one.case.id))

    def _can_claim(self, case: Case, claim: DecidedWpa) -> bool:
        seats = all((case.id, claim.half_day, trainer) in self.x.seat for trainer in claim.assessors)
        return seats and (case.id, claim.half_day) in self.x.held

    def _post(self, conflict: Conflict) -> None:
        literals: list[cp_model.LiteralT] = []
        for claim in conflict:
            who, half_day = claim.case.id, claim.half_day
            literals += [~self.x.seat[who, half_day, trainer] for trainer in claim.assessors] or [
                ~self.x.held[who, half_day]
            ]
            if claim.kept is not None:
                literals.append(~self.x.kept[who][claim.kept])
        self.x.model.add_bool_or(literals)


def _weaker(claim: DecidedWpa) -> Iterator[DecidedWpa]:
    """Claims that ask less, the least first: as few assessors as can be, at any time."""
    fewer = [(), *((trainer,) for trainer in claim.assessors if len(claim.assessors) > 1)]
    for assessors in fewer:
        yield replace(claim, assessors=assessors, kept=None)
    if claim.kept is not None:
        yield replace(claim, kept=None)
        yield from (replace(claim, assessors=assessors) for assessors in fewer)
