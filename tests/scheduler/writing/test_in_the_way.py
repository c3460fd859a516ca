"""What lies where the output must come is found before the search."""

from __future__ import annotations

import errno
import os
import tempfile
from pathlib import Path

import pytest

from reports.files.names import PROBE
from scheduler.runtime.exit import RefusedError
from scheduler.writing.in_the_way import output_names, refuse_in_the_way
from tests.builders import board, mentor, school, semester, student, tandem, trainer

WORKBOOK = semester(board(), school(), mentor("M1"), tandem(), trainer("SO1"), trainer("IO1"), student("ST1"))


def refusal(folder: Path, *inputs: Path) -> str:
    with pytest.raises(RefusedError) as refused:
        refuse_in_the_way(folder, output_names(("semester-vastgezet.xlsx",), WORKBOOK, 1), inputs)
    assert int(refused.value.code) == 2
    assert not [path for path in folder.rglob("*") if path.name.startswith(".plaatswijzer")]
    return refused.value.text


def put(path: Path) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(b"input")
    return path


@pytest.mark.parametrize(
    "name",
    [
        "onstage.xlsx", "uren.xlsx", "plaatsing.xlsx", "wpa.xlsx", "varianten.xlsx", "vooraf-sleutel.xlsx",
        "OnStage.XLSX", "besturen/B1.xlsx", "vooraf/b1.xlsx", "brieven/studenten.xlsx", "variant-1/plaatsing.xlsx",
        "semester-vastgezet.xlsx",
    ],
)  # fmt: skip
def test_an_input_with_the_name_of_an_output_is_refused(name: str, tmp_path: Path) -> None:
    path = put(tmp_path / name)
    assert f"{path} is invoer" in refusal(tmp_path, path)
    assert path.read_bytes() == b"input"


@pytest.mark.parametrize("kind", ["link to it", "link from there", "hard link", "folder by a link", "dots"])
def test_an_input_is_known_by_whatever_name(kind: str, tmp_path: Path) -> None:
    folder = tmp_path / "uit"
    given = path = put(folder / "onstage.xlsx")
    if kind == "link to it":
        (given := tmp_path / "semester.xlsx").symlink_to(path)
    elif kind == "link from there":
        given = put(tmp_path / "semester.xlsx")
        path.unlink()
        path.symlink_to(given)
    elif kind == "hard link":
        os.link(path, given := tmp_path / "semester.xlsx")
    elif kind == "folder by a link":
        (tmp_path / "elders").symlink_to(folder)
        given = tmp_path / "elders" / "onstage.xlsx"
    else:
        given = folder / ".." / "uit" / "onstage.xlsx"
    assert "is invoer" in refusal(folder, given)


@pytest.mark.parametrize(
    "name", ["semester.xlsx", "besturen/convenant.xlsx", "onstage/onstage.xlsx", "besturen/uren.xlsx"]
)
def test_an_input_that_lies_in_no_way_is_no_fault(name: str, tmp_path: Path) -> None:
    path = put(tmp_path / name)
    refuse_in_the_way(tmp_path, output_names((), WORKBOOK), [path])
    assert path.read_bytes() == b"input"


def test_a_folder_where_a_file_must_come_is_named(tmp_path: Path) -> None:
    (tmp_path / "plaatsing.xlsx").mkdir()
    assert "plaatsing.xlsx is een map" in refusal(tmp_path)


def test_a_file_where_a_folder_must_come_is_named(tmp_path: Path) -> None:
    put(tmp_path / "agenda")
    assert "agenda is een bestand" in refusal(tmp_path)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes with a name here")
def test_a_pipe_where_a_file_must_come_is_named_and_not_read(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "resultaat.json")
    assert "geen gewoon bestand" in refusal(tmp_path)


def test_a_name_too_long_for_the_disk_is_told(tmp_path: Path) -> None:
    names = output_names((f"{'x' * 250}-vastgezet.xlsx",))
    with pytest.raises(RefusedError, match="is te lang voor deze schijf"):
        refuse_in_the_way(tmp_path, names, [])


def test_a_file_that_is_locked_is_named_before_the_search(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path, open_ = put(tmp_path / "besturen" / "B1.xlsx"), Path.open

    def locked(self: Path, mode: str = "r", *given: object) -> object:
        if self == path and "+" in mode:
            raise PermissionError(errno.EACCES, "in use", str(self))
        return open_(self, mode)

    monkeypatch.setattr(Path, "open", locked)
    assert "B1.xlsx is in gebruik of mag niet gewijzigd worden" in refusal(tmp_path)


@pytest.mark.parametrize(
    ("number", "told"),
    [
        (errno.EACCES, "mag niet geschreven worden"),
        (errno.EXDEV, "andere schijf"),
        (errno.EROFS, "kan niet geschreven"),
    ],
)
def test_a_folder_in_it_that_takes_no_file_is_named(
    number: int, told: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "agenda").mkdir()
    replace = os.replace

    def refused(source: Path, target: Path) -> None:
        if Path(target).parent.name == "agenda":
            raise OSError(number, "no", str(source), None, str(target))
        replace(source, target)

    monkeypatch.setattr("scheduler.writing.in_the_way.os.replace", refused)
    text = refusal(tmp_path)
    assert (told in text, "agenda" in text) == (True, True)


def test_a_trial_that_goes_wrong_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    replace = os.replace

    def no_way_back(source: Path, target: Path) -> None:
        if Path(source).name == PROBE:
            raise OSError(errno.EACCES, "no", str(source), None, str(target))
        replace(source, target)

    monkeypatch.setattr("scheduler.writing.in_the_way.os.replace", no_way_back)
    assert "geschreven" in refusal(tmp_path)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.skipif(not Path("/dev/shm").is_dir(), reason="needs a second disk")
def test_a_folder_that_is_a_link_to_another_disk_is_tried_for_real(tmp_path: Path) -> None:
    with tempfile.TemporaryDirectory(dir="/dev/shm") as other:
        if os.stat(other).st_dev == tmp_path.stat().st_dev:
            pytest.skip("the same disk")
        (tmp_path / "uit").symlink_to(other)
        refuse_in_the_way(tmp_path / "uit", output_names(), [])  # the folder itself: scratch lies in it
        (tmp_path / "hier").mkdir()
        (tmp_path / "hier" / "brieven").symlink_to(other)
        assert "andere schijf" in refusal(tmp_path / "hier")
