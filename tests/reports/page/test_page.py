"""rapport.html: self-contained, accessible, in plain Dutch, with blurred homes."""

from __future__ import annotations

import re
import subprocess
import sys
import zipfile
from dataclasses import replace
from functools import cache
from html.parser import HTMLParser
from itertools import pairwise
from pathlib import Path

import pytest
from markupsafe import escape

from instances.domain.entities import Point
from instances.domain.rulebook import Rule
from instances.domain.solution import Previous, Proof, Status
from instances.tables.setting_rows import SETTINGS
from reports.page.places import homes, journeys, level_of, level_words
from reports.page.travel import far_towns
from reports.page.write import page, write_page
from reports.run.bundle import Run
from tests.builders import rules, school, student, travel
from tests.reports.runs import run

HOME = Point(52.6123456, 4.8123456)


class Outline(HTMLParser):
    """What a reader without eyes is told: headings, elements and their attributes, and what stays open."""

    EMPTY = frozenset({"meta", "br", "rect", "circle", "line", "path", "link", "img"})

    def __init__(self, text: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str]]] = []
        self.open: list[str] = []
        self.wrong: list[str] = []
        self.feed(text)

    def handle_starttag(self, name: str, attributes: list[tuple[str, str | None]]) -> None:
        self.elements.append((name, {key: value or "" for key, value in attributes}))
        if name not in self.EMPTY:
            self.open.append(name)

    def handle_endtag(self, name: str) -> None:
        if name not in self.EMPTY and (not self.open or self.open.pop() != name):
            self.wrong.append(name)

    def handle_startendtag(self, name: str, attributes: list[tuple[str, str | None]]) -> None:
        self.elements.append((name, {key: value or "" for key, value in attributes}))


@cache
def made() -> str:
    return page(run())


@cache
def outline() -> Outline:
    return Outline(made())


def at_home(**over: object) -> Run:
    """Ans and Cas live at HOME, each in a PC4 area unless ``over`` says otherwise."""
    whole = run()
    people = {
        who: replace(one, **{"point": HOME, "postcode": "1812 AB", **over}) if who in ("0011", "0013") else one
        for who, one in whole.instance.students.items()
    }
    return replace(whole, instance=replace(whole.instance, students=people))


def test_nothing_comes_from_outside() -> None:
    assert re.findall(r"https?:|//\w|@import|url\(|<script|<link|<img|<iframe", made()) == []


def test_every_reference_is_within_the_page() -> None:
    links = [value for _, found in outline().elements for key, value in found.items() if key in ("href", "src")]
    ids = {found["id"] for _, found in outline().elements if "id" in found}
    assert links
    assert {link[1:] for link in links if link.startswith("#")} <= ids
    assert all(link.startswith("#") for link in links)


def test_every_id_is_given_once() -> None:
    ids = [found["id"] for _, found in outline().elements if "id" in found]
    assert len(ids) == len(set(ids))


def test_the_page_is_well_formed() -> None:
    assert (outline().wrong, outline().open) == ([], [])


def test_the_page_says_that_it_is_dutch() -> None:
    assert ("html", {"lang": "nl"}) in outline().elements


def test_the_page_says_that_it_is_for_the_office() -> None:
    assert "Alleen voor intern gebruik" in made()


def test_the_headings_go_down_one_step_at_a_time() -> None:
    levels = [int(name[1]) for name, _ in outline().elements if re.fullmatch(r"h[1-6]", name)]
    assert levels[0] == 1
    assert all(later - earlier <= 1 for earlier, later in pairwise(levels))


def test_every_chart_has_a_table() -> None:
    parts = made().split("<figure ")[1:]
    assert parts
    assert all("<table>" in part.split("</figure>")[0] for part in parts)


def test_a_drawing_says_nothing_that_the_words_do_not() -> None:
    assert all(found.get("aria-hidden") == "true" for name, found in outline().elements if name == "svg")


