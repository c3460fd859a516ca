"""Hours and settlement: every figure of a small run worked out by hand, sums that close, and no care that leaks.

The run is that of tests/reports/runs.py, in semester 2. TA1 (SO1 of Noord, IO1) guides Ans, =1+1 and Cas at S1 and S2
of Noord; Dirk is at a stageschool of Zuid without a tandem. SO2 (Zuid) assesses Ans alone and Cas with IO2; SO1
assesses Dirk with IO1. Ans is a care student.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from instances.domain.entities import MentorTraining, Role
from instances.domain.norms import DEFAULT_NORMS, Norm
from instances.domain.solution import Booking
from reports.boards.sheets import write_boards
from reports.hours.ledger import INSTITUTE, NO_BOARD, Ledger, LedgerLine
from reports.hours.sheets import write_hours
from reports.hours.sums import hours_balance, norm_measures, parties, total_hours
from reports.run.bundle import Run
from tests.builders import trainer
from tests.reports.boards.test_separation import partnership
from tests.reports.runs import rows, run, texts


def with_norms(plain: Run, **norms: float) -> Run:
    settings = replace(plain.instance.settings, norms={**DEFAULT_NORMS, **{Norm[k]: v for k, v in norms.items()}})
    return replace(plain, instance=replace(plain.instance, settings=settings))


def with_settings(plain: Run, **over: Any) -> Run:
    return replace(plain, instance=replace(plain.instance, settings=replace(plain.instance.settings, **over)))


def without_wpas(plain: Run) -> Run:
    return replace(plain, assessment=None, assessment_verdict=None, assessment_proof=None)


def with_trainers(plain: Run, *trainers: Any) -> Run:
    every = {**plain.instance.trainers, **{one.id: one for one in trainers}}
    return replace(plain, instance=replace(plain.instance, trainers=every))


def with_training(plain: Run, training: MentorTraining) -> Run:
    mentors = {**plain.instance.mentors, "M1": replace(plain.instance.mentors["M1"], training=training)}
    return replace(plain, instance=replace(plain.instance, mentors=mentors))


def hours(run: Run, wanted: Callable[[LedgerLine], bool]) -> float:
    return total_hours(line for line in Ledger(run).lines if wanted(line))


def guiding(run: Run, person: str) -> float:
    return hours(run, lambda line: line.person == person and not line.wpa and not line.care)


@pytest.mark.parametrize(
    ("person", "expected"),
    [
        ("M1", 71.0),  # two students x 35.5
        ("M3", 35.5),  # one student
        # lesson visits 3 and 4: 3 students x (2 + 2) = 12; PLG: 2 meetings x 5 = 10; once: start 6, progress 4, and
        # half a year of travel 7.5, places 5, board 12, informal 6, learning 10: 20.25; 12 + 10 + 10 + 20.25 = 52.25
        ("SO1", 52.25),
        # PLG 10; half a year of travel 2.5, board 4, institute 4, learning 10.5, informal 5: 13; no start, that is S1
        ("IO1", 23.0),
        ("SO2", 0.0),  # guides nobody
    ],
)
def test_the_hours_of_guiding_are_the_norms_times_what_there_is(person: str, expected: float) -> None:
    assert guiding(run(), person) == expected


def test_semester_1_has_its_own_parts() -> None:
    """Visits 1 and 2: 3 x (2 + 2.25) = 12.75; PLG 3 x 5 = 15; start 6; half a year 20.25: 54. The IO: 15 + 6 + 13."""
    first = with_settings(run(), semester_number=1)
    assert (guiding(first, "SO1"), guiding(first, "IO1")) == (54.0, 34.0)


@pytest.mark.parametrize(
    ("person", "expected"),
    [
        ("SO2", 6.5),  # Ans alone: 3; Cas with two: 3 + 0.5
        ("SO1", 3.5),  # Dirk with two
        ("IO1", 3.5),
        ("IO2", 3.5),
    ],
)
def test_a_wpa_takes_3_hours_and_half_an_hour_more_with_two_assessors(person: str, expected: float) -> None:
    assert hours(run(), lambda line: line.person == person and line.wpa) == expected


@pytest.mark.parametrize(("person", "expected"), [("SO1", 2.75), ("IO1", 2.0)])
def test_a_care_student_takes_half_of_the_yearly_hours_in_lines_of_its_own(person: str, expected: float) -> None:
    """11 hours a year for two with an SO, 8 with an IO."""
    assert hours(run(), lambda line: line.person == person and line.care) == expected


@pytest.mark.parametrize(
    ("training", "expected"),
    [(MentorTraining.STARTED, 15.5), (MentorTraining.WILLING, 15.5), (MentorTraining.DONE, 0.0)],
)
def test_a_mentor_in_training_has_15_and_a_half_hours(training: MentorTraining, expected: float) -> None:
    assert hours(with_training(run(), training), lambda line: line.norm is Norm.MENTOR_TRAINING) == expected


def test_experts_count_where_the_office_says_how_often() -> None:
    """Twice in the semester x 3 hours, for the one tandem with students."""
    assert hours(with_norms(run(), EXPERTS=2), lambda line: line.norm is Norm.MENTOR_EXPERT) == 6


def test_only_coordinators_have_the_hours_of_a_coordinator() -> None:
    """A CSO 18 a year, a CIO 10 + 7 + 18 + 5 = 40: half of each."""
    plain = run()
    more = with_trainers(plain, trainer("CSO1", Role.CSO, board="ZUID"), trainer("CIO1", Role.CIO))
    assert (guiding(more, "CSO1"), guiding(more, "CIO1")) == (9.0, 20.0)
    assert hours(plain, lambda line: line.norm is Norm.CSO_TRAINING) == 0


@pytest.mark.parametrize(
    ("party", "given", "taken"),
    [
        ("NOORD", 3.5, 10.0),  # SO1 at Zuid; takes SO2 6.5 and IO2 3.5
        ("ZUID", 6.5, 7.0),  # SO2 at Noord; takes SO1 3.5 and IO1 3.5
        (INSTITUTE, 7.0, 0.0),
    ],
)
def test_the_settlement_is_what_was_given_to_and_taken_from_others(party: str, given: float, taken: float) -> None:
    found = hours_balance(party, Ledger(run()).lines)
    assert (found.given_hours, found.taken_hours) == (given, taken)


@pytest.mark.parametrize("make", [run, pytest.param(partnership, marks=pytest.mark.thorough)])
def test_the_balances_of_all_parties_add_up_to_nothing(make: Callable[[], Run]) -> None:
    lines = Ledger(make()).lines
    assert sum(hours_balance(party, lines).hours for party in parties(make(), lines)) == 0


def test_the_balances_between_boards_alone_add_up_to_nothing() -> None:
    lines, boards = Ledger(partnership()).lines, tuple(partnership().instance.boards)
    assert sum(hours_balance(board, lines, boards).hours for board in boards) == 0


def test_an_assessor_of_the_own_board_is_not_settled() -> None:
    own = run(assessment={"0021": Booking("T3", "SO2", "IO1")})
    assert hours_balance("ZUID", Ledger(own).lines).given == 0


def test_an_assessor_without_a_board_belongs_where_most_of_the_own_students_are() -> None:
    plain = run()
    nowhere = with_trainers(plain, replace(plain.instance.trainers["SO1"], board=None))
    assert Ledger(nowhere).home("SO1") == "NOORD"


def test_an_assessor_without_board_and_students_is_a_party_of_its_own() -> None:
    plain = run()
    nowhere = with_trainers(plain, replace(plain.instance.trainers["SO2"], board=None))
    assert hours_balance(NO_BOARD, Ledger(nowhere).lines).given_hours == 6.5


def test_the_hours_of_the_partnership_are_recomputed_from_the_roster() -> None:
    """By the formula alone: mentors 35.5 a student, 15.5 in training; seats 3, or 3.5 each where there are two."""
    whole = partnership()
    instance = whole.instance
    trained = {m for m in whole.placement.values() if instance.mentors[m].training in ("gestart", "bereid")}
    mentors = 35.5 * len(whole.placement) + 15.5 * len(trained)
    seats = sum(3 if b.institute is None else 7 for b in (whole.assessment or {}).values())
    assert hours(whole, lambda line: line.norm in (Norm.MENTOR_STUDENT, Norm.MENTOR_TRAINING)) == mentors
    assert hours(whole, lambda line: line.wpa) == seats


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("Studenten per schoolopleider", 3.0),
        ("Scholen per schoolopleider", 2.0),
        ("Studenten per instituutsopleider", 3.0),
        ("Opleidingsscholen", 2),
    ],
)
def test_a_board_stands_beside_the_norms(words: str, found: float) -> None:
    assert next(one.found for one in norm_measures(run(), "NOORD") if one.words == words) == found


def test_a_board_without_a_tandem_has_nothing_to_divide() -> None:
    assert norm_measures(run(), "ZUID")[0].found is None


# -- uren.xlsx -----------------------------------------------------------------------------------------


@pytest.fixture
def path(tmp_path: Path) -> Path:
    write_hours(run(), tmp_path / "uren.xlsx")
    return tmp_path / "uren.xlsx"


def test_the_file_of_the_office_has_its_sheets(path: Path) -> None:
    assert openpyxl.load_workbook(path).sheetnames == [
        "Overzicht", "Totaal per bestuur", "Per rol", "Verrekening", "Wie van wie", "Per persoon", "Tegen de norm",
        "Bekostiging", "Plaatsen volgens de wet", "Normen",
    ]  # fmt: skip


def test_the_total_of_a_board_is_its_mentors_trainers_and_wpas(path: Path) -> None:
    """Noord: mentors 3 x 35.5 = 106.5, SO1 52.25, SO1's WPA 3.5: 162.25. Takes IO1 23, IO2 3.5; from Zuid 6.5."""
    north = rows(path, "Totaal per bestuur")[0]
    assert (north["Levert"], north["Ontvangt van opleiding"], north["Ontvangt van besturen"]) == (162.25, 26.5, 6.5)


