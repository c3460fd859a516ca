"""What the form of a board changes of its schools. Knows rows, no file."""

from __future__ import annotations

from dataclasses import dataclass, field

from instances.domain.school_facts import Promise
from instances.supply.board_form import BoardForm
from instances.supply.form import SCHOOL_FIELDS, SCHOOL_FORM, SchoolForm, in_words
from instances.supply.form_rows import RowMerge, RowName, as_fields, by_code, emptied
from instances.supply.outcome import NewsKind
from instances.tables.columns import SCHOOLS
from instances.tables.records import Record


@dataclass(frozen=True)
class SchoolsMerge:
    """Takes over what a board said of its schools.

    Attributes:
        of: The form beside the workbook.
        answered: The schools that said ja, misschien or nee.
    """

    of: BoardForm
    answered: set[str] = field(default_factory=set)

    def run(self) -> None:
        """Take over what was said of each school; what is wrong becomes a fault of the form."""
        known = self.of.known(SCHOOL_FORM, SchoolForm.NAME)
        rows, _ = by_code(self.of.form, SCHOOL_FORM, SchoolForm.CODE, known)
        rows = {id: record for id, record in rows.items() if not emptied(record, (SchoolForm.ANSWER, *SCHOOL_FIELDS))}
        self.of.tell_gone(SCHOOL_FORM, SCHOOLS.name, known, rows)
        for id, record in rows.items():
            row = self.of.row(SCHOOL_FORM, SCHOOLS.name, id, known[id])
            others = {code: name for code, name in known.items() if code != id}
            typed = RowName(self.of.form, record, SchoolForm.NAME, id, (known[id],), others)
            if typed.is_of_another_row():
                continue
            if id in self.of.asked.instance.schools:
                if typed.changed:
                    text = f"Er staat een andere naam bij de code {id}; de code telt."
                    row.tell(NewsKind.REMARK, SchoolForm.NAME.header, record.cell(SchoolForm.NAME), known[id],
                             typed.name, text)  # fmt: skip
                self._school(row, record)
            else:
                text = "Deze school staat niet meer in het werkboek; het antwoord telt niet."
                row.tell(NewsKind.REMARK, "", record.cell(SchoolForm.CODE), "", "", text)

    def _school(self, row: RowMerge, record: Record) -> None:
        said, reason = record.text(SchoolForm.ANSWER), record.text(SchoolForm.REASON)
        fields = dict(as_fields(record, SCHOOL_FIELDS))
        places = SchoolForm.PLACES.header
        if said == Promise.NO:
            fields[places] = fields[SchoolForm.TAKEN.header]  # starters stay where they are
        elif fields[places] is None and not record.is_faulty(SchoolForm.PLACES):
            expected = "hoeveel studenten en starters de school kan begeleiden, in een heel getal; 0 voor geen"
            self.of.form.fault(record, SchoolForm.PLACES, "leeg", expected)
        asked = {header: self.of.form.asked.get((SCHOOL_FORM.name, row.id, header), "") for header in fields}
        touched = reason or any(
            in_words(value) != asked[header] and header not in record.faulty for header, value in fields.items()
        )
        if not said and touched and not record.is_faulty(SchoolForm.ANSWER):
            found = "leeg, terwijl er in deze rij iets is ingevuld"
            self.of.form.fault(record, SchoolForm.ANSWER, found, "ja, misschien of nee")
        if not said:
            return
        self.answered.add(row.id)
        now = self.of.asked.school(row.id)
        for column in SCHOOL_FIELDS:
            if not record.is_faulty(column):
                header = column.header
                row.take(header, record.cell(column), fields[header], now[header])
        promised = self.of.asked.promise(row.id)
        for target, asked_in, answer in (
            (SCHOOLS.PROMISE, SchoolForm.ANSWER, said),
            (SCHOOLS.PROMISE_REASON, SchoolForm.REASON, reason),
        ):
            row.take(target.header, record.cell(asked_in), answer or None, promised[target.header])
        if said != Promise.YES and not reason:
            text = f"De school zei {said} zonder toelichting."
            row.tell(NewsKind.REMARK, SchoolForm.REASON.header, record.cell(SchoolForm.REASON), "", "", text)
        if said == Promise.MAYBE:
            text = f"Nog geen toezegging: zet {places} gelijk aan {SchoolForm.TAKEN} als u er niet op wilt rekenen."
            row.tell(NewsKind.REMARK, SchoolForm.ANSWER.header, record.cell(SchoolForm.ANSWER), "", said, text)
