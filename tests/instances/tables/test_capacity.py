"""The capacity table: its cells are in the workbook, and its rows count whom they say."""

from __future__ import annotations

import pytest

from instances.domain.entities import Day, Exclusion
from instances.domain.rulebook import Rule
from instances.edits.editable import row_edits
from instances.tables.capacity import (
    CAPACITY_RULES,
    CapacityRow,
    CapacityRule,
    Counted,
    Group,
    Sense,
    capacity_rows,
    group_of,
    line_about,
    tightest,
    usage,
)
from instances.tables.columns import SHEETS
from instances.tables.setting_rows import SETTINGS
from tests import builders as b

TANDEM = (b.trainer("SO1"), b.trainer("IO1", b.Role.IO), b.tandem())
SEMESTER = b.semester(
    b.board(), b.school(min_students=2), b.school("S2"), *TANDEM, b.mentor(max_students=2), b.mentor("M2", "S2"),
    b.student("ST1", care=True), b.student("ST2", days=frozenset({Day.MA})), Exclusion("ST2", "ST1"),
)  # fmt: skip


def line(rule: Rule, group: Group, sense: Sense = Sense.MOST) -> CapacityRule:
    return next(one for one in CAPACITY_RULES if (one.rule, one.group, one.sense) == (rule, group, sense))


def rows(rule: Rule, group: Group, sense: Sense = Sense.MOST) -> list[CapacityRow]:
    return [*capacity_rows(SEMESTER, line(rule, group, sense))]


@pytest.mark.parametrize("one", CAPACITY_RULES, ids=lambda one: f"{one.rule}-{one.group}-{one.sense}")
def test_the_cell_of_every_line_is_in_the_workbook(one: CapacityRule) -> None:
    headers = {sheet.name: {column.header for column in sheet.columns} for sheet in SHEETS}
    if one.is_shared:
        assert one.column in {setting.name for setting in SETTINGS}
    else:
        assert one.column in {*headers[one.sheet], ""}


@pytest.mark.parametrize("one", CAPACITY_RULES, ids=lambda one: f"{one.rule}-{one.group}-{one.sense}")
def test_a_row_is_editable_when_its_line_is_editable(one: CapacityRule) -> None:
    semester = b.replace(SEMESTER, boards={"B1": b.board(max_students=1)})
    about = next(capacity_rows(semester, one)).about
    assert (row_edits(semester, one.rule, about, 5) is not None) == one.editable


def test_a_rule_has_one_hard_line_for_a_kind_of_group() -> None:
    """``line_about`` finds a line by its rule and the id of a group."""
    hard = [(one.rule, one.group) for one in CAPACITY_RULES if one.sense is not Sense.LEAST]
    assert len(hard) == len({*hard})


def test_a_rule_counts_a_kind_of_group_in_one_way() -> None:
    """``usage`` has one number for a rule and the id of a group."""
    ways = {(one.rule, one.group, one.counted) for one in CAPACITY_RULES}
    assert len(ways) == len({(rule, group) for rule, group, _ in ways})


def test_two_kinds_of_groups_of_a_rule_never_share_an_id() -> None:
    """Ids of classes and PLGs begin with a word and a colon; those of the others are ids of a sheet."""
    own_ids = {(one.rule, one.group) for one in CAPACITY_RULES if one.group not in (Group.CLASS, Group.PLG)}
    assert len(own_ids) == len({rule for rule, _ in own_ids})


def test_the_tightest_limit_is_of_groups_that_have_one() -> None:
    semester = b.replace(SEMESTER, boards={"B1": b.board("B1", max_students=3), "B2": b.board("B2")})
    assert tightest(semester, Group.BOARD, Sense.MOST) == {"B1": 3}
    assert tightest(semester, Group.SCHOOL, Sense.LEAST_IF_USED) == {"S1": 2, "S2": 0}


@pytest.mark.parametrize(("sense", "limit"), [(Sense.MOST, 2), (Sense.LEAST, 5)])
def test_of_two_limits_of_a_group_the_tightest_counts(
    monkeypatch: pytest.MonkeyPatch, sense: Sense, limit: int
) -> None:
    plain = line(Rule.P2, Group.MENTOR)
    limits = (lambda given, mentor: 5, lambda given, mentor: 2, lambda given, mentor: 3)
    both = (b.replace(plain, sense=sense, limit=each) for each in limits)
    monkeypatch.setattr("instances.tables.capacity.CAPACITY_RULES", tuple(both))
    assert tightest(SEMESTER, Group.MENTOR, sense) == {"M1": limit, "M2": limit}


def test_an_office_may_be_asked_for_every_limit_that_is_not_the_rule_itself() -> None:
    fixed = [(one.rule, one.counted) for one in CAPACITY_RULES if not one.editable]
    assert fixed == [(Rule.P2, Counted.DAY), (Rule.P9, Counted.APART)]


def test_usage_counts_care_students_apart() -> None:
    used = usage(SEMESTER, {"ST1": "M1", "ST2": "M1"})
    assert (used[Rule.P7, "TA1"], used[Rule.P14, "TA1"]) == (2, 1)


def test_usage_counts_a_student_at_a_school_for_its_places_and_for_its_minimum() -> None:
    used = usage(SEMESTER, {"ST1": "M1"})
    assert (used[Rule.P3, "S1"], used[Rule.P11, "S1"], used[Rule.P11, "tandem:TA1"]) == (1, 1, 1)


def test_a_class_has_a_row_for_each_weekday() -> None:
    mondays = [row for row in rows(Rule.P2, Group.CLASS) if row.day is Day.MA]
    assert [row.about for row in mondays] == ["klas:M1", "klas:M2"]
    assert [row.counts(student) for row in mondays[:1] for student in SEMESTER.students.values()] == [False, True]


def test_two_who_are_kept_apart_have_a_row_at_each_school() -> None:
    apart = rows(Rule.P9, Group.SCHOOL)
    assert [(row.about, row.group, row.limit) for row in apart] == [("ST1;ST2", "S1", 1), ("ST1;ST2", "S2", 1)]


def test_a_school_with_nobody_lacks_nobody() -> None:
    minimum = rows(Rule.P11, Group.SCHOOL, Sense.LEAST_IF_USED)[0]
    assert [minimum.lacks(amount) for amount in range(4)] == [0, 1, 0, 0]


def test_a_board_without_maximum_has_no_row() -> None:
    assert rows(Rule.P4, Group.BOARD) == []


def test_a_school_without_tandem_is_in_no_tandem() -> None:
    assert (group_of(SEMESTER, Group.TANDEM, "M1"), group_of(SEMESTER, Group.TANDEM, "M2")) == ("TA1", None)


def test_a_row_of_two_students_is_no_row_of_a_group() -> None:
    assert line_about(SEMESTER, Rule.P9, "ST1;ST2") is None
    assert line_about(SEMESTER, Rule.P9, "S1") is None


def test_students_kept_apart_are_counted_by_no_other_line() -> None:
    assert [one.rule for one in CAPACITY_RULES if one.counted is Counted.APART] == [Rule.P9]
