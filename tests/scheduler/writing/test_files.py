"""The files of one run, with and without a second process that helps: the same files, or none and nobody writing."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future
from dataclasses import replace
from pathlib import Path

import pytest

from instances.tables.notices import Notice, NoticeKind
from models.parallel.executor import A, D, Executor, ExecutorJob, Q, S, WorkerLostError
from models.parallel.processes import ProcessExecutor
from scheduler.runtime.exit import RefusedError
from scheduler.runtime.workers import helper_process
from scheduler.writing.files import WRITERS, Content, write_files
from scheduler.writing.folder import write_rosters
from scheduler.writing.sending import Sending
from tests.reports.runs import run

NOTICE = Notice("Mentoren", "J2", "Iets.", NoticeKind.MENTOR_OUT)
CONTENT = Content(replace(run(), notices=(NOTICE,)), Sending(previewed={}, schools=True))


class LostJob(ExecutorJob[S]):
    """Takes up every second question, and dies of each."""

    def __init__(self) -> None:
        self.asked = 0

    def submit(self, function: Callable[[S, Q], A], question: Q) -> Future[A]:
        future: Future[A] = Future()
        self.asked += 1
        if self.asked % 2:
            future.set_running_or_notify_cancel()
            future.set_exception(WorkerLostError("gone"))
        return future

    def close(self) -> None:
        pass


class Lost(Executor):
    closed = False

    @property
    def size(self) -> int:
        return 1

    def start_job(self, make: Callable[[D], S], data: D) -> ExecutorJob[S]:
        return LostJob()

    def close(self) -> None:
        self.closed = True


def contents(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def made(folder: Path, helper: Executor | None) -> dict[str, bytes]:
    folder.mkdir()
    write_files(CONTENT, folder, helper)
    return contents(folder)


def test_a_process_that_helps_changes_no_file(tmp_path: Path) -> None:
    with helper_process() as helper:
        helped = made(tmp_path / "samen", helper)
    assert helped == made(tmp_path / "alleen", None)
    assert {name.partition("/")[0] for name in helped} >= WRITERS.keys()


def test_what_a_process_that_is_lost_left_undone_is_written_here(tmp_path: Path) -> None:
    assert made(tmp_path / "samen", Lost()) == made(tmp_path / "alleen", None)


def test_when_a_file_cannot_be_written_nobody_goes_on_writing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The folder that the other process writes in goes away, so that process must have ended."""

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("scheduler.writing.files.write_result", full)
    helper = helper_process()
    assert isinstance(helper, ProcessExecutor)
    with pytest.raises(RefusedError, match="is vol"):
        write_rosters(CONTENT.run, tmp_path / "uit", sending=CONTENT.sending, helper=helper)
    assert helper.processes == []
    assert list(tmp_path.iterdir()) == []


def test_an_error_in_the_other_process_is_told_here(tmp_path: Path) -> None:
    """There the folder does not exist either; whoever of the two is first, the error is that of the disk."""
    helper = helper_process()
    with pytest.raises(OSError, match="nergens"):
        write_files(CONTENT, tmp_path / "nergens" / "nooit", helper)
