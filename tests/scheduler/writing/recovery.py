"""An attacker with a folder in codes: what can be tried, and what would lead back. Asserts nothing.

The attacker knows the workbook but for the small fields of a student, the program, and every text of the folder.
"""

from __future__ import annotations

import json
import re
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import replace
from itertools import product
from pathlib import Path

from instances.domain.entities import Student, WpaKind
from instances.domain.instance import Instance
from instances.privacy.pseudonyms import PseudonymKey, pseudonymised
from reports.account.row_prints import row_prints
from tests.reports.boards.separation import texts_in

Variant = tuple[bool, WpaKind, bool]
VARIANTS: tuple[Variant, ...] = tuple(product((False, True), WpaKind, (False, True)))


def recovered(instance: Instance, key: PseudonymKey, folder: Path) -> set[str]:
    """The students of whom a print in the folder tells the small fields, whatever key the folder itself may hold."""
    stored = json.loads((folder / "resultaat.json").read_text(encoding="utf-8"))
    prints: Mapping[str, str] = stored["werkboek"]["bladen"]["Studenten"]
    coded = pseudonymised(instance, key)
    found: set[str] = set()
    for variant in VARIANTS:
        tried = Instance(students={id: _as(person, variant) for id, person in coded.students.items()})
        for candidate in {"", *secrets_in(folder)}:
            rows = row_prints(replace(tried, print_key=candidate), str(stored["invoer"]))["Studenten"]
            found |= {id for id, print_ in rows.items() if prints[id].startswith(print_[: len(prints[id])])}
    return found


def _as(person: Student, variant: Variant) -> Student:
    care, kind, wpa = variant
    return replace(person, care=care, wpa_kind=kind, wpa=wpa)


def secrets_in(folder: Path) -> set[str]:
    """Every text of the folder that could be a key or a print; no decimals of a time or a place on the map."""
    return {found for text in texts(folder) for found in re.findall(r"(?<![.\w])[0-9a-f]{8,64}\b", text)}


def links(folder: Path) -> set[str]:
    """All that two folders share only when they are about the same: prints, prices, uids, the name of the workbook."""
    result = json.loads((folder / "resultaat.json").read_text(encoding="utf-8"))
    figures = {str(abs(one)) for one in numbers(result) if abs(one) >= 100_000}
    uids = {uid for text in texts(folder) for uid in re.findall(r"(?m)^UID:(\S+)", text)}
    files = {name for text in texts(folder) for name in re.findall(r"[\w-]+\.xlsx", text)}
    prints = {one for one in secrets_in(folder) if re.search("[a-f]", one)}  # others are sizes and numbers of charts
    return prints | figures | uids | (files - {path.name.rpartition(" ")[2] for path in folder.rglob("*")})


def numbers(value: object) -> Iterator[float]:
    if isinstance(value, dict):
        for one in value.values():
            yield from numbers(one)
    elif isinstance(value, list):
        for one in value:
            yield from numbers(one)
    elif isinstance(value, int | float) and not isinstance(value, bool):
        yield value


def texts(folder: Path) -> Iterator[str]:
    for path in sorted(path for path in folder.rglob("*") if path.is_file()):
        if zipfile.is_zipfile(path):
            yield from texts_in(path)
        else:
            yield path.read_bytes().decode().replace("\r\n ", "").replace("\r\n", "\n")
