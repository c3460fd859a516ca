"""A set of files is written whole or not at all."""

from __future__ import annotations

import errno
import os
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest
import xlsxwriter
from xlsxwriter.exceptions import FileCreateError

from reports.files.exchange import Exchange, GivingWay, KnownFiles, plan_exchange
from reports.files.prints import print_of
from reports.files.scratch import Scratch
from reports.folder import CannotWriteError, atomic_folder, replace_own


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """An earlier run with two files."""
    folder = tmp_path / "rooster"
    (folder / "besturen").mkdir(parents=True)
    (folder / "plaatsing.xlsx").write_text("old")
    (folder / "besturen" / "B1.xlsx").write_text("old")
    return folder


def contents(folder: Path) -> dict[str, str]:
    return {str(path.relative_to(folder)): path.read_text() for path in sorted(folder.rglob("*")) if path.is_file()}


def ours(folder: Path, *retired: str) -> Callable[[Scratch], Exchange]:
    """A plan by which every file that is there now was written by us."""
    prints = {path.relative_to(folder).as_posix(): print_of(path) for path in folder.rglob("*") if path.is_file()}
    return lambda scratch: plan_exchange(folder, scratch, KnownFiles(prints), GivingWay(retired))


def write(folder: Path, *names: str) -> None:
    with atomic_folder(folder, ours(folder)) as scratch:
        for name in names:
            (scratch / name).write_text("new")


OLD = {"besturen/B1.xlsx": "old", "plaatsing.xlsx": "old"}


def test_the_files_take_the_place_of_the_old_ones(folder: Path) -> None:
    write(folder, "plaatsing.xlsx")
    assert contents(folder) == {**OLD, "plaatsing.xlsx": "new"}


def test_a_folder_that_was_not_there_is_made(tmp_path: Path) -> None:
    with atomic_folder(tmp_path / "a" / "b") as scratch:
        (scratch / "x.json").write_text("new")
    assert contents(tmp_path) == {"a/b/x.json": "new"}


def test_a_failure_while_writing_changes_nothing(folder: Path) -> None:
    def fail() -> None:
        with atomic_folder(folder) as scratch:
            (scratch / "plaatsing.xlsx").write_text("half")
            raise RuntimeError("defect")

    with pytest.raises(RuntimeError, match="defect"):
        fail()
    assert contents(folder) == OLD


def test_a_failure_leaves_no_empty_folder_behind(tmp_path: Path) -> None:
    with pytest.raises(RuntimeError, match="defect"), atomic_folder(tmp_path / "new"):
        raise RuntimeError("defect")
    assert list(tmp_path.iterdir()) == []


def test_no_scratch_is_left_behind(folder: Path) -> None:
    with atomic_folder(folder) as scratch:
        (scratch / "plaatsing.xlsx").write_text("new")
    assert [path.name for path in folder.parent.iterdir()] == ["rooster"]


