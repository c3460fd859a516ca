"""A linear program in whole numbers, as flat arrays: variables, rows, goals. Knows no solver and no rule."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

FREE = 1 << 40  # an open end of a row


@dataclass(slots=True)
class Terms:
    """A sum of coefficient times variable, plus a constant."""

    variables: array[int] = field(default_factory=lambda: array("q"))
    coefficients: array[int] = field(default_factory=lambda: array("q"))
    constant: int = 0

    def add(self, variable: int, coefficient: int) -> None:
        if coefficient:
            self.variables.append(variable)
            self.coefficients.append(coefficient)

    def value(self, values: Sequence[int]) -> int:
        pairs = zip(self.variables, self.coefficients, strict=True)
        return self.constant + sum(values[variable] * coefficient for variable, coefficient in pairs)


@dataclass(slots=True)
class Linear:
    """Variables from 0 to ``upper``; row ``i`` holds the terms ``starts[i]`` up to ``starts[i + 1]``."""

    upper: array[int] = field(default_factory=lambda: array("q"))
    starts: array[int] = field(default_factory=lambda: array("q", [0]))
    columns: array[int] = field(default_factory=lambda: array("q"))
    coefficients: array[int] = field(default_factory=lambda: array("q"))
    low: array[int] = field(default_factory=lambda: array("q"))
    high: array[int] = field(default_factory=lambda: array("q"))

    def binary(self) -> int:
        return self.integer(1)

    def integer(self, upper: int) -> int:
        self.upper.append(upper)
        return len(self.upper) - 1

    def at_most(self, high: int, plus: Iterable[int], *weighted: tuple[int, int]) -> None:
        """The sum of ``plus`` and of each (coefficient, variable) is at most ``high``."""
        self.row(-FREE, high, plus, *weighted)

    def at_least(self, low: int, plus: Iterable[int], *weighted: tuple[int, int]) -> None:
        self.row(low, FREE, plus, *weighted)

    def equal(self, to: int, plus: Iterable[int], *weighted: tuple[int, int]) -> None:
        self.row(to, to, plus, *weighted)

    def row(self, low: int, high: int, plus: Iterable[int], *weighted: tuple[int, int]) -> None:
        before = len(self.columns)
        self.columns.extend(plus)
        self.coefficients.extend([1] * (len(self.columns) - before))
        for coefficient, variable in weighted:
            self.columns.append(variable)
            self.coefficients.append(coefficient)
        self.starts.append(len(self.columns))
        self.low.append(low)
        self.high.append(high)
