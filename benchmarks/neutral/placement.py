"""The whole placement as one linear 0/1 model, rule by rule from docs/rules.md. Knows no solver and no time.

A variable for every student and mentor whom no rule keeps apart. There is no earlier roster in a benchmark,
so W9 is nothing.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterable, Sequence
from itertools import combinations

from benchmarks.neutral.candidates import NarrowedPairs
from benchmarks.neutral.linear import Linear, Terms
from benchmarks.neutral.pair_cost import PairCost
from benchmarks.prices import SHORT, UNPLACED
from instances.domain.instance import Instance
from instances.domain.rulebook import Wish
from instances.domain.solution import Placement

Groups = dict[Hashable, list[int]]


class PlacementModel:
    """``linear`` with its goals in order of rank; ``narrow`` keeps only so many cheapest mentors per student."""

    def __init__(self, instance: Instance, narrow: int | None = None) -> None:
        self.instance = instance
        self.linear = Linear()
        self.cost = Terms()
        self.pairs: list[tuple[str, str]] = []
        self._columns(narrow)
        for rule in (
            self._people, self._classes, self._schools, self._boards, self._tandems, self._plgs, self._apart, self._pins
        ):  # fmt: skip
            rule()

    @property
    def goals(self) -> list[tuple[int, Terms]]:
        """With their prices: students without a place, the boards' shortage, the wishes."""
        absent = Terms(constant=len(self.instance.students))
        for variable in range(len(self.pairs)):
            absent.add(variable, -1)
        return [(UNPLACED, absent), (SHORT, self.shortage), (1, self.cost)]

    def roster(self, values: Sequence[int]) -> Placement:
        return {student: mentor for (student, mentor), value in zip(self.pairs, values, strict=False) if value}

    def _columns(self, narrow: int | None) -> None:
        """Pairs that P5, P6, P8-P10, P12, P13 and P15 allow, with what they cost by themselves (W1-W4, W6, W8)."""
        instance, candidates = self.instance, NarrowedPairs(self.instance)
        cost_of = PairCost(instance)
        for student in instance.students.values():
            options = [(cost_of(student, mentor), mentor.id) for mentor in candidates.of(student)]
            for cost, mentor_id in sorted(options)[:narrow]:
                self.cost.add(self.linear.binary(), cost)
                self.pairs.append((student.id, mentor_id))
        schools = [instance.mentors[mentor].school for _, mentor in self.pairs]
        self._of_student = _grouped(student for student, _ in self.pairs)
        self._of_mentor = _grouped(mentor for _, mentor in self.pairs)
        self._of_school = _grouped(schools)
        self._of_board = _grouped(instance.schools[school].board for school in schools)
        self._of_plg = _grouped(instance.plg_by_school[school] for school in schools)
        tandems = [instance.tandem_of(school) for school in schools]
        self._of_tandem = _grouped(None if tandem is None else tandem.id for tandem in tandems)

    def _people(self) -> None:
        """P1 and the first half of P2."""
        for mine in self._of_student.values():
            self.linear.at_most(1, mine)
        for mentor, mine in self._of_mentor.items():
            self.linear.at_most(self.instance.mentors[str(mentor)].max_students, mine)

    def _classes(self) -> None:
        """P2: one student per class per weekday."""
        if not self.instance.settings.one_student_per_class_per_day:
            return
        there: Groups = defaultdict(list)
        for variable, (student, mentor) in enumerate(self.pairs):
            for day in self.instance.students[student].days:
                there[self.instance.class_of(mentor), day].append(variable)
        for mine in there.values():
            self.linear.at_most(1, mine)

    def _schools(self) -> None:
        """P3, P11's minimum, and W7's students alone, through one variable per school: is it used at all?"""
        weight = self.instance.settings.weights[Wish.W7]
        for school_id, mine in self._of_school.items():
            school = self.instance.schools[str(school_id)]
            used = self.linear.binary()
            self.linear.at_most(0, mine, (-school.net_places, used))
            if school.min_students > 1:
                self.linear.at_least(0, mine, (-school.min_students, used))
            elif weight:
                alone = self.linear.binary()
                self.linear.at_least(0, mine, (-2, used), (1, alone))
                self.cost.add(alone, weight)

    def _boards(self) -> None:
        """P4 with its shortage, and W5's shares."""
        instance = self.instance
        net: dict[str, int] = defaultdict(int)
        for school in instance.schools.values():
            net[school.board] += school.net_places
        whole = sum(net.values())
        self.shortage = Terms()
        for board in instance.boards.values():
            mine = self._of_board.get(board.id, [])
            if board.max_students is not None:
                self.linear.at_most(board.max_students, mine)
            if board.min_students:
                short = self.linear.integer(board.min_students)
                self.linear.at_least(board.min_students, mine, (1, short))
                self.shortage.add(short, 1)
            share = -(-len(instance.students) * net[board.id] // whole) if whole else 0
            self._above(Wish.W5, mine, share)

    def _tandems(self) -> None:
        """P7, P14 and W5's norms."""
        for tandem_id, mine in self._of_tandem.items():
            if tandem_id is None:
                continue
            tandem = self.instance.tandems[str(tandem_id)]
            care = [v for v in mine if self.instance.students[self.pairs[v][0]].care]
            self.linear.at_most(tandem.max_students, mine)
            self.linear.at_most(self.instance.settings.max_care_per_tandem, care)
            self._above(Wish.W5, mine, tandem.norm)

    def _plgs(self) -> None:
        """P11's maximum and W7's target."""
        for plg in dict.fromkeys(self.instance.plg_by_school.values()):
            mine = self._of_plg.get(plg, [])
            self.linear.at_most(plg.maximum, mine)
            self._above(Wish.W7, mine, self.instance.settings.plg_target)

    def _above(self, wish: Wish, mine: Sequence[int], target: int) -> None:
        weight = self.instance.settings.weights[wish]
        if mine and weight:
            over = self.linear.integer(len(self.instance.students))
            self.linear.at_most(target, mine, (-1, over))
            self.cost.add(over, weight)

    def _apart(self) -> None:
        """P9 between two students: not at one school."""
        instance = self.instance
        banned = {frozenset(pair) for pair in instance.excluded_pairs if set(pair) <= instance.students.keys()}
        for pair in banned:
            together = [self._of_student.get(student, []) for student in pair]
            for school in instance.schools:
                both = [[v for v in mine if instance.mentors[self.pairs[v][1]].school == school] for mine in together]
                if all(both):
                    for one, other in combinations(both, 2):
                        self.linear.at_most(1, one + other)

    def _pins(self) -> None:
        """P13: who is pinned is placed; where, the columns say already."""
        for pin in self.instance.pins:
            if pin.school is not None or pin.mentor is not None:
                self.linear.equal(1, self._of_student.get(pin.student, []))


def _grouped(keys: Iterable[Hashable]) -> Groups:
    found: Groups = defaultdict(list)
    for variable, key in enumerate(keys):
        found[key].append(variable)
    return found
