"""What can happen after the rosters are made, as a form, and what it changes in the workbook. Knows no page.

What each of them changes is what the manual tells the office to change by hand (Herplannen).
"""

from __future__ import annotations

from datetime import date, timedelta

from instances.domain.entities import (
    Absence,
    Availability,
    Day,
    DayPart,
    Pin,
    School,
    Student,
    Trainer,
    Vehicle,
    Willingness,
)
from instances.domain.instance import Instance
from instances.dutch.dates import medium_date
from instances.dutch.typed_dates import DateTextError, typed_date
from instances.edits.drop_outs import mentor_out, school_out
from instances.edits.edit import CellEdit, RowEdit
from instances.edits.fields import FieldValue
from instances.edits.whole_rows import NewRow, rows_about
from instances.tables.cells import parse
from instances.tables.columns import PINS, STUDENTS
from instances.tables.schema import Column
from instances.tables.values import MisfitError
from instances.workbook.read import Reading
from scheduler.web.changes.forms import Answers, FieldKind, FormField, Happened, Happening, rows_of
from scheduler.web.changes.people import shown, the_one
from scheduler.web.tasks.edited_workbook import WorkbookEdit
from scheduler.web.tasks.workbook_copy import ChangeRefusedError


def _mentor_ill(instance: Instance, _: Reading, answers: Answers) -> Happened:
    id = the_one(answers.get("wie", ""), instance.mentors, "mentor")
    name = shown(instance.mentors[id])
    if answers.get("van") or answers.get("tot"):
        start, end = _period(answers)
        words = f"Mentor afwezig van {medium_date(start)} tot en met {medium_date(end)}: {name}"
        return Happened(words, (RowEdit(Absence(id, start, end), added=True),))
    if not instance.mentors[id].available:
        raise ChangeRefusedError(f"{name} doet volgens het werkboek dit semester al niet mee.")
    return Happened(f"Mentor ziek of gestopt: {name}", mentor_out(instance, id))


def _student_stops(instance: Instance, reading: Reading, answers: Answers) -> Happened:
    id = the_one(answers.get("wie", ""), instance.students, "student")
    return Happened(f"Student stopt: {shown(instance.students[id])}", tuple(rows_about(reading, id)))


def _student_joins(instance: Instance, _: Reading, answers: Answers) -> Happened:
    id, name = answers.get("nummer", "").strip(), answers.get("naam", "").strip()
    if not id or not name:
        raise ChangeRefusedError("Vul het studentnummer en de naam in.")
    if id in instance.students:
        raise ChangeRefusedError(f"{id} is al het nummer van {instance.students[id].name}.")
    days = frozenset(day for day in Day if day.code in answers.get("dagen", "").split(";"))
    if not days:
        raise ChangeRefusedError("Kies minstens één stagedag.")
    cells = {
        STUDENTS.STUDENT: id,
        STUDENTS.NAME: name,
        STUDENTS.EMAIL: answers.get("mail", "").strip() or None,
        STUDENTS.YEAR: int(answers.get("jaar") or "1"),
        STUDENTS.DAYS: days,
        STUDENTS.POSTCODE: answers.get("postcode", "").strip() or None,
        **_place(instance, answers),
        STUDENTS.VEHICLE: answers.get("vervoer", "") or None,
        STUDENTS.WPA: answers.get("wpa", "ja") == "ja",
    }
    filled = {column.header: value for column, value in cells.items() if value is not None}
    return Happened(f"Student erbij: {name} ({id})", (NewRow(STUDENTS.name, filled),))


def _place(instance: Instance, answers: Answers) -> dict[Column, FieldValue]:
    """Where the student lives: as filled in, else where somebody else with the same postcode is."""
    given = {
        STUDENTS.LATITUDE: answers.get("breedte", "").strip(),
        STUDENTS.LONGITUDE: answers.get("lengte", "").strip(),
    }
    if any(given.values()):
        return {column: _degrees(column, text) for column, text in given.items() if text}
    asked = answers.get("postcode", "").replace(" ", "").upper()
    rows: tuple[Student | School | Trainer, ...] = (
        *instance.students.values(),
        *instance.schools.values(),
        *instance.trainers.values(),
    )
    same = next((row.point for row in rows if asked and row.postcode == asked and row.point is not None), None)
    if same is None:
        return {}
    return {STUDENTS.LATITUDE: same.latitude, STUDENTS.LONGITUDE: same.longitude}


def _degrees(column: Column, text: str) -> FieldValue:
    """What the reader of the workbook takes it for."""
    try:
        parsed = parse(column, text)
    except MisfitError as misfit:
        raise ChangeRefusedError(f"{column.header}: “{text}” kan niet; verwacht {misfit}.") from misfit
    return None if parsed is None or not isinstance(parsed.value, float) else parsed.value


def _school_withdraws(instance: Instance, _: Reading, answers: Answers) -> Happened:
    id = the_one(answers.get("wie", ""), instance.schools, "school")
    school = instance.schools[id]
    if school.net_places == 0:
        raise ChangeRefusedError(f"{shown(school)} heeft volgens het werkboek al geen plaats voor studenten.")
    return Happened(f"School trekt zich terug: {shown(school)}", school_out(instance, id))


