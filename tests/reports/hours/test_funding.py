"""Money and law: students counted per vestiging, what a stageschool costs, and students above what the law asks.

The run is that of tests/reports/runs.py: Ans and =1+1 at S1, Cas at S2, training schools of Noord; Dirk at S3, a
stageschool of Zuid. Every figure is worked out by hand.
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from instances.domain.norms import DEFAULT_NORMS, Norm, NormOrigin
from reports.boards.sheets import write_boards
from reports.hours.funding import funded_sites
from reports.hours.sheets import write_hours
from reports.run.bundle import Run
from tests.reports.boards.separation import texts_in
from tests.reports.runs import rows, run, texts

KNOWN = {
    "S1": {"brin": "00XX", "site": "00"},
    "S2": {"brin": "00XX", "site": "01"},
    "S3": {"brin": "00ZZ", "site": "00"},
}


def with_schools(facts: dict[str, dict[str, Any]], **settings: Any) -> Run:
    plain = run()
    schools = {id: replace(one, **facts.get(id, {})) for id, one in plain.instance.schools.items()}
    instance = replace(plain.instance, schools=schools, settings=replace(plain.instance.settings, **settings))
    return replace(plain, instance=instance)


def norms(**over: float) -> dict[Norm, float]:
    return {**DEFAULT_NORMS, **{Norm[name]: value for name, value in over.items()}}


def sheet(made: Run, folder: Path, name: str = "Bekostiging") -> list[dict[str, Any]]:
    write_hours(made, folder / "uren.xlsx")
    return rows(folder / "uren.xlsx", name)


def overview(made: Run, folder: Path) -> str:
    write_hours(made, folder / "uren.xlsx")
    return "\n".join(texts(folder / "uren.xlsx", "Overzicht"))


def test_students_are_counted_per_vestiging_and_the_stageschool_has_its_price(tmp_path: Path) -> None:
    found = sheet(with_schools(KNOWN), tmp_path)
    counted = [
        tuple(row[head] for head in ("BRIN", "Vestiging", "School", "Bestuur", "Op opleidingsschool", "Op stageschool",
                                     "Geteld", "Bedrag (euro)", "Gemist (euro)"))
        for row in found
    ]  # fmt: skip
    assert counted == [
        ("00XX", "00", "S1", "NOORD", 2, 0, 2, 2500, 0),
        ("00XX", "01", "S2", "NOORD", 1, 0, 1, 1250, 0),
        ("00ZZ", "00", "S3", "ZUID", 0, 1, 0, 0, 1250),
        ("Totaal", None, None, None, 3, 1, 3, 3750, 1250),
    ]
    assert [row["Toelichting"] for row in found] == [None, None, "Stageschool: 1 telt niet mee.", None]


def test_schools_of_one_vestiging_count_together(tmp_path: Path) -> None:
    found = sheet(with_schools({**KNOWN, "S2": KNOWN["S1"]}), tmp_path)
    assert [(row["School"], row["Schoolnaam"], row["Geteld"]) for row in found[:1]] == [
        ("S1;S2", "De Eik en De Beuk", 3)
    ]


@pytest.mark.parametrize(
    ("facts", "why"),
    [
        ({}, "Geen BRIN en vestiging: 2 nog niet te tellen."),
        ({"brin": "00XX"}, "Geen vestiging: 2 nog niet te tellen."),
        ({"site": "00"}, "Geen BRIN: 2 nog niet te tellen."),
    ],
)
def test_who_is_not_counted_for_want_of_a_vestiging_is_told_by_name(
    facts: dict[str, str], why: str, tmp_path: Path
) -> None:
    made = with_schools({**KNOWN, "S1": facts})
    row = next(row for row in sheet(made, tmp_path) if row["School"] == "S1")
    assert (row["Op opleidingsschool"], row["Geteld"], row["Toelichting"]) == (2, 0, why)
    assert "tellen deze opleidingsscholen niet mee: De Eik (2). Zie Bekostiging." in overview(made, tmp_path)


def test_before_any_school_has_a_vestiging_the_office_is_asked_for_them(tmp_path: Path) -> None:
    told = overview(with_schools({}), tmp_path)
    assert "Nog niet te tellen: vul op het blad Scholen van uw werkboek BRIN en Vestiging in." in told
    assert "minimum van" not in told


def test_schools_without_a_vestiging_are_never_taken_together() -> None:
    assert [site.schools[0].id for site in funded_sites(with_schools({}))] == ["S1", "S2", "S3"]


def test_every_placed_student_is_in_one_row() -> None:
    sites = funded_sites(with_schools({"S1": KNOWN["S1"], "S3": KNOWN["S1"]}))
    assert sum(site.training + site.other for site in sites) == len(run().placement)
    assert sum(site.counted + site.uncounted for site in sites) == 3


@pytest.mark.parametrize(
    ("minimum", "told"), [(150, "Dat is 147 minder dan het minimum van 150."), (3, "Het minimum is 3."), (0, "")]
)
def test_the_whole_is_put_beside_the_minimum(minimum: float, told: str, tmp_path: Path) -> None:
    made = with_schools(KNOWN, norms=norms(FUNDING_MINIMUM=minimum))
    whole = f"3 studenten tellen mee: 3.750 euro. {told}".strip()
    assert f"{whole} Zie het blad Bekostiging." in overview(made, tmp_path)


def test_the_first_sheet_says_what_a_stageschool_costs(tmp_path: Path) -> None:
    told = overview(with_schools(KNOWN), tmp_path)
    assert "op een stageschool in plaats van een opleidingsschool scheelt 1.250 euro. Nu 1 student: 1.250 euro." in told


def test_without_an_amount_there_are_counts_only(tmp_path: Path) -> None:
    made = with_schools(KNOWN, norms=norms(FUNDING=0))
    assert {(row["Bedrag (euro)"], row["Gemist (euro)"]) for row in sheet(made, tmp_path)} == {(None, None)}
    told = overview(made, tmp_path)
    assert "3 studenten tellen mee." in told
    assert "scheelt" not in told


@pytest.mark.parametrize(
    ("day", "told"),
    [
        ("", "Niet ingevuld (Peildatum bekostiging in Instellingen)"),
        ("1-3-2027", "1 maart 2027, in dit semester"),
        ("1-10-2026", "1 oktober 2026, buiten dit semester: deze telling is niet die van de peildatum."),
    ],
)
def test_the_reference_date_says_whether_this_roster_is_the_count(day: str, told: str, tmp_path: Path) -> None:
    assert told in overview(with_schools(KNOWN, funding_date=day), tmp_path)


def test_the_sheet_of_norms_says_where_the_amount_comes_from_and_since_when(tmp_path: Path) -> None:
    own = {Norm.FUNDING: NormOrigin("Staatscourant 2027", "1-1-2027")}
    found = sheet(with_schools(KNOWN, norms=norms(FUNDING=1300), norm_origins=own), tmp_path, "Normen")
    told = {row["Id"]: (row["Waarde"], row["Bron"], row["Sinds"]) for row in found}
    assert told["N42"] == (1300, "Staatscourant 2027", "1-1-2027")
    assert told["N43"][0] == 150
    assert "nog na te gaan" in told["N43"][1]


def test_the_first_sheet_says_which_figures_were_used_and_where_they_come_from(tmp_path: Path) -> None:
    own = {Norm.FUNDING: NormOrigin("Staatscourant 2027", "1-1-2027")}
    told = overview(with_schools(KNOWN, norms=norms(FUNDING=1300), norm_origins=own), tmp_path)
    assert "1.300 euro per student per schooljaar. Staatscourant 2027. Sinds: 1-1-2027." in told
    assert "nog na te gaan bij DUO. Sinds: 2025, nog na te gaan." in told


def law(facts: dict[str, dict[str, Any]], folder: Path, **settings: Any) -> list[tuple[Any, ...]]:
    heads = ("School", "Leraren", "Vraagt de wet", "Vrij voor studenten", "Geplaatst", "Boven de wet", "Toelichting")
    made = sheet(with_schools(facts, **settings), folder, "Plaatsen volgens de wet")
    return [tuple(row[head] for head in heads) for row in made]


def test_students_above_what_the_law_asks_may_be_refused(tmp_path: Path) -> None:
    """Half of three teachers is one whole place, and S1 has two students; every school offers four places."""
    found = law({"S1": {"teachers": 3}, "S2": {"teachers": 8}, "S3": {"teachers": 20}}, tmp_path)
    assert found == [
        ("S1", 3, 1, 4, 2, 1, "Het bestuur mag er 1 weigeren."),
        ("S2", 8, 4, 4, 1, 0, None),
        ("S3", 20, 10, 4, 1, 0, "Biedt er 6 minder dan de wet vraagt."),
        ("Totaal", 31, 15, 12, 4, 1, None),
    ]
    told = overview(with_schools({"S1": {"teachers": 3}}), tmp_path)
    assert "Boven 50 procent van de groepsleraren mag een bestuur per schooljaar weigeren." in told
    assert "Meer studenten dan dat: De Eik (1)." in told
    names = {school.name for id, school in run().instance.schools.items() if id != "S1"}
    left_out = next(line for line in told.splitlines() if line.startswith("Niet ingevuld, en dus niet in"))
    assert all(name in left_out for name in names)
    assert "De Eik" not in left_out


def test_a_school_of_which_nobody_knows_the_teachers_or_that_is_gone_is_beside_no_law(tmp_path: Path) -> None:
    assert law({"S1": {"teachers": 3, "successor": "S2"}}, tmp_path) == []
    assert law({"S1": {"teachers": 3}}, tmp_path, norms=norms(LEGAL_SHARE=0)) == []


def test_no_board_reads_of_the_money_of_another(tmp_path: Path) -> None:
    write_boards(with_schools(KNOWN), tmp_path)
    for path in sorted(tmp_path.iterdir()):
        assert [text for text in texts_in(path) if "00XX" in text or "00ZZ" in text or "Bekostiging" in text] == []
