"""Why this mentor, and what else is possible at what price; or why there is none. Knows questions, no solver."""

from __future__ import annotations

from collections.abc import Sequence

from instances.domain.entities import Mentor
from instances.domain.verdict import Verdict
from models.placement.what_if.answers import Alternatives, PlacementAnswer
from scheduler.explain.case import PLACE_SHARE, StudentQuestion
from scheduler.explain.help import MEND_FIRST, say_help
from scheduler.reasons.placement import PlacementReasons
from scheduler.repairs.placement import PlacementRepairs
from scheduler.wording.pair_scores import LABELS, scores
from scheduler.wording.prices import NO_FAIR_PRICE, cost_rows, movers, price
from scheduler.wording.texts import count, number

MORE_TIME = (
    "Dit zijn plaatsen waarbij weinig anderen verhuizen. Wie ook grote verschuivingen wil zien, geeft meer tijd "
    "(--tijd 30)."
)


def explain_place(case: StudentQuestion) -> None:
    """The mentor there is beside the best five others; for who has none the reason."""
    who = f"{case.student.name} ({case.student.id}, jaar {case.student.year})"
    if case.mentor is None:
        _why_none(case, who)
        _what_would_help(case)
        return
    school = case.instance.schools[case.mentor.school]
    board = case.instance.boards[school.board]
    case.screen.say(f"{who} is geplaatst bij {case.mentor.name} ({case.mentor.id}) op {school.name}, {board.name}.")
    pin = case.instance.pin_of.get(case.student.id)
    if pin is not None and pin.mentor:
        case.screen.say("Deze plaats is vastgezet in het werkboek (P13): iets anders kan niet.")
    elif pin is not None and pin.school:
        case.screen.say("De school is vastgezet in het werkboek (P13): alleen een andere mentor daar is mogelijk.")
    _table(case, case.mentor, case.other_mentors)


def _why_none(case: StudentQuestion, who: str) -> None:
    """The rules in the way; of who had a place also how that went, and the rules only where there is no room left."""
    reasons = PlacementReasons(case.instance, case.placement)
    given = None if case.issued is None else case.issued.placement.get(case.student.id)
    why = ""
    if given is not None:
        mentor = case.instance.mentors.get(given)
        gone, by_hand = f"mentor {given} staat niet meer in het werkboek", "dat is met de hand gewijzigd"
        why = f": {gone}" if mentor is None else f": {by_hand}, eerst bij {mentor.name} ({given})"
    case.screen.say(f"{who} is niet geplaatst{why}.")
    if given is None or not reasons.room(case.student):
        case.screen.say(reasons.reason(case.student))


def _what_would_help(case: StudentQuestion) -> None:
    """Changes of the workbook after which the student has a place, each with its price."""
    if not case.placement_verdict.ok:
        case.screen.warn(MEND_FIRST)
        return
    control = case.search.control.sub_budget(PLACE_SHARE)
    repairs = case.search.run(lambda: PlacementRepairs(case.instance, case.placement, control, None, case.proof))
    found = case.search.run(lambda: repairs.of(case.student.id))
    say_help(case, found, "geplaatst")


def _table(case: StudentQuestion, mentor: Mentor, found: Alternatives) -> None:
    others = [case.instance.mentors[other] for other, _ in found.answers]
    answers = [answer for _, answer in found.answers]
    columns = [scores(case.instance, case.student, one) for one in (mentor, *others)]
    rows = [(label, *cells) for label, *cells in zip(LABELS, *columns, strict=True)]
    base, verdicts = case.placement_verdict, [case.judged(answer.placement or {}) for answer in answers]
    prices = [price(base, v, answer.proven, answer.cost_bound) for v, answer in zip(verdicts, answers, strict=True)]
    rows += cost_rows("Kosten van de plaatsing", base, verdicts, prices)
    moved = [case.others(case.placement_questions.moved(answer)) for answer in answers]
    rows.append(("Wie verhuist mee", "-", *map(movers, moved)))
    heads = ("", f"Nu: {mentor.id}", *(other.id for other in others))
    title = {0: "Deze mentor", 1: "Deze mentor en de beste andere"}
    case.screen.table(title.get(len(others), f"Deze mentor en de beste {number(len(others))} andere"), heads, rows)
    case.screen.say(conclusion(base, answers, found.complete) if base.ok or not answers else NO_FAIR_PRICE)


def conclusion(base: Verdict, answers: Sequence[PlacementAnswer], complete: bool) -> str:
    """What the best of the others comes to: who loses a place and what boards fall short go before the cost."""
    if not answers and complete:
        return "Een andere mentor is voor deze student niet mogelijk."
    if not answers:
        return "Een andere plaats voor deze student is niet gevonden."
    best = min(answers, key=lambda answer: answer.key)
    more, short = best.cost - base.cost, best.shortage - sum(base.shortage.values())
    if best.count < base.count and complete:
        return "Een andere plaats voor deze student kost een ander zijn plaats."
    if best.count < base.count:
        return "Een andere plaats waarbij iedereen een plaats houdt, is niet gevonden."
    if best.count > base.count:
        gained = best.count - base.count
        can = "kan" if gained == 1 else "kunnen"
        return f"Er is een plaats waarbij {count(gained, 'student', 'studenten')} meer geplaatst {can} worden."
    if best.count == base.count and short:
        people = count(abs(short), "student", "studenten")
        where = "Bij de beste andere plaats" if complete else "Bij de beste andere plaats die gevonden is"
        return f"{where} komen besturen samen {people} {'meer' if short > 0 else 'minder'} tekort op hun minimum (P4)."
    if more > 0:
        if complete:
            return (
                f"Deze mentor is voor het geheel het goedkoopst: een andere kost {number(more)} of meer extra, bewezen."
            )
        told = f"Deze mentor is het goedkoopst dat gevonden is: de beste andere kost hoogstens {number(more)} extra."
        return told if best.cost_bound is None else f"{told} {MORE_TIME}"
    return (
        "Er is een andere plaats die even goed is." if more == 0 else f"Er is een plaats die {number(-more)} scheelt."
    )
