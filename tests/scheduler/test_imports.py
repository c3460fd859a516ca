"""Imports stand at the top, but for what would slow down ``--help`` or keep Ctrl-C waiting; none goes in a circle."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
MODULES = {
    ".".join(path.relative_to(ROOT).with_suffix("").parts): path for path in sorted((ROOT / "scheduler").rglob("*.py"))
}
WHEN_ASKED = (
    "scheduler.commands.", "scheduler.runtime.click_dutch",  # at the top they would slow down --help
    "scheduler.start",  # Ctrl-C is heard before anything is imported
)  # fmt: skip


@cache
def tree(module: str) -> ast.Module:
    return ast.parse(MODULES[module].read_text(encoding="utf-8"))


def in_functions(module: str) -> Iterator[str]:
    for function in ast.walk(tree(module)):
        if isinstance(function, ast.FunctionDef):
            yield from (
                ast.unparse(node) for node in ast.walk(function) if isinstance(node, ast.Import | ast.ImportFrom)
            )


@cache
def needed(module: str) -> frozenset[str]:
    """The modules of scheduler that this one imports, also for types only."""
    found = {node.module for node in ast.walk(tree(module)) if isinstance(node, ast.ImportFrom)}
    return frozenset(name for name in found if name in MODULES)


@pytest.mark.parametrize("module", [name for name in MODULES if not name.startswith(WHEN_ASKED)])
def test_a_module_imports_nothing_in_a_function(module: str) -> None:
    assert list(in_functions(module)) == []


def test_no_module_needs_itself_by_way_of_others() -> None:
    """The variants once took what they need from the workflow that calls them."""
    left = dict.fromkeys(MODULES)
    while True:
        free = [module for module in left if not needed(module) & left.keys()]
        if not free:
            break
        for module in free:
            del left[module]
    assert list(left) == []
