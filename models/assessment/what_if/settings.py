"""The tuning constants of questions about a WPA roster and of replanning it, with where each value came from."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class AffectedSettings:
    """How near another WPA is to one that is asked about: the sum of these points. Chosen by hand, not measured apart.

    Attributes:
        width: Assessors per pool whose other WPAs are looked at; also what counts as few slots or few assessors.
        same_school: Points for a WPA at the same school.
        same_trip: Points more when it is on the same day, or on the only day there is.
        same_assessor: Points for a WPA of an assessor likely to be needed.
        in_the_way: Points more when it takes one of the few slots.
        only_assessor: Points more when nobody else can take the seat.
    """

    width: int = 8
    same_school: int = 3
    same_trip: int = 2
    same_assessor: int = 1
    in_the_way: int = 3
    only_assessor: int = 6


@dataclass(frozen=True, slots=True)
class LocalSettings:
    """Local re-optimisation with the rest fixed.

    Attributes:
        asked_width: Assessors per pool for a WPA that is asked about, where nothing is to be proven. Measured: at
            partnership size a short list gives the same answers in a third of the time (decision 14).
        width: Assessors per pool and WPA in the first try; later all that could be part of a better roster. As above.
        pricing_seconds: Limit for the lower bound of one school in reduced-cost fixing. Chosen by hand.
    """

    asked_width: int = 10
    width: int = 6
    pricing_seconds: float = 2.0


@dataclass(frozen=True, slots=True)
class QuestionSettings:
    """Questions about a finished roster.

    Attributes:
        sizes: WPAs decided anew, the one asked about among them; one try after the other. Chosen by hand.
        alternative_size: The same for an alternative. Chosen by hand.
        seconds: Limit for one try. Chosen by hand: five alternatives then take 0.8 s on average (decision 14).
        same_half_day: Alternatives at the same half day, at most. Chosen by hand.
        exact_share: Part of the time left (0-1) to find out whether the price of an edited workbook is exact; small,
            because many edits are tried. Chosen by hand.
    """

    sizes: tuple[int, ...] = (1, 8, 14)
    alternative_size: int = 8
    seconds: float = 1.0
    same_half_day: int = 2
    exact_share: float = 0.02


@dataclass(frozen=True, slots=True)
class ReplanSettings:
    """Replanning with the fewest changes. Shares are of the time left (0-1).

    Attributes:
        sizes: Neighbours that may give way, one try after the other. Chosen by hand.
        seconds: Limit for one try. Chosen by hand.
        part: WPAs solved together where many are open: twelve at a time, so that there is always a roster
            (decision 14).
        wishes_share: For the wishes of what changes. Chosen by hand.
        wishes_seconds: The most that they get: what stays unproven then is mostly the workload that several schools
            share (decision 14).
        staying_share: For what is proven of rosters in which all that can stay does. Chosen by hand.
        reserve_share: Kept back when neighbours give way, for the bound on the number of WPAs and for the wishes.
            Chosen by hand.
        gain_size: WPAs decided together, at most unless a school has more, when further changes may pay for
            themselves. Chosen by hand.
    """

    sizes: tuple[int, ...] = (8, 16, 28, 40)
    seconds: float = 4.0
    part: int = 12
    wishes_share: float = 0.6
    wishes_seconds: float = 1.5
    staying_share: float = 0.2
    reserve_share: float = 0.3
    gain_size: int = 16


AFFECTED_SETTINGS = AffectedSettings()
LOCAL_SETTINGS = LocalSettings()
QUESTION_SETTINGS = QuestionSettings()
REPLAN_SETTINGS = ReplanSettings()
