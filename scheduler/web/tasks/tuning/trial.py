"""“Wat als dit gewicht 30 was”: a copy of the workbook with another value, and an order for rosters beside the present.

Knows files and orders, no page; the queue carries the order out.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from scheduler.web.dossier.dossier import Dossier
from scheduler.web.jobs.order import Verb, WebOrder
from scheduler.web.tasks.held import HeldRoster
from scheduler.web.tasks.reading import Looked
from scheduler.web.tasks.tuning.setting_table import fillings
from scheduler.web.tasks.workbook_copy import ChangeRefusedError, add_copy


@dataclass(frozen=True, slots=True)
class Trial:
    """An order to try other settings.

    Attributes:
        order: The order; its rosters come beside the present ones.
        workbook: The version of the workbook with those settings; it is not worked in.
    """

    order: WebOrder
    workbook: int


def trial_of(
    dossier: Dossier, looked: Looked, held: HeldRoster | None, wanted: Mapping[str, str], seconds: int, by: str
) -> Trial | tuple[str, ...]:
    """Prepare a trial.

    Args:
        dossier: Whose.
        looked: The workbook that is worked in.
        held: The present rosters: of a placement alone a placement is tried.
        wanted: The value by the name of the setting.
        seconds: For the search.
        by: By whom.

    Returns:
        The order and the workbook that it is for; else why there is none, in Dutch.
    """
    before = dossier.workbook
    if before is None or looked.faults:
        return ("Verbeter eerst de fouten in het werkboek.",)
    why = "Wat als: " + ", ".join(f"{name} {text}" for name, text in wanted.items())
    try:
        fills, _ = fillings(looked, wanted, {}, why)
        made = add_copy(dossier, before, fills, by, why, at_head=False)
    except ChangeRefusedError as refused:
        return refused.texts
    verb = Verb.PLACE if held is not None and not held.assessment else Verb.BOTH
    order = WebOrder(verb, str(made.path), str(dossier.new_roster_folder()), seconds, why=why, at_head=False)
    return Trial(order, made.id)
