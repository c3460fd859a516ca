"""What is mutated, and which tests ought to see it: those of its own room, in one process. Literal tables."""

from __future__ import annotations

CHECKS = "tests/checks"
VISITS = "tests/checks/visits"
AGREEMENT = "tests/campaign/test_agreement.py"
PLACEMENT = ("tests/models/placement/cp_sat/test_constraints.py", "tests/models/placement/data")
ASSESSMENT = ("tests/models/assessment/block/test_constraints.py",)
BOARDS = "tests/reports/boards"
BOOK = "tests/instances/workbook"
TABLES = "tests/instances/tables"
READER = (  # without what opens no sheet (postcodes, safety of a file), and the slow ones last
    *(f"{BOOK}/test_{name}.py" for name in ("reader_cells", "reader_references", "reader_pins", "odd_rows",
                                            "reader_sheets", "reader_travel", "norms_sheet", "onstage_sheet")),
    *(f"{TABLES}/test_{name}.py" for name in ("records", "cells", "values", "typed_lists",
                                              "cell_properties", "capacity")),
    f"{BOOK}/test_as_people_type.py",
    f"{TABLES}/test_typed_columns.py",
)  # fmt: skip

TERRITORY: dict[str, tuple[str, ...]] = {
    "scheduler/checks/assessment.py": (f"{CHECKS}/test_assessment_rules.py", CHECKS),
    "scheduler/checks/assessment_clashes.py": (f"{CHECKS}/test_assessment_rules.py", CHECKS),
    "scheduler/checks/assessment_rows.py": (f"{CHECKS}/test_assessment_rules.py", CHECKS),
    "scheduler/checks/assessment_rules.py": (f"{CHECKS}/test_assessment_rules.py", CHECKS),
    "scheduler/checks/assessment_wishes.py": (f"{CHECKS}/test_assessment_wishes.py", CHECKS),
    "scheduler/checks/availability.py": (f"{CHECKS}/test_seats.py", CHECKS),
    "scheduler/checks/fair_shares.py": (f"{CHECKS}/test_fair_pool.py", CHECKS),
    "scheduler/checks/pairs.py": (f"{CHECKS}/test_pairs.py", CHECKS),
    "scheduler/checks/placement.py": (f"{CHECKS}/test_placement_rules.py", CHECKS),
    "scheduler/checks/placement_rules.py": (f"{CHECKS}/test_placement_rules.py", CHECKS),
    "scheduler/checks/placement_wishes.py": (f"{CHECKS}/test_placement_wishes.py", CHECKS),
    "scheduler/checks/seats.py": (f"{CHECKS}/test_seats.py", CHECKS),
    "scheduler/checks/visiting/agenda.py": (VISITS,),
    "scheduler/checks/visiting/alone.py": (VISITS,),
    "scheduler/checks/visiting/days.py": (VISITS,),
    "scheduler/checks/visiting/due.py": (VISITS,),
    "scheduler/checks/visiting/known.py": (VISITS,),
    "scheduler/checks/visiting/possible.py": (VISITS,),
    "scheduler/checks/visiting/together.py": (VISITS,),
    "scheduler/checks/visiting/wishes.py": (VISITS,),
    "scheduler/checks/visits.py": (VISITS,),
    "scheduler/checks/words.py": (CHECKS,),
    "models/placement/data/pair_rules.py": (
        PLACEMENT[0],
        f"{AGREEMENT}::test_the_masks_forbid_the_pairs_that_the_checker_does",
        *PLACEMENT[1:],
    ),
    "models/assessment/data/seat_rules.py": (
        f"{AGREEMENT}::test_slots_and_seats_are_open_where_the_checker_says_so",
        *ASSESSMENT,
    ),
    "instances/tables/capacity.py": (
        "tests/instances/tables/test_capacity.py",
        f"{AGREEMENT}::test_the_capacity_table_is_exceeded_where_the_checker_says_so",
        *PLACEMENT,
    ),
    "reports/boards/sheets.py": (f"{BOARDS}/test_sheets.py", "tests/scheduler/writing/test_passwords.py"),
    "reports/boards/hours.py": (f"{BOARDS}/test_hours_sheet.py", "tests/reports/hours"),
    "reports/boards/preview.py": (f"{BOARDS}/test_preview.py",),
    "instances/workbook/pins.py": (f"{BOOK}/test_pins.py", *READER),
    "instances/workbook/references.py": (f"{BOOK}/test_references.py", *READER),
    "instances/workbook/row_checks.py": (f"{BOOK}/test_row_checks.py", *READER),
    "instances/workbook/organisation.py": (f"{BOOK}/test_organisation.py", *READER),
    "instances/workbook/build.py": READER,
    "instances/tables/values.py": (f"{TABLES}/test_values.py", f"{TABLES}/test_cells.py", *READER),
    "instances/tables/cells.py": (f"{TABLES}/test_cells.py", *READER),
    "instances/tables/records.py": (f"{TABLES}/test_records.py", *READER),
}
"""Path of a module to the tests that are run against its mutants, in this order, until one fails."""
