"""An edit of the workbook in Dutch, with the cell where it is made. Knows no rule and decides nothing.

A sentence is a clause without capital or full stop, so that a few fit together in one line.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import date

from instances.domain.entities import Absence, Availability, Day, Exclusion, MentorTraining, Slot, Willingness
from instances.domain.instance import Instance
from instances.dutch.dates import day_names, medium_date, span
from instances.dutch.lists import listed
from instances.dutch.nearest import folded
from instances.edits.edit import PLACES, CellEdit, Edit, RowEdit, WholeRow, current
from instances.edits.fields import FieldValue, as_cell, column_key
from instances.tables.columns import (
    ABSENCES,
    AVAILABILITY,
    BOARDS,
    EXCLUSIONS,
    MENTORS,
    PINS,
    SCHOOLS,
    SLOTS,
    STUDENTS,
    TANDEMS,
    TRAINERS,
)
from instances.tables.setting_rows import SETTINGS_SHEET
from instances.workbook.read import Reading

_KINDS = {
    BOARDS.name: ("bestuur", "boards"),
    SCHOOLS.name: ("school", "schools"),
    MENTORS.name: ("mentor", "mentors"),
    STUDENTS.name: ("student", "students"),
    TRAINERS.name: ("opleider", "trainers"),
}
_LABELS = {
    STUDENTS.MAX_TRAVEL.header: "maximum reistijd",
    MENTORS.MAX_STUDENTS.header: "maximum aantal studenten",
    SCHOOLS.MAX_PLG.header: "maximum PLG",
}


def edits_in_words(instance: Instance, reading: Reading, edits: Iterable[Edit]) -> list[str]:
    """Tell every edit with its cell.

    Args:
        instance: The semester before the edits.
        reading: The workbook, for the cells.
        edits: What is changed.

    Returns:
        One clause in Dutch for each edit, without capital or full stop; cells that say one thing together, as those of
        a PLG do, are one clause with all of them.
    """
    alike: dict[tuple[str, ...], list[Edit]] = {}
    for edit in edits:
        together = isinstance(edit, CellEdit) and edit.row
        alike.setdefault(edit.change if together else edit.place, []).append(edit)
    return [
        f"{_together(instance, some)} ({listed(edit_cell(reading, edit) for edit in some)})" for some in alike.values()
    ]


def _together(instance: Instance, edits: Sequence[Edit]) -> str:
    """``maximum PLG van school S1 (De Eik), school S2 (De Es) en school S3 (De Olm): 9 in plaats van 8``."""
    first = edits[0]
    if len(edits) == 1 or not isinstance(first, CellEdit):
        return edit_words(instance, first)
    subject = listed(_subject(instance, edit.sheet, edit.id) for edit in edits if isinstance(edit, CellEdit))
    return edit_words(instance, first).replace(_subject(instance, first.sheet, first.id), subject)


def edit_words(instance: Instance, edit: Edit) -> str:
    """Tell what an edit changes.

    Args:
        instance: The semester before the edit.
        edit: What is changed.

    Returns:
        A clause in Dutch such as ``één plaats extra op school S12 (De Eik)``.
    """
    if isinstance(edit, RowEdit):
        return _row_words(instance, edit)
    now = current(instance, edit)
    if edit.place[::2] == PLACES and isinstance(edit.value, int):
        school = instance.schools[edit.id]
        if school.taken > school.places and edit.value > school.taken:  # so many places are no place for a student yet
            text = _places(_subject(instance, edit.sheet, edit.id), 0, edit.value - school.taken)
            return f"{text} (Plaatsen {edit.value} in plaats van {now}, want Bezet is {school.taken})"
    phrase = _CELLS.get((edit.sheet, edit.column))
    text = phrase(_subject(instance, edit.sheet, edit.id), now, edit.value) if phrase is not None else ""
    return text or _plain(instance, edit, _default(instance, edit) if now is None else now)


def _default(instance: Instance, edit: CellEdit) -> FieldValue:
    """What an empty cell means where a setting says so; None elsewhere."""
    settings = instance.settings
    return {
        column_key(STUDENTS, STUDENTS.MAX_TRAVEL): settings.max_travel,
        column_key(SCHOOLS, SCHOOLS.MAX_PLG): settings.plg_max,
        column_key(TRAINERS, TRAINERS.MAX_WPAS): settings.max_wpas,
        column_key(TRAINERS, TRAINERS.MAX_WPAS_PER_DAY): settings.max_wpas_per_day,
    }.get((edit.sheet, edit.column))


def edit_cell(reading: Reading, edit: Edit) -> str:
    """Name the cell of an edit.

    Args:
        reading: The workbook.
        edit: What is changed.

    Returns:
        Sheet and cell, ``Scholen K14``; the sheet alone where the cell is not there yet.
    """
    if isinstance(edit, RowEdit):
        number = row_number(reading, edit)
        return f"{edit.sheet} rij {number}" if number is not None else edit.sheet
    number = setting_row(reading, edit.id) if edit.sheet == SETTINGS_SHEET.name else None
    if number is not None:
        return f"{edit.sheet} {reading.tables[edit.sheet].cell(VALUE, number)}"
    return " ".join(filter(None, (edit.sheet, reading.where(edit.sheet, edit.id, edit.column))))


def row_number(reading: Reading, edit: RowEdit) -> int | None:
    """Find the row of the file that an edit removes.

    Args:
        reading: The workbook.
        edit: A row that is added or removed.

    Returns:
        The number of the row, 1 for the first of the file; None for a row that is added.
    """
    if edit.added or reading.instance is None or edit.sheet not in reading.tables:
        return None
    store = getattr(reading.instance, edit.store)
    rows: list[WholeRow] = list(store.values() if isinstance(edit.row, Slot) else store)
    return reading.tables[edit.sheet].rows[rows.index(edit.row)][0]


NAME, VALUE = SETTINGS_SHEET.NAME.header, SETTINGS_SHEET.VALUE.header


def setting_row(reading: Reading, name: str) -> int | None:
    """Find the row of the file that gives a setting.

    Args:
        reading: The workbook.
        name: The name of the setting.

    Returns:
        The number of the row, 1 for the first of the file; None where the sheet does not have it.
    """
    table = reading.tables.get(SETTINGS_SHEET.name)
    rows = table.rows if table is not None else ()
    return next((number for number, cells in rows if folded(str(cells.get(NAME, ""))) == folded(name)), None)


def _subject(instance: Instance, sheet: str, id: str) -> str:
    """The row in words: ``school S12 (De Eik)``."""
    if sheet == TANDEMS.name:
        return f"tandem {id}"
    if sheet not in _KINDS:
        return f"student {id} ({instance.students[id].name})" if sheet == PINS.name else id
    kind, store = _KINDS[sheet]
    if kind == "opleider" and instance.trainers[id].assessor:
        kind = "beoordelaar"
    return f"{kind} {id} ({getattr(instance, store)[id].name})"


def _value_words(value: FieldValue) -> str:
    if isinstance(value, date):
        return medium_date(value)
    cell = as_cell(value)
    return "leeg" if cell is None else str(cell)


def _plain(instance: Instance, edit: CellEdit, now: FieldValue) -> str:
    subject = _subject(instance, edit.sheet, edit.id)
    label = _LABELS.get(edit.column) or edit.column[0].lower() + edit.column[1:]
    if edit.sheet == SETTINGS_SHEET.name:
        return f"instelling {edit.column}: {_value_words(edit.value)} in plaats van {_value_words(now)}"
    if edit.value is None and edit.sheet != PINS.name:
        return f"{label} van {subject} leeg in plaats van {_value_words(now)}"
    return f"{label} van {subject}: {_value_words(edit.value)} in plaats van {_value_words(now)}"


def _places(subject: str, now: FieldValue, value: FieldValue) -> str:
    more = int(str(value)) - int(str(now))
    if more <= 0:
        return ""
    return f"één plaats extra op {subject}" if more == 1 else f"{more} plaatsen extra op {subject}"


def _more_students(subject: str, now: FieldValue, value: FieldValue) -> str:
    more = 0 if now is None or value is None else int(str(value)) - int(str(now))
    if more <= 0:
        return ""
    extra = "één student" if more == 1 else f"{more} studenten"
    return f"{subject} {extra} meer ({value} in plaats van {now})"


def _days(subject: str, now: FieldValue, value: FieldValue) -> str:
    before, after = (frozenset(v) if isinstance(v, frozenset) else frozenset() for v in (now, value))
    more = [day for day in Day if day in after - before]
    return f"{subject} ook op {day_names(more)}" if more and before <= after else ""


def _years(subject: str, now: FieldValue, value: FieldValue) -> str:
    before, after = (frozenset(v) if isinstance(v, frozenset) else frozenset() for v in (now, value))
    more = sorted(str(year) for year in after - before)
    return f"{subject} neemt ook leerjaar {listed(more)}" if more and before <= after else ""


def _training(subject: str, now: FieldValue, value: FieldValue) -> str:
    return f"{subject} bereid tot de mentortraining" if value == MentorTraining.WILLING else ""


def _available(subject: str, now: FieldValue, value: FieldValue) -> str:
    return f"{subject} beschikbaar" if value is True else f"{subject} niet beschikbaar"


def _separation(whom: str) -> Callable[[str, FieldValue, FieldValue], str]:
    return lambda subject, now, value: (
        f"scheiding eigen {whom} op {_value_words(value)} voor {subject}" if value is not None else ""
    )


def _pin(what: str) -> Callable[[str, FieldValue, FieldValue], str]:
    def phrase(subject: str, now: FieldValue, value: FieldValue) -> str:
        if value is None:
            return f"{what} van {subject} vrijgeven (nu {now})"
        return f"{what} van {subject}: {value}" + (f" in plaats van {now}" if now is not None else "")

    return phrase


def _required(what: str) -> Callable[[str, FieldValue, FieldValue], str]:
    return lambda subject, now, value: (
        f"{what} van {subject} laten vallen (nu {_value_words(now)})" if value is None else ""
    )


_CELLS: dict[tuple[str, str], Callable[[str, FieldValue, FieldValue], str]] = {
    column_key(SCHOOLS, SCHOOLS.PLACES): _places,
    column_key(SCHOOLS, SCHOOLS.YEARS): _years,
    column_key(BOARDS, BOARDS.MAX_STUDENTS): _more_students,
    column_key(BOARDS, BOARDS.OWN_SO): _separation("SO"),
    column_key(BOARDS, BOARDS.OWN_IO): _separation("IO"),
    column_key(TANDEMS, TANDEMS.MAX_STUDENTS): _more_students,
    column_key(MENTORS, MENTORS.MAX_STUDENTS): _more_students,
    column_key(MENTORS, MENTORS.DAYS): _days,
    column_key(MENTORS, MENTORS.TRAINING): _training,
    column_key(MENTORS, MENTORS.AVAILABLE): _available,
    column_key(TRAINERS, TRAINERS.DAYS): _days,
    column_key(STUDENTS, STUDENTS.REQUIRED_BOUW): _required("vereiste bouw"),
    column_key(STUDENTS, STUDENTS.REQUIRED_PROFILE): _required("vereist profiel"),
    column_key(STUDENTS, STUDENTS.SPECIALISATION): _required("specialisatie"),
    column_key(PINS, PINS.SCHOOL): _pin("vaste school"),
    column_key(PINS, PINS.MENTOR): _pin("vaste mentor"),
    column_key(PINS, PINS.SLOT): _pin("vaste tijd"),
    column_key(PINS, PINS.FIELD): _pin("vaste beoordelaar uit het werkveld"),
    column_key(PINS, PINS.INSTITUTE): _pin("vaste beoordelaar van de opleiding"),
}


def _row_words(instance: Instance, edit: RowEdit) -> str:
    row = edit.row
    if isinstance(row, Availability):
        subject, part = _subject(instance, TRAINERS.name, row.trainer), f", {row.part}" if row.part is not None else ""
        answer = {Willingness.YES: "beschikbaar", Willingness.NO: "niet beschikbaar"}.get(row.answer, "liever niet")
        text = f"{subject} {answer} op {medium_date(row.date)}{part}"
    elif isinstance(row, Absence):
        until = f" tot en met {medium_date(row.end)}" if row.end != row.start else ""
        text = f"{row.who} afwezig op {medium_date(row.start)}{until}"
    elif isinstance(row, Slot):
        text = f"WPA-tijd op {medium_date(row.date)} {span(row.begin, row.end)}{_slot_place(instance, row)}"
    else:
        text = f"{row.who} en {row.other} niet samen"
    sheet = {Availability: AVAILABILITY, Absence: ABSENCES, Exclusion: EXCLUSIONS, Slot: SLOTS}[type(row)].name
    return text if edit.added else f"de rij “{text}” weg uit {sheet}"


def _slot_place(instance: Instance, slot: Slot) -> str:
    places = [(SCHOOLS.name, slot.school), (BOARDS.name, slot.board)]
    found = [_subject(instance, sheet, id) for sheet, id in places if id is not None]
    return f" voor {listed(found)}" if found else ""
