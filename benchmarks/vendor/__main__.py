"""Fetch the browser files of the window again, by package name and version (``make vendor``; needs npm).

``vendor.json`` beside the files says what comes from which package; a version is changed there, and this command
writes the files, their licences and their hashes. ``tests/scheduler/web/test_vendor.py`` holds them to the hashes.
"""

from __future__ import annotations

import hashlib
import json
import subprocess
import tarfile
import tempfile
from pathlib import Path

VENDOR = Path(__file__).parents[2] / "scheduler" / "web" / "static" / "vendor"
LIST = VENDOR / "vendor.json"


def renew() -> None:
    """Write every file of the list, its licence beside it, and its hash into the list."""
    packages = json.loads(LIST.read_text(encoding="utf-8"))
    for package in packages:
        with tempfile.TemporaryDirectory() as scratch:
            spec = f"{package['package']}@{package['version']}"
            subprocess.run(["npm", "pack", "--silent", spec], cwd=scratch, check=True)
            [archive] = Path(scratch).glob("*.tgz")
            with tarfile.open(archive) as opened:
                for file in package["files"]:
                    inside = opened.extractfile(f"package/{file['from']}")
                    if inside is None:
                        raise FileNotFoundError(f"{spec} has no file {file['from']}")
                    data = _without_map(inside.read())
                    (VENDOR / file["to"]).write_bytes(data)
                    file["sha256"] = hashlib.sha256(data).hexdigest()
        print(spec)
    LIST.write_text(json.dumps(packages, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")


def _without_map(data: bytes) -> bytes:
    """Without the line that names a source map, which a browser would ask for in vain."""
    lines = data.split(b"\n")
    kept = [line for line in lines if not line.lstrip(b"/*# ").startswith(b"sourceMappingURL")]
    return b"\n".join(kept)


if __name__ == "__main__":
    renew()
