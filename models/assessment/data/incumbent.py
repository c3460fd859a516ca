"""The incumbent: the best WPA roster so far, with its cost. Knows no solver and no neighbourhood."""

from __future__ import annotations

from dataclasses import dataclass

from instances.domain.solution import Booking
from models.assessment.data.cases import AssessmentData
from models.assessment.data.costs import cost


@dataclass
class Incumbent:
    """The roster that a search improves.

    Attributes:
        data: What the roster is of.
        bookings: Student id to booking; who is absent is not scheduled.
        cost: The cost of ``bookings``, recomputed from them.
    """

    data: AssessmentData
    bookings: dict[str, Booking]
    cost: int = 0

    def __post_init__(self) -> None:
        self.cost = cost(self.data, self.bookings)

    def better(self, bookings: dict[str, Booking]) -> bool:
        """Take over a roster that schedules more WPAs, or as many at no higher cost.

        Args:
            bookings: A whole roster that keeps to the rules.

        Returns:
            Whether it is an improvement; a roster of the same cost is taken over and is none.
        """
        price = cost(self.data, bookings)
        improved = (len(bookings), -price) > (len(self.bookings), -self.cost)
        if improved or (len(bookings), price) == (len(self.bookings), self.cost):
            self.bookings, self.cost = bookings, price
        return improved
