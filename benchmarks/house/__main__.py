"""``python -m benchmarks.house``: the figures of the layout, of this or another copy of the code. Judges nothing."""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from benchmarks.house.constants import FACTS, numeric_constants, tuning_constants
from benchmarks.house.docstrings import documented
from benchmarks.house.layout import (
    circles,
    classes_defined_twice,
    files_per_folder,
    long_files,
    long_functions,
    longest_chain,
)
from benchmarks.house.limits import LINES_OF_FILE, LINES_OF_FUNCTION, MODULES_OF_FOLDER
from benchmarks.house.source import PACKAGES, ImportPlace, SourceModule, import_graph, imports, read_modules

ROOT = Path(__file__).resolve().parent.parent.parent
HAPPENING = frozenset({ImportPlace.MODULE, ImportPlace.FUNCTION})


def main(arguments: Sequence[str] | None = None) -> int:
    """Print the figures.

    Args:
        arguments: Of the command line; None for those of this process.

    Returns:
        The exit code, always 0.
    """
    parser = argparse.ArgumentParser(prog="python -m benchmarks.house", description=__doc__)
    parser.add_argument(
        "--root", type=Path, default=ROOT, help="of another copy of the repository, such as an older one"
    )
    parser.add_argument("--docstrings", action="store_true", help="only how many docstrings are full")
    asked = parser.parse_args(arguments)
    modules = read_modules(asked.root)
    if not asked.docstrings:
        print(*figures(modules, read_modules(asked.root, ("tests",))), sep="\n")
    print(*docstring_lines(modules), sep="\n")
    return 0


def figures(modules: Mapping[str, SourceModule], tests: Mapping[str, SourceModule]) -> Iterator[str]:
    """Everything but the docstrings.

    Args:
        modules: Of the packages.
        tests: Of the tests, of which only the folders count.

    Yields:
        Lines for the screen.
    """
    folders = files_per_folder({**modules, **tests})
    own = [item for item in folders if item[0].partition(".")[0] in PACKAGES]
    yield f"{sum(count for _, count in own)} modules in {len(own)} folders, the largest first:"
    yield from (f"  {count:3} {folder}" for folder, count in own)
    yield from _listed(
        f"folders above {MODULES_OF_FOLDER} modules, of tests too",
        [f"{count:3} {folder}" for folder, count in folders if count > MODULES_OF_FOLDER],
    )
    yield from _listed(
        f"files above {LINES_OF_FILE} lines",
        [f"{lines:4} {path}" for path, lines in long_files(modules, LINES_OF_FILE)],
    )
    yield from _listed(
        f"functions above {LINES_OF_FUNCTION} lines",
        [f"{lines:4} {where}" for where, lines in long_functions(modules, LINES_OF_FUNCTION)],
    )
    chain = longest_chain(import_graph(modules, HAPPENING))
    yield from _listed("modules in the longest chain of imports", chain)
    everything = circles(import_graph(modules))
    yield from _listed("circles of imports, those under TYPE_CHECKING too", [" ".join(circle) for circle in everything])
    one_importer = Counter(used for names in import_graph(modules).values() for used in names)
    single = sum(one_importer[name] == 1 for name, module in modules.items() if not module.is_folder)
    yield f"{single} modules with one importer"
    yield from _listed(
        "names of two classes or more",
        [f"{name}: {', '.join(paths)}" for name, paths in classes_defined_twice(modules).items()],
    )
    yield from _imports(modules)
    tuning = tuning_constants(modules)
    files = len({each.module for each in tuning})
    yield from _listed(
        f"numeric constants of models outside settings records, in {files} files"
        f" ({sum(each.key in FACTS for each in numeric_constants(modules, 'models'))} facts left out)",
        [f"{each.key} = {each.value}" for each in tuning],
    )


def docstring_lines(modules: Mapping[str, SourceModule]) -> Iterator[str]:
    """How many names that another package uses have a full docstring.

    Args:
        modules: Of the packages.

    Yields:
        Lines for the screen.
    """
    found = documented(modules)
    yield "full docstrings, of the functions, classes and methods that another package uses:"
    yield from (f"  {name:10} {each.full:4} of {each.names:4}  {each.share:4.0%}" for name, each in found.items())
    names, full = sum(each.names for each in found.values()), sum(each.full for each in found.values())
    yield f"  {'together':10} {full:4} of {names:4}  {full / max(names, 1):4.0%}"


def _imports(modules: Mapping[str, SourceModule]) -> Iterator[str]:
    every = [one for module in modules.values() for one in imports(module, modules)]
    count = Counter(one.place for one in every)
    yield "imports: " + ", ".join(f"{count[place]} {place}" for place in ImportPlace)
    users = Counter(one.user for one in every if one.place is ImportPlace.FUNCTION)
    yield from _listed(
        "modules with imports in functions", [f"{count:3} {user}" for user, count in users.most_common()]
    )


def _listed(title: str, lines: Sequence[str]) -> Iterator[str]:
    yield f"{len(lines)} {title}"
    yield from (f"  {line}" for line in lines)


if __name__ == "__main__":
    main()
