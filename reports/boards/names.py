"""Names of files for a board, school or assessor: every system takes them, and each is there once."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping

from instances.domain.entities import Board, School, Tandem, Trainer
from instances.domain.instance import Instance
from instances.domain.settings import FileNames

LONGEST_NAME = 80
LONGEST_WHOLE = 120  # characters; with a folder before it Windows takes 260


def board_file_names(instance: Instance) -> dict[str, str]:
    """Names of the files for boards, without ending.

    Args:
        instance: The workbook; its setting Bestandsnamen says whether the names of board and semester follow the id.

    Returns:
        Board id to name, for instance ``B04 Stichting Meerpalen 2026-2027 S2``: what comes before the first blank is
        the id as ``file_names`` writes it, and different for each board.
    """
    return named_files(instance, instance.boards)


def named_files(instance: Instance, records: Mapping[str, Board | School | Tandem | Trainer]) -> dict[str, str]:
    """Names of files for boards, schools, tandems or trainers, without ending; see ``board_file_names``.

    Args:
        instance: The workbook; its setting Bestandsnamen says whether name and semester follow the id.
        records: Id to board, school, tandem or trainer; a tandem has no name of its own.

    Returns:
        Id to name.
    """
    names = file_names(records)
    if instance.settings.file_names is FileNames.CODE:
        return names
    semester = instance.settings.semester
    own = {id: "" if isinstance(record, Tandem) else record.name for id, record in records.items()}
    return {id: _whole(name, own[id], semester) for id, name in names.items()}


def _whole(name: str, *more: str) -> str:
    signs = (re.sub(r"[^A-Za-z0-9_ -]", "_", " ".join(_plain(text).split())) for text in more)
    return " ".join(filter(None, (name, *signs)))[:LONGEST_WHOLE].rstrip()


def _plain(text: str) -> str:
    return "".join(char for char in unicodedata.normalize("NFKD", text) if not unicodedata.combining(char))


def file_names(ids: Iterable[str]) -> dict[str, str]:
    """File names without ending that every system takes, each of them once.

    Args:
        ids: Ids of boards, schools or trainers.

    Returns:
        Id to name. Names that differ in case only would be one file in Windows, so they get a number.
    """
    found: dict[str, str] = {}
    used: set[str] = set()
    for board in sorted(ids):
        base = name = _safe(_plain(board))
        number = 2
        while name.casefold() in used:
            name, number = f"{base}_{number}", number + 1
        used.add(name.casefold())
        found[board] = name
    return found


def _safe(text: str) -> str:
    """A name for every system: no odd sign, not too long, and none that Windows keeps for devices."""
    name = re.sub(r"[^A-Za-z0-9_-]", "_", text)[:LONGEST_NAME] or "_"
    return f"{name}_" if re.fullmatch(r"(?i)con|prn|aux|nul|(com|lpt)[0-9]", name) else name
