"""From rows without faults to an Instance: every default of the contract. Knows no file and no fault."""

from __future__ import annotations

from collections.abc import Mapping

from instances.domain.entities import (
    Absence,
    Availability,
    Board,
    BoardKind,
    Bouw,
    Day,
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
    Specialisation,
    Student,
    Tandem,
    Trainer,
    Vehicle,
    Willingness,
    WpaKind,
)
from instances.domain.instance import Instance
from instances.domain.onstage import HandoverColumn
from instances.domain.settings import Settings
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
from instances.workbook.organisation import duo_by_mentor
from instances.workbook.postcodes import normal_postcode
from instances.workbook.travel_coverage import point, travel_rows

Points = Mapping[str, Point]


def build(
    records: Records, settings: Settings, handover: tuple[HandoverColumn, ...], points: Points, fingerprint: str
) -> Instance:
    """The semester as the sheets give it. The rows must be without faults."""
    duos = duo_by_mentor(records)
    trainers = {row.key: _trainer(row, points) for row in records.of(TRAINERS.name)}
    given = {row.key: row.text("Mentor") for row in records.of(GIVEN_PLACEMENT.name)}
    return Instance(
        settings=settings,
        boards={row.key: _board(row) for row in records.of(BOARDS.name)},
        schools={row.key: _school(row, points) for row in records.of(SCHOOLS.name)},
        mentors={row.key: _mentor(row, duos.get(row.key)) for row in records.of(MENTORS.name)},
        students={row.key: _student(row, points, trainers) for row in records.of(STUDENTS.name)},
        trainers=trainers,
        tandems={row.key: _tandem(row) for row in records.of(TANDEMS.name)},
        slots={row.key: _slot(row) for row in records.of(SLOTS.name)},
        history=tuple(_past(row) for row in records.of(HISTORY.name)),
        availability=tuple(_availability(row) for row in records.of(AVAILABILITY.name)),
        absences=tuple(_absence(row) for row in records.of(ABSENCES.name)),
        travel_rows=travel_rows(records),
        exclusions=tuple(
            Exclusion(row.text("Wie"), row.text("Met"), row.text("Reden")) for row in records.of(EXCLUSIONS.name)
        ),
        pins=tuple(_pin(row) for row in records.of(PINS.name)),
        # a template has an empty sheet Plaatsing, which is not a placement of nobody
        given_placement=given or None,
        handover=handover,
        fingerprint=fingerprint,
    )


def _separation(row: Record, header: str) -> Separation | None:
    word = row.text(header)
    return Separation(word) if word else None


def _board(row: Record) -> Board:
    return Board(
        id=row.key,
        name=row.text("Naam"),
        email=row.text("E-mail"),
        kind=BoardKind(row.text("Soort") or BoardKind.PARTNER),
        min_students=row.whole("Min studenten") or 0,
        max_students=row.whole("Max studenten"),
        own_so=_separation(row, "Scheiding eigen SO"),
        own_io=_separation(row, "Scheiding eigen IO"),
    )


def _school(row: Record, points: Points) -> School:
    at_once = row.whole("WPA's tegelijk")
    return School(
        id=row.key,
        name=row.text("Naam"),
        board=row.text("Bestuur"),
        kind=SchoolKind(row.text("Soort") or SchoolKind.TRAINING),
        places=row.whole("Plaatsen") or 0,
        taken=row.whole("Bezet") or 0,
        min_students=row.whole("Min studenten") or 0,
        years=row.numbers("Leerjaren") or frozenset({1, 2, 3, 4}),
        profile=frozenset(row.words("Profiel")),
        plg=row.optional("PLG"),
        max_plg=row.whole("Max PLG"),
        wpas_at_once=2 if at_once is None else at_once,
        postcode=normal_postcode(row.text("Postcode")),
        place=row.text("Plaats"),
        point=point(row, points),
    )


