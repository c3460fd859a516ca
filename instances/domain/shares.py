"""The shares that wishes measure against, rounded up. Knows no roster, no weight and no solver.

The checker counts both apart from this, on purpose (docs/decisions/0003-checker-apart.md).
"""

from __future__ import annotations

from collections.abc import Iterable

from instances.domain.entities import Trainer
from instances.domain.instance import Instance


def board_shares(instance: Instance) -> dict[str, int]:
    """The part of all students that falls to each board, by its net places.

    Args:
        instance: The semester; every student in it counts, placed or not.

    Returns:
        Board id to a number of students, in the order of the sheet Besturen: all students times the net places of
        the board's schools over the net places of all schools, rounded up; 0 where no school has a place left.

    Source: W5.
    """
    places = dict.fromkeys(instance.boards, 0)
    for school in instance.schools.values():
        places[school.board] += school.net_places
    students, total = len(instance.students), sum(places.values())
    return {board: _share(students, own, total) for board, own in places.items()}


def pool_shares(instance: Instance, pool: Iterable[Trainer], seats: int) -> dict[str, int]:
    """The part of a pool's seats that falls to each of its assessors, by what each can do.

    Args:
        instance: The semester, for the maximum of each assessor.
        pool: ``instance.field_pool`` or ``instance.institute_pool``.
        seats: How many seats of that pool are taken, in WPAs.

    Returns:
        Trainer id to a number of WPAs, in the order of the pool: the seats times the own ``Max WPA's`` over the
        pool's total, rounded up; 0 where nobody in the pool may take a WPA.

    Source: V2.
    """
    most = {trainer.id: instance.max_wpas(trainer.id) for trainer in pool}
    total = sum(most.values())
    return {trainer: _share(seats, own, total) for trainer, own in most.items()}


def _share(whole: int, own: int, total: int) -> int:
    """``whole`` x ``own`` / ``total`` rounded up, in whole numbers."""
    return -(-whole * own // total) if total else 0
