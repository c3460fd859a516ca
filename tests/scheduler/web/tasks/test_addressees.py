"""Who receives what: the right file under a human name, a draft that opens unsent, and nothing of another board."""

from __future__ import annotations

import io
import shutil
import zipfile
from dataclasses import replace
from email import message_from_bytes
from email.policy import default
from pathlib import Path

import pytest

from instances.domain.instance import Instance
from instances.rosters.letters import read_letters
from instances.rosters.read import read_rosters
from instances.sample.generate import generate
from instances.workbook.read import read
from reports.workbook.semester import write_semester
from scheduler.web.tasks.held import HeldRoster
from scheduler.web.tasks.sending import addressees as addressees_module
from scheduler.web.tasks.sending.addressees import Addressee, Reader, addressees
from scheduler.web.tasks.sending.drafts import LEFT_OUT, all_drafts, draft, draft_name, print_of
from scheduler.web.tasks.sending.email_addresses import EmailAddress, email_address
from scheduler.web.tasks.sending.file_names import LONGEST, human_name, one_of_each
from tests.scheduler.running import run


@pytest.fixture(scope="module")
def held(tmp_path_factory: pytest.TempPathFactory) -> HeldRoster:
    place = tmp_path_factory.mktemp("versturen")
    write_semester(generate("klein", 3), place / "semester.xlsx")
    done = run("rooster", place / "semester.xlsx", "-o", place / "uit", "--tijd", 5)
    assert done.exit_code in (0, 1), done.output
    instance = read(place / "semester.xlsx", for_wpa=True).instance
    assert instance is not None
    return HeldRoster(instance, place / "uit", read_rosters(place / "uit", instance))


@pytest.fixture(scope="module")
def found(held: HeldRoster) -> list[Addressee]:
    return addressees(held, None, True, {})


def of(found: list[Addressee], kind: Reader) -> list[Addressee]:
    return [one for one in found if one.kind is kind]


def test_every_placed_student_and_every_board_with_one_receives_something(
    held: HeldRoster, found: list[Addressee]
) -> None:
    boards = {held.instance.school_of(mentor).board for mentor in held.placement.values()}
    assert {one.id for one in of(found, Reader.BOARD)} == boards
    assert {one.id for one in of(found, Reader.STUDENT)} == set(held.placement)
    assert {one.id for one in of(found, Reader.MENTOR)} == set(held.placement.values())


def test_everybody_is_spoken_to_by_the_call_name_where_there_is_one(held: HeldRoster) -> None:
    """Who has none by the whole name, as everybody was before."""
    kinds = {Reader.STUDENT: held.instance.students, Reader.MENTOR: held.instance.mentors}
    named = {**kinds, Reader.ASSESSOR: held.instance.trainers}
    given = {kind: next(iter(of(addressees(held, None, True, {}), kind))).id for kind in named}
    people = [
        {id: replace(one, call_name="Pim" if id == given[kind] else "") for id, one in whole.items()}
        for kind, whole in named.items()
    ]
    instance = replace(held.instance, students=people[0], mentors=people[1], trainers=people[2])
    found = addressees(HeldRoster(instance, held.folder, held.rosters), None, True, {})
    for kind in named:
        told = {one.id: one.text.splitlines()[0] for one in of(found, kind)}
        assert told[given[kind]] == "Beste Pim,"
        assert all(len(line.split()) > 2 for id, line in told.items() if id != given[kind])


def test_schools_shown_under_one_name_each_get_their_own_file(
    held: HeldRoster, monkeypatch: pytest.MonkeyPatch
) -> None:
    """``S:1`` and ``S 1`` are two codes and one file name; a file of another school is a leak."""
    monkeypatch.setattr(addressees_module, "human_name", lambda id, name, semester, ending: f"alle{ending}")
    fresh = HeldRoster(held.instance, held.folder, held.rosters)
    schools = of(addressees(fresh, None, True, {}), Reader.SCHOOL)
    assert len(schools) > 1
    assert len({school.attachments[0].read() for school in schools}) == len(schools)


def test_every_assessor_receives_the_own_diary(held: HeldRoster, found: list[Addressee]) -> None:
    booked = {trainer for booking in held.assessment.values() for trainer in (booking.field, booking.institute)}
    assert {one.id for one in of(found, Reader.ASSESSOR)} == booked - {None}
    for one in of(found, Reader.ASSESSOR):
        assert one.attachments[0].read() == (held.folder / "agenda" / f"{one.id}.ics").read_bytes()


def test_a_board_receives_its_own_file_under_a_name_that_says_so(held: HeldRoster, found: list[Addressee]) -> None:
    for one in of(found, Reader.BOARD):
        [file] = one.attachments
        [path] = (held.folder / "besturen").glob(f"{one.id} *.xlsx")
        assert file.read() == path.read_bytes()
        assert file.shown == f"{one.id} {one.name} {held.instance.settings.semester}.xlsx"


def test_a_file_that_an_earlier_version_named_by_code_is_found_too(held: HeldRoster, tmp_path: Path) -> None:
    older = Path(shutil.copytree(held.folder, tmp_path / "ouder"))
    for path in sorted((older / "besturen").iterdir()):
        path.rename(path.with_name(f"{path.stem.split(' ')[0]}.xlsx"))
    found = addressees(HeldRoster(held.instance, older, held.rosters), None, True, {})
    boards = of(found, Reader.BOARD)
    assert boards
    for one in boards:
        assert one.attachments[0].read() == (older / "besturen" / f"{one.id}.xlsx").read_bytes()


