"""Who is told what after a change, and what nobody is told."""

from __future__ import annotations

from dataclasses import replace
from datetime import time
from typing import Any

import pytest

from instances.domain import Day
from instances.roster_columns import Head
from instances.solution import Booking, Names, Previous
from instances.surroundings import SchoolTies, surroundings_of
from reports.assessment_messages import assessment_messages
from reports.changes import assessment_changes, placement_changes
from reports.messages import placement_messages
from tests.reports.runs import ASSESSMENT, PLACEMENT, SECRETS, instance, run


def placed(**before: str | None) -> dict[tuple[str, str], str]:
    """Messages by addressee after a placement in which these students stood elsewhere (None: nowhere)."""
    old = {who: mentor for who, mentor in {**PLACEMENT, **before}.items() if mentor is not None}
    return told(placement_messages(run(previous=Previous(old))))


def held(**before: Booking | None) -> dict[tuple[str, str], str]:
    old = {who: booking for who, booking in {**ASSESSMENT, **before}.items() if booking is not None}
    return told(assessment_messages(run(previous=Previous(PLACEMENT, old))))


def told(rows: Any) -> dict[tuple[str, str], str]:
    return {(str(row[Head.TO]), str(row[Head.CODE])): str(row[Head.MESSAGE]) for row in rows}


# Cas (0013) is with Mo Beuk (M2, S2, NOORD); before he was with Max Zee (M3, S3, ZUID)
FROM_ZUID = {"0013": "M3"}


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


def test_another_time_is_told_to_all_who_are_there() -> None:
    found = held(**{"0011": Booking("T3", "SO2")})
    assert list(found) == [
        ("student", "0011"), ("mentor", "M1"), ("school", "S1"), ("bestuur", "NOORD"), ("beoordelaar", "SO2"),
    ]  # fmt: skip


def test_another_assessor_is_told_to_both() -> None:
    found = held(**{"0011": Booking("T1", "SO1")})
    assert (found["beoordelaar", "SO1"], found["beoordelaar", "SO2"]) == (
        "U neemt het WPA van Ans Aal (0011, jaar 2) op 01-06-2027 om 09:00 op De Eik niet meer af.",
        "U neemt het WPA van Ans Aal (0011, jaar 2) af op 01-06-2027 om 09:00 op De Eik.",
    )


def test_the_partner_of_a_replaced_assessor_hears_with_whom() -> None:
    found = held(**{"0021": Booking("T3", "SO1", "IO2")})
    assert "samen met Ina Inst" in found["beoordelaar", "SO1"]


def test_a_wpa_that_falls_away_is_told() -> None:
    found = held(**{"0012": Booking("T2", "SO2")})
    assert (found["student", "0012"], found["mentor", "M1"]) == (
        "Uw WPA op 01-06-2027 om 11:00 gaat niet door; u hoort nader.",
        "Het WPA van =1+1 (0012, jaar 1) op 01-06-2027 om 11:00 vervalt bij u.",
    )


def test_a_wpa_that_stays_while_the_student_moves_is_told_to_the_assessor() -> None:
    found = told(assessment_messages(run(previous=Previous({**PLACEMENT, "0013": "M1"}, ASSESSMENT))))
    assert "op De Beuk" in found["beoordelaar", "SO2"]


def test_a_wpa_that_moves_along_names_the_old_school() -> None:
    found = told(assessment_messages(run(previous=Previous({**PLACEMENT, "0013": "M3"}, ASSESSMENT))))
    assert " op De Zee, " in found["student", "0013"].partition("(was ")[2]


def then(**over: Any) -> Previous:
    """The same rosters, made from a workbook with other surroundings; names of who left since."""
    names = over.pop("names", Names())
    return Previous(PLACEMENT, ASSESSMENT, replace(surroundings_of(instance()), **over), names)


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


