"""HandOut: built first and kept in the log after that; nothing of rosters that break a rule; every refusal in words."""

from __future__ import annotations

import io
import zipfile
from dataclasses import replace
from email import message_from_bytes
from email.policy import default
from urllib.parse import unquote

import pytest
from httpx2 import Response
from openpyxl import load_workbook

from instances.rosters.columns import BOARD_FOLDER
from scheduler.checks.placement import pair_faults
from scheduler.web.dossier.records import FINAL
from scheduler.web.dossier.store import Change
from scheduler.web.tasks.intake.corrections import Correction, correct
from scheduler.web.tasks.intake.faults import cell_mark
from scheduler.web.tasks.reading import look
from scheduler.web.tasks.sending.addressees import Addressee, Reader
from scheduler.web.tasks.sending.hand_out import GONE, NO_FILE, NOBODY, NOTHING_FETCHED, HandOut, HowFar
from scheduler.web.tasks.workbook_copy import ChangeRefusedError
from tests.scheduler.web.office import CHANGE, Office


def ask(office: Office, path: str, **data: str) -> Response:
    return office.client.post(f"/d/{office.dossier.id}/versturen/{path}", data=data, headers=CHANGE)


def first(office: Office, kind: Reader) -> Addressee:
    return next(one for one in HandOut(office.dossier).found if one.kind is kind)


def name_of(answer: Response) -> str:
    return unquote(answer.headers["content-disposition"].partition("UTF-8''")[2])


def with_address(office: Office, board: str, email: str) -> None:
    """Correct the address of a board in the workbook that is worked in."""
    version = office.dossier.workbook
    assert version is not None
    table = look(version.path).reading.tables["Besturen"]
    row = next(number for number, cells in table.rows if cells["Bestuur"] == board)
    seen = cell_mark(table, row, "E-mail")
    done = correct(office.dossier, [Correction("Besturen", table.cell("E-mail", row), email, seen)], "")
    assert done.refusals == ()


def test_looking_at_the_page_writes_nothing_in_the_log(office: Office) -> None:
    assert "Er is nog niets gegeven" in office.page("/versturen")
    assert office.dossier.sent() == []
    for path in ("concept", "bestand/0", "alles"):
        assert office.client.get(f"/d/{office.dossier.id}/versturen/{path}").status_code in (404, 405)


def test_the_list_has_everybody_once_with_what_he_was_given(office: Office) -> None:
    board = first(office, Reader.BOARD)
    with_address(office, board.id, "=1+1@voorbeeld.example")
    ask(office, "bestand/0", key=board.key)
    answer = ask(office, "lijst")
    assert name_of(answer) == f"Verzendlijst {office.instance.settings.semester}.xlsx"
    sheet = load_workbook(io.BytesIO(answer.content))["Verzendlijst"]
    rows = [row for row in sheet.iter_rows(values_only=True) if row[1] is not None]
    head = rows.index(("Soort", "Code", "Naam", "E-mail", "Bestand", "Gegeven"))
    found = HandOut(office.dossier).found
    assert [(row[0], row[1], row[2]) for row in rows[head + 1 :]] == [
        (str(one.kind), one.id, one.name) for one in found
    ]
    given = {row[1]: row[5] for row in rows[head + 1 :] if row[0] == str(Reader.BOARD)}
    assert str(given.pop(board.id)).endswith(", bestand opgehaald")
    assert set(given.values()) <= {"nog niet"}
    assert len(office.dossier.sent()) == 1, "a list is given to nobody"
    assert all(cell.data_type != "f" for row in sheet.iter_rows() for cell in row)


def test_a_board_file_is_given_under_a_name_for_people_and_kept_in_the_log(office: Office) -> None:
    board = first(office, Reader.BOARD)
    answer = ask(office, "bestand/0", key=board.key)
    semester = office.instance.settings.semester
    assert name_of(answer) == f"{board.id} {board.name} {semester}.xlsx"
    assert answer.content == board.attachments[0].read()
    [kept] = office.dossier.sent()
    assert (kept.addressee, kept.file, kept.how) == (board.key, board.attachments[0].shown, "bestand opgehaald")
    page = office.page("/versturen")
    assert "1 alleen opgehaald, " in page
    assert kept.at.strftime("%d-%m-%Y %H:%M") in page


def test_the_log_says_which_fields_were_given(office: Office) -> None:
    for kind in (Reader.BOARD, Reader.STUDENT):
        assert ask(office, "concept", key=first(office, kind).key).status_code == 200
    letter, board = office.dossier.sent()
    assert board.fields.startswith("Plaatsing: Student, Naam, Jaar, Stagedagen, School")
    assert "Postcode" not in board.fields
    assert letter.fields == "brief: namen, school, mentor, stagedagen, WPA"
    assert len(board.print) == len(letter.print) == 64
    assert "Plaatsing: Student, Naam" in office.page("/versturen")


