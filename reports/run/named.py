"""Names for the eye: of the workbook, else of the earlier roster, else the id. Knows no place and no sentence."""

from __future__ import annotations

from collections.abc import Iterable

from instances.domain.instance import Instance
from instances.domain.solution import Names
from instances.dutch.lists import listed

GONE = "niet meer in het werkboek"


class NamesShown:
    """``then``: as the earlier roster showed them."""

    def __init__(self, instance: Instance, then: Names) -> None:
        self._instance = instance
        self._then = then

    def student(self, who: str) -> str:
        """With the code, and the year where the workbook tells."""
        known, name = self._instance.students.get(who), self.plain_student(who)
        if known is not None:
            return f"{name} ({who}, jaar {known.year})"
        return f"{name} ({who})" if name else f"Student {who}"

    def plain_student(self, who: str) -> str | None:
        known = self._instance.students.get(who)
        return self._then.students.get(who) if known is None else known.name

    def mentor(self, who: str) -> str:
        known = self._instance.mentors.get(who)
        return (self._then.mentors.get(who) or who) if known is None else known.name

    def mentor_is_known(self, who: str) -> bool:
        return who in self._instance.mentors

    def school(self, which: str) -> str:
        known = self._instance.schools.get(which)
        return (self._then.schools.get(which) or which) if known is None else known.name

    def board(self, which: str) -> str:
        known = self._instance.boards.get(which)
        return which if known is None else known.name

    def trainer(self, who: str) -> str:
        known = self._instance.trainers.get(who)
        return (self._then.trainers.get(who) or who) if known is None else known.name

    def trainers(self, who: Iterable[str]) -> str:
        return listed(map(self.trainer, who))
