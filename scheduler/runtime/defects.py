"""A defect of the product: the details go to a file, the office reads one sentence. Knows no rule.

The file holds the trace and the versions, and only the owner may read it. Names of people read from the workbook are
struck out, whole and in parts; while no workbook has been read, whatever a message quotes that looks like a name is.
"""

from __future__ import annotations

import platform
import re
import sys
import tempfile
import traceback
from collections.abc import Iterable
from datetime import datetime
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from instances.privacy.owner_only import write_owner_only
from scheduler.runtime.settings import RUNTIME

PACKAGES = ("plaatswijzer", "ortools", "openpyxl", "XlsxWriter", "numpy", "pandas", "click", "rich")

_private: set[str] = set()
_LIKE_A_NAME = re.compile(r"""(['"])(?:(?!\1).)*(?:[A-ZÀ-Þ][a-zà-ÿ]|@)(?:(?!\1).)*\1""")


def keep_private(names: Iterable[str]) -> None:
    """Remember words that may not stand in a file with details."""
    global _private  # another one: a thread of the window may be writing what went wrong in the meantime
    _private = _private | {name for name in names if len(name) > 2}


def save(error: BaseException, command: str, folder: Path | None = None) -> Path:
    """Write what a maintainer needs to know of a defect.

    Args:
        error: What was raised.
        command: The verb, without its arguments.
        folder: Where the file comes; None: the folder for temporary files.

    Returns:
        The file.
    """
    moment = datetime.now()
    target = Path(folder or tempfile.gettempdir()) / f"plaatswijzer-defect-{moment:%Y%m%d-%H%M%S-%f}.txt"
    parts = [
        f"Plaatswijzer, opdracht {command}, {moment:%Y-%m-%d %H:%M:%S}",
        f"Python {sys.version.split()[0]} op {platform.system()} {platform.release()}",
        *(f"{package} {_version(package)}" for package in PACKAGES),
        "",
        *_trace(error),
    ]
    write_owner_only(target, _struck("\n".join(parts)) + "\n")
    return target


def without_answer(path: Path | None) -> str:
    """Write the sentence for the office where a proposal or price beside a roster is left out.

    Args:
        path: The file with the details; None where it could not be written.

    Returns:
        Dutch sentences.
    """
    told = (
        "Een voorstel of prijs bij dit rooster is weggelaten door een fout in Plaatswijzer zelf. Al het andere is "
        "nagekeken, ook het rooster. De bijzonderheden "
    )
    if path is None:
        return told + "konden niet worden bewaard; meld dit aan de beheerder met de opdracht die u gaf."
    return told + f"(zonder namen van studenten) staan in {path}; stuur dat bestand aan de beheerder."


def apology(path: Path) -> str:
    """Write the sentence for the office."""
    return (
        "Er ging iets mis in Plaatswijzer zelf; aan uw bestand ligt het niet. Er is niets overschreven.\n"
        f"De bijzonderheden (zonder namen van studenten) staan in {path}.\n"
        "Stuur dat bestand aan de beheerder, met de opdracht die u gaf."
    )


def _version(package: str) -> str:
    try:
        return version(package)
    except PackageNotFoundError:
        return "niet geïnstalleerd"


def _trace(error: BaseException) -> list[str]:
    lines: list[str] = []
    seen: BaseException | None = error
    while seen is not None:
        frames = traceback.format_tb(seen.__traceback__)
        lines += [
            *(line.rstrip() for line in frames),
            f"{type(seen).__name__}: {_message(seen)}",
            "",
        ]
        seen = seen.__cause__ or seen.__context__
    return lines


def _message(error: BaseException) -> str:
    """Without first names and surnames by themselves, and before anybody is known without what looks like a name."""
    text = str(error)
    if not _private:
        return _LIKE_A_NAME.sub("[tekst]", text)[: RUNTIME.longest_message]
    parts = {part for name in _private for part in re.findall(r"\w{3,}", name)}
    known = re.sub(r"\w{3,}", lambda word: "[naam]" if word[0] in parts else word[0], _struck(text))
    return known[: RUNTIME.longest_message]


def _struck(text: str) -> str:
    if not _private:
        return text
    names = sorted(_private, key=len, reverse=True)
    return re.sub("|".join(re.escape(name) for name in names), "[naam]", text, flags=re.IGNORECASE)
