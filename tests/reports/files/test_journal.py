"""A process that is killed at any point leaves, at the next start, either the old files or the new ones."""

from __future__ import annotations

import errno
import json
import os
from pathlib import Path

import pytest

from reports.files.errors import CannotWriteError, HalfwayError
from reports.files.journal import Move, Recovery, recover, take_over
from reports.files.names import JOURNAL
from reports.files.occupied import occupied, settled
from reports.files.scratch import scratch_in
from reports.folder import atomic_file
from tests.reports.files.killing import NEW, OLD, contents, earlier, killed_at


def every_kill(tmp_path: Path, breaking: bool) -> list[dict[str, str]]:
    """What the folder holds after a kill at each call of the disk and a next start, call after call."""
    if not hasattr(os, "fork"):
        pytest.skip("a process is killed at a given call through fork")
    found: list[dict[str, str]] = []
    call = 1
    while True:
        folder = earlier(tmp_path / str(call))
        if not killed_at(folder, call, breaking):
            return found
        settled(folder)
        found.append(contents(folder))
        assert sorted(path.name for path in folder.iterdir() if path.name.startswith(".")) == []
        call += 1


def test_a_kill_at_any_call_leaves_the_old_files_or_the_new(tmp_path: Path) -> None:
    found = every_kill(tmp_path, breaking=False)
    assert [each for each in found if each not in (OLD, NEW)] == []
    assert [each for number, each in enumerate(found[1:]) if (found[number], each) == (NEW, OLD)] == []
    assert (found[0], found[-1]) == (OLD, NEW)
    assert len(found) > 40


@pytest.mark.thorough
def test_a_kill_while_a_failure_is_taken_back_does_so_too(tmp_path: Path) -> None:
    """The office closes the file that was open before the next start."""
    found = every_kill(tmp_path, breaking=True)
    assert [each for each in found if each not in (OLD, NEW)] == []
    assert (found[0], found[-1]) == (OLD, OLD)
    assert NEW in found


def half_done(folder: Path, made: int, fails: bool = False) -> None:
    """As a kill leaves it after some moves."""
    earlier(folder)
    scratch = folder / ".plaatswijzer-x"
    (scratch / "nieuw").mkdir(parents=True)
    (scratch / "slot").touch()
    moves = []
    for name in ("plaatsing.xlsx", "wpa.xlsx"):
        (scratch / "nieuw" / name).write_text("new")
        moves.append([name, f".plaatswijzer-x/oud/{name}"])
    moves += [[f".plaatswijzer-x/nieuw/{name}", name] for name in ("plaatsing.xlsx", "wpa.xlsx")]
    (folder / JOURNAL).write_text(json.dumps(moves))
    for source, target in moves[:made]:
        Move(source, target).make(folder)


@pytest.mark.parametrize("made", range(5))
def test_what_was_half_done_is_finished_and_told(made: int, tmp_path: Path) -> None:
    half_done(tmp_path, made)
    (told,) = settled(tmp_path)
    assert "Dat is nu afgemaakt" in told
    assert contents(tmp_path) == {**OLD, "plaatsing.xlsx": "new", "wpa.xlsx": "new"}


@pytest.mark.parametrize("made", range(5))
def test_what_cannot_be_finished_is_taken_back(made: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    half_done(tmp_path, made)
    replace = os.replace

    def open_in_excel(source: Path, target: Path) -> None:
        if Path(target) == tmp_path / "wpa.xlsx" and "nieuw" in Path(source).parts:
            raise PermissionError(errno.EACCES, "in use", str(source), None, str(target))
        replace(source, target)

    monkeypatch.setattr("reports.files.journal.os.replace", open_in_excel)
    expected = [Recovery.FINISHED, "afgemaakt"] if made == 4 else [Recovery.TAKEN_BACK, "teruggezet"]
    (told,) = settled(tmp_path)
    assert f"Dat is nu {expected[1]}" in told
    assert contents(tmp_path) == (OLD if made < 4 else {**OLD, "plaatsing.xlsx": "new", "wpa.xlsx": "new"})


def test_when_nothing_can_be_moved_at_all_the_journal_stays(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    half_done(tmp_path, 2)

    def gone(source: Path, target: Path) -> None:
        raise OSError(errno.EIO, "the disk is gone", str(source))

    with monkeypatch.context() as patched:
        patched.setattr("reports.files.journal.os.replace", gone)
        with pytest.raises(HalfwayError):
            recover(tmp_path)
        with pytest.raises(CannotWriteError, match="Er is niets verloren"):
            settled(tmp_path)
    settled(tmp_path)
    assert contents(tmp_path) == {**OLD, "plaatsing.xlsx": "new", "wpa.xlsx": "new"}


def test_a_failure_that_cannot_be_undone_loses_no_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    earlier(tmp_path)
    replace, calls = os.replace, []

    def then_gone(source: Path, target: Path) -> None:
        calls.append(source)
        if len(calls) > 2:  # the journal, one move, and then the disk is gone
            raise OSError(errno.EIO, "the disk is gone", str(source))
        replace(source, target)

    def take_one_over() -> None:
        with scratch_in(tmp_path) as scratch:
            (scratch.fresh / "wpa.xlsx").write_text("new")
            name = scratch.path.name
            moves = [Move("wpa.xlsx", f"{name}/oud/wpa.xlsx"), Move(f"{name}/nieuw/wpa.xlsx", "wpa.xlsx")]
            monkeypatch.setattr("reports.files.journal.os.replace", then_gone)
            take_over(tmp_path, scratch, moves)

    with pytest.raises(HalfwayError):
        take_one_over()
    monkeypatch.undo()
    settled(tmp_path)
    assert contents(tmp_path) == {**OLD, "wpa.xlsx": "new"}


@pytest.mark.parametrize(
    "text", ["", "{", "[[1]]", "[" * 100_000, '[["../a", "b"]]', '[["a", "/etc/b"]]', '[["", "b"]]']
)
def test_a_journal_that_cannot_be_ours_moves_nothing(text: str, tmp_path: Path) -> None:
    folder = earlier(tmp_path / "uit")
    (folder / JOURNAL).write_text(text)
    with pytest.raises(CannotWriteError, match=r"overname\.json is beschadigd"), occupied(folder):
        pytest.fail("nobody may write here")
    assert contents(folder) == {**OLD, JOURNAL: text}


@pytest.mark.parametrize("made", range(5))
@pytest.mark.parametrize("route", ["a file beside it is written", "a folder below it is used"])
def test_what_a_journal_names_waits_for_the_folder_itself(made: int, route: str, tmp_path: Path) -> None:
    """A red copy beside a half written roster, or a run in a folder below it, once swept its only copies away."""
    half_done(tmp_path, made)
    if route == "a file beside it is written":
        with atomic_file(tmp_path / "semester-fouten.xlsx") as fresh:
            fresh.write_text("red")
        (tmp_path / "semester-fouten.xlsx").unlink()
    else:
        (tmp_path / "sub").mkdir()
        with occupied(tmp_path / "sub"):
            pass
        (tmp_path / "sub").rmdir()
    settled(tmp_path)
    assert contents(tmp_path) == {**OLD, "plaatsing.xlsx": "new", "wpa.xlsx": "new"}
