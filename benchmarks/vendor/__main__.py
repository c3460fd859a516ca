"""Fetch the browser files of others again, by package name and version (``make vendor``; needs npm).

``vendor.json`` beside the files says what comes from which package; a version is changed there, and this command
writes the files, their licences and their hashes. ``tests/scheduler/web/test_vendor.py`` holds them to the hashes.
One folder is of the window, the other of its tests alone.
"""

from __future__ import annotations

import hashlib
import json
import subprocess
import tarfile
import tempfile
from pathlib import Path

ROOT = Path(__file__).parents[2]
FOLDERS = (
    ROOT / "scheduler" / "web" / "static" / "vendor",
    ROOT / "tests" / "scheduler" / "web" / "browser" / "vendor",
)


def renew(folder: Path) -> None:
    """Write every file of the list in a folder, its licence beside it, and its hash into the list."""
    listed = folder / "vendor.json"
    packages = json.loads(listed.read_text(encoding="utf-8"))
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
                    (folder / file["to"]).write_bytes(data)
                    file["sha256"] = hashlib.sha256(data).hexdigest()
        print(spec)
    listed.write_text(json.dumps(packages, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")


def _without_map(data: bytes) -> bytes:
    """Without the line that names a source map, which a browser would ask for in vain."""
    lines = data.split(b"\n")
    kept = [line for line in lines if not line.lstrip(b"/*# ").startswith(b"sourceMappingURL")]
    return b"\n".join(kept)


if __name__ == "__main__":
    for each in FOLDERS:
        renew(each)
