"""What breaks: whom each drop-out hits, the WPAs beside brute force, the order, and the command."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import openpyxl
import pytest

from instances.domain.entities import Pin, Role
from instances.domain.instance import Instance
from instances.domain.rulebook import Wish
from instances.domain.solution import Booking
from instances.edits.drop_outs import mentor_out, school_out, trainer_out
from instances.edits.edit import apply
from models.parallel.inline import InlineExecutor
from models.search.control import Control
from models.search.settings import SearchSettings
from scheduler.checks.assessment import check_assessment
from scheduler.drop_outs.answer import Fragility, fragilities
from scheduler.drop_outs.cases import DropOut, Dropped, drop_outs
from scheduler.drop_outs.repair import DropOutQuestion, DropOutWorker, FinishedRosters, Repaired
from scheduler.drop_outs.words import NO_TIME, DropOutWords
from scheduler.what_if.soundness import raise_refused
from tests.builders import board, mentor, school, semester, slot, student, tandem, trainer
from tests.campaign.semesters import drawn
from tests.oracle import best_assessment, best_placement
from tests.scheduler.running import run, small

PLACED = {"ST1": "M1", "ST2": "M2"}
HELD = {"ST1": Booking("T1", "SO2"), "ST2": Booking("T2", "SO2")}


def case_of(instance: Instance, id: str) -> DropOut:
    return next(one for one in drop_outs(instance, PLACED, HELD) if one.id == id)


def test_everybody_is_a_case_with_whom_it_hits() -> None:
    cases = {one.id: one for one in drop_outs(small(), PLACED, HELD)}
    assert {id: one.kind for id, one in cases.items()} == {
        "M1": Dropped.MENTOR, "M2": Dropped.MENTOR, "S1": Dropped.SCHOOL, "SO1": Dropped.TANDEM_TRAINER,
        "IO1": Dropped.TANDEM_TRAINER, "SO2": Dropped.ASSESSOR, "IO2": Dropped.ASSESSOR,
    }  # fmt: skip
    assert (cases["M1"].students, cases["M1"].wpas) == (("ST1",), ("ST1",))
    assert (cases["S1"].students, cases["SO1"].students) == (("ST1", "ST2"), ("ST1", "ST2"))
    assert (cases["SO2"].students, cases["SO2"].wpas) == ((), ("ST1", "ST2"))
    assert (cases["IO2"].students, cases["IO2"].wpas) == ((), ())


def test_pins_that_hold_only_with_them_are_freed() -> None:
    instance = small(Pin("ST1", school="S1", mentor="M1"), Pin("ST2", field="SO1"))
    assert apply(instance, mentor_out(instance, "M1")).pin_of["ST1"] == Pin("ST1", school="S1")
    assert apply(instance, school_out(instance, "S1")).pin_of["ST1"] == Pin("ST1")
    after = apply(instance, trainer_out(instance, "SO1"))
    assert (after.pin_of["ST1"], after.pin_of["ST2"]) == (Pin("ST1"), Pin("ST2"))
    assert (after.tandems["TA1"].max_students, after.trainers["SO1"].assessor) == (0, False)


@pytest.mark.parametrize("others", [1, 0])
def test_wpas_of_an_assessor_who_drops_out_are_repaired_with_the_fewest_changes(others: int) -> None:
    """With another assessor in the field both WPAs change; without one both fall out."""
    instance = semester(
        board(), school(), mentor("M1"), mentor("M2"), student("ST1"), student("ST2"), trainer("SO2"),
        *(trainer(f"SO{n + 3}") for n in range(others)), slot("T1"), slot("T2", begin="13:00", end="14:00"),
    )  # fmt: skip
    worker = DropOutWorker(FinishedRosters(instance, PLACED, HELD))
    case = case_of(instance, "SO2")
    found = worker.repaired(DropOutQuestion(case, SearchSettings(20)))
    weights = {wish: int(wish is Wish.V7) for wish in Wish}
    edited = apply(instance, case.edits)
    bare = replace(edited, settings=replace(edited.settings, weights=weights))
    truth = best_assessment(bare, PLACED, HELD)
    assert truth is not None
    assert found.assessment is not None
    assert check_assessment(edited, PLACED, found.assessment).ok
    assert (len(found.assessment), found.wpa_changes, found.wpas_proven) == (truth.count, 2, True)
    assert found.wpa_changes == truth.cost
    assert len(found.lost_wpas) == (0 if others else 2)
    assert bool(found.why) is not bool(others)


@pytest.mark.parametrize("seed", [2, 5, 7, 9, 10, 12, 13, 16, 19, 17])
def test_wpas_on_the_repaired_placement_have_the_fewest_changes_of_every_roster_tried(seed: int) -> None:
    instance = drawn(seed, 4, 5).instance
    placed = best_placement(instance)
    assert placed is not None
    held = best_assessment(instance, placed.roster)
    assert held is not None
    worker = DropOutWorker(FinishedRosters(instance, placed.roster, held.roster))
    for case in drop_outs(instance, placed.roster, held.roster):
        if not case.students and not case.wpas:
            continue
        found = worker.repaired(DropOutQuestion(case, SearchSettings(20)))
        assert found.placement is not None
        assert found.assessment is not None
        assert found.refused == ()
        weights = {wish: int(wish is Wish.V7) for wish in Wish}
        edited = apply(instance, case.edits)
        bare = replace(edited, settings=replace(edited.settings, weights=weights))
        truth = best_assessment(bare, found.placement, held.roster)
        assert truth is not None
        verdict = check_assessment(bare, found.placement, found.assessment, held.roster)
        assert verdict.ok
        assert found.wpas_proven, case
        if verdict.count < truth.count:  # somebody who was not held before could be now, which is no repair
            assert truth.roster.keys() - held.roster.keys()
            assert found.wpa_changes <= truth.cost, case
        else:
            assert (found.wpa_changes, verdict.cost) == (truth.cost, truth.cost), case


def test_worst_first_with_one_place_that_would_help() -> None:
    """Without M1 student ST1 loses the place; one more with M2 would keep it. Without M3 nobody does."""
    instance = semester(
        board(), school(places=4), mentor("M1"), mentor("M2"), mentor("M3", groups=frozenset({8})), student("ST1"),
        student("ST2", days=frozenset({2})), trainer("SO1"), trainer("IO1", Role.IO), tandem(),
    )  # fmt: skip
    full = replace(instance, mentors={**instance.mentors, "M3": replace(instance.mentors["M3"], competent=False)})
    rosters = FinishedRosters(full, PLACED, None)
    found = fragilities(rosters, Control(30), InlineExecutor(), raise_refused)
    lost = [len(one.repaired.lost) for one in found.cases if one.repaired is not None]
    assert lost == sorted(lost, reverse=True)
    assert found.unknown == 0
    mentors = {one.drop_out.id: one for one in found.cases if one.drop_out.kind is Dropped.MENTOR}
    assert mentors["M1"].repaired is not None
    assert mentors["M1"].repaired.lost == ("ST1",)
    assert mentors["M1"].repaired.proven
    assert "mentor" in mentors["M1"].repaired.why
    assert (mentors["M3"].hits, mentors["M3"].repaired is not None) == (0, True)
    assert found.relief


def test_without_time_it_says_so_and_claims_nothing() -> None:
    found = fragilities(FinishedRosters(small(), PLACED, HELD), Control(0.0), InlineExecutor(), raise_refused)
    words = DropOutWords(small())
    told = {one.drop_out.id: words.repair(one) for one in found.cases}
    assert told["M1"] == NO_TIME
    assert told["IO2"] == "raakt niemand"
    assert found.unknown == 6


def test_the_command_writes_a_sheet_and_keeps_what_somebody_wrote(book: Path, rosters: Path) -> None:
    result = run("kwetsbaar", book, rosters, "--tijd", 20)
    assert result.exit_code == 1, result.output  # the only school, so its students lose their place
    assert "het ergste eerst" in result.output
    target = rosters / "kwetsbaarheid.xlsx"
    sheet = openpyxl.load_workbook(target)["Kwetsbaarheid"]
    assert [cell.value for cell in sheet[1]][:4] == ["Nummer", "Wie", "Naam", "Soort"]
    assert sheet.max_row == 1 + len(drop_outs(small(), PLACED, HELD))
    found = openpyxl.load_workbook(target)
    found["Kwetsbaarheid"]["N2"] = "Besproken"
    found.save(target)
    assert "is bewaard als" in run("kwetsbaar", book, rosters, "--tijd", 20).output
    kept = [path for path in rosters.glob("kwetsbaarheid*.xlsx") if path != target]
    assert [openpyxl.load_workbook(path)["Kwetsbaarheid"]["N2"].value for path in kept] == ["Besproken"]


def test_a_roster_that_breaks_a_rule_is_refused(book: Path, rosters: Path) -> None:
    found = openpyxl.load_workbook(rosters / "plaatsing.xlsx")
    sheet = found["Plaatsing"]
    column = [cell.value for cell in sheet[1]].index("Mentor") + 1
    sheet.cell(3, column).value = sheet.cell(2, column).value
    found.save(rosters / "plaatsing.xlsx")
    result = run("kwetsbaar", book, rosters, "--tijd", 5)
    assert result.exit_code == 2, result.output
    assert "breekt een regel" in result.output
    assert not (rosters / "kwetsbaarheid.xlsx").exists()


def test_nothing_is_said_to_be_proven_of_wpas_that_were_not_looked_into() -> None:
    instance = small()
    words = DropOutWords(instance)
    assessor = Fragility(case_of(instance, "SO2"), Repaired(PLACED, None, proven=True))
    assert words.repair(assessor) == "de WPA's zijn niet uitgezocht"
    moved = Repaired({"ST1": "M2", "ST2": "M2"}, None, changes=1, proven=True)
    said = words.repair(Fragility(case_of(instance, "M1"), moved))
    assert said.endswith("de WPA's zijn niet uitgezocht; met minder studenten kan het niet")
