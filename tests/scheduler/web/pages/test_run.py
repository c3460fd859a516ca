"""How far an order is, as its page says it: a stop is remembered, and what it came to is told."""

from __future__ import annotations

from pathlib import Path

from instances.rosters.columns import RESULT_FILE
from scheduler.web.dossier.jobs import JobStore
from scheduler.web.dossier.records import JobOutcome
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
