"""Who must be told what after a change: one row per addressee, with the sentences to send. Knows no layout.

To whom somebody leaves it is never told where to: that is for the others. No sentence gives a reason.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from enum import StrEnum

from instances.domain import Student
from instances.instance import Instance
from instances.roster_columns import Head
from instances.solution import Booking, Former, Previous
from reports.bundle import Run
from reports.changes import GONE, NOBODY, known_as, slot_of
from reports.sheet import Row


class To(StrEnum):
    """Kinds of addressees, in the order of the sheet."""

    STUDENT = "student"
    MENTOR = "mentor"
    SCHOOL = "school"
    BOARD = "bestuur"
    TRAINER = "opleider"
    ASSESSOR = "beoordelaar"


class _Outbox:
    """Sentences by addressee; the same sentence once."""

    def __init__(self, instance: Instance, before: Previous | None) -> None:
        self._instance = instance
        self._former = {} if before is None else before.former
        self._sentences: dict[tuple[To, str], dict[str, None]] = {}

    def tell(self, to: To, who: str | None, sentence: str) -> None:
        if who is not None:
            self._sentences.setdefault((to, who), {})[sentence] = None

    def rows(self) -> Iterator[Row]:
        order = {kind: place for place, kind in enumerate(To)}
        for to, who in sorted(self._sentences, key=lambda key: (order[key[0]], key[1])):
            name, email = self._address(to, who)
            yield {
                Head.TO: str(to),
                Head.CODE: who,
                Head.NAME: name,
                Head.EMAIL: email,
                Head.MESSAGE: "\n".join(self._sentences[to, who]),
            }

    def _address(self, to: To, who: str) -> tuple[str, str]:
        instance = self._instance
        if to is To.STUDENT:
            return instance.students[who].name, instance.students[who].email
        if to is To.BOARD:
            return instance.boards[who].name, instance.boards[who].email
        if to is To.SCHOOL:
            return instance.schools[who].name, ""
        if to is To.MENTOR and who in instance.mentors:
            return instance.mentors[who].name, ""
        if to is To.MENTOR:
            return f"{self._former[who].name} ({GONE})" if who in self._former else GONE, ""
        trainer = instance.trainers.get(who)
        return (GONE, "") if trainer is None else (trainer.name, trainer.email)


class _Place:
    """Where a student is by a roster: everyone concerned, None where neither workbook nor that roster knows.

    ``former`` is what the earlier roster knew, for a place in that one.
    """

    def __init__(self, instance: Instance, mentor: str | None, former: Mapping[str, Former] = NOBODY) -> None:
        at = known_as(instance, mentor, former)
        school = None if at is None else instance.schools.get(at.school)
        tandem = None if school is None else instance.tandem_of(school.id)
        self.mentor = mentor
        self.school = None if school is None else school.id
        self.board = None if school is None else school.board
        self.trainers = () if tandem is None else (tandem.so, tandem.io)
        self.mentor_name = mentor if at is None else at.name
        left = at.school_name if isinstance(at, Former) else ""
        self.school_name = left if school is None else school.name
        self.words = f"{self.mentor_name} op {self.school_name}" if self.school_name else self.mentor_name


def placement_messages(run: Run) -> Iterator[Row]:
    """Nobody without a previous roster; also nobody for who stays."""
    box = _Outbox(run.instance, run.before)
    if run.before is not None:
        before, former = run.before.placement, run.before.former
        for student in dict.fromkeys([*run.instance.students, *before]):
            old = _Place(run.instance, before.get(student), former)
            new = _Place(run.instance, run.placement.get(student))
            if old.mentor != new.mentor or old.school != new.school:
                _placed(box, run.instance, student, old, new)
    yield from box.rows()


def _placed(box: _Outbox, instance: Instance, student: str, old: _Place, new: _Place) -> None:
    known = instance.students.get(student)
    who = _named(instance, student)
    days = "" if known is None else _days(known)
    if known is not None:
        box.tell(To.STUDENT, student, _to_student(old, new, days))
    if old.mentor == new.mentor:
        box.tell(To.MENTOR, new.mentor, f"{who} gaat met u mee naar {new.school_name}.")
    else:
        box.tell(To.MENTOR, old.mentor, f"{who} loopt niet meer bij u stage.")
        box.tell(To.MENTOR, new.mentor, f"{who} loopt bij u stage op {days}.")
    comes = f"{who} komt op {days} bij mentor {new.words}."
    leaves = f"{who} komt niet meer bij mentor {old.words}."
    stays = f"{who} gaat van mentor {old.words} naar mentor {new.words}."
    for to, left, joined in ((To.SCHOOL, old.school, new.school), (To.BOARD, old.board, new.board)):
        if left == joined:
            box.tell(to, joined, stays)
        else:
            box.tell(to, left, leaves)
            box.tell(to, joined, comes)
    for trainer in dict.fromkeys((*old.trainers, *new.trainers)):
        if trainer not in new.trainers:
            box.tell(To.TRAINER, trainer, f"U begeleidt {who} niet meer.")
        elif trainer not in old.trainers:
            box.tell(To.TRAINER, trainer, f"U gaat {who} begeleiden, op {days} bij mentor {new.words}.")
        else:
            box.tell(To.TRAINER, trainer, stays)


def _to_student(old: _Place, new: _Place, days: str) -> str:
    if new.mentor is None:
        return f"Uw stageplaats bij {old.words} vervalt. Er is nog geen andere plaats; u hoort nader."
    if old.mentor is None:
        return f"U loopt stage bij {new.words}, op {days}."
    if old.school == new.school:
        return f"Uw mentor op {new.school_name} wordt {new.mentor_name} (was {old.mentor_name})."
    return f"Uw stageplaats wordt bij {new.words}, op {days} (was bij {old.words})."


def assessment_messages(run: Run) -> Iterator[Row]:
    """Everyone for whom time, place or assessors of a WPA changed; nobody without an earlier WPA roster."""
    box = _Outbox(run.instance, run.before)
    if run.before is not None and run.assessment is not None:
        before = run.before
        for student in dict.fromkeys([*run.instance.students, *before.assessment]):
            old, new = before.assessment.get(student), run.assessment.get(student)
            there = _Place(run.instance, before.placement.get(student), before.former)
            here = _Place(run.instance, run.placement.get(student))
            moved = there.mentor != here.mentor or there.school != here.school
            if old != new or (new is not None and (moved or new.slot in before.slots)):
                was, now = _when(run, old, then=True), _when(run, new)
                _held(box, run.instance, student, (old, there, was), (new, here, now))
    yield from box.rows()


_Held = tuple[Booking | None, _Place, str]
"""A WPA by a roster, where, and when in words."""


def _held(box: _Outbox, instance: Instance, student: str, before: _Held, after: _Held) -> None:
    (old, there, was), (new, here, now) = before, after
    who = _named(instance, student)
    by = "" if new is None else _names(instance, new.assessors)
    if student in instance.students:
        if new is None:
            told = f"Uw WPA op {was} gaat niet door; u hoort nader."
        else:
            told = f"Uw WPA is op {now} op {here.school_name}, afgenomen door {by}"
            at = f" op {there.school_name}" if there.school_name and there.school != here.school else ""
            told += "." if old is None else f" (was {was}{at}, {_names(instance, old.assessors)})."
        box.tell(To.STUDENT, student, told)
    ends = f"Het WPA van {who} op {was} vervalt bij u."
    comes = f"Het WPA van {who} is op {now} bij mentor {here.words}, afgenomen door {by}"
    comes += "." if old is None or there.mentor != here.mentor else f" (was {was}, {_names(instance, old.assessors)})."
    pairs = ((To.MENTOR, there.mentor, here.mentor), (To.SCHOOL, there.school, here.school),
             (To.BOARD, there.board, here.board))  # fmt: skip
    for to, left, joined in pairs:
        if old is not None and (left != joined or new is None):
            box.tell(to, left, ends)
        if new is not None:
            box.tell(to, joined, comes)
    _assessors(box, instance, who, before, after)


def _assessors(box: _Outbox, instance: Instance, who: str, before: _Held, after: _Held) -> None:
    (old, there, was), (new, here, now) = before, after
    old_team, new_team = (() if booking is None else booking.assessors for booking in (old, new))
    for assessor in dict.fromkeys((*old_team, *new_team)):
        others = _names(instance, [other for other in new_team if other != assessor])
        together = f", samen met {others}" if others else ""
        place = f"{now} op {here.school_name}{together}"
        if assessor not in new_team:
            told = f"U neemt het WPA van {who} op {was} op {there.school_name or 'de vorige school'} niet meer af."
        elif assessor not in old_team:
            told = f"U neemt het WPA van {who} af op {place}."
        else:
            told = f"Het WPA van {who} dat u afneemt, is nu op {place} (was {was}"
            told += f" op {there.school_name})." if there.school_name and there.school != here.school else ")."
        box.tell(To.ASSESSOR, assessor, told)


def _named(instance: Instance, student: str) -> str:
    known = instance.students.get(student)
    return f"Student {student}" if known is None else f"{known.name} ({student}, jaar {known.year})"


def _days(student: Student) -> str:
    return " en ".join(day.code for day in sorted(student.days))


def _when(run: Run, booking: Booking | None, then: bool = False) -> str:
    if booking is None:
        return ""
    slot, end = slot_of(run, booking.slot, then)
    return booking.slot if slot is None else f"{slot.date:%d-%m-%Y} om {slot.begin:%H:%M}{end}"


def _names(instance: Instance, trainers: tuple[str, ...] | list[str]) -> str:
    return " en ".join(instance.trainers[who].name if who in instance.trainers else who for who in trainers)