def test_the_last_row_adds_up(path: Path) -> None:
    *every, last = rows(path, "Totaal per bestuur")
    assert last["Levert"] == sum(row["Levert"] for row in every)


@pytest.mark.parametrize("row", range(12))
def test_every_figure_is_a_count_times_a_norm_with_its_source(path: Path, row: int) -> None:
    found = rows(path, "Per rol")[row]
    assert found["Aantal"] * found["Uren per stuk"] == found["Uren"]
    assert found["Bron"].startswith("Rolbeschrijvingen")


def test_the_rows_per_role_add_up_to_the_totals_and_the_care(path: Path) -> None:
    last = rows(path, "Totaal per bestuur")[-1]
    assert sum(row["Uren"] for row in rows(path, "Per rol")) == last["Levert"] + last["Uren zorg (apart)"]


def test_the_settlement_closes_on_its_last_row(path: Path) -> None:
    last = rows(path, "Verrekening")[-1]
    assert (last["Saldo"], last["Saldo met besturen"]) == (0, 0)


def test_without_a_rate_there_are_no_amounts(path: Path) -> None:
    assert {row["Bedrag (euro)"] for row in rows(path, "Verrekening")} == {None}


def test_with_a_rate_the_balance_is_an_amount(tmp_path: Path) -> None:
    write_hours(with_norms(run(), RATE=60), tmp_path / "uren.xlsx")
    assert rows(tmp_path / "uren.xlsx", "Verrekening")[0]["Bedrag (euro)"] == -6.5 * 60


