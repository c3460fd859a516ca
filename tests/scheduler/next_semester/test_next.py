"""``volgend`` on small workbooks: what moves on, what goes, what stays as the office made it."""

from __future__ import annotations

import zipfile
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from instances.domain.entities import Day, Exclusion, Pin, Role, SchoolKind, Willingness, WpaKind
from instances.domain.instance import Instance
from instances.domain.norms import Norm, NormOrigin
from instances.domain.settings import Continuity
from instances.workbook.read import read
from reports.workbook.semester import write_semester
from scheduler.next_semester.given import Subject
from scheduler.runtime.exit import FaultyInputError, RefusedError
from scheduler.workflows.next_semester import NextOrder, NextSemester, make_next
from tests import builders as b
from tests.scheduler.chain_runs import Heard

S2 = b.rules(semester="2026-2027 S2", semester_number=2)
S1 = b.rules(semester="2026-2027 S1", semester_number=1, continuity=Continuity.MUST)
_OTHER = b.school("S9", kind=SchoolKind.OTHER)
PLACED = {"ST1": "M1", "ST2": "M2"}


def _semester(*more: object, settings: Any = S2, placed: dict[str, str] | None = None) -> Instance:
    """Two schools; ST1 and ST2 are placed, ST3 is not."""
    return b.semester(
        b.board(), b.school(), b.school("S2"), b.mentor("M1"), b.mentor("M2", "S2"), b.mentor("M3", "S2"),
        b.tandem(schools=("S1", "S2")), b.trainer("SO1"), b.trainer("IO1", Role.IO), b.trainer("SO2"),
        b.slot("T1"), b.slot("T2", begin="13:00", end="14:15"), b.student("ST1"), b.student("ST2"), b.student("ST3"),
        *more, settings=settings, given_placement=PLACED if placed is None else placed,
    )  # fmt: skip


def _book(folder: Path, instance: Instance) -> Path:
    path = folder / "nu.xlsx"
    write_semester(instance, path)
    (folder / "roosters").mkdir(exist_ok=True)
    return path


def _next(path: Path, target: str = "straks.xlsx", **over: Any) -> NextSemester:
    order = NextOrder(path, path.parent / "roosters", path.parent / target, **over)
    return make_next(order, Heard())


def _moved(folder: Path, *more: object, **over: Any) -> NextSemester:
    given = {name: over.pop(name) for name in ("settings", "placed") if name in over}
    return _next(_book(folder, _semester(*more, **given)), **over)


def _subjects(made: NextSemester, subject: Subject) -> list[str]:
    return [item.id for item in made.made.look_again if item.subject is subject]


def test_a_new_school_year_begins(tmp_path: Path) -> None:
    made = _moved(tmp_path, b.student("ST4", year=4), b.past("ST4", "S2"), placed={**PLACED, "ST4": "M3"})
    now = made.instance
    assert (now.settings.semester, now.settings.semester_number) == ("2027-2028 S1", 1)
    assert {student.id: student.year for student in now.students.values()} == {"ST1": 3, "ST2": 3, "ST3": 3}
    assert [(leaver.id, leaver.school) for leaver in made.made.leavers] == [("ST4", "S2")]
    assert [(row.student, row.semester, row.school, row.groups, row.travel) for row in now.history] == [
        ("ST1", "2026-2027 S2", "S1", frozenset({3}), 5),
        ("ST2", "2026-2027 S2", "S2", frozenset({3}), 5),
    ]
    assert {mentor.id: (mentor.guided, mentor.experience) for mentor in now.mentors.values()} == {
        "M1": (1, 6), "M2": (1, 6), "M3": (1, 6),
    }  # fmt: skip
    assert now.given_placement is None
    assert _subjects(made, Subject.UNPLACED) == ["ST3"]


def test_the_second_half_of_a_year_goes_on_with_the_same_years(tmp_path: Path) -> None:
    made = _moved(tmp_path, settings=replace(S1, continuity=Continuity.NO))
    assert made.instance.settings.semester == "2026-2027 S2"
    assert {student.year for student in made.instance.students.values()} == {2}
    assert {mentor.experience for mentor in made.instance.mentors.values()} == {5}
    assert not made.made.leavers
    assert not made.instance.pins


