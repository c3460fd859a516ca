"""Pins that cannot stand: alone, against the rules, or together. Asks the checker; knows no cell and no solver."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import product

from instances.domain.entities import Mentor, Pin, Slot, Student, Trainer
from instances.domain.instance import Instance
from instances.domain.rulebook import Rule
from instances.domain.solution import Booking, Placement
from instances.dutch.numbers import count
from instances.tables.columns import MENTORS, SCHOOLS, SLOTS, TANDEMS, TRAINERS
from scheduler.checks import assessment, placement
from scheduler.checks.seats import seat_faults, slot_faults
from scheduler.diagnosis.binding_rules import eliminate, people
from scheduler.diagnosis.wpa_options import WpaOptions
from scheduler.precheck.candidates import MentorCandidates
from scheduler.wording.texts import sentence

SCHOOL, MENTOR, SLOT = "School", "Mentor", "Slot"
FIELD, INSTITUTE = "Beoordelaar werkveld", "Beoordelaar opleiding"
_OTHER_MENTOR = frozenset({MENTORS.name, SCHOOLS.name, TANDEMS.name})
_OTHER_TRAINER = frozenset({TRAINERS.name})
_OTHER_SLOT = frozenset({SLOTS.name})
_OTHER_PLG = {Rule.P11: _OTHER_MENTOR}
"""P11 counts what mentors make possible at a school, and takes its maximum from any school of the PLG."""

CLASHES = (Rule.P2, Rule.P3, Rule.P4, Rule.P7, Rule.P9, Rule.P11, Rule.P14)


@dataclass(frozen=True, slots=True)
class PinFault:
    """One cell of Vastgezet that cannot stand.

    Attributes:
        student: Id of the student whose row it is.
        column: The header of the cell.
        found: What stands there.
        rule: The rule in the way.
        expected: A Dutch sentence about what is wrong and what could stand there.
        assumes: Names of sheets of which every row must be known: another one might do after all.
    """

    student: str
    column: str
    found: str
    rule: Rule
    expected: str
    assumes: frozenset[str] = frozenset()


def placement_pin_faults(candidates: MentorCandidates) -> list[PinFault]:
    """List the pins on a school or mentor that break a rule, alone or by counting them (P13).

    Args:
        candidates: The mentors of the workbook's students.

    Returns:
        The faults; empty when every pin may stand.
    """
    instance = candidates.instance
    pins = [pin for pin in instance.pins if pin.school is not None or pin.mentor is not None]
    alone = [fault for pin in pins for fault in _alone(candidates, pin)]
    faulty = {fault.student for fault in alone}
    return alone + list(_clashing(instance, [pin for pin in pins if pin.student not in faulty]))


def _alone(candidates: MentorCandidates, pin: Pin) -> Iterator[PinFault]:
    instance = candidates.instance
    student = instance.students[pin.student]
    if pin.mentor is not None:
        mentor = instance.mentors[pin.mentor]
        if pin.school not in (None, mentor.school):
            text = f"Mentor {mentor.id} werkt op school {mentor.school}, niet op {pin.school}."
            yield PinFault(pin.student, MENTOR, mentor.id, Rule.P13, text)
        reasons = dict(candidates.pairs.faults(student, mentor))
        for rule in dict.fromkeys(candidates.against(student, mentor)):
            text = reasons.get(rule, f"hier kan volgens {rule} geen enkele student komen")
            advice = f"{sentence(text)} Kies een ander of laat dit vrij."
            yield PinFault(pin.student, MENTOR, mentor.id, rule, advice, _OTHER_PLG.get(rule, frozenset()))
        return
    school = pin.school or ""
    there = instance.mentors_at[school]
    against = ((m.id, candidates.against(student, m)) for m in there)
    found = eliminate("mentor", "mentoren", against, names=people(there))
    if not found.fits:
        rule = found.rules[-1] if found.rules else Rule.P13
        text = f"Op deze school past geen enkele mentor bij deze student. {found.text}"
        yield PinFault(pin.student, SCHOOL, school, rule, text, _OTHER_MENTOR)


def _clashing(instance: Instance, pins: list[Pin]) -> Iterator[PinFault]:
    """The checker on the pins alone. A school's minimum is no clash: others may fill it."""
    without_minima = replace(instance, schools={s.id: replace(s, min_students=0) for s in instance.schools.values()})
    to_mentor = {pin.student: pin.mentor for pin in pins if pin.mentor is not None}
    # any mentor of a pinned school will do: these rules count per school or wider, except P2
    to_school = {pin.student: pin.mentor or instance.mentors_at[pin.school or ""][0].id for pin in pins}
    by_student = {pin.student: pin for pin in pins}
    for rule in CLASHES:
        pinned = to_mentor if rule is Rule.P2 else to_school
        for violation in placement.CHECKERS[rule](without_minima, pinned):
            about = [by_student[id] for id in violation.about if id in by_student]
            if rule is Rule.P9 and len(about) < 2:  # only the mentor who stands here for any at the school
                continue
            for pin in about:
                column = SCHOOL if pin.mentor is None else MENTOR
                text = f"Deze vaste plaatsen gaan niet samen. {violation.text}"
                found = pin.mentor or pin.school or ""
                yield PinFault(pin.student, column, found, rule, text, _OTHER_PLG.get(rule, frozenset()))


