"""A store of every earlier version opens, is brought up to date, and loses no line."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest

from scheduler.web.dossier.dossier import Dossier
from scheduler.web.dossier.dossiers import Dossiers
from scheduler.web.dossier.records import SentFile
from scheduler.web.dossier.schema import FILE, MIGRATIONS

AT = datetime(2026, 11, 3, 9, 30, tzinfo=UTC)
GIVEN = (AT.isoformat(), "noor", 1, "bestuur/B01", "Stichting Meerpalen", "b01@voorbeeld.nl", "B01.xlsx", "ab" * 32,
         "bestand opgehaald")  # fmt: skip


def aged(dossier: Dossier, steps: int) -> None:
    """Put a store of an earlier version in its place: one workbook, its rosters and two lines of the log."""
    for path in dossier.folder.glob(f"{FILE}*"):
        path.unlink()
    with closing(sqlite3.connect(dossier.folder / FILE)) as store:
        for script in MIGRATIONS[:steps]:
            store.executescript(script)
        store.execute(f"PRAGMA user_version = {steps}")
        store.execute("INSERT INTO property VALUES ('naam', '2026-2027 S2')")
        store.execute("INSERT INTO workbook VALUES (1, 'werkboeken/0001.xlsx', 'najaar.xlsx', ?, '', 'x', NULL)",
                      (AT.isoformat(),))  # fmt: skip
        store.execute("INSERT INTO roster VALUES (1, 'roosters/0001', 1, ?, '', 'x', '')", (AT.isoformat(),))
        for number in (7, 9):  # numbers stay what they were
            store.execute(
                "INSERT INTO sent (id, at, by, roster, addressee, name, address, file, print, how) "
                "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", (number, *GIVEN)
            )  # fmt: skip
        if steps > 2:
            store.execute("UPDATE sent SET fields = 'Plaatsing: Student, Naam' WHERE id = 9")
        store.commit()


@pytest.fixture
def dossier(tmp_path: Path) -> Dossier:
    return Dossiers(tmp_path / "dossiers").create("2026-2027 S2")


@pytest.mark.parametrize("steps", range(1, len(MIGRATIONS) + 1))
def test_an_earlier_store_opens_and_loses_nothing(dossier: Dossier, steps: int) -> None:
    aged(dossier, steps)
    fields = "Plaatsing: Student, Naam" if steps > 2 else ""
    line = SentFile(AT, *GIVEN[1:])  # type: ignore[arg-type]
    newest, oldest = dossier.sent()
    assert oldest == line
    assert (newest.fields, newest.roster, newest.workbook) == (fields, 1, None)
    assert [version.shown_name for version in dossier.workbooks()] == ["najaar.xlsx"]
    assert [version.id for version in dossier.rosters()] == [1]
    with dossier.reading() as store:
        assert [row["id"] for row in store.execute("SELECT id FROM sent ORDER BY id")] == [7, 9]
        assert store.execute("PRAGMA user_version").fetchone()[0] == len(MIGRATIONS)
        assert store.execute("PRAGMA foreign_key_check").fetchall() == []


def test_a_form_is_kept_beside_what_holds_rosters(dossier: Dossier) -> None:
    aged(dossier, len(MIGRATIONS) - 1)
    form = SentFile(AT, "", None, "bestuur/B01", "Stichting Meerpalen", "", "B01.xlsx", "cd" * 32, "x", "y", 1)
    dossier.log_sent(form)
    assert dossier.sent()[0] == form
    assert len(dossier.sent()) == 3


@pytest.mark.parametrize(("roster", "workbook"), [(None, None), (1, 1), (None, 5)])
def test_a_line_is_of_one_version_that_is_there(dossier: Dossier, roster: int | None, workbook: int | None) -> None:
    aged(dossier, len(MIGRATIONS))
    wrong = SentFile(AT, "", roster, "bestuur/B01", "Stichting Meerpalen", "", "B01.xlsx", "", "x", "", workbook)
    with pytest.raises(sqlite3.IntegrityError):
        dossier.log_sent(wrong)
    assert len(dossier.sent()) == 2
