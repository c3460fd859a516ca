"""Why not with that mentor, or at that school: the hard rules, or the price. Knows questions, no solver."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from instances.domain.entities import Mentor, School
from instances.domain.rulebook import Rule
from scheduler.checks.placement import check_placement, pair_faults
from scheduler.diagnosis.binding_rules import eliminate, people
from scheduler.explain.question import StudentQuestion
from scheduler.explain.settings import EXPLAIN
from scheduler.explain.why_not_words import Move, forbidden, nothing_found, priced
from scheduler.runtime.exit import ExitCode
from scheduler.what_if.outcome import NoRoster, PlacementOutcome, Resolved
from scheduler.what_if.requests import MentorAmong, MentorNearby
from scheduler.wording.pair_scores import own_cost


def why_not_mentor(question: StudentQuestion, mentor: Mentor) -> ExitCode:
    """Say why the student is not with this mentor: the hard rules, or what the best roster with the pair costs.

    Args:
        question: Who is asked about, and the means to answer.
        mentor: The mentor asked about.

    Returns:
        How the command ends.

    Raises:
        DefectError: The roster found breaks a rule.
    """
    school = question.instance.schools[mentor.school]
    what = f"{question.student.name} ({question.student.id}) bij mentor {mentor.id} ({mentor.name}, {school.name})"
    if question.mentor is not None and question.mentor.id == mentor.id:
        question.screen.say(f"{what} staat al zo in het rooster.")
        return ExitCode.DONE
    if forbidden(question.screen, what, pair_faults(question.instance, question.student, mentor)):
        return ExitCode.DONE
    return _answered(question, what, [mentor], _best_with(question, [mentor]))


def why_not_school(question: StudentQuestion, school: School) -> ExitCode:
    """Say why the student is not at this school, with the mentor there who makes the best roster.

    Args:
        question: Who is asked about, and the means to answer.
        school: The school asked about.

    Returns:
        How the command ends.

    Raises:
        DefectError: The roster found breaks a rule.
    """
    what = f"{question.student.name} ({question.student.id}) op school {school.id} ({school.name})"
    if question.mentor is not None and question.mentor.school == school.id:
        question.screen.say(f"{what} staat al zo in het rooster, bij mentor {question.mentor.id}.")
        return ExitCode.DONE
    there = question.instance.mentors_at[school.id]
    against = ((m.id, [rule for rule, _ in pair_faults(question.instance, question.student, m)]) for m in there)
    found = eliminate("mentor van deze school", "mentoren van deze school", against, names=people(there))
    if not found.fits:
        question.screen.say(f"{what} kan niet, in geen enkel rooster. {found.text}")
        return ExitCode.DONE
    fits = (question.instance.mentors[id] for id in found.fits)
    mentors = sorted(fits, key=lambda mentor: own_cost(question.instance, question.student, mentor))
    outcome = _best_with(question, mentors)
    if not isinstance(outcome, NoRoster):
        mentor = question.instance.mentors[outcome.roster[question.student.id]]
        what += f", bij mentor {mentor.id} ({mentor.name}),"
    return _answered(question, what, mentors, outcome)


def _best_with(question: StudentQuestion, mentors: Sequence[Mentor]) -> PlacementOutcome:
    """The best roster with one of these mentors; where that was not proven, perhaps one in which few others move."""
    what_if, student = question.placement_what_if, question.student.id
    among = MentorAmong(student, tuple(mentor.id for mentor in mentors))
    best = question.search.run(lambda: what_if.answer(among))
    if best.impossible if isinstance(best, NoRoster) else best.proven:
        return best
    for mentor in mentors[: EXPLAIN.tried_nearby]:
        request = MentorNearby(student, mentor.id)
        near = question.search.run(lambda: what_if.answer(request))  # noqa: B023
        if isinstance(near, Resolved) and (isinstance(best, NoRoster) or near.key < best.key):
            best = near
    return best


def _answered(question: StudentQuestion, what: str, mentors: Sequence[Mentor], outcome: PlacementOutcome) -> ExitCode:
    """``mentors``: those asked about, who suits the student best first."""
    if isinstance(outcome, NoRoster):
        return nothing_found(question.screen, what, outcome.impossible, _in_the_way(question, mentors))
    if outcome.fewer_for_lack_of_time:
        return nothing_found(question.screen, what, impossible=False)
    before, after, students = question.placement, outcome.roster, question.instance.students
    moves: list[Move] = [
        (id, students[id].name, _where(question, before.get(id)), _where(question, after.get(id)))
        for id in outcome.moved
    ]
    return priced(question.screen, what, outcome, moves)


def _in_the_way(question: StudentQuestion, mentors: Sequence[Mentor]) -> list[tuple[Rule, str]]:
    """What is in the way with each of these mentors; where that is nothing, with who suits best, by name."""
    reasons = [list(_against(question, mentor)) for mentor in mentors]
    of_all = [reason for reason in reasons[0] if all(reason in others for others in reasons)]
    if of_all or len(mentors) == 1:
        return of_all
    first = mentors[0]
    return [(rule, f"bij mentor {first.id} ({first.name}): {text}") for rule, text in reasons[0]]


def _against(question: StudentQuestion, mentor: Mentor) -> Iterator[tuple[Rule, str]]:
    """What the checker has against just putting the student there, beside everyone else."""
    tried = check_placement(question.instance, {**question.placement, question.student.id: mentor.id})
    new = [violation for violation in tried.violations if violation not in question.placement_verdict.violations]
    for violation in new:
        yield violation.rule, violation.text
    for id in dict.fromkeys(id for violation in new for id in violation.about if id != question.student.id):
        pin = question.instance.pin_of.get(id)
        if pin is not None and (pin.mentor or pin.school):
            yield Rule.P13, f"{id} staat daar vast"


def _where(question: StudentQuestion, mentor: str | None) -> str:
    if mentor is None:
        return "niet geplaatst"
    return f"{question.instance.mentors[mentor].name} ({mentor}), {question.instance.school_of(mentor).name}"
