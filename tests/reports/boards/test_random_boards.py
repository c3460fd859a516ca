"""Every file that goes to somebody, of twenty random semesters: nothing of others in any byte, nothing confidential.

Beside ``test_separation``, which looks hard at two semesters, this looks at many, at raw bytes, and at every reader.
"""

from __future__ import annotations

import html
import zipfile
from collections.abc import Callable, Iterable
from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest

from benchmarks.peers.greedy import place, schedule
from instances.domain.entities import Exclusion, WpaKind
from instances.sample.generate import generate
from reports.boards.names import board_file_names, file_names
from reports.boards.preview import write_previews
from reports.boards.sheets import write_boards
from reports.calendar.diary import diaries_of
from reports.calendar.ics import write_diaries
from reports.placement.letters import write_letters
from reports.placement.onstage import write_onstage_csv, write_onstage_xlsx
from reports.run.bundle import Run
from tests.builders import HERE
from tests.instances.privacy.test_pseudonyms import of_people
from tests.reports.boards.separation import Borders, forbidden_words, leaks
from tests.reports.boards.test_separation import judged

SEEDS = range(101, 121)
REASON = "ruzie met de familie Verweggen"


@cache
def semester(seed: int) -> Run:
    """A small sample with care, resits, doubts, needs and a confidential reason for everyone, by turns."""
    instance = generate("klein", seed)
    kinds = list(WpaKind)
    students = {
        id: replace(
            one,
            care=number % 2 == 0,
            wpa_kind=kinds[(number + seed) % 3],
            needs=((f"geheimtag{number}", 2),),
            postcode=f"19{number:02} ZZ",
        )
        for number, (id, one) in enumerate(instance.students.items())
    }
    placement = place(instance)
    assessment = schedule(instance, placement)
    first = next(iter(placement))
    elsewhere = next(m.id for m in instance.mentors.values() if m.id != placement[first])
    told = replace(instance, students=students, exclusions=(Exclusion(first, elsewhere, REASON),))
    return judged(told, placement, assessment)


def everything(run: Run, folder: Path) -> dict[str, bytes]:
    """All files that leave the office, and those that letters and OnStage are made from."""
    write_boards(run, folder / "besturen")
    write_previews(run, folder / "vooraf")
    write_letters(run, folder / "brieven")
    write_diaries(diaries_of(run), folder / "agenda")
    write_onstage_csv(run, folder / "onstage.csv")
    write_onstage_xlsx(run, folder / "onstage.xlsx")
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def raw(path: Path) -> list[str]:
    """The file as bytes, and every part of it unzipped; as it stands there and as a program reads it."""
    data = [path.read_bytes()]
    if zipfile.is_zipfile(path):
        with zipfile.ZipFile(path) as archive:
            data += [archive.read(part) for part in archive.infolist()]
            data += [f"{part.filename} {part.comment!r} {part.extra!r}".encode() for part in archive.infolist()]
    texts = [one.decode("utf-8", "replace").replace("\r\n ", "") for one in data]
    return [path.name, *texts, *(html.unescape(text) for text in texts)]


def confidential(run: Run) -> set[str]:
    found = {tag for one in run.instance.students.values() for tag, _ in one.needs}
    return found | {one.postcode for one in run.instance.students.values()} | {REASON, "Verweggen"}


@pytest.mark.parametrize("seed", SEEDS)
def test_no_byte_of_a_board_file_is_about_another_board(seed: int, tmp_path: Path) -> None:
    run = semester(seed)
    write_boards(run, tmp_path)
    borders, names = Borders(run.instance, run.placement, run.assessment or {}), board_file_names(run.instance)
    assert run.by_board
    for board in run.by_board:
        texts = raw(tmp_path / f"{names[board]}.xlsx")
        assert leaks(texts, borders.forbidden(board) | confidential(run)) == []
        unzipped = [text for text in texts[1:] if not text.startswith("PK")]  # zipped, three letters come by chance
        assert forbidden_words(unzipped, borders.allowed(board)) == []


@pytest.mark.parametrize("seed", SEEDS)
def test_no_byte_of_a_preview_names_anyone(seed: int, tmp_path: Path) -> None:
    run = semester(seed)
    write_previews(run, tmp_path)
    assert len(list(tmp_path.iterdir())) == len(run.by_board)
    for path in tmp_path.iterdir():
        assert leaks(raw(path), of_people(run.instance) | confidential(run)) == []


@pytest.mark.parametrize("seed", SEEDS)
def test_no_calendar_names_a_student_of_somebody_else(seed: int, tmp_path: Path) -> None:
    run = semester(seed)
    students, seats = run.instance.students, run.assessment or {}
    write_diaries(diaries_of(run), tmp_path)
    for who, file in file_names(run.instance.trainers).items():
        own = {student for student, booking in seats.items() if who in booking.assessors}
        others = {name for id, one in students.items() if id not in own for name in (id, one.name)}
        path = tmp_path / f"{file}.ics"
        assert path.exists() is bool(own)
        if own:
            assert leaks(raw(path), others - {students[id].name for id in own} | confidential(run)) == []


PLAIN: dict[str, Callable[[Run], Run]] = {
    "care": lambda run: _with(run, care=False),
    "kind": lambda run: _with(run, wpa_kind=WpaKind.REGULAR),
    "needs": lambda run: _with(run, needs=()),
    "home": lambda run: _with(run, postcode="", point=HERE),
    "reason": lambda run: replace(run, instance=replace(run.instance, exclusions=())),
}


def _with(run: Run, **over: object) -> Run:
    students = {id: replace(one, **over) for id, one in run.instance.students.items()}  # type: ignore[arg-type]
    return replace(run, instance=replace(run.instance, students=students))


def differing(one: dict[str, bytes], other: dict[str, bytes]) -> list[str]:
    return sorted(name for name in one.keys() | other.keys() if one.get(name) != other.get(name))


@pytest.mark.parametrize("seed", SEEDS)
def test_nothing_confidential_changes_a_byte_of_what_leaves_the_office(seed: int, tmp_path: Path) -> None:
    """Stronger than looking for words: also no order, no number, no width of a column follows it."""
    run = semester(seed)
    plain = run
    for change in PLAIN.values():
        plain = change(plain)
    found = differing(everything(run, tmp_path / "with"), everything(plain, tmp_path / "without"))
    # the uid of a resit is another one: the appointment of the first WPA must stay
    assert [name for name in found if not name.startswith("agenda/")] == []
    assert without_uids(tmp_path / "with") == without_uids(tmp_path / "without")


def without_uids(folder: Path) -> dict[str, list[str]]:
    return {
        path.relative_to(folder).as_posix(): [
            line for line in path.read_text("utf-8").splitlines() if not line.startswith("UID:")
        ]
        for path in (folder / "agenda").rglob("*.ics")
    }


def test_the_test_sees_a_byte_that_differs(tmp_path: Path) -> None:
    """What a reader may know changes the files: else nothing was compared."""
    run = semester(SEEDS[0])
    older = _with(run, year=3)
    found = differing(everything(run, tmp_path / "one"), everything(older, tmp_path / "other"))
    assert {name.split("/")[0] for name in found} >= {"besturen", "vooraf", "agenda", "brieven", "onstage.csv"}


def test_the_semesters_are_worth_looking_at() -> None:
    runs: Iterable[Run] = [semester(seed) for seed in SEEDS]
    assert sum(len(run.by_board) > 1 for run in runs) >= 10
    assert all(run.assessment for run in runs)
    assert len({tuple(run.placement.values()) for run in runs}) == len(SEEDS)
