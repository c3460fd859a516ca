"""The tuning constants of column generation, one record per algorithm, with where each value came from.

Costs are in units of the weighted wishes, as in a roster. Knows no algorithm.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class MasterSettings:
    """The restricted master: its columns, its lazy rows and when it has grown enough.

    Attributes:
        entering_per_student: Pairs that enter in a round, per student. Chosen by hand, not measured apart.
        rounds: Rounds at most. A safeguard chosen by hand, not measured apart.
        tolerance: Part of a dual value, or a number of students, that counts as 0. Numerical; chosen by hand.
        violated: Part of a student by which a lazy row must be broken to be added. Chosen by hand, not measured apart.
        enough: Cost by which more columns must still be able to raise the bound: costs are integers, so a bound this
            near its end is rounded up to the same. Chosen by hand, not measured apart.
        many_students: Beyond so many a round takes ten seconds (decision 11) and ``enough_part`` holds as well.
        enough_part: The same as ``enough``, but as a part of the cost (0-1), beyond ``many_students`` (decision 11).
        out_of_reach: So near its end, as a part of the cost (0-1), a relaxation no longer finds what it lacks to meet
            what was demanded. Chosen by hand, not measured apart.
        many_rows: Beyond so many rows an interior point finds the first basis sooner than the simplex method does.
            The method is of decision 11; the number was chosen by hand.
        many_columns: Part of all columns (0-1) that are new, beyond which the last basis helps less than a method
            that needs none. The method is of decision 11; the number was chosen by hand.
        artificial_factor: Cost of one unit of an artificial variable, as a multiple of the most expensive pair. Chosen
            by hand; stored prices are cut off at twice this (``StoredDualSettings``).
    """

    entering_per_student: int = 8
    rounds: int = 60
    tolerance: float = 1e-6
    violated: float = 0.02
    enough: float = 0.1
    many_students: int = 2000
    enough_part: float = 2e-4
    out_of_reach: float = 0.01
    many_rows: int = 6000
    many_columns: float = 0.03
    artificial_factor: float = 10.0


@dataclass(frozen=True, slots=True)
class CandidateSettings:
    """Which pairs a search looks at first, given a relaxation.

    Attributes:
        split_pairs: Pairs of a student whom the relaxation splits over mentors. Chosen by hand, not measured apart.
        integral: Value of a pair (0-1) from which the relaxation gives the student to that mentor. Chosen by hand.
        rounded: Value of a pair (0-1) above which it is rounded up. At most one pair of a student is.
        positive: Value of a pair (0-1) above which it is in the relaxation at all. Numerical; chosen by hand.
    """

    split_pairs: int = 10
    integral: float = 0.99
    rounded: float = 0.5
    positive: float = 1e-6


@dataclass(frozen=True, slots=True)
class FlowSettings:
    """The network of the flow bound.

    Attributes:
        few_pairs: A student with more pairs is not limited by single mentors but by schools, and gets arcs to those:
            fewer arcs, and a bound that still holds. Chosen by hand, not measured apart.
    """

    few_pairs: int = 40


@dataclass(frozen=True, slots=True)
class FirstRosterSettings:
    """The greedy first roster.

    Attributes:
        company_pairs: Pairs per school with a pin and a minimum, from which those are taken who join the pinned
            students there; all of them where those do not do. Chosen by hand, not measured apart.
    """

    company_pairs: int = 50


@dataclass(frozen=True, slots=True)
class IntegerMasterSettings:
    """The integer restricted master.

    Attributes:
        below_one: Cost by which no roster may be better when the search ends: costs are integers, so a roster this near
            its bound is the best.
        rounding: Cost that is taken off a bound of HiGHS before it is rounded up: far above what HiGHS is off, far
            below one (decision 13).
    """

    below_one: float = 0.99
    rounding: float = 0.02


@dataclass(frozen=True, slots=True)
class StoredDualSettings:
    """Dual prices from an earlier run.

    Attributes:
        largest: A stored price beyond so many times the most expensive pair was made up and is cut off: sums of it
            could pass 64 bits. Twice the cost of an artificial variable.
    """

    largest: int = 20


MASTER_SETTINGS = MasterSettings()
CANDIDATE_SETTINGS = CandidateSettings()
FLOW_SETTINGS = FlowSettings()
FIRST_ROSTER_SETTINGS = FirstRosterSettings()
INTEGER_MASTER_SETTINGS = IntegerMasterSettings()
STORED_DUAL_SETTINGS = StoredDualSettings()
