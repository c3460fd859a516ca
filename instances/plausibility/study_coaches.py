"""The SLB'er of a student: a code, a code with its name, or a name. Knows one column."""

from __future__ import annotations

from collections.abc import Mapping

from instances.dutch.lists import alternatives
from instances.dutch.nearest import alike, nearest
from instances.plausibility.codes_and_names import CodesAndNames
from instances.tables.columns import STUDENTS, TRAINERS
from instances.tables.notices import NoticeKind
from instances.tables.records import Record, Records
from instances.tables.settings import READER


class StudyCoaches:
    """The trainers among whom an SLB'er is looked up."""

    def __init__(self, trainers: Mapping[str, str]) -> None:
        """Take the trainers.

        Args:
            trainers: Code to name.
        """
        self._codes = trainers
        self.known = CodesAndNames(trainers)
        self._read: dict[str, str | None] = {}

    def code(self, text: str) -> str | None:
        """Read the code of the SLB'er; None for nobody and for a text that is only shown.

        Args:
            text: The cell: a code, or a code with its own name.

        Returns:
            A code of Opleiders.
        """
        if text not in self._read:
            self._read[text] = text if text in self._codes else self.known.with_name(text) if text else None
        return self._read[text]


def check_study_coaches(records: Records) -> None:
    """Free text is allowed, so a slip in a code, or a name that is in Opleiders, can only be pointed out."""
    names = {code: record.text(TRAINERS.NAME) for code, record in records.index(TRAINERS).items()}
    coaches, codes = StudyCoaches(names), sorted(names)
    seen: dict[str, str | None] = {}
    for record in records.of(STUDENTS):
        text = record.text(STUDENTS.SLB)
        if not text or text in names:
            continue
        code = coaches.code(text)
        if code is not None:
            told = f"“{text}” is gelezen als {code}; die beoordeelt {record.key} dus niet (A4)."
            _tell(records, record, told, NoticeKind.SLB_READ, text)
        elif named := coaches.known.named(text):
            who = alternatives(named)
            told = (
                f"“{text}” is ook de naam van {who}; vul bij {record.key} de code in, anders mag {who} deze student "
                "beoordelen (A4)."
            )
            _tell(records, record, told, NoticeKind.SLB_NAME, text)
        else:
            if text not in seen and len(seen) < READER.max_suggestions:
                near = nearest(text, codes)
                seen[text] = near if near is not None and alike(near, text) else None
            near = seen.get(text)
            if near is not None:
                told = f"“{text}” is gelezen als naam, niet als code. Bedoelt u “{near}”?"
                _tell(records, record, told, NoticeKind.SLB_NAME, text)


def _tell(records: Records, record: Record, told: str, kind: NoticeKind, text: str) -> None:
    records.notice(record, STUDENTS.SLB, told, kind, text)
