"""Where the product keeps what a user gives once. Knows the operating systems, not what is kept."""

from __future__ import annotations

import os
import sys
from pathlib import Path

DATA_FOLDER = "PLAATSWIJZER_DATA"
"""The environment variable that names another folder."""

_NAME = "Plaatswijzer"


def user_folder() -> Path:
    """Tell where this user's data of the product lies.

    Returns:
        The folder that the environment names, else the one that the system has for it: below %LOCALAPPDATA% on Windows,
        Library/Application Support on macOS, $XDG_DATA_HOME or ~/.local/share elsewhere. It need not be there.
    """
    named = os.environ.get(DATA_FOLDER)
    if named:
        return Path(named)
    if sys.platform == "win32":
        return Path(os.environ.get("LOCALAPPDATA") or Path.home() / "AppData" / "Local") / _NAME
    if sys.platform == "darwin":
        return Path.home() / "Library" / "Application Support" / _NAME
    return Path(os.environ.get("XDG_DATA_HOME") or Path.home() / ".local" / "share") / _NAME
