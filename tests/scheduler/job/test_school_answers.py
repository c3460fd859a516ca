"""From preview to answer to another place: what a school refuses is an exclusion at the office, and nowhere else."""

from __future__ import annotations

import json
from pathlib import Path

import openpyxl
import pytest

from instances.domain.entities import Pin, SchoolKind
from instances.workbook.read import read
from reports.workbook.semester import write_semester
from scheduler.previous.rosters import rosters_in
from tests.builders import board, mentor, school
from tests.reports.boards.separation import leaks, texts_in
from tests.scheduler.running import run, small, wrote

REFUSED = "de klas is te druk"


@pytest.fixture
def shown(tmp_path: Path) -> Path:
    """A placement with its preview: two students, a second board with room for one of them."""
    write_semester(
        small(board("B2"), school("S2", "B2", kind=SchoolKind.OTHER), mentor("M3", "S2")), tmp_path / "s.xlsx"
    )
    assert run("plaats", tmp_path / "s.xlsx", "-o", tmp_path / "een", "--tijd", 10, "--vooraf").exit_code == 0
    return tmp_path


def answer(folder: Path, *said: str, reason: str = REFUSED, file: str = "B1.xlsx") -> Path:
    """The first rows of a board's preview filled in, as Excel saves it; returned in a folder of its own."""
    book = openpyxl.load_workbook(folder / "een" / "vooraf" / file)
    for number, word in enumerate(said, 2):
        book["Vooraf"].cell(number, 7).value = word
        book["Vooraf"].cell(number, 8).value = reason if word != "akkoord" else None
    (folder / "terug").mkdir(exist_ok=True)
    book.save(folder / "terug" / file)
    return folder / "terug"


def refused_student(folder: Path) -> str:
    """Who stands behind the first row."""
    code = openpyxl.load_workbook(folder / "een" / "vooraf" / "B1.xlsx")["Vooraf"]["I2"].value
    rows = openpyxl.load_workbook(folder / "een" / "vooraf-sleutel.xlsx")["Sleutel"].iter_rows(values_only=True)
    return next(str(row[1]) for row in rows if row[0] == code)


def again(folder: Path, *words: object) -> tuple[int, str]:
    done = run("plaats", folder / "s.xlsx", "-o", folder / "twee", "--tijd", 10, "--vorige", folder / "een", *words)
    return done.exit_code, done.output


def test_vooraf_adds_previews_and_the_key_of_the_office(shown: Path) -> None:
    assert {"vooraf/B1.xlsx", "vooraf-sleutel.xlsx"} <= wrote(shown / "een")


def test_without_vooraf_there_is_no_preview(shown: Path) -> None:
    again(shown)
    assert [name for name in wrote(shown / "twee") if "vooraf" in name] == []


def test_who_is_refused_goes_to_another_school(shown: Path) -> None:
    who = refused_student(shown)
    code, output = again(shown, "--antwoorden", answer(shown, "niet akkoord", "akkoord"))
    placement = rosters_in(shown / "twee").placement or {}
    assert (code, placement[who], len(placement)) == (0, "M3", 2)
    assert "1 akkoord, 1 niet akkoord, 0 nog niet beantwoord" in output


def test_the_office_sees_who_and_why(shown: Path) -> None:
    _, output = again(shown, "--antwoorden", answer(shown, "niet akkoord", "akkoord"))
    assert REFUSED in output
    assert refused_student(shown) in output


def test_the_reason_of_the_school_stays_out_of_every_roster(shown: Path) -> None:
    again(shown, "--antwoorden", answer(shown, "niet akkoord", "akkoord"))
    copy = "s-antwoorden.xlsx"
    books = [shown / "twee" / name for name in wrote(shown / "twee") if name.endswith(".xlsx") and name != copy]
    assert [path.name for path in books if leaks(texts_in(path), [REFUSED])] == []
    assert REFUSED not in (shown / "twee" / "resultaat.json").read_text(encoding="utf-8")


def test_a_copy_of_the_workbook_has_the_exclusion_with_its_reason(shown: Path) -> None:
    again(shown, "--antwoorden", answer(shown, "niet akkoord"))
    instance = read(shown / "twee" / "s-antwoorden.xlsx").instance
    assert instance is not None
    assert [(row.who, row.other, row.reason) for row in instance.exclusions] == [
        (refused_student(shown), "S1", f"School niet akkoord: {REFUSED}")
    ]


def test_akkoord_changes_nothing(shown: Path) -> None:
    code, _ = again(shown, "--antwoorden", answer(shown, "akkoord", "akkoord"))
    one, two = rosters_in(shown / "een").placement, rosters_in(shown / "twee").placement
    assert (code, one) == (0, two)
    assert "s-antwoorden.xlsx" not in wrote(shown / "twee")


def test_who_did_not_answer_is_told_by_school(shown: Path) -> None:
    _, output = again(shown, "--antwoorden", answer(shown, "akkoord"))
    assert "Nog niet beantwoord: S1 (1 rij)." in output


