"""Mentors of the sample: classes with one or two teachers, full-time and part-time. Knows no student."""

from __future__ import annotations

from dataclasses import replace

from instances.domain.entities import Day, Mentor, MentorTraining, Role, School
from instances.sample.draft import TAGS, Draft

MENTORS_PER_STUDENT = 1.6
USABLE = 0.88  # the part that is available, competent and trained or willing
WEEK = (Day.MA, Day.DI, Day.WO, Day.DO, Day.VR)
CLASSES = ({1, 2}, {3}, {4}, {5}, {6}, {7}, {8}, {1, 2}, {3, 4}, {5, 6}, {7, 8}, {1}, {2}, {4, 5}, {6, 7, 8})
DUOS = (((0, 1), (2, 3, 4)), ((0, 1, 2), (3, 4)), ((0, 1, 2), (2, 3, 4)), ((0, 1, 4), (2, 3)))
PART_TIME = ((0, 1, 2), (2, 3, 4), (0, 1, 3), (1, 3, 4), (0, 1, 2, 3), (1, 2, 3, 4), (0, 1, 3, 4))


def add_mentors(draft: Draft) -> None:
    """Schools with more places get more classes; every school at least two."""
    wanted = draft.size.students * MENTORS_PER_STUDENT / USABLE
    places = sum(school.places for school in draft.schools.values())
    for school in draft.schools.values():
        room = max(2, round(wanted * school.places / places))
        classes = list(CLASSES)
        draft.dice.shuffle(classes)
        while room > 0:
            room -= _add_class(draft, school, frozenset(classes.pop()), room)


def _add_class(draft: Draft, school: School, groups: frozenset[int], room: int) -> int:
    """One class; returns how many mentors it brought. Not every duo partner is a mentor."""
    kind = draft.dice.choices(["full", "part", "duo"], [45, 25, 30])[0]
    if kind == "duo" and room >= 2:
        first, second = draft.dice.choice(DUOS)
        one = _mentor(draft, school, groups, first)
        two = _mentor(draft, school, groups, second)
        draft.mentors[one.id] = replace(one, duo=two.id)
        draft.mentors[two.id] = replace(two, duo=one.id)
        return 2
    full = WEEK if draft.chance(0.6) else tuple(draft.dice.sample(WEEK, 4))
    mentor = _mentor(draft, school, groups, full if kind == "full" else draft.dice.choice(PART_TIME))
    draft.mentors[mentor.id] = mentor
    return 1


def _mentor(draft: Draft, school: School, groups: frozenset[int], days: tuple[int, ...]) -> Mentor:
    dice = draft.dice
    experience = None if draft.chance(0.06) else float(min(dice.randint(1, 34), dice.randint(1, 38)))
    trained = [MentorTraining.DONE, MentorTraining.STARTED, MentorTraining.WILLING, MentorTraining.NO]
    training = dice.choices(trained, [64, 12, 18, 6])[0]
    mentor = Mentor(
        f"M{len(draft.mentors) + 1:04d}",
        draft.names.person(),
        school.id,
        groups,
        frozenset(Day(day) for day in days),
        max_students=2 if len(days) >= 4 and draft.chance(0.15) else 1,
        experience=experience,
        competent=draft.chance(0.98),
        training=training,
        advanced=training is MentorTraining.DONE and (experience or 0) >= 4 and draft.chance(0.35),
        strengths=frozenset(dice.sample(TAGS, dice.randint(2, 4))),
        available=draft.chance(0.96),
    )
    draft.mentors[mentor.id] = mentor
    return mentor


def join_trainers(draft: Draft) -> None:
    """A few school trainers also teach: the same person in both sheets, at a school of the own board."""
    joined: set[str] = set()
    trainers = [trainer for trainer in draft.trainers.values() if trainer.role is Role.SO]
    for trainer in trainers[1 :: max(2, len(trainers) // 4)]:
        free = [m for m in draft.mentors.values() if len(m.days) <= 3 and m.id not in joined]
        own = [m for m in free if draft.schools[m.school].board == trainer.board]
        if own:
            mentor = draft.dice.choice(own)
            joined.add(mentor.id)
            draft.mentors[mentor.id] = replace(mentor, name=trainer.name)
            draft.trainers[trainer.id] = replace(trainer, also_mentor=mentor.id)
