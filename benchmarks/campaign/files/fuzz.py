"""Every reader on files with damage drawn at random: a fault or what it reads, never an error. Knows no damage."""

from __future__ import annotations

import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from hypothesis import HealthCheck, given, seed, settings
from hypothesis import strategies as st

from benchmarks.campaign.files.good import FEW, KEY, PASSWORDS, POSTCODES, PREVIEWS, ROSTERS, Good
from benchmarks.campaign.files.mutations import JSONS, TEXT, ZIPS, Damage, several
from benchmarks.campaign.judging import NO_WORDS
from benchmarks.campaign.settings import CAMPAIGN
from instances.privacy.read_key import read_key
from instances.privacy.read_passwords import read_passwords
from instances.rosters.read import read_rosters
from instances.rosters.school_answers import read_answers, read_preview_key
from instances.tables.faults import Fault
from instances.workbook.postcodes import PostcodeFileError, read_postcodes
from instances.workbook.read import read
from reports.account.manifest import earlier_files
from reports.calendar.ics import read_diaries
from reports.files.prints import is_sealed
from reports.workbook.marked_copy import write_marked
from scheduler.previous.provenance import Provenance
from scheduler.runtime.exit import RefusedError


@dataclass(frozen=True)
class Reader:
    """A reader of the product.

    Attributes:
        file: The file that it reads, or a beginning and an end of its name with ``*`` between.
        damage: What is drawn for it.
        read: Reads a folder with the file, and gives the Dutch texts that came of it.
    """

    file: str
    damage: st.SearchStrategy[Damage]
    read: Callable[[Path], list[str]]


def _texts(faults: tuple[Fault, ...]) -> list[str]:
    return [f"{fault.sheet} {fault.cell} {fault.found}; {fault.expected}" for fault in faults]


def _workbook(folder: Path) -> list[str]:
    path = folder / FEW
    found = read(path, for_wpa=True)
    if found.faults:
        write_marked(path, found.faults, folder / "fouten.xlsx")
    is_sealed(path)
    return _texts(found.faults) + [str(notice) for notice in found.notices]


def _rosters(folder: Path) -> list[str]:
    return _texts(tuple(read_rosters(folder / ROSTERS).faults))


def _result(folder: Path) -> list[str]:
    try:
        told = Provenance(folder / ROSTERS)
    except RefusedError as refusal:
        return [refusal.text]
    earlier_files(folder / ROSTERS)
    return [told.semester, str(told.rosters is None), str(told.around is None), str(told.copy)]


def _calendars(folder: Path) -> list[str]:
    return [path.name for path in read_diaries(folder / ROSTERS / "agenda")[1]]


def _postcodes(folder: Path) -> list[str]:
    try:
        return [str(len(read_postcodes(folder / POSTCODES)))]
    except PostcodeFileError as error:
        return [str(error)]


READERS: dict[str, Reader] = {
    "workbook": Reader(FEW, several(ZIPS), _workbook),
    "placement": Reader(f"{ROSTERS}/plaatsing.xlsx", several(ZIPS), _rosters),
    "WPA roster": Reader(f"{ROSTERS}/wpa.xlsx", several(ZIPS), _rosters),
    "result": Reader(f"{ROSTERS}/resultaat.json", several(JSONS), _result),
    "key": Reader(KEY, several(ZIPS), lambda folder: _texts(read_key(folder / KEY).faults)),
    "passwords": Reader(
        PASSWORDS, several(ZIPS), lambda folder: _texts(read_passwords(folder / PASSWORDS, {"B01"}).faults)
    ),
    "key of a preview": Reader(
        f"{ROSTERS}/vooraf-sleutel.xlsx",
        several(ZIPS),
        lambda folder: _texts(read_preview_key(folder / ROSTERS / "vooraf-sleutel.xlsx")[1]),
    ),
    "answers of schools": Reader(
        f"{ROSTERS}/{PREVIEWS}/*.xlsx",
        several(ZIPS),
        lambda folder: _texts(tuple(fault for _, fault in read_answers(folder / ROSTERS / PREVIEWS, {}).faults)),
    ),
    "calendars": Reader(f"{ROSTERS}/agenda/*.ics", several(TEXT), _calendars),
    "postcodes": Reader(POSTCODES, several(TEXT), _postcodes),
}
"""Name to every reader of the product."""


def fuzz(name: str, good: Good, examples: int, number: int = 1) -> int:
    """Try a reader on files with damage drawn at random.

    Args:
        name: A key of ``READERS``.
        good: The files in which nothing is wrong.
        examples: How many.
        number: Another number draws other damage.

    Returns:
        How many files the reader was given; hypothesis draws fewer where there are no more.

    Raises:
        AssertionError: It took too long, or said what nobody may have to read; hypothesis shows the damage.
        Exception: Whatever the reader raised.
    """
    reader = READERS[name]
    begin, _, end = reader.file.partition("*")
    file = next(known for known in sorted(good.files) if known.startswith(begin) and known.endswith(end))

    tried = 0

    @seed(number)
    @settings(max_examples=examples, deadline=None, database=None, suppress_health_check=list(HealthCheck))
    @given(reader.damage)
    def holds(damage: Damage) -> None:
        nonlocal tried
        tried += 1
        with tempfile.TemporaryDirectory() as place:
            path = Path(place, file)
            path.parent.mkdir(parents=True, exist_ok=True)
            content = damage(good.files[file])
            path.write_bytes(content)
            began = time.process_time()
            texts = reader.read(Path(place))
            took = time.process_time() - began
            assert took < CAMPAIGN.cpu_seconds, took
            assert not [text for text in texts if NO_WORDS.search(text)], texts
            assert path.read_bytes() == content

    holds()
    return tried
