"""The GeoNames postcode file, and the coordinates it gives to places without their own."""

from __future__ import annotations

import os
import zipfile
from contextlib import suppress
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from instances.domain.entities import Point
from instances.workbook.postcodes import (
    PostcodeFileError,
    file_date,
    looks_like_postcode,
    normal_postcode,
    read_postcodes,
)
from tests.instances.workbooks import Draft, notices, the_fault

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
        b"NL\t1012\tKort\n",
        AMSTERDAM.replace("52.3738", "nan").encode(),
        AMSTERDAM.replace("4.8910", "1e9").encode(),
        b"NL\t1012" + b"x" * 50_000,
    ],
)
def test_another_file_is_refused(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "iets.txt"
    path.write_bytes(content)
    with pytest.raises(PostcodeFileError, match="GeoNames"):
        read_postcodes(path)


def packed(content: bytes, path: Path) -> bytes:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(zipfile.ZipInfo("NL.txt", (2026, 11, 12, 8, 0, 0)), content, zipfile.ZIP_DEFLATED)
    return path.read_bytes()


@given(data=st.data())
def test_a_damaged_zip_is_refused_or_read_and_never_a_defect(
    data: st.DataObject, tmp_path_factory: pytest.TempPathFactory
) -> None:
    path = tmp_path_factory.mktemp("kapot") / "NL.zip"
    whole = bytearray(packed((AMSTERDAM + FULL).encode() * 20, path))
    for _ in range(data.draw(st.integers(1, 4))):
        whole[data.draw(st.integers(2, len(whole) - 1))] = data.draw(st.integers(0, 255))
    path.write_bytes(bytes(whole[: data.draw(st.integers(2, len(whole)))]))
    try:
        found = read_postcodes(path)
        file_date(path)
    except PostcodeFileError:
        return
    assert set(found) <= {"1012", "1811"}


@given(content=st.binary(max_size=300) | st.text(alphabet="NL\t0123456789.\nx", max_size=200).map(str.encode))
def test_any_other_bytes_are_refused_or_read_and_never_a_defect(
    content: bytes, tmp_path_factory: pytest.TempPathFactory
) -> None:
    path = tmp_path_factory.mktemp("iets") / "NL.txt"
    path.write_bytes(content)
    with suppress(PostcodeFileError):
        assert read_postcodes(path)


def test_a_pipe_is_refused_at_once(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pijp")
    with pytest.raises(PostcodeFileError, match="geen gewoon bestand"):
        read_postcodes(tmp_path / "pijp")


def test_the_date_is_that_of_the_file_in_the_zip(tmp_path: Path) -> None:
    packed(AMSTERDAM.encode(), tmp_path / "NL.zip")
    assert file_date(tmp_path / "NL.zip") == date(2026, 11, 12)


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
    assert f"deze postcode staat niet in het postcodebestand {plain.name}." in found


def test_postcodes_are_compared_in_capitals_without_spaces() -> None:
    assert normal_postcode(" 1012 ab ") == "1012AB"


@pytest.mark.parametrize(
    ("text", "answer"), [("1012 AB", True), ("1012", True), ("0123AB", False), ("S12", False), ("10123", False)]
)
def test_what_looks_like_a_postcode(text: str, answer: bool) -> None:
    assert looks_like_postcode(text) is answer


def test_what_is_found_in_the_file_is_counted(draft: Draft, plain: Path) -> None:
    nowhere = {"Breedtegraad": None, "Lengtegraad": None}
    draft.put("Studenten", 0, Postcode="1012 AB", **nowhere).put("Studenten", 1, Postcode="9999 AB", **nowhere)
    use = draft.read(postcodes=plain).postcodes
    assert use is not None
    assert (use.path, use.known, use.asked, use.missing) == (plain, 2, 2, 1)


def test_a_kept_file_counts_where_a_row_needs_it(draft: Draft, plain: Path) -> None:
    draft.put("Studenten", 0, Breedtegraad=None, Lengtegraad=None, Postcode="1012 xb")
    reading = draft.read(kept_postcodes=plain)
    assert reading.instance is not None, reading.faults
    assert reading.instance.students["100001"].point == Point(52.3738, 4.8910)


def test_a_damaged_kept_file_is_no_fault_where_no_row_needs_it(draft: Draft, tmp_path: Path) -> None:
    (tmp_path / "x.txt").write_text("niets")
    assert draft.read(kept_postcodes=tmp_path / "x.txt").faults == ()


def test_a_given_file_goes_before_the_kept_one(draft: Draft, plain: Path, tmp_path: Path) -> None:
    (tmp_path / "x.txt").write_text("niets")
    draft.put("Studenten", 0, Breedtegraad=None, Lengtegraad=None, Postcode="1012 xb")
    assert draft.read(postcodes=plain, kept_postcodes=tmp_path / "x.txt").faults == ()


def test_an_unknown_postcode_that_measured_journeys_make_up_for_is_a_notice(draft: Draft, plain: Path) -> None:
    draft.put("Studenten", 0, Breedtegraad=None, Lengtegraad=None, Postcode="9999 AB")
    draft.add("Reistijden", *({"Van": "100001", "Naar": school, "Minuten": 20} for school in ("S1", "S2")))
    assert notices(draft.read(postcodes=plain)) == [
        f"Studenten!H2 Postcode 9999 AB van 100001 staat niet in het postcodebestand {plain.name}."
    ]
