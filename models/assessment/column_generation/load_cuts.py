"""What one assessor's WPAs at all schools together may cost: fair share (V2) and maximum (A8). Knows no school.

A *pattern* says how many WPAs the assessor takes at each school. A school takes an assessor for a number of
WPAs at once, and such blocks seldom add up to the share exactly. So the cost of a mixture of patterns is more
than that of its average load; ``LoadCut`` tells how much more, as a sum of prices per block.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any

import numpy as np
import numpy.typing as npt
from ortools.math_opt.python import mathopt

from models.assessment.column_generation.dual_prices import FREE, DualPrices, step
from models.search.control import Control
from models.search.mathopt import solve_linear

ExtremePoint = dict[str, int]
"""School id to WPAs there; schools without are left out."""

Steps = Mapping[str, Sequence[float]]
"""School id to a number for the first, second, ... WPA of the assessor there."""

NEVER = -(10**15)
SMALL = 1e-7
ROUNDS = 60


@dataclass(frozen=True, slots=True)
class LoadCut:
    """``above >= sum of steps taken - constant`` holds for every pattern; in WPAs above the fair share."""

    steps: Steps
    constant: float


@dataclass
class LoadPolytope:
    """One assessor. ``rooms`` is the number of WPAs at each school that could be theirs.

    ``overload`` is the scaled cost of a WPA above the share, ``dearest`` what is asked for one at most. Patterns
    ``known`` from earlier cuts make the next ones faster.
    """

    share: int
    maximum: int
    rooms: Mapping[str, int]
    overload: int
    dearest: int
    known: list[ExtremePoint] = field(default_factory=lambda: [{}])

    def most_paid(self, tariffs: Mapping[str, DualPrices], trainer: str) -> int:
        """What schools can pay for the assessor at most, less the cost of the load: this comes off the bound."""
        steps = {}
        for school, room in self.rooms.items():
            tariff = tariffs.get(school, {}).get(trainer, FREE)
            if any(tariff):
                steps[school] = [step(tariff, j) for j in range(1, room + 1)]
        values = self._values(steps, np.int64)[0] - self.overload * self._above
        return int(values.max())

    @property
    def _above(self) -> npt.NDArray[np.int64]:
        return np.maximum(0, np.arange(self.maximum + 1) - self.share)

    def _values(
        self, steps: Steps, kind: type[np.int64] | type[np.float64]
    ) -> tuple[npt.NDArray[Any], list[npt.NDArray[np.int64]]]:
        """[maximum + 1] the most that the steps add up to at each total load, and the choices that lead there."""
        best = np.full(self.maximum + 1, NEVER, dtype=kind)
        best[0] = 0
        choices = []
        for mine in steps.values():
            new, chosen = best.copy(), np.zeros(self.maximum + 1, dtype=np.int64)
            value = kind(0)
            for j, more in enumerate(mine[: self.maximum], 1):
                value += kind(more)
                reached = best[:-j] + value
                better = reached > new[j:]
                new[j:][better], chosen[j:][better] = reached[better], j
            best = new
            choices.append(chosen)
        return best, choices

    # -- cuts --------------------------------------------------------------------------------------

    def cut(self, taken: Steps, control: Control) -> tuple[float, LoadCut]:
        """How many WPAs above the share a mixture must have in all, and the cut that says so.

        ``taken`` is the part of the mixture in which a school gives the first, second, ... WPA to the assessor.
        """
        highest = self.dearest / self.overload if self.overload else 1.0
        model = mathopt.Model()
        rows: dict[tuple[str, int], mathopt.LinearConstraint] = {}
        terms = []
        for school, parts in taken.items():
            for j, part in enumerate(parts, 1):
                if part > SMALL:
                    row = rows[school, j] = model.add_linear_constraint(lb=part)
                    short = model.add_variable(lb=0)
                    row.set_coefficient(short, 1)
                    terms.append(highest * short)
        one = model.add_linear_constraint(lb=1, ub=1)
        model.minimize(mathopt.fast_sum(terms))
        for pattern in self.known:
            self._add(model, rows, one, pattern)
        value = 0.0
        steps: dict[str, tuple[float, ...]] = dict.fromkeys(taken, (0.0,))
        for _ in range(ROUNDS):
            result = solve_linear(model, control)
            if result.termination.reason != mathopt.TerminationReason.OPTIMAL:
                break
            duals = result.dual_values()
            steps = {
                school: tuple(
                    min(highest, max(0.0, duals[rows[school, j]])) if (school, j) in rows else 0.0
                    for j in range(1, self.rooms[school] + 1)
                )
                for school in taken
            }
            value = result.objective_value()
            pattern, most = self._dearest(steps)
            if most <= -duals[one] + 1e-6 or pattern in self.known:
                break
            self.known.append(pattern)
            self._add(model, rows, one, pattern)
        return value, self._lifted(steps)

    def _add(
        self,
        model: mathopt.Model,
        rows: Mapping[tuple[str, int], mathopt.LinearConstraint],
        one: mathopt.LinearConstraint,
        pattern: ExtremePoint,
    ) -> None:
        weight = model.add_variable(lb=0)
        one.set_coefficient(weight, 1)
        for school, count in pattern.items():
            for j in range(1, count + 1):
                if (school, j) in rows:
                    rows[school, j].set_coefficient(weight, 1)
        model.objective.set_linear_coefficient(weight, max(0, sum(pattern.values()) - self.share))

    def _dearest(self, steps: Steps) -> tuple[ExtremePoint, float]:
        """The pattern for which the steps exceed the WPAs above the share by most."""
        values, choices = self._values(steps, np.float64)
        values = values - self._above
        load = int(values.argmax())
        most = float(values[load])
        pattern: ExtremePoint = {}
        for school, chosen in zip(reversed(list(steps)), reversed(choices), strict=True):
            if chosen[load]:
                pattern[school] = int(chosen[load])
                load -= pattern[school]
        return pattern, most

    def _lifted(self, steps: Steps) -> LoadCut:
        """The cut, with steps for the schools it does not mention, as large as keeps it valid (sequential lifting)."""
        best = self._values(steps, np.float64)[0]
        above = self._above
        constant = float((best - above).max())
        lifted = dict(steps)
        for school, room in self.rooms.items():
            if school in steps:
                continue
            total, before = [0.0], 0.0
            for j in range(1, min(room, self.maximum) + 1):
                most = constant - float((best[:-j] - above[j:]).max())
                before = max(before, most)
                total.append(before)
            lifted[school] = tuple(b - a for a, b in pairwise(total))
            new = best.copy()
            for j, value in enumerate(total[1:], 1):
                new[j:] = np.maximum(new[j:], best[:-j] + value)
            best = new
        return LoadCut(lifted, float((best - above).max()))
