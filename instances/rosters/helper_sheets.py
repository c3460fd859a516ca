"""The hidden sheets of plaatsing.xlsx and wpa.xlsx: rows as they were made, and what drop-downs offer. Data only.

They stay in the office's own two workbooks; no file for anyone else has them.
"""

from __future__ import annotations

from instances.rosters.columns import PLACEMENT, SCHEDULE, Head, RosterSheet

MADE_PLACEMENT = RosterSheet("Zoals gemaakt", (*PLACEMENT.heads, Head.BARRED))
"""The rows of Plaatsing as they were written; BARRED has a sign for each mentor of ``MENTOR_CHOICES``."""

MADE_SCHEDULE = RosterSheet("Zoals gemaakt", (*SCHEDULE.heads, Head.BARRED, Head.BARRED_FIELD, Head.BARRED_INSTITUTE))
"""The rows of WPA-rooster as they were written; a sign for each slot, and twice one for each assessor."""

MENTOR_CHOICES = RosterSheet("Keuze mentoren", (
    Head.CHOICE, Head.MENTOR, Head.KNOWN_BY, Head.MENTOR_NAME, Head.SCHOOL, Head.SCHOOL_NAME, Head.BOARD, Head.GROUP,
    Head.TANDEM, Head.SO, Head.IO, Head.PLG, Head.MAXIMUM,
))  # fmt: skip
"""KNOWN_BY is the name where nobody else has it: with that alone somebody may be chosen."""
SLOT_CHOICES = RosterSheet("Keuze tijden", (
    Head.CHOICE, Head.SLOT, Head.DATE, Head.BEGIN, Head.END, Head.SCHOOL, Head.BOARD,
))  # fmt: skip
ASSESSOR_CHOICES = RosterSheet("Keuze beoordelaars", (
    Head.CHOICE, Head.ASSESSOR, Head.KNOWN_BY, Head.NAME, Head.BARRED,
))  # fmt: skip
"""BARRED has a sign for each slot of ``SLOT_CHOICES``."""

BARRED, ALLOWED = "x", "."