def test_who_does_the_year_again_stays_in_it(tmp_path: Path) -> None:
    made = _moved(tmp_path, b.student("ST4", year=4), staying=frozenset({"ST4", "ST1"}))
    years = {student.id: student.year for student in made.instance.students.values()}
    assert years == {"ST1": 2, "ST2": 3, "ST3": 3, "ST4": 4}
    with pytest.raises(RefusedError, match="ST99"):
        _next(tmp_path / "nu.xlsx", staying=frozenset({"ST99"}))


def test_a_place_that_must_go_on_is_pinned(tmp_path: Path) -> None:
    made = _moved(tmp_path, Pin("ST3", slot="T1"), settings=S1)
    assert made.instance.pins == (Pin("ST1", "S1", "M1"), Pin("ST2", "S2", "M2"))
    assert _subjects(made, Subject.PIN_GONE) == ["ST3"]


def test_a_mentor_who_cannot_go_on_is_not_pinned(tmp_path: Path) -> None:
    made = _moved(tmp_path, b.mentor("M1", available=False), b.mentor("M4"), settings=S1)
    assert made.instance.pin_of["ST1"] == Pin("ST1", "S1")
    assert _subjects(made, Subject.MENTOR_AWAY) == ["M1"]


def test_a_pin_that_breaks_a_rule_is_left_out_and_told(tmp_path: Path) -> None:
    made = _moved(tmp_path, Exclusion("ST1", "M1"), Exclusion("ST2", "S2"), b.mentor("M4"), settings=S1)
    assert made.instance.pins == (Pin("ST1", "S1"),)
    assert _subjects(made, Subject.NOT_PINNED) == ["ST1", "ST2"]


def test_what_is_over_is_emptied_and_what_goes_on_stays(tmp_path: Path) -> None:
    made = _moved(
        tmp_path,
        Pin("ST1", "S1", "M1", "T1"),
        b.answer("SO2", Willingness.YES),
        b.answer("SO2", Willingness.NO, date(2027, 11, 2)),
        b.away("M1", date(2027, 5, 1), date(2027, 5, 30)),
        b.away("M2", date(2027, 5, 1), date(2027, 10, 30)),
        b.student("ST2", wpa_kind=WpaKind.RESIT, wpa_from=b.TUESDAY),
    )
    now = made.instance
    assert not now.pins
    assert [row.date for row in now.availability] == [date(2027, 11, 2)]
    assert [row.who for row in now.absences] == ["M2"] == _subjects(made, Subject.ABSENCE)
    assert (now.students["ST2"].wpa_kind, now.students["ST2"].wpa_from) == (WpaKind.REGULAR, None)
    assert _subjects(made, Subject.WPA_KIND) == _subjects(made, Subject.WPA_WINDOW) == ["ST2"]


def test_slots_go_to_new_days_with_their_times(tmp_path: Path) -> None:
    slots = _moved(tmp_path).instance.slots.values()
    assert [(slot.id, slot.date, slot.begin.hour, slot.end.minute) for slot in slots] == [
        ("T1", date(2027, 11, 30), 9, 0), ("T2", date(2027, 11, 30), 13, 15),
    ]  # fmt: skip


def test_no_slot_comes_in_a_holiday_of_the_setting(tmp_path: Path) -> None:
    settings = replace(S2, school_holidays="herfst: 29-11-2027 t/m 5-12-2027")
    made = _moved(tmp_path, b.slot("T3", b.WEDNESDAY.replace(day=10)), settings=settings)
    assert sorted({slot.date for slot in made.instance.slots.values()}) == [date(2027, 12, 9), date(2027, 12, 14)]


def test_a_merger_moves_mentors_tandem_and_exclusions(tmp_path: Path) -> None:
    made = _moved(
        tmp_path, b.school(successor="S2"), Exclusion("ST3", "S1"), b.student("ST2", wishes=("S1", "S2")),
        b.slot("T3", school="S1"),
    )  # fmt: skip
    now = made.instance
    assert now.mentors["M1"].school == "S2"
    assert now.tandems["TA1"].schools == ("S2",)
    assert now.exclusions[0].other == "S2"
    assert now.students["ST2"].wishes == ("S2",)
    assert {slot.school for slot in now.slots.values()} == {None, "S2"}
    assert now.history[0].school == "S1", "history is what it was"
    assert _subjects(made, Subject.SUCCEEDED) == ["S1"]
    assert "S1" in now.schools


