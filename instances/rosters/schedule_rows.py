"""A row of WPA-rooster as a hand left it: which slot and assessors are meant, by code, time or name.

Knows cells, no rule's text.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time

from instances.domain.entities import Slot
from instances.domain.rulebook import Rule
from instances.dutch.dates import clock, short_day
from instances.dutch.lists import alternatives
from instances.rosters.columns import SCHEDULE, Head
from instances.rosters.differences import Fate, Gathered
from instances.rosters.meaning import Meanings
from instances.rosters.settings import ROSTERS
from instances.rosters.typed_cells import elsewhere, named, pinned, understood
from instances.rosters.written_rows import WrittenRow, changed
from instances.tables.values import shown

_TIMES = {Head.DATE: "date", Head.BEGIN: "begin", Head.END: "end"}
_READ = (
    Head.STUDENT, Head.MENTOR, Head.SCHOOL, Head.SCHOOL_NAME, Head.SLOT, *_TIMES, Head.FIELD, Head.FIELD_NAME,
    Head.INSTITUTE, Head.INSTITUTE_NAME, Head.PINNED,
)  # fmt: skip
_OTHERS = tuple(head for head in SCHEDULE.heads if head not in _READ)
_SEAT_NAMES = {Head.FIELD: Head.FIELD_NAME, Head.INSTITUTE: Head.INSTITUTE_NAME}


def slot_label(slot: Slot) -> str:
    """Write when a slot is, as drop-downs show it.

    Args:
        slot: The slot.

    Returns:
        Its day and times: ``di 1 jun 09:00-10:00``.
    """
    return f"{short_day(slot.date)} {clock(slot.begin)}-{clock(slot.end)}"


@dataclass(frozen=True, slots=True)
class ScheduleRows:
    """Reads the rows of WPA-rooster.

    Attributes:
        slots: Id to slot.
        times: Slots with their times in words (``slot_label``).
        trainers: Codes with names.
        mentors: Codes with names.
        schools: Codes with names.
        place_of: Student to mentor and school, of the placement beside the WPA roster.
        gathered: Takes what is found.
    """

    slots: Mapping[str, Slot]
    times: Meanings
    trainers: Meanings
    mentors: Meanings
    schools: Meanings
    place_of: Mapping[str, tuple[str, str]]
    gathered: Gathered

    def slot(self, row: WrittenRow, made: WrittenRow | None, student: str, typed: str) -> str:
        """Find the slot that a row means.

        Args:
            row: The row.
            made: The same as it was written; blank for a new row, None where that was not kept.
            student: Id of its student.
            typed: What stands in the column of the slot.

        Returns:
            The code of the slot, or what stands there where there is no such slot; '' for none, or where it is not
            clear.
        """
        found = understood(self.gathered, row, student, Head.SLOT, typed, self.times)
        if made is None or (not found and (typed or not made.blank)):
            return found
        moved = [head for head in _TIMES if changed(row, made, head)]
        elsewhere(self.gathered, row, made, student, [head for head in moved if not row.text(head)])
        moved = [head for head in moved if row.text(head)]
        if not moved:
            return found
        return (
            self._moved(row, made, student, moved) if found == made.text(Head.SLOT) else self._both(row, moved, found)
        )

    def seat(self, row: WrittenRow, made: WrittenRow | None, student: str, head: Head, typed: str) -> str:
        """Find the assessor that a row means.

        Args:
            row: The row.
            made: The same as it was written; blank for a new row, None where that was not kept.
            student: Id of its student.
            head: The column of the seat.
            typed: What stands there.

        Returns:
            The code of the assessor, or what stands there where that is nobody; '' for nobody, or where it is not
            clear.
        """
        code = understood(self.gathered, row, student, head, typed, self.trainers)
        shown_at = _SEAT_NAMES[head]
        if made is None or (typed and not code) or (not code and made.text(head)):
            return code
        meant = self.trainers.every(row.text(shown_at))
        whose = f"de naam van beoordelaar {code}" if code else "niemand"
        return named(self.gathered, row, made, student, (head, code), (shown_at, meant, whose), Rule.A1)

    def rest(self, row: WrittenRow, made: WrittenRow | None, student: str) -> None:
        """Look at the other cells of a row: where the student is placed, whether it is fixed, and what is only shown.

        Args:
            row: The row.
            made: The same as it was written; blank for a new row, None where that was not kept.
            student: Id of its student.
        """
        if made is None:
            return
        pinned(self.gathered, row, made, student)
        elsewhere(self.gathered, row, made, student, _OTHERS)
        if made.blank and student not in self.place_of:
            return
        mentor, school = self.place_of.get(student, (made.text(Head.MENTOR), made.text(Head.SCHOOL)))
        places = (
            (Head.MENTOR, self.mentors, mentor, "de mentor in de plaatsing"),
            (Head.SCHOOL, self.schools, school, "de school in de plaatsing"),
            (Head.SCHOOL_NAME, self.schools, school, "de school in de plaatsing"),
        )
        for head, known, right, whose in places:
            meant = known.every(row.text(head))
            if not changed(row, made, head) or right in meant or row.text(head) == right:
                continue
            if not row.text(head) or (head is Head.SCHOOL_NAME and not meant):
                self.gathered.add(row, student, head, Fate.ELSEWHERE)
            else:
                value = known.codes.get(right, right) if head is Head.SCHOOL_NAME else right
                self.gathered.fault(row, head, f"{value}, {whose}; die wijzigt u in plaatsing.xlsx", Rule.A1)

    def _both(self, row: WrittenRow, moved: list[Head], slot: str) -> str:
        """Slot and time were both changed: they must say the same."""
        known = self.slots.get(slot)
        for head in moved if known is not None else ():
            value = getattr(known, _TIMES[head])
            if row.value(head) != value:
                self.gathered.fault(row, head, f"{shown(value)}, van slot {slot}", Rule.A1)
        return slot

    def _moved(self, row: WrittenRow, made: WrittenRow, student: str, moved: list[Head]) -> str:
        """Only the time was changed: the slot of that time at that school."""
        slot = made.text(Head.SLOT)
        misread = [head for head in moved if not isinstance(row.value(head), date if head is Head.DATE else time)]
        own = "de tijd van een slot"
        if slot:
            own = f"{{}}, van slot {slot}, of de tijd van een ander slot"
        for head in misread:
            self.gathered.fault(row, head, own.format(made.text(head)), Rule.A1)
        if misread:
            return slot
        serving = [other for other in self.slots.values() if _serves(other, row if made.blank else made)]
        found = _at(serving, row, made, Head.END in moved)
        if found is not None:
            if found.id != slot:
                self.gathered.stands_for(row, student, Head.SLOT, moved[0], found.id)
            return found.id
        near = [f"{slot_label(slot)} ({slot.id})" for slot in _nearest(serving, row)]
        nearest = f". Het dichtst bij zijn {alternatives(near)}" if near else ""
        self.gathered.fault(row, moved[0], f"{own.format(made.text(moved[0]))}{nearest}", Rule.A1)
        return slot


def _serves(slot: Slot, made: WrittenRow) -> bool:
    return slot.school in (None, made.text(Head.SCHOOL)) and slot.board in (None, made.text(Head.BOARD))


def _at(slots: list[Slot], row: WrittenRow, made: WrittenRow, end_moved: bool) -> Slot | None:
    """The slot that begins then; of several one that ends as asked or lasts as long, then one of the school itself."""
    day, begin, end = (row.value(head) for head in _TIMES)
    then = [slot for slot in slots if (slot.date, slot.begin) == (day, begin) and (slot.end == end or not end_moved)]
    lasted = _minutes(made.value(Head.END)) - _minutes(made.value(Head.BEGIN))

    def order(slot: Slot) -> tuple[bool, bool, bool]:
        lasts = _minutes(slot.end) - _minutes(slot.begin)
        return not end_moved and slot.end != end and lasts != lasted, slot.school is None, slot.board is None

    return min(then, key=order, default=None)


def _nearest(slots: list[Slot], row: WrittenRow) -> Iterator[Slot]:
    day, begin = row.value(Head.DATE), row.value(Head.BEGIN)
    if isinstance(day, date) and isinstance(begin, time):
        asked = datetime.combine(day, begin)
        near = sorted(slots, key=lambda slot: abs(datetime.combine(slot.date, slot.begin) - asked))
        yield from near[: ROSTERS.nearest_slots]


def _minutes(value: object) -> int:
    return value.hour * 60 + value.minute if isinstance(value, time) else 0
