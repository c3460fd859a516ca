"""Writes an instance as a semester workbook that reads back as the same instance. Knows no rule.

Every row is a tuple in the order of the sheet's columns; the words stand in instances.tables.columns alone.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from enum import StrEnum
from pathlib import Path

from instances.domain.entities import Board, Day, Mentor, Point, Role, School, Student, Tandem, Trainer, WpaKind
from instances.domain.instance import Instance
from instances.domain.norms import NORMS, NormEntry, NormOrigin
from instances.domain.onstage import FIELD_HELP, HandoverColumn
from instances.domain.rulebook import Wish
from instances.domain.settings import Settings
from instances.dutch.lists import yes_no
from instances.dutch.numbers import figure
from instances.tables.columns import (
    ABSENCES,
    AVAILABILITY,
    BOARDS,
    EXCLUSIONS,
    GIVEN_PLACEMENT,
    HANDOVER_SHEET,
    HISTORY,
    MENTORS,
    NORMS_SHEET,
    PINS,
    SCHOOLS,
    SEEN,
    SLOTS,
    STUDENTS,
    TANDEMS,
    TRAINERS,
    TRAVEL,
)
from instances.tables.schema import Sheet
from instances.tables.setting_rows import SETTINGS, SETTINGS_SHEET, Setting
from reports.excel.book import Book, Cell
from reports.folder import atomic_file
from reports.workbook.input_format import InputRow, add_settings, add_sheet

_NOT_UPDATED: Cell = None  # stamps and answers belong to the file of the office, not to the semester
_UNKNOWN_ANSWER: tuple[Cell, ...] = (None, None, _NOT_UPDATED)


def write_semester(instance: Instance, path: Path) -> None:
    """Write a semester as a workbook that reads back as the same semester, with drop-downs.

    Args:
        instance: The semester; the same one gives the same bytes.
        path: Where the file goes, whole or not at all; the folder must exist.

    Raises:
        OSError: The folder cannot be written.
    """
    with atomic_file(path) as fresh, Book(fresh, "Semesterwerkboek", instance.settings.semester) as book:
        add_settings(book, SETTINGS_SHEET, [(s, setting_value(instance.settings, s)) for s in SETTINGS])
        for sheet, lines in _LINES.items():
            add_sheet(book, _SHEETS[sheet], [_whole_line(_SHEETS[sheet], line) for line in lines(instance)])


def semester_lines(instance: Instance) -> dict[str, list[InputRow]]:
    """The rows of every sheet but Instellingen, by sheet; the first cell is what the row is about."""
    return {sheet: list(lines(instance)) for sheet, lines in _LINES.items()}


def setting_value(settings: Settings, setting: Setting) -> Cell:
    """The cell for one setting; a number stays a number."""
    if setting.attribute is None:
        # the name ends with the wish: Gewicht W1
        return settings.weights[Wish(setting.name.split()[-1])]
    value = getattr(settings, setting.attribute)
    if value is None:
        return setting.default
    if isinstance(value, bool):
        return yes_no(value)
    return value.value if isinstance(value, StrEnum) else value


def norm_lines(settings: Settings) -> Iterator[InputRow]:
    """Rows of the sheet Normen."""
    for norm, entry in NORMS.items():
        own = settings.norm_origins.get(norm, NormOrigin())
        yield (
            entry.name,
            settings.norms[norm],
            entry.unit,
            own.source,
            own.since,
            f"{entry.help} Bron: {entry.source}.{_since(entry)} Standaard: {figure(entry.value)}.",
        )


def _since(entry: NormEntry) -> str:
    return f" Sinds: {entry.since}." if entry.since else ""


def handover_lines(columns: Iterable[HandoverColumn]) -> Iterator[InputRow]:
    """Rows of the sheet OnStage."""
    for column in columns:
        yield column.field.value, column.name, yes_no(column.included), FIELD_HELP.get(column.field)


def _whole_line(sheet: Sheet, line: InputRow) -> InputRow:
    if len(line) != len(sheet.columns):
        raise ValueError(f"{sheet.name}: {len(line)} cells for {len(sheet.columns)} columns")
    return line


def _unless(default: object, value: Cell) -> Cell:
    """Empty for the default, so that the eye finds what is special."""
    return None if value == default else value


def _joined(parts: Iterable[object]) -> str:
    return ";".join(str(part) for part in parts)


def _days(days: frozenset[Day]) -> str:
    return _joined(day.code for day in sorted(days))


def _point(point: Point | None) -> tuple[Cell, Cell]:
    return (None, None) if point is None else (point.latitude, point.longitude)


def _board(b: Board) -> InputRow:
    return (b.id, b.name, b.email, b.kind.value, _unless(0, b.min_students), b.max_students, b.own_so, b.own_io)


def _school(s: School) -> InputRow:
    years = "" if len(s.years) == 4 else _joined(sorted(s.years))
    head = (s.id, s.name, s.board, s.kind.value, s.postcode, s.place, *_point(s.point), s.places, _unless(0, s.taken))
    tail = (_joined(sorted(s.profile)), s.plg, s.max_plg, _unless(2, s.wpas_at_once))
    official = (s.address, s.brin, s.site, s.teachers)
    return (*head, _unless(0, s.min_students), years, *tail, *_UNKNOWN_ANSWER, s.email, s.successor, *official)


def _mentor(m: Mentor) -> InputRow:
    head = (m.id, m.name, m.school, _joined(sorted(m.groups)), _days(m.days), m.duo, m.max_students, m.experience)
    training = (yes_no(m.competent), m.training.value, yes_no(m.advanced))
    offer = (_joined(sorted(m.strengths)), yes_no(m.available), _unless("nee", yes_no(m.to_come)))
    return (*head, *training, *offer, _NOT_UPDATED, m.email, m.guided, m.call_name)


def _student(s: Student) -> InputRow:
    who = (s.id, s.name, s.email, s.year, s.variant, s.specialisation, _days(s.days), s.postcode, *_point(s.point))
    needs = _joined(tag if weight == 1 else f"{tag}:{weight}" for tag, weight in s.needs)
    asks = (s.vehicle.value, needs, s.required_bouw, s.required_profile, _joined(s.wishes), s.max_travel)
    guidance = (_unless("nee", yes_no(s.care)), s.slb or s.slb_text)
    wpa = (_unless("ja", yes_no(s.wpa)), _unless(WpaKind.REGULAR, s.wpa_kind.value), s.wpa_from, s.wpa_until)
    return (*who, *asks, *guidance, *wpa, s.call_name)


def _trainer(t: Trainer) -> InputRow:
    who = (t.id, t.name, t.email, t.role.value, t.board, t.postcode, *_point(t.point), t.vehicle.value)
    days = "" if len(t.days) == len(Day) else _days(t.days)
    assessor = yes_no(t.assessor and t.role is not Role.SLB)
    return (
        *who,
        days,
        assessor,
        _joined(sorted(t.expertise)),
        t.max_wpas,
        t.max_wpas_per_day,
        t.also_mentor,
        t.call_name,
    )


def _tandem(t: Tandem) -> InputRow:
    return (t.id, t.so, t.io, _joined(t.schools), t.norm, _unless(t.norm + 2, t.max_students))


_SHEETS = {
    sheet.name: sheet
    for sheet in (
        BOARDS, SCHOOLS, MENTORS, STUDENTS, HISTORY, TRAINERS, TANDEMS, SLOTS, AVAILABILITY, ABSENCES, TRAVEL,
        EXCLUSIONS, PINS, GIVEN_PLACEMENT, NORMS_SHEET, HANDOVER_SHEET, SEEN,
    )
}  # fmt: skip
_LINES: dict[str, Callable[[Instance], Iterable[InputRow]]] = {
    BOARDS.name: lambda i: map(_board, i.boards.values()),
    SCHOOLS.name: lambda i: map(_school, i.schools.values()),
    MENTORS.name: lambda i: map(_mentor, i.mentors.values()),
    STUDENTS.name: lambda i: map(_student, i.students.values()),
    HISTORY.name: lambda i: ((p.student, p.semester, p.school, _joined(sorted(p.groups)), p.travel) for p in i.history),
    TRAINERS.name: lambda i: map(_trainer, i.trainers.values()),
    TANDEMS.name: lambda i: map(_tandem, i.tandems.values()),
    SLOTS.name: lambda i: ((s.id, s.date, s.begin, s.end, s.school, s.board) for s in i.slots.values()),
    AVAILABILITY.name: lambda i: ((a.trainer, a.date, a.part, a.answer.value, _NOT_UPDATED) for a in i.availability),
    ABSENCES.name: lambda i: ((a.who, a.start, a.end) for a in i.absences),
    TRAVEL.name: lambda i: ((t.origin, t.destination, t.vehicle, t.minutes) for t in i.travel_rows),
    EXCLUSIONS.name: lambda i: ((e.who, e.other, e.reason) for e in i.exclusions),
    PINS.name: lambda i: ((p.student, p.school, p.mentor, p.slot, p.field, p.institute) for p in i.pins),
    GIVEN_PLACEMENT.name: lambda i: (i.given_placement or {}).items(),
    NORMS_SHEET.name: lambda i: norm_lines(i.settings),
    HANDOVER_SHEET.name: lambda i: handover_lines(i.handover),
    SEEN.name: lambda i: (),  # what was seen belongs to the file of the office, not to the semester
}
