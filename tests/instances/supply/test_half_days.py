"""What rows of Beschikbaarheid mean, and rows that come to mean what a trainer answered."""

from __future__ import annotations

from datetime import date, time

from hypothesis import given, settings
from hypothesis import strategies as st

from instances.domain.entities import Availability, Day, DayPart, Slot, Trainer, Willingness
from instances.supply.half_days import Span, grid_of, half_days, rows_for, spans
from scheduler.checks.availability import rather_not, trainer_fault
from tests.builders import answer, semester, slot, trainer

DAYS = [date(2027, 5, 31), date(2027, 6, 1), date(2027, 6, 2)]
OUTSIDE = date(2027, 7, 1)
PERIOD = [(day, part) for day in DAYS for part in DayPart if (day, part) != (DAYS[2], DayPart.MORNING)]
parts = st.sampled_from([None, *DayPart])
rows = st.lists(
    st.builds(Availability, st.just("SO1"), st.sampled_from([*DAYS, OUTSIDE]), parts, st.sampled_from(Willingness)),
    max_size=6,
)
grids = st.fixed_dictionaries({half: st.sampled_from(Willingness) for half in PERIOD})
workdays = st.frozensets(st.sampled_from(Day))


@settings(max_examples=40)
@given(rows, grids, workdays)
def test_the_rows_that_are_made_mean_what_was_wanted(
    now: list[Availability], wanted: dict[tuple[date, DayPart], Willingness], days: frozenset[Day]
) -> None:
    who = trainer("SO1", days=days)
    made = rows_for(wanted, now, who)
    left = list(now)
    for row in made.gone:
        left.remove(row)
    assert grid_of([*left, *made.added], who, PERIOD) == wanted
    assert {row.date for row in made.gone} <= set(DAYS)


@settings(max_examples=40)
@given(rows, workdays)
def test_what_holds_already_needs_no_row(now: list[Availability], days: frozenset[Day]) -> None:
    who = trainer("SO1", days=days)
    made = rows_for(grid_of(now, who, PERIOD), now, who)
    assert (made.gone, made.added) == ((), ())


@settings(max_examples=40)
@given(rows, workdays)
def test_a_half_day_means_what_the_checker_says_of_a_slot_there(now: list[Availability], days: frozenset[Day]) -> None:
    who = trainer("SO1", days=days)
    clocks = {DayPart.MORNING: (time(9), time(10)), DayPart.AFTERNOON: (time(13), time(14))}
    found = semester(who, *now)
    for (day, part), said in grid_of(now, who, PERIOD).items():
        at = Slot("T", day, *clocks[part])
        assert (trainer_fault(found, who, at) is None) == (said is not Willingness.NO)
        if said is not Willingness.NO:
            assert rather_not(found, who.id, at) == (said is Willingness.RATHER_NOT)


def test_only_a_no_more_leaves_every_row() -> None:
    who, now = Trainer("SO1", "Otto", trainer().role), [answer("SO1", Willingness.YES, DAYS[0])]
    wanted = grid_of(now, who, PERIOD) | {(DAYS[0], DayPart.MORNING): Willingness.NO}
    made = rows_for(wanted, now, who)
    assert made.gone == ()
    assert made.added == (Availability("SO1", DAYS[0], DayPart.MORNING, Willingness.NO),)


def test_two_halves_of_one_answer_are_one_row() -> None:
    who = trainer("SO1")
    wanted = {half: Willingness.NO if half[0] == DAYS[1] else Willingness.YES for half in PERIOD}
    assert rows_for(wanted, [], who).added == (Availability("SO1", DAYS[1], None, Willingness.NO),)


def test_the_half_days_are_those_with_a_slot() -> None:
    found = semester(slot("T1", DAYS[1], "13:00", "14:00"), slot("T2", DAYS[0]), slot("T3", DAYS[1], "11:45", "13:15"))
    assert half_days(found) == (
        (DAYS[0], DayPart.MORNING), (DAYS[1], DayPart.MORNING), (DAYS[1], DayPart.AFTERNOON),
    )  # fmt: skip
    assert spans(found)[DayPart.MORNING] == Span(time(9), time(13, 15))
