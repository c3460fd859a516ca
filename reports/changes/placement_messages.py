"""Who must be told what after a change of the placement: the sentences to send. Knows no layout.

To whom somebody leaves it is never told where to: that is for the others. No sentence gives a reason.
"""

from __future__ import annotations

from collections.abc import Iterator

from reports.changes.comparison import Comparison, PlaceChange, StudentPlace
from reports.changes.outbox import Outbox, To
from reports.excel.book import Row
from reports.run.bundle import Run
from reports.run.named import NamesShown


def placement_messages(run: Run) -> Iterator[Row]:
    """Everyone for whom something about a place changed, with the sentences to send.

    Args:
        run: The finished run.

    Yields:
        The rows of the sheet Wie te berichten; none without an earlier roster, and none for who stays and for whom
        nothing is different.
    """
    if run.before_placing is None:
        return
    compared = Comparison(run, run.before_placing)
    box = Outbox(run.instance, compared.names)
    for student, change in compared.places.items():
        if student in run.instance.students:
            _student(box, compared.names, student, change)
        _Others(box, compared.names, student, change).add()
    _schools(box, compared)
    yield from box.rows()


def where(names: NamesShown, place: StudentPlace) -> str:
    """Mentor and school in words; who has no place is nowhere."""
    if place.mentor is None:
        return ""
    return names.mentor(place.mentor) + (f" op {names.school(place.school)}" if place.school else "")


# -- the student -------------------------------------------------------------------------------------


def _student(box: Outbox, names: NamesShown, student: str, change: PlaceChange) -> None:
    old, new = change.old, change.new
    if change.moves:
        box.add(To.STUDENT, student, _of_move(names, change))
    if change.trainers:
        sentence = _instead("U wordt", "begeleid door", names.trainers(new.trainers), names.trainers(old.trainers))
        box.add(To.STUDENT, student, sentence)
    if change.plg:
        box.add(To.STUDENT, student, _located("Uw PLG", new.plg, old.plg))
    if change.groups:
        box.add(To.STUDENT, student, f"Uw mentor heeft nu groep {new.group} (was {old.group}).")
    if change.days and old.school == new.school:  # else they are told with the school
        box.add(To.STUDENT, student, f"Uw stagedagen: {new.on} (was {old.on}).")


def _of_move(names: NamesShown, change: PlaceChange) -> str:
    old, new = change.old, change.new
    if new.mentor is None:
        return f"Uw stageplaats bij {where(names, old)} vervalt. Er is nog geen andere plaats; u hoort nader."
    if old.mentor is None:
        return f"U loopt stage bij {where(names, new)}, op {new.on}."
    if old.school == new.school and new.school is not None:
        mentor, was = names.mentor(new.mentor), names.mentor(old.mentor)
        return f"Uw mentor op {names.school(new.school)} wordt {mentor} (was {was})."
    return f"Uw stageplaats wordt bij {where(names, new)}, op {new.on} (was bij {where(names, old)})."


# -- those around ------------------------------------------------------------------------------------


