"""Saved profiles of settings: in one dossier, and for every semester on this computer. Knows no page."""

from __future__ import annotations

import json
import threading
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from reports.folder import atomic_file
from scheduler.runtime.user_folder import user_folder
from scheduler.web.dossier.dossier import Dossier
from scheduler.web.dossier.store import Change
from scheduler.web.tasks.reading import Looked
from scheduler.web.tasks.tuning.limits import TUNING
from scheduler.web.tasks.tuning.setting_table import BY_NAME, current_values

PREFIX = "profiel/"
OF_ONE_SEMESTER = frozenset({"Semester", "Semesternummer", "Startgesprek"})
"""What a profile does not hold: it would give the next semester the name of this one."""

_LOCK = threading.Lock()


@dataclass(frozen=True, slots=True)
class Profile:
    """Settings under a name.

    Attributes:
        name: Its name.
        values: The value by the name of the setting.
        everywhere: It is kept for every semester.
    """

    name: str
    values: Mapping[str, str]
    everywhere: bool


def profiles(dossier: Dossier) -> list[Profile]:
    """Tell the profiles of a dossier, then those of every semester, by name."""
    own = [
        Profile(name, json.loads(value.text), everywhere=False)
        for name, value in dossier.values(PREFIX).items()
        if value.text is not None
    ]
    shared = [Profile(name, values, everywhere=True) for name, values in _shared().items()]
    return sorted(own, key=lambda profile: profile.name) + sorted(shared, key=lambda profile: profile.name)


def save_profile(dossier: Dossier, looked: Looked, name: str, everywhere: bool, by: str) -> str:
    """Keep the settings of now under a name.

    Args:
        dossier: Whose.
        looked: The workbook.
        name: The name; a profile of that name is replaced.
        everywhere: For every semester on this computer.
        by: By whom.

    Returns:
        '' where it is kept, else why not, in Dutch.
    """
    plain = " ".join(name.split())[: TUNING.name_length]
    if not plain:
        return "Geef het profiel een naam."
    values = {name: text for name, text in current_values(looked).items() if name not in OF_ONE_SEMESTER}
    if not everywhere:
        dossier.change(f"Profiel “{plain}” bewaard", by, {f"{PREFIX}{plain}": Change(json.dumps(values))})
        return ""
    with _LOCK:
        kept = _shared()
        if len(kept) >= TUNING.profiles and plain not in kept:
            return f"Er zijn al {TUNING.profiles} profielen; verwijder er eerst een."
        return _write({**kept, plain: values})


def delete_profile(dossier: Dossier, name: str, everywhere: bool, by: str) -> str:
    """Remove a profile; '' where that is done, else why not."""
    if not everywhere:
        dossier.change(f"Profiel “{name}” verwijderd", by, {f"{PREFIX}{name}": Change(None)})
        return ""
    with _LOCK:
        return _write({other: values for other, values in _shared().items() if other != name})


def _path() -> Path:
    return user_folder() / "profielen.json"


def _shared() -> dict[str, Mapping[str, str]]:
    """The profiles of every semester; a file that cannot be read holds none and is written anew."""
    try:
        found = json.loads(_path().read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    if not isinstance(found, dict):
        return {}
    return {
        str(name): {str(key): str(value) for key, value in values.items() if key in BY_NAME}
        for name, values in found.items()
        if isinstance(values, dict)
    }


def _write(kept: Mapping[str, Mapping[str, str]]) -> str:
    try:
        _path().parent.mkdir(parents=True, exist_ok=True)
        with atomic_file(_path()) as fresh:
            fresh.write_text(json.dumps(kept, ensure_ascii=False, indent=1), encoding="utf-8")
    except OSError:
        return "Het profiel kon niet bewaard worden: de schijf weigert."
    return ""
