"""Rows that contradict other rows in an otherwise valid workbook."""

from __future__ import annotations

from datetime import date, time
from enum import StrEnum
from typing import Any

import pytest

from instances.domain.settings import Settings
from instances.dutch.nearest import nearest
from instances.tables import setting_rows
from instances.workbook.read import Reading
from tests.instances.workbooks import Draft, notices, the_fault


def lines(reading: Reading) -> list[str]:
    return [f"{f.sheet}!{f.cell} [{f.column}] {f.found} | {f.expected}" for f in reading.faults]


UNKNOWN = [
    ("Scholen", 0, "Bestuur", "B11", "Scholen!C2 [Bestuur] B11 | een code uit Besturen. Bedoelt u “B1”?"),
    ("Tandems", 0, "Scholen", "S1+S2", "S1+S2 | een code uit Scholen; zet een puntkomma tussen de codes: S1;S2"),
    ("Mentoren", 2, "School", "Z99", "Mentoren!C4 [School] Z99 | een code uit Scholen"),
    ("Mentoren", 0, "Duo-mentor", "S1", "[Duo-mentor] S1 | een code uit Mentoren; “S1” staat in Scholen"),
    ("Studenten", 0, "Voorkeur scholen", "S2;S3x", "[Voorkeur scholen] S3x | een code uit Scholen"),
    ("Opleiders", 0, "Bestuur", "B9", "Opleiders!E2 [Bestuur] B9 | een code uit Besturen"),
    ("Opleiders", 0, "Ook mentor", "M9", "Opleiders!O2 [Ook mentor] M9 | een code uit Mentoren"),
    ("Tandems", 0, "Schoolopleider", "SO9", "Tandems!B2 [Schoolopleider] SO9 | een code uit Opleiders. Bedoelt u"),
    ("Tandems", 0, "Scholen", "S1;S8", "Tandems!D2 [Scholen] S8 | een code uit Scholen"),
    ("WPA-slots", 0, "School", "S7", "WPA-slots!E2 [School] S7 | een code uit Scholen"),
    ("WPA-slots", 0, "Bestuur", "S1", "WPA-slots!F2 [Bestuur] S1 | een code uit Besturen; “S1” staat in Scholen"),
]


@pytest.mark.parametrize(("sheet", "row", "column", "value", "expected"), UNKNOWN)
def test_an_unknown_id_is_named_with_the_nearest(
    draft: Draft, sheet: str, row: int, column: str, value: str, expected: str
) -> None:
    reading = draft.put(sheet, row, **{column: value}).read()
    assert any(expected in line for line in lines(reading)), lines(reading)


ADDED_UNKNOWN = [
    ("Historie", {"Student": "100003", "Semester": "S1", "School": "weg"}, "Historie!A2 [Student] 100003"),
    ("Beschikbaarheid", {"Opleider": "XX", "Datum": date(2027, 6, 1), "Beschikbaar": "ja"}, "Beschikbaarheid!A2"),
    ("Afwezigheid", {"Wie": "B1", "Van": date(2027, 6, 1), "T/m": date(2027, 6, 2)}, "“B1” staat in Besturen"),
    ("Reistijden", {"Van": "100001", "Naar": "S22", "Minuten": 9}, "Reistijden!B2 [Naar] S22 | een postcode of een"),
    ("Reistijden", {"Van": "M1", "Naar": "S2", "Minuten": 9}, "“M1” staat in Mentoren"),
    ("Uitsluitingen", {"Wie": "100001", "Met": "T1"}, "Uitsluitingen!B2 [Met] T1 | een code uit"),
    ("Vastgezet", {"Student": "1001"}, "Vastgezet!A2 [Student] 1001 | een code uit Studenten"),
    ("Vastgezet", {"Student": "100001", "Slot": "W2"}, "Vastgezet!D2 [Slot] W2 | een code uit WPA-slots"),
    ("Vastgezet", {"Student": "100001", "Beoordelaar werkveld": "SO2"}, "[Beoordelaar werkveld] SO2 | een code uit"),
    ("Plaatsing", {"Student": "100001", "Mentor": "M8"}, "Plaatsing!B2 [Mentor] M8 | een code uit Mentoren"),
]


@pytest.mark.parametrize(("sheet", "row", "expected"), ADDED_UNKNOWN)
def test_an_unknown_id_in_an_added_row_is_a_fault(draft: Draft, sheet: str, row: dict[str, Any], expected: str) -> None:
    assert expected in the_fault(draft.add(sheet, row).read())


def test_an_earlier_school_may_be_gone(draft: Draft) -> None:
    draft.add("Historie", {"Student": "100001", "Semester": "S1", "School": "gesloten", "Reistijd": 50})
    instance = draft.read().instance
    assert instance is not None
    assert instance.history_of["100001"][0].school == "gesloten"


