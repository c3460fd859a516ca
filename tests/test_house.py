"""Every rule and wish is found by its id in rulebook, model, checker and test, and each table truly bites."""

from __future__ import annotations

import ast
import re
from importlib import import_module
from pathlib import Path

import pytest
from ortools.sat.python import cp_model

from instances.domain.instance import Instance
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
from instances.tables.capacity import CAPACITY_RULES, CapacityRule, Sense, capacity_rows
from models.placement.cp_sat.constraints import POSTERS
from models.placement.cp_sat.variables import PlacementVariables
from models.placement.data.arrays import PlacementArrays
from models.placement.data.pair_costs import PairCosts
from models.placement.data.pair_rules import PAIR_RULES
from models.placement.data.pairs import all_pairs
from tests.builders import board, mentor, school, semester
from tests.models.placement_rule_cases import CASES, TWO_MENTORS

TESTS = Path(__file__).parent
IDS = [*Rule, *Wish]


def table(module: str, name: str) -> set[str]:
    """The ids that the literal dictionary ``name`` of ``module`` answers to."""
    return set(getattr(import_module(module), name))


def removed_pairs(rule: Rule, instance: Instance) -> int:
    """How many pairs of student and mentor this rule alone leaves out."""
    facts = PlacementArrays(instance)
    costs = PairCosts(facts)
    others = frozenset(Rule) - {rule}
    return len(all_pairs(facts, costs, others | {rule})) - len(all_pairs(facts, costs, others))


def posted(rule: Rule, instance: Instance) -> list[str]:
    """What the constraints are about that the poster of this rule posts on every allowed pair."""
    facts = PlacementArrays(instance)
    x = PlacementVariables(cp_model.CpModel(), facts, all_pairs(facts, PairCosts(facts)))
    found: list[str] = []
    POSTERS[rule](lambda constraint, about: found.append(about) if constraint is not True else None, instance, x)
    return found


def ids_in_tests(folder: str) -> set[str]:
    """Ids that tests below tests/``folder`` are about: test_p5_needs_... by name, or a case with Rule.P5."""
    found: set[str] = set()
    for path in (path for name in ("test_*.py", "*_rule_cases.py") for path in (TESTS / folder).rglob(name)):
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


def test_every_placement_rule_masks_pairs_or_is_posted() -> None:
    assert {*PAIR_RULES, *POSTERS} == set(PLACEMENT_RULES)


def test_every_counting_rule_is_posted_from_the_capacity_table() -> None:
    assert {line.rule for line in CAPACITY_RULES} == set(POSTERS) - {Rule.P1, Rule.P13}


@pytest.mark.parametrize("rule", PAIR_RULES)
def test_a_pair_rule_removes_a_pair(rule: Rule) -> None:
    """In a small semester that tempts to break the rule."""
    assert any(removed_pairs(rule, case.tempting) > 0 for case in CASES if case.rule is rule)


@pytest.mark.parametrize("rule", POSTERS)
def test_a_poster_posts_a_constraint(rule: Rule) -> None:
    """On the pairs that every mask leaves, in a small semester that tempts to break the rule."""
    tempting = [TWO_MENTORS] if rule is Rule.P1 else [case.tempting for case in CASES if case.rule is rule]
    assert any(posted(rule, instance) for instance in tempting)


@pytest.mark.parametrize("line", CAPACITY_RULES, ids=lambda line: f"{line.rule}-{line.group}-{line.sense}")
def test_a_line_of_the_capacity_table_has_a_row_that_a_case_breaks(line: CapacityRule) -> None:
    """All students of a small semester together are more, or fewer, than the row allows."""
    instances = [case.tempting for case in CASES if case.rule is line.rule]
    if line.sense is Sense.LEAST:
        instances = [semester(board(min_students=1), school(), mentor())]
    rows = [(instance, row) for instance in instances for row in capacity_rows(instance, line)]
    assert any(row.lacks(sum(map(row.counts, instance.students.values()))) for instance, row in rows)


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
