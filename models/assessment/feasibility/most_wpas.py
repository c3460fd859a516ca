"""The most WPAs that can be scheduled, by one integer program of slots and assessors (HiGHS). Knows no wish.

    max  sum at[c, s]      at[c, s] = 1: WPA c has slot s       A1: sum_s at[c, s] <= 1, = 1 for a pinned WPA (A10)
    A2, A3   sum_{t in field} take[c, s, t] = at[c, s], and the same for the institute where two are needed
    A6, A7   per assessor, and per class and school: in every clique of slots that cannot go together at most one
    A8       per assessor and day, and in all
    A9       two assessors who are excluded from each other take no seats of one WPA

A3-A5 and A10-A12 leave the variable out. Measured on eight boards with four moments on four to six days and few
assessors: HiGHS proves the number in at most 7 s, where CP-SAT on such a program had not after 60 s, and where half
days and cuts (block/) stood one above it.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import combinations

from ortools.math_opt.python import mathopt

from instances.domain.entities import Slot
from instances.domain.rulebook import Rule
from instances.domain.solution import Booking
from models.assessment.data.cases import AssessmentData, Case
from models.assessment.data.intervals import cliques
from models.assessment.data.presence import class_mentors_present
from models.assessment.feasibility.settings import MOST_WPAS_SETTINGS
from models.search.control import Control
from models.search.mathopt import solve_linear

Terms = list[mathopt.Variable]


@dataclass(frozen=True, slots=True)
class MostWpas:
    """What the program found.

    Attributes:
        bookings: Student id to booking, of as many WPAs as were found; None where nothing was.
        bound: No roster has more.
    """

    bookings: dict[str, Booking] | None
    bound: int


def size_of(data: AssessmentData, cases: Sequence[Case]) -> int:
    """How many variables the program has for these WPAs, about."""
    return sum(
        1 + sum(slot.id in data.open_slots[trainer] for trainer in case.eligible)
        for case in cases
        for slot in case.slots
    )


def most_wpas(data: AssessmentData, cases: Sequence[Case], control: Control, seconds: float) -> MostWpas:
    """As many WPAs as can be, with slots and assessors.

    Args:
        data: Rules and limits.
        cases: All WPAs that should be scheduled.
        control: The clock and the stop button.
        seconds: At most.

    Returns:
        A roster that keeps to all rules, and a valid bound on the number.
    """
    program = _Program(data, cases)
    program.post()
    result = solve_linear(
        program.model,
        control,
        seconds=seconds,
        solver=mathopt.SolverType.HIGHS,
        parameters=mathopt.SolveParameters(absolute_gap_tolerance=MOST_WPAS_SETTINGS.gap, relative_gap_tolerance=0.0),
    )
    dual = result.termination.objective_bounds.dual_bound
    bound = math.floor(dual + MOST_WPAS_SETTINGS.rounding) if math.isfinite(dual) else len(cases)
    found = program.bookings(result) if result.has_primal_feasible_solution() else None
    return MostWpas(found, min(len(cases), bound))


class _Program:
    def __init__(self, data: AssessmentData, cases: Sequence[Case]) -> None:
        self.data, self.cases, self.model = data, cases, mathopt.Model()
        self.at: dict[tuple[str, str], mathopt.Variable] = {}
        self.take: dict[tuple[str, str, str], mathopt.Variable] = {}
        self.of_trainer: dict[tuple[str, date], list[tuple[Case, Slot, mathopt.Variable]]] = defaultdict(list)

    def post(self) -> None:
        left_out = self.data.without
        for case in self.cases:
            self._wpa(case)
        if Rule.A6 not in left_out:
            self._classes_and_schools()
        for (trainer, _), seats in self.of_trainer.items():
            if Rule.A6 not in left_out:
                self._one_at_a_time(trainer, seats)
            if Rule.A7 not in left_out:
                self._time_to_travel(trainer, seats)
        if Rule.A8 not in left_out:
            self._maxima()
        self.model.maximize(mathopt.fast_sum(self.at.values()))

    def _most(self, terms: Iterable[mathopt.Variable], limit: int) -> None:
        chosen = list(terms)
        if len(chosen) > limit:
            self.model.add_linear_constraint(mathopt.fast_sum(chosen) <= limit)

    def _wpa(self, case: Case) -> None:
        mine = []
        for slot in case.slots:
            pools = [
                [trainer for trainer in pool if slot.id in self.data.open_slots[trainer]]
                for pool in ((case.field, case.institute) if case.two else (case.field,))
            ]
            if not all(pools):
                continue
            at = self.at[case.id, slot.id] = self.model.add_binary_variable()
            mine.append(at)
            for pool in pools:
                for trainer in pool:
                    take = self.take[case.id, slot.id, trainer] = self.model.add_binary_variable()
                    self.of_trainer[trainer, slot.date].append((case, slot, take))
                seats = mathopt.fast_sum(self.take[case.id, slot.id, trainer] for trainer in pool)
                self.model.add_linear_constraint(seats == at)
            if case.two and Rule.A9 not in self.data.without:
                for field in pools[0]:
                    for institute in pools[1]:
                        if (field, institute) in self.data.instance.excluded_pairs:
                            both = self.take[case.id, slot.id, field] + self.take[case.id, slot.id, institute]
                            self.model.add_linear_constraint(both <= at)
        if case.pinned:
            self.model.add_linear_constraint(mathopt.fast_sum(mine) == 1)
        else:
            self._most(mine, 1)

    def _classes_and_schools(self) -> None:
        by_class: dict[tuple[tuple[str, ...], date], list[tuple[Case, Slot]]] = defaultdict(list)
        by_school: dict[tuple[str, date], list[tuple[Case, Slot]]] = defaultdict(list)
        for case in self.cases:
            for slot in case.slots:
                if (case.id, slot.id) in self.at:
                    by_class[case.classroom, slot.date].append((case, slot))
                    by_school[case.school, slot.date].append((case, slot))
        for (classroom, day), there in by_class.items():
            assessing = self._assessing(there[0][0], classroom, day)
            for running in cliques(
                {slot.id: slot for slot in [s for _, s in there] + [s for s, _ in assessing]}.values()
            ):
                ids = {slot.id for slot in running}
                here = [self.at[case.id, slot.id] for case, slot in there if slot.id in ids]
                self._most(here, 1)
                for slot, take in assessing:
                    if slot.id in ids and here:  # the only mentor of the class that day assesses elsewhere
                        self._most([*here, take], 1)
        for (school, _), there in by_school.items():
            room = self.data.instance.schools[school].wpas_at_once
            for running in cliques({slot.id: slot for _, slot in there}.values()):
                ids = {slot.id for slot in running}
                self._most((self.at[case.id, slot.id] for case, slot in there if slot.id in ids), room)

    def _assessing(self, case: Case, classroom: tuple[str, ...], day: date) -> list[tuple[Slot, mathopt.Variable]]:
        present = class_mentors_present(self.data.instance, case.mentor, day)
        if len(present) != 1:
            return []
        own = [trainer for trainer, mentor in self.data.trainer_as_mentor.items() if mentor == present[0]]
        return [
            (slot, take)
            for trainer in own
            for other, slot, take in self.of_trainer.get((trainer, day), ())
            if other.classroom != classroom
        ]

    def _one_at_a_time(self, trainer: str, seats: Sequence[tuple[Case, Slot, mathopt.Variable]]) -> None:
        for running in cliques({slot.id: slot for _, slot, _ in seats}.values()):
            ids = {slot.id for slot in running}
            self._most((take for _, slot, take in seats if slot.id in ids), 1)

    def _time_to_travel(self, trainer: str, seats: Sequence[tuple[Case, Slot, mathopt.Variable]]) -> None:
        """Per slot at one school: with each other slot at all the schools that are too far."""
        there: dict[tuple[str, str], Terms] = defaultdict(list)
        slots: dict[str, Slot] = {}
        for case, slot, take in seats:
            there[slot.id, case.school].append(take)
            slots[slot.id] = slot
        schools = sorted({school for _, school in there})
        for first, second in combinations(sorted(slots), 2):
            for one, other in ((first, second), (second, first)):
                for school in schools:
                    if (one, school) not in there:
                        continue
                    far = [
                        take
                        for elsewhere in schools
                        if elsewhere != school
                        and (other, elsewhere) in there
                        and self.data.clash(trainer, school, slots[one], elsewhere, slots[other])
                        for take in there[other, elsewhere]
                    ]
                    if far:
                        # one of each at most: the slots of a seat at a school exclude each other already
                        self.model.add_linear_constraint(mathopt.fast_sum([*there[one, school], *far]) <= 1)

    def _maxima(self) -> None:
        total: dict[str, Terms] = defaultdict(list)
        for (trainer, _), seats in self.of_trainer.items():
            takes = [take for _, _, take in seats]
            total[trainer] += takes
            self._most(takes, self.data.instance.max_wpas_per_day(trainer))
        for trainer, takes in total.items():
            self._most(takes, self.data.instance.max_wpas(trainer))

    def bookings(self, result: mathopt.SolveResult) -> dict[str, Booking]:
        values = result.variable_values()
        found: dict[str, Booking] = {}
        for case in self.cases:
            for slot in case.slots:
                if (case.id, slot.id) in self.at and values[self.at[case.id, slot.id]] > MOST_WPAS_SETTINGS.chosen:
                    seats = [
                        next(
                            trainer
                            for trainer in pool
                            if (key := (case.id, slot.id, trainer)) in self.take
                            and values[self.take[key]] > MOST_WPAS_SETTINGS.chosen
                        )
                        for pool in ((case.field, case.institute) if case.two else (case.field,))
                    ]
                    found[case.id] = Booking(slot.id, *seats)
        return found
