"""``bewijs``: what is told of a proof, and every way in which one is refused, also by who mends the prints."""

from __future__ import annotations

import json
import random
import re
import shutil
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from instances.domain.certificates import Recheck
from instances.domain.entities import Role
from instances.domain.rulebook import Rule
from instances.domain.verdict import Violation
from models.assessment.search import schedule
from reports.account.manifest import add_list
from reports.workbook.semester import write_semester
from scheduler.checks.placement import check_placement
from scheduler.workflows import prove, prove_schools
from tests.builders import board, mentor, school, semester, slot, student, tandem, trainer
from tests.scheduler.running import edit, run, small

Told = dict[str, Any]


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A workbook and its rosters, two schools with two WPAs each, bounded by prices however few they are."""
    folder = tmp_path_factory.mktemp("bewijs")
    instance = semester(
        board(), school("S1"), school("S2"), *(mentor(f"M{n}", "S1" if n < 3 else "S2") for n in (1, 2, 3, 4)),
        tandem(schools=("S1", "S2")), trainer("SO1"), trainer("IO1", Role.IO), trainer("SO2"), trainer("IO2", Role.IO),
        *(slot(f"T{n}", begin=f"{8 + n:02}:00", end=f"{8 + n:02}:50") for n in range(1, 7)),
        *(student(f"ST{n}") for n in (1, 2, 3, 4)),
    )  # fmt: skip
    write_semester(instance, folder / "semester.xlsx")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(schedule, "BLOCK_SETTINGS", replace(schedule.BLOCK_SETTINGS, exact_wpas=0))
        assert run("rooster", folder / "semester.xlsx", "-o", folder / "uit", "--tijd", 20).exit_code == 0
    return folder


@pytest.fixture
def case(made: Path, tmp_path: Path) -> Path:
    """A copy to spoil."""
    shutil.copytree(made, tmp_path / "eigen")
    return tmp_path / "eigen"


def asked(folder: Path) -> Any:
    return run("bewijs", folder / "semester.xlsx", folder / "uit")


def forged(folder: Path, change: Callable[[Told], object], file: str = "bewijs.json") -> None:
    """A file with something else in it, and every print made to fit."""
    path = folder / "uit" / file
    told = json.loads(path.read_text(encoding="utf-8"))
    change(told)
    path.write_text(json.dumps(told), encoding="utf-8")
    add_list(folder / "uit", {})


def spoken(said: Any) -> str:
    return " ".join(said.output.split())


def told_bound(text: str) -> int:
    found = re.search(r"zo weinig\s+tekortkomt, kost\s+minder dan\s+([\d.]+) punt", text)
    assert found is not None, text
    return int(found[1].replace(".", ""))


def test_number_shortage_and_cost_are_told_with_what_the_schools_cost(case: Path) -> None:
    said = asked(case)
    cost = json.loads((case / "uit" / "resultaat.json").read_text(encoding="utf-8"))["plaatsing"]["kosten"]
    assert said.exit_code == 0, said.output
    assert told_bound(said.output) == cost
    assert "geen rooster plaatst er meer dan 4" in spoken(said)
    assert "2 van 2 scholen opnieuw" in spoken(said)


def test_it_writes_nothing(case: Path) -> None:
    before = {path: path.read_bytes() for path in case.rglob("*") if path.is_file()}
    asked(case)
    assert {path: path.read_bytes() for path in case.rglob("*") if path.is_file()} == before


@pytest.mark.parametrize("file", ["bewijs.json", "resultaat.json"])
def test_a_file_that_is_not_the_one_written_is_refused(case: Path, file: str) -> None:
    path = case / "uit" / file
    path.write_text(path.read_text(encoding="utf-8") + " ", encoding="utf-8")
    said = asked(case)
    assert said.exit_code == 2
    assert "gewijzigd sinds" in spoken(said)


@pytest.mark.parametrize(
    ("level", "by"), [("aantal", -1), ("tekort", 1), ("kosten", 1)], ids=["number", "shortage", "cost"]
)
def test_a_claim_above_what_follows_is_refused(case: Path, level: str, by: int) -> None:
    def claim(told: Told) -> None:
        told["plaatsing"][level]["grens"] += by

    forged(case, claim)
    said = asked(case)
    assert said.exit_code == 2
    assert f"het zegt van {level}" in spoken(said)


def test_prices_that_are_lost_prove_less_and_no_more(case: Path) -> None:
    def lose(told: Told) -> None:
        told["plaatsing"]["kosten"] |= {"prijzen": {}, "grens": None}

    full = told_bound(asked(case).output)
    forged(case, lose)
    said = asked(case)
    assert said.exit_code == 0, said.output
    assert told_bound(said.output) < full
    assert "door de oplosser bewezen, niet in dit bewijs" in spoken(said)


def test_a_claim_on_wpas_above_what_follows_is_refused(case: Path) -> None:
    forged(case, lambda told: told["wpa"].update(grens=told["wpa"]["grens"] + 1))
    said = asked(case)
    assert (said.exit_code, "er volgt" in spoken(said)) == (2, True)


def test_a_school_said_to_cost_more_than_it_must_is_refused(case: Path) -> None:
    def raised(told: Told) -> None:
        told["wpa"]["scholen"]["S1"]["ondergrens"] += 5_000

    forged(case, raised)
    said = asked(case)
    assert (said.exit_code, "de ondergrens van 1 school" in spoken(said)) == (2, True)


def test_schools_that_could_not_be_solved_in_time_leave_the_proof_unfinished(
    case: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(prove_schools, "recheck_schools", lambda *_: Recheck(2, ("S1",), ()))
    said = asked(case)
    assert said.exit_code == 4
    assert "1 van 2 scholen opnieuw" in spoken(said)
    assert "als de grenzen van alle scholen kloppen" in spoken(said)


def test_another_workbook_is_refused(case: Path) -> None:
    edit(case / "semester.xlsx", "Mentoren", "Max studenten", 2, "2")
    said = asked(case)
    assert said.exit_code == 2
    assert "Mentoren (1 gewijzigd: M1)" in spoken(said)


def test_another_placement_is_refused(case: Path) -> None:
    edit(case / "uit" / "plaatsing.xlsx", "Plaatsing", "Mentor", 2, "M99")
    assert asked(case).exit_code == 2


def test_two_students_changed_about_are_another_placement(case: Path) -> None:
    told = json.loads((case / "uit" / "resultaat.json").read_text(encoding="utf-8"))["plaatsing"]["toewijzing"]
    for row, other in ((2, "ST2"), (3, "ST1")):
        edit(case / "uit" / "plaatsing.xlsx", "Plaatsing", "Mentor", row, told[other]["mentor"])
    said = asked(case)
    assert said.exit_code == 2


def test_figures_of_another_roster_are_refused(case: Path) -> None:
    def cheaper(told: Told) -> None:
        told["plaatsing"]["kosten"] -= 1

    forged(case, cheaper, "resultaat.json")
    said = asked(case)
    assert (said.exit_code, "iets anders dan wat er geteld" in spoken(said)) == (2, True)


@pytest.mark.parametrize("change", [
    lambda told: told.pop("wpa"), lambda told: told.update(plaatsing=3),
    lambda told: told["plaatsing"].pop("aantal_max"), lambda told: told["wpa"].update(ondergrens="veel"),
], ids=["no wpa", "no placement", "no figure", "no number"])  # fmt: skip
def test_a_result_edited_into_nonsense_is_refused(case: Path, change: Callable[[Told], object]) -> None:
    forged(case, change, "resultaat.json")
    assert asked(case).exit_code == 2


def test_a_roster_that_breaks_a_rule_is_told(case: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*given: Any) -> Any:
        return replace(check_placement(*given), violations=(Violation(Rule.P3, "vol"),))

    monkeypatch.setattr(prove, "check_placement", broken)
    said = asked(case)
    assert (said.exit_code, "breekt een regel" in spoken(said)) == (1, True)


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"invoer": 1, "plaatsing": {"kosten": {"grens": 1.5}}}', "[" * 9000])
def test_what_is_no_proof_is_refused(case: Path, text: str) -> None:
    (case / "uit" / "bewijs.json").write_text(text, encoding="utf-8")
    add_list(case / "uit", {})
    said = asked(case)
    assert (said.exit_code, "is geen bewijs" in spoken(said)) == (2, True)


def test_without_a_proof_it_is_said_why(case: Path) -> None:
    (case / "uit" / "bewijs.json").unlink()
    said = asked(case)
    assert (said.exit_code, "staat geen bewijs.json" in spoken(said)) == (2, True)


def test_with_codes_there_is_no_proof_and_that_is_said(case: Path) -> None:
    folder = case / "codes"
    said = run("plaats", case / "semester.xlsx", "-o", folder, "--tijd", 10, "--gepseudonimiseerd")
    assert said.exit_code == 0, said.output
    assert "Met codes komt er geen bewijs.json" in spoken(said)
    assert not list(case.rglob("codes/**/bewijs.json"))
    again = run("bewijs", case / "semester.xlsx", folder)
    assert (again.exit_code, "--gepseudonimiseerd" in again.output) == (2, True)


def test_after_wpas_on_the_placement_the_proof_still_fits(tmp_path: Path) -> None:
    book, out = tmp_path / "semester.xlsx", tmp_path / "uit"
    write_semester(small(), book)
    for command in ("plaats", "wpa"):
        assert run(command, book, "-o", out, "--tijd", 10).exit_code == 0
        assert run("bewijs", book, out).exit_code == 0
    for command in (("plaats", book, "--vorige", out), ("herplan", book, "--vorige", out)):
        assert run(*command, "-o", tmp_path / command[0], "--tijd", 10).exit_code == 0
        said = run("bewijs", book, tmp_path / command[0])
        assert said.exit_code == 0, said.output
        few = "Dat geen rooster met zo weinig wijzigingen minder dan" in spoken(said)
        assert few == (command[0] == "herplan")


@settings(max_examples=30, deadline=None)
@given(chance=st.integers(0, 2**32))
def test_no_forged_file_gives_a_bound_above_the_best_roster(made: Path, chance: int) -> None:
    dice = random.Random(chance)
    best = json.loads((made / "uit" / "resultaat.json").read_text(encoding="utf-8"))["plaatsing"]["kosten"]

    def spoil(told: Told) -> None:
        for _ in range(dice.randint(1, 4)):
            where, key = dice.choice(list(_numbers(told["plaatsing"])))
            where[key] = dice.choice([0, 1, -where[key], where[key] * 2, where[key] + 1, dice.randint(-(10**9), 10**9)])

    path, result = made / "uit" / "bewijs.json", made / "uit" / "resultaat.json"
    kept = path.read_bytes(), result.read_bytes()
    try:
        forged(made, spoil)
        said = asked(made)
    finally:
        path.write_bytes(kept[0])
        result.write_bytes(kept[1])
    assert said.exit_code in (0, 2), said.output
    if said.exit_code == 0:
        assert told_bound(said.output) <= best


def _numbers(told: Any) -> Iterator[tuple[Any, Any]]:
    """Every place in the file where a whole number stands."""
    for key, value in told.items():
        if isinstance(value, dict):
            yield from _numbers(value)
        elif type(value) is int:
            yield told, key
