"""Who must be told what after a change of the WPA roster: the sentences to send. Knows no layout.

To whom a WPA leaves it is never told where to: that is for the others. No sentence gives a reason.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from instances.solution import Booking
from reports.bundle import Run
from reports.messages import where
from reports.outbox import Outbox, To
from reports.places import Comparison, Named, Place
from reports.sheet import Row


@dataclass(frozen=True, slots=True)
class _Held:
    """A WPA by a roster, where, and when in words; no booking and no words when there is none."""

    booking: Booking | None
    place: Place
    when: str

    @property
    def team(self) -> tuple[str, ...]:
        return () if self.booking is None else self.booking.assessors


def assessment_messages(run: Run) -> Iterator[Row]:
    """Everyone for whom time, place or assessors of a WPA changed; nobody without an earlier WPA roster."""
    if run.before is None or run.assessment is None:
        return
    compared = Comparison(run, run.before)
    box = Outbox(run.instance, compared.names)
    for student in dict.fromkeys([*run.instance.students, *run.before.assessment]):
        old, new = run.before.assessment.get(student), run.assessment.get(student)
        there, here = compared.old(student), compared.new(student)
        moved = (there.mentor, there.school) != (here.mentor, here.school)
        was = _Held(old, there, _when(compared, old, then=True))
        now = _Held(new, here, _when(compared, new, then=False))
        told = _Told(box, compared.names, compared.names.student(student), was, now)
        if old != new or (new is not None and (moved or compared.slid(new.slot))):
            if student in run.instance.students:
                box.tell(To.STUDENT, student, told.to_student())
            told.mentor_and_school()
            told.boards()
            told.assessors()
        elif there.board != here.board:  # the school went over: nothing is different to the others
            told.boards()
    yield from box.rows()


def _when(compared: Comparison, booking: Booking | None, then: bool) -> str:
    return "" if booking is None else compared.when(booking.slot, then, "%d-%m-%Y om %H:%M")


class _Told:
    """What one student and those around are told of a WPA that changed."""

    def __init__(self, box: Outbox, names: Named, who: str, old: _Held, new: _Held) -> None:
        self._box = box
        self._names = names
        self._who = who
        self._old = old
        self._new = new

    def to_student(self) -> str:
        if self._new.booking is None:
            return f"Uw WPA op {self._old.when} gaat niet door; u hoort nader."
        told = f"Uw WPA is op {self._new.when}{self._at(self._new)}, afgenomen door {self._by(self._new)}"
        if self._old.booking is None:
            return f"{told}."
        return f"{told} (was {self._old.when}{self._old_place}, {self._by(self._old)})."

    def mentor_and_school(self) -> None:
        self._host(To.MENTOR, self._old.place.mentor, self._new.place.mentor)
        self._host(To.SCHOOL, self._old.place.school, self._new.place.school)

    def boards(self) -> None:
        self._host(To.BOARD, self._old.place.board, self._new.place.board)

    def _host(self, to: To, left: str | None, joined: str | None) -> None:
        """To who loses the WPA and who gains it, or to who keeps it."""
        old, new = self._old, self._new
        if old.booking is not None and (left != joined or new.booking is None):
            self._box.tell(to, left, f"Het WPA van {self._who} op {old.when} vervalt bij u.")
        if new.booking is not None:
            comes = f"Het WPA van {self._who} is op {new.when} bij mentor {where(self._names, new.place)}, "
            comes += f"afgenomen door {self._by(new)}"
            if old.booking is not None and left == joined and old.place.mentor == new.place.mentor:
                comes += f" (was {old.when}{self._old_place}, {self._by(old)})"
            self._box.tell(to, joined, f"{comes}.")

    def assessors(self) -> None:
        old, new = self._old, self._new
        for assessor in dict.fromkeys((*old.team, *new.team)):
            others = [other for other in new.team if other != assessor]
            together = f", samen met {self._names.trainers(others)}" if others else ""
            place = f"{new.when}{self._at(new)}{together}"
            if assessor not in new.team:
                at = self._at(old) or " op de vorige school"
                told = f"U neemt het WPA van {self._who} op {old.when}{at} niet meer af."
            elif assessor not in old.team:
                told = f"U neemt het WPA van {self._who} af op {place}."
            else:
                told = f"Het WPA van {self._who} dat u afneemt, is nu op {place} (was {old.when}{self._old_place})."
            self._box.tell(To.ASSESSOR, assessor, told)

    def _by(self, held: _Held) -> str:
        return self._names.trainers(held.team)

    def _at(self, held: _Held) -> str:
        return f" op {self._names.school(held.place.school)}" if held.place.school else ""

    @property
    def _old_place(self) -> str:
        """The school of before, where it is another."""
        return self._at(self._old) if self._old.place.school != self._new.place.school else ""
