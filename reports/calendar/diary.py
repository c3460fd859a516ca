"""The WPAs as appointments of each assessor and each school. Knows the run and how an earlier diary goes on; no file.

An appointment says who, where, when and by whom; never why there are two assessors.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from instances.domain.entities import School
from instances.rosters.columns import SCHOOL_CALENDARS
from reports.boards.sheets import file_names
from reports.run.bundle import Run
from reports.run.tours import Wpa, wpas_of
from reports.run.wording import group_list


@dataclass(frozen=True, slots=True)
class Appointment:
    """One WPA for one reader.

    Attributes:
        uid: The same for this WPA and this reader in every roster of the semester; it tells nothing of the student.
        begin: By the clock on the wall, without a time zone.
        end: By the clock on the wall, without a time zone.
        title: The student and the school.
        place: The name and the address of the school.
        text: Student, mentor and assessors, one on each line.
        sequence: Counts the versions that went out; 0 is the first.
        cancelled: It is not held any more.
    """

    uid: str
    begin: datetime
    end: datetime
    title: str
    place: str
    text: str
    sequence: int = 0
    cancelled: bool = False

    def after(self, earlier: Appointment | None) -> Appointment:
        """As it goes out now: the number of the earlier one, one higher when anything in it changed."""
        if earlier is None:
            return self
        kept = replace(self, sequence=earlier.sequence)
        return kept if kept == earlier else replace(kept, sequence=earlier.sequence + 1)


@dataclass(frozen=True, slots=True)
class Diary:
    """One calendar file.

    Attributes:
        name: What a calendar program calls it.
        appointments: In order of time.
    """

    name: str
    appointments: tuple[Appointment, ...]


Diaries = Mapping[str, Diary]
"""By file, as a path below the folder of calendars without its ending."""


def diaries_of(run: Run) -> Diaries:
    """The WPAs of a roster as diaries, as if nothing went out before.

    Args:
        run: The finished run; without a WPA roster there are no diaries.

    Returns:
        A diary for each assessor with a WPA and for each school where one is held, by file below the folder of
        calendars.
    """
    wpas = wpas_of(run)
    trainers, schools = file_names(run.instance.trainers), file_names(run.instance.schools)
    found: dict[str, Diary] = {}
    for who, trainer in run.instance.trainers.items():
        own = [wpa for wpa in wpas if who in wpa.booking.assessors]
        if own:
            found[trainers[who]] = Diary(f"WPA's {trainer.name}", _appointments(run, who, own))
    for school in run.instance.schools.values():
        own = [wpa for wpa in wpas if wpa.school is school]
        if own:
            name = f"{SCHOOL_CALENDARS}/{schools[school.id]}"
            found[name] = Diary(f"WPA's {school.name}", _appointments(run, school.id, own))
    return found


def continued(now: Diaries, earlier: Diaries, semester: str) -> Diaries:
    """The diaries with numbers that follow those of the earlier ones, and with what was cancelled since.

    Args:
        now: The diaries of the roster of now, as ``diaries_of`` makes them.
        earlier: The diaries that went out last.
        semester: The name of the semester: appointments of another one were held, so they are neither cancelled nor
            kept.

    Returns:
        The diaries to send, also of readers with nothing but cancelled appointments.
    """
    before = {one.uid: one for diary in earlier.values() for one in diary.appointments}
    current = {one.uid for diary in now.values() for one in diary.appointments}
    found: dict[str, Diary] = {}
    for file in dict.fromkeys([*now, *earlier]):
        own = now[file].appointments if file in now else ()
        past = earlier[file].appointments if file in earlier else ()
        gone = (one for one in past if one.uid not in current and one.uid.endswith(_domain(semester)))
        every = [
            *(one.after(before.get(one.uid)) for one in own),
            *(replace(one, cancelled=True).after(one) for one in gone),
        ]
        if every:
            name = now[file].name if file in now else earlier[file].name
            found[file] = Diary(name, tuple(sorted(every, key=lambda one: (one.begin, one.uid))))
    return found


def newest(diaries: Iterable[Diaries]) -> Diaries:
    """Several sets of diaries as one.

    Args:
        diaries: What stands in several folders.

    Returns:
        Every file of any set; of an appointment that stands in more than one, the version that went out last.
    """
    sets = list(diaries)
    found: dict[str, Diary] = {}
    for file in dict.fromkeys(file for one in sets for file in one):
        versions: dict[str, Appointment] = {}
        present = [one[file] for one in sets if file in one]
        for appointment in (a for diary in present for a in diary.appointments):
            known = versions.get(appointment.uid)
            if known is None or appointment.sequence > known.sequence:
                versions[appointment.uid] = appointment
        found[file] = Diary(present[0].name, tuple(versions.values()))
    return found


def _appointments(run: Run, reader: str, wpas: Iterable[Wpa]) -> tuple[Appointment, ...]:
    return tuple(_appointment(run, reader, wpa) for wpa in wpas)


def _appointment(run: Run, reader: str, wpa: Wpa) -> Appointment:
    day = wpa.slot.date
    return Appointment(
        _uid(run.semester, wpa.student.id, reader),
        datetime.combine(day, wpa.slot.begin),
        datetime.combine(day, wpa.slot.end),
        f"WPA {wpa.student.name}, {wpa.school.name}",
        _address(wpa.school),
        "\n".join(_lines(run, wpa)),
    )


def _lines(run: Run, wpa: Wpa) -> Iterator[str]:
    mentor, trainers = run.instance.mentors[wpa.mentor], run.instance.trainers
    yield f"Student: {wpa.student.name} (jaar {wpa.student.year})"
    yield f"Mentor: {mentor.name}, groep {group_list(mentor.groups)}"
    yield f"Beoordelaar werkveld: {trainers[wpa.booking.field].name}"
    if wpa.booking.institute is not None:
        yield f"Beoordelaar opleiding: {trainers[wpa.booking.institute].name}"


def _address(school: School) -> str:
    town = " ".join(filter(None, (school.postcode, school.place)))
    return ", ".join(filter(None, (school.name, town)))


def _uid(semester: str, student: str, reader: str) -> str:
    """The same for one student's WPA in every roster of the semester, and telling nothing of the student.

    Each reader has another: when a WPA goes from one assessor to another it is cancelled for the first only.
    """
    whole = "\0".join(("wpa", semester, student, reader))
    return hashlib.sha256(whole.encode()).hexdigest()[:32] + _domain(semester)


def _domain(semester: str) -> str:
    slug = re.sub(r"[^a-z0-9]+", "-", semester.lower()).strip("-")
    return f"@{slug or 'semester'}.plaatswijzer"
