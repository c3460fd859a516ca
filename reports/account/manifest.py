"""The list in resultaat.json of every file that was written with it, each with its print. Knows no roster.

It is how a later run knows which files are ours. resultaat.json cannot hold the print of its own bytes, so it holds
the print of its bytes with 64 zeros in the place of that print.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterable, Mapping
from pathlib import Path

from instances.rosters.columns import RESULT_FILE
from reports.files.exchange import KnownFiles
from reports.files.prints import NO_PRINT, is_plain, print_of

LIST = "bestanden"
OWN_PRINT = "afdruk"
_OWN_PRINT = re.compile(rf'"{OWN_PRINT}": "([0-9a-f]{{64}})"')


class DamagedResultError(Exception):
    """resultaat.json is there and cannot be read; the message is its path."""


def read_result(folder: Path, file: str = RESULT_FILE) -> Mapping[str, object]:
    """Read what resultaat.json in a folder tells.

    Args:
        folder: With or without the file.
        file: Its name: another set of files has a list of its own.

    Returns:
        What it holds; nothing without a file.

    Raises:
        DamagedResultError: It is no JSON, nested deeper than anything we write, no object, or no plain file.
    """
    path = folder / file
    if not path.exists():
        return {}
    if not path.is_file():
        raise DamagedResultError(str(path))
    try:
        found = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError, RecursionError) as error:
        raise DamagedResultError(str(path)) from error
    if not isinstance(found, dict):
        raise DamagedResultError(str(path))
    return found


def earlier_files(folder: Path, roots: Iterable[str] = (), file: str = RESULT_FILE) -> KnownFiles:
    """Read which files in a folder are ours.

    Args:
        folder: With or without resultaat.json.
        roots: Folders in it that have a resultaat.json of their own, such as ``variant-1``.
        file: The name of the file with the list.

    Returns:
        Names to prints, also of each resultaat.json that is as it was written.

    Raises:
        DamagedResultError: A resultaat.json cannot be read.
    """
    prints: dict[str, str] = {}
    listed = True
    for root in ("", *roots):
        told, before = read_result(folder / root, file), f"{root}/" if root else ""
        listed = listed and (not told or isinstance(told.get(LIST), dict))
        files = told.get(LIST)
        if isinstance(files, dict):
            prints |= {f"{before}{name}": str(known) for name, known in files.items() if _safe(name)}
        if is_as_written(folder / root / file):
            prints[f"{before}{file}"] = print_of(folder / root / file)
    return KnownFiles(prints, listed)


def add_list(folder: Path, carried: Mapping[str, str], leave_out: Iterable[str] = (), file: str = RESULT_FILE) -> None:
    """Put the list in a resultaat.json that was just written.

    Args:
        folder: With the new files.
        carried: KnownFiles files that stay and are still ours, to their prints.
        leave_out: Folders in it with a resultaat.json of their own.
        file: The name of the file with the list.

    Raises:
        OSError: The disk refuses.
    """
    path, apart = folder / file, set(leave_out)
    names = {one.relative_to(folder) for one in folder.rglob("*") if is_plain(one) and one != path}
    prints = {
        **carried,
        **{name.as_posix(): print_of(folder / name) for name in names if name.parts[0] not in apart},
    }
    told = json.loads(path.read_text(encoding="utf-8"))
    text = as_text({**told, LIST: dict(sorted(prints.items())), OWN_PRINT: NO_PRINT})
    path.write_text(text.replace(NO_PRINT, _print(text)), encoding="utf-8", newline="\n")


def relist(folder: Path, prints: Mapping[str, str], file: str = RESULT_FILE) -> None:
    """Give a resultaat.json another list of files, and the print that goes with it.

    Args:
        folder: With the file, which is as it was written but for what was taken out of it on purpose.
        prints: Names of the files that are ours to their prints.
        file: The name of the file with the list.

    Raises:
        OSError: The disk refuses.
        ValueError: It is no JSON.
    """
    path = folder / file
    told = json.loads(path.read_text(encoding="utf-8"))
    text = as_text({**told, LIST: dict(sorted(prints.items())), OWN_PRINT: NO_PRINT})
    path.write_text(text.replace(NO_PRINT, _print(text)), encoding="utf-8", newline="\n")


def write_back(folder: Path, told: Mapping[str, object]) -> None:
    """Write other contents in a resultaat.json; ``relist`` gives it the print that goes with them.

    Args:
        folder: With the file.
        told: All that it holds.

    Raises:
        OSError: The disk refuses.
    """
    (folder / RESULT_FILE).write_text(as_text(told), encoding="utf-8", newline="\n")


def is_as_written(path: Path) -> bool:
    """Say whether a resultaat.json is byte for byte as ``add_list`` left it.

    Args:
        path: The file; need not be there.

    Returns:
        False where it is not there, or is no plain file.
    """
    if not is_plain(path):
        return False
    try:
        text = path.read_bytes().decode("utf-8")
    except (OSError, ValueError):
        return False
    found = _OWN_PRINT.findall(text)
    return len(found) == 1 and _print(_OWN_PRINT.sub(f'"{OWN_PRINT}": "{NO_PRINT}"', text)) == found[0]


def as_text(told: Mapping[str, object]) -> str:
    """Write the contents of resultaat.json as text."""
    return json.dumps(told, ensure_ascii=False, indent=1) + "\n"


def _print(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def _safe(name: str) -> bool:
    """A name from a file may not lead out of the folder."""
    path = Path(name)
    return bool(path.parts) and not path.is_absolute() and ".." not in path.parts
