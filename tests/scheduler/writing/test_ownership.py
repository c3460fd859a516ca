"""Only files that we wrote, and that are unchanged since, are removed or overwritten; all else stays or is kept."""

from __future__ import annotations

import json
import shutil
from dataclasses import replace
from pathlib import Path

import openpyxl
import pytest

from reports.account.manifest import DamagedResultError, earlier_files, is_as_written, read_result
from reports.files.prints import print_of
from reports.run.bundle import Run
from scheduler.writing.folder import Written, write_rosters
from scheduler.writing.sending import Sending, ready_to_send
from tests.reports.runs import ASSESSMENT, run
from tests.scheduler.chain_runs import Heard

ONE_BOARD = ("0011", "0012", "0013")  # students


def contents(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def written(folder: Path, whole: Run | None = None, **more: object) -> Written:
    return write_rosters(whole or run(), folder, **more)  # type: ignore[arg-type]


def saved_again(path: Path) -> bytes:
    """As after opening and saving in another program: nothing that can be seen differs."""
    book = openpyxl.load_workbook(path)
    book.save(path)
    return path.read_bytes()


def names(kept: Written) -> dict[str, str]:
    return {one.name: one.now for one in kept.kept}


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("made") / "uit"
    written(folder)
    return folder


@pytest.fixture
def folder(made: Path, tmp_path: Path) -> Path:
    """What a run wrote."""
    return Path(shutil.copytree(made, tmp_path / "uit"))


def of_one_board() -> Run:
    """Without the students of the other board; assessor SO1 has no WPA then."""
    placement = {who: mentor for who, mentor in run().placement.items() if who in ONE_BOARD}
    return replace(run(), placement=placement, assessment={who: ASSESSMENT[who] for who in ("0011", "0013")})


def other() -> Run:
    """Another roster of the same semester, with another Overzicht."""
    return replace(run(), seed=8)


def test_the_list_has_every_file_with_its_print(folder: Path) -> None:
    told = json.loads((folder / "resultaat.json").read_text(encoding="utf-8"))["bestanden"]
    assert told == {name: print_of(folder / name) for name in contents(folder) if name != "resultaat.json"}


@pytest.mark.parametrize(("old", "new"), [('"zaad"', '"Zaad"'), ("\n", "\r\n"), ('"afdruk": "', '"afdruk": "0')])
def test_a_byte_changed_in_resultaat_json_shows(old: str, new: str, folder: Path) -> None:
    path = folder / "resultaat.json"
    assert is_as_written(path)
    path.write_bytes(path.read_bytes().replace(old.encode(), new.encode(), 1))
    assert not is_as_written(path)


def test_our_own_files_give_way_without_a_word(folder: Path) -> None:
    assert written(folder, other()).kept == ()
    assert [name for name in contents(folder) if "oud" in name] == []


def test_what_the_office_put_there_stays(folder: Path) -> None:
    own = {
        "besturen/convenant.xlsx": b"own",
        "agenda/2026/jaar.ics": b"x\n",
        "notities.xlsx": b"own",
        "wpa-1.xlsx": b"own",
    }
    for name, data in own.items():
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_bytes(data)
    for whole in (run(), replace(run(), assessment=None, assessment_verdict=None, assessment_proof=None), run()):
        assert set(names(written(folder, whole))) <= {"wpa.xlsx"}
    assert {name: data for name, data in contents(folder).items() if name in own} == own


def test_the_first_run_in_a_folder_removes_nothing(tmp_path: Path) -> None:
    own = {"besturen/convenant.xlsx": b"own", "agenda/2026/jaar.ics": b"x\n", "agenda/SO1.ics": b"own"}
    for name, data in own.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_bytes(data)
    kept = names(written(tmp_path))
    found = contents(tmp_path)
    assert kept == {"agenda/SO1.ics": "agenda-oud-2/SO1.ics"}
    assert {name: found[kept.get(name, name)] for name in own} == own


@pytest.mark.parametrize(
    "name", ["plaatsing.xlsx", "wpa.xlsx", "uren.xlsx", "onstage.xlsx", "brieven/mentoren.xlsx", "besturen/NOORD.xlsx"]
)
def test_a_workbook_that_was_only_saved_again_is_kept(name: str, folder: Path) -> None:
    before = saved_again(folder / name)
    kept = names(written(folder, other()))
    assert list(kept) == [name]
    assert (folder / kept[name]).read_bytes() == before


@pytest.mark.parametrize("name", ["rapport.html", "onstage.csv", "resultaat.json", "agenda/SO1.ics"])
def test_any_file_with_a_byte_more_is_kept(name: str, folder: Path) -> None:
    (folder / name).write_bytes((folder / name).read_bytes() + b" ")
    before = (folder / name).read_bytes()
    kept = names(written(folder, other()))
    assert list(kept) == [name]
    assert (folder / kept[name]).read_bytes() == before


def test_files_of_a_board_or_assessor_that_is_no_more_are_removed(folder: Path) -> None:
    assert written(folder, of_one_board()).kept == ()
    assert [name for name in contents(folder) if name.startswith("besturen/")] == ["besturen/NOORD.xlsx"]
    assert not (folder / "agenda" / "SO1.ics").exists()


def test_an_edited_file_of_a_board_that_is_no_more_is_put_aside(folder: Path) -> None:
    before = saved_again(folder / "besturen" / "ZUID.xlsx")
    written(folder, of_one_board())
    found = contents(folder)
    assert ("besturen/ZUID.xlsx" in found, found.get("besturen-oud/ZUID.xlsx")) == (False, before)


def test_a_copy_to_go_on_with_stays_ours_and_stays(folder: Path) -> None:
    more = {"x-vastgezet.xlsx": lambda path: path.write_bytes(b"pins")}
    for turn in range(2):
        written(folder, more=more)
        told = json.loads((folder / "resultaat.json").read_text(encoding="utf-8"))["bestanden"]
        assert ("x-vastgezet.xlsx" in told, turn) == (True, turn)
    written(folder)
    assert "x-vastgezet.xlsx" in json.loads((folder / "resultaat.json").read_text(encoding="utf-8"))["bestanden"]
    (folder / "x-vastgezet.xlsx").write_bytes(b"work of the office")
    assert names(written(folder, more=more)) == {"x-vastgezet.xlsx": "x-vastgezet-oud.xlsx"}
    assert (folder / "x-vastgezet-oud.xlsx").read_bytes() == b"work of the office"


def test_of_an_earlier_version_without_a_list_everything_is_kept(folder: Path) -> None:
    told = json.loads((folder / "resultaat.json").read_text(encoding="utf-8"))
    told = {key: value for key, value in told.items() if key not in ("bestanden", "afdruk")}
    (folder / "resultaat.json").write_text(json.dumps(told), encoding="utf-8")
    (folder / "besturen" / "WEST.xlsx").write_bytes(b"a board that is no more")
    before = contents(folder)
    kept = names(written(folder, other()))
    after = contents(folder)
    assert {name: after[kept.get(name, name)] for name in before} == before
    assert kept["besturen/WEST.xlsx"] == "besturen-oud/WEST.xlsx"


def test_a_roster_of_an_earlier_placement_is_kept_though_it_is_ours(folder: Path) -> None:
    done = written(folder, replace(run(), assessment=None, assessment_verdict=None, assessment_proof=None))
    assert [(one.name, one.now, one.ours) for one in done.kept] == [("wpa.xlsx", "wpa-oud.xlsx", True)]


@pytest.mark.parametrize("name", ["../buiten.xlsx", "/etc/x", "besturen/../../buiten.xlsx"])
def test_a_list_cannot_name_a_file_outside_the_folder(name: str, folder: Path) -> None:
    told = json.loads((folder / "resultaat.json").read_text(encoding="utf-8"))
    told["bestanden"][name] = "0" * 64
    (folder / "resultaat.json").write_text(json.dumps(told), encoding="utf-8")
    assert name not in earlier_files(folder).prints


@pytest.mark.parametrize("data", [b"", b"{", b"[]", b"null", b"\xff\xfe", b"[" * 100_000, b'{"a":' * 100_000])
def test_a_resultaat_json_that_cannot_be_read_is_named(data: bytes, tmp_path: Path) -> None:
    (tmp_path / "resultaat.json").write_bytes(data)
    with pytest.raises(DamagedResultError, match=r"resultaat\.json"):
        read_result(tmp_path)


def test_variants_come_and_go_in_the_same_step(tmp_path: Path) -> None:
    written(tmp_path, variants={"variant-1": other(), "variant-2": other()})
    assert is_as_written(tmp_path / "variant-2" / "resultaat.json")
    edited = saved_again(tmp_path / "variant-1" / "plaatsing.xlsx")
    kept = names(written(tmp_path, variants={"variant-1": run()}))
    assert kept == {"variant-1/plaatsing.xlsx": "variant-1/plaatsing-oud.xlsx", "variant-2": "variant-2-oud"}
    assert (tmp_path / "variant-1" / "plaatsing-oud.xlsx").read_bytes() == edited
    assert names(written(tmp_path, variants={})) == {"variant-1": "variant-1-oud"}


def test_without_a_word_about_variants_they_stay(tmp_path: Path) -> None:
    written(
        tmp_path, variants={"variant-1": other()}, more={"varianten.xlsx": lambda path: path.write_bytes(b"figures")}
    )
    before = contents(tmp_path / "variant-1")
    written(tmp_path)
    assert contents(tmp_path / "variant-1") == before
    assert (tmp_path / "varianten.xlsx").exists()
    written(tmp_path, variants={})
    assert not (tmp_path / "varianten.xlsx").exists()


def test_a_calendar_of_another_is_neither_continued_nor_told(folder: Path) -> None:
    foreign = folder / "agenda" / "2026" / "jaar.ics"
    foreign.parent.mkdir()
    foreign.write_bytes((folder / "agenda" / "SO1.ics").read_bytes())
    (folder / "agenda" / "kapot.ics").write_bytes(b"x")
    screen = Heard()
    sending = ready_to_send(run().instance, folder, None, None, False, screen)
    assert [file for file in sending.calendars if "jaar" in file or "kapot" in file] == []
    assert screen.lines == []
    written(folder, sending=Sending(calendars=sending.calendars))
    assert foreign.exists()
