"""What people type in a cell is read as they mean it and told, or is a fault that names its cell."""

from __future__ import annotations

from datetime import date, time
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from instances.domain.entities import Point
from instances.domain.norms import NORMS
from instances.domain.rulebook import Wish
from instances.dutch.spelling import one_spelling
from instances.tables.cells import parse
from instances.tables.lists import tag
from instances.tables.notices import NoticeKind
from instances.tables.schema import Column, Kind
from instances.tables.values import MisfitError
from instances.workbook.read import Reading
from tests.instances.workbooks import Draft, the_fault


def kinds(reading: Reading) -> dict[str, NoticeKind]:
    """The kind of each notice by the cell it begins at."""
    return {f"{notice.sheet}!{notice.cell}": notice.kind for notice in reading.notices}


def cell(kind: Kind, raw: Any, required: bool = False, year: int | None = None) -> tuple[Any, NoticeKind | None]:
    found = parse(Column("Kolom", kind, "", required), raw, year)
    assert found is not None
    return found.value, found.repair


NOTHING = ["-", "–", "—", "--", "n.v.t.", "nvt", "N.V.T", "n.v.t", "geen", "Geen", "x", "X", "?", "??", "...", "n.b."]


@pytest.mark.parametrize("word", NOTHING)
@pytest.mark.parametrize("kind", [Kind.TEXT, Kind.TAGS, Kind.NEEDS])
def test_a_word_for_nothing_in_an_optional_cell_is_empty_and_told(word: str, kind: Kind) -> None:
    assert cell(kind, word) == (None, NoticeKind.EMPTY)


@pytest.mark.parametrize("name", ["Xander", "x-college", "De Eik?", "Geen Paniek", "N. van Tol", "J.-P. Bos"])
def test_a_name_that_looks_a_little_like_nothing_stays(name: str) -> None:
    assert cell(Kind.TEXT, name) == (name, None)


def test_a_dash_as_plg_is_no_plg(draft: Draft) -> None:
    reading = draft.put("Scholen", 0, PLG="-").put("Scholen", 1, PLG="n.v.t.").read()
    assert reading.instance is not None
    assert [school.plg for school in reading.instance.schools.values()] == [None, None]
    told = next(notice for notice in reading.notices if notice.column == "PLG")
    assert (told.kind, told.count, [place.cell for place in told.places]) == (NoticeKind.EMPTY, 2, ["N2", "N3"])


def test_a_dash_among_needs_leaves_the_others(draft: Draft) -> None:
    reading = draft.put("Studenten", 0, Leerbehoeften="rekenen;geen").put("Studenten", 1, Leerbehoeften="-").read()
    assert reading.instance is not None
    assert [student.needs for student in reading.instance.students.values()] == [(("rekenen", 1),), ()]
    assert kinds(reading)["Studenten!L2"] is NoticeKind.EMPTY


def test_a_dash_as_required_profile_leaves_the_student_free(draft: Draft) -> None:
    reading = draft.put("Studenten", 0, **{"Vereist profiel": "n.v.t."}).read()
    assert reading.instance is not None
    assert reading.instance.students["100001"].required_profile is None


def test_a_required_name_of_only_a_dash_is_kept_and_told(draft: Draft) -> None:
    reading = draft.put("Mentoren", 0, Naam="-").read()
    assert kinds(reading)["Mentoren!B2"] is NoticeKind.NO_NAME


def test_a_dash_in_a_setting_that_is_text_is_empty(draft: Draft) -> None:
    draft.rows["Instellingen"] = [{"Instelling": "Startgesprek", "Waarde": "n.v.t."}]
    reading = draft.read()
    assert reading.instance is not None
    assert reading.instance.settings.start_talk == ""
    assert kinds(reading)["Instellingen!B2"] is NoticeKind.EMPTY


