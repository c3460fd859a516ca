"""Who is told what when somebody comes, goes or moves, and what nobody is told."""

from __future__ import annotations

from dataclasses import replace

import pytest

from instances.domain.solution import Booking, Names, Previous
from instances.domain.surroundings import SchoolTies, surroundings_of
from instances.rosters.columns import Head
from reports.changes.assessment_messages import assessment_messages
from reports.changes.placement_messages import placement_messages
from tests.reports.earlier_runs import FROM_ZUID, held, placed, then, told
from tests.reports.runs import PLACEMENT, SECRETS, instance, run


def test_nobody_is_told_anything_without_a_change() -> None:
    assert (placed(), held()) == ({}, {})


def test_a_move_is_told_to_student_both_mentors_both_schools_both_boards_and_the_tandem() -> None:
    assert list(placed(**FROM_ZUID)) == [
        ("student", "0013"), ("mentor", "M2"), ("mentor", "M3"), ("school", "S2"), ("school", "S3"),
        ("bestuur", "NOORD"), ("bestuur", "ZUID"), ("opleider", "IO1"), ("opleider", "SO1"),
    ]  # fmt: skip


def test_the_student_hears_new_and_old() -> None:
    found = placed(**FROM_ZUID)["student", "0013"]
    assert found.splitlines() == [
        "Uw stageplaats wordt bij Mo Beuk op De Beuk, op di (was bij Max Zee op De Zee).",
        "U wordt begeleid door Sia Oost en Ina Inst.",
    ]


def test_the_old_board_does_not_hear_where_the_student_went() -> None:
    found = placed(**FROM_ZUID)["bestuur", "ZUID"]
    assert found == "Cas Cox (0013, jaar 2) komt niet meer bij mentor Max Zee op De Zee."


def test_within_one_board_it_is_one_sentence() -> None:
    found = placed(**{"0013": "M1"})["bestuur", "NOORD"]
    assert found == "Cas Cox (0013, jaar 2) gaat van mentor Mia Eik op De Eik naar mentor Mo Beuk op De Beuk."


def test_a_student_without_a_place_any_more_hears_so() -> None:
    assert "vervalt" in placed(**{"0022": "M3"})["student", "0022"]


def test_a_mentor_hears_of_a_student_who_left_the_workbook() -> None:
    assert placed(gone="M3")["mentor", "M3"] == "Student gone loopt niet meer bij u stage."


def test_a_mentor_who_left_the_workbook_is_still_listed() -> None:
    assert placed(**{"0013": "M9"})["mentor", "M9"] == "Cas Cox (0013, jaar 2) loopt niet meer bij u stage."


def test_of_a_mentor_who_left_the_workbook_the_earlier_roster_tells() -> None:
    """M9 was at S3: school, board and tandem there hear it as well."""
    around = surroundings_of(instance())
    gone = replace(around, mentors={**around.mentors, "M9": "S3"})
    before = Previous({**PLACEMENT, "0013": "M9"}, around=gone, names=Names(mentors={"M9": "Oud Mentor"}))
    found = told(placement_messages(run(previous=before)))
    assert found["bestuur", "ZUID"] == "Cas Cox (0013, jaar 2) komt niet meer bij mentor Oud Mentor op De Zee."
    assert ("school", "S3") in found
    assert found["student", "0013"].splitlines()[0].endswith("(was bij Oud Mentor op De Zee).")


def test_a_mentor_who_came_into_the_workbook_later_is_where_they_are_now() -> None:
    """An edit by hand that was not kept may name somebody whom the earlier workbook did not know."""
    around = surroundings_of(instance())
    before = then(mentors={who: school for who, school in around.mentors.items() if who != "M2"})
    assert (told(placement_messages(run(previous=before))), told(assessment_messages(run(previous=before)))) == ({}, {})


def test_a_student_who_left_is_named_as_the_earlier_roster_did() -> None:
    before = Previous({**PLACEMENT, "0014": "M3"}, names=Names(students={"0014": "Daan Dok"}))
    assert told(placement_messages(run(previous=before)))["mentor", "M3"] == (
        "Daan Dok (0014) loopt niet meer bij u stage."
    )


def test_a_school_and_a_board_that_left_hear_it_too() -> None:
    around = surroundings_of(instance())
    gone = replace(around, mentors={**around.mentors, "M9": "S9"}, schools={"S9": SchoolTies("WEST", ("SO9",))})
    before = Previous({**PLACEMENT, "0013": "M9"}, around=gone, names=Names(schools={"S9": "De Duif"}))
    found = list(placement_messages(run(previous=before)))
    names = {row[Head.CODE]: row[Head.NAME] for row in found if row[Head.CODE] in ("S9", "WEST", "SO9")}
    assert names == {
        "S9": "De Duif (niet meer in het werkboek)", "WEST": "niet meer in het werkboek",
        "SO9": "niet meer in het werkboek",
    }  # fmt: skip


def test_what_was_edited_by_hand_and_is_kept_is_news() -> None:
    """The earlier roster says what was edited; people were told something else."""
    edited = run(previous=Previous(PLACEMENT), issued=Previous({**PLACEMENT, **FROM_ZUID}))
    assert told(placement_messages(edited)) == placed(**FROM_ZUID)


@pytest.mark.parametrize("secret", SECRETS)
def test_no_sentence_gives_a_secret_away(secret: str) -> None:
    moved = Previous({"0011": "M2", "0013": "M3", "0021": "M1"}, {"0021": Booking("T1", "SO2")})
    rows = [*placement_messages(run(previous=moved)), *assessment_messages(run(previous=moved))]
    assert [row for row in rows if secret in str(row)] == []


def test_whose_mentor_went_to_another_school_is_told_with_everyone_there() -> None:
    """M2 was at De Zee when the roster went out; the roster itself is the same."""
    before = then(mentors={**surroundings_of(instance()).mentors, "M2": "S3"})
    found = told(placement_messages(run(previous=before)))
    assert found["student", "0013"].splitlines() == [
        "Uw stageplaats wordt bij Mo Beuk op De Beuk, op di (was bij Mo Beuk op De Zee).",
        "U wordt begeleid door Sia Oost en Ina Inst.",
    ]
    assert found["mentor", "M2"].splitlines() == [
        "Cas Cox (0013, jaar 2) gaat met u mee naar De Beuk.",
        "Daar begeleiden Sia Oost en Ina Inst de studenten.",
    ]
    assert "komt niet meer" in found["school", "S3"]
    assert "komt op di" in found["school", "S2"]
