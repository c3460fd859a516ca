"""Sums over the ledger of hours: per role and norm, per party, and each board against the norms. Knows no sheet."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from instances.domain.entities import SchoolKind
from instances.domain.norms import NORMS, Norm, Whose
from reports.hours.ledger import INSTITUTE, NO_BOARD, LedgerLine
from reports.run.bundle import Run

ROLES = tuple(whose for whose in Whose if whose is not Whose.NOBODY)


@dataclass(frozen=True, slots=True)
class NormSum:
    """All lines of one role and norm: count x each = hours."""

    whose: Whose
    norm: Norm
    count: float
    each: float

    @property
    def hours(self) -> float:
        return self.count * self.each


def sums(lines: Iterable[LedgerLine]) -> list[NormSum]:
    """One sum for each role and norm, by role, then in the order of the norms."""
    found: dict[tuple[Whose, Norm], NormSum] = {}
    for line in lines:
        key = line.whose, line.norm
        before = found[key].count if key in found else 0
        found[key] = NormSum(line.whose, line.norm, before + line.count, line.each)
    norms = list(NORMS)
    return sorted(found.values(), key=lambda one: (ROLES.index(one.whose), norms.index(one.norm)))


def total_hours(lines: Iterable[LedgerLine]) -> float:
    """Hours in all, free of the noise of adding fractions."""
    return round(sum(line.hours for line in lines), 6)


@dataclass(frozen=True, slots=True)
class HoursBalance:
    """What a party gave to others and took from others for WPAs: seats and hours."""

    party: str
    given: int
    given_hours: float
    taken: int
    taken_hours: float

    @property
    def hours(self) -> float:
        """Above 0: the others owe this party."""
        return round(self.given_hours - self.taken_hours, 6)


def hours_balance(party: str, lines: Iterable[LedgerLine], others: Iterable[str] | None = None) -> HoursBalance:
    """The balance of a party with all others, or with ``others`` only."""
    known = None if others is None else set(others)
    settled = [line for line in lines if line.settled]
    given = [line for line in settled if line.giver == party and (known is None or line.taker in known)]
    taken = [line for line in settled if line.taker == party and (known is None or line.giver in known)]
    return HoursBalance(party, _seats(given), total_hours(given), _seats(taken), total_hours(taken))


def _seats(lines: Iterable[LedgerLine]) -> int:
    """A seat with two assessors has two lines, of which one for the WPA itself."""
    return sum(1 for line in lines if line.norm is Norm.WPA)


def parties(run: Run, lines: Sequence[LedgerLine]) -> tuple[str, ...]:
    """The boards of the workbook, the institute, and NO_BOARD where somebody has none."""
    nowhere = (NO_BOARD,) if any(NO_BOARD in (line.giver, line.taker) for line in lines) else ()
    return (*run.instance.boards, INSTITUTE, *nowhere)


def party_name(run: Run, party: str) -> str:
    if party == INSTITUTE:
        return "Opleiding"
    return "Zonder bestuur" if party == NO_BOARD else run.instance.boards[party].name


def party_code(run: Run, party: str) -> str:
    """The id of a board, else the name."""
    return party if party in run.instance.boards else party_name(run, party)


def euros(run: Run, hours: float) -> float | None:
    """The amount at the rate of the norms; None without a rate."""
    rate = run.instance.settings.norms[Norm.RATE]
    return round(hours * rate, 2) if rate else None


@dataclass(frozen=True, slots=True)
class NormMeasure:
    """What a board has on average against what the norm expects; ``found`` None: nothing to divide by."""

    words: str
    found: float | None
    norm: float


def norm_measures(run: Run, board: str) -> tuple[NormMeasure, ...]:
    """Only the board's own students and schools with a placed student; a trainer may have others elsewhere."""
    instance, norms = run.instance, run.instance.settings.norms
    schools = {run.school_of(student.id) for student in run.by_board.get(board, ())}
    guided = {school: tandem for school in schools if (tandem := instance.tandem_of(school)) is not None}
    students = sum(1 for one in run.by_board.get(board, ()) if run.school_of(one.id) in guided)
    sos, ios = {tandem.so for tandem in guided.values()}, {tandem.io for tandem in guided.values()}
    training = sum(1 for s in instance.schools.values() if s.board == board and s.kind is SchoolKind.TRAINING)
    return (
        NormMeasure("Studenten per schoolopleider", _each(students, len(sos)), norms[Norm.STUDENTS]),
        NormMeasure("Scholen per schoolopleider", _each(len(guided), len(sos)), norms[Norm.SO_SCHOOLS]),
        NormMeasure("Studenten per instituutsopleider", _each(students, len(ios)), norms[Norm.STUDENTS]),
        NormMeasure("Scholen per instituutsopleider", _each(len(guided), len(ios)), norms[Norm.IO_SCHOOLS]),
        NormMeasure("Opleidingsscholen", training, norms[Norm.BOARD_SCHOOLS]),
    )


def _each(count: int, over: int) -> float | None:
    return round(count / over, 1) if over else None
