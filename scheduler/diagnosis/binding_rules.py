"""Which rules leave a student no mentor, counted. Asks the checker's predicates; decides no rule itself."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TypeVar

from instances.domain.entities import Mentor, Student, Trainer
from instances.domain.instance import Instance
from instances.domain.rulebook import TOPICS, Rule
from instances.dutch.lists import listed_at_most
from instances.dutch.numbers import count
from scheduler.checks.pairs import PAIR_CHECKS, PairChecks, pair_faults
from scheduler.wording.settings import SHOWN
from scheduler.wording.texts import NEAREST

T = TypeVar("T")


def usable_mentors(instance: Instance) -> frozenset[str]:
    """Mentors that P6, which looks at the mentor alone, lets guide anyone."""
    someone = next(iter(instance.students.values()), None)
    if someone is None:
        return frozenset(instance.mentors)
    able = PAIR_CHECKS[Rule.P6]
    return frozenset(mentor.id for mentor in instance.mentors.values() if able(instance, someone, mentor) is None)


@dataclass(frozen=True, slots=True)
class EliminationFilter:
    """Candidates of one kind, and how the rules eliminate them one after the other.

    Attributes:
        one: The Dutch word for one candidate.
        many: The word for several.
        total: How many candidates there are.
        fits: Ids of those that break no rule.
        eliminated: Rule to how many it removes of those that the rules before it left; the largest first.
        sole_rule: Rule to the ids of those that break just that one.
        why: What a rule with more than one cause comes down to here, in Dutch.
        names: Ids to what people call them; an id that is not here is shown itself.
    """

    one: str
    many: str
    total: int
    fits: tuple[str, ...]
    eliminated: Mapping[Rule, int]
    sole_rule: Mapping[Rule, tuple[str, ...]]
    why: Mapping[Rule, str] = field(default_factory=dict)
    names: Mapping[str, str] = field(default_factory=dict)

    @property
    def rules(self) -> tuple[Rule, ...]:
        """The rules that eliminate, the one that removes most first."""
        return tuple(self.eliminated)

    @property
    def text(self) -> str:
        """Dutch, a whole sentence or two, for when nothing fits."""
        if not self.total:
            return f"Er zijn geen {self.many}."
        if self.total == 1:
            return f"De enige {self.one} valt af: {listed_at_most(map(self._named, self.rules))}."
        *first, last = [f"{amount} om {self._named(rule)}" for rule, amount in self.eliminated.items()]
        text = f"Van {count(self.total, self.one, self.many)} vallen af: {', '.join([*first, 'de laatste ' + last])}."
        if not first:
            text = f"Alle {count(self.total, self.one, self.many)} vallen af om {self._named(self.rules[0])}."
        near = [
            f"{self._named(rule)} bij {listed_at_most((self.names.get(id, id) for id in ids), SHOWN.nearest)}"
            for rule, ids in self.sole_rule.items()
        ]
        if near and first:
            text += f" Maar één ding in de weg: {'; '.join(near)}."
        return text

    def _named(self, rule: Rule) -> str:
        return f"{self.why.get(rule) or TOPICS[rule]} ({rule})"


def eliminate(
    one: str,
    many: str,
    against: Iterable[tuple[str, Sequence[Rule]]],
    why: Mapping[Rule, str] | None = None,
    names: Mapping[str, str] | None = None,
) -> EliminationFilter:
    """Count which rules eliminate the candidates one after the other.

    The rule that most candidates break goes first, so that the last ones named are the nearest.

    Args:
        one: The Dutch word for one candidate.
        many: The word for several.
        against: For each candidate its id and the rules it breaks, none when it fits.
        why: What a rule with more than one cause comes down to here, in Dutch.
        names: Ids to what people call them.

    Returns:
        The counts, with a Dutch text for when nothing fits.
    """
    fits: list[str] = []
    broken: list[tuple[str, frozenset[Rule]]] = []
    for id, rules in against:
        if rules:
            broken.append((id, frozenset(rules)))
        else:
            fits.append(id)
    eliminated: dict[Rule, int] = {}
    left = broken
    while left:
        amounts = {rule: sum(rule in rules for _, rules in left) for rule in Rule}
        rule = max(amounts, key=lambda r: amounts[r])
        eliminated[rule] = amounts[rule]
        left = [(id, rules) for id, rules in left if rule not in rules]
    sole_rule: dict[Rule, list[str]] = defaultdict(list)
    for id, rules_broken in broken:
        if len(rules_broken) == 1:
            sole_rule[next(iter(rules_broken))].append(id)
    near = {rule: tuple(ids) for rule, ids in sole_rule.items()}
    return EliminationFilter(one, many, len(fits) + len(broken), tuple(fits), eliminated, near, why or {}, names or {})


def mentor_filter(instance: Instance, pairs: PairChecks, student: Student) -> EliminationFilter:
    """Count which rules on the pair alone eliminate the mentors of the workbook for one student.

    Args:
        instance: The workbook.
        pairs: The rules on pairs of this workbook.
        student: A student of it.

    Returns:
        The counts.
    """
    return eliminate(
        "mentor",
        "mentoren",
        ((m.id, [rule for rule, _ in pairs.faults(student, m)]) for m in instance.mentors.values()),
        names=people(instance.mentors.values()),
    )


def people(known: Iterable[Mentor | Trainer]) -> dict[str, str]:
    """Tell how people are called where a sentence names them: ``Cees Dam (M3)``, by id."""
    return {person.id: f"{person.name} ({person.id})" for person in known}


def nearest_words(instance: Instance, student: Student, shown: int = SHOWN.attempts) -> str:
    """Name of each of the nearest schools the mentor with the fewest rules against, with what the checker says."""
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
    return f"{NEAREST} {'; '.join(clauses)}."


def one_per_school(ranked: Sequence[T], school: Callable[[T], str], shown: int) -> list[T]:
    """Keep the first of each school, at most ``shown``: three colleagues tell the office no more than one."""
    first: dict[str, T] = {}
    for candidate in ranked:
        first.setdefault(school(candidate), candidate)
    return list(first.values())[:shown]


def whereabouts(instance: Instance, mentor: Mentor, minutes: int) -> str:
    """``mentor M1 (naam) op school S1 (naam), 12 min``."""
    school = instance.schools[mentor.school]
    return f"mentor {mentor.id} ({mentor.name}) op school {school.id} ({school.name}), {minutes} min"
