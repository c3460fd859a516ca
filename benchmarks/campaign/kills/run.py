"""Disturb runs into a folder with an earlier roster, at points spread over all they do. Knows no rule and no writer."""

from __future__ import annotations

import os
import shutil
import signal
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from benchmarks.campaign.judging import NO_WORDS
from benchmarks.campaign.kills.disturbances import DISTURBANCES, Disturbance
from benchmarks.campaign.kills.phases import Course, Phase, Watch, end_at
from benchmarks.campaign.kills.whole import not_whole, still_running
from benchmarks.campaign.settings import CAMPAIGN
from benchmarks.campaign.trial import Outcome, tried

BOOK, ROSTERS = "semester.xlsx", "uit"
TOLD = {signal.SIGKILL: (-signal.SIGKILL,)}
ENDS = (0, 1, 4, 130)
"""How a run may end that was asked to."""


@dataclass
class Tally:
    """What came of disturbed runs.

    Attributes:
        tried: How many, by what was done to them and where.
        wrong: A line for each complaint.
        new: How many left the new roster; the others left the earlier one.
    """

    tried: dict[str, int] = field(default_factory=dict)
    wrong: list[str] = field(default_factory=list)
    new: int = 0

    def add(self, what: str, complaints: list[str], say: Callable[[str], None]) -> None:
        """Count one more."""
        self.tried[what] = self.tried.get(what, 0) + 1
        for line in complaints:
            self.wrong.append(f"{what}: {line}")
            say(self.wrong[-1])


class Office:
    """A workbook with rosters, given back as it was after each disturbance."""

    def __init__(self, book: bytes) -> None:
        """Make the rosters.

        Args:
            book: The workbook.
        """
        self.place = Path(tempfile.mkdtemp(prefix="campagne-"))
        (self.place / BOOK).write_bytes(book)
        self._turn = 0
        done = tried((*self.words(), "--tijd", CAMPAIGN.first_seconds), self.place)
        if done.code not in (0, 1):
            raise RuntimeError(f"{done.code} {done.said}")
        self.before = self.files()

    def words(self) -> tuple[object, ...]:
        """The command; each time another seed, by which the new roster is known from the earlier one."""
        self._turn += 1
        return ("rooster", BOOK, "-o", ROSTERS, "--tijd", CAMPAIGN.search_seconds, "--zaad", self._turn)

    def files(self) -> Mapping[str, bytes]:
        """The rosters as they are now."""
        folder = self.place / ROSTERS
        return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}

    def restore(self) -> None:
        """Put the earlier roster back."""
        shutil.rmtree(self.place / ROSTERS)
        for name, content in self.before.items():
            path = self.place / ROSTERS / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)

    def close(self) -> None:
        """Remove everything."""
        shutil.rmtree(self.place)

    def course(self) -> Course:
        """How a run goes that nobody disturbs."""
        watch = Watch()
        tried(self.words(), self.place, lambda: watch.follow(time.monotonic, lambda *_: None))
        self.restore()
        return watch.course

    def complaints(self, outcome: Outcome, again: bool) -> Iterator[str]:
        """Say what is wrong after a disturbance; the next commands of the office are given for it.

        Args:
            outcome: Of the run that was disturbed.
            again: Also make the rosters once more.
        """
        if NO_WORDS.search(outcome.said):
            yield f"said {outcome.said[-CAMPAIGN.shown :]}"
        if outcome.scratch and outcome.code >= 0:
            yield f"left temporary files: {outcome.scratch}"
        if left := still_running(outcome.session):
            yield f"left processes: {left}"
        checked = tried(("controleer", BOOK, "--rooster", ROSTERS), self.place)
        if checked.code not in (0, 1):
            yield f"then controleer ended with {checked.code}: {checked.said[-CAMPAIGN.shown :]}"
        yield from not_whole(self.place / ROSTERS, self.before)
        if again:
            done = tried(self.words(), self.place)
            if done.code not in (0, 1, 4):  # 4: a busy machine
                yield f"then rooster ended with {done.code}: {done.said[-CAMPAIGN.shown :]}"
            yield from not_whole(self.place / ROSTERS, self.before)


