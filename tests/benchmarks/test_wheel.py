"""The wheel follows from the sources alone: another place, moment, mask and order of files give the same bytes."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PACKAGES = ("instances", "models", "reports", "scheduler")
BESIDE = ("pyproject.toml", "README.md", "LICENSE", ".gitignore")
EPOCH = "1767225600"  # as in the Makefile


def copy(target: Path, reverse: bool) -> Path:
    """The sources that make the product, written in another order."""
    target.mkdir()
    names = sorted((*PACKAGES, *BESIDE), reverse=reverse)
    for name in names:
        if (ROOT / name).is_dir():
            shutil.copytree(ROOT / name, target / name, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            shutil.copy(ROOT / name, target / name)
    return target


def wheel(source: Path) -> Path:
    environment = {**os.environ, "SOURCE_DATE_EPOCH": EPOCH}
    words = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", "dist"]
    subprocess.run(words, cwd=source, env=environment, check=True, capture_output=True)
    return next((source / "dist").glob("*.whl"))


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    place = tmp_path_factory.mktemp("wheel")
    one, other = copy(place / "one", False), copy(place / "somewhere else", True)
    for path in other.rglob("*"):
        os.utime(path, (1_600_000_000, 1_600_000_000))
        if path.is_file():
            path.chmod(0o600)
    return wheel(one), wheel(other)


def test_the_same_sources_give_the_same_bytes(made: tuple[Path, Path]) -> None:
    one, other = made
    assert one.read_bytes() == other.read_bytes()


def test_one_letter_gives_other_bytes(made: tuple[Path, Path], tmp_path: Path) -> None:
    changed = copy(tmp_path / "changed", False)
    with (changed / "scheduler" / "__init__.py").open("a", encoding="utf-8") as file:
        file.write("# a letter\n")
    assert wheel(changed).read_bytes() != made[0].read_bytes()


def test_the_wheel_holds_the_product_and_nothing_else(made: tuple[Path, Path]) -> None:
    with zipfile.ZipFile(made[0]) as archive:
        names = archive.namelist()
    assert {name.split("/")[0] for name in names} == {
        *PACKAGES,
        next(n for n in names if ".dist-info/" in n).split("/")[0],
    }
    assert {Path(name).suffix for name in names} <= {".py", ".html", ".css", ".js", ".svg", "", ".txt", ".json"}
    sources = {path.relative_to(ROOT).as_posix() for package in PACKAGES for path in (ROOT / package).rglob("*.py")}
    assert sources <= set(names)


def test_the_makefile_gives_the_same_moment() -> None:
    assert f"EPOCH := {EPOCH}\n" in (ROOT / "Makefile").read_text(encoding="utf-8")
