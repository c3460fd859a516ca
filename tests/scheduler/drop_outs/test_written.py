"""The list beside its rosters: in the page and in the list of files, and never over one that knows more."""

from __future__ import annotations

import re
from pathlib import Path

import openpyxl
import pytest

from instances.rosters.columns import BROKEN_OFF_FILE, FRAGILITY, FRAGILITY_FILE, PAGE_FILE, RESULT_FILE, Head
from reports.account.manifest import earlier_files, is_as_written, read_result
from reports.excel.book import Row
from reports.files.prints import is_unchanged
from reports.page.drop_outs import with_drop_outs
from reports.page.write import write_page
from scheduler.drop_outs.words import NO_TIME
from scheduler.drop_outs.written import ListWritten, write_list_beside
from tests.reports.runs import run as finished_run
from tests.scheduler.chain_runs import Heard
from tests.scheduler.running import run


def rows(*unknown: str, lost: int = 1) -> list[Row]:
    return [
        {
            **dict.fromkeys(FRAGILITY.heads),
            Head.NUMBER: number,
            Head.PERSON: id,
            Head.NAME: f"Sam <{id}>",
            Head.KIND: "mentor",
            Head.HIT: 1,
            Head.HIT_WPAS: 0,
            Head.LOST: lost,
            Head.EXPLANATION: NO_TIME if id in unknown else "alles kan blijven zoals het is",
        }
        for number, id in enumerate(("M1", "M2", "M3"), start=1)
    ]


def told(path: Path) -> list[str]:
    return [str(row[-1].value) for row in openpyxl.load_workbook(path)["Kwetsbaarheid"].iter_rows(min_row=2)]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder without rosters: there is nothing but what is written."""
    return tmp_path


def written(folder: Path, *unknown: str) -> ListWritten:
    return write_list_beside(folder, rows(*unknown), Heard())


# -- a list that was broken off --------------------------------------------------------------------------


def test_a_list_that_was_broken_off_comes_beside_a_complete_one(folder: Path) -> None:
    written(folder)
    before = (folder / FRAGILITY_FILE).read_bytes()
    later = written(folder, "M2")
    assert later.better_stays
    assert later.files == (folder / BROKEN_OFF_FILE,)
    assert (folder / FRAGILITY_FILE).read_bytes() == before
    assert told(folder / BROKEN_OFF_FILE).count(NO_TIME) == 1


def test_a_list_that_knows_all_that_the_other_knew_takes_its_place(folder: Path) -> None:
    written(folder, "M1", "M2")
    assert not written(folder, "M1").better_stays
    assert told(folder / FRAGILITY_FILE).count(NO_TIME) == 1


def test_of_two_that_each_know_what_the_other_does_not_none_is_lost(folder: Path) -> None:
    written(folder, "M1")
    assert written(folder, "M2").better_stays
    assert told(folder / FRAGILITY_FILE)[0] == NO_TIME
    assert told(folder / BROKEN_OFF_FILE)[1] == NO_TIME


# -- in the folder of the rosters ------------------------------------------------------------------------


def test_the_list_and_the_page_are_of_the_rosters_and_go_with_them(book: Path, rosters: Path) -> None:
    assert "kwetsbaar" not in (rosters / PAGE_FILE).read_text(encoding="utf-8").replace("kwetsbaarheid:", "")
    names = set(earlier_files(rosters).prints)
    result = run("kwetsbaar", book, rosters, "--tijd", 20)
    assert result.exit_code == 1, result.output
    assert PAGE_FILE in result.output
    page = (rosters / PAGE_FILE).read_text(encoding="utf-8")
    section = page[page.index('<section id="kwetsbaar">') :]
    assert '<a href="#kwetsbaar">' in page
    first = openpyxl.load_workbook(rosters / FRAGILITY_FILE)["Kwetsbaarheid"][2]
    assert section.index(str(first[2].value)) < section.index("</tr>", section.index("<tbody>"))
    known = earlier_files(rosters)
    assert set(known.prints) == names | {FRAGILITY_FILE}
    assert all(is_unchanged(rosters / name, print_) for name, print_ in known.prints.items())
    assert is_as_written(rosters / RESULT_FILE)
    checked = run("controleer", book, "--rooster", rosters)
    assert checked.exit_code == 0, checked.output
    assert run("bewijs", book, rosters).exit_code == 0
    again = run("kwetsbaar", book, rosters, "--tijd", 20)  # the section comes in the place of the earlier one
    assert again.exit_code == 1
    assert (rosters / PAGE_FILE).read_text(encoding="utf-8") == page
    assert run("rooster", book, "-o", rosters, "--tijd", 10).exit_code == 0
    assert not (rosters / FRAGILITY_FILE).exists()  # it was of the rosters before
    assert "#kwetsbaar" not in (rosters / PAGE_FILE).read_text(encoding="utf-8")
    assert not list(rosters.glob("*-oud*"))


def test_a_page_that_somebody_changed_stays_and_that_is_told(book: Path, rosters: Path) -> None:
    with (rosters / PAGE_FILE).open("a", encoding="utf-8") as page:
        page.write("<!-- van mij -->")
    before = (rosters / PAGE_FILE).read_bytes()
    files = read_result(rosters)["bestanden"]
    assert isinstance(files, dict)
    done = write_list_beside(rosters, rows(), Heard())
    assert done.page_left
    assert (rosters / PAGE_FILE).read_bytes() == before
    after = read_result(rosters)["bestanden"]
    assert isinstance(after, dict)
    assert {name: after[name] for name in files} == files  # the changed page is still known as one that was ours
    assert (rosters / FRAGILITY_FILE).exists()


def test_a_list_that_was_broken_off_does_not_come_in_the_page(book: Path, rosters: Path) -> None:
    write_list_beside(rosters, rows(), Heard())
    page = (rosters / PAGE_FILE).read_text(encoding="utf-8")
    assert "Sam &lt;M1&gt;" in page
    assert not re.search(r"<M\d>", page)
    assert write_list_beside(rosters, rows("M1"), Heard()).better_stays
    assert (rosters / PAGE_FILE).read_text(encoding="utf-8") == page
    assert write_list_beside(rosters, rows(lost=0), Heard()).files == (rosters / FRAGILITY_FILE, rosters / PAGE_FILE)
    assert not (rosters / BROKEN_OFF_FILE).exists()  # outdone
    assert book.exists()


def test_a_page_that_is_in_no_list_of_files_stays(folder: Path) -> None:
    write_page(finished_run(), folder / PAGE_FILE)
    before = (folder / PAGE_FILE).read_bytes()
    assert written(folder).page_left
    assert (folder / PAGE_FILE).read_bytes() == before


def test_a_page_of_another_version_has_no_place_for_it() -> None:
    assert with_drop_outs("<main></main>", rows(), 0) is None
