"""What happened becomes a change of the workbook and new rosters, which hold only when somebody takes them."""

from __future__ import annotations

import shutil
from collections.abc import Mapping
from datetime import timedelta

import pytest

from instances.domain.entities import DayPart, Willingness
from instances.domain.instance import Instance
from instances.dutch.dates import numeric_date
from instances.edits.edit import CellEdit, RowEdit
from instances.edits.whole_rows import GoneRow
from instances.tables.columns import MENTORS, PINS, SCHOOLS, STUDENTS
from scheduler.web.changes.forms import Happened, people
from scheduler.web.changes.happenings import HAPPENINGS
from scheduler.web.changes.outcome import outcome_of
from scheduler.web.dossier.records import JobOutcome, JobRecord
from scheduler.web.tasks.edited_workbook import edit_workbook, semester_of
from scheduler.web.tasks.prices import pin_edits
from scheduler.web.tasks.reading import look
from scheduler.web.tasks.workbook_copy import ChangeRefusedError
from tests.scheduler.web.office import Office

JOINS = {"nummer": "S9001", "naam": "Joris Vermaat", "jaar": "2", "dagen": "di;wo"}


def happened(office: Office, kind: str, **answers: str) -> Happened:
    version = office.dossier.workbook
    assert version is not None
    return HAPPENINGS[kind].edits(office.instance, look(version.path).reading, answers)


def after(office: Office, kind: str, **answers: str) -> Instance:
    """The workbook after it: written, read again, and free of faults."""
    found = happened(office, kind, **answers)
    version = edit_workbook(
        office.dossier, semester_of(office.dossier).version, found.edits, "", found.why, at_head=True
    )
    instance = look(version.path).instance
    assert instance is not None
    return instance


def report(office: Office, kind: str, **answers: object) -> JobRecord:
    return office.ordered(f"/wijziging/nieuw/{kind}", **answers)


def test_a_mentor_is_ill_and_the_new_rosters_are_taken_and_undone(office: Office) -> None:
    student, mentor = next(iter(office.held.placement.items()))
    before, name = office.heads, office.instance.mentors[mentor].name
    job = report(office, "mentor-ziek", wie=name)
    assert job.outcome is JobOutcome.DONE, job
    assert office.heads == before  # nothing holds before somebody takes it
    page = office.page(f"/wijziging/{job.id}")
    assert office.instance.students[student].name in page
    found = outcome_of(office.dossier, job)
    assert any(student in row for row in found.changes.rows)
    assert found.messages.rows
    office.post(f"/wijziging/{job.id}/overnemen")
    assert office.heads == (before[0] + 1, before[1] + 1)
    assert not office.instance.mentors[mentor].available
    assert mentor not in office.held.placement.values()
    assert "Hierover is al besloten" in office.post(f"/wijziging/{job.id}/vervallen")
    office.post("/ongedaan")
    assert office.heads == before


def test_a_student_stops_and_what_came_of_it_is_dropped(office: Office) -> None:
    student, before = next(iter(office.held.placement)), office.heads
    job = report(office, "student-stopt", wie=student)
    office.post(f"/wijziging/{job.id}/vervallen")
    assert office.heads == before
    assert student in office.instance.students
    assert "vervallen" in office.page("/wijziging")
    assert "al besloten" in office.post(f"/wijziging/{job.id}/overnemen")


def test_what_was_made_from_another_roster_is_not_taken(office: Office) -> None:
    job = report(office, "student-stopt", wie=next(iter(office.held.placement)))
    roster = office.dossier.roster
    assert roster is not None
    folder = office.dossier.new_roster_folder()
    shutil.copytree(roster.folder, folder, dirs_exist_ok=True)
    office.dossier.add_roster(folder, roster.workbook, "", "een ander rooster")
    before = office.heads
    assert "in een ander rooster gewerkt" in office.post(f"/wijziging/{job.id}/overnemen")
    assert office.heads == before


def test_a_workbook_corrected_meanwhile_is_not_taken_back(office: Office) -> None:
    stops, other = list(office.held.placement.items())[:2]
    job = report(office, "student-stopt", wie=stops[0])
    now = semester_of(office.dossier)
    edit_workbook(office.dossier, now.version, pin_edits(now.instance, *other), "", "vast", at_head=True)
    before = office.heads
    assert "Intussen is het werkboek gewijzigd" in office.post(f"/wijziging/{job.id}/overnemen")
    assert office.heads == before
    office.post("/ongedaan")
    office.post(f"/wijziging/{job.id}/overnemen")
    assert stops[0] not in office.instance.students


