"""Proposals for a large semester, in which nobody else moves: the planted repair is found and works as quoted."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from instances.domain.entities import Day, Exclusion, MentorTraining
from instances.domain.instance import Instance
from instances.domain.solution import Placement, PlacementResult, Proof, Status
from instances.edits.edit import CellEdit, apply
from instances.sample.generate import generate
from instances.workbook.read import read
from models.placement.minimum_changes.settings import SingleRepairSettings
from models.placement.minimum_changes.single import Repair
from models.placement.search.place import place
from models.search.control import Control
from reports.workbook.semester import write_semester
from scheduler.repairs import placement as repairs
from scheduler.repairs.joining import Joining
from scheduler.repairs.placement import PlacementRepairs
from scheduler.repairs.proposals import Proposal, ProposalWords
from scheduler.what_if.judge import placement_judge
from tests.builders import board, mentor, school, semester, student, tandem
from tests.faults.placements import STAFF, TINY
from tests.faults.planting import Planted, Shown, shown, works_as_quoted
from tests.scheduler.running import run, small

MOVES_OTHERS = {"a pin in the way", "a companion who has no mentor"}
Case = tuple[Planted, Shown, Joining]


@pytest.fixture(scope="module", params=[one for one in TINY if one.name not in MOVES_OTHERS], ids=lambda one: one.name)
def case(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Case:
    planted: Planted = request.param
    found = shown(planted.instance, tmp_path_factory.mktemp("fout"))
    return planted, found, Joining(placement_judge(found.instance, found.result.placement or {}))


def test_the_planted_repair_is_found_without_solving(case: Case) -> None:
    planted, _, joining = case
    assert planted.repair in [one.edits for one in joining.of(planted.student)]


def test_every_proposal_works_as_quoted(case: Case) -> None:
    planted, found, joining = case
    assert [one for one in joining.of(planted.student) if not works_as_quoted(found, one)] == []


STRANDED = 4


@pytest.fixture(scope="module")
def stranded() -> Instance:
    """A board of which four students ask a profile that no school has."""
    instance = generate("bestuur", 1)
    free = [student for student in instance.students if student not in instance.pin_of][:STRANDED]
    asking = {who: replace(instance.students[who], required_profile="nergens") for who in free}
    return replace(instance, students={**instance.students, **asking})


def _left_out(instance: Instance) -> tuple[dict[str, str], list[str]]:
    found = dict(place(instance, Control(20)).placement or {})
    return found, [who for who in instance.students if who not in found]


def test_everyone_gets_a_proposal_in_a_large_semester(stranded: Instance, monkeypatch: pytest.MonkeyPatch) -> None:
    placement, left = _left_out(stranded)
    monkeypatch.setattr(repairs, "SINGLE_REPAIR_SETTINGS", SingleRepairSettings(small_semester=0))
    found = PlacementRepairs(stranded, placement, Control(30)).each()
    assert len(left) >= STRANDED
    assert found.keys() == set(left)


def test_the_changes_for_all_together_are_the_fewest_where_each_needs_one_of_the_own_row(stranded: Instance) -> None:
    placement, left = _left_out(stranded)
    asked = [who for who in left if stranded.students[who].required_profile == "nergens"]
    joining = Joining(placement_judge(stranded, placement))
    joined = joining.together(asked)
    assert joined is not None
    together = joined
    assert (together.gained, together.changes, joining.least(asked)) == (STRANDED, STRANDED, STRANDED)
    edited = apply(stranded, together.edits)
    assert len(place(edited, Control(20)).placement or {}) >= len(placement) + STRANDED


def test_who_only_lacks_room_is_not_counted_as_needing_an_own_change() -> None:
    (full,) = (one for one in TINY if one.name == "a full mentor")
    found = place(full.instance, Control(10)).placement or {}
    assert Joining(placement_judge(full.instance, found)).least([full.student]) == 0


def test_who_fits_as_things_are_is_asked_no_change() -> None:
    (away,) = (one for one in TINY if one.name == "a mentor without training")
    proposals = Joining(placement_judge(apply(away.instance, away.repair), {})).of(away.student)
    assert [(one.edits, one.gained) for one in proposals] == [((), 1)]


def test_a_cell_edited_twice_is_told_once(stranded: Instance) -> None:
    placement, left = _left_out(stranded)
    joined = Joining(placement_judge(stranded, placement)).together(left)
    assert joined is not None
    places = [edit.place for edit in joined.edits if isinstance(edit, CellEdit)]
    assert len(places) == len(set(places))


def test_a_change_that_a_later_one_makes_needless_is_not_asked() -> None:
    """Who joins first lowers the school's minimum; with the second it is reached."""
    far = [student(f"ST{n}", max_travel=4) for n in (1, 2)]
    world = semester(board(), school(min_students=2), mentor("M1"), mentor("M2"), tandem(), *STAFF, *far)
    joining = Joining(placement_judge(world, {}))
    assert [one.changes for one in joining.of("ST1")] == [2]
    joined = joining.together(["ST1", "ST2"])
    assert joined is not None
    assert [edit.place for edit in joined.edits] == [("Studenten", f"ST{n}", "Max reistijd") for n in (1, 2)]


