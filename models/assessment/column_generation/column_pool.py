"""The columns found so far and the cuts on them: what both restricted masters are made of. Knows no solver."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field

from models.assessment.column_generation.load_cuts import LoadCut, LoadPolytope
from models.assessment.column_generation.pricing import PricedColumn


@dataclass
class ColumnPool:
    """All columns known per school, with what ties schools together.

    Attributes:
        sizes: School id to its number of WPAs.
        polytopes: Trainer id to the loads that the trainer may have.
        unscheduled: WPAs that every roster leaves unscheduled; columns may leave out so many in all.
        columns: School id to its columns; an index in the list names the column for good.
        cuts: Trainer id to load cuts.
    """

    sizes: Mapping[str, int]
    polytopes: Mapping[str, LoadPolytope]
    unscheduled: int = 0
    columns: dict[str, list[PricedColumn]] = field(default_factory=lambda: defaultdict(list))
    cuts: dict[str, list[LoadCut]] = field(default_factory=lambda: defaultdict(list))

    def add(self, school: str, column: PricedColumn) -> int:
        """Add a column unless its bookings are known already.

        Args:
            school: School id.
            column: With bookings of this school only.

        Returns:
            Its index among the columns of the school, or that of the same bookings.
        """
        here = self.columns[school]
        for index, known in enumerate(here):
            if column.bookings == known.bookings:
                return index
        here.append(column)
        return len(here) - 1
