"""The lower bound of a placement from its dual prices, counted again in exact whole numbers. Knows no solver.

For any prices of the right sign (a maximum at most 0, a minimum at least 0) every placement costs at least: for each
student the cheapest mentor less the prices of the rows he or she takes up, for each school the cheapest number of
students at the price of a seat, for each board, tandem and PLG the cheapest size, and the prices times the limits. So
whatever the prices are, this never says too much (weak Lagrangian duality).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Mapping
from functools import cached_property

from instances.domain.certificates import DualBound, Level
from instances.domain.entities import Mentor, Student
from instances.domain.instance import Instance
from instances.domain.rulebook import Rule, Wish
from instances.domain.solution import Placement
from scheduler.checks.pairs import PAIR_CHECKS
from scheduler.checks.placement_wishes import WISH_MEASURES, board_shares

OF_KIND = (Rule.P5, Rule.P6, Rule.P8)  # rules that look at days and requirements of the student, and at the mentor
OF_PLACE = (Rule.P10, Rule.P12, Rule.P15)  # rules that look at the student and the school
LOOKS: tuple[tuple[Wish, Callable[[Instance, Mentor], Hashable]], ...] = (
    (Wish.W1, lambda given, mentor: mentor.strengths),
    (Wish.W3, lambda given, mentor: (mentor.experience, mentor.advanced)),
    (Wish.W6, lambda given, mentor: (given.class_groups(mentor.id), given.schools[mentor.school].profile)),
)  # what a wish looks at of a mentor: for one student it is measured once for all mentors who look the same
Prices = Mapping[str, Mapping[str, int]]


class PlacementRecount:
    """One workbook with every pair that the rules leave and what it costs, found once for all levels."""

    def __init__(self, instance: Instance, previous: Placement | None = None) -> None:
        """Nothing is counted yet.

        Args:
            instance: The workbook.
            previous: The earlier placement from which changes count (W9); None without.
        """
        self.instance, self.previous, self.weights = instance, previous or {}, instance.settings.weights
        schools, everyone = instance.schools.values(), len(instance.students)
        self.least = {school.id: max(1, school.min_students) for school in schools}
        self.places = {school.id: min(everyone, max(0, school.places - school.taken)) for school in schools}
        self.must = {pin.student for pin in instance.pins if pin.school or pin.mentor}

    @cached_property
    def pairs(self) -> Mapping[str, list[tuple[Mentor, int]]]:
        """Student id to the mentors whom P2, P3, P5, P6 and P8-P15 leave alone, each with its weighted wishes."""
        given, numbers = self.instance, dict[Hashable, int]()
        looks = {
            mentor.id: [(wish, numbers.setdefault((wish, look(given, mentor)), len(numbers))) for wish, look in LOOKS]
            for mentor in given.mentors.values()
        }
        usable = [
            [mentor for mentor in given.mentors_at[school] if mentor.max_students > 0]
            for school in given.schools
            if self.places[school] >= self.least[school]
        ]
        of_kind: dict[Hashable, list[list[Mentor]]] = {}
        found: dict[str, list[tuple[Mentor, int]]] = {student: [] for student in given.students}
        for student in given.students.values():
            kind = (student.days, student.required_bouw, student.specialisation, student.required_profile)
            if kind not in of_kind:
                of_kind[kind] = [[m for m in here if self._allowed(OF_KIND, student, m)] for here in usable]
            pin, measured = given.pin_of.get(student.id), dict[int, int]()
            school, named = (None, None) if pin is None else (pin.school, pin.mentor)
            for here in filter(None, of_kind[kind]):
                if school not in (None, here[0].school) or not self._allowed(OF_PLACE, student, here[0]):
                    continue
                there = sum(self._wish(wish, student, here[0]) for wish in (Wish.W2, Wish.W4, Wish.W8))
                for mentor in here:
                    if named in (None, mentor.id) and self._allowed((Rule.P9,), student, mentor):
                        for wish, look in looks[mentor.id]:
                            if look not in measured:
                                measured[look] = self._wish(wish, student, mentor)
                        own = sum(measured[look] for _, look in looks[mentor.id])
                        found[student.id].append((mentor, there + own))
        return found

    def _allowed(self, rules: Iterable[Rule], student: Student, mentor: Mentor) -> bool:
        return all(PAIR_CHECKS[rule](self.instance, student, mentor) is None for rule in rules)

    def _wish(self, wish: Wish, student: Student, mentor: Mentor) -> int:
        weight = self.weights[wish]
        return weight * WISH_MEASURES[wish](self.instance, {student.id: mentor.id}) if weight else 0

    @cached_property
    def sets(self) -> Mapping[str, tuple[list[str], int | None, int, int, int]]:
        """Boards, tandems and PLGs by their names in the proof: schools, maximum, minimum, target, weight above it."""
        given, w5, w7 = self.instance, self.weights[Wish.W5], self.weights[Wish.W7]
        shares, plg_of, found = board_shares(given), given.plg_by_school, {}
        for board in given.boards.values():
            here = [school.id for school in given.schools.values() if school.board == board.id]
            found[f"bestuur:{board.id}"] = here, board.max_students, board.min_students, shares[board.id], w5
        for tandem in given.tandems.values():
            found[f"tandem:{tandem.id}"] = [*tandem.schools], tandem.max_students, 0, tandem.norm, w5
        for key, plg in given.plgs.items():
            here = [school for school in given.schools if plg_of[school].key == key]
            found[f"plg:{key}"] = here, plg.maximum, 0, given.settings.plg_target, w7
        return found

    def bound(self, level: Level, proof: DualBound, placed: int, short: int | None) -> int:
        """Count the bound of one level at the prices of a proof.

        Args:
            level: What is bounded.
            proof: The prices; what it claims is not looked at.
            placed: Of placements of at least so many students; not for the number itself.
            short: And at most so many short of the boards' minimums; None: any number. Only for the cost.

        Returns:
            So many students placed at most, or so many short or so much cost at least.

        Raises:
            ValueError: The scale is not positive.
        """
        scale, prices, given = proof.certificate.scale, proof.certificate.prices, self.instance
        if scale < 1:
            raise ValueError("the scale of the prices")
        cost = scale if level is Level.COST else 0  # what a unit of cost counts on this level
        demand = 0 if level is Level.COUNT else max(0, prices.get("geheel", {}).get("geplaatst", 0))
        lack = 0 if not cost or short is None else min(0, prices.get("geheel", {}).get("tekort", 0))
        care, each = _of_most(prices, "zorg"), {k: prices.get("school", {}).get(k, 0) for k in given.schools}
        total = demand * placed + lack * (short or 0)
        total += given.settings.max_care_per_tandem * sum(care.get(tandem, 0) for tandem in given.tandems)
        total += cost * self.weights[Wish.W9] * len(self.previous.keys() & given.students.keys())
        used = dict.fromkeys(given.schools, 0)
        total += self._students(level, scale, prices, demand, used)
        for name, (schools, maximum, minimum, target, weight) in self.sets.items():
            most = 0 if maximum is None else _of_most(prices, "maximum").get(name, 0)
            above, least = _of_most(prices, "grens").get(name, 0), max(0, prices.get("minimum", {}).get(name, 0))
            for school in schools:
                each[school] -= most + above + least
            total += most * (maximum or 0) + above * target + least * minimum
            total += min(0, max(0, len(given.students) - target) * (weight * cost + above))
            total += min(0, minimum * ((scale if level is Level.SHORTAGE else 0) - least - lack))
        for school, price in each.items():
            sizes = range(self.least[school], self.places[school] + 1)
            alone = self.weights[Wish.W7] * cost
            total += min([0, *(price * n + used[school] + (alone if n == 1 else 0) for n in sizes)])
        return total // -scale if level is Level.COUNT else -(-total // scale)

    def _students(self, level: Level, scale: int, prices: Prices, demand: int, used: dict[str, int]) -> int:
        """The cheapest mentor of each student, or none; adds to ``used`` what rows cost a school that has students."""
        given = self.instance
        days: dict[str, dict[int, int]] = defaultdict(dict)
        links: dict[str, dict[str, int]] = defaultdict(dict)
        row, own = {}, _of_most(prices, "mentor")
        for mentor in given.mentors.values():
            used[mentor.school] += own.get(mentor.id, 0) * mentor.max_students
            row[mentor.id] = prices.get("school", {}).get(mentor.school, 0) + own.get(mentor.id, 0) + demand
        for name, price in _of_most(prices, "klas en dag").items():
            who, _, day = name.rpartition(";")
            is_row = who in given.mentors and given.class_of(who)[0] == who and day in tuple("01234")
            if given.settings.one_student_per_class_per_day and is_row:
                used[given.mentors[who].school] += price
                for teacher in given.class_of(who):
                    days[teacher][int(day)] = price
        for name, price in _of_most(prices, "plek").items():
            *them, school = name.split(";")
            apart = len(them) == 2 and them[0] != them[1] and tuple(them) in given.excluded_pairs
            if (apart or len(them) == 1) and school in given.schools and given.students.keys() >= set(them):
                used[school] += price
                for one in them:
                    links[one][school] = links[one].get(school, 0) + price
        care = _of_most(prices, "zorg")
        tandem = {k: 0 if (t := given.tandem_of(k)) is None else care.get(t.id, 0) for k in given.schools}
        w9, total = self.weights[Wish.W9] * scale if level is Level.COST else 0, 0
        fixed = {Level.COUNT: -scale, Level.SHORTAGE: 0}.get(level)  # of any pair; else its cost
        for student in given.students.values():
            best, mine, before = None, links.get(student.id), self.previous.get(student.id)
            for mentor, cost in self.pairs[student.id]:
                net = (cost * scale if fixed is None else fixed) - row[mentor.id]
                if mentor.id in days:
                    net -= sum(price for day, price in days[mentor.id].items() if day in student.days)
                if mine:
                    net -= mine.get(mentor.school, 0)
                if student.care:
                    net -= tandem[mentor.school]
                if before == mentor.id:
                    net -= w9
                best = net if best is None or net < best else best
            total += 0 if best is None else best if student.id in self.must else min(0, best)
        return total


def _of_most(prices: Prices, kind: str) -> Mapping[str, int]:
    """The prices of rows with a maximum; one above 0 proves nothing and counts as 0."""
    return {name: price for name, price in prices.get(kind, {}).items() if price < 0}
