"""Settings and weights: by the reader's own rules, what each costs, profiles, and another weight beside this one."""

from __future__ import annotations

import io
import re
import shutil
from pathlib import Path

import pytest
from openpyxl import load_workbook

from instances.domain.rulebook import Wish
from instances.rosters.columns import RESULT_FILE
from scheduler.runtime.exit import ExitCode
from scheduler.web.dossier.dossier import Dossier
from scheduler.web.dossier.jobs import JobStore
from scheduler.web.jobs.adopt import adopt
from scheduler.web.jobs.event_screen import EventScreen
from scheduler.web.jobs.order import Verb, WebOrder
from scheduler.web.jobs.worker import carry_out
from scheduler.web.tasks.held import held
from scheduler.web.tasks.reading import look
from scheduler.web.tasks.todo import to_do
from scheduler.web.tasks.tuning.setting_table import BY_NAME, current_values, refusal_of
from tests.scheduler.web.intake.window import OwnPages


@pytest.fixture(scope="session")
def roster(sample: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("rooster") / "uit"
    order = WebOrder(Verb.BOTH, str(sample), str(folder), 3)
    assert carry_out(order, EventScreen(io.StringIO())) in (ExitCode.DONE, ExitCode.INCOMPLETE)
    return folder


def with_roster(dossier: Dossier, roster: Path, at_head: bool = True) -> None:
    target = dossier.new_roster_folder()
    shutil.copytree(roster, target, dirs_exist_ok=True)
    version = dossier.workbook
    assert version is not None
    dossier.add_roster(target, version.id, "", "Plaatsing en WPA-rooster gemaakt", at_head=at_head)


def value_of(dossier: Dossier, name: str) -> object:
    version = dossier.workbook
    assert version is not None
    sheet = load_workbook(version.path)["Instellingen"]
    return next((row[1].value for row in sheet.iter_rows(2) if row[0].value == name), None)


def change(pages: OwnPages, values: dict[str, str], seen: dict[str, str]) -> str:
    data = {"naam": list(values), "waarde": list(values.values()), "gezien": [seen[name] for name in values]}
    return pages.post("/instellingen", data)


def shown(pages: OwnPages) -> dict[str, str]:
    page = pages.get("/instellingen")
    return dict(re.findall(r'name="naam" value="([^"]*)"><input type="hidden" name="gezien" value="([^"]*)"', page))


def test_every_setting_is_there_with_its_explanation(pages: OwnPages, sample: Path) -> None:
    pages.bring_in(sample)
    page = pages.get("/instellingen")
    assert set(shown(pages)) == set(BY_NAME)
    for setting in BY_NAME.values():
        assert setting.help in page


def test_several_settings_are_one_step_and_marked_as_changed(pages: OwnPages, sample: Path) -> None:
    pages.bring_in(sample)
    seen = shown(pages)
    before = len(pages.dossier.steps())
    change(pages, {**seen, "Max reistijd": "75", "Gewicht W3": "31", "Doorlopende plaats": "mag"}, seen)
    assert (value_of(pages.dossier, "Max reistijd"), value_of(pages.dossier, "Gewicht W3")) == (75, 31)
    assert len(pages.dossier.steps()) == before + 1
    version = pages.dossier.workbook
    assert version is not None
    instance = look(version.path).instance
    assert instance is not None
    assert instance.settings.max_travel == 75
    assert instance.settings.weights[Wish.W3] == 31
    page = pages.get("/instellingen")
    row = page[page.index(">Max reistijd<") : page.index(">Streef reistijd<")]
    assert "gewijzigd" in row
    pages.post("/ongedaan")
    assert shown(pages) == seen


def test_an_empty_field_is_the_default_again(pages: OwnPages, sample: Path) -> None:
    pages.bring_in(sample)
    seen = shown(pages)
    change(pages, {"Max reistijd": "75"}, seen)
    change(pages, {"Max reistijd": ""}, {"Max reistijd": "75"})
    assert value_of(pages.dossier, "Max reistijd") == 90


@pytest.mark.parametrize(
    ("name", "text"),
    [("Max reistijd", "-3"), ("Max reistijd", "ver"), ("Semesternummer", "3"), ("Gewicht W3", "1,5"),
     ("Minimaal gezamenlijke dagen", "soms"), ("Scheiding eigen SO", "misschien"),
     ("Twee beoordelaars alleen eind jaar", "x")],
)  # fmt: skip
def test_a_value_is_refused_by_the_rules_of_the_reader(pages: OwnPages, sample: Path, name: str, text: str) -> None:
    pages.bring_in(sample)
    told = change(pages, {name: text}, shown(pages))
    assert f"{name}: “{text}” kan niet; verwacht {refusal_of(BY_NAME[name], text)}" in told
    assert len(pages.dossier.workbooks()) == 1


def test_a_setting_changed_in_another_tab_is_not_overwritten(pages: OwnPages, sample: Path) -> None:
    pages.bring_in(sample)
    seen = shown(pages)
    change(pages, {"Max reistijd": "75"}, seen)
    told = change(pages, {"Max reistijd": "60"}, seen)
    assert "Max reistijd is intussen gewijzigd in “75”" in told
    assert value_of(pages.dossier, "Max reistijd") == 75


def test_a_workbook_without_the_sheet_gets_it(pages: OwnPages, sample: Path, tmp_path: Path) -> None:
    book = load_workbook(sample)
    del book["Instellingen"]
    book.save(tmp_path / "zonder.xlsx")
    pages.bring_in(tmp_path / "zonder.xlsx")
    change(pages, {"Gewicht W3": "31", "PLG streef": "9"}, shown(pages))
    assert (value_of(pages.dossier, "Gewicht W3"), value_of(pages.dossier, "PLG streef")) == (31, 9)


def test_each_wish_tells_what_it_costs_now(pages: OwnPages, sample: Path, roster: Path) -> None:
    pages.bring_in(sample)
    assert "Kost nu" not in pages.get("/instellingen")
    with_roster(pages.dossier, roster)
    page = pages.get("/instellingen")
    found = held(pages.dossier)
    assert found is not None
    costs = [wish for wish in found.placement_verdict.wishes.values() if wish.amount]
    assert costs
    for wish in costs:
        assert f"× {wish.weight}</span>" in page[page.index(f">Gewicht {wish.wish}<") :].split("</tr>")[0]


def test_a_profile_comes_back_here_and_one_for_all_in_the_next_semester(pages: OwnPages, sample: Path) -> None:
    pages.bring_in(sample)
    seen = shown(pages)
    change(pages, {"Max reistijd": "75", "Semester": "2031-2032 S1"}, seen)
    pages.post("/instellingen/profiel", {"naam": "streng <b>"})
    pages.post("/instellingen/profiel", {"naam": "alle jaren", "overal": "ja"})
    change(pages, {"Max reistijd": "90"}, {"Max reistijd": "75"})
    pages.post("/instellingen/profiel/gebruiken", {"naam": "streng <b>"})
    assert value_of(pages.dossier, "Max reistijd") == 75
    other = pages.in_new_dossier()
    other.bring_in(sample)
    assert "streng" not in other.get("/instellingen")
    other.post("/instellingen/profiel/gebruiken", {"naam": "alle jaren", "overal": "ja"})
    assert value_of(other.dossier, "Max reistijd") == 75
    assert value_of(other.dossier, "Semester") == seen["Semester"], "the name of a semester is no habit"
    other.post("/instellingen/profiel/verwijderen", {"naam": "alle jaren", "overal": "ja"})
    assert "alle jaren" not in pages.get("/instellingen")


def test_another_weight_is_tried_beside_and_taken_over_whole(pages: OwnPages, sample: Path, roster: Path) -> None:
    pages.bring_in(sample)
    with_roster(pages.dossier, roster)
    assert "kan niet" in pages.post("/instellingen/wat-als", {"naam": "Gewicht W3", "waarde": "veel"})
    assert len(pages.dossier.workbooks()) == 1
    head = pages.dossier.workbook
    gone = pages.post("/instellingen/wat-als", {"naam": "Gewicht W3", "waarde": "30", "seconden": "1"})
    assert gone.endswith("/maken/1")
    assert pages.dossier.workbook == head, "the trial is not worked in"
    job = JobStore(pages.dossier).get(1)
    assert job is not None
    order = WebOrder.of_json(job.command).at(pages.dossier.folder)
    assert not order.at_head
    assert current_values(look(Path(order.workbook)))["Gewicht W3"] == "30"
    pages.client.post(f"{pages.base}/maken/1/stop", headers={})
    if not (order.folder_path / RESULT_FILE).is_file():
        shutil.copytree(roster, order.folder_path, dirs_exist_ok=True)
    number = adopt(pages.dossier, job, order)
    present = pages.dossier.roster
    assert present is not None
    assert present.id == 1
    compared = pages.get(f"/versies/vergelijk?een=1&ander={number}")
    assert "Wat als: Gewicht W3 30" in compared
    assert "tegen 30" in compared
    pages.post(f"/versies/rooster/{number}")
    now = pages.dossier.workbook
    assert now is not None
    assert current_values(look(now.path))["Gewicht W3"] == "30"
    assert all("gewijzigd sinds" not in task.text for task in to_do(pages.dossier))
    pages.post("/ongedaan")
    assert pages.dossier.workbook == head
