"""What there is to ask for and to give back, as values that a command and a screen show alike. Knows no words."""

from __future__ import annotations

from dataclasses import dataclass

from instances.edits.edit import Edit
from instances.edits.editable import Edits


@dataclass(frozen=True, slots=True)
class Gain:
    """What a roster has more than the one without it, both checked.

    Attributes:
        served: Students placed, or WPAs held, more.
        shortage: Students that boards fall short of their minimums less.
        cost: Points less; below 0 it costs more, as it may where more are served.
    """

    served: int
    shortage: int = 0
    cost: int = 0

    @property
    def rank(self) -> tuple[int, int, int]:
        """Larger is better."""
        return self.served, self.shortage, self.cost


@dataclass(frozen=True, slots=True)
class PricedAsk:
    """One thing to ask for.

    Attributes:
        edits: The workbook when it is granted.
        changes: How many changes that is (decision 21).
        gain: What solving again gave.
        exact: No roster after these edits gains more; else it gains at least this.
        who: Ids of students who have no place, or no WPA, now and have one then.
        alone: Of two that are asked together, what each gains by itself; empty for one.
        for_wpas: Whether WPAs are counted, not places.
    """

    edits: Edits
    changes: int
    gain: Gain
    exact: bool
    who: tuple[str, ...]
    alone: tuple[Gain, ...] = ()
    for_wpas: bool = False


@dataclass(frozen=True, slots=True)
class GivenBack:
    """What can be given back without any loss, all of it together.

    Attributes:
        edits: The workbook without it; one edit for each school, and for each time.
        places: School id to the number of its places.
        slots: Ids of WPA times.
        proven: The roster that stays as good is proven to be the best; else it is only the roster that there is.
    """

    edits: tuple[Edit, ...]
    places: dict[str, int]
    slots: tuple[str, ...]
    proven: bool


@dataclass(frozen=True, slots=True)
class AskList:
    """The whole answer.

    Attributes:
        asks: What gains something, first that with which the most are helped.
        complete: It is proven that no single place, day or maximum left out is better than those.
        together: All of them granted at once; None where there is nothing to ask, or there was no time.
        unplaced: Ids of students without a place also with all of that.
        beyond: Those of them to whom no place, day or maximum gives a mentor who fits.
        wpas: What gains WPAs, in the same order.
        wpas_together: All of those granted at once.
        unheld: Ids of students whose WPA is not held also with all of that; None where there is no WPA roster.
        returns: What can be given back.
    """

    asks: tuple[PricedAsk, ...]
    complete: bool
    together: PricedAsk | None
    unplaced: tuple[str, ...]
    beyond: tuple[str, ...]
    wpas: tuple[PricedAsk, ...]
    wpas_together: PricedAsk | None
    unheld: tuple[str, ...] | None
    returns: GivenBack