# Ans (0011) and student 0012 are with Mia Eik (M1) and Cas (0013) with Mo Beuk; tandem TA1 (SO1, IO1) guides them.
OTHER_TANDEM = {"S1": SchoolTies("NOORD", ("SO2", "IO1")), "S2": SchoolTies("NOORD", ("SO1", "IO1")),
                "S3": SchoolTies("ZUID", ())}  # fmt: skip


def test_another_tandem_is_told_to_who_comes_who_goes_and_who_is_guided() -> None:
    found = told(placement_messages(run(previous=then(schools=OTHER_TANDEM))))
    ans = "Ans Aal (0011, jaar 2)"
    assert found["student", "0011"] == "U wordt begeleid door Sia Oost en Ina Inst (was Ties Werk en Ina Inst)."
    assert found["opleider", "SO2"].splitlines()[0] == f"U begeleidt {ans} niet meer."
    assert found["opleider", "SO1"].splitlines()[0] == f"U gaat {ans} begeleiden, op di bij mentor Mia Eik op De Eik."
    school = "Studenten op De Eik worden begeleid door Sia Oost en Ina Inst (was Ties Werk en Ina Inst)."
    for addressee in (("mentor", "M1"), ("school", "S1"), ("bestuur", "NOORD"), ("opleider", "IO1")):
        assert found[addressee] == school
    assert ("student", "0013") not in found


def test_who_guided_already_is_not_told_to_begin() -> None:
    """Nothing is different at De Beuk: neither trainer there hears of Cas."""
    found = told(placement_messages(run(previous=then(schools=OTHER_TANDEM))))
    assert not any("Cas" in sentence for sentence in found.values())


def test_a_tandem_that_falls_away_is_told() -> None:
    around = {**surroundings_of(instance()).schools, "S3": SchoolTies("ZUID", ("SO2", "IO2"))}
    found = told(placement_messages(run(previous=then(schools=around))))
    assert found["student", "0021"] == "U wordt niet meer begeleid door Ties Werk en Ilse Ver."
    assert found["school", "S3"] == "Studenten op De Zee worden niet meer begeleid door Ties Werk en Ilse Ver."


def test_a_school_that_went_over_is_told_to_both_boards_and_to_nobody_else() -> None:
    around = {**surroundings_of(instance()).schools, "S3": SchoolTies("NOORD", ())}
    before = run(previous=then(schools=around))
    found = told(placement_messages(before))
    assert found == {
        ("bestuur", "NOORD"): "Dirk Das (0021, jaar 4) blijft op De Zee, dat niet meer bij uw bestuur hoort.",
        ("bestuur", "ZUID"): (
            "Dirk Das (0021, jaar 4) valt voortaan onder uw bestuur: op di bij mentor Max Zee op De Zee."
        ),
    }
    wpa = told(assessment_messages(before))
    assert set(wpa) == {("bestuur", "NOORD"), ("bestuur", "ZUID")}
    assert wpa["bestuur", "NOORD"].endswith("hoort niet meer bij uw bestuur.")
    assert "(was" not in wpa["bestuur", "ZUID"]
    assert [row[Head.WHAT] for row in assessment_changes(before)] == ["ander bestuur"]


def test_another_place_of_the_plg_is_told_once_to_everyone_of_the_school() -> None:
    around = surroundings_of(instance()).schools
    before = then(schools={**around, "S1": replace(around["S1"], plg="De Duif")})
    found = told(placement_messages(run(previous=before)))
    assert found.pop(("student", "0011")) == "Uw PLG komt niet meer bijeen op De Duif."
    assert found.pop(("student", "0012")) == "Uw PLG komt niet meer bijeen op De Duif."
    assert found == dict.fromkeys(
        [("mentor", "M1"), ("school", "S1"), ("bestuur", "NOORD"), ("opleider", "IO1"), ("opleider", "SO1")],
        "De PLG van De Eik komt niet meer bijeen op De Duif.",
    )


