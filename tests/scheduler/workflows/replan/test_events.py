"""``herplan``: after one event only what must changes, and nothing that undoes it is proposed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from instances.domain.entities import MentorTraining
from instances.domain.instance import Instance
from scheduler.repairs.run import NOTHING_ELSE
from tests.builders import mentor, student
from tests.reports.runs import rows
from tests.scheduler.running import small
from tests.scheduler.workflows.replan.replanned import mentors, told, workbook


def proposals(folder: Path) -> str:
    left_out = rows(folder.parent / "nieuw" / "plaatsing.xlsx", "Niet geplaatst")
    assert len(left_out) == 1
    return str(left_out[0]["Voorstel"])


def test_without_a_change_everything_stays(folder: Path, replan: Callable[[Instance], tuple[int, str]]) -> None:
    code, output = replan(workbook())
    assert (code, mentors(folder.parent / "nieuw")) == (0, mentors(folder))
    assert "Niemand hoeft bericht te krijgen van" in output


def test_an_ill_mentor_moves_one_student_with_proof(
    folder: Path, replan: Callable[[Instance], tuple[int, str]]
) -> None:
    ill = mentors(folder)["ST1"]
    now = workbook()
    code, output = replan(replace(now, mentors={**now.mentors, ill: replace(now.mentors[ill], available=False)}))
    assert (code, "Plaatsing gewijzigd: 1 student; minder kan niet, bewezen." in output) == (0, True)
    assert f"Mentoren (1 gewijzigd: {ill})" in output


def test_the_changes_are_kept_with_their_proof(folder: Path, replan: Callable[[Instance], tuple[int, str]]) -> None:
    replan(workbook())
    found = told(folder.parent / "nieuw")
    assert (found["gewijzigd"], found["gewijzigd_min"], found["gewijzigd_bewezen"]) == (0, 0, True)


def test_a_late_student_gets_the_free_mentor(folder: Path, replan: Callable[[Instance], tuple[int, str]]) -> None:
    replan(small(mentor("M3"), student("ST3")))
    found = mentors(folder.parent / "nieuw")
    assert {who: found[who] for who in ("ST1", "ST2")} == mentors(folder)
    assert "ST3" in found


def test_a_student_who_stops_frees_the_mentor_and_is_told(
    folder: Path, replan: Callable[[Instance], tuple[int, str]]
) -> None:
    now = workbook()
    code, output = replan(replace(now, students={"ST2": now.students["ST2"]}))
    assert (code, "niet meer in het werkboek" in output) == (0, True)


def test_who_loses_the_place_reads_what_would_give_one(
    folder: Path, replan: Callable[[Instance], tuple[int, str]]
) -> None:
    now = small(mentor("M3"), mentor("M4", training=MentorTraining.NO))
    away = {who: replace(now.mentors[who], available=False) for who in ("M2", "M3")}
    code, output = replan(replace(now, mentors={**now.mentors, **away}))
    assert code == 1
    assert "1 student meer geplaatst" in output


def test_nobody_proposes_to_make_the_ill_mentor_available(
    folder: Path, replan: Callable[[Instance], tuple[int, str]]
) -> None:
    now = workbook()
    away = {who: replace(now.mentors[who], available=False) for who in ("M2", "M3")}
    code, output = replan(replace(now, mentors={**now.mentors, **away}))
    assert code == 1
    assert "beschikbaar" not in proposals(folder).casefold()
    assert "beschikbaar:" not in output.casefold()


def test_nobody_proposes_to_undo_places_that_were_just_taken_away(
    folder: Path, replan: Callable[[Instance], tuple[int, str]]
) -> None:
    now = workbook()
    code, _ = replan(replace(now, schools={"S1": replace(now.schools["S1"], places=1)}))
    assert code == 1
    assert proposals(folder) == NOTHING_ELSE
