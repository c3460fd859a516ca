"""Everything the rosters are written from, and who stands where in it. Knows no file and no layout."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from instances.domain.entities import Mentor, Student
from instances.domain.instance import Instance
from instances.domain.solution import Assessment, Placement, Previous, Proof
from instances.domain.verdict import Verdict


@dataclass(frozen=True, slots=True)
class ChangeCount:
    """Replanned: how many changed (W9, V7), and the fewest found with as many served, ``proven`` the least or not."""

    changed: int
    fewest: int
    proven: bool


@dataclass(frozen=True, slots=True)
class HelpCosts:
    """What it would cost to help who is worst off, Dutch texts by id; nothing where that was not asked."""

    students: Mapping[str, str] = field(default_factory=dict)
    tandems: Mapping[str, str] = field(default_factory=dict)
    assessors: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Run:
    """One finished run. ``assessment`` None: no WPA roster was made (yet).

    ``unplaced``, ``unscheduled`` and ``proposals`` map students to Dutch texts, ``place_all`` and ``schedule_all`` are
    the proposals for all of them together; ``source`` is the name of
    the workbook, ``versions`` names what made the roster, ``notices`` are what the reader repaired. ``seconds``
    were given for searching, of work where the run is ``reproducible``; ``broken_off``: not all were used.
    A turnover is there when the roster was replanned. ``issued`` is what people were told before, where that is not
    ``previous``: edits by hand that are kept now are news to them. ``told`` is what they
    were told of a placement that was there already, where the workbook changed since and there is no ``previous``.
    ``copy`` is the name of the copy of the workbook that keeps edits by hand, '' without.
    """

    instance: Instance
    placement: Placement
    placement_verdict: Verdict
    placement_proof: Proof
    assessment: Assessment | None = None
    assessment_verdict: Verdict | None = None
    assessment_proof: Proof | None = None
    unplaced: Mapping[str, str] = field(default_factory=dict)
    unscheduled: Mapping[str, str] = field(default_factory=dict)
    proposals: Mapping[str, str] = field(default_factory=dict)
    place_all: str = ""
    schedule_all: str = ""
    help_costs: HelpCosts = field(default_factory=HelpCosts)
    previous: Previous | None = None
    issued: Previous | None = None
    sent_placement: Previous | None = None
    placement_change_count: ChangeCount | None = None
    assessment_change_count: ChangeCount | None = None
    seed: int = 0
    seconds: int | None = None
    reproducible: bool = False
    broken_off: bool = False
    source: str = ""
    copy: str = ""
    versions: Mapping[str, str] = field(default_factory=dict)
    notices: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if self.assessment is not None and (self.assessment_verdict is None or self.assessment_proof is None):
            raise ValueError("a WPA roster comes with its verdict and its proof")

    @property
    def before(self) -> Previous | None:
        """What people know: changes and messages are told against that."""
        return self.issued or self.previous

    @property
    def before_placing(self) -> Previous | None:
        """As ``before``, of the placement."""
        return self.before or self.sent_placement

    @property
    def semester(self) -> str:
        return self.instance.settings.semester

    @cached_property
    def placed(self) -> tuple[Student, ...]:
        """The placed students by board, school and name."""
        found = [student for student in self.instance.students.values() if student.id in self.placement]
        return tuple(sorted(found, key=self._place_key))

    def _place_key(self, student: Student) -> tuple[str, str, str, str]:
        school = self.instance.school_of(self.placement[student.id])
        return school.board, school.id, student.name, student.id

    @cached_property
    def not_placed(self) -> tuple[Student, ...]:
        return tuple(student for student in self.instance.students.values() if student.id not in self.placement)

    @cached_property
    def due(self) -> tuple[Student, ...]:
        """Everyone who must have a WPA this semester, placed or not (A1)."""
        return tuple(student for student in self.instance.students.values() if student.wpa)

    @cached_property
    def not_scheduled(self) -> tuple[Student, ...]:
        """Due students without a WPA; empty while there is no WPA roster."""
        if self.assessment is None:
            return ()
        return tuple(student for student in self.due if student.id not in self.assessment)

    def mentor_of(self, student: str) -> Mentor:
        """The mentor of a placed student.

        Args:
            student: The id of a student with a place.

        Returns:
            The mentor of record, as the workbook has it.
        """
        return self.instance.mentors[self.placement[student]]

    def school_of(self, student: str) -> str:
        """The school of a placed student.

        Args:
            student: The id of a student with a place.

        Returns:
            The school's id.
        """
        return self.mentor_of(student).school

    def minutes_of(self, student: str) -> int:
        """The journey of a placed student.

        Args:
            student: The id of a student with a place.

        Returns:
            Minutes one way from home to school, as P10 and W2 count them.
        """
        return self.instance.travel_minutes(student, self.school_of(student))

    @cached_property
    def by_mentor(self) -> Mapping[str, tuple[Student, ...]]:
        return _grouped((self.placement[student.id], student) for student in self.placed)

    @cached_property
    def by_school(self) -> Mapping[str, tuple[Student, ...]]:
        return _grouped((self.school_of(student.id), student) for student in self.placed)

    @cached_property
    def by_board(self) -> Mapping[str, tuple[Student, ...]]:
        """Board id to its placed students; a board without any has no entry."""
        schools = self.instance.schools
        return _grouped((schools[self.school_of(student.id)].board, student) for student in self.placed)

    @cached_property
    def by_tandem(self) -> Mapping[str, tuple[Student, ...]]:
        pairs = ((self.instance.tandem_of(self.school_of(student.id)), student) for student in self.placed)
        return _grouped((tandem.id, student) for tandem, student in pairs if tandem is not None)

    @cached_property
    def by_plg(self) -> Mapping[str, tuple[Student, ...]]:
        """PLG key to its students."""
        plgs = self.instance.plg_by_school
        return _grouped((plgs[self.school_of(student.id)].key, student) for student in self.placed)


def _grouped(pairs: Iterable[tuple[str, Student]]) -> Mapping[str, tuple[Student, ...]]:
    found: dict[str, list[Student]] = {}
    for key, student in pairs:
        found.setdefault(key, []).append(student)
    return {key: tuple(students) for key, students in found.items()}
