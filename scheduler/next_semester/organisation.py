"""Schools, mentors and tandems into the next semester: what a merger moves, and how many each mentor guided."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from instances.domain.entities import MentorTraining
from instances.dutch.numbers import count
from instances.tables.columns import EXCLUSIONS, MENTORS, SCHOOLS, STUDENTS, TANDEMS
from reports.workbook.filled_copy import Filling
from reports.workbook.raw_cells import RawContent
from scheduler.next_semester.given import LookAgain, Part, SemesterBefore, Subject
from scheduler.next_semester.past_settings import about_past_settings
from scheduler.next_semester.rows import cleared, filled

_TRAINING = {
    MentorTraining.STARTED: "Was begonnen aan de training. Is die nu gevolgd?",
    MentorTraining.WILLING: "Was bereid de training te volgen. Is dat gebeurd?",
}


def organisation_moved_on(before: SemesterBefore) -> Part:
    """Move mentors, tandems and exclusions of succeeded schools, and count what each mentor did.

    Args:
        before: The semester that ends.

    Returns:
        Cells that change, and what is to be looked at.
    """
    fillings = [*_promises(before), *_mentors(before), *_tandems(before), *_exclusions(before)]
    return Part(tuple(fillings), (*_about_schools(before), *_about_mentors(before), *_about_the_year(before)))


def _promises(before: SemesterBefore) -> Iterator[Filling]:
    """What schools promised was for the semester that ends."""
    for record in before.of(SCHOOLS):
        yield from filled(record, cleared(record, SCHOOLS.PROMISE, SCHOOLS.PROMISE_REASON))


def _mentors(before: SemesterBefore) -> Iterator[Filling]:
    guided = Counter(before.placement.values())
    for record in before.of(MENTORS):
        mentor = before.instance.mentors[record.key]
        cells: dict[str, RawContent] = {MENTORS.GUIDED.header: (mentor.guided or 0) + guided[mentor.id]}
        now = before.school_now(mentor.school)
        if now != mentor.school:
            cells[MENTORS.SCHOOL.header] = now
        if before.step.new_year and mentor.experience is not None:
            cells[MENTORS.EXPERIENCE.header] = _number(mentor.experience + 1)
        yield from filled(record, cells)


def _number(value: float) -> int | float:
    return int(value) if value == int(value) else value


def _tandems(before: SemesterBefore) -> Iterator[Filling]:
    """The successor in the place of a school, once in all tandems; a tandem keeps at least one school."""
    taken = {school for tandem in before.instance.tandems.values() for school in tandem.schools}
    for record in before.of(TANDEMS):
        schools = before.instance.tandems[record.key].schools
        now: list[str] = []
        for school in schools:
            other = before.school_now(school)
            if other == school or other not in taken:
                now.append(other)
                taken.add(other)
        if now and tuple(now) != schools:
            yield from filled(record, {TANDEMS.SCHOOLS.header: ";".join(now)})


def _exclusions(before: SemesterBefore) -> Iterator[Filling]:
    for record in before.of(EXCLUSIONS):
        cells: dict[str, RawContent] = {}
        for column in (EXCLUSIONS.WHO, EXCLUSIONS.OTHER):
            now = before.school_now(record.text(column))
            if now != record.text(column):
                cells[column.header] = now
        yield from filled(record, cells)


def _about_schools(before: SemesterBefore) -> Iterator[LookAgain]:
    for school in before.instance.schools.values():
        if school.successor is not None:
            moved = len(before.instance.mentors_at[school.id])
            successor = before.instance.schools[before.school_now(school.id)]
            text = (
                f"Is opgevolgd door {successor.id} ({successor.name}); {count(moved, 'mentor is', 'mentoren zijn')} "
                f"daarheen overgezet. Kloppen de plaatsen, de tandem en de PLG van {successor.id}?"
            )
            yield LookAgain(Subject.SUCCEEDED, SCHOOLS.name, text, school.id, school.name)
        elif school.net_places == 0:
            text = "Heeft geen plaats voor studenten. Doet de school weer mee?"
            yield LookAgain(Subject.WITHDRAWN, SCHOOLS.name, text, school.id, school.name)
        elif school.taken:
            places = count(school.taken, "plaats is", "plaatsen zijn")
            text = f"{places} bezet door starters en zij-instromers (Bezet). Is dat nog zo?"
            yield LookAgain(Subject.STARTERS, SCHOOLS.name, text, school.id, school.name)


def _about_mentors(before: SemesterBefore) -> Iterator[LookAgain]:
    for mentor in before.instance.mentors.values():
        if not mentor.available:
            text = "Staat op niet beschikbaar. Is dat dit semester weer zo?"
            yield LookAgain(Subject.MENTOR_AWAY, MENTORS.name, text, mentor.id, mentor.name)
        if mentor.to_come:
            text = "De naam van de mentor moet nog komen (mentor volgt)."
            yield LookAgain(Subject.TRAINING, MENTORS.name, text, mentor.id, mentor.name)
        elif mentor.training in _TRAINING:
            yield LookAgain(Subject.TRAINING, MENTORS.name, _TRAINING[mentor.training], mentor.id, mentor.name)


def _about_the_year(before: SemesterBefore) -> Iterator[LookAgain]:
    yield from about_past_settings(before.instance.settings)
    if before.step.new_year:
        text = (
            "Iedereen is een leerjaar verder en Ervaring van mentoren een jaar hoger. Wie het jaar overdoet, zet u "
            "terug (of geef --blijft). Voeg de nieuwe studenten toe en kijk na of Stagedagen nog kloppen."
        )
        yield LookAgain(Subject.NEW_YEAR, STUDENTS.name, text)
