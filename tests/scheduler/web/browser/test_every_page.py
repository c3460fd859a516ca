"""Every page for everyone: no serious fault that axe-core finds, a focus that is seen, no motion, no width too many.

The strict policy stays on: axe is put into the page by the browser's own debugger, as its author advises.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from scheduler.web.dossier.dossiers import Dossiers
from scheduler.web.dossier.jobs import JobStore
from scheduler.web.dossier.records import JobOutcome
from scheduler.web.jobs.order import Verb, WebOrder
from tests.scheduler.web.browser.window import let_in, served
from tests.scheduler.web.intake.conftest import with_cells

AXE = (Path(__file__).parent / "vendor" / "axe.min.js").read_text(encoding="utf-8")
BAD = ("serious", "critical")
LOOKS = ("color-contrast", "target-size", "scrollable-region-focusable", "link-in-text-block")
FAULTS = {"Scholen!C2": "B0l", "Mentoren!C5": "de school", "Studenten!D3": "acht", "Studenten!S4": "misschien"}
SEEN = {  # what must be there before a page is judged, and a click that comes before
    "/werkboek?fouten": ("#blad table", ""),
    "/plaatsing": ("#keuzes:has-text('Kost')", "#tabel[data-klaar] .tabulator-row"),
    "/wpa": ("#paneel select[name=slot]", ".wpa-lijst button"),
    "/wijziging/2": ("button:has-text('Neem over')", ""),
    "/wpa?beeld=school": ("#tijdlijn[data-klaar]", ""),
}
PAGES = (
    "",
    "/werkboek",
    "/uitvraag",
    "/volgend",
    "/instellingen",
    "/maken",
    "/maken/1",
    "/plaatsing",
    "/kolommen",
    "/wijziging",
    "/wijziging/nieuw/mentor-ziek",
    "/wijziging/2",
    "/wpa",
    "/wpa?beeld=school",
    "/wpa?beeld=lijst&periode=week",
    "/wpa/afdruk",
    "/versturen",
    "/versies",
    "/versies/vergelijk?een=1&ander=2",
    "/bestaat-niet",
)


@pytest.fixture(scope="module")
def two_dossiers(made: tuple[Path, str], tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, str, str]]:
    """The address of a window, a dossier with two rosters, and one with faults in its workbook."""
    folder = tmp_path_factory.mktemp("bladzijden")
    source, id = made
    shutil.copytree(source / id, folder / "dossiers" / id)
    whole = Dossiers(folder / "dossiers").open(id)
    workbook, roster = whole.workbook, whole.roster
    assert workbook is not None
    assert roster is not None
    again = whole.new_roster_folder()
    shutil.copytree(roster.folder, again, dirs_exist_ok=True)
    other = whole.add_roster(again, workbook.id, "", "nog eens gemaakt")
    previous = roster.folder.relative_to(whole.folder).as_posix()
    waits = WebOrder(Verb.REPLAN, "", "", 5, previous=previous, with_workbook=True, at_head=False, why="Mentor ziek")
    jobs = JobStore(whole)
    assert jobs.add(waits.as_json(), workbook.id, "") == 2
    jobs.started(2)
    jobs.ended(2, JobOutcome.DONE, 0, other)
    faulty = Dossiers(folder / "dossiers").create("2026-2027 S1")
    faulty.add_workbook(with_cells(workbook.path, folder / "fout.xlsx", FAULTS), "fout.xlsx", "", "ingebracht")
    with served(folder / "dossiers") as address:
        yield address, f"/d/{id}", f"/d/{faulty.id}"


def faults_of(page: Page, only: tuple[str, ...] = ()) -> list[str]:
    """What axe finds that is serious or worse: the rule, and the parts of the page."""
    page.evaluate(AXE)
    asked = {"resultTypes": ["violations"], **({"runOnly": list(only)} if only else {})}
    found: dict[str, Any] = page.evaluate("asked => axe.run(document, asked)", asked)
    return [
        f"{one['id']} ({one['help']}): {node['html'][:160]} – {node['failureSummary']}"
        for one in found["violations"]
        if one["impact"] in BAD
        for node in one["nodes"][:3]
    ]


UNSEEN = """() => {
  const all = [...document.querySelectorAll("a, button, input, select, textarea, summary, [tabindex='0']")];
  return all.filter((one) => one.checkVisibility() && one.type !== "hidden").filter((one) => {
    one.focus();
    const style = getComputedStyle(one);
    return document.activeElement === one && (style.outlineStyle === "none" || parseFloat(style.outlineWidth) < 2);
  }).map((one) => one.outerHTML.slice(0, 120));
}"""
MOVING = """() => [...document.querySelectorAll("*")].filter((one) => {
  const style = getComputedStyle(one);
  return style.animationName !== "none" || style.transitionDuration.split(",").some((time) => parseFloat(time) > 0);
}).map((one) => one.outerHTML.slice(0, 120))"""


@pytest.mark.parametrize(
    ("scheme", "widths", "rules"),
    [("light", (1920, 1280), ()), ("dark", (390,), LOOKS)],  # the words of a page are the same in the dark
    ids=["light", "dark"],
)
def test_every_page_is_for_everyone(
    chromium: Browser,
    two_dossiers: tuple[str, str, str],
    scheme: Any,
    widths: tuple[int, ...],
    rules: tuple[str, ...],
) -> None:
    address, whole, faulty = two_dossiers
    wrong: dict[str, list[str]] = {}
    with let_in(chromium, address, refused="404", color_scheme=scheme, reduced_motion="reduce") as context:
        [page] = context.pages
        everything = [("", ""), *((whole, path) for path in PAGES), (faulty, ""), (faulty, "/werkboek?fouten")]
        for dossier, path in everything:
            page.goto(f"{address}{dossier}{path}")
            seen, clicked = SEEN.get(path, ("", ""))
            if clicked:
                page.locator(clicked).first.click()
            if seen:
                page.wait_for_selector(seen)
            found = wrong[f"{dossier}{path}"] = []
            for width in widths:
                page.set_viewport_size({"width": width, "height": 1000})
                if page.evaluate("document.documentElement.scrollWidth") > width:
                    found.append(f"wider than {width}")
            found += faults_of(page, rules)
            found += [f"moves: {one}" for one in page.evaluate(MOVING)]
            page.keyboard.press("Tab")  # from here on the browser shows the focus, as for who has no mouse
            found += [f"focus not seen: {one}" for one in page.evaluate(UNSEEN)]
    assert {path: found for path, found in wrong.items() if found} == {}
