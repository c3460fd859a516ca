"""A defect of the product: exit code 70, the details in a file, no names of people in it."""

from __future__ import annotations

import os
import stat
from pathlib import Path

import click
import pytest
from click.testing import CliRunner

from instances.privacy.owner_only import write_owner_only
from scheduler.runtime import defects
from scheduler.runtime.click_dutch import DutchCommand, DutchGroup


def failing(error: Exception) -> DutchGroup:
    @click.command(cls=DutchCommand, example="plaatswijzer faal")
    def faal() -> None:
        raise error

    group = DutchGroup("plaatswijzer", example="plaatswijzer faal")
    group.add_command(faal)
    return group


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    monkeypatch.setattr(defects, "_private", set())
    return tmp_path


def test_a_defect_exits_with_70(folder: Path) -> None:
    assert CliRunner().invoke(failing(KeyError("S01")), ["faal"]).exit_code == 70


def test_the_office_reads_where_the_details_are(folder: Path) -> None:
    output = CliRunner().invoke(failing(KeyError("S01")), ["faal"]).output
    assert str(next(folder.glob("plaatswijzer-defect-*.txt"))) in output


def test_the_office_reads_no_trace(folder: Path) -> None:
    assert "Traceback" not in CliRunner().invoke(failing(KeyError("S01")), ["faal"]).output


def test_the_details_hold_the_error_and_its_place(folder: Path) -> None:
    text = defects.save(KeyError("S01"), "rooster", folder).read_text(encoding="utf-8")
    assert "KeyError: 'S01'" in text


def test_the_details_hold_the_versions(folder: Path) -> None:
    assert "ortools 9." in defects.save(KeyError("S01"), "rooster", folder).read_text(encoding="utf-8")


def test_names_of_people_are_struck_from_the_details(folder: Path) -> None:
    defects.keep_private(["Sanne de Vries"])
    text = defects.save(ValueError("no place for Sanne de Vries"), "rooster", folder).read_text(encoding="utf-8")
    assert "no place for [naam]" in text
    assert "Sanne" not in text


def test_a_full_disk_is_no_defect(tmp_path: Path) -> None:
    result = CliRunner().invoke(failing(OSError(28, "No space left on device", "uit/wpa.xlsx")), ["faal"])
    assert (result.exit_code, result.output) == (2, "uit/wpa.xlsx: de schijf is vol.\n")


def test_a_first_name_by_itself_is_struck_from_a_message(folder: Path) -> None:
    defects.keep_private(["Sanne de Vries"])
    text = defects.save(ValueError("vries, sanne; Sanne has no place at S01"), "rooster", folder).read_text("utf-8")
    assert "Sanne has" not in text
    assert "place at S01" in text


def test_names_in_other_letters_are_struck(folder: Path) -> None:
    defects.keep_private(["Sanne de Vries"])
    text = defects.save(ValueError("SANNE DE VRIES"), "rooster", folder).read_text("utf-8")
    assert "SANNE" not in text


@pytest.mark.parametrize("cell", ["Sanne de Vries", "sanne@student.example", "Vries, S. de"])
def test_a_defect_of_the_reader_quotes_no_cell(cell: str, folder: Path) -> None:
    """Then nobody's name is known yet."""
    text = defects.save(ValueError(f"invalid literal for int() with base 10: {cell!r}"), "rooster", folder)
    assert cell not in text.read_text("utf-8")
    assert "invalid literal for int() with base 10" in text.read_text("utf-8")


@pytest.mark.skipif(os.name != "posix", reason="Windows has no such rights")
def test_only_the_owner_may_read_the_details(folder: Path) -> None:
    found = defects.save(ValueError("x"), "rooster", folder)
    assert stat.S_IMODE(found.stat().st_mode) == 0o600


def test_the_details_are_not_written_through_a_link_of_somebody_else(folder: Path) -> None:
    """The folder for temporary files is everyone's."""
    (folder / "details.txt").write_text("of the office")
    with pytest.raises(FileExistsError):
        write_owner_only(folder / "details.txt", "trace")
    assert (folder / "details.txt").read_text() == "of the office"
