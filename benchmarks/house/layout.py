"""Figures of the layout: folders, files, functions, circles, chains and names. Knows no promise."""

from __future__ import annotations

import ast
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping

from benchmarks.house.source import Graph, SourceModule

Function = ast.FunctionDef | ast.AsyncFunctionDef


def files_per_folder(modules: Mapping[str, SourceModule]) -> list[tuple[str, int]]:
    """How many files each folder holds itself.

    Args:
        modules: All that were read.

    Returns:
        Dotted folder and number of files without ``__init__.py``, the largest first.
    """
    count = Counter(module.folder for module in modules.values() if not module.is_folder)
    return sorted(count.items(), key=lambda item: (-item[1], item[0]))


def long_files(modules: Mapping[str, SourceModule], limit: int) -> list[tuple[str, int]]:
    """The files that are too long.

    Args:
        modules: All that were read.
        limit: Lines that a file may have.

    Returns:
        Path and lines of every longer one, the longest first.
    """
    lines = {str(module.path): module.text.count("\n") for module in modules.values()}
    return sorted(((path, count) for path, count in lines.items() if count > limit), key=lambda item: -item[1])


def long_functions(modules: Mapping[str, SourceModule], limit: int) -> list[tuple[str, int]]:
    """The functions that are too long.

    Args:
        modules: All that were read.
        limit: Lines that a function may have, with its docstring.

    Returns:
        ``path:line name`` and lines of every longer one, the longest first.
    """
    found = []
    for module in modules.values():
        for node in ast.walk(module.tree):
            if isinstance(node, Function):
                lines = (node.end_lineno or node.lineno) - node.lineno + 1
                if lines > limit:
                    found.append((f"{module.path}:{node.lineno} {node.name}", lines))
    return sorted(found, key=lambda item: -item[1])


def classes_defined_twice(modules: Mapping[str, SourceModule]) -> dict[str, list[str]]:
    """Names that mean two things.

    Args:
        modules: All that were read.

    Returns:
        Name of a class to the paths that define one of that name, where there are several.
    """
    found: dict[str, list[str]] = defaultdict(list)
    for module in modules.values():
        for node in ast.walk(module.tree):
            if isinstance(node, ast.ClassDef):
                found[node.name].append(str(module.path))
    return {name: paths for name, paths in sorted(found.items()) if len(paths) > 1}


def circles(graph: Graph) -> list[tuple[str, ...]]:
    """Modules that import each other, over whatever way round.

    Args:
        graph: Who imports whom.

    Returns:
        Sets of modules each of which leads to each other one, sorted.
    """
    return [part for part in _components(graph) if len(part) > 1]


def longest_chain(graph: Graph) -> tuple[str, ...]:
    """The longest way down from importer to imported.

    Args:
        graph: Who imports whom; the modules of a circle count one after another.

    Returns:
        Names of modules, each of which imports the next (or lies in a circle with it).
    """
    best: dict[str, tuple[str, ...]] = {}
    for part in _components(graph):  # whoever is imported comes first
        below = [best[used] for name in part for used in graph[name] if used not in part]
        chain = (*part, *max(below, key=len, default=()))
        best.update(dict.fromkeys(part, chain))
    return max(best.values(), key=len, default=())


def _components(graph: Graph) -> Iterator[tuple[str, ...]]:
    """Strongly connected components, by Tarjan's algorithm without recursion; those below first."""
    number: dict[str, int] = {}
    low: dict[str, int] = {}
    stack: list[str] = []
    for start in sorted(graph):
        if start in number:
            continue
        work = [(start, iter(sorted(graph[start])))]
        while work:
            name, uses = work[-1]
            if name not in number:
                number[name] = low[name] = len(number)
                stack.append(name)
            for used in uses:
                if used not in number:
                    work.append((used, iter(sorted(graph[used]))))
                    break
                if used in stack:
                    low[name] = min(low[name], number[used])
            else:
                work.pop()
                if work:
                    above = work[-1][0]
                    low[above] = min(low[above], low[name])
                if low[name] == number[name]:
                    at = stack.index(name)
                    yield tuple(sorted(stack[at:]))
                    del stack[at:]
