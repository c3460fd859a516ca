"""Letters: one for each student and for each mentor, ready to merge, and nothing in them that is nobody's business."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from reports.placement.letters import write_letters
from reports.run.bundle import Run
from tests.builders import duo
from tests.reports.boards.separation import forbidden_words, texts_in
from tests.reports.runs import SECRETS, rows, run


def letters(run: Run, folder: Path, file: str = "studenten.xlsx") -> list[dict[str, Any]]:
    write_letters(run, folder)
    return rows(folder / file, "Brieven")


def of(run: Run, folder: Path, name: str, file: str = "studenten.xlsx") -> dict[str, Any]:
    return next(row for row in letters(run, folder, file) if row["Naam"] == name)


def with_instance(**over: Any) -> Run:
    return replace(run(), instance=replace(run().instance, **over))


def without_wpas() -> Run:
    return replace(run(), assessment=None, assessment_verdict=None, assessment_proof=None)


def test_every_placed_student_gets_a_letter(tmp_path: Path) -> None:
    assert {row["Student"] for row in letters(run(), tmp_path)} == {"0011", "0012", "0013", "0021"}


def test_a_mentor_with_two_students_gets_one_letter_that_names_both(tmp_path: Path) -> None:
    found = [row for row in letters(run(), tmp_path, "mentoren.xlsx") if row["Mentor"] == "M1"]
    assert [row["Studenten"] for row in found] == ["=1+1, jaar 1, op dinsdag\nAns Aal, jaar 2, op dinsdag"]


def test_a_mentor_without_students_gets_none(tmp_path: Path) -> None:
    only = run(placement={"0021": "M3"}, assessment={})
    assert [row["Mentor"] for row in letters(only, tmp_path, "mentoren.xlsx")] == ["M3"]


@pytest.mark.parametrize(
    "sentence",
    [
        "In semester 2026-2027 S2 loopt u stage op De Beuk. Uw stagedag is dinsdag. Uw mentor is Mo Beuk van groep 3.",
        "Aan het begin van het semester is het startgesprek",
        "begeleid door schoolopleider Sia Oost en instituutsopleider Ina Inst.",
        "Uw werkplekassessment (WPA) is op dinsdag 1 juni 2027 van 11.00 tot 12.00 uur, "
        "afgenomen door Ties Werk en Ilse Ver.",
    ],
)  # fmt: skip
def test_a_student_reads_where_with_whom_and_when(sentence: str, tmp_path: Path) -> None:
    assert sentence in of(run(), tmp_path, "Cas Cox")["Brieftekst"]


@pytest.mark.parametrize(
    "sentence",
    [
        "In semester 2026-2027 S2 komen deze studenten bij u in groep 3 van De Eik:\n- =1+1, jaar 1, op dinsdag\n",
        "- Ans Aal: dinsdag 1 juni 2027 van 09.00 tot 10.00 uur, afgenomen door Ties Werk",
        "De studenten worden ook begeleid door schoolopleider Sia Oost",
    ],
)
def test_a_mentor_reads_who_comes_and_when_the_wpa_is(sentence: str, tmp_path: Path) -> None:
    assert sentence in of(run(), tmp_path, "Mia Eik", "mentoren.xlsx")["Brieftekst"]


def test_one_student_is_not_called_students(tmp_path: Path) -> None:
    letter = of(run(), tmp_path, "Mo Beuk", "mentoren.xlsx")["Brieftekst"]
    assert "komt deze student bij u" in letter
    assert "studenten" not in letter


@pytest.mark.parametrize("file", ["studenten.xlsx", "mentoren.xlsx"])
def test_before_the_wpas_are_planned_no_letter_speaks_of_one(file: str, tmp_path: Path) -> None:
    assert [row for row in letters(without_wpas(), tmp_path, file) if "WPA" in row["Brieftekst"] or row["WPA"]] == []


def test_at_a_school_without_a_tandem_no_letter_speaks_of_one(tmp_path: Path) -> None:
    assert "begeleid door" not in of(run(), tmp_path, "Dirk Das")["Brieftekst"]


def test_the_office_may_say_when_the_start_talk_is(tmp_path: Path) -> None:
    settings = replace(run().instance.settings, start_talk="op Goede Vrijdag om 9.00 uur")
    row = of(with_instance(settings=settings), tmp_path, "Ans Aal")
    assert row["Startgesprek"] == "op Goede Vrijdag om 9.00 uur"
    assert "Op Goede Vrijdag om 9.00 uur is het startgesprek" in row["Brieftekst"]


def test_the_tandem_comes_with_its_e_mail(tmp_path: Path) -> None:
    trainers = {**run().instance.trainers, "SO1": replace(run().instance.trainers["SO1"], email="sia@school.example")}
    row = of(with_instance(trainers=trainers), tmp_path, "Ans Aal")
    assert row["E-mail schoolopleider"] == "sia@school.example"
    assert "schoolopleider Sia Oost (sia@school.example) en" in row["Brieftekst"]


def test_a_shared_class_is_named(tmp_path: Path) -> None:
    one, other = duo(run().instance.mentors["M1"], replace(run().instance.mentors["M2"], id="M9", school="S1"))
    mentors = {**run().instance.mentors, "M1": one, "M9": other}
    assert (
        "Mia Eik van groep 3, die de klas deelt met Mo Beuk."
        in of(with_instance(mentors=mentors), tmp_path, "Ans Aal")["Brieftekst"]
    )


def test_the_place_of_the_school_stands_in_the_letter(tmp_path: Path) -> None:
    schools = {
        **run().instance.schools,
        "S1": replace(run().instance.schools["S1"], postcode="1811 AA", place="Alkmaar"),
    }
    assert "op De Eik (1811 AA Alkmaar)." in of(with_instance(schools=schools), tmp_path, "Ans Aal")["Brieftekst"]


def test_a_named_plg_stands_in_the_letter_and_a_code_does_not(tmp_path: Path) -> None:
    schools = {**run().instance.schools, "S1": replace(run().instance.schools["S1"], plg="PLG Noord")}
    found = letters(with_instance(schools=schools), tmp_path)
    told = {row["Naam"]: "De PLG-locatie is PLG Noord." in row["Brieftekst"] for row in found}
    assert (told["Ans Aal"], told["Cas Cox"]) == (True, False)
    assert [row for row in found if "TA1" in row["Brieftekst"]] == []


@pytest.mark.parametrize("file", ["studenten.xlsx", "mentoren.xlsx"])
def test_a_letter_tells_no_secret(file: str, tmp_path: Path) -> None:
    write_letters(run(), tmp_path)
    texts = texts_in(tmp_path / file)
    assert forbidden_words(texts, ("Postcode",)) == []
    assert [text for text in texts for secret in SECRETS if secret in text] == []


def test_a_mentor_reads_nothing_of_anothers_student(tmp_path: Path) -> None:
    assert "Cas Cox" not in of(run(), tmp_path, "Mia Eik", "mentoren.xlsx")["Brieftekst"]


def test_care_resit_and_needs_change_no_byte_of_a_letter(tmp_path: Path) -> None:
    plain = {who: replace(s, care=False, needs=(), wpa_kind="regulier") for who, s in run().instance.students.items()}
    write_letters(run(), tmp_path / "with")
    write_letters(with_instance(students=plain), tmp_path / "without")
    for file in ("studenten.xlsx", "mentoren.xlsx"):
        assert (tmp_path / "with" / file).read_bytes() == (tmp_path / "without" / file).read_bytes()


def test_the_letters_are_the_only_sheet_so_that_mail_merge_finds_them(tmp_path: Path) -> None:
    write_letters(run(), tmp_path)
    assert openpyxl.load_workbook(tmp_path / "mentoren.xlsx").sheetnames == ["Brieven"]


def named(kind: str, **call_names: str) -> Run:
    """The run in which people of a kind have call names."""
    people = getattr(run().instance, kind)
    return with_instance(
        **{kind: {id: replace(one, call_name=call_names.get(f"x{id}", "")) for id, one in people.items()}}
    )


def test_a_salutation_is_by_the_call_name_where_there_is_one(tmp_path: Path) -> None:
    found = letters(named("students", x0011="Annie"), tmp_path)
    assert {row["Student"]: row["Aanhef"] for row in found if row["Student"] != "0012"} == {
        "0011": "Beste Annie,", "0013": "Beste Cas Cox,", "0021": "Beste Dirk Das,"
    }  # fmt: skip
    mentors = letters(named("mentors", xM1="Mies"), tmp_path, "mentoren.xlsx")
    assert [row["Aanhef"] for row in mentors] == ["Beste Mies,", "Beste Mo Beuk,", "Beste Max Zee,"]


def test_a_call_name_stands_in_no_letter_but_the_own_salutation(tmp_path: Path) -> None:
    for file in ("studenten.xlsx", "mentoren.xlsx"):
        found = letters(named("students", x0011="Annie"), tmp_path, file)
        holding = [(head, row) for row in found for head, text in row.items() if "Annie" in str(text)]
        assert [(head, row["Student"]) for head, row in holding] == ([("Aanhef", "0011")] if file[0] == "s" else [])


def test_the_address_of_the_school_is_in_the_letter(tmp_path: Path) -> None:
    schools = run().instance.schools
    eik = replace(schools["S1"], address="Dorpsstraat 1", postcode="1787WZ", place="Julianadorp")
    found = of(with_instance(schools={**schools, "S1": eik}), tmp_path, "Ans Aal")
    assert (found["Adres"], found["Postcode"], found["Plaats"]) == ("Dorpsstraat 1", "1787 WZ", "Julianadorp")
    assert "stage op De Eik (Dorpsstraat 1, 1787 WZ Julianadorp)." in found["Brieftekst"]
