"""The invented semester: its size, its promise that it can be placed, and that nothing is left out."""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
from collections import Counter
from functools import cache
from pathlib import Path

import pytest

from instances.domain.entities import BoardKind, MentorTraining, Role, Separation, Vehicle, Willingness, WpaKind
from instances.domain.instance import Instance
from instances.sample.draft import Draft
from instances.sample.generate import SIZES, draw, generate, semester
from scheduler.checks.pairs import pair_faults
from scheduler.checks.placement import check_placement

SEEDS = [("klein", 1), ("klein", 2), ("bestuur", 1), ("bestuur", 5), ("partnerschap", 1)]
WHOLE_COUNTRY = pytest.param("landelijk", marks=pytest.mark.thorough)
OFFICE_SIZES = ("klein", "bestuur", "partnerschap", "stress")  # landelijk takes 15 s: one draw, a few questions


@cache
def sample(size: str, seed: int = 1) -> Instance:
    return semester(draft(size, seed))


@cache
def draft(size: str, seed: int = 1) -> Draft:
    return draw(size, seed)


@pytest.mark.parametrize(
    ("size", "students", "boards", "schools"),
    [
        ("klein", 20, 2, 6),
        ("bestuur", 60, 3, 15),
        ("partnerschap", 600, 17, 150),
        ("stress", 1300, 30, 360),
        pytest.param("landelijk", 6000, 60, 1600, marks=pytest.mark.thorough),
    ],
)
def test_each_size_has_the_promised_numbers(size: str, students: int, boards: int, schools: int) -> None:
    made = sample(size)
    assert (len(made.students), len(made.boards), len(made.schools)) == (students, boards, schools)


def test_the_partnership_has_twelve_partners() -> None:
    kinds = Counter(board.kind for board in sample("partnerschap").boards.values())
    assert kinds == {BoardKind.PARTNER: 12, BoardKind.OTHER: 5}


def test_boards_are_of_unequal_size() -> None:
    made = sample("partnerschap")
    sizes = sorted(Counter(school.board for school in made.schools.values()).values())
    assert sizes[-1] >= 5 * sizes[0]


def test_the_same_seed_gives_the_same_semester() -> None:
    assert generate("bestuur", 4) == generate("bestuur", 4)


def test_another_seed_gives_other_people() -> None:
    names = [{student.name for student in generate("klein", seed).students.values()} for seed in (1, 2)]
    assert len(names[0] & names[1]) < 5


def test_the_sample_does_not_depend_on_the_hash_seed(tmp_path: Path) -> None:
    """Sets of words have another order in every process: a draw from one would change the sample."""
    code = (
        "import sys; from pathlib import Path; from instances.sample.generate import generate;"
        "from reports.workbook.semester import write_semester;"
        "write_semester(generate('bestuur', 3), Path(sys.argv[1]))"
    )
    digests = set()
    for number in ("1", "2"):
        path = tmp_path / f"{number}.xlsx"
        subprocess.run([sys.executable, "-c", code, path], check=True, env={**os.environ, "PYTHONHASHSEED": number})
        digests.add(hashlib.sha256(path.read_bytes()).hexdigest())
    assert len(digests) == 1


@pytest.mark.parametrize(("size", "seed"), [("klein", 29), ("bestuur", 63)])
def test_schools_that_are_too_few_are_drawn_again(size: str, seed: int) -> None:
    """The first schools of these seeds cannot take everyone; the sample once looked for a place for ever."""
    assert len(generate(size, seed).students) == SIZES[size].students


def test_an_unknown_size_is_refused() -> None:
    with pytest.raises(KeyError):
        generate("reusachtig")


@pytest.mark.parametrize(("size", "seed"), SEEDS)
def test_the_plan_breaks_no_placement_rule(size: str, seed: int) -> None:
    verdict = check_placement(sample(size, seed), draft(size, seed).plan)
    assert verdict.violations == ()


@pytest.mark.parametrize(("size", "seed"), SEEDS)
def test_the_plan_places_everyone_but_the_stranded(size: str, seed: int) -> None:
    assert len(draft(size, seed).plan) == SIZES[size].students - SIZES[size].stranded


