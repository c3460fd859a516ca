"""Which slots and assessors a WPA could have, one by one. Asks the checker's predicates; schedules nothing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Set
from functools import cached_property

from instances.domain.concerned import ConcernedTrainers
from instances.domain.entities import Mentor, Slot, Student, Trainer
from instances.domain.instance import Instance
from instances.domain.rulebook import Rule
from instances.dutch.lists import listed, listed_at_most
from scheduler.checks.availability import absent, class_present, trainer_fault
from scheduler.checks.seats import assessor_faults, slot_faults
from scheduler.checks.words import days_listed, moment
from scheduler.diagnosis.binding_rules import EliminationFilter, eliminate, people
from scheduler.wording.settings import SHOWN


class WpaOptions:
    """Slots and assessors for one student with one mentor, as if nobody else had a WPA. Answers are cached."""

    def __init__(self, instance: Instance) -> None:
        """Nothing is worked out before it is asked.

        Args:
            instance: The workbook.
        """
        self.instance = instance
        self._slots: dict[tuple[str, str], tuple[Slot, ...]] = {}
        self._open: dict[str, frozenset[str]] = {}

    def open_at(self, trainer: Trainer) -> frozenset[str]:
        """Give the slots at which the trainer is available (A5) and may work at all (A8).

        Args:
            trainer: A trainer of the workbook.

        Returns:
            The ids of the slots.
        """
        known = self._open.get(trainer.id)
        if known is None:
            slots = self.instance.slots.values() if self.may_work(trainer) else ()
            known = frozenset(slot.id for slot in slots if trainer_fault(self.instance, trainer, slot) is None)
            self._open[trainer.id] = known
        return known

    def may_work(self, trainer: Trainer) -> bool:
        """May the trainer do any WPA at all (A8)?"""
        return self.instance.max_wpas(trainer.id) > 0 and self.instance.max_wpas_per_day(trainer.id) > 0

    def slots(self, student: Student, mentor: Mentor) -> tuple[Slot, ...]:
        """List the slots on which student, class and school can (A5, A11, A12)."""
        key = student.id, mentor.id
        if key not in self._slots:
            every = self.instance.slots.values()
            self._slots[key] = tuple(s for s in every if not any(slot_faults(self.instance, student, mentor, s)))
        return self._slots[key]

    def pool(self, in_field: bool) -> tuple[Trainer, ...]:
        """All assessors of the field, or of the institute."""
        return self.instance.field_pool if in_field else self.instance.institute_pool

    def assessors(self, student: Student, mentor: Mentor, in_field: bool) -> Iterator[Trainer]:
        """List the trainers who may take the seat, at whatever time (A3, A4, A8, A9)."""
        barred = self.barred(student, mentor, in_field)
        return (trainer for trainer in self.working[in_field] if trainer.id not in barred)

    def barred(self, student: Student, mentor: Mentor, in_field: bool) -> set[str]:
        """Find who of a pool may not take the seat: few, where those who may are hundreds (A3, A4, A9).

        Args:
            student: A student who is due.
            mentor: The student's mentor.
            in_field: The seat of the field; else that of the institute.

        Returns:
            Ids of trainers.
        """
        guides = [] if student.slb is None else [student.slb]
        ids = self._concerned.of(mentor.id, guides, [student.id])
        concerned = (self.instance.trainers.get(id) for id in ids)
        return {
            trainer.id
            for trainer in concerned
            if trainer is not None and any(assessor_faults(self.instance, student, mentor, trainer, in_field))
        }

    @cached_property
    def working(self) -> dict[bool, tuple[Trainer, ...]]:
        """Those of each pool who may do any WPA: the same for every student."""
        return {seat: tuple(t for t in self.pool(seat) if self.may_work(t)) for seat in (True, False)}

    @cached_property
    def _concerned(self) -> ConcernedTrainers:
        return ConcernedTrainers(self.instance)

    def possible(self, student: Student, mentor: Mentor) -> bool:
        """Is there a slot with everyone the WPA needs?"""
        slots = self.slots(student, mentor)
        if not slots:
            return False
        free = {slot.id for slot in slots}
        for in_field in (True, False) if self.instance.needs_two(student) else (True,):
            reachable: set[str] = set()
            for trainer in self.assessors(student, mentor, in_field):
                reachable |= self.open_at(trainer) & free
                if reachable == free:
                    break
            free = reachable
        return bool(free) and (not self.instance.needs_two(student) or self._pair_fits(student, mentor, free))

    def _pair_fits(self, student: Student, mentor: Mentor, slots: Set[str]) -> bool:
        """Two assessors, both there at one of the slots, who are not excluded from each other (A9)."""
        institute = list(self.assessors(student, mentor, False))
        return any(
            (one.id, other.id) not in self.instance.excluded_pairs
            and not slots.isdisjoint(self.open_at(one) & self.open_at(other))
            for one in self.assessors(student, mentor, True)
            for other in institute
        )

    def slot_filter(self, student: Student, mentor: Mentor) -> EliminationFilter:
        """Count which rules eliminate the slots (A5, A11, A12)."""
        return eliminate(
            "tijd",
            "tijden",
            (
                (slot.id, [rule for rule, _ in slot_faults(self.instance, student, mentor, slot)])
                for slot in self.instance.slots.values()
            ),
            {Rule.A5: self._away(student, mentor)},
            {slot.id: moment(slot) for slot in self.instance.slots.values()},
        )

    def _away(self, student: Student, mentor: Mentor) -> str:
        """Who or what keeps A5 from being kept, with how many times when that differs."""
        causes = [cause for slot in self.instance.slots.values() if (cause := self._cause(student, mentor, slot))]
        amounts = Counter(causes)
        if len(amounts) == 1:
            return causes[0]
        return ", ".join(f"{amount} keer {cause}" for cause, amount in amounts.most_common())

    def _cause(self, student: Student, mentor: Mentor, slot: Slot) -> str:
        if slot.date.weekday() not in student.days:
            return f"geen stagedag: {days_listed(student.days)}"
        if absent(self.instance, student.id, slot.date):
            return "student afwezig"
        if absent(self.instance, mentor.school, slot.date):
            return f"school {mentor.school} gesloten"
        if not class_present(self.instance, mentor.id, slot.date):
            teachers = listed(self.instance.class_of(mentor.id))
            return f"mentor {teachers} niet aanwezig"
        return ""

    def seat_filter(self, student: Student, mentor: Mentor, in_field: bool) -> EliminationFilter:
        """Count which rules eliminate the assessors of a pool, with A5 for who is never there when the student can."""
        free = {slot.id for slot in self.slots(student, mentor)}
        rows = []
        for trainer in self.pool(in_field):
            rules = [rule for rule, _ in assessor_faults(self.instance, student, mentor, trainer, in_field)]
            if not self.may_work(trainer):
                rules.append(Rule.A8)
            elif not self.open_at(trainer) & free:
                rules.append(Rule.A5)
            rows.append((trainer.id, rules))
        where = "van het werkveld" if in_field else "van de opleiding"
        why = {Rule.A5: "niet beschikbaar op een tijd dat student, klas en school er zijn"}
        return eliminate(f"beoordelaar {where}", f"beoordelaars {where}", rows, why, people(self.pool(in_field)))

    def refusal(self, student: Student, mentor: Mentor) -> tuple[tuple[Rule, ...], str]:
        """Say why this WPA is not possible; only for one that is not.

        Args:
            student: A student who is due.
            mentor: The student's mentor.

        Returns:
            The rules in the way, at least one, and the reason in Dutch.
        """
        slots = self.slot_filter(student, mentor)
        if not slots.fits:
            return slots.rules or (Rule.A1,), f"Geen enkele tijd past. {slots.text}"
        for in_field in (True, False) if self.instance.needs_two(student) else (True,):
            seats = self.seat_filter(student, mentor, in_field)
            if not seats.fits:
                return seats.rules or (Rule.A3,), f"Geen enkele {seats.one} past. {seats.text}"
        return self._no_pair(student, mentor)

    def _no_pair(self, student: Student, mentor: Mentor) -> tuple[tuple[Rule, ...], str]:
        """Why two assessors, each possible, are not possible together."""
        free = {slot.id for slot in self.slots(student, mentor)}
        field, institute = (list(self.assessors(student, mentor, in_field)) for in_field in (True, False))
        met = [
            (one.id, other.id) for one in field for other in institute if free & self.open_at(one) & self.open_at(other)
        ]
        if not met:
            return (Rule.A5,), "Op geen enkele passende tijd zijn alle beoordelaars die nodig zijn er samen (A5, A2)."
        pairs = listed_at_most((f"{one} met {other}" for one, other in met), SHOWN.nearest)
        text = "Alle beoordelaars die op een passende tijd samen kunnen, zijn uitgesloten met elkaar"
        return (Rule.A9,), f"{text} (A9): {pairs}."
