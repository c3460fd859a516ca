"""The WPAs as appointments of each assessor and each school. Knows the run and how an earlier diary goes on; no file.

An appointment says who, where, when and by whom; never why there are two assessors.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime

from instances.domain.entities import School, WpaKind
from instances.rosters.columns import SCHOOL_CALENDARS
from reports.boards.names import file_names
from reports.calendar.uids import Term, former_uids, term_of, wpa_uid
from reports.run.bundle import Run
from reports.run.tours import Wpa, wpas_of
from reports.run.wording import group_list


@dataclass(frozen=True, slots=True)
class Appointment:
    """One WPA for one reader.

    Attributes:
        uid: What calendar programs know it by: of the version that went out first.
        begin: By the clock on the wall, without a time zone.
        end: By the clock on the wall, without a time zone.
        title: The student and the school.
        place: The name and the address of the school.
        text: Student, mentor and assessors, one on each line.
        sequence: Counts the versions that went out; 0 is the first.
        cancelled: It is not held any more.
        wpa: What this WPA is known by for this reader, in every roster of the semester; it tells nothing of the
            student. Another than ``uid`` only where an older version sent it first.
        former: What older versions may have known it by.
    """

    uid: str
    begin: datetime
    end: datetime
    title: str
    place: str
    text: str
    sequence: int = 0
    cancelled: bool = False
    wpa: str = field(default="", compare=False)
    former: tuple[str, ...] = field(default=(), compare=False)

    def after(self, earlier: Appointment | None) -> Appointment:
        """As it goes out now: uid and number of the earlier one, one higher when anything else in it changed."""
        if earlier is None:
            return self
        kept = replace(self, uid=earlier.uid, sequence=earlier.sequence)
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

DIARY_TITLE = "WPA's "  # and the name of whose it is


def diaries_of(run: Run, semesters: Iterable[str] = ()) -> Diaries:
    """The WPAs of a roster as diaries, as if nothing went out before.

    Args:
        run: The finished run; without a WPA roster there are no diaries.
        semesters: The names that the semester had in earlier rosters, by which older versions knew appointments.

    Returns:
        A diary for each assessor with a WPA and for each school where one is held, by file below the folder of
        calendars.
    """
    wpas = wpas_of(run)
    known = _Known(run, tuple(dict.fromkeys((run.semester, *semesters))))
    trainers, schools = file_names(run.instance.trainers), file_names(run.instance.schools)
    of: dict[str, list[Wpa]] = {}
    for wpa in wpas:
        for reader in dict.fromkeys((*wpa.booking.assessors, wpa.school.id)):
            of.setdefault(reader, []).append(wpa)
    found: dict[str, Diary] = {}
    for who, trainer in run.instance.trainers.items():
        if own := of.get(who):
            found[trainers[who]] = Diary(DIARY_TITLE + trainer.name, known.appointments(who, own))
    for school in run.instance.schools.values():
        if own := of.get(school.id):
            name = f"{SCHOOL_CALENDARS}/{schools[school.id]}"
            found[name] = Diary(DIARY_TITLE + school.name, known.appointments(school.id, own))
    return found


def continued(now: Diaries, earlier: Diaries, run: Run) -> Diaries:
    """The diaries with uids and numbers that follow those of the earlier ones, and with what was cancelled since.

    Args:
        now: The diaries of the roster of now, as ``diaries_of`` makes them.
        earlier: The diaries that went out last. Appointments of another semester in them were held, and so was the WPA
            before a resit: they are neither cancelled nor kept.
        run: The finished run.

    Returns:
        The diaries to send, also of readers with nothing but cancelled appointments.
    """
    term = _term(run)
    sent = {file: [one for one in diary.appointments if _is_of(one, term)] for file, diary in earlier.items()}
    before = {name: one for every in sent.values() for one in every for name in (one.uid, one.wpa) if name}
    fresh = {
        file: [one.after(_first(before, (one.wpa, *one.former))) for one in diary.appointments]
        for file, diary in now.items()
    }
    current = {one.uid for own in fresh.values() for one in own}
    held = _held_before_a_resit(run, term) if any(sent.values()) else {}
    found: dict[str, Diary] = {}
    for file in dict.fromkeys([*now, *earlier]):
        gone = (one for one in sent.get(file, ()) if one.uid not in current)
        cancelled = (one for one in gone if held.get(one.wpa or one.uid, date.min) <= one.begin.date())
        every = [*fresh.get(file, ()), *(replace(one, cancelled=True).after(one) for one in cancelled)]
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


def _is_of(one: Appointment, term: Term | None) -> bool:
    return term is None or term.holds(one.begin.date())


def _first(before: Mapping[str, Appointment], names: Iterable[str]) -> Appointment | None:
    return next((before[name] for name in names if name in before), None)


def _term(run: Run) -> Term | None:
    """None for a workbook without slots, in which no WPA can be."""
    slots = run.instance.slots.values()
    return term_of(slot.date for slot in slots) if slots else None


def _held_before_a_resit(run: Run, term: Term | None) -> Mapping[str, date]:
    """What the first WPA of who has a resit was known by, to the day from which the resit can be."""
    if term is None:
        return {}
    readers = (*run.instance.trainers, *run.instance.schools)
    students = run.instance.students.values()
    firsts = [replace(one, wpa_kind=WpaKind.REGULAR) for one in students if one.wpa_kind is WpaKind.RESIT]
    return {
        wpa_uid(term, first, reader, run.instance.print_key): first.wpa_from
        for first in firsts
        if first.wpa_from is not None
        for reader in readers
    }


@dataclass(frozen=True, slots=True)
class _Known:
    """Makes appointments of one run; ``semesters`` are the names that its semester went out under."""

    run: Run
    semesters: tuple[str, ...]

    def appointments(self, reader: str, wpas: Iterable[Wpa]) -> tuple[Appointment, ...]:
        term = _term(self.run)
        return () if term is None else tuple(self._appointment(term, reader, wpa) for wpa in wpas)

    def _appointment(self, term: Term, reader: str, wpa: Wpa) -> Appointment:
        day, uid = wpa.slot.date, wpa_uid(term, wpa.student, reader, self.run.instance.print_key)
        return Appointment(
            uid,
            datetime.combine(day, wpa.slot.begin),
            datetime.combine(day, wpa.slot.end),
            f"WPA {wpa.student.name}, {wpa.school.name}",
            address_of(wpa.school),
            "\n".join(_lines(self.run, wpa)),
            wpa=uid,
            former=former_uids(self.semesters, wpa.student.id, reader),
        )


def _lines(run: Run, wpa: Wpa) -> Iterator[str]:
    mentor, trainers = run.instance.mentors[wpa.mentor], run.instance.trainers
    yield f"Student: {wpa.student.name} (jaar {wpa.student.year})"
    yield f"Mentor: {mentor.name}, groep {group_list(mentor.groups)}"
    yield f"Beoordelaar werkveld: {trainers[wpa.booking.field].name}"
    if wpa.booking.institute is not None:
        yield f"Beoordelaar opleiding: {trainers[wpa.booking.institute].name}"


def address_of(school: School) -> str:
    """The name of a school with its postcode and place."""
    town = " ".join(filter(None, (school.postcode, school.place)))
    return ", ".join(filter(None, (school.name, school.address, town)))
