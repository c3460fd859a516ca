"""From a workbook on disk to an instance, or a refusal with every fault. Knows reader and marked copy, no rule."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from instances.domain.instance import Instance
from instances.dutch.numbers import count
from instances.tables.columns import PINS, SLOTS
from instances.tables.faults import Fault
from instances.workbook.read import Reading, read
from reports.workbook.marked_copy import write_marked
from scheduler.precheck.pins import PinFault
from scheduler.runtime import defects
from scheduler.runtime.exit import ExitCode, FaultyInputError
from scheduler.runtime.screen import Screen
from scheduler.wording.settings import SHOWN


@dataclass(frozen=True)
class Intake:
    """A workbook without faults.

    Attributes:
        instance: What it says.
        reading: Where everything stands in it.
        path: Its file.
        folder: Where a marked copy comes; None: beside the workbook.
        screen: Where faults are said.
        discreet: With codes for people, so that no copy of it may be made.
    """

    instance: Instance
    reading: Reading
    path: Path
    folder: Path | None
    screen: Screen
    discreet: bool = False

    @property
    def notices(self) -> tuple[str, ...]:
        """What the reader repaired or skipped, each with its place."""
        return tuple(_notice(" ".join(filter(None, (n.sheet, n.cell))), n.text) for n in self.reading.notices)

    def refuse_pins(self, found: Sequence[PinFault]) -> None:
        """Refuse pins that cannot stand.

        Args:
            found: The pins; nothing happens where there are none.

        Raises:
            FaultyInputError: It names the cells in Vastgezet.
        """
        if found:
            refuse([self._in_cell(fault) for fault in found], self.path, self.folder, self.screen, self.discreet)

    def _in_cell(self, fault: PinFault) -> Fault:
        cell = self.reading.where(PINS.name, fault.student, fault.column)
        return Fault(PINS.name, cell, fault.column, fault.found, f"{fault.expected} ({fault.rule})", fault.rule)


def _notice(place: str, text: str) -> str:
    return f"{place}: {text}" if place else text


def take_in(
    path: Path,
    screen: Screen,
    *,
    postcodes: Path | None = None,
    folder: Path | None = None,
    for_wpa: bool = True,
    code: Callable[[Reading], Reading] | None = None,
) -> Intake:
    """Read a workbook and show its notices.

    Args:
        path: The file.
        screen: Where notices and faults are said.
        postcodes: A file with postal codes, for addresses without coordinates.
        folder: Where a marked copy comes; None: beside the workbook.
        for_wpa: The workbook must hold what WPAs need.
        code: Puts codes in the place of people. Then no cell is shown and no marked copy is made: both name people.

    Returns:
        The workbook.

    Raises:
        FaultyInputError: The workbook cannot be used; it holds every fault.
    """
    reading = read(path, postcodes=postcodes, for_wpa=for_wpa)
    if code is None:
        return _accepted(reading, path, screen, folder)
    if reading.instance is None:
        raise FaultyInputError(ExitCode.FAULTS, _unshown(reading.faults, path), reading.faults)
    defects.keep_private(_names(reading.instance))
    return _accepted(code(reading), path, screen, folder, discreet=True)


def _unshown(faults: Sequence[Fault], path: Path) -> str:
    found = count(len(faults), "fout", "fouten")
    return (
        f"{found} in {path.name}; hier niet getoond, want er kunnen namen in staan. Zie plaatswijzer controleer {path}."
    )


def take_in_what_is_there(path: Path, screen: Screen, postcodes: Path | None, folder: Path | None) -> Intake:
    """Read a workbook as ``take_in`` does, but one without the sheet for WPAs is good enough.

    Args:
        path: The file.
        screen: Where notices and faults are said.
        postcodes: A file with postal codes.
        folder: Where a marked copy comes; None: beside the workbook.

    Returns:
        The workbook.

    Raises:
        FaultyInputError: The workbook cannot be used; it holds every fault.
    """
    reading = read(path, postcodes=postcodes, for_wpa=True)
    if any(fault.sheet == SLOTS.name and not fault.cell and not fault.column for fault in reading.faults):
        screen.warn(f"Er is geen blad {SLOTS.name}: alleen de plaatsing is nagekeken.")
        reading = read(path, postcodes=postcodes, for_wpa=False)
    return _accepted(reading, path, screen, folder)


def _accepted(reading: Reading, path: Path, screen: Screen, folder: Path | None, discreet: bool = False) -> Intake:
    instance = reading.instance
    if instance is None:
        refuse(reading.faults, path, folder, screen)
        raise AssertionError("a reading without instance has faults")
    defects.keep_private(_names(instance))
    intake = Intake(instance, reading, path, folder, screen, discreet)
    for notice in intake.notices[: SHOWN.notices]:
        screen.warn(notice)
    if len(intake.notices) > SHOWN.notices:
        rest = count(len(intake.notices) - SHOWN.notices, "opmerking", "opmerkingen")
        screen.warn(f"Nog {rest} bij de invoer.")
    return intake


def _names(instance: Instance) -> Iterable[str]:
    for people in (instance.students, instance.mentors, instance.trainers):
        for person in people.values():
            yield person.name
    for student in instance.students.values():
        yield student.email


def refuse(faults: Sequence[Fault], path: Path, folder: Path | None, screen: Screen, discreet: bool = False) -> None:
    """Show every fault, write the marked copy and raise FaultyInputError; without faults do nothing."""
    if not faults:
        return
    rows = [(fault.sheet, fault.cell, fault.column, fault.found, fault.expected) for fault in faults]
    screen.table("Fouten in het werkboek", ("Blad", "Cel", "Kolom", "Gevonden", "Verwacht"), rows)
    target = (folder or path.parent) / f"{path.stem}-fouten.xlsx"
    marked = None if discreet else _marked(path, faults, target, screen)
    text = f"{count(len(faults), 'fout', 'fouten')} in {path.name}."
    if marked is not None:
        text += f" Alles staat ook in {marked}: rode cellen met uitleg, en het blad Fouten."
    raise FaultyInputError(ExitCode.FAULTS, text, tuple(faults), marked)


def _marked(path: Path, faults: Sequence[Fault], target: Path, screen: Screen) -> Path | None:
    """A file that is no workbook, or a folder that cannot be written, leaves only the table on screen."""
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        if target.resolve() == path.resolve():
            return None
        kept = write_marked(path, faults, target)
    except OSError:
        return None
    if kept is not None:
        screen.warn(f"{target.name} was gewijzigd of niet van Plaatswijzer en is bewaard; het heet nu {kept.name}.")
    return target if target.exists() else None
