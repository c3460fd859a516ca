"""The GeoNames postcode file, and the coordinates it gives to places without their own."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest

from instances.domain.entities import Point
from instances.workbook.postcodes import PostcodeFileError, looks_like_postcode, normal_postcode, read_postcodes
from tests.instances.workbooks import Draft, the_fault

AMSTERDAM = "NL\t1012\tAmsterdam Centrum\tNoord-Holland\t07\tAmsterdam\t0363\t\t\t52.3738\t4.8910\t6\n"
AGAIN = "NL\t1012\tAmsterdam\tNoord-Holland\t07\tAmsterdam\t0363\t\t\t52.9\t4.1\t6\n"
FULL = "NL\t1811 AB\tAlkmaar\tNoord-Holland\t07\tAlkmaar\t0361\t\t\t52.6324\t4.7534\t6\n"
BELGIAN = "BE\t1811\tElders\t\t\t\t\t\t\t50.8\t4.3\t6\n"


@pytest.fixture
def plain(tmp_path: Path) -> Path:
    path = tmp_path / "NL.txt"
    path.write_text(BELGIAN + AMSTERDAM + AGAIN + FULL, encoding="utf-8")
    return path


def test_the_first_dutch_row_of_four_digits_counts(plain: Path) -> None:
    assert read_postcodes(plain) == {"1012": Point(52.3738, 4.8910), "1811": Point(52.6324, 4.7534)}


def test_a_zip_is_read_like_the_plain_file(plain: Path, tmp_path: Path) -> None:
    packed = tmp_path / "NL.zip"
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("readme.txt", "x" * 10_000)
        archive.write(plain, "NL.txt")
    assert read_postcodes(packed) == read_postcodes(plain)


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"postcode;lat;lon\n1012;52;4\n",
        BELGIAN.encode(),
        AMSTERDAM.replace("52.3738", "noord").encode(),
        b"\x00\x01\x02",
        b"PK\x03\x04kapot",
        b"\xff\xfe\xff" * 50,
    ],
)
def test_another_file_is_refused(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "iets.txt"
    path.write_bytes(content)
    with pytest.raises(PostcodeFileError, match="GeoNames"):
        read_postcodes(path)


def test_a_missing_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(PostcodeFileError, match="kan niet gelezen worden"):
        read_postcodes(tmp_path / "weg.txt")


def test_a_bad_postcode_file_is_one_fault_of_the_reading(draft: Draft, tmp_path: Path) -> None:
    draft.put("Studenten", 0, Breedtegraad=None, Lengtegraad=None, Postcode="1012 AB")
    (tmp_path / "x.txt").write_text("niets")
    assert "! [--postcodes] x.txt | een GeoNames-postcodebestand" in the_fault(draft.read(postcodes=tmp_path / "x.txt"))


def test_a_place_without_coordinates_gets_those_of_its_four_digits(draft: Draft, plain: Path) -> None:
    draft.put("Studenten", 0, Breedtegraad=None, Lengtegraad=None, Postcode="1012 xb")
    reading = draft.read(postcodes=plain)
    assert reading.instance is not None, reading.faults
    assert reading.instance.students["100001"].point == Point(52.3738, 4.8910)


def test_own_coordinates_go_before_the_postcode(draft: Draft, plain: Path) -> None:
    instance = draft.put("Studenten", 0, Postcode="1012 AB").read(postcodes=plain).instance
    assert instance is not None
    assert instance.students["100001"].point == Point(52.37, 4.9)


def test_a_postcode_that_is_not_in_the_file_is_said_so(draft: Draft, plain: Path) -> None:
    draft.put("Studenten", 0, Breedtegraad=None, Lengtegraad=None, Postcode="9999 AB")
    found = the_fault(draft.read(postcodes=plain))
    assert "Studenten!H2 [Postcode] 9999 AB | een reistijd tussen 100001 en S1 (en nog 1 andere)" in found
    assert "deze postcode staat niet in het postcodebestand" in found


def test_postcodes_are_compared_in_capitals_without_spaces() -> None:
    assert normal_postcode(" 1012 ab ") == "1012AB"


@pytest.mark.parametrize(
    ("text", "answer"), [("1012 AB", True), ("1012", True), ("0123AB", False), ("S12", False), ("10123", False)]
)
def test_what_looks_like_a_postcode(text: str, answer: bool) -> None:
    assert looks_like_postcode(text) is answer
