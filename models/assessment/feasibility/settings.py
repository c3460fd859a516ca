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
class MostWpasSettings:
    """The integer program of all WPAs with their slots, for the most that can be scheduled.

    Attributes:
        most_variables: Larger programs are not tried. Chosen by hand; a tight board has some 3,000, an easy one 30,000.
        seconds: Limit; the bound is valid then too. Measured: at most 7 s on tight boards.
        gap: Absolute gap at which the number is proven: less than one WPA. A fact of whole numbers.
        rounding: What a bound may be above a whole number by rounding errors.
        chosen: From where a value of HiGHS is 1.
    """

    most_variables: int = 60_000
    seconds: float = 20.0
    gap: float = 1 - 1e-4
    rounding: float = 1e-4
    chosen: float = 0.5


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


MOST_WPAS_SETTINGS = MostWpasSettings()
COUNT_BOUND_SETTINGS = CountBoundSettings()
INFEASIBLE_SUBSET_SETTINGS = InfeasibleSubsetSettings()
SCREENING_SETTINGS = ScreeningSettings()
