"""What schools write in a preview is read back, and every fault names file, cell and expectation."""

from __future__ import annotations

from pathlib import Path

import pytest
import xlsxwriter

from instances.rosters.previewed import PreviewRow, row_code
from instances.rosters.school_answers import Answers, answer_files, read_answers

KEY = {"AAAA-2222": PreviewRow("ST1", "S1"), "BBBB-3333": PreviewRow("ST2", "S1")}
HEADS = ("School", "Akkoord", "Reden", "Code")


def filled(path: Path, *rows: tuple[object, ...], heads: tuple[str, ...] = HEADS) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    with xlsxwriter.Workbook(str(path)) as book:
        sheet = book.add_worksheet("Vooraf")
        for number, row in enumerate((heads, *rows)):
            sheet.write_row(number, 0, row)
    return path


def read(folder: Path, *rows: tuple[object, ...]) -> Answers:
    filled(folder / "B1.xlsx", *rows)
    return read_answers(folder, KEY)


def told(answers: Answers) -> list[tuple[str, str, str, str]]:
    return [(file, fault.cell, fault.column, fault.found) for file, fault in answers.faults]


@pytest.mark.parametrize("word", ["akkoord", "Akkoord", " AKKOORD "])
def test_akkoord_is_read_however_it_is_spelt(word: str, tmp_path: Path) -> None:
    answers = read(tmp_path, ("S1", word, "", "AAAA-2222"))
    assert [answer.agreed for answer in answers.given] == [True]


def test_niet_akkoord_comes_with_its_reason_and_place(tmp_path: Path) -> None:
    (answer,) = read(tmp_path, ("S1", "niet akkoord", "klas is vol", "AAAA-2222")).given
    assert (answer.row, answer.agreed, answer.reason) == (KEY["AAAA-2222"], False, "klas is vol")
    assert answer.place == "B1.xlsx B2"


def test_an_empty_cell_is_not_answered(tmp_path: Path) -> None:
    answers = read(tmp_path, ("S1", "", "", "AAAA-2222"), ("S1", "akkoord", "", "BBBB-3333"))
    assert [answer.code for answer in answers.of(None)] == ["AAAA-2222"]
    assert answers.faults == ()


def test_a_code_in_small_letters_counts(tmp_path: Path) -> None:
    assert read(tmp_path, ("S1", "akkoord", "", "aaaa-2222")).given[0].code == "AAAA-2222"


def test_an_unknown_code_names_the_nearest(tmp_path: Path) -> None:
    answers = read(tmp_path, ("S1", "akkoord", "", "AAAA-2223"))
    assert told(answers) == [("B1.xlsx", "D2", "Code", "AAAA-2223")]
    assert "Bedoelt u “AAAA-2222”?" in answers.faults[0][1].expected


def test_another_word_is_a_fault_that_lists_the_choices(tmp_path: Path) -> None:
    answers = read(tmp_path, ("S1", "misschien", "", "AAAA-2222"))
    assert told(answers) == [("B1.xlsx", "B2", "Akkoord", "misschien")]
    assert "niet akkoord" in answers.faults[0][1].expected


def test_a_reason_without_an_answer_is_a_fault(tmp_path: Path) -> None:
    assert told(read(tmp_path, ("S1", "", "klas is vol", "AAAA-2222"))) == [
        ("B1.xlsx", "B2", "Akkoord", "leeg, met een reden")
    ]


def test_a_row_without_a_code_is_a_fault(tmp_path: Path) -> None:
    assert told(read(tmp_path, ("S1", "akkoord", "", ""))) == [("B1.xlsx", "D2", "Code", "leeg")]


def test_a_column_that_was_removed_is_a_fault(tmp_path: Path) -> None:
    filled(tmp_path / "B1.xlsx", ("S1", "AAAA-2222"), heads=("School", "Code"))
    assert told(read_answers(tmp_path, KEY)) == [("B1.xlsx", "", "Akkoord", "geen kolom")]


def test_all_faults_of_all_files_come_in_one_go(tmp_path: Path) -> None:
    filled(tmp_path / "B1.xlsx", ("S1", "misschien", "", "AAAA-2222"), ("S1", "", "vol", "BBBB-3333"))
    filled(tmp_path / "B2.xlsx", ("S1", "akkoord", "", "X"))
    (tmp_path / "B3.xlsx").write_text("geen werkmap")
    assert [file for file, _ in read_answers(tmp_path, KEY).faults] == ["B1.xlsx", "B1.xlsx", "B2.xlsx", "B3.xlsx"]


def test_one_row_answered_in_two_files_alike_counts_once(tmp_path: Path) -> None:
    filled(tmp_path / "B1.xlsx", ("S1", "", "", "AAAA-2222"))
    filled(tmp_path / "B2.xlsx", ("S1", "akkoord", "", "AAAA-2222"))
    filled(tmp_path / "B3.xlsx", ("S1", "akkoord", "", "AAAA-2222"))
    answers = read_answers(tmp_path, KEY)
    assert [(answer.agreed, answer.place) for answer in answers.given] == [(True, "B2.xlsx B2")]


def test_two_answers_that_differ_are_a_fault_that_names_both_files(tmp_path: Path) -> None:
    filled(tmp_path / "B1.xlsx", ("S1", "akkoord", "", "AAAA-2222"))
    filled(tmp_path / "B2.xlsx", ("S1", "niet akkoord", "vol", "AAAA-2222"))
    answers = read_answers(tmp_path, KEY)
    assert told(answers) == [("B2.xlsx", "B2", "Akkoord", "niet akkoord")]
    assert "B1.xlsx B2" in answers.faults[0][1].expected


def test_a_folder_without_workbooks_is_a_fault(tmp_path: Path) -> None:
    assert "geen bestand in" in read_answers(tmp_path, KEY).faults[0][1].found


def test_what_excel_keeps_beside_an_open_file_is_skipped(tmp_path: Path) -> None:
    filled(tmp_path / "B1.xlsx")
    (tmp_path / "~$B1.xlsx").write_text("lock")
    assert [path.name for path in answer_files(tmp_path)] == ["B1.xlsx"]


def test_a_code_is_the_same_for_the_same_workbook_student_and_school() -> None:
    row = PreviewRow("ST1", "S1")
    assert row_code("abc", row) == row_code("abc", PreviewRow("ST1", "S1"))
    others = [row_code("abd", row), row_code("abc", PreviewRow("ST1", "S2")), row_code("abc", PreviewRow("ST2", "S1"))]
    assert len({row_code("abc", row), *others}) == 4


def test_codes_of_a_partnership_do_not_collide() -> None:
    rows = [PreviewRow(f"{student}", f"S{school}") for student in range(600) for school in range(20)]
    assert len({row_code("abc", row) for row in rows}) == len(rows)
