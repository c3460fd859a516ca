"""What one package uses of another is documented: parameters, returns, errors. Knows no rule and no solver."""

from __future__ import annotations

import ast
from functools import cache
from pathlib import Path

import pytest

from benchmarks.house.docstrings import definitions, misses, used_elsewhere
from benchmarks.house.source import SourceModule, read_modules

ROOT = Path(__file__).resolve().parent.parent


@cache
def sources() -> dict[str, SourceModule]:
    """Every module of the four packages."""
    return read_modules(ROOT)


@pytest.mark.parametrize("module", sorted(used_elsewhere(sources(), between_rooms=False)))
def test_what_another_package_uses_tells_parameters_returns_and_errors(module: str) -> None:
    names = used_elsewhere(sources(), between_rooms=False)[module]
    assert [line for name, node in definitions(sources()[module], names) for line in misses(name, node)] == []


@pytest.mark.parametrize("module", sorted(used_elsewhere(sources(), between_rooms=True)))
def test_what_another_room_uses_has_a_docstring(module: str) -> None:
    names = used_elsewhere(sources(), between_rooms=True)[module]
    top = [(name, node) for name, node in definitions(sources()[module], names) if "." not in name]
    assert [name for name, node in top if ast.get_docstring(node) is None] == []