def test_a_draft_has_the_address_of_the_workbook_of_now(office: Office) -> None:
    board = first(office, Reader.BOARD)
    with_address(office, board.id, "gewijzigd@voorbeeld.nl")
    answer = ask(office, "concept", key=board.key)
    message = message_from_bytes(answer.content, policy=default)
    assert message["To"] == "gewijzigd@voorbeeld.nl"
    assert message["Subject"].startswith("Concept: ")
    [attached] = message.iter_attachments()
    assert attached.get_filename() == board.attachments[0].shown
    assert office.dossier.sent()[0].address == "gewijzigd@voorbeeld.nl"


def test_an_address_that_cannot_be_is_told_beside_the_name_and_nothing_is_logged(office: Office) -> None:
    board = first(office, Reader.BOARD)
    with_address(office, board.id, "jan@")
    assert "“jan@” is geen e-mailadres" in office.page("/versturen")
    answer = ask(office, "concept", key=board.key)
    assert answer.status_code == 200
    assert "“jan@” is geen e-mailadres" in answer.text
    assert office.dossier.sent() == []
    assert ask(office, "bestand/0", key=board.key).content == board.attachments[0].read()


def test_all_drafts_are_one_file_and_everybody_in_it_stands_in_the_log(office: Office) -> None:
    every = HandOut(office.dossier).found
    answer = ask(office, "alles")
    assert name_of(answer) == f"Concept-mails {office.instance.settings.semester}.zip"
    with zipfile.ZipFile(io.BytesIO(answer.content)) as archive:
        assert len(archive.namelist()) == len(every)
    assert {one.addressee for one in office.dossier.sent()} == {one.key for one in every}
    answer = ask(office, "alles", kind=Reader.BOARD)
    with zipfile.ZipFile(io.BytesIO(answer.content)) as archive:
        assert all(name.startswith("Besturen/") for name in archive.namelist())


def test_what_is_fetched_is_sent_only_when_that_is_told(office: Office) -> None:
    board = first(office, Reader.BOARD)
    with_address(office, board.id, "leeg@voorbeeld.nl")
    assert NOTHING_FETCHED in ask(office, "gemeld", kind=Reader.BOARD).text
    ask(office, "concept", key=board.key)
    assert HandOut(office.dossier).stage(first(office, Reader.BOARD)) is HowFar.FETCHED
    ask(office, "gemeld", kind=Reader.BOARD)
    sending = HandOut(office.dossier)
    stages = {one.key: sending.stage(one) for one in sending.found if one.kind is Reader.BOARD}
    assert stages.pop(board.key) is HowFar.TOLD
    assert set(stages.values()) <= {HowFar.NOTHING}
    assert sending.stages(Reader.BOARD).startswith("1 verstuurd of gemeld")


def test_a_draft_without_an_address_says_so_and_is_not_taken_for_sent(office: Office) -> None:
    school = next(one for one in HandOut(office.dossier).found if not one.email.text)
    ask(office, "concept", key=school.key)
    assert office.dossier.sent()[0].how == "concept-mail zonder adres opgehaald"
    assert NOTHING_FETCHED in ask(office, "gemeld", kind=school.kind).text


def test_final_rosters_say_nothing_of_a_draft(office: Office) -> None:
    roster = office.dossier.roster
    assert roster is not None
    office.dossier.change("definitief", "", {FINAL: Change(str(roster.id))})
    assert "nog een concept" not in office.page("/versturen")
    message = message_from_bytes(ask(office, "concept", key=first(office, Reader.BOARD).key).content, policy=default)
    assert not message["Subject"].startswith("Concept")


def test_nothing_is_given_of_rosters_that_break_a_rule(office: Office) -> None:
    held, instance = office.held, office.instance
    student, mentor = next(
        (student, mentor.id)
        for student in held.placement
        for mentor in instance.mentors.values()
        if list(pair_faults(instance, instance.students[student], mentor)) and mentor.id != held.placement[student]
    )
    key, roster = first(office, Reader.BOARD).key, office.heads[1]
    office.ordered(f"/plaatsing/{student}/toch", mentor=mentor, roster=roster, knowingly="ja", reason="afgesproken")
    page = office.page("/versturen")
    assert "Dit rooster breekt" in page
    assert "Concept-mail" not in page
    for path in ("concept", "bestand/0", "alles", "gemeld"):
        answer = ask(office, path, key=key)
        assert "Daarom wordt er niets van gegeven" in answer.text
        assert "content-disposition" not in answer.headers
    assert office.dossier.sent() == []


