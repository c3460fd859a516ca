"""The own bounds of schools in a proof, solved again one school at a time. Believes nothing of the proof."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from instances.domain.certificates import Recheck, SchoolDuals
from instances.domain.instance import Instance
from instances.domain.solution import Placement
from models.assessment.column_generation.dual_prices import ZERO_PRICE, DualPrices, total_price
from models.assessment.column_generation.lagrangian_bound import LagrangianBound, largest_dual_price
from models.assessment.column_generation.pricing import PricedColumn
from models.assessment.column_generation.settings import PRICING_SETTINGS
from models.assessment.column_generation.subproblems import SubproblemData, SubproblemWorker
from models.assessment.data.cases import AssessmentData
from models.parallel.executor import Executor
from models.search.control import Control
from models.search.tasks import ParallelTasks


def recheck_schools(
    instance: Instance, placement: Placement, duals: SchoolDuals, control: Control, executor: Executor
) -> Recheck:
    """Solve the pricing problem of every school again, the smallest first, as far as the time goes.

    Args:
        instance: The workbook.
        placement: Student id to mentor id.
        duals: The proof.
        control: Time and stop button.
        executor: Who solves; it is not closed here.

    Returns:
        The schools whose bound holds and those whose bound does not; of others the time was too short. Who leaves out
        dominated assessors counts on prices between 0 and the largest one, so a school with other prices is refuted.
    """
    data = AssessmentData(instance, placement)
    cases = [case for case in data.cases.values() if data.has_seat(case)]
    largest = largest_dual_price(data)
    sent = SubproblemData(instance, dict(placement), None, frozenset(), tuple(case.id for case in cases), largest)
    tasks = ParallelTasks(executor, SubproblemWorker.of, sent, control)
    try:
        pricing = LagrangianBound(data, cases, duals.count, tasks)
        sizes = {school: len(here) for school, here in pricing.schools.items()}
        wrong = tuple(
            school
            for school in sizes
            if school not in duals.bounds
            or not all(0 <= price <= largest for row in duals.prices.get(school, {}).values() for price in row)
        )
        order = sorted((school for school in sizes if school not in wrong), key=lambda school: sizes[school])
        confirmed, refuted = [], [*wrong]
        for school, column in _priced(pricing, order, duals, control):
            if column.bound >= duals.bounds[school]:
                confirmed.append(school)
            elif _paid(column, duals, school, sizes[school]) < duals.bounds[school]:
                refuted.append(school)
    finally:
        tasks.close()
    return Recheck(len(sizes), tuple(confirmed), tuple(refuted))


def _priced(
    pricing: LagrangianBound, order: list[str], duals: SchoolDuals, control: Control
) -> Iterator[tuple[str, PricedColumn]]:
    """The column of each school for which there was time; a few schools at a time, so that what is done counts."""
    prices: Mapping[str, DualPrices] = {school: duals.prices.get(school, {}) for school in order}
    unscheduled = duals.unscheduled_price if pricing.pool.unscheduled else None
    few = PRICING_SETTINGS.rechecked * pricing.tasks.width
    for start in range(0, len(order), few):
        if control.remaining <= 0:
            return
        asked = {school: prices[school] for school in order[start : start + few]}
        found = pricing.price_schools(asked, control, 0.0, unscheduled)
        for school, column in (found or {}).items():
            if column is not None:
                yield school, column


def _paid(column: PricedColumn, duals: SchoolDuals, school: str, cases: int) -> float:
    """What the school pays with this column (scaled); nothing is known where none was found."""
    left_out = cases - len(column.bookings)
    if not column.bookings and cases:
        return float("inf")
    prices = duals.prices.get(school, {})
    paid = sum(total_price(prices.get(trainer, ZERO_PRICE), count) for trainer, count in column.loads.items())
    return column.cost + paid + left_out * duals.unscheduled_price
