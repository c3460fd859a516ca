"""The lock, the bill of materials and the audit: complete, the same every time, and never clean without an answer."""

from __future__ import annotations

import hashlib
import json
from importlib.metadata import distribution
from pathlib import Path

import pytest

from benchmarks.supply_chain.audit import CLEAN, FOUND, NOT_LOOKED_UP, audit_of, told
from benchmarks.supply_chain.audit import main as audit
from benchmarks.supply_chain.lock import Locked, read_lock
from benchmarks.supply_chain.sbom import bill_of_materials, main

ROOT = Path(__file__).resolve().parents[2]
ENTRY = "absl-py==2.5.1 \\\n    --hash=sha256:" + "0a" * 32 + "\n    # via ortools\n"


def test_every_package_of_the_lock_has_a_version_and_hashes() -> None:
    found = read_lock()
    assert len(found) > 60
    assert {"ortools", "openpyxl", "xlsxwriter", "icalendar"} <= {one.name for one in found}
    assert all(one.version and one.hashes for one in found)


def test_no_line_of_the_lock_is_passed_over() -> None:
    text = (ROOT / "requirements.lock").read_text(encoding="utf-8")
    assert sum(len(one.hashes) for one in read_lock()) == text.count("--hash=")
    assert len(read_lock()) == sum("==" in line and not line.startswith((" ", "#")) for line in text.splitlines())


@pytest.mark.parametrize("entry", ["absl-py==2.5.1\n", "absl-py>=2 \\\n    --hash=sha256:" + "0a" * 32 + "\n"])
def test_a_package_without_hash_or_version_is_refused(entry: str, tmp_path: Path) -> None:
    (tmp_path / "requirements.lock").write_text(entry)
    found: object = ()
    try:
        found = read_lock(tmp_path / "requirements.lock")
    except ValueError:
        return
    assert found == ()  # no entry with a single version at all


def test_the_hashes_of_a_package_are_its_own(tmp_path: Path) -> None:
    second = ENTRY.replace("absl-py==2.5.1", "click==8.4").replace("0a" * 32, "0b" * 32)
    (tmp_path / "requirements.lock").write_text(ENTRY + second)
    found = read_lock(tmp_path / "requirements.lock")
    assert [(one.name, one.hashes) for one in found] == [("absl-py", ("0a" * 32,)), ("click", ("0b" * 32,))]


def bill() -> dict[str, list[dict[str, object]]]:
    found: dict[str, list[dict[str, object]]] = json.loads(json.dumps(bill_of_materials(read_lock())))
    return found


def packages(kind: str = "pkg:pypi/") -> list[dict[str, object]]:
    return [one for one in bill()["components"] if str(one["purl"]).startswith(kind)]


def test_the_bill_names_the_files_for_the_browser_with_their_hashes() -> None:
    """They are no package of the lock: they lie in the sources."""
    vendored = ROOT / "scheduler" / "web" / "static" / "vendor"
    hashes = {digest["content"] for one in packages("pkg:npm/") for digest in one["hashes"]}  # type: ignore[attr-defined]
    scripts = [path for path in vendored.iterdir() if path.suffix in (".js", ".css")]
    assert scripts
    assert {hashlib.sha256(path.read_bytes()).hexdigest() for path in scripts} <= hashes


def test_the_bill_names_every_installed_package_of_the_lock() -> None:
    found = {(one["name"], one["version"]) for one in packages()}
    assert found == {(one.name, one.version) for one in read_lock() if one.here}


def test_every_package_in_the_bill_has_its_hashes_licence_and_address() -> None:
    by_name = {one.name: one for one in read_lock() if one.here}
    for one in packages():
        locked = by_name[str(one["name"])]
        assert one["hashes"] == [{"alg": "SHA-256", "content": digest} for digest in locked.hashes]
        assert one["purl"] == one["bom-ref"] == f"pkg:pypi/{locked.name}@{locked.version}"
        assert "not stated" not in json.dumps(one["licenses"])


def test_the_bill_says_what_an_office_runs() -> None:
    scope = {one["name"]: one["scope"] for one in bill()["components"]}
    assert {scope[name] for name in ("ortools", "openpyxl", "et-xmlfile")} == {"required"}
    assert {scope[name] for name in ("distributed", "dask")} == {"optional"}
    assert {scope[name] for name in ("pytest", "ruff", "hatchling")} == {"excluded"}


def test_every_reference_in_the_bill_is_in_it() -> None:
    found = bill()
    known = {one["bom-ref"] for one in packages()} | {"plaatswijzer"}
    assert {one["ref"] for one in found["dependencies"]} == known
    for one in found["dependencies"]:
        assert set(one["dependsOn"]) <= known  # type: ignore[call-overload]


def test_the_bill_has_the_head_that_readers_of_cyclonedx_look_for() -> None:
    found = bill_of_materials(read_lock())
    assert (found["bomFormat"], found["specVersion"], found["version"]) == ("CycloneDX", "1.5", 1)
    assert str(found["serialNumber"]).startswith("urn:uuid:")


def test_the_same_lock_gives_the_same_bytes(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for name in ("one", "other"):
        assert main([str(tmp_path / name / "sbom.cdx.json")]) == 0
    assert (tmp_path / "one/sbom.cdx.json").read_bytes() == (tmp_path / "other/sbom.cdx.json").read_bytes()
    assert "required" in capsys.readouterr().out


def test_an_environment_that_is_not_that_of_the_lock_is_refused() -> None:
    with pytest.raises(ValueError, match="make the environment"):
        bill_of_materials([Locked("click", "0.1", ("0a" * 32,), here=True)])


def answer(*rows: dict[str, object]) -> str:
    return json.dumps({"dependencies": list(rows), "fixes": []})


KNOWN = {"name": "click", "version": "8.4", "vulns": []}
SKIPPED = {"name": "click", "skip_reason": "could not be audited"}
HIT = {"name": "Click", "version": "8.4", "vulns": [{"id": "PYSEC-1", "fix_versions": ["8.5"], "aliases": []}]}


@pytest.mark.parametrize(
    ("row", "code", "words"),
    [
        (KNOWN, CLEAN, "No known vulnerability in any package; 1 of 1 packages were looked up."),
        (SKIPPED, NOT_LOOKED_UP, "NOT LOOKED UP: nothing is known about click."),
        (HIT, FOUND, "click 8.4: PYSEC-1, mended in 8.5"),
        ({"name": "other", "version": "1", "vulns": []}, NOT_LOOKED_UP, "0 of 1 packages were looked up."),
    ],
)
def test_only_what_was_looked_up_is_called_clean(row: dict[str, object], code: int, words: str) -> None:
    """pip-audit itself says "No known vulnerabilities found" where its service knew not one package."""
    found, lines = told(audit_of(answer(row), ["click"]))
    assert (found, words in lines) == (code, True)


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"dependencies": 3}', "<html>"])
def test_no_answer_is_no_clean_answer(text: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        audit_of(text, ["click"])


def test_a_pip_audit_that_cannot_run_is_said_plainly(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert audit([str(tmp_path / "python")]) == NOT_LOOKED_UP
    assert "NOT LOOKED UP: the advisory service could not be reached" in capsys.readouterr().out


def test_the_product_is_in_the_environment_it_is_measured_in() -> None:
    assert distribution("plaatswijzer").version
