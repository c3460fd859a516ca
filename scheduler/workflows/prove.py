"""``bewijs``: the bounds of rosters counted again from bewijs.json, and the roster's own figures beside them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from instances.domain.certificates import DualBound, Level, Recheck, SchoolDuals
from instances.domain.instance import Instance
from instances.domain.solution import Assessment, Placement
from instances.domain.verdict import Verdict
from instances.dutch.lists import listed_at_most
from instances.dutch.numbers import count, in_points, thousands
from instances.rosters.columns import PLACEMENT_FILE, PROOF_FILE, RESULT_FILE
from reports.account.proof_file import StoredProof
from scheduler.checks.assessment import check_assessment
from scheduler.checks.placement import check_placement
from scheduler.input.read_workbook import take_in_what_is_there
from scheduler.previous.provenance import Provenance, change_words, refuse_codes
from scheduler.previous.rosters import rosters_to_judge
from scheduler.proof.assessment import AssessmentRecount
from scheduler.proof.placement import PlacementRecount
from scheduler.runtime.exit import ExitCode, RefusedError
from scheduler.runtime.screen import Screen
from scheduler.wording.settings import SHOWN
from scheduler.writing.output_folder import settle

SolveSchools = Callable[[Instance, Placement, SchoolDuals], Recheck]
BY_SOLVER = "is door de oplosser bewezen, niet in dit bewijs"


def prove(path: Path, folder: Path, screen: Screen, postcodes: Path | None, solve: SolveSchools) -> ExitCode:
    """Count the bounds of the rosters in a folder again.

    Args:
        path: The file of the workbook.
        folder: The folder with the rosters and their proof.
        screen: Where everything is said.
        postcodes: A file with postal codes.
        solve: Solves the bounds of schools again: all that needs a solver, and only asked of a WPA roster.

    Returns:
        How the command ends: INCOMPLETE when a roster breaks a rule, NO_ANSWER when not every school could be solved.

    Raises:
        FaultyInputError: The workbook has faults.
        RefusedError: The proof is not of this workbook and these rosters, or claims more than follows from it.
    """
    settle(folder, screen)
    provenance = Provenance(folder)
    stored = _untouched(provenance)
    intake = take_in_what_is_there(path, screen, postcodes, None, notices=False)
    instance = intake.instance
    refuse_codes(provenance, instance)
    if not provenance.of(instance) or stored.fingerprint != provenance.fingerprint:
        raise _other_workbook(provenance, path, instance)
    placement, assessment = _same_rosters(provenance, instance)
    verdict = check_placement(instance, placement, stored.placement)
    told = _told(provenance, "plaatsing", verdict)
    _Placement(screen, folder, told, PlacementRecount(instance, stored.placement), verdict).tell(stored)
    sound, whole = verdict.ok, True
    if assessment is not None:
        wpa = check_assessment(instance, placement, assessment, stored.assessment)
        of = _Wpas(screen, folder, instance, placement, wpa, _told(provenance, "wpa", wpa))
        sound, whole = sound and wpa.ok, _tell_wpas(of, stored.schools, solve)
    if not sound:
        screen.warn(f"Een rooster breekt een regel; zie plaatswijzer controleer {path.name} --rooster {folder}.")
    return ExitCode.NO_ANSWER if not whole else ExitCode.DONE if sound else ExitCode.INCOMPLETE


def _refused(folder: Path, why: str) -> RefusedError:
    return RefusedError(ExitCode.FAULTS, f"Het bewijs in {folder} is geweigerd: {why}.")


def _other_workbook(provenance: Provenance, path: Path, instance: Instance) -> RefusedError:
    """What differs, and where the workbook is that the roster was made of, as far as that is known."""
    changes = provenance.changes(instance)
    what = f": {', '.join(change_words(changes))}" if changes else ""
    copy = provenance.copy
    other = "" if copy is None or copy.resolve() == path.resolve() else f". Geef {copy} op: daarvan is het gemaakt"
    return _refused(provenance.folder, f"het werkboek zegt iets anders dan dat waarvan het rooster is{what}{other}")


def _untouched(provenance: Provenance) -> StoredProof:
    """The proof, when its file and that with its print are as they were written."""
    folder = provenance.folder
    if not (folder / PROOF_FILE).is_file():
        why = "Met --gepseudonimiseerd komt er geen." if provenance.coded else "Maak het rooster opnieuw."
        raise RefusedError(ExitCode.FAULTS, f"In {folder} staat geen {PROOF_FILE}. {why}")
    if not provenance.proof_as_written:
        raise _refused(folder, f"{PROOF_FILE} of {RESULT_FILE} is gewijzigd sinds Plaatswijzer ze schreef")
    if provenance.proof is None:
        raise _refused(folder, f"{PROOF_FILE} is geen bewijs zoals Plaatswijzer het schrijft")
    return provenance.proof


def _same_rosters(provenance: Provenance, instance: Instance) -> tuple[Placement, Assessment | None]:
    """The rosters in the folder, when they are those that the proof was written beside."""
    folder, given = provenance.folder, provenance.rosters
    found, faults = rosters_to_judge(folder, instance)
    if found.placement is None:
        raise RefusedError(ExitCode.FAULTS, f"In {folder} staat geen {PLACEMENT_FILE} om te bewijzen.")
    if given is None or faults or dict(found.placement) != dict(given.placement):
        raise _refused(folder, "de plaatsing is gewijzigd sinds het bewijs geschreven is")
    if dict(found.assessment or {}) != dict(given.assessment):
        raise _refused(folder, "het WPA-rooster is gewijzigd sinds het bewijs geschreven is")
    return found.placement, found.assessment


def _told(provenance: Provenance, which: str, verdict: Verdict) -> Mapping[str, Any]:
    """The figures beside the proof, when they are those that are counted from the roster."""
    part: Any = provenance.result.get(which)
    figures = [part.get(key) for key in ("aantal", "kosten", "aantal_max")] if isinstance(part, dict) else []
    proven = isinstance(part, dict) and type(part.get("ondergrens")) in (int, type(None))
    if figures[:2] != [verdict.count, verdict.cost] or type(figures[2]) is not int or not proven:
        raise _refused(provenance.folder, f"{RESULT_FILE} zegt van {which} iets anders dan wat er geteld wordt")
    return part  # type: ignore[no-any-return]


def _of_solver(told: Mapping[str, Any]) -> str:
    """A bound that no price proves; after ``herplan`` it is that of rosters with the fewest changes only."""
    few = " met zo weinig wijzigingen" if "gewijzigd" in told else ""
    return f"Dat geen rooster{few} minder dan {in_points(told['ondergrens'])} kost, {BY_SOLVER}."


@dataclass(frozen=True, slots=True)
class _Placement:
    """What is told of the placement, level by level."""

    screen: Screen
    folder: Path
    told: Mapping[str, Any]
    recount: PlacementRecount
    verdict: Verdict

    def tell(self, stored: StoredProof) -> None:
        found = {level: self._derived(level, stored.bounds) for level in Level}
        told = self.told
        placed, short = self.verdict.count, sum(self.verdict.shortage.values())
        everyone = count(len(self.recount.instance.students), "student", "studenten")
        self.screen.say(
            f"Plaatsing: {thousands(placed)} van {everyone} geplaatst. "
            f"Bewezen: geen rooster plaatst er meer dan {thousands(found[Level.COUNT])}."
        )
        if found[Level.COUNT] > told["aantal_max"]:
            self.screen.say(f"Dat er hoogstens {thousands(told['aantal_max'])} kunnen, {BY_SOLVER}.")
        if any(board.min_students for board in self.recount.instance.boards.values()):
            self.screen.say(
                f"Tekort op het minimum van besturen: {count(short, 'student', 'studenten')}. "
                f"Bewezen: geen rooster dat er zoveel plaatst, komt er minder dan "
                f"{thousands(found[Level.SHORTAGE])} tekort."
            )
            if found[Level.SHORTAGE] < short and told["ondergrens"] is not None:
                self.screen.say(f"Dat het niet minder dan {thousands(short)} kan, {BY_SOLVER}.")
        self.screen.say(
            f"Kosten van de plaatsing, opnieuw geteld: {in_points(self.verdict.cost)}. Bewezen: geen rooster dat er "
            f"zoveel plaatst en zo weinig tekortkomt, kost minder dan {in_points(found[Level.COST])}."
        )
        if told["ondergrens"] is not None and told["ondergrens"] > found[Level.COST]:
            self.screen.say(_of_solver(told))

    def _derived(self, level: Level, bounds: Mapping[Level, DualBound]) -> int:
        """What follows for rosters like this one; a claim in the file must follow as well."""
        proof = bounds.get(level, DualBound())
        placed = 0 if level is Level.COUNT else self.verdict.count
        short = sum(self.verdict.shortage.values()) if level is Level.COST else None
        found = self._count(level, proof, placed, short)
        same = (proof.placed, proof.short) == (placed, short)
        claimed = found if same or proof.value is None else self._count(level, proof, proof.placed, proof.short)
        if proof.value is not None and (claimed > proof.value if level is Level.COUNT else claimed < proof.value):
            raise _refused(
                self.folder,
                f"het zegt van {level.value} {thousands(proof.value)}, en uit de prijzen volgt {thousands(claimed)}",
            )
        return found if level is Level.COUNT else max(0, found)

    def _count(self, level: Level, proof: DualBound, placed: int, short: int | None) -> int:
        try:
            return self.recount.bound(level, proof, placed, short)
        except ValueError as error:
            raise _refused(self.folder, "de schaal van de prijzen kan niet") from error


@dataclass(frozen=True, slots=True)
class _Wpas:
    """The WPA roster that a proof is told of."""

    screen: Screen
    folder: Path
    instance: Instance
    placement: Placement
    verdict: Verdict
    told: Mapping[str, Any]


def _tell_wpas(of: _Wpas, duals: SchoolDuals | None, solve: SolveSchools) -> bool:
    """What is proven of the WPA roster; False where not every school could be solved again."""
    recount = AssessmentRecount(of.instance, of.placement)
    of.screen.say(
        f"WPA-rooster: {thousands(of.verdict.count)} WPA's ingepland. Bewezen: op deze plaatsing kunnen er niet meer "
        f"dan {thousands(recount.possible)}. Kosten, opnieuw geteld: {in_points(of.verdict.cost)}."
    )
    if duals is None:
        of.screen.say(f"Een ondergrens van het WPA-rooster staat niet in {PROOF_FILE}.")
        if of.told["ondergrens"] is not None:
            of.screen.say(_of_solver(of.told))
        return True
    try:
        found = recount.bound(duals)
    except ValueError as error:
        raise _refused(of.folder, "het is van andere WPA's dan die van deze plaatsing") from error
    if found < duals.value:
        raise _refused(
            of.folder, f"het zegt van het WPA-rooster {thousands(duals.value)}, en er volgt {thousands(found)}"
        )
    solved = solve(of.instance, of.placement, duals)
    if solved.refuted:
        raise _refused(
            of.folder,
            "de ondergrens van "
            f"{count(len(solved.refuted), 'school', 'scholen')} klopt niet "
            f"({listed_at_most(solved.refuted, SHOWN.changed_rows)})",
        )
    whole = len(solved.confirmed) == solved.schools
    of.screen.say(
        f"{'Bewezen' if whole else 'Nagerekend, als de grenzen van alle scholen kloppen'}: geen rooster met "
        f"{thousands(duals.count)} WPA's kost minder dan {in_points(found)} (wijzigingen, V7, niet meegeteld)."
    )
    of.screen.say(
        f"Deelproblemen: {thousands(len(solved.confirmed))} van {count(solved.schools, 'school', 'scholen')} opnieuw "
        "opgelost, met een oplosser; de rest van de som is zonder oplosser nagerekend."
    )
    if of.told["ondergrens"] is not None and of.told["ondergrens"] > found:
        of.screen.say(_of_solver(of.told))
    return whole
