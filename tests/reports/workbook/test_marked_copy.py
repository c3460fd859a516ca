"""The marked copy: what the office sees of its faults, and what must not change."""

from __future__ import annotations

from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.comments import Comment

from instances.domain.rulebook import Rule
from instances.tables.faults import Fault
from instances.workbook.read import read
from reports.workbook.marked_copy import MARK, RED, write_marked
from tests.instances.workbooks import Draft

FAULT = Fault("Scholen", "I2", "Plaatsen", "veel", "een geheel getal van 0 of meer", Rule.P3)


@pytest.fixture
def draft(tmp_path: Path) -> Draft:
    return Draft(tmp_path)


def marked(draft: Draft, *faults: Fault) -> Workbook:
    target = draft.path.with_name("semester-fouten.xlsx")
    write_marked(draft.path, faults, target)
    return load_workbook(target)


def test_a_faulty_cell_is_red_with_a_comment(draft: Draft) -> None:
    draft.write()
    cell = marked(draft, FAULT)["Scholen"]["I2"]
    assert cell.fill.fgColor.rgb == RED
    assert cell.comment is not None
    assert "Verwacht: een geheel getal van 0 of meer" in cell.comment.text


def test_every_fault_is_a_row_of_the_sheet_fouten(draft: Draft) -> None:
    draft.write()
    rows = list(marked(draft, FAULT, Fault("Tandems", "", "", "geen blad", "een blad"))["Fouten"].values)
    assert rows == [
        ("Blad", "Cel", "Kolom", "Gevonden", "Verwacht", "Regel"),
        ("Scholen", "I2", "Plaatsen", "veel", "een geheel getal van 0 of meer", "P3"),
        ("Tandems", None, None, "geen blad", "een blad", None),
    ]


def test_the_list_links_to_the_cell(draft: Draft) -> None:
    draft.write()
    link = marked(draft, FAULT)["Fouten"]["B2"].hyperlink
    assert link is not None
    assert link.location == "'Scholen'!I2"


def test_two_faults_of_one_cell_are_in_one_comment(draft: Draft) -> None:
    draft.write()
    comment = marked(draft, FAULT, Fault("Scholen", "I2", "Plaatsen", "veel", "iets anders"))["Scholen"]["I2"].comment
    assert comment is not None
    assert comment.text.count("Verwacht:") == 2


def test_a_text_that_starts_with_an_equals_sign_stays_a_text(draft: Draft) -> None:
    draft.put("Studenten", 0, Naam="=1+1").write()
    book = marked(draft, Fault("Studenten", "B2", "Naam", "=1+1", "=2+2"))
    assert [book["Studenten"]["B2"].data_type, book["Fouten"]["D2"].data_type, book["Fouten"]["E2"].data_type] == [
        "s"
    ] * 3


def test_a_formula_of_the_office_stays_a_formula(draft: Draft) -> None:
    book = load_workbook(draft.write())
    book["Scholen"]["I2"] = "=2+2"
    book.save(draft.path)
    assert marked(draft, FAULT)["Scholen"]["I2"].value == "=2+2"


def test_a_comment_of_the_office_is_kept(draft: Draft) -> None:
    book = load_workbook(draft.write())
    book["Scholen"]["I2"].comment = Comment("Navragen bij Joke", "Bureau")
    book.save(draft.path)
    comment = marked(draft, FAULT)["Scholen"]["I2"].comment
    assert comment is not None
    assert comment.text.startswith("Navragen bij Joke")


def test_a_corrected_marked_copy_loses_the_old_marks(draft: Draft) -> None:
    draft.write()
    marked(draft, FAULT)
    draft.path.with_name("semester-fouten.xlsx").replace(draft.path)
    other = Fault("Scholen", "A2", "School", "x", "y")
    book = marked(draft, other)
    assert book["Scholen"]["I2"].comment is None
    assert book["Scholen"]["I2"].fill.fill_type is None
    assert book["Fouten"].max_row == 2


def test_the_old_mark_goes_but_the_comment_of_the_office_stays(draft: Draft) -> None:
    book = load_workbook(draft.write())
    book["Scholen"]["I2"].comment = Comment(f"Navragen\n\n{MARK}Gevonden: x", "Bureau")
    book.save(draft.path)
    comment = marked(draft)["Scholen"]["I2"].comment
    assert comment is not None
    assert comment.text == "Navragen"


def test_a_merged_cell_is_marked_at_its_corner(draft: Draft) -> None:
    book = load_workbook(draft.write())
    book["Scholen"].merge_cells("I2:I3")
    book.save(draft.path)
    assert marked(draft, Fault("Scholen", "I3", "Plaatsen", "leeg", "een getal"))["Scholen"]["I2"].comment is not None


def test_a_file_that_cannot_be_opened_gives_the_list_alone(draft: Draft) -> None:
    draft.path.write_bytes(b"Student;Naam\n")
    assert marked(draft, *read(draft.path).faults).sheetnames == ["Fouten"]


def test_a_file_with_broken_insides_gives_the_list_alone(draft: Draft) -> None:
    content = draft.write().read_bytes()
    draft.path.write_bytes(content[: len(content) // 2])
    assert marked(draft, *read(draft.path).faults).sheetnames == ["Fouten"]


def test_a_stray_far_cell_does_not_stop_the_copy(draft: Draft) -> None:
    book = load_workbook(draft.write())
    book["Mentoren"]["XFD1048576"] = "x"
    book.save(draft.path)
    assert "Fouten" in marked(draft, FAULT).sheetnames


def test_the_source_is_untouched(draft: Draft) -> None:
    before = draft.write().read_bytes()
    marked(draft, FAULT)
    assert draft.path.read_bytes() == before


def test_the_source_itself_is_never_the_target(draft: Draft) -> None:
    draft.write()
    with pytest.raises(ValueError, match="may not replace"):
        write_marked(draft.path, [FAULT], draft.path)


def test_a_failed_copy_leaves_nothing_behind(draft: Draft, monkeypatch: pytest.MonkeyPatch) -> None:
    draft.write()
    monkeypatch.setattr(Workbook, "save", lambda self, name: (_ for _ in ()).throw(OSError("disk full")))
    with pytest.raises(OSError, match="disk full"):
        write_marked(draft.path, [FAULT], draft.path.with_name("semester-fouten.xlsx"))
    assert sorted(path.name for path in draft.path.parent.iterdir()) == ["semester.xlsx"]


def test_a_found_value_with_control_characters_can_be_written(draft: Draft) -> None:
    draft.write()
    assert marked(draft, Fault("Scholen", "I2", "Plaatsen", "a\x01b", "een getal"))["Fouten"]["D2"].value == "ab"


def test_the_copy_of_a_workbook_with_faults_reads_back_with_the_same_faults(draft: Draft) -> None:
    faults = draft.put("Scholen", 0, Plaatsen="veel").put("Mentoren", 1, School="S9").read().faults
    target = draft.path.with_name("semester-fouten.xlsx")
    write_marked(draft.path, faults, target)
    assert read(target).faults == faults


def test_the_list_prints_landscape_on_one_page_wide(draft: Draft) -> None:
    draft.write()
    setup = marked(draft, FAULT)["Fouten"].page_setup
    assert (setup.orientation, setup.fitToWidth, setup.fitToHeight) == ("landscape", 1, 0)
