"""Everything the lock installs may be used freely by an office. Reads the installed packages' own words."""

from __future__ import annotations

import re
from importlib.metadata import Distribution, distribution
from pathlib import Path

import pytest
from packaging.requirements import Requirement

LOCK = Path(__file__).resolve().parent.parent / "requirements.lock"
FREE = ("mit", "bsd", "0bsd", "apache", "psf", "python software foundation", "mpl", "mozilla public", "zlib", "cc0")


def locked() -> list[str]:
    """What is installed with this Python on this system: the lock also names what others need."""
    lines = re.findall(r"(?m)^([A-Za-z0-9._-]+==[^\\\n]+)", LOCK.read_text(encoding="utf-8"))
    wanted = map(Requirement, lines)
    return sorted({one.name for one in wanted if one.marker is None or one.marker.evaluate()})


def licences(package: Distribution) -> list[str]:
    """The licences that all hold: the parts of the SPDX expression, else the classifiers, else the free text."""
    words = package.metadata
    for expression in words.get_all("License-Expression") or []:
        return [part.strip("() ") for part in re.split(r"\bAND\b|\bOR\b", expression)]
    classifiers = words.get_all("Classifier") or []
    named = [c.rsplit(" :: ", 1)[1] for c in classifiers if c.startswith("License :: ") and c.count("::") > 1]
    return named or words.get_all("License") or ["not stated"]


@pytest.mark.parametrize("name", locked())
def test_the_licence_is_a_free_one(name: str) -> None:
    package = distribution(name)
    free = re.compile(r"\b(" + "|".join(map(re.escape, FREE)) + ")")
    assert [licence for licence in licences(package) if not free.search(licence.lower())] == []
