"""May this student go to this mentor at all? The rules that need only the pair. Knows no roster.

Every check returns None or the Dutch reason with its figures: a clause without capital or full stop.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from instances.domain.entities import Mentor, MentorTraining, Student
from instances.domain.instance import Instance
from instances.domain.rulebook import Rule
from instances.domain.school_groups import bouwen, specialisations
from instances.domain.settings import Continuity
from scheduler.checks.words import counted, days_listed, listing, minutes

PairFault = tuple[Rule, str]
PairCheck = Callable[[Instance, Student, Mentor], str | None]


def shared_days(instance: Instance, student: Student, mentor: Mentor) -> str | None:
    """P5: the mentor and the duo mentor together cover enough of the internship days."""
    working = mentor.days if mentor.duo is None else mentor.days | instance.mentors[mentor.duo].days
    if student.days <= working:
        return None
    asked = len(student.days)
    if instance.settings.min_shared_days is not None:
        asked = min(asked, instance.settings.min_shared_days)
    covered = student.days & working
    if len(covered) >= asked:
        return None
    teachers = f"{mentor.id} werkt" if mentor.duo is None else f"{mentor.id} en {mentor.duo} werken"
    if not covered:
        return f"{teachers} op geen enkele stagedag ({days_listed(student.days)})"
    asks = counted(asked, "dag", "dagen")
    return f"{teachers} op {days_listed(covered)} van de stagedagen {days_listed(student.days)}, nodig {asks}"


def able_mentor(instance: Instance, student: Student, mentor: Mentor) -> str | None:
    """P6: the mentor of record may and can be a mentor this semester."""
    if mentor.available and mentor.competent and mentor.training is not MentorTraining.NO:
        return None
    lacks = []
    if not mentor.available:
        lacks.append("is niet beschikbaar")
    if not mentor.competent:
        lacks.append("is niet basisbekwaam")
    if mentor.training is MentorTraining.NO:
        lacks.append("heeft de mentortraining niet gevolgd of gestart en is er niet toe bereid")
    return f"{mentor.id} {listing(lacks)}"


def required_kind(instance: Instance, student: Student, mentor: Mentor) -> str | None:
    """P8: bouw and specialisation of the mentor of record's groups, and the profile of the school.

    Each requirement is met by at least one group; they need not be met by the same one.
    """
    lacks = []
    groups = (
        f"groep {listing(map(str, sorted(mentor.groups)))}" if student.required_bouw or student.specialisation else ""
    )
    if student.required_bouw is not None and student.required_bouw not in bouwen(mentor.groups):
        lacks.append(f"vereist {student.required_bouw}bouw, {mentor.id} heeft {groups}")
    if student.specialisation is not None and student.specialisation not in specialisations(mentor.groups):
        lacks.append(f"specialisatie {student.specialisation}, {mentor.id} heeft {groups}")
    if student.required_profile is not None and student.required_profile not in instance.schools[mentor.school].profile:
        lacks.append(f"vereist profiel {student.required_profile}, dat heeft school {mentor.school} niet")
    return "; ".join(lacks) or None


def never_meets(instance: Instance, student: Student, mentor: Mentor) -> str | None:
    """P9: whom the student would meet there: mentor, duo mentor, school, board, the tandem's trainers."""
    if not instance.excluded_pairs:
        return None
    school = instance.schools[mentor.school]
    tandem = instance.tandem_of(school.id)
    met = [*instance.class_of(mentor.id), school.id, school.board]
    if tandem is not None:
        met += [tandem.so, tandem.io]
    banned = [id for id in met if (student.id, id) in instance.excluded_pairs]
    return f"{student.id} is uitgesloten met {listing(banned)}" if banned else None


def travel(instance: Instance, student: Student, mentor: Mentor) -> str | None:
    """P10: minutes one way against the student's own maximum, else the setting."""
    needed = instance.travel_minutes(student.id, mentor.school)
    most = instance.settings.max_travel if student.max_travel is None else student.max_travel
    return f"{minutes(needed)} reizen, hoogstens {most}" if needed > most else None


def accepted_year(instance: Instance, student: Student, mentor: Mentor) -> str | None:
    """P12: the school takes students of this year; one that was succeeded takes nobody."""
    school = instance.schools[mentor.school]
    if school.successor is not None:
        return f"school {school.id} is opgevolgd door {school.successor} en neemt niemand meer"
    if student.year in school.years:
        return None
    taken = f"alleen jaar {listing(map(str, sorted(school.years)))}" if school.years else "geen enkel jaar"
    return f"school {school.id} neemt {taken}, niet jaar {student.year}"


