"""Files brought in: the faults of ``controleer`` on a working page, or clear words and nothing kept."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook

from instances.tables.faults import Fault
from instances.tables.preflight import Refusal, inspect
from scheduler.input.kept_postcodes import kept_postcodes
from scheduler.runtime.exit import FaultyInputError
from scheduler.runtime.screen import PlainScreen
from scheduler.web.dossier.store import Change
from scheduler.web.server.settings import WEB
from scheduler.web.tasks.reading import look
from scheduler.workflows.check import check_workbook
from tests import damages
from tests.scheduler.web.intake.conftest import with_cells
from tests.scheduler.web.intake.window import HEADERS, OwnPages

HUGE = "huge"  # of the postcode file; a workbook of that size is refused before it is read
BAD = {"another file": damages.BYTES, "broken": damages.WORKBOOK, "blemished": damages.BLEMISHED}
KINDS = [pytest.param(kind, marks=[pytest.mark.thorough] if n else []) for n, kind in enumerate(BAD)]


def differs(pages: OwnPages, bad: Path, folder: Path) -> str:
    """How the window tells something else of a file than the command; '' where it tells the same."""
    told, kept, page = pages.bring_in(bad), pages.dossier.workbook, pages.get("/werkboek")
    package = inspect(bad)
    if isinstance(package, Refusal):
        as_told = kept is None and package.found in told and package.expected.rstrip(".") in told
        return "" if as_told else f"refused as {package.found}, told {told}"
    faults: tuple[Fault, ...] = ()
    try:
        check_workbook(bad, PlainScreen(), None, folder)
    except FaultyInputError as error:
        faults = error.faults
    if kept is None:
        if "zonder een van de bladen" in told:  # no semester at all; the command says so for each sheet
            return "" if {"Studenten", "Mentoren", "Scholen"} <= {fault.sheet for fault in faults} else told
        whole = len(faults) == 1 and not faults[0].sheet and faults[0].expected.rstrip(".") in told
        return "" if whole else f"not kept: {told}"
    shown = [(f.sheet, f.cell, f.column, f.expected) for f in look(kept.path).faults]
    if shown != [(f.sheet, f.cell, f.column, f.expected) for f in faults]:
        return f"{shown} in place of {faults}"
    return "" if ("Geen fouten" in page) == (not faults) else "a page of something else"


@pytest.mark.parametrize(
    "kind", [pytest.param(k, marks=[pytest.mark.thorough] if n else []) for n, k in enumerate(BAD)]
)
def test_a_bad_file_gives_the_faults_of_the_command_on_a_working_page(
    pages: OwnPages, sample: Path, tmp_path: Path, kind: str
) -> None:
    (tmp_path / "slecht").mkdir()
    of_kind = {what: damage for what, damage in BAD[kind].items() if what != HUGE}
    found = {
        what: differs(pages.in_new_dossier(), bad, tmp_path / "uit")
        for what, bad in damages.made(of_kind, tmp_path / "slecht", "semester.xlsx", sample.read_bytes())
    }
    assert len(found) >= 19
    assert {what: told for what, told in found.items() if told} == {}


@pytest.mark.parametrize(
    ("words", "content"),
    [("een bestand met een wachtwoord", "with a password"), ("een pdf", "PDF"), ("een tekstbestand (csv)", "text")],
)
def test_another_kind_of_file_is_named_and_not_kept(pages: OwnPages, tmp_path: Path, words: str, content: str) -> None:
    bad = damages.BYTES[content](tmp_path / "brief.xlsx", b"")
    told = pages.bring_in(bad, "C:\\map\\<b>brief.xlsx")
    assert words in told
    assert "<b>brief.xlsx: dit is" in told
    assert "C:" not in told
    assert list((pages.dossier.folder / "werkboeken").iterdir()) == []
    assert [path for path in pages.dossier.folder.iterdir() if path.name.startswith("tmp")] == []


def test_a_list_of_the_offices_own_does_not_take_the_place_of_the_semester(
    pages: OwnPages, sample: Path, tmp_path: Path
) -> None:
    pages.bring_in(sample)
    kept = pages.dossier.workbook
    wrong = Workbook()
    wrong.worksheets[0].append(["Naam"])
    wrong.save(tmp_path / "eigen lijst.xlsx")
    told = pages.bring_in(tmp_path / "eigen lijst.xlsx")
    assert "zonder een van de bladen Studenten, Mentoren en Scholen" in told
    assert "Er is niets bewaard" in told
    assert pages.dossier.workbook == kept


def test_the_last_workbook_can_be_taken_back_where_its_changes_are_shown(pages: OwnPages, sample: Path) -> None:
    for _ in range(3):
        pages.bring_in(sample)
    assert "Zet de vorige versie terug" in pages.get("/werkboek/verschil/2/3")
    assert "Zet de vorige versie terug" not in pages.get("/werkboek/verschil/1/2")
    pages.dossier.change("een notitie", "", {"noot": Change("gebeld")})
    assert "Zet de vorige versie terug" not in pages.get("/werkboek/verschil/2/3"), "that would undo the note"


def test_a_zip_bomb_is_refused_in_words(pages: OwnPages, tmp_path: Path) -> None:
    bomb = tmp_path / "bom.xlsx"
    with zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "sheet.main+xml")
        with archive.open("xl/worksheets/sheet1.xml", "w") as part:
            for _ in range(600):
                part.write(bytes(1_000_000))
    told = pages.bring_in(bomb)
    assert "uitgepakt 600 MB" in told
    assert pages.dossier.workbook is None


def test_a_hundred_megabytes_are_refused_before_they_are_read(pages: OwnPages) -> None:
    headers = {**HEADERS, "content-length": "100000000", "content-type": "multipart/form-data; boundary=x"}
    answer = pages.client.post(f"{pages.base}/werkboek", content=b"x", headers=headers)
    assert answer.status_code == 413
    assert "te groot" in answer.text
    assert f'data-hoogstens="{WEB.upload_bytes}"' in pages.get("/werkboek")


def test_a_workbook_without_sheet_for_wpas_is_looked_at_for_the_placement(
    pages: OwnPages, sample: Path, tmp_path: Path
) -> None:
    book = load_workbook(sample)
    for name in ("WPA-slots", "Beschikbaarheid", "Vastgezet"):
        del book[name]
    book.save(tmp_path / "zonder.xlsx")
    pages.bring_in(tmp_path / "zonder.xlsx")
    assert "Geen fouten" in pages.get("/werkboek")


def test_a_pin_that_cannot_stand_is_a_fault_in_the_window_too(pages: OwnPages, sample: Path, tmp_path: Path) -> None:
    sheet = load_workbook(sample)["Vastgezet"]
    pinned = {header.value: header.column_letter for header in sheet[1]}
    mentor = next(row[0].value for row in load_workbook(sample)["Mentoren"].iter_rows(2) if row[9].value == "nee")
    student = next(row[0].value for row in load_workbook(sample)["Studenten"].iter_rows(2))
    places = {f"Vastgezet!{pinned['Student']}30": student, f"Vastgezet!{pinned['Mentor']}30": mentor}
    pages.bring_in(with_cells(sample, tmp_path / "vast.xlsx", places))
    assert f"Vastgezet {pinned['Mentor']}30" in pages.get("/werkboek")


def test_a_later_version_shows_what_changed(pages: OwnPages, sample: Path, tmp_path: Path) -> None:
    pages.bring_in(sample)
    book = load_workbook(sample)
    name = book["Studenten"]["B2"].value
    gone = book["Mentoren"]["A2"].value
    book["Studenten"]["D2"] = 1
    book["Studenten"].append(["999001", "Nieuwe Student"])
    book["Mentoren"].delete_rows(2)
    book.save(tmp_path / "later.xlsx")
    page = pages.get(pages.bring_in(tmp_path / "later.xlsx").removeprefix(pages.base))
    assert f"{name}</td><td>Jaar</td>" in page
    assert "<td>D2</td>" in page
    assert "999001 – Nieuwe Student" in page
    assert f"{gone} – " in page
    assert "Weggegaan: 1 rij" in page


def test_the_same_file_again_changes_nothing_that_is_read(pages: OwnPages, sample: Path) -> None:
    pages.bring_in(sample)
    assert "niets veranderd" in pages.get(pages.bring_in(sample).removeprefix(pages.base))


def test_what_was_seen_is_not_told_again(pages: OwnPages, sample: Path) -> None:
    pages.bring_in(sample)
    page = pages.get("/werkboek")
    told = page.split('name="merk" value="')
    assert len(told) > 2
    mark, text = told[1].split('"')[0], told[1].split('verborgen">: ')[1].split("<")[0]
    assert pages.post("/werkboek/gezien", {"merk": mark}) == f"{pages.base}/werkboek?bij=meldingen"
    again = pages.get("/werkboek")
    assert text not in again
    assert again.count('name="merk"') == page.count('name="merk"') - 1
    version = pages.dossier.workbook
    assert version is not None
    seen = load_workbook(version.path)["Gezien"]
    assert [cell.value for cell in seen[2]][4] == text
    kind = page.split('name="soort" value="')[1].split('"')[0]
    pages.post("/werkboek/gezien", {"soort": kind})
    assert f'value="{kind}"' not in pages.get("/werkboek")
    assert look(version.path).faults == ()


def test_a_notice_that_is_gone_writes_no_version(pages: OwnPages, sample: Path) -> None:
    pages.bring_in(sample)
    assert "is er niet meer" in pages.post("/werkboek/gezien", {"merk": "verzonnen"})
    assert len(pages.dossier.workbooks()) == 1


def test_postcodes_are_asked_once_and_then_known(pages: OwnPages, sample: Path, tmp_path: Path) -> None:
    book = load_workbook(sample)
    for name in ("Studenten", "Scholen", "Opleiders"):
        for column in (9, 10) if name == "Studenten" else (7, 8):
            for row in range(2, book[name].max_row + 1):
                header = book[name].cell(1, column).value
                assert header in ("Breedtegraad", "Lengtegraad")
                book[name].cell(row, column).value = None
    book.save(tmp_path / "bloot.xlsx")
    pages.bring_in(tmp_path / "bloot.xlsx")
    assert "Geef één keer het postcodebestand" in pages.get("/werkboek")
    assert "geen bruikbaar" in pages.post("/werkboek/postcodes", files={"file": ("NL.txt", b"iets anders")})
    assert kept_postcodes() is None
    lines = [f"NL\t{code}\tPlaats\t\t\t\t\t\t\t52.{code}\t4.{code}\t4\n" for code in range(1000, 2000)]
    pages.post("/werkboek/postcodes", files={"file": ("NL.txt", "".join(lines).encode())})
    assert kept_postcodes() is not None
    page = pages.get("/werkboek")
    assert "Geef één keer" not in page
    assert "Er is een postcodebestand bewaard" in page
    assert "Geen fouten" in page


def test_every_number_of_the_lights_has_its_names(pages: OwnPages, sample: Path) -> None:
    pages.bring_in(sample)
    page = pages.get("/werkboek")
    instance = look(pages.dossier.workbooks()[0].path).instance
    assert instance is not None
    out = [mentor for mentor in instance.mentors.values() if not mentor.available]
    assert out
    for mentor in out:
        assert f"{mentor.name} ({mentor.id})" in page
    assert "20 studenten en plaats voor hoogstens" in page
    assert page.count('class="stand-woord"') == 5, "the colour in words too"


def test_a_full_disk_is_told_and_nothing_is_kept(
    pages: OwnPages, sample: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("scheduler.web.dossier.dossier.shutil.copyfile", full)
    assert "De schijf weigert" in pages.bring_in(sample)
    assert pages.dossier.workbook is None
    assert pages.dossier.steps() == []
