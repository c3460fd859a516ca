"""Pins and given placements that contradict the workbook or each other. Knows ids and roles, no rule logic.

Whether a pin breaks a rule that needs computing (P5, A6, ...) is for the checks that run on an Instance.
"""

from __future__ import annotations

from collections.abc import Iterable

from instances.domain.entities import Role
from instances.domain.rulebook import Rule
from instances.tables.columns import EXCLUSIONS, GIVEN_PLACEMENT, MENTORS, PINS, SCHOOLS, STUDENTS, TRAINERS, Sheet
from instances.tables.records import Record, Records
from instances.workbook.organisation import duo_by_mentor, tandem_by_school

FIELD, INSTITUTE = "Beoordelaar werkveld", "Beoordelaar opleiding"
_SEATS = {FIELD: (Role.SO, Role.CSO), INSTITUTE: (Role.IO, Role.CIO)}


def check_pins(records: Records) -> None:
    """Every fault of Vastgezet, Plaatsing and Uitsluitingen that ids alone can show."""
    _one_row_each(records, PINS)
    _one_row_each(records, GIVEN_PLACEMENT)
    for record in records.of(PINS.name):
        _mentor_at_school(records, record)
        _seats(records, record)
    _given_as_pinned(records)
    excluded = _Excluded(records)
    for record in records.of(PINS.name):
        excluded.check(record)
    excluded.check_students_together()
    _idle_exclusions(records)


def _one_row_each(records: Records, sheet: Sheet) -> None:
    first: dict[str, Record] = {}
    for record in records.of(sheet.name):
        student = record.key
        if student and first.setdefault(student, record) is not record:
            expected = f"elke student één keer; {student} staat ook in {first[student].cell('Student')}"
            records.fault(record, "Student", student, expected, Rule.P13 if sheet is PINS else None)


def _mentor_at_school(records: Records, record: Record) -> None:
    mentor = records.index(MENTORS.name).get(record.text("Mentor"))
    school = record.text("School")
    if mentor is not None and school and mentor.text("School") not in ("", school):
        expected = f"een mentor van school {school}; {mentor.key} werkt op {mentor.text('School')} (P13)"
        records.fault(record, "Mentor", mentor.key, expected, Rule.P13)


def _seats(records: Records, record: Record) -> None:
    trainers, students = records.index(TRAINERS.name), records.index(STUDENTS.name)
    for header, roles in _SEATS.items():
        trainer = trainers.get(record.text(header))
        if trainer is None:
            continue
        role = trainer.text("Rol")
        if role and role not in roles:
            found = f"{trainer.key} (rol {role})"
            records.fault(record, header, found, f"een opleider met rol {roles[0]} of {roles[1]} (A3, A10)", Rule.A10)
        elif not trainer.yes("Assessor", True):
            found = f"{trainer.key} (Assessor: nee)"
            records.fault(record, header, found, "een opleider die WPA’s afneemt (A10)", Rule.A10)
    student = students.get(record.key)
    pinned = next((header for header in ("Slot", *_SEATS) if record.text(header)), None)
    if student is not None and pinned is not None and not student.yes("WPA", True):
        expected = f"leeg, want {student.key} heeft in Studenten bij WPA nee staan (A10)"
        records.fault(record, pinned, record.text(pinned), expected, Rule.A10)


def _given_as_pinned(records: Records) -> None:
    pins, mentors = records.index(PINS.name), records.index(MENTORS.name)
    for record in records.of(GIVEN_PLACEMENT.name):
        pin, mentor = pins.get(record.key), mentors.get(record.text("Mentor"))
        if pin is None or mentor is None:
            continue
        if pin.text("Mentor") not in ("", mentor.key):
            expected = f"mentor {pin.text('Mentor')}, want die is vastgezet ({pin.cell('Mentor')}; P13)"
            records.fault(record, "Mentor", mentor.key, expected, Rule.P13)
        elif pin.text("School") not in ("", mentor.text("School")):
            expected = f"een mentor van school {pin.text('School')}, want die is vastgezet ({pin.cell('School')}; P13)"
            records.fault(record, "Mentor", mentor.key, expected, Rule.P13)


