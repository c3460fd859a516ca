"""A whole year of the placement office with a sample: asking, answers, rosters, an event, the next semester.

    python -m benchmarks.year [--size bestuur] [--seconds 60] [--folder jaar]

Every step is a command as the office gives it, with the exit code that it must end with; answers are filled in as
people do, one of them with a mistake. It stops at the first step that ends otherwise.
"""

from __future__ import annotations

import argparse
import random
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import openpyxl
from openpyxl.worksheet.worksheet import Worksheet

HEADS = 2  # the row of the headers in the tables of a form
OK, LEFT_OUT = (0,), (0, 1)


class StepFailedError(Exception):
    """A command ended otherwise than it must."""


@dataclass
class Year:
    """One year in one folder.

    Attributes:
        folder: Where everything comes.
        size: Of the sample.
        seconds: For every search.
        steps: What was done: the words of the command, how it ended and how long it took.
    """

    folder: Path
    size: str
    seconds: int
    steps: list[tuple[str, int, float]] = field(default_factory=list)

    def run(self, *words: str, ends: Sequence[int]) -> str:
        """Give a command; its words on the screen."""
        began = time.monotonic()
        command = [sys.executable, "-c", "from scheduler.cli import main; main()", *words]
        done = subprocess.run(command, cwd=self.folder, capture_output=True, text=True, check=False)
        self.steps.append((" ".join(words), done.returncode, time.monotonic() - began))
        print(f"{done.returncode:3d} {self.steps[-1][2]:7.1f} s  plaatswijzer {' '.join(words)}", flush=True)
        if done.returncode not in ends:
            raise StepFailedError(f"{words[0]} ended with {done.returncode}:\n{done.stdout}{done.stderr}")
        return done.stdout + done.stderr

    def go(self) -> None:
        """All of it."""
        limit = ("--tijd", str(self.seconds))
        self.run("voorbeeld", "najaar.xlsx", "--omvang", self.size, ends=OK)
        self.run("uitvraag", "najaar.xlsx", "-o", "uitvraag", ends=OK)
        forms = sorted((self.folder / "uitvraag" / "besturen").glob("*.xlsx"))
        (self.folder / "terug").mkdir()
        dice = random.Random(1)
        for number, form in enumerate(forms[:-1]):  # the last board does not answer
            _fill_in(form, self.folder / "terug" / form.name, dice)
            SLIPS[number % len(SLIPS)](self.folder / "terug" / form.name)
        wrong = self.folder / "terug" / forms[0].name  # the first slip changes no name
        _change(wrong, "Plaatsen", "veel")
        told = self.run("inlezen", "najaar.xlsx", "terug", "-o", "gevraagd.xlsx", ends=(2,))
        if wrong.name not in told or "veel" not in told or (self.folder / "gevraagd.xlsx").exists():
            raise StepFailedError("the mistake in a form is not told, or something was written all the same")
        _change(wrong, "Plaatsen", 6)
        self.run("inlezen", "najaar.xlsx", "terug", "-o", "gevraagd.xlsx", ends=(1,))  # one board is silent
        self.run("controleer", "gevraagd.xlsx", ends=LEFT_OUT)
        self.run("rooster", "gevraagd.xlsx", "-o", "rooster", *limit, ends=LEFT_OUT)
        self.run("controleer", "gevraagd.xlsx", "--rooster", "rooster", ends=LEFT_OUT)
        self.run("bewijs", "gevraagd.xlsx", "rooster", ends=OK)
        self.run("tekort", "gevraagd.xlsx", "rooster", *limit, ends=LEFT_OUT)
        self.run("kwetsbaar", "gevraagd.xlsx", "rooster", *limit, ends=LEFT_OUT)
        self.run("bezoeken", "gevraagd.xlsx", "rooster", "-o", "rooster", *limit, ends=LEFT_OUT)
        shutil.copy(self.folder / "gevraagd.xlsx", self.folder / "ziek.xlsx")
        self._mentor_ill(self.folder / "ziek.xlsx", self.folder / "rooster" / "plaatsing.xlsx")
        self.run("herplan", "ziek.xlsx", "--vorige", "rooster", "-o", "rooster-2", *limit, ends=LEFT_OUT)
        self.run("controleer", "ziek.xlsx", "--rooster", "rooster-2", ends=LEFT_OUT)
        self.run("volgend", "ziek.xlsx", "rooster-2", "-o", "voorjaar.xlsx", ends=LEFT_OUT)
        self.run("controleer", "voorjaar.xlsx", ends=LEFT_OUT)
        self.run("rooster", "voorjaar.xlsx", "-o", "rooster-3", *limit, ends=LEFT_OUT)
        self.run("controleer", "voorjaar.xlsx", "--rooster", "rooster-3", ends=LEFT_OUT)
        self.run("vergeet", "rooster", "--ja", ends=OK)
        if any((self.folder / "rooster").glob("*")):
            raise StepFailedError("something of the rosters is left after vergeet")

    @staticmethod
    def _mentor_ill(workbook: Path, placement: Path) -> None:
        """Say of the first mentor with a student that he is not there."""
        placed = openpyxl.load_workbook(placement, read_only=True)["Plaatsing"]
        heads = [cell.value for cell in next(placed.iter_rows())]
        mentor = next(row[heads.index("Mentor")].value for row in placed.iter_rows(min_row=2))
        book = openpyxl.load_workbook(workbook)
        sheet = book["Mentoren"]
        row, column = _cell(sheet, 1, "Mentor", mentor, "Beschikbaar")
        sheet.cell(row, column).value = "nee"
        book.save(workbook)


