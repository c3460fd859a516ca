"""What is known of an earlier roster beside its rows: its workbook, who has left, and codes that nobody knows."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

from instances.domain.instance import Instance
from instances.domain.school_facts import NAME_TO_COME
from instances.domain.solution import Names, Previous
from instances.domain.surroundings import Surroundings
from instances.dutch.lists import listed_at_most
from instances.dutch.nearest import who_is_meant
from instances.dutch.numbers import count
from instances.rosters.columns import PLACEMENT, RESULT_FILE, SCHEDULE, Head
from instances.rosters.read import Rosters, read_names
from instances.tables.columns import MENTORS, SCHOOLS, STUDENTS, TRAINERS
from reports.account.row_prints import SheetChange
from scheduler.previous.provenance import Provenance
from scheduler.runtime.screen import Screen
from scheduler.wording.settings import SHOWN

Row = TypeVar("Row")
NAMED = {STUDENTS.name, MENTORS.name, SCHOOLS.name, TRAINERS.name}  # sheets of the workbook that give names


@dataclass(frozen=True, slots=True)
class Earlier:
    """What is known around an earlier roster.

    Attributes:
        around: What its workbook said around it; None where that was not kept.
        changes: What differs in the workbook since; None where that was not kept.
        names: Of people, as its sheets show them; none where nobody's row in the workbook changed.
    """

    around: Surroundings | None
    changes: tuple[SheetChange, ...] | None
    names: Names

    @classmethod
    def of(cls, provenance: Provenance, now: Instance) -> Earlier:
        """Read what is known around the roster in a folder.

        Args:
            provenance: What the roster tells of itself.
            now: The workbook of now.

        Returns:
            What is known.
        """
        changes = provenance.changes(now)
        same = changes is not None and NAMED.isdisjoint(change.sheet for change in changes)
        return cls(provenance.around, changes, Names() if same else read_names(provenance.folder))

    def completed(self, found: Previous) -> Previous:
        """Add to the roster what is known around it."""
        return replace(found, around=self.around, names=self.names)

    def say(self, provenance: Provenance, found: Previous, now: Instance, screen: Screen) -> None:
        """Warn of what no message will tell: what was not kept, and which codes have another name now."""
        if self.around is None:
            screen.warn(
                f"In {provenance.folder} zegt geen {RESULT_FILE} van welke scholen, opleiders, dagen en tijden het "
                "rooster uitging. Wat daarvan in het werkboek veranderd is, staat niet op de bladen Wijzigingen en "
                "Wie te berichten."
            )
        _say_replaced(list(_replaced(self, found, now)), screen)


# -- who is somebody else now ------------------------------------------------------------------------


def _say_replaced(replaced: Sequence[tuple[str, str, str]], screen: Screen) -> None:
    named = [(code, name) for code, was, name in replaced if NAME_TO_COME in was.casefold()]
    if named:
        who = listed_at_most((f"{name} ({code})" for code, name in named), SHOWN.replaced_names)
        screen.say(f"Nu met een naam: {who}. Laat het de student en de school weten.")
    replaced = [row for row in replaced if NAME_TO_COME not in row[1].casefold()]
    for code, was, name in replaced[: SHOWN.replaced_names]:
        screen.warn(
            f"Achter code {code} staat nu {name}, in het vorige rooster was dat {was}. Is het iemand anders, geef die "
            "dan een eigen code: nu krijgt niemand er bericht van."
        )
    if len(replaced) > SHOWN.replaced_names:
        more = count(len(replaced) - SHOWN.replaced_names, "zo'n naam", "zulke namen")
        screen.warn(f"Nog {more}.")


def _replaced(earlier: Earlier, found: Previous, now: Instance) -> Iterator[tuple[str, str, str]]:
    around, names = earlier.around, earlier.names
    mentors = set(found.placement.values())
    trainers = {id for booking in found.assessment.values() for id in booking.assessors}
    trainers |= {id for ties in (around.schools.values() if around else ()) for id in ties.trainers}
    shown = [(names.mentors, mentors, {id: mentor.name for id, mentor in now.mentors.items()}),
             (names.trainers, trainers, {id: trainer.name for id, trainer in now.trainers.items()})]  # fmt: skip
    for then, codes, known in shown:
        for code in sorted(codes & known.keys()):
            if then.get(code) and then[code] != known[code]:
                yield code, then[code], known[code]


# -- codes that nobody knows -------------------------------------------------------------------------


def without_unknown(rosters: Rosters, earlier: Earlier, issued: Previous, now: Instance, screen: Screen) -> Previous:
    """Complete the roster as it stands in the sheets, without codes that neither workbook knows.

    Where such a code was written by hand, what was issued counts; of that everyone gets word, not of a typing error.

    Args:
        rosters: The rosters as read from the folder, with their cells.
        earlier: What is known around them.
        issued: The rosters as they were given out.
        now: The workbook of now.
        screen: Where each such code is told.

    Returns:
        The roster with what is known around it.
    """
    found, around = rosters.previous, earlier.around
    if around is None:
        return earlier.completed(found)
    students = {*now.students, *around.days}
    mentors = {*now.mentors, *around.mentors}
    slots, trainers = {*now.slots, *around.slots}, {*now.trainers, *earlier.names.trainers}
    placement, assessment = dict(found.placement), dict(found.assessment)
    for student, mentor in found.placement.items():
        strange = _strange({Head.STUDENT: (student, students), Head.MENTOR: (mentor, mentors)})
        if strange:
            _restore(placement, issued.placement, student)
            _say_strange(rosters, PLACEMENT.name, student, strange, screen, now)
    for student, booking in found.assessment.items():
        codes = {
            Head.STUDENT: (student, students),
            Head.SLOT: (booking.slot, slots),
            Head.FIELD: (booking.field, trainers),
        }
        if booking.institute is not None:
            codes[Head.INSTITUTE] = booking.institute, trainers
        strange = _strange(codes)
        if strange:
            _restore(assessment, issued.assessment, student)
            _say_strange(rosters, SCHEDULE.name, student, strange, screen, now)
    return earlier.completed(Previous(placement, assessment))


def _strange(codes: Mapping[Head, tuple[str, Collection[str]]]) -> Mapping[Head, str]:
    return {head: code for head, (code, known) in codes.items() if code not in known}


def _restore(rows: dict[str, Row], issued: Mapping[str, Row], student: str) -> None:
    if student in issued:
        rows[student] = issued[student]
    else:
        del rows[student]


def _say_strange(
    rosters: Rosters, sheet: str, student: str, strange: Mapping[Head, str], screen: Screen, now: Instance
) -> None:
    mentors = {id: mentor.name for id, mentor in now.mentors.items()}
    trainers = {id: trainer.name for id, trainer in now.trainers.items()}
    for head, code in strange.items():
        names = {Head.MENTOR: mentors, Head.FIELD: trainers, Head.INSTITUTE: trainers}.get(head)
        at = rosters.cells.get((sheet, student, head), "")
        counts = "deze rij telt niet mee" if head is Head.STUDENT else f"bij student {student} telt wat er eerst stond"
        near = "" if names is None else who_is_meant(code, names)
        screen.warn(f"{sheet} {at}: code {code} staat niet in het werkboek en stond er ook niet in; {counts}.{near}")
