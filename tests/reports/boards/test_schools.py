"""Files for a head of school and for a tandem: their own people, and not a word about anybody else's."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from openpyxl import load_workbook

from instances.rosters.columns import BOARD_COVER, TANDEM_ELSEWHERE
from reports.boards.names import named_files
from reports.boards.schools import at_schools, write_schools, write_tandems
from reports.run.bundle import Run
from tests.reports.boards.separation import Borders, forbidden_words, leaks, texts_in
from tests.reports.boards.test_separation import nasty, partnership


def rows_of(path: Path, sheet: str) -> list[tuple[object, ...]]:
    """The rows under the headings."""
    rows = list(load_workbook(path)[sheet].iter_rows(values_only=True))
    start = next(n for n, row in enumerate(rows) if "Naam" in row)
    return [row for row in rows[start + 1 :] if any(cell is not None for cell in row)]


@pytest.mark.parametrize("make", [pytest.param(partnership, marks=pytest.mark.thorough), nasty])
def test_no_file_of_a_school_names_anyone_else(make: Callable[[], Run], tmp_path: Path) -> None:
    run = make()
    write_schools(run, tmp_path)
    borders, names = (
        Borders(run.instance, run.placement, run.assessment or {}),
        named_files(run.instance, run.instance.schools),
    )
    visited = [school for school in run.instance.schools if at_schools(run, (school,))]
    assert {path.stem for path in tmp_path.iterdir()} == {names[school] for school in visited}
    for school in visited:
        texts = texts_in(tmp_path / f"{names[school]}.xlsx")
        assert leaks(texts, borders.forbidden_at([school])) == []
        assert forbidden_words(texts, borders.allowed_at([school])) == []
        ids = [student.id for student in at_schools(run, (school,))]
        assert leaks(texts, ids) == sorted(ids)  # or the test would pass on empty files


@pytest.mark.parametrize("make", [pytest.param(partnership, marks=pytest.mark.thorough), nasty])
def test_a_file_of_a_tandem_names_its_own_students_and_where_its_trainers_assess(
    make: Callable[[], Run], tmp_path: Path
) -> None:
    run = make()
    write_tandems(run, tmp_path)
    borders, names = (
        Borders(run.instance, run.placement, run.assessment or {}),
        named_files(run.instance, run.instance.tandems),
    )
    for tandem in run.instance.tandems.values():
        students = at_schools(run, tandem.schools)
        assert (tmp_path / f"{names[tandem.id]}.xlsx").exists() == bool(students)
        if not students:
            continue
        places = [
            run.instance.schools[run.mentor_of(student).school]
            for student, booking in (run.assessment or {}).items()
            if {tandem.so, tandem.io} & set(booking.assessors)
        ]
        more = {text for school in places for text in (school.id, school.name)} | {one.email for one in students}
        texts = texts_in(tmp_path / f"{names[tandem.id]}.xlsx")
        assert leaks(texts, borders.forbidden_at(tandem.schools, more)) == []
        assert set(leaks(texts, [student.id for student in students])) == {student.id for student in students}
        assert {one.email for one in students if one.email} <= set(texts)


def test_wpas_elsewhere_are_told_without_the_student(tmp_path: Path) -> None:
    """In the small semester the SO and the IO of TA assess Anna at a school of the other tandem."""
    run = nasty()
    write_tandems(run, tmp_path)
    rows = rows_of(tmp_path / "TA.xlsx", TANDEM_ELSEWHERE.name)
    assert [(row[0], row[1], row[6]) for row in rows] == [
        ("IO", "Ina", "De Zonnebloem"), ("SO", "Sia", "De Zonnebloem"),
        ("IO", "Ina", "Zorgvliet 😀"), ("SO", "Sia", "Zorgvliet 😀"),
    ]  # fmt: skip
    assert [(row[0], row[6]) for row in rows_of(tmp_path / "TA1.xlsx", TANDEM_ELSEWHERE.name)] == [("SO1", "De Zon")]


def test_the_cover_says_for_whom_it_is(tmp_path: Path) -> None:
    run = nasty()
    write_tandems(run, tmp_path / "t")
    write_schools(run, tmp_path / "s")
    for file, whom in (
        (tmp_path / "t" / "TA.xlsx", "Sia en Ina (TA)"),
        (tmp_path / "s" / "S0.xlsx", "De Zon (S0)"),
    ):
        cells = {cell.value for row in load_workbook(file)[BOARD_COVER].iter_rows() for cell in row}
        assert whom in cells


def test_the_first_sheet_has_the_address_of_the_school_and_of_every_school_of_a_tandem(tmp_path: Path) -> None:
    plain = nasty()
    instance = plain.instance
    schools = {id: replace(one, address=f"Laan van {id} 7", postcode="1787WZ") for id, one in instance.schools.items()}
    run = replace(plain, instance=replace(instance, schools=schools))
    write_schools(run, tmp_path / "scholen")
    write_tandems(run, tmp_path / "tandems")
    addresses = {id: f"Laan van {id} 7, 1787 WZ" for id in schools}
    for tandem in instance.tandems.values():
        own = {id for id in tandem.schools if id in run.by_school}
        if own:
            [path] = (tmp_path / "tandems").glob(f"{named_files(run.instance, instance.tandems)[tandem.id]}.xlsx")
            told = [str(cell) for row in load_workbook(path)[BOARD_COVER].iter_rows(values_only=True) for cell in row]
            assert {id for id, address in addresses.items() if address in told} == own
    for id in run.by_school:
        [path] = (tmp_path / "scholen").glob(f"{named_files(run.instance, schools)[id]}.xlsx")
        told = [str(cell) for row in load_workbook(path)[BOARD_COVER].iter_rows(values_only=True) for cell in row]
        assert [address for address in addresses.values() if address in told] == [addresses[id]]
