"""What ``tekort`` answers, as values: what to ask for and what to give back, beside rosters. Shows nothing."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

from instances.domain.certificates import Level
from instances.domain.instance import Instance
from instances.domain.solution import Assessment, Placement, Proof, Status
from instances.dutch.numbers import count, in_points, thousands
from models.parallel.inline import InlineExecutor
from models.placement.asking.settings import ASK_SETTINGS
from models.placement.what_if.questions import PlacementQuestions
from scheduler.asking.give_back import place_edits, places_to_return, slot_edits, slots_to_return
from scheduler.asking.placement import PlacementAsks, placement_asks
from scheduler.asking.settings import ASKING
from scheduler.asking.values import AskList, GivenBack
from scheduler.asking.wpa import WpaAsks, wpa_asks
from scheduler.checks.placement import check_placement
from scheduler.previous.proofs import assessment_proof_of, proof_of
from scheduler.previous.provenance import Provenance
from scheduler.previous.rosters import rosters_to_explain
from scheduler.runtime.exit import ExitCode, RefusedError
from scheduler.runtime.screen import Screen
from scheduler.runtime.search_session import SearchSession
from scheduler.what_if.judge import assessment_judge, placement_judge
from scheduler.what_if.soundness import require_sound
from scheduler.writing.output_folder import settle


@dataclass(frozen=True)
class AskOrder:
    """What ``tekort`` was asked.

    Attributes:
        workbook: The file of the workbook.
        roster: The folder with finished rosters; None: a placement is made first.
        seconds: For searching; of work when ``reproducible``.
        target: The file for the lists; None: they are only shown.
        postcodes: A file with postal codes, for addresses without coordinates.
        anyway: Also when the workbook changed since.
        reproducible: The same question always gets the same answer.
    """

    workbook: Path
    roster: Path | None
    seconds: int
    target: Path | None = None
    postcodes: Path | None = None
    anyway: bool = False
    reproducible: bool = False


@dataclass(frozen=True, slots=True)
class AskedRosters:
    """What the asks are set against.

    Attributes:
        placement: A placement that keeps every rule.
        proof: What is proven of it.
        given: The placement that the WPA roster rests on; None where there is no WPA roster.
        assessment: The WPA roster; None without one.
        wpa_proof: What is proven of that.
    """

    placement: Placement
    proof: Proof
    given: Placement | None = None
    assessment: Assessment | None = None
    wpa_proof: Proof | None = None


def rosters_of(order: AskOrder, instance: Instance, search: SearchSession, screen: Screen) -> AskedRosters:
    """Take the rosters of a folder, and make a placement where there is none that is proven the best.

    Args:
        order: What was asked.
        instance: The workbook.
        search: Where is searched.
        screen: Where is said what was made.

    Returns:
        The rosters.

    Raises:
        RefusedError: The folder cannot be used, or no placement was found.
    """
    given: Placement | None = None
    assessment: Assessment | None = None
    wpa_proof: Proof | None = None
    if order.roster is not None:
        settle(order.roster, screen)
        provenance = Provenance(order.roster)
        found = rosters_to_explain(provenance, order.workbook, instance, screen, order.anyway)
        given = (instance.given_placement if found.placement is None else found.placement) or {}
        assessment = found.assessment
        proof = proof_of(provenance, instance, given)
        wpa_proof = assessment_proof_of(provenance, instance, given, assessment or {})
        if proof.status is Status.OPTIMAL and {*Level} <= proof.derived.keys():
            return AskedRosters(given, proof, given, assessment, wpa_proof)
        best = _best_from(instance, given, proof, search)
        if best is not None:
            _say_better(order, instance, given, best[0], screen)
            return AskedRosters(*best, given, assessment, wpa_proof)
    made = search.placement(instance, None, ASKING.base_share)
    if made.placement is None:
        impossible = made.proof.status is Status.INFEASIBLE
        text = "Er is geen plaatsing mogelijk" if impossible else "Er is in de tijd geen plaatsing gevonden"
        code = ExitCode.IMPOSSIBLE if impossible else ExitCode.NO_ANSWER
        raise RefusedError(code, f"{text}; plaatswijzer plaats {order.workbook.name} zegt waarom.")
    require_sound(check_placement(instance, made.placement), made.proof)
    if given is not None:
        _say_better(order, instance, given, made.placement, screen)
    return AskedRosters(made.placement, made.proof, given, assessment, wpa_proof)


def _best_from(
    instance: Instance, given: Placement, proof: Proof, search: SearchSession
) -> tuple[Placement, Proof] | None:
    """The best roster of the workbook from the prices that an earlier run kept: seconds instead of a whole search.

    None where there are no such prices, the roster breaks a rule, or it is not proven in time.
    """
    if proof.certificate is None or Level.COUNT not in proof.derived or not check_placement(instance, given).ok:
        return None
    questions = PlacementQuestions(instance, given, search.control.sub_budget(ASKING.base_share), None, proof)
    best = search.run(lambda: questions.best)
    if best.placement is None or not best.proven:
        return None
    found = replace(
        proof,
        status=Status.OPTIMAL,
        count_bound=best.count,
        shortage_bound=best.shortage,
        cost_bound=best.cost,
        certificate=questions.certificate,
    )
    require_sound(check_placement(instance, best.placement), found)
    return best.placement, found


def _say_better(order: AskOrder, instance: Instance, given: Placement, best: Placement, screen: Screen) -> None:
    now, then = check_placement(instance, given), check_placement(instance, best)
    same = (now.ok, now.count, sum(now.shortage.values()), now.cost)
    if same != (then.ok, then.count, sum(then.shortage.values()), then.cost):
        screen.warn(
            f"Het rooster in {order.roster} is niet het beste van dit werkboek: dat plaatst {thousands(then.count)} "
            f"van {count(len(instance.students), 'student', 'studenten')} en kost {in_points(then.cost)}. Wat een "
            "vraag oplevert, is gerekend vanaf dat beste rooster."
        )


def ask_list(instance: Instance, rosters: AskedRosters, search: SearchSession) -> AskList:
    """Find what to ask for and what to give back, in the time that is left.

    Args:
        instance: The workbook.
        rosters: What the asks are set against.
        search: Where is searched; whoever stops it gets what is known by then.

    Returns:
        Both lists, each figure from a roster that the checks passed.
    """
    wpas = search.run(lambda: _wpas(instance, rosters, search))
    places = search.run(lambda: _places(instance, rosters, search))
    return AskList(
        places.asks,
        places.complete and (wpas is None or wpas.complete),
        places.together,
        places.unplaced,
        places.beyond,
        () if wpas is None else wpas.asks,
        None if wpas is None else wpas.together,
        None if wpas is None else wpas.unheld,
        _returns(instance, rosters),
    )


def _places(instance: Instance, rosters: AskedRosters, search: SearchSession) -> PlacementAsks:
    few = len(instance.students) < ASKING.many_students
    executor = InlineExecutor() if few else search.executor
    return placement_asks(instance, rosters.placement, rosters.proof, search.control, executor, search.refused)


def _wpas(instance: Instance, rosters: AskedRosters, search: SearchSession) -> WpaAsks | None:
    if rosters.assessment is None or rosters.given is None or rosters.wpa_proof is None:
        return None
    return wpa_asks(
        instance,
        rosters.given,
        rosters.assessment,
        rosters.wpa_proof,
        search.control.sub_budget(ASKING.wpa_share),
        search.refused,
        ASK_SETTINGS.most,
    )


def _returns(instance: Instance, rosters: AskedRosters) -> GivenBack:
    places = places_to_return(placement_judge(instance, rosters.placement), ASKING.return_seconds)
    slots: tuple[str, ...] = ()
    proof = rosters.wpa_proof
    full = proof is not None and rosters.assessment is not None and len(rosters.assessment) == proof.count_bound
    if full and rosters.assessment is not None and rosters.given is not None:
        slots = slots_to_return(assessment_judge(instance, rosters.given, rosters.assessment))
    edits = (*place_edits(instance, places), *slot_edits(instance, slots))
    return GivenBack(edits, places, slots, rosters.proof.status is Status.OPTIMAL)
