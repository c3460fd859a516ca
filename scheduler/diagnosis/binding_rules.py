"""Which rules leave a student no mentor, counted. Asks the checker's predicates; decides no rule itself."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TypeVar

from instances.domain.entities import Mentor, Student
from instances.domain.instance import Instance
from instances.domain.rulebook import Rule
from scheduler.checks.pairs import PAIR_CHECKS, PairChecks, pair_faults
from scheduler.wording.texts import count, listing

T = TypeVar("T")


def usable_mentors(instance: Instance) -> frozenset[str]:
    """Mentors that P6, which looks at the mentor alone, lets guide anyone."""
    someone = next(iter(instance.students.values()), None)
    if someone is None:
        return frozenset(instance.mentors)
    able = PAIR_CHECKS[Rule.P6]
    return frozenset(mentor.id for mentor in instance.mentors.values() if able(instance, someone, mentor) is None)


@dataclass(frozen=True, slots=True)
class Sieve:
    """``fallen``: per rule how many fell at it after the rules before it. ``only``: who has just that rule against."""

    one: str
    many: str
    total: int
    fits: tuple[str, ...]
    fallen: Mapping[Rule, int]
    only: Mapping[Rule, tuple[str, ...]]
    why: Mapping[Rule, str] = field(default_factory=dict)  # what a rule with more than one cause comes down to here

    @property
    def rules(self) -> tuple[Rule, ...]:
        return tuple(self.fallen)

    @property
    def text(self) -> str:
        """Dutch, a whole sentence or two, for when nothing fits."""
        if not self.total:
            return f"Er zijn geen {self.many}."
        if self.total == 1:
            return f"De enige {self.one} valt af door {listing(map(self._named, self.rules))}."
        *first, last = [f"{amount} door {self._named(rule)}" for rule, amount in self.fallen.items()]
        told = f"Van {count(self.total, self.one, self.many)} vallen af: {', '.join([*first, 'de laatste ' + last])}."
        if not first:
            told = f"Alle {count(self.total, self.one, self.many)} vallen af door {self._named(self.rules[0])}."
        near = [f"{rule} bij {listing(who, 3)}" for rule, who in self.only.items()]
        if near and first:
            told += f" Eén regel in de weg: {'; '.join(near)}."
        return told

    def _named(self, rule: Rule) -> str:
        return f"{rule} ({self.why[rule]})" if self.why.get(rule) else str(rule)


def sieve(
    one: str, many: str, against: Iterable[tuple[str, Sequence[Rule]]], why: Mapping[Rule, str] | None = None
) -> Sieve:
    """``against`` gives for each candidate the rules it breaks, none when it fits."""
    fits: list[str] = []
    broken: list[tuple[str, frozenset[Rule]]] = []
    for who, rules in against:
        if rules:
            broken.append((who, frozenset(rules)))
        else:
            fits.append(who)
    fallen: dict[Rule, int] = {}
    left = broken
    # the rule that most break goes first, so that the last ones named are the nearest
    while left:
        amounts = {rule: sum(rule in rules for _, rules in left) for rule in Rule}
        rule = max(amounts, key=lambda r: amounts[r])
        fallen[rule] = amounts[rule]
        left = [(who, rules) for who, rules in left if rule not in rules]
    only: dict[Rule, list[str]] = defaultdict(list)
    for who, against_all in broken:
        if len(against_all) == 1:
            only[next(iter(against_all))].append(who)
    near = {rule: tuple(who) for rule, who in only.items()}
    return Sieve(one, many, len(fits) + len(broken), tuple(fits), fallen, near, why or {})


def mentor_sieve(instance: Instance, pairs: PairChecks, student: Student) -> Sieve:
    """Every mentor of the workbook against the rules that concern the pair alone."""
    return sieve(
        "mentor",
        "mentoren",
        ((m.id, [rule for rule, _ in pairs.faults(student, m)]) for m in instance.mentors.values()),
    )


def nearest_words(instance: Instance, student: Student, shown: int = 3) -> str:
    """Of each of the nearest schools the mentor with the fewest rules against, with what the checker says."""
    if not instance.mentors:
        return ""
    ranked = sorted(
        (len(faults), instance.travel_minutes(student.id, mentor.school), mentor.id, faults)
        for mentor in instance.mentors.values()
        if (faults := tuple(pair_faults(instance, student, mentor)))
    )
    best = one_per_school(ranked, lambda row: instance.mentors[row[2]].school, shown)
    clauses = [
        f"{whereabouts(instance, instance.mentors[mentor], minutes)}: "
        + ", ".join(f"{rule} {text}" for rule, text in faults)
        for _, minutes, mentor, faults in best
    ]
    return f"Het dichtst bij: {'; '.join(clauses)}."


def one_per_school(ranked: Sequence[T], school: Callable[[T], str], shown: int) -> list[T]:
    """The first of each school, at most ``shown``: three colleagues tell the office no more than one."""
    first: dict[str, T] = {}
    for candidate in ranked:
        first.setdefault(school(candidate), candidate)
    return list(first.values())[:shown]


def whereabouts(instance: Instance, mentor: Mentor, minutes: int) -> str:
    """``mentor M1 (naam) op school S1 (naam), 12 min``."""
    school = instance.schools[mentor.school]
    return f"mentor {mentor.id} ({mentor.name}) op school {school.id} ({school.name}), {minutes} min"
