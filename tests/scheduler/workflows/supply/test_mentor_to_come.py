"""``mentor volgt``: a promised place counts and is filled, everybody reads that a name must come, and rosters stay."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest

from instances.domain.entities import Day, MentorTraining
from instances.domain.school_facts import NAME_TO_COME
from instances.domain.solution import Proof, Status
from instances.tables.notices import NoticeKind
from instances.workbook.read import read
from reports.run.bundle import Run
from reports.run.to_be_named import mentors_to_come, to_be_named_rows, to_be_named_words
from scheduler.checks.placement import check_placement
from scheduler.runtime.exit import ExitCode
from scheduler.workflows.supply import write_forms
from tests.builders import board, mentor, school, semester, student
from tests.instances.workbooks import Draft
from tests.scheduler.running import run
from tests.scheduler.workflows.supply.asking import Filled, Round, draft, intake, rows_of, the_faults


@pytest.fixture
def promised(asked: Round) -> Round:
    """Board B1 promises a place at De Linde, for which there is no mentor yet."""
    with Filled(asked.board()) as form:
        form.start("Ingevuld", "Anna Prins")
        form.add("Mentoren", School="De Linde (S3)", Groep="5;6", Mentor_volgt="ja")
    if (taken := asked.take_in()).faults:
        raise ValueError(taken.faults)
    return asked


def test_a_place_without_a_mentor_is_a_mentor_who_fits_any_day(promised: Round) -> None:
    reading = promised.read()
    assert reading.instance is not None
    found = reading.instance.mentors["M5"]
    assert (found.name, found.to_come, found.may_guide) == (NAME_TO_COME, True, True)
    assert (found.days, found.training) == (frozenset(Day), MentorTraining.WILLING)
    assert [notice.text for notice in reading.notices if notice.kind is NoticeKind.NAME_TO_COME] == [
        "M5 telt mee als toegezegde plek, maar heeft nog geen naam (mentor volgt)."
    ]


def test_days_and_training_that_were_promised_stay(asked: Round) -> None:
    with Filled(asked.board()) as form:
        form.add(
            "Mentoren", School="De Linde (S3)", Groep=5, Werkdagen="ma;di", Mentortraining="nee", Mentor_volgt="ja"
        )
    assert asked.take_in().faults == ()
    instance = asked.read().instance
    assert instance is not None
    assert instance.mentors["M5"].days == frozenset({Day.MA, Day.DI})
    assert not instance.mentors["M5"].may_guide


@pytest.mark.parametrize(
    ("cells", "expected"),
    [
        ({"Mentor volgt": "ja", "Mentortraining": None}, ("Mia (mentor volgt)", MentorTraining.WILLING)),
        ({"Mentor volgt": "ja", "Mentortraining": "nee"}, ("Mia (mentor volgt)", MentorTraining.NO)),
        ({"Mentor volgt": "ja", "Naam": "Mentor volgt groep 3"}, ("Mentor volgt groep 3", MentorTraining.DONE)),
        ({"Mentor volgt": None, "Mentortraining": None}, ("Mia", MentorTraining.NO)),
    ],
)
def test_what_the_office_types_itself_means_the_same(
    tmp_path: Path, cells: dict[str, object], expected: tuple[str, MentorTraining]
) -> None:
    instance = Draft(tmp_path).put("Mentoren", 0, **cells).read().instance
    assert instance is not None
    assert (instance.mentors["M1"].name, instance.mentors["M1"].training) == expected


def test_two_places_of_one_school_are_not_one_person_twice(tmp_path: Path) -> None:
    made = Draft(tmp_path)
    made.put("Mentoren", 0, Naam=NAME_TO_COME, **{"Mentor volgt": "ja"})
    made.put("Mentoren", 1, Naam=NAME_TO_COME, **{"Mentor volgt": "ja"})
    assert [one.text for one in made.read().notices if one.kind is NoticeKind.SAME_PERSON] == []


def test_the_next_form_asks_for_the_name_and_the_code_stays(promised: Round, tmp_path: Path) -> None:
    forms = write_forms(intake(promised.new()), tmp_path / "ronde 2")
    second = Round(promised.new(), tmp_path / "ronde 2", forms)
    with Filled(second.board()) as form:
        row = form.row("Mentoren", "M5")
        assert form.sheet("Mentoren").cell(row, 1).value == NAME_TO_COME
        form.put("Mentoren", "M5", Naam="Noa Kuiper", Werkdagen="di;wo")
    assert second.take_in(target="ronde2.xlsx").faults == ()
    instance = second.read("ronde2.xlsx").instance
    assert instance is not None
    assert (instance.mentors["M5"].name, instance.mentors["M5"].to_come) == ("Noa Kuiper", False)
    last = list(rows_of(second.new("ronde2.xlsx"), "Mentoren"))[-1]
    assert (last["Mentor"], last["Mentor volgt"]) == ("M5", "nee")


def test_no_longer_to_come_without_a_name_is_a_fault(promised: Round, tmp_path: Path) -> None:
    forms = write_forms(intake(promised.new()), tmp_path / "ronde 2")
    second = Round(promised.new(), tmp_path / "ronde 2", forms)
    with Filled(second.board()) as form:
        form.put("Mentoren", "M5", Mentor_volgt="nee")
    (fault,) = the_faults(second.take_in(target="ronde2.xlsx"))
    assert "mentor volgt | een naam, of Mentor volgt: ja" in fault


# -- in rosters ----------------------------------------------------------------------------------------


def test_the_roster_fills_the_place_and_says_everywhere_that_a_name_must_come(promised: Round, tmp_path: Path) -> None:
    """Student 100002 comes on two days, of which no mentor of the workbook works both but the one to come."""
    book = openpyxl.load_workbook(promised.new())
    sheet = book["Mentoren"]
    heads = {str(cell.value): cell.column for cell in sheet[1]}
    for row in range(2, sheet.max_row + 1):
        if sheet.cell(row, heads["Mentor"]).value in ("M1", "M2"):
            sheet.cell(row, heads["Beschikbaar"]).value = "nee"
    students = book["Studenten"]
    years = {str(cell.value): cell.column for cell in students[1]}
    students.cell(3, years["Jaar"]).value = 2
    book.save(promised.new())
    out = tmp_path / "uit"
    done = run("plaats", promised.new(), "-o", out, "--tijd", 10)
    assert done.exit_code == ExitCode.DONE, done.output
    assert "1 student is geplaatst bij 1 mentor die nog een naam moet krijgen" in done.output
    placed = {row["Student"]: row for row in rows_of(out / "plaatsing.xlsx", "Plaatsing")}
    assert (placed["100002"]["Mentor"], placed["100002"]["Mentornaam"]) == ("M5", NAME_TO_COME)
    (listed,) = rows_of(out / "plaatsing.xlsx", "Nog een naam nodig")
    assert (listed["Mentor"], listed["School"], listed["Groep"]) == ("M5", "S3", "5;6")
    assert listed["Studenten"] == "Sara (100002)"
    (own,) = (path for path in (out / "besturen").iterdir() if path.name.startswith("B1 "))
    assert [row["Mentor"] for row in rows_of(own, "Nog een naam nodig")] == ["M5"]
    others = [path for path in (out / "besturen").iterdir() if not path.name.startswith("B1 ")]
    assert all("Nog een naam nodig" not in openpyxl.load_workbook(path).sheetnames for path in others)
    assert "Nog een naam nodig" in str(list(openpyxl.load_workbook(out / "plaatsing.xlsx")["Overzicht"].values))
    assert "mentor die nog een naam moet krijgen" in (out / "rapport.html").read_text(encoding="utf-8")
    letters = {row["Student"]: row for row in rows_of(out / "brieven" / "studenten.xlsx", "Brieven")}
    assert "Wie uw mentor wordt in groep 5 en 6, hoort u later." in letters["100002"]["Brieftekst"]
    assert "M5" not in [row["Mentor"] for row in rows_of(out / "brieven" / "mentoren.xlsx", "Brieven")]

    book = openpyxl.load_workbook(promised.new())  # the name comes: the roster stands
    sheet = book["Mentoren"]
    sheet.cell(sheet.max_row, heads["Naam"]).value = "Noa Kuiper"
    sheet.cell(sheet.max_row, heads["Mentor volgt"]).value = None
    book.save(tmp_path / "met naam.xlsx")
    checked = run("controleer", tmp_path / "met naam.xlsx", "--rooster", out)
    assert checked.exit_code == ExitCode.DONE, checked.output


def test_only_mentors_with_students_are_listed_by_board() -> None:
    instance = semester(
        board("B1"), board("B2"), school("S1"), school("S2", "B2"),
        mentor("M1", name=NAME_TO_COME, to_come=True), mentor("M2", "S2", name=NAME_TO_COME, to_come=True),
        mentor("M3", name=NAME_TO_COME, to_come=True), mentor("M4"), student("ST1"), student("ST2"), student("ST3"),
    )  # fmt: skip
    placement = {"ST1": "M1", "ST2": "M2", "ST3": "M4"}
    made = Run(instance, placement, check_placement(instance, placement), Proof(Status.FEASIBLE, 3))
    assert [one.id for one in mentors_to_come(made)] == ["M1", "M2"]
    assert [row["Mentor"] for row in to_be_named_rows(made, "B2")] == ["M2"]
    assert to_be_named_words(made) == (
        "2 studenten zijn geplaatst bij 2 mentoren die nog een naam moeten krijgen; zie het blad Nog een naam nodig."
    )


def test_an_old_workbook_says_nothing_of_it(tmp_path: Path) -> None:
    made = draft(tmp_path)
    for name, extra in (("Scholen", 3), ("Mentoren", 2), ("Beschikbaarheid", 1)):
        made.headers[name] = made.headers[name][:-extra]
    reading = read(made.write(), for_wpa=True)
    assert reading.instance is not None
    assert not any(one.to_come for one in reading.instance.mentors.values())
    assert not {NoticeKind.NAME_TO_COME, NoticeKind.MAYBE_PLACES} & {notice.kind for notice in reading.notices}
