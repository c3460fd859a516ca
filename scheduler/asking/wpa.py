"""What to ask for the WPAs that are not held: times, half days and maxima, each solved again. Knows no words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, time
from itertools import islice

from instances.domain.entities import Mentor, Slot, Student
from instances.domain.instance import Instance
from instances.domain.solution import Assessment, Placement, Proof
from instances.edits.edit import RowEdit, number_of_changes, united
from instances.edits.editable import Edits
from instances.tables.columns import PINS, STUDENTS
from models.search.control import Control
from scheduler.asking.settings import ASKING
from scheduler.asking.values import Gain, PricedAsk
from scheduler.diagnosis.wpa_options import WpaOptions
from scheduler.repairs.wpa_changes import WpaChanges
from scheduler.what_if.assessment import WpaWhatIf
from scheduler.what_if.outcome import Resolved
from scheduler.what_if.requests import EditedWpas
from scheduler.what_if.soundness import Refused


@dataclass(frozen=True, slots=True)
class WpaAsks:
    """What helps the WPA roster.

    Attributes:
        asks: Best first.
        complete: There was time to solve all that was thought of.
        together: All of it granted at once; None where there is nothing to ask, or there was no time.
        unheld: Ids of placed students whose WPA is not held also then.
    """

    asks: tuple[PricedAsk, ...]
    complete: bool
    together: PricedAsk | None
    unheld: tuple[str, ...]


def wpa_asks(
    instance: Instance,
    placement: Placement,
    assessment: Assessment,
    proof: Proof,
    control: Control,
    refused: Refused,
    most: int,
) -> WpaAsks:
    """Find what is worth asking for, for the placed students whose WPA is not held.

    Args:
        instance: The workbook.
        placement: The placement that the roster rests on.
        assessment: The WPA roster.
        proof: What is proven of it.
        control: Time for all of it; what is known when it ends is the answer.
        refused: Is told of a roster that the checks refuse; that ask is left out.
        most: How many asks.

    Returns:
        The asks with what each gains.
    """
    search = _WpaSearch(instance, placement, assessment, proof, control, refused)
    return search.run(most)


class _WpaSearch:
    def __init__(
        self,
        instance: Instance,
        placement: Placement,
        assessment: Assessment,
        proof: Proof,
        control: Control,
        refused: Refused,
    ) -> None:
        self.instance, self.placement, self.assessment, self.control = instance, placement, assessment, control
        self.what_if = WpaWhatIf(instance, placement, assessment, control, proof=proof, refused=refused)
        self.open = [
            student
            for student in instance.students.values()
            if student.wpa and student.id in placement and student.id not in assessment
        ]

    def run(self, most: int) -> WpaAsks:
        unheld = tuple(student.id for student in self.open)
        if not self.open:
            return WpaAsks((), True, None, ())
        helps: Counter[Edits] = Counter()
        for student in self.open:
            helps.update(self._changes(student, self.instance.mentors[self.placement[student.id]]))
        looked = self.control.remaining > 0
        found: list[PricedAsk] = []
        tried, part = 0, self.control.sub_budget(ASKING.singly_part)
        for edits, _ in sorted(helps.items(), key=lambda item: -item[1]):
            if part.remaining <= 0:
                break
            tried += 1
            ask = self._solved(edits)
            if ask is not None and ask.gain.served > 0:
                found.append(ask)
        found.sort(key=lambda ask: (-ask.gain.served, ask.changes, -ask.gain.cost))
        found = found[:most]
        together = self._solved(united(edit for ask in found for edit in ask.edits)) if found else None
        if together is not None:
            unheld = tuple(student for student in unheld if student not in together.who)
        return WpaAsks(tuple(found), looked and tried == len(helps), together, unheld)

    def _solved(self, edits: Edits) -> PricedAsk | None:
        outcome = self.what_if.sound_answer(EditedWpas(edits))
        if not isinstance(outcome, Resolved):
            return None
        who = tuple(student.id for student in self.open if student.id in outcome.roster)
        gain = Gain(outcome.gained, 0, -outcome.cost)
        exact = outcome.gained == len(self.open) or outcome.most
        return PricedAsk(edits, number_of_changes(self.instance, edits), gain, exact, who, for_wpas=True)

    # -- what could help ---------------------------------------------------------------------------

    def _changes(self, student: Student, mentor: Mentor) -> Iterable[Edits]:
        """Edits about others than the student, after which the WPA could be held if it were the only one."""
        several = WpaChanges(self.instance, self.assessment, self.control).of(student, mentor)
        asked = (edits for edits in several if not {STUDENTS.name, PINS.name}.intersection(e.sheet for e in edits))
        yield from islice(asked, ASKING.wpa_changes)
        yield from islice(self._new_slots(student, mentor), ASKING.new_slots)

    def _new_slots(self, student: Student, mentor: Mentor) -> Iterator[Edits]:
        """A time more for the school of the mentor, at hours and on days on which WPAs are held already."""
        slots = self.instance.slots.values()
        hours = [hour for hour, _ in Counter((slot.begin, slot.end) for slot in slots).most_common()]
        known = {(slot.date, slot.begin, slot.end) for slot in WpaOptions(self.instance).slots(student, mentor)}
        for day in sorted({slot.date for slot in slots}):
            for begin, end in hours:
                id = _new_id(mentor, day, begin)
                if (day, begin, end) in known or id in self.instance.slots or self.control.remaining <= 0:
                    continue
                slot = Slot(id, day, begin, end, mentor.school)
                alone = replace(self.instance, slots={id: slot})
                if WpaOptions(alone).possible(student, mentor):
                    yield (RowEdit(slot, added=True),)
                    break  # the next day: of one day the hours differ little


def _new_id(mentor: Mentor, day: date, begin: time) -> str:
    """The same for the same school, day and hour, so that two asks about it are one."""
    return f"NIEUW-{mentor.school}-{day:%d%m}-{begin:%H%M}"
