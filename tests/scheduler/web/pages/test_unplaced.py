"""A student without a place: why, and changes that help as buttons; never undoing what was just entered."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from instances.domain.entities import Role
from instances.edits.edit import CellEdit
from instances.tables.columns import SCHOOLS
from models.search.control import Control
from reports.workbook.semester import write_semester
from scheduler.repairs.run import NOT_YET, NOTHING
from scheduler.web.changes.choosing import change_and_replan
from scheduler.web.changes.unplaced import offers
from scheduler.web.dossier.dossiers import Dossiers
from scheduler.web.dossier.records import JobOutcome
from scheduler.web.jobs.adopt import adopt
from scheduler.web.jobs.order import Verb
from scheduler.web.jobs.queue import JobQueue
from tests import builders as b
from tests.scheduler.web.office import Office, make_rosters, office_of, until


@pytest.fixture(scope="module")
def full(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    """One place, and two students."""
    root = tmp_path_factory.mktemp("vol")
    instance = b.semester(
        b.board(), b.school("S1", places=1), b.mentor("M1"), b.mentor("M2"), b.student("ST1"), b.student("ST2"),
        b.trainer("SO1"), b.trainer("IO1", Role.IO), b.tandem(),
    )  # fmt: skip
    write_semester(instance, root / "semester.xlsx")
    return root, make_rosters(root, root / "semester.xlsx", Verb.PLACE)


@pytest.fixture
def crowded(full: tuple[Path, str], tmp_path: Path) -> Iterator[Office]:
    with office_of(*full, tmp_path / "dossiers") as found:
        yield found


def left_out(office: Office) -> str:
    [student] = [id for id in office.instance.students if id not in office.held.placement]
    return student


def test_it_says_why_and_a_proposal_is_a_button_that_places_the_student(crowded: Office) -> None:
    student, before = left_out(crowded), crowded.heads
    page = crowded.page(f"/plaatsing/{student}")
    assert "Waarom geen plek?" in page
    assert "maar bij geen is plaats" in page
    offered = crowded.page(f"/plaatsing/{student}/voorstellen")
    number, text = (
        html.unescape(re.search(rf'name="{name}" value="([^"]*)"', offered).group(1))  # type: ignore[union-attr]
        for name in ("number", "text")
    )
    job = crowded.ordered(f"/plaatsing/{student}/voorstel", number=number, text=text)
    assert job.outcome is JobOutcome.DONE
    assert student in crowded.held.placement
    assert crowded.heads == (before[0] + 1, before[1] + 1)
    crowded.post("/ongedaan")
    assert crowded.heads == before


def test_a_proposal_that_is_no_longer_there_changes_nothing(crowded: Office) -> None:
    student, before = left_out(crowded), crowded.heads
    assert "Intussen" in crowded.post(f"/plaatsing/{student}/voorstel", number=7, text="iets")
    found = offers(crowded.dossier, crowded.held, student).found
    assert found
    assert "Intussen" in crowded.post(f"/plaatsing/{student}/voorstel", number=found[0].number, text="iets anders")
    assert crowded.heads == before


def test_what_was_just_entered_is_never_proposed_to_be_undone(crowded: Office) -> None:
    """Two places, and then one place less: the places of the school are what the office has just changed."""
    queue = JobQueue(Dossiers(crowded.dossier.folder.parent), adopt)  # asks only: the window carries out
    for most in (2, 1):
        edits = (CellEdit.of(SCHOOLS, "S1", SCHOOLS.PLACES, most),)
        change_and_replan(crowded.dossier, queue, edits, "", "andere ruimte", at_head=True)
        wanted = crowded.heads[1] + 1
        until(lambda wanted=wanted: crowded.heads[1] == wanted)  # type: ignore[misc]
    student = left_out(crowded)
    found = offers(crowded.dossier, crowded.held, student)
    changed = {edit.place for one in crowded.held.proposed[student] for edit in one.edits}
    assert ("Scholen", "S1", SCHOOLS.PLACES.header) in changed  # it was found, and kept back
    shown = {edit.place for one in found.found for edit in crowded.held.proposed[student][one.number].edits}
    assert ("Scholen", "S1", SCHOOLS.PLACES.header) not in shown
    assert found.only_undoing is not bool(found.found)


def test_after_a_choice_it_is_told_that_help_was_not_sought_and_where_it_is(crowded: Office) -> None:
    """The page of the outcome said that nothing helps, and the panel of the student named two changes that do."""
    student, [(other, now)] = left_out(crowded), crowded.held.placement.items()
    mentor = next(one for one in crowded.instance.mentors if one != now)
    job = crowded.ordered(f"/plaatsing/{other}/kies", mentor=mentor, roster=crowded.heads[1])
    page = crowded.page(f"/maken/{job.id}")
    assert student in page
    assert NOT_YET in page
    assert NOTHING not in page
    assert f"/d/{crowded.dossier.id}/plaatsing?zonder" in page
    assert "Wijzig het werkboek" in crowded.page(f"/plaatsing/{student}/voorstellen")


def test_where_time_was_up_it_is_not_told_that_nothing_helps(crowded: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    student = left_out(crowded)
    with monkeypatch.context() as no_time:
        no_time.setattr("scheduler.web.changes.unplaced.control", lambda _: Control(0.0))
        page = crowded.page(f"/plaatsing/{student}/voorstellen")
        assert "is nog niets gevonden dat helpt" in page
        assert "Zoek opnieuw" in page
        assert NOTHING not in page
    assert "Wijzig het werkboek" in crowded.page(f"/plaatsing/{student}/voorstellen")