def test_a_file_in_use_puts_back_those_before_it(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    replace = os.replace

    def locked(source: Path, target: Path) -> None:
        if Path(source) == folder / "wpa.xlsx":
            raise PermissionError(errno.EACCES, "in use", str(source))
        replace(source, target)

    (folder / "wpa.xlsx").write_text("old")
    monkeypatch.setattr("reports.files.journal.os.replace", locked)
    with pytest.raises(CannotWriteError, match=r"wpa.xlsx is in gebruik\. Sluit het bestand"):
        write(folder, "plaatsing.xlsx", "wpa.xlsx")
    assert contents(folder) == {**OLD, "wpa.xlsx": "old"}


def test_a_full_disk_is_told_in_dutch(folder: Path) -> None:
    with pytest.raises(CannotWriteError, match="is vol"), atomic_folder(folder):
        raise FileCreateError(OSError(errno.ENOSPC, "No space left on device"))


def test_a_file_where_the_folder_should_be_is_told_in_dutch(tmp_path: Path) -> None:
    (tmp_path / "rooster").write_text("a file")
    with pytest.raises(CannotWriteError, match="kies een map"), atomic_folder(tmp_path / "rooster"):
        pytest.fail("nothing may be written")


def test_a_board_file_of_an_earlier_run_is_retired(folder: Path) -> None:
    with atomic_folder(folder, ours(folder, "besturen/*.xlsx")) as scratch:
        (scratch / "besturen").mkdir()
        (scratch / "besturen" / "B2.xlsx").write_text("new")
    assert contents(folder) == {"besturen/B2.xlsx": "new", "plaatsing.xlsx": "old"}


def test_a_folder_that_was_retired_whole_is_removed(folder: Path) -> None:
    (folder / "agenda" / "scholen").mkdir(parents=True)
    (folder / "agenda" / "scholen" / "S1.ics").write_text("old")
    with atomic_folder(folder, ours(folder, "agenda/*.ics")):
        pass
    assert not (folder / "agenda").exists()


def test_a_folder_with_something_of_the_office_in_it_stays(folder: Path) -> None:
    plan = ours(folder, "besturen/*.xlsx")
    (folder / "besturen" / "brief.docx").write_text("own")
    (folder / "besturen" / "convenant.xlsx").write_text("own")
    with atomic_folder(folder, plan):
        pass
    assert contents(folder) == {"besturen/brief.docx": "own", "besturen/convenant.xlsx": "own", "plaatsing.xlsx": "old"}


def test_a_retired_file_comes_back_when_the_rest_fails(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    replace = os.replace

    def full(source: Path, target: Path) -> None:
        if Path(target) == folder / "x.json":
            raise OSError(errno.ENOSPC, "full", str(target))
        replace(source, target)

    monkeypatch.setattr("reports.files.journal.os.replace", full)
    with (
        pytest.raises(CannotWriteError, match="is vol"),
        atomic_folder(folder, ours(folder, "besturen/*.xlsx")) as scratch,
    ):
        (scratch / "x.json").write_text("new")
    assert contents(folder) == OLD


def test_what_is_not_ours_is_kept_where_a_new_file_must_come(folder: Path) -> None:
    with atomic_folder(folder) as scratch:
        (scratch / "besturen").mkdir()
        (scratch / "besturen" / "B1.xlsx").write_text("new")
        (scratch / "plaatsing.xlsx").write_text("new")
    kept = {"besturen-oud/B1.xlsx": "old", "plaatsing-oud.xlsx": "old"}
    assert contents(folder) == {**kept, "besturen/B1.xlsx": "new", "plaatsing.xlsx": "new"}


def test_every_kept_file_has_a_name_of_its_own(folder: Path) -> None:
    for number in range(3):
        (folder / "plaatsing.xlsx").write_text(f"edit {number}")
        (folder / "besturen" / "B1.xlsx").write_text(f"edit {number}")
        with atomic_folder(folder) as scratch:
            (scratch / "besturen").mkdir()
            (scratch / "besturen" / "B1.xlsx").write_text("new")
            (scratch / "plaatsing.xlsx").write_text("new")
    assert {name: text for name, text in contents(folder).items() if "oud" in name} == {
        "plaatsing-oud.xlsx": "edit 0", "plaatsing-oud-2.xlsx": "edit 1", "plaatsing-oud-3.xlsx": "edit 2",
        "besturen-oud/B1.xlsx": "edit 0", "besturen-oud-2/B1.xlsx": "edit 1", "besturen-oud-3/B1.xlsx": "edit 2",
    }  # fmt: skip


def test_a_kept_file_takes_no_name_of_a_new_one(folder: Path) -> None:
    with atomic_folder(folder) as scratch:
        (scratch / "plaatsing.xlsx").write_text("new")
        (scratch / "plaatsing-oud.xlsx").write_text("also new")
    found = contents(folder)
    assert (found["plaatsing-oud.xlsx"], found["plaatsing-oud-2.xlsx"]) == ("also new", "old")


def test_a_link_gives_way_and_what_it_leads_to_is_not_touched(folder: Path, tmp_path: Path) -> None:
    (tmp_path / "elsewhere.xlsx").write_text("own")
    (folder / "wpa.xlsx").symlink_to(tmp_path / "elsewhere.xlsx")
    plan = ours(folder)  # even where its bytes are those of a file of ours
    with atomic_folder(folder, plan) as scratch:
        (scratch / "wpa.xlsx").write_text("new")
    assert (tmp_path / "elsewhere.xlsx").read_text() == "own"
    assert ((folder / "wpa.xlsx").read_text(), (folder / "wpa-oud.xlsx").is_symlink()) == ("new", True)


def workbook(path: Path, text: str) -> None:
    with xlsxwriter.Workbook(str(path)) as book:
        book.add_worksheet().write(0, 0, text)


def test_a_workbook_that_is_ours_gives_way_to_a_new_one(tmp_path: Path) -> None:
    path = tmp_path / "x-fouten.xlsx"
    assert replace_own(path, lambda fresh: workbook(fresh, "a")) is None
    assert replace_own(path, lambda fresh: workbook(fresh, "b")) is None
    assert [file.name for file in tmp_path.iterdir()] == ["x-fouten.xlsx"]


@pytest.mark.parametrize("touch", ["corrected", "only saved", "not ours"])
def test_a_workbook_that_somebody_touched_is_kept(touch: str, tmp_path: Path) -> None:
    path = tmp_path / "x-fouten.xlsx"
    replace_own(path, lambda fresh: workbook(fresh, "a"))
    if touch == "not ours":
        workbook(path, "mine")
    else:
        book = openpyxl.load_workbook(path)
        if touch == "corrected":
            book.worksheets[0]["A1"] = "b"
        book.save(path)
    before = path.read_bytes()
    assert replace_own(path, lambda fresh: workbook(fresh, "c")) == tmp_path / "x-fouten-oud.xlsx"
    assert (tmp_path / "x-fouten-oud.xlsx").read_bytes() == before
    assert openpyxl.load_workbook(path).worksheets[0]["A1"].value == "c"
