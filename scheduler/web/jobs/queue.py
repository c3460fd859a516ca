"""The orders of all dossiers: one heavy one at a time, in the order asked. Knows processes, no page and no roster.

Orders stand in the store of their dossier, so that they survive the server. The process of an order ends as after
Ctrl-C when its standard input ends: by a stop, or because its server is gone; what it wrote by then is adopted when the
server starts again. An input ends once, so a second stop cannot break off what the first one saves.
"""

from __future__ import annotations

import os
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

from scheduler.runtime import defects
from scheduler.runtime.dossier_files import ORDERS
from scheduler.runtime.exit import ExitCode
from scheduler.web.dossier.dossier import Dossier
from scheduler.web.dossier.dossiers import Dossiers
from scheduler.web.dossier.jobs import JobStore
from scheduler.web.dossier.records import JobOutcome, JobRecord
from scheduler.web.jobs.events import EventKind, read_events
from scheduler.web.jobs.order import WebOrder

WITH_ROSTER = frozenset({ExitCode.DONE, ExitCode.INCOMPLETE, ExitCode.NO_ANSWER})
Adopted = Callable[[Dossier, JobRecord, WebOrder, bool], int | None]


def events_file(dossier: Dossier, job: int) -> Path:
    """Tell where the events of an order are."""
    return dossier.folder / ORDERS / f"{job:04d}.jsonl"


class JobQueue:
    """Carries out the orders of all dossiers, one at a time."""

    def __init__(self, dossiers: Dossiers, adopt: Adopted) -> None:
        """Prepare; nothing runs before ``start``.

        Args:
            dossiers: All dossiers.
            adopt: Takes the rosters that an order wrote into the dossier; the number of the version, None for none. It
                is told whether the search ended before its time.
        """
        self._dossiers = dossiers
        self._adopt = adopt
        self._wake = threading.Event()
        self._closing = threading.Event()
        self._lock = threading.Lock()
        self._running: tuple[str, int, subprocess.Popen[bytes]] | None = None
        self._thread = threading.Thread(target=self._work, name="opdrachten", daemon=True)

    def start(self) -> None:
        """Take up what an earlier server left, and carry out orders from now on."""
        self._thread.start()

    def close(self) -> None:
        """Stop; the order that runs ends as after Ctrl-C and is adopted, unless that takes long."""
        self._closing.set()
        self._wake.set()
        with self._lock:
            running = self._running
        if running is not None:
            _end_input(running[2])
        if self._thread.is_alive():
            self._thread.join(timeout=CLOSE_SECONDS)

    def ask(self, dossier: Dossier, order: WebOrder, workbook: int, by: str) -> int:
        """Put an order at the end of the queue.

        Args:
            dossier: Whose it is.
            order: The order.
            workbook: The version of the workbook.
            by: Who asks.

        Returns:
            The number of the order in the dossier.
        """
        job = JobStore(dossier).add(order.inside(dossier.folder).as_json(), workbook, by)
        self._wake.set()
        return job

    def stop(self, dossier: Dossier, job: int) -> None:
        """Stop an order: the best so far is checked and kept; one that waits is dropped. A second time does nothing."""
        jobs = JobStore(dossier)
        jobs.drop_waiting(job)
        jobs.ask_stop(job)
        with self._lock:
            running = self._running
        if running is not None and running[:2] == (dossier.id, job):
            _end_input(running[2])

    def end(self, dossier: Dossier) -> bool:
        """Let nothing of a dossier wait or run any more, as before it is removed.

        Args:
            dossier: Whose orders.

        Returns:
            Whether they ended; False where one still writes.
        """
        jobs = JobStore(dossier)
        for job in [*jobs.waiting(), *jobs.running()]:
            self.stop(dossier, job.id)
        end = time.monotonic() + CLOSE_SECONDS
        while jobs.running():
            if time.monotonic() > end:
                return False
            time.sleep(LISTEN_SECONDS / 10)
        return True

    def _all(self) -> list[Dossier]:
        return [self._dossiers.open(listed.id) for listed in self._dossiers.all() if listed.readable]

    def _next(self) -> tuple[Dossier, JobRecord] | None:
        waiting = [
            (job.asked_at, dossier.id, dossier, job) for dossier in self._all() for job in JobStore(dossier).waiting()
        ]
        return min(waiting, key=lambda row: (row[0], row[1], row[3].id))[2:] if waiting else None

    def _work(self) -> None:
        """One order that goes wrong, such as for a full disk or a removed dossier, costs that order only."""
        left: list[Dossier] = []
        with _costs_itself():
            left = self._all()
        for dossier in left:
            with _costs_itself():
                self._take_up(dossier)
        while not self._closing.is_set():
            self._wake.clear()
            found = None
            with _costs_itself():
                found = self._next()
            if found is None:
                self._wake.wait(LISTEN_SECONDS)
                continue
            dossier, job = found
            with _costs_itself():
                self._carry_out(dossier, job)
                continue
            with suppress(Exception):  # where even that cannot be kept, the next start finds it
                JobStore(dossier).ended(job.id, JobOutcome.BROKEN_OFF, None, None)
            self._wake.wait(LISTEN_SECONDS)

    def _carry_out(self, dossier: Dossier, job: JobRecord) -> None:
        if not JobStore(dossier).started(job.id):
            return
        events = events_file(dossier, job.id)
        events.parent.mkdir(exist_ok=True)
        order = events.with_suffix(".json")
        order.write_text(WebOrder.of_json(job.command).at(dossier.folder).as_json(), encoding="utf-8")
        process = subprocess.Popen(
            [sys.executable, "-m", "scheduler.web.jobs.worker", str(order), str(events), str(dossier.folder)],
            stdin=subprocess.PIPE,  # ends with this process as well
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            **own_group(),
        )
        with self._lock:
            self._running = (dossier.id, job.id, process)
        # a stop that came while the process was made
        if _stop_asked(dossier, job) or self._closing.is_set():
            _end_input(process)
        process.wait()
        _end_input(process)
        with self._lock:
            self._running = None
        self._conclude(dossier, job, process.returncode)

    def _conclude(self, dossier: Dossier, job: JobRecord, code: int | None) -> None:
        """Keep how an order ended, with what it wrote."""
        told = [event for event in read_events(events_file(dossier, job.id))[0] if event.kind is EventKind.END]
        ended = int(told[-1].data["code"]) if told else None
        order = WebOrder.of_json(job.command).at(dossier.folder)
        stopped = _stop_asked(dossier, job)
        cut_short = stopped or bool(told and told[-1].data.get("stopped"))
        answered = ended in WITH_ROSTER
        roster = self._adopt(dossier, job, order, cut_short) if answered and order.makes_rosters else None
        if answered and not order.makes_rosters:
            outcome = JobOutcome.DONE
        elif roster is None and stopped:
            outcome = JobOutcome.STOPPED_EARLY
        elif ended is None:
            outcome = JobOutcome.BROKEN_OFF
        elif roster is None:
            outcome = JobOutcome.REFUSED
        elif stopped:
            outcome = JobOutcome.STOPPED
        elif cut_short:
            outcome = JobOutcome.KEPT
        else:
            outcome = JobOutcome.DONE
        JobStore(dossier).ended(job.id, outcome, code if ended is None else ended, roster)

    def _take_up(self, dossier: Dossier) -> None:
        """Orders that ran when an earlier server was gone: their process ends by itself, and soon."""
        for job in JobStore(dossier).running():
            events = events_file(dossier, job.id)
            end = time.monotonic() + CLOSE_SECONDS
            while _alive(events, end) and not self._closing.wait(LISTEN_SECONDS / 4):
                pass
            self._conclude(dossier, job, None)


