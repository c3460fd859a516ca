"""Workbooks, keys, passwords, answers and rosters that are damaged: every reader finds a fault, and none raises."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from instances.privacy.read_key import read_key
from instances.privacy.read_passwords import read_passwords
from instances.rosters.read import read_rosters
from instances.rosters.school_answers import read_answers, read_preview_key
from instances.workbook.read import read
from reports.workbook.semester import write_semester
from tests.damages import BLEMISHED, BYTES, NO_FILE, OF_FIRST_SHEET, WORKBOOK, Damage, made
from tests.scheduler.running import run, small

Texts = list[str]
BAD = {**BYTES, **WORKBOOK, "pipe": NO_FILE["pipe"], "folder": NO_FILE["folder"]}


def _workbook(path: Path) -> Texts:
    return [f"{fault.found} {fault.expected}" for fault in read(path, for_wpa=True).faults]


def _key(path: Path) -> Texts:
    return [fault.found for fault in read_key(path).faults]


def _passwords(path: Path) -> Texts:
    return [fault.found for fault in read_passwords(path, {"B1"}).faults]


def _preview_key(path: Path) -> Texts:
    return [fault.found for fault in read_preview_key(path)[1]]


def _answers(path: Path) -> Texts:
    return [f"{name} {fault.found}" for name, fault in read_answers(path.parent, {}).faults]


def _rosters(path: Path) -> Texts:
    return [fault.found for fault in read_rosters(path.parent).faults]


READERS = {
    "semester.xlsx": _workbook,
    "uit-sleutel.xlsx": _key,
    "wachtwoorden.xlsx": _passwords,
    "vooraf-sleutel.xlsx": _preview_key,
    "vooraf.xlsx": _answers,
    "plaatsing.xlsx": _rosters,
    "wpa.xlsx": _rosters,
}


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    place = tmp_path_factory.mktemp("heel")
    write_semester(small(), place / "semester.xlsx")
    words = ("rooster", place / "semester.xlsx", "--tijd", 3)
    assert run(*words, "-o", place / "namen", "--vooraf", "--wachtwoord-bestand", place / "ww.xlsx").exit_code == 0
    assert run(*words, "-o", place / "uit", "--gepseudonimiseerd").exit_code == 0
    files = {
        "semester.xlsx": place / "semester.xlsx",
        "uit-sleutel.xlsx": place / "uit-sleutel.xlsx",
        "wachtwoorden.xlsx": place / "ww.xlsx",
        "vooraf-sleutel.xlsx": place / "namen" / "vooraf-sleutel.xlsx",
        "vooraf.xlsx": next((place / "namen" / "vooraf").glob("*.xlsx")),
        "plaatsing.xlsx": place / "namen" / "plaatsing.xlsx",
        "wpa.xlsx": place / "namen" / "wpa.xlsx",
    }
    return {name: path.read_bytes() for name, path in files.items()}


def damaged(name: str, damages: dict[str, Damage], whole: dict[str, bytes], place: Path) -> dict[str, Texts]:
    reader: Callable[[Path], Texts] = READERS[name]
    return {what: reader(path) for what, path in made(damages, place, name, whole[name])}


@pytest.mark.parametrize("name", READERS)
def test_a_damaged_file_has_a_fault(name: str, whole: dict[str, bytes], tmp_path: Path) -> None:
    # the first sheet of a roster is Overzicht, which nobody reads back
    bad = {what: damage for what, damage in BAD.items() if READERS[name] is not _rosters or what not in OF_FIRST_SHEET}

    found = damaged(name, bad, whole, tmp_path)

    assert {what for what, texts in found.items() if not texts} == set()


@pytest.mark.parametrize("name", READERS)
def test_damage_to_looks_and_properties_alone_loses_nothing(name: str, whole: dict[str, bytes], tmp_path: Path) -> None:
    as_it_was = damaged(name, {"": lambda path, good: (path.write_bytes(good), path)[1]}, whole, tmp_path)[""]
    (tmp_path / "b").mkdir()

    found = damaged(name, BLEMISHED, whole, tmp_path / "b")

    assert {what: texts for what, texts in found.items() if texts != as_it_was} == {}