def _assessor_cannot(instance: Instance, _: Reading, answers: Answers) -> Happened:
    id = the_one(answers.get("wie", ""), rows_of(instance, "assessors"), "beoordelaar")
    start, end = _period(answers)
    part = DayPart(answers["dagdeel"]) if answers.get("dagdeel") else None
    when = (
        medium_date(start) + (f" tot en met {medium_date(end)}" if end != start else "") + (f", {part}" if part else "")
    )
    days = [start + timedelta(days=number) for number in range((end - start).days + 1)]
    edits: list[WorkbookEdit] = []
    if part is None and len(days) > 1:
        edits.append(RowEdit(Absence(id, start, end), added=True))
    else:  # nee wins from whatever else stands there (A5), so nothing has to go
        rows = [Availability(id, day, part, Willingness.NO) for day in days]
        edits += [RowEdit(row, added=True) for row in rows if row not in instance.availability]
        if not edits:
            raise ChangeRefusedError(f"Dat staat al in het werkboek: {shown(instance.trainers[id])} kan dan niet.")
    edits += [
        _freed(pin, column)
        for pin in instance.pins
        if pin.slot in instance.slots and _meets(instance, pin, days, part)
        for column, seat in ((PINS.FIELD, pin.field), (PINS.INSTITUTE, pin.institute))
        if seat == id
    ]
    return Happened(f"Beoordelaar kan niet op {when}: {shown(instance.trainers[id])}", tuple(edits))


def _meets(instance: Instance, pin: Pin, days: list[date], part: DayPart | None) -> bool:
    slot = instance.slots[pin.slot or ""]
    return slot.date in days and part in (None, slot.part)


def _freed(pin: Pin, column: Column) -> CellEdit:
    return CellEdit.of(PINS, pin.student, column, None)


MOST_DAYS = 366  # a period of more is a slip of the year


def _period(answers: Answers) -> tuple[date, date]:
    start = _date(answers.get("van", ""), "de eerste dag")
    end = _date(answers["tot"], "de laatste dag") if answers.get("tot") else start
    if not 0 <= (end - start).days <= MOST_DAYS:
        raise ChangeRefusedError("De laatste dag moet na de eerste komen, en binnen een jaar.")
    return start, end


def _date(text: str, what: str) -> date:
    try:
        return date.fromisoformat(text)  # as a browser's calendar gives it
    except ValueError:
        pass
    try:
        return typed_date(text).day
    except DateTextError as error:
        raise ChangeRefusedError(f"Vul {what} in, zoals 1-6-2027.") from error


def _who(kind: str, store: str) -> FormField:
    return FormField(
        "wie", f"Welke {kind}?", FieldKind.PERSON, store=store, help="Typ een deel van de naam of de code."
    )


HAPPENINGS: dict[str, Happening] = {
    one.id: one
    for one in (
        Happening(
            "mentor-ziek",
            "Een mentor is ziek of stopt",
            "Zonder datums doet de mentor dit semester niet meer mee, en krijgen de studenten een andere plek. Met "
            "datums is de mentor alleen die dagen weg: dan verhuizen hoogstens WPA's.",
            (
                _who("mentor", "mentors"),
                FormField("van", "Alleen weg van", FieldKind.DATE, required=False),
                FormField("tot", "tot en met", FieldKind.DATE, required=False),
            ),
            _mentor_ill,
        ),
        Happening(
            "student-stopt",
            "Een student stopt",
            "De rijen van deze student gaan uit het werkboek, ook op de andere bladen.",
            (_who("student", "students"),),
            _student_stops,
        ),
        Happening(
            "student-erbij",
            "Een student komt erbij",
            "Er komt een rij bij op het blad Studenten. Wat hier niet gevraagd wordt, vult u later in het werkboek "
            "aan.",
            (
                FormField("nummer", "Studentnummer", FieldKind.TEXT),
                FormField("naam", "Naam", FieldKind.TEXT),
                FormField("jaar", "Leerjaar", FieldKind.CHOICE, choices=tuple((str(y), str(y)) for y in (1, 2, 3, 4))),
                FormField("dagen", "Stagedagen", FieldKind.DAYS, choices=tuple((day.code, day.code) for day in Day)),
                FormField("postcode", "Postcode van het woonadres", FieldKind.TEXT, required=False),
                FormField(
                    "breedte",
                    "Breedtegraad",
                    FieldKind.TEXT,
                    required=False,
                    help="Alleen als Plaatswijzer de postcode niet kent; bijvoorbeeld 52,379.",
                ),
                FormField("lengte", "Lengtegraad", FieldKind.TEXT, required=False, help="Bijvoorbeeld 4,899."),
                FormField("vervoer", "Vervoer", FieldKind.CHOICE, choices=tuple((v.value, v.value) for v in Vehicle)),
                FormField("mail", "E-mail", FieldKind.TEXT, required=False),
                FormField(
                    "wpa", "Krijgt dit semester een WPA", FieldKind.CHOICE, choices=(("ja", "ja"), ("nee", "nee"))
                ),
            ),
            _student_joins,
        ),
        Happening(
            "school-terug",
            "Een school trekt zich terug",
            "De school houdt alleen de plaatsen die al bezet zijn. Wie daar is vastgezet, wordt vrij.",
            (_who("school", "schools"),),
            _school_withdraws,
        ),
        Happening(
            "beoordelaar-kan-niet",
            "Een beoordelaar kan niet",
            "De beoordelaar krijgt in het werkboek ‘nee’ op die dag, of is die dagen afwezig.",
            (
                _who("beoordelaar", "assessors"),
                FormField("van", "Op, of vanaf", FieldKind.DATE),
                FormField("tot", "tot en met", FieldKind.DATE, required=False, help="Leeg: alleen die ene dag."),
                FormField(
                    "dagdeel",
                    "Dagdeel",
                    FieldKind.CHOICE,
                    required=False,
                    choices=(("", "hele dag"), *((part.value, part.value) for part in DayPart)),
                ),
            ),
            _assessor_cannot,
        ),
    )
}
"""By the id of its form, in the order of the page."""
