"""Every command, every argument and option that takes a file, every damage: one sentence that names the file."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import click
import pytest

from reports.boards.passwords import write_passwords
from reports.workbook.marked_copy import MarkedCopy
from reports.workbook.semester import write_semester
from scheduler.cli import cli
from scheduler.commands.kinds import Existing, Target
from scheduler.runtime.exit import ExitCode
from tests.damages import ABSENT, BYTES, NO_FILE, WORKBOOK, Damage, made
from tests.scheduler.running import run, small

IN_PLACE_OF_A_FOLDER = {"a file": BYTES["text"], "a pipe": NO_FILE["pipe"], "a device": NO_FILE["empty device"]}
UNWRITABLE = {what: ABSENT[what] for what in ("name too long", "name with a NUL", "below a file", "link to itself")}
MADE_WHERE_MISSING = {"workbook": False, "postcodes": False, "passwords": True}
"""Options that read a file, and whether one that is not there is simply made."""


@dataclass(frozen=True)
class Good:
    """What stands behind each argument and option when nothing is wrong."""

    workbook: Path
    rosters: Path
    passwords: Path
    new: Path

    def words(self, command: click.Command, tried: click.Parameter, bad: Path) -> list[object]:
        folder = self.rosters if command.name == "wpa" and tried.name != "folder" else self.new
        values = {"workbook": self.workbook, "roster": self.rosters, "previous": self.rosters, "folder": folder,
                  "student": "ST1", "path": self.new / "nieuw.xlsx", "answers": self.rosters / "vooraf",
                  "target": self.new / "nieuw.xlsx"}  # fmt: skip
        words: list[object] = [command.name]
        for param in command.params:
            needed = param is tried or param.required or (tried.name == "answers" and param.name == "previous")
            if needed and isinstance(param, click.Option):
                words += [param.opts[0], bad if param is tried else values[str(param.name)]]
            elif needed:
                words.append(bad if param is tried else values[str(param.name)])
        return words


@pytest.fixture(autouse=True)
def _no_marked_copy(monkeypatch: pytest.MonkeyPatch) -> None:
    """It has tests of its own, and takes most of the time of a refusal."""
    monkeypatch.setattr("scheduler.input.read_workbook.write_marked", lambda *_: MarkedCopy(True, None))


@pytest.fixture(scope="module")
def good(tmp_path_factory: pytest.TempPathFactory) -> Good:
    place = tmp_path_factory.mktemp("goed")
    write_semester(small(), place / "semester.xlsx")
    write_passwords({"B1": "een-lang-wachtwoord"}, {"B1": "De Brug"}, place / "wachtwoorden.xlsx")
    done = run("rooster", place / "semester.xlsx", "-o", place / "uit", "--tijd", 5, "--vooraf")
    assert done.exit_code == ExitCode.DONE, done.output
    return Good(place / "semester.xlsx", place / "uit", place / "wachtwoorden.xlsx", place / "nieuw")


def taking(kind: type[click.ParamType], folder: bool) -> Iterator[object]:
    """The file with users is no workbook and has tests of its own: ``tests/scheduler/web/server/test_users.py``."""
    for name, command in cli.commands.items():
        for param in [] if name in ("web", "gebruiker") else command.params:
            if isinstance(param.type, kind) and param.type.folder is folder:
                yield pytest.param(command, param, id=f"{name} {param.name}")


def refused(good: Good, command: click.Command, param: click.Parameter, what: str, bad: Path) -> str:
    """What is wrong with how this damage was answered; '' when nothing is."""
    answer = run(*good.words(command, param, bad))
    if answer.exit_code != ExitCode.FAULTS:
        return f"{what}: {answer.exit_code} {answer.output[-300:]}"
    named = bad.name in answer.output or str(bad) in answer.output or "\0" in bad.name
    return "" if named else f"{what}: the file is not named in {answer.output[-300:]}"


def answered_wrong(
    good: Good, command: click.Command, param: click.Parameter, damages: dict[str, Damage], place: Path, source: bytes
) -> list[str]:
    """What is wrong with the answer to each damage; nothing for a refusal with exit code 2 that names the file."""
    suffix = ".txt" if param.name == "postcodes" else ".xlsx"
    found = [refused(good, command, param, *one) for one in made(damages, place, f"stukbestand{suffix}", source)]
    assert len(found) == len(damages)
    return list(filter(None, found))


@pytest.mark.parametrize(("command", "param"), [*taking(Existing, False), *taking(Target, False)])
def test_a_bad_file_is_refused_by_name(
    command: click.Command, param: click.Parameter, good: Good, tmp_path: Path
) -> None:
    name = str(param.name)
    if name in ("path", "target", "export"):  # a file that is written: what is there is kept
        damages = {"folder": NO_FILE["folder"], **UNWRITABLE}
        source = b""
    else:
        absent = {} if MADE_WHERE_MISSING[name] else ABSENT
        damages = {**absent, **UNWRITABLE, **NO_FILE, **BYTES, **WORKBOOK}
        source = (good.passwords if name == "passwords" else good.workbook).read_bytes()
    assert answered_wrong(good, command, param, damages, tmp_path, source) == []


@pytest.mark.parametrize(("command", "param"), list(taking(Existing, True)))
def test_what_is_no_folder_is_refused_by_name(
    command: click.Command, param: click.Parameter, good: Good, tmp_path: Path
) -> None:
    damages = {**ABSENT, **IN_PLACE_OF_A_FOLDER}
    assert answered_wrong(good, command, param, damages, tmp_path, b"") == []


@pytest.mark.parametrize(("command", "param"), list(taking(Target, True)))
def test_a_folder_that_cannot_be_made_is_refused_by_name(
    command: click.Command, param: click.Parameter, good: Good, tmp_path: Path
) -> None:
    damages = {**UNWRITABLE, **IN_PLACE_OF_A_FOLDER}
    assert answered_wrong(good, command, param, damages, tmp_path, b"") == []


def spoilt(path: Path, what: str, whole: bytes) -> None:
    path.unlink(missing_ok=True)
    BYTES[what](path, whole)


@pytest.mark.parametrize("what", [what for what in BYTES if what != "huge"])
def test_a_damaged_key_or_answer_is_refused_by_name(what: str, good: Good, tmp_path: Path) -> None:
    earlier = tmp_path / "vorige"
    shutil.copytree(good.rosters, earlier)
    answer = next((earlier / "vooraf").glob("*.xlsx"))
    asked = ("plaats", good.workbook, "-o", tmp_path / "nieuw", "--vorige", earlier, "--antwoorden", earlier / "vooraf")
    whole = answer.read_bytes()

    spoilt(answer, what, whole)
    of_answer = run(*asked)
    answer.write_bytes(whole)
    spoilt(earlier / "vooraf-sleutel.xlsx", what, whole)
    of_preview_key = run(*asked)
    spoilt(tmp_path / "codes-sleutel.xlsx", what, whole)
    of_key = run("plaats", good.workbook, "-o", tmp_path / "codes", "--gepseudonimiseerd")

    refusals = {answer.name: of_answer, "vooraf-sleutel.xlsx": of_preview_key, "codes-sleutel.xlsx": of_key}
    assert {name: (found.exit_code, name in found.output) for name, found in refusals.items()} == dict.fromkeys(
        refusals, (ExitCode.FAULTS, True)
    )
