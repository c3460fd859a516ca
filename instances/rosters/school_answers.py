"""Reads what schools answered to a preview, and the key that the office kept. Knows cells and codes, no rule.

Empty means not answered. Every fault names its file, cell and what was expected.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from instances.dutch.nearest import did_you_mean
from instances.rosters.columns import AGREE, DISAGREE, PREVIEW, PREVIEW_KEY, Head
from instances.rosters.own_files import open_own, own_sheet
from instances.rosters.previewed import PreviewKey, PreviewRow
from instances.tables.faults import Fault, Findings
from instances.tables.records import Records

_PREVIEW = own_sheet(PREVIEW, (Head.CODE,), (Head.AGREED, Head.REASON))
_KEY = own_sheet(PREVIEW_KEY, (Head.CODE, Head.STUDENT, Head.SCHOOL))


@dataclass(frozen=True, slots=True)
class SchoolAnswer:
    """What one school said of one row.

    Attributes:
        row: The student and the school.
        code: The code of the row.
        agreed: What was answered; None: nothing yet.
        reason: As the school wrote it; '' without one.
        place: File and cell.
    """

    row: PreviewRow
    code: str
    agreed: bool | None
    reason: str
    place: str


@dataclass(frozen=True, slots=True)
class Answers:
    """Everything that was read of the answers of schools.

    Attributes:
        given: The answers; to be used only without ``faults``.
        faults: Each with the name of its file.
    """

    given: tuple[SchoolAnswer, ...]
    faults: tuple[tuple[str, Fault], ...]

    def of(self, agreed: bool | None) -> tuple[SchoolAnswer, ...]:
        """Pick the answers of one kind.

        Args:
            agreed: True or False for what was answered, None for nothing yet.

        Returns:
            Those answers, in the order in which they were read.
        """
        return tuple(answer for answer in self.given if answer.agreed is agreed)


def read_preview_key(path: Path) -> tuple[PreviewKey, tuple[Fault, ...]]:
    """Read what the office kept of its previews.

    Args:
        path: The file; it need not be there.

    Returns:
        Code to row, empty where there is no file, and everything wrong with it.
    """
    findings = Findings()
    records = open_own(path, (_KEY,), findings)
    rows = () if records is None else (row for row in records.of(_KEY) if row.key and not row.faulty)
    return {row.key: PreviewRow(row.text(Head.STUDENT), row.text(Head.SCHOOL)) for row in rows}, findings.faults


def answer_files(folder: Path) -> tuple[Path, ...]:
    """The workbooks in a folder, without those that Excel keeps beside an open file."""
    return tuple(path for path in sorted(folder.glob("*.xlsx")) if not path.name.startswith("~$"))


def read_answers(folder: Path, key: PreviewKey) -> Answers:
    """Read every answer in every workbook of a folder.

    Args:
        folder: With the files that schools filled in.
        key: Which code stands for which row.

    Returns:
        The answers and everything wrong with the files; two answers to one code that differ are a fault of the second.
    """
    files = answer_files(folder)
    if not files:
        text = "een map met de bestanden die de scholen invulden (.xlsx). Klopt de naam van de map?"
        return Answers((), (("", Fault("", "", "", f"geen bestand in {folder.name or folder}", text)),))
    given: dict[str, SchoolAnswer] = {}
    faults: list[tuple[str, Fault]] = []
    for path in files:
        findings = Findings()
        records = open_own(path, (_PREVIEW,), findings)
        if records is not None:
            for answer in _answers(records, path.name, key):
                _take(records, answer, given)
        faults += [(path.name, fault) for fault in findings.faults]
    return Answers(tuple(given.values()), tuple(faults))


def _answers(records: Records, file: str, key: Mapping[str, PreviewRow]) -> Iterator[SchoolAnswer]:
    rows = records.of(_PREVIEW)
    if rows and Head.AGREED not in rows[0].table.letters:
        expected = f"een kolom met de naam “{Head.AGREED}”"
        records.findings.add(Fault(PREVIEW.name, "", Head.AGREED, "geen kolom", expected))
        return
    for row in rows:
        code = row.key.upper()
        said, reason = row.text(Head.AGREED), row.text(Head.REASON)
        if not code:
            continue  # the empty cell is a fault already
        if code not in key:
            expected = f"een code uit de laatste vooraankondiging.{did_you_mean(code, key)}"
            records.fault(row, Head.CODE, row.key, expected)
        elif reason and not said and Head.AGREED not in row.faulty:
            records.fault(row, Head.AGREED, "leeg, met een reden", f"{AGREE} of {DISAGREE}")
        elif Head.AGREED not in row.faulty:
            agreed = None if not said else said != DISAGREE
            yield SchoolAnswer(key[code], code, agreed, reason, f"{file} {row.cell(Head.AGREED)}")


def _take(records: Records, answer: SchoolAnswer, given: dict[str, SchoolAnswer]) -> None:
    """An answer goes before none; two answers that differ are a fault of the second."""
    earlier = given.get(answer.code)
    if earlier is None or earlier.agreed is None:
        given[answer.code] = answer
    elif answer.agreed is not None and answer.agreed != earlier.agreed:
        row = next(row for row in records.of(_PREVIEW) if row.key.upper() == answer.code)
        records.fault(row, Head.AGREED, row.text(Head.AGREED), f"één antwoord; in {earlier.place} staat een ander")
