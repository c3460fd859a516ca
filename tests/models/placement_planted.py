"""Semesters whose optimum is known by construction: prices first, then journeys that no roster can make cheaper.

Choose a roster. Give every student a price, and every place, board maximum and board minimum that the roster uses
to the full a price too. A journey takes the student's price, less those of the places and maximum it uses, plus that
of the minimum it helps to reach, plus a surcharge of at least 0 that the pairs of the roster do not have. Summed over
any roster that places everyone, that is at least the sum of prices, and the chosen roster has exactly that.
"""

from __future__ import annotations

import random
from dataclasses import dataclass, field

from instances.domain.instance import Instance
from instances.domain.rulebook import PLACEMENT_WISHES, Wish
from instances.domain.travel import TravelRow
from tests import builders as b

BOARDS = 4
FAR = 100_000  # minutes: nobody's maximum, and no journey counts double


@dataclass(frozen=True)
class Kind:
    """What binds beside the places of schools and mentors."""

    maximums: bool = False
    minimums: bool = False
    stranded: int = 0  # students who reach no school


@dataclass
class Planted:
    instance: Instance
    count: int
    cost: int


@dataclass
class _Prices:
    school: dict[str, int] = field(default_factory=dict)  # per place of a full school
    board: dict[str, int] = field(default_factory=dict)  # of the maximum, or minus that of the minimum


def planted(students: int, schools: int, seed: int, kind: Kind) -> Planted:
    """So many students placed over so many schools, plus those stranded."""
    dice = random.Random(f"{students} {schools} {seed}")
    board_of = {f"S{k}": f"B{k % BOARDS}" for k in range(schools)}
    roster = {f"ST{i}": f"S{dice.randrange(schools)}" for i in range(students)}
    load = {school: sum(at == school for at in roster.values()) for school in board_of}
    total = {board: sum(load[s] for s in load if board_of[s] == board) for board in sorted(set(board_of.values()))}
    spare = {school: dice.choice([0, 0, 1, 2]) for school in board_of}
    prices = _Prices({school: 0 if spare[school] else dice.randint(0, 40) for school in board_of})
    limits: dict[str, dict[str, int]] = {}
    for number, board in enumerate(total):
        if kind.maximums and number % 2 == 0:
            limits[board], prices.board[board] = {"max_students": total[board]}, dice.randint(5, 30)
        elif kind.minimums and number % 2 == 1:
            limits[board], prices.board[board] = {"min_students": total[board]}, -dice.randint(5, 30)
    cost, journeys = 0, []
    for student, home in roster.items():
        own = dice.randint(120, 200)
        for school, board in board_of.items():
            surcharge = 0 if school == home else dice.choice([0, dice.randint(0, 60)])
            minutes = own - prices.school[school] - prices.board.get(board, 0) + surcharge
            journeys.append(TravelRow(student, school, None, minutes))
            cost += minutes if school == home else 0
    people = [b.student(name) for name in roster]
    people += [b.student(f"ZZ{i}", max_travel=4) for i in range(kind.stranded)]  # everybody here travels 5 minutes
    instance = b.semester(
        *(b.board(board, **limits.get(board, {})) for board in total),
        *_schools(board_of, load, spare, dice), *people, *journeys,
        settings=b.rules({wish: int(wish is Wish.W2) for wish in PLACEMENT_WISHES}, max_travel=FAR, target_travel=FAR),
    )  # fmt: skip
    return Planted(instance, students, cost)


def _schools(
    board_of: dict[str, str], load: dict[str, int], spare: dict[str, int], dice: random.Random
) -> list[object]:
    """Every school has room for its load and the spare: by its places or by its mentors."""
    found: list[object] = []
    for school, board in board_of.items():
        room = load[school] + spare[school]
        more = dice.randint(0, 2)
        mentors, places = (room, room + more) if dice.random() < 0.5 else (room + more, room)
        found.append(b.school(school, board, places=places, max_plg=FAR))
        found += [b.mentor(f"M{school}-{i}", school) for i in range(mentors)]
    return found