def test_a_refusal_without_a_reason_counts_and_is_told_with_its_cell(shown: Path) -> None:
    _, output = again(shown, "--antwoorden", answer(shown, "niet akkoord", "akkoord", reason=""))
    assert "B1.xlsx G2: niet akkoord zonder reden." in output
    assert (rosters_in(shown / "twee").placement or {})[refused_student(shown)] == "M3"


def test_what_was_proven_with_a_refusal_is_not_taken_for_the_workbook_without_it(shown: Path) -> None:
    again(shown, "--antwoorden", answer(shown, "niet akkoord", "akkoord"))
    one, two = (json.loads((shown / name / "resultaat.json").read_text(encoding="utf-8")) for name in ("een", "twee"))
    assert one["invoer"] != two["invoer"]


def test_a_fault_in_an_answer_is_told_with_file_cell_and_expectation(shown: Path) -> None:
    code, output = again(shown, "--antwoorden", answer(shown, "misschien"))
    assert code == 2
    assert "B1.xlsx Vooraf G2 Akkoord: misschien; verwacht:" in output
    assert not (shown / "twee").exists()


def test_a_refusal_of_what_is_pinned_is_a_fault_of_the_pin(tmp_path: Path) -> None:
    write_semester(small(Pin("ST1", "S1")), tmp_path / "s.xlsx")
    run("plaats", tmp_path / "s.xlsx", "-o", tmp_path / "een", "--tijd", 10, "--vooraf")
    code, output = again(tmp_path, "--antwoorden", answer(tmp_path, "niet akkoord", "niet akkoord"))
    assert (code, "P9" in output) == (2, True)
    assert "Dat de school niet akkoord is, staat in B1.xlsx" in " ".join(output.split())


def test_answers_ask_for_the_roster_that_was_shown(shown: Path) -> None:
    folder = answer(shown, "akkoord")
    done = run("plaats", shown / "s.xlsx", "-o", shown / "twee", "--antwoorden", folder)
    assert (done.exit_code, "Bij --antwoorden hoort --vorige" in done.output) == (2, True)


def test_answers_to_a_roster_that_was_not_shown_are_refused(shown: Path) -> None:
    (shown / "een" / "vooraf-sleutel.xlsx").unlink()
    code, output = again(shown, "--antwoorden", answer(shown, "akkoord"))
    assert (code, "geen vooraf-sleutel.xlsx" in output) == (2, True)


def test_a_preview_that_was_filled_in_is_kept_when_a_new_one_is_made(shown: Path) -> None:
    answer(shown, "akkoord")
    (shown / "terug" / "B1.xlsx").replace(shown / "een" / "vooraf" / "B1.xlsx")
    filled = (shown / "een" / "vooraf" / "B1.xlsx").read_bytes()
    run("plaats", shown / "s.xlsx", "-o", shown / "een", "--tijd", 10, "--vooraf")
    assert (shown / "een" / "vooraf-oud" / "B1.xlsx").read_bytes() == filled


def test_a_preview_that_nobody_filled_in_is_simply_replaced(shown: Path) -> None:
    run("plaats", shown / "s.xlsx", "-o", shown / "een", "--tijd", 10, "--vooraf")
    assert not (shown / "een" / "vooraf-oud").exists()


def test_codes_of_an_earlier_preview_still_count(shown: Path) -> None:
    """The workbook changed since, so the same student at the same school has another code now."""
    folder = answer(shown, "niet akkoord", "akkoord")
    write_semester(
        small(board("B2"), school("S2", "B2", kind=SchoolKind.OTHER), mentor("M3", "S2"), mentor("M4")),
        shown / "s.xlsx",
    )
    run("plaats", shown / "s.xlsx", "-o", shown / "een", "--tijd", 10, "--vooraf")
    code, output = again(shown, "--antwoorden", folder)
    assert (code, "1 niet akkoord" in output) == (0, True)


def test_with_codes_for_people_what_schools_wrote_is_not_shown(shown: Path) -> None:
    book = shown / "s.xlsx"
    one, two = shown / "een-code", shown / "twee-code"
    run("plaats", book, "-o", one, "--tijd", 10, "--vooraf", "--gepseudonimiseerd")
    back = openpyxl.load_workbook(one / "vooraf" / "B1.xlsx")
    back["Vooraf"]["G2"], back["Vooraf"]["H2"] = "niet akkoord", "ruzie met Jan"
    (shown / "terug").mkdir()
    back.save(shown / "terug" / "B1.xlsx")
    done = run(
        "plaats", book, "-o", two, "--tijd", 10, "--vorige", one, "--antwoorden", shown / "terug", "--gepseudonimiseerd"
    )
    assert (done.exit_code, "1 niet akkoord" in done.output, "Jan" in done.output) == (0, True, False)
    assert list(two.glob("*-antwoorden.xlsx")) == []


def test_herplan_moves_who_is_refused_and_nobody_else(shown: Path) -> None:
    who, folder = refused_student(shown), answer(shown, "niet akkoord", "akkoord")
    words = ("herplan", shown / "s.xlsx", "--vorige", shown / "een", "-o", shown / "twee", "--tijd", 10)
    done = run(*words, "--antwoorden", folder)
    before, after = (dict(rosters_in(shown / name).placement or {}) for name in ("een", "twee"))
    assert done.exit_code == 0
    assert after == {**before, who: "M3"}
