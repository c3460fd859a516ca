"""Reading the workbook of a dossier: its faults as rows, or the semester. Knows the reader, no page."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from instances.domain.instance import Instance
from instances.tables.faults import Fault
from instances.workbook.read import Reading, read
from scheduler.input.kept_postcodes import kept_postcodes
from scheduler.input.read_workbook import every_fault, keep_names_private, pin_fault_in_cell, read_what_is_there
from scheduler.precheck.candidates import MentorCandidates
from scheduler.precheck.finding import Finding
from scheduler.precheck.pins import assessment_pin_faults, placement_pin_faults
from scheduler.precheck.run import precheck


@dataclass(frozen=True)
class Looked:
    """A workbook that was looked at as ``controleer`` does.

    Attributes:
        path: The file.
        reading: What the reader found.
        faults: Everything that must be corrected, pins that cannot stand among it.
        findings: What cannot fit, found before anything is solved; none where there are faults.
        has_slots: There is a sheet for WPAs.
    """

    path: Path
    reading: Reading
    faults: tuple[Fault, ...]
    findings: tuple[Finding, ...]
    has_slots: bool

    @property
    def instance(self) -> Instance | None:
        """The semester; None where there are faults."""
        return None if self.faults else self.reading.instance


def look(path: Path) -> Looked:
    """Look at a version of a workbook; versions never change, so what was seen of one holds.

    Args:
        path: The file.

    Returns:
        What was found.
    """
    return _looked(path, *_postcodes())


def instance_of(path: Path) -> Instance | None:
    """Give the semester of a version of which rosters were made; one with faults for WPAs alone may have a placement.

    Args:
        path: The file.

    Returns:
        The semester; None where the workbook has faults.
    """
    reading = look(path).reading
    return reading.instance or _of_placement(path, *_postcodes())


def _postcodes() -> tuple[Path | None, float]:
    """The file with postcodes and when it was written: another one under the same name is another one."""
    kept = kept_postcodes()
    try:
        return kept, 0.0 if kept is None else kept.stat().st_mtime
    except OSError:  # gone since
        return None, 0.0


@lru_cache(maxsize=8)
def _looked(path: Path, postcodes: Path | None, written_at: float) -> Looked:
    reading, has_slots = read_what_is_there(path, None, postcodes)
    keep_names_private(reading)
    instance = reading.instance
    if instance is None:
        return Looked(path, reading, every_fault(reading, for_wpa=True), (), has_slots)
    candidates = MentorCandidates(instance)
    pins = [*placement_pin_faults(candidates), *assessment_pin_faults(candidates)]
    faults = tuple(pin_fault_in_cell(reading, fault) for fault in pins)
    return Looked(path, reading, faults, () if faults else tuple(precheck(instance)), has_slots)


@lru_cache(maxsize=3)
def _of_placement(path: Path, postcodes: Path | None, written_at: float) -> Instance | None:
    reading = read(path, kept_postcodes=postcodes, for_wpa=False)
    keep_names_private(reading)
    return reading.instance
