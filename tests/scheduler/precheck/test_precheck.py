"""What cannot fit, said before solving, with the rules that stand in the way."""

from __future__ import annotations

from datetime import date

from instances.domain.entities import (
    Day,
    Exclusion,
    MentorTraining,
    Role,
    SchoolKind,
    Willingness,
)
from instances.domain.instance import Instance
from instances.domain.rulebook import TOPICS, Rule
from instances.domain.school_groups import Bouw, Specialisation
from scheduler.diagnosis.binding_rules import eliminate
from scheduler.precheck.candidates import MentorCandidates
from scheduler.precheck.finding import Finding
from scheduler.precheck.run import precheck
from tests.builders import answer, board, mentor, rules, school, semester, slot, student, tandem, trainer

WEDNESDAY = frozenset({Day.WO})
STAFF = (trainer("SO1"), trainer("IO1", Role.IO), trainer("SO2"), trainer("IO2", Role.IO))


def world(*records: object, **over: object) -> Instance:
    """One school with one mentor under a tandem; WPAs can be taken by another SO and IO."""
    return semester(board(), school(), mentor(), tandem(), *STAFF, slot(), *records, **over)


def about(instance: Instance, subject: str) -> Finding:
    return next(finding for finding in precheck(instance) if finding.subject == subject)


def test_nothing_is_said_when_everyone_fits() -> None:
    assert precheck(world(student())) == []


def test_more_students_than_places_in_all() -> None:
    found = about(world(student("ST1"), student("ST2", days=WEDNESDAY)), "alle studenten samen")
    assert found.text == (
        "Voor alle studenten samen zijn er 2 studenten en hoogstens 1 plaats: minstens 1 student blijft over (P2, P3)."
    )


def test_more_students_of_a_year_than_schools_take() -> None:
    instance = world(student(year=3), school("S1", years=frozenset({1, 2})))
    assert about(instance, "leerjaar 3").rule_ids == "P12, P3"


def test_more_students_than_a_board_maximum_leaves() -> None:
    instance = world(board(max_students=0), student())
    assert about(instance, "alle studenten samen").rule_ids == "P2, P4"


def test_a_required_bouw_that_no_class_has() -> None:
    assert about(world(student(required_bouw=Bouw.BOVEN)), "vereiste bouw boven").rule_ids == "P8, P3"


def test_a_specialisation_that_no_class_has() -> None:
    assert about(world(student(specialisation=Specialisation.OK)), "specialisatie OK").rule_ids == "P8, P3"


def test_more_students_on_a_day_than_classes() -> None:
    instance = world(mentor(max_students=2), student("ST1"), student("ST2"))
    assert about(instance, "stagedag dinsdag").text.startswith("Voor stagedag dinsdag zijn er 2 studenten en hoogstens")


def test_the_day_is_no_limit_when_the_setting_is_off() -> None:
    instance = world(
        mentor(max_students=2), student("ST1"), student("ST2"), settings=rules(one_student_per_class_per_day=False)
    )
    assert not [finding for finding in precheck(instance) if finding.subject.startswith("stagedag")]


def test_a_board_minimum_above_its_places() -> None:
    found = about(world(board(min_students=5), student()), "B1")
    assert "het minimum is niet te halen (P4, P3)" in found.text


def test_a_school_minimum_above_its_places() -> None:
    assert about(world(school(min_students=3), student()), "S1").rule_ids == "P11"


def test_more_care_students_than_tandems_take() -> None:
    instance = world(student(care=True), settings=rules(max_care_per_tandem=0))
    assert about(instance, "zorgstudenten").rule_ids == "P14"


def test_a_profile_that_nobody_has() -> None:
    assert "geen enkele school heeft dat (P8)" in about(world(student(required_profile="dalton")), "ST1").text


def test_the_rule_that_removes_the_last_mentor_is_named_last() -> None:
    instance = world(
        mentor("M1", training=MentorTraining.NO, days=WEDNESDAY),
        mentor("M2", training=MentorTraining.NO),
        mentor("M3", days=WEDNESDAY),
        mentor("M4", training=MentorTraining.NO),
        student(),
    )
    assert (
        "Van 4 mentoren vallen af: 3 om mentor niet inzetbaar (P6), de laatste 1 om stagedagen (P5)."
        in about(instance, "ST1").text
    )


def test_the_nearest_mentor_comes_with_the_figures_of_the_checker() -> None:
    instance = world(student(max_travel=4))
    assert "P10 5 minuten reizen, hoogstens 4" in about(instance, "ST1").text


def test_a_student_with_a_mentor_left_is_not_reported() -> None:
    instance = world(mentor("M2", training=MentorTraining.NO), student())
    assert precheck(instance) == []


def test_a_wpa_without_a_slot_on_an_internship_day() -> None:
    found = about(world(student(days=WEDNESDAY)), "ST1")
    assert found.text.endswith(
        "Bij mentor M1 op school S1: Geen enkele tijd past. De enige tijd valt af: geen stagedag: wo (A5)."
    )