def _fill_in(form: Path, target: Path, dice: random.Random) -> None:
    """Answer for every school; a few places more or fewer."""
    book = openpyxl.load_workbook(form)
    sheet = book["Scholen"]
    columns = _columns(sheet, HEADS)
    for row in _rows(sheet, columns["Code"]):
        places = int(str(sheet.cell(row, columns["Plaatsen"]).value or 0))
        sheet.cell(row, columns["Antwoord"]).value = dice.choices(["ja", "misschien"], [9, 1])[0]
        sheet.cell(row, columns["Plaatsen"]).value = max(1, places + dice.choice([-1, 0, 0, 0, 1]))
    book.save(target)


def _nothing(form: Path) -> None:
    """An answer without a slip."""


def _renamed(form: Path) -> None:
    """Saved under another name, as mail programs and people do."""
    form.rename(form.with_name(f"Kopie van {form.stem} (1){form.suffix}"))


def _typed_as_text(form: Path) -> None:
    """The numbers of places as texts with blanks around them."""
    _everywhere(form, "Plaatsen", lambda value: f" {value} ")


def _yes_in_capitals(form: Path) -> None:
    _everywhere(form, "Antwoord", lambda value: str(value).upper())


def _everywhere(form: Path, header: str, change: Callable[[object], str]) -> None:
    """Type something else in a whole column."""
    book = openpyxl.load_workbook(form)
    sheet = book["Scholen"]
    columns = _columns(sheet, HEADS)
    for row in _rows(sheet, columns["Code"]):
        cell = sheet.cell(row, columns[header])
        cell.value = change(cell.value)
    book.save(form)


def _sent_twice(form: Path) -> None:
    """The same answer once more in another mail."""
    shutil.copy(form, form.with_name(f"{form.stem} nogmaals{form.suffix}"))


SLIPS = (_nothing, _renamed, _typed_as_text, _yes_in_capitals, _sent_twice)
"""What people do to a form that must not disturb."""


def _change(form: Path, header: str, value: str | int) -> None:
    book = openpyxl.load_workbook(form)
    sheet = book["Scholen"]
    columns = _columns(sheet, HEADS)
    sheet.cell(next(_rows(sheet, columns["Code"])), columns[header]).value = value
    book.save(form)


def _columns(sheet: Worksheet, heads: int) -> dict[str, int]:
    return {str(cell.value): place for place, cell in enumerate(sheet[heads], start=1) if cell.value}


def _rows(sheet: Worksheet, code: int) -> Iterator[int]:
    yield from (row for row in range(HEADS + 1, sheet.max_row + 1) if sheet.cell(row, code).value)


def _cell(sheet: Worksheet, heads: int, key: str, id: object, header: str) -> tuple[int, int]:
    columns = _columns(sheet, heads)
    row = next(row for row in range(heads + 1, sheet.max_row + 1) if sheet.cell(row, columns[key]).value == id)
    return row, columns[header]


def main() -> int:
    """Run the year; 0 where every step ended as it must."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--size", default="partnerschap")
    parser.add_argument("--seconds", type=int, default=60)
    parser.add_argument("--folder", type=Path, default=Path("jaar"))
    asked = parser.parse_args()
    if asked.folder.exists():
        print(f"{asked.folder} is there already; remove it first, or name another folder.")
        return 1
    asked.folder.mkdir(parents=True)
    year = Year(asked.folder.resolve(), asked.size, asked.seconds)
    try:
        year.go()
    except StepFailedError as error:
        print(error)
        return 1
    print(f"Everything is in {asked.folder}.")
    return 0


if __name__ == "__main__":
    sys.exit(main())