def _mentor(row: Record, duo: str | None) -> Mentor:
    most = row.whole("Max studenten")
    return Mentor(
        id=row.key,
        name=row.text("Naam"),
        school=row.text("School"),
        groups=row.numbers("Groep"),
        days=row.days("Werkdagen"),
        duo=duo,
        max_students=1 if most is None else most,
        experience=row.number_of("Ervaring"),
        competent=row.yes("Basisbekwaam", True),
        training=MentorTraining(row.text("Mentortraining") or MentorTraining.NO),
        advanced=row.yes("Verdiepend", False),
        strengths=frozenset(row.words("Sterktes")),
        available=row.yes("Beschikbaar", True),
    )


def _student(row: Record, points: Points, trainers: Mapping[str, Trainer]) -> Student:
    coach = row.text("SLB'er")
    return Student(
        id=row.key,
        name=row.text("Naam"),
        year=row.whole("Jaar") or 0,
        days=row.days("Stagedagen"),
        email=row.text("E-mail"),
        variant=row.text("Variant"),
        specialisation=_specialisation(row.text("Specialisatie")),
        vehicle=Vehicle(row.text("Vervoer") or Vehicle.OV),
        needs=row.needs("Leerbehoeften"),
        required_bouw=Bouw(row.text("Vereiste bouw")) if row.text("Vereiste bouw") else None,
        required_profile=tag(row.text("Vereist profiel")) or None,
        wishes=row.words("Voorkeur scholen"),
        max_travel=row.whole("Max reistijd"),
        care=row.yes("Zorgstudent", False),
        slb=coach if coach in trainers else None,
        slb_text="" if coach in trainers else coach,
        wpa=row.yes("WPA", True),
        wpa_kind=WpaKind(row.text("WPA soort") or WpaKind.REGULAR),
        wpa_from=row.day("WPA vanaf"),
        wpa_until=row.day("WPA tot"),
        postcode=normal_postcode(row.text("Postcode")),
        point=point(row, points),
    )


def _specialisation(word: str) -> Specialisation | None:
    return Specialisation(word) if word else None


def _trainer(row: Record, points: Points) -> Trainer:
    role = Role(row.text("Rol"))
    return Trainer(
        id=row.key,
        name=row.text("Naam"),
        role=role,
        email=row.text("E-mail"),
        board=row.optional("Bestuur"),
        days=row.days("Werkdagen") or frozenset(Day),
        assessor=role is not Role.SLB and row.yes("Assessor", True),
        expertise=frozenset(Specialisation(word) for word in row.words("Expertise")),
        max_wpas=row.whole("Max WPA's"),
        max_wpas_per_day=row.whole("Max WPA's per dag"),
        also_mentor=row.optional("Ook mentor"),
        vehicle=Vehicle(row.text("Vervoer") or Vehicle.AUTO),
        postcode=normal_postcode(row.text("Postcode")),
        point=point(row, points),
    )


def _tandem(row: Record) -> Tandem:
    norm, most = row.whole("Norm"), row.whole("Max studenten")
    norm = 10 if norm is None else norm
    return Tandem(
        row.key,
        row.text("Schoolopleider"),
        row.text("Instituutsopleider"),
        row.words("Scholen"),
        norm,
        norm + 2 if most is None else most,
    )


def _slot(row: Record) -> Slot:
    day, begin, end = row.day("Datum"), row.clock("Begin"), row.clock("Eind")
    assert day is not None  # required columns of a row without faults
    assert begin is not None
    assert end is not None
    return Slot(row.key, day, begin, end, row.optional("School"), row.optional("Bestuur"))


def _past(row: Record) -> PastPlacement:
    return PastPlacement(
        row.text("Student"), row.text("Semester"), row.text("School"), row.numbers("Groep"), row.whole("Reistijd")
    )


def _availability(row: Record) -> Availability:
    day, part = row.day("Datum"), row.text("Dagdeel")
    assert day is not None
    return Availability(
        row.text("Opleider"), day, DayPart(part) if part else None, Willingness(row.text("Beschikbaar"))
    )


def _absence(row: Record) -> Absence:
    start, end = row.day("Van"), row.day("T/m")
    assert start is not None
    assert end is not None
    return Absence(row.text("Wie"), start, end)


def _pin(row: Record) -> Pin:
    return Pin(
        row.text("Student"),
        row.optional("School"),
        row.optional("Mentor"),
        row.optional("Slot"),
        row.optional("Beoordelaar werkveld"),
        row.optional("Beoordelaar opleiding"),
    )
