"""The day of one trainer in the program: a circuit from the base along visits and WPAs, with travel and waiting."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Protocol

from ortools.sat.python import cp_model

from models.visits.data import FREE_MINUTES, QUARTER, Component, Traveller, quarters


class Program(Protocol):
    """What a circuit needs of the program that it is in."""

    component: Component
    model: cp_model.CpModel
    on: dict[tuple[int, int], cp_model.IntVar]
    start: list[cp_model.IntVar]


@dataclass(frozen=True, slots=True)
class _Node:
    """A visit or a WPA: when it begins at the earliest and the latest, and where."""

    begin: cp_model.IntVar | int
    first: int
    last: int
    minutes: int
    school: str


class DayCircuit:
    """Posts the circuit of one trainer and day (B5).

    Attributes:
        minutes: Of travel, less those with the WPAs only (R1).
        waiting: Quarters, less those with the WPAs only (R4).
    """

    def __init__(self, program: Program, traveller: Traveller, day: int, numbers: Sequence[int]) -> None:
        """Post it.

        Args:
            program: Where.
            traveller: The trainer.
            day: Number of the day.
            numbers: Numbers of the items that may be on it.
        """
        self._model, self._traveller, self._component = program.model, traveller, program.component
        items, stops = program.component.items, traveller.stops.get(day, ())
        self._nodes = [
            _Node(
                program.start[number],
                items[number].starts[day][0],
                items[number].starts[day][-1],
                items[number].minutes,
                items[number].school,
            )
            for number in numbers
        ]
        self._nodes += [_Node(stop.begin, stop.begin, stop.begin, stop.end - stop.begin, stop.school) for stop in stops]
        self._arcs: list[tuple[int, int, cp_model.LiteralT]] = []
        self._legs: list[cp_model.LinearExprT] = []
        self._waits: dict[int, cp_model.IntVar] = {}
        for node, number in enumerate(numbers, 1):
            self._arcs.append((node, node, program.on[number, day].negated()))
            for place in ((0, node), (node, 0)):
                self._add(place, traveller.base[items[number].school])
        if not stops:
            self._arcs.append((0, 0, self._model.new_bool_var("")))
        self._add_stops(len(numbers), len(stops))
        for one in range(1, len(numbers) + 1):
            for other in range(1, len(self._nodes) + 1):
                if one != other:
                    self._follow(one, other)
                    if other > len(numbers):
                        self._follow(other, one)
        self._model.add_circuit(self._arcs)
        self.minutes: cp_model.LinearExprT = sum(self._legs) - traveller.fixed_minutes(day)
        self.waiting: cp_model.LinearExprT = sum(self._waits.values()) - traveller.fixed_waiting(day)

    def _add_stops(self, before: int, stops: int) -> None:
        """WPAs stay in their order; the base may be before the first and after the last."""
        numbers = range(before + 1, before + stops + 1)
        if stops:
            self._add((0, numbers[0]), self._traveller.base[self._nodes[numbers[0] - 1].school])
            self._add((numbers[-1], 0), self._traveller.base[self._nodes[numbers[-1] - 1].school])
        for one, other in pairwise(numbers):
            self._follow(one, other, fixed=True)

    def _add(self, place: tuple[int, int], minutes: int) -> cp_model.IntVar:
        taken = self._model.new_bool_var("")
        self._arcs.append((*place, taken))
        if minutes:
            self._legs.append(minutes * taken)
        return taken

    def _follow(self, one: int, other: int, fixed: bool = False) -> None:
        """The one, then the other, where that can be; WPAs that follow each other stand as they are."""
        before, after = self._nodes[one - 1], self._nodes[other - 1]
        trainer = self._traveller.id
        gap = self._component.gap(trainer, before.school, after.school)
        leg = self._traveller.minutes(before.school, after.school)
        if not fixed and before.first + before.minutes + gap > after.last:
            return
        taken = self._add((one, other), leg)
        if not fixed:
            begin = cp_model.LinearExpr.weighted_sum([after.begin, before.begin], [1, -1])
            self._model.add(begin >= before.minutes + gap).only_enforce_if(taken)
        if quarters(after.last - before.first - before.minutes - leg):
            wait = self._wait(other)
            free = before.minutes + leg + FREE_MINUTES + (QUARTER - 1)
            waits = cp_model.LinearExpr.weighted_sum([after.begin, before.begin, wait], [1, -1, -QUARTER])
            self._model.add(waits <= free).only_enforce_if(taken)

    def _wait(self, node: int) -> cp_model.IntVar:
        """Quarters of waiting before a visit or WPA."""
        if node not in self._waits:
            self._waits[node] = self._model.new_int_var(0, 24 * 60 // QUARTER, "")
        return self._waits[node]