def test_history_gets_no_row_twice(tmp_path: Path) -> None:
    already = replace(b.past("ST1", "S1", frozenset({3}), 5), semester="2026-2027 S2")
    made = _moved(tmp_path, already)
    assert [(row.student, row.school) for row in made.instance.history] == [("ST1", "S1"), ("ST2", "S2")]


def test_the_same_order_gives_the_same_workbook_again(tmp_path: Path) -> None:
    first = _moved(tmp_path)
    before = first.path.read_bytes()
    again = _next(tmp_path / "nu.xlsx")
    assert again.kept is None
    assert again.instance == replace(first.instance, fingerprint=again.instance.fingerprint)
    assert openpyxl.load_workbook(first.path).sheetnames == openpyxl.load_workbook(again.path).sheetnames
    assert len(before) == len(again.path.read_bytes())


def test_what_people_made_of_the_target_is_kept(tmp_path: Path) -> None:
    (tmp_path / "straks.xlsx").write_bytes(b"van iemand")
    made = _moved(tmp_path)
    assert made.kept is not None
    assert made.kept.read_bytes() == b"van iemand"
    with pytest.raises(RefusedError, match="het werkboek zelf"):
        _next(tmp_path / "nu.xlsx", "nu.xlsx")


def test_layout_and_own_columns_stay(tmp_path: Path) -> None:
    path = _book(tmp_path, _semester(b.student("ST4", year=4, name="Anna Weg")))
    found = openpyxl.load_workbook(path)
    sheet = found["Studenten"]
    place = sheet.max_column + 1
    for row, text in enumerate(("Telefoon", "06-1", "06-2", "06-3", "06-4"), start=1):
        sheet.cell(row, place).value = text
    sheet.column_dimensions["B"].width = 33.5
    found.create_sheet("Aantekeningen")["A1"] = "van ons"
    found.save(path)
    made = _next(path)
    now = openpyxl.load_workbook(made.path)
    assert [now["Studenten"].cell(row, place).value for row in range(1, 6)] == [
        "Telefoon",
        "06-1",
        "06-2",
        "06-3",
        None,
    ]
    assert now["Studenten"].column_dimensions["B"].width == 33.5
    assert now["Aantekeningen"]["A1"].value == "van ons"
    assert [cell.value for cell in now["Uitgestroomd"][2]][:3] == ["ST4", "Anna Weg", "2026-2027 S2"]
    others = {name for name in now.sheetnames if name != "Uitgestroomd"}
    shown = [cell.value for name in others for row in now[name].iter_rows() for cell in row]
    assert "Anna Weg" not in shown
    with zipfile.ZipFile(made.path) as package:
        texts = {name: package.read(name) for name in package.namelist()}
    assert [name for name, text in texts.items() if b"06-4" in text] == []
    [only] = [name for name, text in texts.items() if b"Anna Weg" in text]
    assert only.startswith("xl/worksheets/plaatswijzer")
    assert "ST4" not in shown


def test_the_lists_of_an_earlier_time_give_way(tmp_path: Path) -> None:
    _moved(tmp_path, b.student("ST4", year=4), b.student("ST5", year=4), placed={"ST4": "M1"})
    once = tmp_path / "straks.xlsx"
    found = openpyxl.load_workbook(once)
    told = found["Nakijken"].max_row
    header = [cell.value for cell in found["Plaatsing"][1]]
    found["Plaatsing"].append(["ST1", "M3"])
    assert header[:2] == ["Student", "Mentor"]
    found.save(once)
    twice = _next(once, "later.xlsx")
    now = openpyxl.load_workbook(twice.path)
    subjects = [row[0].value for row in now["Nakijken"].iter_rows(min_row=2) if row[0].value]
    assert len(subjects) == len(twice.made.look_again) < told
    assert [row[0].value for row in now["Uitgestroomd"].iter_rows(min_row=2) if row[0].value] == []
    assert twice.instance.settings.semester == "2027-2028 S2"
    assert [row.semester for row in twice.instance.history] == ["2027-2028 S1"]


