"""How many students can be placed at most, and how short boards stay at least: a flow over every pair.

Knows capacities only; what a flow cannot count (weekdays, care, minimums of schools, who may not meet) is left
out, so that the figures hold for every roster and may be optimistic. Source: decision 11.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from ortools.graph.python import min_cost_flow

from models.placement.column_generation.settings import FLOW_SETTINGS
from models.placement.data.arrays import Ints, PlacementArrays
from models.placement.data.capacity import Limits
from models.placement.data.pairs import CandidatePairs


@dataclass(frozen=True)
class FlowBound:
    """What no roster betters.

    Attributes:
        count: Students placed at most.
        shortage: Students that boards stay short of their minimum at least, when so many are placed.
    """

    count: int
    shortage: int


class _Network:
    """Arcs from a source through students, mentors, schools and groups of schools to a sink."""

    def __init__(self) -> None:
        self.nodes = 0
        self.flow = min_cost_flow.SimpleMinCostFlow()

    def node(self, number: int = 1) -> Ints:
        self.nodes += number
        return np.arange(self.nodes - number, self.nodes)

    def arcs(self, tails: Ints, heads: Ints, capacities: Ints | int, cost: int = 0) -> None:
        tails, heads, capacity, costs = np.broadcast_arrays(tails, heads, capacities, cost)
        self.flow.add_arcs_with_capacity_and_unit_cost(tails, heads, capacity, costs)


def flow_bound(facts: PlacementArrays, pairs: CandidatePairs, limits: Limits) -> FlowBound | None:
    """Both figures from one flow of minimum cost.

    Args:
        facts: The semester.
        pairs: Every pair that may be used.
        limits: The counting rules in force.

    Returns:
        The bounds; None when the flow could not be solved.
    """
    everyone = len(facts.students)
    net = _Network()
    source, sink = net.node(), net.node()
    students, mentors, schools = net.node(everyone), net.node(len(facts.mentors)), net.node(len(facts.schools))
    net.arcs(source, students, 1)
    number = np.bincount(pairs.student, minlength=everyone)
    few = pairs.take(number[pairs.student] <= FLOW_SETTINGS.few_pairs)
    net.arcs(students[few.student], mentors[few.mentor], 1)
    net.arcs(mentors, schools[facts.school_of], everyone if limits.mentors is None else limits.mentors)
    many = number[pairs.student] > FLOW_SETTINGS.few_pairs
    at_school = np.unique(pairs.student[many] * len(schools) + facts.school_of[pairs.mentor[many]])
    net.arcs(students[at_school // len(schools)], schools[at_school % len(schools)], 1)
    minimums = _add_groups(net, limits, schools, sink, _net_places(facts, pairs, limits))
    net.flow.set_nodes_supplies(np.r_[source, sink], np.array([everyone, -everyone]))
    if net.flow.solve_max_flow_with_min_cost() != net.flow.OPTIMAL:
        return None
    return FlowBound(net.flow.maximum_flow(), minimums + net.flow.optimal_cost())


def _net_places(facts: PlacementArrays, pairs: CandidatePairs, limits: Limits) -> Ints:
    """[K] places, as far as there are mentors who fit some student."""
    if limits.mentors is None:
        return limits.places
    fit = np.zeros(len(facts.mentors), dtype=bool)
    fit[pairs.mentor] = True
    guided = np.bincount(facts.school_of, weights=np.where(fit, limits.mentors, 0), minlength=len(facts.schools))
    return np.minimum(limits.places, guided.astype(np.int64))


def _add_groups(net: _Network, limits: Limits, schools: Ints, sink: Ints, places: Ints) -> int:
    """Groups within groups, the largest first; one that crosses another is left out. Returns the sum of minimums."""
    everyone, minimums = len(limits.pinned), 0
    above = np.full(len(schools), sink[0])  # the group a school stands in, so far the smallest
    for group in sorted(limits.groups, key=lambda g: (g.minimum == 0, -len(g.schools))):
        minimums += group.minimum
        parents = np.unique(above[group.schools])
        if len(parents) == 1 and (group.minimum or group.maximum is not None):
            inside, outside = net.node(), net.node()
            net.arcs(outside, parents, everyone if group.maximum is None else min(everyone, group.maximum))
            net.arcs(inside, outside, group.minimum, -1)
            net.arcs(inside, outside, everyone)
            above[group.schools] = inside[0]
    net.arcs(schools, above, np.minimum(everyone, places))
    return minimums
