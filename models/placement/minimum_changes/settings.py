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
        unplaced: Changes that one student without a place weighs as: more than any student needs.
        asked: Students who move that one minute or day that is asked weighs as. Chosen by hand.
        unplaced_asked: Students who move that one student without a place weighs as: more than can be asked.
    """

    unplaced: float = 100.0
    asked: float = 10.0
    unplaced_asked: float = 1e5


SINGLE_REPAIR = SingleRepairSettings()
JOINT_WEIGHTS = JointRepairWeights()
