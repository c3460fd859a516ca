"""What both sheets of a board's form share while they are taken over. Knows rows, no file."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from instances.supply.asked import RowsAsked
from instances.supply.form import SCHOOL_FORM, START, Question
from instances.supply.form_rows import RowMerge
from instances.supply.outcome import Merged, NewsKind
from instances.supply.read_forms import Form
from instances.tables.columns import BOARDS
from instances.tables.records import Record
from instances.tables.schema import Column, Sheet

_GONE = "De rij is weggehaald of leeggemaakt; in het werkboek blijft zij zoals zij was."


@dataclass(frozen=True)
class BoardForm:
    """The form of one board beside the workbook.

    Attributes:
        asked: The workbook as it is now.
        form: The form.
        merged: Gathers what changes.
    """

    asked: RowsAsked
    form: Form
    merged: Merged

    @property
    def board(self) -> str:
        """The id of the board."""
        return self.form.identity.who

    def row(self, sheet: Sheet, target: str, id: str, name: str) -> RowMerge:
        """Compare the answers about one row.

        Args:
            sheet: Of the form.
            target: The name of the sheet of the workbook.
            id: The code of the row.
            name: Of whom or what it is.

        Returns:
            What takes them over.
        """
        return RowMerge(self.merged, self.form, sheet, target, id, name)

    def known(self, sheet: Sheet, name: Column) -> dict[str, str]:
        """Name the rows that the form went out with.

        Args:
            sheet: Of the form.
            name: The column with the name.

        Returns:
            Code to name.
        """
        codes = dict.fromkeys(id for kind, id, _ in self.form.asked if kind == sheet.name)
        if sheet is SCHOOL_FORM:
            schools = self.asked.instance.schools
            return {id: schools[id].name if id in schools else id for id in codes}
        return {id: self.form.asked.get((sheet.name, id, name.header), id) for id in codes}

    def tell_remark(self) -> None:
        """Tell what the board wrote to the office on the first sheet."""
        if remark := self.form.answer(Question.REMARK):
            name = self.asked.instance.boards[self.board].name
            row = self.row(START, BOARDS.name, self.board, name)
            row.tell(NewsKind.REMARK, str(Question.REMARK), "", "", remark)

    def tell_gone(self, sheet: Sheet, target: str, known: Mapping[str, str], rows: Mapping[str, Record]) -> None:
        """Tell which rows of the form are not there any more."""
        for id, name in known.items():
            if id not in rows:
                self.row(sheet, target, id, name).tell(NewsKind.REMARK, "", "", "", "", _GONE)
