"""Two asks that may only help together: rows and days on one path from a student to a board. Knows no price."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import combinations

from instances.domain.instance import Instance
from instances.tables.capacity import Group, group_of
from models.placement.asking.asks import AskKind, Asks, SingleAsk
from models.placement.asking.opened_pairs import Cell, OpenedPairs

_GROUPS = {
    AskKind.PLACE: Group.SCHOOL,
    AskKind.TANDEM: Group.TANDEM,
    AskKind.PLG: Group.PLG,
    AskKind.BOARD: Group.BOARD,
}


def pairs_of_asks(instance: Instance, asks: Iterable[SingleAsk], opened: OpenedPairs) -> Iterator[Asks]:
    """Two asks of which one student may need both.

    Args:
        instance: The semester.
        asks: Everything that can be asked for alone.
        opened: The pairs that asks open.

    Yields:
        Each two that concern one mentor, each once; those that open a pair together only as well.
    """
    of_cell = {ask.cell: ask for ask in asks}
    days: defaultdict[str, list[SingleAsk]] = defaultdict(list)
    for ask in of_cell.values():
        if ask.kind is AskKind.DAY:
            days[ask.id].append(ask)
    seen: set[frozenset[Cell]] = set()
    for mentor in instance.mentors:
        cells: list[Cell] = [(AskKind.MENTOR, mentor, None)]
        for kind, group in _GROUPS.items():
            id = group_of(instance, group, mentor)
            cells += [] if id is None else [(kind, id, None)]
        path = [*days[instance.class_of(mentor)[0]], *(of_cell[cell] for cell in cells if cell in of_cell)]
        for one, other in combinations(path, 2):
            key = frozenset((one.cell, other.cell))
            if key not in seen and (one.kind, other.kind) != (AskKind.DAY, AskKind.DAY):
                seen.add(key)
                yield one, other
    for need in opened.by_need:
        if len(need) == 2 and need not in seen:
            cells = sorted(need, key=lambda cell: (cell[0], cell[1]))
            yield tuple(of_cell.get(cell, SingleAsk(cell[0], cell[1], 1, cell[2])) for cell in cells)
