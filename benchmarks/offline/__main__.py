"""``python -m benchmarks.offline windows``: make the package of a platform in ``dist`` (``make windows``)."""

from __future__ import annotations

import argparse
import hashlib
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from benchmarks.offline.package import write_package
from benchmarks.offline.platforms import PLATFORMS, Platform
from benchmarks.offline.wheels import BESIDE, build_product, fetch, wanted
from benchmarks.supply_chain.lock import read_lock


def make(platform: Platform, folder: Path) -> Path:
    """Make a package.

    Args:
        platform: For which.
        folder: Where it comes; made where it is missing.

    Returns:
        The zip.

    Raises:
        CalledProcessError: A wheel cannot be had, or is another file than was locked.
    """
    folder.mkdir(parents=True, exist_ok=True)
    target = folder / f"plaatswijzer-{platform.name}.zip"
    with tempfile.TemporaryDirectory() as scratch:
        places = [Path(scratch) / name for name in ("wheels", "uv", "product")]
        for place in places:
            place.mkdir()
        wheels = fetch(wanted(platform), platform, places[0])
        [uv] = fetch([one for one in read_lock(BESIDE) if one.name == "uv"], platform, places[1])
        write_package(platform, [*wheels, build_product(places[2])], uv, target)
    return target


def main(arguments: Sequence[str] | None = None) -> int:
    """Make the packages that are asked for."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.offline", description=__doc__)
    parser.add_argument("platforms", nargs="+", choices=PLATFORMS)
    parser.add_argument("--folder", type=Path, default=Path("dist"))
    given = parser.parse_args(arguments)
    for name in given.platforms:
        target = make(PLATFORMS[name], given.folder)
        print(f"{hashlib.sha256(target.read_bytes()).hexdigest()} {target} ({target.stat().st_size / 1e6:.0f} MB)")
    return 0


if __name__ == "__main__":
    sys.exit(main())
