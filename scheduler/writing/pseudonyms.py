"""A whole run with codes for people: the key and its place, and folders with and without names kept apart."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from instances.domain.rulebook import Rule
from instances.domain.verdict import Verdict
from instances.dutch.numbers import count
from instances.privacy.pseudonyms import PseudonymKey, agree, extended, pseudonymised
from instances.privacy.read_key import read_key
from instances.tables.notices import Notice, NoticeKind
from instances.workbook.read import Reading
from reports.boards.key import write_key
from reports.files.scratch import holds_files
from reports.run.bundle import Run
from scheduler.runtime import defects
from scheduler.runtime.exit import ExitCode, RefusedError
from scheduler.runtime.screen import Screen
from scheduler.wording.texts import fault_lines, kept_words
from scheduler.writing.alone_standing import write_own

OPTION = "--gepseudonimiseerd"
CONFIDENTIAL = (Rule.P9, Rule.P14)
"""Rules that only hold for whom they hold: a sentence about them tells an exclusion or care."""
HIDDEN = "Niet getoond in een map met codes."
NO_REASON = (
    "De reden en de voorstellen staan alleen in een rooster met namen: zij kunnen verraden wie zorg krijgt of wie met "
    "wie niet samen mag (P1)."
)


def key_path(folder: Path) -> Path:
    """Name the file with the key: beside the folder, never in it, for the folder is what may be shared."""
    place = folder.resolve()
    return place.with_name(f"{place.name}-sleutel.xlsx")


def keep_apart(folder: Path, previous: Path | None, coded: bool) -> None:
    """Keep names and codes out of one folder and out of one run.

    Args:
        folder: Where the rosters come.
        previous: The folder with earlier rosters; None without.
        coded: This run has codes for people.

    Raises:
        RefusedError: Names and codes would come together.
    """
    filled = holds_files(folder)
    if not coded and filled and key_path(folder).exists():
        _refuse(f"In {folder} staan codes in plaats van namen ({key_path(folder).name} is de sleutel). "
                f"Kies een andere map, of gebruik ook nu {OPTION}.")  # fmt: skip
    if coded and filled and not key_path(folder).exists():
        _refuse(f"In {folder} staan al bestanden, misschien met namen. Kies met {OPTION} een nieuwe map.")
    if previous is not None and coded != key_path(previous).exists():
        there, advice = ("namen", f"geef een vorige map die ook met {OPTION} is gemaakt") if coded else (
            "codes", f"gebruik ook nu {OPTION}")  # fmt: skip
        _refuse(f"In {previous} staan {there}: {advice}.")


def coded(reading: Reading, folder: Path, previous: Path | None, screen: Screen) -> Reading:
    """Put codes in the place of people, and write the key.

    A code stays the same from run to run and from folder to folder. Notices of the reader quote cells, so they are only
    counted.

    Args:
        reading: The workbook, without faults.
        folder: Where the rosters come; the key comes beside it.
        previous: The folder with earlier rosters, whose key is continued; None without.
        screen: Where is said where the key is.

    Returns:
        The reading with codes.

    Raises:
        RefusedError: The key cannot be read or written.
        ValueError: The workbook has faults.
    """
    if reading.instance is None:
        raise ValueError("a workbook with faults has no people to code")
    path = key_path(folder)
    known = _continued(path, None if previous is None else key_path(previous))
    key = extended(known, reading.instance)
    defects.keep_private([key.secret])
    _write(key, path, screen)
    screen.say(f"De sleutel van de codes staat in {path}. Bewaar dat bestand; deel alleen de map.")
    rows = {(sheet, key.code(id)): number for (sheet, id), number in reading.rows.items()}
    return replace(reading, instance=pseudonymised(reading.instance, key), notices=_counted(reading.notices), rows=rows)


def discreet(run: Run) -> Run:
    """Leave out of a run with codes what would say who gets care or who is excluded.

    All reasons go, not those alone: a reason that is missing says the same.

    Args:
        run: The finished run, with codes.

    Returns:
        The run as it may stand in a folder that is shared.
    """
    return replace(
        run,
        placement_verdict=_hidden(run.placement_verdict),
        assessment_verdict=None if run.assessment_verdict is None else _hidden(run.assessment_verdict),
        unplaced=dict.fromkeys(run.unplaced, NO_REASON),
        unscheduled={
            student: NO_REASON if student in run.unplaced else why for student, why in run.unscheduled.items()
        },
        proposals={},
        place_all="",
        schedule_all="",
    )


def _hidden(verdict: Verdict) -> Verdict:
    found = (replace(one, text=HIDDEN, about=()) if one.rule in CONFIDENTIAL else one for one in verdict.violations)
    return replace(verdict, violations=tuple(found))


def _counted(notices: tuple[Notice, ...]) -> tuple[Notice, ...]:
    if not notices:
        return ()
    notes = count(len(notices), "opmerking", "opmerkingen")
    text = f"{notes} bij het inlezen, hier niet getoond: er kunnen namen in staan. Zie plaatswijzer controleer."
    return (Notice("", "", text, NoticeKind.NOT_SHOWN),)


def _continued(path: Path, previous: Path | None) -> PseudonymKey:
    """The key of the folder, else that of the earlier rosters. One code may not stand for two people in one run."""
    if previous is None or not previous.exists():
        return _known(path)
    if not path.exists():
        return _known(previous)
    own, earlier = _known(path), _known(previous)
    if own.secret != earlier.secret or not agree(own, earlier):
        _refuse(f"{path} en {previous} horen niet bij elkaar: een code staat in de ene map voor een ander dan in de "
                "andere. Kies voor het nieuwe rooster een nieuwe map.")  # fmt: skip
    return own


def _known(path: Path) -> PseudonymKey:
    found = read_key(path)
    if found.faults:
        _refuse(f"De sleutel {path} is niet te gebruiken.\n{fault_lines(found.faults)}")
    return found.key


def _write(key: PseudonymKey, path: Path, screen: Screen) -> None:
    if path.exists() and _known(path) == key:
        return  # as it stands, whatever the office put beside it
    kept = write_own(path, lambda fresh: write_key(key, fresh))
    if kept is not None:
        screen.warn(kept_words(path.name, kept.name))


def _refuse(text: str) -> None:
    raise RefusedError(ExitCode.FAULTS, text)
