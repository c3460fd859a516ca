"""What may not matter does not, and what only gives room never costs. Knows no oracle: two answers are compared."""

from __future__ import annotations

import random
from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields, replace
from typing import Any

from hypothesis import assume, given
from hypothesis import strategies as st

from instances.domain.entities import MentorTraining, Pin, Role, Separation, Student
from instances.domain.instance import Instance
from instances.domain.rulebook import Wish
from instances.domain.solution import Assessment, Booking, Placement, Status
from models.assessment.search.schedule import schedule
from models.placement.search.place import place
from models.search.control import Control
from scheduler.checks.assessment import check_assessment
from scheduler.checks.placement import check_placement
from tests import builders as b
from tests.campaign.examples import counted, examples
from tests.campaign.semesters import SmallSemester, drawn, semesters

SECONDS = 60.0
IMPOSSIBLE = (1, 0, 0)  # worse than any roster, whose first figure is minus its number
SHEETS = ("boards", "schools", "mentors", "students", "trainers", "tandems", "slots")
# the order within one student's history is that of time
LISTS = ("availability", "absences", "travel_rows", "exclusions", "pins")

Figures = tuple[int, int, int]


@dataclass(frozen=True)
class Solved:
    """The best placement with its figures, and the best WPA roster on it; figures smaller is better."""

    placement: Placement
    figures: Figures
    wpas: Assessment
    wpa_figures: Figures


def placed(case: SmallSemester) -> tuple[Placement, Figures]:
    """The placement and its figures, which must be proven and the checker's."""
    result = place(case.instance, Control(SECONDS), case.old_placement)
    if result.placement is None:
        assert result.proof.status is Status.INFEASIBLE
        return {}, IMPOSSIBLE
    verdict = check_placement(case.instance, result.placement, case.old_placement)
    figures = (-verdict.count, sum(verdict.shortage.values()), verdict.cost)
    proof = result.proof
    assert proof.status is Status.OPTIMAL
    assert (-proof.count_bound, proof.shortage_bound, proof.cost_bound) == figures
    return result.placement, figures


def scheduled(case: SmallSemester, placement: Placement) -> tuple[Assessment, Figures]:
    """The same of the WPAs on a placement."""
    result = schedule(case.instance, placement, Control(SECONDS), case.old_wpas)
    if result.assessment is None:
        assert result.proof.status is Status.INFEASIBLE
        return {}, IMPOSSIBLE
    verdict = check_assessment(case.instance, placement, result.assessment, case.old_wpas)
    assert (result.proof.status, result.proof.count_bound) == (Status.OPTIMAL, verdict.count)
    assert result.proof.cost_bound == verdict.cost
    return result.assessment, (-verdict.count, 0, verdict.cost)


def solved(case: SmallSemester) -> Solved:
    placement, figures = placed(case)
    assume(figures != IMPOSSIBLE)
    return Solved(placement, figures, *scheduled(case, placement))


# -- what may not matter -------------------------------------------------------------------------------


def shuffled(case: SmallSemester, dice: random.Random) -> SmallSemester:
    """Every sheet in another order; the history by student as it was."""
    given = case.instance
    changed: dict[str, Any] = {
        name: dict(dice.sample(list(sheet.items()), len(sheet)))
        for name, sheet in ((name, getattr(given, name)) for name in SHEETS)
    }
    changed |= {name: tuple(dice.sample(getattr(given, name), len(getattr(given, name)))) for name in LISTS}
    order = {student: dice.random() for student in given.students}
    changed["history"] = tuple(sorted(given.history, key=lambda row: order[row.student]))
    return replace(case, instance=replace(given, **changed))


@examples(12)
@given(semesters(), st.integers(0, 2**32))
@counted
def test_the_order_of_the_rows_changes_no_figure(case: SmallSemester, seed: int) -> None:
    first, other = solved(case), shuffled(case, random.Random(seed))
    assert placed(other)[1] == first.figures
    assert scheduled(other, first.placement)[1] == first.wpa_figures


def renamed(value: Any, names: Mapping[str, str]) -> Any:
    """Ids for other ids, wherever they stand."""
    if isinstance(value, str):
        return names.get(value, value) if type(value) is str else value
    if isinstance(value, tuple):
        return tuple(renamed(one, names) for one in value)
    if isinstance(value, dict):
        return {renamed(key, names): renamed(one, names) for key, one in value.items()}
    if hasattr(value, "__dataclass_fields__") and not isinstance(value, b.Settings):
        return replace(value, **{field.name: renamed(getattr(value, field.name), names) for field in fields(value)})
    return value


def other_names(instance: Instance, dice: random.Random) -> dict[str, str]:
    """A new id for everything, in another alphabetical order; what the ids looked like is not to be seen."""
    ids = [id for name in SHEETS for id in getattr(instance, name)]
    return dict(zip(ids, (f"{number:03}x" for number in dice.sample(range(1000), len(ids))), strict=True))


