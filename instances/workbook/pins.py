"""Pins and given placements that contradict the workbook or each other. Knows ids and roles, no rule logic.

Whether a pin breaks a rule that needs computing (P5, A6, ...) is for the checks that run on an Instance.
"""

from __future__ import annotations

from collections.abc import Iterable

from instances.domain.entities import Role
from instances.domain.rulebook import Rule
from instances.tables.columns import EXCLUSIONS, GIVEN_PLACEMENT, MENTORS, PINS, SCHOOLS, STUDENTS, TANDEMS, TRAINERS
from instances.tables.notices import NoticeKind
from instances.tables.records import Record, Records
from instances.tables.schema import Column, Sheet
from instances.workbook.organisation import duo_by_mentor, tandem_by_school
from instances.workbook.references import ENTITIES

_SEATS = {PINS.FIELD: (Role.SO, Role.CSO), PINS.INSTITUTE: (Role.IO, Role.CIO)}


def check_pins(records: Records) -> None:
    """Every fault of Vastgezet, Plaatsing and Uitsluitingen that ids alone can show."""
    _one_row_each(records, PINS)
    _one_row_each(records, GIVEN_PLACEMENT)
    for record in records.of(PINS):
        _mentor_at_school(records, record)
        _seats(records, record)
    _given_as_pinned(records)
    excluded = _Excluded(records)
    for record in records.of(PINS):
        excluded.check(record)
    excluded.check_students_together()
    _idle_exclusions(records)


def _one_row_each(records: Records, sheet: Sheet) -> None:
    first: dict[str, Record] = {}
    for record in records.of(sheet):
        student = record.key
        if student and first.setdefault(student, record) is not record:
            expected = f"elke student één keer; {student} staat ook in {first[student].cell(sheet.key)}"
            records.fault(record, sheet.key, student, expected, Rule.P13 if sheet is PINS else None)


def _mentor_at_school(records: Records, record: Record) -> None:
    mentor = records.index(MENTORS).get(record.text(PINS.MENTOR))
    school = record.text(PINS.SCHOOL)
    if mentor is not None and school and mentor.text(MENTORS.SCHOOL) not in ("", school):
        expected = f"een mentor van school {school}; {mentor.key} werkt op {mentor.text(MENTORS.SCHOOL)} (P13)"
        records.fault(record, PINS.MENTOR, mentor.key, expected, Rule.P13)


def _seats(records: Records, record: Record) -> None:
    trainers, students = records.index(TRAINERS), records.index(STUDENTS)
    for column, roles in _SEATS.items():
        trainer = trainers.get(record.text(column))
        if trainer is None:
            continue
        role = trainer.text(TRAINERS.ROLE)
        if role and role not in roles:
            found = f"{trainer.key} (rol {role})"
            records.fault(record, column, found, f"een opleider met rol {roles[0]} of {roles[1]} (A3, A10)", Rule.A10)
        elif not trainer.yes(TRAINERS.ASSESSOR):
            found = f"{trainer.key} (Assessor: nee)"
            records.fault(record, column, found, "een opleider die WPA’s afneemt (A10)", Rule.A10)
    student = students.get(record.key)
    pinned = next((column for column in (PINS.SLOT, *_SEATS) if record.text(column)), None)
    if student is not None and pinned is not None and not student.yes(STUDENTS.WPA):
        expected = f"leeg, want {student.key} heeft in Studenten bij WPA nee staan (A10)"
        records.fault(record, pinned, record.text(pinned), expected, Rule.A10)


def _given_as_pinned(records: Records) -> None:
    pins, mentors = records.index(PINS), records.index(MENTORS)
    for record in records.of(GIVEN_PLACEMENT):
        pin, mentor = pins.get(record.key), mentors.get(record.text(GIVEN_PLACEMENT.MENTOR))
        if pin is None or mentor is None:
            continue
        if pin.text(PINS.MENTOR) not in ("", mentor.key):
            expected = f"mentor {pin.text(PINS.MENTOR)}, want die is vastgezet ({pin.cell(PINS.MENTOR)}; P13)"
            records.fault(record, GIVEN_PLACEMENT.MENTOR, mentor.key, expected, Rule.P13)
        elif pin.text(PINS.SCHOOL) not in ("", mentor.text(MENTORS.SCHOOL)):
            expected = (
                f"een mentor van school {pin.text(PINS.SCHOOL)}, want die is vastgezet ({pin.cell(PINS.SCHOOL)}; P13)"
            )
            records.fault(record, GIVEN_PLACEMENT.MENTOR, mentor.key, expected, Rule.P13)


