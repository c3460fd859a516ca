"""What the office has in a folder, and in copies that we made for it, is not lost: the commands as it gives them."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import zipfile
from pathlib import Path

import openpyxl
import pytest

from reports.files.names import JOURNAL
from tests.scheduler.running import edit, run, wrote


def test_a_folder_in_use_keeps_what_is_in_it(book: Path) -> None:
    """The board's agreement and the calendar of the year were gone, also at the first run in a strange folder."""
    folder = book.parent / "p"
    own = {"besturen/convenant.xlsx": book.read_bytes(), "agenda/2026/jaar.ics": b"x\n"}
    for name, data in own.items():
        (folder / name).parent.mkdir(parents=True)
        (folder / name).write_bytes(data)
    for verb in ("rooster", "plaats", "wpa"):
        done = run(verb, book, "-o", folder, "--tijd", 5)
        assert done.exit_code == 0, done.output
        assert "jaar.ics" not in done.output
        assert {name: (folder / name).read_bytes() for name in own} == own


@pytest.mark.parametrize("verb", ["plaats", "wpa", "rooster", "herplan"])
@pytest.mark.parametrize("name", ["onstage.xlsx", "uren.xlsx", "plaatsing.xlsx", "wpa.xlsx"])
def test_the_only_workbook_is_not_written_over(verb: str, name: str, book: Path) -> None:
    folder = book.parent / "p"
    folder.mkdir()
    given = book.rename(folder / name)
    before = given.read_bytes()
    more = ["--vorige", folder] if verb == "herplan" else []
    done = run(verb, given, "-o", folder, *more)
    assert (done.exit_code, f"{given} is invoer" in done.output) == (2, True)
    assert (wrote(folder), given.read_bytes()) == ({name}, before)


def test_a_marked_copy_in_which_somebody_corrected_is_kept(faulty: Path) -> None:
    copy = faulty.with_name("fout-fouten.xlsx")
    for _ in range(2):
        assert run("controleer", faulty).exit_code == 2
        assert wrote(faulty.parent) == {"fout.xlsx", "fout-fouten.xlsx"}
    edit(copy, "Studenten", "Naam", 2, "Verbeterd")
    before = copy.read_bytes()
    done = run("controleer", faulty)
    assert "fout-fouten.xlsx was gewijzigd of niet van Plaatswijzer en is bewaard" in done.output
    assert copy.with_name("fout-fouten-oud.xlsx").read_bytes() == before


def test_a_file_of_the_office_with_the_name_of_the_marked_copy_is_kept(faulty: Path) -> None:
    faulty.with_name("fout-fouten.xlsx").write_bytes(b"own")
    assert run("controleer", faulty).exit_code == 2
    assert faulty.with_name("fout-fouten-oud.xlsx").read_bytes() == b"own"
    assert openpyxl.load_workbook(faulty.with_name("fout-fouten.xlsx")).sheetnames[0] == "Fouten"


@pytest.mark.parametrize("verb", ["voorbeeld", "sjabloon"])
def test_a_sample_takes_no_place_of_what_is_no_file(verb: str, tmp_path: Path) -> None:
    """As root, /dev/null itself would be replaced."""
    before = os.stat(os.devnull)
    done = run(verb, os.devnull)
    assert (done.exit_code, "geen gewoon bestand" in done.output) == (2, True)
    assert os.stat(os.devnull).st_rdev == before.st_rdev
    (tmp_path / "elders").mkdir()
    (tmp_path / "elders" / "s.xlsx").write_bytes(b"own")
    (tmp_path / "s.xlsx").symlink_to(tmp_path / "elders" / "s.xlsx")
    assert run(verb, tmp_path / "s.xlsx").exit_code == 0
    assert (tmp_path / "s.xlsx").is_symlink()
    assert (tmp_path / "elders" / "s-oud.xlsx").read_bytes() == b"own"


@pytest.mark.parametrize("word", ["x" * 300, f"{'x/' * 3000}y"])
def test_a_name_that_no_disk_takes_is_a_sentence(word: str, book: Path) -> None:
    for words in (("plaats", book, "-o", word), ("plaats", word, "-o", "uit"), ("voorbeeld", f"{word}.xlsx")):
        done = run(*words)
        assert (done.exit_code, "te lang" in done.output) == (2, True), done.output


