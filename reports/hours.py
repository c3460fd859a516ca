"""The hours of one board by the norms of the Rolbeschrijvingen. Totals per role; knows no care student.

Extra hours for care students are left out on purpose: a total with them would tell how many there are.
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from instances.domain import MentorTraining, Role
from instances.roster_columns import Head
from reports.bundle import Run
from reports.sheet import Row

# Hours per student per semester. A year norm is for 10 students, so a semester norm per student is a twentieth.
MENTOR = Fraction("35.5")
MENTOR_TRAINING = Fraction("15.5")
WPA = Fraction(30, 10)  # 30 hours per semester for 10 students
WPA_WITH_TWO = Fraction("0.5")
SO_GUIDING = Fraction(245, 20) - WPA
IO_GUIDING = Fraction(105, 20)
CIO_GUIDING = Fraction(145, 20)


def hours_rows(run: Run, board: str) -> Iterator[Row]:
    """One row per role and task with something to count, for the board's own students, then the total."""
    total = Fraction(0)
    for role, basis, count, each, source in _tasks(run, board):
        if count:
            total += count * each
            yield _row(role, basis, count, each, source)
    yield {
        **dict.fromkeys((Head.BASIS, Head.COUNT, Head.HOURS_EACH, Head.SOURCE)),
        Head.ROLE: "Totaal",
        Head.HOURS: float(total),
    }


def _tasks(run: Run, board: str) -> Iterator[tuple[str, str, int, Fraction, str]]:
    instance = run.instance
    students = run.by_board.get(board, ())
    mentors = [instance.mentors[mentor] for mentor in {run.placement[student.id] for student in students}]
    learning = sum(mentor.training in (MentorTraining.STARTED, MentorTraining.WILLING) for mentor in mentors)
    tandems = [instance.tandem_of(run.school_of(student.id)) for student in students]
    guides = [instance.trainers[tandem.io].role for tandem in tandems if tandem is not None]
    bookings = [run.assessment[student.id] for student in students if run.assessment and student.id in run.assessment]
    two = sum(booking.institute is not None for booking in bookings)
    mentor, so, io = "Mentor", "Schoolopleider", "Instituutsopleider"
    yield mentor, "studenten dit semester", len(students), MENTOR, "Rolbeschrijvingen, Mentor"
    yield (
        mentor,
        "mentoren in basistraining (gestart of bereid)",
        learning,
        MENTOR_TRAINING,
        "Rolbeschrijvingen, Mentor",
    )
    yield so, "begeleide studenten, zonder WPA's", len(guides), SO_GUIDING, "Rolbeschrijvingen, 245 uur per 10 per jaar"
    yield so, "WPA's van deze studenten", len(bookings), WPA, "Rolbeschrijvingen, 3 uur per WPA"
    yield so, "WPA's met twee beoordelaars", two, WPA_WITH_TWO, "Rolbeschrijvingen, 0,5 uur extra"
    plain = sum(role is Role.IO for role in guides)
    yield io, "begeleide studenten", plain, IO_GUIDING, "Rolbeschrijvingen, 105 uur per 10 per jaar"
    leading = "begeleide studenten, coördinerend"
    yield io, leading, len(guides) - plain, CIO_GUIDING, "Rolbeschrijvingen, 145 uur per 10 per jaar"
    yield io, "WPA's met twee beoordelaars", two, WPA_WITH_TWO, "Rolbeschrijvingen, 0,5 uur extra"


def _row(role: str, basis: str, count: int, each: Fraction, source: str) -> Row:
    return {
        Head.ROLE: role,
        Head.BASIS: basis,
        Head.COUNT: count,
        Head.HOURS_EACH: float(each),
        Head.HOURS: float(count * each),
        Head.SOURCE: source,
    }
