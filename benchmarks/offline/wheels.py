"""Which wheels a package holds, and fetching them by the hashes of the lock. Knows no start script."""

from __future__ import annotations

import hashlib
import subprocess
import sys
import tomllib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name, parse_wheel_filename

from benchmarks.offline.platforms import PYTHON, Platform
from benchmarks.supply_chain.lock import LOCK, Locked, read_lock

BESIDE = Path(__file__).parent / "beside.lock"
"""uv and what a platform needs beside the product; not in the lock, as no environment is made of it."""


@dataclass(frozen=True, slots=True)
class Wheel:
    """A wheel that was fetched.

    Attributes:
        path: The file.
        name: The package.
        version: Its version.
        sha256: The hash of the file.
    """

    path: Path
    name: str
    version: str
    sha256: str

    @staticmethod
    def of(path: Path) -> Wheel:
        """Tell what a file is.

        Args:
            path: A wheel.
        """
        name, version, _, _ = parse_wheel_filename(path.name)
        return Wheel(path, name, str(version), hashlib.sha256(path.read_bytes()).hexdigest())


def wanted(platform: Platform) -> tuple[Locked, ...]:
    """Tell what a package for a platform holds of the lock: what the product needs there, and nothing for maintainers.

    Args:
        platform: For which.

    Returns:
        The packages by name, each with its hashes.

    Raises:
        ValueError: The product needs something that the lock does not have.
    """
    locked = {one.name: one for one in read_lock(environment=platform.environment) if one.here}
    project = tomllib.loads((LOCK.parent / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    found: set[str] = set()
    left = _needed(project["dependencies"], platform)
    while left:
        name = left.pop()
        if name in found:
            continue
        if name not in locked:
            raise ValueError(f"{name} is needed on {platform.name} and not in {LOCK.name}: make lock")
        found.add(name)
        left += _needed(_requires(name), platform)
    beside = {one.name: one for one in read_lock(BESIDE)}
    return tuple(locked[name] for name in sorted(found)) + tuple(beside[name] for name in platform.beside)


def _requires(name: str) -> Sequence[str]:
    """What only another platform needs is not installed here; such packages need nothing themselves."""
    try:
        return distribution(name).requires or ()
    except PackageNotFoundError:
        return ()


def _needed(texts: Iterable[str], platform: Platform) -> list[str]:
    """The environment of the platform decides, with no extra asked."""
    every = [Requirement(text) for text in texts]
    environment = dict(platform.environment)
    return [canonicalize_name(one.name) for one in every if one.marker is None or one.marker.evaluate(environment)]


def fetch(packages: Sequence[Locked], platform: Platform, folder: Path) -> list[Wheel]:
    """Fetch wheels for a platform; what does not match a hash is refused.

    Args:
        packages: Which.
        platform: For which.
        folder: Where they come; it is there and empty.

    Returns:
        The wheels.

    Raises:
        CalledProcessError: One of them cannot be had, or is another file than was locked.
    """
    asked = folder / "asked.txt"
    lines = [f"{one.name}=={one.version} {' '.join(f'--hash=sha256:{h}' for h in one.hashes)}\n" for one in packages]
    asked.write_text("".join(lines), encoding="utf-8")
    command = [sys.executable, "-m", "pip", "download", "--quiet", "--disable-pip-version-check", "--no-deps"]
    command += ["--require-hashes", "--only-binary=:all:", "--implementation", "cp", "--python-version", PYTHON]
    command += ["--abi", f"cp{PYTHON.replace('.', '')}", "--dest", str(folder), "--requirement", str(asked)]
    for tag in platform.tags:
        command += ["--platform", tag]
    subprocess.run(command, check=True)
    asked.unlink()
    return [Wheel.of(path) for path in sorted(folder.glob("*.whl"))]


def build_product(folder: Path) -> Wheel:
    """Make the wheel of the product.

    Args:
        folder: Where it comes.

    Returns:
        The wheel.
    """
    words = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)]
    subprocess.run(words, cwd=LOCK.parent, check=True, stdout=subprocess.DEVNULL)
    [path] = folder.glob("plaatswijzer-*.whl")
    return Wheel.of(path)