def test_a_plg_of_three_schools_is_one_change_beside_another(tmp_path: Path) -> None:
    """A mentor on another day, or a higher maximum that stands at each of the schools: both are shown."""
    names = ("S1", "S2", "S3")
    world = semester(
        board(), *(school(name, plg="noord", max_plg=2) for name in names), school("S4"),
        tandem(schools=(*names, "S4")), *STAFF, *(mentor(f"M{name}", name) for name in names),
        mentor("M0", "S4", days=frozenset({Day.MA})), *(student(f"ST{n}") for n in (1, 2, 3)),
    )  # fmt: skip
    found = Joining(placement_judge(world, {"ST1": "MS1", "ST2": "MS2"})).of("ST3")
    assert sorted((one.changes, len(one.edits)) for one in found) == [(1, 1), (1, 3)]


def test_two_who_need_the_same_mentor_trained_are_asked_that_once(tmp_path: Path) -> None:
    """Through the command: the first proposals of both are united."""
    world = small(mentor("M3", training=MentorTraining.NO), student("ST3"), student("ST4"))
    write_semester(world, tmp_path / "semester.xlsx")
    result = run("plaats", tmp_path / "semester.xlsx", "-o", tmp_path / "uit", "--tijd", 5)
    assert result.exit_code == 1, result.output
    assert "M3 (Mentor M3)" in " ".join(result.output.split())


@pytest.fixture
def crowded(tmp_path: Path) -> Shown:
    """ST1 and ST2 can each go to one school only, and there sits somebody who could go to S3, which is full."""
    rows: list[object] = [
        board(),
        tandem(schools=("S1", "S2", "S3")),
        *STAFF,
        school("S1", profile={"dalton"}, places=1),
    ]
    rows += [school("S2", profile={"jenaplan"}, places=1), school("S3", places=1)]
    rows += [mentor(f"M{n}", f"S{n}") for n in (1, 2, 3)] + [mentor(f"M{n}{n}", "S3") for n in (1, 2)]
    rows += [student("ST1", required_profile="dalton")]
    rows += [student("ST2", required_profile="jenaplan"), *(student(f"ST{n}") for n in (3, 4, 5))]
    write_semester(semester(*rows), tmp_path / "semester.xlsx")
    reading = read(tmp_path / "semester.xlsx", for_wpa=False)
    assert reading.instance is not None, reading.faults
    result = PlacementResult({"ST3": "M1", "ST4": "M2", "ST5": "M3"}, Proof(Status.FEASIBLE, 3))
    return Shown(tmp_path / "semester.xlsx", reading, result, {})


