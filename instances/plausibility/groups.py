"""Notices by kind, with their number and a few examples: what a screen can hold. Knows no notice by name."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from instances.tables.notices import Notice, NoticeKind


@dataclass(frozen=True, slots=True)
class NoticeGroup:
    """The notices of one kind.

    Attributes:
        kind: Their kind.
        count: How many cells, rows or other places they are about.
        texts: Each notice in Dutch, with its place in front.
    """

    kind: NoticeKind
    count: int
    texts: tuple[str, ...]

    def lines(self, most: int) -> tuple[str, ...]:
        """Write the group.

        Args:
            most: How many examples at most.

        Returns:
            The notice itself where there is one; else a line with kind and number, then the examples.
        """
        if len(self.texts) == 1:
            return self.texts
        shown = self.texts[:most]
        more = f", bijvoorbeeld (eerste {len(shown)})" if len(shown) < len(self.texts) else ""
        return (f"{self.kind}: {self.count} keer{more}", *shown)


def grouped(notices: Iterable[Notice]) -> tuple[NoticeGroup, ...]:
    """Put notices of one kind together.

    Args:
        notices: In the order in which they were found.

    Returns:
        The groups in the order of their first notice.
    """
    by_kind: dict[NoticeKind, list[Notice]] = {}
    for notice in notices:
        by_kind.setdefault(notice.kind, []).append(notice)
    return tuple(
        NoticeGroup(kind, sum(notice.count for notice in found), tuple(map(_placed, found)))
        for kind, found in by_kind.items()
    )


def _placed(notice: Notice) -> str:
    place = " ".join(filter(None, (notice.sheet, notice.cell)))
    return f"{place}: {notice.text}" if place else notice.text
