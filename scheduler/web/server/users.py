"""Who may use a server of an office: names, roles, and hashes of passwords (argon2). Knows no page and no session."""

from __future__ import annotations

import json
import os
import re
import sys
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from enum import StrEnum
from pathlib import Path
from threading import Lock

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from instances.privacy.owner_only import owner_only
from instances.privacy.read_passwords import LONGEST, SHORTEST
from reports.folder import atomic_file
from scheduler.runtime.exit import ExitCode, RefusedError

_NAME = re.compile(r"[a-z0-9][a-z0-9._@-]{0,59}")
_HASHER = PasswordHasher()
_ONE_AT_A_TIME = Lock()  # a hash takes 64 MB and a core: many who guess at once would take them all


class UserRole(StrEnum):
    """What somebody may; the words stand in the file."""

    OFFICE = "kantoor"
    MAY_BREAK = "mag afwijken"


@dataclass(frozen=True, slots=True)
class User:
    """One line of the file.

    Attributes:
        rol: What this person may.
        wachtwoord: The hash of the password.
    """

    rol: UserRole
    wachtwoord: str


class Users:
    """The file with users, read again whenever it was changed."""

    def __init__(self, path: Path) -> None:
        """Read the file.

        Args:
            path: The file, as ``plaatswijzer gebruiker`` writes it.

        Raises:
            RefusedError: It is not there, others can read it, it is damaged, or there is nobody in it.
        """
        self._path = path
        self._read_at = _state(path)
        self._known = read_users(path)
        if not self._known:
            text = f"In {path} staat nog niemand. Voeg iemand toe: plaatswijzer gebruiker {path} naam"
            raise RefusedError(ExitCode.FAULTS, text)
        self._nobody = _HASHER.hash("niemand")  # who is not there takes as long as a wrong password

    def of(self, name: str) -> User | None:
        """Tell a user; nobody is there as long as the file cannot be read.

        Args:
            name: As ``plain_name`` gives it.
        """
        state = _state(self._path)
        if state != self._read_at:
            try:
                self._known = read_users(self._path)
            except RefusedError:
                self._known = {}
            self._read_at = state
        return self._known.get(name)

    def has_password(self, name: str, password: str) -> bool:
        """Tell whether a password is that of a user; as slow for who is not there."""
        user = self.of(name)
        with _ONE_AT_A_TIME:
            right = _fits(self._nobody if user is None else user.wachtwoord, password[:LONGEST])
        return right and user is not None


def plain_name(given: str) -> str:
    """Give a name as it stands in the file: without the capitals that a phone types by itself."""
    return given.strip().lower()


def set_user(path: Path, name: str, password: str, role: UserRole) -> bool:
    """Add a user, or give one another password and role.

    Args:
        path: The file; made where it is missing, for its owner alone.
        name: The name.
        password: The password, of which only a hash is kept.
        role: What the user may.

    Returns:
        Whether the user is new.

    Raises:
        RefusedError: The name or the password is none, or the file is damaged or cannot be written.
    """
    known = dict(read_users(path)) if path.exists() else {}
    if not _NAME.fullmatch(name):
        text = "Een naam heeft alleen letters zonder accent, cijfers, punt, streepje of @; hoogstens 60 tekens."
        raise RefusedError(ExitCode.FAULTS, text)
    if not SHORTEST <= len(password) <= LONGEST:
        raise RefusedError(ExitCode.FAULTS, f"Een wachtwoord heeft {SHORTEST} tot {LONGEST} tekens.")
    new = name not in known
    known[name] = User(role, _HASHER.hash(password))
    _write(path, known)
    return new


def remove_user(path: Path, name: str) -> None:
    """Remove a user, who is put out of the window at once.

    Args:
        path: The file.
        name: The name.

    Raises:
        RefusedError: There is no such user or no such file, or it cannot be written.
    """
    known = dict(read_users(path))
    if known.pop(name, None) is None:
        raise RefusedError(ExitCode.FAULTS, f"{name} staat niet in {path}.")
    _write(path, known)


def read_users(path: Path) -> Mapping[str, User]:
    """Read the file with users.

    Args:
        path: The file.

    Returns:
        Name to user.

    Raises:
        RefusedError: It is not there, others can read it, or it is damaged.
    """
    try:
        open_to = path.stat().st_mode & 0o077
        given = json.loads(path.read_text(encoding="utf-8"))
        known = {name: User(UserRole(user["rol"]), str(user["wachtwoord"])) for name, user in given.items()}
    except FileNotFoundError as error:
        text = f"{path} is er niet. Maak het: plaatswijzer gebruiker {path} naam"
        raise RefusedError(ExitCode.FAULTS, text) from error
    except OSError as error:
        raise RefusedError(ExitCode.FAULTS, f"{path} kan niet gelezen worden.") from error
    except (ValueError, TypeError, KeyError, AttributeError) as error:
        raise RefusedError(ExitCode.FAULTS, f"{path} is geen bestand met gebruikers, of het is beschadigd.") from error
    if open_to and sys.platform != "win32":
        text = f"Anderen kunnen {path} lezen. Maak het alleen voor de eigenaar leesbaar: chmod 600 {path}"
        raise RefusedError(ExitCode.FAULTS, text)
    return known


def _write(path: Path, known: Mapping[str, User]) -> None:
    text = json.dumps({name: asdict(known[name]) for name in sorted(known)}, ensure_ascii=False, indent=1) + "\n"
    try:
        with atomic_file(path) as fresh:
            fresh.touch()
            owner_only(fresh)
            fresh.write_text(text, encoding="utf-8")
    except OSError as error:
        raise RefusedError(ExitCode.FAULTS, f"{path} kan niet geschreven worden.") from error


def _fits(hash: str, password: str) -> bool:
    try:
        return _HASHER.verify(hash, password)
    except (VerificationError, InvalidHashError):
        return False


def _state(path: Path) -> tuple[int, int]:
    try:
        found: os.stat_result = path.stat()
    except OSError:
        return (0, 0)
    return (found.st_mtime_ns, found.st_ino)
