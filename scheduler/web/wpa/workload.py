"""The work of each assessor beside the timeline: WPAs against the maximum, travelling, waiting. Knows no page."""

from __future__ import annotations

from dataclasses import dataclass

from instances.domain.shares import pool_shares
from scheduler.web.tasks.held import HeldRoster
from scheduler.web.wpa.timeline import WpaDays


@dataclass(frozen=True, slots=True)
class AssessorLoad:
    """The work of one assessor.

    Attributes:
        trainer: Id of the assessor.
        name: The name.
        role: The role.
        wpas: How many WPAs.
        most: How many at most (A8).
        fair: The fair share (V2).
        days: On how many days.
        travel: Minutes on the road.
        waiting: Minutes of waiting.
    """

    trainer: str
    name: str
    role: str
    wpas: int
    most: int
    fair: int
    days: int
    travel: int
    waiting: int

    @property
    def light(self) -> str:
        """``vol`` at the maximum, ``meer dan eerlijk`` above the fair share, '' otherwise."""
        if self.wpas >= self.most:
            return "boven het maximum" if self.wpas > self.most else "vol"
        return "boven het eerlijk deel" if self.wpas > self.fair else ""


def workload(held: HeldRoster, days: WpaDays) -> list[AssessorLoad]:
    """Tell the work of everyone who may take a seat, also of who has none.

    Args:
        held: The rosters.
        days: The same, sorted.

    Returns:
        First the field, then the institute, in the order of the workbook.
    """
    instance = held.instance
    busy: dict[str, list[tuple[int, int, int]]] = {}
    for day in days.assessor_days(None):
        busy.setdefault(day.trainer, []).append((len(day.stops), day.travel, day.waiting))
    found = []
    for pool in (instance.field_pool, instance.institute_pool):
        taken = {who.id: sum(wpas for wpas, _, _ in busy.get(who.id, ())) for who in pool}
        shares = pool_shares(instance, pool, sum(taken.values()))
        for who in pool:
            theirs = busy.get(who.id, [])
            found.append(
                AssessorLoad(
                    who.id,
                    who.name,
                    str(who.role),
                    taken[who.id],
                    instance.max_wpas(who.id),
                    shares[who.id],
                    len(theirs),
                    sum(travel for _, travel, _ in theirs),
                    sum(waiting for _, _, waiting in theirs),
                )
            )
    return found
