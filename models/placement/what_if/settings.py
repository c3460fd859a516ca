"""The tuning constants of questions about a placement, of replanning it and of variants, with where each came from."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class PlacementQuestionSettings:
    """Questions about a finished roster.

    Attributes:
        best_share: Part of the time left (0-1) for the best roster of the workbook, where it has to be found first.
            Chosen by hand.
        close_tries: Mentors tried for alternatives close by. Each was seen to take some 80 ms in a semester of 600, so
            that an answer comes within about a second; the number itself was chosen by hand, no other was measured.
        close_schools: Mentors at whose schools others may move to make room for those alternatives. Chosen by hand.
    """

    best_share: float = 0.5
    close_tries: int = 15
    close_schools: int = 22


@dataclass(frozen=True, slots=True)
class AlternativesSettings:
    """The cheapest pairs of one student, with one proof for all of them.

    Attributes:
        short_list: Pairs that hold the best roster nearly always (decision 13).
        rounds: Times that a better roster may come out of the proof and the proof is tried again. Chosen by hand.
    """

    short_list: int = 2000
    rounds: int = 8


@dataclass(frozen=True, slots=True)
class PlacementLocalSettings:
    """Local re-optimisation with the rest fixed.

    Attributes:
        pairs: Pairs per student who may move, the cheapest by reduced cost. Chosen by hand.
        move: What a move costs, so that of rosters worth the same the one with least moves is found: far below one,
            also for all students together.
        gap: A roster is good enough so near its bound, in cost: below the cost of a move. Chosen by hand.
    """

    pairs: int = 15
    move: float = 1 / 1024
    gap: float = 1e-4


@dataclass(frozen=True, slots=True)
class PlacementReplanSettings:
    """A new roster with the fewest changes.

    Attributes:
        stay_share: Part of the time left (0-1) for the roster in which everybody stays who can. Chosen by hand.
    """

    stay_share: float = 0.5


@dataclass(frozen=True, slots=True)
class QuickRepairSettings:
    """Students who lose their mentor placed again while nobody else moves.

    Attributes:
        steps: Pairs that are tried for all of them together, at most: some ten milliseconds. Chosen by hand.
    """

    steps: int = 2000


@dataclass(frozen=True, slots=True)
class VariantSettings:
    """Clearly different placements near the best one.

    Attributes:
        weight_parts: A weight is counted in so many parts, so that a wish can weigh a quarter more.
        emphases: Parts added to the weight of the wishes of a focus, one try after the other. Chosen by hand.
        charge: Parts of cost for every pair that an earlier roster has; tripled while too much stays the same. By hand.
        charge_growth: So many times as much when it is raised. Chosen by hand.
        tries: Tries for one variant; at partnership size each takes three seconds.
        slack: How much more a variant may cost, as a part (0-1) of the cost of the best roster. Chosen by hand; the
            office reads it.
        least_different: Part of the students (0-1) in which a variant differs from every other. Chosen by hand; the
            office reads it.
    """

    weight_parts: int = 4
    emphases: tuple[int, ...] = (8, 4, 2, 1)
    charge: int = 4
    charge_growth: int = 3
    tries: int = 5
    slack: float = 0.05
    least_different: float = 0.1


QUESTION_SETTINGS = PlacementQuestionSettings()
ALTERNATIVE_SETTINGS = AlternativesSettings()
LOCAL_SETTINGS = PlacementLocalSettings()
REPLAN_SETTINGS = PlacementReplanSettings()
QUICK_REPAIR_SETTINGS = QuickRepairSettings()
VARIANT_SETTINGS = VariantSettings()
