"""Files that are small on disk and large in memory: read within bounds or refused with a sentence, and not copied."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from openpyxl import load_workbook

from instances.tables import faults, sheets
from instances.tables.notices import NoticeKind
from instances.tables.settings import READER
from instances.workbook.read import read
from instances.xlsx import parts, rows
from instances.xlsx.settings import FILE_SETTINGS
from instances.xlsx.weight import fits_in_a_copy
from reports.workbook.marked_copy import write_marked
from tests.instances.workbooks import Draft, notices, the_fault
from tests.instances.xlsx.packages import replacing, rewritten, sheet_part

END = b"</sheetData>"
MERGES = b'<mergeCells count="1"><mergeCell ref="%s"/></mergeCells>'
LINKS = b'<hyperlinks><hyperlink ref="A1:XFD1048576" location="A1"/></hyperlinks>'
MOST_BYTES, MOST_SECONDS = 600_000_000, 15


def with_in(draft: Draft, title: str, tail: bytes) -> Path:
    sheet = sheet_part(draft.write(), title)
    return rewritten(draft.path, {sheet: replacing(END, END + tail)})


@pytest.mark.parametrize("ref", [b"B2:B1048576", b"A2:XFD1048576", b"P2:XFD1048576"])
def test_a_merged_area_of_a_whole_column_costs_nothing_and_its_red_copy_is_a_list(
    draft: Draft, tmp_path: Path, ref: bytes
) -> None:
    path = with_in(draft.put("Mentoren", 0, Groep=9), "Mentoren", MERGES % ref)
    found = read(path).faults
    assert any(fault.cell == "D2" for fault in found)
    assert not fits_in_a_copy(path.read_bytes())
    assert not write_marked(path, found, tmp_path / "k-fouten.xlsx").has_cells
    assert load_workbook(tmp_path / "k-fouten.xlsx").sheetnames == ["Fouten"]


def test_the_red_copy_of_a_usual_workbook_has_its_sheets(draft: Draft, tmp_path: Path) -> None:
    path = draft.put("Mentoren", 0, Groep=9).write()
    assert write_marked(path, read(path).faults, tmp_path / "k-fouten.xlsx").has_cells


def test_a_link_over_a_whole_sheet_is_too_large_to_copy(draft: Draft) -> None:
    path = with_in(draft, "Mentoren", LINKS)
    assert read(path).faults == ()
    assert not fits_in_a_copy(path.read_bytes())


def test_a_huge_dimension_costs_nothing(draft: Draft) -> None:
    sheet = sheet_part(draft.write(), "Mentoren")
    path = rewritten(draft.path, {sheet: replacing(b'<dimension ref="A1:', b'<dimension ref="A1:XFD1048576" x="')})
    assert read(path).faults == ()


def test_a_cell_in_the_last_row_is_told_and_costs_nothing(draft: Draft) -> None:
    far = b'<row r="1048576"><c r="A1048576" t="inlineStr"><is><t>M9</t></is></c></row>'
    sheet = sheet_part(draft.write(), "Mentoren")
    reading = read(rewritten(draft.path, {sheet: replacing(END, far + END)}))
    assert reading.instance is not None
    assert [notice.kind for notice in reading.notices] == [NoticeKind.ROWS_UNREAD]
    assert "In rij 1048576 staat nog iets" in notices(reading)[0]


def test_more_cells_than_any_semester_are_refused_with_a_sentence(
    draft: Draft, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(parts, "FILE_SETTINGS", replace(FILE_SETTINGS, max_tags=500))
    line = the_fault(draft.read())
    assert "een bestand dat te groot is om te lezen" in line
    assert "veel meer cellen dan een semester heeft" in line


def test_more_merged_areas_than_any_semester_are_refused_with_a_sentence(
    draft: Draft, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(rows, "FILE_SETTINGS", replace(FILE_SETTINGS, max_areas=0))
    assert "veel meer samengevoegde cellen" in the_fault(read(with_in(draft, "Mentoren", MERGES % b"B2:B3")))


def test_more_rows_than_any_semester_are_refused_with_a_sentence(draft: Draft, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sheets, "READER", replace(READER, max_rows=2))
    assert "in het blad Mentoren meer dan 2 rijen" in the_fault(draft.read())


def test_of_very_many_faults_the_first_are_told(draft: Draft, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(faults, "READER", replace(READER, max_faults=5))
    draft.add("Mentoren", *({"Mentor": f"N{number}", "Naam": "Nel"} for number in range(20)))
    reading = draft.read()
    assert reading.instance is None
    assert len(reading.faults) == 6
    assert "nog meer fouten" in {fault.found for fault in reading.faults}


@pytest.mark.slow
@pytest.mark.skipif(sys.platform != "linux", reason="only there a process tells its own peak")
@pytest.mark.parametrize(
    "piece",
    [b"<c/>", pytest.param(b"<row/>", marks=pytest.mark.thorough), b"<row><c><v>1</v></c><c><v>2</v></c></row>"],
)
def test_millions_of_small_elements_stay_within_time_and_memory(draft: Draft, piece: bytes) -> None:
    count = 40_000_000 // len(piece)
    inside = piece * count if piece != b"<c/>" else b'<row r="5">' + piece * count + b"</row>"
    sheet = sheet_part(draft.write(), "Mentoren")
    path = rewritten(draft.path, {sheet: replacing(END, inside + END)})
    program = (
        "import re, sys, time; from pathlib import Path; from instances.workbook.read import read;"
        # not ru_maxrss: that of a child begins at what its parent had
        "read(Path(sys.argv[1])); status = Path('/proc/self/status').read_text();"
        "print(time.process_time(), re.search(r'VmHWM:\\s+(\\d+)', status)[1])"
    )
    done = subprocess.run([sys.executable, "-c", program, str(path)], capture_output=True, text=True, check=True)
    seconds, kilobytes = map(float, done.stdout.split())
    assert kilobytes * 1024 < MOST_BYTES
    assert seconds < MOST_SECONDS