def test_other_days_are_told_to_everyone_around_who_stays() -> None:
    around = {**surroundings_of(instance()).days, "0013": frozenset({Day.MA, Day.WO})}
    before = run(previous=then(days=around))
    found = told(placement_messages(before))
    assert found.pop(("student", "0013")) == "Uw stagedagen: di (was ma en wo)."
    same = "Cas Cox (0013, jaar 2) komt op di bij mentor Mo Beuk op De Beuk (was op ma en wo)."
    assert found == dict.fromkeys(
        [("mentor", "M2"), ("school", "S2"), ("bestuur", "NOORD"), ("opleider", "IO1"), ("opleider", "SO1")], same
    )
    assert told(assessment_messages(before)) == {}


def test_what_changed_around_a_place_has_a_row_of_its_own() -> None:
    around = surroundings_of(instance())
    other = {**around.schools, "S3": SchoolTies("NOORD", ("SO2", "IO2"))}
    before = then(schools=other, days={**around.days, "0021": frozenset({Day.MA})})
    found = list(placement_changes(run(previous=before)))
    assert [(row[Head.STUDENT], row[Head.WHAT], row[Head.OLD], row[Head.NEW]) for row in found] == [
        ("0021", "ander bestuur", "Stichting Noord", "Stichting Zuid"),
        ("0021", "andere opleiders", "Ties Werk en Ilse Ver", ""),
        ("0021", "andere stagedagen", "ma", "di"),
    ]


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


def test_a_slot_at_another_time_is_told_to_everyone_of_its_wpas() -> None:
    """The booking stands; the workbook has its slot later than when the roster went out."""
    who = next(student for student in ASSESSMENT if student in PLACEMENT)
    booking, whole = ASSESSMENT[who], run()
    now = whole.instance.slots[booking.slot]
    early = replace(now, begin=time(7, 10), end=time(7, 50))
    again = run(previous=then(slots={**instance().slots, now.id: early}))
    found = told(assessment_messages(again))
    assert f"is op {now.date:%d-%m-%Y} om {now.begin:%H:%M}" in found["student", who]
    assert "om 07:10" in found["student", who]
    assert {("beoordelaar", assessor) for assessor in booking.assessors} <= found.keys()
    assert ("mentor", PLACEMENT[who]) in found
    assert {row[Head.STUDENT]: row[Head.WHAT] for row in assessment_changes(again)}[who] == "andere tijd van het slot"


def test_where_only_the_end_of_a_slot_changed_the_end_is_told() -> None:
    who = next(student for student in ASSESSMENT if student in PLACEMENT)
    now = run().instance.slots[ASSESSMENT[who].slot]
    longer = replace(now, end=time(23, 50))
    found = told(assessment_messages(run(previous=then(slots={**instance().slots, now.id: longer}))))
    assert f"van {now.begin:%H:%M} tot {now.end:%H:%M}" in found["student", who]
    assert f"van {now.begin:%H:%M} tot 23:50" in found["student", who]


def test_another_mentor_at_the_school_is_told_to_who_assesses_and_not_to_the_student() -> None:
    """The WPA stands: for the student, the school and the board nothing is different."""
    known = instance()
    other = replace(known.mentors["M2"], id="M4", name="Mies Beuk")
    whole = run(instance=replace(known, mentors={**known.mentors, "M4": other}))
    before = replace(whole, previous=Previous({**PLACEMENT, "0013": "M4"}, ASSESSMENT))
    found = told(assessment_messages(before))
    who = "Het WPA van Cas Cox (0013, jaar 2)"
    assert set(found) == {("mentor", "M2"), ("mentor", "M4"), ("beoordelaar", "SO2"), ("beoordelaar", "IO2")}
    assert found["beoordelaar", "SO2"] == (
        f"{who} dat u afneemt op 01-06-2027 om 11:00 op De Beuk, is nu bij mentor Mo Beuk, samen met Ilse Ver "
        "(was bij mentor Mies Beuk)."
    )
    (row,) = assessment_changes(before)
    assert (row[Head.WHAT], str(row[Head.OLD]).endswith("Mies Beuk")) == ("andere mentor", True)


