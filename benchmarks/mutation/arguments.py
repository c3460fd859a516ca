"""The mutants that no test can or need see, each with its reason: ``survivors.toml``. Judges none of them."""

from __future__ import annotations

import tomllib
from pathlib import Path

from benchmarks.mutation.mutant import Mutant, Place

FILE = Path(__file__).with_name("survivors.toml")


def read_arguments(path: Path = FILE) -> dict[Place, str]:
    """Read the reasons.

    Args:
        path: Of the file.

    Returns:
        The place of a mutant (module, function, old lines, new lines) to the reason.
    """
    listed = tomllib.loads(path.read_text(encoding="utf-8")).get("survivor", []) if path.exists() else []
    return {(each["module"], each["where"], each["was"], each["now"]): each["reason"] for each in listed}


def as_toml(mutant: Mutant) -> str:
    """A survivor as an entry of the file, with the reason left open.

    Args:
        mutant: Who survived.

    Returns:
        The lines of its entry.
    """
    fields = zip(("module", "where", "was", "now"), mutant.place, strict=True)
    lines = [f"{name} = {_quoted(value)}" for name, value in fields]
    return "\n".join(["[[survivor]]", *lines, 'reason = ""', ""])


def _quoted(text: str) -> str:
    return f"'{text}'" if "'" not in text else f"'''{text}'''"
