"""Reading the workbook of a dossier: its faults as rows, or the semester. Knows the reader, no page."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from instances.domain.instance import Instance
from instances.tables.faults import Fault
from instances.workbook.read import Reading, read
from scheduler.input.kept_postcodes import kept_postcodes
from scheduler.precheck.candidates import MentorCandidates
from scheduler.precheck.finding import Finding
from scheduler.precheck.run import precheck


@dataclass(frozen=True)
class Looked:
    """A workbook that was looked at.

    Attributes:
        reading: What the reader found.
        findings: What cannot fit, found before anything is solved; none where there are faults.
    """

    reading: Reading
    findings: tuple[Finding, ...]

    @property
    def faults(self) -> tuple[Fault, ...]:
        """Everything that must be corrected."""
        return tuple(self.reading.faults)

    @property
    def instance(self) -> Instance | None:
        """The semester; None where there are faults."""
        return self.reading.instance


def look(path: Path) -> Looked:
    """Look at a version of a workbook; versions never change, so what was seen of one holds.

    Args:
        path: The file.

    Returns:
        What was found.
    """
    return _looked(path, kept_postcodes())


@lru_cache(maxsize=8)
def _looked(path: Path, postcodes: Path | None) -> Looked:
    reading = read(path, kept_postcodes=postcodes)
    if reading.instance is None:
        return Looked(reading, ())
    MentorCandidates(reading.instance)
    return Looked(reading, tuple(precheck(reading.instance)))
