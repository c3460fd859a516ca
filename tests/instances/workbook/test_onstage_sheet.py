"""The sheet OnStage: columns, names and order as the office wants them, and a fault in the cell where it goes wrong."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from instances.domain.onstage import DEFAULT_HANDOVER, Field, HandoverColumn
from tests.instances.workbooks import Draft, notices, the_fault


def draft(folder: Path, *rows: dict[str, Any]) -> Draft:
    found = Draft(folder)
    found.rows["OnStage"] = list(rows)
    return found


def handover(draft: Draft) -> tuple[HandoverColumn, ...]:
    instance = draft.read().instance
    assert instance is not None
    return instance.handover


def test_without_the_sheet_every_field_goes_under_its_own_name(tmp_path: Path) -> None:
    assert handover(Draft(tmp_path)) == DEFAULT_HANDOVER


def test_the_order_of_the_sheet_is_the_order_of_the_columns_and_the_rest_follows(tmp_path: Path) -> None:
    found = handover(draft(tmp_path, {"Veld": "School"}, {"Veld": "Student"}))
    assert [column.field for column in found[:3]] == [Field.SCHOOL, Field.STUDENT, Field.SEMESTER]


def test_a_field_gets_the_name_of_the_office(tmp_path: Path) -> None:
    found = handover(draft(tmp_path, {"Veld": "Student", "Kolomnaam": "Studentnummer"}))
    assert found[0] == HandoverColumn(Field.STUDENT, "Studentnummer")


def test_a_field_can_be_left_out(tmp_path: Path) -> None:
    assert handover(draft(tmp_path, {"Veld": "Variant", "Meenemen": "nee"}))[0].included is False


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        ({"Veld": "Studnet"}, "OnStage!A2 [Veld] Studnet | de naam van een veld. Bedoelt u “Student”?"),
        ({"Veld": "Jaar", "Meenemen": "soms"}, "OnStage!C2 [Meenemen] soms | ja of nee"),
        ({"Kolomnaam": "Nummer"}, "OnStage!A2 [Veld] leeg | de naam van een veld."),
        (
            {"Veld": "Jaar", "Kolomnaam": "student"},
            "OnStage!B2 [Kolomnaam] student | een kolomnaam die nog niet gebruikt is; "
            "zo heet de kolom van het veld Student al",
        ),
    ],
)
def test_a_slip_is_a_fault_in_its_cell(row: dict[str, Any], expected: str, tmp_path: Path) -> None:
    assert the_fault(draft(tmp_path, row).read()) == expected


def test_a_field_that_stands_there_twice_is_refused(tmp_path: Path) -> None:
    assert "OnStage!A3 [Veld] Jaar | elk veld één keer" in the_fault(
        draft(tmp_path, {"Veld": "Jaar"}, {"Veld": "Jaar"}).read()
    )


def test_two_fields_may_share_a_name_when_one_is_left_out(tmp_path: Path) -> None:
    rows = ({"Veld": "Student", "Meenemen": "nee"}, {"Veld": "Naam student", "Kolomnaam": "Student"})
    assert handover(draft(tmp_path, *rows))[1].name == "Student"


def test_capitals_are_read_with_a_notice(tmp_path: Path) -> None:
    assert notices(draft(tmp_path, {"Veld": "jaar"}).read()) == [
        "OnStage!A2 Het veld “jaar” is gelezen als “Jaar”.",
    ]
