"""How evenly a roster treats people: travel, wishes, learning needs and workload, in figures. Knows no layout."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from statistics import mean, median, quantiles

from instances.domain.entities import Student
from instances.domain.instance import Instance
from instances.domain.rulebook import Wish
from reports.run.bundle import Run
from reports.run.settings import REPORT_SETTINGS


@dataclass(frozen=True, slots=True)
class Distribution:
    """How some whole numbers are spread.

    Attributes:
        count: How many numbers.
        mean: Their average.
        lower: The first quartile: a quarter of them is at most this.
        median: The middle one.
        upper: The third quartile.
        most: The largest.
        above: How many are above the limit that was asked about.
    """

    count: int
    mean: float
    lower: float
    median: float
    upper: float
    most: int
    above: int


@dataclass(frozen=True, slots=True)
class GroupFigures:
    """What the placed students of one group got.

    Attributes:
        label: The group in Dutch, such as ``jaar 2``.
        students: How many there are.
        travel: Minutes one way, against the target; None for no students.
        wishing: How many of them gave a list of schools.
        first: Those of them at the first school of the list.
        listed: Those of them at any school of the list.
        needs_asked: The learning needs of all of them, in weights.
        needs_met: What of those their mentors cover, in weights.
        needing: How many have learning needs.
        none_met: Those of them of whose needs nothing is covered.
    """

    label: str
    students: int
    travel: Distribution | None
    wishing: int
    first: int
    listed: int
    needs_asked: int
    needs_met: int
    needing: int
    none_met: int


@dataclass(frozen=True, slots=True)
class Load:
    """What a tandem or an assessor has against what is fair.

    Attributes:
        id: The id of the tandem or the assessor.
        name: For the eye; a tandem has the names of both trainers.
        board: The id of the board, ``''`` without.
        count: The students of a tandem, the WPAs of an assessor.
        fair: The norm of a tandem; the share of the pool's seats of an assessor (V2).
    """

    id: str
    name: str
    board: str
    count: int
    fair: int

    @property
    def above(self) -> int:
        """By how many the load is above what is fair, at least 0."""
        return max(0, self.count - self.fair)


@dataclass(frozen=True, slots=True)
class Hardship:
    """What is against one placed student.

    Attributes:
        student: Who.
        minutes: The journey, one way.
        clauses: Dutch clauses, such as ``geen school van de eigen lijst (W4)``.
    """

    student: Student
    minutes: int
    clauses: tuple[str, ...]


def distribution(values: Iterable[int], limit: int) -> Distribution | None:
    """The spread of some whole numbers.

    Args:
        values: The numbers, such as minutes or WPAs.
        limit: Those above it are counted.

    Returns:
        The figures; None for no values at all.
    """
    found = sorted(values)
    if not found:
        return None
    lower, upper = (found[0], found[0]) if len(found) == 1 else quantiles(found, n=4, method="inclusive")[::2]
    above = sum(value > limit for value in found)
    return Distribution(len(found), mean(found), lower, median(found), upper, found[-1], above)


def figures_of_all(run: Run) -> GroupFigures:
    """The figures of all placed students together.

    Args:
        run: The finished run.

    Returns:
        One group with everyone in it.
    """
    return _share(run, "alle studenten", run.placed)


def figures_by_board(run: Run) -> tuple[GroupFigures, ...]:
    """The figures of each board.

    Args:
        run: The finished run.

    Returns:
        The boards with placed students, in the order of the workbook.
    """
    boards = run.instance.boards.values()
    return tuple(_share(run, board.name, run.by_board[board.id]) for board in boards if board.id in run.by_board)


def figures_by_year(run: Run) -> tuple[GroupFigures, ...]:
    """The figures of each year.

    Args:
        run: The finished run.

    Returns:
        The years (1 to 4) that placed students are in, the lowest first.
    """
    years = sorted({student.year for student in run.placed})
    return tuple(_share(run, f"jaar {year}", [s for s in run.placed if s.year == year]) for year in years)


def _share(run: Run, label: str, students: Sequence[Student]) -> GroupFigures:
    minutes = [run.minutes_of(student.id) for student in students]
    wishing = [student for student in students if student.wishes]
    needing = [student for student in students if needs_asked(student)]
    return GroupFigures(
        label=label,
        students=len(students),
        travel=distribution(minutes, run.instance.settings.target_travel),
        wishing=len(wishing),
        first=sum(student.wishes[0] == run.school_of(student.id) for student in wishing),
        listed=sum(run.school_of(student.id) in student.wishes for student in wishing),
        needs_asked=sum(map(needs_asked, needing)),
        needs_met=sum(needs_met(run, student) for student in needing),
        needing=len(needing),
        none_met=sum(not needs_met(run, student) for student in needing),
    )


def needs_asked(student: Student) -> int:
    """The weights of all learning needs of a student (W1)."""
    return sum(weight for _, weight in student.needs)


def needs_met(run: Run, student: Student) -> int:
    """The weights of those learning needs of a placed student that the mentor of record is strong in (W1)."""
    strengths = run.mentor_of(student.id).strengths
    return sum(weight for tag, weight in student.needs if tag in strengths)


def tandem_loads(run: Run) -> tuple[Load, ...]:
    """Every tandem's students against its norm.

    Args:
        run: The finished run.

    Returns:
        One load for each tandem of the workbook, also for those without students.
    """
    found = []
    for tandem in run.instance.tandems.values():
        trainers = run.instance.trainers
        name = f"{trainers[tandem.so].name} en {trainers[tandem.io].name}"
        board = run.instance.schools[tandem.schools[0]].board if tandem.schools else ""
        found.append(Load(tandem.id, name, board, len(run.by_tandem.get(tandem.id, ())), tandem.norm))
    return tuple(found)


def assessor_loads(run: Run, in_field: bool) -> tuple[Load, ...]:
    """Every assessor's WPAs against the fair share of the pool's seats.

    Args:
        run: The finished run; without a WPA roster all counts are 0.
        in_field: The pool: that of the field, or that of the institute.

    Returns:
        One load for each assessor of the pool, also for those without a WPA.

    Source: V2.
    """
    instance = run.instance
    pool = instance.field_pool if in_field else instance.institute_pool
    bookings = (run.assessment or {}).values()
    taken = [booking.field if in_field else booking.institute for booking in bookings]
    return tuple(Load(who.id, who.name, who.board or "", taken.count(who.id), run.fair_share(who.id)) for who in pool)


def worst_off(run: Run, most: int = REPORT_SETTINGS.worst_off) -> tuple[Hardship, ...]:
    """The students with most against them.

    Args:
        run: The finished run.
        most: How many students at most.

    Returns:
        Who has most against them first, then who travels longest; students without anything against them are left out.
    """
    found = [_hardship(run, student) for student in run.placed]
    against = [hardship for hardship in found if hardship.clauses]
    against.sort(key=lambda hardship: (-len(hardship.clauses), -hardship.minutes, hardship.student.id))
    return tuple(against[:most])


def _hardship(run: Run, student: Student) -> Hardship:
    clauses = against(run.instance, student, run.placement[student.id])
    return Hardship(student, run.minutes_of(student.id), tuple(clauses.values()))


def against(instance: Instance, student: Student, mentor: str) -> dict[Wish, str]:
    """What would be against a student with some mentor.

    Args:
        instance: The semester.
        student: Anyone in it, placed or not.
        mentor: The id of a mentor in it.

    Returns:
        Wish to a Dutch clause: a journey above the target (W2), no learning need covered (W1), no school of the own
        list (W4); empty where nothing is against the student.
    """
    school, target = instance.mentors[mentor].school, instance.settings.target_travel
    minutes = instance.travel_minutes(student.id, school)
    found = {}
    if minutes > target:
        found[Wish.W2] = f"{minutes} min reizen, streef {target} (W2)"
    if needs_asked(student) and not any(tag in instance.mentors[mentor].strengths for tag, _ in student.needs):
        found[Wish.W1] = "geen enkele leerbehoefte gedekt (W1)"
    if student.wishes and school not in student.wishes:
        found[Wish.W4] = "geen school van de eigen lijst (W4)"
    return found