@examples(12)
@given(semesters(), st.integers(0, 2**32))
@counted
def test_other_ids_change_no_figure(case: SmallSemester, seed: int) -> None:
    first, names = solved(case), other_names(case.instance, random.Random(seed))
    other = replace(
        case,
        instance=renamed(case.instance, names),
        old_placement=renamed(case.old_placement, names),
        old_wpas=renamed(case.old_wpas, names),
    )
    assert placed(other)[1] == first.figures
    assert scheduled(other, renamed(first.placement, names))[1] == first.wpa_figures


Adding = Callable[[Instance], tuple[object, ...]]

IRRELEVANT: dict[str, Adding] = {
    "a mentor who is not available": lambda given: (b.mentor("M9", "S1", available=False),),
    "a mentor without training": lambda given: (b.mentor("M9", "S2", training=MentorTraining.NO),),
    "a trainer who does no WPAs": lambda given: (b.trainer("SO9", assessor=False),),
    "a study counsellor": lambda given: (b.trainer("SLB9", Role.SLB, assessor=False),),
    "a school without mentors or places": lambda given: (b.school("S9", places=0),),
    "a board without schools": lambda given: (b.board("B9"),),
    "a slot on a day on which nobody comes": lambda given: (b.slot("T9", day=b.date(2027, 6, 5)),),
    "somebody away long ago": lambda given: (b.away("ST1", b.date(2027, 1, 5)),),
    "a journey that nobody makes": lambda given: (b.travel("ST1", "gesloten", 1),),
}


@examples(15)
@given(semesters(), st.sampled_from(sorted(IRRELEVANT)))
@counted
def test_who_has_nothing_to_do_with_it_changes_no_figure(case: SmallSemester, which: str) -> None:
    first = solved(case)
    other = replace(case, instance=with_rows(case.instance, IRRELEVANT[which](case.instance)))
    assert placed(other)[1] == first.figures
    assert scheduled(other, first.placement)[1] == first.wpa_figures


@examples(6)
@given(semesters())
@counted
def test_a_student_whom_nobody_can_take_changes_only_who_is_left(case: SmallSemester) -> None:
    """Without W5, where every student of the workbook counts for the shares of the boards."""
    case = replace(case, instance=weighing(case.instance, {Wish.W5: 0}))
    first = solved(case)
    stranded = b.student("ST9", max_travel=-1)
    other = replace(case, instance=with_rows(case.instance, (stranded,)))
    placement, figures = placed(other)
    assert (figures, "ST9" in placement) == (first.figures, False)
    assert scheduled(other, first.placement)[1] == first.wpa_figures


@examples(6)
@given(semesters(), st.sampled_from([3, 1000, 100_000]))
@counted
def test_weights_so_many_times_as_large_cost_so_many_times_as_much(case: SmallSemester, times: int) -> None:
    first, weights = solved(case), case.instance.settings.weights
    heavy = weighing(case.instance, {wish: weight * times for wish, weight in weights.items()})
    other = replace(case, instance=heavy)
    assert placed(other)[1] == (*first.figures[:2], first.figures[2] * times)
    if first.wpa_figures != IMPOSSIBLE:
        assert scheduled(other, first.placement)[1] == (first.wpa_figures[0], 0, first.wpa_figures[2] * times)


def test_weights_of_millions_are_searched_and_proven_as_well() -> None:
    """GLOP called the relaxation imprecise, and the search ended at once with its first roster and no bound."""
    case = drawn(1389633376819)
    weights = {wish: weight * 1_000_000 for wish, weight in case.instance.settings.weights.items()}
    assert placed(replace(case, instance=weighing(case.instance, weights)))[1] == (-2, 0, 2_840_000_000)


def with_rows(instance: Instance, rows: tuple[object, ...]) -> Instance:
    """The instance with more in it."""
    new = b.semester(*rows)
    changed: dict[str, Any] = {name: {**getattr(instance, name), **getattr(new, name)} for name in SHEETS}
    changed |= {name: (*getattr(instance, name), *getattr(new, name)) for name in LISTS}
    return replace(instance, **changed)


def weighing(instance: Instance, weights: dict[Wish, int]) -> Instance:
    return replace(
        instance, settings=replace(instance.settings, weights={**instance.settings.weights, **weights})
    )  # fmt: skip


# -- what only gives room ------------------------------------------------------------------------------


def each(sheet: str, **over: Any) -> Callable[[Instance], Instance]:
    """The same for every row of a sheet: a value, or a function of what stands there."""

    def change(given: Instance) -> Instance:
        rows = {
            id: replace(
                row, **{name: new(getattr(row, name)) if callable(new) else new for name, new in over.items()}
            )
            for id, row in getattr(given, sheet).items()
        }  # fmt: skip
        return replace(given, **{sheet: rows})

    return change


def setting(**over: Any) -> Callable[[Instance], Instance]:
    return lambda given: replace(given, settings=replace(given.settings, **over))


def more(number: int | None) -> int | None:
    return None if number is None else number + 1


