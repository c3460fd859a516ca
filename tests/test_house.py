"""Every rule and wish is found by its id in rulebook, model, checker and test. Knows no rule itself."""

from __future__ import annotations

import ast
import re
from importlib import import_module
from pathlib import Path

import pytest

from instances.domain.rulebook import (
    ASSESSMENT_RULES,
    ASSESSMENT_WISHES,
    PLACEMENT_RULES,
    PLACEMENT_WISHES,
    RULES,
    WISHES,
    Rule,
    Wish,
)

TESTS = Path(__file__).parent
IDS = [*Rule, *Wish]


def table(module: str, name: str) -> set[str]:
    """The ids that the literal dictionary ``name`` of ``module`` answers to."""
    return set(getattr(import_module(module), name))


def ids_in_tests(folder: str) -> set[str]:
    """Ids that tests below tests/``folder`` are about: test_p5_needs_... by name, or a case with Rule.P5."""
    found: set[str] = set()
    for path in (TESTS / folder).rglob("test_*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.FunctionDef) and node.name.startswith("test_"):
                found |= {word.upper() for word in re.findall(r"(?<=_)[apvw][1-9][0-9]?(?=_|$)", node.name)}
            elif (
                isinstance(node, ast.Attribute)
                and isinstance(node.value, ast.Name)
                and node.value.id in {"Rule", "Wish"}
            ):
                found.add(node.attr)
    return found


def test_every_rule_has_an_entry_in_the_rulebook() -> None:
    assert set(RULES) == set(Rule)


def test_every_wish_has_an_entry_in_the_rulebook() -> None:
    assert set(WISHES) == set(Wish)


@pytest.mark.parametrize("entry", [*RULES.values(), *WISHES.values()])
def test_every_entry_names_its_source(entry: object) -> None:
    assert getattr(entry, "name", "")
    assert getattr(entry, "source", "")


def test_every_placement_rule_is_posted() -> None:
    assert table("models.placement.cp_sat.constraints", "POSTERS") == set(PLACEMENT_RULES)


def test_every_wpa_rule_is_posted() -> None:
    assert table("models.assessment.block.constraints", "POSTERS") == set(ASSESSMENT_RULES)


def test_every_placement_wish_is_a_term_of_the_model() -> None:
    assert table("models.placement.cp_sat.objective", "WISH_TERMS") == set(PLACEMENT_WISHES)


def test_every_wpa_wish_is_a_term_of_the_model() -> None:
    assert table("models.assessment.block.objective", "WISH_TERMS") == set(ASSESSMENT_WISHES)


def test_every_placement_rule_is_checked() -> None:
    assert table("scheduler.checks.placement", "CHECKERS") == set(PLACEMENT_RULES)


def test_every_wpa_rule_is_checked() -> None:
    assert table("scheduler.checks.assessment", "CHECKERS") == set(ASSESSMENT_RULES)


def test_every_placement_wish_is_measured() -> None:
    assert table("scheduler.checks.placement", "WISH_MEASURES") == set(PLACEMENT_WISHES)


def test_every_wpa_wish_is_measured() -> None:
    assert table("scheduler.checks.assessment", "WISH_MEASURES") == set(ASSESSMENT_WISHES)


@pytest.mark.parametrize("folder", ["checks", "models"])
def test_every_id_has_a_test_of_its_own(folder: str) -> None:
    assert set(map(str, IDS)) - ids_in_tests(folder) == set()