@pytest.mark.parametrize(("size", "seed"), SEEDS)
def test_nobody_fits_a_stranded_student(size: str, seed: int) -> None:
    made = sample(size, seed)
    stranded = [student for id, student in made.students.items() if id not in draft(size, seed).plan]
    fitting = [m.id for s in stranded for m in made.mentors.values() if not list(pair_faults(made, s, m))]
    assert fitting == []


def test_there_are_about_one_and_a_half_usable_mentors_per_student() -> None:
    made = sample("partnerschap")
    usable = [m for m in made.mentors.values() if m.available and m.competent and m.training is not MentorTraining.NO]
    assert 1.4 <= len(usable) / len(made.students) <= 1.8


@pytest.mark.parametrize("size", OFFICE_SIZES)
def test_both_pools_have_room_to_spare(size: str) -> None:
    made = sample(size)
    due = [student for student in made.students.values() if student.wpa]
    field = sum(made.max_wpas(trainer.id) for trainer in made.field_pool)
    institute = sum(made.max_wpas(trainer.id) for trainer in made.institute_pool)
    assert field >= 1.4 * len(due)
    assert institute >= 1.3 * sum(made.needs_two(student) for student in due)


@pytest.mark.parametrize("size", OFFICE_SIZES)
def test_nobody_is_two_mentors_or_two_trainers(size: str) -> None:
    """Two trainers once drew the same mentor, so that one person was the own SO of two tandems."""
    joined = [trainer.also_mentor for trainer in sample(size).trainers.values() if trainer.also_mentor]
    assert joined
    assert len(joined) == len(set(joined))


@pytest.mark.parametrize("size", OFFICE_SIZES)
def test_everything_has_a_point_in_noord_holland(size: str) -> None:
    made = sample(size)
    points = [who.point for group in (made.schools, made.students, made.trainers) for who in group.values()]
    assert all(p is not None and 52.1 < p.latitude < 53.2 and 4.4 < p.longitude < 5.4 for p in points)


@pytest.mark.parametrize("size", OFFICE_SIZES)
def test_no_tandem_reaches_over_boards(size: str) -> None:
    made = sample(size)
    boards = [{made.schools[id].board for id in tandem.schools} for tandem in made.tandems.values()]
    assert all(len(found) == 1 for found in boards)


@pytest.mark.thorough
def test_the_whole_country_has_its_students() -> None:
    """From Terneuzen to Delfzijl, and most of them outside Noord-Holland."""
    points = [s.point for s in sample("landelijk").students.values() if s.point]
    assert all(50.7 < p.latitude < 53.5 and 3.3 < p.longitude < 7.2 for p in points)
    assert sum(p.latitude < 52.1 for p in points) > 2000


@pytest.mark.thorough
def test_the_plan_of_the_whole_country_breaks_no_rule() -> None:
    assert check_placement(sample("landelijk"), draft("landelijk").plan).violations == ()


@pytest.mark.parametrize("size", ["partnerschap", WHOLE_COUNTRY])
def test_nobody_shares_a_name(size: str) -> None:
    made = sample(size)
    joined = {trainer.also_mentor for trainer in made.trainers.values()}
    names = [who.name for group in (made.students, made.trainers) for who in group.values()]
    names += [mentor.name for mentor in made.mentors.values() if mentor.id not in joined]
    assert len(names) == len(set(names))


@pytest.mark.parametrize("size", ["partnerschap", WHOLE_COUNTRY])
def test_no_two_schools_or_boards_share_a_name(size: str) -> None:
    made = sample(size)
    names = [place.name for group in (made.schools, made.boards) for place in group.values()]
    assert len(names) == len(set(names))


@pytest.mark.parametrize("size", ["partnerschap", WHOLE_COUNTRY])
def test_a_school_of_old_may_have_a_number_that_no_school_has(size: str) -> None:
    made = sample(size)
    gone = {past.school for past in made.history} - set(made.schools)
    assert gone
    assert all(len(school) == len(next(iter(made.schools))) for school in gone)


