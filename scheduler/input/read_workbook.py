"""From a workbook on disk to an instance, or a refusal with every fault. Knows reader and marked copy, no rule."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from instances.domain.instance import Instance
from instances.dutch.lists import listed_at_most
from instances.dutch.numbers import count
from instances.tables.columns import PINS, SLOTS
from instances.tables.faults import Fault
from instances.workbook.postcode_use import POSTCODES_OPTION
from instances.workbook.read import Reading, in_order, read
from reports.workbook.marked_copy import write_marked
from scheduler.input.kept_postcodes import keep_postcodes, kept_postcodes
from scheduler.input.notices import notices_beside, say_notices, write_notices_beside
from scheduler.precheck.pins import PinFault
from scheduler.precheck.sound_pins import certain_pin_faults
from scheduler.runtime import defects
from scheduler.runtime.exit import ExitCode, FaultyInputError
from scheduler.runtime.screen import Screen
from scheduler.wording.settings import SHOWN

_ONLY_LIST = "alleen het blad Fouten, want het werkboek zelf is beschadigd of te groot om te kopiëren"


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

    def refuse_pins(self, found: Sequence[PinFault]) -> None:
        """Refuse pins that cannot stand.

        Args:
            found: The pins; nothing happens where there are none.

        Raises:
            FaultyInputError: It names the cells in Vastgezet.
        """
        if found:
            refuse(
                [pin_fault_in_cell(self.reading, fault) for fault in found],
                self.path,
                self.folder,
                self.screen,
                self.discreet,
            )


def pin_fault_in_cell(reading: Reading, fault: PinFault) -> Fault:
    """Say of a pin that cannot stand in which cell it stands."""
    cell = reading.where(PINS.name, fault.student, fault.column)
    return Fault(PINS.name, cell, fault.column, fault.found, f"{fault.expected} ({fault.rule})", fault.rule)


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
    reading = _read(path, screen, postcodes, for_wpa)
    if code is None:
        return _accepted(reading, path, screen, folder, for_wpa)
    if reading.instance is None:
        raise FaultyInputError(ExitCode.FAULTS, _unshown(reading.faults, path), reading.faults)
    keep_names_private(reading)
    return _accepted(code(reading), path, screen, folder, for_wpa, discreet=True)


def _read(path: Path, screen: Screen, postcodes: Path | None, for_wpa: bool) -> Reading:
    reading = read(path, postcodes=postcodes, kept_postcodes=kept_postcodes(), for_wpa=for_wpa)
    keep_postcodes(reading.postcodes, postcodes, screen)
    return reading


def _unshown(faults: Sequence[Fault], path: Path) -> str:
    found = count(len(faults), "fout", "fouten")
    return (
        f"{found} in {path.name}; hier niet getoond, want er kunnen namen in staan. Zie plaatswijzer controleer {path}."
    )


def take_in_what_is_there(
    path: Path, screen: Screen, postcodes: Path | None, folder: Path | None, notices: bool = True
) -> Intake:
    """Read a workbook as ``take_in`` does, but one without the sheet for WPAs is good enough.

    Args:
        path: The file.
        screen: Where notices and faults are said.
        postcodes: A file with postal codes.
        folder: Where a marked copy comes; None: beside the workbook.
        notices: Show them at once; else the caller does that.

    Returns:
        The workbook.

    Raises:
        FaultyInputError: The workbook cannot be used; it holds every fault.
    """
    reading, has_slots = read_what_is_there(path, postcodes, kept_postcodes())
    keep_postcodes(reading.postcodes, postcodes, screen)
    if not has_slots:
        screen.warn(f"Er is geen blad {SLOTS.name}: alleen de plaatsing is nagekeken.")
    intake = _accepted(reading, path, screen, folder, for_wpa=True, notices=False)
    if notices:
        say_notices(reading, screen, notices_beside(path, folder).name)
    return intake


def read_what_is_there(path: Path, postcodes: Path | None, kept: Path | None) -> tuple[Reading, bool]:
    """Read a workbook for WPAs too, or for the placement alone where it has no sheet for WPAs.

    Args:
        path: The file.
        postcodes: A file with postal codes that is given; None without.
        kept: Such a file of an earlier time; None without.

    Returns:
        What was read, and whether there is a sheet for WPAs.
    """
    reading = read(path, postcodes=postcodes, kept_postcodes=kept, for_wpa=True)
    if not any(fault.sheet == SLOTS.name and not fault.cell and not fault.column for fault in reading.faults):
        return reading, True
    return read(path, postcodes=postcodes, kept_postcodes=kept, for_wpa=False), False


def every_fault(reading: Reading, for_wpa: bool) -> tuple[Fault, ...]:
    """List what must be corrected, pins that cannot stand whatever else is corrected among it.

    Args:
        reading: A workbook with faults.
        for_wpa: Look at slots and assessors too.

    Returns:
        The faults in the order of the workbook.
    """
    pins = [] if reading.sound is None else certain_pin_faults(reading.sound, for_wpa)
    return in_order([*reading.faults, *(pin_fault_in_cell(reading, fault) for fault in pins)])


def _accepted(
    reading: Reading,
    path: Path,
    screen: Screen,
    folder: Path | None,
    for_wpa: bool,
    discreet: bool = False,
    notices: bool = True,
) -> Intake:
    instance = reading.instance
    if instance is None:
        faults = every_fault(reading, for_wpa)
        more = _unchecked_pins(reading) + _notices_too(reading, path, folder, screen)
        refuse(faults, path, folder, screen, more=more)
        raise AssertionError("a reading without instance has faults")
    keep_names_private(reading)
    intake = Intake(instance, reading, path, folder, screen, discreet)
    if notices:
        say_notices(reading, screen)
    return intake


def _unchecked_pins(reading: Reading) -> str:
    """What of Vastgezet waits for the other faults, in Dutch; '' for nothing."""
    if not any(sheet == PINS.name for sheet, _ in reading.rows):
        return ""
    if reading.sound is None:
        return f" Of {PINS.name} aan de regels voldoet, is nog niet nagekeken: dat kan pas als dit verbeterd is."
    if reading.sound.left_out or not reading.sound.travel_known:
        return f" {PINS.name} is nagekeken voor zover dat kan zonder de rijen met fouten."
    return ""


def _notices_too(reading: Reading, path: Path, folder: Path | None, screen: Screen) -> str:
    """Where the notices of a workbook with faults are, in Dutch; '' without any."""
    target = write_notices_beside(reading, path, folder, screen) if reading.notices else None
    told = count(len(reading.notices), "melding", "meldingen")
    return "" if target is None else f" Daarnaast {told}, in {target}."


def keep_names_private(reading: Reading) -> None:
    """Let no name of a workbook stand in a file about a defect, also not of the sound rows of one with faults.

    Args:
        reading: What was read.
    """
    instance = reading.instance or (None if reading.sound is None else reading.sound.instance)
    if instance is not None:
        defects.keep_private(_names(instance))


def _names(instance: Instance) -> Iterable[str]:
    for people in (instance.students, instance.mentors, instance.trainers):
        for person in people.values():
            yield person.name
    yield from (student.email for student in instance.students.values())
    yield from (trainer.email for trainer in instance.trainers.values())
    yield from (mentor.email for mentor in instance.mentors.values())
    yield from (board.email for board in instance.boards.values())


def refuse(
    faults: Sequence[Fault],
    path: Path,
    folder: Path | None,
    screen: Screen,
    discreet: bool = False,
    more: str = "",
) -> None:
    """Show every fault, write the marked copy and raise FaultyInputError; without faults do nothing.

    Args:
        faults: What is wrong.
        path: The workbook.
        folder: Where the marked copy comes; None: beside the workbook.
        screen: Where the faults are said.
        discreet: No marked copy is made.
        more: A sentence with a space before it that comes behind the number of faults.

    Raises:
        FaultyInputError: It holds every fault.
    """
    if not faults:
        return
    if all(fault.column == POSTCODES_OPTION for fault in faults):  # there is nothing to mend in the workbook
        text = " ".join(f"{fault.found}: verwacht werd {fault.expected}." for fault in faults)
        raise FaultyInputError(
            ExitCode.FAULTS, f"Het postcodebestand is niet te gebruiken. {text}{more}", tuple(faults)
        )
    screen.table("Fouten in het werkboek", ("Blad", "Cel", "Kolom", "Gevonden", "Verwacht"), fault_rows(faults))
    target = (folder or path.parent) / f"{path.stem}-fouten.xlsx"
    marked, has_cells = (None, False) if discreet else _marked(path, faults, target, screen)
    text = f"{count(len(faults), 'fout', 'fouten')} in {path.name}.{more}"
    if marked is not None:
        where = "rode cellen met uitleg, en het blad Fouten" if has_cells else _ONLY_LIST
        text += f" Alles staat ook in {marked}: {where}."
    raise FaultyInputError(ExitCode.FAULTS, text, tuple(faults), marked)


def fault_rows(faults: Sequence[Fault]) -> list[tuple[str, str, str, str, str]]:
    """Write faults as rows of a table, those that are told together as one.

    Args:
        faults: In the order of the workbook.

    Returns:
        Sheet, cell, column, found and expected; a row of several faults names their first cells.
    """
    together: dict[object, list[Fault]] = {}
    for number, fault in enumerate(faults):
        together.setdefault((fault.sheet, fault.column, fault.together) if fault.together else number, []).append(fault)
    return [_fault_row(found) for found in together.values()]


def _fault_row(faults: Sequence[Fault]) -> tuple[str, str, str, str, str]:
    first = faults[0]
    if len(faults) == 1:
        return first.sheet, first.cell, first.column, first.found, first.expected
    cells = listed_at_most([fault.cell for fault in faults], SHOWN.fault_cells)
    found = listed_at_most(dict.fromkeys(fault.found for fault in faults), SHOWN.fault_cells)
    return first.sheet, cells, first.column, found, first.together


def _marked(path: Path, faults: Sequence[Fault], target: Path, screen: Screen) -> tuple[Path | None, bool]:
    """Where the copy is, if the folder can be written, and whether it has the sheets of the workbook."""
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        if target.resolve() == path.resolve():
            return None, False
        made = write_marked(path, faults, target)
    except OSError:
        return None, False
    if made.kept is not None:
        screen.warn(
            f"{target.name} was gewijzigd of niet van Plaatswijzer en is bewaard; het heet nu {made.kept.name}."
        )
    return (target, made.has_cells) if target.exists() else (None, False)
