"""The lower bound of a placement from its dual prices, counted again in exact whole numbers. Knows no solver.

For any prices of the right sign (a maximum at most 0, a minimum at least 0) every placement costs at least: for each
student the cheapest mentor less the prices of the rows he or she takes up, for each school the cheapest number of
students at the price of a seat, for each board, tandem and PLG the cheapest size, and the prices times the limits. So
whatever the prices are, this never says too much (weak Lagrangian duality).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Mapping
from dataclasses import dataclass
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
)
"""What a wish looks at of a mentor: for one student it is measured once for all mentors who look the same."""


@dataclass(frozen=True, slots=True)
class _Set:
    """A board, tandem or PLG: its schools, limits, and what W5 or W7 asks per student above ``target``."""

    schools: tuple[str, ...]
    maximum: int | None
    target: int
    weight: int
    minimum: int = 0


class PlacementRecount:
    """One workbook with every pair that the rules leave and what it costs, found once for all levels."""

    def __init__(self, instance: Instance, previous: Placement | None = None) -> None:
        """Nothing is counted yet.

        Args:
            instance: The workbook.
            previous: The earlier placement from which changes count (W9); None without.
        """
        self.instance, self.previous = instance, previous
        self.weights = instance.settings.weights
        self.least = {school.id: max(1, school.min_students) for school in instance.schools.values()}
        self.places = {
            school.id: min(len(instance.students), max(0, school.places - school.taken))
            for school in instance.schools.values()
        }

    @cached_property
    def pairs(self) -> Mapping[str, list[tuple[Mentor, int]]]:
        """Student id to the mentors whom P2, P3, P5, P6 and P8-P15 leave alone, each with its weighted wishes."""
        given, of_kind = self.instance, {}
        known: dict[Hashable, int] = {}
        looks = {
            mentor.id: [known.setdefault((wish, look(given, mentor)), len(known)) for wish, look in LOOKS]
            for mentor in given.mentors.values()
        }
        found: dict[str, list[tuple[Mentor, int]]] = {}
        for student in given.students.values():
            kind = (student.days, student.required_bouw, student.specialisation, student.required_profile)
            if kind not in of_kind:
                of_kind[kind] = [[m for m in here if _allowed(given, OF_KIND, student, m)] for here in self._usable]
            pin, own, measured = given.pin_of.get(student.id), [], {}
            school, named = (None, None) if pin is None else (pin.school, pin.mentor)
            for here in filter(None, of_kind[kind]):
                first = here[0]
                if school not in (None, first.school) or not _allowed(given, OF_PLACE, student, first):
                    continue
                there = sum(self._wish(wish, student, first) for wish in (Wish.W2, Wish.W4, Wish.W8))
                for mentor in here:
                    if named in (None, mentor.id) and _allowed(given, (Rule.P9,), student, mentor):
                        cost = there
                        for (wish, _), look in zip(LOOKS, looks[mentor.id], strict=True):
                            if look not in measured:
                                measured[look] = self._wish(wish, student, mentor)
                            cost += measured[look]
                        own.append((mentor, cost))
            found[student.id] = own
        return found

    @cached_property
    def _usable(self) -> list[list[Mentor]]:
        """By school the mentors with room, at schools with room for at least their minimum."""
        open_ = [school for school in self.instance.schools if self.places[school] >= self.least[school]]
        return [[m for m in self.instance.mentors_at[school] if m.max_students > 0] for school in open_]

    def _wish(self, wish: Wish, student: Student, mentor: Mentor) -> int:
        weight = self.weights[wish]
        return weight * WISH_MEASURES[wish](self.instance, {student.id: mentor.id}) if weight else 0

    @cached_property
    def sets(self) -> Mapping[str, _Set]:
        """Boards (P4, W5), tandems (P7, W5) and PLGs (P11, W7) by the names they have in the proof."""
        given, w5, w7 = self.instance, self.weights[Wish.W5], self.weights[Wish.W7]
        of_board, of_plg = defaultdict(list), defaultdict(list)
        for school in given.schools.values():
            of_board[school.board].append(school.id)
            of_plg[given.plg_by_school[school.id].key].append(school.id)
        shares = board_shares(given)
        return {
            **{f"bestuur:{b.id}": _Set(tuple(of_board[b.id]), b.max_students, shares[b.id], w5, b.min_students)
               for b in given.boards.values()},
            **{f"tandem:{t.id}": _Set(t.schools, t.max_students, t.norm, w5) for t in given.tandems.values()},
            **{f"plg:{key}": _Set(tuple(of_plg[key]), plg.maximum, given.settings.plg_target, w7)
               for key, plg in given.plgs.items()},
        }  # fmt: skip

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
        scale, prices = proof.certificate.scale, proof.certificate.prices
        if scale < 1:
            raise ValueError("the scale of the prices")
        whole = prices.get("geheel", {})
        demand = 0 if level is Level.COUNT else max(0, whole.get("geplaatst", 0))
        shortage = min(0, whole.get("tekort", 0)) if level is Level.COST and short is not None else 0
        seat, used = _signed(prices, "school", 0), dict.fromkeys(self.instance.schools, 0)
        total = demand * placed + shortage * (short or 0)
        total += self._students(level, scale, prices, demand, used) + self._care(prices)
        each = {school: seat.get(school, 0) for school in self.instance.schools}
        for name, found in self.sets.items():
            most = 0 if found.maximum is None else _signed(prices, "maximum", -1).get(name, 0)
            above = _signed(prices, "grens", -1).get(name, 0)
            least = _signed(prices, "minimum", 1).get(name, 0)
            for school in found.schools:
                each[school] -= most + above + least
            room = max(0, len(self.instance.students) - found.target)
            weight = found.weight * scale if level is Level.COST else 0
            missing = scale if level is Level.SHORTAGE else 0
            total += most * (found.maximum or 0) + above * found.target + least * found.minimum
            total += min(0, room * (weight + above)) + min(0, found.minimum * (missing - least - shortage))
        alone = self.weights[Wish.W7] * scale if level is Level.COST else 0
        for school, price in each.items():
            sizes = range(self.least[school], self.places[school] + 1)
            total += min([0, *(price * n + used[school] + (alone if n == 1 else 0) for n in sizes)])
        if level is Level.COST:
            total += scale * self.weights[Wish.W9] * len((self.previous or {}).keys() & self.instance.students.keys())
        value = -(-total // scale)
        return -value if level is Level.COUNT else value

    def _care(self, prices: Mapping[str, Mapping[str, int]]) -> int:
        """P14: the prices of care students in a tandem, times how many there may be."""
        rows = _signed(prices, "zorg", -1)
        return sum(rows.get(tandem, 0) for tandem in self.instance.tandems) * self.instance.settings.max_care_per_tandem

    def _students(
        self, level: Level, scale: int, prices: Mapping[str, Mapping[str, int]], demand: int, used: dict[str, int]
    ) -> int:
        """The cheapest mentor of each student, or none; adds to ``used`` what rows cost a school that has students."""
        given = self.instance
        seat, care = _signed(prices, "school", 0), _signed(prices, "zorg", -1)
        own = _signed(prices, "mentor", -1)
        for mentor in given.mentors.values():
            used[mentor.school] += own.get(mentor.id, 0) * mentor.max_students
        days: dict[str, dict[int, int]] = defaultdict(dict)
        if given.settings.one_student_per_class_per_day:
            for name, price in _signed(prices, "klas en dag", -1).items():
                who, _, day = name.rpartition(";")
                if who in given.mentors and given.class_of(who)[0] == who and day in ("0", "1", "2", "3", "4"):
                    used[given.mentors[who].school] += price
                    for teacher in given.class_of(who):
                        days[teacher][int(day)] = price
        links: dict[str, dict[str, int]] = defaultdict(dict)
        for name, price in _signed(prices, "plek", -1).items():
            *them, school = name.split(";")
            together = len(them) == 1 or (len(them) == 2 and them[0] != them[1] and tuple(them) in given.excluded_pairs)
            if together and school in given.schools and all(one in given.students for one in them):
                used[school] += price
                for one in them:
                    links[one][school] = links[one].get(school, 0) + price
        row = {
            mentor.id: seat.get(mentor.school, 0) + own.get(mentor.id, 0) + demand for mentor in given.mentors.values()
        }
        w9 = self.weights[Wish.W9] * scale if level is Level.COST else 0
        each = {Level.COUNT: -scale, Level.SHORTAGE: 0}.get(level)
        tandem_price = {k: 0 if (t := given.tandem_of(k)) is None else care.get(t.id, 0) for k in given.schools}
        total = 0
        for student in given.students.values():
            best, mine, before = None, links[student.id], (self.previous or {}).get(student.id)
            for mentor, cost in self.pairs[student.id]:
                net = (cost * scale if each is None else each) - row[mentor.id]
                if mentor.id in days:
                    net -= sum(price for day, price in days[mentor.id].items() if day in student.days)
                if mine:
                    net -= mine.get(mentor.school, 0)
                if student.care:
                    net -= tandem_price[mentor.school]
                if before == mentor.id:
                    net -= w9
                best = net if best is None or net < best else best
            pin = given.pin_of.get(student.id)
            must = pin is not None and (pin.school or pin.mentor) is not None
            total += 0 if best is None else best if must else min(0, best)
        return total


def _allowed(given: Instance, rules: Iterable[Rule], student: Student, mentor: Mentor) -> bool:
    return all(PAIR_CHECKS[rule](given, student, mentor) is None for rule in rules)


def _signed(prices: Mapping[str, Mapping[str, int]], kind: str, sign: int) -> Mapping[str, int]:
    """The prices of a kind of row; one of the wrong sign proves nothing and counts as 0."""
    rows = prices.get(kind, {})
    return rows if sign == 0 else {name: price for name, price in rows.items() if price * sign > 0}