def test_a_student_who_stops_is_gone_from_every_sheet(office: Office) -> None:
    student, mentor = next(iter(office.held.placement.items()))
    now = semester_of(office.dossier)
    edit_workbook(office.dossier, now.version, pin_edits(now.instance, student, mentor), "", "vast", at_head=True)
    gone = [edit for edit in happened(office, "student-stopt", wie=student).edits if isinstance(edit, GoneRow)]
    assert {STUDENTS.name, PINS.name} <= {row.sheet for row in gone}
    instance = after(office, "student-stopt", wie=student)
    assert student not in instance.students
    assert student not in instance.pin_of
    assert all(past.student != student for past in instance.history)


def test_a_student_joins(office: Office) -> None:
    like = next(iter(office.instance.students.values()))
    answers = {"nummer": "S9001", "naam": "Joris Vermaat", "jaar": "2", "dagen": "di;wo", "vervoer": "ov", "wpa": "nee"}
    with pytest.raises(ChangeRefusedError, match=f"al het nummer van {like.name}"):
        happened(office, "student-erbij", **{**answers, "nummer": like.id})
    with pytest.raises(ChangeRefusedError, match="stagedag"):
        happened(office, "student-erbij", **{**answers, "dagen": ""})
    instance = after(office, "student-erbij", postcode=like.postcode, **answers)
    joined = instance.students["S9001"]
    assert (joined.name, joined.year, joined.wpa, {day.code for day in joined.days}) == (
        "Joris Vermaat", 2, False, {"di", "wo"},
    )  # fmt: skip
    assert joined.point == like.point


def test_a_school_withdraws_and_frees_who_was_fixed_there(office: Office) -> None:
    student, mentor = next(iter(office.held.placement.items()))
    now, school = semester_of(office.dossier), office.instance.mentors[mentor].school
    edit_workbook(office.dossier, now.version, pin_edits(now.instance, student, mentor), "", "vast", at_head=True)
    found = happened(office, "school-terug", wie=office.instance.schools[school].name)
    taken = office.instance.schools[school].taken
    assert CellEdit.of(SCHOOLS, school, SCHOOLS.PLACES, taken) in found.edits
    instance = after(office, "school-terug", wie=school)
    assert instance.schools[school].net_places == 0
    assert student not in instance.pin_of or instance.pin_of[student].mentor is None


def test_an_ill_mentor_frees_who_was_fixed_there(office: Office) -> None:
    student, mentor = next(iter(office.held.placement.items()))
    now = semester_of(office.dossier)
    edit_workbook(office.dossier, now.version, pin_edits(now.instance, student, mentor), "", "vast", at_head=True)
    instance = after(office, "mentor-ziek", wie=mentor)
    assert not instance.mentors[mentor].available
    assert student not in instance.pin_of or instance.pin_of[student].mentor is None


def test_a_mentor_who_is_away_for_a_week_keeps_the_students(office: Office) -> None:
    mentor, day = next(iter(office.instance.mentors)), next(iter(office.instance.slots.values())).date
    last = day + timedelta(days=4)
    instance = after(office, "mentor-ziek", wie=mentor, van=numeric_date(day), tot=last.isoformat())
    assert instance.mentors[mentor].available
    assert any((row.who, row.start, row.end) == (mentor, day, last) for row in instance.absences)


@pytest.mark.parametrize("part", ["", *(part.value for part in DayPart)])
def test_an_assessor_cannot_on_a_day(office_with_wpas: Office, part: str) -> None:
    office = office_with_wpas
    booking = next(iter(office.held.assessment.values()))
    day = office.instance.slots[booking.slot].date
    instance = after(office, "beoordelaar-kan-niet", wie=booking.field, van=day.isoformat(), dagdeel=part)
    said = [row for row in instance.availability if (row.trainer, row.date) == (booking.field, day)]
    assert any(row.answer is Willingness.NO and (row.part or "") == part for row in said)


def test_an_assessor_cannot_for_days_and_frees_what_was_fixed(office_with_wpas: Office) -> None:
    office = office_with_wpas
    student, booking = next(iter(office.held.assessment.items()))
    day, now = office.instance.slots[booking.slot].date, semester_of(office.dossier)
    fixed = (
        CellEdit.of(PINS, student, PINS.SLOT, booking.slot),
        CellEdit.of(PINS, student, PINS.FIELD, booking.field),
    )
    edit_workbook(office.dossier, now.version, fixed, "", "vast", at_head=True)
    last = day + timedelta(days=2)
    found = happened(office, "beoordelaar-kan-niet", wie=booking.field, van=day.isoformat(), tot=last.isoformat())
    assert any(isinstance(edit, RowEdit) for edit in found.edits)
    assert CellEdit.of(PINS, student, PINS.FIELD, None) in found.edits


