"""Who is told what after a change of a WPA, and who is not."""

from __future__ import annotations

from dataclasses import replace
from datetime import time

from instances.domain.solution import Booking, Previous
from instances.domain.surroundings import surroundings_of
from instances.rosters.columns import Head
from reports.changes.assessment_messages import assessment_messages
from reports.changes.change_rows import assessment_changes
from tests.reports.earlier_runs import held, then, told
from tests.reports.runs import ASSESSMENT, PLACEMENT, instance, run


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


def test_the_partner_of_a_replaced_assessor_hears_who_that_was_and_no_time() -> None:
    found = held(**{"0021": Booking("T3", "SO1", "IO2")})
    assert found["beoordelaar", "SO1"] == (
        "Het WPA van Dirk Das (0021, jaar 4) dat u afneemt op 02-06-2027 om 13:00 op De Zee, is nu samen met Ina Inst "
        "(was samen met Ilse Ver)."
    )


def test_a_wpa_that_falls_away_is_told() -> None:
    found = held(**{"0012": Booking("T2", "SO2")})
    assert (found["student", "0012"], found["mentor", "M1"]) == (
        "Uw WPA op 01-06-2027 om 11:00 gaat niet door; u hoort nader.",
        "Het WPA van =1+1 (0012, jaar 1) op 01-06-2027 om 11:00 vervalt bij u.",
    )


def test_of_a_wpa_that_the_workbook_no_longer_asks_for_nothing_follows() -> None:
    whole = run(previous=Previous(PLACEMENT, {**ASSESSMENT, "0012": Booking("T2", "SO2")}))
    students = {**whole.instance.students, "0012": replace(whole.instance.students["0012"], wpa=False)}
    found = told(assessment_messages(replace(whole, instance=replace(whole.instance, students=students))))
    assert found["student", "0012"] == "Uw WPA op 01-06-2027 om 11:00 vervalt."


def test_a_wpa_that_stays_while_the_student_moves_is_told_to_the_assessor() -> None:
    found = told(assessment_messages(run(previous=Previous({**PLACEMENT, "0013": "M1"}, ASSESSMENT))))
    assert "op De Beuk" in found["beoordelaar", "SO2"]


def test_a_wpa_that_moves_along_names_the_old_school() -> None:
    found = told(assessment_messages(run(previous=Previous({**PLACEMENT, "0013": "M3"}, ASSESSMENT))))
    assert " op De Zee, " in found["student", "0013"].partition("(was ")[2]


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


def test_an_end_is_told_only_where_nothing_but_the_end_changed() -> None:
    """The slot was longer, and the WPA is at another time now."""
    slots = instance().slots
    around = replace(surroundings_of(instance()), slots={**slots, "T3": replace(slots["T3"], end=time(15, 0))})
    before = Previous(PLACEMENT, {**ASSESSMENT, "0011": Booking("T3", "SO2")}, around)
    assert told(assessment_messages(run(previous=before)))["student", "0011"] == (
        "Uw WPA is op 01-06-2027 om 09:00 op De Eik, afgenomen door Ties Werk (was 02-06-2027 om 13:00, Ties Werk)."
    )


def test_another_slot_at_the_same_time_is_a_change_of_which_nobody_is_told() -> None:
    around = surroundings_of(instance())
    twin = replace(instance().slots["T1"], id="T9")
    before = Previous(
        PLACEMENT, {**ASSESSMENT, "0011": Booking("T9", "SO2")}, replace(around, slots={**around.slots, "T9": twin})
    )
    assert told(assessment_messages(run(previous=before))) == {}
    assert [row[Head.WHAT] for row in assessment_changes(run(previous=before))] == ["ander slot op dezelfde tijd"]
