"""The words of what goes out about visits: files and sheets, with the headers of every roster."""

from __future__ import annotations

from instances.rosters.columns import Head, RosterSheet

VISITS_FILE = "bezoeken.xlsx"
VISITS_RESULT_FILE = "bezoeken.json"
VISIT_CALENDARS = "bezoeken-agenda"

LESSON_VISITS = RosterSheet("Bezoeken", (
    Head.TRAINER, Head.TRAINER_NAME, Head.ROLE, Head.STUDENT, Head.NAME, Head.BOARD, Head.SCHOOL, Head.SCHOOL_NAME,
    Head.MENTOR, Head.MENTOR_NAME, Head.NUMBER, Head.DATE, Head.BEGIN, Head.END))  # fmt: skip
PLG_MEETINGS = RosterSheet("PLG", (Head.PLG, Head.NUMBER, Head.SCHOOL, Head.SCHOOL_NAME, Head.DATE, Head.BEGIN,
    Head.END, Head.TRAINERS, Head.STUDENTS, Head.OFF_DAY))  # fmt: skip
PER_TRAINER = RosterSheet("Per opleider", (Head.TRAINER, Head.NAME, Head.ROLE, Head.LESSONS, Head.MEETINGS,
    Head.VISIT_DAYS, Head.TRAVELLED, Head.TRAVEL_NORM, Head.SAVED))  # fmt: skip
NOT_PLANNED = RosterSheet("Niet gepland", (Head.WHAT, Head.PERSON, Head.NAME, Head.NUMBER, Head.REASON))
