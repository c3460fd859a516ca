"""Files that a browser sends: written in a folder that is gone afterwards, with a name that is only shown."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from pathlib import Path

from fastapi import UploadFile
from starlette.concurrency import run_in_threadpool

from scheduler.web.server.settings import WEB
from scheduler.web.tasks.workbook_copy import DISK


async def received(file: UploadFile, folder: Path, name: str, take: Callable[[Path], str]) -> str:
    """Write what was sent to a file and take it in; the file is gone afterwards.

    Args:
        file: What the browser sends.
        folder: Where there is room for it for a moment.
        name: The name of that file; never that of the browser.
        take: Takes the file in; '' where it did, else why not.

    Returns:
        '' where it was taken in, else why not, in Dutch.
    """
    try:
        with tempfile.TemporaryDirectory(dir=folder) as place:
            path = Path(place) / name
            with path.open("wb") as stream:
                while piece := await file.read(WEB.upload_piece):
                    stream.write(piece)
            return await run_in_threadpool(take, path)
    except OSError:
        return DISK


def shown_name(given: str, otherwise: str) -> str:
    """Give the name of a file without its folders; only shown, never used as a path."""
    name = "".join(letter for letter in given.replace("\\", "/").rpartition("/")[2] if letter.isprintable())
    return name[-120:] or otherwise


def upload_limits() -> dict[str, int]:
    """Give what a page with a form for files shows: the most that is taken in, in MB and in bytes."""
    return {"upload_mb": WEB.upload_bytes // 1_000_000, "upload_bytes": WEB.upload_bytes}
