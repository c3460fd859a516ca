"""Is a folder whole after what happened to a run? By the prints in resultaat.json, not by the product's word."""

from __future__ import annotations

import json
import os
import time
from collections.abc import Iterator, Mapping
from hashlib import sha256
from pathlib import Path

from benchmarks.campaign.settings import CAMPAIGN
from reports.files.names import LOCK, PRIVATE

RESULT = "resultaat.json"


def not_whole(folder: Path, before: Mapping[str, bytes]) -> Iterator[str]:
    """Say what is wrong with a folder in which a roster lay before.

    Args:
        folder: The folder, after the next command on it.
        before: Its files before, by their names.

    Yields:
        Complaints, for a maintainer; none where all is as before, or all is new.
    """
    found = {path.relative_to(folder).as_posix(): path for path in folder.rglob("*") if path.is_file()}
    own = [path.relative_to(folder).as_posix() for path in folder.glob(f"{PRIVATE}*") if path.name != LOCK]
    if own:
        yield f"left {', '.join(own)}"
    missing = sorted(set(before) - set(found))
    told = _told(folder)
    if told is None:
        yield "has no resultaat.json that can be read"
        return
    if json.loads(before[RESULT]).get("zaad") == told.get("zaad"):
        differ = [name for name, content in before.items() if name in found and found[name].read_bytes() != content]
        if missing or differ:
            yield f"is the earlier roster, but lost {missing} and changed {differ}"
        return
    listed = told.get("bestanden")
    if not isinstance(listed, dict):
        yield "is the new roster, without a list of its files"
        return
    for name, known in listed.items():
        if name not in found:
            yield f"is the new roster, without {name}"
        elif sha256(found[name].read_bytes()).hexdigest() != known:
            yield f"is the new roster, but {name} is another file"
    strange = sorted(set(found) - set(listed) - {RESULT, LOCK})
    if any(name in before for name in strange):
        yield f"is the new roster with earlier files between: {strange}"


def _told(folder: Path) -> dict[str, object] | None:
    try:
        found = json.loads((folder / RESULT).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None
    return found if isinstance(found, dict) else None


def still_running(session: int) -> list[int]:
    """Give the processes of a run that do not end, some seconds after it did.

    Args:
        session: The process id of the run, which had a session of its own.

    Returns:
        Their ids; empty where the system cannot tell.
    """
    until = time.monotonic() + CAMPAIGN.after_seconds
    while (found := _of_session(session)) and time.monotonic() < until:
        time.sleep(0.1)
    return found


def _of_session(session: int) -> list[int]:
    found = []
    for place in Path("/proc").glob("[0-9]*") if os.path.isdir("/proc/self") else ():
        try:
            parts = (place / "stat").read_text(encoding="ascii", errors="replace").rpartition(")")[2].split()
        except OSError:
            continue
        if int(parts[3]) == session and parts[0] != "Z":
            found.append(int(place.name))
    return found