class _Others:
    """What those around a student are told of what changed for that student."""

    def __init__(self, box: Outbox, names: NamesShown, student: str, change: PlaceChange) -> None:
        self._box = box
        self._names = names
        self._who = names.student(student)
        self._change = change
        self._old = change.old
        self._new = change.new

    def add(self) -> None:
        change, old, new = self._change, self._old, self._new
        if change.moves:
            self._mentors()
            self._both(To.SCHOOL, old.school, new.school)
            self._both(To.BOARD, old.board, new.board)
        elif change.board:
            self._went_over()
        if change.moves or change.trainers:
            self._trainers()
        if change.groups:
            sentence = f"{self._who}: mentor {where(self._names, new)} heeft nu groep {new.group} (was {old.group})."
            self._add_for_those_unchanged(sentence, mentor=False)
        if change.days:
            sentence = f"{self._who} komt op {new.on} bij mentor {where(self._names, new)} (was op {old.on})."
            self._add_for_those_unchanged(sentence)

    def _mentors(self) -> None:
        old, new, who = self._old, self._new, self._who
        if old.mentor == new.mentor and new.school is not None:
            self._box.add(To.MENTOR, new.mentor, f"{who} gaat met u mee naar {self._names.school(new.school)}.")
            if self._change.trainers and new.trainers:
                sentence = f"Daar begeleiden {self._names.trainers(new.trainers)} de studenten."
                self._box.add(To.MENTOR, new.mentor, sentence)
            return
        self._box.add(To.MENTOR, old.mentor, f"{who} loopt niet meer bij u stage.")
        self._box.add(To.MENTOR, new.mentor, f"{who} loopt bij u stage op {new.on}.")

    def _both(self, to: To, left: str | None, joined: str | None) -> None:
        """To the school or the board that loses and the one that gains the student, or to the one that keeps."""
        if left == joined:
            self._box.add(to, joined, self._moved_within)
            return
        self._box.add(to, left, f"{self._who} komt niet meer bij mentor {where(self._names, self._old)}.")
        self._box.add(to, joined, f"{self._who} komt op {self._new.on} bij mentor {where(self._names, self._new)}.")

    def _went_over(self) -> None:
        """To both boards; to all others nothing is different."""
        old, new = self._old, self._new
        school = self._names.school(old.school or "")
        self._box.add(To.BOARD, old.board, f"{self._who} blijft op {school}, dat niet meer bij uw bestuur hoort.")
        sentence = f"{self._who} valt voortaan onder uw bestuur: op {new.on} bij mentor {where(self._names, new)}."
        self._box.add(To.BOARD, new.board, sentence)

    @property
    def _moved_within(self) -> str:
        """To who keeps the student."""
        old, new = self._old, self._new
        if old.mentor is not None and old.mentor == new.mentor and old.school and new.school:
            to, was = self._names.school(new.school), self._names.school(old.school)
            return f"{self._who} gaat met mentor {self._names.mentor(old.mentor)} mee naar {to} (was {was})."
        return f"{self._who} gaat van mentor {where(self._names, old)} naar mentor {where(self._names, new)}."

    def _trainers(self) -> None:
        old, new = self._old, self._new
        for trainer in dict.fromkeys((*old.trainers, *new.trainers)):
            if trainer not in new.trainers:
                self._box.add(To.TRAINER, trainer, f"U begeleidt {self._who} niet meer.")
            elif trainer not in old.trainers:
                sentence = f"U gaat {self._who} begeleiden, op {new.on} bij mentor {where(self._names, new)}."
                self._box.add(To.TRAINER, trainer, sentence)
            elif self._change.moves:
                self._box.add(To.TRAINER, trainer, self._moved_within)

    def _add_for_those_unchanged(self, sentence: str, mentor: bool = True) -> None:
        """To those who keep the student: who is new is told what holds now in the first sentence."""
        old, new = self._old, self._new
        pairs = [(To.SCHOOL, old.school, new.school), (To.BOARD, old.board, new.board)]
        if mentor:
            pairs.append((To.MENTOR, old.mentor, new.mentor))
        for to, left, joined in pairs:
            if left == joined:
                self._box.add(to, joined, sentence)
        for trainer in new.trainers:
            if trainer in old.trainers:
                self._box.add(To.TRAINER, trainer, sentence)


# -- what is different for a whole school ------------------------------------------------------------


def _schools(box: Outbox, compared: Comparison) -> None:
    """To those at a school with students who guides them now, and where its PLG meets, where that is different.

    A board that has the school only now is not told how it was.
    """
    for change in compared.places.values():
        school, mentor = change.new.school, change.new.mentor
        if school is None or school not in compared.schools:
            continue
        old, new = compared.schools[school]
        unchanged = [(To.TRAINER, trainer) for trainer in new.trainers if trainer in old.trainers]
        around = [(To.MENTOR, mentor), (To.SCHOOL, school), *unchanged]
        names = compared.names
        of, by = f"Studenten op {names.school(school)} worden", names.trainers(new.trainers)
        if old.trainers != new.trainers:
            _add_all(box, around, _instead(of, "begeleid door", by, names.trainers(old.trainers)))
            if old.board == new.board:
                box.add(To.BOARD, new.board, _instead(of, "begeleid door", by, names.trainers(old.trainers)))
            elif new.trainers:
                box.add(To.BOARD, new.board, _instead(of, "begeleid door", by, ""))
        if old.plg != new.plg:
            sentence = _located(f"De PLG van {names.school(school)}", new.plg, old.plg)
            _add_all(box, [*around, (To.BOARD, new.board)], sentence)


def _add_all(box: Outbox, to: list[tuple[To, str | None]], sentence: str) -> None:
    for kind, who in to:
        box.add(kind, who, sentence)


def _instead(who: str, what: str, new: str, old: str) -> str:
    """Who does it now, and who did; somebody is on either side."""
    if not new:
        return f"{who} niet meer {what} {old}."
    return f"{who} {what} {new} (was {old})." if old else f"{who} {what} {new}."


def _located(what: str, new: str, old: str) -> str:
    if not new:
        return f"{what} komt niet meer bijeen op {old}."
    return f"{what} komt bijeen op {new} (was {old})." if old else f"{what} komt bijeen op {new}."