def softer(separation: Separation | None) -> Separation | None:
    return Separation.AVOID if separation is Separation.FORBIDDEN else separation


# Each gives room and touches no measure of a wish: places count for W5, maximums of WPAs for V2
LOOSER: dict[str, Callable[[Instance], Instance]] = {
    "P2 students of a mentor": each("mentors", max_students=more),
    "P2 in a class": setting(one_student_per_class_per_day=False),
    "P4 maximum of a board": each("boards", max_students=more),
    "P5 days": setting(min_shared_days=1),
    "P6 training": each("mentors", training=MentorTraining.DONE, competent=True, available=True),
    "P7 tandem": each("tandems", max_students=more),
    "P8 requirements": each("students", required_bouw=None, required_profile=None, specialisation=None),
    "P9, A9 exclusions": lambda given: replace(given, exclusions=()),
    "P10 journey": lambda given: setting(max_travel=200)(each("students", max_travel=None)(given)),
    "P11 PLG": lambda given: setting(plg_max=12)(each("schools", max_plg=more)(given)),
    "P11 minimum of a school": each("schools", min_students=0),
    "P12 years": each("schools", years=frozenset({1, 2, 3, 4})),
    "P13, A10 pins": lambda given: replace(given, pins=()),
    "P14 care": setting(max_care_per_tandem=9),
    "A4 separation": lambda given: setting(own_so=softer(given.settings.own_so), own_io=softer(given.settings.own_io))(
        each("boards", own_so=softer, own_io=softer)(given)
    ),
    "A5 absences": lambda given: replace(given, absences=()),
    "A6 at the same time": each("schools", wpas_at_once=9),
    "A7 margin": setting(wpa_margin=0),
    "A8 on a day": lambda given: setting(max_wpas_per_day=9)(each("trainers", max_wpas_per_day=None)(given)),
    "A11 window": each("students", wpa_from=None, wpa_until=None),
    "A12 slots": each("slots", school=None, board=None),
}


@examples(25)
@given(semesters(), st.sampled_from(sorted(LOOSER)))
@counted
def test_loosening_never_costs_more(case: SmallSemester, which: str) -> None:
    placement, figures = placed(case)
    other = replace(case, instance=LOOSER[which](case.instance))
    assert placed(other)[1] <= figures
    if figures != IMPOSSIBLE:
        assert scheduled(other, placement)[1] <= scheduled(case, placement)[1]


MORE: dict[str, Callable[[Instance], Instance]] = {
    "P3 places": each("schools", places=more),
    "P3 places taken": each("schools", taken=0),
    "A8 in all": lambda given: setting(max_wpas=99)(each("trainers", max_wpas=more)(given)),
    "another mentor": lambda given: with_rows(given, (b.mentor("M9", "S1", max_students=2),)),
    "another assessor": lambda given: with_rows(given, (b.trainer("SO9"), b.trainer("IO9", Role.IO))),
    "another slot": lambda given: with_rows(given, (b.slot("T9", begin="15:00", end="15:30"),)),
}


@examples(15)
@given(semesters(), st.sampled_from(sorted(MORE)))
@counted
def test_more_capacity_never_places_or_schedules_fewer(case: SmallSemester, which: str) -> None:
    placement, figures = placed(case)
    other = replace(case, instance=MORE[which](case.instance))
    assert placed(other)[1][:2] <= figures[:2]
    if figures != IMPOSSIBLE:
        assert scheduled(other, placement)[1][0] <= scheduled(case, placement)[1][0]


# -- the optimum pinned --------------------------------------------------------------------------------


@examples(12)
@given(semesters(), st.integers(0, 2**32))
@counted
def test_pinning_some_of_the_optimum_keeps_its_figures(case: SmallSemester, seed: int) -> None:
    first, dice = solved(case), random.Random(seed)
    assume(first.wpa_figures != IMPOSSIBLE)
    pins = [
        pin_of(student, first, case.instance, dice)
        for student in case.instance.students.values()
        if student.id in first.placement and dice.random() < 0.7
    ]
    kept = [pin for pin in case.instance.pins if pin.student not in {new.student for new in pins}]
    other = replace(case, instance=replace(case.instance, pins=(*kept, *pins)))
    assert placed(other)[1] == first.figures
    assert scheduled(other, first.placement)[1] == first.wpa_figures


def pin_of(student: Student, first: Solved, instance: Instance, dice: random.Random) -> Pin:
    """Mentor or only school; of a WPA everything or a part."""
    mentor = first.placement[student.id]
    booking = first.wpas.get(student.id, Booking("", ""))
    parts = {"slot": booking.slot, "field": booking.field, "institute": booking.institute}
    fixed = {name: what for name, what in parts.items() if what and dice.random() < 0.7}
    earlier = instance.pin_of.get(student.id, Pin(student.id))
    where = {"mentor": mentor} if dice.random() < 0.5 else {"school": instance.mentors[mentor].school}
    return replace(earlier, **fixed, **where)
