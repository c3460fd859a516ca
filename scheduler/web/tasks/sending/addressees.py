"""Who receives what of a roster: boards, assessors, schools, students and mentors, each with files and a text.

Knows the folder of a roster and its workbook; sends nothing itself.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from functools import lru_cache
from io import BytesIO
from pathlib import Path

from instances.domain.entities import Board, Mentor, School, Student, Trainer
from instances.domain.instance import Instance
from instances.domain.settings import Settings
from instances.dutch.addressing import spoken_to
from instances.rosters.columns import BOARD_FOLDER, CALENDAR_FOLDER, SCHOOL_CALENDARS
from instances.rosters.letters import Letters, read_letters
from reports.boards.names import board_file_names, file_names
from reports.boards.schools import Circle, at_schools, circle_of_school, circle_of_tandem, write_circle
from scheduler.web.dossier.records import SentFile
from scheduler.web.tasks.held import HeldRoster
from scheduler.web.tasks.sending.email_addresses import EmailAddress, address_of
from scheduler.web.tasks.sending.file_names import human_name


class Reader(StrEnum):
    """What kind of reader; the words are those on the page."""

    BOARD = "bestuur"
    ASSESSOR = "beoordelaar"
    SCHOOL = "school"
    STUDENT = "student"
    TANDEM = "tandem"
    MENTOR = "mentor"

    @property
    def plural(self) -> str:
        """As a heading: ``Besturen``."""
        return _PLURALS[self]

    @property
    def one(self) -> str:
        """As a word in a sentence: ``bestuur``."""
        return self.value


_PLURALS = {
    Reader.BOARD: "Besturen",
    Reader.ASSESSOR: "Beoordelaars",
    Reader.SCHOOL: "Scholen",
    Reader.STUDENT: "Studenten",
    Reader.TANDEM: "Tandems",
    Reader.MENTOR: "Mentoren",
}


@dataclass(frozen=True)
class Attachment:
    """One file that goes along.

    Attributes:
        shown: The name under which it is given, that says for whom and of when it is.
        read: Gives its bytes; raises OSError where they are gone.
    """

    shown: str
    read: Callable[[], bytes] = field(compare=False)


@dataclass(frozen=True)
class Addressee:
    """Somebody who receives something.

    Attributes:
        kind: What kind of reader.
        id: The id in the workbook.
        name: The name.
        email: The address.
        subject: Of the message.
        text: The message, in Dutch.
        attachments: The files.
        gone: Not in the workbook that is worked in any more.
        sent: What was given before, of these rosters or of earlier ones, the newest first.
    """

    kind: Reader
    id: str
    name: str
    email: EmailAddress
    subject: str
    text: str
    attachments: tuple[Attachment, ...] = ()
    gone: bool = False
    sent: tuple[SentFile, ...] = field(default=(), repr=False)

    @property
    def key(self) -> str:
        """What it is known by in an address and in the log."""
        return f"{self.kind}/{self.id}"


@dataclass(frozen=True, slots=True)
class _Told:
    """What comes with a file: subject, name in the letter, text, address, and whether the reader left the workbook."""

    subject: str
    whom: str
    what: str
    email: EmailAddress
    gone: bool


class _Mail:
    """What everybody receives, from one pair of workbooks."""

    def __init__(self, held: HeldRoster, now: Instance | None, final: bool) -> None:
        self._held, self._made_from, self._final = held, held.instance, final
        self._now = held.instance if now is None else now
        self._settings = held.instance.settings
        self._semester = self._settings.semester

    def every(self) -> Iterator[Addressee]:
        yield from self._boards()
        yield from self._assessors()
        yield from self._schools()
        yield from self._tandems()
        yield from self._letters()

    def _boards(self) -> Iterator[Addressee]:
        names, codes = board_file_names(self._made_from), file_names(self._made_from.boards)
        for board in self._made_from.boards.values():
            what = (
                f"Hierbij de plaatsing en het WPA-rooster van {self._of_when} voor {board.name}. Op het voorblad "
                "staat wat er in het bestand te vinden is; het gaat alleen over studenten van uw bestuur."
            )
            email = address_of(board.id, self._made_from.boards, self._now.boards)
            told = _Told("Roosters", "collega", what, email, board.id not in self._now.boards)
            # rosters of an earlier version of the product have the code alone
            yield from self._with_file(Reader.BOARD, board, BOARD_FOLDER, (names[board.id], codes[board.id]), told)

    def _assessors(self) -> Iterator[Addressee]:
        names = file_names(self._made_from.trainers)
        for trainer in self._made_from.trainers.values():
            what = (
                f"Hierbij de agenda met de WPA's die u in {self._of_when} afneemt. Open het bestand om ze in uw "
                "agenda te zetten; een nieuwe versie werkt de oude bij."
            )
            email = address_of(trainer.id, self._made_from.trainers, self._now.trainers)
            told = _Told("Uw WPA's", _spoken(trainer), what, email, trainer.id not in self._now.trainers)
            yield from self._with_file(Reader.ASSESSOR, trainer, CALENDAR_FOLDER, (names[trainer.id],), told)

    def _schools(self) -> Iterator[Addressee]:
        names = file_names(self._made_from.schools)
        for school in self._made_from.schools.values():
            if not at_schools(self._held.run, (school.id,)):
                continue
            calendar = self._held.folder / CALENDAR_FOLDER / SCHOOL_CALENDARS / f"{names[school.id]}.ics"
            with_calendar = ", en de agenda met de WPA's" if calendar.exists() else ""
            what = f"Hierbij wie er in {self._of_when} stage loopt op {school.name}, bij welke mentor{with_calendar}."
            made = self._made(self._shown(school, ".xlsx"), circle_of_school(self._held.run, school))
            own = (made, *([Attachment(self._shown(school, ".ics"), calendar.read_bytes)] if calendar.exists() else []))
            email = address_of(school.id, self._made_from.schools, self._now.schools)
            gone = school.id not in self._now.schools
            yield self._addressee(Reader.SCHOOL, school, _Told("Uw stagiairs", "collega", what, email, gone), own)

    def _tandems(self) -> Iterator[Addressee]:
        """The SO and the IO of each tandem, with one and the same file."""
        run, trainers = self._held.run, self._made_from.trainers
        for tandem in self._made_from.tandems.values():
            if not at_schools(run, tandem.schools):
                continue
            circle = circle_of_tandem(run, tandem)
            own = (self._made(human_name(tandem.id, circle.reader.name, self._semester, ".xlsx"), circle),)
            for trainer in dict.fromkeys((tandem.so, tandem.io)):
                who = trainers[trainer]
                what = (
                    f"Hierbij de studenten van uw tandem in {self._of_when}, met hun e-mail, mentor en school, hun "
                    "WPA's en de WPA's die u op andere scholen afneemt."
                )
                email = address_of(trainer, trainers, self._now.trainers)
                gone = tandem.id not in self._now.tandems or trainer not in self._now.trainers
                told = _Told("Uw studenten", _spoken(who), what, email, gone)
                yield self._addressee(Reader.TANDEM, replace(who, id=f"{tandem.id} {who.id}"), told, own)

    def _with_file(
        self, kind: Reader, one: Board | Trainer | School, folder: str, names: tuple[str, ...], told: _Told
    ) -> Iterator[Addressee]:
        """Who receives a file, where it was made; the first of ``names`` that is there."""
        ending = ".xlsx" if kind is Reader.BOARD else ".ics"
        paths = (self._held.folder / folder / f"{name}{ending}" for name in names)
        path = next((path for path in paths if path.exists()), None)
        if path is not None:
            yield self._addressee(kind, one, told, (Attachment(self._shown(one, ending), path.read_bytes),))

    def _addressee(
        self, kind: Reader, one: Board | Trainer | School, told: _Told, files: tuple[Attachment, ...]
    ) -> Addressee:
        text, subject = letter(told.whom, told.what, self._settings), self._subject(told.subject)
        return Addressee(kind, one.id, one.name, told.email, subject, text, files, told.gone)

    def _made(self, shown: str, circle: Circle) -> Attachment:
        """A file that is made when it is asked for: there is one for each of hundreds of schools."""
        held, whose = self._held, circle.reader.id  # not the name: two may be shown under one

        def read() -> bytes:
            if whose not in held.made:
                target = BytesIO()
                write_circle(held.run, circle, target)
                held.made[whose] = target.getvalue()
            return held.made[whose]

        return Attachment(shown, read)

    def _shown(self, one: Board | Trainer | School, ending: str) -> str:
        return human_name(one.id, one.name, self._semester, ending)

    def _letters(self) -> Iterator[Addressee]:
        letters = _letters_in(self._held.folder)
        for id, text in letters.students.items():
            student = self._made_from.students.get(id)
            if student is not None:
                email = address_of(id, self._made_from.students, self._now.students)
                whole, subject = letter(_spoken(student), text, self._settings), self._subject("Je stageplek")
                gone = id not in self._now.students
                yield Addressee(Reader.STUDENT, id, student.name, email, subject, whole, gone=gone)
        for id, text in letters.mentors.items():
            mentor = self._made_from.mentors.get(id)
            if mentor is not None:
                whole, subject = letter(_spoken(mentor), text, self._settings), self._subject("Uw studenten")
                gone = id not in self._now.mentors
                email = address_of(id, self._made_from.mentors, self._now.mentors)
                yield Addressee(Reader.MENTOR, id, mentor.name, email, subject, whole, gone=gone)

    @property
    def _of_when(self) -> str:
        return self._semester or "dit semester"

    def _subject(self, what: str) -> str:
        return f"{'' if self._final else 'Concept: '}{what} {self._of_when}"


def addressees(
    held: HeldRoster, now: Instance | None, final: bool, sent: Mapping[str, tuple[SentFile, ...]]
) -> list[Addressee]:
    """Tell everybody who receives something of these rosters.

    Args:
        held: The rosters; who receives what, and the names, are those of the workbook that they were made from.
        now: The workbook that is worked in, of which the addresses count; None where it has faults.
        final: The rosters are final; otherwise the subject says that they are a draft.
        sent: What was given before, by the key of who received it, the newest first.

    Returns:
        Boards first, then assessors, schools, students and mentors, each in the order of the workbook.
    """
    return [replace(one, sent=sent.get(one.key, ())) for one in _Mail(held, now, final).every()]


def _spoken(person: Student | Mentor | Trainer) -> str:
    return spoken_to(person.name, person.call_name)


@lru_cache(maxsize=2)
def _letters_in(folder: Path) -> Letters:
    """A version of rosters never changes, and reading 900 letters takes a second."""
    return read_letters(folder)


def letter(whom: str, text: str, settings: Settings) -> str:
    """Put a text between a salutation and the end that the office chose."""
    end = "\n".join(part for part in (settings.closing, settings.sender) if part)
    return f"Beste {whom},\n\n{text}\n\n{end}".rstrip()
