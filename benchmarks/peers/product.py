"""This product as a user runs it: the command ``plaatswijzer rooster`` in its own process. Knows no model.

Cost and bound over time come from its progress lines, rosters and figures from resultaat.json.
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

from benchmarks.answer import PLACING, SCHEDULING, AnswerStore, PeerAnswer, PeerClaim
from benchmarks.child import ChildTask
from benchmarks.prices import UNPLACED, UNSCHEDULED
from instances.domain.solution import Booking

COMMAND = "from scheduler.cli import main; main()"
_COUNT = re.compile(r"([\d.]+) van ([\d.]+) (geplaatst|ingepland)")
_COST = re.compile(r"\bkosten ([\d.]+)")
_BOUND = re.compile(r"\b(?:ondergrens|lager dan) ([\d.]+)")
PARTS = {"geplaatst": (PLACING, UNPLACED), "ingepland": (SCHEDULING, UNSCHEDULED)}


def work(task: ChildTask, store: AnswerStore) -> None:
    """Hand in what the command wrote. Raises RuntimeError when it wrote nothing."""
    rosters = task.folder / "rosters"
    command = [sys.executable, "-u", "-c", COMMAND, "rooster", str(task.workbook), "-o", str(rosters)]
    command += ["--tijd", str(round(task.seconds)), "--zaad", str(task.seed)]
    if task.postcodes is not None:
        command += ["--postcodes", str(task.postcodes)]
    follower = Follower(store)
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, encoding="utf-8") as process:
        for line in process.stdout or ():
            print(line, end="", flush=True)
            follower.follow(line)
    result = rosters / "resultaat.json"
    if not result.exists():
        raise RuntimeError(f"plaatswijzer ended with exit code {process.returncode} and no rosters")
    store.put(read_result(result))


def read_result(path: Path) -> PeerAnswer:
    """The rosters of resultaat.json with the costs and bounds it tells."""
    found = json.loads(path.read_text(encoding="utf-8"))
    answer = PeerAnswer(
        placement={student: where["mentor"] for student, where in found["plaatsing"]["toewijzing"].items()}
    )
    answer.claims[PLACING] = _claim(found["plaatsing"])
    if "wpa" in found:
        answer.claims[SCHEDULING] = _claim(found["wpa"])
        answer.assessment = {
            student: Booking(wpa["slot"], wpa["werkveld"], wpa["opleiding"])
            for student, wpa in found["wpa"]["toewijzing"].items()
        }
    return answer


def _claim(figures: Mapping[str, int | None]) -> PeerClaim:
    return PeerClaim(figures["kosten"], figures["ondergrens"])


class Follower:
    """Notes what a line of progress tells, with the price of who is left out; other lines tell nothing.

    The command counts WPAs of placed students alone, so who is not placed is added: in the plots every method is
    measured against all students.
    """

    def __init__(self, store: AnswerStore) -> None:
        self._store = store
        self._unplaced = 0

    def follow(self, line: str) -> None:
        count, cost, bound = (pattern.search(line) for pattern in (_COUNT, _COST, _BOUND))
        if count is None or cost is None:
            return
        part, price = PARTS[count[3]]
        missing = _number(count[2]) - _number(count[1])
        if part == PLACING:
            self._unplaced = missing
        else:
            missing += self._unplaced
        least = None if bound is None else _number(bound[1]) + price * missing
        self._store.note_progress(part, _number(cost[1]) + price * missing, least)


def _number(text: str) -> int:
    return int(text.replace(".", ""))
