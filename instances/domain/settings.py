"""The settings of one semester, with their defaults (docs/workbook.md)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from instances.domain.entities import Separation
from instances.domain.norms import DEFAULT_NORMS, Norm, NormOrigin, norm_origin
from instances.domain.rulebook import DEFAULT_WEIGHTS, Wish


class FileNames(StrEnum):
    """What the files for boards are named after."""

    NAME = "naam"
    CODE = "code"


class Continuity(StrEnum):
    """Whether a student may return to the school of the previous semester (P15)."""

    NO = "nee"
    MAY = "mag"
    MUST = "moet"


@dataclass(frozen=True, slots=True)
class Settings:
    """The settings of one semester; the defaults are those of docs/workbook.md.

    Attributes:
        semester: Its name, '' when not given.
        semester_number: 1 or 2; 2 is the end of the year (A2, P15).
        max_travel: Minutes one way (P10).
        target_travel: Minutes one way (W2).
        min_shared_days: Internship days on which the mentor or duo mentor must work (P5); None for all.
        one_student_per_class_per_day: At most one student in a class on a day (P2).
        own_so: May the student's own SO assess (A4).
        own_io: May the student's own IO assess (A4).
        two_assessors_only_at_year_end: In year 1 and 4 two assessors in semester 2 only (A2).
        max_care_per_tandem: Care students (P14).
        continuity: May a student return to the school of the previous semester (P15).
        plg_max: Students in a PLG at most (P11).
        plg_target: Students in a PLG that is just right (W7).
        wpa_margin: Minutes above the travel time between two WPAs at different schools (A7).
        max_wpas_per_day: Of an assessor (A8).
        max_wpas: Of an assessor in the semester (A8, V2).
        max_extra_changes: When replanning, changes above the fewest that are allowed.
        gain_per_change: When replanning, the cost that each of those must save.
        start_talk: Dutch, when the talk at the start is, for the letters.
        file_names: What the files for boards are named after.
        answers_to: The e-mail address to which forms go back, '' for none.
        school_holidays: Days and periods without WPAs, as the office wrote them; for the slots of the next semester.
        visit_period: From which to which day lesson visits and PLG meetings are, as the office wrote it; '' for all of
            the semester (B2).
        visit_hours: Between which times a lesson visit is, as the office wrote it (B2).
        plg_hours: Between which times a meeting is, as the office wrote it (B2).
        visit_minutes: Of a lesson visit, at the school.
        plg_minutes: Of a meeting.
        max_visits_per_day: WPAs, lesson visits and meetings of one trainer together (B8).
        funding_date: The day on which students count for the funding, as the office wrote it; '' when unknown.
        closing: Dutch, with what an e-mail ends.
        sender: Dutch, who sends it.
        weights: Of every wish; 0 switches it off.
        norms: Of the hours, of money and of law: the sheet Normen.
        norm_origins: Of norms of which the office wrote it: where its value comes from.
    """

    semester: str = ""
    semester_number: int = 2
    max_travel: int = 90
    target_travel: int = 45
    min_shared_days: int | None = None
    one_student_per_class_per_day: bool = True
    own_so: Separation = Separation.FORBIDDEN
    own_io: Separation = Separation.FORBIDDEN
    two_assessors_only_at_year_end: bool = False
    max_care_per_tandem: int = 2
    continuity: Continuity = Continuity.NO
    plg_max: int = 12
    plg_target: int = 8
    wpa_margin: int = 10
    max_wpas_per_day: int = 4
    max_wpas: int = 20
    max_extra_changes: int = 0
    gain_per_change: int = 1000
    start_talk: str = ""
    file_names: FileNames = FileNames.NAME
    answers_to: str = ""
    school_holidays: str = ""
    visit_period: str = ""
    visit_hours: str = "08:30-15:00"
    plg_hours: str = "08:30-17:00"
    visit_minutes: int = 105
    plg_minutes: int = 180
    max_visits_per_day: int = 4
    funding_date: str = ""
    closing: str = "Met vriendelijke groet,"
    sender: str = "Stagebureau"
    weights: Mapping[Wish, int] = field(default_factory=lambda: dict(DEFAULT_WEIGHTS))
    norms: Mapping[Norm, float] = field(default_factory=lambda: dict(DEFAULT_NORMS))
    norm_origins: Mapping[Norm, NormOrigin] = field(default_factory=dict)

    def origin(self, norm: Norm) -> NormOrigin:
        """Say where the value of a norm comes from.

        Args:
            norm: The norm.

        Returns:
            The source and since when, in Dutch.
        """
        return norm_origin(norm, self.norms[norm], self.norm_origins.get(norm, NormOrigin()))

    @property
    def at_year_end(self) -> bool:
        """Whether this is the last semester of the year."""
        return self.semester_number == 2

    @property
    def effective_continuity(self) -> Continuity:
        """The continuity that holds: ``moet`` outside semester 2 reads as ``mag``."""
        if self.continuity is Continuity.MUST and not self.at_year_end:
            return Continuity.MAY
        return self.continuity
