"""The slots and assessors that the rules of one slot and one seat leave to a WPA, from tables shared by all WPAs.

A semester has thousands of WPAs, hundreds of slots and hundreds of assessors: nearly all of it is the same for many
WPAs and is found out once.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property

from instances.domain.concerned import ConcernedTrainers
from instances.domain.entities import Slot, Student, Trainer
from instances.domain.instance import Instance
from instances.domain.rulebook import Rule
from models.assessment.data.seat_rules import OF_DAY, SEAT_RULES, SLOT_RULES, of_pool


class SeatOptions:
    """Answers for one semester."""

    def __init__(
        self,
        instance: Instance,
        assessors: Mapping[str, Trainer],
        open_slots: Mapping[str, frozenset[str]],
        without: frozenset[Rule],
    ) -> None:
        """Nothing is found out yet.

        Args:
            instance: The semester.
            assessors: Trainer id to everyone of either pool who may do a WPA at all.
            open_slots: Trainer id to ids of the slots at which the trainer can work (A5).
            without: Hard rules that are left out.
        """
        self._instance = instance
        self._assessors = assessors
        self._open_slots = open_slots
        self._without = without
        self._there: dict[tuple[frozenset[str], bool], tuple[str, ...]] = {}

    def slots(self, student: Student, mentor: str) -> tuple[Slot, ...]:
        """Find the slots at which the student's WPA may be in the class of that mentor.

        Args:
            student: Someone who is due.
            mentor: Id of the mentor.

        Returns:
            In the order of the workbook.
        """
        return tuple(self._allowed(student, mentor))

    def _allowed(self, student: Student, mentor: str) -> Iterator[Slot]:
        """What depends on the day alone is asked once a day."""
        kept = {rule: allows for rule, allows in SLOT_RULES.items() if rule not in self._without}
        days = {
            slot.date
            for slot in self._first_of_day
            if all(allows(self._instance, student, mentor, slot) for rule, allows in kept.items() if rule in OF_DAY)
        }
        for slot in self._instance.slots.values():
            if slot.date in days and all(
                allows(self._instance, student, mentor, slot) for rule, allows in kept.items() if rule not in OF_DAY
            ):
                yield slot

    @cached_property
    def _first_of_day(self) -> tuple[Slot, ...]:
        """One slot of each day that has any."""
        return tuple({slot.date: slot for slot in self._instance.slots.values()}.values())

    def pool(self, student: Student, mentor: str, slots: Sequence[Slot], in_field: bool) -> tuple[str, ...]:
        """Find who may have a seat of the student's WPA in the class of that mentor.

        Args:
            student: Someone who is due.
            mentor: Id of the mentor.
            slots: Of the WPA.
            in_field: The seat of the field; else that of the institute.

        Returns:
            Trainer ids in the order of the workbook; one and the same tuple where no rule makes a difference.
        """
        there = self._at_one_of(frozenset(slot.id for slot in slots), in_field)
        concerned = self._concerned.of(mentor, [] if student.slb is None else [student.slb], [student.id])
        of_concerned = [rule for rule in (Rule.A4, Rule.A9) if rule not in self._without]
        of_everyone = [Rule.A10] if student.id in self._instance.pin_of and Rule.A10 not in self._without else []
        barred = {
            trainer
            for trainer in (there if of_everyone else concerned.intersection(there))
            for rule in (*of_everyone, *(of_concerned if trainer in concerned else ()))
            if not SEAT_RULES[rule](self._instance, student, mentor, self._assessors[trainer], in_field)
        }
        return tuple(trainer for trainer in there if trainer not in barred) if barred else there

    def _at_one_of(self, slots: frozenset[str], in_field: bool) -> tuple[str, ...]:
        """Everyone of a pool (A3) who can work at one of the slots (A5)."""
        key = (slots, in_field)
        if key not in self._there:
            self._there[key] = tuple(
                trainer for trainer in self._of_pool[in_field] if not self._open_slots[trainer].isdisjoint(slots)
            )
        return self._there[key]

    @cached_property
    def _of_pool(self) -> Mapping[bool, tuple[str, ...]]:
        """Trainer ids of the field (True) and of the institute, in the order of the workbook."""
        everyone = self._assessors.values()
        return {
            in_field: tuple(
                trainer.id for trainer in everyone if Rule.A3 in self._without or of_pool(trainer, in_field)
            )
            for in_field in (True, False)
        }

    @cached_property
    def _concerned(self) -> ConcernedTrainers:
        return ConcernedTrainers(self._instance)