def test_two_changes_for_which_others_move_go_before_four_for_which_nobody_does(
    crowded: Shown, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(repairs, "SINGLE_REPAIR_SETTINGS", SingleRepairSettings(small_semester=0))
    assert crowded.result.placement is not None
    found = PlacementRepairs(crowded.instance, crowded.result.placement, Control(10), proof=crowded.result.proof)
    singly = found.each()
    assert [one[0].changes for one in singly.values()] == [2, 2]
    together = found.together(singly)
    assert together is not None
    proposal, fewest = together
    assert (proposal.changes, proposal.gained, proposal.moved, fewest) == (2, 2, 2, True)
    assert proposal.edits == (CellEdit("Scholen", "S3", "Plaatsen", 3),)
    assert works_as_quoted(crowded, proposal)


def test_a_few_changes_stand_in_a_sentence_and_more_on_a_line_each(crowded: Shown) -> None:
    words = ProposalWords(crowded.instance, crowded.reading, "geplaatst")
    two = Proposal((CellEdit("Scholen", "S3", "Plaatsen", 3),), 2, 2, 0, 5, 2, True)
    assert words.together(two, True, 2, 2) == (
        "Met 2 wijzigingen (elke plaats extra is er één) wordt iedereen geplaatst, met minder van zulke wijzigingen "
        "kan het niet. 2 plaatsen extra op school S3 (School S3) (Scholen I4): dan worden 2 studenten meer geplaatst, "
        "zijn de kosten 5 punten hoger en veranderen 2 anderen van plek."
    )
    joined = Joining(placement_judge(crowded.instance, crowded.result.placement or {})).together(["ST1", "ST2"])
    assert joined is not None
    first, *lines = words.together(joined, False, 2, 2).splitlines()
    assert first.startswith("Met 4 wijzigingen (elke plaats extra is er één) wordt iedereen geplaatst; of het met")
    assert [line[:2] for line in lines] == ["1.", "2.", "3."]


def test_all_together_are_helped_also_where_none_has_a_proposal_alone(crowded: Shown) -> None:
    assert crowded.result.placement is not None
    found = PlacementRepairs(crowded.instance, crowded.result.placement, Control(10), proof=crowded.result.proof)
    together = found.together({})
    assert together is not None
    assert (together[0].changes, together[0].gained, together[1]) == (2, 2, True)


def test_who_can_never_be_placed_is_no_reason_to_help_nobody(crowded: Shown) -> None:
    """ST1 may be at no school: the others are helped."""
    assert crowded.result.placement is not None
    schools = crowded.instance.schools
    barred = tuple(Exclusion("ST1", school) for school in schools)
    instance = replace(
        crowded.instance, exclusions=barred, students=crowded.instance.students | {"ST6": student("ST6")}
    )
    found = PlacementRepairs(instance, crowded.result.placement, Control(10))
    together = found.together({})
    assert together is not None
    assert (together[0].gained, together[1]) == (2, True)


def test_without_time_to_search_nobody_else_moves(crowded: Shown, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(repairs, "SINGLE_REPAIR_SETTINGS", SingleRepairSettings(small_semester=0))
    assert crowded.result.placement is not None
    found = PlacementRepairs(crowded.instance, crowded.result.placement, Control(0.01), proof=crowded.result.proof)
    together = found.together(found.each())
    assert together is not None
    proposal, fewest = together
    assert (proposal.changes, proposal.gained, proposal.moved, fewest) == (4, 2, 0, False)
    assert works_as_quoted(crowded, proposal)


def test_changes_whose_best_roster_leaves_one_of_them_out_are_no_proposal_for_all(
    crowded: Shown, monkeypatch: pytest.MonkeyPatch
) -> None:
    price = PlacementRepairs._price

    def without_st2(self: PlacementRepairs, repair: Repair, control: Control) -> tuple[Proposal, Placement] | None:
        priced = price(self, repair, control)
        return priced and (priced[0], {who: mentor for who, mentor in priced[1].items() if who != "ST2"})

    monkeypatch.setattr(repairs, "SINGLE_REPAIR_SETTINGS", SingleRepairSettings(small_semester=0))
    assert crowded.result.placement is not None
    found = PlacementRepairs(crowded.instance, crowded.result.placement, Control(10), proof=crowded.result.proof)
    singly = found.each()
    monkeypatch.setattr(PlacementRepairs, "_price", without_st2)
    found._priced.clear()
    together = found.together(singly)
    assert together is not None
    assert (together[0].changes, together[0].moved) == (4, 0)
