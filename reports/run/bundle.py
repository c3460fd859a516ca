"""Everything the rosters are written from, and who stands where in it. Knows no file and no layout."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from instances.domain.entities import Mentor, Student
from instances.domain.instance import Instance
from instances.domain.sent import SentAsCopy
from instances.domain.solution import Assessment, Placement, Previous, Proof
from instances.domain.verdict import Verdict
from instances.tables.notices import Notice


@dataclass(frozen=True, slots=True)
class ChangeCount:
    """How much a replanned roster changed (W9, V7).

    Attributes:
        changed: Students or WPAs that are otherwise than in the earlier roster.
        fewest: The fewest changes found with as many placed or scheduled.
        proven: Nothing with as many has fewer changes than ``fewest``.
    """

    changed: int
    fewest: int
    proven: bool


@dataclass(frozen=True, slots=True)
class HelpCosts:
    """What it would cost to help who is worst off, in Dutch; empty where that was not asked.

    Attributes:
        students: Student id to a text.
        tandems: Tandem id to a text.
        assessors: Trainer id to a text.
    """

    students: Mapping[str, str] = field(default_factory=dict)
    tandems: Mapping[str, str] = field(default_factory=dict)
    assessors: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Run(SentAsCopy):
    """One finished run.

    Attributes:
        instance: The semester.
        placement: Student id to mentor id.
        placement_verdict: What the checker says of the placement.
        placement_proof: What the search proved of it.
        assessment: Student id to booking; None where no WPA roster was made (yet).
        assessment_verdict: What the checker says of the WPA roster; there is one wherever there is a roster.
        assessment_proof: What the search proved of it; there is one wherever there is a roster.
        unplaced: Id of a student without a place to the reason, in Dutch.
        unscheduled: Id of a due student without a WPA to the reason, in Dutch.
        proposals: Id of either to what would help, in Dutch.
        place_all: What would give all of them together a place, in Dutch; ``''`` where there is nothing to say.
        schedule_all: What would give all of them together a WPA, in Dutch; ``''`` where there is nothing to say.
        help_costs: What it would cost to help who is worst off.
        previous: The earlier roster that this one replans; None for a new one.
        issued: What people were told before, where that is not ``previous``: edits by hand that are kept now are news
            to them.
        sent_placement: What people were told of a placement that was there already, where the workbook changed since
            and there is no ``previous``.
        placement_change_count: There when the placement was replanned.
        assessment_change_count: There when the WPA roster was replanned.
        seed: The seed of the search.
        seconds: What was given for searching, of work where the run is ``reproducible``; None where no time was given.
        reproducible: The same workbook, seed and seconds give the same roster.
        broken_off: Not all seconds were used, by Ctrl-C.
        source: The name of the workbook, ``''`` where it has none.
        copy: The name of the copy of the workbook that keeps edits by hand, ``''`` without.
        versions: Program to version: what made the roster.
        notices: What the reader repaired, skipped or remarked, but for what the office has seen.
        made_on: The day on which the files are written; None where the same order must give the same files on any day.
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
    notices: tuple[Notice, ...] = ()
    made_on: date | None = None

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
        """The semester's name, ``''`` where the workbook gives none."""
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
        """The students without a place, in the order of the workbook."""
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

    def fair_share(self, trainer: str) -> int:
        """The share of an assessor in the seats of the WPA roster, as the checks count it (V2).

        Args:
            trainer: The id of a trainer.

        Returns:
            WPAs, rounded up; 0 for who could take none, and without a WPA roster.
        """
        verdict = self.assessment_verdict
        return 0 if verdict is None else verdict.fair_shares.get(trainer, 0)

    @cached_property
    def by_mentor(self) -> Mapping[str, tuple[Student, ...]]:
        """Mentor id to the students placed there; a mentor without any has no entry."""
        return _grouped((self.placement[student.id], student) for student in self.placed)

    @cached_property
    def by_school(self) -> Mapping[str, tuple[Student, ...]]:
        """School id to the students placed there; a school without any has no entry."""
        return _grouped((self.school_of(student.id), student) for student in self.placed)

    @cached_property
    def by_board(self) -> Mapping[str, tuple[Student, ...]]:
        """Board id to its placed students; a board without any has no entry."""
        schools = self.instance.schools
        return _grouped((schools[self.school_of(student.id)].board, student) for student in self.placed)

    @cached_property
    def by_tandem(self) -> Mapping[str, tuple[Student, ...]]:
        """Tandem id to the students it guides; a tandem without any has no entry."""
        pairs = ((self.instance.tandem_of(self.school_of(student.id)), student) for student in self.placed)
        return _grouped((tandem.id, student) for tandem, student in pairs if tandem is not None)

    @cached_property
    def by_plg(self) -> Mapping[str, tuple[Student, ...]]:
        """PLG key to the students who meet there; a PLG without any has no entry."""
        plgs = self.instance.plg_by_school
        return _grouped((plgs[self.school_of(student.id)].key, student) for student in self.placed)


def _grouped(pairs: Iterable[tuple[str, Student]]) -> Mapping[str, tuple[Student, ...]]:
    found: dict[str, list[Student]] = {}
    for key, student in pairs:
        found.setdefault(key, []).append(student)
    return {key: tuple(students) for key, students in found.items()}