def successor(instance: Instance, school: str) -> str:
    """Tell the school that is there now in the place of an earlier one; counted here, apart from the model."""
    for _ in instance.schools:
        known = instance.schools.get(school)
        if known is None or known.successor is None:
            break
        school = known.successor
    return school


def new_school(instance: Instance, student: Student, mentor: Mentor) -> str | None:
    """P15: no earlier school, except the previous one where that may or must be.

    Under ``moet`` the previous school is demanded even when it is no longer in the workbook. Whoever was at a school
    that was succeeded, was at its successor.
    """
    earlier = instance.history_of[student.id]
    if not earlier:
        return None
    previous = successor(instance, earlier[-1].school)
    continuity = instance.settings.effective_continuity
    if continuity is Continuity.MUST:
        wrong = mentor.school != previous
        return f"moet terug naar school {previous} van het vorige semester, niet {mentor.school}" if wrong else None
    if continuity is Continuity.MAY and mentor.school == previous:
        return None
    when = [past for past in earlier if successor(instance, past.school) == mentor.school]
    if not when:
        return None
    old = dict.fromkeys(past.school for past in when if past.school != mentor.school)
    then = f", toen {listing(old)}" if old else ""
    return f"was al op school {mentor.school} ({listing(dict.fromkeys(past.semester for past in when))}{then})"


# cheap and telling ones first: bulk callers often stop at the first fault
PAIR_CHECKS: dict[Rule, PairCheck] = {
    Rule.P6: able_mentor,
    Rule.P12: accepted_year,
    Rule.P5: shared_days,
    Rule.P8: required_kind,
    Rule.P15: new_school,
    Rule.P9: never_meets,
    Rule.P10: travel,
}

# what the answer depends on, for callers who ask about every pair
_OF_KIND = (Rule.P6, Rule.P5, Rule.P8)  # the mentor, and only days and requirements of the student
_OF_SCHOOL = (Rule.P12, Rule.P15, Rule.P10)  # the student and the school


def pair_faults(instance: Instance, student: Student, mentor: Mentor) -> Iterator[PairFault]:
    """List the rules that keep this student from this mentor whatever the rest of the roster.

    Args:
        instance: The workbook.
        student: A student of it.
        mentor: The mentor of record; it fixes class, school, board and tandem.

    Yields:
        Each rule with its reason, a Dutch clause; nothing when the pair is possible.
    """
    return _run(instance, tuple(PAIR_CHECKS), student, mentor)


def _run(instance: Instance, rules: tuple[Rule, ...], student: Student, mentor: Mentor) -> Iterator[PairFault]:
    for rule in rules:
        text = PAIR_CHECKS[rule](instance, student, mentor)
        if text is not None:
            yield rule, text


class PairChecks:
    """The same answers for a whole workbook (hundreds of thousands of pairs), each part worked out once."""

    def __init__(self, instance: Instance) -> None:
        """Sort the students by what most rules look at; no pair is judged yet."""
        self._instance = instance
        kinds: dict[tuple[object, ...], int] = {}
        self._kind_of = {
            student.id: kinds.setdefault(
                (student.days, student.required_bouw, student.specialisation, student.required_profile), len(kinds)
            )
            for student in instance.students.values()
        }
        self._excluded = {id for pair in instance.excluded_pairs for id in pair}
        self._by_kind: dict[tuple[int, str], tuple[PairFault, ...]] = {}
        self._by_school: dict[tuple[str, str], tuple[PairFault, ...]] = {}

    def faults(self, student: Student, mentor: Mentor) -> tuple[PairFault, ...]:
        """List the rules against a pair as ``pair_faults`` does, in another order."""
        return self._own(student, mentor) + self._there(student, mentor)

    def fits(self, student: Student, mentor: Mentor) -> bool:
        """Does no rule on the pair alone forbid it?"""
        # most pairs fail by the first, which many students share; the second asks for travel times
        return not self._own(student, mentor) and not self._there(student, mentor)

    def _own(self, student: Student, mentor: Mentor) -> tuple[PairFault, ...]:
        kind = self._kind_of[student.id], mentor.id
        found = self._by_kind.get(kind)
        if found is None:
            found = self._by_kind[kind] = tuple(_run(self._instance, _OF_KIND, student, mentor))
        return found

    def _there(self, student: Student, mentor: Mentor) -> tuple[PairFault, ...]:
        place = student.id, mentor.school
        found = self._by_school.get(place)
        if found is None:
            found = self._by_school[place] = tuple(_run(self._instance, _OF_SCHOOL, student, mentor))
        if student.id in self._excluded:
            found += tuple(_run(self._instance, (Rule.P9,), student, mentor))
        return found
