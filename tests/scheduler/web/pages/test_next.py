"""The next semester in the window: a dossier of its own, in which the year went on and nothing of this one is lost."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import openpyxl
import pytest

from scheduler.web.dossier.dossier import Dossier
from scheduler.web.dossier.dossiers import NAME, Dossiers
from scheduler.web.tasks.reading import look
from scheduler.web.tasks.sending.hand_out import GONE
from scheduler.web.tasks.workbook_copy import DISK
from scheduler.web.tasks.year.next_semester import to_look_at
from tests.scheduler.web.office import Office


def test_the_next_semester_is_a_dossier_without_faults_and_this_one_stays(office: Office) -> None:
    heads, placed = office.heads, office.held.placement
    said = office.post("/volgend")
    found = re.fullmatch(r"/d/([0-9a-f]{12})/volgend", said)
    assert found is not None, said
    made = Dossiers(office.dossier.folder.parent).open(found[1])
    assert made.info(NAME) != office.dossier.info(NAME)
    version = made.workbook
    assert version is not None
    assert look(version.path).faults == ()
    instance = look(version.path).instance
    assert instance is not None
    stays = [student for student in placed if student in instance.students]
    assert stays
    assert all(len(instance.history_of[s]) == len(office.instance.history_of.get(s, ())) + 1 for s in stays)
    assert office.heads == heads
    assert "Er is al een dossier" in office.post("/volgend")
    points = to_look_at(made)
    page = office.client.get(said).text
    assert all(point.what.split("&")[0][:20] in page for point in points[:5])


def test_holidays_that_cannot_be_read_are_refused_in_words(office: Office) -> None:
    before = len(Dossiers(office.dossier.folder.parent).all())
    assert "Geef vakanties als" in office.post("/volgend", closed="de herfst")
    assert len(Dossiers(office.dossier.folder.parent).all()) == before


def test_a_first_day_in_the_last_year_there_is_is_refused_in_words(office: Office) -> None:
    assert "31-12-9999 zou een slot komen" in office.post("/volgend", first="9999-12-31")


def test_a_disk_that_is_full_leaves_no_half_dossier(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    before = [listed.id for listed in Dossiers(office.dossier.folder.parent).all()]

    def full(*_arguments: object, **_named: object) -> int:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Dossier, "add_workbook", full)
    assert DISK in office.post("/volgend")
    assert [listed.id for listed in Dossiers(office.dossier.folder.parent).all()] == before


def test_rosters_that_are_gone_are_told(office: Office) -> None:
    roster = office.dossier.roster
    assert roster is not None
    shutil.rmtree(roster.folder)
    assert GONE in office.post("/volgend")


def test_rosters_of_another_version_of_the_workbook_are_refused_until_somebody_says_so(
    office: Office, tmp_path: Path
) -> None:
    assert "nieuwere versie" not in office.page("/volgend")
    version, changed = office.dossier.workbook, tmp_path / "gewijzigd.xlsx"
    assert version is not None
    found = openpyxl.load_workbook(version.path)
    heads = [cell.value for cell in found["Scholen"][1]]
    found["Scholen"].cell(2, heads.index("Plaatsen") + 1).value += 1
    found.save(changed)
    office.dossier.add_workbook(changed, "semester.xlsx", "", "Eén plaats meer", version.id)
    assert "nieuwere versie" in office.page("/volgend")
    said = office.post("/volgend")
    assert "Het werkboek is gewijzigd sinds het rooster gemaakt is: Scholen (1 gewijzigd" in said
    assert "Bijwerken met zo min mogelijk wijzigingen" in said
    assert not {word for word in ("--toch", "herplan", str(office.dossier.folder)) if word in said}
    assert office.post("/volgend", anyway="true").endswith("/volgend")
