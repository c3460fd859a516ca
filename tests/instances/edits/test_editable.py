"""Which rules on one pair an office may be asked to give way on: said once, and by nobody else."""

from __future__ import annotations

import pytest

from instances.domain.rulebook import Rule
from instances.edits.editable import PAIR_EDITS, pair_edits
from models.placement.data.pair_rules import PAIR_RULES
from models.placement.minimum_changes.editable_cells import EDITABLE, STANDING
from tests.builders import board, mentor, school, semester, student


def test_only_the_rules_that_protect_people_must_stand() -> None:
    assert set(PAIR_RULES) - set(PAIR_EDITS) == {Rule.P9, Rule.P15} == set(STANDING)
    assert set(EDITABLE) == set(PAIR_EDITS)


@pytest.mark.parametrize("rule", STANDING)
def test_nobody_is_asked_to_give_up_a_rule_that_must_stand(rule: Rule) -> None:
    given = semester(board(), school(), mentor("M1"), student("ST1"))
    assert pair_edits(given, rule, given.students["ST1"], given.mentors["M1"]) is None
