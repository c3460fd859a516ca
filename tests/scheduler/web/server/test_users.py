"""The file with users: hashes alone, for its owner alone; the command asks for the password and never shows it."""

from __future__ import annotations

import stat
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from scheduler.cli import cli
from scheduler.runtime.exit import RefusedError
from scheduler.web.server.users import UserRole, Users, read_users, remove_user, set_user

PASSWORD = "vier woorden achter elkaar"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "gebruikers.json"


def command(*words: str, given: str = "") -> Result:
    return CliRunner().invoke(cli, ["gebruiker", *words], input=given)


def test_only_a_hash_is_kept_for_the_owner_alone(path: Path) -> None:
    assert set_user(path, "ans", PASSWORD, UserRole.OFFICE)
    assert PASSWORD not in path.read_text(encoding="utf-8")
    assert read_users(path)["ans"].wachtwoord.startswith("$argon2id$")
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_a_user_is_changed_and_the_others_stay(path: Path) -> None:
    set_user(path, "ans", PASSWORD, UserRole.OFFICE)
    set_user(path, "bo", PASSWORD, UserRole.OFFICE)
    assert not set_user(path, "ans", PASSWORD + "!", UserRole.MAY_BREAK)
    users = Users(path)
    assert [users.has_password("ans", PASSWORD), users.has_password("ans", PASSWORD + "!")] == [False, True]
    assert users.has_password("bo", PASSWORD)
    assert (users.of("ans") or users.of("bo")).rol is UserRole.MAY_BREAK  # type: ignore[union-attr]
    remove_user(path, "ans")
    assert users.of("ans") is None
    assert not users.has_password("ans", PASSWORD + "!")


@pytest.mark.parametrize("name", ["", "met spatie", "../x", "é", "x" * 61, "a\tb", "-x"])
def test_what_is_no_name_is_refused(path: Path, name: str) -> None:
    with pytest.raises(RefusedError, match="Een naam heeft"):
        set_user(path, name, PASSWORD, UserRole.OFFICE)
    assert not path.exists()


@pytest.mark.parametrize("password", ["", "kort", "x" * 256])
def test_a_password_too_short_or_long_is_refused(path: Path, password: str) -> None:
    with pytest.raises(RefusedError, match="10 tot 255 tekens"):
        set_user(path, "ans", password, UserRole.OFFICE)


@pytest.mark.parametrize(
    "content",
    ["", "{", "[]", '{"ans": 1}', '{"ans": {"rol": "baas", "wachtwoord": ""}}', '{"ans": {"rol": "kantoor"}}'],
)
def test_a_damaged_file_is_told_and_not_overwritten(path: Path, content: str) -> None:
    path.write_text(content, encoding="utf-8")
    path.chmod(0o600)
    with pytest.raises(RefusedError, match="beschadigd"):
        read_users(path)
    with pytest.raises(RefusedError, match="beschadigd"):
        set_user(path, "ans", PASSWORD, UserRole.OFFICE)
    assert path.read_text(encoding="utf-8") == content


@pytest.mark.skipif(sys.platform == "win32", reason="the rights of the folder hold there")
def test_a_file_that_others_can_read_is_refused(path: Path) -> None:
    set_user(path, "ans", PASSWORD, UserRole.OFFICE)
    path.chmod(0o640)
    with pytest.raises(RefusedError, match="chmod 600"):
        Users(path)


def test_a_server_without_users_does_not_start(path: Path) -> None:
    with pytest.raises(RefusedError, match="is er niet"):
        Users(path)
    set_user(path, "ans", PASSWORD, UserRole.OFFICE)
    remove_user(path, "ans")
    with pytest.raises(RefusedError, match="staat nog niemand"):
        Users(path)


def test_the_command_takes_the_password_from_the_standard_input(path: Path) -> None:
    done = command(str(path), "Ans", "--mag-afwijken", given=f"{PASSWORD}\n")
    assert (done.exit_code, done.output) == (0, f"ans (mag afwijken) is toegevoegd aan {path}.\n")
    assert PASSWORD not in done.output
    assert Users(path).has_password("ans", PASSWORD)
    assert command(str(path), "ans", "--verwijder").exit_code == 0
    assert read_users(path) == {}


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("ans",), "Een wachtwoord heeft"),
        (("ans", "--verwijder"), "is er niet"),
        (("ans", "--wachtwoord", "x"), "--wachtwoord"),
    ],
)
def test_what_the_command_cannot_do_ends_with_two_and_words(path: Path, words: tuple[str, ...], told: str) -> None:
    done = command(str(path), *words, given="kort\n")
    assert done.exit_code == 2
    assert told in done.output
    assert not path.exists()
