"""Files with secrets are for their owner only, also once they took their place; no other file has the secret."""

from __future__ import annotations

import os
import socket
import stat
from collections.abc import Iterator
from pathlib import Path

import openpyxl
import pytest

from instances.privacy.read_key import read_key
from reports.folder import atomic_folder
from reports.workbook.semester import write_semester
from scheduler.runtime import defects
from scheduler.writing.pseudonyms import key_path
from tests.builders import board
from tests.scheduler.running import edit, run, small
from tests.scheduler.writing.recovery import texts

pytestmark = pytest.mark.skipif(os.name != "posix", reason="Windows has no such rights")
OPTION = "--gepseudonimiseerd"


def others_may_read(path: Path) -> bool:
    return bool(stat.S_IMODE(path.stat().st_mode) & 0o077)


@pytest.fixture
def book(tmp_path: Path) -> Iterator[Path]:
    """Under a mask that lets everyone read, as most computers have."""
    write_semester(small(), tmp_path / "semester.xlsx")
    before = os.umask(0o022)
    yield tmp_path / "semester.xlsx"
    os.umask(before)


def test_passwords_and_the_version_before_them_are_for_the_owner_only(book: Path) -> None:
    passwords = book.parent / "geheim" / "wachtwoorden.xlsx"
    words = ("plaats", book, "-o", book.parent / "uit", "--tijd", 5, "--wachtwoord-bestand", passwords)
    assert run(*words).exit_code == 0
    assert not others_may_read(passwords)
    own = openpyxl.load_workbook(passwords)  # somebody's own by now
    own.worksheets[0]["F1"] = "gebeld"
    own.save(passwords)
    passwords.chmod(0o644)  # as an older version left it
    write_semester(small(board("B2")), book)
    assert run(*words).exit_code == 0
    assert {path.name: others_may_read(path) for path in passwords.parent.iterdir()} == {
        "wachtwoorden.xlsx": False,
        "wachtwoorden-oud.xlsx": False,
    }


def test_the_key_of_a_folder_in_codes_is_for_the_owner_only_also_the_second_time(book: Path) -> None:
    for _ in range(2):
        assert run("plaats", book, "-o", book.parent / "uit", "--tijd", 5, OPTION).exit_code == 0
        assert not others_may_read(key_path(book.parent / "uit"))


def test_the_key_of_previews_is_for_the_owner_only(book: Path) -> None:
    assert run("plaats", book, "-o", book.parent / "uit", "--tijd", 5, "--vooraf").exit_code == 0
    assert not others_may_read(book.parent / "uit" / "vooraf-sleutel.xlsx")


def test_the_key_of_previews_stays_for_the_owner_only_when_it_is_taken_over_or_kept(book: Path) -> None:
    words = ("plaats", book, "-o", book.parent / "uit", "--tijd", 5, "--vooraf")
    for _ in range(2):
        assert run(*words).exit_code == 0
    edit(book.parent / "uit" / "vooraf-sleutel.xlsx", "Sleutel", "Code", 2, "V9")
    (book.parent / "uit" / "vooraf-sleutel.xlsx").chmod(0o644)  # as a program that saves anew leaves it
    assert run(*words).exit_code == 0
    keys = {path.name: others_may_read(path) for path in (book.parent / "uit").glob("vooraf-sleutel*.xlsx")}
    assert keys == {"vooraf-sleutel.xlsx": False, "vooraf-sleutel-oud.xlsx": False}


def test_what_is_being_made_is_for_the_owner_only(book: Path) -> None:
    with atomic_folder(book.parent / "uit") as scratch:
        assert not others_may_read(scratch)


def test_neither_the_secret_nor_a_name_comes_into_the_details_of_a_defect(book: Path, tmp_path: Path) -> None:
    run("plaats", book, "-o", book.parent / "uit", "--tijd", 5, OPTION)
    secret = read_key(key_path(book.parent / "uit")).key.secret
    details = defects.save(ValueError(f"{secret} of Student ST1 at S1"), "plaats", tmp_path)
    text = details.read_text(encoding="utf-8")
    assert not others_may_read(details)
    assert (secret in text, "Student ST1" in text, "at S1" in text) == (False, False, True)


def test_no_file_that_stays_names_the_secret(book: Path) -> None:
    run("plaats", book, "-o", book.parent / "uit", "--tijd", 5, OPTION)
    secret = read_key(key_path(book.parent / "uit")).key.secret
    assert [text for text in texts(book.parent / "uit") if secret in text] == []


def test_making_rosters_opens_no_connection(book: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """docs/privacy.md: nothing leaves the machine. Processes of its own are spoken to without the network."""
    asked: list[object] = []

    def refuse(place: socket.socket, address: object) -> None:
        if place.family != socket.AF_UNIX:
            asked.append(address)
        raise OSError("no network here")

    def look_up(*address: object, **_: object) -> None:
        asked.append(address)
        raise OSError("no network here")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    monkeypatch.setattr(socket.socket, "connect_ex", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", look_up)
    assert run("rooster", book, "-o", book.parent / "uit", "--tijd", 5, "--vooraf").exit_code == 0
    assert run("herplan", book, "--vorige", book.parent / "uit", "-o", book.parent / "na", "--tijd", 5).exit_code == 0
    assert asked == []
