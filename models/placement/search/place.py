"""Placing students: the best placement of a workbook, with its proof for the whole workbook.

Knows how a search is started and what its result means; knows no rule by name and no level.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

from instances.domain.instance import Instance
from instances.domain.rulebook import Rule, Wish
from instances.domain.solution import Placement, PlacementResult, Proof, Status
from models.infeasibility.placement_cuts import NO_CUTS, PlacementCuts
from models.placement.column_generation.greedy import first_roster
from models.placement.column_generation.stored_duals import certificate_of
from models.placement.cp_sat.model import PlacementModel
from models.placement.data.arrays import Ints
from models.placement.data.objective import LevelKind
from models.placement.data.problem import PlacementProblem
from models.placement.search.alternative_optima import AlternativeOptima
from models.placement.search.cp_sat_step import CpSatStep
from models.placement.search.derived_bounds import derived_bounds
from models.placement.search.levels import ProvenBounds
from models.placement.search.lexicographic import LexicographicSearch
from models.placement.search.starting_roster import smallest_roster
from models.search.control import Control
from models.search.phases import placing


def place(
    instance: Instance,
    control: Control,
    previous: Placement | None = None,
    without: frozenset[Rule] = frozenset(),
    closed: Mapping[str, Callable[[str], bool]] | None = None,
    demands: PlacementCuts = NO_CUTS,
    keep: Callable[[AlternativeOptima], None] | None = None,
) -> PlacementResult:
    """The best placement in the control's time, and what is proven about it.

    First as many students as possible, then the least shortage under the boards' minimums, then the cheapest wishes.

    Args:
        instance: The semester. May be without students or mentors, and may have weights below 0.
        control: Time, stop button and listener for progress. Stopped at once, the roster is that of a greedy heuristic.
        previous: The old roster for W9, as student id to mentor id; may name people who left. None: there is none.
        without: Hard rules that are switched off, to show that they bite.
        closed: Student id to a test of mentor ids: mentors who may not be used for a reason outside P1-P15.
            A student who would have none left keeps them all.
        demands: What else the placement must keep to.
        keep: Is given the means to look for other placements of the same value. Not called without a placement.

    Returns:
        The placement with its proof. Without a placement the status is ``INFEASIBLE`` when it is proven that there is
        none, else ``UNKNOWN``.

    Source: decisions 1, 11 and 23.
    """
    if not instance.students or not instance.mentors:
        return _nobody(instance, control, previous)
    problem = PlacementProblem.under(instance, previous, without, closed or {}, demands.placed)
    model = PlacementModel(problem.facts, problem.measures, without, demands)
    progress = _Progress(problem, control)
    step = CpSatStep(model, problem.pairs, control)
    search = LexicographicSearch(problem, control, step=step, listener=progress)
    start, impossible = smallest_roster(problem, control, model, lambda found: progress.found(found, search.proven))
    if start is None:
        bounds = ProvenBounds(0) if impossible else search.proven
        status = Status.INFEASIBLE if impossible else Status.UNKNOWN
        return PlacementResult(None, Proof(status, bounds.count, 0, None, control.elapsed))
    progress.found(start, search.proven)
    filled = first_roster(problem.facts, problem.pairs, problem.limits, start)
    if demands.met(problem.placement(filled)):
        start = filled
        progress.found(start, search.proven)
    best = search.best(start)
    bounds, positions = best.bounds or search.proven, start if best.positions is None else best.positions
    if keep is not None:
        worth = problem.worth(positions)
        keep(AlternativeOptima(model, problem.pairs, positions, worth, search.bound_for(positions)))
    certificate = None if best.duals is None else certificate_of(problem.facts, problem.limits, best.duals)
    status = Status.OPTIMAL if best.proven else Status.FEASIBLE
    proof = Proof(status, bounds.count, bounds.shortage, bounds.cost, control.elapsed, certificate=certificate)
    if not without:
        narrowed = bool(closed or demands.placed)
        whole = PlacementProblem.under(instance, previous) if narrowed else problem
        master, worth = None if narrowed else search.master, problem.worth(positions)
        prices = search.level_duals if best.duals is None else {**search.level_duals, LevelKind.COST: best.duals}
        proof = replace(proof, derived=derived_bounds(whole, worth, bounds.count, prices, control, master))
    return PlacementResult(problem.placement(positions), proof)


def _nobody(instance: Instance, control: Control, previous: Placement | None) -> PlacementResult:
    """The empty roster, for a semester without students or without mentors."""
    if any(pin.school or pin.mentor for pin in instance.pins):
        return PlacementResult(None, Proof(Status.INFEASIBLE, 0, 0, None, control.elapsed))
    shortage = sum(board.min_students for board in instance.boards.values())
    changed = sum(student in instance.students for student in previous or ())
    cost = changed * instance.settings.weights.get(Wish.W9, 0)
    return PlacementResult({}, Proof(Status.OPTIMAL, 0, shortage, cost, control.elapsed))


class _Progress:
    """Tells the control's listener how far the search is."""

    def __init__(self, problem: PlacementProblem, control: Control) -> None:
        self.problem, self.control, self.rosters = problem, control, 0

    def found(self, best: Ints, proven: ProvenBounds) -> None:
        self.rosters += 1
        self.proved(best, proven)

    def proved(self, best: Ints, proven: ProvenBounds) -> None:
        score = self.problem.worth(best)
        phase = placing(proven.count - score.count, score.shortage - proven.shortage)
        self.control.report(phase, rosters=self.rosters, count=score.count, cost=score.cost, bound=proven.cost)
