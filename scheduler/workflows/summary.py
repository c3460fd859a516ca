"""What came of a run, in a few Dutch lines. Knows no file layout."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path, PurePosixPath

from instances.domain.rulebook import Wish
from instances.domain.solution import Proof, Stop
from instances.domain.verdict import Verdict
from instances.dutch.numbers import count, duration, in_points, thousands
from instances.rosters.columns import (
    BOARD_FOLDER,
    CALENDAR_FOLDER,
    CALENDAR_LIST_FILE,
    PREVIEW_FOLDER,
    RESULT_FILE,
    SCHOOL_CALENDARS,
    TANDEM_FOLDER,
    UNPLACED,
    UNSCHEDULED,
)
from instances.visits.sheets import VISIT_CALENDARS, VISITS_FILE, VISITS_RESULT_FILE
from reports.account.quality import WHY_STOPPED, quality
from reports.files.exchange import Kept
from reports.run.bundle import Run
from reports.run.to_be_named import to_be_named_words
from scheduler.reasons.placement import NOT_SOUGHT
from scheduler.repairs.run import NOT_YET
from scheduler.runtime.screen import Screen
from scheduler.wording.settings import SHOWN
from scheduler.wording.texts import NEAREST, first_of, kept_words
from scheduler.writing.folder import Written
from scheduler.writing.sending import OLD_CALENDAR_FOLDER

ONE_PER = {
    BOARD_FOLDER: "bestuur",
    TANDEM_FOLDER: "tandem",
    CALENDAR_FOLDER: "beoordelaar",
    SCHOOL_CALENDARS: "school",
    PREVIEW_FOLDER: "bestuur",
}


def say_summary(run: Run, written: Written, screen: Screen, chosen: bool = False) -> None:
    """Say the figures, who is left out and why, and where the files are.

    Args:
        run: What was written.
        written: The files, and what was kept under another name.
        screen: Where it is said.
        chosen: Somebody chose the placement and saw its price: costs are told as that price was, without what is other
            than in the earlier rosters (W9, V7) and without how far they are from the best.
    """
    total = len(run.instance.students)
    figures = _figures_of_choice if chosen else _figures
    screen.say(f"Geplaatst: {figures(run, run.placement_verdict, run.placement_proof, total)}")
    for board, short in run.placement_verdict.shortage.items():
        screen.say(f"Bestuur {board} komt {count(short, 'student', 'studenten')} tekort op het minimum (P4).")
    if run.assessment_verdict is not None and run.assessment_proof is not None:
        screen.say(f"Ingepland: {figures(run, run.assessment_verdict, run.assessment_proof, len(run.due))}")
    _left_out(UNPLACED.name, [_row(run, s.id, run.unplaced) for s in run.not_placed], screen)
    _left_out(
        UNSCHEDULED.name, [_row(run, s.id, run.unscheduled) for s in run.not_scheduled if s.id in run.placement], screen
    )
    _not_sought(run, screen)
    if nameless := to_be_named_words(run):
        screen.warn(nameless)
    for together in filter(None, (run.place_all, run.schedule_all)):
        screen.say(together)
    _files(written.files, screen)
    _kept([one for one in written.kept if one.name != VISITS_FILE], screen)
    _visits_of_before(run, written, screen)
    _reproducible(run, screen)


def _figures(run: Run, verdict: Verdict, proof: Proof, total: int) -> str:
    words = _served(verdict, proof, total)
    how_far = quality(verdict, proof)
    if how_far == "niet bekend":
        how_far = "afstand tot het beste niet bekend"
    spent = duration(proof.seconds) + (" rekenwerk" if run.reproducible else "")
    changes = _of_changes(verdict)
    part = f" (waarvan {thousands(changes)} voor wat anders is dan in het vorige rooster)" if changes else ""
    words += [f"kosten {in_points(verdict.cost)}{part}", how_far, spent]
    return ", ".join(words) + "." + _why_stopped(proof)


def _figures_of_choice(run: Run, verdict: Verdict, proof: Proof, total: int) -> str:
    """The percentages of a search would be those of another question: the best roster without the choice."""
    words = [*_served(verdict, proof, total), f"kosten {in_points(verdict.cost - _of_changes(verdict))}"]
    return ", ".join(words) + "." + _why_stopped(proof)


def _served(verdict: Verdict, proof: Proof, total: int) -> list[str]:
    words = [f"{thousands(verdict.count)} van {thousands(total)}"]
    if verdict.count >= proof.count_bound:
        if verdict.count < total:
            words.append("meer kan niet")
    else:
        words.append(f"hoogstens {thousands(proof.count_bound)} is mogelijk")
    return words


def _of_changes(verdict: Verdict) -> int:
    return sum(cost.cost for wish, cost in verdict.wishes.items() if wish in (Wish.W9, Wish.V7))


def _why_stopped(proof: Proof) -> str:
    return "" if proof.stop in (None, Stop.PROVEN) else f" {WHY_STOPPED[proof.stop]}"


def _reproducible(run: Run, screen: Screen) -> None:
    if run.reproducible and run.broken_off:
        screen.warn("Afgebroken met Ctrl-C, dus niet reproduceerbaar: een volgende keer komt er iets anders uit.")
    elif run.reproducible:
        screen.say(
            "Reproduceerbaar: met hetzelfde werkboek, dezelfde versie en dezelfde opties "
            f"(--zaad {run.seed}, --tijd {run.seconds}) komen precies deze bestanden er weer uit."
        )


def _row(run: Run, student: str, reasons: Mapping[str, str]) -> tuple[str, str, str]:
    return student, reasons.get(student, ""), run.proposals.get(student, "")


def _left_out(title: str, rows: list[tuple[str, str, str]], screen: Screen) -> None:
    if rows:
        more = first_of(SHOWN.left_out, len(rows))
        short = [(student, _in_short(why), advice) for student, why, advice in rows[: SHOWN.left_out]]
        screen.table(title + more, ("Student", "Reden", "Voorstel"), short)
        if any(why != told for (_, why, _), (_, told, _) in zip(rows, short, strict=False)):
            screen.say(f"De hele reden, met wie het dichtst bij is, staat op het blad {title}.")


def _not_sought(run: Run, screen: Screen) -> None:
    """One sentence for all for whom time was up, and how it is asked after all."""
    reasons = [who for why in (run.unplaced, run.unscheduled) for who, text in why.items() if text == NOT_SOUGHT]
    left = {*reasons, *(who for who, text in run.proposals.items() if text == NOT_YET)}
    if left:
        screen.say(
            f"Voor {count(len(left), 'student', 'studenten')} is niet alles uitgezocht (waarom, of wat helpt): de tijd "
            "was op. Vraag het met plaatswijzer verklaar, of geef meer tijd met --tijd."
        )


_RULE_ID = re.compile(r"\b[PA]\d+\b")


def _in_short(reason: str) -> str:
    """The sentences before the nearest attempts, and the rules that those name: no reason is without its rule."""
    first, _, rest = reason.partition(f" {NEAREST}")
    rules = dict.fromkeys(rule for rule in _RULE_ID.findall(rest) if rule not in _RULE_ID.findall(first))
    return f"{first} ({', '.join(rules)})" if rules else first


def _files(written: Sequence[Path], screen: Screen) -> None:
    aside = [path for path in written if OLD_CALENDAR_FOLDER in path.parts]
    written = [path for path in written if path not in aside]
    alike = [path for path in written if path.parent.name in ONE_PER and not path.match(CALENDAR_LIST_FILE)]
    folders = Counter(path.parent for path in alike)
    lines = [str(path) for path in written if path not in alike]
    for folder, files in folders.items():
        lines.append(f"{folder}: {count(files, 'bestand', 'bestanden')}, één per {ONE_PER[folder.name]}")
    screen.wrote(lines)
    if aside:
        screen.warn(
            f"De agenda's van het WPA-rooster dat vervalt, staan nu in {OLD_CALENDAR_FOLDER}; verstuur ze niet meer."
        )


def _visits_of_before(run: Run, written: Written, screen: Screen) -> None:
    """Visits around earlier rosters: what is told of them stays, for the next calendars to go on from."""
    folder = next((path.parent for path in written.files if path.name == RESULT_FILE), None)
    aside = next((one.now for one in written.kept if one.name == VISITS_FILE), None)
    if folder is None or (aside is None and not (folder / VISITS_RESULT_FILE).exists()):
        return
    now = f" {VISITS_FILE} heet nu {aside}." if aside else ""
    screen.warn(
        f"De bezoeken in {folder} horen bij het vorige rooster; plan ze opnieuw met plaatswijzer bezoeken "
        f"{run.source or 'WERKBOEK'} {folder} -o {folder}.{now} De agenda's in "
        f"{VISIT_CALENDARS} gaan dan verder waar zij waren."
    )


def _kept(kept: Sequence[Kept], screen: Screen) -> None:
    """A line for each file in the folder itself, and one for each folder in it."""
    together: dict[tuple[str, str], list[Kept]] = {}
    for one in kept:
        before, now = PurePosixPath(one.name), PurePosixPath(one.now)
        if len(before.parts) > 1:
            together.setdefault((before.parent.as_posix(), now.parent.as_posix()), []).append(one)
        elif one.ours:
            screen.warn(f"Het WPA-rooster dat er stond, geldt niet meer; het heet nu {one.now}.")
        elif before.suffix:
            screen.warn(kept_words(one.name, one.now))
        else:
            screen.warn(f"De map {one.name} hoort bij een eerder rooster en is bewaard; zij heet nu {one.now}.")
    for (folder, place), files in together.items():
        many = count(len(files), "bestand", "bestanden")
        was, is_ = ("was", "het staat") if len(files) == 1 else ("waren", "zij staan")
        where = f"in {place}" if place != folder else f"onder een andere naam: {', '.join(one.now for one in files)}"
        screen.warn(f"{many} in {folder} {was} gewijzigd of niet van Plaatswijzer en is bewaard; {is_} nu {where}.")
