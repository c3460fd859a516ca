"""A package as one zip: wheels with their hashes, uv, the start script. The same files give the same bytes."""

from __future__ import annotations

import hashlib
import zipfile
from collections.abc import Iterable, Sequence
from pathlib import Path

from benchmarks.offline.platforms import PYTHON, Platform
from benchmarks.offline.wheels import Wheel
from benchmarks.supply_chain.lock import LOCK

FILES = Path(__file__).parent / "files"
FOLDER = "Plaatswijzer"
REQUIREMENTS = "eisen.txt"
MOMENT = (2026, 1, 1, 0, 0, 0)
BOM = "﻿"  # without it Notepad takes a text for one of before Unicode


def requirements(wheels: Iterable[Wheel]) -> str:
    """List what is installed, each with the hash of its file in the package.

    Args:
        wheels: What is installed.

    Returns:
        The text of a file for ``--require-hashes``.
    """
    rows = sorted((wheel.name, wheel.version, wheel.sha256) for wheel in wheels)
    return "".join(f"{name}=={version} --hash=sha256:{digest}\n" for name, version, digest in rows)


def write_package(platform: Platform, wheels: Sequence[Wheel], uv: Wheel, target: Path) -> None:
    """Write the package of a platform.

    Args:
        platform: Which.
        wheels: What is installed, the product among it.
        uv: The wheel of uv for that platform.
        target: The zip.
    """
    listed = requirements(wheels)
    # another list is another installation: a newer package never runs on what an older one installed
    fills = {"AFDRUK": hashlib.sha256(listed.encode()).hexdigest()[:12], "PYTHON": PYTHON}
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for number, name in enumerate(platform.files):
            text = (FILES / name).read_text(encoding="utf-8")
            for word, value in fills.items():
                text = text.replace(f"@{word}@", value)
            start = BOM if name.endswith(".txt") else ""
            _add(archive, name, (start + text.replace("\n", platform.newline)).encode(), executable=number == 0)
        _add(archive, REQUIREMENTS, listed.encode())
        _add(archive, "LICENSE.txt", (LOCK.parent / "LICENSE").read_bytes())
        _add(archive, platform.uv, _program(uv, platform.uv), executable=True)
        for wheel in sorted(wheels, key=lambda wheel: wheel.path.name):
            _add(archive, f"wheels/{wheel.path.name}", wheel.path.read_bytes(), packed=True)


def _program(uv: Wheel, name: str) -> bytes:
    with zipfile.ZipFile(uv.path) as archive:
        [inside] = [each for each in archive.namelist() if each.endswith(f"/scripts/{name}")]
        return archive.read(inside)


def _add(archive: zipfile.ZipFile, name: str, data: bytes, executable: bool = False, packed: bool = False) -> None:
    entry = zipfile.ZipInfo(f"{FOLDER}/{name}", MOMENT)
    entry.external_attr = (0o100755 if executable else 0o100644) << 16
    entry.create_system = 3  # with rights, which other systems pass over
    entry.compress_type = zipfile.ZIP_STORED if packed else zipfile.ZIP_DEFLATED
    archive.writestr(entry, data)
