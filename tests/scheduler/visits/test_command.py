"""``bezoeken`` as the office gives it: files beside the rosters, refusals, and what a second time does."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import openpyxl
import pytest

from instances.domain.entities import Pin
from instances.domain.instance import Instance
from instances.domain.settings import Settings
from reports.calendar.ics import from_ics
from reports.workbook.semester import write_semester
from tests.builders import away, rules, student
from tests.scheduler.running import WEDNESDAY, edit, run, small, wrote

FILES = {
    "bezoeken.xlsx", "bezoeken.json", "bezoeken-agenda/SO1.ics", "bezoeken-agenda/IO1.ics",
}  # fmt: skip
SHEETS = ["Overzicht", "Bezoeken", "PLG", "Per opleider", "Niet gepland", "Verantwoording"]


def with_semester(instance: Instance, **over: object) -> Instance:
    settings: Settings = rules(semester="2026-2027 S2", **over)
    return replace(instance, settings=settings)


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """A workbook and a folder with its rosters."""
    folder = tmp_path_factory.mktemp("bezoeken")
    book, rosters = folder / "semester.xlsx", folder / "uit"
    write_semester(with_semester(small()), book)
    assert run("rooster", book, "-o", rosters, "--tijd", 10).exit_code == 0
    return book, rosters


@pytest.fixture
def book(made: tuple[Path, Path]) -> Path:
    return made[0]


@pytest.fixture
def rosters(made: tuple[Path, Path]) -> Path:
    return made[1]


def rows(path: Path, sheet: str) -> list[dict[str, object]]:
    head, *body = openpyxl.load_workbook(path)[sheet].iter_rows(values_only=True)
    return [dict(zip(map(str, head), row, strict=True)) for row in body if any(cell is not None for cell in row)]


def uids(folder: Path) -> Iterator[tuple[str, int, bool]]:
    for path in sorted((folder / "bezoeken-agenda").glob("*.ics")):
        for one in from_ics(path.read_bytes()).appointments:
            yield one.uid, one.sequence, one.cancelled


def test_visits_come_beside_the_rosters_which_stay_as_they_are(book: Path, rosters: Path) -> None:
    before = {name: (rosters / name).read_bytes() for name in wrote(rosters) - FILES}
    done = run("bezoeken", book, rosters, "-o", rosters, "--tijd", 20)
    assert done.exit_code == 0, done.output
    assert wrote(rosters) == set(before) | FILES
    assert {name: (rosters / name).read_bytes() for name in before} == before
    assert "Gepland: 6 van 6, kosten 40 punten, bewezen beste" in done.output


def test_the_workbook_and_the_result_say_the_same(book: Path, rosters: Path, tmp_path: Path) -> None:
    target = tmp_path / "eigen"
    assert run("bezoeken", book, rosters, "-o", target, "--tijd", 20).exit_code == 0
    assert wrote(target) == FILES
    excel = target / "bezoeken.xlsx"
    assert openpyxl.load_workbook(excel).sheetnames == SHEETS
    told = json.loads((target / "bezoeken.json").read_text(encoding="utf-8"))
    lessons, meetings, trainers = (rows(excel, name) for name in SHEETS[1:4])
    assert (len(lessons), len(meetings)) == (len(told["bezoeken"]), len(told["bijeenkomsten"])) == (4, 2)
    assert {(row["Opleider"], row["Student"]) for row in lessons} == {
        (one["opleider"], one["student"]) for one in told["bezoeken"]
    }
    travelled = told["wensen"]["R1"]["hoeveelheid"]
    assert sum(int(str(row["Reisminuten"])) for row in trainers) == travelled
    assert sum(int(str(row["Bespaard"])) for row in trainers) == 8 * 10 - travelled
    assert [row["Norm reizen"] for row in trainers] == [225, 75]
    account = {row["Id"]: row for row in rows(excel, "Verantwoording")}
    assert {account[f"B{number}"]["Oordeel"] for number in range(1, 9)} == {"voldaan"}
    assert (told["status"], told["kosten"], told["ondergrens"], told["niet"]) == ("optimaal", 40, 40, [])
    assert "Opleider" not in json.dumps(told)


def test_the_same_order_gives_the_same_bytes(book: Path, rosters: Path, tmp_path: Path) -> None:
    folders = [tmp_path / "een", tmp_path / "twee"]
    for folder in folders:
        assert run("bezoeken", book, rosters, "-o", folder, "--reproduceerbaar", "--tijd", 20).exit_code == 0
    one, two = ({name: (folder / name).read_bytes() for name in FILES} for folder in folders)
    assert one == two


def test_an_appointment_keeps_its_uid_and_what_was_edited_is_kept(book: Path, rosters: Path, tmp_path: Path) -> None:
    target = tmp_path / "eigen"
    assert run("bezoeken", book, rosters, "-o", target, "--tijd", 20).exit_code == 0
    first = set(uids(target))
    assert len(first) == 8
    edit(target / "bezoeken.xlsx", "Niet gepland", "Reden", 2, "zelf geschreven")
    changed = tmp_path / "anders.xlsx"
    write_semester(with_semester(small(), visit_period="1-3-2027 t/m 30-4-2027"), changed)
    assert run("bezoeken", changed, rosters, "-o", target, "--tijd", 20).exit_code == 0
    again = set(uids(target))
    assert {uid for uid, _, _ in again} == {uid for uid, _, _ in first}
    assert {sequence for _, sequence, _ in again} <= {0, 1}
    assert wrote(target) == FILES | {"bezoeken-oud.xlsx"}


def test_a_semester_without_a_half_asks_for_the_period(tmp_path: Path) -> None:
    book = tmp_path / "semester.xlsx"
    write_semester(with_semester(small()), book)
    assert run("rooster", book, "-o", tmp_path / "uit", "--tijd", 10).exit_code == 0
    write_semester(replace(small(), settings=rules(semester="2026-2027")), book)
    done = run("bezoeken", book, tmp_path / "uit", "-o", tmp_path / "eigen", "--toch")
    assert done.exit_code == 2
    assert "Bezoekperiode" in done.output
    assert not (tmp_path / "eigen" / "bezoeken.xlsx").exists()


def test_after_places_alone_a_pin_of_a_wpa_is_no_broken_rule(tmp_path: Path) -> None:
    """A roster without WPAs was said to break a rule, as the pinned one was not in it."""
    book, rosters = tmp_path / "semester.xlsx", tmp_path / "uit"
    write_semester(with_semester(small(Pin("ST1", slot="T1"))), book)
    assert run("plaats", book, "-o", rosters, "--tijd", 10).exit_code == 0
    done = run("bezoeken", book, rosters, "-o", rosters, "--tijd", 20)
    assert done.exit_code == 0, done.output
    assert "Gepland: 6 van 6" in done.output


def test_a_setting_of_visits_may_change_after_the_roster(rosters: Path, tmp_path: Path) -> None:
    changed = tmp_path / "anders.xlsx"
    over = {"visit_period": "1-3-2027 t/m 30-4-2027", "school_holidays": "26-4-2027 t/m 7-5-2027"}
    write_semester(with_semester(small(), **over), changed)
    done = run("bezoeken", changed, rosters, "-o", tmp_path / "eigen", "--tijd", 20)
    assert done.exit_code == 0, done.output
    assert "Schoolvakanties" not in done.output


def test_a_period_outside_the_semester_is_told(rosters: Path, tmp_path: Path) -> None:
    strange = tmp_path / "anders.xlsx"
    write_semester(with_semester(small(), visit_period="1-9-2026 t/m 31-1-2027"), strange)
    done = run("bezoeken", strange, rosters, "-o", tmp_path / "eigen", "--tijd", 20)
    assert done.exit_code == 0, done.output
    assert "valt helemaal buiten het semester" in done.output


def test_empty_school_holidays_are_told_once(book: Path, rosters: Path, tmp_path: Path) -> None:
    done = run("bezoeken", book, rosters, "-o", tmp_path / "eigen", "--tijd", 20)
    assert done.output.count("Schoolvakanties") == 1


def test_rosters_of_another_workbook_are_refused(rosters: Path, tmp_path: Path) -> None:
    other = tmp_path / "anders.xlsx"
    write_semester(with_semester(small(student("ST1", days=WEDNESDAY))), other)
    done = run("bezoeken", other, rosters, "-o", tmp_path / "eigen")
    assert done.exit_code == 2
    assert "--toch" in done.output
    assert not (tmp_path / "eigen").exists()


def test_what_cannot_be_planned_has_a_reason(tmp_path: Path) -> None:
    """The IO is away until the summer."""
    book, rosters = tmp_path / "semester.xlsx", tmp_path / "uit"
    write_semester(with_semester(small(away("IO1", date(2027, 2, 1), date(2027, 7, 1)))), book)
    assert run("rooster", book, "-o", rosters, "--tijd", 10).exit_code == 0
    done = run("bezoeken", book, rosters, "-o", tmp_path / "eigen", "--tijd", 20)
    assert done.exit_code == 1
    reasons = rows(tmp_path / "eigen" / "bezoeken.xlsx", "Niet gepland")
    assert [(row["Wie"], row["Nummer"]) for row in reasons] == [("ST1", 1), ("ST2", 1), ("TA1", 1), ("TA1", 2)]
    assert all("Opleider IO1" in str(row["Reden"]) and "(B4)" in str(row["Reden"]) for row in reasons)


def test_new_rosters_put_the_visits_of_the_old_ones_aside(book: Path, tmp_path: Path) -> None:
    target = tmp_path / "uit"
    assert run("rooster", book, "-o", target, "--tijd", 10).exit_code == 0
    assert run("bezoeken", book, target, "-o", target, "--tijd", 20).exit_code == 0
    assert run("rooster", book, "-o", target, "--tijd", 10).exit_code == 0
    assert {"bezoeken.xlsx", "bezoeken-oud.xlsx"} & wrote(target) == {"bezoeken-oud.xlsx"}


def test_a_person_is_forgotten_in_visits_and_the_files_stay_ours(book: Path, rosters: Path, tmp_path: Path) -> None:
    target = tmp_path / "eigen"
    assert run("bezoeken", book, rosters, "-o", target, "--tijd", 20).exit_code == 0
    assert run("vergeet", target, "--persoon", "ST1", "--ja").exit_code == 0
    left = [name for name in FILES if b"Student ST1" in (target / name).read_bytes()]
    assert left == []
    assert "ST1" not in (target / "bezoeken.json").read_text(encoding="utf-8")
    assert run("bezoeken", book, rosters, "-o", target, "--tijd", 20).exit_code == 0
    assert wrote(target) == FILES


def test_forgetting_a_folder_removes_visits_too(book: Path, rosters: Path, tmp_path: Path) -> None:
    target = tmp_path / "eigen"
    assert run("bezoeken", book, rosters, "-o", target, "--tijd", 20).exit_code == 0
    assert run("vergeet", target, "--ja").exit_code == 0
    assert not target.exists() or wrote(target) == set()
