"""Who somebody means who types a name or a code. Knows the workbook, no page."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Protocol

from instances.dutch.nearest import folded, nearest
from scheduler.web.tasks.workbook_copy import ChangeRefusedError


class Named(Protocol):
    """A row of the workbook with a code and a name."""

    @property
    def id(self) -> str:
        """The code."""

    @property
    def name(self) -> str:
        """The name as the office writes it."""


def shown(one: Named) -> str:
    """Write somebody so that a form can give it back: ``Anna de Boer (M12)``."""
    return f"{one.name} ({one.id})"


def the_one(typed: str, rows: Mapping[str, Named], kind: str) -> str:
    """Find the code of whom somebody means.

    Args:
        typed: A name, a code, or both as ``shown`` writes them.
        rows: The rows of one sheet by code.
        kind: What they are, in Dutch: ``mentor``.

    Returns:
        The code.

    Raises:
        ChangeRefusedError: Nobody is called so, or more than one.
    """
    asked = folded(typed)
    if not asked:
        raise ChangeRefusedError(f"Kies een {kind}.")
    for id, row in rows.items():
        if asked in (folded(id), folded(shown(row))):
            return id
    named = [row for row in rows.values() if folded(row.name) == asked]
    named = named or [row for row in rows.values() if asked in folded(row.name)]
    if len(named) == 1:
        return named[0].id
    if named:
        some = ", ".join(shown(row) for row in named[:5])
        raise ChangeRefusedError(f"Er is meer dan één {kind} met “{typed}”: {some}. Kies er een uit de lijst.")
    near = nearest(typed, [row.name for row in rows.values()]) or nearest(typed, list(rows))
    hint = f" Bedoelt u {near}?" if near else ""
    raise ChangeRefusedError(f"“{typed}” is geen {kind} in dit werkboek.{hint}")
