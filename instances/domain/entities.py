"""The people and places of one semester. Ids are text; records are frozen, and nonsense is a ValueError at birth."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, time
from enum import IntEnum, StrEnum

from instances.domain.school_groups import Bouw, Specialisation


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


class Vehicle(StrEnum):
    """How somebody travels; the words are those of the workbook."""

    OV = "ov"
    FIETS = "fiets"
    AUTO = "auto"


class BoardKind(StrEnum):
    """Whether a board is a partner in Samen Opleiden; no rule asks for it."""

    PARTNER = "partner"
    OTHER = "overig"


class SchoolKind(StrEnum):
    """A training school belongs to a tandem; another school takes students too (W8)."""

    TRAINING = "opleidingsschool"
    OTHER = "stageschool"


class Role(StrEnum):
    """What a trainer is: SO and CSO come from the field, IO and CIO from the institute, an SLB only counsels."""

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
    """How far a mentor is with the basic mentor training; ``NO`` gets no student (P6)."""

    DONE = "gevolgd"
    STARTED = "gestart"
    WILLING = "bereid"
    NO = "nee"


class WpaKind(StrEnum):
    """What a WPA is for; all but ``REGULAR`` take two assessors (A2)."""

    REGULAR = "regulier"
    RESIT = "herkansing"
    DOUBTFUL = "twijfelgeval"


class DayPart(StrEnum):
    """Ochtend is a slot that begins before 12:00."""

    MORNING = "ochtend"
    AFTERNOON = "middag"


class Willingness(StrEnum):
    """What a trainer says of a day or a part of it (A5, V4)."""

    YES = "ja"
    RATHER_NOT = "liever niet"
    NO = "nee"


@dataclass(frozen=True, slots=True)
class Point:
    """Coordinates in degrees."""

    latitude: float  # north of the equator
    longitude: float  # east of Greenwich


@dataclass(frozen=True, slots=True)
class Board:
    """A school board and what it asks."""

    id: str  # code of the workbook
    name: str  # as the office writes it
    email: str = ""  # '' when unknown
    kind: BoardKind = BoardKind.PARTNER  # whether it is a partner
    min_students: int = 0  # what it wants; falling short is made as small as can be (P4)
    max_students: int | None = None  # what it can have; None for no maximum (P4)
    own_so: Separation | None = None  # may the student's own SO assess at its schools (A4); None for the setting
    own_io: Separation | None = None  # may the student's own IO assess at its schools (A4); None for the setting


@dataclass(frozen=True, slots=True)
class School:
    """A school with its places, its PLG and where it is."""

    id: str  # code of the workbook
    name: str  # as the office writes it
    board: str  # the id of its board
    kind: SchoolKind  # training school or other school (W8)
    places: int  # for students and starting teachers together (P3)
    taken: int = 0  # of these, places of starting teachers (P3)
    min_students: int = 0  # with fewer it takes nobody (P11); 0 for no minimum
    years: frozenset[int] = frozenset({1, 2, 3, 4})  # of students whom it takes (P12)
    profile: frozenset[str] = frozenset()  # tags in lower case (P8, W6)
    plg: str | None = None  # the name of its PLG; None for that of the tandem, or its own without a tandem
    max_plg: int | None = None  # students in its PLG (P11); None for that of another school of the PLG, or the setting
    wpas_at_once: int = 2  # WPAs that it can have at the same time (A6)
    postcode: str = ""  # upper case without spaces, '' when unknown
    place: str = ""  # the town, for the eye
    point: Point | None = None  # own coordinates or those of the postcode; None when unknown
    email: str = ""  # '' when unknown
    successor: str | None = None  # the id of the school that came in its place (P12, P15, W6); None for none
    address: str = ""  # street and number, for letters; '' when unknown
    brin: str = ""  # of the ministry, such as 00XX; '' when unknown
    site: str = ""  # the number of its vestiging below the BRIN, such as 00; '' when unknown
    teachers: int | None = None  # group teachers, half of whom the law counts; None when unknown

    @property
    def net_places(self) -> int:
        """Places left for students, at least 0 (P3, W5); none at a school that was succeeded."""
        return 0 if self.successor is not None else max(0, self.places - self.taken)


@dataclass(frozen=True, slots=True)
class Mentor:
    """A class teacher who may guide students. Raises ValueError for no groups, or a group outside 1 to 8."""

    id: str  # code of the workbook
    name: str  # as the office writes it
    school: str  # the id of the school
    groups: frozenset[int]  # 1 to 8, never empty (P8)
    days: frozenset[Day]  # weekdays of this teacher alone (P5, A5)
    duo: str | None = None  # the id of the other teacher of the same class, filled in on both sides; None without one
    max_students: int = 1  # at the same time (P2)
    experience: float | None = None  # years as a teacher; None when unknown (W3)
    competent: bool = True  # basisbekwaam (P6)
    training: MentorTraining = MentorTraining.NO  # how far with the basic mentor training (P6)
    advanced: bool = False  # takes part in the advanced training (W3)
    strengths: frozenset[str] = frozenset()  # tags in lower case (W1)
    available: bool = True  # takes part this semester (P6)
    to_come: bool = False  # a place that is promised with a mentor who has no name yet
    email: str = ""  # '' when unknown
    guided: int | None = None  # students guided in earlier semesters, for the eye; None when unknown
    call_name: str = ""  # by which others speak to this mentor (Roepnaam), '' when unknown

    def __post_init__(self) -> None:
        if not self.groups or not self.groups <= set(range(1, 9)):
            raise ValueError(f"mentor {self.id}: groups must be 1-8, got {sorted(self.groups)}")

    @property
    def may_guide(self) -> bool:
        """May this mentor guide a student this semester: available, competent, and trained or willing to be (P6)?"""
        return self.available and self.competent and self.training is not MentorTraining.NO


@dataclass(frozen=True, slots=True)
class Student:
    """A future teacher who needs a place. Raises ValueError for another year than 1 to 4, or no internship days."""

    id: str  # code of the workbook
    name: str  # as the office writes it
    year: int  # 1 to 4 (P12, A2)
    days: frozenset[Day]  # internship days, never empty (P5, A5)
    email: str = ""  # '' when unknown
    variant: str = ""  # of the study, for the eye
    specialisation: Specialisation | None = None  # JK or OK, required of the mentor's groups (P8); None for neither
    vehicle: Vehicle = Vehicle.OV  # for travel times
    needs: tuple[tuple[str, int], ...] = ()  # learning-need tags in lower case with their weights, 1 or more (W1)
    required_bouw: Bouw | None = None  # required of the mentor's groups (P8); None for any
    required_profile: str | None = None  # tag required of the school (P8); None for any
    wishes: tuple[str, ...] = ()  # ids of schools, the one wanted most first (W4)
    max_travel: int | None = None  # minutes one way (P10); None for the setting
    care: bool = False  # has extra guidance (P14); never named as such in a board file
    slb: str | None = None  # the id of the study counsellor (A4); None when unknown or free text
    slb_text: str = ""  # the free text
    wpa: bool = True  # is due for a WPA (A1)
    wpa_kind: WpaKind = WpaKind.REGULAR  # regular, resit or doubtful case (A2)
    wpa_from: date | None = None  # first day on which the WPA may be (A11); None for any
    wpa_until: date | None = None  # last day on which the WPA may be (A11); None for any
    postcode: str = ""  # of the home, upper case without spaces, '' when unknown
    point: Point | None = None  # of the home; None when unknown
    call_name: str = ""  # by which others speak to this student (Roepnaam), '' when unknown

    def __post_init__(self) -> None:
        if self.year not in (1, 2, 3, 4):
            raise ValueError(f"student {self.id}: year must be 1-4, got {self.year}")
        if not self.days:
            raise ValueError(f"student {self.id}: no internship days")


@dataclass(frozen=True, slots=True)
class PastPlacement:
    """Where a student was in one earlier semester."""

    student: str  # an id of the workbook
    semester: str  # its name; the order of the rows is that of time
    school: str  # an id that need not be in the workbook any more
    groups: frozenset[int] = frozenset()  # of the class, empty when unknown (W6)
    travel: int | None = None  # minutes one way, None when unknown (W2)


@dataclass(frozen=True, slots=True)
class Trainer:
    """A school trainer, institute trainer or study counsellor."""

    id: str  # code of the workbook
    name: str  # as the office writes it
    role: Role  # says which seat of a WPA is theirs (A3)
    email: str = ""  # '' when unknown
    board: str | None = None  # the id of the board; None for the institute (V5)
    days: frozenset[Day] = frozenset(Day)  # working days (A5)
    assessor: bool = True  # takes WPAs; False for every SLB
    expertise: frozenset[Specialisation] = frozenset()  # JK, OK or both; empty when unknown (V3)
    max_wpas: int | None = None  # in the semester (A8, V2); None for the setting, 0 for no WPA at all
    max_wpas_per_day: int | None = None  # (A8); None for the setting, 0 for no WPA at all
    also_mentor: str | None = None  # the id of the mentor who is the same person; None when there is none
    vehicle: Vehicle = Vehicle.AUTO  # for travel times, also from school to school
    postcode: str = ""  # of the base, upper case without spaces, '' when unknown
    point: Point | None = None  # of the base; None when unknown
    call_name: str = ""  # by which others speak to this trainer (Roepnaam), '' when unknown


@dataclass(frozen=True, slots=True)
class Tandem:
    """One school trainer and one institute trainer with their schools."""

    id: str  # code of the workbook
    so: str  # the id of the SO or CSO
    io: str  # the id of the IO or CIO
    schools: tuple[str, ...]  # ids of the schools whose students they guide
    norm: int = 10  # students that they should guide at most (W5)
    max_students: int = 12  # students that they can guide at most (P7)


@dataclass(frozen=True, slots=True)
class Slot:
    """A time for WPAs, at any school unless bound (A12). Raises ValueError where it ends before it begins."""

    id: str  # code of the workbook
    date: date  # the day
    begin: time  # before the end
    end: time  # on the same day
    school: str | None = None  # the id of the only school that it is for; None for all
    board: str | None = None  # the id of the only board that it is for; None for all

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
        """The part of the day in which it begins."""
        return DayPart.MORNING if self.begin_minute < 12 * 60 else DayPart.AFTERNOON


@dataclass(frozen=True, slots=True)
class Availability:
    """What a trainer says of a day or a part of it."""

    trainer: str  # the id of the trainer
    date: date  # the day
    part: DayPart | None  # the part of the day; None for the whole day
    answer: Willingness  # whether the trainer can


@dataclass(frozen=True, slots=True)
class Absence:
    """Somebody, or a whole school, is away."""

    who: str  # the id of a student, mentor, trainer or school
    start: date  # the first day
    end: date  # the last day


@dataclass(frozen=True, slots=True)
class Exclusion:
    """Two ids that may never meet (P9, A9)."""

    who: str  # the id of one
    other: str  # the id of the other
    reason: str = ""  # confidential: it never leaves the office's own files


@dataclass(frozen=True, slots=True)
class Pin:
    """What is fixed for one student; None is free."""

    student: str  # the id of the student
    school: str | None = None  # the id of the school (P13)
    mentor: str | None = None  # the id of the mentor (P13)
    slot: str | None = None  # the id of the slot (A10)
    field: str | None = None  # the id of the field assessor (A10)
    institute: str | None = None  # the id of the institute assessor (A10)
