"""``controleer``: the workbook before solving, or a roster against every rule. Writes no roster."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from instances.domain.instance import Instance
from instances.domain.rulebook import ASSESSMENT_RULES, PLACEMENT_RULES, RULES, WISHES, Rule
from instances.domain.verdict import Verdict, Violation
from instances.dutch.lists import listed
from instances.dutch.nearest import who_is_meant
from instances.dutch.numbers import count, in_points, thousands
from instances.rosters.columns import PLACEMENT, PLACEMENT_FILE, Head
from instances.rosters.read import Rosters
from instances.tables.faults import Fault
from scheduler.checks.assessment import check_assessment
from scheduler.checks.placement import check_placement
from scheduler.input.notices import say_notices, write_notices_beside
from scheduler.input.read_workbook import take_in_what_is_there
from scheduler.precheck.candidates import MentorCandidates
from scheduler.precheck.pins import assessment_pin_faults, placement_pin_faults
from scheduler.precheck.run import precheck
from scheduler.previous.hand_words import say_elsewhere, say_meant
from scheduler.previous.provenance import Provenance, refuse_codes
from scheduler.previous.rosters import fault_words, previous_rosters, rosters_to_judge, stale_cells
from scheduler.runtime.exit import ExitCode, RefusedError
from scheduler.runtime.screen import Screen
from scheduler.wording.settings import SHOWN
from scheduler.writing.output_folder import settle

STUDENTS = ("student", "studenten")
WPAS = "WPA's"
THE = {"Plaatsing": "de plaatsing", "WPA-rooster": "het WPA-rooster"}


def check_workbook(path: Path, screen: Screen, postcodes: Path | None, folder: Path | None) -> ExitCode:
    """Check a workbook before anything is solved; what cannot fit is shown and is no fault (``controleer``).

    Args:
        path: The file of the workbook.
        screen: Where everything is said.
        postcodes: A file with postal codes.
        folder: Where a marked copy comes; None: beside the workbook.

    Returns:
        How the command ends.

    Raises:
        FaultyInputError: The workbook has faults.
    """
    intake = take_in_what_is_there(path, screen, postcodes, folder)
    instance = intake.instance
    candidates = MentorCandidates(instance)
    intake.refuse_pins([*placement_pin_faults(candidates), *assessment_pin_faults(candidates)])
    findings = precheck(instance)
    screen.say(
        f"{path.name}: geen fouten. {count(len(instance.students), 'student', 'studenten')}, "
        f"{count(len(instance.mentors), 'mentor', 'mentoren')}, {count(len(instance.schools), 'school', 'scholen')}, "
        f"{count(len(instance.slots), 'WPA-tijd', 'WPA-tijden')}."
    )
    if findings:
        rows = [(finding.rule_ids, finding.subject, finding.text) for finding in findings]
        screen.table("Dit kan niet passen", ("Regel", "Wie of wat", "Uitleg"), rows)
    else:
        screen.say("Vooraf is niets gevonden dat niet kan passen.")
    listed = write_notices_beside(intake.reading, path, folder, screen)
    if listed is not None and intake.reading.notices:
        screen.say(f"Alle meldingen staan in {listed}; wat zo moet blijven, kopieert u van daar naar het blad Gezien.")
    return ExitCode.DONE


def check_roster(
    path: Path,
    roster: Path,
    screen: Screen,
    postcodes: Path | None,
    folder: Path | None,
    previous: Path | None,
    anyway: bool = False,
) -> ExitCode:
    """Check the rosters in a folder against every rule (``controleer --rooster``).

    Args:
        path: The file of the workbook.
        roster: The folder with the rosters; may be edited by hand.
        screen: Where everything is said.
        postcodes: A file with postal codes.
        folder: Where a marked copy of a faulty workbook comes; None: beside the workbook.
        previous: The folder with earlier rosters from which changes count; None without.
        anyway: Also with earlier rosters that seem to be of another workbook.

    Returns:
        How the command ends: INCOMPLETE when a rule is broken.

    Raises:
        FaultyInputError: The workbook has faults.
        RefusedError: There is no placement to check, or a file cannot be used.
    """
    for earlier in filter(None, (roster, previous)):
        settle(earlier, screen)
    intake = take_in_what_is_there(path, screen, postcodes, folder, notices=False)
    instance = intake.instance
    refuse_codes(Provenance(roster), instance)
    found, doubles = rosters_to_judge(roster, instance)
    placement = instance.given_placement if found.placement is None else found.placement
    if placement is None:
        raise RefusedError(ExitCode.FAULTS, f"In {roster} staat geen {PLACEMENT_FILE} om na te kijken.")
    strange = sum(student not in instance.students for student in placement)
    if 2 * strange > len(placement):
        screen.warn(
            f"{thousands(strange)} van {count(len(placement), *STUDENTS)} in {roster} staan niet in {path.name}. "
            "Hoort dit rooster bij dit werkboek?"
        )
    before = None if previous is None else previous_rosters(Provenance(previous), instance, screen, anyway)[0].previous
    verdict = check_placement(instance, placement, None if before is None else before.placement)
    stale = stale_cells(roster, instance, found)
    faults = (*doubles, *stale)
    placed = "Student {} is niet geplaatst en staat niet met een reden op de lijst Niet geplaatst."
    missing = (
        [] if found.placement is None else _unlisted(Rule.P1, placed, instance.students, placement, found.unplaced)
    )
    judged = [_Judged("Plaatsing", verdict, [*missing, *_row_violations(faults, PLACEMENT_RULES)], PLACEMENT_RULES)]
    figures = [f"Plaatsing: {thousands(verdict.count)} van {count(len(instance.students), *STUDENTS)} geplaatst."]
    if found.assessment is not None:
        wpa = check_assessment(instance, placement, found.assessment, None if before is None else before.assessment)
        due = [student.id for student in instance.students.values() if student.wpa]
        planned = "Het WPA van student {} is niet ingepland en staat niet met een reden op de lijst Niet ingepland."
        missing = _unlisted(Rule.A1, planned, due, found.assessment, found.unscheduled)
        more = [*missing, *_row_violations(faults, ASSESSMENT_RULES)]
        judged.append(_Judged("WPA-rooster", wpa, more, ASSESSMENT_RULES))
        figures.append(f"WPA-rooster: {thousands(wpa.count)} van {count(len(due), 'WPA', WPAS)} ingepland.")
    _show_broken([_with_cells(one, found, instance) for one in judged], screen)
    _say_cells(found, stale, screen)
    _show_figures(judged, figures, screen)
    # behind the verdict: what is remarked of the workbook is no news of the roster
    say_notices(intake.reading, screen, f"het bestand dat plaatswijzer controleer {path.name} maakt")
    if any(one.violations for one in judged):
        screen.say("Er zijn regels gebroken; zie hierboven welke.")
        return ExitCode.INCOMPLETE
    return ExitCode.DONE


def _with_cells(judged: _Judged, found: Rosters, instance: Instance) -> _Judged:
    """Where a row names somebody whom the workbook does not know: in which cell, and who may be meant."""
    typed: dict[tuple[str, ...], Head] = {}
    if judged.name == PLACEMENT.name:
        names = {id: mentor.name for id, mentor in instance.mentors.items()}
        typed |= dict.fromkeys((found.placement or {}).items(), Head.MENTOR)
    else:
        names = {id: trainer.name for id, trainer in instance.trainers.items()}
        for student, booking in (found.assessment or {}).items():
            for head, who in ((Head.FIELD, booking.field), (Head.INSTITUTE, booking.institute)):
                typed |= {} if who is None else {(student, who): head}

    def told(violation: Violation) -> Violation:
        head = typed.get(violation.about)
        if head is None or violation.about[1] in names:
            return violation
        student, who = violation.about
        cell = found.cells.get((judged.name, student, head), "")
        near = who_is_meant(who, names)
        return replace(violation, text=f"{judged.name} {cell}: {violation.text}{near}")

    return replace(judged, verdict=replace(judged.verdict, violations=tuple(map(told, judged.verdict.violations))))


def _say_cells(found: Rosters, stale: Sequence[Fault], screen: Screen) -> None:
    """What was understood of cells edited by hand, and cells that no longer fit their row."""
    say_meant(found.differences, screen)
    told = {(fault.sheet, fault.cell) for fault in stale}
    say_elsewhere([one for one in found.differences if (one.sheet, one.cell) not in told], screen)
    for fault in stale:
        if fault.rule is None:
            screen.warn(fault_words(fault))


def _unlisted(
    rule: Rule, text: str, asked: Iterable[str], done: Collection[str], reasons: Mapping[str, str]
) -> list[Violation]:
    """Who is in neither list of the roster, or without a reason (P1, A1)."""
    left_out = [student for student in asked if student not in done and not reasons.get(student)]
    return [Violation(rule, text.format(student), (student,)) for student in left_out]


def _row_violations(faults: Sequence[Fault], rules: tuple[Rule, ...]) -> list[Violation]:
    """Rows and cells that break a rule by themselves."""
    return [Violation(fault.rule, fault_words(fault)) for fault in faults if fault.rule in rules]


@dataclass(frozen=True, slots=True)
class _Judged:
    """One roster with what was found of it; ``more`` are rows and cells that break a rule by themselves."""

    name: str
    verdict: Verdict
    more: Sequence[Violation]
    rules: tuple[Rule, ...]

    @property
    def violations(self) -> list[Violation]:
        return [*self.verdict.violations, *self.more]


def _show_broken(judged: Sequence[_Judged], screen: Screen) -> None:
    """What is broken, before any figure; the rules that hold take one line."""
    for roster in judged:
        violations = roster.violations
        times = Counter(violation.rule for violation in violations)
        if times:
            rows = [(rule, RULES[rule].name, f"{thousands(times[rule])} keer") for rule in roster.rules if times[rule]]
            screen.table(f"Gebroken regels van {THE[roster.name]}", ("Regel", "Wat", "Gebroken"), rows)
        for violation in violations[: SHOWN.violations]:
            screen.warn(f"{violation.rule}: {violation.text}")
        if len(violations) > SHOWN.violations:
            screen.warn(f"Nog {thousands(len(violations) - SHOWN.violations)} keer is een regel gebroken.")
        kept = [rule for rule in roster.rules if not times[rule]]
        all_of = "alle " if not times else ""
        screen.say(f"{roster.name}: aan {all_of}{count(len(kept), 'regel', 'regels')} voldaan ({listed(kept)}).")
    if not any(roster.violations for roster in judged):
        screen.say("Aan alle regels is voldaan.")


def _show_figures(judged: Sequence[_Judged], figures: Sequence[str], screen: Screen) -> None:
    """Who is served and who comes short of each roster, then every wish."""
    for one, served in zip(judged, figures, strict=True):
        screen.say(served)
        _show_short(one.verdict, screen)
    for one in judged:
        _show_wishes(one, screen)


def _show_short(verdict: Verdict, screen: Screen) -> None:
    for board, short in verdict.shortage.items():
        screen.say(f"Bestuur {board} komt {count(short, *STUDENTS)} tekort op het minimum (P4).")


def _show_wishes(roster: _Judged, screen: Screen) -> None:
    """The figures of each wish, with what they count."""
    screen.table(
        f"Wensen van {THE[roster.name]}",
        ("Wens", "Wat", "Gewicht", "Hoeveelheid", "Eenheid", "Kosten (punten)"),
        [
            (wish, WISHES[wish].name, thousands(c.weight), thousands(c.amount), WISHES[wish].unit, thousands(c.cost))
            for wish, c in roster.verdict.wishes.items()
        ],
    )
    screen.say(f"Kosten van {THE[roster.name]}: {in_points(roster.verdict.cost)}.")
