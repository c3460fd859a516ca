"""One person who stands in the workbook twice would assess the own student, or be in two places at once."""

from __future__ import annotations

import pytest

from instances.plausibility.same_person import code_core
from instances.tables.notices import NoticeKind
from tests.instances.plausibility.kinds import of_kind
from tests.instances.workbooks import Draft

MAIL = {"E-mail": "bo.smit@voorbeeld.nl"}
SAME, ALIKE = NoticeKind.SAME_PERSON, NoticeKind.CODES_ALIKE


def trainer(code: str, name: str = "Bo Smit", **more: object) -> dict[str, object]:
    return {"Opleider": code, "Naam": name, "Rol": "SO", **more}


@pytest.mark.parametrize("second", ["SO02", "SO-2", "so2", "SO 2", "X9"])
def test_a_trainer_twice_is_asked_about(draft: Draft, second: str) -> None:
    draft.add("Opleiders", trainer("SO2", **MAIL), trainer(second, "bo  smit", **MAIL))
    told = of_kind(draft.read(), SAME)
    assert told == [
        f"Opleiders!A6 SO2 (A5) en {second} hebben dezelfde naam en hetzelfde e-mailadres (Bo Smit). Is dit "
        "dezelfde persoon? Haal dan een van beide weg; nu telt ieder apart."
    ]


def test_a_student_twice_at_one_address_is_asked_about(draft: Draft) -> None:
    here = {"Breedtegraad": 52.4, "Lengtegraad": 4.8}
    for code in ("500001", "0500001"):
        draft.add("Studenten", {"Student": code, "Naam": "Ada Vos", "Jaar": 2, "Stagedagen": "di", **here})
    told = of_kind(draft.read(), SAME)
    assert [line.split()[0] for line in told] == ["Studenten!A5"]
    assert "dezelfde naam en hetzelfde adres" in told[0]


def test_a_mentor_twice_at_one_school_is_asked_about(draft: Draft) -> None:
    row = {"Naam": "Mia", "School": "S1", "Groep": 3, "Werkdagen": "do", "Mentortraining": "gevolgd"}
    told = of_kind(draft.add("Mentoren", {"Mentor": "M01", **row}).read(), SAME)
    assert [line.split()[0] for line in told] == ["Mentoren!A5"]


def test_a_school_twice_is_asked_about(draft: Draft) -> None:
    row = {"Naam": "De Beuk", "Bestuur": "B2", "Soort": "stageschool", "Plaatsen": 1, "Breedtegraad": 52.37}
    told = of_kind(draft.add("Scholen", {"School": "S-02", **row, "Lengtegraad": 4.9}).read(), SAME)
    assert "Is dit dezelfde school?" in told[0]


@pytest.mark.parametrize(
    ("name", "more"),
    [("Bo Smits", MAIL), ("Bo Smit", {"E-mail": "b.smit@elders.nl"})],
    ids=["another name", "another mail"],
)
def test_two_people_with_codes_alike_are_told_as_codes_only(draft: Draft, name: str, more: dict[str, str]) -> None:
    reading = draft.add("Opleiders", trainer("SO2", **MAIL), trainer("SO02", name, **more)).read()
    assert of_kind(reading, SAME) == []
    assert of_kind(reading, ALIKE) == [
        "Opleiders!A6 De codes SO2 (Opleiders) en SO02 verschillen alleen in een nul, streepje of spatie. Zijn het er "
        "twee?"
    ]


def test_codes_that_differ_in_capitals_are_told_over_all_sheets(draft: Draft) -> None:
    told = of_kind(draft.add("Opleiders", trainer("m1")).read(), ALIKE)
    assert told == ["Opleiders!A5 De codes M1 (Mentoren) en m1 verschillen alleen in hoofdletters. Zijn het er twee?"]


@pytest.mark.parametrize(
    ("one", "other"), [("1-12", "11-2"), ("S1", "S10"), ("M1-0", "M10"), ("A100", "A1"), ("SO1", "IO1")]
)
def test_codes_of_other_figures_are_not_alike(one: str, other: str) -> None:
    assert code_core(one) != code_core(other)


