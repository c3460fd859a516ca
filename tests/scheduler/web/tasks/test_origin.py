"""What was just entered, in any sheet or setting, for the screens of the placement and of the WPAs alike."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path

from instances.edits.edit import CellEdit, setting
from instances.tables.columns import TRAINERS
from instances.workbook.read import read
from reports.workbook.semester import write_semester
from scheduler.web.dossier.dossier import Dossier
from scheduler.web.dossier.dossiers import Dossiers
from scheduler.web.tasks.held import HeldRoster, held
from scheduler.web.tasks.origin import just_entered, reading_of
from scheduler.web.tasks.reading import look
from tests.scheduler.running import small
from tests.scheduler.web.wpa.window import ROSTERS, WORKBOOK, solve


def bring_in(dossier: Dossier, workbook: Path, rosters: Path) -> None:
    number = dossier.add_workbook(workbook, WORKBOOK, "", "ingebracht")
    folder = dossier.new_roster_folder()
    shutil.copytree(rosters, folder, dirs_exist_ok=True)
    dossier.add_roster(folder, number, "", "gemaakt")


def held_of(dossier: Dossier) -> HeldRoster:
    found = held(dossier)
    assert found is not None
    return found


def test_a_setting_and_a_row_that_were_just_entered_are_known(tmp_path: Path) -> None:
    solve(tmp_path, small())
    instance = read(tmp_path / WORKBOOK).instance
    assert instance is not None
    trainer = next(iter(instance.trainers))
    settings = replace(instance.settings, min_shared_days=1)
    trainers = {**instance.trainers, trainer: replace(instance.trainers[trainer], max_wpas=1)}
    write_semester(replace(instance, settings=settings, trainers=trainers), tmp_path / "later.xlsx")
    dossier = Dossiers(tmp_path / "dossiers").create("2026-2027 S2")
    bring_in(dossier, tmp_path / WORKBOOK, tmp_path / ROSTERS)
    row = CellEdit.of(TRAINERS, trainer, TRAINERS.MAX_WPAS, 9)
    shared_days = setting("Minimaal gezamenlijke dagen", None)
    assert not just_entered(dossier, held_of(dossier)).undone_by((row, shared_days))
    bring_in(dossier, tmp_path / "later.xlsx", tmp_path / ROSTERS)
    entered = just_entered(dossier, held_of(dossier))
    assert entered.undone_by((row,))
    assert entered.undone_by((shared_days,))


def test_cells_are_those_of_the_workbook_that_the_rosters_were_made_from(tmp_path: Path) -> None:
    solve(tmp_path, small())
    dossier = Dossiers(tmp_path / "dossiers").create("2026-2027 S2")
    bring_in(dossier, tmp_path / WORKBOOK, tmp_path / ROSTERS)
    version = dossier.workbook
    assert version is not None
    write_semester(replace(small(), students={}), tmp_path / "later.xlsx")
    dossier.add_workbook(tmp_path / "later.xlsx", WORKBOOK, "", "later")
    reading = reading_of(dossier, held_of(dossier))
    assert reading is not None
    assert reading.tables == look(version.path).reading.tables
