"""How the templates of the page are read. Knows no section."""

from __future__ import annotations

from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from instances.dutch.numbers import thousands

TEMPLATES = Path(__file__).parent / "templates"


def environment() -> Environment:
    """Give what reads the templates; every word that is filled in is escaped."""
    found = Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    found.filters["thousands"] = thousands
    return found
