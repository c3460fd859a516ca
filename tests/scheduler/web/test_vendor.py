"""Files of other makers are what the list says, with their licence, and ask for nothing outside."""

from __future__ import annotations

import hashlib
import json
import re
from pathlib import Path

import pytest

import scheduler.web

VENDOR = Path(scheduler.web.__path__[0]) / "static" / "vendor"
PACKAGES = json.loads((VENDOR / "vendor.json").read_text(encoding="utf-8"))
FILES = [(file["to"], file["sha256"]) for package in PACKAGES for file in package["files"]]


@pytest.mark.parametrize(("name", "print"), FILES)
def test_a_file_is_the_one_of_the_package(name: str, print: str) -> None:
    assert hashlib.sha256((VENDOR / name).read_bytes()).hexdigest() == print


def test_every_file_is_on_the_list() -> None:
    listed = {name for name, _ in FILES} | {"vendor.json", "event-calendar.LICENSE.txt"}
    assert {path.name for path in VENDOR.iterdir()} == listed


def test_every_package_has_a_licence_that_may_be_used_and_its_text() -> None:
    for package in PACKAGES:
        assert package["licence"] in {"0BSD", "MIT"}
        assert re.fullmatch(r"\d+\.\d+\.\d+", package["version"])
    assert len(list(VENDOR.glob("*.LICENSE.txt"))) == len(PACKAGES)


def test_no_page_has_a_script_or_style_of_its_own() -> None:
    for template in (VENDOR.parents[1] / "templates").glob("*.html"):
        text = template.read_text(encoding="utf-8")
        assert not re.search(r"<script(?![^>]*\bsrc=)|<style|\sstyle=|\son\w+=|javascript:", text), template.name
        assert not re.search(r"(src|href)=[\"']?(https?:)?//", text), template.name
