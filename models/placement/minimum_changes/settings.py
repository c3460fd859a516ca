"""The tuning constants of the fewest changes, one record per algorithm, with where each value came from."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class SingleRepairSettings:
    """Proposals for one student by CP-SAT, beside everyone who has a place.

    Attributes:
        small_semester: Students at most for which every pair is in the model. In a larger semester students with a
            place may only move to the mentors that suit best. Chosen by hand, not measured apart.
        near_mentors: So many of those mentors for each student. Chosen by hand, not measured apart.
        most_changes: Changes in a proposal at most; more is nothing to ask of an office. Chosen by hand.
        seconds: Limit for one answer. Chosen by hand, not measured apart.
        probing: CP-SAT's probing level. Off: it and symmetry take three quarters of the time for one answer at 60
            students, seconds at 600, and bring nothing.
        symmetry: CP-SAT's symmetry level, off for the same reason.
        linearization: CP-SAT's linearization level. Where every pair is in the model, its relaxation proves the fewest
            in a second; without it, not in twenty.
    """

    small_semester: int = 150
    near_mentors: int = 8
    most_changes: int = 3
    seconds: float = 3.0
    probing: int = 0
    symmetry: int = 0
    linearization: int = 2


@dataclass(frozen=True, slots=True)
class JointRepairWeights:
    """What the objectives of the joint linear model weigh against each other.

    Attributes:
        unplaced: Changes that one student without a place weighs as. A pair needs at most 9 cells and one place more in
            each of 6 counting rows; the rest is for who moves to make room. Not measured.
        asked: Students who move that one minute or day that is asked weighs as. Chosen by hand.
        unplaced_asked: Students who move that one student without a place weighs as. A travel time of three hours more
            weighs 1800 with ``asked``, so one student is never left out to ask others less. Not measured.
    """

    unplaced: float = 100.0
    asked: float = 10.0
    unplaced_asked: float = 1e5


@dataclass(frozen=True, slots=True)
class JointRepairSettings:
    """The fewest changes for all together: relaxation, roster and bound.

    Attributes:
        entering: Candidates for each student that enter the relaxation in a round. Chosen by hand.
        rounds: Rounds of the relaxation at most. Chosen by hand; nearly all end sooner.
        integer_share: Part of the time left (0-1) for each search after the relaxation. Chosen by hand.
        least_asking: Candidates for each student left out that ask least, for the search of those. Chosen by hand.
        all_candidates: So many candidates can all be in the model (decision 21).
        nodes: Limit of the branch and bound; nearly all end at the root. In reproducible mode nothing else limits it.
        widening: Candidates to look at as well where the first roster was not proven the best. Chosen by hand.
        tolerance: A reduced cost is below 0 from here on. Of the solver.
        rounding: Far above what a solver is off, far below one change (decision 21).
        below_one: Changes are whole: so near its bound a number is the least.
        alike_decimals: Decimals in which the dual prices of students must be equal for them to be taken together.
            Chosen by hand.
    """

    entering: int = 6
    rounds: int = 80
    integer_share: float = 0.4
    least_asking: int = 40
    all_candidates: int = 30_000
    nodes: int = 500
    widening: int = 20_000
    tolerance: float = 1e-6
    rounding: float = 0.02
    below_one: float = 0.99
    alike_decimals: int = 3


@dataclass(frozen=True, slots=True)
class LazyCutSettings:
    """Rows that a relaxation gets when its values break them.

    Attributes:
        violated: By so much a value must break a row, in students. Chosen by hand.
        noticed: A value below this takes no part in the search for such rows, in students: a tenth of ``violated``.
            Chosen by hand.
        cliques: With more maximal cliques of sets of days than this, one for each weekday. Chosen by hand.
    """

    violated: float = 0.005
    noticed: float = 0.0005
    cliques: int = 40


@dataclass(frozen=True, slots=True)
class PinConflictSettings:
    """Why pins cannot all stand.

    Attributes:
        ways_out: Changes of the workbook that are proposed at most. Chosen by hand.
    """

    ways_out: int = 4


SINGLE_REPAIR_SETTINGS = SingleRepairSettings()
JOINT_WEIGHT_SETTINGS = JointRepairWeights()
JOINT_REPAIR_SETTINGS = JointRepairSettings()
LAZY_CUT_SETTINGS = LazyCutSettings()
PIN_CONFLICT_SETTINGS = PinConflictSettings()
