"""wpa.xlsx says what stands in the run, in the columns of docs/workbook.md."""

from __future__ import annotations

from datetime import datetime, time
from pathlib import Path

import openpyxl
import pytest

from instances.domain.rulebook import ASSESSMENT_RULES, ASSESSMENT_WISHES, Wish
from instances.domain.solution import Booking, Previous
from reports.assessment.overview import waiting_words
from reports.assessment.sheets import write_assessment
from reports.run.tours import Tour, Wpa
from tests.builders import slot
from tests.reports.runs import ASSESSMENT, rows, run, shown_sheets, texts

SHEETS = [
    "Overzicht", "WPA-rooster", "Niet ingepland", "Per beoordelaar", "Per school", "Per dag", "Werkdruk", "Eerlijkheid",
    "Wijzigingen", "Wie te berichten", "Verantwoording",
]  # fmt: skip
COLUMNS = [
    "Student", "Naam", "Jaar", "Soort", "Bestuur", "School", "Schoolnaam", "Mentor", "Slot", "Datum", "Begin",
    "Eind", "Beoordelaar werkveld", "Naam werkveld", "Beoordelaar opleiding", "Naam opleiding", "Vastgezet",
]  # fmt: skip


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "wpa.xlsx"
    write_assessment(run(), path)
    return path


def test_the_sheets_are_those_of_the_contract(path: Path) -> None:
    assert shown_sheets(path) == SHEETS


def test_the_columns_are_those_of_the_contract(path: Path) -> None:
    assert [cell.value for cell in openpyxl.load_workbook(path)["WPA-rooster"][1]] == COLUMNS


def test_a_row_holds_the_ids_and_real_dates_and_times(path: Path) -> None:
    row = next(row for row in rows(path, "WPA-rooster") if row["Student"] == "0013")
    assert list(row.values()) == [
        "0013", "Cas Cox", 2, "herkansing", "NOORD", "S2", "De Beuk", "M2", "T2", datetime(2027, 6, 1),
        time(11), time(12), "SO2", "Ties Werk", "IO2", "Ilse Ver", "nee",
    ]  # fmt: skip


def test_a_date_is_shown_in_dutch_in_any_excel(path: Path) -> None:
    cell = openpyxl.load_workbook(path)["WPA-rooster"]["J2"]
    assert cell.number_format == "[$-413]ddd d mmm yyyy"


def test_a_due_student_without_a_wpa_is_listed_with_the_reason(path: Path) -> None:
    told = {row["Student"]: row["Reden"] for row in rows(path, "Niet ingepland")}
    assert told == {"0012": "A5: geen tijd op dinsdag", "0022": "niet geplaatst"}


def test_the_day_tour_goes_from_base_along_the_schools_to_base(path: Path) -> None:
    # SO2 on Tuesday: base to S1 is 5 minutes, S1 to S2 is 20, S2 to base is 5
    told = [row for row in rows(path, "Per beoordelaar") if row["Beoordelaar"] == "SO2"]
    assert [(row["Reis heen (min)"], row["Reis terug (min)"], row["Dagtour (min)"]) for row in told] == [
        (5, None, None),
        (20, 5, 30),
    ]


def test_the_workload_stands_against_maximum_and_fair_share(path: Path) -> None:
    # three field seats, maxima 20 and 4: SO2's share is 3 x 4 / 24 = 0.5, rounded up to 1
    row = next(row for row in rows(path, "Werkdruk") if row["Beoordelaar"] == "SO2")
    assert (row["WPA's"], row["Eigen maximum"], row["Eerlijk deel"], row["Boven deel"]) == (2, 4, 1, 1)


def test_the_workload_shows_days_visits_and_minutes(path: Path) -> None:
    row = next(row for row in rows(path, "Werkdruk") if row["Beoordelaar"] == "SO2")
    assert (row["Dagen"], row["Schoolbezoeken"], row["Reizen (min, V1)"], row["Dagtour (min)"]) == (1, 2, 10, 30)


def test_waiting_is_beside_the_journeys_and_adds_up(path: Path) -> None:
    # SO2 on Tuesday: from 10:00 to 11:00 less 20 minutes on the road; SO1 has one WPA
    told = {row["Beoordelaar"]: row["Wachten"] for row in rows(path, "Werkdruk")}
    assert told == {"SO1": 0, "SO2": 40, "IO1": 0, "IO2": 0}
    each = [row["Wachten"] for row in rows(path, "Per beoordelaar") if row["Beoordelaar"] == "SO2"]
    assert each == [None, 40]