def _idle_exclusions(records: Records) -> None:
    """Exclusions of two that no rule ever brings together (P9, A9): most likely a slip."""
    students, trainers = records.index(STUDENTS.name), records.index(TRAINERS.name)
    assessing = {trainer.text("Ook mentor") for trainer in trainers.values()} | set(trainers)
    for row in records.of(EXCLUSIONS.name):
        pair = (row.text("Wie"), row.text("Met"))
        if all(pair) and not any(who in students or who in assessing for who in pair):
            records.notice(row, "Wie", f"{pair[0]} en {pair[1]} treffen elkaar nooit; deze uitsluiting doet niets.")


class _Excluded:
    """The exclusions, with everyone who is part of one pinned meeting."""

    def __init__(self, records: Records) -> None:
        self._records = records
        self._mentors = records.index(MENTORS.name)
        self._schools = records.index(SCHOOLS.name)
        self._duos = duo_by_mentor(records)
        self._tandems = tandem_by_school(records)
        self._same: dict[str, str] = {}
        for trainer in records.of(TRAINERS.name):
            mentor = trainer.text("Ook mentor")
            if mentor and trainer.key:
                self._same.setdefault(mentor, trainer.key)
                self._same.setdefault(trainer.key, mentor)
        self._rows: dict[frozenset[str], Record] = {}
        for row in records.of(EXCLUSIONS.name):
            for who in self._identities(row.text("Wie")):
                for other in self._identities(row.text("Met")):
                    self._rows.setdefault(frozenset((who, other)), row)

    def _identities(self, who: str) -> tuple[str, ...]:
        return (who, self._same[who]) if who in self._same else (who,)

    def check(self, pin: Record) -> None:
        """One row of Vastgezet: the student with the place, the assessors with all of them."""
        student, mentor, school = pin.text("Student"), pin.text("Mentor"), self._school(pin)
        teachers = [who for who in (mentor, self._duos.get(mentor, "")) if who]
        place = [*teachers, school, self._board(school)]
        header = "Mentor" if mentor else "School"
        self._fault(pin, header, student, [*place, *self._trainers(school)], Rule.P13, "P9, P13")
        seats = [pin.text(FIELD), pin.text(INSTITUTE)]
        for seat, other in zip((FIELD, INSTITUTE), reversed(seats), strict=True):
            meets = [student, *place, other if seat == INSTITUTE else ""]
            self._fault(pin, seat, pin.text(seat), meets, Rule.A10, "A9, A10")

    def check_students_together(self) -> None:
        """Two excluded students pinned to one school."""
        at_school: dict[str, list[Record]] = {}
        for pin in self._records.of(PINS.name):
            school = self._school(pin)
            for other in at_school.setdefault(school, []) if school else []:
                header = "Mentor" if pin.text("Mentor") else "School"
                self._fault(pin, header, pin.key, [other.key], Rule.P13, "P9, P13")
            if school:
                at_school[school].append(pin)

    def _fault(self, pin: Record, header: str, who: str, meets: Iterable[str], rule: Rule, named: str) -> None:
        for other in meets:
            row = self._rows.get(frozenset((who, other))) if who and other else None
            if row is not None:
                expected = (
                    f"niet samen: {who} en {other} sluiten elkaar uit (Uitsluitingen {row.cell('Wie')}; {named}). "
                    "Haal de vaste waarde of de uitsluiting weg"
                )
                self._records.fault(pin, header, pin.text(header), expected, rule)

    def _school(self, pin: Record) -> str:
        mentor = self._mentors.get(pin.text("Mentor"))
        return pin.text("School") or (mentor.text("School") if mentor is not None else "")

    def _board(self, school: str) -> str:
        record = self._schools.get(school)
        return record.text("Bestuur") if record is not None else ""

    def _trainers(self, school: str) -> list[str]:
        tandem = self._tandems.get(school)
        return [] if tandem is None else [tandem.text("Schoolopleider"), tandem.text("Instituutsopleider")]