def test_a_draft_opens_unsent_with_the_file(found: list[Addressee]) -> None:
    one = of(found, Reader.BOARD)[0]
    message = message_from_bytes(draft(one), policy=default)
    assert (message["To"], message["X-Unsent"]) == (one.email.text, "1")
    [file] = message.iter_attachments()
    assert file.get_filename() == one.attachments[0].shown
    assert file.get_payload(decode=True) == one.attachments[0].read()


def test_a_letter_is_the_text_of_the_draft_with_its_lines(held: HeldRoster, found: list[Addressee]) -> None:
    letters = read_letters(held.folder)
    one = of(found, Reader.STUDENT)[0]
    body = message_from_bytes(draft(one), policy=default).get_body(("plain",))
    assert body is not None
    said = " ".join(body.get_content().split())
    assert " ".join(letters.students[one.id].split()) in said
    assert one.text.count("\n\n") > 2


def test_another_file_has_another_print(found: list[Addressee]) -> None:
    assert len({print_of(one) for one in found}) == len(found)


def with_email(held: HeldRoster, board: str, email: str) -> Instance:
    """The workbook as it is now: one board has another address."""
    boards = {**held.instance.boards, board: replace(held.instance.boards[board], email=email)}
    return replace(held.instance, boards=boards)


def test_a_corrected_address_counts_and_people_and_files_stay_those_of_the_roster(
    held: HeldRoster, found: list[Addressee]
) -> None:
    board, student = of(found, Reader.BOARD)[0], of(found, Reader.STUDENT)[0]
    now = with_email(held, board.id, "nieuw@voorbeeld.nl")
    now = replace(now, students={id: one for id, one in now.students.items() if id != student.id})
    later = addressees(held, now, True, {})
    assert [one.key for one in later] == [one.key for one in found]
    assert [one.attachments for one in later] == [one.attachments for one in found]
    assert [one.key for one in later if one.gone] == [student.key]
    assert {one.key for one, before in zip(later, found, strict=True) if one.email != before.email} == {board.key}
    message = message_from_bytes(draft(of(later, Reader.BOARD)[0]), policy=default)
    assert message["To"] == "nieuw@voorbeeld.nl"


@pytest.mark.parametrize(
    "typed", ["jan@", "jan", "@b.nl", "a b@c.nl", "a@b", "<a@b.nl", "a@b.nl\r\nBcc: c@d.nl", "jän@b.nl"]
)
def test_an_address_that_cannot_be_is_told_and_no_draft_breaks_on_it(
    held: HeldRoster, found: list[Addressee], typed: str
) -> None:
    board = of(found, Reader.BOARD)[0]
    one = of(addressees(held, with_email(held, board.id, typed), True, {}), Reader.BOARD)[0]
    assert one.email.text == ""
    assert "is geen e-mailadres. Verbeter het in het werkboek." in one.email.fault
    assert message_from_bytes(draft(one), policy=default)["To"] in ("", None)


@pytest.mark.parametrize(
    ("typed", "read"), [("", ""), (" a@b.nl ", "a@b.nl"), ("a@b.nl; c.d+e@f-g.org", "a@b.nl, c.d+e@f-g.org")]
)
def test_an_address_is_read_as_an_office_writes_it(typed: str, read: str) -> None:
    assert email_address(typed) == EmailAddress(read)


def test_a_draft_of_rosters_that_are_not_final_says_so(held: HeldRoster) -> None:
    concept = addressees(held, None, False, {})
    assert all(one.subject.startswith("Concept: ") for one in concept)


def test_all_drafts_come_in_one_file_and_who_has_no_good_address_is_named(
    held: HeldRoster, found: list[Addressee]
) -> None:
    board = of(found, Reader.BOARD)[0]
    every = addressees(held, with_email(held, board.id, "jan@"), True, {})
    content, given = all_drafts(every, "2026-2027 S2")
    assert {one.key for one in every} - {one.key for one in given} == {board.key}
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        names = archive.namelist()
        assert len(names) == len(set(map(str.casefold, names))) == len(given) + 1
        assert board.name in archive.read(LEFT_OUT).decode()
        one = given[0]
        assert archive.read(f"{one.kind.plural}/{draft_name(one, '2026-2027 S2')}").startswith(b"To: ")


@pytest.mark.parametrize(
    "name", ['A/B: "C" <D>?', "con\tlang|naam*", " eindigt met punt . ", "x" * 300, "../../etc/passwd"]
)
@pytest.mark.parametrize("id", ["B1", "CON", "a/b"])
def test_a_file_name_is_one_that_windows_takes(id: str, name: str) -> None:
    shown = human_name(id, name, "2026-2027 S2", ".xlsx")
    assert not set(shown) & set('<>:"/\\|?*\t')
    assert Path(shown).name == shown
    assert len(shown) <= LONGEST + len("_.xlsx")
    assert not Path(shown).stem.endswith((" ", "."))


@pytest.mark.parametrize("id", ["CON", "lpt1", "Aux"])
def test_a_name_that_windows_keeps_for_a_device_gets_a_sign_before_it(id: str) -> None:
    assert human_name(id, "", "", ".xlsx") == f"_{id}.xlsx"


def test_names_that_come_twice_get_a_number() -> None:
    assert one_of_each(["a/X.eml", "a/x.eml", "b/X.eml"]) == ["a/X.eml", "a/x (2).eml", "b/X.eml"]
