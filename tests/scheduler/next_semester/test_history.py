"""Historie of any semester: one row for everyone who was placed and stays, none twice, the older ones as they were."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from instances.domain.entities import PastPlacement
from instances.domain.instance import Instance
from reports.workbook.filled_copy import AddedRow
from scheduler.next_semester.given import PlaceThen, SemesterBefore
from scheduler.next_semester.period import SemesterStep
from scheduler.next_semester.students import history_rows, leavers_of
from tests import builders as b

STUDENTS = [f"ST{number}" for number in range(1, 6)]
MENTORS = {"M1": "S1", "M2": "S2", "M3": "S2"}
THEN = "2026-2027 S2"


def _semester(years: list[int], earlier: list[tuple[str, str, str]]) -> Instance:
    history = [PastPlacement(student, semester, school) for student, semester, school in earlier]
    return b.semester(
        b.board(), b.school(), b.school("S2"), *(b.mentor(id, school) for id, school in MENTORS.items()),
        *(b.student(id, year=year) for id, year in zip(STUDENTS, years, strict=True)), *history,
    )  # fmt: skip


def _before(instance: Instance, placement: dict[str, str], new_year: bool, staying: frozenset[str]) -> SemesterBefore:
    step = SemesterStep(THEN, "2027-2028 S1", 1, new_year, date(2027, 8, 1), date(2028, 3, 31))
    places = {
        student: PlaceThen(MENTORS[mentor], instance.class_groups(mentor)) for student, mentor in placement.items()
    }
    return SemesterBefore(instance, {}, {}, placement, places, (), step, staying)


_YEARS = st.lists(st.integers(1, 4), min_size=5, max_size=5)
_PLACED = st.dictionaries(st.sampled_from(STUDENTS), st.sampled_from(list(MENTORS)))
_EARLIER = st.lists(
    st.tuples(st.sampled_from(STUDENTS), st.sampled_from(["2026-2027 S1", THEN]), st.sampled_from(["S1", "S2", "weg"])),
    unique=True,
)


@given(_YEARS, _PLACED, _EARLIER, st.booleans(), st.frozensets(st.sampled_from(STUDENTS)))
def test_everyone_who_was_placed_and_stays_gets_one_row(
    years: list[int],
    placement: dict[str, str],
    earlier: list[tuple[str, str, str]],
    new_year: bool,
    staying: frozenset[str],
) -> None:
    instance = _semester(years, earlier)
    before = _before(instance, placement, new_year, staying)
    gone = {leaver.id for leaver in leavers_of(before)}
    assert gone == {id for id, year in zip(STUDENTS, years, strict=True) if new_year and year == 4} - staying
    added = [filling for filling in history_rows(before).fillings if isinstance(filling, AddedRow)]
    rows = [(str(row.cells["Student"]), str(row.cells["Semester"]), str(row.cells["School"])) for row in added]
    now = [*earlier, *rows]
    assert len(set(now)) == len(now), "no row stands there twice"
    wanted = {(id, THEN, MENTORS[mentor]) for id, mentor in placement.items() if id not in gone}
    assert set(now) == {*earlier, *wanted}
    assert [row[0] for row in rows] == [id for id in STUDENTS if id in {row[0] for row in rows}]
    again = replace(instance, history=tuple(PastPlacement(*row) for row in now))
    assert not history_rows(_before(again, placement, new_year, staying)).fillings


def test_a_row_tells_groups_and_minutes() -> None:
    instance = _semester([1] * 5, [])
    [row] = history_rows(_before(instance, {"ST2": "M3"}, True, frozenset())).fillings
    assert isinstance(row, AddedRow)
    assert row.cells == {"Student": "ST2", "Semester": THEN, "School": "S2", "Groep": "3", "Reistijd": 5}
