"""One password for each board, ready before the search begins. Knows the file and where it may lie, no roster."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from instances.domain.entities import Board
from instances.dutch.numbers import count
from instances.privacy.read_passwords import read_passwords
from instances.rosters.columns import BOARD_FOLDER, VARIANT_FOLDER
from reports.boards.passwords import is_locked, new_password, write_passwords
from scheduler.runtime import defects
from scheduler.runtime.exit import ExitCode, RefusedError
from scheduler.runtime.screen import Screen
from scheduler.wording.texts import fault_lines, kept_words
from scheduler.writing.alone_standing import write_own


def ready_passwords(path: Path, folder: Path, boards: Mapping[str, Board], screen: Screen) -> Mapping[str, str]:
    """Get a password ready for every board: read from the file, made where there is none and then written in it.

    Args:
        path: The file with passwords; need not be there.
        folder: The folder that is sent, where the file may not be.
        boards: Board id to board.
        screen: Where is said how many were made.

    Returns:
        Board id to password.

    Raises:
        RefusedError: The file has faults or lies where it would be sent along, or the disk refuses.
    """
    _refuse_place(path, folder)
    found = read_passwords(path, boards)
    if found.faults:
        raise RefusedError(ExitCode.FAULTS, f"{path} is niet te gebruiken.\n{fault_lines(found.faults)}")
    for notice in found.notices:
        screen.warn(f"{path.name}, {notice.sheet} {notice.cell}: {notice.text}")
    fresh = [board for board in boards if board not in found.of]
    passwords = {**found.of, **{board: new_password() for board in fresh}}
    if fresh:
        kept = _write(passwords, boards, path)
        made = count(len(fresh), "nieuw wachtwoord", "nieuwe wachtwoorden")
        screen.say(f"Gemaakt: {made}, in {path}. Bewaar dat bestand en verstuur het niet mee.")
        if kept is not None:
            screen.warn(kept_words(path.name, kept.name))
    defects.keep_private(passwords.values())
    return passwords


def refuse_to_unlock(folder: Path, previous: Path | None, screen: Screen) -> None:
    """Refuse to put open board files where locked ones are: a forgotten option would send everything in the open.

    Args:
        folder: Where the rosters come.
        previous: The folder with earlier rosters; None without. Locked files there are warned of: they stay.
        screen: Where is warned.

    Raises:
        RefusedError: There are locked board files in the folder.
    """
    if _has_locked(folder):
        raise RefusedError(
            ExitCode.FAULTS,
            f"De bestuursbestanden in {folder / BOARD_FOLDER} zijn versleuteld, en zonder --wachtwoord-bestand kwamen "
            "er nu bestanden zonder wachtwoord voor in de plaats. Geef het wachtwoordbestand weer op met "
            f"--wachtwoord-bestand. Wilt u ze voortaan zonder wachtwoord, geef de map {BOARD_FOLDER} dan eerst een "
            "andere naam of kies een andere map met -o. Er is niets gewijzigd.",
        )
    if previous is not None and _has_locked(previous):
        screen.warn(
            f"De bestuursbestanden in {previous / BOARD_FOLDER} zijn versleuteld; die in {folder / BOARD_FOLDER} "
            "krijgen geen wachtwoord. Wilt u dat wel, geef dan ook nu --wachtwoord-bestand."
        )


def _has_locked(folder: Path) -> bool:
    places = (f"{BOARD_FOLDER}/*.xlsx", f"{VARIANT_FOLDER}-[0-9]*/{BOARD_FOLDER}/*.xlsx")
    return any(is_locked(path) for place in places for path in folder.glob(place))


def _write(passwords: Mapping[str, str], boards: Mapping[str, Board], path: Path) -> Path | None:
    """Whole or not at all; what people made or wrote notes in is kept beside it. Only the owner may read either."""
    names = {board.id: board.name for board in boards.values()}
    return write_own(path, lambda fresh: write_passwords(passwords, names, fresh))


def _refuse_place(path: Path, folder: Path) -> None:
    if path.suffix.lower() != ".xlsx":
        text = f"--wachtwoord-bestand: {path} is geen naam voor een Excel-bestand; geef een naam die eindigt op .xlsx."
        raise RefusedError(ExitCode.FAULTS, text)
    place, output = path.resolve(), folder.resolve()
    if output in place.parents:
        text = (
            f"--wachtwoord-bestand: {path} ligt bij wat verstuurd wordt. "
            "Kies een plek buiten de map van de roosters, bijvoorbeeld bij het werkboek."
        )
        raise RefusedError(ExitCode.FAULTS, text)
