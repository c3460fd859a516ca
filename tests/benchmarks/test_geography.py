"""A sample on real ground: only places change, and no real school is used twice."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from benchmarks.geography import moved
from instances.domain.entities import Point
from instances.domain.instance import Instance
from tests.builders import HERE, board, mentor, school, semester, student

FAR = Point(53.0, 6.0)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    near = f"{HERE.latitude + 0.01},{HERE.longitude}"
    (tmp_path / "schools.csv").write_text(
        f"school,postcode,place,lat,lon\nA,1811AA,Alkmaar,{near}\nB,9711BB,Groningen,53.2,6.5\n", encoding="utf-8"
    )
    (tmp_path / "pc4.csv").write_text(f"pc4,lat,lon\n1811,{near}\n9711,53.2,6.5\n", encoding="utf-8")
    return tmp_path


@pytest.fixture
def real(folder: Path) -> Instance:
    home = student("ST1", postcode="1234XY")
    two = (school("S1"), school("S2"))
    return moved(semester(board("B1"), *two, mentor("M1"), home, replace(home, id="ST2", point=FAR)), folder)


def test_a_school_moves_to_the_nearest_real_one(real: Instance) -> None:
    assert (real.schools["S1"].postcode, real.schools["S1"].place) == ("1811AA", "Alkmaar")


def test_the_next_school_takes_the_next_nearest(real: Instance) -> None:
    assert real.schools["S2"].place == "Groningen"


def test_a_home_moves_to_its_postcode_centre_and_keeps_its_letters(real: Instance) -> None:
    assert [who.postcode for who in real.students.values()] == ["1811XY", "9711XY"]
