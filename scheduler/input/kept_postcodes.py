"""The file with postcodes, given once and used from then on. Knows where it lies, not what is in it."""

from __future__ import annotations

import shutil
from pathlib import Path

from instances.dutch.dates import numeric_date
from instances.dutch.numbers import count, thousands
from instances.workbook.postcode_use import PostcodeUse
from instances.workbook.postcodes import is_zip
from reports.folder import atomic_file
from scheduler.runtime.screen import Screen
from scheduler.runtime.user_folder import user_folder

_NAMES = ("postcodes.zip", "postcodes.txt")


def kept_postcodes() -> Path | None:
    """Find the file of an earlier time.

    Returns:
        The file; None where none was ever given.
    """
    try:
        return next((path for path in (user_folder() / name for name in _NAMES) if path.exists()), None)
    except (OSError, RuntimeError):  # RuntimeError: there is no home
        return None


def keep_postcodes(use: PostcodeUse | None, given: Path | None, screen: Screen) -> None:
    """Keep a file that was given, and say what was found in it.

    Args:
        use: What was found; None where no file was used.
        given: The file of --postcodes; None without.
        screen: Where it is said.
    """
    if use is None:
        return
    if use.asked:
        missing = f"{thousands(use.missing)} van de {count(use.asked, 'postcode', 'postcodes')} niet gevonden"
    else:
        missing = "geen enkele postcode hoefde opgezocht te worden"
    screen.say(f"Postcodebestand van {numeric_date(use.made)}: {count(use.known, 'postcode', 'postcodes')}; {missing}.")
    if given is not None and given != kept_postcodes():
        place = keep(given)
        if place is None:
            screen.warn(f"Het postcodebestand kon niet bewaard worden in {user_folder()}: geef het steeds mee.")
        else:
            screen.say(f"Het is bewaard als {place}; --postcodes is voortaan niet meer nodig.")


def keep(given: Path) -> Path | None:
    """Keep a file with postcodes for every workbook from now on.

    Args:
        given: A file that was found to hold postcodes.

    Returns:
        Where it is kept; None where that folder cannot be written.
    """
    zipped = is_zip(given)
    name, other = _NAMES if zipped else _NAMES[::-1]
    try:
        folder = user_folder()
        target = folder / name
        folder.mkdir(parents=True, exist_ok=True)
        if target.exists() and target.samefile(given):
            return target
        with atomic_file(target) as fresh:
            shutil.copy2(given, fresh)  # with its date, which is told later
        (folder / other).unlink(missing_ok=True)
    except (OSError, RuntimeError):
        return None
    return target
