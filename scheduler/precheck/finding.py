"""One thing that cannot fit. Data only."""

from __future__ import annotations

from dataclasses import dataclass

from instances.domain.rulebook import Rule


@dataclass(frozen=True, slots=True)
class Finding:
    """``text`` is Dutch and complete; ``rules`` stand in the way, ``about`` names the ids concerned."""

    subject: str
    rules: tuple[Rule, ...]
    text: str
    about: tuple[str, ...] = ()

    @property
    def rule_ids(self) -> str:
        return ", ".join(self.rules)
