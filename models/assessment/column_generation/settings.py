"""The tuning constants of column generation, per algorithm, with where each value came from. Knows no algorithm.

Costs and prices are scaled: ``SCALE`` times the cost of a roster.
"""

from __future__ import annotations

from dataclasses import dataclass

from models.assessment.column_generation.dual_prices import SCALE


@dataclass(frozen=True, slots=True)
class PricingSettings:
    """The pricing problem of one school.

    Attributes:
        seconds: Limit for one school; its bound is valid then too, only less sharp. Chosen by hand, not measured apart.
        rechecked: Schools per worker that are solved again between two looks at the clock. Chosen by hand.
    """

    seconds: float = 10.0
    rechecked: int = 8


@dataclass(frozen=True, slots=True)
class LoadCutSettings:
    """The separation of load cuts.

    Attributes:
        zero: Part of a WPA (0-1) that counts as none and gets no row. Numerical; chosen by hand.
        rounds: Extreme points generated for one cut, at most. A safeguard chosen by hand, not measured apart.
    """

    zero: float = 1e-7
    rounds: int = 60


@dataclass(frozen=True, slots=True)
class RestrictedMasterSettings:
    """The restricted master LP.

    Attributes:
        min_violation: WPAs above the fair share by which the LP must break a cut for the cut to be worth its row.
            Chosen by hand, not measured apart.
        zero: Weight of a column (0-1), or scaled dual value, that counts as nothing. Numerical; chosen by hand.
        seconds: Limit for one LP; at 600 WPAs it takes a few seconds (decision 12). Chosen by hand.
        cut_rounds: Rounds of cuts on one set of columns, at most. Chosen by hand, not measured apart.
        unscheduled_penalty: Scaled cost of the artificial variable for a WPA more left out than may be; also the
            largest price of leaving one out. Larger than any WPA costs at the usual weights.
    """

    min_violation: float = 0.03
    zero: float = 1e-6
    seconds: float = 30.0
    cut_rounds: int = 4
    unscheduled_penalty: int = 1000 * SCALE


@dataclass(frozen=True, slots=True)
class SetPartitioningSettings:
    """The integer restricted master as a heuristic; as a proof it is solved to optimality.

    Attributes:
        relative_gap: Gap (0-1) at which a choice of columns is good enough. Chosen by hand, not measured apart.
        most_beyond: Upper bound of a variable that counts WPAs beyond a limit: more than any assessor does.
    """

    relative_gap: float = 0.0005
    most_beyond: int = 1000


@dataclass(frozen=True, slots=True)
class LagrangianSettings:
    """The Lagrangian bound and the dual prices it is taken at.

    The weight of the best dual prices so far in the next (Wentges) is ``smoothing * decay ** n`` after ``n`` rounds
    without gain. Measured (decision 12): with 0.6 there were, with cuts, four rounds without a gain at 600 WPAs, with
    0.85 the bound rose by 18 in five rounds; on a board 0.6 took 8 rounds against 15.

    Attributes:
        scarcity: Upper limit, beyond the weight of V2, of the scaled dual price of an assessor's last WPA under the
            maximum (A8). Chosen by hand, not measured apart.
        smoothing: Weight (0-1) before there are cuts. Measured, see above.
        smoothing_decay: Its factor per round without gain. Chosen by hand, not measured apart.
        cut_smoothing: Weight (0-1) with cuts, whose dual values swing more. Measured, see above.
        cut_smoothing_decay: Its factor per round without gain. Chosen by hand, not measured apart.
        first_tolerance: Relative gap (0-1) of the pricing problems in the first rounds. Chosen by hand.
        first_rounds: How many rounds that are. Chosen by hand.
        tolerance: Relative gap of the pricing problems afterwards. Chosen by hand.
        cut_tolerance: Relative gap of the pricing problems with cuts. Chosen by hand.
        grain: Scaled dual prices are rounded to multiples of this. A school whose rounded prices are those of the
            round before keeps its column, and its pricing problem is not solved again. Chosen by hand.
        converged_gap: Column generation without cuts ends when the restricted master LP is above the Lagrangian bound
            by at most this part (0-1) of the bound. Chosen by hand.
        converged_cost: The same with cuts, as a difference in cost. Chosen by hand.
        stalled_rounds: Rounds in which the bound does not rise, after which column generation ends. Chosen by hand.
        batches: Tasks per worker in a round: smaller tasks level out when workers finish. Chosen by hand.
    """

    scarcity: int = 30 * SCALE
    smoothing: float = 0.6
    smoothing_decay: float = 0.65
    cut_smoothing: float = 0.85
    cut_smoothing_decay: float = 0.8
    first_tolerance: float = 0.02
    first_rounds: int = 4
    tolerance: float = 0.002
    cut_tolerance: float = 0.0005
    grain: int = 10
    converged_gap: float = 0.002
    converged_cost: float = 0.5
    stalled_rounds: int = 8
    batches: int = 4


@dataclass(frozen=True, slots=True)
class EnumerationSettings:
    """Closing the gap by enumerating columns.

    Attributes:
        most_columns: Columns per school; with more it is not worth the time. Chosen by hand, not measured apart.
    """

    most_columns: int = 150


@dataclass(frozen=True, slots=True)
class RepricingSettings:
    """The primal heuristic that chooses columns and has every school answer the choice.

    Attributes:
        choice_seconds: Limit for one choice of columns. Chosen by hand, not measured apart.
        pricing_seconds: Limit for one school. Chosen by hand, not measured apart.
        pricing_gap: Relative gap (0-1) of one school. Chosen by hand, not measured apart.
        day_penalty: Scaled cost of a WPA beyond what a day can hold. Measured: a day too full costs no more than that
            once the roster is made; 40 is far too much, and hard limits are worse still (decision 12).
        most_reduced_cost: Scaled reduced cost from which a column is left out of the choice. Chosen by hand.
        perturbation: Every other round each price is changed by at most this (scaled), or the same columns come back.
            Chosen by hand, not measured apart.
    """

    choice_seconds: float = 4.0
    pricing_seconds: float = 2.0
    pricing_gap: float = 0.005
    day_penalty: int = 3 * SCALE
    most_reduced_cost: int = 40 * SCALE
    perturbation: int = 3 * SCALE


PRICING_SETTINGS = PricingSettings()
LOAD_CUT_SETTINGS = LoadCutSettings()
RESTRICTED_MASTER_SETTINGS = RestrictedMasterSettings()
SET_PARTITIONING_SETTINGS = SetPartitioningSettings()
LAGRANGIAN_SETTINGS = LagrangianSettings()
ENUMERATION_SETTINGS = EnumerationSettings()
REPRICING_SETTINGS = RepricingSettings()
