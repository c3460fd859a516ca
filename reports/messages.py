"""Who must be told what after a change: the sentences to send. Knows no layout.

To whom somebody leaves it is never told where to: that is for the others. No sentence gives a reason.
"""

from __future__ import annotations

from collections.abc import Iterator

from reports.bundle import Run
from reports.outbox import Outbox, To
from reports.places import Comparison, Named, Place
from reports.sheet import Row


def placement_messages(run: Run) -> Iterator[Row]:
    """Nobody without a previous roster; also nobody for who stays and for whom nothing is different."""
    if run.before is None:
        return
    compared = Comparison(run, run.before)
    box = Outbox(run.instance, compared.names)
    for student in dict.fromkeys([*run.instance.students, *run.before.placement]):
        told = _Told(box, compared.names, student, compared.old(student), compared.new(student))
        if student in run.instance.students:
            told.student()
        told.others()
    yield from box.rows()


class _Told:
    """What one student and those around are told of a place that changed."""

    def __init__(self, box: Outbox, names: Named, student: str, old: Place, new: Place) -> None:
        self._box = box
        self._names = names
        self._id = student
        self._who = names.student(student)
        self._old = old
        self._new = new
        both = old.mentor is not None and new.mentor is not None
        self._moves = (old.mentor, old.school) != (new.mentor, new.school)
        self._other_days = both and old.days != new.days
        self._other_trainers = both and old.school == new.school and old.trainers != new.trainers
        self._other_plg = both and old.school == new.school and old.plg != new.plg
        self._other_board = both and old.school == new.school and old.board != new.board

    def student(self) -> None:
        if self._moves:
            self._box.tell(To.STUDENT, self._id, self._to_student())
        if self._other_trainers:
            by, was = (self._names.trainers(place.trainers) for place in (self._new, self._old))
            self._box.tell(To.STUDENT, self._id, _instead("U wordt", "begeleid door", by, was))
        if self._other_plg:
            self._box.tell(To.STUDENT, self._id, _located("Uw PLG", self._new.plg, self._old.plg))
        if self._other_days and self._old.school == self._new.school:
            self._box.tell(To.STUDENT, self._id, f"Uw stagedagen: {self._new.on} (was {self._old.on}).")

    def _to_student(self) -> str:
        old, new = (where(self._names, place) for place in (self._old, self._new))
        if self._new.mentor is None:
            return f"Uw stageplaats bij {old} vervalt. Er is nog geen andere plaats; u hoort nader."
        if self._old.mentor is None:
            return f"U loopt stage bij {new}, op {self._new.on}."
        if self._old.school == self._new.school and self._new.school is not None:
            school, mentor = self._names.school(self._new.school), self._names.mentor(self._new.mentor)
            return f"Uw mentor op {school} wordt {mentor} (was {self._names.mentor(self._old.mentor)})."
        return f"Uw stageplaats wordt bij {new}, op {self._new.on} (was bij {old})."

    def others(self) -> None:
        old, new = self._old, self._new
        if self._moves:
            self._mentors()
        if self._moves or self._other_board:
            self._both(To.SCHOOL, old.school, new.school)
            self._both(To.BOARD, old.board, new.board)
        if self._moves or self._other_trainers:
            self._trainers()
        if self._other_trainers or self._other_plg:
            self._of_school()
        if self._other_days:
            self._days()

    def _mentors(self) -> None:
        old, new, who = self._old, self._new, self._who
        if old.mentor == new.mentor and new.school is not None:
            self._box.tell(To.MENTOR, new.mentor, f"{who} gaat met u mee naar {self._names.school(new.school)}.")
            return
        self._box.tell(To.MENTOR, old.mentor, f"{who} loopt niet meer bij u stage.")
        self._box.tell(To.MENTOR, new.mentor, f"{who} loopt bij u stage op {new.on}.")

    def _both(self, to: To, left: str | None, joined: str | None) -> None:
        """To the school or the board that loses and the one that gains the student, or to the one that keeps."""
        old, new = (where(self._names, place) for place in (self._old, self._new))
        if left == joined:
            if self._moves:
                self._box.tell(to, joined, self._stays)
            return
        if self._moves or self._old.school is None:
            self._box.tell(to, left, f"{self._who} komt niet meer bij mentor {old}.")
        else:
            school = self._names.school(self._old.school)
            self._box.tell(to, left, f"{self._who} blijft op {school}, dat niet meer bij uw bestuur hoort.")
        self._box.tell(to, joined, f"{self._who} komt op {self._new.on} bij mentor {new}.")

    @property
    def _stays(self) -> str:
        """To who keeps the student."""
        old, new = self._old, self._new
        if old.mentor is not None and old.mentor == new.mentor and old.school and new.school:
            to, was = self._names.school(new.school), self._names.school(old.school)
            return f"{self._who} gaat met mentor {self._names.mentor(old.mentor)} mee naar {to} (was {was})."
        return f"{self._who} gaat van mentor {where(self._names, old)} naar mentor {where(self._names, new)}."

    def _trainers(self) -> None:
        old, new = self._old, self._new
        place = where(self._names, new)
        for trainer in dict.fromkeys((*old.trainers, *new.trainers)):
            if trainer not in new.trainers:
                self._box.tell(To.TRAINER, trainer, f"U begeleidt {self._who} niet meer.")
            elif trainer not in old.trainers:
                told = f"U gaat {self._who} begeleiden, op {new.on} bij mentor {place}."
                self._box.tell(To.TRAINER, trainer, told)
            elif self._moves:
                self._box.tell(To.TRAINER, trainer, self._stays)

    def _of_school(self) -> None:
        """Sentences for all students of a school, to whom it concerns beside those who come and go."""
        old, new = self._old, self._new
        if new.school is None:
            return
        school = self._names.school(new.school)
        told = []
        if self._other_trainers:
            by, was = (self._names.trainers(place.trainers) for place in (new, old))
            told.append(_instead(f"Studenten op {school} worden", "begeleid door", by, was))
        if self._other_plg:
            told.append(_located(f"De PLG van {school}", new.plg, old.plg))
        kept = [(To.TRAINER, who) for who in new.trainers if who in old.trainers]
        for to, who in ((To.MENTOR, new.mentor), (To.SCHOOL, new.school), (To.BOARD, new.board), *kept):
            for sentence in told:
                self._box.tell(to, who, sentence)

    def _days(self) -> None:
        """To those who keep the student: for who is new the new days stand in what they are told."""
        old, new = self._old, self._new
        told = f"{self._who} komt op {new.on} bij mentor {where(self._names, new)} (was op {old.on})."
        pairs = ((To.MENTOR, old.mentor, new.mentor), (To.SCHOOL, old.school, new.school),
                 (To.BOARD, old.board, new.board))  # fmt: skip
        kept = [(to, left) for to, left, joined in pairs if left == joined]
        kept += [(To.TRAINER, who) for who in new.trainers if who in old.trainers]
        for to, who in kept:
            self._box.tell(to, who, told)


def _instead(who: str, what: str, new: str, old: str) -> str:
    """Who does it now, and who did; somebody is on either side."""
    if not new:
        return f"{who} niet meer {what} {old}."
    return f"{who} {what} {new} (was {old})." if old else f"{who} {what} {new}."


def _located(what: str, new: str, old: str) -> str:
    if not new:
        return f"{what} komt niet meer bijeen op {old}."
    return f"{what} komt bijeen op {new} (was {old})." if old else f"{what} komt bijeen op {new}."


def where(names: Named, place: Place) -> str:
    """Mentor and school in words; who has no place is nowhere."""
    if place.mentor is None:
        return ""
    return names.mentor(place.mentor) + (f" op {names.school(place.school)}" if place.school else "")