def test_an_id_is_unique_over_the_whole_workbook(draft: Draft) -> None:
    draft.put("Opleiders", 2, Opleider="M1")
    expected = (
        "Opleiders!A4 [Opleider] M1 | een code die nergens anders in het bestand staat; deze staat ook in Mentoren A2"
    )
    assert the_fault(draft.read()) == expected


def test_an_id_twice_in_one_sheet_is_a_fault(draft: Draft) -> None:
    draft.put("Studenten", 1, Student="100001")
    assert "Studenten!A3 [Student] 100001" in the_fault(draft.read())


def test_an_id_with_a_dropped_zero_gets_the_right_suggestion(draft: Draft) -> None:
    draft.put("Studenten", 0, Student="0042").add("Vastgezet", {"Student": 42, "School": "S1"})
    assert "Bedoelt u “0042”?" in the_fault(draft.read())


def test_a_study_coach_may_be_free_text(draft: Draft) -> None:
    instance = draft.put("Studenten", 0, **{"SLB'er": "mevrouw Pols"}).read().instance
    assert instance is not None
    assert (instance.students["100001"].slb, instance.students["100001"].slb_text) == (None, "mevrouw Pols")


def test_a_study_coach_who_is_a_trainer_is_known_by_id(draft: Draft) -> None:
    instance = draft.put("Studenten", 0, **{"SLB'er": "SLB1"}).read().instance
    assert instance is not None
    assert (instance.students["100001"].slb, instance.students["100001"].slb_text) == ("SLB1", "")


def test_a_study_coach_that_is_nearly_an_id_is_a_notice(draft: Draft) -> None:
    assert any("Bedoelt u “SLB1”?" in line for line in notices(draft.put("Studenten", 0, **{"SLB'er": "slb-1"}).read()))


BETWEEN = [
    ("Besturen", 0, {"Min studenten": 5, "Max studenten": 3}, "Besturen!E2 [Min studenten] 5 | hoogstens Max"),
    ("Tandems", 0, {"Schoolopleider": "IO1"}, "Tandems!B2 [Schoolopleider] IO1 (rol IO) | een opleider met rol SO"),
    ("Tandems", 0, {"Instituutsopleider": "SO1"}, "Tandems!C2 [Instituutsopleider] SO1 (rol SO) | een opleider met"),
    ("Scholen", 1, {"Soort": "opleidingsschool"}, "Scholen!A3 [School] S2 (opleidingsschool zonder tandem)"),
    ("Mentoren", 0, {"Duo-mentor": "M3"}, "Mentoren!F2 [Duo-mentor] M3 | een mentor van dezelfde school (S1)"),
    ("Mentoren", 0, {"Duo-mentor": "M1"}, "Mentoren!F2 [Duo-mentor] M1 | een andere mentor"),
    ("Studenten", 0, {"WPA vanaf": date(2027, 6, 2), "WPA tot": date(2027, 6, 1)}, "[WPA tot] 01-06-2027 | een dag"),
    ("WPA-slots", 0, {"Eind": time(9)}, "WPA-slots!D2 [Eind] 09:00 | een tijd na Begin (09:00)"),
    ("WPA-slots", 0, {"School": "S1", "Bestuur": "B2"}, "WPA-slots!F2 [Bestuur] B2 | het bestuur van S1 (B1)"),
]


@pytest.mark.parametrize(("sheet", "row", "cells", "expected"), BETWEEN)
def test_a_contradiction_between_cells_or_rows_is_a_fault(
    draft: Draft, sheet: str, row: int, cells: dict[str, Any], expected: str
) -> None:
    reading = draft.put(sheet, row, **cells).read()
    assert any(expected in line for line in lines(reading)), lines(reading)


def test_absence_that_ends_before_it_begins_is_a_fault(draft: Draft) -> None:
    draft.add("Afwezigheid", {"Wie": "M1", "Van": date(2027, 6, 2), "T/m": date(2027, 6, 1)})
    assert "Afwezigheid!C2 [T/m] 01-06-2027 | een dag niet voor Van (02-06-2027)" in the_fault(draft.read())


def test_a_duo_must_share_a_group(draft: Draft) -> None:
    draft.put("Mentoren", 0, **{"Duo-mentor": "M2"}).put("Mentoren", 1, Groep=7)
    assert "M1 en M2 hebben geen groep gemeen" in the_fault(draft.read())


def test_a_duo_named_on_one_side_counts_on_both(draft: Draft) -> None:
    instance = draft.put("Mentoren", 0, **{"Duo-mentor": "M2"}).read().instance
    assert instance is not None
    assert (instance.mentors["M1"].duo, instance.mentors["M2"].duo) == ("M2", "M1")


