"""Trainers against whom a rule on one seat may speak (A4, A9): few, where those who may sit there are hundreds."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from instances.domain.instance import Instance


class ConcernedTrainers:
    """Answers for one semester; against a trainer who is not named neither rule says anything."""

    def __init__(self, instance: Instance) -> None:
        """Sort who goes by which ids, and who is excluded with whom.

        Args:
            instance: The semester.
        """
        self._instance = instance
        self._known_as: dict[str, set[str]] = defaultdict(set)
        for trainer in instance.trainers:
            for id in instance.identities(trainer):
                self._known_as[id].add(trainer)
        self._banned: dict[str, set[str]] = defaultdict(set)
        for one, other in instance.excluded_pairs:
            self._banned[one].add(other)

    def of_student(self, student: str, slb: str | None) -> set[str]:
        """Find those who may not assess a student, wherever that is: the SLB'er (A4), and who is excluded (A9).

        Args:
            student: Id of the student.
            slb: Id of the SLB'er; None without one.

        Returns:
            Ids, of trainers and perhaps of others.
        """
        return self._known_as.get(slb or "", set()) | self._banned.get(student, set())

    def of(self, mentor: str, guides: Iterable[str] = (), met: Iterable[str] = ()) -> set[str]:
        """Find those in one class.

        Args:
            mentor: Id of the mentor, who fixes class, school, board and tandem.
            guides: Ids of others who guide.
            met: Ids of others who are met there.

        Returns:
            Ids, of trainers and perhaps of others.
        """
        instance, school = self._instance, self._instance.school_of(mentor)
        teachers = instance.class_of(mentor)
        own = (*teachers, *instance.own_trainers(school.id), *guides)
        same = (self._known_as.get(id, ()) for who in own for id in instance.identities(who))
        return set[str]().union(*same, *(self._banned.get(id, ()) for id in (*teachers, school.id, school.board, *met)))