def test_students_with_one_reason_share_a_line() -> None:
    three = [student(f"ST{number}", days=WEDNESDAY) for number in (1, 2, 3)]
    found = [f.text for f in precheck(world(mentor(days=WEDNESDAY, max_students=3), *three)) if "Het WPA van" in f.text]
    assert [text.rpartition("Het gaat om ")[2] for text in found] == ["ST1, ST2 en ST3."]


def test_shortages_come_before_single_students() -> None:
    about_one = [f.subject.startswith("ST") for f in precheck(world(student(max_travel=4), student("ST2")))]
    assert about_one == sorted(about_one)


def test_a_profile_that_no_school_has_is_told_once() -> None:
    found = [f for f in precheck(world(student(required_profile="dalton"))) if f.rules == (Rule.P8,)]
    assert len(found) == 1


def test_a_wpa_outside_the_own_window() -> None:
    assert about(world(student(wpa_from=date(2027, 6, 2))), "ST1").rule_ids == "A11"


def test_a_wpa_whose_only_assessors_are_the_own() -> None:
    instance = semester(board(), school(), mentor(), tandem(), STAFF[0], STAFF[1], slot(), student())
    assert about(instance, "ST1").rule_ids == "A4"


def test_a_wpa_whose_assessors_are_never_there() -> None:
    instance = world(student(), answer("SO2", Willingness.NO))
    assert "A5" in about(instance, "ST1").rule_ids


def test_a_wpa_with_only_excluded_assessors() -> None:
    instance = world(student(), Exclusion("SO2", "ST1"))
    assert "A9" in about(instance, "ST1").rule_ids


def test_the_wpa_is_judged_at_the_mentor_of_a_given_placement() -> None:
    other = (school("S2", kind=SchoolKind.OTHER), mentor("M2", "S2"))
    instance = world(*other, student(), slot(school="S2"))
    assert [precheck(instance), [f.rule_ids for f in precheck(instance, {"ST1": "M1"})]] == [[], ["A12"]]


def test_fewer_assessors_than_wpas() -> None:
    staff = [trainer("SO1", max_wpas=0), trainer("IO1", Role.IO, max_wpas=0), trainer("SO2", max_wpas=1)]
    wide = mentor(max_students=2), student("ST1"), student("ST2", days=frozenset({Day.DI, Day.WO}))
    instance = semester(board(), school(), tandem(), *staff, slot(), *wide, settings=rules(max_wpas=20))
    assert about(instance, "beoordelaars van het werkveld").text == (
        "De beoordelaars van het werkveld kunnen in totaal hoogstens 1 WPA aan; "
        "er moeten er dan 2 zijn: minstens 1 te veel (A8, A5)."
    )


def test_too_few_assessors_on_the_only_day_that_students_have() -> None:
    staff = [trainer("SO1", max_wpas_per_day=1), trainer("IO1", Role.IO)]
    slots = [slot("T1"), slot("T2", begin="11:00", end="12:00"), slot("T3", date(2027, 6, 2))]
    instance = semester(board(), school(), mentor("M1"), mentor("M2"), *staff, *slots, student("ST1"), student("ST2"))
    assert any("op dinsdag hoogstens 1" in finding.text for finding in precheck(instance))


def test_two_who_ask_for_the_candidates_of_a_student_get_the_same() -> None:
    """What was found for the first is kept, also when they take turns."""
    candidates = MentorCandidates(semester(board(), school(), mentor("M1"), mentor("M2"), mentor("M3"), student()))
    who = candidates.instance.students["ST1"]
    one, other = candidates.of(who), candidates.of(who)
    turns = [next(one).id, next(other).id, next(other).id, next(one).id, next(one).id, next(other).id]
    assert (turns, next(one, None), next(other, None)) == (["M1", "M1", "M2", "M2", "M3", "M3"], None, None)


def test_who_is_nearest_is_told_by_name() -> None:
    found = eliminate(
        "mentor", "mentoren", [("M1", [Rule.P8, Rule.P10]), ("M2", [Rule.P8]), ("M3", [Rule.P10])], names={"M3": "Cees"}
    )
    assert found.text == (
        "Van 3 mentoren vallen af: 2 om bouw, specialisatie of profiel (P8), de laatste 1 om reistijd (P10). Maar één "
        "ding in de weg: bouw, specialisatie of profiel (P8) bij M2; reistijd (P10) bij Cees."
    )


def test_every_rule_has_a_topic_of_its_own_matter() -> None:
    assert list(TOPICS) == list(Rule)
    alike = {topic for topic in TOPICS.values() if list(TOPICS.values()).count(topic) > 1}
    assert alike == {"uitgesloten paar", "wat vaststaat"}, "of placement and WPA, as their names are"