@pytest.mark.parametrize(
    ("kind", "answers", "told"),
    [
        ("mentor-ziek", {"wie": ""}, "Kies een mentor"),
        ("mentor-ziek", {"wie": "Niemand Bekend"}, "geen mentor"),
        ("mentor-ziek", {"wie": "M", "van": "31 juni"}, "meer dan één|zoals 1-6-2027|geen mentor"),
        ("school-terug", {"wie": "qqqq"}, "geen school"),
        ("beoordelaar-kan-niet", {"wie": "qqqq"}, "geen beoordelaar"),
        ("student-erbij", {"nummer": "", "naam": "Iemand"}, "studentnummer"),
        ("student-erbij", {**JOINS, "jaar": "tweede"}, "Leerjaar: “tweede” kan niet; kies 1, 2, 3 of 4"),
        ("student-erbij", {**JOINS, "dagen": "ma;zondag"}, "Stagedagen: “zondag” kan niet"),
        ("student-erbij", {**JOINS, "vervoer": "raket"}, "Vervoer: “raket” kan niet"),
        ("student-erbij", {**JOINS, "wpa": "misschien"}, "WPA: “misschien” kan niet; kies ja of nee"),
        ("student-erbij", {**JOINS, "breedte": "noord", "lengte": "4,9"}, "Breedtegraad: “noord” kan niet"),
        ("beoordelaar-kan-niet", {"wie": "O", "van": "1-6-2027", "dagdeel": "nacht"}, "“nacht” kan niet"),
    ],
)
def test_what_was_not_filled_in_well_is_told(office: Office, kind: str, answers: Mapping[str, str], told: str) -> None:
    with pytest.raises(ChangeRefusedError, match=told):
        happened(office, kind, **answers)


def test_a_form_with_a_fault_changes_nothing(office: Office) -> None:
    before, versions = office.heads, len(office.dossier.workbooks())
    assert "geen mentor" in office.post("/wijziging/nieuw/mentor-ziek", wie="Niemand Bekend")
    assert "formulier is er niet" in office.post("/wijziging/nieuw/brand", wie="x")
    assert "stagedag" in office.post("/wijziging/nieuw/student-erbij", nummer="S9", naam="Iemand Nieuw", jaar="1")
    assert (office.heads, len(office.dossier.workbooks())) == (before, versions)


@pytest.mark.parametrize("kind", HAPPENINGS)
def test_every_form_lists_whom_it_is_about(office: Office, kind: str) -> None:
    page = office.page(f"/wijziging/nieuw/{kind}")
    assert HAPPENINGS[kind].title in page
    if any(field.store for field in HAPPENINGS[kind].fields):
        assert page.count("<option value=") > 3


def test_a_mentor_who_takes_no_part_cannot_fall_ill_again(office: Office) -> None:
    mentor, now = next(iter(office.instance.mentors)), semester_of(office.dossier)
    edits = (CellEdit.of(MENTORS, mentor, MENTORS.AVAILABLE, False),)
    edit_workbook(office.dossier, now.version, edits, "", "ziek", at_head=True)
    with pytest.raises(ChangeRefusedError, match="al niet mee"):
        happened(office, "mentor-ziek", wie=mentor)


@pytest.mark.parametrize("kind", ["mentor-ziek", "student-erbij", "beoordelaar-kan-niet"])
@pytest.mark.parametrize("value", ["“\x00…9999-99-99", "0001-01-01", "-1", "1e9", "9" * 400])
def test_whatever_is_sent_is_told_and_never_a_fault_of_ours(office: Office, kind: str, value: str) -> None:
    before, form = office.heads, HAPPENINGS[kind]
    lists = people(office.instance, form)
    given = {field.name: lists[field.store][0] if field.store else value for field in form.fields}
    assert "let-op" in office.post(f"/wijziging/nieuw/{kind}", **given)
    if kind == "student-erbij":
        known = JOINS | {name: text for name, text in given.items() if name not in JOINS}
        assert "let-op" in office.post(f"/wijziging/nieuw/{kind}", **known)
    assert office.heads == before