def test_the_partner_of_a_replaced_assessor_hears_who_that_was_and_no_time() -> None:
    found = held(**{"0021": Booking("T3", "SO1", "IO2")})
    assert found["beoordelaar", "SO1"] == (
        "Het WPA van Dirk Das (0021, jaar 4) dat u afneemt op 02-06-2027 om 13:00 op De Zee, is nu samen met Ina Inst "
        "(was samen met Ilse Ver)."
    )


def test_another_slot_at_the_same_time_is_a_change_of_which_nobody_is_told() -> None:
    around = surroundings_of(instance())
    twin = replace(instance().slots["T1"], id="T9")
    before = Previous(
        PLACEMENT, {**ASSESSMENT, "0011": Booking("T9", "SO2")}, replace(around, slots={**around.slots, "T9": twin})
    )
    assert told(assessment_messages(run(previous=before))) == {}
    assert [row[Head.WHAT] for row in assessment_changes(run(previous=before))] == ["ander slot op dezelfde tijd"]


def test_of_a_wpa_that_the_workbook_no_longer_asks_for_nothing_follows() -> None:
    whole = run(previous=Previous(PLACEMENT, {**ASSESSMENT, "0012": Booking("T2", "SO2")}))
    students = {**whole.instance.students, "0012": replace(whole.instance.students["0012"], wpa=False)}
    found = told(assessment_messages(replace(whole, instance=replace(whole.instance, students=students))))
    assert found["student", "0012"] == "Uw WPA op 01-06-2027 om 11:00 vervalt."


def test_a_board_that_gets_a_school_is_not_told_who_guided_there() -> None:
    """De Eik was of ZUID, with a trainer of ZUID."""
    around = surroundings_of(instance()).schools
    before = then(schools={**around, "S1": SchoolTies("ZUID", ("SO2", "IO1"))})
    found = told(placement_messages(run(previous=before)))
    assert "Ties Werk" not in found["bestuur", "NOORD"]
    assert "Studenten op De Eik worden begeleid door Sia Oost en Ina Inst." in found["bestuur", "NOORD"]
    assert "(was Ties Werk en Ina Inst)" in found["school", "S1"]


def test_who_comes_to_a_school_where_the_tandem_changed_hears_who_guides_there() -> None:
    around = surroundings_of(instance()).schools
    before = replace(then(schools={**around, **OTHER_TANDEM}), placement={**PLACEMENT, "0011": "M2"})
    found = told(placement_messages(run(previous=before)))
    assert "Studenten op De Eik worden begeleid door Sia Oost en Ina Inst" in found["mentor", "M1"]


def test_another_group_of_the_mentor_is_told_to_all_but_the_mentor() -> None:
    before = run(previous=then(groups={**surroundings_of(instance()).groups, "M2": frozenset({5, 6})}))
    found = told(placement_messages(before))
    assert found["student", "0013"] == "Uw mentor heeft nu groep 3 (was 5/6)."
    assert "heeft nu groep 3 (was 5/6)" in found["bestuur", "NOORD"]
    assert ("mentor", "M2") not in found
    assert [row[Head.WHAT] for row in placement_changes(before)] == ["andere groep"]


def test_three_days_are_told_as_a_list() -> None:
    days = {**surroundings_of(instance()).days, "0013": frozenset({Day.MA, Day.WO, Day.VR})}
    found = told(placement_messages(run(previous=then(days=days))))
    assert found["student", "0013"] == "Uw stagedagen: di (was ma, wo en vr)."


def test_an_end_is_told_only_where_nothing_but_the_end_changed() -> None:
    """The slot was longer, and the WPA is at another time now."""
    slots = instance().slots
    around = replace(surroundings_of(instance()), slots={**slots, "T3": replace(slots["T3"], end=time(15, 0))})
    before = Previous(PLACEMENT, {**ASSESSMENT, "0011": Booking("T3", "SO2")}, around)
    assert told(assessment_messages(run(previous=before)))["student", "0011"] == (
        "Uw WPA is op 01-06-2027 om 09:00 op De Eik, afgenomen door Ties Werk (was 02-06-2027 om 13:00, Ties Werk)."
    )
