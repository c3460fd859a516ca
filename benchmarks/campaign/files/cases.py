"""Every file that is tried: what lies in the folder, what is asked, what must come of it. Runs nothing."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from benchmarks.campaign.files import kinds, own, packages, sheets, values
from benchmarks.campaign.files.draft import Draft
from benchmarks.campaign.files.good import (
    BOOK,
    FEW,
    FORMS,
    KEY,
    PASSWORDS,
    POSTCODES,
    PREVIEWS,
    ROSTERS,
    VISITS,
    Good,
)
from benchmarks.campaign.judging import ANY_END, FAULTS
from benchmarks.campaign.settings import CAMPAIGN

REFUSED = frozenset({FAULTS})
BESIDE = (r".*-fouten\.xlsx", r".*-meldingen\.xlsx")
"""What a refusal may leave beside the workbook."""
NEW = (*BESIDE, r"nieuw((-herinneringen)?\.xlsx|/.*)?", r"codes(/.*)?")
SECONDS = ("--tijd", str(CAMPAIGN.search_seconds))
Making = Callable[[bytes], bytes]


@dataclass(frozen=True)
class Case:
    """One file in one folder, and the command that meets it.

    Attributes:
        group: Which reader it is for.
        name: What is odd.
        words: The command.
        file: Name of the odd file in the folder.
        make: Writes the folder.
        ends: Exit codes that are right.
        made: Patterns of files that the command may make.
    """

    group: str
    name: str
    words: tuple[str, ...]
    file: str
    make: Callable[[Path], None]
    ends: frozenset[int] = ANY_END
    made: tuple[str, ...] = BESIDE

    @property
    def named(self) -> tuple[str, ...]:
        """What a refusal says of the file: its name, or for a cell of a roster the folder, with sheet and cell."""
        name = Path(self.file).name
        return (name, f"roosters in {ROSTERS} zijn") if self.file.startswith(f"{ROSTERS}/") else (name,)


def cases(good: Good) -> Iterator[Case]:
    """Give every case.

    Args:
        good: The files in which nothing is wrong.

    Yields:
        Cases; their files are made when they are asked to.
    """
    yield from _workbooks(good)
    for reader in READERS:
        yield from reader.cases(good)


def _workbooks(good: Good) -> Iterator[Case]:
    def case(group: str, name: str, making: Making, ends: frozenset[int] = ANY_END) -> Case:
        return Case(group, name, ("controleer", BOOK), BOOK, lambda at: _write(at / BOOK, making(good.book)), ends)

    for name, making in sheets.CASES.items():
        yield case("sheets", name, making)
    for name, making in packages.CASES.items():
        yield case("packages", name, making)
    for name, making in kinds.DAMAGED.items():
        yield case("other kinds", name, making, REFUSED if name in kinds.OTHER_KINDS else ANY_END)
    for name, sheet, column, value in values.cells():
        yield case("cells", name, _valued(sheet, column, value))


def _valued(sheet: str, column: str, value: object) -> Making:
    return lambda good: values.with_value(good, sheet, column, value)


@dataclass(frozen=True)
class Reader:
    """A file beside the workbook, and the command that reads it.

    Attributes:
        file: Its name, or a beginning and an end of it with ``*`` between.
        words: The command.
        damages: What is done to it.
        needs: Beginnings of the files that the command needs.
        lenient: The file may be left aside with a word.
    """

    file: str
    words: tuple[str, ...]
    damages: Mapping[str, Making]
    needs: tuple[str, ...]
    lenient: bool = False

    def cases(self, good: Good) -> Iterator[Case]:
        """Give the cases of this reader."""
        begin, _, end = self.file.partition("*")
        file = next(name for name in sorted(good.files) if name.startswith(begin) and name.endswith(end))
        words = tuple(word.replace("STUDENT", good.student) for word in self.words)
        for name, making in self.damages.items():
            ends = REFUSED if name in kinds.OTHER_KINDS and not self.lenient else ANY_END
            yield Case(self.file, name, words, file, self._making(good, file, making), ends, NEW)

    def _making(self, good: Good, file: str, making: Making) -> Callable[[Path], None]:
        def make(at: Path) -> None:
            good.put(at, *self.needs)
            if FEW in self.words:
                _write(at / FEW, good.files[FEW])
            else:
                _write(at / "zonder.xlsx", _without_coordinates(good.files[FEW]))
            _write(at / file, making(good.files[file]))

        return make


def _write(path: Path, content: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)


def _without_coordinates(book: bytes) -> bytes:
    draft = Draft(book)
    for sheet in ("Scholen", "Studenten", "Opleiders"):
        draft.fill(sheet, "Breedtegraad", None)
        draft.fill(sheet, "Lengtegraad", None)
    return draft.bytes()


_CHECK = ("controleer", FEW, "--rooster", ROSTERS)
_AFTER = ("herplan", FEW, "--vorige", ROSTERS, "-o", "nieuw", *SECONDS)
_ANSWERED = ("plaats", FEW, "-o", "nieuw", "--vorige", ROSTERS, "--antwoorden", f"{ROSTERS}/{PREVIEWS}", *SECONDS)
READERS = (
    Reader(
        f"{ROSTERS}/plaatsing.xlsx",
        _CHECK,
        {**kinds.DAMAGED, **own.WORKBOOK_PARTS, **own.PLACEMENT_SHEETS},
        (f"{ROSTERS}/",),
    ),
    Reader(f"{ROSTERS}/wpa.xlsx", _CHECK, {**kinds.DAMAGED, **own.WORKBOOK_PARTS, **own.WPA_SHEETS}, (f"{ROSTERS}/",)),
    Reader(
        f"{ROSTERS}/resultaat.json",
        ("verklaar", FEW, ROSTERS, "STUDENT", *SECONDS),
        {**kinds.DAMAGED, **own.RESULTS},
        (f"{ROSTERS}/",),
        lenient=True,
    ),
    Reader(f"{ROSTERS}/agenda/*.ics", _AFTER, {**kinds.DAMAGED, **own.CALENDARS}, (f"{ROSTERS}/",), lenient=True),
    Reader(KEY, ("plaats", FEW, "-o", "codes", "--gepseudonimiseerd", *SECONDS), kinds.DAMAGED, ("codes-",)),
    Reader(PASSWORDS, ("plaats", FEW, "-o", "nieuw", "--wachtwoord-bestand", PASSWORDS, *SECONDS), kinds.DAMAGED, ()),
    Reader(f"{ROSTERS}/vooraf-sleutel.xlsx", _ANSWERED, kinds.DAMAGED, (f"{ROSTERS}/",)),
    Reader(f"{ROSTERS}/{PREVIEWS}/*.xlsx", _ANSWERED, kinds.DAMAGED, (f"{ROSTERS}/",)),
    Reader(f"{ROSTERS}/bewijs.json", ("bewijs", FEW, ROSTERS), kinds.DAMAGED, (f"{ROSTERS}/",)),
    Reader(
        f"{FORMS}/besturen/*.xlsx",
        ("inlezen", FEW, f"{FORMS}/besturen", "-o", "nieuw.xlsx"),
        {**kinds.DAMAGED, **own.WORKBOOK_PARTS},
        (f"{FORMS}/besturen/",),
    ),
    Reader(
        f"{VISITS}/bezoeken.json",
        ("bezoeken", FEW, ROSTERS, "--vorige", VISITS, "-o", "nieuw", *SECONDS),
        kinds.DAMAGED,
        (f"{ROSTERS}/", f"{VISITS}/"),
        lenient=True,
    ),
    Reader(
        POSTCODES,
        ("controleer", "zonder.xlsx", "--postcodes", POSTCODES),
        {**kinds.DAMAGED, **own.POSTCODE_FILES},
        (),
    ),
)
"""Every file that the product reads beside its workbook."""