def test_what_scrolls_can_be_reached_by_keyboard_and_has_a_name() -> None:
    boxes = [found for _, found in outline().elements if found.get("class") == "scroll"]
    assert boxes
    assert all(box.get("tabindex") == "0" and box.get("aria-label") for box in boxes)


def test_there_is_a_dark_side_and_a_printed_one() -> None:
    assert "prefers-color-scheme: dark" in made()
    assert "@media print" in made()


def test_a_name_cannot_become_markup() -> None:
    whole = run()
    people = {**whole.instance.students, "0022": replace(whole.instance.students["0022"], name="<b>Evi</b>&")}
    text = page(replace(whole, instance=replace(whole.instance, students=people)))
    assert "<b>Evi" not in text
    assert "&lt;b&gt;Evi&lt;/b&gt;&amp;" in text


def test_the_same_run_gives_the_same_page() -> None:
    assert page(run()) == made()


def test_the_unplaced_are_named_with_the_reason() -> None:
    assert "Evi Eb" in made()
    assert "P3: alle scholen zijn vol" in made()


def test_the_gap_is_told_in_plain_words() -> None:
    # 35 against a bound of 25: 28.6 % at most; the WPA roster has no bound
    assert "meer dan 28,6\u00a0% goedkoper" in made()
    assert "is niet bekend" in made()


def test_every_rule_stands_with_its_source_and_verdict() -> None:
    shown = re.findall(r'<th scope="row">([PA][0-9]+)</th>', made())
    assert shown == list(map(str, Rule))


def test_the_settings_used_stand_on_the_page() -> None:
    assert all(f'<th scope="row">{escape(setting.name)}</th>' in made() for setting in SETTINGS)


def test_a_proposal_stands_with_the_student_it_is_for() -> None:
    assert "Voorstel: een plaats erbij op S1" in page(run(proposals={"0022": "een plaats erbij op S1"}))


def test_the_proven_best_is_called_so() -> None:
    assert "bewezen beste rooster" in page(run(placement_proof=Proof(Status.OPTIMAL, 4, 2, 35)))


def test_the_page_tells_how_long_is_waited_in_all_by_day_and_by_assessor() -> None:
    text = made()
    assert "Wachten: samen 0,7 uur tussen WPA&#39;s van een dag, 0 keer langer dan 90 minuten op één school." in text
    assert "0,7 uur onderweg, 0,7 uur wachten" in text
    assert "SO · 30 min onderweg, 40 min wachten" in text
    assert "1 dag op pad, 30 min reizen, 40 min wachten" in text


def test_without_a_wpa_roster_the_page_is_about_the_placement_alone() -> None:
    text = page(run(assessment=None, assessment_verdict=None, assessment_proof=None, unscheduled={}))
    assert "<h1>Plaatsing</h1>" in text
    assert 'id="dagen"' not in text


def test_an_empty_roster_has_a_page() -> None:
    assert "Er is niemand geplaatst." in page(run(placement={}, assessment={}))


def test_changes_are_listed_with_old_and_new() -> None:
    text = page(run(previous=Previous({"0011": "M2"}, {})))
    # Ans had M2 at De Beuk and has M1 at De Eik; the others and all WPAs are new
    assert "3 keer nieuw geplaatst, 3 keer nieuw ingepland, 1 keer andere school en mentor." in text
    assert "Mo Beuk, De Beuk" in text


def test_no_exact_home_and_no_full_postcode_is_on_the_page() -> None:
    text = page(at_home())
    assert re.findall(r"52[.,]6123|4[.,]8123|1812 ?AB", text) == []


def test_no_care_no_resit_and_no_confidential_reason_is_on_the_page() -> None:
    without_rules = re.sub(r"(?s)<table>\s*<caption>(Regels|Instellingen)</caption>.*?</table>", "", made())
    assert re.findall(r"(?i)zorgstudent|herkansing|twijfel|geheime reden", without_rules) == []


def test_a_home_is_the_middle_of_its_area_about_a_kilometre_round() -> None:
    assert homes(at_home())["0011"] == Point(pytest.approx(52.61), pytest.approx(4.81))  # type: ignore[arg-type]


