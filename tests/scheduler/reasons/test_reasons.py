"""Why someone is left out: the rules in the way of the best candidates, as the checker gives them."""

from __future__ import annotations

from instances.domain.entities import Day, Exclusion, Role
from instances.domain.instance import Instance
from instances.domain.solution import Booking
from scheduler.reasons.assessment import AssessmentReasons
from scheduler.reasons.placement import PlacementReasons
from tests.builders import board, mentor, school, semester, slot, student, tandem, trainer, travel

WEDNESDAY = frozenset({Day.WO})
STAFF = (trainer("SO1"), trainer("IO1", Role.IO), trainer("SO2"))


def two_students(*records: object, **over: object) -> Instance:
    return semester(
        board(), school(), mentor("M1"), tandem(), *STAFF, slot("T1"), student("ST1"), student("ST2"), *records, **over
    )


def unplaced(instance: Instance, placement: dict[str, str]) -> dict[str, str]:
    return PlacementReasons(instance, placement).all()


def test_only_who_is_not_placed_gets_a_reason() -> None:
    assert list(unplaced(two_students(), {"ST1": "M1"})) == ["ST2"]


def test_a_full_mentor_is_named_with_who_has_the_place() -> None:
    reason = unplaced(two_students(), {"ST1": "M1"})["ST2"]
    where = "mentor M1 (Mentor M1) op school S1 (School S1), 5 min"
    assert f"{where}: P2 Mentor M1 heeft 2 studenten (ST1 en ST2), hoogstens 1" in reason


def test_a_full_school_is_named_with_who_is_there() -> None:
    instance = two_students(school(places=1), mentor("M2"))
    reason = unplaced(instance, {"ST1": "M1"})["ST2"]
    assert "mentor M2 (Mentor M2) op school S1 (School S1), 5 min: P3 School S1 krijgt 2 studenten" in reason


def test_who_has_the_place_is_told_where_the_checker_does_not() -> None:
    instance = two_students(board(max_students=1), mentor("M2"))
    assert "P4 Bestuur B1 krijgt 2 studenten, hoogstens 1 (nu ST1)" in unplaced(instance, {"ST1": "M1"})["ST2"]


def test_a_student_without_candidates_hears_which_rule_took_them() -> None:
    instance = two_students(student("ST2", days=WEDNESDAY), mentor("M1", days=frozenset({Day.DI})))
    reason = unplaced(instance, {"ST1": "M1"})["ST2"]
    assert reason.startswith("Geen enkele mentor past. De enige mentor valt af: stagedagen (P5).")


def test_the_nearest_of_equal_candidates_comes_first() -> None:
    instance = two_students(school("S2"), mentor("M2", "S2"), student("ST3"), travel("ST2", "S2", 1))
    reason = unplaced(instance, {"ST1": "M1", "ST3": "M2"})["ST2"]
    assert reason.index("mentor M2") < reason.index("mentor M1")


def test_a_place_that_was_only_not_found_is_said_so() -> None:
    assert unplaced(two_students(mentor("M2")), {"ST1": "M1"})["ST2"].startswith("Niet gevonden binnen de tijd")


def reasons(instance: Instance, placement: dict[str, str], assessment: dict[str, Booking]) -> dict[str, str]:
    return AssessmentReasons(instance, placement, assessment, {"ST2": "Vol."}).all()


BOTH = {"ST1": "M1", "ST2": "M2"}


def test_a_due_student_without_a_place_is_not_placed() -> None:
    assert reasons(two_students(), {"ST1": "M1"}, {"ST1": Booking("T1", "SO2")}) == {"ST2": "Niet geplaatst (A1). Vol."}


def test_a_student_who_needs_no_wpa_gets_no_reason() -> None:
    assert reasons(two_students(student("ST2", wpa=False)), {"ST1": "M1"}, {"ST1": Booking("T1", "SO2")}) == {}


def test_an_assessor_who_is_taken_is_named() -> None:
    reason = reasons(two_students(mentor("M2")), BOTH, {"ST1": Booking("T1", "SO2")})["ST2"]
    assert "met Opleider SO2 (SO2): A6 Beoordelaar SO2 heeft de WPA's van ST1" in reason


def test_an_assessor_who_is_full_is_named() -> None:
    instance = two_students(mentor("M2"), trainer("SO2", max_wpas=1), slot("T2", begin="13:00", end="14:00"))
    reason = reasons(instance, BOTH, {"ST1": Booking("T1", "SO2")})["ST2"]
    assert "A8 Beoordelaar SO2 heeft 2 WPA's, hoogstens 1" in reason


def test_a_wpa_without_a_slot_hears_which_rule_took_them() -> None:
    instance = two_students(mentor("M2"), student("ST2", days=WEDNESDAY))
    assert "A5" in reasons(instance, BOTH, {"ST1": Booking("T1", "SO2")})["ST2"]


def test_a_wpa_without_an_assessor_hears_which_rule_took_them() -> None:
    instance = semester(
        board(), school(), mentor("M1"), tandem(), trainer("SO1"), trainer("IO1", Role.IO), slot(), student("ST2")
    )
    assert (
        "Geen enkele beoordelaar van het werkveld past. "
        "De enige beoordelaar van het werkveld valt af: begeleidt zelf (A4)."
        in (reasons(instance, {"ST2": "M1"}, {})["ST2"])
    )


def test_a_wpa_whose_only_two_assessors_exclude_each_other_hears_a9() -> None:
    instance = two_students(student("ST2", year=4), mentor("M2"), trainer("IO2", Role.IO), Exclusion("SO2", "IO2"))
    assert "zijn uitgesloten met elkaar (A9): SO2 met IO2." in reasons(instance, {"ST2": "M2"}, {})["ST2"]


def test_an_assessor_excluded_from_every_other_leaves_the_time_to_the_next() -> None:
    staff = trainer("IO2", Role.IO), trainer("SO3")
    instance = two_students(student("ST2", year=4), mentor("M2"), *staff, Exclusion("SO2", "IO2"))
    assert "met Opleider SO3 (SO3) en Opleider IO2 (IO2)" in reasons(instance, {"ST2": "M2"}, {})["ST2"]


def test_a_wpa_that_was_only_not_found_is_said_so() -> None:
    instance = two_students(mentor("M2"), slot("T2", begin="13:00", end="14:00"))
    assert reasons(instance, BOTH, {"ST1": Booking("T1", "SO2")})["ST2"].startswith("Niet gevonden binnen de tijd")


def test_the_nearest_mentors_are_of_different_schools() -> None:
    instance = two_students(mentor("M2", max_students=0), school("S2"), mentor("M3", "S2", max_students=0))
    reason = unplaced(instance, {"ST1": "M1"})["ST2"]
    assert (reason.count("op school S1"), reason.count("op school S2")) == (1, 1)
