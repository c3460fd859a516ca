"""The rows of a form by their codes, and the three values of each cell: asked, answered, and in the workbook now."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from instances.dutch.nearest import alike, did_you_mean, folded, who_is_meant
from instances.edits.fields import FieldValue
from instances.supply.asked import Fields, field_value
from instances.supply.form import Question, in_words
from instances.supply.outcome import FormPlace, Merged, News, NewsKind
from instances.supply.read_forms import Form
from instances.tables.records import Record
from instances.tables.schema import Column, Sheet

Shown = Callable[[FieldValue], str]
"""Words for a value."""


@dataclass(frozen=True)
class RowMerge:
    """Compares the answers about one row with what was asked and what the workbook has now.

    Attributes:
        merged: Gathers what changes.
        form: The form.
        sheet: Of the form.
        target: The name of the sheet of the workbook.
        id: The row.
        name: Of whom or what it is.
    """

    merged: Merged
    form: Form
    sheet: Sheet
    target: str
    id: str
    name: str

    def take(self, header: str, cell: str, answered: FieldValue, now: FieldValue, shown: Shown | None = None) -> None:
        """Take one answer over where it differs from what was asked and the workbook still has what was asked.

        Args:
            header: Of the column of the form, which is that of the workbook.
            cell: Where the answer stands.
            answered: The answer, as the workbook writes it.
            now: What the workbook has.
            shown: Other words for a value than its own, such as the name of a school for its code.
        """
        words = shown or in_words
        asked = self.form.asked.get((self.sheet.name, self.id, header), words(now))
        if words(answered) in (asked, words(now)):
            return
        if words(now) != asked:
            text = f"Het werkboek is gewijzigd sinds de uitvraag (toen: {asked or 'leeg'}); die waarde is gebleven."
            self.tell(NewsKind.CONFLICT, header, cell, words(now), words(answered), text)
            return
        self.merged.cells.setdefault((self.target, self.id), {})[header] = answered
        self.tell(NewsKind.CHANGED, header, cell, words(now), words(answered))

    def tell(self, kind: NewsKind, header: str, cell: str, old: str, new: str, text: str = "") -> None:
        """Note a line for the sheet Ingelezen."""
        place = FormPlace(self.form.file, self.sheet.name, cell)
        by = signed(self.form)
        self.merged.news.append(News(kind, self.target, self.id, self.name, header, old, new, place, by, text))


def signed(form: Form) -> str:
    """Who filled a form in: as they wrote it, else the board or trainer whose form it is."""
    return form.answer(Question.BY) or form.sender


def by_code(
    form: Form, sheet: Sheet, code: Column, known: Mapping[str, str], free: Iterable[str] = ()
) -> tuple[dict[str, Record], list[Record]]:
    """Find the rows of a form by their codes, wherever they stand by now.

    A code that is not of this form, or stands there twice, is a fault of its cell.

    Args:
        form: The form.
        sheet: One of its sheets.
        code: The column with the codes.
        known: The codes that the form went out with, to the names of their rows.
        free: What may stand in a row that is new, in lower case; '' for an empty cell.

    Returns:
        The rows with a code, and the new ones.
    """
    rows: dict[str, Record] = {}
    new: list[Record] = []
    allowed = set(free)
    for record in form.records.of(sheet):
        found = record.text(code)
        if found in rows:
            expected = f"elke code één keer; {found} staat ook in {rows[found].cell(code)}"
            form.fault(record, code, found, expected)
        elif found in known:
            rows[found] = record
        elif found.casefold() in allowed:
            new.append(record)
        elif not record.is_faulty(code):
            name = record.text(sheet.columns[0])
            hint = did_you_mean(found, known) if found else who_is_meant(name, known) if name else ""
            more = " Is het een nieuwe rij? Laat de code dan leeg." if "" in allowed else ""
            form.fault(record, code, found or "leeg", f"een code van dit formulier.{hint}{more}")
    return rows, new


@dataclass(frozen=True)
class RowName:
    """The name in a row of a form beside the name that goes with its code: another may have been pasted over it.

    Attributes:
        form: The form.
        record: The row.
        column: With the name.
        code: Of the row.
        own: What whoever has that code is called: in the form as it went out, and in the workbook now.
        others: The other rows of the form, code to name.
    """

    form: Form
    record: Record
    column: Column
    code: str
    own: tuple[str, ...]
    others: Mapping[str, str]

    @property
    def name(self) -> str:
        """What stands in the row."""
        return self.record.text(self.column)

    @property
    def changed(self) -> bool:
        """Whether another name stands there, more than a slip away."""
        return bool(self.name) and not any(
            folded(self.name) == folded(one) or alike(self.name, one) for one in self.own
        )

    @property
    def shares_a_word(self) -> bool:
        """Whether a word of the name is in the own one too, such as the first name of who married."""
        words = _words(self.name)
        return any(not words.isdisjoint(_words(one)) for one in self.own)

    def is_of_another_row(self) -> bool:
        """Note a fault where the name is that of another row; nothing of this row can be believed then."""
        if not self.name or folded(self.name) in map(folded, self.own):
            return False
        other = next((code for code, name in self.others.items() if folded(name) == folded(self.name)), None)
        if other is None:
            return False
        expected = (
            f"{self.own[0]}: die heeft in dit formulier de code {self.code}, {self.name} heeft {other}. Zet bij elke "
            "code de rij terug die er stond"
        )
        self.form.fault(self.record, self.column, self.name, expected)
        return True


_SMALL_WORDS = frozenset({"van", "de", "der", "den", "het", "ten", "ter", "te", "in", "op", "la", "le", "el", "al"})


def _words(name: str) -> set[str]:
    """The words of a name that tell people apart."""
    found = folded(name).replace("-", " ").replace(".", " ").split()
    return {word for word in found if len(word) > 1 and word not in _SMALL_WORDS}


def emptied(record: Record, fields: Iterable[Column]) -> bool:
    """Whether of a row no more than its code is left."""
    return not any(record.is_filled(column) or record.is_faulty(column) for column in fields)


def as_fields(record: Record, fields: Iterable[Column]) -> Fields:
    """The cells of a row as edits write them, with what empty cells mean."""
    return {column.header: field_value(record, column) for column in fields}
