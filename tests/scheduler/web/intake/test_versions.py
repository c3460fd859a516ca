"""Versions beside each other, own columns through every version and in Excel, and what must be done now."""

from __future__ import annotations

import io
import json
import os
import shutil
import time
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from openpyxl import load_workbook

from instances.rosters.columns import PLACEMENT_FILE, RESULT_FILE
from scheduler.web.dossier.dossier import Dossier
from scheduler.web.dossier.dossiers import Dossiers
from scheduler.web.dossier.records import SentFile
from scheduler.web.dossier.schema import NoDossierError
from scheduler.web.tasks.held import held_version
from scheduler.web.tasks.todo import to_do
from scheduler.web.tasks.versions.compare import compare
from tests.scheduler.web.intake.conftest import with_cells
from tests.scheduler.web.intake.test_settings import roster, with_roster
from tests.scheduler.web.intake.window import HEADERS, OwnPages

__all__ = ["roster"]


@pytest.fixture
def placed(pages: OwnPages, sample: Path, roster: Path) -> OwnPages:
    pages.bring_in(sample)
    with_roster(pages.dossier, roster)
    return pages


def swapped(dossier: Dossier, roster: Path) -> tuple[str, str]:
    """Another version in which two students change places; their ids."""
    with_roster(dossier, roster, at_head=False)
    path = dossier.rosters()[0].folder / PLACEMENT_FILE
    book = load_workbook(path)
    sheet = book["Plaatsing"]
    heads = {cell.value: cell.column for cell in sheet[1]}
    one, other = 2, 3
    for head in ("School", "Schoolnaam", "Mentor", "Mentornaam", "Groep", "Bestuur", "Tandem"):
        if head in heads:
            first, second = sheet.cell(one, heads[head]), sheet.cell(other, heads[head])
            first.value, second.value = second.value, first.value
    book.save(path)
    return str(sheet.cell(one, heads["Student"]).value), str(sheet.cell(other, heads["Student"]).value)


def test_two_rosters_tell_who_moved_and_every_wish(placed: OwnPages, roster: Path) -> None:
    students = swapped(placed.dossier, roster)
    first, second = placed.dossier.rosters()[::-1]
    one, other = held_version(placed.dossier, first), held_version(placed.dossier, second)
    assert one is not None
    assert other is not None
    found = compare(one, other)
    assert {row.student for row in found.places if "mentor" in row.what} == set(students)
    labels = [line.label for line in found.figures]
    for wish in one.placement_verdict.wishes:
        assert any(label.startswith(f"{wish} ") for label in labels)
    page = placed.get(f"/versies/vergelijk?een={first.id}&ander={second.id}")
    for student in students:
        assert one.instance.students[student].name in page
    assert "Wie een andere plek heeft: " in page
    same = placed.get(f"/versies/vergelijk?een={first.id}&ander={first.id}")
    assert same.count("Niemand.") == 2


def test_a_version_that_is_not_there_is_told(placed: OwnPages) -> None:
    assert "Die versie is er niet" in placed.get("/versies/vergelijk?een=1&ander=99")


def first_student(pages: OwnPages) -> str:
    rows = json.loads(pages.client.get(f"{pages.base}/plaatsing/rijen").text)
    return str(next(row["student"] for row in rows if row["geplaatst"]))


def test_own_columns_stay_through_a_new_version_and_come_back_in_excel(placed: OwnPages, roster: Path) -> None:
    placed.post("/kolommen", {"naam": "  Wie belt "})
    student = first_student(placed)
    for column, text in (("Wie belt", "=Anouk & co"), ("status", "gebeld"), ("notitie", "<na> de vakantie")):
        answer = placed.client.post(
            f"{placed.base}/notitie",
            data={"student": student, "column": column, "text": text, "stamp": "0"},
            headers=HEADERS,
        )
        assert answer.status_code == 200
    with_roster(placed.dossier, roster)
    rows = json.loads(placed.client.get(f"{placed.base}/plaatsing/rijen").text)
    noted = next(row for row in rows if row["student"] == student)
    assert noted["noot:Wie belt"] == "=Anouk & co"
    data = placed.client.get(f"{placed.base}/plaatsing-met-notities.xlsx").content
    sheet = load_workbook(io.BytesIO(data))["Plaatsing"]
    heads = [cell.value for cell in sheet[1]]
    assert heads[-3:] == ["Status", "Notitie", "Wie belt"]
    row = next(row for row in sheet.iter_rows(2) if row[0].value == student)
    assert [cell.value for cell in row][-3:] == ["gebeld", "<na> de vakantie", "=Anouk & co"]
    assert row[-1].data_type == "s", "what looks like a formula is a text"


def test_a_column_goes_and_comes_back_with_what_was_in_it(placed: OwnPages) -> None:
    placed.post("/kolommen", {"naam": "Wie belt"})
    assert "al een kolom" in placed.post("/kolommen", {"naam": "WIE BELT"})
    assert "al een kolom" in placed.post("/kolommen", {"naam": "status"})
    assert "naam" in placed.post("/kolommen", {"naam": "a/b"})
    placed.post("/kolommen/weg", {"naam": "Wie belt"})
    assert "Wie belt" not in placed.get("/kolommen").partition("<main")[2]
    placed.post("/ongedaan")
    assert "Wie belt" in placed.get("/kolommen")


