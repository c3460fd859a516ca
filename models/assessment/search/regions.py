"""A semester in regions that share few assessors, each with assessors of its own. Heuristic; solves nothing."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from heapq import nsmallest

from models.assessment.data.cases import AssessmentData, Case
from models.assessment.search.settings import REGION_SETTINGS


@dataclass(frozen=True, slots=True)
class WpaRegion:
    """Some boards with all their WPAs, and the assessors whom nobody else may book for the time being.

    Attributes:
        students: Ids of the students whose WPAs are in it.
        trainers: Ids of the assessors.
    """

    students: tuple[str, ...]
    trainers: frozenset[str]


def regions(data: AssessmentData, cases: Sequence[Case], most: int) -> list[WpaRegion]:
    """Divide the WPAs by board; of too many, the smallest joins the one with which it shares the most assessors.

    Args:
        data: What the cases are of.
        cases: The WPAs to divide.
        most: Regions at most; 1 or more.

    Returns:
        The largest first; every WPA is in one of them, and every assessor who is near. One who is also a mentor is in
        the region of the own class or in none: elsewhere the two could be booked at one time (A6).
    """
    wanted: dict[str, Counter[str]] = defaultdict(Counter)
    members: dict[str, list[str]] = defaultdict(list)
    near: dict[tuple[str, tuple[str, ...]], list[str]] = {}
    for case in cases:
        board = data.instance.schools[case.school].board
        members[board].append(case.id)
        for pool in (case.field, case.institute):
            key = (case.school, pool)
            if key not in near:
                near[key] = nsmallest(REGION_SETTINGS.width, pool, lambda t: (data.trip_minutes(t, case.school), t))  # noqa: B023
            wanted[board].update(near[key])
    while len(members) > most:
        smallest = min(members, key=lambda board: (len(members[board]), board))
        nearest = max(
            (board for board in members if board != smallest),
            key=lambda board: ((wanted[board] & wanted[smallest]).total(), -len(members[board]), board),
        )
        members[nearest] += members.pop(smallest)
        wanted[nearest] += wanted.pop(smallest)
    owner: dict[str, str] = {}
    for board, counts in wanted.items():
        for trainer, count in counts.items():
            if trainer not in owner or count > wanted[owner[trainer]][trainer]:
                owner[trainer] = board
    at_class = {mentor: board for board in members for id in members[board] for mentor in data.cases[id].classroom}
    trainers: dict[str, set[str]] = defaultdict(set)
    for trainer, board in owner.items():
        if at_class.get(data.trainer_as_mentor.get(trainer, ""), board) == board:
            trainers[board].add(trainer)
    found = [WpaRegion(tuple(students), frozenset(trainers[board])) for board, students in members.items()]
    return sorted(found, key=lambda region: (-len(region.students), region.students))
