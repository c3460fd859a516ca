"""Other mentors for one student at once, with few others moving and a bound on each. Knows no word and no file."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from models.placement.column_generation.lagrangian_bound import PlacementDuals, lower_bound
from models.placement.data.arrays import Ints
from models.placement.data.problem import LevelTargets, PlacementProblem
from models.placement.data.score import Score
from models.placement.search.levels import ProvenRoster
from models.placement.what_if.answers import PlacementAnswer, answer_of
from models.placement.what_if.local_reoptimise import PlacementReoptimisation, promising
from models.placement.what_if.settings import QUESTION_SETTINGS
from models.search.control import Control


@dataclass(frozen=True)
class FinishedRoster:
    """A legal roster and what is known of it.

    Attributes:
        positions: Its pairs, as positions in the pairs of the problem.
        worth: What it is worth.
        least_cost: No roster with as many placed and as little shortage costs less.
        no_better_levels: It is proven that no roster places more students, nor as many with less shortage.
    """

    positions: Ints
    worth: Score
    least_cost: int
    no_better_levels: bool


def close_alternatives(
    problem: PlacementProblem, roster: FinishedRoster, duals: PlacementDuals, asked: Ints, tries: int, control: Control
) -> list[tuple[str, PlacementAnswer]]:
    """The best of a few rosters near the finished one, each with another pair of one student.

    Args:
        problem: What the roster is a roster of.
        roster: The finished roster.
        duals: Dual prices for its cost; they choose the pairs and give the bounds.
        asked: Positions of the pairs to choose from, all of one student; not empty.
        tries: How many of them are tried at most.
        control: Time for all of them.

    Returns:
        Mentor ids with their rosters, the best first. ``proven`` where the bound on the cost is reached.
    """
    worth = roster.worth
    targets = LevelTargets(worth.count, short=worth.shortage)
    bound = lower_bound(problem.facts, problem.pairs, problem.limits, problem.cheapest(targets), duals)
    bounds = np.maximum(roster.least_cost, -(-(bound.scaled + bound.reduced[asked]) // bound.scale))
    likely = promising(problem.pairs, asked, roster.positions, bound.reduced[asked], tries)
    cheapest = np.argsort(bound.reduced[asked], kind="stable")[: QUESTION_SETTINGS.close_schools]
    local = PlacementReoptimisation(
        problem, roster.positions, targets, bound, asked[np.union1d(likely, cheapest)], control
    )
    found: list[tuple[str, PlacementAnswer]] = []
    for n in likely:
        if control.remaining <= 0:
            break
        near = local.best_with(int(asked[n]))
        if near is not None:
            answer, least = answer_of(problem, ProvenRoster(near, problem.worth(near))), int(bounds[n])
            proven = roster.no_better_levels and answer.key[1:] == (-worth.count, worth.shortage, least)
            mentor = problem.facts.mentors[problem.pairs.mentor[asked[n]]]
            found.append((mentor, replace(answer, cost_bound=least, proven=proven)))
            found.sort(key=lambda pair: pair[1].key)
    return found