def disturb(office: Office, kills: int, signals: int, say: Callable[[str], None]) -> Tally:
    """Kill runs, and ask others to end, everywhere.

    Args:
        office: A workbook with rosters.
        kills: How many are killed, spread over the phases.
        signals: How many are asked to end.
        say: Hears of every complaint at once.

    Returns:
        The figures.
    """
    tally, whole = Tally(), office.course()
    asked = (signal.SIGTERM, signal.SIGHUP, signal.SIGINT)
    plan = [(signal.SIGKILL, number, kills) for number in range(kills)]
    plan += [(asked[number // len(Phase) % len(asked)], number, signals) for number in range(signals)]
    for turn, (sign, number, of) in enumerate(plan):
        phase = Phase(number % len(Phase))
        share = (number // len(Phase) + 0.5) / max(1, of / len(Phase))
        watch = Watch()
        outcome = tried(
            office.words(),
            office.place,
            lambda: end_at(watch, phase, share, whole, sign, time.monotonic),  # noqa: B023  called at once
        )
        reached = watch.course.last
        told = [] if outcome.code in TOLD.get(sign, ENDS) else [f"ended with {outcome.code}: {outcome.said[-300:]}"]
        told += office.complaints(outcome, again=turn % 10 == 0)
        tally.add(f"{signal.Signals(sign).name} while {reached.name.lower()}", told, say)
        tally.new += office.files().get("resultaat.json") != office.before["resultaat.json"]
        office.restore()
        if (turn + 1) % 20 == 0:
            say(f"{turn + 1} runs")
    return tally


def let_go_wrong(office: Office, say: Callable[[str], None], only: str = "", most: int = 1_000) -> Tally:
    """Let every fault of the machine come once.

    Args:
        office: A workbook with rosters.
        say: Hears of every complaint at once.
        only: The beginning of the names that are tried.
        most: Points of a run that are tried at most for each.

    Returns:
        The figures.
    """
    tally = Tally()
    for name, disturbance in DISTURBANCES.items():
        if name.startswith(only):
            for number in range(1, min(most, disturbance.most) + 1):
                if not _disturbed(office, name, disturbance, number, tally, say):
                    break
    return tally


def _disturbed(
    office: Office, name: str, disturbance: Disturbance, number: int, tally: Tally, say: Callable[[str], None]
) -> bool:
    """Whether the fault came; it does not where the run has no such point so far on."""
    page = disturbance.page()
    outcome = tried(office.words(), office.place, lambda: disturbance.meddle(number, page))
    if not page[0]:
        office.restore()
        return False
    told = [] if outcome.code in disturbance.ends else [f"{number}: ended with {outcome.code}: {outcome.said[-300:]}"]
    tally.add(name, told + [f"{number}: {line}" for line in office.complaints(outcome, again=number % 10 == 1)], say)
    office.restore()
    return True


def two_at_once(office: Office, times: int, say: Callable[[str], None]) -> Tally:
    """Start two runs into one folder, the second ever later.

    Args:
        office: A workbook with rosters.
        times: How often.
        say: Hears of every complaint at once.

    Returns:
        The figures.
    """
    tally = Tally()
    for number in range(times):
        words = office.words()
        child = os.fork()
        if child == 0:
            code = 99
            try:
                time.sleep(number * CAMPAIGN.search_seconds / times)
                code = tried(words, office.place).code
            finally:
                os._exit(code if code >= 0 else 99)
        outcome = tried(office.words(), office.place)
        other = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
        codes = {outcome.code, other}
        told = [] if codes <= {0, 1, 2} and codes & {0, 1} else [f"{number}: ended with {outcome.code} and {other}"]
        tally.add("two runs at once", told + list(office.complaints(outcome, again=number == 0)), say)
        office.restore()
    return tally
