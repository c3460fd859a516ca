"""The tuning constants of the search for a WPA roster, per algorithm, with where each value came from."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class GreedySettings:
    """The first roster, school by school.

    Attributes:
        chunk_size: WPAs of one school solved in one go, at most. Chosen by hand ("a dozen", decision 2).
        narrow_width: Assessors per pool and WPA in the first try. Chosen by hand.
        wide_width: The same in the second, where there are more; of hundreds the model alone took a minute. Chosen by
            hand.
        narrow_seconds: Limit of the first try, per chunk. Chosen by hand, not measured apart.
        wide_seconds: Limit of the second try, per chunk. Chosen by hand, not measured apart.
        tolerance: Relative gap (0-1) of one school in a first roster; it is improved later anyway. Chosen by hand.
        column_width: Assessors per pool and WPA in the pricing problem of a chunk. Chosen by hand.
        same_assessors_seconds: Limit for one chunk with the assessors of its column on other days. Chosen by hand.
    """

    chunk_size: int = 12
    narrow_width: int = 5
    wide_width: int = 40
    narrow_seconds: float = 2.0
    wide_seconds: float = 20.0
    tolerance: float = 0.03
    column_width: int = 16
    same_assessors_seconds: float = 1.0


@dataclass(frozen=True, slots=True)
class RegionSettings:
    """The first roster of a large semester, region by region.

    Attributes:
        least_wpas: From so many WPAs on. Of 600 the workers have enough to do with the first bound. Chosen by hand.
        each_worker: Regions for each worker, so that none waits long for the last. Chosen by hand.
        width: Assessors per pool who are wanted for a WPA when the assessors are divided. Chosen by hand.
    """

    least_wpas: int = 1000
    each_worker: int = 8
    width: int = 8


@dataclass(frozen=True, slots=True)
class DestroySettings:
    """The destroy operators of the large-neighbourhood search. All chosen by hand, not measured apart.

    Attributes:
        takers: Assessors below their fair share who may take over WPAs of one above it.
        takers_noise: Minutes by which the distance of such an assessor is perturbed, at most.
        able: Assessors able to take an unscheduled WPA whose other WPAs are destroyed as well.
        present_weight: Weight of another school of an assessor who visits an expensive school.
        able_weight: The same for an assessor who could visit it.
    """

    takers: int = 6
    takers_noise: float = 10.0
    able: int = 4
    present_weight: int = 3
    able_weight: int = 1


@dataclass(frozen=True, slots=True)
class LnsSettings:
    """The large-neighbourhood search.

    Attributes:
        size: WPAs destroyed at a time, at first. Chosen by hand ("a dozen", decision 2).
        smallest: The least that ``size`` shrinks to. Chosen by hand.
        largest: The most that ``size`` grows to. Chosen by hand.
        shrink: WPAs fewer after a neighbourhood that was not solved to optimality. Chosen by hand.
        grow: WPAs more after one that was solved quickly. Chosen by hand.
        quick_seconds: What counts as quickly. Chosen by hand.
        width: Assessors per pool and WPA considered in the repair. Chosen by hand.
        seconds: Limit for one neighbourhood. Chosen by hand.
        least_seconds: What one gets also where less is left of the time. Chosen by hand.
        decay: Weight (0-1) of the earlier score of a destroy operator in the next. Chosen by hand.
        reward: Added to the score of an operator that led to an improvement. Chosen by hand.
        least_score: No operator scores less, so that each goes on being tried. Chosen by hand.
    """

    size: int = 14
    smallest: int = 6
    largest: int = 40
    shrink: int = 2
    grow: int = 1
    quick_seconds: float = 0.6
    width: int = 6
    seconds: float = 4.0
    least_seconds: float = 0.05
    decay: float = 0.9
    reward: float = 0.5
    least_score: float = 0.2


@dataclass(frozen=True, slots=True)
class PortfolioSettings:
    """Bound, columns and improvement under one clock. Shares are of the time left (0-1).

    Attributes:
        first_bound_share: For the first rounds of column generation, and again for a small roster's first proof.
            Chosen by hand, not measured apart.
        first_repricings: Rounds of repricing at first, with a roster after each: a few bring the choice at 600 WPAs
            from 9,200 to 9,000 (decision 12). The number was chosen by hand.
        first_repricing_share: For one of those rounds. Chosen by hand.
        last_rosters: Rosters made after the last of those rounds, each knowing what the one before cost more.
            Chosen by hand.
        repricing_share: For the round of repricing of one turn. Chosen by hand.
        bound_rounds: Rounds of column generation in one turn, at most: the first after new cuts seldom raises the
            bound. Chosen by hand.
        lns_share: For one turn of large-neighbourhood search. Chosen by hand.
        lns_seconds: The least that such a turn gets. Chosen by hand.
        closing_cases: WPAs up to which closing the gap by enumeration is tried (decision 12).
        closing_gap: Relative gap (0-1) up to which it is tried (decision 12).
        closing_share: For one try. Chosen by hand.
        turn_seconds: What a turn counts at least: work must end too where no executor answers. Chosen by hand.
        least_seconds: Gains per second are taken over so many seconds at least. Chosen by hand.
        decay: Weight (0-1) of earlier turns in what a method is expected to bring. Chosen by hand.
        exploration: Expected gain per second, for each second that a method had to wait, as a part of the cost of
            the roster. Chosen by hand, not measured apart.
    """

    first_bound_share: float = 0.4
    first_repricings: int = 4
    first_repricing_share: float = 0.4
    last_rosters: int = 2
    repricing_share: float = 0.5
    bound_rounds: int = 4
    lns_share: float = 0.04
    lns_seconds: float = 2.0
    closing_cases: int = 120
    closing_gap: float = 0.015
    closing_share: float = 0.4
    turn_seconds: float = 0.01
    least_seconds: float = 0.1
    decay: float = 0.3
    exploration: float = 4e-5


@dataclass(frozen=True, slots=True)
class ScheduleSettings:
    """One run from nothing to a roster with its proof. Shares are of the time left (0-1). All chosen by hand.

    Attributes:
        bound_rounds: Rounds of column generation at most while the first roster is made.
        exact_share: For one model of everything, where that is tried; then the search takes over.
        unscheduled_share: For the WPAs that the first roster left unscheduled.
        unscheduled_seconds: The most that they get.
    """

    bound_rounds: int = 4
    exact_share: float = 0.4
    unscheduled_share: float = 0.2
    unscheduled_seconds: float = 30.0


GREEDY_SETTINGS = GreedySettings()
REGION_SETTINGS = RegionSettings()
DESTROY_SETTINGS = DestroySettings()
LNS_SETTINGS = LnsSettings()
PORTFOLIO_SETTINGS = PortfolioSettings()
SCHEDULE_SETTINGS = ScheduleSettings()
