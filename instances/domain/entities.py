"""The people and places of one semester. Knows what a row means; knows no file, travel or solver.

Ids are text and unique over the whole workbook. Records are frozen and refuse nonsense at birth:
a ValueError here is a defect of the caller, because the reader reports faults before it builds.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, time
from enum import IntEnum, StrEnum


class Day(IntEnum):
    """A school day; the value equals ``date.weekday()``."""

    MA = 0
    DI = 1
    WO = 2
    DO = 3
    VR = 4

    @property
    def code(self) -> str:
        """The workbook's word: ma, di, wo, do or vr."""
        return self.name.lower()


class Bouw(StrEnum):
    """A band of groups: onderbouw 1-2, middenbouw 3-5, bovenbouw 6-8."""

    ONDER = "onder"
    MIDDEN = "midden"
    BOVEN = "boven"


class Specialisation(StrEnum):
    """Jonge kind (groups 1-4) or oudere kind (groups 5-8)."""

    JK = "JK"
    OK = "OK"


class Vehicle(StrEnum):
    OV = "ov"
    FIETS = "fiets"
    AUTO = "auto"


class BoardKind(StrEnum):
    PARTNER = "partner"
    OTHER = "overig"


class SchoolKind(StrEnum):
    TRAINING = "opleidingsschool"
    OTHER = "stageschool"


class Role(StrEnum):
    SO = "SO"
    CSO = "CSO"
    IO = "IO"
    CIO = "CIO"
    SLB = "SLB"

    @property
    def in_field(self) -> bool:
        """Comes from the field (a school board) and may take the field seat of a WPA."""
        return self in (Role.SO, Role.CSO)

    @property
    def in_institute(self) -> bool:
        """Comes from the institute and may take the institute seat of a WPA."""
        return self in (Role.IO, Role.CIO)


class Separation(StrEnum):
    """Whether the student's own SO or IO may assess (A4)."""

    FORBIDDEN = "verboden"
    AVOID = "liever niet"
    ALLOWED = "toegestaan"


class MentorTraining(StrEnum):
    DONE = "gevolgd"
    STARTED = "gestart"
    WILLING = "bereid"
    NO = "nee"


class WpaKind(StrEnum):
    REGULAR = "regulier"
    RESIT = "herkansing"
    DOUBTFUL = "twijfelgeval"


class DayPart(StrEnum):
    """Ochtend is a slot that begins before 12:00."""

    MORNING = "ochtend"
    AFTERNOON = "middag"


class Willingness(StrEnum):
    YES = "ja"
    RATHER_NOT = "liever niet"
    NO = "nee"


class Continuity(StrEnum):
    """Whether a student may return to the school of the previous semester (P15)."""

    NO = "nee"
    MAY = "mag"
    MUST = "moet"


@dataclass(frozen=True, slots=True)
class Point:
    """Coordinates in degrees."""

    latitude: float
    longitude: float


@dataclass(frozen=True, slots=True)
class Board:
    id: str
    name: str
    email: str = ""
    kind: BoardKind = BoardKind.PARTNER
    min_students: int = 0
    max_students: int | None = None  # None: no maximum
    own_so: Separation | None = None  # None: the setting
    own_io: Separation | None = None


@dataclass(frozen=True, slots=True)
class School:
    """``plg`` is None for the PLG of the tandem (or of the school itself without a tandem)."""

    id: str
    name: str
    board: str
    kind: SchoolKind
    places: int
    taken: int = 0
    min_students: int = 0
    years: frozenset[int] = frozenset({1, 2, 3, 4})
    profile: frozenset[str] = frozenset()
    plg: str | None = None
    max_plg: int | None = None  # None: the setting, unless another school of the PLG gives it
    wpas_at_once: int = 2
    postcode: str = ""
    place: str = ""
    point: Point | None = None

    @property
    def net_places(self) -> int:
        """Places left for students, at least 0 (P3, W5)."""
        return max(0, self.places - self.taken)


@dataclass(frozen=True, slots=True)
class Mentor:
    """``duo`` is the id of the other teacher of the same class, filled on both sides by the reader."""

    id: str
    name: str
    school: str
    groups: frozenset[int]
    days: frozenset[Day]
    duo: str | None = None
    max_students: int = 1
    experience: float | None = None  # years as a teacher; None: unknown
    competent: bool = True
    training: MentorTraining = MentorTraining.NO
    advanced: bool = False
    strengths: frozenset[str] = frozenset()
    available: bool = True

    def __post_init__(self) -> None:
        if not self.groups or not self.groups <= set(range(1, 9)):
            raise ValueError(f"mentor {self.id}: groups must be 1-8, got {sorted(self.groups)}")

    @property
    def may_guide(self) -> bool:
        """May this mentor guide a student this semester: available, competent, and trained or willing to be (P6)?"""
        return self.available and self.competent and self.training is not MentorTraining.NO


