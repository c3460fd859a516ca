"""``bezoeken`` as the office gives it: files beside the rosters, refusals, and what a second time does."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
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


def test_new_rosters_put_the_visits_of_the_old_ones_aside_and_say_so(book: Path, tmp_path: Path) -> None:
    """What tells of them stays: the next calendars go on from it."""
    target = tmp_path / "uit"
    assert run("rooster", book, "-o", target, "--tijd", 10).exit_code == 0
    assert run("bezoeken", book, target, "-o", target, "--tijd", 20).exit_code == 0
    before = set(uids(target))
    done = run("rooster", book, "-o", target, "--tijd", 10)
    assert done.exit_code == 0
    assert wrote(target) & {"bezoeken.xlsx", "bezoeken-oud.xlsx", "bezoeken.json"} == {
        "bezoeken-oud.xlsx", "bezoeken.json",
    }  # fmt: skip
    words = " ".join(done.output.split())
    assert words.count("horen bij het vorige rooster; plan ze opnieuw met plaatswijzer bezoeken") == 1
    assert "bezoeken.xlsx heet nu bezoeken-oud.xlsx" in words
    assert "gewijzigd of niet van Plaatswijzer" not in words
    assert run("bezoeken", book, target, "-o", target, "--tijd", 20).exit_code == 0
    assert set(uids(target)) == before


def planned_in(folder: Path) -> tuple[list[object], list[object]]:
    told = json.loads((folder / "bezoeken.json").read_text(encoding="utf-8"))
    return told["bezoeken"], told["bijeenkomsten"]


def test_what_was_agreed_stays_also_where_it_is_not_the_first_choice(book: Path, rosters: Path, tmp_path: Path) -> None:
    """A visit by itself, for which is driven apart: that costs less than another moment."""
    first, second = tmp_path / "een", tmp_path / "twee"
    assert run("bezoeken", book, rosters, "-o", first, "--tijd", 20).exit_code == 0
    result = first / "bezoeken.json"
    told = json.loads(result.read_text(encoding="utf-8"))
    assert "R6" not in told["wensen"]
    agreed = told["bezoeken"]
    (apart,) = [one for one in agreed if (one["opleider"], one["student"]) == ("IO1", "ST2")]
    apart["datum"] = (date.fromisoformat(apart["datum"]) + timedelta(days=21)).isoformat()
    result.write_text(json.dumps(told), encoding="utf-8")
    for folder, more in ((first, ()), (second, ("--vorige", first))):
        assert run("bezoeken", book, rosters, "-o", folder, "--tijd", 20, *more).exit_code == 0
        assert sorted(map(str, planned_in(folder)[0])) == sorted(map(str, agreed))
        again = json.loads((folder / "bezoeken.json").read_text(encoding="utf-8"))
        assert again["wensen"]["R6"] == {"gewicht": 30, "hoeveelheid": 0, "kosten": 0}
        assert told["kosten"] < again["kosten"] == again["ondergrens"]
    assert {row["Id"]: row["Hoeveelheid"] for row in rows(second / "bezoeken.xlsx", "Verantwoording")}["R6"] == 0


def test_calendars_go_on_from_another_folder(book: Path, rosters: Path, tmp_path: Path) -> None:
    first, second = tmp_path / "een", tmp_path / "twee"
    assert run("bezoeken", book, rosters, "-o", first, "--tijd", 20).exit_code == 0
    agreed = set(uids(first))
    changed = tmp_path / "anders.xlsx"
    write_semester(with_semester(small(away("IO1", date(2027, 2, 1), date(2027, 7, 1)))), changed)
    words = ("bezoeken", changed, rosters, "-o", second, "--tijd", 20, "--toch", "--vorige", first)
    done = run(*words)
    assert done.exit_code == 1
    assert "(R6)" in done.output
    found = {uid: (sequence, cancelled) for uid, sequence, cancelled in uids(second)}
    assert set(found) == {uid for uid, _, _ in agreed}
    assert set(found.values()) == {(0, False), (1, True)}
    assert sum(cancelled for _, cancelled in found.values()) == 6  # all of IO1, and the meetings of SO1
    assert run(*words).exit_code == 1
    assert {uid: (sequence, cancelled) for uid, sequence, cancelled in uids(second)} == found


def test_a_folder_without_earlier_visits_is_refused(book: Path, rosters: Path, tmp_path: Path) -> None:
    done = run("bezoeken", book, rosters, "-o", tmp_path / "eigen", "--vorige", rosters.parent)
    assert done.exit_code == 2
    assert "staat geen bezoeken.json" in done.output
    assert not (tmp_path / "eigen" / "bezoeken.xlsx").exists()


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"semester": "2026-2027 S1"}, "zij zijn van semester 2026-2027 S1"),
        ({"bezoeken": [{"opleider": "SO1", "student": "X9", "nummer": 1, "datum": "2027-03-01", "begin": "09:00"}]},
         "1 van de 1 studenten staan niet in het werkboek"),
    ],
)  # fmt: skip
def test_visits_of_another_workbook_do_not_count(
    book: Path, rosters: Path, tmp_path: Path, changed: dict[str, object], said: str
) -> None:
    """Asked for they are refused; where they only lie they do not count."""
    target = tmp_path / "eigen"
    assert run("bezoeken", book, rosters, "-o", target, "--tijd", 20).exit_code == 0
    result = target / "bezoeken.json"
    result.write_text(json.dumps({**json.loads(result.read_text(encoding="utf-8")), **changed}), encoding="utf-8")
    asked = run("bezoeken", book, rosters, "-o", tmp_path / "nieuw", "--vorige", target)
    assert asked.exit_code == 2
    assert said in " ".join(asked.output.split())
    assert "--toch" in asked.output
    beside = run("bezoeken", book, rosters, "-o", target, "--tijd", 20)
    assert beside.exit_code == 0
    assert "Zij tellen niet mee" in " ".join(beside.output.split())
    assert "R6" not in json.loads(result.read_text(encoding="utf-8"))["wensen"]


@pytest.mark.parametrize("text", ["{", '{"bezoeken": [{"opleider": "SO1"}], "bijeenkomsten": []}'])
def test_a_damaged_earlier_plan_is_told(book: Path, rosters: Path, tmp_path: Path, text: str) -> None:
    target = tmp_path / "eigen"
    target.mkdir()
    (target / "bezoeken.json").write_text(text, encoding="utf-8")
    done = run("bezoeken", book, rosters, "-o", target, "--tijd", 20)
    words = " ".join(done.output.split())
    if text == "{":
        assert run("bezoeken", book, rosters, "-o", tmp_path / "nieuw", "--vorige", target).exit_code == 2
        assert (done.exit_code, "is beschadigd" in words) == (2, True)
        assert wrote(target) == {"bezoeken.json"}
    else:
        assert (done.exit_code, "zegt niet welke bezoeken er gepland waren" in words) == (0, True)


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
