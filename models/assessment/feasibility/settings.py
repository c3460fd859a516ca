"""The limits of the feasibility questions, per algorithm, with where each value came from. Knows no algorithm."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class CountBoundSettings:
    """The upper bound on how many WPAs can be scheduled.

    Attributes:
        school_seconds: Limit for the block of one school; its bound is valid then too. Chosen by hand, not measured
            apart.
        flow_seconds: Limit for the relaxation of all schools; its bound is valid then too. Chosen by hand, not measured
            apart.
    """

    school_seconds: float = 5.0
    flow_seconds: float = 20.0


@dataclass(frozen=True, slots=True)
class InfeasibleSubsetSettings:
    """The search for a small set of WPAs that cannot all be scheduled.

    Attributes:
        seconds: Limit for the question whether some WPAs go together; later it is not proven. Chosen by hand, not
            measured apart.
        max_wpas: WPAs looked at together; a larger conflict that counting does not see goes unexplained (decision 8).
            Chosen by hand, not measured apart.
    """

    seconds: float = 3.0
    max_wpas: int = 30


@dataclass(frozen=True, slots=True)
class ScreeningSettings:
    """The counting of WPAs that are possible under a placement.

    Attributes:
        max_unions: Sets of slots for which a school is counted, about: beyond it only the union of all is added. Chosen
            by hand, not measured apart.
    """

    max_unions: int = 64


COUNT_BOUND_SETTINGS = CountBoundSettings()
INFEASIBLE_SUBSET_SETTINGS = InfeasibleSubsetSettings()
SCREENING_SETTINGS = ScreeningSettings()