def test_a_person_has_guiding_wpas_and_care_apart(path: Path) -> None:
    found = next(row for row in rows(path, "Per persoon") if row["Wie"] == "SO1")
    asked = ("Geplaatst", "Norm", "Uren begeleiding", "WPA's", "Uren WPA's", "Totaal uren", "Uren zorg (apart)")
    assert [found[head] for head in asked] == [3, 10, 52.25, 1, 3.5, 55.75, 2.75]


def test_a_changed_norm_stands_beside_its_default(tmp_path: Path) -> None:
    write_hours(with_norms(run(), WPA=2.5), tmp_path / "uren.xlsx")
    found = next(row for row in rows(tmp_path / "uren.xlsx", "Normen") if row["Id"] == "N31")
    assert (found["Waarde"], found["Standaard"]) == (2.5, 3)


def test_before_the_wpas_are_planned_the_file_says_that_they_are_missing(tmp_path: Path) -> None:
    write_hours(without_wpas(run()), tmp_path / "uren.xlsx")
    assert "Zonder WPA-uren: het WPA-rooster is nog niet gemaakt." in texts(tmp_path / "uren.xlsx", "Overzicht")


# -- the board's own sheet -----------------------------------------------------------------------------


def of_board(run: Run, folder: Path, board: str = "NOORD") -> list[str]:
    write_boards(run, folder)
    return texts(folder / f"{board}.xlsx", "Uren")


