"""Every placement wish pulls the right way, and its claimed value is the checker's measure."""

from __future__ import annotations

from dataclasses import dataclass, replace

import pytest

from instances.domain.entities import SchoolKind
from instances.domain.instance import Instance
from instances.domain.rulebook import PLACEMENT_WISHES, Wish
from instances.domain.solution import Placement, Status
from models.placement.cp_sat.objective import WISH_TERMS
from models.placement.search.place import place
from models.search.control import Control
from scheduler.checks.placement import check_placement
from tests import builders as b
from tests.models.placement_cases import random_semester


@dataclass(frozen=True)
class Case:
    """``better`` is the only roster with the least of this wish; ``amount`` is its measure."""

    wish: Wish
    why: str
    instance: Instance
    better: Placement
    amount: int
    previous: Placement | None = None


def _choice(*records: object, one: object = None, other: object = None, student: object = None) -> Instance:
    """One student and two schools with a mentor each; M1 at S1 unless told otherwise."""
    schools = [] if any(isinstance(record, b.School) for record in records) else [b.school("S1"), b.school("S2")]
    return b.semester(
        b.board(),
        *schools,
        one or b.mentor("M1", "S1"),
        other or b.mentor("M2", "S2"),
        student or b.student(),
        *records,
    )


def _crowd(*records: object, boards: tuple[str, str] = ("B1", "B1"), **settings: object) -> Instance:
    """Two students; S1 has two mentors, S2 has one."""
    schools = (b.school("S1", boards[0]), b.school("S2", boards[1]))
    mentors = (b.mentor("M1", "S1"), b.mentor("M2", "S1"), b.mentor("M3", "S2"))
    return b.semester(
        *(b.board(name) for name in dict.fromkeys(boards)), *schools, *mentors, b.student("ST1"), b.student("ST2"),
        *records, settings=b.rules(**settings),
    )  # fmt: skip


TAL = b.student(needs=(("taal", 3), ("gedrag", 1)))
SKILLED = b.mentor("M2", "S2", strengths=frozenset({"taal"}))
JENA, DALTON = frozenset({"jenaplan"}), frozenset({"dalton"})

CASES = [
    Case(Wish.W1, "the heavier need is covered", _choice(student=TAL, other=SKILLED), {"ST1": "M2"}, 1),
    Case(Wish.W2, "minutes above the target count twice",
         _choice(b.travel("ST1", "S1", 60), b.travel("ST1", "S2", 50)), {"ST1": "M2"}, 50 + 5),
    Case(Wish.W2, "an earlier long journey doubles",
         _choice(b.travel("ST1", "S1", 60), b.travel("ST1", "S2", 50), b.past("ST1", "S9", travel=46)),
         {"ST1": "M2"}, 2 * (50 + 5)),
    Case(Wish.W3, "double for year 4",
         _choice(one=b.mentor("M1", "S1", experience=2, advanced=False), other=b.mentor("M2", "S2", advanced=False),
                 student=b.student(year=4)), {"ST1": "M2"}, 2),
    Case(Wish.W4, "second before unranked", _choice(student=b.student(wishes=("S9", "S2"))), {"ST1": "M2"}, 1),
    Case(Wish.W6, "another bouw", _choice(b.past("ST1", "S9", frozenset({4})),
                                          other=b.mentor("M2", "S2", groups=frozenset({7}))), {"ST1": "M2"}, 0),
    Case(Wish.W6, "another profile",
         _choice(b.school("S1", profile=JENA), b.school("S2", profile=DALTON), b.school("S3", profile=JENA),
                 b.past("ST1", "S3")), {"ST1": "M2"}, 0),
    Case(Wish.W8, "training school first",
         _choice(b.school("S1", kind=SchoolKind.OTHER), b.school("S2")), {"ST1": "M2"}, 0),
    Case(Wish.W9, "the old mentor is kept", _choice(), {"ST1": "M2"}, 0, {"ST1": "M2"}),
    Case(Wish.W9, "a mentor who left counts as a change", _choice(other=b.mentor("M2", "S2", available=False)),
         {"ST1": "M1"}, 1, {"ST1": "M2"}),
]  # fmt: skip


def _only(instance: Instance, wish: Wish) -> Instance:
    """The same semester where no other wish counts."""
    weights = dict.fromkeys(PLACEMENT_WISHES, 0) | {wish: 1}
    return replace(instance, settings=replace(instance.settings, weights={**instance.settings.weights, **weights}))


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.wish}-{case.why}")
def test_the_wish_decides_where_nothing_else_counts(case: Case) -> None:
    assert place(_only(case.instance, case.wish), Control(10), case.previous).placement == case.better


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.wish}-{case.why}")
def test_the_proven_cost_is_the_measure_of_the_domain(case: Case) -> None:
    assert place(_only(case.instance, case.wish), Control(10), case.previous).proof.cost_bound == case.amount


def test_w5_fills_a_tandem_to_its_norm_and_no_further() -> None:
    people = (b.trainer("SO1"), b.trainer("IO1", b.Role.IO))
    instance = _only(_crowd(b.tandem(schools=("S1",), norm=1), *people), Wish.W5)
    placement = place(instance, Control(10)).placement
    assert placement is not None
    assert "M3" in placement.values()


def test_w5_rounds_the_share_of_a_board_up() -> None:
    """Two students, net places 4 + 4: a share of one each, so one board with both costs 1."""
    instance = _only(_crowd(boards=("B1", "B2")), Wish.W5)
    placement = place(instance, Control(10)).placement
    assert placement is not None
    assert "M3" in placement.values()


def test_w7_prefers_two_together_to_each_alone() -> None:
    placement = place(_only(_crowd(), Wish.W7), Control(10)).placement
    assert placement is not None
    assert set(placement.values()) == {"M1", "M2"}


def test_w7_counts_students_above_the_plg_target() -> None:
    """Together costs one above the target of 1; apart costs two schools with one student."""
    assert place(_only(_crowd(plg_target=1), Wish.W7), Control(10)).proof.cost_bound == 1


@pytest.mark.parametrize("wish", PLACEMENT_WISHES)
@pytest.mark.parametrize("seed", [4000, 4001, 4003])
def test_the_proven_value_of_each_wish_is_what_the_checker_measures(wish: Wish, seed: int) -> None:
    instance, _ = random_semester(seed)
    instance, old = _only(instance, wish), dict.fromkeys(instance.students, "M1")
    result = place(instance, Control(10), old)
    assert result.placement is not None
    assert result.proof.status is Status.OPTIMAL
    assert result.proof.cost_bound == check_placement(instance, result.placement, old).wishes[wish].amount


def test_a_negative_weight_still_gives_a_bound_that_holds() -> None:
    """A workbook may turn a wish round: then schools with one student are what the office wants."""
    instance = _only(_crowd(), Wish.W7)
    weights = {**instance.settings.weights, Wish.W7: -10}
    result = place(replace(instance, settings=replace(instance.settings, weights=weights)), Control(10))
    assert result.proof.cost_bound == -20


def test_every_placement_wish_has_a_term() -> None:
    assert tuple(WISH_TERMS) == PLACEMENT_WISHES
