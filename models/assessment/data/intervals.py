"""Slots as intervals of time on one day: which overlap, and how many fit after each other. Knows no rule."""

from __future__ import annotations

from collections.abc import Iterable

from instances.domain.entities import Slot


def overlap(first: Slot, second: Slot) -> bool:
    """Whether two slots share time. Touching ends do not."""
    return (
        first.date == second.date and first.begin_minute < second.end_minute and second.begin_minute < first.end_minute
    )


def cliques(slots: Iterable[Slot]) -> list[tuple[Slot, ...]]:
    """The maximal cliques of overlapping slots: for intervals, those running at some slot's begin."""
    found: set[frozenset[str]] = set()
    by_id = {slot.id: slot for slot in slots}
    for start in by_id.values():
        found.add(
            frozenset(
                slot.id
                for slot in by_id.values()
                if slot.date == start.date and slot.begin_minute <= start.begin_minute < slot.end_minute
            )
        )
    maximal = [ids for ids in found if not any(ids < other for other in found)]
    return [tuple(by_id[i] for i in sorted(ids)) for ids in sorted(maximal, key=sorted)]


def packing(slots: Iterable[Slot]) -> list[Slot]:
    """A largest set of slots of one day that do not overlap: earliest end first (interval scheduling)."""
    chosen: list[Slot] = []
    for slot in sorted(slots, key=lambda s: (s.end_minute, s.begin_minute)):
        if not chosen or slot.begin_minute >= chosen[-1].end_minute:
            chosen.append(slot)
    return chosen
