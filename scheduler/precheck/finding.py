"""One thing that cannot fit. Data only."""

from __future__ import annotations

from dataclasses import dataclass

from instances.domain.rulebook import Rule


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing of the workbook that cannot fit.

    Attributes:
        subject: Who or what it is about, in Dutch.
        rules: The rules in the way, at least one.
        text: The Dutch text, complete.
        about: The ids concerned; none where it is about all.
    """

    subject: str
    rules: tuple[Rule, ...]
    text: str
    about: tuple[str, ...] = ()

    @property
    def rule_ids(self) -> str:
        """The rules in one cell of a table."""
        return ", ".join(self.rules)
