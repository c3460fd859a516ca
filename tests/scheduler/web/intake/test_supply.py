"""The round of asking in the window: forms and e-mails out, answers kept, taken over in one step that can be undone."""

from __future__ import annotations

import hashlib
import io
import zipfile
from email import message_from_bytes
from email.policy import default
from pathlib import Path
from urllib.parse import unquote

import pytest
from httpx2 import Response

from scheduler.runtime.dossier_files import ANSWERS
from scheduler.web.tasks.held import NO_ROSTER
from scheduler.web.tasks.reading import look
from scheduler.web.tasks.todo import to_do
from scheduler.web.tasks.year.kept_answers import NO_ANSWER, OTHER_KIND
from scheduler.web.tasks.year.supply import MEANWHILE, NOBODY, NOTHING_NEW, SupplyRound
from tests.scheduler.web.intake.window import HEADERS, OwnPages
from tests.scheduler.workflows.supply.asking import Filled


@pytest.fixture
def asked(pages: OwnPages, sample: Path) -> OwnPages:
    pages.bring_in(sample)
    return pages


def fetched(pages: OwnPages, path: str, **data: str) -> Response:
    return pages.client.post(f"{pages.base}/uitvraag/{path}", data=data, headers=HEADERS)


def forms_of(pages: OwnPages, folder: Path) -> dict[str, Path]:
    """Code of each board to its form."""
    with zipfile.ZipFile(io.BytesIO(fetched(pages, "formulieren").content)) as archive:
        archive.extractall(folder)
    return {path.name.partition(" ")[0]: path for path in (folder / "besturen").iterdir()}


def taken_over(pages: OwnPages) -> str:
    """Take over what the page shows."""
    return pages.post("/uitvraag/overnemen", {"gezien": SupplyRound(pages.dossier).mark})


def brought_in(pages: OwnPages, *paths: Path) -> str:
    return pages.post("/uitvraag/antwoorden", files=[("files", (path.name, path.read_bytes())) for path in paths])


def test_an_answer_comes_in_and_is_taken_over_in_one_step(asked: OwnPages, tmp_path: Path) -> None:
    forms = forms_of(asked, tmp_path)
    board = next(iter(forms))
    before = asked.dossier.workbook
    assert before is not None
    instance = look(before.path).instance
    assert instance is not None
    school = next(school for school in instance.schools.values() if school.board == board)
    with Filled(forms[board]) as form:
        for own in (one for one in instance.schools.values() if one.board == board):
            places = own.places + 3 if own is school else own.places
            form.put("Scholen", own.id, Antwoord="ja", Plaatsen=places)
    assert brought_in(asked, forms[board]) == f"{asked.base}/uitvraag"
    page = asked.get("/uitvraag")
    assert "Neem over in het werkboek" in page
    assert asked.dossier.workbook == before  # not before somebody says so
    assert taken_over(asked) == f"{asked.base}/uitvraag"
    after = asked.dossier.workbook
    assert after is not None
    changed = look(after.path).instance
    assert changed is not None
    assert changed.schools[school.id].places == school.places + 3
    assert (after.parent, after.why) == (before.id, "Antwoorden van besturen en opleiders overgenomen")
    assert "Alles wat geantwoord is, staat in het werkboek." in asked.get("/uitvraag")
    assert NOTHING_NEW in taken_over(asked)
    step = asked.dossier.turns().undo
    assert step is not None
    asked.post(f"/ongedaan?gezien={step.id}")
    assert asked.dossier.workbook == before


