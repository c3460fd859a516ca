"""Who must be told what after a change of the WPA roster: the sentences to send. Knows no layout.

To whom a WPA leaves it is never told where to: that is for the others. No sentence gives a reason.
"""

from __future__ import annotations

from collections.abc import Iterator

from reports.changes.comparison import Comparison, ScheduledWpa, StudentPlace, WpaChange
from reports.changes.outbox import Outbox, To
from reports.changes.placement_messages import where
from reports.excel.book import Row
from reports.run.bundle import Run
from reports.run.named import NamesShown


def assessment_messages(run: Run) -> Iterator[Row]:
    """Everyone for whom time, place or people of a WPA changed, with the sentences to send.

    Args:
        run: The finished run.

    Yields:
        The rows of the sheet Wie te berichten; none without an earlier WPA roster.
    """
    if run.before is None or run.assessment is None:
        return
    compared = Comparison(run, run.before)
    box = Outbox(run.instance, compared.names)
    for student, change in compared.wpas.items():
        messages = _WpaMessages(box, compared.names, compared.names.student(student), change)
        known = run.instance.students.get(student)
        if known is not None and (messages.rescheduled or change.place.school):
            box.add(To.STUDENT, student, messages.to_student(known.wpa))
        messages.hosts()
        messages.assessors()
    yield from box.rows()


class _WpaMessages:
    """What one student and those around are told of a WPA that changed."""

    def __init__(self, box: Outbox, names: NamesShown, who: str, change: WpaChange) -> None:
        self._box = box
        self._names = names
        self._who = who
        self._change = change
        self._old = change.old
        self._new = change.new
        self._was, self._now = change.whens(spoken=True)

    @property
    def rescheduled(self) -> bool:
        """At another time, by others, for the first time or no more."""
        return self._old is None or self._new is None or self._change.time or self._change.team

    def to_student(self, due: bool) -> str:
        if self._new is None:
            return f"Uw WPA op {self._was} " + ("gaat niet door; u hoort nader." if due else "vervalt.")
        sentence = f"Uw WPA is op {self._now}{self._at(self._new)}, afgenomen door {self._by(self._new)}"
        return f"{sentence} (was {self._formerly})." if self._old else f"{sentence}."

    # -- mentor, school and board ------------------------------------------------------------------

    def hosts(self) -> None:
        """Of before and of now; to a school and a board a change of mentor within them is told with the placement."""
        old, new = self._place(self._old), self._place(self._new)
        rescheduled = self.rescheduled
        self._host(To.MENTOR, old.mentor, new.mentor, rescheduled or self._change.place.school)
        self._host(To.SCHOOL, old.school, new.school, rescheduled)
        if self._change.place.board and not rescheduled:
            self._box.add(
                To.BOARD, old.board, f"Het WPA van {self._who} op {self._was} hoort niet meer bij uw bestuur."
            )
            self._box.add(To.BOARD, new.board, self._comes())
        else:
            self._host(To.BOARD, old.board, new.board, rescheduled or self._change.place.school)

    def _host(self, to: To, left: str | None, joined: str | None, rescheduled: bool) -> None:
        """To who loses the WPA and who gains it, or, where it is ``rescheduled``, to who keeps it."""
        keeps = left == joined and self._old is not None and self._new is not None
        if keeps and rescheduled:
            self._box.add(to, joined, self._comes(was=True))
        elif not keeps:
            if self._old is not None:
                self._box.add(to, left, f"Het WPA van {self._who} op {self._was} vervalt bij u.")
            if self._new is not None:
                self._box.add(to, joined, self._comes())

    def _comes(self, was: bool = False) -> str:
        assert self._new is not None
        sentence = f"Het WPA van {self._who} is op {self._now} bij mentor {where(self._names, self._new.place)}, "
        sentence += f"afgenomen door {self._by(self._new)}"
        return f"{sentence} (was {self._formerly})." if was else f"{sentence}."

    # -- assessors ---------------------------------------------------------------------------------

    def assessors(self) -> None:
        old = () if self._old is None else self._old.booking.assessors
        new = () if self._new is None else self._new.booking.assessors
        for assessor in dict.fromkeys((*old, *new)):
            if self._new is None or assessor not in new:
                at = (self._at(self._old) if self._old else "") or " op de vorige school"
                sentence = f"U neemt het WPA van {self._who} op {self._was}{at} niet meer af."
                self._box.add(To.ASSESSOR, assessor, sentence)
            elif assessor not in old:
                together = self._together(self._new, assessor)
                sentence = f"U neemt het WPA van {self._who} af op {self._now}{self._at(self._new)}"
                self._box.add(To.ASSESSOR, assessor, f"{sentence}, {together}." if together else f"{sentence}.")
            else:
                self._goes_on(assessor)

    def _goes_on(self, assessor: str) -> None:
        """To an assessor who stays: only what is different, and how that was."""
        assert self._old is not None
        assert self._new is not None
        old, new, change = self._old, self._new, self._change
        is_now: list[str] = []
        was: list[str] = []
        intro = f"Het WPA van {self._who} dat u afneemt"
        if change.time or change.place.school:
            is_now.append(f"op {self._now}{self._at(new)}")
            was.append(self._was + (self._at(old) if change.place.school else ""))
        else:
            intro += f" op {self._now}{self._at(new)}"
        if change.place.mentor and new.place.mentor and old.place.mentor:
            is_now.append(f"bij mentor {self._names.mentor(new.place.mentor)}")
            was.append(f"bij mentor {self._names.mentor(old.place.mentor)}")
        if change.team:
            is_now.append(self._together(new, assessor) or "zonder tweede beoordelaar")
            was.append(self._together(old, assessor) or "zonder tweede beoordelaar")
        elif is_now and self._together(new, assessor):
            is_now.append(self._together(new, assessor))
        if was:
            self._box.add(To.ASSESSOR, assessor, f"{intro}, is nu {', '.join(is_now)} (was {', '.join(was)}).")

    def _together(self, wpa: ScheduledWpa, assessor: str) -> str:
        others = [other for other in wpa.booking.assessors if other != assessor]
        return f"samen met {self._names.trainers(others)}" if others else ""

    # -- words -------------------------------------------------------------------------------------

    @property
    def _formerly(self) -> str:
        """Time and assessors of before, and the school where it is another."""
        assert self._old is not None
        at = self._at(self._old) if self._change.place.school else ""
        return f"{self._was}{at}, {self._by(self._old)}"

    def _by(self, wpa: ScheduledWpa) -> str:
        return self._names.trainers(wpa.booking.assessors)

    def _at(self, wpa: ScheduledWpa) -> str:
        return f" op {self._names.school(wpa.place.school)}" if wpa.place.school else ""

    @staticmethod
    def _place(wpa: ScheduledWpa | None) -> StudentPlace:
        return StudentPlace() if wpa is None else wpa.place
