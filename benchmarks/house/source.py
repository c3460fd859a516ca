"""The modules of the packages as syntax trees, and who imports whom. Knows no figure and no promise."""

from __future__ import annotations

import ast
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

PACKAGES = ("instances", "models", "reports", "scheduler")


@dataclass(frozen=True)
class SourceModule:
    """One file.

    Attributes:
        name: Dotted; a package's ``__init__.py`` has the name of the package.
        path: Relative to the root.
        text: What is in it.
        tree: The same as a syntax tree.
    """

    name: str
    path: Path
    text: str
    tree: ast.Module

    @property
    def folder(self) -> str:
        """Dotted name of the folder the file is in."""
        return ".".join(self.path.parent.parts)

    @property
    def is_folder(self) -> bool:
        """Whether it stands for its folder and holds nothing else."""
        return self.path.name == "__init__.py"

    @property
    def package(self) -> str:
        """The top folder."""
        return self.path.parts[0]


class ImportPlace(StrEnum):
    """Where an import stands."""

    MODULE = "at the top"
    TYPES = "under TYPE_CHECKING"
    FUNCTION = "in a function"


@dataclass(frozen=True)
class Import:
    """That one module imports another.

    Attributes:
        user: Name of the importing module.
        used: Dotted name of what is imported: a module of the packages, or of somebody else.
        names: What is imported from it; empty for the module itself.
        place: Where the import stands.
    """

    user: str
    used: str
    names: tuple[str, ...]
    place: ImportPlace


Graph = Mapping[str, frozenset[str]]
"""Name of a module to the modules that it imports."""


def read_modules(root: Path, packages: tuple[str, ...] = PACKAGES) -> dict[str, SourceModule]:
    """Read every Python file below some folders.

    Args:
        root: Of the repository.
        packages: Names of folders in it.

    Returns:
        Name of the module to the module, sorted by path.
    """
    found: dict[str, SourceModule] = {}
    for path in (path for package in packages for path in sorted((root / package).rglob("*.py"))):
        inside = path.relative_to(root)
        parts = inside.with_suffix("").parts
        name = ".".join(parts[:-1] if parts[-1] == "__init__" else parts)
        text = path.read_text(encoding="utf-8")
        found[name] = SourceModule(name, inside, text, ast.parse(text))
    return found


def imports(module: SourceModule, modules: Mapping[str, SourceModule]) -> Iterator[Import]:
    """The imports of one module.

    Args:
        module: Whose imports.
        modules: All that were read: ``from a import b`` is an import of ``a.b`` where that is a module.

    Yields:
        Every import, in the order of the file.
    """
    for node, place in _statements(module.tree, ImportPlace.MODULE):
        if isinstance(node, ast.Import):
            yield from (Import(module.name, alias.name, (), place) for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            inner = [alias.name for alias in node.names if f"{node.module}.{alias.name}" in modules]
            yield from (Import(module.name, f"{node.module}.{name}", (), place) for name in inner)
            names = tuple(alias.name for alias in node.names if alias.name not in inner)
            if names:
                yield Import(module.name, node.module, names, place)


def _statements(node: ast.AST, place: ImportPlace) -> Iterator[tuple[ast.stmt, ImportPlace]]:
    for child in ast.iter_child_nodes(node):
        if isinstance(child, ast.Import | ast.ImportFrom):
            yield child, place
        elif isinstance(child, ast.expr):
            continue
        elif isinstance(child, ast.FunctionDef | ast.AsyncFunctionDef):
            yield from _statements(child, ImportPlace.FUNCTION)
        elif isinstance(child, ast.If) and "TYPE_CHECKING" in ast.unparse(child.test):
            yield from _statements(child, ImportPlace.TYPES)
        else:
            yield from _statements(child, place)


def import_graph(modules: Mapping[str, SourceModule], places: frozenset[ImportPlace] = frozenset(ImportPlace)) -> Graph:
    """Who imports whom.

    Args:
        modules: All that were read; what they import of others is left out.
        places: Which imports count.

    Returns:
        Every module to those that it imports, itself never among them.
    """
    return {
        name: frozenset(
            one.used for one in imports(module, modules) if one.place in places and one.used in modules
        ) - {name}
        for name, module in modules.items()
    }  # fmt: skip
