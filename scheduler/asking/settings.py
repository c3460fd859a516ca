"""How long is looked for what to ask, and how much of it. Data only."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class AskingSettings:
    """The parts of the time, and where it is worth starting processes.

    Attributes:
        base_share: Part (0-1) of the time for the best roster of the workbook, where there is none yet. 600 students
            take some 20 seconds of the 120 that there are by default.
        wpa_share: Part (0-1) of what is then left for the WPAs, where some are not scheduled. Chosen by hand.
        singly_part: Part (0-1) of that for one change after the other; the rest is for all together. Chosen by hand.
        many_students: From here on other processes solve along; each takes over a second to start. Chosen by hand.
        wpa_changes: Changes that are tried for one WPA, at most. Chosen by hand.
        new_slots: Times more that are tried for one WPA, at most, spread over the days. Chosen by hand.
        return_seconds: Wall seconds for what can be given back, at most; on top of the time for searching, as it must
            be known whatever was searched. Chosen by hand.
        named: Students named in one cell or sentence. Chosen by hand.
    """

    base_share: float = 0.5
    wpa_share: float = 0.4
    singly_part: float = 0.8
    many_students: int = 120
    wpa_changes: int = 12
    new_slots: int = 4
    return_seconds: float = 5.0
    named: int = 5


ASKING = AskingSettings()
