"""What was edited by hand in a roster: recognised, checked and priced. Knows files through readers, no solver.

A folder with rosters also holds resultaat.json, which says what Plaatswijzer gave out. Where the sheets say
something else, somebody edited them.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from instances.domain.instance import Instance
from instances.domain.rulebook import WISHES
from instances.domain.solution import Assessment, Placement, Previous
from instances.domain.surroundings import Surroundings
from instances.domain.verdict import Verdict, Violation
from instances.dutch.dates import clock, numeric_date
from instances.dutch.numbers import count, in_points, signed, thousands
from instances.rosters.columns import ASSESSMENT_FILE, PLACEMENT, PLACEMENT_FILE, SCHEDULE, Head
from instances.rosters.differences import Fate
from instances.rosters.read import Rosters
from reports.run.bundle import Run
from scheduler.checks.assessment import check_assessment
from scheduler.checks.placement import check_placement
from scheduler.previous.provenance import Provenance
from scheduler.runtime.screen import Screen
from scheduler.wording.prices import no_price
from scheduler.wording.settings import SHOWN
from scheduler.wording.texts import first_of

NOTHING = "leeg"
_FILES = {PLACEMENT.name: PLACEMENT_FILE, SCHEDULE.name: ASSESSMENT_FILE}
SEATS = {Head.SLOT: "slot", Head.FIELD: "field", Head.INSTITUTE: "institute"}


@dataclass(frozen=True, slots=True)
class ManualEdit:
    """One cell of a roster that somebody edited.

    Attributes:
        sheet: The sheet of the roster.
        cell: The cell; ``''`` for a row that is gone.
        student: Id of the student of the row.
        column: The column.
        old: The code that was given out; None: nothing.
        new: The code that stands there now; None: nothing.
    """

    sheet: str
    cell: str
    student: str
    column: Head
    old: str | None
    new: str | None

    @property
    def place(self) -> str:
        """File, sheet and cell in Dutch."""
        return f"{_FILES[self.sheet]}, {self.sheet} {self.cell or 'rij weg'}"


@dataclass(frozen=True)
class ManualEdits:
    """What was edited by hand in the rosters of one folder.

    Attributes:
        issued: The rosters as they were given out.
        edited: The rosters as they stand in the sheets.
        edits: Every difference.
    """

    issued: Previous
    edited: Previous
    edits: tuple[ManualEdit, ...]


def find_manual_edits(provenance: Provenance, found: Rosters) -> ManualEdits | None:
    """Compare the sheets of rosters with what was given out.

    Args:
        provenance: What the rosters tell of themselves.
        found: The rosters as read from the folder.

    Returns:
        The differences; None where resultaat.json does not say what was given out.
    """
    issued = provenance.rosters
    if issued is None:
        return None
    edits = [] if found.placement is None else list(_placement(issued.placement, found.placement, found))
    if found.assessment is not None and issued.assessment:
        edits += _assessment(issued.assessment, found.assessment, found)
    return ManualEdits(issued, found.previous, tuple(edits))


def pinned_rows(issued: Previous, found: Rosters) -> tuple[ManualEdit, ...]:
    """Say what stands in the rows in which a hand typed ja in Vastgezet, as edits to pin.

    Args:
        issued: The rosters as they were given out; what is not in it counts as given out as it stands.
        found: The rosters as read from the folder.

    Returns:
        Each code of such a row; nothing of a row that says nothing.
    """
    edits: list[ManualEdit] = []
    for one in found.differences:
        if one.fate is not Fate.PINNED:
            continue
        if one.sheet == PLACEMENT.name:
            new = (found.placement or {}).get(one.student)
            was = issued.placement.get(one.student, new)
            edits.append(ManualEdit(one.sheet, one.cell, one.student, Head.MENTOR, was, new))
        booking, before = (found.assessment or {}).get(one.student), issued.assessment.get(one.student)
        if one.sheet == SCHEDULE.name and booking is not None:
            edits += [
                ManualEdit(
                    one.sheet, one.cell, one.student, head, getattr(before or booking, field), getattr(booking, field)
                )
                for head, field in SEATS.items()
            ]
    return tuple(edit for edit in edits if edit.new is not None)


def _placement(issued: Placement, now: Placement, found: Rosters) -> Iterator[ManualEdit]:
    for student in dict.fromkeys([*issued, *now]):
        old, new = issued.get(student), now.get(student)
        if old != new:
            cell = found.cells.get((PLACEMENT.name, student, Head.MENTOR), "")
            yield ManualEdit(PLACEMENT.name, cell, student, Head.MENTOR, old, new)


def _assessment(issued: Assessment, now: Assessment, found: Rosters) -> Iterator[ManualEdit]:
    for student in dict.fromkeys([*issued, *now]):
        before, after = issued.get(student), now.get(student)
        for column, field in SEATS.items():
            old, new = getattr(before, field, None), getattr(after, field, None)
            if old != new:
                cell = found.cells.get((SCHEDULE.name, student, column), "")
                yield ManualEdit(SCHEDULE.name, cell, student, column, old, new)


def say_manual_edits(
    edits: ManualEdits, instance: Instance, around: Surroundings | None, screen: Screen, pinned: bool
) -> None:
    """Say what was edited, which rules that breaks, and what it costs.

    Args:
        edits: The edits; nothing is said where there are none.
        instance: The workbook of now.
        around: What the workbook said when the rosters were given out; None where that was not kept.
        screen: Where it is said.
        pinned: The edits are pinned in the new roster.
    """
    if not edits.edits:
        return
    more = first_of(SHOWN.manual_edits, len(edits.edits))
    screen.table(
        f"Met de hand gewijzigd in het vorige rooster{more}",
        ("Student", "Naam", "Waar", "Kolom", "Was", "Is nu"),
        [_row(edit, instance, around) for edit in edits.edits[: SHOWN.manual_edits]],
    )
    broken = _newly_broken(edits, instance)
    for violation in broken[: SHOWN.manual_edits]:
        screen.warn(f"Breekt {violation.rule}: {violation.text}")
    if not broken:
        screen.say("Deze wijzigingen breken geen enkele regel.")
    _say_price(edits, instance, screen)
    if pinned and any(edit.new is not None for edit in edits.edits):
        screen.say("Wat vastgezet wordt, komt ook op de bladen Wijzigingen en Wie te berichten.")
    if not pinned:
        screen.say(
            "De wijzigingen met de hand tellen alleen als vorig rooster: het nieuwe mag ervan afwijken, en Wie te "
            "berichten gaat ervan uit dat zij bekend zijn. Met --vastzetten blijven zij staan en worden zij gemeld."
        )


def _row(edit: ManualEdit, instance: Instance, around: Surroundings | None) -> tuple[str, ...]:
    student = instance.students.get(edit.student)
    name = student.name if student else "niet in het werkboek"
    was, now = _named(edit.old, instance, around), _named(edit.new, instance)
    return edit.student, name, edit.place, str(edit.column), was, now


def _named(id: str | None, instance: Instance, around: Surroundings | None = None) -> str:
    """The code with the name, or with the time of a slot, which ``around`` tells before the workbook of now."""
    if id is None:
        return NOTHING
    person = instance.mentors.get(id) or instance.trainers.get(id)
    slot = (around.slots.get(id) if around else None) or instance.slots.get(id)
    if person is not None:
        return f"{id} ({person.name})"
    return id if slot is None else f"{id} ({numeric_date(slot.date)} {clock(slot.begin)})"


def _newly_broken(edits: ManualEdits, instance: Instance) -> list[Violation]:
    """What the edited rosters break and those given out do not."""
    before = {violation for verdict in _verdicts(edits.issued, instance) for violation in verdict.violations}
    after = (violation for verdict in _verdicts(edits.edited, instance) for violation in verdict.violations)
    return [violation for violation in after if violation not in before]


def _verdicts(rosters: Previous, instance: Instance) -> list[Verdict]:
    found = [check_placement(instance, rosters.placement)]
    if rosters.assessment:
        found.append(check_assessment(instance, rosters.placement, rosters.assessment))
    return found


def _say_price(edits: ManualEdits, instance: Instance, screen: Screen) -> None:
    """Per wish that differs: the cost as given out, as edited, and the difference."""
    rows: list[tuple[str, ...]] = []
    lost = fewer = 0
    verdicts = zip(_verdicts(edits.issued, instance), _verdicts(edits.edited, instance), strict=False)
    for what, given, (issued, edited) in zip(("Geplaatst", "WPA's"), _given(edits), verdicts, strict=False):
        if issued.count != edited.count:
            screen.say(f"{what}: was {thousands(issued.count)}, is nu {thousands(edited.count)}.")
        lost, fewer = lost + given - issued.count, fewer + no_price(issued, edited)
        if issued.count < given or no_price(issued, edited):  # it costs less, and that is no saving
            continue
        changed = [wish for wish in edited.wishes if edited.wishes[wish].cost != issued.wishes[wish].cost]
        rows += [
            _price(f"{wish} {WISHES[wish].name}", issued.wishes[wish].cost, edited.wishes[wish].cost)
            for wish in changed
        ]
        if changed:
            rows.append(_price("samen, met wat gelijk bleef", issued.cost, edited.cost))
    if rows:
        screen.table("Wat de wijzigingen kosten, in punten", ("Wens", "Was", "Is nu", "Verschil"), rows)
    elif not (lost or fewer):
        screen.say("De kosten van de wensen veranderen er niet door.")
    if lost:
        screen.say(
            "Wat de wijzigingen met de hand kosten, is niet helemaal te zeggen: door wat in het werkboek veranderde, "
            f"{'geldt er 1' if lost == 1 else f'gelden er {thousands(lost)}'} van het vorige rooster niet meer."
        )


def _given(edits: ManualEdits) -> tuple[int, int]:
    """How many were in the rosters that were given out."""
    return len(edits.issued.placement), len(edits.issued.assessment)


def say_kept_price(edits: ManualEdits, run: Run, screen: Screen) -> None:
    """Say what the new rosters cost with the edits pinned, against what was given out before them.

    Args:
        edits: The edits, with the rosters as they were given out.
        run: The new rosters.
        screen: Where it is said.
    """
    new = _verdicts(Previous(run.placement, run.assessment or {}), run.instance)
    kinds = (("de plaatsing", ("student", "studenten")), ("het WPA-rooster", ("WPA", "WPA's")))
    for (what, served), given, issued, now in zip(
        kinds, _given(edits), _verdicts(edits.issued, run.instance), new, strict=False
    ):
        opening = f"Met wat vastgezet is, kost {what} {in_points(now.cost)}"
        if issued.count < given or now.count != issued.count:
            screen.say(
                f"{opening}, voor {count(now.count, *served)}; met het vorige rooster is dat niet te vergelijken."
            )
            continue
        more = now.cost - issued.cost
        than = "evenveel als" if not more else f"{in_points(abs(more))} {'meer' if more > 0 else 'minder'} dan"
        screen.say(f"{opening}: {than} vóór de wijzigingen met de hand.")


def _price(what: str, before: int, after: int) -> tuple[str, ...]:
    return what, thousands(before), thousands(after), signed(after - before)
