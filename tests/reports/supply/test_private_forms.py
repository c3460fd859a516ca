"""A form holds its own board or trainer and nobody else: every byte of it, the hidden sheets too."""

from __future__ import annotations

import re
import zipfile
from pathlib import Path

import openpyxl
import pytest

from instances.domain.instance import Instance
from instances.sample.generate import generate
from reports.workbook.semester import write_semester
from scheduler.workflows.supply import Forms, write_forms
from tests.reports.boards.separation import leaks, texts_in
from tests.scheduler.workflows.supply.asking import Round, draft, intake

Written = tuple[Instance, Forms]


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> Written:
    """The forms of a sample of three boards."""
    folder = tmp_path_factory.mktemp("vormen")
    instance = generate("bestuur")
    write_semester(instance, folder / "semester.xlsx")
    return instance, write_forms(intake(folder / "semester.xlsx"), folder / "uit")


def all_people(instance: Instance) -> set[str]:
    people = (*instance.students.values(), *instance.mentors.values(), *instance.trainers.values())
    return {text for who in people for text in (who.id, who.name)} | {
        text for each in (*instance.students.values(), *instance.trainers.values()) for text in (each.email,) if text
    }


def places(instance: Instance) -> set[str]:
    return {text for one in (*instance.schools.values(), *instance.boards.values()) for text in (one.id, one.name)}


def test_a_boards_form_names_nobody_else(written: Written) -> None:
    instance, forms = written
    for board, path in forms.boards.items():
        schools = {school.id for school in instance.schools.values() if school.board == board}
        mentors = [mentor for mentor in instance.mentors.values() if mentor.school in schools]
        own = {text for mentor in mentors for text in (mentor.id, mentor.name)}
        own |= {instance.boards[board].name, board}
        own |= {text for id in schools for text in (id, instance.schools[id].name)}
        texts = texts_in(path)
        assert leaks(texts, (all_people(instance) | places(instance)) - own) == []
        assert leaks(texts, {mentors[0].name}) == [mentors[0].name]


def test_a_trainers_form_names_nobody_else(written: Written) -> None:
    instance, forms = written
    for id, path in forms.trainers.items():
        who = instance.trainers[id]
        texts = texts_in(path)
        assert leaks(texts, (all_people(instance) | places(instance)) - {who.name, id}) == []
        assert leaks(texts, {who.name}) == [who.name]


def test_no_form_names_a_student_in_any_byte(written: Written) -> None:
    instance, forms = written
    for path in (*forms.boards.values(), *forms.trainers.values()):
        with zipfile.ZipFile(path) as archive:
            raw = b"\n".join(archive.read(part) for part in archive.namelist()).decode("utf-8")
        words = set(re.findall(r"\w+", raw))
        assert [one.id for one in instance.students.values() if one.id in words or one.name in raw] == []


def test_only_the_answers_can_be_changed(written: Written) -> None:
    _, forms = written
    path = next(iter(forms.boards.values()))
    book = openpyxl.load_workbook(path)
    assert all(sheet.protection.sheet for sheet in book)
    assert [sheet.title for sheet in book if sheet.sheet_state == "veryHidden"] == ["Plaatswijzer", "Uitgevraagd"]
    schools = book["Scholen"]
    heads = {cell.value: cell.column for cell in schools[2]}
    locked = {head: schools.cell(3, at).protection.locked for head, at in heads.items()}
    assert [head for head, is_locked in locked.items() if is_locked] == ["Schoolnaam", "Code"]
    assert all(cell.protection.locked for cell in schools[2])
    assert len(schools.data_validations.dataValidation) >= 5


def test_the_address_to_return_to_stands_in_the_form(tmp_path: Path) -> None:
    made = draft(tmp_path)
    made.add("Instellingen", {"Instelling": "Antwoorden naar", "Waarde": "stage@opleiding.example"})
    asked = Round.begin(made.write(), tmp_path / "uit")
    for path in (asked.board(), asked.trainer()):
        values = [str(cell) for row in openpyxl.load_workbook(path)["Begin hier"].values for cell in row]
        assert any("stuur het naar stage@opleiding.example." in value for value in values)