@pytest.mark.parametrize(("column", "value"), [("Duo-mentor", "x"), ("Max studenten", "geen"), ("Beschikbaar", "?")])
def test_a_word_that_may_be_more_than_nothing_is_a_fault(draft: Draft, column: str, value: str) -> None:
    assert f"[{column}] {value}" in the_fault(draft.put("Mentoren", 0, **{column: value}).read())


SAME_TAG = [
    ("foto’s", "foto's"),
    ("foto`s", "foto's"),
    ("cafe\u0301", "café"),
    ("oud–nieuw", "oud-nieuw"),
    ("oud\u2011nieuw", "oud-nieuw"),
    ("reke\u00adnen", "rekenen"),
    ("\u200erekenen", "rekenen"),
    ("“orde”", '"orde"'),
]


@pytest.mark.parametrize(("typed", "meant"), SAME_TAG)
def test_tags_that_look_the_same_are_the_same_and_told(draft: Draft, typed: str, meant: str) -> None:
    draft.put("Mentoren", 0, Sterktes=typed).put("Studenten", 0, Leerbehoeften=meant).put("Scholen", 0, Profiel=typed)
    reading = draft.put("Studenten", 0, **{"Vereist profiel": meant}).read()
    assert reading.instance is not None
    mentor, student, school = (
        next(iter(found.values()))
        for found in (reading.instance.mentors, reading.instance.students, reading.instance.schools)
    )
    assert mentor.strengths == {tag for tag, _ in student.needs} == school.profile == {student.required_profile}
    assert kinds(reading)["Mentoren!L2"] in (NoticeKind.SPELLING, NoticeKind.INVISIBLE)


@pytest.mark.parametrize("typed", ["rekenen, taal", "rekenen\ntaal", "rekenen;\r\ntaal", "rekenen,taal"])
@pytest.mark.parametrize("kind", [Kind.TAGS, Kind.NEEDS, Kind.IDS])
def test_a_list_with_commas_or_lines_is_a_list(typed: str, kind: Kind) -> None:
    value, repair = cell(kind, typed)
    assert [part[0] if isinstance(part, tuple) else part for part in value] == ["rekenen", "taal"]
    assert repair is NoticeKind.COMMAS


@pytest.mark.parametrize("typed", ["1.000", "niveau 1,5", "groep 1.2"])
def test_a_point_or_a_comma_in_a_number_is_no_list(typed: str) -> None:
    assert cell(Kind.TAGS, typed) == ((typed,), None)


@pytest.mark.parametrize("typed", ["orde:2", "orde: 2", "orde (2)", "orde(2)"])
def test_a_weight_at_a_strength_is_left_out_and_told(typed: str) -> None:
    assert cell(Kind.TAGS, typed) == (("orde",), NoticeKind.WEIGHT)


def test_a_weight_in_brackets_at_a_need_is_its_weight() -> None:
    assert cell(Kind.NEEDS, "rekenen (3)") == ((("rekenen", 3),), NoticeKind.BRACKETS)


THOUSANDS = [("1.000", 1000), ("12.500", 12500), ("1 000", 1000), ("1.000,00", 1000), ("2,000", 2000)]


@pytest.mark.parametrize(("typed", "meant"), THOUSANDS)
def test_a_point_before_three_digits_marks_thousands(typed: str, meant: int) -> None:
    assert cell(Kind.INTEGER, typed) == (meant, NoticeKind.THOUSANDS)


@pytest.mark.parametrize("typed", ["1.00", "7,0", "0.000", "3.0"])
def test_other_zeros_behind_a_point_are_no_thousands(typed: str) -> None:
    assert cell(Kind.INTEGER, typed)[0] == int(typed[0])


def test_degrees_have_no_thousands() -> None:
    assert cell(Kind.LATITUDE, "52.379") == (52.379, NoticeKind.TEXT_AS_NUMBER)


def test_a_fraction_that_may_be_thousands_is_a_fault() -> None:
    with pytest.raises(MisfitError, match=r"op één manier te lezen is: 1,25 of 1\.250"):
        cell(Kind.NUMBER, "1,250")