def test_a_trainer_with_the_name_of_a_mentor_is_asked_about(draft: Draft) -> None:
    told = of_kind(draft.put("Opleiders", 0, Naam="MIA").read(), NoticeKind.TRAINER_AND_MENTOR)
    assert told == [
        "Opleiders!O2 MIA (SO1) heet net als mentor M1. Is dit dezelfde persoon, vul dan bij Ook mentor M1 in, anders "
        "mag SO1 de eigen student beoordelen (A4)."
    ]


def test_a_trainer_who_is_also_the_mentor_is_not(draft: Draft) -> None:
    reading = draft.put("Opleiders", 0, Naam="Mia", **{"Ook mentor": "M1"}).read()
    assert reading.notices == ()


def test_the_name_of_a_trainer_as_slb_names_the_code(draft: Draft) -> None:
    """The own counsellor assessed three of the own students."""
    told = of_kind(draft.put("Studenten", 1, **{"SLB'er": "ilse"}).read(), NoticeKind.SLB_NAME)
    assert told == [
        "Studenten!R3 “ilse” is ook de naam van IO1; vul bij 100002 de code in, anders mag IO1 deze student "
        "beoordelen (A4)."
    ]


@pytest.mark.parametrize("text", ["IO1 Ilse", "IO1 - Ilse", "Ilse (IO1)", "io1, ilse", "IO1: Ilse", "IO1 – Ilse"])
def test_a_code_with_its_own_name_as_slb_is_read_as_the_code(draft: Draft, text: str) -> None:
    reading = draft.put("Studenten", 1, **{"SLB'er": text}).read()
    assert reading.instance is not None
    assert (reading.instance.students["100002"].slb, reading.instance.students["100002"].slb_text) == ("IO1", "")
    assert len(of_kind(reading, NoticeKind.SLB_READ)) == 1


@pytest.mark.parametrize("text", ["SO1 Ilse", "IO1 Ilse en Otto", "IO11 Ilse", "Ilse Bakker"])
def test_any_other_text_as_slb_stays_a_text(draft: Draft, text: str) -> None:
    reading = draft.put("Studenten", 1, **{"SLB'er": text}).read()
    assert reading.instance is not None
    assert (reading.instance.students["100002"].slb, reading.instance.students["100002"].slb_text) == (None, text)


@pytest.mark.parametrize("typed", ["De Eik", " de  eik ", "S1 De Eik", "De Eik (S1)", "S1 - de eik"])
def test_a_name_in_a_column_of_codes_is_read_as_its_code_and_told(draft: Draft, typed: str) -> None:
    draft.put("Mentoren", 0, School=typed).put("Tandems", 0, Scholen=typed, Schoolopleider="Otto")
    reading = draft.put("Studenten", 0, **{"Voorkeur scholen": "de beuk;S1"}).read()
    told = of_kind(reading, NoticeKind.NAME_AS_CODE)
    assert sorted(line.split()[0] for line in told) == ["Mentoren!C2", "Studenten!O2", "Tandems!B2", "Tandems!D2"]
    assert reading.instance is not None
    assert reading.instance.mentors["M1"].school == "S1"
    assert (reading.instance.tandems["T1"].schools, reading.instance.tandems["T1"].so) == (("S1",), "SO1")
    assert reading.instance.students["100001"].wishes == ("S2", "S1")


def test_a_list_that_names_one_school_by_code_and_by_name_is_not_made_double(draft: Draft) -> None:
    fault = draft.put("Studenten", 0, **{"Voorkeur scholen": "S1;De Eik"}).read().faults[0]
    assert (fault.cell, fault.found) == ("O2", "De Eik")
    assert fault.expected.endswith("Bedoelt u “S1” (De Eik)?")


@pytest.mark.parametrize(("typed", "hint"), [("De Eyk", "Bedoelt u “S1” (De Eik)?"), ("S-1", "Bedoelt u “S1”?")])
def test_what_is_near_a_name_or_code_is_suggested(draft: Draft, typed: str, hint: str) -> None:
    fault = draft.put("Mentoren", 0, School=typed).read().faults[0]
    assert (fault.cell, fault.found) == ("C2", typed)
    assert fault.expected.endswith(hint)


def test_a_name_that_two_have_suggests_both(draft: Draft) -> None:
    draft.put("Opleiders", 2, Naam="Otto").put("Tandems", 0, Schoolopleider="Otto")
    assert draft.read().faults[0].expected.endswith("Bedoelt u “SO1” (Otto) of “SLB1” (Otto)?")
