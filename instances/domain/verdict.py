"""What the checker says of a roster: broken rules and the cost of every wish. Data only."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from instances.domain.rulebook import Rule, Wish


@dataclass(frozen=True, slots=True)
class Violation:
    """A broken rule.

    Attributes:
        rule: The rule that is broken.
        text: A whole Dutch sentence.
        about: The ids concerned.
    """

    rule: Rule
    text: str
    about: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class WishCost:
    """What one wish costs in a roster.

    Attributes:
        wish: The wish.
        weight: Cost of one unit of its measure.
        amount: Its measure in docs/rules.md, in units of the wish.
    """

    wish: Wish
    weight: int
    amount: int

    @property
    def cost(self) -> int:
        """Weight times amount."""
        return self.weight * self.amount


@dataclass(frozen=True, slots=True)
class Verdict:
    """One roster judged.

    Attributes:
        violations: Broken rules; none for a roster that may be written.
        wishes: The amount and cost of every wish that was measured.
        count: Students placed, or WPAs scheduled.
        shortage: Boards short of their minimum with the students that they lack (P4).
        fair_shares: Of a WPA roster the share in WPAs of each assessor who could take one (V2); nobody else is in it.
    """

    violations: tuple[Violation, ...]
    wishes: Mapping[Wish, WishCost]
    count: int
    shortage: Mapping[str, int]
    fair_shares: Mapping[str, int] = field(default_factory=dict)

    @property
    def cost(self) -> int:
        """The cost of all wishes together."""
        return sum(wish.cost for wish in self.wishes.values())

    @property
    def ok(self) -> bool:
        """Whether no rule is broken."""
        return not self.violations
