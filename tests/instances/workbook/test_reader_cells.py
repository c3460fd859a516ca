"""One faulty or untidy cell in an otherwise valid workbook."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import Any

import pytest
from openpyxl import load_workbook
from openpyxl.utils.datetime import from_excel

from instances.domain.entities import Day, MentorTraining
from instances.domain.school_groups import Bouw, Specialisation
from instances.tables.cells import parse
from instances.tables.columns import SLOTS
from instances.tables.notices import NoticeKind
from instances.tables.values import MisfitError
from instances.workbook.read import read
from tests.instances.workbooks import Draft, notices, the_fault


def test_the_valid_workbook_has_no_faults_and_no_notices(draft: Draft) -> None:
    reading = draft.read(for_wpa=True)
    assert (reading.faults, reading.notices) == ((), ())
    assert reading.instance is not None


FAULTY = [
    ("Scholen", "Plaatsen", "veel", "Scholen!I2 [Plaatsen] veel | een geheel getal van 0 of meer"),
    ("Scholen", "Plaatsen", -1, "Scholen!I2 [Plaatsen] -1 | een geheel getal van 0 of meer"),
    ("Scholen", "Plaatsen", 2.5, "Scholen!I2 [Plaatsen] 2,5 | een geheel getal van 0 of meer"),
    ("Scholen", "Plaatsen", True, "Scholen!I2 [Plaatsen] WAAR | een geheel getal van 0 of meer"),
    ("Scholen", "Plaatsen", None, "Scholen!I2 [Plaatsen] leeg | een waarde (verplicht): hoeveel"),
    ("Scholen", "Plaatsen", 10**9, "Scholen!I2 [Plaatsen] 1000000000 | een geheel getal van hoogstens"),
    ("Scholen", "Breedtegraad", 52379, "Scholen!G2 [Breedtegraad] 52379 | graden van -90 tot 90"),
    ("Scholen", "Leerjaren", "1;5", "Scholen!L2 [Leerjaren] 1;5 | leerjaren van 1 tot en met 4"),
    ("Scholen", "Soort", "opleidngsschool", "Scholen!D2 [Soort] opleidngsschool | opleidingsschool of stageschool"),
    ("Scholen", "Naam", "   ", "Scholen!B2 [Naam] leeg | een waarde (verplicht): naam van de school"),
    ("Scholen", "Naam", "#N/A", "Scholen!B2 [Naam] #N/A | een waarde; Excel meldt hier een fout"),
    ("Scholen", "School", "S;1", "[School] S;1 | één code, zonder puntkomma"),
    ("Mentoren", "Groep", 9, "Mentoren!D2 [Groep] 9 | een groep van 1 tot en met 8"),
    ("Mentoren", "Groep", 1.2, "Mentoren!D2 [Groep] 1,2 | een groep van 1 tot en met 8"),
    ("Mentoren", "Groep", date(2027, 2, 1), "Mentoren!D2 [Groep] 01-02-2027 | een groep van 1 tot en met 8"),
    ("Mentoren", "Werkdagen", "ma;za", "Mentoren!E2 [Werkdagen] ma;za | dagen uit ma, di, wo, do en vr"),
    ("Mentoren", "Werkdagen", "ma-wo", "Mentoren!E2 [Werkdagen] ma-wo | dagen uit"),
    ("Mentoren", "Werkdagen", ";", "Mentoren!E2 [Werkdagen] ; | dagen uit"),
    ("Mentoren", "Beschikbaar", "misschien", "Mentoren!M2 [Beschikbaar] misschien | ja of nee"),
    ("Mentoren", "Beschikbaar", 1, "Mentoren!M2 [Beschikbaar] 1 | ja of nee"),
    ("Mentoren", "Ervaring", -2, "Mentoren!H2 [Ervaring] -2 | een getal van 0 of meer"),
    ("Mentoren", "Ervaring", "lang", "Mentoren!H2 [Ervaring] lang | een getal van 0 of meer"),
    ("Mentoren", "Mentortraining", "gevolg", "gevolgd, gestart, bereid of nee. Bedoelt u “gevolgd”?"),
    ("Studenten", "Jaar", 5, "Studenten!D2 [Jaar] 5 | 1, 2, 3 of 4"),
    ("Studenten", "Jaar", 0, "Studenten!D2 [Jaar] 0 | 1, 2, 3 of 4"),
    ("Studenten", "WPA vanaf", "31-02-2027", "Studenten!U2 [WPA vanaf] 31-02-2027 | een bestaande datum"),
    ("Studenten", "WPA vanaf", "2027-02-31", "Studenten!U2 [WPA vanaf] 2027-02-31 | een bestaande datum"),
    ("Studenten", "WPA vanaf", 4653, "Studenten!U2 [WPA vanaf] 4653 | een bestaande datum"),
    ("Studenten", "WPA vanaf", date(1950, 1, 1), "[WPA vanaf] 01-01-1950 | een datum tussen 2000 en 2100"),
    ("Studenten", "Leerbehoeften", "taal;Taal:2", "[Leerbehoeften] taal;Taal:2 | elke leerbehoefte één keer"),
    ("Studenten", "Leerbehoeften", "taal:veel", "[Leerbehoeften] taal:veel | leerbehoeften als rekenen;taal"),
    ("Studenten", "Leerbehoeften", "taal:0", "[Leerbehoeften] taal:0 | leerbehoeften als rekenen;taal"),
    ("Studenten", "Voorkeur scholen", "S1;S1", "[Voorkeur scholen] S1;S1 | elke code één keer"),
    ("Studenten", "Vereist profiel", "a;b", "[Vereist profiel] a;b | één kenmerk"),
    ("Studenten", "Lengtegraad", None, "Studenten!J2 [Lengtegraad] leeg | beide coördinaten"),
    ("Opleiders", "Expertise", "JK;XX", "[Expertise] JK;XX | JK of OK"),
    ("WPA-slots", "Begin", "kwart over negen", "WPA-slots!C2 [Begin] kwart over negen | een tijd"),
    ("WPA-slots", "Begin", "25:00", "WPA-slots!C2 [Begin] 25:00 | een tijd"),
    ("WPA-slots", "Begin", 1.375, "WPA-slots!C2 [Begin] 1,375 | een tijd"),
    ("WPA-slots", "Datum", True, "WPA-slots!B2 [Datum] WAAR | een bestaande datum"),
]


@pytest.mark.parametrize(("sheet", "column", "value", "expected"), FAULTY)
def test_a_faulty_cell_is_named_with_what_was_found_and_expected(
    draft: Draft, sheet: str, column: str, value: Any, expected: str
) -> None:
    reading = draft.put(sheet, 0, **{column: value}).read()
    lines = [f"{f.sheet}!{f.cell} [{f.column}] {f.found} | {f.expected}" for f in reading.faults]
    assert any(expected in line for line in lines), lines
    assert reading.instance is None


def test_an_impossible_excel_date_is_a_fault(draft: Draft) -> None:
    path = draft.write()
    book = load_workbook(path)
    book["WPA-slots"]["B2"].value = 99_999_999
    book["WPA-slots"]["B2"].number_format = "yyyy-mm-dd"
    book.save(path)
    assert "WPA-slots!B2 [Datum] #VALUE! | een waarde; Excel meldt hier een fout (of een onmogelijke" in the_fault(
        read(path)
    )


REPAIRED = [
    ("Besturen", "Bestuur", "  B1 ", "boards", "B1", "id"),
    ("Studenten", "Student", 100001, "students", "100001", "id"),
    ("Studenten", "Student", 100001.0, "students", "100001", "id"),
    ("Scholen", "Naam", "De\x1fEik_x001F_", "schools", "DeEik", "name"),
    ("Scholen", "Plaatsen", "7", "schools", 7, "places"),
    ("Scholen", "Profiel", "Dalton; Jenaplan ", "schools", frozenset({"dalton", "jenaplan"}), "profile"),
    ("Mentoren", "Beschikbaar", "Nee", "mentors", False, "available"),
    ("Mentoren", "Beschikbaar", False, "mentors", False, "available"),
    ("Mentoren", "Werkdagen", "Ma, di", "mentors", frozenset({Day.MA, Day.DI}), "days"),
    ("Mentoren", "Werkdagen", "maandag en dinsdag", "mentors", frozenset({Day.MA, Day.DI}), "days"),
    ("Mentoren", "Groep", "groep 3", "mentors", frozenset({3}), "groups"),
    ("Mentoren", "Groep", "1/2", "mentors", frozenset({1, 2}), "groups"),
    ("Mentoren", "Groep", "3-4", "mentors", frozenset({3, 4}), "groups"),
    ("Mentoren", "Ervaring", "2,5", "mentors", 2.5, "experience"),
    ("Mentoren", "Mentortraining", "Gestart", "mentors", MentorTraining.STARTED, "training"),
    ("Studenten", "WPA vanaf", "31-5-2027", "students", date(2027, 5, 31), "wpa_from"),
    ("Studenten", "WPA vanaf", 46538, "students", date(2027, 5, 31), "wpa_from"),
    ("WPA-slots", "Begin", 0.35416, "slots", time(8, 30), "begin"),
    ("Studenten", "WPA vanaf", datetime(2027, 5, 31, 12, 30), "students", date(2027, 5, 31), "wpa_from"),
    ("Studenten", "Leerbehoeften", "Taal:3;rekenen", "students", (("taal", 3), ("rekenen", 1)), "needs"),
    ("Studenten", "Vereiste bouw", "Onder", "students", Bouw.ONDER, "required_bouw"),
    ("Opleiders", "Expertise", "jk, ok", "trainers", frozenset(Specialisation), "expertise"),
    ("WPA-slots", "Begin", "9u15", "slots", time(9, 15), "begin"),
]


@pytest.mark.parametrize(("sheet", "column", "value", "where", "expected", "attribute"), REPAIRED)
def test_an_untidy_cell_is_repaired_and_listed_as_a_notice(
    draft: Draft, sheet: str, column: str, value: Any, where: str, expected: Any, attribute: str
) -> None:
    reading = draft.put(sheet, 0, **{column: value}).read()
    assert reading.instance is not None, reading.faults
    first = next(iter(getattr(reading.instance, where).values()))
    assert getattr(first, attribute) == expected
    assert any(f"{column}:" in line for line in notices(reading)), reading.notices


AS_MEANT = [
    ("Studenten", "WPA vanaf", "2027-05-31", "students", date(2027, 5, 31), "wpa_from"),
    ("WPA-slots", "Begin", "09:00", "slots", time(9), "begin"),
    ("WPA-slots", "Begin", "8:30", "slots", time(8, 30), "begin"),
    ("Mentoren", "Groep", "1;2", "mentors", frozenset({1, 2}), "groups"),
    ("Scholen", "Naam", "=De Eik", "schools", "=De Eik", "name"),
    ("Scholen", "School", "S1", "schools", "S1", "id"),
    ("Scholen", "Leerjaren", 2, "schools", frozenset({2}), "years"),
    ("Opleiders", "Max WPA's per dag", 0, "trainers", 0, "max_wpas_per_day"),
]


@pytest.mark.parametrize(("sheet", "column", "value", "where", "expected", "attribute"), AS_MEANT)
def test_a_tidy_cell_is_read_without_a_notice(
    draft: Draft, sheet: str, column: str, value: Any, where: str, expected: Any, attribute: str
) -> None:
    reading = draft.put(sheet, 0, **{column: value}).read()
    assert reading.instance is not None, reading.faults
    assert getattr(next(iter(getattr(reading.instance, where).values())), attribute) == expected
    assert reading.notices == ()


def test_a_time_that_excel_stored_a_hair_too_early_is_the_whole_minute(draft: Draft) -> None:
    draft.put("WPA-slots", 0, Begin=time(8, 59, 59, 999_000))
    instance = draft.read().instance
    assert instance is not None
    assert instance.slots["W1"].begin == time(9)


def test_a_duration_cell_is_read_as_a_time(draft: Draft) -> None:
    parsed = parse(SLOTS.column("Begin"), timedelta(hours=9))
    assert parsed is not None
    assert parsed.value == time(9)


@pytest.mark.parametrize(
    ("number", "meant"), [(830, "08:30"), (1345, "13:45"), (8.3, "08:30"), (13.15, "13:15"), (9, "09:00"), (24.0, None)]
)
def test_a_clock_number_in_a_cell_that_shows_a_time_is_a_fault(number: float, meant: str | None) -> None:
    with pytest.raises(MisfitError) as fault:
        parse(SLOTS.column("Begin"), from_excel(number))
    assert str(fault.value).startswith("een tijd, bijvoorbeeld 09:00")
    assert ("bedoelt u" in str(fault.value), str(meant) in str(fault.value)) == (meant is not None, meant is not None)


@pytest.mark.parametrize("number", [float("inf"), float("nan"), -830, 875, 2500, 2400.0])
def test_a_number_that_is_no_clock_number_gets_no_suggestion(number: float) -> None:
    with pytest.raises(MisfitError) as fault:
        parse(SLOTS.column("Begin"), number)
    assert "bedoelt u" not in str(fault.value)


def test_a_clock_number_is_a_fault_that_tells_the_time() -> None:
    with pytest.raises(MisfitError, match="bedoelt u 08:30"):
        parse(SLOTS.column("Begin"), 830)


@pytest.mark.parametrize("raw", [datetime(2027, 6, 1, 9), datetime(1900, 1, 1, 9), datetime(1899, 12, 30, 9)])
def test_a_time_beside_a_date_or_a_day_that_programs_fill_in_is_read(raw: datetime) -> None:
    parsed = parse(SLOTS.column("Begin"), raw)
    assert parsed is not None
    assert (parsed.value, parsed.repair) == (time(9), NoticeKind.DATE_DROPPED)


def test_an_id_keeps_its_leading_zeros(draft: Draft) -> None:
    draft.put("Studenten", 0, Student="0012")
    instance = draft.read().instance
    assert instance is not None
    assert "0012" in instance.students


def test_many_repairs_of_one_kind_are_one_notice(draft: Draft) -> None:
    draft.put("Studenten", 0, Student=100001).put("Studenten", 1, Student=100002)
    assert notices(draft.read()) == [
        "Studenten!A2 Student: getal gelezen als tekst (“100001”), ook in nog 1 cel van deze kolom."
    ]


def test_two_faults_in_one_row_are_both_reported(draft: Draft) -> None:
    reading = draft.put("Scholen", 0, Plaatsen="veel", Bestuur="B9").read()
    assert [fault.column for fault in reading.faults] == ["Plaatsen", "Bestuur"]


def test_a_row_with_a_faulty_cell_still_counts_for_references(draft: Draft) -> None:
    assert "[Plaatsen]" in the_fault(draft.put("Scholen", 0, Plaatsen="veel").read())


def test_defaults_are_those_of_the_contract(draft: Draft) -> None:
    instance = draft.put("Mentoren", 0, Mentortraining=None).read().instance
    assert instance is not None
    school, mentor, student = instance.schools["S1"], instance.mentors["M1"], instance.students["100001"]
    trainer, tandem = instance.trainers["SO1"], instance.tandems["T1"]
    assert (school.taken, school.min_students, school.years, school.wpas_at_once) == (0, 0, {1, 2, 3, 4}, 2)
    assert (mentor.max_students, mentor.competent, mentor.training, mentor.available) == (1, True, "nee", True)
    assert (student.vehicle, student.care, student.wpa, student.wpa_kind) == ("ov", False, True, "regulier")
    assert (trainer.vehicle, trainer.days, trainer.assessor, trainer.max_wpas) == ("auto", set(Day), True, None)
    assert (tandem.norm, tandem.max_students) == (10, 12)
    assert not instance.trainers["SLB1"].assessor


def test_a_tandem_maximum_defaults_to_its_own_norm_plus_two(draft: Draft) -> None:
    instance = draft.put("Tandems", 0, Norm=6).read().instance
    assert instance is not None
    assert instance.tandems["T1"].max_students == 8


def test_a_repaired_yes_is_shown_as_the_office_writes_it(draft: Draft) -> None:
    reading = draft.put("Mentoren", 0, Basisbekwaam="Ja").read()
    assert any("(“Ja → ja”)" in line for line in notices(reading))
