"""The bounds of schools in a proof solved again, within the time given. Apart, as it is all that needs a solver."""

from __future__ import annotations

from instances.domain.certificates import Recheck, SchoolDuals
from instances.domain.instance import Instance
from instances.domain.solution import Placement
from models.assessment.column_generation.recheck import recheck_schools
from models.parallel.inline import InlineExecutor
from models.search.settings import SearchSettings
from scheduler.runtime.screen import Screen
from scheduler.runtime.search_session import SearchSession, cores
from scheduler.workflows.settings import WORKFLOWS


def solve_schools(
    instance: Instance, placement: Placement, duals: SchoolDuals, seconds: int, screen: Screen
) -> Recheck:
    """Solve the bounds of schools again, of many schools in several processes.

    Args:
        instance: The workbook.
        placement: Student id to mentor id.
        duals: The proof.
        seconds: At most.
        screen: Where Ctrl-C is told.

    Returns:
        What came of each school.
    """
    with SearchSession(SearchSettings(seconds, 0, cores()), screen) as search:
        executor = InlineExecutor() if len(duals.bounds) <= WORKFLOWS.schools_here else search.executor
        return search.run(lambda: recheck_schools(instance, placement, duals, search.control, executor))
