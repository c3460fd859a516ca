"""A row of Plaatsing as a hand left it: which mentor is meant, by code, name or school. Knows cells, no rule's text."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from instances.domain.rulebook import Rule
from instances.dutch.numbers import count
from instances.rosters.columns import PLACEMENT, Head
from instances.rosters.differences import Gathered
from instances.rosters.meaning import Meanings
from instances.rosters.typed_cells import elsewhere, named, pinned, understood
from instances.rosters.written_rows import WrittenRow, changed

_WITH_MENTOR = (Head.BOARD, Head.GROUP, Head.TANDEM, Head.SO, Head.IO, Head.PLG, Head.TRAVEL, Head.NEEDS_MET)
_ASIDE = (Head.STUDENT, Head.MENTOR, Head.MENTOR_NAME, Head.SCHOOL, Head.SCHOOL_NAME, Head.PINNED, *_WITH_MENTOR)
_OF_STUDENT = tuple(head for head in PLACEMENT.heads if head not in _ASIDE)


@dataclass(frozen=True, slots=True)
class PlacementRows:
    """Reads the rows of Plaatsing.

    Attributes:
        mentors: Codes with names.
        schools: Codes with names.
        school_of: Mentor to school.
        gathered: Takes what is found.
    """

    mentors: Meanings
    schools: Meanings
    school_of: Mapping[str, str]
    gathered: Gathered

    def mentor(self, row: WrittenRow, made: WrittenRow | None, student: str, typed: str) -> str:
        """Find the mentor that a row means.

        Args:
            row: The row.
            made: The same as it was written; blank for a new row, None where that was not kept.
            student: Id of its student.
            typed: What stands in the column of the mentor.

        Returns:
            The code of the mentor, or what stands there where that is nobody; '' for nobody, or where it is not clear.
        """
        mentor = understood(self.gathered, row, student, Head.MENTOR, typed, self.mentors)
        if made is None or (not mentor and (typed or not made.blank)):
            return mentor
        mentor = self._by_name_and_school(row, made, student, mentor)
        pinned(self.gathered, row, made, student)
        elsewhere(self.gathered, row, made, student, _OF_STUDENT)
        if mentor == made.text(Head.MENTOR):  # else they may have been changed along with the mentor
            elsewhere(self.gathered, row, made, student, _WITH_MENTOR)
        return mentor

    def _by_name_and_school(self, row: WrittenRow, made: WrittenRow, student: str, mentor: str) -> str:
        schools = self._schools(row, made)
        called = self.mentors.every(row.text(Head.MENTOR_NAME))
        if schools and changed(row, made, Head.MENTOR_NAME):
            called = frozenset(who for who in called if self.school_of.get(who) in schools) or called
        whose = f"de naam van mentor {mentor}"
        found = named(
            self.gathered, row, made, student, (Head.MENTOR, mentor), (Head.MENTOR_NAME, called, whose), Rule.P1
        )
        for head in (Head.SCHOOL, Head.SCHOOL_NAME):
            if changed(row, made, head):
                found = self._by_school(row, made, student, head, found)
        return found

    def _schools(self, row: WrittenRow, made: WrittenRow) -> frozenset[str]:
        heads = [head for head in (Head.SCHOOL, Head.SCHOOL_NAME) if changed(row, made, head)]
        found = [self.schools.every(row.text(head)) for head in heads]
        return frozenset.intersection(*found) if found else frozenset()

    def _by_school(self, row: WrittenRow, made: WrittenRow, student: str, head: Head, mentor: str) -> str:
        """The only mentor of another school, where the hand changed only the school; else that is a contradiction."""
        schools = self.schools.every(row.text(head))
        here = self.school_of.get(mentor, "")
        if here in schools or (head is Head.SCHOOL_NAME and not schools):
            if not schools:
                elsewhere(self.gathered, row, made, student, (head,))
            return mentor
        if not row.text(head):
            elsewhere(self.gathered, row, made, student, (head,))
            return mentor
        there = [who for who, school in self.school_of.items() if school in schools]
        if mentor == made.text(Head.MENTOR) and len(there) == 1:
            self.gathered.stands_for(row, student, Head.MENTOR, head, there[0])
            return there[0]
        if not mentor:
            return mentor  # a new row without a mentor
        right = (here if head is Head.SCHOOL else self.schools.codes.get(here, "")) or made.text(head)
        work = f". Daar werken {count(len(there), 'mentor', 'mentoren')}" if len(there) > 1 else ""
        choose = f"of in de kolom {Head.MENTOR} een mentor van de andere school{work}"
        self.gathered.fault(row, head, f"{right}, de school van mentor {mentor}, {choose}", Rule.P1)
        return mentor
