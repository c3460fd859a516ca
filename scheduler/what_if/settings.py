"""What is decided by size before anything is solved. Data only."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class WhatIfSettings:
    """When the best placements under a condition are proven at once.

    Attributes:
        proven_at_once: Students; up to here the best placements are proven within a second. In a larger semester
            rosters in which few others move come first (decision 0016).
    """

    proven_at_once: int = 200


WHAT_IF = WhatIfSettings()
