"""File names for people: they say for whom and of when a file is, and every system takes them."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import PurePosixPath

_REFUSED = re.compile(r'[<>:"/\\|?*\x00-\x1f\x7f]')
_DEVICE = re.compile(r"(?i)(?:con|prn|aux|nul|(?:com|lpt)[0-9])(?:\.|$)")
LONGEST = 120  # characters; with a folder before it Windows takes 260


def human_name(id: str, name: str, semester: str, ending: str) -> str:
    """Make a file name that says for whom and of when it is.

    Args:
        id: The id of who receives it.
        name: The name.
        semester: The name of the semester; '' where the workbook gives none.
        ending: With its dot.

    Returns:
        For instance ``B04 Stichting Meerpalen 2026-2027 S2.xlsx``, without signs or names that Windows refuses.
    """
    whole = " ".join(filter(None, (id, name, semester)))
    plain = " ".join(_REFUSED.sub(" ", whole).split()).strip(". ")[:LONGEST].strip(". ") or "bestand"
    return f"{'_' if _DEVICE.match(plain) else ''}{plain}{ending}"


def one_of_each(names: Iterable[str]) -> list[str]:
    """Give names that come twice a number: ``A.eml`` and ``A (2).eml``; to Windows capitals are no difference."""
    found: list[str] = []
    used: set[str] = set()
    for name in names:
        path, unlike, number = PurePosixPath(name), name, 2
        while unlike.casefold() in used:
            unlike, number = str(path.with_name(f"{path.stem} ({number}){path.suffix}")), number + 1
        used.add(unlike.casefold())
        found.append(unlike)
    return found
