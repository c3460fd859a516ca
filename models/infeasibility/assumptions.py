"""Posting a rule once: as law, or under an assumption per rule and person. Knows no rule.

As law the constraint simply holds. Under assumptions it holds while its literal does, so that a set of
literals that cannot hold together names the rules and people in conflict.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from ortools.sat.python import cp_model

from instances.domain.rulebook import Rule

Constraint = cp_model.BoundedLinearExpression | bool
"""A comparison of linear expressions; plain numbers compare to a bool."""

Post = Callable[[Constraint, str], None]
"""``post(constraint, about)``: ``about`` is the id of the person or place the constraint is about."""


@dataclass
class Assumptions:
    """Where posted constraints go.

    Attributes:
        model: That they are added to.
        assume: Whether each holds only while the literal of its rule and person does.
        assumptions: Those literals; empty unless ``assume`` is set.
    """

    model: cp_model.CpModel
    assume: bool = False
    assumptions: dict[tuple[Rule, str], cp_model.IntVar] = field(default_factory=dict)

    def of(self, rule: Rule) -> Post:
        """The post function that a poster of a rule is given.

        Args:
            rule: Whose constraints it posts.

        Returns:
            A function of a constraint and of the id of whom or what it is about.
        """

        def post(constraint: Constraint, about: str) -> None:
            if constraint is True:
                return
            posted = self.model.add(constraint)
            if self.assume:
                posted.only_enforce_if(self._literal(rule, about))

        return post

    def _literal(self, rule: Rule, about: str) -> cp_model.IntVar:
        key = (rule, about)
        if key not in self.assumptions:
            self.assumptions[key] = self.model.new_bool_var(f"{rule}:{about}")
        return self.assumptions[key]
