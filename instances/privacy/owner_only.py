"""Files that only the owner may read: keys, passwords, details of a defect. Knows no content.

On Windows the rights of the folder hold; there only "read only" can be set, so nothing is done.
"""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path

OWNER_ONLY = 0o600


def owner_only(path: Path) -> None:
    """Let nobody but the owner read a file that is still in a folder of the owner's own.

    Args:
        path: The file. A disk that knows no rights, such as a stick, is no reason to stop.
    """
    with suppress(OSError):
        path.chmod(OWNER_ONLY)


def write_owner_only(path: Path, text: str) -> None:
    """Make a new file that nobody else can read from its first byte on.

    Args:
        path: The file; it must not exist, also not as a link that somebody laid there.
        text: What is in it.

    Raises:
        OSError: It is there already, or the disk refuses.
    """
    with open(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, OWNER_ONLY), "w", encoding="utf-8") as file:
        file.write(text)
