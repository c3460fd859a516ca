"""The variables and rules of the program of slots and seats. Knows no wish.

    at[c, s]       1: WPA c has slot s                          A1: sum_s at[c, s] <= 1, = 1 for a pinned WPA (A10)
    take[c, s, t]  1: and trainer t takes a seat of it
    A2, A3   sum_{t in field} take[c, s, t] = at[c, s], and the same for the institute where two are needed
    A6, A7   per assessor, and per class and school: in every clique of slots that cannot go together at most one
    A8       per assessor and day, and in all
    A9       two assessors who are excluded from each other take no seats of one WPA

A3-A5 and A10-A12 leave the variable out.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date
from itertools import combinations

from ortools.math_opt.python import mathopt

from instances.domain.entities import Slot
from instances.domain.rulebook import Rule
from instances.domain.solution import Assessment, Booking
from models.assessment.data.cases import AssessmentData, Case
from models.assessment.data.intervals import cliques
from models.assessment.data.presence import class_mentors_present
from models.assessment.slot_program.settings import SLOT_PROGRAM_SETTINGS

Terms = list[mathopt.Variable]

Seat = tuple[Case, Slot, mathopt.Variable]
"""A WPA, a slot, and the variable that a trainer takes a seat of it then."""


class SlotProgram:
    """The program without an objective.

    Attributes:
        data: Rules and limits.
        cases: The WPAs.
        model: The model for MathOpt.
        at: Student and slot id to 1 where the WPA has that slot.
        take: Student, slot and trainer id to 1 where that trainer takes a seat of it.
        of_trainer: Trainer id and day to the seats there, each with its WPA and slot.
    """

    def __init__(self, data: AssessmentData, cases: Sequence[Case]) -> None:
        """Make the variables and post the rules.

        Args:
            data: Rules and limits.
            cases: The WPAs; each may be left out unless it is pinned.
        """
        self.data, self.cases, self.model = data, cases, mathopt.Model()
        self.at: dict[tuple[str, str], mathopt.Variable] = {}
        self.take: dict[tuple[str, str, str], mathopt.Variable] = {}
        self.of_trainer: dict[tuple[str, date], list[Seat]] = defaultdict(list)
        left_out = data.without
        for case in cases:
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

    def _one_at_a_time(self, trainer: str, seats: Sequence[Seat]) -> None:
        for running in cliques({slot.id: slot for _, slot, _ in seats}.values()):
            ids = {slot.id for slot in running}
            self._most((take for _, slot, take in seats if slot.id in ids), 1)

    def _time_to_travel(self, trainer: str, seats: Sequence[Seat]) -> None:
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

    def hint(self, bookings: Assessment) -> mathopt.ModelSolveParameters:
        """Where to start: a roster, by its slots and seats."""
        values = {at: float(self._has(bookings, student, slot)) for (student, slot), at in self.at.items()}
        for (student, slot, trainer), take in self.take.items():
            there = self._has(bookings, student, slot) and trainer in bookings[student].assessors
            values[take] = float(there)
        return mathopt.ModelSolveParameters(solution_hints=[mathopt.SolutionHint(variable_values=values)])

    @staticmethod
    def _has(bookings: Assessment, student: str, slot: str) -> bool:
        return student in bookings and bookings[student].slot == slot

    def bookings(self, result: mathopt.SolveResult) -> dict[str, Booking]:
        """The roster of a result with a solution."""
        values = result.variable_values()
        found: dict[str, Booking] = {}
        for case in self.cases:
            for slot in case.slots:
                if (case.id, slot.id) in self.at and values[self.at[case.id, slot.id]] > SLOT_PROGRAM_SETTINGS.chosen:
                    seats = [
                        next(
                            trainer
                            for trainer in pool
                            if (key := (case.id, slot.id, trainer)) in self.take
                            and values[self.take[key]] > SLOT_PROGRAM_SETTINGS.chosen
                        )
                        for pool in ((case.field, case.institute) if case.two else (case.field,))
                    ]
                    found[case.id] = Booking(slot.id, *seats)
        return found
