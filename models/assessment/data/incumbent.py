"""The best WPA roster so far, with its cost. Knows no solver and no neighbourhood."""

from __future__ import annotations

from dataclasses import dataclass

from instances.domain.solution import Booking
from models.assessment.data.cases import AssessmentData
from models.assessment.data.costs import cost


@dataclass
class Incumbent:
    """The roster being improved; ``cost`` always is the recomputed cost of ``bookings``."""

    data: AssessmentData
    bookings: dict[str, Booking]
    cost: int = 0

    def __post_init__(self) -> None:
        self.cost = cost(self.data, self.bookings)

    def better(self, bookings: dict[str, Booking]) -> bool:
        """Take over a roster that schedules more, or as many for no more cost. True if it is an improvement."""
        price = cost(self.data, bookings)
        gained = (len(bookings), -price) > (len(self.bookings), -self.cost)
        if gained or (len(bookings), price) == (len(self.bookings), self.cost):
            self.bookings, self.cost = bookings, price
        return gained