def test_the_heading_of_a_day_tells_the_waiting_only_where_there_is_some(path: Path) -> None:
    headings = [line for line in texts(path, "Per beoordelaar") if "min reizen" in line]
    assert [line.partition("min reizen")[2] for line in headings] == ["", " · 40 min wachten", "", ""]


def test_the_overview_tells_the_waiting(path: Path) -> None:
    assert "samen 0,7 uur tussen WPA's van een dag, 0 keer langer dan 90 minuten op één school" in texts(
        path, "Overzicht"
    )


@pytest.mark.parametrize(("begin", "schools", "often"), [("11:30", ("S1", "S1"), 0), ("11:31", ("S1", "S1"), 1),
                                                         ("13:00", ("S1", "S2"), 0)])  # fmt: skip
def test_over_ninety_minutes_at_one_school_are_counted(begin: str, schools: tuple[str, str], often: int) -> None:
    given = run()
    students, places = given.instance.students, given.instance.schools
    times = (slot("T1"), slot("T2", begin=begin, end="14:00"))
    wpas = tuple(
        Wpa(students["0011"], Booking(time.id, "SO2"), time, places[school], "M1")
        for time, school in zip(times, schools, strict=True)
    )
    tour = Tour(given.instance, given.instance.trainers["SO2"], wpas)
    assert (tour.long_waits_at_a_school, f"{often} keer langer dan 90" in waiting_words([tour])) == (often, True)


def test_an_assessor_without_a_wpa_is_in_the_workload(path: Path) -> None:
    assert {row["Beoordelaar"] for row in rows(path, "Werkdruk")} == {"SO1", "SO2", "IO1", "IO2"}


def test_the_days_are_in_order_of_time(path: Path) -> None:
    assert [row["Student"] for row in rows(path, "Per dag") if row["Eind"]] == ["0011", "0013", "0021"]


def test_the_schools_are_together(path: Path) -> None:
    assert [row["School"] for row in rows(path, "Per school") if row["Eind"]] == ["S2", "S1", "S3"]


def test_every_kind_of_change_is_told(tmp_path: Path) -> None:
    before = {
        "0011": Booking("T2", "SO2"),
        "0012": Booking("T3", "SO1"),
        "0013": Booking("T2", "SO2", "IO1"),
        "gone": Booking("T1", "SO1"),
    }
    write_assessment(run(previous=Previous(assessment=before)), tmp_path / "w.xlsx")
    assert {row["Student"]: row["Wat"] for row in rows(tmp_path / "w.xlsx", "Wijzigingen")} == {
        "0011": "andere tijd",
        "0012": "niet meer ingepland",
        "0013": "andere beoordelaar",
        "0021": "nieuw ingepland",
        "gone": "niet meer in het werkboek",
    }


def test_an_unchanged_roster_has_no_changes(tmp_path: Path) -> None:
    write_assessment(run(previous=Previous(assessment=ASSESSMENT)), tmp_path / "w.xlsx")
    assert rows(tmp_path / "w.xlsx", "Wijzigingen") == []


def test_every_rule_and_wish_is_accounted_for(path: Path) -> None:
    told = [row["Id"] for row in rows(path, "Verantwoording") if row["Id"]]
    assert told == [*ASSESSMENT_RULES, *(wish for wish in ASSESSMENT_WISHES if wish is not Wish.V7)]


def test_the_overview_does_not_claim_an_unproven_count(path: Path) -> None:
    expected = "3 van 5 WPA's. Niet bewezen dat dit het hoogste aantal is; zeker niet meer dan 4."
    assert expected in texts(path, "Overzicht")


def test_the_overview_counts_what_separation_costs(tmp_path: Path) -> None:
    # IO1 guides S1, so it is the student's own IO there
    write_assessment(run(assessment={"0011": Booking("T1", "SO2", "IO1")}), tmp_path / "w.xlsx")
    cells = texts(tmp_path / "w.xlsx", "Overzicht")
    start = len(cells) - 1 - cells[::-1].index("Schoolopleider")
    assert cells[start : start + 8] == [
        "Schoolopleider", "verboden", "1", "0", "Instituutsopleider", "verboden", "1", "1",
    ]  # fmt: skip


def test_a_run_without_a_wpa_roster_writes_no_file(tmp_path: Path) -> None:
    bare = run(assessment=None, assessment_verdict=None, assessment_proof=None)
    with pytest.raises(ValueError, match="no WPA roster"):
        write_assessment(bare, tmp_path / "wpa.xlsx")


def test_the_same_roster_gives_the_same_bytes(tmp_path: Path, path: Path) -> None:
    write_assessment(run(), tmp_path / "again.xlsx")
    assert (tmp_path / "again.xlsx").read_bytes() == path.read_bytes()