def test_a_tandem_has_schools_near_each_other() -> None:
    made = sample("partnerschap")
    minutes = [
        made.school_minutes(tandem.schools[0], school, Vehicle.AUTO)
        for tandem in made.tandems.values()
        for school in tandem.schools[1:]
    ]
    assert sorted(minutes)[len(minutes) // 2] <= 20


def test_some_slots_overlap() -> None:
    slots = list(sample("klein").slots.values())
    assert any(a.date == b.date and a.begin < b.begin < a.end for a in slots for b in slots)


def test_a_third_of_the_assessors_gave_their_availability() -> None:
    made = sample("partnerschap")
    assessors = [trainer for trainer in made.trainers.values() if trainer.assessor]
    assert 0.25 <= len(made.availability_of) / len(assessors) <= 0.34


PRESENT = {
    "part-time mentors": lambda i: any(len(m.days) <= 3 and m.duo is None for m in i.mentors.values()),
    "duo mentors of one class": lambda i: any(
        m.duo and i.mentors[m.duo].duo == m.id and i.mentors[m.duo].groups == m.groups for m in i.mentors.values()
    ),
    "untrained mentors": lambda i: any(m.training is MentorTraining.NO for m in i.mentors.values()),
    "unavailable mentors": lambda i: any(not m.available for m in i.mentors.values()),
    "care students": lambda i: any(s.care for s in i.students.values()),
    "histories": lambda i: max(map(len, i.history_of.values())) == 3,
    "schools of old": lambda i: any(p.school not in i.schools for p in i.history),
    "resits with a window": lambda i: any(
        s.wpa_kind is WpaKind.RESIT and s.wpa_from and s.wpa_until for s in i.students.values()
    ),
    "doubtful cases": lambda i: any(s.wpa_kind is WpaKind.DOUBTFUL for s in i.students.values()),
    "students without a WPA": lambda i: any(not s.wpa for s in i.students.values()),
    "all three answers": lambda i: {row.answer for row in i.availability} == set(Willingness),
    "an IO who is SLB'er": lambda i: any(s.slb and i.trainers[s.slb].role is Role.IO for s in i.students.values()),
    "an SLB'er": lambda i: any(s.slb and i.trainers[s.slb].role is Role.SLB for s in i.students.values()),
    "absent schools": lambda i: any(a.who in i.schools for a in i.absences),
    "absent mentors": lambda i: any(a.who in i.mentors for a in i.absences),
    "absent trainers": lambda i: any(a.who in i.trainers for a in i.absences),
    "absent students": lambda i: any(a.who in i.students for a in i.absences),
    "excluded students": lambda i: any(e.who in i.students and e.other in i.students for e in i.exclusions),
    "excluded assessors": lambda i: any(e.who in i.trainers and e.other in i.schools for e in i.exclusions),
    "pinned mentors": lambda i: any(p.mentor for p in i.pins),
    "pinned schools": lambda i: any(p.school for p in i.pins),
    "a pinned slot": lambda i: any(p.slot for p in i.pins),
    "a pinned assessor": lambda i: any(p.institute for p in i.pins),
    "milder separation": lambda i: any(b.own_so is Separation.AVOID for b in i.boards.values()),
    "school minimums": lambda i: any(s.min_students for s in i.schools.values()),
    "board minimums": lambda i: any(b.min_students for b in i.boards.values()),
    "board maximums": lambda i: any(b.max_students for b in i.boards.values()),
    "shared PLGs": lambda i: any(s.plg and s.max_plg for s in i.schools.values()),
    "required bouw": lambda i: any(s.required_bouw for s in i.students.values()),
    "specialisations": lambda i: any(s.specialisation for s in i.students.values()),
    "required profiles": lambda i: any(s.required_profile for s in i.students.values()),
    "wish lists": lambda i: any(len(s.wishes) == 3 for s in i.students.values()),
    "measured journeys": lambda i: bool(i.travel_rows),
    "slots of a school": lambda i: any(s.school for s in i.slots.values()),
    "slots of a board": lambda i: any(s.board for s in i.slots.values()),
    "names with accents": lambda i: any(not s.name.isascii() for s in i.students.values()),
}


@pytest.mark.parametrize("what", PRESENT)
def test_the_partnership_has_it_all(what: str) -> None:
    assert PRESENT[what](sample("partnerschap"))
