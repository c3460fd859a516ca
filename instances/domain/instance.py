"""One semester, complete and consistent. Answers structural questions; decides no rule."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

from instances.domain.entities import (
    Absence,
    Availability,
    Board,
    Exclusion,
    Mentor,
    PastPlacement,
    Pin,
    School,
    Separation,
    Slot,
    Student,
    Tandem,
    Trainer,
    Vehicle,
    WpaKind,
)
from instances.domain.onstage import DEFAULT_HANDOVER, HandoverColumn
from instances.domain.sent import SentAsCopy
from instances.domain.settings import Settings
from instances.domain.travel import NORM_MINUTES, Leg, Origin, TravelPoint, TravelRow, TravelTimes


@dataclass(frozen=True, slots=True)
class Plg:
    """A professionele leergemeenschap: the students who meet together."""

    key: str  # tells a named one from a tandem's or school's own
    name: str  # as rosters show it
    maximum: int  # students at most (P11)


@dataclass(frozen=True)
class Instance(SentAsCopy):
    """Everything given for one semester. Mappings keep the order of the sheets and go from id to row."""

    settings: Settings = field(default_factory=Settings)  # of the semester, with the norms of the hours
    boards: Mapping[str, Board] = field(default_factory=dict)  # the sheet Besturen
    schools: Mapping[str, School] = field(default_factory=dict)  # the sheet Scholen
    mentors: Mapping[str, Mentor] = field(default_factory=dict)  # the sheet Mentoren, with duo mentors on both sides
    students: Mapping[str, Student] = field(default_factory=dict)  # the sheet Studenten
    trainers: Mapping[str, Trainer] = field(default_factory=dict)  # the sheet Opleiders
    tandems: Mapping[str, Tandem] = field(default_factory=dict)  # the sheet Tandems
    slots: Mapping[str, Slot] = field(default_factory=dict)  # the sheet WPA-slots
    history: tuple[PastPlacement, ...] = ()  # the sheet Historie, oldest first
    availability: tuple[Availability, ...] = ()  # the sheet Beschikbaarheid
    absences: tuple[Absence, ...] = ()  # the sheet Afwezigheid
    travel_rows: tuple[TravelRow, ...] = ()  # the sheet Reistijden, in whole minutes
    exclusions: tuple[Exclusion, ...] = ()  # the sheet Uitsluitingen
    pins: tuple[Pin, ...] = ()  # the sheet Vastgezet
    given_placement: Mapping[str, str] | None = None  # student to mentor, the sheet Plaatsing; None where empty
    handover: tuple[HandoverColumn, ...] = DEFAULT_HANDOVER  # the sheet OnStage
    fingerprint: str = ""  # SHA-256 of the workbook in hexadecimal; '' for an instance that no file gave
    print_key: str = ""  # with codes for people: what its prints are keyed with, so that they tell nothing; '' without

    @cached_property
    def mentors_at(self) -> Mapping[str, tuple[Mentor, ...]]:
        """School id to its mentors; every school has an entry."""
        found: dict[str, list[Mentor]] = {school: [] for school in self.schools}
        for mentor in self.mentors.values():
            found[mentor.school].append(mentor)
        return {school: tuple(mentors) for school, mentors in found.items()}

    def school_of(self, mentor: str) -> School:
        """Find the school of a mentor.

        Args:
            mentor: The id of a mentor.

        Returns:
            The school where that mentor works.
        """
        return self.schools[self.mentors[mentor].school]

    def class_of(self, mentor: str) -> tuple[str, ...]:
        """Name the class of a mentor.

        Args:
            mentor: The id of a mentor.

        Returns:
            The ids of the mentor and the duo mentor, sorted: the same tuple for both.
        """
        duo = self.mentors[mentor].duo
        return (mentor,) if duo is None else tuple(sorted((mentor, duo)))

    def class_groups(self, mentor: str) -> frozenset[int]:
        """Collect the groups of a class (W6, V3).

        Args:
            mentor: The id of a mentor.

        Returns:
            The groups, 1 to 8, of the mentor and the duo mentor together.
        """
        return frozenset().union(*(self.mentors[one].groups for one in self.class_of(mentor)))

    @cached_property
    def _tandem_by_school(self) -> Mapping[str, Tandem]:
        return {school: tandem for tandem in self.tandems.values() for school in tandem.schools}

    def tandem_of(self, school: str) -> Tandem | None:
        """Find who guides the students of a school.

        Args:
            school: The id of a school.

        Returns:
            The tandem, None for a school without one.
        """
        return self._tandem_by_school.get(school)

    @cached_property
    def plg_by_school(self) -> Mapping[str, Plg]:
        """School id to its PLG: the named one, else the tandem's own, else the school's own."""
        names: dict[str, tuple[str, str]] = {}
        for school in self.schools.values():
            tandem = self.tandem_of(school.id)
            if school.plg is not None:
                names[school.id] = (f"plg:{school.plg}", school.plg)
            elif tandem is not None:
                names[school.id] = (f"tandem:{tandem.id}", tandem.id)
            else:
                names[school.id] = (f"school:{school.id}", school.id)
        maxima: dict[str, int] = {}
        for school in self.schools.values():
            if school.max_plg is not None:
                maxima[names[school.id][0]] = school.max_plg
        return {school: Plg(key, name, maxima.get(key, self.settings.plg_max)) for school, (key, name) in names.items()}

    @cached_property
    def plgs(self) -> Mapping[str, Plg]:
        """Key to every PLG, in the order of the schools."""
        return {plg.key: plg for plg in self.plg_by_school.values()}

    @cached_property
    def history_of(self) -> Mapping[str, tuple[PastPlacement, ...]]:
        """Student id to earlier semesters, oldest first; every student has an entry."""
        found: dict[str, list[PastPlacement]] = {student: [] for student in self.students}
        for past in self.history:
            found[past.student].append(past)
        return {student: tuple(rows) for student, rows in found.items()}

    @cached_property
    def pin_of(self) -> Mapping[str, Pin]:
        """Student id to the pin; the reader refuses a second row for one student."""
        return {pin.student: pin for pin in self.pins}

    @cached_property
    def _trainer_by_mentor(self) -> Mapping[str, str]:
        return {t.also_mentor: t.id for t in self.trainers.values() if t.also_mentor is not None}

    def identities(self, who: str) -> frozenset[str]:
        """Find all ids of one person: ``Ook mentor`` joins a trainer and a mentor.

        Args:
            who: The id of a person, school or board.

        Returns:
            The id itself, and the other one of the same person where there is one.
        """
        trainer = self.trainers.get(who)
        other = self._trainer_by_mentor.get(who) if trainer is None else trainer.also_mentor
        return frozenset({who} if other is None else {who, other})

    @cached_property
    def excluded_pairs(self) -> frozenset[tuple[str, str]]:
        """Both directions, widened to every id of the same person."""
        return frozenset(
            pair
            for row in self.exclusions
            for a in self.identities(row.who)
            for b in self.identities(row.other)
            for pair in ((a, b), (b, a))
        )

    @cached_property
    def absences_of(self) -> Mapping[str, tuple[Absence, ...]]:
        """Id to absences, a person's under each of their ids; ids never absent have no entry."""
        found: dict[str, list[Absence]] = defaultdict(list)
        for absence in self.absences:
            for who in self.identities(absence.who):
                found[who].append(absence)
        return {who: tuple(rows) for who, rows in found.items()}

    @cached_property
    def availability_of(self) -> Mapping[str, tuple[Availability, ...]]:
        """Trainer id to rows of Beschikbaarheid; trainers without rows have no entry."""
        found: dict[str, list[Availability]] = defaultdict(list)
        for row in self.availability:
            found[row.trainer].append(row)
        return {trainer: tuple(rows) for trainer, rows in found.items()}

    def own_trainers(self, school: str) -> Mapping[str, Separation]:
        """Find whose assessing is kept apart from guiding at a school (A4).

        Args:
            school: The id of a school.

        Returns:
            The ids of the SO and the IO of its tandem with the separation that holds there; empty without a tandem.
        """
        tandem = self.tandem_of(school)
        if tandem is None:
            return {}
        board = self.boards[self.schools[school].board]
        own_so = board.own_so if board.own_so is not None else self.settings.own_so
        own_io = board.own_io if board.own_io is not None else self.settings.own_io
        return {tandem.so: own_so, tandem.io: own_io}

    @cached_property
    def field_pool(self) -> tuple[Trainer, ...]:
        """Everyone who may take a field seat: SO and CSO who assess."""
        return tuple(t for t in self.trainers.values() if t.assessor and t.role.in_field)

    @cached_property
    def institute_pool(self) -> tuple[Trainer, ...]:
        """Everyone who may take an institute seat: IO and CIO who assess."""
        return tuple(t for t in self.trainers.values() if t.assessor and t.role.in_institute)

    def max_wpas(self, trainer: str) -> int:
        """Say how many WPAs an assessor can take in the semester (A8).

        Args:
            trainer: The id of a trainer.

        Returns:
            The own maximum, else the setting.
        """
        return self.settings.max_wpas if (own := self.trainers[trainer].max_wpas) is None else own

    def max_wpas_per_day(self, trainer: str) -> int:
        """Say how many WPAs an assessor can take on one day (A8).

        Args:
            trainer: The id of a trainer.

        Returns:
            The own maximum, else the setting.
        """
        return self.settings.max_wpas_per_day if (own := self.trainers[trainer].max_wpas_per_day) is None else own

    def needs_two(self, student: Student) -> bool:
        """Say whether the WPA of a student takes two assessors (A2).

        Args:
            student: The student.

        Returns:
            True for two assessors, False for one.
        """
        if student.wpa_kind is not WpaKind.REGULAR:
            return True
        if student.year not in (1, 4):
            return False
        return self.settings.at_year_end or not self.settings.two_assessors_only_at_year_end

    @cached_property
    def travel(self) -> TravelTimes:
        """Every travel time of the semester, found when first asked."""
        return TravelTimes(self.travel_rows, {*self.students, *self.trainers, *self.schools})

    def student_leg(self, student: str, school: str) -> Leg | None:
        """Find the journey of a student from home to a school, by the student's vehicle.

        Args:
            student: The id of a student.
            school: The id of a school.

        Returns:
            The journey in minutes one way; None, which never occurs in an instance that was read.
        """
        of = self.students[student]
        return self.travel.leg(TravelPoint(of.id, of.postcode, of.point), self._place(school), of.vehicle)

    def travel_minutes(self, student: str, school: str) -> int:
        """Say how long a student travels to a school.

        Args:
            student: The id of a student.
            school: The id of a school.

        Returns:
            Minutes one way.

        Raises:
            ValueError: Nothing gives the travel time.
        """
        leg = self.student_leg(student, school)
        if leg is None:
            raise ValueError(f"no travel time from student {student} to school {school}")
        return leg.minutes

    def base_leg(self, trainer: str, school: str) -> Leg:
        """Find the journey of an assessor from the base to a school (V1).

        Args:
            trainer: The id of a trainer.
            school: The id of a school.

        Returns:
            The journey in minutes one way, on the norm of 15 minutes where nothing else gives it.
        """
        of = self.trainers[trainer]
        leg = self.travel.leg(TravelPoint(of.id, of.postcode, of.point), self._place(school), of.vehicle)
        return Leg(NORM_MINUTES, Origin.NORM) if leg is None else leg

    def school_leg(self, start: str, end: str, vehicle: Vehicle) -> Leg | None:
        """Find the journey from school to school (A7).

        Args:
            start: The id of a school.
            end: The id of a school.
            vehicle: Of the assessor.

        Returns:
            The journey in minutes one way, 0 minutes for the same school; None where nothing gives it.
        """
        return self.travel.leg(self._place(start), self._place(end), vehicle)

    def school_minutes(self, start: str, end: str, vehicle: Vehicle) -> int:
        """Say how long the journey from school to school takes (A7).

        Args:
            start: The id of a school.
            end: The id of a school.
            vehicle: Of the assessor.

        Returns:
            Minutes one way, 0 for the same school.

        Raises:
            ValueError: Nothing gives the travel time.
        """
        leg = self.school_leg(start, end, vehicle)
        if leg is None:
            raise ValueError(f"no travel time from school {start} to school {end}")
        return leg.minutes

    def _place(self, school: str) -> TravelPoint:
        return TravelPoint(school, self.schools[school].postcode, self.schools[school].point)