@dataclass(frozen=True, slots=True)
class Student:
    """``needs`` maps a learning-need tag to its weight; ``wishes`` ranks school ids, first is dearest."""

    id: str
    name: str
    year: int
    days: frozenset[Day]
    email: str = ""
    variant: str = ""
    specialisation: Specialisation | None = None
    vehicle: Vehicle = Vehicle.OV
    needs: tuple[tuple[str, int], ...] = ()
    required_bouw: Bouw | None = None
    required_profile: str | None = None
    wishes: tuple[str, ...] = ()
    max_travel: int | None = None  # minutes one way; None: the setting
    care: bool = False
    slb: str | None = None  # a Trainer id; None when empty or free text
    slb_text: str = ""
    wpa: bool = True
    wpa_kind: WpaKind = WpaKind.REGULAR
    wpa_from: date | None = None  # first and last day allowed, inclusive (A11)
    wpa_until: date | None = None
    postcode: str = ""
    point: Point | None = None

    def __post_init__(self) -> None:
        if self.year not in (1, 2, 3, 4):
            raise ValueError(f"student {self.id}: year must be 1-4, got {self.year}")
        if not self.days:
            raise ValueError(f"student {self.id}: no internship days")


@dataclass(frozen=True, slots=True)
class PastPlacement:
    """One earlier semester; ``school`` need not be in the workbook any more."""

    student: str
    semester: str
    school: str
    groups: frozenset[int] = frozenset()
    travel: int | None = None


@dataclass(frozen=True, slots=True)
class Trainer:
    """SO, CSO, IO, CIO or SLB. None for a maximum means the setting; 0 means no WPAs at all."""

    id: str
    name: str
    role: Role
    email: str = ""
    board: str | None = None
    days: frozenset[Day] = frozenset(Day)
    assessor: bool = True
    expertise: frozenset[Specialisation] = frozenset()
    max_wpas: int | None = None
    max_wpas_per_day: int | None = None
    also_mentor: str | None = None  # the Mentor id of the same person
    vehicle: Vehicle = Vehicle.AUTO
    postcode: str = ""
    point: Point | None = None


@dataclass(frozen=True, slots=True)
class Tandem:
    id: str
    so: str
    io: str
    schools: tuple[str, ...]
    norm: int = 10
    max_students: int = 12


@dataclass(frozen=True, slots=True)
class Slot:
    """A time for one or more WPAs, at any school unless bound to a school or a board (A12)."""

    id: str
    date: date
    begin: time
    end: time
    school: str | None = None
    board: str | None = None

    def __post_init__(self) -> None:
        if self.begin >= self.end:
            raise ValueError(f"slot {self.id}: ends before it begins")

    @property
    def begin_minute(self) -> int:
        """Minutes after midnight."""
        return self.begin.hour * 60 + self.begin.minute

    @property
    def end_minute(self) -> int:
        """Minutes after midnight."""
        return self.end.hour * 60 + self.end.minute

    @property
    def part(self) -> DayPart:
        return DayPart.MORNING if self.begin_minute < 12 * 60 else DayPart.AFTERNOON


@dataclass(frozen=True, slots=True)
class Availability:
    """``part`` None is the whole day."""

    trainer: str
    date: date
    part: DayPart | None
    answer: Willingness


@dataclass(frozen=True, slots=True)
class Absence:
    """Student, mentor, trainer or school ``who`` is away from ``start`` to ``end``, both inclusive."""

    who: str
    start: date
    end: date


@dataclass(frozen=True, slots=True)
class TravelRow:
    """One measured travel time; ends are ids or postcodes; ``vehicle`` None fits any vehicle."""

    origin: str
    destination: str
    vehicle: Vehicle | None
    minutes: int


@dataclass(frozen=True, slots=True)
class Exclusion:
    """Two ids that may never meet. ``reason`` is confidential: it never leaves the office's own files."""

    who: str
    other: str
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Pin:
    """What is fixed for one student; None is free."""

    student: str
    school: str | None = None
    mentor: str | None = None
    slot: str | None = None
    field: str | None = None
    institute: str | None = None
