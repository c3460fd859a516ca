"""Why this mentor, and what else is possible at what price; or why there is none. Knows questions, no solver."""

from __future__ import annotations

from collections.abc import Sequence

from instances.domain.entities import Mentor
from instances.domain.solution import Placement
from instances.dutch.numbers import count, in_points, thousands
from scheduler.explain.help import MEND_FIRST, say_help
from scheduler.explain.question import StudentQuestion
from scheduler.explain.settings import EXPLAIN
from scheduler.reasons.placement import PlacementReasons
from scheduler.repairs.placement import PlacementRepairs
from scheduler.what_if.outcome import OtherMentors, Resolved
from scheduler.wording.pair_scores import LABELS, scores
from scheduler.wording.prices import NO_FAIR_PRICE, cost_rows, movers, price

MORE_TIME = (
    "Dit zijn plaatsen waarbij weinig anderen verhuizen. Wie ook grote verschuivingen wil zien, geeft meer tijd "
    "(--tijd 30)."
)


def explain_place(question: StudentQuestion) -> None:
    """Say the student's mentor beside the best five others; without a mentor the reason, and what would help.

    Args:
        question: Who is asked about, and the means to answer.
    """
    name = f"{question.student.name} ({question.student.id}, jaar {question.student.year})"
    if question.mentor is None:
        _why_none(question, name)
        _what_would_help(question)
        return
    school = question.instance.schools[question.mentor.school]
    board = question.instance.boards[school.board]
    question.screen.say(
        f"{name} is geplaatst bij {question.mentor.name} ({question.mentor.id}) op {school.name}, {board.name}."
    )
    pin = question.instance.pin_of.get(question.student.id)
    if pin is not None and pin.mentor:
        question.screen.say("Deze plaats is vastgezet in het werkboek (P13): iets anders kan niet.")
    elif pin is not None and pin.school:
        question.screen.say("De school is vastgezet in het werkboek (P13): alleen een andere mentor daar is mogelijk.")
    _table(question, question.mentor, question.other_mentors)


def _why_none(question: StudentQuestion, name: str) -> None:
    """The rules in the way; of who had a place also how that went, and the rules only where there is no room left."""
    reasons = PlacementReasons(question.instance, question.placement)
    given = None if question.issued is None else question.issued.placement.get(question.student.id)
    why = ""
    if given is not None:
        mentor = question.instance.mentors.get(given)
        gone, by_hand = f"mentor {given} staat niet meer in het werkboek", "dat is met de hand gewijzigd"
        why = f": {gone}" if mentor is None else f": {by_hand}, eerst bij {mentor.name} ({given})"
    question.screen.say(f"{name} is niet geplaatst{why}.")
    if given is None or not reasons.room(question.student):
        question.screen.say(reasons.reason(question.student))


def _what_would_help(question: StudentQuestion) -> None:
    """Changes of the workbook after which the student has a place, each with its price."""
    if not question.placement_verdict.ok:
        question.screen.warn(MEND_FIRST)
        return
    control = question.search.control.sub_budget(EXPLAIN.placement_help_part)
    repairs = question.search.run(
        lambda: PlacementRepairs(
            question.instance, question.placement, control, None, question.proof, question.search.refused
        )
    )
    found = question.search.run(lambda: repairs.of(question.student.id))
    say_help(question, found, "geplaatst")


def _table(question: StudentQuestion, mentor: Mentor, found: OtherMentors) -> None:
    others = [question.instance.mentors[other] for other, _ in found.answers]
    answers = [answer for _, answer in found.answers]
    columns = [scores(question.instance, question.student, each) for each in (mentor, *others)]
    rows = [(label, *cells) for label, *cells in zip(LABELS, *columns, strict=True)]
    base, verdicts = question.placement_verdict, [answer.verdict for answer in answers]
    prices = [price(base, answer.verdict, answer.exact, answer.floor) for answer in answers]
    rows += cost_rows("Kosten van de plaatsing", base, verdicts, prices)
    moved = [question.others(answer.moved) for answer in answers]
    rows.append(("Wie verhuist mee", "-", *map(movers, moved)))
    heads = ("", f"Nu: {mentor.id}", *(other.id for other in others))
    titles = {0: "Deze mentor", 1: "Deze mentor en de beste andere"}
    many = f"Deze mentor en de beste {thousands(len(others))} andere"
    question.screen.table(titles.get(len(others), many), heads, rows)
    question.screen.say(conclusion(answers, found.complete) if base.ok or not answers else NO_FAIR_PRICE)


def conclusion(answers: Sequence[Resolved[Placement]], complete: bool) -> str:
    """Sum up the other mentors: who loses a place and what boards fall short go before the cost.

    Args:
        answers: The best rosters found with another mentor; may be empty.
        complete: It is proven that no other mentor is cheaper.

    Returns:
        One Dutch sentence.
    """
    if not answers and complete:
        return "Een andere mentor is voor deze student niet mogelijk."
    if not answers:
        return "Een andere plaats voor deze student is niet gevonden."
    best = min(answers, key=lambda answer: answer.key)
    more, short = best.cost, best.shortage
    if best.gained < 0 and complete:
        return "Een andere plaats voor deze student kost een ander zijn plaats."
    if best.gained < 0:
        return "Een andere plaats waarbij iedereen een plaats houdt, is niet gevonden."
    if best.gained > 0:
        can = "kan" if best.gained == 1 else "kunnen"
        return f"Er is een plaats waarbij {count(best.gained, 'student', 'studenten')} meer geplaatst {can} worden."
    if short:
        people = count(abs(short), "student", "studenten")
        where = "Bij de beste andere plaats" if complete else "Bij de beste andere plaats die gevonden is"
        return f"{where} komen besturen samen {people} {'meer' if short > 0 else 'minder'} tekort op hun minimum (P4)."
    if more == 0:
        return "Er is een andere plaats die even goed is."
    if more < 0:
        return f"Er is een plaats die {in_points(-more)} scheelt."
    extra = in_points(more)
    if complete:
        return f"Deze mentor is voor het geheel het goedkoopst: een andere kost {extra} of meer extra, bewezen."
    text = f"Deze mentor is het goedkoopst dat gevonden is: de beste andere kost hoogstens {extra} extra."
    return text if best.floor is None else f"{text} {MORE_TIME}"