def test_who_is_silent_is_told_with_a_text_and_a_draft_that_holds_the_form(asked: OwnPages, tmp_path: Path) -> None:
    forms = forms_of(asked, tmp_path)
    assert to_do(asked.dossier)[0].path != "/uitvraag"  # nobody was asked yet, as far as is known
    people = SupplyRound(asked.dossier).asked()
    assert {one.addressee.id for one in people if one.key.startswith("bestuur/")} == set(forms)
    assert all(one.awaited is not None for one in people if one.key.startswith("bestuur/"))
    answered, silent = sorted(forms)[:2]
    first = message_from_bytes(fetched(asked, "concept", key=f"bestuur/{silent}").content, policy=default)
    assert "Hierbij het formulier" in first.get_body().get_content()  # type: ignore[union-attr]
    with Filled(forms[answered]) as form:
        for row in form.cells("Scholen"):
            if row[0]:
                form.put("Scholen", str(row[form.columns("Scholen")["Code"] - 1]), Antwoord="ja")
    brought_in(asked, forms[answered])
    awaited = {one.key for one in SupplyRound(asked.dossier).asked() if one.awaited is not None}
    assert f"bestuur/{answered}" not in awaited
    assert f"bestuur/{silent}" in awaited
    assert any(task.path == "/uitvraag" for task in to_do(asked.dossier))
    again = message_from_bytes(fetched(asked, "herinnering", key=f"bestuur/{silent}").content, policy=default)
    assert "nog geen antwoord" in again.get_body().get_content()  # type: ignore[union-attr]
    [form_again] = again.iter_attachments()
    assert form_again.get_content()[:2] == b"PK"
    still_first = message_from_bytes(fetched(asked, "concept", key=f"bestuur/{silent}").content, policy=default)
    assert "Hierbij het formulier" in still_first.get_body().get_content()  # type: ignore[union-attr]
    mails = fetched(asked, "herinneringen")
    assert unquote(mails.headers["content-disposition"]).endswith(".zip")
    with zipfile.ZipFile(io.BytesIO(mails.content)) as archive:
        assert [name for name in archive.namelist() if name.startswith(f"Besturen/{answered} ")] == []
        assert len([name for name in archive.namelist() if name.startswith(f"Besturen/{silent} ")]) == 1


def test_a_fault_is_told_with_file_and_cell_and_nothing_is_taken_over(asked: OwnPages, tmp_path: Path) -> None:
    forms = forms_of(asked, tmp_path)
    board, path = next(iter(forms.items()))
    version = asked.dossier.workbook
    assert version is not None
    instance = look(version.path).instance
    assert instance is not None
    school = next(school.id for school in instance.schools.values() if school.board == board)
    with Filled(path) as form:
        cell = form.put("Scholen", school, Antwoord="ja", Plaatsen="veel")
    brought_in(asked, path)
    page = asked.get("/uitvraag")
    assert all(word in page for word in (path.name, cell, "veel"))
    assert "Neem over in het werkboek" not in page
    assert "Verbeter eerst de fouten" in taken_over(asked)
    assert asked.dossier.workbook == version
    assert asked.post("/uitvraag/weg", {"answer": path.name}) == f"{asked.base}/uitvraag"
    assert list((asked.dossier.folder / ANSWERS).iterdir()) == []


def test_what_is_no_answer_is_named_and_not_kept(asked: OwnPages, tmp_path: Path) -> None:
    (tmp_path / "brief.docx").write_bytes(b"PK")
    assert f"brief.docx: {OTHER_KIND}" in brought_in(asked, tmp_path / "brief.docx")
    told = asked.post("/uitvraag/antwoorden", files=[("files", ("../../buiten.xlsx", b"geen formulier"))])
    assert told == f"{asked.base}/uitvraag"
    assert [path.name for path in (asked.dossier.folder / ANSWERS).iterdir()] == ["buiten.xlsx"]
    assert "buiten.xlsx" in asked.get("/uitvraag")
    assert NO_ANSWER in asked.post("/uitvraag/weg", {"answer": "../dossier.sqlite"})
    assert NOBODY in fetched(asked, "concept", key="bestuur/../x").text