def test_a_duo_named_on_both_sides_is_fine(draft: Draft) -> None:
    draft.put("Mentoren", 0, **{"Duo-mentor": "M2"}).put("Mentoren", 1, **{"Duo-mentor": "M1"})
    assert draft.read().faults == ()


def test_a_chain_of_duo_mentors_is_a_fault(draft: Draft) -> None:
    draft.put("Mentoren", 0, **{"Duo-mentor": "M2"}).put("Mentoren", 1, **{"Duo-mentor": "M3"})
    draft.put("Mentoren", 2, School="S1", Groep=4)
    assert "M2 vormt al een duo met M1" in the_fault(draft.read())


def test_two_mentors_may_not_name_the_same_duo(draft: Draft) -> None:
    draft.put("Mentoren", 0, **{"Duo-mentor": "M2"}).put("Mentoren", 2, School="S1", Groep=4, **{"Duo-mentor": "M2"})
    assert "M2 vormt al een duo met M1" in the_fault(draft.read())


def test_a_school_is_in_at_most_one_tandem(draft: Draft) -> None:
    draft.add("Tandems", {"Tandem": "T2", "Schoolopleider": "SO1", "Instituutsopleider": "IO1", "Scholen": "S2;S1"})
    assert "Tandems!D3 [Scholen] S1 | elke school in één tandem; S1 hoort al bij T1" in the_fault(draft.read())


def test_one_mentor_is_the_other_role_of_one_trainer_only(draft: Draft) -> None:
    draft.put("Opleiders", 0, **{"Ook mentor": "M1"}).put("Opleiders", 1, **{"Ook mentor": "M1"})
    assert "Opleiders!O3 [Ook mentor] M1 | een mentor die bij één opleider hoort" in the_fault(draft.read())


def test_one_plg_has_one_maximum(draft: Draft) -> None:
    draft.put("Scholen", 0, PLG="Noord", **{"Max PLG": 10}).put("Scholen", 1, PLG="Noord", **{"Max PLG": 12})
    assert "Scholen!O3 [Max PLG] 12 | één Max PLG voor PLG Noord; bij S1 (O2) staat 10" in the_fault(draft.read())


def test_the_plg_of_a_tandem_has_one_maximum_too(draft: Draft) -> None:
    draft.put("Tandems", 0, Scholen="S1;S2")
    draft.put("Scholen", 0, **{"Max PLG": 10}).put("Scholen", 1, **{"Max PLG": 12})
    assert "één Max PLG voor PLG T1" in the_fault(draft.read())


def test_a_plg_named_like_a_tandem_is_another_plg(draft: Draft) -> None:
    draft.put("Tandems", 0, Scholen="S1")
    draft.put("Scholen", 0, **{"Max PLG": 10}).put("Scholen", 1, PLG="T1", **{"Max PLG": 12})
    assert draft.read().faults == ()


def test_a_profile_that_no_school_has_is_a_notice(draft: Draft) -> None:
    reading = draft.put("Studenten", 0, **{"Vereist profiel": "Zwemmen"}).read()
    assert reading.instance is not None
    assert reading.instance.students["100001"].required_profile == "zwemmen"
    assert any("profiel “zwemmen”" in line for line in notices(reading))


def test_a_slot_in_the_weekend_is_a_notice(draft: Draft) -> None:
    reading = draft.put("WPA-slots", 0, Datum=date(2027, 6, 5)).read()
    assert reading.instance is not None
    assert any("weekend" in line for line in notices(reading))


def test_a_coach_who_is_marked_as_assessor_is_a_notice(draft: Draft) -> None:
    reading = draft.put("Opleiders", 2, Assessor="ja").read()
    assert reading.instance is not None
    assert not reading.instance.trainers["SLB1"].assessor
    assert any("SLB1 is SLB’er" in line for line in notices(reading))


def test_excluding_someone_from_itself_is_a_fault(draft: Draft) -> None:
    draft.add("Uitsluitingen", {"Wie": "100001", "Met": "100001"})
    assert "Uitsluitingen!B2 [Met] 100001 | een andere code" in the_fault(draft.read())


