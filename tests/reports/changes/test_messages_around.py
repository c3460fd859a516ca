"""Who is told what when something around a place changes, and the place stands."""

from __future__ import annotations

from dataclasses import replace

from instances.domain.entities import Day
from instances.domain.surroundings import SchoolTies, surroundings_of
from instances.rosters.columns import Head
from reports.changes.assessment_messages import assessment_messages
from reports.changes.change_rows import assessment_changes, placement_changes
from reports.changes.placement_messages import placement_messages
from tests.reports.earlier_runs import then, told
from tests.reports.runs import PLACEMENT, instance, run

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


def test_three_days_are_told_as_a_list() -> None:
    days = {**surroundings_of(instance()).days, "0013": frozenset({Day.MA, Day.WO, Day.VR})}
    found = told(placement_messages(run(previous=then(days=days))))
    assert found["student", "0013"] == "Uw stagedagen: di (was ma, wo en vr)."


def test_another_group_of_the_mentor_is_told_to_all_but_the_mentor() -> None:
    before = run(previous=then(groups={**surroundings_of(instance()).groups, "M2": frozenset({5, 6})}))
    found = told(placement_messages(before))
    assert found["student", "0013"] == "Uw mentor heeft nu groep 3 (was 5 en 6)."
    assert "heeft nu groep 3 (was 5 en 6)" in found["bestuur", "NOORD"]
    assert ("mentor", "M2") not in found
    assert [row[Head.WHAT] for row in placement_changes(before)] == ["andere groep"]


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
