"""Another mentor for one student while nobody else moves, or one other: tried and judged. Solves nothing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence

from instances.domain.solution import Placement
from instances.edits.edit import Edit
from scheduler.what_if.judge import Judge
from scheduler.what_if.outcome import Compared

TRIED = 4  # others who give way, and mentors for each, the cheapest first; a roster of 600 is judged in 20 ms


def with_few_moves(
    judge: Judge[Placement],
    student: str,
    mentor: str,
    least_costs: Callable[[str], Mapping[str, int]],
    edits: Sequence[Edit] = (),
) -> Compared[Placement] | None:
    """The placement in which this mentor guides the student and the fewest others move: nobody, else one.

    Args:
        judge: Sets placements against the present one.
        student: Id of the student.
        mentor: Id of the mentor.
        least_costs: What the mentors of a student cost at least; ranks where the one other goes.
        edits: Of the workbook that the placement is one of.

    Returns:
        The placement, of those in which one other moves the cheapest; None where none of them keeps the rules with
        as many placed.
    """
    instance = judge.instance
    present = {one: at for one, at in judge.present.items() if one in instance.students and at in instance.mentors}
    alone = {**present, student: mentor}
    found = judge.after(edits, alone)
    if _keeps_all(found):
        return found
    others = (judge.after(edits, roster) for roster in _one_moves_along(judge, present, alone, student, least_costs))
    return min(filter(_keeps_all, others), key=lambda one: one.cost, default=None)


def _one_moves_along(
    judge: Judge[Placement],
    present: Placement,
    alone: Placement,
    student: str,
    least_costs: Callable[[str], Mapping[str, int]],
) -> Iterator[Placement]:
    """Whoever is with the mentor or at the school goes where the student was, or to a mentor who has room."""
    instance, load = judge.instance, Counter(alone.values())
    mentor = alone[student]
    near = [one for one, at in present.items() if at == mentor and one != student]
    if load[mentor] <= instance.mentors[mentor].max_students:  # the school is what is full
        school = instance.mentors[mentor].school
        near = [one for one, at in present.items() if instance.mentors[at].school == school and one != student]
    for other in near[:TRIED]:
        known = least_costs(other)
        room = [at for at in known if at != present[other] and load[at] < instance.mentors[at].max_students]
        places = [present[student]] if student in present else []
        for at in dict.fromkeys([*places, *sorted(room, key=lambda at: (known[at], at))[:TRIED]]):
            yield {**alone, other: at}


def _keeps_all(found: Compared[Placement]) -> bool:
    return found.sound and found.gained >= 0 and found.shortage <= 0
