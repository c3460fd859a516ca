"""From rows without faults to an Instance: with every default. Knows no file and no fault."""

from __future__ import annotations

from collections.abc import Mapping

from instances.domain.entities import (
    Absence,
    Availability,
    Board,
    BoardKind,
    DayPart,
    Exclusion,
    Mentor,
    MentorTraining,
    PastPlacement,
    Pin,
    Point,
    Role,
    School,
    SchoolKind,
    Separation,
    Slot,
    Student,
    Tandem,
    Trainer,
    Vehicle,
    Willingness,
    WpaKind,
)
from instances.domain.instance import Instance
from instances.domain.onstage import HandoverColumn
from instances.domain.school_facts import name_to_come
from instances.domain.school_groups import Bouw, Specialisation
from instances.domain.settings import Settings
from instances.domain.travel import TravelRow
from instances.plausibility.history import oldest_first
from instances.plausibility.study_coaches import StudyCoaches
from instances.tables.columns import (
    ABSENCES,
    AVAILABILITY,
    BOARDS,
    EXCLUSIONS,
    GIVEN_PLACEMENT,
    HISTORY,
    MENTORS,
    PINS,
    SCHOOLS,
    SLOTS,
    STUDENTS,
    TANDEMS,
    TRAINERS,
)
from instances.tables.lists import tag
from instances.tables.records import Record, Records
from instances.tables.schema import Column
from instances.workbook.organisation import duo_by_mentor
from instances.workbook.postcodes import normal_postcode
from instances.workbook.travel_coverage import point, travel_rows

Points = Mapping[str, Point]
ABOVE_NORM = 2  # so many students above its norm a tandem may have where the workbook names no maximum


def build(
    records: Records,
    settings: Settings,
    handover: tuple[HandoverColumn, ...],
    points: Points,
    fingerprint: str,
    travel: tuple[TravelRow, ...] | None = None,
) -> Instance:
    """Make the semester that the sheets give.

    Args:
        records: Rows without faults.
        settings: Of the semester.
        handover: The columns for OnStage.
        points: Coordinates by the four digits of a postcode, for rows without coordinates of their own.
        fingerprint: Of the workbook.
        travel: The rows of Reistijden, where somebody went through them already.

    Returns:
        The semester, with every default filled in.
    """
    duos = duo_by_mentor(records)
    trainers = {row.key: _trainer(row, points) for row in records.of(TRAINERS)}
    coaches = StudyCoaches({trainer.id: trainer.name for trainer in trainers.values()})
    given = {row.key: row.text(GIVEN_PLACEMENT.MENTOR) for row in records.of(GIVEN_PLACEMENT)}
    return Instance(
        settings=settings,
        boards={row.key: _board(row) for row in records.of(BOARDS)},
        schools={row.key: _school(row, points) for row in records.of(SCHOOLS)},
        mentors={row.key: _mentor(row, duos.get(row.key)) for row in records.of(MENTORS)},
        students={row.key: _student(row, points, coaches) for row in records.of(STUDENTS)},
        trainers=trainers,
        tandems={row.key: _tandem(row) for row in records.of(TANDEMS)},
        slots={row.key: _slot(row) for row in records.of(SLOTS)},
        history=tuple(_past(row) for row in oldest_first(records.of(HISTORY))),
        availability=tuple(_availability(row) for row in records.of(AVAILABILITY)),
        absences=tuple(_absence(row) for row in records.of(ABSENCES)),
        travel_rows=travel_rows(records) if travel is None else travel,
        exclusions=tuple(_exclusion(row) for row in records.of(EXCLUSIONS)),
        pins=tuple(_pin(row) for row in records.of(PINS)),
        # a template has an empty sheet Plaatsing, which is not a placement of nobody
        given_placement=given or None,
        handover=handover,
        fingerprint=fingerprint,
    )


def _separation(row: Record, column: Column) -> Separation | None:
    word = row.text(column)
    return Separation(word) if word else None


