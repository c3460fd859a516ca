"""The work of each assessor beside the timeline: WPAs against the maximum, travelling, waiting. Knows no page."""

from __future__ import annotations

from dataclasses import dataclass

from scheduler.web.tasks.held import HeldRoster
from scheduler.web.wpa.timeline import LONG_WAIT, AssessorDay, WpaDays


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
        longest: Minutes of the longest wait between two WPAs.
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
    longest: int

    @property
    def light(self) -> str:
        """How full, and how much above the fair share, in Dutch: ``vol, 3 boven eerlijk deel (9)``; '' for neither."""
        more = self.wpas - self.most
        full = [f"{more} boven het maximum" if more > 0 else "vol"] if more >= 0 else []
        above = self.wpas - self.fair
        return ", ".join([*full, *([f"{above} boven eerlijk deel ({self.fair})"] if above > 0 else [])])

    @property
    def long_wait(self) -> bool:
        """Somebody would rather not wait so long, see ``LONG_WAIT``."""
        return self.longest >= LONG_WAIT


def workload(held: HeldRoster, days: WpaDays) -> list[AssessorLoad]:
    """Tell the work of everyone who may take a seat, also of who has none.

    Args:
        held: The rosters.
        days: The same, sorted.

    Returns:
        First the field, then the institute, in the order of the workbook.
    """
    instance = held.instance
    busy: dict[str, list[AssessorDay]] = {}
    for day in days.assessor_days(None):
        busy.setdefault(day.trainer, []).append(day)
    found = []
    for who in (*instance.field_pool, *instance.institute_pool):
        theirs = busy.get(who.id, [])
        found.append(
            AssessorLoad(
                who.id,
                who.name,
                str(who.role),
                sum(len(day.stops) for day in theirs),
                instance.max_wpas(who.id),
                held.wpa_verdict.fair_shares.get(who.id, 0),
                len(theirs),
                sum(day.travel for day in theirs),
                sum(day.waiting for day in theirs),
                max((day.longest_wait for day in theirs), default=0),
            )
        )
    return found
