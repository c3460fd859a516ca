"""The hours of a run by the norms: who gives how many to whom, on what grounds. Knows the run, no sheet.

Everything else about hours is a sum of the lines made here: count x hours each = hours, with the norm as source.
Hours for care students are lines of their own (``line.care``), so that what leaves the office can do without them.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from instances.domain.entities import MentorTraining, Role, Student, Tandem, Trainer
from instances.domain.instance import Instance
from instances.domain.norms import NORMS, Norm, NormEntry, Per, Whose
from reports.run.bundle import Run
from reports.run.tours import Wpa, wpas_of

INSTITUTE = ""
"""The party that is no board: the institute, which IO and CIO work for. No board has an empty id."""
NO_BOARD = " "
"""For an SO or CSO without Bestuur and without students; the reader takes spaces off every id."""
IN_TRAINING = (MentorTraining.STARTED, MentorTraining.WILLING)
_WHOSE = {Role.SO: Whose.SO, Role.CSO: Whose.CSO, Role.IO: Whose.IO, Role.CIO: Whose.CIO}


@dataclass(frozen=True, slots=True)
class LedgerLine:
    """``giver`` and ``taker`` are boards, INSTITUTE or NO_BOARD; ``person`` is '' where nobody knows who."""

    giver: str
    taker: str
    whose: Whose
    person: str
    norm: Norm
    count: float
    each: float

    @property
    def hours(self) -> float:
        return self.count * self.each

    @property
    def care(self) -> bool:
        return NORMS[self.norm].per is Per.CARE

    @property
    def wpa(self) -> bool:
        return NORMS[self.norm].per is Per.WPA

    @property
    def settled(self) -> bool:
        """A WPA by an assessor of another party: what the parties owe each other."""
        return self.wpa and self.giver != self.taker


@dataclass(frozen=True)
class Ledger:
    """The lines of one run in the order mentors, tandems, trainers, WPAs."""

    run: Run

    @cached_property
    def lines(self) -> tuple[LedgerLine, ...]:
        return (*self._mentors(), *self._tandems(), *self._trainers(), *self._wpas())

    def home(self, trainer: str) -> str:
        """The board that a trainer belongs to: the own Bestuur, else where most of the own students are placed."""
        who = self._instance.trainers[trainer]
        if who.board is not None:
            return who.board
        nowhere = NO_BOARD if who.role.in_field else INSTITUTE
        return _most(self._boards_of.get(trainer, Counter()), nowhere)

    # -- who guides whom -----------------------------------------------------------------------------

    @property
    def _instance(self) -> Instance:
        return self.run.instance

    @cached_property
    def _guided(self) -> tuple[tuple[Tandem, tuple[Student, ...]], ...]:
        """The tandems that have students."""
        tandems = self._instance.tandems.values()
        return tuple((t, self.run.by_tandem[t.id]) for t in tandems if t.id in self.run.by_tandem)

    def _board(self, student: Student) -> str:
        return self._instance.schools[self.run.school_of(student.id)].board

    def _told_as_care(self, student: Student) -> bool:
        """Nobody with codes for people: hours for care students would tell who they are."""
        return student.care and not self._instance.print_key

    @cached_property
    def _boards_of(self) -> dict[str, Counter[str]]:
        """Trainer to the boards of the students guided."""
        found: dict[str, Counter[str]] = {}
        for tandem, students in self._guided:
            for who in (tandem.so, tandem.io):
                found.setdefault(who, Counter()).update(map(self._board, students))
        return found

    # -- the lines -----------------------------------------------------------------------------------

    def _line(self, giver: str, taker: str, whose: Whose, person: str, norm: Norm, count: float) -> LedgerLine:
        each = self._instance.settings.norms[norm] * NORMS[norm].share(self._instance.settings.semester_number)
        return LedgerLine(giver, taker, whose, person, norm, count, each)

    def _mentors(self) -> Iterator[LedgerLine]:
        for mentor, students in self.run.by_mentor.items():
            board = self._instance.school_of(mentor).board
            yield self._line(board, board, Whose.MENTOR, mentor, Norm.MENTOR_STUDENT, len(students))
            if self._instance.mentors[mentor].training in IN_TRAINING:
                yield self._line(board, board, Whose.MENTOR, mentor, Norm.MENTOR_TRAINING, 1)

    def _tandems(self) -> Iterator[LedgerLine]:
        norms, number = self._instance.settings.norms, self._instance.settings.semester_number
        meetings = norms[Norm.PLG_FIRST if number == 1 else Norm.PLG_SECOND]
        for tandem, students in self._guided:
            boards = Counter(map(self._board, students))
            main = _most(boards, NO_BOARD)
            for trainer in (self._instance.trainers[tandem.so], self._instance.trainers[tandem.io]):
                for board, count in boards.items():
                    yield from self._own(trainer, Per.STUDENT, board, count)
                yield from self._own(trainer, Per.MEETING, main, meetings)
                for board, count in Counter(map(self._board, filter(self._told_as_care, students))).items():
                    yield from self._own(trainer, Per.CARE, board, count)
            if norms[Norm.EXPERTS]:
                yield self._line(main, main, Whose.MENTOR, "", Norm.MENTOR_EXPERT, norms[Norm.EXPERTS])

    def _trainers(self) -> Iterator[LedgerLine]:
        for trainer in self._instance.trainers.values():
            if trainer.id in self._boards_of:
                yield from self._own(trainer, Per.TRAINER, self.home(trainer.id), 1)
            yield from self._own(trainer, Per.COORDINATOR, self.home(trainer.id), 1)

    def _own(self, trainer: Trainer, per: Per, taker: str, count: float) -> Iterator[LedgerLine]:
        """The norms of this unit that hold for the trainer and have hours in this semester."""
        giver = self.home(trainer.id) if trainer.role.in_field else INSTITUTE
        for norm, entry in NORMS.items():
            if entry.per is per and _holds(entry, trainer.role):
                line = self._line(giver, taker, _WHOSE[trainer.role], trainer.id, norm, count)
                if line.each:
                    yield line

    def _wpas(self) -> Iterator[LedgerLine]:
        for wpa in wpas_of(self.run):
            for who in wpa.booking.assessors:
                yield from self._seat(wpa, self._instance.trainers[who])

    def _seat(self, wpa: Wpa, trainer: Trainer) -> Iterator[LedgerLine]:
        giver = self.home(trainer.id) if trainer.role.in_field else INSTITUTE
        norms = (Norm.WPA,) if wpa.booking.institute is None else (Norm.WPA, Norm.WPA_TWO)
        for norm in norms:
            yield self._line(giver, wpa.school.board, _WHOSE[trainer.role], trainer.id, norm, 1)


def _holds(entry: NormEntry, role: Role) -> bool:
    """A CSO also has the norms of an SO, a CIO those of an IO."""
    mine = {_WHOSE[role]} if role in _WHOSE else set()
    if role.in_field:
        mine.add(Whose.SO)
    if role.in_institute:
        mine.add(Whose.IO)
    return entry.whose in mine


def _most(boards: Counter[str], nowhere: str) -> str:
    """The board with most students, the first of equals; ``nowhere`` where there are none."""
    return max(boards, key=boards.__getitem__) if boards else nowhere