def _board(row: Record) -> Board:
    return Board(
        id=row.key,
        name=row.text(BOARDS.NAME),
        email=row.text(BOARDS.EMAIL),
        kind=BoardKind(row.text(BOARDS.KIND)),
        min_students=row.integer(BOARDS.MIN_STUDENTS),
        max_students=row.optional_integer(BOARDS.MAX_STUDENTS),
        own_so=_separation(row, BOARDS.OWN_SO),
        own_io=_separation(row, BOARDS.OWN_IO),
    )


def _school(row: Record, points: Points) -> School:
    return School(
        id=row.key,
        name=row.text(SCHOOLS.NAME),
        board=row.text(SCHOOLS.BOARD),
        kind=SchoolKind(row.text(SCHOOLS.KIND)),
        places=row.integer(SCHOOLS.PLACES),
        taken=row.integer(SCHOOLS.TAKEN),
        min_students=row.integer(SCHOOLS.MIN_STUDENTS),
        years=row.numbers(SCHOOLS.YEARS),
        profile=frozenset(row.words(SCHOOLS.PROFILE)),
        plg=row.optional_text(SCHOOLS.PLG),
        max_plg=row.optional_integer(SCHOOLS.MAX_PLG),
        wpas_at_once=row.integer(SCHOOLS.WPAS_AT_ONCE),
        postcode=normal_postcode(row.text(SCHOOLS.POSTCODE)),
        place=row.text(SCHOOLS.PLACE),
        point=point(row, SCHOOLS, points),
        email=row.text(SCHOOLS.EMAIL),
        successor=row.optional_text(SCHOOLS.SUCCESSOR),
        address=row.text(SCHOOLS.ADDRESS),
        brin=row.text(SCHOOLS.BRIN),
        site=row.text(SCHOOLS.SITE),
        teachers=row.optional_integer(SCHOOLS.TEACHERS),
    )


def _mentor(row: Record, duo: str | None) -> Mentor:
    to_come = row.yes(MENTORS.TO_COME)
    name, training = row.text(MENTORS.NAME), MentorTraining(row.text(MENTORS.TRAINING))
    if to_come and not row.is_filled(MENTORS.TRAINING):
        training = MentorTraining.WILLING  # who promises a place promises a mentor who may guide
    return Mentor(
        id=row.key,
        name=name_to_come(name) if to_come else name,
        school=row.text(MENTORS.SCHOOL),
        groups=row.numbers(MENTORS.GROUPS),
        days=row.days(MENTORS.DAYS),
        duo=duo,
        max_students=row.integer(MENTORS.MAX_STUDENTS),
        experience=row.optional_number(MENTORS.EXPERIENCE),
        competent=row.yes(MENTORS.COMPETENT),
        training=training,
        advanced=row.yes(MENTORS.ADVANCED),
        strengths=frozenset(row.words(MENTORS.STRENGTHS)),
        available=row.yes(MENTORS.AVAILABLE),
        to_come=to_come,
        email=row.text(MENTORS.EMAIL),
        guided=row.optional_integer(MENTORS.GUIDED),
        call_name=row.text(MENTORS.CALL_NAME),
    )


def _student(row: Record, points: Points, coaches: StudyCoaches) -> Student:
    coach = row.text(STUDENTS.SLB)
    code = coaches.code(coach)
    return Student(
        id=row.key,
        name=row.text(STUDENTS.NAME),
        year=row.integer(STUDENTS.YEAR),
        days=row.days(STUDENTS.DAYS),
        email=row.text(STUDENTS.EMAIL),
        variant=row.text(STUDENTS.VARIANT),
        specialisation=_specialisation(row.text(STUDENTS.SPECIALISATION)),
        vehicle=Vehicle(row.text(STUDENTS.VEHICLE)),
        needs=row.needs(STUDENTS.NEEDS),
        required_bouw=Bouw(row.text(STUDENTS.REQUIRED_BOUW)) if row.text(STUDENTS.REQUIRED_BOUW) else None,
        required_profile=tag(row.text(STUDENTS.REQUIRED_PROFILE)) or None,
        wishes=row.words(STUDENTS.WISHES),
        max_travel=row.optional_integer(STUDENTS.MAX_TRAVEL),
        care=row.yes(STUDENTS.CARE),
        slb=code,
        slb_text="" if code is not None else coach,
        wpa=row.yes(STUDENTS.WPA),
        wpa_kind=WpaKind(row.text(STUDENTS.WPA_KIND)),
        wpa_from=row.optional_day(STUDENTS.WPA_FROM),
        wpa_until=row.optional_day(STUDENTS.WPA_UNTIL),
        postcode=normal_postcode(row.text(STUDENTS.POSTCODE)),
        point=point(row, STUDENTS, points),
        call_name=row.text(STUDENTS.CALL_NAME),
    )


