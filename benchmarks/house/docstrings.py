"""What the docstrings of names that others use do not say. Knows no rule and no solver."""

from __future__ import annotations

import ast
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from benchmarks.house.layout import Function
from benchmarks.house.source import SourceModule, imports


@dataclass(frozen=True)
class Documented:
    """How many of the names that another package uses have a full docstring.

    Attributes:
        names: Functions, classes and public methods of those classes.
        full: Those whose docstring says everything.
    """

    names: int
    full: int

    @property
    def share(self) -> float:
        """0-1; 1 where there are no names."""
        return self.full / self.names if self.names else 1.0


def used_elsewhere(modules: Mapping[str, SourceModule], between_rooms: bool) -> dict[str, set[str]]:
    """Which names are used outside their own place.

    Args:
        modules: All that were read.
        between_rooms: A place is a folder, and not a top folder.

    Returns:
        Name of a module to its names that a module elsewhere imports.
    """
    found: dict[str, set[str]] = defaultdict(set)
    for user in modules.values():
        for one in imports(user, modules):
            used = modules.get(one.used)
            if used is not None and one.names and _place(used, between_rooms) != _place(user, between_rooms):
                found[used.name] |= set(one.names)
    return dict(found)


def _place(module: SourceModule, between_rooms: bool) -> str:
    return module.folder if between_rooms else module.package


def definitions(module: SourceModule, names: set[str]) -> Iterator[tuple[str, ast.ClassDef | Function]]:
    """The functions and classes of some names, and the public methods of those classes.

    Args:
        module: Where they are defined.
        names: Of functions, classes and others; the others are left out.

    Yields:
        Each with its full name.
    """
    for node in module.tree.body:
        if isinstance(node, Function | ast.ClassDef) and node.name in names:
            yield node.name, node
            for inner in node.body if isinstance(node, ast.ClassDef) else ():
                if isinstance(inner, Function) and not inner.name.startswith("_"):
                    yield f"{node.name}.{inner.name}", inner


def misses(name: str, node: ast.ClassDef | Function, source: str) -> Iterator[str]:
    """What the docstring of one definition does not say.

    Args:
        name: Its full name.
        node: The definition.
        source: The text of its module: a field of a record may be told beside it, in a comment.

    Yields:
        A line for a docstring, a parameter, a field of a record, an answer or an error that is missing; of a class also
        what its constructor does not say.
    """
    text = ast.get_docstring(node)
    if text is None:
        yield f"{name}: no docstring"
    elif isinstance(node, ast.ClassDef):
        lines = source.split("\n")
        for field, line in _fields(node).items():
            if not _tells(text, "Attributes:", field) and "  # " not in lines[line - 1]:
                yield f"{name}: field {field}"
        for inner in node.body:
            if isinstance(inner, Function) and inner.name == "__init__":
                told = ast.get_docstring(inner) or ""
                yield from (
                    f"{name}: parameter {each}" for each in _parameters(inner) if not _tells(told, "Args:", each)
                )
    elif not _is_property(node):
        yield from (f"{name}: parameter {each}" for each in _parameters(node) if not _tells(text, "Args:", each))
        if _gives_back(node) and "Returns:" not in text and "Yields:" not in text:
            yield f"{name}: what it returns"
        if _raises_itself(node) and "Raises:" not in text:
            yield f"{name}: what it raises"


def documented(modules: Mapping[str, SourceModule]) -> dict[str, Documented]:
    """The docstring coverage of every package, of the names that another package uses.

    Args:
        modules: All that were read.

    Returns:
        Name of a top folder to its figures.
    """
    names: dict[str, int] = defaultdict(int)
    full: dict[str, int] = defaultdict(int)
    for name, used in used_elsewhere(modules, between_rooms=False).items():
        package = modules[name].package
        for full_name, node in definitions(modules[name], used):
            names[package] += 1
            full[package] += not list(misses(full_name, node, modules[name].text))
    return {package: Documented(names[package], full[package]) for package in sorted(names)}


def _tells(text: str, section: str, name: str) -> bool:
    return f"\n    {name}:" in text.partition(section)[2]


def _fields(node: ast.ClassDef) -> dict[str, int]:
    """The public fields of a data class or named tuple, its own and not those it inherits, with their last lines."""
    words = [ast.unparse(each) for each in (*node.decorator_list, *node.bases)]
    if not any("dataclass" in word or "NamedTuple" in word for word in words):
        return {}
    found = [(each.target, each.end_lineno or each.lineno) for each in node.body if isinstance(each, ast.AnnAssign)]
    return {name.id: line for name, line in found if isinstance(name, ast.Name) and not name.id.startswith("_")}


def _is_property(function: Function) -> bool:
    words = {ast.unparse(each) for each in function.decorator_list}
    return bool(words & {"property", "cached_property", "functools.cached_property", "abstractmethod"})


def _parameters(function: Function) -> list[str]:
    spec = function.args
    every = [*spec.posonlyargs, *spec.args, *spec.kwonlyargs, *filter(None, (spec.vararg, spec.kwarg))]
    return [each.arg for each in every if each.arg not in ("self", "cls")]


def _gives_back(function: Function) -> bool:
    return function.returns is not None and ast.unparse(function.returns) not in ("None", "'None'")


def _raises_itself(function: Function) -> bool:
    return any(isinstance(node, ast.Raise) and node.exc is not None for node in ast.walk(function))
