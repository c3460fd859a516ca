"""Runs cases one after another and keeps a record of each, whatever becomes of it. Knows no method's inside."""

from __future__ import annotations

import importlib.util
import platform
import shutil
import subprocess
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from importlib.metadata import version
from pathlib import Path

from benchmarks import records
from benchmarks.answer import read_answer, read_trace
from benchmarks.cases import BenchmarkCase
from benchmarks.judging import JudgedHalf, judge
from benchmarks.records import RunRecord
from benchmarks.runner import Ended, python, run
from instances.domain.instance import Instance

DONE = "done"
ROOT = Path(__file__).resolve().parent.parent


@dataclass(frozen=True, slots=True)
class Conditions:
    """The same for every run: cores, megabytes, and where journeys come from."""

    cores: int = 2
    memory: int = 8_000
    postcodes: Path | None = None
    geography: Path | None = None
    remark: str = ""


@dataclass
class Bench:
    """``workbooks`` are files of one's own, by the name of their size; other sizes are samples."""

    conditions: Conditions
    results: Path
    workbooks: Mapping[str, Path] = field(default_factory=dict)

    def to_do(self, cases: Sequence[BenchmarkCase], again: bool = False) -> list[BenchmarkCase]:
        known = set() if again else records.load(self.results).keys()
        return [case for case in cases if case not in known]

    def run(self, cases: Sequence[BenchmarkCase]) -> None:
        """Every record is on disk before the next run begins."""
        with tempfile.TemporaryDirectory() as scratch:
            for number, case in enumerate(cases, 1):
                record = self.run_one(case, Path(scratch))
                records.append(self.results, record)
                print(f"[{number}/{len(cases)}] {_told(record)}", flush=True)

    def run_one(self, case: BenchmarkCase, scratch: Path) -> RunRecord:
        reason = missing(case)
        if reason:
            return RunRecord(case, f"skipped: {reason}", 0.0, 0, None, None, made=self._made())
        workbook = self._workbook(case, scratch)
        folder = scratch / "run"
        folder.mkdir()
        try:
            ended = self._child(case, workbook, folder)
            return self._record(case, ended, workbook, folder)
        finally:
            shutil.rmtree(folder, ignore_errors=True)

    def _child(self, case: BenchmarkCase, workbook: Path, folder: Path) -> Ended:
        command = python("benchmarks.child", case.peer, str(workbook), str(folder), "--seconds", str(case.limit))
        command += ["--seed", str(case.seed), "--cores", str(self.conditions.cores)]
        if self.conditions.postcodes is not None:
            command += ["--postcodes", str(self.conditions.postcodes)]
        limits = self.conditions
        return run(command, wall=case.wall, memory=limits.memory, cores=limits.cores, log=folder / "log")

    def _record(self, case: BenchmarkCase, ended: Ended, workbook: Path, folder: Path) -> RunRecord:
        answer = read_answer(folder)
        placed, scheduled = judge(_instance(workbook, self.conditions.postcodes), answer)
        return RunRecord(
            case=case,
            status=_status(ended, folder / "log"),
            seconds=round(ended.seconds, 1),
            peak=ended.peak,
            placement=placed,
            assessment=scheduled,
            trace=records.thinned(read_trace(folder)),
            note=answer.note,
            made=self._made(),
        )

    def _workbook(self, case: BenchmarkCase, scratch: Path) -> Path:
        """The workbook of this size and seed, written once for all methods."""
        if case.size in self.workbooks:
            return self.workbooks[case.size]
        path = scratch / f"{case.size}-{case.seed}.xlsx"
        if not path.exists():
            from benchmarks.geography import moved
            from instances.sample.generate import generate
            from reports.workbook.semester import write_semester

            instance = generate(case.sample, case.seed)
            write_semester(
                instance if self.conditions.geography is None else moved(instance, self.conditions.geography), path
            )
        return path

    def _made(self) -> str:
        words = (str(date.today()), f"{self.conditions.cores} cores", f"Python {platform.python_version()}", _product())
        return ", ".join(filter(None, (*words, self.conditions.remark)))


def missing(case: BenchmarkCase) -> str:
    """Why this case cannot be run here at all; empty when it can."""
    from benchmarks.cases import SIZES
    from instances.sample.generate import SIZES as SAMPLES

    if case.sample in SIZES and case.sample not in SAMPLES:
        return f"there is no sample of size {case.sample}"
    if case.peer == "timefold":
        if importlib.util.find_spec("timefold") is None:
            return "Timefold is not installed (extra `timefold`)"
        if shutil.which("java") is None:
            return "there is no Java"
    return ""


@lru_cache(maxsize=2)
def _instance(workbook: Path, postcodes: Path | None) -> Instance:
    from instances.workbook.read import read

    reading = read(workbook, postcodes=postcodes, for_wpa=True)
    if reading.instance is None:
        raise ValueError(f"{workbook.name} has {len(reading.faults)} faults")
    return reading.instance


@lru_cache(maxsize=1)
def _product() -> str:
    told = subprocess.run(
        ["git", "rev-parse", "--short", "HEAD"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    return f"plaatswijzer {version('plaatswijzer')} {told.stdout.strip()}".strip()


def _status(ended: Ended, log: Path) -> str:
    if ended.why:
        return ended.why
    if ended.code == 0:
        return DONE
    last = log.read_text(encoding="utf-8", errors="replace").strip().splitlines()[-1:] if log.exists() else []
    return f"died with exit code {ended.code}{': ' + last[0][:120] if last else ''}"


def _told(record: RunRecord) -> str:
    def half(found: JudgedHalf | None, word: str) -> str:
        return f"nobody {word}" if found is None else f"{found.count} {word} at {found.cost:,} ({found.verdict})"

    case = record.case
    what = f"{half(record.placement, 'placed')}, {half(record.assessment, 'scheduled')}"
    return f"{case.size} {case.seed}, {case.limit} s, {case.peer}: {record.status}; {what}; {record.seconds:.0f} s"