def test_homes_of_one_area_are_one_dot() -> None:
    found = homes(at_home())
    assert found["0011"] == found["0013"]


def test_a_home_without_a_postcode_becomes_a_cell_of_two_kilometres() -> None:
    found = homes(at_home(postcode=""))["0011"]
    # 52.6123 / 0.03 = 1753.7, so the cell from 52.59 to 52.62
    assert (found.latitude, found.longitude) == (pytest.approx(52.605), pytest.approx(4.815))


def test_every_student_with_a_home_is_on_one_journey() -> None:
    whole = at_home()
    assert sum(one.students for one in journeys(whole, homes(whole))) == 4


def test_a_journey_has_the_class_of_its_minutes() -> None:
    settings = rules(target_travel=45, max_travel=90)
    assert [level_of(minutes, settings) for minutes in (20, 21, 45, 46, 65, 66)] == [0, 1, 1, 2, 2, 3]
    assert level_words(settings)[1] == "21 tot en met 45 min (streef)"


def test_a_school_without_a_known_place_leaves_the_page_whole() -> None:
    whole = run()
    schools = {one: replace(found, point=None) for one, found in whole.instance.schools.items()}
    assert schools
    lost = replace(whole, instance=replace(whole.instance, schools={**schools, "S9": school("S9", "ZUID")}))
    assert 'id="kaart"' not in _page_with_rows(lost)


def _page_with_rows(whole: Run) -> str:
    """With a measured time for every journey, as the reader asks where there are no coordinates."""
    ends = [(one, other) for one in [*whole.instance.students, *whole.instance.trainers, *whole.instance.schools]
            for other in whole.instance.schools if one != other]  # fmt: skip
    rows = tuple(travel(one, other, 10) for one, other in ends)
    return page(replace(whole, instance=replace(whole.instance, travel_rows=rows)))


def test_the_worst_off_are_told_with_what_is_against_them() -> None:
    whole = run()
    people = {**whole.instance.students, "0021": student("0021", year=4, wishes=("S1",), needs=(("rekenen", 1),))}
    text = page(replace(whole, instance=replace(whole.instance, students=people)))
    assert "geen enkele leerbehoefte gedekt (W1); geen school van de eigen lijst (W4)" in text


def test_the_file_is_written_as_utf_8(tmp_path: Path) -> None:
    write_page(run(), tmp_path / "rapport.html")
    assert (tmp_path / "rapport.html").read_bytes().decode("utf-8") == made()


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    """The names of the files in a wheel of the project."""
    folder = tmp_path_factory.mktemp("wheel")
    root = Path(__file__).resolve().parents[3]
    command = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)]
    subprocess.run(command, cwd=root, check=True, capture_output=True)
    return zipfile.ZipFile(next(folder.glob("*.whl"))).namelist()


@pytest.mark.parametrize("name", ["rapport.html", "rapport.css", "parts.html"])
def test_the_templates_travel_in_the_wheel(wheel: list[str], name: str) -> None:
    assert f"reports/page/templates/{name}" in wheel


def test_the_towns_that_are_furthest_come_first() -> None:
    whole = run()
    places = {"S1": "Alkmaar", "S2": "Alkmaar", "S3": "Hoorn"}
    schools = {one: replace(found, place=places[one]) for one, found in whole.instance.schools.items()}
    far = replace(whole.instance, schools=schools, travel_rows=(travel("0021", "S3", 40),))
    # three students to Alkmaar take 5 minutes each, one to Hoorn takes 40
    assert [(bar.name, bar.value) for bar in far_towns(replace(whole, instance=far))] == [
        ("Hoorn", "40 min"), ("Alkmaar", "5 min"),
    ]  # fmt: skip


def test_every_day_of_the_period_leads_to_its_timeline() -> None:
    led = re.findall(r'href="#(dag-[0-9-]+)"', made())
    assert led == ["dag-2027-06-01", "dag-2027-06-02"] == re.findall(r'<ul class="rows" id="([^"]+)"', made())
