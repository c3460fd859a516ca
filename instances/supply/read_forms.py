"""Reads the forms that came back, each by its hidden sheet, with every fault by file and cell. Knows no workbook."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from instances.rosters.own_files import open_own_tables
from instances.supply.form import (
    ASKED,
    BEFORE_VALUE,
    FORM_SHEETS,
    IDENTITY,
    MENTOR_FORM,
    PERIOD_FORM,
    SCHOOL_FORM,
    START,
    VERSION,
    AskedKey,
    AskedSheet,
    FormKind,
    Identity,
    IdentitySheet,
    Question,
    StartSheet,
)
from instances.tables.faults import Fault, Findings
from instances.tables.records import Record, Records, read_records
from instances.tables.schema import Column, Sheet

_NEEDED: Mapping[FormKind, tuple[Sheet, ...]] = {
    FormKind.BOARD: (SCHOOL_FORM, MENTOR_FORM),
    FormKind.TRAINER: (PERIOD_FORM,),
}
_NO_FORM = (
    "een formulier dat met uitvraag gemaakt is. Zijn de bladen in een ander bestand geplakt? Zet de antwoorden dan "
    "terug in het formulier dat u verstuurde"
)


@dataclass(frozen=True, slots=True)
class FileFault:
    """Something wrong with a file in the folder of answers.

    Attributes:
        file: Its name within that folder, '' for the folder itself.
        fault: What must be corrected.
    """

    file: str
    fault: Fault


@dataclass(frozen=True)
class Form:
    """One form as it came back.

    Attributes:
        file: Its name within the folder.
        identity: Whose it is.
        asked: What stood in each cell when it went out, in words.
        records: Its rows.
        start: What was filled in on the first sheet.
        sender: The name of the board or trainer, as the workbook has it.
    """

    file: str
    identity: Identity
    asked: Mapping[AskedKey, str]
    records: Records
    start: Mapping[str, str] = field(default_factory=dict)
    sender: str = ""

    def answer(self, question: Question) -> str:
        """What was filled in behind a question of the first sheet; '' for nothing."""
        return self.start.get(question, "")

    def fault(self, record: Record, column: Column, found: str, expected: str) -> None:
        """Note that a cell must be corrected."""
        self.records.fault(record, column, found, expected)

    @property
    def faults(self) -> tuple[FileFault, ...]:
        """Everything wrong with it so far."""
        return tuple(FileFault(self.file, fault) for fault in self.records.findings.faults)


def answer_paths(folder: Path, ending: str) -> Iterator[tuple[str, Path]]:
    """Find the files of a kind in a folder and those below it, without what Excel keeps beside an open file.

    Args:
        folder: Where answers lie.
        ending: Such as ``.xlsx``, in lower case.

    Yields:
        The name within the folder and the path, in the order of names.
    """
    for path in sorted(folder.rglob("*")):
        if path.suffix.casefold() == ending and path.is_file() and not path.name.startswith(("~$", ".")):
            yield path.relative_to(folder).as_posix(), path


def read_form(path: Path, file: str, semester: str) -> tuple[Form | None, tuple[FileFault, ...]]:
    """Read one file.

    Args:
        path: The file; a bad one never raises.
        file: Its name within the folder.
        semester: That of the workbook; a form of another one is a fault.

    Returns:
        The form, None where it cannot be used, and what is wrong with it as a whole. Faults in its cells are in the
        form.
    """
    findings = Findings()
    tables = open_own_tables(path, FORM_SHEETS, findings)
    if tables is None or findings.faults:
        return None, tuple(FileFault(file, fault) for fault in findings.faults)
    records = read_records(tables, findings)
    facts = {row.text(IdentitySheet.FACT): row.text(IdentitySheet.VALUE) for row in records.of(IDENTITY)}
    identity = Identity.of_facts(facts)
    wrong = _unusable(identity, semester, records)
    if wrong is not None or identity is None:
        return None, tuple(FileFault(file, fault) for fault in (*findings.faults, *([wrong] if wrong else [])))
    asked = {
        (row.text(AskedSheet.SHEET), row.text(AskedSheet.CODE), row.text(AskedSheet.COLUMN)):
        row.text(AskedSheet.VALUE).removeprefix(BEFORE_VALUE)
        for row in records.of(ASKED)
    }  # fmt: skip
    start = {row.text(StartSheet.QUESTION): row.text(StartSheet.ANSWER) for row in records.of(START)}
    form = Form(file, identity, asked, records, start)
    _whole(form)
    return form, ()


def _unusable(identity: Identity | None, semester: str, records: Records) -> Fault | None:
    if identity is None:
        return Fault("", "", "", "een bestand zonder het verborgen blad van een formulier", _NO_FORM)
    if identity.version != VERSION:
        expected = f"een formulier van versie {VERSION}. Maak met uitvraag een nieuw formulier"
        return Fault("", "", "", f"een formulier van versie {identity.version or 'onbekend'}", expected)
    if identity.semester != semester:
        named = identity.semester or "een semester zonder naam"
        return Fault("", "", "", f"een formulier van {named}", f"een formulier van {semester or 'dit semester'}")
    missing = [sheet.name for sheet in _NEEDED[identity.kind] if not records.has(sheet)]
    if missing:
        return Fault(missing[0], "", "", "geen blad", f"het blad {missing[0]} zoals het in het formulier stond")
    return None


def _whole(form: Form) -> None:
    """Every column that is asked must still be there."""
    for sheet in _NEEDED[form.identity.kind]:
        rows = form.records.of(sheet)
        letters = rows[0].table.letters if rows else {}
        for column in sheet.columns:
            if rows and column.header not in letters:
                expected = f"de kolom {column.header} zoals die in het formulier stond"
                form.records.findings.add(Fault(sheet.name, "", column.header, "geen kolom", expected))


def day_of(text: str) -> date:
    """The day of a row of Beschikbaarheid as Uitgevraagd has it."""
    return date.fromisoformat(text)
