"""A cross-section of the hostile files of the campaign, which `make campaign` tries all of."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

if sys.platform == "win32":
    pytest.skip("trials are forked", allow_module_level=True)

from benchmarks.campaign.files.cases import READERS as BESIDE
from benchmarks.campaign.files.cases import Case, cases
from benchmarks.campaign.files.fuzz import READERS, fuzz
from benchmarks.campaign.files.good import Good, make_good
from benchmarks.campaign.files.run import try_files
from benchmarks.campaign.judging import complaints
from benchmarks.campaign.trial import Outcome

FOUND = ("merges over each other", "the same row again", "100,000 merges", "no student", "another day")
"""What the first run of the campaign found."""
EACH = 97  # of the files in a cross-section; another one begins with each reader
EXAMPLES = 5  # drawn for each reader


@pytest.fixture(scope="module")
def good() -> Good:
    return make_good()


@pytest.fixture(scope="module")
def every(good: Good) -> list[Case]:
    return list(cases(good))


def test_there_are_many_files_for_every_reader_and_none_twice(every: list[Case]) -> None:
    names = [(case.group, case.name) for case in every]
    assert len(names) == len(set(names)) > 1_000
    assert {case.group for case in every} == {"sheets", "packages", "other kinds", "cells", *(r.file for r in BESIDE)}


def test_a_cross_section_ends_with_a_sentence_and_touches_nothing(every: list[Case]) -> None:
    tally = try_files(every[::EACH], lambda line: None)
    assert tally.wrong == []
    assert {0, 2} <= set(tally.codes)


def test_what_the_campaign_found_stays_mended(every: list[Case]) -> None:
    tally = try_files([case for case in every if case.name in FOUND], lambda line: None)
    assert (tally.wrong, tally.tried) == ([], len(FOUND))


@pytest.mark.parametrize("reader", READERS)
def test_drawn_damage_is_a_fault_and_no_error(reader: str, good: Good) -> None:
    assert fuzz(reader, good, EXAMPLES) >= EXAMPLES


FINE = Outcome(
    2, "Het werkboek heeft 1 fout: semester.xlsx.", 1.0, 10**8, {"semester.xlsx": "a"}, {"semester.xlsx": "a"}, ()
)


@pytest.mark.parametrize(
    ("outcome", "told"),
    [
        (FINE, ""),
        (Outcome(70, FINE.said, 1, 1, {}, {}, ()), "ended with 70"),
        (Outcome(-9, FINE.said, 1, 1, {}, {}, ()), "ended with -9"),
        (Outcome(0, "Klaar.\nKeyError: 3", 1, 1, {}, {}, ()), "said “KeyError”"),
        (Outcome(0, "", 1, 1, {}, {}, ()), "no sentence"),
        (Outcome(2, "Het werkboek heeft 1 fout.", 1, 1, {}, {}, ()), "did not name"),
        (Outcome(0, FINE.said, 16, 1, {}, {}, ()), "s of the processor"),
        (Outcome(0, FINE.said, 1, 10**9, {}, {}, ()), "took 1000 MB"),
        (Outcome(0, FINE.said, 1, 1, {"a.xlsx": "a"}, {"a.xlsx": "b"}, ()), "touched a.xlsx"),
        (Outcome(0, FINE.said, 1, 1, {"a.xlsx": "a"}, {}, ()), "touched a.xlsx"),
        (Outcome(0, FINE.said, 1, 1, {}, {".proef": "a"}, ()), "left .proef"),
        (Outcome(0, FINE.said, 1, 1, {}, {}, ("x.txt",)), "temporary files: x.txt"),
    ],
)
def test_the_judge_sees_every_kind_of_wrong(outcome: Outcome, told: str) -> None:
    found = list(complaints(outcome, named=("semester.xlsx",), made=(r".*-fouten\.xlsx",)))
    assert [told in line for line in found] == ([True] if told else [])


def test_a_case_is_made_again_the_same(every: list[Case], tmp_path: Path) -> None:
    case = next(case for case in every if case.name == "flipped bits")
    for place in ("a", "b"):
        case.make(tmp_path / place)
    assert (tmp_path / "a" / case.file).read_bytes() == (tmp_path / "b" / case.file).read_bytes()
