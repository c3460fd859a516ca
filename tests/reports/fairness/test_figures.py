"""The figures of who gets what: worked out by hand on the small run."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from instances.domain.travel import TravelRow
from reports.assessment.sheets import write_assessment
from reports.fairness.figures import (
    assessor_loads,
    distribution,
    figures_by_board,
    figures_by_year,
    figures_of_all,
    tandem_loads,
    worst_off,
)
from reports.placement.sheets import write_placement
from reports.run.bundle import Run
from tests.reports.runs import run, texts


def far(student: str, minutes: int) -> Run:
    """The small run in which one student travels long to De Beuk (S2)."""
    whole = run()
    rows = (*whole.instance.travel_rows, TravelRow(student, "S2", None, minutes))
    return replace(whole, instance=replace(whole.instance, travel_rows=rows))


def test_a_spread_gives_the_quartiles_and_how_many_lie_above() -> None:
    found = distribution([10, 20, 30, 40, 50], 40)
    assert found is not None
    assert (found.mean, found.lower, found.median, found.upper, found.most, found.above) == (30, 20, 30, 40, 50, 1)


def test_one_value_is_its_own_spread() -> None:
    found = distribution([7], 45)
    assert found is not None
    assert (found.lower, found.median, found.upper) == (7, 7, 7)


def test_nobody_has_no_spread() -> None:
    assert distribution([], 45) is None


def test_the_shares_count_wishes_and_needs() -> None:
    # Ans asks taal:3 and zorgtag:1 and gets taal; Cas names S2 first and is there
    whole = figures_of_all(run())
    assert (whole.wishing, whole.first, whole.needs_asked, whole.needs_met, whole.none_met) == (1, 1, 4, 3, 0)


def test_the_boards_and_the_years_each_hold_every_placed_student() -> None:
    found = run()
    assert [sum(share.students for share in part) for part in (figures_by_board(found), figures_by_year(found))] == [
        4,
        4,
    ]


def test_a_tandem_is_weighed_against_its_norm() -> None:
    assert [(load.id, load.count, load.fair, load.above) for load in tandem_loads(run())] == [("TA1", 3, 10, 0)]


def test_an_assessor_is_weighed_against_the_share_by_own_maximum() -> None:
    # three seats; SO1 may take 20 of 24 (3 × 20/24 = 2,5 -> 3), SO2 4 of 24 (0,5 -> 1)
    assert [(load.id, load.count, load.fair, load.above) for load in assessor_loads(run(), True)] == [
        ("SO1", 1, 3, 0), ("SO2", 2, 1, 1),
    ]  # fmt: skip


def test_nobody_is_worst_off_where_nothing_is_against_anyone() -> None:
    assert worst_off(run()) == ()


def test_a_long_journey_is_told_with_the_target() -> None:
    found = worst_off(far("0013", 70))
    assert [(h.student.id, h.clauses) for h in found] == [("0013", ("70 min reizen, streef 45 (W2)",))]


def test_two_things_against_someone_go_before_one() -> None:
    whole = far("0013", 70)
    students = dict(whole.instance.students)
    students["0021"] = replace(students["0021"], wishes=("S1",), needs=(("taal", 1),))
    found = worst_off(replace(whole, instance=replace(whole.instance, students=students)))
    assert [h.student.id for h in found] == ["0021", "0013"]


def test_the_sheet_names_who_is_worst_off(tmp_path: Path) -> None:
    write_placement(far("0013", 70), tmp_path / "plaatsing.xlsx")
    assert "70 min reizen, streef 45 (W2)" in texts(tmp_path / "plaatsing.xlsx", "Eerlijkheid")


def test_the_sheet_of_the_wpas_names_the_most_loaded_assessor(tmp_path: Path) -> None:
    write_assessment(run(), tmp_path / "wpa.xlsx")
    assert "Ties Werk" in texts(tmp_path / "wpa.xlsx", "Eerlijkheid")
