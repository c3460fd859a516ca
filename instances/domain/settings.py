"""The settings of one semester, with their defaults (docs/workbook.md)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from instances.domain.entities import Continuity, Separation
from instances.domain.norms import DEFAULT_NORMS, Norm
from instances.domain.rulebook import DEFAULT_WEIGHTS, Wish


@dataclass(frozen=True, slots=True)
class Settings:
    """Minutes are one way. ``min_shared_days`` None means all internship days (P5). ``norms`` is the sheet Normen."""

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
    weights: Mapping[Wish, int] = field(default_factory=lambda: dict(DEFAULT_WEIGHTS))
    norms: Mapping[Norm, float] = field(default_factory=lambda: dict(DEFAULT_NORMS))

    @property
    def at_year_end(self) -> bool:
        return self.semester_number == 2

    @property
    def effective_continuity(self) -> Continuity:
        """``moet`` outside semester 2 reads as ``mag``."""
        if self.continuity is Continuity.MUST and not self.at_year_end:
            return Continuity.MAY
        return self.continuity
