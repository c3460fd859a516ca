"""What is asked and nobody offers, and mentors who do not count. Knows cells, not what a roster would be."""

from __future__ import annotations

from collections.abc import Iterator

from instances.domain.entities import MentorTraining
from instances.domain.school_facts import NAME_TO_COME, Promise
from instances.dutch.lists import listed_at_most
from instances.dutch.nearest import did_you_mean
from instances.dutch.numbers import count
from instances.tables.columns import MENTORS, SCHOOLS, STUDENTS
from instances.tables.lists import tag
from instances.tables.notices import NoticeKind, Place
from instances.tables.records import Record, Records
from instances.tables.schema import Column


def check_offers(records: Records) -> None:
    """Mentors who get nobody, promised places, needs that no mentor has, and profiles that no school has."""
    out = _mentors_out(records)
    _promised(records)
    _needs(records, out)
    _required_profiles(records)


def _mentors_out(records: Records) -> set[str]:
    found: set[str] = set()
    schools = records.index(SCHOOLS)
    for code, record in records.index(MENTORS).items():
        school = schools.get(record.text(MENTORS.SCHOOL))
        for column, why in _why_out(record, school):
            found.add(code)
            text = f"{code} krijgt geen student: {why}."
            records.notice(record, column, text, NoticeKind.MENTOR_OUT, f"{code}: {why}")
            break
    return found


def _promised(records: Records) -> None:
    """Places that count although a name, or a firm yes, must still come."""
    for code, record in records.index(MENTORS).items():
        if record.yes(MENTORS.TO_COME):
            text = f"{code} telt mee als toegezegde plek, maar heeft nog geen naam ({NAME_TO_COME})."
            records.notice(record, MENTORS.TO_COME, text, NoticeKind.NAME_TO_COME, code)
    for code, record in records.index(SCHOOLS).items():
        places = record.optional_integer(SCHOOLS.PLACES)
        if record.text(SCHOOLS.PROMISE) == Promise.MAYBE and places:
            text = (
                f"{code} zei misschien; de {count(places, 'plaats telt', 'plaatsen tellen')} mee. "
                f"Zet {SCHOOLS.PLACES} gelijk aan {SCHOOLS.TAKEN} om er niet op te rekenen."
            )
            records.notice(record, SCHOOLS.PROMISE, text, NoticeKind.MAYBE_PLACES, code)


def _why_out(record: Record, school: Record | None) -> Iterator[tuple[Column, str]]:
    """Each cell that keeps the mentor from students, with its Dutch reason."""
    if record.is_filled(MENTORS.AVAILABLE) and not record.yes(MENTORS.AVAILABLE):
        yield MENTORS.AVAILABLE, "Beschikbaar is nee (P6)"
    if record.is_filled(MENTORS.COMPETENT) and not record.yes(MENTORS.COMPETENT):
        yield MENTORS.COMPETENT, "Basisbekwaam is nee (P6)"
    promised = record.yes(MENTORS.TO_COME) and not record.is_filled(MENTORS.TRAINING)
    untrained = not promised and record.text(MENTORS.TRAINING) == MentorTraining.NO
    if untrained and not record.is_faulty(MENTORS.TRAINING):
        empty = not record.is_filled(MENTORS.TRAINING)
        yield MENTORS.TRAINING, f"Mentortraining is {'leeg, dat telt als nee' if empty else 'nee'} (P6)"
    if record.optional_integer(MENTORS.MAX_STUDENTS) == 0:
        yield MENTORS.MAX_STUDENTS, "Max studenten is 0 (P2)"
    if school is not None:
        places = school.optional_integer(SCHOOLS.PLACES)
        if places is not None and places <= (school.optional_integer(SCHOOLS.TAKEN) or 0):
            yield MENTORS.SCHOOL, f"school {school.key} heeft geen vrije plaatsen (P3)"


def _needs(records: Records, out: set[str]) -> None:
    mentors = records.index(MENTORS)
    if not mentors or any(record.is_faulty(MENTORS.STRENGTHS) for record in mentors.values()):
        return
    all_offered = {word for record in mentors.values() for word in record.words(MENTORS.STRENGTHS)}
    offered = {w for code, record in mentors.items() if code not in out for w in record.words(MENTORS.STRENGTHS)}
    asked: dict[str, list[Record]] = {}
    for record in records.of(STUDENTS):
        for need, _ in record.needs(STUDENTS.NEEDS):
            asked.setdefault(need, []).append(record)
    for need, students in asked.items():
        if need in offered:
            continue
        who = f"{count(len(students), 'student vraagt', 'studenten vragen')} “{need}”"
        names = listed_at_most([record.key for record in students], 3)
        hint = did_you_mean(need, sorted(offered))
        if not all_offered:
            why = "geen enkele mentor heeft iets bij Sterktes"
        elif need in all_offered:
            why = "alleen mentoren die geen student krijgen hebben dat bij Sterktes"
        else:
            why = "geen enkele mentor heeft dat bij Sterktes"
        text = f"{who} ({names}); {why}. Zo telt deze leerbehoefte bij iedere mentor als gemist (W1).{hint}"
        places = [Place(record.cell(STUDENTS.NEEDS), need) for record in students]
        first = students[0].cell(STUDENTS.NEEDS)
        records.findings.notice(STUDENTS.name, first, text, NoticeKind.NEED_UNMET, STUDENTS.NEEDS.header, places)


def _required_profiles(records: Records) -> None:
    offered = {word for record in records.of(SCHOOLS) for word in record.words(SCHOOLS.PROFILE)}
    for record in records.of(STUDENTS):
        profile = tag(record.text(STUDENTS.REQUIRED_PROFILE))
        if profile and ";" not in profile and profile not in offered:
            text = (
                f"Geen enkele school heeft het profiel “{profile}”; {record.key} kan niet geplaatst worden (P8)."
                f"{did_you_mean(profile, sorted(offered))}"
            )
            records.notice(record, STUDENTS.REQUIRED_PROFILE, text, NoticeKind.PROFILE_UNMET, f"{record.key} {profile}")