@pytest.mark.parametrize(
    ("settings", "column"),
    [
        (b.rules(semester="", semester_number=2), "Semester"),
        (b.rules(semester="de lente", semester_number=2), "Semester"),
        (b.rules(semester="2026-2027 S1", semester_number=2), "Semesternummer"),
    ],
)
def test_a_semester_that_nobody_can_name_is_a_fault_with_its_cell(tmp_path: Path, settings: Any, column: str) -> None:
    with pytest.raises(FaultyInputError) as refused:
        _moved(tmp_path, settings=settings)
    [fault] = refused.value.faults
    assert (fault.sheet, fault.column, fault.cell[:1]) == ("Instellingen", column, "B")
    assert not (tmp_path / "straks.xlsx").exists()


def test_a_name_that_is_given_counts(tmp_path: Path) -> None:
    made = _moved(tmp_path, settings=b.rules(semester="onze lente", semester_number=2), name="2030-2031 S1")
    assert made.instance.settings.semester == "2030-2031 S1"
    assert {row.semester for row in made.instance.history} == {"onze lente"}
    with pytest.raises(RefusedError, match="--semester"):
        _next(tmp_path / "nu.xlsx", name="ooit")


def test_a_school_that_was_succeeded_twice_over_is_found(tmp_path: Path) -> None:
    made = _moved(tmp_path, b.school(successor="S2"), b.school("S2", successor="S9"), _OTHER)
    assert {mentor.school for mentor in made.instance.mentors.values()} == {"S9"}
    assert made.instance.tandems["TA1"].schools == ("S9",)


def test_a_school_does_not_succeed_itself(tmp_path: Path) -> None:
    write_semester(_semester(b.school(successor="S2"), b.school("S2", successor="S1")), tmp_path / "nu.xlsx")
    faults = read(tmp_path / "nu.xlsx").faults
    assert [(fault.column, fault.found) for fault in faults] == [("Opgevolgd door", "S2"), ("Opgevolgd door", "S1")]


def test_a_succeeded_school_needs_no_tandem(tmp_path: Path) -> None:
    instance = _semester(b.school(successor="S2"), b.tandem(schools=("S2",)), b.mentor("M1", "S2", days=frozenset(Day)))
    write_semester(instance, tmp_path / "nu.xlsx")
    reading = read(tmp_path / "nu.xlsx")
    assert not reading.faults
    assert reading.instance is not None
    assert reading.instance.schools["S1"].successor == "S2"


def test_money_addresses_and_call_names_go_along(tmp_path: Path) -> None:
    official = {"brin": "00XX", "site": "01", "teachers": 12, "address": "Dorpsstraat 1"}
    settings = replace(
        S2,
        norms={**S2.norms, Norm.FUNDING: 1300},
        norm_origins={Norm.FUNDING: NormOrigin("Staatscourant", "1-1-2027")},
    )
    made = _moved(
        tmp_path, b.school("S1", **official), b.mentor("M1", call_name="Mies"), b.student("ST1", call_name="Stijn"),
        b.trainer("SO1", call_name="Otje"), settings=settings,
    )  # fmt: skip
    now = made.instance
    assert {name: getattr(now.schools["S1"], name) for name in official} == official
    assert [one.call_name for one in (now.mentors["M1"], now.students["ST1"], now.trainers["SO1"])] == [
        "Mies", "Stijn", "Otje",
    ]  # fmt: skip
    assert now.settings.norms[Norm.FUNDING] == 1300
    assert now.settings.norm_origins == settings.norm_origins


def test_settings_that_say_a_day_of_before_are_emptied_and_told(tmp_path: Path) -> None:
    """The visits of the next semester were once planned in the months of this one."""
    then = {"start_talk": "op 3 februari", "visit_period": "1-2-2027 t/m 30-6-2027", "funding_date": "1-10-2026"}
    made = _moved(tmp_path, settings=replace(S2, **then, visit_hours="09:00-14:00"))
    now = made.instance.settings
    assert [getattr(now, name) for name in then] == ["", "", ""]
    assert now.visit_hours == "09:00-14:00"
    told = {item.name: item.what for item in made.made.look_again if item.subject is Subject.SETTING}
    assert told.keys() == {"Startgesprek", "Bezoekperiode", "Peildatum bekostiging"}
    assert told["Bezoekperiode"].startswith("Was “1-2-2027 t/m 30-6-2027”; leeggemaakt.")


def test_settings_that_are_empty_need_no_look(tmp_path: Path) -> None:
    assert Subject.SETTING not in {item.subject for item in _moved(tmp_path).made.look_again}
