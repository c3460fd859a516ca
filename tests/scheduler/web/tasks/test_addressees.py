"""Who receives what: the right file under a human name, a draft that opens unsent, and nothing of another board."""

from __future__ import annotations

from email import message_from_bytes
from email.policy import default
from pathlib import Path

import pytest

from instances.rosters.letters import read_letters
from instances.rosters.read import read_rosters
from instances.sample.generate import generate
from instances.workbook.read import read
from reports.workbook.semester import write_semester
from scheduler.web.tasks.addressees import Addressee, Reader, addressees, draft, human_name, print_of
from scheduler.web.tasks.held import HeldRoster
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
    return addressees(held, {})


def of(found: list[Addressee], kind: Reader) -> list[Addressee]:
    return [one for one in found if one.kind is kind]


def test_every_placed_student_and_every_board_with_one_receives_something(
    held: HeldRoster, found: list[Addressee]
) -> None:
    boards = {held.instance.school_of(mentor).board for mentor in held.placement.values()}
    assert {one.id for one in of(found, Reader.BOARD)} == boards
    assert {one.id for one in of(found, Reader.STUDENT)} == set(held.placement)
    assert {one.id for one in of(found, Reader.MENTOR)} == set(held.placement.values())


def test_every_assessor_receives_the_own_diary(held: HeldRoster, found: list[Addressee]) -> None:
    booked = {trainer for booking in held.assessment.values() for trainer in (booking.field, booking.institute)}
    assert {one.id for one in of(found, Reader.ASSESSOR)} == booked - {None}
    assert all(one.attachments[0].path.stem == one.id for one in of(found, Reader.ASSESSOR))


def test_a_board_receives_its_own_file_under_a_name_that_says_so(held: HeldRoster, found: list[Addressee]) -> None:
    for one in of(found, Reader.BOARD):
        [file] = one.attachments
        assert file.path.stem == one.id
        assert file.shown == f"{one.id} {one.name} {held.instance.settings.semester}.xlsx"


def test_a_draft_opens_unsent_with_the_file(found: list[Addressee]) -> None:
    one = of(found, Reader.BOARD)[0]
    message = message_from_bytes(draft(one), policy=default)
    assert (message["To"], message["X-Unsent"]) == (one.email, "1")
    [file] = message.iter_attachments()
    assert file.get_filename() == one.attachments[0].shown
    assert file.get_payload(decode=True) == one.attachments[0].path.read_bytes()


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


@pytest.mark.parametrize("name", ['A/B: "C" <D>?', "con\tlang|naam*", " eindigt met punt . "])
def test_a_file_name_has_no_sign_that_windows_refuses(held: HeldRoster, name: str) -> None:
    shown = human_name("B1", name, held.instance, ".xlsx")
    assert not set(shown) & set('<>:"/\\|?*\t')
    assert Path(shown).name == shown