def assessment_pin_faults(candidates: MentorCandidates, given: Placement | None = None) -> list[PinFault]:
    """List the pins on a slot or assessor that cannot stand (A10).

    Args:
        candidates: The mentors of the workbook's students.
        given: The placement on which the WPAs are; None: only what holds wherever the student may be placed.

    Returns:
        The faults; empty when every pin may stand.
    """
    options = WpaOptions(candidates.instance)
    faults: list[PinFault] = []
    fixed: dict[str, str] = {}
    for pin in candidates.instance.pins:
        if not candidates.instance.students[pin.student].wpa or not (pin.slot or pin.field or pin.institute):
            continue
        mentors = _mentors(candidates, pin, given)
        if not mentors:
            continue  # not placed, or reported as a pin on the placement
        per_mentor: list[list[PinFault]] = [list(_faults(options, pin, mentor)) for mentor in mentors]
        if all(per_mentor):
            elsewhere = _OTHER_MENTOR if given is None and pin.mentor is None else frozenset()
            fewest = sorted(per_mentor, key=len)[0]
            faults += [replace(fault, assumes=fault.assumes | elsewhere) for fault in fewest]
        elif given is not None or pin.mentor is not None:
            fixed[pin.student] = mentors[0].id
    return faults + list(_booked_together(candidates.instance, fixed))


def _mentors(candidates: MentorCandidates, pin: Pin, given: Placement | None) -> list[Mentor]:
    instance = candidates.instance
    if given is not None:
        return [instance.mentors[given[pin.student]]] if pin.student in given else []
    return list(candidates.of(instance.students[pin.student]))


def _faults(options: WpaOptions, pin: Pin, mentor: Mentor) -> Iterator[PinFault]:
    """What is wrong with slot and seats one by one, else with all of it together."""
    found = list(_seats(options, pin, mentor))
    yield from found or _no_time(options, pin, mentor)


def _seats(options: WpaOptions, pin: Pin, mentor: Mentor) -> Iterator[PinFault]:
    instance = options.instance
    student = instance.students[pin.student]
    two = instance.needs_two(student)
    if pin.slot is not None:
        for rule, text in slot_faults(instance, student, mentor, instance.slots[pin.slot]):
            yield PinFault(pin.student, SLOT, pin.slot, rule, _at(mentor, text))
    if pin.institute is not None and not two:
        text = "Dit WPA heeft één beoordelaar, uit het werkveld. Laat deze cel leeg."
        yield PinFault(pin.student, INSTITUTE, pin.institute, Rule.A2, text)
        return
    for assessor, in_field in ((pin.field, True), (pin.institute, False)):
        if assessor is not None:
            yield from _seat(options, pin, mentor, instance.trainers[assessor], in_field)
        elif pin.slot is not None and (in_field or two):
            yield from _open_seat(options, student, mentor, pin.slot, in_field)
    if (pin.field, pin.institute) in instance.excluded_pairs:
        text = f"{pin.field} en {pin.institute} zijn uitgesloten met elkaar."
        yield PinFault(pin.student, INSTITUTE, pin.institute or "", Rule.A9, text)