SETTINGS = [
    ("Max reistijdd", 60, "Instellingen!A3 [Instelling] Max reistijdd | de naam van een instelling. Bedoelt u “Max r"),
    ("Max reistijd", "ver", "Instellingen!B3 [Waarde] ver | een geheel getal van 0 of meer (instelling Max reistijd)"),
    ("Max reistijd", None, "Instellingen!B3 [Waarde] leeg | een waarde; haal de rij weg voor de standaardwaarde 90"),
    ("Semesternummer", 3, "Instellingen!B3 [Waarde] 3 | 1 of 2 (instelling Semesternummer)"),
    ("Semester", "nog een keer", "Instellingen!A3 [Instelling] Semester | elke instelling één keer"),
    ("Gewicht W1", -1, "Instellingen!B3 [Waarde] -1 | een geheel getal van 0 of meer (instelling Gewicht W1)"),
    ("Gewicht W10", 5, "Instellingen!A3 [Instelling] Gewicht W10 | de naam van een instelling. Bedoelt u “Gewicht W1"),
    ("Doorlopende plaats", "mocht", "Instellingen!B3 [Waarde] mocht | nee, mag of moet"),
    ("Bezoekperiode", "1-9-2026 t/m 3-9-2026; 8-9-2026", "| één periode: 1-9-2026 t/m 31-1-2027 (instelling Bezoek"),
    ("Bezoekperiode", "het najaar", "| één periode: 1-9-2026 t/m 31-1-2027; "),
    ("Duur PLG", 0, "Instellingen!B3 [Waarde] 0 | een aantal minuten van 1 of meer (instelling Duur PLG)"),
    ("Bezoekuren", "de ochtend", "Instellingen!B3 [Waarde] de ochtend | twee tijden met een streepje ertussen"),
    (
        "PLG-uren",
        None,
        "Instellingen!B3 [Waarde] leeg | een waarde; haal de rij weg voor de standaardwaarde 08:30-17:0",
    ),
    ("PLG-uren", "-", "Instellingen!B3 [Waarde] - | twee tijden met een streepje ertussen"),
    ("Minimaal gezamenlijke dagen", "veel", "Instellingen!B3 [Waarde] veel | alle, of een geheel getal"),
]


@pytest.mark.parametrize(("name", "value", "expected"), SETTINGS)
def test_a_faulty_setting_is_named(draft: Draft, name: str, value: Any, expected: str) -> None:
    assert expected in the_fault(draft.add("Instellingen", {"Instelling": name, "Waarde": value}).read())


READ_SETTINGS = [
    ("Max reistijd", 60, "max_travel", 60),
    ("Max reistijd", "60", "max_travel", 60),
    ("Minimaal gezamenlijke dagen", "alle", "min_shared_days", None),
    ("Minimaal gezamenlijke dagen", 2, "min_shared_days", 2),
    ("Eén student per mentor per dag", "nee", "one_student_per_class_per_day", False),
    ("Scheiding eigen SO", "liever niet", "own_so", "liever niet"),
    ("Marge tussen WPA's", 0, "wpa_margin", 0),
]


@pytest.mark.parametrize(("name", "value", "attribute", "expected"), READ_SETTINGS)
def test_a_setting_is_read(draft: Draft, name: str, value: Any, attribute: str, expected: Any) -> None:
    reading = draft.add("Instellingen", {"Instelling": name, "Waarde": value}).read()
    assert reading.instance is not None, reading.faults
    assert getattr(reading.instance.settings, attribute) == expected
    assert reading.notices == ()


CHOICES = [(setting, word) for setting in setting_rows.SETTINGS for word in setting.choices]


@pytest.mark.parametrize(("setting", "word"), CHOICES, ids=[f"{setting.name}: {word}" for setting, word in CHOICES])
def test_a_choice_is_read_as_the_choice_and_not_as_a_text_that_equals_it(
    draft: Draft, setting: setting_rows.Setting, word: str
) -> None:
    instance = draft.add("Instellingen", {"Instelling": setting.name, "Waarde": word}).read().instance
    assert instance is not None
    found = getattr(instance.settings, str(setting.attribute))
    assert found is type(getattr(Settings(), str(setting.attribute)))(word)
    assert isinstance(found, StrEnum)


def test_a_weight_is_read(draft: Draft) -> None:
    instance = draft.add("Instellingen", {"Instelling": "Gewicht V2", "Waarde": 0}).read().instance
    assert instance is not None
    assert [weight for wish, weight in instance.settings.weights.items() if wish == "V2"] == [0]


def test_an_exclusion_that_can_never_matter_is_a_notice(draft: Draft) -> None:
    reading = draft.add("Uitsluitingen", {"Wie": "M1", "Met": "M3"}).read()
    assert notices(reading) == ["Uitsluitingen!A2 M1 en M3 treffen elkaar nooit; deze uitsluiting doet niets."]


def test_a_required_profile_in_capitals_is_a_notice(draft: Draft) -> None:
    reading = draft.put("Scholen", 0, Profiel="dalton").put("Studenten", 0, **{"Vereist profiel": "Dalton"}).read()
    assert len(reading.notices) == 1


@pytest.mark.parametrize(("typed", "suggested"), [("548261", True), ("584262", True), ("526929", False)])
def test_only_a_slip_in_a_number_is_suggested(typed: str, suggested: bool) -> None:
    assert (nearest(typed, ["548262"]) == "548262") is suggested
