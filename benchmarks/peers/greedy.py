"""The office by hand: first come, first served. Knows the checker's questions about one pair, and no solver."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from itertools import product

from benchmarks.answer import PLACING, SCHEDULING, AnswerStore, PeerAnswer
from benchmarks.child import ChildTask, read_instance
from benchmarks.prices import UNPLACED, UNSCHEDULED
from instances.domain.entities import Day, Mentor, Pin, Slot, Student, Trainer
from instances.domain.instance import Instance
from instances.domain.solution import Assessment, Booking, Placement
from scheduler.checks.assessment import check_assessment
from scheduler.checks.availability import mentor_present, trainer_fault
from scheduler.checks.pairs import PairChecks
from scheduler.checks.placement import check_placement
from scheduler.checks.seats import assessor_faults, slot_faults


def work(task: ChildTask, store: AnswerStore) -> None:
    """It needs no clock: even a national workbook is done in minutes."""
    instance = read_instance(task)
    answer = PeerAnswer(place(instance))
    store.put(answer)
    verdict = check_placement(instance, answer.placement or {})
    store.note_progress(PLACING, verdict.cost + UNPLACED * (len(instance.students) - verdict.count), None)
    answer.assessment = schedule(instance, answer.placement or {})
    store.put(answer)
    verdict = check_assessment(instance, answer.placement or {}, answer.assessment)
    due = sum(student.wpa for student in instance.students.values())
    store.note_progress(SCHEDULING, verdict.cost + UNSCHEDULED * (due - verdict.count), None)


def place(instance: Instance) -> Placement:
    """Pinned students first, then the list; at the end schools under their minimum send their students away."""
    closed: frozenset[str] = frozenset()
    while True:
        placement = _PlacingOffice(instance, closed).place()
        heads = Counter(instance.mentors[mentor].school for mentor in placement.values())
        small = {school for school, number in heads.items() if number < instance.schools[school].min_students}
        pinned = {pin.school or instance.mentors[pin.mentor or ""].school for pin in instance.pins if _placed(pin)}
        if not small - pinned:
            return placement
        closed |= small - pinned


def _placed(pin: Pin) -> bool:
    return pin.school is not None or pin.mentor is not None


class _PlacingOffice:
    """The list, the nearest school, and a tally of what is full."""

    def __init__(self, instance: Instance, closed: frozenset[str]) -> None:
        self.instance, self.closed = instance, closed
        self.fits = PairChecks(instance).fits
        self.heads: Counter[object] = Counter()
        self.days: set[tuple[tuple[str, ...], Day]] = set()
        self.at: dict[str, set[str]] = defaultdict(set)  # school to students

    def place(self) -> Placement:
        pins = {pin.student: pin for pin in self.instance.pins if _placed(pin)}
        placement: dict[str, str] = {}
        for id in [*pins, *(student for student in self.instance.students if student not in pins)]:
            student = self.instance.students[id]
            mentor = next(self._free(student, pins.get(id, Pin(id))), None)
            if mentor is not None:
                placement[id] = mentor.id
                self._note(student, mentor)
        return placement

    def _free(self, student: Student, pin: Pin) -> Iterator[Mentor]:
        instance = self.instance
        near = sorted(instance.schools, key=lambda school: instance.travel_minutes(student.id, school))
        for school in near:
            if pin.school not in (None, school) or school in self.closed or not self._room(student, school):
                continue
            for mentor in instance.mentors_at[school]:
                if pin.mentor in (None, mentor.id) and self._has_time(student, mentor) and self.fits(student, mentor):
                    yield mentor

    def _room(self, student: Student, school_id: str) -> bool:
        instance, heads = self.instance, self.heads
        school, plg, tandem = (
            instance.schools[school_id],
            instance.plg_by_school[school_id],
            instance.tandem_of(school_id),
        )
        most = instance.boards[school.board].max_students
        return (
            heads["school", school_id] < school.net_places
            and (most is None or heads["board", school.board] < most)
            and heads["plg", plg.key] < plg.maximum
            and (tandem is None or heads["tandem", tandem.id] < tandem.max_students)
            and not (
                student.care
                and tandem is not None
                and heads["care", tandem.id] >= instance.settings.max_care_per_tandem
            )
            and not any((student.id, other) in instance.excluded_pairs for other in self.at[school_id])
        )

    def _has_time(self, student: Student, mentor: Mentor) -> bool:
        if self.heads["mentor", mentor.id] >= mentor.max_students:
            return False
        if not self.instance.settings.one_student_per_class_per_day:
            return True
        return not any((self.instance.class_of(mentor.id), day) in self.days for day in student.days)

    def _note(self, student: Student, mentor: Mentor) -> None:
        instance, school = self.instance, mentor.school
        tandem = instance.tandem_of(school)
        self.heads.update(
            (("mentor", mentor.id), ("school", school), ("board", instance.schools[school].board),
             ("plg", instance.plg_by_school[school].key))
        )  # fmt: skip
        if tandem is not None:
            self.heads["tandem", tandem.id] += 1
            self.heads["care", tandem.id] += student.care
        self.days.update((instance.class_of(mentor.id), day) for day in student.days)
        self.at[school].add(student.id)


def schedule(instance: Instance, placement: Placement) -> Assessment:
    """Pinned WPAs first, then the list: the first slot with a free field and, where asked, institute assessor."""
    return _SchedulingOffice(instance, placement).schedule()


class _SchedulingOffice:
    """The list, the first free slot, and a diary for each assessor, class and school."""

    def __init__(self, instance: Instance, placement: Placement) -> None:
        self.instance, self.placement = instance, placement
        self.slots = sorted(instance.slots.values(), key=lambda slot: (slot.date, slot.begin))
        self.diary: dict[object, list[tuple[Slot, str]]] = defaultdict(list)  # who to slots and schools

    def schedule(self) -> Assessment:
        pins = {p.student: p for p in self.instance.pins if p.slot or p.field or p.institute}
        due = [id for id, student in self.instance.students.items() if student.wpa and id in self.placement]
        booked: dict[str, Booking] = {}
        for id in [*(id for id in due if id in pins), *(id for id in due if id not in pins)]:
            found = next(self._free(self.instance.students[id], pins.get(id, Pin(id))), None)
            if found is not None:
                booked[id] = found
                self._note(id, found)
        return booked

    def _free(self, student: Student, pin: Pin) -> Iterator[Booking]:
        instance = self.instance
        mentor = instance.mentors[self.placement[student.id]]
        fields = self._assessors(student, mentor, True, pin.field)
        institutes = self._assessors(student, mentor, False, pin.institute) if instance.needs_two(student) else [None]
        for slot in self.slots:
            if pin.slot not in (None, slot.id) or any(slot_faults(instance, student, mentor, slot)):
                continue
            if not self._class_free(mentor, slot):
                continue
            here = [one for one in fields if one is not None and self._can(one, slot, mentor)]
            second = [other for other in institutes if other is None or self._can(other, slot, mentor)]
            for one, other in product(here, second):
                if other is None or (one.id, other.id) not in instance.excluded_pairs:
                    yield Booking(slot.id, one.id, None if other is None else other.id)

    def _assessors(self, student: Student, mentor: Mentor, in_field: bool, pinned: str | None) -> list[Trainer | None]:
        pool = self.instance.field_pool if in_field else self.instance.institute_pool
        return [
            trainer
            for trainer in pool
            if pinned in (None, trainer.id)
            and not any(assessor_faults(self.instance, student, mentor, trainer, in_field))
        ]

    def _class_free(self, mentor: Mentor, slot: Slot) -> bool:
        """A6 for class and school, and for a teacher of the class who is out assessing."""
        teachers = self.instance.class_of(mentor.id)
        busy_there = [taken for taken, _ in self.diary["school", mentor.school] if _overlap(taken, slot)]
        if self._overlaps(("class", teachers), slot):
            return False
        for teacher in teachers:
            for trainer in self.instance.identities(teacher) & self.instance.trainers.keys():
                if self._overlaps(trainer, slot) and self._needed_in_class(trainer, slot):
                    return False
        return len(busy_there) < self.instance.schools[mentor.school].wpas_at_once

    def _overlaps(self, person: object, slot: Slot) -> bool:
        return any(_overlap(taken, slot) for taken, _ in self.diary[person])

    def _needed_in_class(self, trainer: str, slot: Slot) -> bool:
        own = self.instance.trainers[trainer].also_mentor
        if own is None or own not in self.instance.mentors:
            return False
        duo = self.instance.mentors[own].duo
        return duo is None or not mentor_present(self.instance, duo, slot.date)

    def _can(self, trainer: Trainer, slot: Slot, mentor: Mentor) -> bool:
        instance, diary = self.instance, self.diary[trainer.id]
        today = [(taken, school) for taken, school in diary if taken.date == slot.date]
        if len(diary) >= instance.max_wpas(trainer.id) or len(today) >= instance.max_wpas_per_day(trainer.id):
            return False
        if trainer_fault(instance, trainer, slot) is not None:
            return False
        own = trainer.also_mentor
        teaching = own in instance.mentors and self._overlaps(("class", instance.class_of(str(own))), slot)
        if teaching and self._needed_in_class(trainer.id, slot):
            return False
        return all(self._in_time(trainer, mentor.school, slot, school, taken) for taken, school in today)

    def _in_time(self, trainer: Trainer, school: str, slot: Slot, other: str, taken: Slot) -> bool:
        """A6 and A7 against one WPA in the diary."""
        if _overlap(taken, slot):
            return False
        first, last = sorted(((slot, school), (taken, other)), key=lambda one: one[0].begin)
        gap = last[0].begin_minute - first[0].end_minute
        journey = self.instance.school_minutes(first[1], last[1], trainer.vehicle)
        return school == other or gap >= journey + self.instance.settings.wpa_margin

    def _note(self, student: str, booking: Booking) -> None:
        mentor = self.instance.mentors[self.placement[student]]
        about: Iterable[object] = (
            *booking.assessors, ("class", self.instance.class_of(mentor.id)), ("school", mentor.school)
        )  # fmt: skip
        for person in about:
            self.diary[person].append((self.instance.slots[booking.slot], mentor.school))


def _overlap(one: Slot, other: Slot) -> bool:
    return one.date == other.date and one.begin < other.end and other.begin < one.end
