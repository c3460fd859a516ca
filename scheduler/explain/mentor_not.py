"""Why not with that mentor, or at that school: the hard rules, or the price. Knows questions, no solver."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from instances.domain.entities import Mentor, School
from instances.domain.rulebook import Rule
from models.placement.what_if.answers import PlacementAnswer
from scheduler.checks.placement import check_placement, pair_faults
from scheduler.diagnosis.binding_rules import sieve
from scheduler.explain.case import StudentQuestion
from scheduler.explain.telling import Move, forbidden, nothing_found, priced
from scheduler.runtime.exit import ExitCode
from scheduler.wording.pair_scores import own_cost

MOST_TRIED = 3  # mentors of a school looked at for a roster close by


def why_not_mentor(case: StudentQuestion, mentor: Mentor) -> ExitCode:
    school = case.instance.schools[mentor.school]
    what = f"{case.student.name} ({case.student.id}) bij mentor {mentor.id} ({mentor.name}, {school.name})"
    if case.mentor is not None and case.mentor.id == mentor.id:
        case.screen.say(f"{what} staat al zo in het rooster.")
        return ExitCode.DONE
    if forbidden(case.screen, what, pair_faults(case.instance, case.student, mentor)):
        return ExitCode.DONE
    return _answered(case, what, [mentor], _best_with(case, [mentor]))


def why_not_school(case: StudentQuestion, school: School) -> ExitCode:
    """With the mentor there who makes the best roster."""
    what = f"{case.student.name} ({case.student.id}) op school {school.id} ({school.name})"
    if case.mentor is not None and case.mentor.school == school.id:
        case.screen.say(f"{what} staat al zo in het rooster, bij mentor {case.mentor.id}.")
        return ExitCode.DONE
    there = case.instance.mentors_at[school.id]
    against = ((m.id, [rule for rule, _ in pair_faults(case.instance, case.student, m)]) for m in there)
    found = sieve("mentor van deze school", "mentoren van deze school", against)
    if not found.fits:
        case.screen.say(f"{what} kan niet, in geen enkel rooster. {found.text}")
        return ExitCode.DONE
    fits = (case.instance.mentors[id] for id in found.fits)
    mentors = sorted(fits, key=lambda mentor: own_cost(case.instance, case.student, mentor))
    answer = _best_with(case, mentors)
    if answer.placement is not None:
        mentor = case.instance.mentors[answer.placement[case.student.id]]
        what += f", bij mentor {mentor.id} ({mentor.name}),"
    return _answered(case, what, mentors, answer)


def _best_with(case: StudentQuestion, mentors: Sequence[Mentor]) -> PlacementAnswer:
    """The best roster with one of these mentors; where that was not proven, perhaps one in which few others move."""
    questions, student = case.placement_questions, case.student.id
    best = case.search.run(lambda: questions.among(student, [mentor.id for mentor in mentors]))
    for mentor in mentors[:MOST_TRIED] if not best.proven and not best.impossible else ():
        near = case.search.run(lambda: questions.nearby(student, mentor.id))  # noqa: B023
        best = min(best, near, key=lambda one: one.key)
    return best


def _answered(case: StudentQuestion, what: str, mentors: Sequence[Mentor], answer: PlacementAnswer) -> ExitCode:
    """``mentors``: those asked about, who suits the student best first."""
    roster = answer.placement
    if roster is not None and not answer.proven and answer.count < case.placement_verdict.count:
        return nothing_found(case.screen, what, impossible=False)
    if roster is None:
        return nothing_found(case.screen, what, answer.impossible, _in_the_way(case, mentors))
    moves: list[Move] = [
        (who, case.instance.students[who].name, _told(case, case.placement.get(who)), _told(case, roster.get(who)))
        for who in case.placement_questions.moved(answer)
    ]
    return priced(case.screen, what, case.placement_verdict, case.judged(roster), answer.proven, moves)


def _in_the_way(case: StudentQuestion, mentors: Sequence[Mentor]) -> list[tuple[Rule, str]]:
    """What stands in the way with each of these mentors; where that is nothing, with who suits best, by name."""
    reasons = [list(_against(case, mentor)) for mentor in mentors]
    of_all = [reason for reason in reasons[0] if all(reason in others for others in reasons)]
    if of_all or len(mentors) == 1:
        return of_all
    first = mentors[0]
    return [(rule, f"bij mentor {first.id} ({first.name}): {text}") for rule, text in reasons[0]]


def _against(case: StudentQuestion, mentor: Mentor) -> Iterator[tuple[Rule, str]]:
    """What the checker has against just putting the student there, beside everyone else."""
    tried = check_placement(case.instance, {**case.placement, case.student.id: mentor.id})
    new = [violation for violation in tried.violations if violation not in case.placement_verdict.violations]
    for violation in new:
        yield violation.rule, violation.text
    for who in dict.fromkeys(who for violation in new for who in violation.about if who != case.student.id):
        pin = case.instance.pin_of.get(who)
        if pin is not None and (pin.mentor or pin.school):
            yield Rule.P13, f"{who} staat daar vast"


def _told(case: StudentQuestion, mentor: str | None) -> str:
    if mentor is None:
        return "niet geplaatst"
    return f"{case.instance.mentors[mentor].name} ({mentor}), {case.instance.school_of(mentor).name}"
