"""Why a student is not placed: the rules against the best candidates, tried on the checker. Solves nothing."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from instances.domain.entities import Mentor, Student
from instances.domain.instance import Instance
from instances.domain.rulebook import PLACEMENT_RULES, Rule
from instances.domain.solution import Placement
from instances.domain.verdict import Violation
from instances.dutch.lists import listed_at_most
from instances.dutch.numbers import count
from instances.tables.capacity import CAPACITY_RULES, COUNTING_RULES, CapacityRule, Counted, Group, Sense, group_of
from models.search.control import Control
from scheduler.checks.placement import CHECKERS, PairChecks
from scheduler.diagnosis.binding_rules import mentor_filter, nearest_words, one_per_school, whereabouts
from scheduler.reasons.settings import REASONS
from scheduler.wording.settings import SHOWN
from scheduler.wording.texts import NEAREST

NOT_FOUND = "Niet gevonden binnen de tijd; met meer zoektijd kan het wel."
NOT_SOUGHT = "Waarom, is niet uitgezocht: de tijd was op."
TOGETHER = tuple(rule for rule in PLACEMENT_RULES if rule in (*COUNTING_RULES, Rule.P13))
"""The rules that weigh students against each other; the others were tried on the pair."""
KINDS = (Group.MENTOR, Group.SCHOOL, Group.BOARD, Group.PLG, Group.TANDEM)
MAXIMA = tuple(line for line in CAPACITY_RULES if line.counted is Counted.ALL and line.sense is Sense.MOST)


def has_time(control: Control | None) -> bool:
    """Whether there is time for one more reason.

    Args:
        control: The time for all; None: as long as it takes.

    Returns:
        True without a limit.
    """
    return control is None or control.remaining > 0


class PlacementReasons:
    """Reasons for the students that a placement leaves out."""

    def __init__(self, instance: Instance, placement: Placement) -> None:
        """Sort the placed students by what the counting rules look at.

        Args:
            instance: The workbook.
            placement: The placement that leaves students out.
        """
        self._instance = instance
        self._placement = placement
        self._pairs = PairChecks(instance)
        self._groups: dict[tuple[Group, str], dict[str, str]] = defaultdict(dict)
        for student, mentor in placement.items():
            for group in self._groups_of(mentor):
                self._groups[group][student] = mentor

    def all(self, control: Control | None = None) -> dict[str, str]:
        """Give the reason for everyone in the workbook who is not placed.

        Args:
            control: The time for all; None: as long as it takes.

        Returns:
            Student id to the Dutch reason, or to the words that time was up.
        """
        left = (s for s in self._instance.students.values() if s.id not in self._placement)
        return {s.id: self.reason(s) if has_time(control) else NOT_SOUGHT for s in left}

    def reason(self, student: Student) -> str:
        """Say in Dutch which rules are in the way, with the nearest attempts.

        Args:
            student: A student whom the roster leaves out.

        Returns:
            Whole sentences.
        """
        found = mentor_filter(self._instance, self._pairs, student)
        if not found.fits:
            return f"Geen enkele mentor past. {found.text} {nearest_words(self._instance, student, SHOWN.attempts)}"
        tried = [self._instance.mentors[mentor] for mentor in found.fits]
        seeming = sorted(tried, key=lambda mentor: self._seems(student, mentor))
        likely = list(
            dict.fromkeys(
                [*seeming[: REASONS.mentors], *one_per_school(seeming, lambda mentor: mentor.school, SHOWN.attempts)]
            )
        )
        ranked = sorted(likely, key=lambda mentor: self._rank(student, mentor))
        if not self._broken(student, ranked[0], self._near(ranked[0])):
            return f"{NOT_FOUND} Zo kan het: {self._clause(student, ranked[0])}."
        best = one_per_school(ranked, lambda mentor: mentor.school, SHOWN.attempts)
        clauses = [self._clause(student, mentor) for mentor in best]
        opening = f"{count(len(tried), 'mentor past', 'mentoren passen')}, maar bij geen is plaats."
        return f"{opening} {NEAREST} {'; '.join(clauses)}."

    def room(self, student: Student) -> list[Mentor]:
        """List the mentors to whom the student could go as the others are placed now, nearest school first."""
        fits = [self._instance.mentors[mentor] for mentor in mentor_filter(self._instance, self._pairs, student).fits]
        able = [mentor for mentor in fits if not self._broken(student, mentor, self._near(mentor))]
        return sorted(able, key=lambda mentor: self._instance.travel_minutes(student.id, mentor.school))

    def _seems(self, student: Student, mentor: Mentor) -> tuple[int, int, str]:
        """How many limits are reached there, and the journey. A guess: the checker decides."""
        reached = sum(self._is_full(line, mentor.id) for line in MAXIMA)
        return reached, self._instance.travel_minutes(student.id, mentor.school), mentor.id

    def _is_full(self, line: CapacityRule, mentor: str) -> bool:
        group = group_of(self._instance, line.group, mentor)
        limit = None if group is None else line.limit(self._instance, group)
        return limit is not None and len(self._groups.get((line.group, group or ""), ())) >= limit

    def _rank(self, student: Student, mentor: Mentor) -> tuple[int, int, str]:
        broken = self._broken(student, mentor, self._near(mentor))
        minutes = self._instance.travel_minutes(student.id, mentor.school)
        return len({violation.rule for violation in broken}), minutes, mentor.id

    def _clause(self, student: Student, mentor: Mentor) -> str:
        """The verdict of the checker on the roster with this student added."""
        broken = self._broken(student, mentor, self._near(mentor))
        minutes = self._instance.travel_minutes(student.id, mentor.school)
        where = whereabouts(self._instance, mentor, minutes)
        if not broken:
            return f"{where}: geen regel in de weg"
        return f"{where}: " + " ".join(self._sentence(student, violation) for violation in broken)[:-1]

    def _sentence(self, student: Student, violation: Violation) -> str:
        """The checker's sentence behind its rule, and who has the place now where it does not say."""
        others = [id for id in violation.about if id in self._instance.students and id != student.id]
        unnamed = [id for id in others if id not in violation.text]
        taken = f" (nu {listed_at_most(unnamed)})" if unnamed else ""
        return f"{violation.rule} {violation.text.rstrip('.')}{taken}."

    def _broken(self, student: Student, mentor: Mentor, beside: Placement) -> list[Violation]:
        """What the checker has against this student there, next to the students of ``beside``."""
        tried = {**beside, student.id: mentor.id}
        found = (v for rule in TOGETHER for v in CHECKERS[rule](self._instance, tried))
        return [violation for violation in found if student.id in violation.about]

    def _near(self, mentor: Mentor) -> Placement:
        """Everyone who shares a board, tandem or PLG with this mentor: no counting rule looks further."""
        near: dict[str, str] = {}
        for group in self._groups_of(mentor.id):
            near.update(self._groups.get(group, {}))
        return near

    def _groups_of(self, mentor: str) -> Iterable[tuple[Group, str]]:
        if mentor not in self._instance.mentors:
            return
        for kind in KINDS:
            group = group_of(self._instance, kind, mentor)
            if group is not None:
                yield kind, group
