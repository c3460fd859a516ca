"""The tuning constants of what to ask for, with where each value came from."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class AskSettings:
    """How many asks are solved again.

    Attributes:
        most: Asks in the answer. The office's own number: a list that one person can ring about in a day.
        most_amount: Students more in one row, at most. Chosen by hand: nobody asks a school for more at once.
        in_vain: Pairs of asks that are solved again without being worth more than each alone, at most; the most
            promising come first. Chosen by hand.
        price_sets: Sets of dual prices of one level that bound every ask, at most: each takes as long. Chosen by hand.
        single_share: Part (0-1) of the time for single asks; what they leave is for pairs. Chosen by hand.
        most_seconds: For one ask; at 600 students nearly all are proven in five. Chosen by hand.
        last_share: Part (0-1) of the time that is kept for the roster with everything asked. Chosen by hand.
    """

    most: int = 20
    most_amount: int = 5
    in_vain: int = 12
    price_sets: int = 8
    single_share: float = 0.7
    most_seconds: float = 15.0
    last_share: float = 0.1


ASK_SETTINGS = AskSettings()
