"""The numbers that a block of WPAs is solved with, and where each came from. Knows no model."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class BlockSettings:
    """Limits of one block of WPAs and of its logic-based Benders scheme.

    Attributes:
        exact_wpas: WPAs of a semester, at most, for one model of all of them; such a model is proven within seconds.
            Chosen by hand, not measured apart.
        benders_rounds: Times that the master is solved again after slot cuts, before the block is given up.
            Chosen by hand, not measured apart.
        slot_seconds: Seconds of work for the slots of one solution of the master, also after a stop: what was
            decided must not be lost, and slots take milliseconds. Chosen by hand, not measured apart.
        waiting_seconds: Seconds of work for the slots with the least waiting in a part of a day. Measured: 0.1 s for
            a day of 70 WPAs, proven.
        waiting_rounds: Times that the master is solved again where slots cost it waiting that it did not reckon with,
            in a block that need not be proven. Chosen by hand.
        strengthening_tries: Further sets of WPAs of the same school, at most, among which one conflict is looked
            for; each is a sub-problem of milliseconds. Chosen by hand, not measured apart.
    """

    exact_wpas: int = 25
    benders_rounds: int = 40
    slot_seconds: float = 5.0
    waiting_seconds: float = 2.0
    waiting_rounds: int = 2
    strengthening_tries: int = 24


BLOCK_SETTINGS = BlockSettings()
