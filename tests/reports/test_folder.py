"""A set of files is written whole or not at all."""

from __future__ import annotations

import errno
import os
from pathlib import Path

import pytest
from xlsxwriter.exceptions import FileCreateError

from reports.folder import CannotWriteError, atomic_folder


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


def write(folder: Path, *names: str) -> None:
    with atomic_folder(folder) as scratch:
        for name in names:
            (scratch / name).write_text("new")


OLD = {"besturen/B1.xlsx": "old", "plaatsing.xlsx": "old"}


def test_the_files_take_the_place_of_the_old_ones(folder: Path) -> None:
    with atomic_folder(folder) as scratch:
        (scratch / "plaatsing.xlsx").write_text("new")
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
    monkeypatch.setattr("reports.folder.os.replace", locked)
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
    with atomic_folder(folder, retire=("besturen/*.xlsx",)) as scratch:
        (scratch / "besturen").mkdir()
        (scratch / "besturen" / "B2.xlsx").write_text("new")
    assert contents(folder) == {"besturen/B2.xlsx": "new", "plaatsing.xlsx": "old"}


def test_a_folder_that_was_retired_whole_is_removed(folder: Path) -> None:
    (folder / "agenda" / "scholen").mkdir(parents=True)
    (folder / "agenda" / "scholen" / "S1.ics").write_text("old")
    with atomic_folder(folder, retire=("agenda/**/*.ics",)):
        pass
    assert not (folder / "agenda").exists()


def test_a_folder_with_something_of_the_office_in_it_stays(folder: Path) -> None:
    (folder / "besturen" / "brief.docx").write_text("own")
    with atomic_folder(folder, retire=("besturen/*.xlsx",)):
        pass
    assert contents(folder) == {"besturen/brief.docx": "own", "plaatsing.xlsx": "old"}


def test_a_retired_file_comes_back_when_the_rest_fails(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    replace = os.replace

    def full(source: Path, target: Path) -> None:
        if Path(target) == folder / "x.json":
            raise OSError(errno.ENOSPC, "full", str(target))
        replace(source, target)

    monkeypatch.setattr("reports.folder.os.replace", full)
    with pytest.raises(CannotWriteError, match="is vol"), atomic_folder(folder, retire=("besturen/*.xlsx",)) as scratch:
        (scratch / "x.json").write_text("new")
    assert contents(folder) == OLD
