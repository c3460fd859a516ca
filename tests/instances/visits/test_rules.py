"""The rules of visits in words: what the account says of them is what the manual says."""

from __future__ import annotations

from pathlib import Path

import pytest

from instances.visits.roster import VISIT_RULES, VisitRule

MANUAL = Path(__file__).parents[3] / "docs" / "handleiding.md"


@pytest.mark.parametrize("rule", list(VisitRule))
def test_the_manual_names_every_rule_as_the_account_does(rule: VisitRule) -> None:
    assert f"| {rule} | {VISIT_RULES[rule].name} |" in MANUAL.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("rule", "says"),
    [
        (VisitRule.B3, "een PLG als de school open is"),
        (VisitRule.B6, "geen op de dag van het eigen WPA"),
        (VisitRule.B6, "geen tijdens een WPA in de klas"),
    ],
)
def test_a_rule_says_all_that_it_asks(rule: VisitRule, says: str) -> None:
    assert says in VISIT_RULES[rule].name