def test_thousands_in_a_setting_and_in_a_norm_are_told(draft: Draft) -> None:
    draft.rows["Instellingen"] = [{"Instelling": "Gewicht W9", "Waarde": "1.000"}]
    first = next(iter(NORMS))
    draft.rows["Normen"] = [{"Norm": NORMS[first].name, "Waarde": "1.250"}]
    reading = draft.read()
    assert reading.instance is not None, reading.faults
    assert reading.instance.settings.weights[Wish.W9] == 1000
    assert reading.instance.settings.norms[first] == 1250
    assert kinds(reading) == {"Instellingen!B2": NoticeKind.THOUSANDS, "Normen!B2": NoticeKind.THOUSANDS}


DATES = [
    ("31 mei 2027", date(2027, 5, 31)),
    ("31 Mei '27", date(2027, 5, 31)),
    ("18-6-27", date(2027, 6, 18)),
    ("31/5/2027", date(2027, 5, 31)),
    ("31.05.2027", date(2027, 5, 31)),
    ("ma 31 mei 2027", date(2027, 5, 31)),
    ("maandag, 31 mei 2027", date(2027, 5, 31)),
    ("1 mrt. 2027", date(2027, 3, 1)),
    ("2 sept 2026", date(2026, 9, 2)),
    ("31-mei-2027", date(2027, 5, 31)),
    ("20270531", date(2027, 5, 31)),
    (20270531, date(2027, 5, 31)),
    (31052027.0, date(2027, 5, 31)),
    (1062027, date(2027, 6, 1)),
    (20102010, date(2010, 10, 20)),
]


@pytest.mark.parametrize(("typed", "meant"), DATES)
def test_a_date_is_read_as_people_type_it(typed: Any, meant: date) -> None:
    assert cell(Kind.DATE, typed) == (meant, NoticeKind.DATE_TYPED)


@pytest.mark.parametrize(("typed", "meant"), [("ma 31 mei", date(2027, 5, 31)), ("9 nov", date(2026, 11, 9))])
def test_a_date_without_a_year_is_in_the_school_year(typed: str, meant: date) -> None:
    assert cell(Kind.DATE, typed, year=2026) == (meant, NoticeKind.SCHOOL_YEAR)


def test_the_school_year_comes_from_the_semester(draft: Draft) -> None:
    reading = draft.put("WPA-slots", 0, Datum="di 1 juni").read()
    assert reading.instance is not None
    assert reading.instance.slots["W1"].date == date(2027, 6, 1)


@pytest.mark.parametrize(
    ("typed", "why"),
    [
        ("31 mei", "met het jaar erbij"),
        ("di 31 mei 2027", "31-05-2027 is een maandag"),
        ("31 juni 2027", "een bestaande datum"),
        ("5-31-2027", "een bestaande datum"),
        ("binnenkort", "een bestaande datum"),
        (20272027, "een bestaande datum"),
        (20271301, "een bestaande datum"),
    ],
)
def test_a_date_that_cannot_be_says_why(typed: Any, why: str) -> None:
    with pytest.raises(MisfitError, match=why):
        cell(Kind.DATE, typed)


@pytest.mark.parametrize("typed", ["9.00", "9u00", "9:00 uur", "9 uur", "9u", "09.00 uur", "9h00", 9, 9.0])
def test_a_time_is_read_as_people_type_it(typed: Any) -> None:
    value, repair = cell(Kind.TIME, typed)
    assert (value, repair is not None) == (time(9), True)


@pytest.mark.parametrize("typed", ["9.5", "9:", "24 uur", "9.", 9.3, 24])
def test_a_time_that_can_be_two_is_a_fault(typed: Any) -> None:
    with pytest.raises(MisfitError, match="een tijd"):
        cell(Kind.TIME, typed)