CLOSE_SECONDS = 30.0  # writing all files of 1,300 students takes 12 s
LISTEN_SECONDS = 1.0  # orders wake the queue; this is for those of another process


@contextmanager
def _costs_itself() -> Iterator[None]:
    """Keep the details of what goes wrong in the block, and go on."""
    try:
        yield
    except Exception as error:
        with suppress(OSError):
            defects.save(error, "web opdracht")


def _alive(events: Path, end: float) -> bool:
    """May the process of an order still write? Where that cannot be asked, until it has told its end or ``end``."""
    told, _ = read_events(events)
    begun = [event for event in told if event.kind is EventKind.BEGIN]
    if not begun or told[-1].kind is EventKind.END:
        return False
    if sys.platform == "win32":
        return time.monotonic() < end
    try:
        os.kill(int(begun[-1].data["process"]), 0)
    except ProcessLookupError:
        return False
    return True


def own_group() -> dict[str, Any]:
    """Give what keeps a Ctrl-C in the server's terminal from the processes of orders; they are stopped by name."""
    if sys.platform == "win32":
        return {"creationflags": subprocess.CREATE_NEW_PROCESS_GROUP}
    return {"start_new_session": True}


def _stop_asked(dossier: Dossier, job: JobRecord) -> bool:
    """Did somebody stop it by now?"""
    now = JobStore(dossier).get(job.id)
    return now is not None and now.stop_asked_at is not None


def _end_input(process: subprocess.Popen[bytes]) -> None:
    """Have an order end as after one Ctrl-C; nothing more where that was asked before."""
    if process.stdin is not None:
        process.stdin.close()
