"""The drawn semesters are worth trying: every rule and wish decides the best roster of some, and of others not."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from instances.domain.instance import Instance
from instances.domain.rulebook import ASSESSMENT_RULES, ASSESSMENT_WISHES, PLACEMENT_RULES, PLACEMENT_WISHES, Rule, Wish
from instances.domain.verdict import Verdict
from scheduler.checks.assessment import check_assessment
from scheduler.checks.placement import check_placement
from tests.campaign.semesters import SmallSemester, drawn
from tests.oracle import best_assessment, best_placement, size

# Kept of 0, 1, 2, ... where they showed something new; 754 is for V6, which takes four WPAs of one pair.
# Where the drawing changes, others have to be found that way.
SEEDS = (
    *range(10), 11, 12, 13, 19, 20, 23, 26, 27, 30, 31, 33, 35, 38, 39, 48, 58, 62, 69, 73, 79, 116, 256, 754,
)  # fmt: skip
MOST_ROSTERS = 800
COUNTED_ONLY = (Rule.P1, Rule.A1, Rule.A2)  # who has no place, no WPA or two assessors shows that they bite

Seen = tuple[Rule | Wish, bool]
"""A rule or wish, and whether it decided."""


def placement_seen(case: SmallSemester, wanted: set[Seen]) -> Iterator[Seen]:
    best = best_placement(case.instance, case.old_placement)
    for rule in {id for id, _ in wanted if id in PLACEMENT_RULES and id not in COUNTED_ONLY}:
        without = best_placement(case.instance, case.old_placement, frozenset({rule}))
        yield rule, (best and best.score) != (without and without.score)
    if best is None:
        return
    yield Rule.P1, best.count < len(case.instance.students)
    verdict = check_placement(case.instance, best.roster, case.old_placement)
    for wish in {id for id, _ in wanted if id in PLACEMENT_WISHES}:
        if wish in verdict.wishes and verdict.wishes[wish].weight:
            other = best_placement(blind_to(case.instance, wish), case.old_placement)
            assert other is not None
            blind = check_placement(case.instance, other.roster, case.old_placement)
            yield wish, decides(wish, verdict, blind)


def wpas_seen(case: SmallSemester, wanted: set[Seen]) -> Iterator[Seen]:
    placed = best_placement(case.instance, case.old_placement)
    if placed is None or size(case.instance, placed.roster) > MOST_ROSTERS:
        return
    best = best_assessment(case.instance, placed.roster, case.old_wpas)
    for rule in {id for id, _ in wanted if id in ASSESSMENT_RULES and id not in COUNTED_ONLY}:
        if size(case.instance, placed.roster, frozenset({rule})) <= MOST_ROSTERS:
            without = best_assessment(case.instance, placed.roster, case.old_wpas, frozenset({rule}))
            yield rule, (best and best.score) != (without and without.score)
    if best is None:
        return
    yield Rule.A1, best.count < sum(case.instance.students[student].wpa for student in placed.roster)
    yield from ((Rule.A2, booking.institute is not None) for booking in best.roster.values())
    verdict = check_assessment(case.instance, placed.roster, best.roster, case.old_wpas)
    for wish in {id for id, _ in wanted if id in ASSESSMENT_WISHES}:
        if wish in verdict.wishes and verdict.wishes[wish].weight:
            other = best_assessment(blind_to(case.instance, wish), placed.roster, case.old_wpas)
            assert other is not None
            blind = check_assessment(case.instance, placed.roster, other.roster, case.old_wpas)
            yield wish, decides(wish, verdict, blind)


def blind_to(instance: Instance, wish: Wish) -> Instance:
    """The same, where the wish has no weight."""
    weights = {**instance.settings.weights, wish: 0}
    return replace(instance, settings=replace(instance.settings, weights=weights))


def decides(wish: Wish, verdict: Verdict, blind: Verdict) -> bool:
    """Who does not look at the wish ends with more of it."""
    return blind.wishes[wish].amount > verdict.wishes[wish].amount


def test_every_rule_and_wish_decides_in_some_semesters_and_not_in_others() -> None:
    wanted: set[Seen] = {(id, decided) for id in [*Rule, *Wish] for decided in (True, False)}
    for seed in SEEDS:
        case = drawn(seed, most_students=4, most_slots=6)
        for looks in (placement_seen, wpas_seen):
            wanted -= set(looks(case, wanted))
    assert wanted == set()
