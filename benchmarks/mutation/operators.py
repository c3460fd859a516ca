"""Which small mistakes are made: a choice of those of cosmic-ray, and three of our own. Knows no test.

Of the 210 operators of cosmic-ray these are the ones that a person could have typed: an edge of a comparison, plus for
minus, a forgotten ``not``. The others (``<`` for ``is not``, ``+`` for ``<<``) die of a TypeError and tell nothing.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Protocol

import parso
from cosmic_ray.plugins import get_operator

CORE = (
    *(
        f"ReplaceComparisonOperator_{name}"
        for name in (
            "Eq_NotEq", "NotEq_Eq", "Lt_LtE", "Lt_GtE", "LtE_Lt", "LtE_Gt", "Gt_GtE", "Gt_LtE", "GtE_Gt", "GtE_Lt",
            "Is_IsNot", "IsNot_Is",
        )
    ),
    *(
        f"ReplaceBinaryOperator_{name}"
        for name in (
            "Add_Sub", "Sub_Add", "Mul_FloorDiv", "Mul_Add", "Div_Mul", "FloorDiv_Mul", "Mod_Mul", "BitOr_BitAnd",
            "BitAnd_BitOr",
        )
    ),
    "ReplaceUnaryOperator_Delete_USub", "ReplaceUnaryOperator_Delete_Not", "AddNot", "ReplaceTrueWithFalse",
    "ReplaceFalseWithTrue", "ReplaceAndWithOr", "ReplaceOrWithAnd", "ReplaceBreakWithContinue",
    "ReplaceContinueWithBreak", "ExceptionReplacer", "NumberReplacer", "RemoveDecorator", "ZeroIterationForLoop",
)  # fmt: skip


class Operator(Protocol):
    """What cosmic-ray asks of an operator: at how many places of a node it works, and the node changed at one."""

    def mutation_positions(self, node: Any) -> Iterator[object]:
        """One item for each change that can be made at the node."""

    def mutate(self, node: Any, index: int) -> Any:
        """The node with that change."""


class SwapMembership:
    """``in`` for ``not in`` and the other way round."""

    def mutation_positions(self, node: Any) -> Iterator[object]:
        """A comparison with one of the two."""
        if node.type == "comparison":
            for child in node.children:
                if _words(child) in ("in", "not in"):
                    yield child.start_pos

    def mutate(self, node: Any, index: int) -> Any:
        """The same comparison with the other."""
        places = [place for place, child in enumerate(node.children) if _words(child) in ("in", "not in")]
        other = " in" if _words(node.children[places[index]]) == "not in" else " not in"
        node.children[places[index]] = parso.parse(other)
        return node


class NegateFilter:
    """``if x`` of a comprehension for ``if not (x)``."""

    def mutation_positions(self, node: Any) -> Iterator[object]:
        """A condition of a comprehension."""
        if node.type == "comp_if":
            yield node.start_pos

    def mutate(self, node: Any, index: int) -> Any:
        """The condition turned round."""
        node.children[1] = parso.parse(f" not ({node.children[1].get_code().strip()})")
        return node


class DropStatement:
    """A statement that stands for its effect (a call, a yield, ``+=``) for ``pass``."""

    def mutation_positions(self, node: Any) -> Iterator[object]:
        """A line with a call or a yield as its whole, or an augmented assignment."""
        if node.type == "simple_stmt" and _has_effect(node.children[0]):
            yield node.start_pos

    def mutate(self, node: Any, index: int) -> Any:
        """``pass`` in its place."""
        node.children[0] = parso.parse(node.children[0].get_first_leaf().prefix + "pass")
        return node


def _words(node: Any) -> str:
    return " ".join(node.get_code().split())


def _has_effect(statement: Any) -> bool:
    if statement.type == "expr_stmt":
        second = statement.children[1]
        return bool(second.type == "operator" and second.value in ("+=", "-=", "|=", "*="))
    calls = statement.type in ("atom_expr", "power") and statement.children[-1].get_code().startswith("(")
    return bool(calls or statement.type == "yield_expr")


def operators() -> Iterator[tuple[str, Operator]]:
    """Every operator, by its name."""
    for name in CORE:
        yield name, get_operator(f"core/{name}")()
    for own in (SwapMembership, NegateFilter, DropStatement):
        yield own.__name__, own()
