"""The tuning constants of the placement search, with where each value came from."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class LexicographicSettings:
    """How a lexicographic search spends its time around the integer steps.

    Attributes:
        starting_pairs: Pairs per student and per mentor in the first relaxation. Six when a placement is made
            (decision 11); where it is asked about, the pairs of a roster join them and three are enough (by hand).
        alternatives: Pairs beside the one that the relaxation chose, for each dive in turn. Chosen by hand.
        reuse_duals: Whether known duals of the cost spare a relaxation, and with it the dive: for questions, which come
            with stored duals (decision 13). Where a placement is made, all there are is duals of targets out of reach.
        relax_settled: Whether a shortage that the start settles is relaxed all the same, which lets in pairs for the
            relaxation of the cost. Kept as it was for each: where a placement is made, not for questions.
        optimistic_share: Part of the time left (0-1) for the relaxation at the optimistic targets. Chosen by hand.
        relaxation_share: The same for the relaxation of any other level. Chosen by hand.
        shortage_share: The same for the proof that no roster is less short. Chosen by hand.
        long_list: Up to so many pairs all that the proof needs are searched at once; with more of them outside the
            list new duals are worth their second. Chosen by hand.
    """

    starting_pairs: int
    alternatives: tuple[int, ...]
    reuse_duals: bool
    relax_settled: bool
    optimistic_share: float
    relaxation_share: float = 0.5
    shortage_share: float = 0.4
    long_list: int = 9000


@dataclass(frozen=True, slots=True)
class CpSatStepSettings:
    """Integer steps by CP-SAT, on models that are made anew for each list.

    Attributes:
        list_sizes: Pairs per student in growing candidate lists; then all that the proof needs. Chosen by hand.
        build_seconds: Seconds to make a model, per pair: a list that leaves no time to search is not begun. Measured.
        share: Part of the time left (0-1) for a search that cannot complete the proof. Chosen by hand.
    """

    list_sizes: tuple[int, ...] = (8, 30, 120)
    build_seconds: float = 1e-4
    share: float = 0.5


@dataclass(frozen=True, slots=True)
class HighsStepSettings:
    """Integer steps by HiGHS, on the pairs that the restricted master holds.

    Attributes:
        first_list: Pairs in the first candidate list; more take longer to make than they help (decision 13).
        growth: Each next list is so many times as long. Chosen by hand.
        near_gap: Part of the cost within which a roster is good enough where no proof is asked for. Chosen by hand.
    """

    first_list: int = 4000
    growth: int = 3
    near_gap: float = 1e-3


@dataclass(frozen=True, slots=True)
class AlternativeOptimaSettings:
    """Other placements of the same value.

    Attributes:
        most_pairs: Pairs in one model. Making a model of so many was seen to take about two seconds; the number itself
            was chosen by hand and no other was measured.
        without_bound: Pairs per student, when no bound says which can be in a roster of this value. Chosen by hand.
    """

    most_pairs: int = 20_000
    without_bound: int = 12


@dataclass(frozen=True, slots=True)
class DerivedSettings:
    """Relaxations after the search, for what prices alone prove.

    Attributes:
        starting_pairs: Pairs per student and per mentor in the first one, as where a placement is made.
        share: Part of the time left (0-1) for each. Chosen by hand.
    """

    starting_pairs: int = 6
    share: float = 0.3


PLACING_SETTINGS = LexicographicSettings(
    starting_pairs=6, alternatives=(0, 2), reuse_duals=False, relax_settled=True, optimistic_share=0.6
)
ASKING_SETTINGS = LexicographicSettings(
    starting_pairs=3, alternatives=(2,), reuse_duals=True, relax_settled=False, optimistic_share=0.5
)
CP_SAT_STEP_SETTINGS = CpSatStepSettings()
HIGHS_STEP_SETTINGS = HighsStepSettings()
ALTERNATIVE_OPTIMA_SETTINGS = AlternativeOptimaSettings()
DERIVED_SETTINGS = DerivedSettings()
