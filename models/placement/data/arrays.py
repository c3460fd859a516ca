"""The semester as numpy arrays, one index per student, mentor and school. Knows no rule and no solver.

S students, M mentors, K schools; sets of days are bits, Monday is bit 0.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import numpy.typing as npt

from instances.domain.entities import Day
from instances.domain.instance import Instance, Plg
from instances.domain.shares import board_shares
from instances.tables.capacity import apart
from models.journeys.matrix import student_minutes

Ints = npt.NDArray[np.int64]
Bools = npt.NDArray[np.bool_]


def day_bits(days: Iterable[Day]) -> int:
    """Write a set of days as bits, Monday as bit 0."""
    return sum(1 << day for day in days)


POPCOUNT = np.array([bin(bits).count("1") for bits in range(32)], dtype=np.int64)


@dataclass(frozen=True)
class PlacementArrays:
    """Index order is the order of the sheets; -1 means none.

    Attributes:
        instance: The semester that the arrays are of.
    """

    instance: Instance

    @cached_property
    def students(self) -> tuple[str, ...]:
        return tuple(self.instance.students)

    @cached_property
    def mentors(self) -> tuple[str, ...]:
        return tuple(self.instance.mentors)

    @cached_property
    def schools(self) -> tuple[str, ...]:
        return tuple(self.instance.schools)

    @cached_property
    def student_index(self) -> dict[str, int]:
        return {student: i for i, student in enumerate(self.students)}

    @cached_property
    def mentor_index(self) -> dict[str, int]:
        return {mentor: i for i, mentor in enumerate(self.mentors)}

    @cached_property
    def school_index(self) -> dict[str, int]:
        return {school: i for i, school in enumerate(self.schools)}

    # -- mentors and classes -----------------------------------------------------------------------

    @cached_property
    def school_of(self) -> Ints:
        """[M] the school of a mentor."""
        return self._ints(self.school_index[m.school] for m in self.instance.mentors.values())

    @cached_property
    def classes(self) -> tuple[tuple[str, ...], ...]:
        return tuple(dict.fromkeys(self.instance.class_of(m) for m in self.mentors))

    @cached_property
    def class_index(self) -> Ints:
        """[M] the class of a mentor."""
        number = {ids: i for i, ids in enumerate(self.classes)}
        return self._ints(number[self.instance.class_of(m)] for m in self.mentors)

    @cached_property
    def class_days(self) -> Ints:
        """[M] the days on which the mentor or the duo mentor works."""
        everyone = self.instance.mentors
        return self._ints(
            day_bits(frozenset().union(*(everyone[one].days for one in self.instance.class_of(m))))
            for m in self.mentors
        )

    @cached_property
    def student_days(self) -> Ints:
        """[S] the days of a student as bits."""
        return self._ints(day_bits(s.days) for s in self.instance.students.values())

    # -- schools -----------------------------------------------------------------------------------

    @cached_property
    def places(self) -> Ints:
        """[K] net places (P3)."""
        return self._ints(s.net_places for s in self.instance.schools.values())

    @cached_property
    def minimum(self) -> Ints:
        """[K] students a school takes at least, once it takes any (P11)."""
        return self._ints(s.min_students for s in self.instance.schools.values())

    @cached_property
    def board_of(self) -> Ints:
        """[K] the board of a school."""
        number = {board: i for i, board in enumerate(self.instance.boards)}
        return self._ints(number[s.board] for s in self.instance.schools.values())

    @cached_property
    def tandem_of(self) -> Ints:
        """[K] the tandem of a school, -1 without."""
        number = {tandem: i for i, tandem in enumerate(self.instance.tandems)}
        found = (self.instance.tandem_of(school) for school in self.schools)
        return self._ints(-1 if tandem is None else number[tandem.id] for tandem in found)

    @cached_property
    def plgs(self) -> tuple[Plg, ...]:
        return tuple(self.instance.plgs.values())

    @cached_property
    def plg_of(self) -> Ints:
        """[K] the PLG of a school, an index of ``plgs``."""
        number = {plg.key: i for i, plg in enumerate(self.plgs)}
        return self._ints(number[self.instance.plg_by_school[school].key] for school in self.schools)

    @cached_property
    def board_share(self) -> tuple[int, ...]:
        """Per board its share of all students in the workbook, rounded up (W5)."""
        return tuple(board_shares(self.instance).values())

    # -- students ----------------------------------------------------------------------------------

    @cached_property
    def minutes(self) -> Ints:
        """[S, K] travel time one way."""
        return student_minutes(self.instance)

    @cached_property
    def care(self) -> Bools:
        """[S] whether a student is a care student."""
        return np.array([s.care for s in self.instance.students.values()], dtype=bool)

    @cached_property
    def pinned(self) -> Bools:
        """[S] has a pinned school or mentor."""
        pins = self.instance.pin_of
        return np.array(
            [one in pins and (pins[one].school, pins[one].mentor) != (None, None) for one in self.students], dtype=bool
        )

    @cached_property
    def apart(self) -> tuple[tuple[int, int], ...]:
        """Pairs of students who may not be at the same school (P9)."""
        index = self.student_index
        return tuple((index[a], index[b]) for a, b in apart(self.instance))

    def tag_table(self, rows: Sequence[Iterable[tuple[str, int]]], tags: Sequence[str]) -> Ints:
        """[rows, tags] the summed weight of every tag; tags not asked for are left out."""
        table = np.zeros((len(rows), len(tags)), dtype=np.int64)
        column = {tag: i for i, tag in enumerate(tags)}
        for i, row in enumerate(rows):
            for tag, weight in row:
                if tag in column:
                    table[i, column[tag]] += weight
        return table

    @staticmethod
    def _ints(values: Iterable[int]) -> Ints:
        return np.fromiter(values, dtype=np.int64)
