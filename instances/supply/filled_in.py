"""Whether anybody wrote in a form, and what all of it says, so that two forms can be compared. Knows no workbook."""

from __future__ import annotations

from instances.supply.asked import field_value
from instances.supply.form import (
    MENTOR_FIELDS,
    MENTOR_FORM,
    PERIOD_FORM,
    SCHOOL_FIELDS,
    SCHOOL_FORM,
    MentorForm,
    PeriodForm,
    Question,
    SchoolForm,
    in_words,
)
from instances.supply.read_forms import Form
from instances.tables.records import Record
from instances.tables.schema import Column, Sheet

_PREFILLED: tuple[tuple[Sheet, Column, tuple[Column, ...]], ...] = (
    (SCHOOL_FORM, SchoolForm.CODE, SCHOOL_FIELDS),
    (MENTOR_FORM, MentorForm.CODE, MENTOR_FIELDS),
    (PERIOD_FORM, PeriodForm.DATE, (PeriodForm.MORNING, PeriodForm.AFTERNOON)),
)
"""Sheet, the column that says which row it is, and what stood in the row when the form went out."""


def answers_of(form: Form) -> tuple[tuple[str, ...], ...]:
    """Say everything that a form says, wherever its rows stand.

    Args:
        form: The form.

    Returns:
        Every row and every line of the first sheet in words, sorted; a cell that could not be read as its fault.
    """
    rows = [
        (sheet.name, *(_words(record, column) for column in sheet.columns))
        for sheet, _, _ in _PREFILLED
        for record in form.records.of(sheet)
    ]
    rows += [(question, form.answer(question)) for question in Question if form.answer(question)]
    rows += [(fault.fault.sheet, fault.fault.column, fault.fault.found) for fault in form.faults]
    return tuple(sorted(rows))


def is_touched(form: Form) -> bool:
    """Say whether somebody wrote in a form, or took something away.

    Args:
        form: The form.

    Returns:
        False for one that is as it went out, in whatever order its rows stand.
    """
    if form.faults or any(form.answer(question) for question in Question):
        return True
    for sheet, key, columns in _PREFILLED:
        asked = {id for kind, id, _ in form.asked if kind == sheet.name}
        rows = form.records.of(sheet)
        if len(rows) != len(asked) or {_words(record, key) for record in rows} != asked:
            return True
        if any(_differs(form, sheet, key, record, columns) for record in rows):
            return True
    said = (SchoolForm.ANSWER, SchoolForm.REASON)
    return any(record.is_filled(column) for record in form.records.of(SCHOOL_FORM) for column in said)


def is_blank(form: Form) -> bool:
    """Say whether a form came back with nothing in it: as it went out, or with every row emptied.

    Args:
        form: The form.

    Returns:
        False for one with a fault in it, an answer on the first sheet, or a row that says something.
    """
    if not is_touched(form):
        return True
    if form.faults or any(form.answer(question) for question in Question):
        return False
    return not any(
        record.is_filled(column) or record.is_faulty(column)
        for sheet, key, _ in _PREFILLED
        for record in form.records.of(sheet)
        for column in sheet.columns
        if column not in (key, SchoolForm.NAME)
    )


def _differs(form: Form, sheet: Sheet, key: Column, record: Record, columns: tuple[Column, ...]) -> bool:
    code = _words(record, key)
    return any(_words(record, each) != form.asked.get((sheet.name, code, each.header), "") for each in columns)


def _words(record: Record, column: Column) -> str:
    return in_words(field_value(record, column))