def test_who_got_an_earlier_roster_is_told_whether_it_still_holds(office: Office) -> None:
    student = first(office, Reader.STUDENT)
    ask(office, "gemeld", key=student.key)
    roster = office.dossier.roster
    assert roster is not None
    office.dossier.add_roster(roster.folder, roster.workbook, "", "nog eens")
    sending = HandOut(office.dossier)
    again = next(one for one in sending.found if one.key == student.key)
    assert sending.status(again).startswith(f"rooster {roster.id} op ")
    assert sending.status(again).endswith("verstuurd of gemeld; nu hetzelfde")
    assert sending.stage(again) is HowFar.TOLD


def test_who_was_told_something_else_since_is_told_again(office: Office) -> None:
    """The rosters of before are worked in again, while somebody holds those after them."""
    student = first(office, Reader.STUDENT)
    ask(office, "gemeld", key=student.key)
    [told], roster = office.dossier.sent(), office.dossier.roster
    assert roster is not None
    later = office.dossier.add_roster(roster.folder, roster.workbook, "", "later", at_head=False)
    office.dossier.log_sent(replace(told, roster=later, print="of another letter"))
    sending = HandOut(office.dossier)
    assert sending.stage(first(office, Reader.STUDENT)) is HowFar.NOTHING
    ask(office, "concept", key=student.key)
    assert HandOut(office.dossier).stage(first(office, Reader.STUDENT)) is HowFar.FETCHED
    ask(office, "gemeld", key=student.key)
    assert HandOut(office.dossier).stage(first(office, Reader.STUDENT)) is HowFar.TOLD


@pytest.mark.parametrize("key", ["bestuur/weg", "onzin", "student/../x", ""])
def test_who_receives_nothing_is_told(office: Office, key: str) -> None:
    for path in ("concept", "bestand/0", "gemeld"):
        answer = ask(office, path, key=key)
        assert NOBODY in answer.text or answer.status_code == 422
    assert office.dossier.sent() == []


def sheets_in(content: bytes) -> dict[str, str]:
    """Name of each sheet to all that is written on it."""
    book = load_workbook(io.BytesIO(content))
    return {sheet.title: "\n".join(str(c) for row in sheet.values for c in row if c is not None) for sheet in book}


def test_a_school_receives_its_own_students_and_its_calendar(office_with_wpas: Office) -> None:
    office = office_with_wpas
    held, found = office.held, HandOut(office.dossier).found
    visited = {held.instance.mentors[mentor].school for mentor in held.placement.values()}
    assert {one.id for one in found if one.kind is Reader.SCHOOL} == visited
    assessed = {held.instance.mentors[held.placement[student]].school for student in held.assessment}
    school = next(one for one in found if one.kind is Reader.SCHOOL and one.id in assessed)
    own = {s for s, mentor in held.placement.items() if held.instance.mentors[mentor].school == school.id}
    placed = sheets_in(ask(office, "bestand/0", key=school.key).content)["Plaatsing"]
    assert {student for student in held.placement if student in placed} == own
    calendar = ask(office, "bestand/1", key=school.key)
    assert name_of(calendar).endswith(".ics")
    assert calendar.content.startswith(b"BEGIN:VCALENDAR")
    assert NO_FILE in ask(office, "bestand/2", key=school.key).text


def test_both_trainers_of_a_tandem_receive_their_students_with_how_to_reach_them(office: Office) -> None:
    held = office.held
    found = [one for one in HandOut(office.dossier).found if one.kind is Reader.TANDEM]
    tandem = next(t for t in held.instance.tandems.values() if f"{t.id} {t.so}" in {one.id for one in found})
    two = [one for one in found if one.id.startswith(f"{tandem.id} ")]
    assert [one.name for one in two] == [held.instance.trainers[id].name for id in (tandem.so, tandem.io)]
    assert two[0].attachments[0].read() == two[1].attachments[0].read()
    placed = sheets_in(ask(office, "bestand/0", key=two[0].key).content)["Plaatsing"]
    own = [s for s, m in held.placement.items() if held.instance.mentors[m].school in tandem.schools]
    assert own
    assert all(s in placed and held.instance.students[s].email in placed for s in own)


def test_a_file_that_is_gone_is_told_and_nothing_is_logged(office: Office) -> None:
    sending = HandOut(office.dossier)
    board = next(one for one in sending.found if one.kind is Reader.BOARD)
    for path in (office.held.folder / BOARD_FOLDER).iterdir():
        path.unlink()
    with pytest.raises(ChangeRefusedError, match=GONE):
        sending.file(board.key, "")
    assert NOBODY in ask(office, "bestand/0", key=board.key).text
    assert office.dossier.sent() == []


def test_a_form_that_was_given_is_nothing_of_the_rosters(office: Office) -> None:
    sending = HandOut(office.dossier)
    one = next(each for each in sending.found if each.kind is Reader.BOARD)
    office.post("/uitvraag/concept", key=one.key)
    assert [line.addressee for line in office.dossier.sent()] == [one.key]
    again = HandOut(office.dossier)
    assert again.status(next(each for each in again.found if each.key == one.key)) == "nog niet"
