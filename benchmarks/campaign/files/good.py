"""The files in which nothing is wrong, made once by the product itself. Knows no case."""

from __future__ import annotations

import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from benchmarks.campaign.files.draft import Draft
from benchmarks.campaign.settings import CAMPAIGN
from benchmarks.campaign.trial import tried
from instances.sample.generate import generate
from reports.workbook.semester import write_semester

BOOK, FEW, ROSTERS = "semester.xlsx", "weinig.xlsx", "uit"
FORMS, VISITS = "vragen", "bezoek"
PASSWORDS, KEY, POSTCODES, PREVIEWS = "wachtwoorden.xlsx", "codes-sleutel.xlsx", "NL.txt", "vooraf"
STUDENTS_OF_FEW = 4
POSTCODE_LINES = "".join(
    f"NL\t{number}\tAlkmaar\tNoord-Holland\t07\tAlkmaar\t0361\t\t\t52.6{number % 90:02}\t4.7{number % 90:02}\t6\n"
    for number in range(1700, 1999)
)


@dataclass(frozen=True)
class Good:
    """Files by their name in a folder.

    Attributes:
        book: The workbook of the smallest sample.
        files: A workbook of a few students, its rosters in ``uit``, with previews and calendars, the rosters in
            codes in ``codes`` with their key, forms in ``vragen``, visits in ``bezoek``, passwords, and postcodes.
        student: Somebody who has a place.
    """

    book: bytes
    files: Mapping[str, bytes]
    student: str

    def put(self, folder: Path, *beginnings: str) -> None:
        """Write the files whose names begin so; all of them without any."""
        for name, content in self.files.items():
            if not beginnings or name.startswith(beginnings):
                (folder / name).parent.mkdir(parents=True, exist_ok=True)
                (folder / name).write_bytes(content)


def make_good() -> Good:
    """Make them.

    Returns:
        The files; the folder in which they were made is gone.
    """
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        book = klein()
        (folder / FEW).write_bytes(few_of(book))
        (folder / POSTCODES).write_text(POSTCODE_LINES, encoding="utf-8")
        time = ("--tijd", CAMPAIGN.first_seconds)
        _made(folder, "rooster", FEW, "-o", ROSTERS, "--vooraf", "--wachtwoord-bestand", PASSWORDS, *time)
        _made(folder, "uitvraag", FEW, "-o", FORMS)
        _made(folder, "bezoeken", FEW, ROSTERS, "-o", VISITS, *time)
        _made(folder, "plaats", FEW, "-o", "codes", "--gepseudonimiseerd", *time)
        files = {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    return Good(book, files, str(Draft(files[FEW]).cell("Studenten", "Student").value))


def klein() -> bytes:
    """Give the workbook of the smallest sample."""
    with tempfile.TemporaryDirectory() as place:
        write_semester(generate("klein", CAMPAIGN.seed), Path(place, BOOK))
        return Path(place, BOOK).read_bytes()


def few_of(book: bytes) -> bytes:
    """Leave a few students in a sample, so that a search takes no time.

    Args:
        book: Its workbook.

    Returns:
        The same workbook with a few students.
    """
    draft = Draft(book)
    draft.sheet("Studenten").delete_rows(2 + STUDENTS_OF_FEW, 1_000)
    for sheet in ("Historie", "Afwezigheid", "Reistijden", "Uitsluitingen", "Vastgezet"):
        draft.sheet(sheet).delete_rows(2, 1_000)
    draft.fill("Besturen", "Min studenten", None)
    return draft.bytes()


def _made(folder: Path, *words: object) -> None:
    outcome = tried(words, folder)
    if outcome.code not in (0, 1):
        raise RuntimeError(f"{words}: {outcome.code} {outcome.said}")
