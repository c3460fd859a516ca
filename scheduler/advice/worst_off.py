"""What it would cost to help who is worst off, each answer solved and checked in a bounded time. Knows no layout.

A student is helped by a mentor with whom less is against the student and nothing new; a tandem or an assessor by one
student or WPA less.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from collections.abc import Set as AbstractSet
from dataclasses import replace

from instances.domain.entities import Student
from instances.domain.rulebook import Wish
from instances.domain.solution import Assessment, Placement
from instances.dutch.lists import opening
from instances.dutch.numbers import count
from instances.edits.edit import CellEdit
from instances.tables.columns import TANDEMS, TRAINERS
from models.search.control import Control
from reports.fairness.figures import Load, against, assessor_loads, tandem_loads, worst_off
from reports.run.bundle import HelpCosts, Run
from scheduler.advice.settings import ADVICE
from scheduler.job.job import Job
from scheduler.runtime.search_session import SearchSession
from scheduler.what_if.assessment import WpaWhatIf
from scheduler.what_if.outcome import NoRoster, PlacementOutcome, Resolved, WpaOutcome
from scheduler.what_if.placement import PlacementWhatIf
from scheduler.what_if.requests import BestOfAFew, EditedPlacement, FewestWpaChanges, MentorAmong, PlacementRequest
from scheduler.what_if.settings import WHAT_IF
from scheduler.what_if.soundness import Refused, raise_refused
from scheduler.wording.prices import cost_words, fewer_words

GAINED = {Wish.W2: "binnen de streeftijd", Wish.W1: "een leerbehoefte gedekt", Wish.W4: "school van de eigen lijst"}
NO_TIME = "niet uitgerekend in de tijd"
ASK = f"{NO_TIME}; vraag het met plaatswijzer verklaar"
NOTHING_BETTER = "kan alleen als er iets anders gaat tegenzitten; wat er kan, zegt plaatswijzer verklaar"
IMPOSSIBLE = "kan niet: zo is er geen rooster"
REFUSED = "weggelaten door een fout in Plaatswijzer"
PINNED = "kan niet: de plaats is vastgezet (P13)"


def with_placement_advice(job: Job, search: SearchSession, run: Run) -> Run:
    """Work out what it costs to help the worst off of a placement.

    Args:
        job: The job underway.
        search: Where is searched.
        run: The run with its placement.

    Returns:
        The run with a text for each student and tandem that is worst off; as it is when the search was broken off.
    """
    before = None if job.previous is None else job.previous.placement

    def ask(control: Control) -> HelpCosts:
        advice = WorstOffAdvice(run, control, before, search.refused)
        return replace(run.help_costs, students=advice.students(), tandems=advice.tandems())

    large = len(run.instance.students) > WHAT_IF.proven_at_once
    seconds = ADVICE.worst_off_seconds_large if large else ADVICE.worst_off_seconds
    return _with_advice(search, run, ask, seconds) if run.placed else run


def with_assessment_advice(job: Job, search: SearchSession, run: Run) -> Run:
    """Work out what it costs to help the assessors with the most WPAs.

    Args:
        job: The job underway.
        search: Where is searched.
        run: The run with its WPA roster, or without.

    Returns:
        The run with a text for each of them; as it is without a WPA roster or when the search was broken off.
    """
    before = None if job.previous is None else job.previous.assessment

    def ask(control: Control) -> HelpCosts:
        return replace(run.help_costs, assessors=advice_for_assessors(run, control, before, search.refused))

    return _with_advice(search, run, ask, ADVICE.worst_off_seconds) if run.assessment else run


def _with_advice(search: SearchSession, run: Run, ask: Callable[[Control], HelpCosts], seconds: float) -> Run:
    """Asked in a time of its own."""
    return run if search.stopped else replace(run, help_costs=search.run_extra(seconds, ask, run.help_costs))


class WorstOffAdvice:
    """What helping the worst off of one placement costs, in words."""

    def __init__(self, run: Run, control: Control, before: Placement | None, refused: Refused = raise_refused) -> None:
        """Prepare the questions.

        Args:
            run: The run with the placement.
            control: The time for all answers.
            before: The earlier placement from which changes count (W9); None without one.
            refused: Is told of an answer that breaks a rule; its text says that it is left out.
        """
        self.run, self.control = run, control
        self.large = len(run.instance.students) > WHAT_IF.proven_at_once
        self._what_if = PlacementWhatIf(
            run.instance, run.placement, control,
            previous=before, proof=run.placement_proof, verdict=run.placement_verdict, refused=refused,
        )  # fmt: skip

    def students(self) -> dict[str, str]:
        """Help each student who is worst off.

        In a large semester first where few others move; with the time that is left for whom nothing was found.

        Returns:
            Student id to the Dutch text.
        """
        control = self.control.sub_budget(ADVICE.students_part)
        worst = [each.student for each in worst_off(self.run)]
        texts = {student.id: self._student(student, control, self.large) for student in worst}
        left = [student for student in worst if texts[student.id] == ASK]
        for place, student in enumerate(left):
            texts[student.id] = self._student(student, control.sub_budget(1 / (len(left) - place)), nearby=False)
        return texts

    def _student(self, student: Student, control: Control, nearby: bool) -> str:
        """``nearby``: only rosters in which few others move."""
        pin = self.run.instance.pin_of.get(student.id)
        if pin is not None and (pin.mentor or pin.school):
            return PINNED
        now = self._against(student, self.run.placement[student.id])
        better = tuple(m for m in self._what_if.suitable(student.id) if self._against(student, m) < now)
        if not better:
            return NOTHING_BETTER
        request: PlacementRequest = MentorAmong(student.id, better)
        if nearby:
            request = BestOfAFew(student.id, better, ADVICE.tries)
        outcome = self._what_if.sound_answer(request, control)
        if isinstance(outcome, NoRoster):
            return _none(outcome, ASK)
        return ASK if outcome.fewer_for_lack_of_time else self._helped(student, now, outcome)

    def _helped(self, student: Student, now: AbstractSet[Wish], outcome: Resolved[Placement]) -> str:
        """``naar De Eik (12 min, binnen de streeftijd)`` and the price."""
        instance, mentor = self.run.instance, outcome.roster[student.id]
        school = instance.school_of(mentor)
        left = self._against(student, mentor)
        gained = [words for wish, words in GAINED.items() if wish in now and wish not in left]
        where = ", ".join([f"{instance.travel_minutes(student.id, school.id)} min", *gained])
        stays = school.id == instance.mentors[self.run.placement[student.id]].school
        to = f"andere mentor op {school.name}" if stays else f"naar {school.name}"
        others = sum(id != student.id for id in outcome.moved)
        return f"{to} ({where}): {_price(outcome, _moved(others))}"

    def _against(self, student: Student, mentor: str) -> AbstractSet[Wish]:
        return against(self.run.instance, student, mentor).keys()

    def tandems(self) -> dict[str, str]:
        """Help the tandems furthest above their norm, by one student less.

        Returns:
            Tandem id to the Dutch text.
        """
        found, heaviest = {}, _heaviest(tandem_loads(self.run))
        for place, load in enumerate(heaviest):
            edit = CellEdit(TANDEMS.name, load.id, "Max studenten", load.count - 1)
            part = self.control.sub_budget(1 / (len(heaviest) - place))
            outcome: PlacementOutcome = NoRoster()
            if self.control.remaining > 0:
                outcome = self._what_if.sound_answer(EditedPlacement((edit,)), part)
            found[load.id] = _one_less("student", outcome)
        return found


def advice_for_assessors(
    run: Run, control: Control, before: Assessment | None, refused: Refused = raise_refused
) -> dict[str, str]:
    """Help the assessors furthest above their fair share, by one WPA less, with the fewest changes.

    Args:
        run: The run with its placement and WPA roster.
        control: The time for all answers.
        before: The earlier WPA roster from which changes count (V7); None without one.
        refused: Is told of an answer that breaks a rule; its text says that it is left out.

    Returns:
        Trainer id to the Dutch text; empty without a WPA roster.
    """
    if run.assessment is None:
        return {}
    what_if = WpaWhatIf(
        run.instance, run.placement, run.assessment, control,
        previous=before, verdict=run.assessment_verdict, refused=refused,
    )  # fmt: skip
    found = {}
    for load in _heaviest((*assessor_loads(run, True), *assessor_loads(run, False))):
        edit = CellEdit(TRAINERS.name, load.id, "Max WPA's", load.count - 1)
        outcome: WpaOutcome = NoRoster()
        if control.remaining > 0:
            outcome = what_if.sound_answer(FewestWpaChanges((edit,)))
        found[load.id] = _one_less("WPA", outcome)
    return found


def _heaviest(loads: Iterable[Load]) -> list[Load]:
    above = [load for load in loads if load.above]
    return sorted(above, key=lambda load: (-load.above, -load.count, load.id))[: ADVICE.most_loaded]


# -- words -------------------------------------------------------------------------------------------


def _one_less(what: str, outcome: PlacementOutcome | WpaOutcome) -> str:
    """``what``: student or WPA."""
    if isinstance(outcome, NoRoster):
        return _none(outcome, NO_TIME)
    if outcome.fewer_for_lack_of_time:
        return NO_TIME
    moved = _moved(len(outcome.moved)) if what == "student" else _changed(len(outcome.displaced))
    return f"één {what} minder: {_price(outcome, moved)}"


def _none(outcome: NoRoster, not_found: str) -> str:
    if outcome.refused:
        return REFUSED
    return IMPOSSIBLE if outcome.impossible else not_found


def _moved(others: int) -> str:
    return count(others, "ander verhuist", "anderen verhuizen") if others else "niemand anders verhuist"


def _changed(wpas: int) -> str:
    return count(wpas, "WPA verandert", "WPA's veranderen")


def _price(outcome: Resolved[Placement] | Resolved[Assessment], moved: str) -> str:
    """``kosten hoogstens 69 hoger, 2 anderen verhuizen``; without a price when someone loses a place."""
    short = fewer_words(outcome.base, outcome.verdict)
    if outcome.gained < 0:
        return f"{short} {opening(moved)}."
    price = cost_words(outcome.cost, outcome.exact)
    return f"{price}, {moved}{f'. {short}' if short else ''}"
