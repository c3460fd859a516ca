"""How the time of one explanation is divided. Data only."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ExplainSettings:
    """Parts of the time that ``--tijd`` gives, and how much is shown.

    Attributes:
        placement_part: Part (0-1) of the time for questions about the placement; the rest is for putting the answers in
            words. Chosen by hand, not measured apart.
        wpa_part: The same for questions about the WPA, beside that. Chosen by hand, not measured apart.
        placement_help_part: Part (0-1) for changes of the workbook that would give a place. Chosen by hand, not
            measured apart.
        wpa_help_part: The same for changes with which the WPA could be held. Chosen by hand, not measured apart.
        proof_seconds: Seconds of ``--tijd`` from which answers are proven in a large semester too; who gives so much
            wants those. Chosen by hand, not measured apart.
        tried_nearby: Mentors of a school that are tried with few others moving, where the best was not proven.
            Chosen by hand, not measured apart.
    """

    placement_part: float = 0.6
    wpa_part: float = 0.45
    placement_help_part: float = 0.6
    wpa_help_part: float = 0.8
    proof_seconds: float = 15.0
    tried_nearby: int = 3


EXPLAIN = ExplainSettings()