def _seat(options: WpaOptions, pin: Pin, mentor: Mentor, trainer: Trainer, in_field: bool) -> Iterator[PinFault]:
    instance = options.instance
    student = instance.students[pin.student]
    slots = options.slots(student, mentor) if pin.slot is None else (instance.slots[pin.slot],)
    column = FIELD if in_field else INSTITUTE
    if not options.may_work(trainer):
        text = f"{trainer.id} doet volgens Opleiders of Instellingen geen enkel WPA."
        yield PinFault(pin.student, column, trainer.id, Rule.A8, text)
    found = [list(seat_faults(instance, student, mentor, slot, trainer, in_field)) for slot in slots]
    if found and all(found):
        for rule, text in min(found, key=len):
            assumes = _OTHER_SLOT if pin.slot is None else frozenset()
            yield PinFault(pin.student, column, trainer.id, rule, _at(mentor, text), assumes)


def _open_seat(options: WpaOptions, student: Student, mentor: Mentor, slot: str, in_field: bool) -> Iterator[PinFault]:
    if any(slot in options.open_at(trainer) for trainer in options.assessors(student, mentor, in_field)):
        return
    pool = "het werkveld" if in_field else "de opleiding"
    text = f"geen enkele beoordelaar van {pool} kan dan"
    yield PinFault(student.id, SLOT, slot, Rule.A5, _at(mentor, text), _OTHER_TRAINER)


def _no_time(options: WpaOptions, pin: Pin, mentor: Mentor) -> Iterator[PinFault]:
    """No slot at which student, class, the pinned assessors and somebody for the open seats all can."""
    instance, student = options.instance, options.instance.students[pin.student]
    asked = ((pin.field, True), (pin.institute, False)) if instance.needs_two(student) else ((pin.field, True),)
    open_to = {
        in_field: [trainer.id for trainer in options.assessors(student, mentor, in_field)] for _, in_field in asked
    }

    def against(slot: Slot) -> Iterator[Rule]:
        for rule, _ in slot_faults(instance, student, mentor, slot):
            yield rule
        seats: list[list[str]] = []
        for assessor, in_field in asked:
            if assessor is not None:
                trainer = instance.trainers[assessor]
                yield from (rule for rule, _ in seat_faults(instance, student, mentor, slot, trainer, in_field))
            able = (
                [assessor]
                if assessor is not None
                else [t for t in open_to[in_field] if slot.id in options.open_at(options.instance.trainers[t])]
            )
            if not able:
                yield Rule.A5
            seats.append(able)
        if all(seats) and all(pair in instance.excluded_pairs for pair in product(*seats)):
            yield Rule.A9

    slots = instance.slots.values() if pin.slot is None else (instance.slots[pin.slot],)
    found = eliminate("tijd", "tijden", ((slot.id, list(against(slot))) for slot in slots))
    if not found.fits:
        column, value = next((c, v) for c, v in ((FIELD, pin.field), (INSTITUTE, pin.institute), (SLOT, pin.slot)) if v)
        text = f"geen enkele tijd past bij deze vaste gegevens. {found.text[:-1]}"
        text = _at(mentor, text)
        yield PinFault(pin.student, column, value or "", Rule.A10, text, _OTHER_TRAINER | _OTHER_SLOT)


def _at(mentor: Mentor, text: str) -> str:
    return f"Bij mentor {mentor.id} op school {mentor.school}: {text}. Kies iets anders of laat dit vrij."


def _booked_together(instance: Instance, fixed: Mapping[str, str]) -> Iterator[PinFault]:
    """The checker on the pinned WPAs of students whose mentor is known."""
    pins = [instance.pin_of[student] for student in fixed]
    booked = {p.student: Booking(p.slot, p.field or "", p.institute) for p in pins if p.slot is not None}
    for rule in (Rule.A6, Rule.A7, Rule.A8):
        for violation in assessment.CHECKERS[rule](instance, fixed, booked):
            for pin in (instance.pin_of[student] for student in booked if student in violation.about):
                text = f"Deze vaste WPA's gaan niet samen. {violation.text}"
                yield PinFault(pin.student, SLOT, pin.slot or "", rule, text)
    asked: dict[str, list[Pin]] = defaultdict(list)
    for pin in instance.pins:
        for assessor in dict.fromkeys(filter(None, (pin.field, pin.institute))):
            if instance.students[pin.student].wpa:
                asked[assessor].append(pin)
    for assessor, theirs in asked.items():
        most = instance.max_wpas(assessor)
        if len(theirs) > most > 0:
            pinned = count(len(theirs), "WPA", "WPA's")
            text = f"{assessor} staat vast bij {pinned}, hoogstens {most}."
            for pin in theirs:
                yield PinFault(pin.student, FIELD if pin.field == assessor else INSTITUTE, assessor, Rule.A8, text)
