"""Where the product keeps what a user gives once, and the dossiers of the window. Knows not what is kept."""

from __future__ import annotations

import os
from pathlib import Path

import platformdirs

DATA_FOLDER = "PLAATSWIJZER_DATA"
"""The environment variable that names another folder."""


def user_folder() -> Path:
    """Tell where this user's data of the product lies.

    Returns:
        The folder that the environment names, else the one that the system has for it; it need not be there.
    """
    named = os.environ.get(DATA_FOLDER)
    return Path(named) if named else Path(platformdirs.user_data_dir("Plaatswijzer", appauthor=False))
