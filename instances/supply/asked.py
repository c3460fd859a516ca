"""What a form asks of a board or trainer: the rows as the workbook has them now. Knows rows, not how a form looks."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from instances.domain.entities import Availability, DayPart, Trainer
from instances.domain.instance import Instance
from instances.edits.fields import FieldValue
from instances.supply.form import (
    MENTOR_FIELDS,
    MENTOR_FORM,
    PERIOD_FORM,
    SCHOOL_FIELDS,
    SCHOOL_FORM,
    AskedKey,
    MentorForm,
    PeriodForm,
    in_words,
    school_label,
)
from instances.supply.half_days import HalfDay, grid_of, half_days
from instances.tables.columns import AVAILABILITY, MENTORS, SCHOOLS
from instances.tables.faults import Findings
from instances.tables.records import Record, read_records
from instances.tables.schema import Column, Kind, Sheet
from instances.workbook.read import Reading

Fields = Mapping[str, FieldValue]
"""Header of the form to what stands in the cell, as an edit writes it."""

PART_COLUMN: Mapping[DayPart, Column] = {DayPart.MORNING: PeriodForm.MORNING, DayPart.AFTERNOON: PeriodForm.AFTERNOON}


def field_value(record: Record, column: Column) -> FieldValue:
    """Give a cell as an edit writes it, with what an empty cell means.

    Args:
        record: The row.
        column: A column of its sheet.

    Returns:
        The value; tags as a set, for their order means nothing.
    """
    value = record.value(column)
    if column.kind is Kind.TAGS:
        return frozenset(record.words(column))
    if isinstance(value, tuple):
        return tuple(str(part) for part in value)
    return value  # type: ignore[return-value]  # no column of a form holds needs or times


@dataclass(frozen=True)
class RowsAsked:
    """The rows of a workbook that forms ask about.

    Attributes:
        reading: The workbook, read without faults.
        instance: What it says.
    """

    reading: Reading
    instance: Instance

    @cached_property
    def _records(self) -> Mapping[tuple[str, int], Record]:
        tables = {sheet.name: self.reading.tables[sheet.name] for sheet in (SCHOOLS, MENTORS)}
        records = read_records(tables, Findings())
        return {(sheet.name, row.number): row for sheet in (SCHOOLS, MENTORS) for row in records.of(sheet)}

    def _record(self, sheet: Sheet, id: str) -> Record:
        return self._records[sheet.name, self.reading.rows[sheet.name, id]]

    def labels(self, board: str) -> dict[str, str]:
        """Name the schools of a board as its form does.

        Args:
            board: Its id.

        Returns:
            Id of each school to its name with its code, in the order of the workbook.
        """
        schools = self.instance.schools.values()
        return {school.id: school_label(school.id, school.name) for school in schools if school.board == board}

    def label(self, school: str) -> str:
        """Name a school of the workbook as forms do.

        Args:
            school: Its id.

        Returns:
            The name with the id.
        """
        return school_label(school, self.instance.schools[school].name)

    def promise(self, id: str) -> dict[str, str | None]:
        """Say what the workbook has of the last answer of a school.

        Args:
            id: Of the school.

        Returns:
            Header of the workbook to what stands there; None for an empty cell.
        """
        record = self._record(SCHOOLS, id)
        columns = (SCHOOLS.PROMISE, SCHOOLS.PROMISE_REASON)
        return {column.header: record.text(column) if record.is_filled(column) else None for column in columns}

    def school(self, id: str) -> Fields:
        """Give the prefilled cells of a school.

        Args:
            id: Of the school.

        Returns:
            Header of the form to value.
        """
        record = self._record(SCHOOLS, id)
        return {column.header: field_value(record, SCHOOLS.column(column.header)) for column in SCHOOL_FIELDS}

    def schools(self, board: str) -> dict[str, Fields]:
        """Give the prefilled cells of each school of a board.

        Args:
            board: Its id.

        Returns:
            By id of the school, header to value.
        """
        return {id: self.school(id) for id in self.labels(board)}

    def mentor(self, id: str) -> Fields:
        """Give the prefilled cells of a mentor.

        Args:
            id: Of the mentor.

        Returns:
            Header of the form to value; the school as the form names it.
        """
        record = self._record(MENTORS, id)
        found = {
            column.header: field_value(record, MENTORS.column(column.header))
            for column in MENTOR_FIELDS
            if column is not MentorForm.SCHOOL
        }
        return {**found, MentorForm.SCHOOL.header: self.label(self.instance.mentors[id].school)}

    def mentors(self, board: str) -> dict[str, Fields]:
        """Give the prefilled cells of each mentor of a board.

        Args:
            board: Its id.

        Returns:
            By id of the mentor, header to value; in the order of schools, groups and names.
        """
        labels = list(self.labels(board))
        found = [mentor for mentor in self.instance.mentors.values() if mentor.school in labels]
        ordered = sorted(found, key=lambda mentor: (labels.index(mentor.school), min(mentor.groups), mentor.name))
        return {mentor.id: self.mentor(mentor.id) for mentor in ordered}

    @cached_property
    def period(self) -> tuple[HalfDay, ...]:
        """The half-days with times for WPAs."""
        return half_days(self.instance)

    def times_of(self, trainer: str) -> tuple[tuple[int, Availability], ...]:
        """Find the rows of Beschikbaarheid of a trainer.

        Args:
            trainer: The id.

        Returns:
            Each with its number in the file.
        """
        return tuple((number, row) for number, row in self._times if row.trainer == trainer)

    @cached_property
    def _times(self) -> tuple[tuple[int, Availability], ...]:
        table = self.reading.tables.get(AVAILABILITY.name)
        if table is None:
            return ()
        records = read_records({AVAILABILITY.name: table}, Findings()).of(AVAILABILITY)
        return tuple((record.number, row) for record, row in zip(records, self.instance.availability, strict=True))

    def trainer(self, id: str) -> dict[HalfDay, str]:
        """Say what the workbook means for each half-day of the period.

        Args:
            id: Of the trainer.

        Returns:
            Half-day to ``ja``, ``liever niet`` or ``nee``.
        """
        trainer = self.instance.trainers[id]
        rows = self.instance.availability_of.get(id, ())
        return {half: answer.value for half, answer in grid_of(rows, trainer, self.period).items()}

    def assessors(self) -> tuple[Trainer, ...]:
        """Find the trainers who are asked when they can.

        Returns:
            Those who take WPAs; nobody where there are no times for WPAs.
        """
        pools = (*self.instance.field_pool, *self.instance.institute_pool)
        return tuple(trainer for trainer in pools if self.period)

    def of_board(self, board: str) -> dict[AskedKey, str]:
        """What stands in the form of a board, cell by cell, in words.

        Args:
            board: Its id.

        Returns:
            Sheet, code and header to the words of the cell.
        """
        schools = {id: {**fields, **self.promise(id)} for id, fields in self.schools(board).items()}
        return {
            (sheet.name, id, header): in_words(value)
            for sheet, found in ((SCHOOL_FORM, schools), (MENTOR_FORM, self.mentors(board)))
            for id, fields in found.items()
            for header, value in fields.items()
        }

    def of_trainer(self, trainer: str) -> dict[AskedKey, str]:
        """Say what stands in the form of a trainer, as ``of_board``.

        Args:
            trainer: The id.

        Returns:
            Sheet, day as 2027-05-31 and header to the words of the cell.
        """
        return {
            (PERIOD_FORM.name, day.isoformat(), PART_COLUMN[part].header): answer
            for (day, part), answer in self.trainer(trainer).items()
        }