def test_the_list_of_statuses_is_the_offices_own(placed: OwnPages) -> None:
    placed.post("/kolommen/statussen", {"statussen": "gemaild\n\n teruggebeld \ngemaild"})
    assert '["gemaild", "teruggebeld"]' in placed.get("/plaatsing")
    assert "minstens één" in placed.post("/kolommen/statussen", {"statussen": " \n"})


def texts(dossier: Dossier) -> dict[str, str]:
    return {task.text: task.path for task in to_do(dossier)}


def test_what_must_be_done_leads_to_where_it_is_done(
    pages: OwnPages, sample: Path, roster: Path, tmp_path: Path
) -> None:
    dossier = pages.dossier
    assert texts(dossier) == {"Er is nog geen werkboek.": "/werkboek"}
    pages.bring_in(with_cells(sample, tmp_path / "fout.xlsx", {"Studenten!D3": "acht"}))
    assert texts(dossier)["In het werkboek staat 1 fout."] == "/werkboek"
    pages.bring_in(sample)
    assert texts(dossier)["Er is nog geen rooster."] == "/maken"
    with_roster(dossier, roster)
    present = dossier.roster
    assert present is not None
    path = present.folder / RESULT_FILE
    result = json.loads(path.read_text(encoding="utf-8"))
    result["plaatsing"]["niet"] = ["een", "twee"]
    result["wpa"]["niet"] = ["een", "drie"]
    path.write_text(json.dumps(result), encoding="utf-8")
    found = texts(dossier)
    assert found["2 studenten hebben geen plek: een en twee."] == "/plaatsing?zonder"
    assert found["1 WPA heeft geen tijd: drie."] == "/wpa"
    assert found["Dit rooster is nog een concept."] == "/versies"
    pages.post("/versies/definitief/1")
    assert "Het definitieve rooster is nog aan niemand gegeven." in texts(dossier)
    moment = datetime.now().astimezone()
    dossier.log_sent(SentFile(moment, "", 1, "bestuur/B01", "B", "", "b.xlsx", "0", "bestand opgehaald"))
    assert "Het definitieve rooster is nog aan niemand gegeven." not in texts(dossier)
    assert [text for text in texts(dossier) if "nog niets ervan is als verstuurd gemeld" in text]
    dossier.log_sent(SentFile(moment, "", 1, "bestuur/B01", "B", "", "b.xlsx", "0", "verstuurd of gemeld"))
    assert not [text for text in texts(dossier) if "definitieve rooster" in text]
    pages.bring_in(sample)
    assert texts(dossier)["Het werkboek is gewijzigd sinds dit rooster."] == "/maken"


def test_schools_that_have_not_answered_are_told_once_the_office_keeps_statuses(placed: OwnPages) -> None:
    assert not [text for text in texts(placed.dossier) if "geantwoord" in text]
    student = first_student(placed)
    placed.post("/notitie", {"student": student, "column": "status", "text": "gebeld", "stamp": "0"})
    [before] = [text for text in texts(placed.dossier) if "geantwoord" in text]
    stamp = placed.dossier.value(f"notitie/student/{student}/status").stamp
    placed.post("/notitie", {"student": student, "column": "status", "text": "akkoord", "stamp": str(stamp)})
    [after] = [text for text in texts(placed.dossier) if "geantwoord" in text]
    assert int(before.split()[1]) == int(after.split()[1]) + 1


def test_a_roster_whose_files_are_gone_is_told_in_words(placed: OwnPages) -> None:
    present = placed.dossier.roster
    assert present is not None
    shutil.rmtree(present.folder)
    assert "zijn weg of beschadigd" in placed.get("")


def test_a_dossier_expires_by_its_setting_and_says_when(pages: OwnPages) -> None:
    root = pages.dossier.folder.parent
    path = f"/dossiers/{pages.dossier.id}/bewaren"
    assert pages.client.post(path, data={"days": "30"}, headers=HEADERS).status_code == 204
    gone = datetime.now().astimezone() + timedelta(days=30)
    assert f"Wordt verwijderd op {gone.strftime('%d-%m-%Y')}" in pages.client.get("/").text
    dossiers = Dossiers(root)
    assert dossiers.expire(datetime.now().astimezone() + timedelta(days=29)) == []
    old = time.time() - 31 * 86_400
    for file in pages.dossier.folder.glob("dossier.sqlite*"):
        os.utime(file, (old, old))
    assert dossiers.expire(datetime.now().astimezone()) == ["2026-2027 S2"]
    with pytest.raises(NoDossierError):
        dossiers.open(pages.dossier.id)


def test_no_days_is_for_ever(pages: OwnPages) -> None:
    path = f"/dossiers/{pages.dossier.id}/bewaren"
    pages.client.post(path, data={"days": "1"}, headers=HEADERS)
    pages.client.post(path, data={"days": "0"}, headers=HEADERS)
    assert Dossiers(pages.dossier.folder.parent).expire(datetime.now().astimezone() + timedelta(days=9999)) == []