@pytest.mark.parametrize("typed", ["Otto\nBos", "Otto \r\n Bos", "Otto\tBos"])
def test_a_line_break_in_a_name_is_a_space(draft: Draft, typed: str) -> None:
    reading = draft.put("Opleiders", 0, Naam=typed).put("Scholen", 0, Naam=typed).read()
    assert reading.instance is not None
    assert reading.instance.trainers["SO1"].name == reading.instance.schools["S1"].name == "Otto Bos"
    assert kinds(reading) == {"Opleiders!B2": NoticeKind.LINE_BREAK, "Scholen!B2": NoticeKind.LINE_BREAK}


@pytest.mark.parametrize("typed", ["s1", "S1\u200e"])
def test_a_code_in_other_case_is_the_code(draft: Draft, typed: str) -> None:
    reading = draft.put("Mentoren", 0, School=typed).put("Tandems", 0, Scholen=typed).read()
    assert reading.instance is not None, reading.faults
    assert reading.instance.mentors["M1"].school == "S1"
    assert reading.instance.tandems["T1"].schools == ("S1",)
    assert {"Mentoren!C2", "Tandems!D2"} <= set(kinds(reading))


def test_a_code_that_could_be_two_is_a_fault(draft: Draft) -> None:
    draft.add("Scholen", {**draft.rows["Scholen"][1], "School": "s1a"}, {**draft.rows["Scholen"][1], "School": "S1a"})
    assert "S1A | een code uit Scholen" in the_fault(draft.put("Mentoren", 0, School="S1A").read())


def test_codes_with_a_comma_between_are_two_codes(draft: Draft) -> None:
    reading = draft.put("Studenten", 0, **{"Voorkeur scholen": "S1, S2"}).read()
    assert reading.instance is not None
    assert reading.instance.students["100001"].wishes == ("S1", "S2")
    assert kinds(reading)["Studenten!O2"] is NoticeKind.COMMAS


def test_two_postcodes_in_one_cell_are_a_fault(draft: Draft) -> None:
    assert "[Postcode] 1012AB, 1013CD | één postcode" in the_fault(
        draft.put("Studenten", 0, Postcode="1012AB, 1013CD").read()
    )


def test_one_plg_with_two_kinds_of_dash_is_one_plg(draft: Draft) -> None:
    reading = draft.put("Scholen", 0, PLG="Noord-West").put("Scholen", 1, PLG="Noord–West").read()
    assert reading.instance is not None
    assert {school.plg for school in reading.instance.schools.values()} == {"Noord-West"}
    assert kinds(reading) == {"Scholen!N3": NoticeKind.SPELLING}


@given(st.text(max_size=40))
def test_a_spelling_made_one_stays_so(text: str) -> None:
    assert one_spelling(one_spelling(text)) == one_spelling(text)


@given(st.text(max_size=40))
def test_a_tag_made_equal_stays_so(text: str) -> None:
    assert tag(tag(text)) == tag(text)


@given(st.text("abcdefghijklmnopqrstuvwxyz0123456789-'\"()./&+", min_size=1, max_size=20))
def test_a_plain_tag_is_never_changed(text: str) -> None:
    assert tag(text) == text


@given(st.text(max_size=30), st.text(max_size=30))
def test_two_tags_with_the_same_letters_only_are_never_apart(one: str, other: str) -> None:
    spaced = f"\u200b{one}\u00a0{other}\u00ad"
    assert tag(spaced) == tag(f"{one} {other}")


def test_coordinates_in_each_others_column_are_read_as_they_are_meant(draft: Draft) -> None:
    reading = draft.put("Scholen", 0, Breedtegraad=4.9, Lengtegraad=52.4).read()
    assert NoticeKind.EXCHANGED in kinds(reading).values()
    assert reading.instance is not None
    assert next(iter(reading.instance.schools.values())).point == Point(52.4, 4.9)


def test_coordinates_outside_the_netherlands_are_told_and_kept(draft: Draft) -> None:
    """Someone may live in Leuven."""
    reading = draft.put("Scholen", 0, Breedtegraad=50.9, Lengtegraad=-4.7).read()
    assert NoticeKind.ABROAD in kinds(reading).values()