def _specialisation(word: str) -> Specialisation | None:
    return Specialisation(word) if word else None


def _trainer(row: Record, points: Points) -> Trainer:
    role = Role(row.text(TRAINERS.ROLE))
    return Trainer(
        id=row.key,
        name=row.text(TRAINERS.NAME),
        role=role,
        email=row.text(TRAINERS.EMAIL),
        board=row.optional_text(TRAINERS.BOARD),
        days=row.days(TRAINERS.DAYS),
        assessor=role is not Role.SLB and row.yes(TRAINERS.ASSESSOR),
        expertise=frozenset(Specialisation(word) for word in row.words(TRAINERS.EXPERTISE)),
        max_wpas=row.optional_integer(TRAINERS.MAX_WPAS),
        max_wpas_per_day=row.optional_integer(TRAINERS.MAX_WPAS_PER_DAY),
        also_mentor=row.optional_text(TRAINERS.ALSO_MENTOR),
        vehicle=Vehicle(row.text(TRAINERS.VEHICLE)),
        postcode=normal_postcode(row.text(TRAINERS.POSTCODE)),
        point=point(row, TRAINERS, points),
        call_name=row.text(TRAINERS.CALL_NAME),
    )


def _tandem(row: Record) -> Tandem:
    norm, most = row.integer(TANDEMS.NORM), row.optional_integer(TANDEMS.MAX_STUDENTS)
    return Tandem(
        row.key,
        row.text(TANDEMS.SO),
        row.text(TANDEMS.IO),
        row.words(TANDEMS.SCHOOLS),
        norm,
        norm + ABOVE_NORM if most is None else most,
    )


def _slot(row: Record) -> Slot:
    day, begin, end = row.day(SLOTS.DATE), row.clock(SLOTS.BEGIN), row.clock(SLOTS.END)
    return Slot(row.key, day, begin, end, row.optional_text(SLOTS.SCHOOL), row.optional_text(SLOTS.BOARD))


def _past(row: Record) -> PastPlacement:
    return PastPlacement(
        row.text(HISTORY.STUDENT),
        row.text(HISTORY.SEMESTER),
        row.text(HISTORY.SCHOOL),
        row.numbers(HISTORY.GROUPS),
        row.optional_integer(HISTORY.MINUTES),
    )


def _availability(row: Record) -> Availability:
    part = row.text(AVAILABILITY.PART)
    return Availability(
        row.text(AVAILABILITY.TRAINER),
        row.day(AVAILABILITY.DATE),
        DayPart(part) if part else None,
        Willingness(row.text(AVAILABILITY.ANSWER)),
    )


def _absence(row: Record) -> Absence:
    return Absence(row.text(ABSENCES.WHO), row.day(ABSENCES.START), row.day(ABSENCES.END))


def _exclusion(row: Record) -> Exclusion:
    return Exclusion(row.text(EXCLUSIONS.WHO), row.text(EXCLUSIONS.OTHER), row.text(EXCLUSIONS.REASON))


def _pin(row: Record) -> Pin:
    return Pin(
        row.text(PINS.STUDENT),
        row.optional_text(PINS.SCHOOL),
        row.optional_text(PINS.MENTOR),
        row.optional_text(PINS.SLOT),
        row.optional_text(PINS.FIELD),
        row.optional_text(PINS.INSTITUTE),
    )
