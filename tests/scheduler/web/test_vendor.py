"""Files of other makers are what their lists say, with their licence, and ask for nothing outside."""

from __future__ import annotations

import hashlib
import json
import re
from pathlib import Path

import pytest

from benchmarks.vendor.__main__ import FOLDERS

WINDOW, TESTS = FOLDERS
MAY_BE_USED = {WINDOW: {"0BSD", "MIT"}, TESTS: {"MPL-2.0"}}  # of the tests nothing is shipped
TEMPLATES = WINDOW.parents[1] / "templates"


def packages(folder: Path) -> list[dict[str, object]]:
    return json.loads((folder / "vendor.json").read_text(encoding="utf-8"))


FILES = [
    (folder / file["to"], file["sha256"])
    for folder in FOLDERS
    for package in packages(folder)
    for file in package["files"]
]


@pytest.mark.parametrize(("path", "print"), FILES, ids=lambda value: getattr(value, "name", ""))
def test_a_file_is_the_one_of_the_package(path: Path, print: str) -> None:
    assert hashlib.sha256(path.read_bytes()).hexdigest() == print


def test_every_file_is_on_a_list() -> None:
    listed = {path for path, _ in FILES} | {WINDOW / "event-calendar.LICENSE.txt"}
    there = {path for folder in FOLDERS for path in folder.iterdir() if path.name != "vendor.json"}
    assert there == listed


@pytest.mark.parametrize("folder", FOLDERS, ids=["window", "tests"])
def test_every_package_has_a_licence_that_may_be_used_and_its_text(folder: Path) -> None:
    for package in packages(folder):
        assert package["licence"] in MAY_BE_USED[folder]
        assert re.fullmatch(r"\d+\.\d+\.\d+", str(package["version"]))
    assert len(list(folder.glob("*.LICENSE.txt"))) >= len(packages(folder))


def test_no_page_has_a_script_or_style_of_its_own() -> None:
    for template in TEMPLATES.rglob("*.html"):
        text = template.read_text(encoding="utf-8")
        assert not re.search(r"<script(?![^>]*\bsrc=)|<style|\sstyle=|\son\w+=|javascript:", text), template.name
        assert not re.search(r"(src|href)=[\"']?(https?:)?//", text), template.name
