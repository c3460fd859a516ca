"""What it would cost to help who is worst off, each answer solved and checked in a bounded time. Knows no layout.

A student is helped by a mentor with whom less is against the student and nothing new; a tandem or an assessor by one
student or WPA less.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import replace
from typing import TYPE_CHECKING

from instances.domain.entities import Student
from instances.domain.instance import Instance
from instances.domain.rulebook import Wish
from instances.domain.solution import Assessment, Placement, Status
from models.assessment.what_if.replan import replan_wpas
from models.placement.what_if.answers import PlacementAnswer
from models.placement.what_if.questions import PlacementQuestions
from reports.fairness.figures import Load, against, assessor_loads, tandem_loads, worst_off
from reports.run.bundle import HelpCosts, Run
from scheduler.checks.assessment import check_assessment
from scheduler.checks.placement import check_placement
from scheduler.explain.case import AT_ONCE
from scheduler.job.job import Job
from scheduler.runtime.exit import DefectError
from scheduler.runtime.search_session import SearchSession
from scheduler.wording.prices import fewer_words, no_price
from scheduler.wording.texts import count, number

if TYPE_CHECKING:
    from instances.domain.verdict import Verdict
    from models.search.control import Control

SECONDS = 10.0  # at most for either roster, beyond the time for searching
LARGE_SECONDS = 20.0  # the same for the placement of a large semester
PART = 0.65  # of the time for students; the rest is for tandems
MOST_LOADED = 3  # tandems and assessors
TRIES = 5  # mentors tried for one student of a large semester
GAINED = {Wish.W2: "binnen de streeftijd", Wish.W1: "een leerbehoefte gedekt", Wish.W4: "school van de eigen lijst"}
NO_TIME = "niet uitgerekend in de tijd"
ASK = f"{NO_TIME}; vraag het met plaatswijzer verklaar"
NOTHING_BETTER = "kan alleen als er iets anders gaat tegenzitten; wat er kan, zegt plaatswijzer verklaar"
IMPOSSIBLE = "kan niet: zo is er geen rooster"
PINNED = "kan niet: de plaats is vastgezet (P13)"

Ask = Callable[[str, Sequence[str]], PlacementAnswer]
"""Student and mentors to the best roster found with one of them."""


def with_placement_relief(work: Job, search: SearchSession, run: Run) -> Run:
    """The run with what it costs to help students and tandems; as it is when the search was broken off."""
    before = None if work.previous is None else work.previous.placement

    def asked(control: Control) -> HelpCosts:
        found = PlacementRelief(run, control, before)
        return replace(run.help_costs, students=found.students(), tandems=found.tandems())

    seconds = LARGE_SECONDS if len(run.instance.students) > AT_ONCE else SECONDS
    return _with_relief(search, run, asked, seconds) if run.placed else run


def with_assessment_relief(work: Job, search: SearchSession, run: Run) -> Run:
    """The same for assessors; as it is without a WPA roster."""
    before = None if work.previous is None else work.previous.assessment

    def asked(control: Control) -> HelpCosts:
        return replace(run.help_costs, assessors=assessor_relief(run, control, before))

    return _with_relief(search, run, asked, SECONDS) if run.assessment else run


def _with_relief(search: SearchSession, run: Run, asked: Callable[[Control], HelpCosts], seconds: float) -> Run:
    """Asked in a time of its own."""
    if search.stopped:
        return run

    def solve() -> Run:
        control = search.control.extra_budget(seconds)
        relief = asked(control)
        search.control.charge(control.elapsed)
        return replace(run, help_costs=relief)

    return search.run(solve)


class PlacementRelief:
    """Questions about the placement of a run, put in words."""

    def __init__(self, run: Run, control: Control, before: Placement | None) -> None:
        self.run, self.control, self.before = run, control, before
        self.large = len(run.instance.students) > AT_ONCE
        self.questions = PlacementQuestions(
            run.instance, run.placement, control.sub_budget(PART), before, run.placement_proof
        )

    def students(self) -> dict[str, str]:
        """In a large semester first where few others move; with the time that is left for whom nothing was found."""
        worst = [one.student for one in worst_off(self.run)]
        told = {
            student.id: self._student(student, self._close if self.large else self.questions.among) for student in worst
        }
        left, control = [student for student in worst if told[student.id] == ASK], self.questions.control
        for place, student in enumerate(left):
            self.questions.control = control.sub_budget(1 / (len(left) - place))
            told[student.id] = self._student(student, self.questions.among)
        return told

    def _student(self, student: Student, ask: Ask) -> str:
        pin = self.run.instance.pin_of.get(student.id)
        if pin is not None and (pin.mentor or pin.school):
            return PINNED
        now = self._against(student, self.run.placement[student.id])
        better = [m for m in self.questions.suitable(student.id) if self._against(student, m) < now]
        if not better:
            return NOTHING_BETTER
        answer = ask(student.id, better)
        if answer.placement is None:
            return IMPOSSIBLE if answer.impossible else ASK
        there = answer.placement[student.id]
        school = self.run.instance.school_of(there)
        minutes = self.run.instance.travel_minutes(student.id, school.id)
        price = self._price(self.run.instance, answer, [student.id])
        gained = [words for wish, words in GAINED.items() if wish in now and wish not in self._against(student, there)]
        where = ", ".join([f"{minutes} min", *gained])
        stays = school.id == self.run.instance.mentors[self.run.placement[student.id]].school
        to = f"andere mentor op {school.name}" if stays else f"naar {school.name}"
        return ASK if price is None else f"{to} ({where}): {price}"

    def _close(self, student: str, mentors: Sequence[str]) -> PlacementAnswer:
        """The best of a few tries in which few others move; nothing is proven of it."""
        found = self.questions.close(student, 1, mentors, TRIES).answers
        return replace(found[0][1], proven=False) if found else PlacementAnswer(None)

    def _against(self, student: Student, mentor: str) -> AbstractSet[Wish]:
        return against(self.run.instance, student, mentor).keys()

    def tandems(self) -> dict[str, str]:
        """One student less for the tandems furthest above their norm."""
        instance, found, heaviest = self.run.instance, {}, _heaviest(tandem_loads(self.run))
        questions = PlacementQuestions(
            instance, self.run.placement, self.control, self.before, self.run.placement_proof
        )
        for place, load in enumerate(heaviest):
            questions.control = self.control.sub_budget(1 / (len(heaviest) - place))
            tandem = replace(instance.tandems[load.id], max_students=load.count - 1)
            edited = replace(instance, tandems={**instance.tandems, load.id: tandem})
            answer = questions.changed(edited) if self.control.remaining > 0 else PlacementAnswer(None)
            price = self._price(edited, answer)
            missing = IMPOSSIBLE if answer.impossible else NO_TIME
            found[load.id] = missing if price is None else f"één student minder: {price}"
        return found

    def _price(self, instance: Instance, answer: PlacementAnswer, besides: Sequence[str] = ()) -> str | None:
        """None without a roster, and where only the time that was short makes it place fewer."""
        base = self.run.placement_verdict
        if answer.placement is None or (answer.count < base.count and not answer.proven):
            return None
        verdict = check_placement(instance, answer.placement, self.before)
        if not verdict.ok:
            raise DefectError("a roster that would help breaks a rule")
        return _told(base, verdict, answer.proven, _moved(len(self.questions.moved(answer, besides))))


def assessor_relief(run: Run, control: Control, before: Assessment | None) -> dict[str, str]:
    """One WPA less for the assessors furthest above their fair share, with the fewest changes."""
    assert run.assessment is not None
    assert run.assessment_verdict is not None
    instance, base, found = run.instance, run.assessment_verdict, {}
    for load in _heaviest((*assessor_loads(run, True), *assessor_loads(run, False))):
        trainer = replace(instance.trainers[load.id], max_wpas=load.count - 1)
        edited = replace(instance, trainers={**instance.trainers, load.id: trainer})
        told = replan_wpas(edited, run.placement, run.assessment, control) if control.remaining > 0 else None
        if told is None or told.assessment is None:
            found[load.id] = IMPOSSIBLE if told and told.proof.status is Status.INFEASIBLE else NO_TIME
            continue
        # the fair shares are those of the workbook as it is
        verdict = check_assessment(instance, run.placement, told.assessment, before)
        if not verdict.ok:
            raise DefectError("a WPA roster that would help breaks a rule")
        if verdict.count < base.count and verdict.count < told.proof.count_bound:
            found[load.id] = NO_TIME
            continue
        found[load.id] = f"één WPA minder: {_told(base, verdict, False, _changed(told.changes))}"
    return found


def _moved(others: int) -> str:
    return count(others, "ander verhuist", "anderen verhuizen") if others else "niemand anders verhuist"


def _changed(wpas: int) -> str:
    return count(wpas, "WPA verandert", "WPA's veranderen")


def _heaviest(loads: Iterable[Load]) -> list[Load]:
    above = [load for load in loads if load.above]
    return sorted(above, key=lambda load: (-load.above, -load.count, load.id))[:MOST_LOADED]


def _told(base: Verdict, found: Verdict, proven: bool, moved: str) -> str:
    """``kosten hoogstens 69 hoger, 2 anderen verhuizen``; without a price when someone loses a place."""
    if no_price(base, found):
        return f"{fewer_words(base, found)} {moved[0].upper()}{moved[1:]}."
    more = found.cost - base.cost
    most = "" if proven else "minstens " if more < 0 else "hoogstens "
    price = (
        f"kosten {most}gelijk" if not more else f"kosten {most}{number(abs(more))} {'hoger' if more > 0 else 'lager'}"
    )
    short = fewer_words(base, found)
    return f"{price}, {moved}{f'. {short}' if short else ''}"
