"""What to ask for and what breaks, in the window: an order in the queue with its tables and a list in Excel."""

from __future__ import annotations

from datetime import date
from io import BytesIO
from zipfile import ZipFile

import pytest
from openpyxl import load_workbook

from scheduler.web.dossier.records import JobOutcome
from scheduler.web.jobs.order import Verb
from scheduler.web.tasks.year.questions import question
from tests.scheduler.web.office import Office


@pytest.mark.parametrize(
    ("path", "sheets", "title"),
    [
        ("/uitvraag/tekort", {"Vragen", "Teruggeven"}, "terug te geven"),
        ("/wijziging/kwetsbaar", {"Kwetsbaarheid"}, "uitvalt"),
        ("/maken/bezoeken", {"Bezoeken", "PLG", "Per opleider", "Niet gepland"}, "Gepland: "),
    ],
)
def test_a_question_is_answered_with_tables_and_a_list_and_changes_nothing(
    office_with_wpas: Office, path: str, sheets: set[str], title: str
) -> None:
    office = office_with_wpas
    heads, before = office.heads, len(office.dossier.rosters())
    job = office.ordered(path, seconds=20)
    assert job.outcome is JobOutcome.DONE
    assert (office.heads, len(office.dossier.rosters())) == (heads, before)
    page = office.page(f"/maken/{job.id}")
    assert title in page
    assert "Lijst in Excel" in page
    content = office.client.get(f"/d/{office.dossier.id}/maken/{job.id}/lijst.xlsx").content
    assert sheets <= set(load_workbook(BytesIO(content)).sheetnames)


def test_two_orders_that_wait_do_not_write_the_same_list(office: Office) -> None:
    asked = [question(office.dossier, Verb.ASKS, 20)[0] for _ in range(2)]
    assert len({order.folder for order in asked}) == 2


def test_an_order_of_rosters_has_no_list(office: Office) -> None:
    assert "geen lijst" in office.page("/maken/1/lijst.xlsx")


def test_calendars_of_visits_go_on_from_those_before(office_with_wpas: Office) -> None:
    office = office_with_wpas
    found = []
    for _ in range(2):
        job = office.ordered("/maken/bezoeken", seconds=20)
        content = office.client.get(f"/d/{office.dossier.id}/maken/{job.id}/agendas.zip").content
        with ZipFile(BytesIO(content)) as archive:
            found.append({name: archive.read(name) for name in archive.namelist()})
        sheets = load_workbook(BytesIO(office.client.get(f"/d/{office.dossier.id}/maken/{job.id}/lijst.xlsx").content))
        account = {row[0]: row for row in sheets["Verantwoording"].iter_rows(values_only=True)}
    first, second = found
    assert first
    assert "R6" in account, "the second counts what was agreed in the first"
    assert first.keys() == second.keys()
    assert second == first, "nothing changed, so nobody gets word"
    assert "geen agenda" in office.page("/maken/1/agendas.zip")


def test_visits_follow_the_settings_of_now(office_with_wpas: Office) -> None:
    office = office_with_wpas
    office.post("/instellingen", naam=["Bezoekperiode"], waarde=["12-4-2027 t/m 16-4-2027"], gezien=[""])
    job = office.ordered("/maken/bezoeken", seconds=20)
    content = office.client.get(f"/d/{office.dossier.id}/maken/{job.id}/lijst.xlsx").content
    sheet = load_workbook(BytesIO(content))["Bezoeken"]
    place = [cell.value for cell in sheet[1]].index("Datum")
    days = {row[place].date() for row in sheet.iter_rows(min_row=2, values_only=True)}
    assert days
    assert days <= {date(2027, 4, day) for day in range(12, 17)}