def damage(path: Path, how: str) -> None:
    data = path.read_bytes()
    if how == "cut":
        path.write_bytes(data[: len(data) // 2])
    elif how == "no file":
        path.unlink()
        path.mkdir()
    else:
        book = openpyxl.load_workbook(path)
        path.unlink()
        book.save(path)
        _spoil(path, how)


def _spoil(path: Path, how: str) -> None:
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    with zipfile.ZipFile(path, "w") as archive:
        for name, data in parts.items():
            if how == "sheet" and name.startswith("xl/worksheets/"):
                data = data.replace(b"<row ", b'<row r="geen getal" ', 1)
            archive.writestr(name, data)


@pytest.mark.parametrize("how", ["cut", "sheet", "no file"])
@pytest.mark.parametrize("name", ["plaatsing.xlsx", "wpa.xlsx"])
def test_a_damaged_roster_is_named(name: str, how: str, book: Path, rosters: Path) -> None:
    damage(rosters / name, how)
    fresh = rosters.parent / "n"
    asked: list[tuple[object, ...]] = [
        ("controleer", book, "--rooster", rosters),
        ("herplan", book, "--vorige", rosters, "-o", fresh),
        ("verklaar", book, rosters, "ST1"),
    ]
    for words in asked:
        done = run(*words)
        assert (done.exit_code, name in done.output) == (2, True), done.output


@pytest.mark.parametrize("data", ["[" * 100_000, '{"plaatsing":' * 5_000, "{", "geen json"])
def test_a_damaged_resultaat_json_is_named_before_any_search(data: str, book: Path, rosters: Path) -> None:
    (rosters / "resultaat.json").write_text(data)
    before = wrote(rosters)
    asked: list[tuple[object, ...]] = [
        ("herplan", book, "--vorige", rosters, "-o", rosters.parent / "n"),
        ("verklaar", book, rosters, "ST1"),
        ("plaats", book, "-o", rosters),
        ("wpa", book, "-o", rosters),
    ]
    for words in asked:
        done = run(*words)
        assert (done.exit_code, "resultaat.json is beschadigd" in done.output) == (2, True), done.output
    assert wrote(rosters) == before


def test_a_run_beside_another_is_refused(book: Path) -> None:
    folder = book.parent / "uit"
    holding = (
        "import sys, time\nfrom pathlib import Path\nfrom reports.files.occupied import occupied\n"
        "with occupied(Path(sys.argv[1])):\n    print('holds', flush=True)\n    time.sleep(60)\n"
    )
    folder.mkdir()
    with subprocess.Popen([sys.executable, "-c", holding, folder], stdout=subprocess.PIPE, text=True) as other:
        assert other.stdout is not None
        other.stdout.readline()
        done = run("plaats", book, "-o", folder)
        other.send_signal(signal.SIGTERM)
    assert (done.exit_code, "al een opdracht bezig" in done.output, wrote(folder) - {".plaatswijzer-bezig"}) == (
        2,
        True,
        set(),
    )


@pytest.mark.parametrize("verb", ["controleer", "verklaar", "herplan", "wpa"])
def test_what_a_killed_run_left_half_done_is_settled_by_any_verb(verb: str, book: Path, rosters: Path) -> None:
    scratch = rosters / ".plaatswijzer-x" / "oud"
    scratch.mkdir(parents=True)
    (rosters / "plaatsing.xlsx").rename(scratch / "plaatsing.xlsx")
    fresh = rosters / ".plaatswijzer-x" / "nieuw"
    fresh.mkdir()
    (fresh / "plaatsing.xlsx").write_bytes((scratch / "plaatsing.xlsx").read_bytes())
    moves = [
        ["plaatsing.xlsx", ".plaatswijzer-x/oud/plaatsing.xlsx"],
        [".plaatswijzer-x/nieuw/plaatsing.xlsx", "plaatsing.xlsx"],
    ]
    (rosters / JOURNAL).write_text(json.dumps(moves))
    words = {
        "controleer": ("controleer", book, "--rooster", rosters),
        "verklaar": ("verklaar", book, rosters, "ST1"),
        "herplan": ("herplan", book, "--vorige", rosters, "-o", rosters.parent / "n", "--tijd", 3),
        "wpa": ("wpa", book, "-o", rosters, "--tijd", 3),
    }
    done = run(*words[verb])
    assert (done.exit_code, "Dat is nu afgemaakt" in done.output) == (0, True), done.output
    assert [path.name for path in rosters.iterdir() if path.name.startswith(".")] == []
