"""How far an order is, as its page says it: a stop is remembered, and what it came to is told."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from instances.rosters.columns import RESULT_FILE
from scheduler.web.dossier.jobs import JobStore
from scheduler.web.dossier.records import FINAL, JobOutcome
from scheduler.web.dossier.store import Change
from scheduler.web.jobs.adopt import adopt
from scheduler.web.jobs.order import Verb, WebOrder
from tests.scheduler.web.office import Office

STOP = "Stop en houd het beste"
STOPPING = "Bezig met stoppen en bewaren"


def running(office: Office) -> int:
    """An order that another process carries out."""
    version = office.dossier.workbook
    assert version is not None
    jobs = JobStore(office.dossier)
    order = WebOrder(Verb.BOTH, str(version.path), str(Path("roosters/0099")), 600, why="gemaakt")
    number = jobs.add(order.as_json(), version.id, "")
    jobs.started(number)
    return number


def test_a_stop_is_remembered_and_its_button_goes(office: Office) -> None:
    number = running(office)
    before = office.page(f"/maken/{number}")
    assert STOP in before
    assert STOPPING not in before
    office.post(f"/maken/{number}/stop")
    first = JobStore(office.dossier).get(number)
    for _ in range(2):  # as often as somebody asks for the page
        page = office.page(f"/maken/{number}")
        assert STOPPING in page
        assert STOP not in page
    office.post(f"/maken/{number}/stop")
    assert JobStore(office.dossier).get(number) == first


def test_an_order_that_was_stopped_too_early_is_not_told_to_have_crashed(office: Office) -> None:
    number = running(office)
    office.post(f"/maken/{number}/stop")
    JobStore(office.dossier).ended(number, JobOutcome.STOPPED_EARLY, None, None)
    page = office.page(f"/maken/{number}")
    assert "U stopte voordat er een rooster gevonden was" in page
    assert "computer stopte" not in page
    assert not (office.dossier.folder / "roosters" / "0099" / RESULT_FILE).exists()


def stopped(office: Office, lost: str = "") -> int:
    """An order that was stopped when it had the present rosters, but for what was ``lost``: plaatsing or wpa."""
    roster, workbook = office.dossier.roster, office.dossier.workbook
    assert roster is not None
    assert workbook is not None
    folder = office.dossier.new_roster_folder()
    shutil.copytree(roster.folder, folder, dirs_exist_ok=True)
    if lost:
        result = json.loads((folder / RESULT_FILE).read_text(encoding="utf-8"))
        who = next(iter(result[lost]["toewijzing"]))
        del result[lost]["toewijzing"][who]
        result[lost]["niet"] = {**dict.fromkeys(result[lost]["niet"], ""), who: ""}
        (folder / RESULT_FILE).write_text(json.dumps(result), encoding="utf-8")
    order = WebOrder(Verb.BOTH, str(workbook.path), str(folder), 600, why="Nieuw rooster")
    jobs = JobStore(office.dossier)
    number = jobs.add(order.inside(office.dossier.folder).as_json(), workbook.id, "")
    jobs.started(number)
    jobs.ask_stop(number)
    job = jobs.get(number)
    assert job is not None
    jobs.ended(number, JobOutcome.STOPPED, 0, adopt(office.dossier, job, order, cut_short=True))
    return number


@pytest.mark.parametrize(
    ("lost", "final", "told"),
    [
        ("plaatsing", False, "het heeft 19 studenten met een plek, en het rooster waarin u werkt 20"),
        ("wpa", False, "ingeplande WPA&#39;s, en het rooster waarin u werkt"),
        ("", True, "het rooster waarin u werkt, is definitief"),
    ],
)
def test_half_a_roster_waits_for_a_decision(office_with_wpas: Office, lost: str, final: bool, told: str) -> None:
    office, before = office_with_wpas, office_with_wpas.heads
    if final:
        office.dossier.change("definitief", "", {FINAL: Change(str(before[1]))})
    number = stopped(office, lost)
    assert office.heads == before
    page = office.page(f"/maken/{number}")
    assert "Dit rooster geldt nog niet" in page
    assert told in page
    assert f"/wijziging/{number}" in page
    decision = office.page(f"/wijziging/{number}")
    assert all(word in decision for word in (told, "Neem over", "Laat liggen", "Vergelijk beide roosters"))
    assert "nog niet besloten" in office.page("/wijziging")
    assert f"/wijziging/{number}" in office.page("")
    office.post(f"/wijziging/{number}/vervallen")
    assert office.heads == before
    assert f"/wijziging/{number}" not in office.page("")
    other = stopped(office, lost)
    office.post(f"/wijziging/{other}/overnemen")
    assert office.heads == (before[0], before[1] + 2)
    office.post("/ongedaan")
    assert office.heads == before


def test_a_whole_roster_that_was_stopped_is_worked_in(office_with_wpas: Office) -> None:
    before = office_with_wpas.heads
    number = stopped(office_with_wpas)
    assert office_with_wpas.heads == (before[0], before[1] + 1)
    assert "geldt nog niet" not in office_with_wpas.page(f"/maken/{number}")
