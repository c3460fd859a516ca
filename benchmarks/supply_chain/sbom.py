"""``python -m benchmarks.supply_chain.sbom``: the bill of materials as CycloneDX 1.5. Knows the lock and the installed.

It follows from the lock alone, so the same lock gives the same bytes: no moment, and a serial number made of the rest.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
import uuid
from collections.abc import Iterable, Iterator, Mapping, Sequence
from importlib.metadata import Distribution, distribution
from pathlib import Path

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from benchmarks.supply_chain.lock import LOCK, Locked, read_lock

Json = dict[str, object]
PRODUCT = "plaatswijzer"
FORMAT, SPEC = "CycloneDX", "1.5"
VENDORED = LOCK.parent / "scheduler" / "web" / "static" / "vendor" / "vendor.json"
EXTRAS = ("", "dask")
"""What an office may have: the product, and the product that computes on a cluster; all else is for maintainers."""


def bill_of_materials(locked: Sequence[Locked], vendored: Path = VENDORED) -> Json:
    """Tell every package that the lock installs here, and every file for the browser that came from elsewhere.

    Args:
        locked: The lock.
        vendored: Says which those files are.

    Returns:
        A CycloneDX document: packages with version, hashes and licence, what needs what, and whether an office runs it.

    Raises:
        PackageNotFoundError: A package of the lock is not installed.
    """
    here = {one.name: one for one in locked if one.here}
    product = distribution(PRODUCT)
    needs = {name: sorted(_needs(distribution(name), ("",)) & here.keys()) for name in here}
    required, optional = (_reached(_needs(product, extras), needs) & here.keys() for extras in (EXTRAS[:1], EXTRAS))
    body: Json = {
        "metadata": {
            "component": {**_component(product), "bom-ref": PRODUCT, "type": "application"},
            "tools": {"components": [{"type": "application", "name": "benchmarks.supply_chain"}]},
        },
        "components": [
            {**_package(one, distribution(name)), "scope": _scope(name, required, optional)}
            for name, one in sorted(here.items())
        ]
        + list(_for_the_browser(vendored)),
        "dependencies": [
            {"ref": PRODUCT, "dependsOn": [_ref(here[name]) for name in sorted(_needs(product, EXTRAS) & here.keys())]},
            *({"ref": _ref(here[name]), "dependsOn": [_ref(here[n]) for n in needs[name]]} for name in sorted(here)),
        ],
    }
    serial = uuid.uuid5(uuid.NAMESPACE_URL, json.dumps(body, sort_keys=True))
    return {"bomFormat": FORMAT, "specVersion": SPEC, "serialNumber": f"urn:uuid:{serial}", "version": 1, **body}


def _scope(name: str, required: set[str], optional: set[str]) -> str:
    return "required" if name in required else "optional" if name in optional else "excluded"


def _package(one: Locked, installed: Distribution) -> Json:
    """The hashes are of every file the lock allows for this version: one of them was installed."""
    if installed.version != one.version:
        raise ValueError(f"{one.name} {installed.version} is installed and {one.version} locked: make the environment")
    hashes = [{"alg": "SHA-256", "content": digest} for digest in one.hashes]
    return {"type": "library", "bom-ref": _ref(one), **_component(installed), "purl": _ref(one), "hashes": hashes}


def _for_the_browser(vendored: Path) -> Iterator[Json]:
    """The files of the window that others made: they lie in the sources and go along in the wheel."""
    for one in json.loads(vendored.read_text(encoding="utf-8")):
        ref = f"pkg:npm/{one['package'].replace('@', '%40')}@{one['version']}"
        yield {
            "type": "library",
            "bom-ref": ref,
            "name": one["package"],
            "version": one["version"],
            "licenses": [{"license": {"id": one["licence"]}}],
            "purl": ref,
            "hashes": [{"alg": "SHA-256", "content": file["sha256"]} for file in one["files"]],
            "scope": "required",
        }


def _ref(one: Locked) -> str:
    return f"pkg:pypi/{one.name}@{one.version}"


def _component(installed: Distribution) -> Json:
    name = canonicalize_name(installed.metadata["Name"])
    return {"name": name, "version": installed.version, "licenses": [_licence(installed)]}


def _licence(installed: Distribution) -> Json:
    """The expression of the package, else its classifiers, else its own first line."""
    words = installed.metadata
    for expression in words.get_all("License-Expression") or []:
        return {"expression": expression}
    classifiers = words.get_all("Classifier") or []
    named = [c.rsplit(" :: ", 1)[1] for c in classifiers if c.startswith("License :: ") and c.count("::") > 1]
    own = [line for text in words.get_all("License") or [] for line in text.splitlines()[:1]]
    return {"license": {"name": " AND ".join(named) or next(iter(own), "not stated")}}


def _needs(installed: Distribution, extras: Iterable[str]) -> set[str]:
    return set(_wanted(installed, tuple(extras)))


def _wanted(installed: Distribution, extras: tuple[str, ...]) -> Iterator[str]:
    for text in installed.requires or []:
        wanted = Requirement(text)
        if wanted.marker is None or any(wanted.marker.evaluate({"extra": extra}) for extra in extras):
            yield canonicalize_name(wanted.name)


def _reached(start: Iterable[str], needs: Mapping[str, Sequence[str]]) -> set[str]:
    found: set[str] = set()
    left = list(start)
    while left:
        name = left.pop()
        if name not in found:
            found.add(name)
            left += needs.get(name, ())
    return found


def main(arguments: Sequence[str] | None = None) -> int:
    """Write the bill of materials of the lock."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.supply_chain.sbom", description=__doc__)
    parser.add_argument("target", type=Path, help="the file, such as dist/sbom.cdx.json")
    target: Path = parser.parse_args(arguments).target
    found = bill_of_materials(read_lock())
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text(json.dumps(found, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    scopes = re.findall('"scope": "([a-z]+)"', json.dumps(found))
    told = ", ".join(f"{scopes.count(scope)} {scope}" for scope in ("required", "optional", "excluded"))
    print(f"{target}: {len(scopes)} packages ({told})")
    return 0


if __name__ == "__main__":
    sys.exit(main())
