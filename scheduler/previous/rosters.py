"""Rosters made earlier: for ``wpa``, for ``--vorige`` and for ``--rooster``. Knows files through the reader only."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from instances.domain.instance import Instance
from instances.domain.solution import Placement, Proof
from instances.dutch.numbers import count
from instances.rosters.columns import PLACEMENT, PLACEMENT_FILE, SCHEDULE, UNSCHEDULED
from instances.rosters.read import Rosters, read_rosters
from instances.rosters.shown_cells import stale_assessment, stale_placement
from instances.tables.faults import Fault
from scheduler.previous.earlier import Earlier
from scheduler.previous.hand_words import say_elsewhere, say_meant
from scheduler.previous.proofs import proof_of
from scheduler.previous.provenance import Provenance, refuse_changed, refuse_strange
from scheduler.runtime.exit import ExitCode, RefusedError
from scheduler.runtime.screen import Screen
from scheduler.wording.settings import SHOWN
from scheduler.wording.texts import fault_lines


def rosters_in(folder: Path, now: Instance | None = None) -> Rosters:
    """Read the rosters in a folder.

    Args:
        folder: The folder.
        now: The workbook of now, for who is meant by a name; None: whom the rosters themselves list.

    Returns:
        The rosters with their cells.

    Raises:
        RefusedError: A file or row there cannot be used.
    """
    found = read_rosters(folder, now=now)
    if found.faults and now is not None and found.compared:
        # all in one go: what a hand typed besides and is nowhere in the workbook; who left is no fault in old rosters
        here = read_rosters(folder, now).faults
        typed = [fault for fault in here if (fault.sheet, fault.cell) not in found.untouched]
        _refuse(folder, tuple(dict.fromkeys([*found.faults, *typed])))
    _refuse(folder, found.faults)
    return found


def rosters_to_judge(folder: Path, now: Instance) -> tuple[Rosters, tuple[Fault, ...]]:
    """Read the rosters in a folder to check them.

    Args:
        folder: The folder.
        now: The workbook, for who is meant by a name.

    Returns:
        The rosters, and the rows and cells that break a rule by themselves, such as one student twice or a time that no
        slot has.

    Raises:
        RefusedError: A file or row there cannot be used at all.
    """
    found = read_rosters(folder, now=now)
    if any(fault.rule is None for fault in found.faults):
        # all in one go: the rules cannot be judged, but which codes are nowhere in the workbook can be told
        _refuse(folder, read_rosters(folder, now).faults)
    return found, found.faults


def rosters_to_explain(
    provenance: Provenance, given: Path, instance: Instance, screen: Screen, anyway: bool
) -> Rosters:
    """Read the finished rosters of this workbook to explain them.

    Args:
        provenance: What the rosters tell of themselves.
        given: The file of the workbook.
        instance: The workbook.
        screen: Where is warned.
        anyway: Also when the workbook changed since; rows that name somebody who left it are then left out, with a
            warning.

    Returns:
        The rosters with their cells.

    Raises:
        RefusedError: There is no roster, or the workbook changed since and not ``anyway``.
    """
    missing = RefusedError(ExitCode.FAULTS, f"In {provenance.folder} staat geen {PLACEMENT_FILE} om te verklaren.")
    if not (provenance.folder / PLACEMENT_FILE).exists() and instance.given_placement is None:
        raise missing
    refuse_changed(provenance, given, instance, screen, anyway)
    found = read_rosters(provenance.folder, instance)
    if not anyway:
        _refuse(provenance.folder, found.faults)
    _warn_of_stale(found.faults, screen)
    say_meant(found.differences, screen)
    say_elsewhere(found.differences, screen)
    if found.placement is None and instance.given_placement is None:
        raise missing
    return found


def _refuse(folder: Path, faults: Sequence[Fault]) -> None:
    if faults:
        raise RefusedError(ExitCode.FAULTS, f"De roosters in {folder} zijn niet te gebruiken.\n{fault_lines(faults)}")


def stale_cells(folder: Path, instance: Instance, found: Rosters) -> tuple[Fault, ...]:
    """List the cells beside the ids that say something else than those ids, with the rule that asks for them."""
    placement = instance.given_placement if found.placement is None else found.placement
    if placement is None:
        return ()
    faults = stale_placement(folder, instance, placement)
    if found.assessment is not None:
        faults += stale_assessment(folder, instance, placement, found.assessment)
    told = {(fault.sheet, fault.cell) for fault in found.faults}
    return tuple(
        # a cell that nobody touched only lags behind the code that somebody changed
        replace(fault, rule=None) if (fault.sheet, fault.cell) in found.untouched else fault
        for fault in faults
        if (fault.sheet, fault.cell) not in told
    )


def fault_words(fault: Fault) -> str:
    """Write a fault as one sentence: where it is, what was found, and what is expected."""
    return f"{fault.sheet} {fault.cell}: {fault.column} {fault.found}; verwacht: {fault.expected}."


def _warn_of_stale(faults: Sequence[Fault], screen: Screen) -> None:
    for fault in faults[: SHOWN.stale_cells]:
        screen.warn(f"{fault_words(fault)} De code in de rij telt.")
    if len(faults) > SHOWN.stale_cells:
        more = count(len(faults) - SHOWN.stale_cells, "zo'n cel", "zulke cellen")
        screen.warn(f"Nog {more}.")


def previous_rosters(
    provenance: Provenance, instance: Instance, screen: Screen, anyway: bool = False
) -> tuple[Rosters, Earlier]:
    """Read earlier rosters, for the wishes W9 and V7 and for who must get word of what.

    Args:
        provenance: What the rosters tell of themselves.
        instance: The workbook of now.
        screen: Where is warned.
        anyway: Also when they seem to be of another workbook.

    Returns:
        The rosters with their cells, and what is known around them.

    Raises:
        RefusedError: There is no placement, or it is of another workbook and not ``anyway``.
    """
    found = rosters_in(provenance.folder, instance)
    if found.placement is None:
        raise RefusedError(ExitCode.FAULTS, f"In {provenance.folder} staat geen {PLACEMENT_FILE} van een vorige keer.")
    refuse_strange(provenance, found.previous, instance, screen, anyway)
    earlier = Earlier.of(provenance, instance)
    if PLACEMENT.name not in found.compared:  # else every changed cell is known, and told by itself
        stale = stale_placement(provenance.folder, instance, found.placement, earlier.around, earlier.names)
        _warn_of_stale(stale, screen)
    return found, earlier


def given_placement(provenance: Provenance, instance: Instance, screen: Screen) -> tuple[dict[str, str], Proof]:
    """Read the placement in a folder, else on the sheet Plaatsing.

    Args:
        provenance: What the roster in the folder tells of itself.
        instance: The workbook.
        screen: Where is warned.

    Returns:
        Student id to mentor id, and what is proven about it.

    Raises:
        RefusedError: There is no placement, or a row names nobody in the workbook.
    """
    folder = provenance.folder
    placement: Placement | None = None
    if (folder / PLACEMENT_FILE).exists():
        found = read_rosters(folder, instance)
        # an earlier WPA roster is about to be replaced: who it names does not matter
        _refuse(folder, [f for f in found.faults if f.sheet not in (SCHEDULE.name, UNSCHEDULED.name)])
        placement = found.placement
        of_placement = [one for one in found.differences if one.sheet == PLACEMENT.name]
        say_meant(of_placement, screen)
        if placement is not None and PLACEMENT.name not in found.compared:
            _warn_of_stale(stale_placement(folder, instance, placement), screen)
    if placement is None:
        placement = instance.given_placement
    if placement is None:
        raise RefusedError(
            ExitCode.FAULTS,
            f"Er is nog geen plaatsing: in {folder} staat geen {PLACEMENT_FILE} en het werkboek heeft geen blad "
            "Plaatsing. Maak er eerst een met plaatswijzer plaats.",
        )
    return dict(placement), proof_of(provenance, instance, placement)
