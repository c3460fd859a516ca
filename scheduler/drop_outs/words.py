"""A drop-out and its repair in the words of the office. Decides nothing."""

from __future__ import annotations

from instances.domain.instance import Instance
from instances.dutch.lists import listed
from instances.dutch.numbers import count
from scheduler.drop_outs.answer import Fragility
from scheduler.drop_outs.cases import DropOut, Dropped
from scheduler.drop_outs.repair import Repaired

NOT_PROVEN = "of het met minder kan, is niet bewezen"
NO_TIME = "niet uitgezocht: te weinig tijd"


class DropOutWords:
    """Sentences about one workbook."""

    def __init__(self, instance: Instance) -> None:
        """Keep whose names they are.

        Args:
            instance: The workbook.
        """
        self._instance = instance

    def name(self, drop_out: DropOut) -> str:
        """Name who drops out, with the code."""
        return f"{self.plain_name(drop_out)} ({drop_out.id})"

    def plain_name(self, drop_out: DropOut) -> str:
        """Name who drops out."""
        instance = self._instance
        if drop_out.kind is Dropped.MENTOR:
            return instance.mentors[drop_out.id].name
        if drop_out.kind is Dropped.SCHOOL:
            return instance.schools[drop_out.id].name
        return instance.trainers[drop_out.id].name

    def repair(self, one: Fragility) -> str:
        """Write how it is repaired, or why not: ``2 studenten krijgen een andere mentor; met minder kan het niet``.

        Args:
            one: The drop-out.

        Returns:
            A sentence, with the first of the reason why somebody is lost: the whole would fill a page.
        """
        found = one.repaired
        if not one.hits:
            return "raakt niemand"
        if found is None or found.placement is None:
            return NO_TIME
        parts = []
        moved = found.changes - len(found.lost)
        if moved:
            parts.append(f"{count(moved, 'student krijgt', 'studenten krijgen')} een andere mentor")
        if found.lost:
            parts.append(f"{count(len(found.lost), 'student verliest', 'studenten verliezen')} de plaats (P1)")
        if found.assessment is None and one.drop_out.wpas:
            parts.append("de WPA's zijn niet uitgezocht")
        elif found.assessment is not None:
            shifted = found.wpa_changes - len(found.lost_wpas)
            if shifted > 0:
                parts.append(count(shifted, "WPA verandert", "WPA's veranderen"))
            if found.lost_wpas:
                parts.append(count(len(found.lost_wpas), "WPA vervalt", "WPA's vervallen") + " (A1)")
        if not parts:
            return "alles kan blijven zoals het is"
        sure = _how_sure(found, unknown=found.assessment is None and bool(one.drop_out.wpas))
        text = "; ".join(filter(None, (listed(parts), sure)))
        return f"{text}. {found.why.split('. ')[0].removesuffix('.')}." if found.why else text


def _how_sure(found: Repaired, unknown: bool) -> str:
    """What is proven: of the students for every placement, of the WPAs on this one; another may need fewer.

    Where the WPAs are unknown nothing is said of them.
    """
    if unknown and not found.changes:
        return ""
    if unknown and found.proven:
        return "met minder studenten kan het niet"
    if not found.proven:
        return NOT_PROVEN
    if found.assessment is None or not found.wpa_changes:
        return "met minder kan het niet"
    if not found.changes:
        return "met minder kan het op deze plaatsing niet" if found.wpas_proven else NOT_PROVEN
    if found.wpas_proven:
        return "met minder studenten kan het niet, en op deze plaatsing niet met minder WPA's"
    return "met minder studenten kan het niet; of het met minder WPA's kan, is niet bewezen"
