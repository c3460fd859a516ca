"""The rows of the placement: what the office notes never takes the place of what the roster says."""

from __future__ import annotations

from scheduler.web.dossier.records import Value
from scheduler.web.tasks.placement_table import placement_table
from tests.scheduler.web.wpa.held_rosters import held_of, people


def test_a_column_named_as_one_of_ours_changes_none_of_ours() -> None:
    held = held_of(people())
    plain = placement_table(held, {}, [])
    columns = [*plain[0], "mail.prive", "kosten_stempel"]
    notes = {f"ST1/{column}": Value("eigen", 7) for column in columns}
    noted = placement_table(held, notes, columns)
    assert [{name: row[name] for name in plain[0]} for row in noted] == plain
    assert all(noted[0][f"noot:{column}"] == "eigen" for column in columns)
    assert all(noted[0][f"stempel:{column}"] == 7 for column in columns)
