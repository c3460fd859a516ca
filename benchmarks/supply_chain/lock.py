"""requirements.lock read: every package with its version, marker and hashes. Knows no installed package."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

LOCK = Path(__file__).resolve().parents[2] / "requirements.lock"
_ENTRY = re.compile(r"(?m)^([A-Za-z0-9._-]+==[^\\\n]+?)\s*\\?\n((?:[ \t]+.*\n?)*)")
_HASH = re.compile(r"--hash=sha256:([0-9a-f]{64})\b")


@dataclass(frozen=True, slots=True)
class Locked:
    """One package of the lock; ``hashes`` are of the files that may be installed, one of which is."""

    name: str
    version: str
    hashes: tuple[str, ...]
    here: bool  # installed in the environment that was asked about


def read_lock(path: Path = LOCK, environment: Mapping[str, str] | None = None) -> tuple[Locked, ...]:
    """Read every package of a lock.

    Args:
        path: The file, as ``uv pip compile --generate-hashes`` writes it.
        environment: What markers are asked; None: this Python on this system.

    Returns:
        The packages in the order of the file.

    Raises:
        ValueError: A package has no hash or no single version.
    """
    found = []
    for entry, rest in _ENTRY.findall(path.read_text(encoding="utf-8")):
        wanted = Requirement(entry)
        versions = [one.version for one in wanted.specifier]
        hashes = tuple(_HASH.findall(rest))
        if len(versions) != 1 or not hashes:
            raise ValueError(f"{path.name}: {entry} has no single version or no hash")
        here = wanted.marker is None or wanted.marker.evaluate(None if environment is None else dict(environment))
        found.append(Locked(canonicalize_name(wanted.name), versions[0], hashes, here))
    return tuple(found)
