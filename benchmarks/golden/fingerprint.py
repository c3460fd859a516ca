"""A folder with rosters and the answers on the screen, as a few lines of text that can be compared. Runs nothing."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from benchmarks.questions.asking import Said

KEPT = 16  # hexadecimal digits of a hash: enough for a comparison, short enough for a line
FIGURES = ("status", "aantal", "aantal_max", "kosten", "ondergrens", "gewijzigd", "gewijzigd_bewezen")


def of_folder(folder: Path) -> dict[str, str]:
    """A line for each file of the folder, and for each folder in it one; ``resultaat.json`` also by its figures.

    Without the versions of Python and the product, and without the list of files whose bytes are printed here anyway:
    only a changed answer shows. Keys of JSON have no order.
    """
    found = dict(_figures(_result(folder)))
    groups: dict[str, hashlib._Hash] = {}
    for path in sorted(path for path in folder.rglob("*") if path.is_file()):
        name = path.relative_to(folder)
        group = name.as_posix() if len(name.parts) == 1 else f"{name.parent.as_posix()}/"
        content = _plain(_result(folder)) if name.as_posix() == "resultaat.json" else path.read_bytes()
        groups.setdefault(group, hashlib.sha256()).update(name.as_posix().encode() + content)
    return found | {group: digest.hexdigest()[:KEPT] for group, digest in groups.items()}


def of_answer(said: Said, folder: Path) -> list[str]:
    """The exit code and the lines of an answer, without the place of this run."""
    lines = (line.rstrip().replace(str(folder), "MAP") for line in said.text.splitlines())
    return [f"exit code {said.code}", *lines]


def differences(expected: Mapping[str, Any], found: Mapping[str, Any]) -> Iterator[str]:
    """A line for whatever differs: what, what was kept, what is found."""
    for name in [*expected, *(name for name in found if name not in expected)]:
        old, new = expected.get(name), found.get(name)
        if isinstance(old, Mapping) and isinstance(new, Mapping):
            yield from (f"{name}: {line}" for line in differences(old, new))
        elif isinstance(old, list) and isinstance(new, list):
            changed = next((n for n, pair in enumerate(zip(old, new, strict=False)) if pair[0] != pair[1]), None)
            if changed is not None:
                yield f"{name}, line {changed + 1}: {old[changed]!r} -> {new[changed]!r}"
            elif len(old) != len(new):
                yield f"{name}: {len(old)} -> {len(new)} lines"
        elif old != new:
            yield f"{name}: {old} -> {new}"


def _result(folder: Path) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((folder / "resultaat.json").read_text(encoding="utf-8"))
    return {key: value for key, value in found.items() if key not in ("versies", "bestanden", "afdruk")}


def _figures(result: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    for part in ("plaatsing", "wpa"):
        if part in result:
            told = (f"{figure} {result[part][figure]}" for figure in FIGURES if figure in result[part])
            yield part, ", ".join(told)


def _plain(result: Mapping[str, Any]) -> bytes:
    return json.dumps(result, ensure_ascii=False, sort_keys=True).encode()