def _idle_exclusions(records: Records) -> None:
    """Exclusions of two that no rule ever brings together (P9, A9): most likely a slip."""
    students, trainers = records.index(STUDENTS), records.index(TRAINERS)
    assessing = {trainer.text(TRAINERS.ALSO_MENTOR) for trainer in trainers.values()} | set(trainers)
    known = {id for sheet in ENTITIES for id in records.index(sheet)}  # of another id its own fault is enough
    for row in records.of(EXCLUSIONS):
        pair = (row.text(EXCLUSIONS.WHO), row.text(EXCLUSIONS.OTHER))
        if all(who in known for who in pair) and not any(who in students or who in assessing for who in pair):
            text = f"{pair[0]} en {pair[1]} treffen elkaar nooit; deze uitsluiting doet niets."
            records.notice(row, EXCLUSIONS.WHO, text, NoticeKind.IDLE_ROW)


class _Excluded:
    """The exclusions, with everyone who is part of one pinned meeting."""

    def __init__(self, records: Records) -> None:
        self._records = records
        self._mentors = records.index(MENTORS)
        self._schools = records.index(SCHOOLS)
        self._duos = duo_by_mentor(records)
        self._tandems = tandem_by_school(records)
        self._same: dict[str, str] = {}
        for trainer in records.of(TRAINERS):
            mentor = trainer.text(TRAINERS.ALSO_MENTOR)
            if mentor and trainer.key:
                self._same.setdefault(mentor, trainer.key)
                self._same.setdefault(trainer.key, mentor)
        self._rows: dict[frozenset[str], Record] = {}
        for row in records.of(EXCLUSIONS):
            for who in self._identities(row.text(EXCLUSIONS.WHO)):
                for other in self._identities(row.text(EXCLUSIONS.OTHER)):
                    self._rows.setdefault(frozenset((who, other)), row)

    def _identities(self, who: str) -> tuple[str, ...]:
        return (who, self._same[who]) if who in self._same else (who,)

    def check(self, pin: Record) -> None:
        """One row of Vastgezet: the student with the place, the assessors with all of them."""
        student, mentor, school = pin.text(PINS.STUDENT), pin.text(PINS.MENTOR), self._school(pin)
        teachers = [who for who in (mentor, self._duos.get(mentor, "")) if who]
        place = [*teachers, school, self._board(school)]
        column = PINS.MENTOR if mentor else PINS.SCHOOL
        self._fault(pin, column, student, [*place, *self._trainers(school)], Rule.P13, "P9, P13")
        seats = [pin.text(PINS.FIELD), pin.text(PINS.INSTITUTE)]
        for seat, other in zip(_SEATS, reversed(seats), strict=True):
            meets = [student, *place, other if seat is PINS.INSTITUTE else ""]
            self._fault(pin, seat, pin.text(seat), meets, Rule.A10, "A9, A10")

    def check_students_together(self) -> None:
        """Two excluded students pinned to one school."""
        at_school: dict[str, list[Record]] = {}
        for pin in self._records.of(PINS):
            school = self._school(pin)
            for other in at_school.setdefault(school, []) if school else []:
                column = PINS.MENTOR if pin.text(PINS.MENTOR) else PINS.SCHOOL
                self._fault(pin, column, pin.key, [other.key], Rule.P13, "P9, P13")
            if school:
                at_school[school].append(pin)

    def _fault(self, pin: Record, column: Column, who: str, meets: Iterable[str], rule: Rule, named: str) -> None:
        for other in meets:
            row = self._rows.get(frozenset((who, other))) if who and other else None
            if row is not None:
                expected = (
                    f"niet samen: {who} en {other} sluiten elkaar uit "
                    f"({EXCLUSIONS.name} {row.cell(EXCLUSIONS.WHO)}; {named}). "
                    "Haal de vaste waarde of de uitsluiting weg"
                )
                self._records.fault(pin, column, pin.text(column), expected, rule)

    def _school(self, pin: Record) -> str:
        mentor = self._mentors.get(pin.text(PINS.MENTOR))
        return pin.text(PINS.SCHOOL) or (mentor.text(MENTORS.SCHOOL) if mentor is not None else "")

    def _board(self, school: str) -> str:
        record = self._schools.get(school)
        return record.text(SCHOOLS.BOARD) if record is not None else ""

    def _trainers(self, school: str) -> list[str]:
        tandem = self._tandems.get(school)
        return [] if tandem is None else [tandem.text(TANDEMS.SO), tandem.text(TANDEMS.IO)]
