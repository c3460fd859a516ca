"""Who receives what of a roster: boards, assessors, schools, students and mentors, each with files and a text.

Knows the folder of a roster and its workbook; sends nothing itself.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from email.message import EmailMessage
from email.policy import SMTP
from enum import StrEnum
from pathlib import Path

from instances.domain.instance import Instance
from instances.rosters.columns import BOARD_FOLDER, CALENDAR_FOLDER, SCHOOL_CALENDARS
from instances.rosters.letters import read_letters
from reports.boards.sheets import file_names
from scheduler.web.dossier.records import SentFile
from scheduler.web.tasks.held import HeldRoster

MEDIA = {
    ".xlsx": ("application", "vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
    ".ics": ("text", "calendar"),
}


class Reader(StrEnum):
    """What kind of reader; the words are those on the page."""

    BOARD = "bestuur"
    ASSESSOR = "beoordelaar"
    SCHOOL = "school"
    STUDENT = "student"
    MENTOR = "mentor"


@dataclass(frozen=True)
class Attachment:
    """One file that goes along.

    Attributes:
        path: The file in the folder of the roster.
        shown: The name under which it is given, that says for whom and of when it is.
    """

    path: Path
    shown: str


@dataclass(frozen=True)
class Addressee:
    """Somebody who receives something.

    Attributes:
        kind: What kind of reader.
        id: The id in the workbook.
        name: The name.
        email: The address; '' where the workbook has none.
        subject: Of the message.
        text: The message, in Dutch.
        attachments: The files.
        sent: When something of this roster was given before, the newest first.
    """

    kind: Reader
    id: str
    name: str
    email: str
    subject: str
    text: str
    attachments: tuple[Attachment, ...] = ()
    sent: tuple[SentFile, ...] = field(default=(), repr=False)

    @property
    def key(self) -> str:
        """What it is known by in an address and in the log."""
        return f"{self.kind}/{self.id}"


def addressees(held: HeldRoster, sent: Mapping[str, tuple[SentFile, ...]]) -> list[Addressee]:
    """Tell everybody who receives something of these rosters.

    Args:
        held: The rosters.
        sent: What was given of them before, by the key of who received it.

    Returns:
        Boards first, then assessors, schools, students and mentors, each in the order of the workbook.
    """
    found = [*_boards(held), *_assessors(held), *_schools(held), *_letters(held)]
    return [Addressee(**{**one.__dict__, "sent": sent.get(one.key, ())}) for one in found]


def _boards(held: HeldRoster) -> Iterator[Addressee]:
    names = file_names(held.instance.boards)
    for board in held.instance.boards.values():
        path = held.folder / BOARD_FOLDER / f"{names[board.id]}.xlsx"
        if path.exists():
            text = (
                f"Beste collega,\n\nHierbij de plaatsing en het WPA-rooster van {_semester(held.instance)} voor "
                f"{board.name}. In het bestand staan alleen de studenten van uw bestuur.\n\nMet vriendelijke groet,\n"
                "Stagebureau"
            )
            file = Attachment(path, human_name(board.id, board.name, held.instance, ".xlsx"))
            yield Addressee(Reader.BOARD, board.id, board.name, board.email, _subject("Roosters", held), text, (file,))


def _assessors(held: HeldRoster) -> Iterator[Addressee]:
    names = file_names(held.instance.trainers)
    for trainer in held.instance.trainers.values():
        path = held.folder / CALENDAR_FOLDER / f"{names[trainer.id]}.ics"
        if path.exists():
            text = (
                f"Beste {trainer.name},\n\nHierbij de agenda met de WPA's die u in {_semester(held.instance)} afneemt. "
                "Open het bestand om ze in uw agenda te zetten; een nieuwe versie werkt de oude bij.\n\n"
                "Met vriendelijke groet,\nStagebureau"
            )
            file = Attachment(path, human_name(trainer.id, trainer.name, held.instance, ".ics"))
            subject = _subject("Uw WPA's", held)
            yield Addressee(Reader.ASSESSOR, trainer.id, trainer.name, trainer.email, subject, text, (file,))


def _schools(held: HeldRoster) -> Iterator[Addressee]:
    names = file_names(held.instance.schools)
    for school in held.instance.schools.values():
        path = held.folder / CALENDAR_FOLDER / SCHOOL_CALENDARS / f"{names[school.id]}.ics"
        if path.exists():
            text = (
                f"Beste collega,\n\nHierbij de agenda met de WPA's op {school.name} in {_semester(held.instance)}.\n\n"
                "Met vriendelijke groet,\nStagebureau"
            )
            file = Attachment(path, human_name(school.id, school.name, held.instance, ".ics"))
            yield Addressee(Reader.SCHOOL, school.id, school.name, "", _subject("WPA's", held), text, (file,))


def _letters(held: HeldRoster) -> Iterator[Addressee]:
    letters = read_letters(held.folder)
    for id, text in letters.students.items():
        student = held.instance.students.get(id)
        if student is not None:
            whole = f"Beste {student.name},\n\n{text}\n\nMet vriendelijke groet,\nStagebureau"
            yield Addressee(Reader.STUDENT, id, student.name, student.email, _subject("Je stageplek", held), whole)
    for id, text in letters.mentors.items():
        mentor = held.instance.mentors.get(id)
        if mentor is not None:
            whole = f"Beste {mentor.name},\n\n{text}\n\nMet vriendelijke groet,\nStagebureau"
            yield Addressee(Reader.MENTOR, id, mentor.name, "", _subject("Uw studenten", held), whole)


def draft(addressee: Addressee) -> bytes:
    """Write an e-mail that is ready to be looked at and sent by hand, with the right files.

    Args:
        addressee: Who receives it.

    Returns:
        The message as an .eml file; mail programs open it as one that is not sent yet.
    """
    message = EmailMessage(policy=SMTP)
    message["To"] = addressee.email
    message["Subject"] = addressee.subject
    message["X-Unsent"] = "1"
    message.set_content(addressee.text)
    for file in addressee.attachments:
        main, sub = MEDIA[file.path.suffix]
        message.add_attachment(file.path.read_bytes(), maintype=main, subtype=sub, filename=file.shown)
    return bytes(message)


def print_of(addressee: Addressee) -> str:
    """A print of all that is given, for the log."""
    digest = hashlib.sha256(addressee.text.encode())
    for file in addressee.attachments:
        digest.update(file.path.read_bytes())
    return digest.hexdigest()


def human_name(id: str, name: str, instance: Instance, ending: str) -> str:
    """Make a file name that says for whom and of when it is.

    Args:
        id: The id of who receives it.
        name: The name.
        instance: The workbook.
        ending: With its dot.

    Returns:
        For instance ``B04 Stichting Meerpalen 2026-2027 S2.xlsx``, without signs that Windows refuses.
    """
    whole = " ".join(filter(None, (id, name, instance.settings.semester)))
    plain = " ".join(re.sub(r'[<>:"/\\|?*\x00-\x1f]', " ", whole).split()).strip(". ")
    return f"{plain[:120]}{ending}"


def _semester(instance: Instance) -> str:
    return instance.settings.semester or "dit semester"


def _subject(what: str, held: HeldRoster) -> str:
    return f"{what} {_semester(held.instance)}"
