"""A form about something that happened: what it asks, and that what was filled in can be. Knows no page and no rule."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from instances.domain.instance import Instance
from instances.dutch.lists import alternatives
from instances.workbook.read import Reading
from scheduler.web.changes.people import Named, shown
from scheduler.web.tasks.edited_workbook import WorkbookEdit
from scheduler.web.tasks.workbook_copy import ChangeRefusedError

Answers = Mapping[str, str]


class FieldKind(StrEnum):
    """How something is filled in."""

    PERSON = "person"  # a name or code, with the list to choose from
    TEXT = "text"
    DATE = "date"
    CHOICE = "choice"
    DAYS = "days"


@dataclass(frozen=True, slots=True)
class FormField:
    """One thing that a form asks.

    Attributes:
        name: Of the value.
        label: What is asked, in Dutch.
        kind: How it is filled in.
        required: It must be filled in.
        choices: Of a choice: the value and what it says.
        store: Of a person: the rows to choose from, a field of the semester.
        help: What else is good to know, in Dutch.
    """

    name: str
    label: str
    kind: FieldKind
    required: bool = True
    choices: tuple[tuple[str, str], ...] = ()
    store: str = ""
    help: str = ""


@dataclass(frozen=True, slots=True)
class Happened:
    """What happened, and what it changes.

    Attributes:
        why: In a few Dutch words, for the versions.
        edits: What becomes other in the workbook.
    """

    why: str
    edits: tuple[WorkbookEdit, ...]


@dataclass(frozen=True, slots=True)
class Happening:
    """Something that can happen.

    Attributes:
        id: Of the form.
        title: What happens, in Dutch.
        explanation: What it changes in the workbook, in Dutch.
        fields: What the form asks.
        change: From answers that can be to the change.
    """

    id: str
    title: str
    explanation: str
    fields: tuple[FormField, ...]
    change: Callable[[Instance, Reading, Answers], Happened]

    def edits(self, instance: Instance, reading: Reading, answers: Answers) -> Happened:
        """Make the change that follows from what was filled in.

        Args:
            instance: The workbook.
            reading: Where everything stands in it.
            answers: What was filled in, by the name of the field; several values with ``;`` between them.

        Returns:
            The change.

        Raises:
            ChangeRefusedError: It was not filled in so that it can be, or the workbook says so already.
        """
        for field in self.fields:
            _refuse_other_choices(field, answers.get(field.name, ""))
        return self.change(instance, reading, answers)


def _refuse_other_choices(field: FormField, answer: str) -> None:
    """A form of the window offers its choices only; what is sent by another hand may be anything."""
    if field.kind not in (FieldKind.CHOICE, FieldKind.DAYS):
        return
    values = [value for value, _ in field.choices]
    for one in filter(None, answer.split(";")):
        if one not in values:
            can = alternatives(filter(None, values))
            raise ChangeRefusedError(f"{field.label}: “{one}” kan niet; kies {can}.")


def people(instance: Instance, happening: Happening) -> dict[str, list[str]]:
    """List who can be chosen in a form.

    Args:
        instance: The workbook.
        happening: Of which form.

    Returns:
        The field of the semester to its rows as a form shows them, by name.
    """
    stores = {field.store for field in happening.fields if field.store}
    return {store: sorted(shown(row) for row in rows_of(instance, store).values()) for store in stores}


def rows_of(instance: Instance, store: str) -> Mapping[str, Named]:
    """Give the rows that a form chooses from, by code.

    Args:
        instance: The workbook.
        store: A field of the semester, or ``assessors``: the trainers who assess.

    Returns:
        The rows.
    """
    if store == "assessors":
        return {id: trainer for id, trainer in instance.trainers.items() if trainer.assessor}
    found: Mapping[str, Named] = getattr(instance, store)
    return found
