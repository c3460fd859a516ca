"""A defect of the product: the details go to a file, the office reads one sentence. Knows no rule.

The file holds the trace and the versions. Names of people read from the workbook are struck out.
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

from scheduler.runtime.settings import RUNTIME

PACKAGES = ("plaatswijzer", "ortools", "openpyxl", "XlsxWriter", "numpy", "pandas", "click", "rich")

_private: set[str] = set()


def keep_private(names: Iterable[str]) -> None:
    """Remember words that may not stand in a file with details."""
    _private.update(name for name in names if len(name) > 2)


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
    target.write_text(_struck("\n".join(parts)) + "\n", encoding="utf-8")
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
            f"{type(seen).__name__}: {str(seen)[: RUNTIME.longest_message]}",
            "",
        ]
        seen = seen.__cause__ or seen.__context__
    return lines


def _struck(text: str) -> str:
    if not _private:
        return text
    names = sorted(_private, key=len, reverse=True)
    return re.sub("|".join(re.escape(name) for name in names), "[naam]", text)