@pytest.mark.parametrize("figure", ["162.25", "33"])
def test_a_board_reads_what_it_gives_and_takes(figure: str, tmp_path: Path) -> None:
    """162.25 as in uren.xlsx; 26.5 of the institute and 6.5 of others is 33."""
    assert figure in of_board(run(), tmp_path)


def test_a_board_reads_that_the_hours_of_wpas_are_still_missing(tmp_path: Path) -> None:
    assert "Zonder WPA-uren: het WPA-rooster is nog niet gemaakt." in of_board(without_wpas(run()), tmp_path)


def test_a_board_reads_its_balance_in_euros_only_with_a_rate(tmp_path: Path) -> None:
    assert "Saldo (euro)" not in of_board(run(), tmp_path / "a")
    assert "Saldo (euro)" in of_board(with_norms(run(), RATE=60), tmp_path / "b")


@pytest.mark.parametrize("care", [(), ("0011",), ("0011", "0012", "0013", "0021")])
def test_no_hour_in_a_board_file_moves_with_the_number_of_care_students(care: tuple[str, ...], tmp_path: Path) -> None:
    """Also with absurd norms, so that no total could hide them: the files of nobody in care are the files of all."""
    plain = with_norms(run(), SO_CARE=1000, IO_CARE=1000)
    students = {who: replace(one, care=who in care) for who, one in plain.instance.students.items()}
    nobody = {who: replace(one, care=False) for who, one in students.items()}
    for name, every in (("some", students), ("none", nobody)):
        write_boards(replace(plain, instance=replace(plain.instance, students=every)), tmp_path / name)
    for board in ("NOORD", "ZUID"):
        assert (tmp_path / "some" / f"{board}.xlsx").read_bytes() == (tmp_path / "none" / f"{board}.xlsx").read_bytes()


def test_totals_that_may_be_passed_on_are_without_care(tmp_path: Path) -> None:
    """In the office's own file: the columns of totals stay as they are when care students come or go."""
    students = {who: replace(one, care=False) for who, one in run().instance.students.items()}
    write_hours(run(), tmp_path / "some.xlsx")
    write_hours(replace(run(), instance=replace(run().instance, students=students)), tmp_path / "none.xlsx")
    for sheet in ("Totaal per bestuur", "Verrekening"):
        some, none = rows(tmp_path / "some.xlsx", sheet), rows(tmp_path / "none.xlsx", sheet)
        assert [{**row, "Uren zorg (apart)": 0} for row in some] == [{**row, "Uren zorg (apart)": 0} for row in none]


def test_care_lines_are_those_of_the_care_norms() -> None:
    care = [line for line in Ledger(run()).lines if line.care]
    assert {line.norm for line in care} == {Norm.SO_CARE, Norm.IO_CARE}
