"""The norms add up to the printed totals of the Rolbeschrijvingen, and the office may change them on a sheet."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path

import pytest

from instances.domain.norms import DEFAULT_NORMS, NO_SOURCE, NORMS, Norm, NormOrigin, Per, Whose
from instances.workbook.read import read
from reports.workbook.semester import write_semester
from tests.instances.workbooks import Draft, notices, the_fault


@pytest.fixture
def draft(tmp_path: Path) -> Draft:
    found = Draft(tmp_path)
    found.rows["Normen"] = [{"Norm": "Beoordelaar: een WPA", "Waarde": 3}]
    return found


def in_a_year(whose: Whose, *, students: float, meetings: int, wpas: int, care: int) -> float:
    """Hours of one trainer in a year, added by hand from the norms: semester 1 and 2 separately."""
    counts = {Per.STUDENT: students, Per.MEETING: 1, Per.TRAINER: 1, Per.COORDINATOR: 1, Per.CARE: care}
    own = [entry for entry in NORMS.values() if entry.whose is whose]
    parts = [e.value * sum(e.shares) * counts[e.per] for e in own if e.per is not Per.MEETING]
    plg = [e.value * meetings for e in own if e.per is Per.MEETING]
    seat = NORMS[Norm.WPA].value * wpas
    return sum(parts) + sum(plg) + seat


def test_a_schoolopleider_of_10_students_has_the_245_hours_of_the_document() -> None:
    """20 WPAs of which 20 with two assessors (10 hours), 2 care students (11 hours), 5 PLG meetings."""
    plain = in_a_year(Whose.SO, students=10, meetings=5, wpas=20, care=2)
    assert plain + 20 * NORMS[Norm.WPA_TWO].value == 245


def test_the_mentor_training_makes_it_263() -> None:
    assert 245 + NORMS[Norm.CSO_TRAINING].value == 263


def test_an_instituutsopleider_has_the_105_hours_of_the_document() -> None:
    """10 WPAs in semester 2, the 10 hours printed for two assessors (20 times half an hour), 2 care students."""
    plain = in_a_year(Whose.IO, students=10, meetings=5, wpas=10, care=2)
    assert plain + 20 * NORMS[Norm.WPA_TWO].value == 105


def test_a_coordinating_instituutsopleider_has_40_hours_more() -> None:
    assert in_a_year(Whose.CIO, students=10, meetings=0, wpas=0, care=0) == 40


def test_a_mentor_has_35_and_a_half_hours_for_a_student_in_each_semester() -> None:
    entry = NORMS[Norm.MENTOR_STUDENT]
    assert [entry.value * entry.share(semester) for semester in (1, 2)] == [35.5, 35.5]


@pytest.mark.parametrize("norm", list(Norm))
def test_every_norm_has_an_entry_with_a_name_of_its_own_a_unit_and_a_source(norm: Norm) -> None:
    entry = NORMS[norm]
    assert [one.name for one in NORMS.values()].count(entry.name) == 1
    assert entry.unit
    assert entry.source


def test_the_ids_count_from_n1_in_the_order_of_the_sheet() -> None:
    assert [str(norm) for norm in NORMS] == [f"N{number}" for number in range(1, len(Norm) + 1)]


def test_without_the_sheet_the_norms_are_those_of_the_document(tmp_path: Path) -> None:
    instance = Draft(tmp_path).read().instance
    assert instance is not None
    assert instance.settings.norms == DEFAULT_NORMS


@pytest.mark.parametrize(("typed", "value"), [(2.5, 2.5), (4, 4), ("2,5", 2.5), (0, 0)])
def test_a_norm_of_the_office_goes_before_the_document(draft: Draft, typed: object, value: float) -> None:
    instance = draft.put("Normen", 0, Waarde=typed).read().instance
    assert instance is not None
    assert instance.settings.norms == {**DEFAULT_NORMS, Norm.WPA: value}


@pytest.mark.parametrize(("typed", "shown"), [(-1, "-1"), ("veel", "veel"), (True, "WAAR"), ("3 uur", "3 uur")])
def test_a_negative_norm_or_a_text_is_refused_in_its_cell(draft: Draft, typed: object, shown: str) -> None:
    expected = "een getal van 0 of meer (uur per WPA per beoordelaar, norm Beoordelaar: een WPA)"
    assert the_fault(draft.put("Normen", 0, Waarde=typed).read()) == f"Normen!B2 [Waarde] {shown} | {expected}"


def test_a_norm_without_a_value_is_refused_with_its_default(draft: Draft) -> None:
    fault = the_fault(draft.put("Normen", 0, Waarde=None).read())
    assert "Normen!B2 [Waarde] leeg | een waarde; haal de rij weg voor de standaardwaarde 3" in fault


def test_an_unknown_norm_suggests_the_nearest(draft: Draft) -> None:
    fault = the_fault(draft.put("Normen", 0, Norm="Beoordelaar: een WPAA").read())
    assert fault.endswith("de naam van een norm. Bedoelt u “Beoordelaar: een WPA”?")


def test_a_norm_that_stands_there_twice_is_refused(draft: Draft) -> None:
    draft.add("Normen", {"Norm": "Beoordelaar: een WPA", "Waarde": 4})
    assert "Normen!A3 [Norm] Beoordelaar: een WPA | elke norm één keer" in the_fault(draft.read())


def test_capitals_and_spaces_in_a_name_are_read_with_a_notice(draft: Draft) -> None:
    reading = draft.put("Normen", 0, Norm="beoordelaar:  een wpa").read()
    assert notices(reading) == ["Normen!A2 De norm “beoordelaar:  een wpa” is gelezen als “Beoordelaar: een WPA”."]


FUNDING = NORMS[Norm.FUNDING].name


@pytest.mark.parametrize(
    ("cells", "source", "since"),
    [
        ({"Waarde": 1300, "Bron": "Staatscourant", "Sinds": 2027}, "Staatscourant", "2027"),
        ({"Waarde": 1300, "Bron": "Brief", "Sinds": date(2027, 1, 1)}, "Brief", "01-01-2027"),
        ({"Waarde": 1300}, NO_SOURCE, ""),
        ({"Waarde": 1300, "Sinds": "2027"}, NO_SOURCE, "2027"),
        ({"Waarde": 1250}, NORMS[Norm.FUNDING].source, NORMS[Norm.FUNDING].since),
        ({"Waarde": 1250, "Sinds": "2025"}, NORMS[Norm.FUNDING].source, "2025"),
    ],
)
def test_a_value_of_the_office_has_the_source_of_the_office_or_none(
    draft: Draft, cells: dict[str, object], source: str, since: str
) -> None:
    draft.add("Normen", {"Norm": FUNDING, **cells})
    instance = draft.read().instance
    assert instance is not None
    assert instance.settings.origin(Norm.FUNDING) == NormOrigin(source, since)


def test_what_the_product_could_not_verify_says_so() -> None:
    unsure = (Norm.FUNDING, Norm.FUNDING_MINIMUM)
    assert all("nog na te gaan" in NORMS[norm].source for norm in unsure)
    assert all("nog na te gaan" in NORMS[norm].since for norm in (*unsure, Norm.LEGAL_SHARE))


def test_sources_of_the_office_come_back_from_a_written_workbook(draft: Draft, tmp_path: Path) -> None:
    draft.add("Normen", {"Norm": FUNDING, "Waarde": 1300, "Bron": "Staatscourant", "Sinds": "2027"})
    instance = draft.read().instance
    assert instance is not None
    write_semester(instance, tmp_path / "opnieuw.xlsx")
    again = read(tmp_path / "opnieuw.xlsx").instance
    assert again is not None
    assert again.settings == instance.settings


@pytest.mark.parametrize("typed", ["1-10-2026", "1 oktober 2026", ""])
def test_the_day_on_which_students_count_is_a_setting(draft: Draft, typed: str) -> None:
    instance = draft.add("Instellingen", {"Instelling": "Peildatum bekostiging", "Waarde": typed}).read().instance
    assert instance is not None
    assert instance.settings.funding_date == typed


@pytest.mark.parametrize("typed", ["ooit", "1-10-2026 t/m 3-10-2026", "1-10-2026; 1-3-2027", "1 oktober"])
def test_anything_but_one_day_with_its_year_is_refused(draft: Draft, typed: str) -> None:
    draft.add("Instellingen", {"Instelling": "Peildatum bekostiging", "Waarde": typed})
    assert "één dag met het jaar" in the_fault(draft.read())


LAW = NORMS[Norm.LEGAL_SHARE].name


@pytest.mark.parametrize(
    ("typed", "value", "told"),
    [
        (0.5, 50, f"Normen!B3 {LAW}: deel van 1 gelezen als procent (“0,5 → 50”)."),
        ("0,07", 7, f"Normen!B3 {LAW}: deel van 1 gelezen als procent (“0,07 → 7”)."),
        (1, 100, f"Normen!B3 {LAW}: deel van 1 gelezen als procent (“1 → 100”)."),
        ("50%", 50, ""),
        (" 33,5 % ", 33.5, ""),
        ("0,5%", 0.5, ""),
        (50, 50, ""),
        (100, 100, ""),
        (0, 0, ""),
    ],
)
def test_a_share_of_the_law_is_a_percentage(draft: Draft, typed: object, value: float, told: str) -> None:
    """Excel keeps 0.5 of a typed 50%, and half a percent of the law asks nothing of anybody."""
    reading = draft.add("Normen", {"Norm": LAW, "Waarde": typed}).read()
    assert reading.instance is not None
    assert reading.instance.settings.norms[Norm.LEGAL_SHARE] == value
    assert [line for line in notices(reading) if "procent" in line] == ([told] if told else [])


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        (101, "een percentage van hoogstens 100 (procent van"),
        ("150%", "een percentage van hoogstens 100 (procent van"),
        ("%", "een waarde; haal de rij weg voor de standaardwaarde 50"),
        ("half", "een getal van 0 of meer (procent van"),
    ],
)
def test_what_is_no_share_of_the_law_is_refused(draft: Draft, typed: object, expected: str) -> None:
    assert expected in the_fault(draft.add("Normen", {"Norm": LAW, "Waarde": typed}).read())


def test_one_hour_is_no_share(draft: Draft) -> None:
    instance = draft.put("Normen", 0, Waarde=0.5).read().instance
    assert instance is not None
    assert instance.settings.norms[Norm.WPA] == 0.5


@pytest.mark.parametrize("setting", ["Peildatum bekostiging", "Bezoekperiode", "Schoolvakanties"])
@pytest.mark.parametrize("typed", [date(2027, 3, 1), datetime(2027, 3, 1)])
def test_a_cell_that_excel_made_a_date_is_that_one_day(draft: Draft, setting: str, typed: date) -> None:
    reading = draft.add("Instellingen", {"Instelling": setting, "Waarde": typed}).read()
    assert reading.instance is not None
    settings = reading.instance.settings
    assert [settings.funding_date, settings.visit_period, settings.school_holidays].count("01-03-2027") == 1
    assert notices(reading) == []


def test_a_moment_is_no_day(draft: Draft) -> None:
    draft.add("Instellingen", {"Instelling": "Bezoekperiode", "Waarde": datetime(2027, 3, 1, 10, 30)})
    assert "[Waarde] 01-03-2027 10:30 |" in the_fault(draft.read())