def test_another_answer_of_the_same_name_is_kept_beside_it(asked: OwnPages, tmp_path: Path) -> None:
    one, two = tmp_path / "een" / "agenda.ics", tmp_path / "twee" / "agenda.ics"
    for path, text in (
        (one, b"BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n"),
        (two, b"BEGIN:VCALENDAR\r\n\r\nEND:VCALENDAR\r\n"),
    ):
        path.parent.mkdir()
        path.write_bytes(text)
        brought_in(asked, path)
    brought_in(asked, two)  # once more the same: nothing more to keep
    kept = {path.read_bytes() for path in (asked.dossier.folder / ANSWERS).iterdir()}
    assert kept == {one.read_bytes(), two.read_bytes()}
    assert len(list((asked.dossier.folder / ANSWERS).iterdir())) == 2


def test_what_was_not_seen_is_not_taken_over(asked: OwnPages, tmp_path: Path) -> None:
    forms = forms_of(asked, tmp_path)
    version = asked.dossier.workbook
    assert version is not None
    instance = look(version.path).instance
    assert instance is not None
    first, second = sorted(forms)[:2]
    for board in (first, second):
        own = next(school for school in instance.schools.values() if school.board == board)
        with Filled(forms[board]) as form:
            form.put("Scholen", own.id, Antwoord="ja", Plaatsen=own.places + 3)
    brought_in(asked, forms[first])
    page = asked.get("/uitvraag")
    seen = SupplyRound(asked.dossier).mark
    assert seen in page
    brought_in(asked, forms[second])
    assert MEANWHILE in asked.post("/uitvraag/overnemen", {"gezien": seen})
    assert MEANWHILE in asked.post("/uitvraag/overnemen")
    assert asked.dossier.workbook == version
    assert taken_over(asked) == f"{asked.base}/uitvraag"


def test_without_a_workbook_the_screen_says_so(pages: OwnPages) -> None:
    assert "Er is nog geen werkboek." in pages.get("/uitvraag")
    assert "Er is nog geen werkboek." in fetched(pages, "formulieren").text


def test_forms_that_were_fetched_stand_in_the_log(asked: OwnPages, tmp_path: Path) -> None:
    forms = forms_of(asked, tmp_path)
    version = asked.dossier.workbook
    assert version is not None
    log = asked.dossier.sent()
    assert {one.addressee for one in log if one.addressee.startswith("bestuur/")} == {f"bestuur/{id}" for id in forms}
    assert {(one.how, one.roster, one.workbook) for one in log} == {("bestand opgehaald", None, version.id)}
    board = sorted(forms)[0]
    line = next(one for one in log if one.addressee == f"bestuur/{board}")
    assert line.print == hashlib.sha256(forms[board].read_bytes()).hexdigest()
    assert line.fields.startswith("Scholen: Schoolnaam, Antwoord")
    assert "Mentoren: Naam" in line.fields
    mail = message_from_bytes(fetched(asked, "concept", key=f"bestuur/{board}").content, policy=default)
    draft = asked.dossier.sent()[0]
    assert (draft.addressee, draft.how) in {
        (f"bestuur/{board}", "concept-mail opgehaald"), (f"bestuur/{board}", "concept-mail zonder adres opgehaald"),
    }  # fmt: skip
    [attached] = mail.iter_attachments()
    assert draft.print == hashlib.sha256(attached.get_content()).hexdigest()
    assert f"formulier: {draft.at.astimezone():%d-%m-%Y %H:%M}, {draft.how}" in asked.get("/uitvraag")
    assert f"uitvraag, werkboek {version.id}" in asked.get("/versturen")
    before = len(asked.dossier.sent())
    fetched(asked, "herinneringen")
    reminded = asked.dossier.sent()[: len(asked.dossier.sent()) - before]
    assert {one.how for one in reminded} == {"herinnering opgehaald"}
    assert len(reminded) == len({one.addressee for one in log})
    fetched(asked, "concept", key="bestuur/../x")
    assert len(asked.dossier.sent()) == before + len(reminded)


def test_without_rosters_there_are_no_visits_to_plan(pages: OwnPages, sample: Path) -> None:
    pages.bring_in(sample)
    assert NO_ROSTER in pages.post("/maken/bezoeken", {"seconds": "20"})
    assert "Lesbezoeken" not in pages.get("/maken")
