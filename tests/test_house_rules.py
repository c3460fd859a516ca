"""docs/rules.md says of every rule and wish what rulebook, model, checker and workbook say. Knows no rule itself."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from functools import cache
from pathlib import Path

import pytest

from instances.domain.rulebook import RULES, WISHES, Rule, Wish
from instances.tables.capacity import CAPACITY_RULES, CapacityRule
from instances.tables.columns import SHEETS
from instances.tables.setting_rows import SETTINGS, SETTINGS_SHEET
from models.assessment.block import constraints as block
from models.assessment.block import objective as assessment_objective
from models.assessment.block.slot_assignment import DAY_RULES
from models.assessment.data.seat_rules import SEAT_RULES, SLOT_RULES
from models.placement.cp_sat import constraints as placement
from models.placement.cp_sat import objective as placement_objective
from models.placement.data.pair_costs import MEASURES
from models.placement.data.pair_rules import PAIR_RULES
from scheduler.checks import assessment as assessment_checks
from scheduler.checks import placement as placement_checks

ROOT = Path(__file__).resolve().parent.parent
PAGE = ROOT / "docs" / "rules.md"
IDS: list[Rule | Wish] = [*Rule, *Wish]
ENTRIES = {**RULES, **WISHES}
PARTS = {"P": "Rules of the placement", "W": "Wishes of the placement",
         "A": "Rules of the WPAs", "V": "Wishes of the WPAs"}  # fmt: skip

Table = Mapping[Rule, object] | Mapping[Wish, object]
MODEL: tuple[tuple[str, Table], ...] = (
    ("pair rule", PAIR_RULES),
    ("counting rule", {line.rule: None for line in CAPACITY_RULES}),
    ("poster", placement.POSTERS),
    ("slot rule", SLOT_RULES),
    ("seat rule", SEAT_RULES),
    ("block rule", block.BLOCK_RULES),
    ("day rule", DAY_RULES),
    ("pair cost", MEASURES),
    ("term", placement_objective.WISH_TERMS),
    ("term", assessment_objective.WISH_TERMS),
)
CHECKS: tuple[Table, ...] = (
    placement_checks.CHECKERS,
    assessment_checks.CHECKERS,
    placement_checks.WISH_MEASURES,
    assessment_checks.WISH_MEASURES,
)


@cache
def page() -> str:
    return PAGE.read_text(encoding="utf-8")


@cache
def sections() -> dict[str, tuple[str, str]]:
    """Id to its heading without the id, and the text under it."""
    found = re.findall(r"^### ([PWAV]\d+) (.+)\n((?:(?!^##).*\n?)*)", page(), re.MULTILINE)
    return {id: (title, text) for id, title, text in found}


def line(id: str, name: str) -> str:
    """What stands after one of the names in bold, lines that go on joined; '' without such a line."""
    found = re.search(rf"^- \*\*{name}:\*\* (.+(?:\n  .+)*)", sections()[id][1], re.MULTILINE)
    return " ".join(found[1].split()) if found else ""


def name_of(function: object) -> str:
    """The function, or the one that made it where it has no name of its own."""
    assert isinstance(function, Callable)  # type: ignore[arg-type]
    return str(getattr(function, "__qualname__", "")).partition(".<locals>")[0].rpartition(".")[2]


def entries(tables: tuple[tuple[str, Table], ...], id: Rule | Wish) -> str:
    """What stands under this id: each kind of table with the function in it, if it holds functions."""
    found = [(kind, dict(table)[id]) for kind, table in tables if id in dict(table)]
    return "; ".join(f"{kind} `{name_of(it)}`".strip() if it is not None else kind for kind, it in found)


def columns() -> Iterator[tuple[str, str, str]]:
    """Id, sheet and column for every column that a line From names."""
    for id in sections():
        for sheet, headers in re.findall(r"`([^:`]+): ([^`]+)`", line(id, "From")):
            yield from ((id, sheet, header) for header in headers.split(", "))


def test_the_page_is_about_the_ids_of_the_rulebook_in_their_order() -> None:
    assert list(sections()) == sorted(map(str, IDS), key=lambda id: ("PWAV".index(id[0]), int(id[1:])))


@pytest.mark.parametrize("id", IDS)
def test_a_section_stands_in_its_part(id: Rule | Wish) -> None:
    heads = re.findall(r"^## (.+)$", page()[: page().index(f"\n### {id} ")], re.MULTILINE)
    assert heads[-1] == PARTS[id[0]]


@pytest.mark.parametrize("id", IDS)
def test_a_section_has_the_dutch_name_and_the_source_of_the_rulebook(id: Rule | Wish) -> None:
    assert (sections()[id][0], line(id, "Source")) == (ENTRIES[id].name, ENTRIES[id].source)


@pytest.mark.parametrize("wish", Wish)
def test_a_wish_has_the_unit_and_the_weight_of_the_rulebook(wish: Wish) -> None:
    assert (line(wish, "Unit"), line(wish, "Weight")) == (WISHES[wish].unit, str(WISHES[wish].weight))


@pytest.mark.parametrize("wish", Wish)
def test_a_wish_has_a_measure(wish: Wish) -> None:
    assert line(wish, "Measure").endswith(".")


@pytest.mark.parametrize("id", IDS)
def test_a_section_names_the_entries_of_the_model(id: Rule | Wish) -> None:
    assert line(id, "Model") == entries(MODEL, id)


@pytest.mark.parametrize("id", IDS)
def test_a_section_names_the_function_of_the_checker(id: Rule | Wish) -> None:
    assert line(id, "Check") == entries(tuple(("", table) for table in CHECKS), id)


@pytest.mark.parametrize(("id", "sheet", "header"), list(columns()))
def test_a_column_that_is_named_is_one_of_the_workbook(id: str, sheet: str, header: str) -> None:
    assert header in {column.header for one in SHEETS if one.name == sheet for column in one.columns}


@pytest.mark.parametrize("row", CAPACITY_RULES, ids=lambda row: f"{row.rule}-{row.group}-{row.sense}")
def test_the_cell_with_the_limit_of_a_counting_rule_is_named_with_it(row: CapacityRule) -> None:
    if row.sheet == SETTINGS_SHEET.name:
        assert f"`{row.column}`" in line(row.rule, "Settings")
    else:
        named = [header for id, sheet, header in columns() if (id, sheet) == (row.rule, row.sheet)]
        assert row.column in named or (named and not row.column)


@pytest.mark.parametrize("id", IDS)
def test_a_setting_that_is_named_has_that_default(id: Rule | Wish) -> None:
    defaults = {setting.name: setting.default for setting in SETTINGS}
    named = re.findall(r"`([^`]+)` = ([^;]+)", line(id, "Settings"))
    assert named == [(name, defaults.get(name)) for name, _ in named]


def test_every_setting_about_a_rule_is_named_with_it() -> None:
    """The help of a setting ends with the id of the rule or wish that it is about."""
    about = [(id, setting.name) for setting in SETTINGS if setting.attribute
             for id in re.findall(r"\(([PWAV]\d+)\)", setting.help)]  # fmt: skip
    assert [(id, name) for id, name in about if f"`{name}`" not in line(id, "Settings")] == []


def test_every_file_that_is_named_is_there() -> None:
    named = re.findall(r"`((?:instances|models|reports|scheduler|tests)/[\w/]+(?:\.py)?)`", page())
    assert [name for name in named if not (ROOT / name).exists()] == []


def test_every_table_that_is_named_is_in_its_file() -> None:
    rows = re.findall(r"^\| .+ \| (.+) \|$", page(), re.MULTILINE)
    named = [(table, path) for row in rows for path in re.findall(r"`([\w/]+/[\w/]+\.py)`", row)
             for table in re.findall(r"`([A-Z_]{4,})`", row)]  # fmt: skip
    assert named
    assert [pair for pair in named if not re.search(rf"^{pair[0]}\b", (ROOT / pair[1]).read_text(), re.MULTILINE)] == []
