"""Numbers at the top of modules: those that were chosen belong in a settings record, facts do not. Runs nothing."""

from __future__ import annotations

import ast
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from benchmarks.house.source import SourceModule

SETTINGS = "settings.py"
NAMES = ast.Name | ast.Attribute | ast.Load
ARITHMETIC = ast.Constant | ast.Tuple | ast.UnaryOp | ast.BinOp | ast.operator | ast.unaryop
FACTS: Mapping[str, str] = {
    "models.assessment.column_generation.dual_prices.SCALE": "fixed point: prices are in hundredths of a cost",
    "models.assessment.column_generation.dual_prices.ZERO_PRICE": "no price at all",
    "models.assessment.column_generation.load_cuts.UNREACHABLE": "minus infinity in integers",
    "models.assessment.data.fair_share.PAIR_LIMIT": "wish V6 counts above three WPAs of one pair",
    "models.assessment.data.waiting.FREE_MINUTES": "wish V8 counts above half an hour",
    "models.assessment.data.waiting.QUARTER": "wish V8 counts whole quarters of an hour",
    "models.assessment.search.greedy.MANY": "infinity, where a WPA needs nobody of the institute",
    "models.placement.column_generation.stored_duals.ROOM": "what a sum may be without leaving 64 bits",
    "models.placement.data.pair_costs.BEGINNER_YEARS": "wish W3 speaks of less than three years",
    "models.visits.data.QUARTER": "visits begin on whole quarters, and wish R4 counts them",
    "models.visits.data.FREE_MINUTES": "wish R4 counts above half an hour",
    "models.visits.data.NOON": "the half-days of Beschikbaarheid",
    "models.visits.roster_program._DAY": "minutes of a day",
    "models.visits.tour_program._ROUNDING": "what floats add to bounds that are integers",
    "models.search.stagnation.LEAST_MEMORY": "keeps a formula from dividing by zero",
}
"""Numbers that nobody chose by measuring, and what they are."""


@dataclass(frozen=True)
class Constant:
    """A number that is given a name at the top of a module.

    Attributes:
        module: Dotted name of the module.
        name: As it is called.
        value: As it is written.
    """

    module: str
    name: str
    value: str

    @property
    def key(self) -> str:
        """``module.NAME``, as in ``FACTS``."""
        return f"{self.module}.{self.name}"


def numeric_constants(modules: Mapping[str, SourceModule], package: str) -> Iterator[Constant]:
    """Numbers outside settings records.

    Args:
        modules: All that were read.
        package: The top folder to look in.

    Yields:
        Every assignment at the top of a module, not of a ``settings.py``, of a number or of what is made with numbers.
    """
    for module in modules.values():
        if module.package == package and module.path.name != SETTINGS:
            for node in module.tree.body:
                name, value = _assigned(node)
                if value is not None and _is_numeric(value):
                    yield Constant(module.name, name, ast.unparse(value))


def tuning_constants(modules: Mapping[str, SourceModule], package: str = "models") -> list[Constant]:
    """Those that somebody chose: all that are not in ``FACTS``.

    Args:
        modules: All that were read.
        package: The top folder to look in.

    Returns:
        In the order of the modules.
    """
    return [each for each in numeric_constants(modules, package) if each.key not in FACTS]


def _assigned(node: ast.stmt) -> tuple[str, ast.expr | None]:
    """The name and value of an assignment to one name; '' and None for another statement."""
    if isinstance(node, ast.Assign) and len(node.targets) == 1 and isinstance(node.targets[0], ast.Name):
        return node.targets[0].id, node.value
    if isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name):
        return node.target.id, node.value
    return "", None


def _is_numeric(value: ast.expr) -> bool:
    """Whether there is a number in it, and nothing but numbers, names, arithmetic and tuples."""
    nodes = list(ast.walk(value))
    numbers = [node.value for node in nodes if isinstance(node, ast.Constant)]
    return (
        all(isinstance(node, ARITHMETIC | NAMES) for node in nodes)
        and bool(numbers)
        and all(isinstance(number, int | float) and not isinstance(number, bool) for number in numbers)
    )
