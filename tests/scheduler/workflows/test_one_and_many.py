"""One place is not written as 1 plaatsen: on the screen, in the files and in what is said of them."""

from __future__ import annotations

import re
import warnings
from collections.abc import Iterator
from pathlib import Path

import openpyxl
import pytest

from instances.sample.generate import generate
from reports.workbook.semester import write_semester
from tests.scheduler.running import run

MANY = re.compile(
    r"(?<![\d.,:-])(?<!van )1 (plaatsen|studenten|mentoren|scholen|besturen|WPA's|minuten|anderen|rijen|cellen|tijden"
    r"|dagen|wijzigingen|punten|opleiders|beoordelaars|weken|bestanden|uren)\b"
)


@pytest.fixture(scope="module")
def said(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    folder = tmp_path_factory.mktemp("een")
    write_semester(generate("klein", 5), folder / "s.xlsx")
    output = run("rooster", folder / "s.xlsx", "-o", folder / "uit", "--tijd", 10).output
    output += run("controleer", folder / "s.xlsx").output
    for student in list(generate("klein", 5).students)[:3]:
        output += run("verklaar", folder / "s.xlsx", folder / "uit", student).output
    return folder / "uit", output


def _texts(folder: Path) -> Iterator[str]:
    for path in folder.rglob("*.xlsx"):
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # openpyxl does not know data bars
            book = openpyxl.load_workbook(path, read_only=True)
            for sheet in book.worksheets:
                yield from (cell for row in sheet.iter_rows(values_only=True) for cell in row if isinstance(cell, str))
            book.close()


def test_the_pattern_knows_one_of_many() -> None:
    assert MANY.search("heeft 1 plaatsen vrij")
    assert not MANY.search("heeft 21 plaatsen vrij, 1 plaats erbij, 0 van 1 punten")


def test_the_screen_writes_one_as_one(said: tuple[Path, str]) -> None:
    assert [found.group(0) for found in MANY.finditer(" ".join(said[1].split()))] == []


def test_every_workbook_writes_one_as_one(said: tuple[Path, str]) -> None:
    assert [text for text in _texts(said[0]) if MANY.search(text)] == []


def test_the_page_writes_one_as_one(said: tuple[Path, str]) -> None:
    page = (said[0] / "rapport.html").read_text(encoding="utf-8")
    assert [found.group(0) for found in MANY.finditer(re.sub(r"<[^>]*>", " ", page))] == []
