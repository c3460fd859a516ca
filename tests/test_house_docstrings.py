"""What one package uses of another is documented: parameters, fields, returns, errors. Knows no rule and no solver."""

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


@cache
def used(between_rooms: bool) -> dict[str, set[str]]:
    """What others use of each module; the same for every test, and half a second to find."""
    return used_elsewhere(sources(), between_rooms=between_rooms)


@pytest.mark.parametrize("module", sorted(used(between_rooms=False)))
def test_what_another_package_uses_tells_parameters_returns_and_errors(module: str) -> None:
    names = used(between_rooms=False)[module]
    source = sources()[module]
    assert [line for name, node in definitions(source, names) for line in misses(name, node, source.text)] == []


RECORD = '''
@dataclass(frozen=True)
class Pair:
    """Two ids.

    Attributes:
        student: The one.
    """

    student: str
    mentor: str
    school: str  # beside it


class Search:
    """A search."""

    def __init__(self, seconds: float) -> None:
        """Start the clock."""
'''


def test_a_field_or_a_parameter_of_a_constructor_that_is_not_told_is_missed() -> None:
    classes = [node for node in ast.parse(RECORD).body if isinstance(node, ast.ClassDef)]
    told = [line for node in classes for line in misses(node.name, node, RECORD)]
    assert told == ["Pair: field mentor", "Search: parameter seconds"]


@pytest.mark.parametrize("module", sorted(used(between_rooms=True)))
def test_what_another_room_uses_has_a_docstring(module: str) -> None:
    names = used(between_rooms=True)[module]
    top = [(name, node) for name, node in definitions(sources()[module], names) if "." not in name]
    assert [name for name, node in top if ast.get_docstring(node) is None] == []
