"""``controleer``: the workbook before solving, or a roster against every rule. Writes no roster."""

from __future__ import annotations

from pathlib import Path

from instances.rulebook import ASSESSMENT_RULES, PLACEMENT_RULES, RULES, WISHES, Rule
from instances.verdict import Verdict
from scheduler.checks.assessment import check_assessment
from scheduler.checks.placement import check_placement
from scheduler.intake import take_in_what_is_there
from scheduler.outcome import ExitCode, RefusedError
from scheduler.pins import assessment_pin_faults, placement_pin_faults
from scheduler.precheck.candidates import Candidates
from scheduler.precheck.run import precheck
from scheduler.rosters import previous_rosters, rosters_in
from scheduler.screen import Screen
from scheduler.texts import count, number

KEPT = "in orde"


def check_workbook(path: Path, screen: Screen, postcodes: Path | None, folder: Path | None) -> ExitCode:
    """Input faults raise FaultyInputError; what cannot fit is shown and is no fault."""
    intake = take_in_what_is_there(path, screen, postcodes, folder)
    instance = intake.instance
    candidates = Candidates(instance)
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
    return ExitCode.DONE


def check_roster(
    path: Path, roster: Path, screen: Screen, postcodes: Path | None, folder: Path | None, previous: Path | None
) -> ExitCode:
    """Every rule on the rosters in a folder; INCOMPLETE when one is broken."""
    intake = take_in_what_is_there(path, screen, postcodes, folder)
    found = rosters_in(roster)
    if found.placement is None:
        raise RefusedError(ExitCode.FAULTS, f"In {roster} staat geen plaatsing.xlsx om na te kijken.")
    before = None if previous is None else previous_rosters(previous)
    verdict = check_placement(intake.instance, found.placement, None if before is None else before.placement)
    total = len(intake.instance.students)
    screen.say(f"Plaatsing: {number(verdict.count)} van {number(total)} studenten geplaatst.")
    _show(verdict, PLACEMENT_RULES, screen)
    kept = verdict.ok
    if found.assessment is not None:
        wpa = check_assessment(
            intake.instance, found.placement, found.assessment, None if before is None else before.assessment
        )
        due = sum(student.wpa for student in intake.instance.students.values())
        screen.say(f"WPA-rooster: {number(wpa.count)} van {number(due)} WPA's ingepland.")
        _show(wpa, ASSESSMENT_RULES, screen)
        kept = kept and wpa.ok
    screen.say("Alle regels zijn in orde." if kept else "Er zijn regels gebroken.")
    return ExitCode.DONE if kept else ExitCode.INCOMPLETE


def _show(verdict: Verdict, rules: tuple[Rule, ...], screen: Screen) -> None:
    broken = {rule: [v for v in verdict.violations if v.rule is rule] for rule in rules}
    screen.table(
        "Regels",
        ("Regel", "Wat", "Oordeel"),
        [(rule, RULES[rule].name, f"{len(found)} keer gebroken" if found else KEPT) for rule, found in broken.items()],
    )
    for found in broken.values():
        for violation in found:
            screen.warn(f"{violation.rule}: {violation.text}")
    screen.table(
        "Wensen",
        ("Wens", "Wat", "Gewicht", "Hoeveelheid", "Kosten"),
        [
            (wish, WISHES[wish].name, number(c.weight), number(c.amount), number(c.cost))
            for wish, c in verdict.wishes.items()
        ],
    )
    screen.say(f"Kosten samen: {number(verdict.cost)}.")
    for board, short in verdict.shortage.items():
        screen.say(f"Bestuur {board} komt {count(short, 'student', 'studenten')} tekort op het minimum (P4).")
