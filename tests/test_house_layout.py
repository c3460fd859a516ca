"""The layout, the layers and the lock stay as architecture promises. Knows no rule and no solver."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from functools import cache
from importlib import import_module
from pathlib import Path

import pytest

from benchmarks.house.constants import FACTS, numeric_constants, tuning_constants
from benchmarks.house.layout import circles, classes_defined_twice, files_per_folder, long_files, long_functions
from benchmarks.house.limits import LAZY, LINES_OF_FILE, LINES_OF_FUNCTION, MODULES_OF_FOLDER
from benchmarks.house.source import ImportPlace, SourceModule, import_graph, imports, read_modules

ROOT = Path(__file__).resolve().parent.parent
PACKAGES = ("instances", "models", "reports", "scheduler")
MODULES = sorted(str(path.relative_to(ROOT)) for name in PACKAGES for path in (ROOT / name).rglob("*.py"))
NOT_OURS = {"demo", "dist", "__pycache__", ".git"}  # .git is a file in a worktree
TEXT = {".py", ".md", ".toml", ".lock", ".txt", ".html", ".css", ".js", ".json", ".yml", ".yaml", ".cfg", ""}


@cache
def sources() -> dict[str, SourceModule]:
    """Every module of the four packages."""
    return read_modules(ROOT)


def own_texts() -> Iterator[Path]:
    """Every text file of the project; tool caches and the environment start with a dot."""
    for path in ROOT.rglob("*"):
        parts = path.relative_to(ROOT).parts
        hidden = any(part.startswith(".") and part != ".ci" for part in parts[:-1])
        if path.is_file() and not hidden and not NOT_OURS & set(parts) and path.suffix in TEXT:
            yield path


def pattern_hits(pattern: str) -> list[str]:
    return [
        f"{path.relative_to(ROOT)}: {match[0]}"
        for path in own_texts()
        for match in re.finditer(pattern, path.read_text(encoding="utf-8", errors="replace"))
    ]


def lock_lines() -> list[str]:
    return (ROOT / "requirements.lock").read_text(encoding="utf-8").splitlines()


def test_the_layers_hold() -> None:
    command = "from importlinter.cli import lint_imports_command as run; run(['--no-cache'])"
    done = subprocess.run([sys.executable, "-c", command], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


def test_the_four_packages_share_one_parent() -> None:
    files = [import_module(name).__file__ for name in PACKAGES]
    assert {Path(file or "").parent.parent for file in files} == {ROOT}


def test_no_folder_is_too_large_to_overlook() -> None:
    every = read_modules(ROOT, (*PACKAGES, "benchmarks", "tests"))
    assert [item for item in files_per_folder(every) if item[1] > MODULES_OF_FOLDER] == []


def test_a_file_fits_on_two_screens() -> None:
    assert long_files(sources(), LINES_OF_FILE) == []


def test_a_function_fits_on_one() -> None:
    assert long_functions(sources(), LINES_OF_FUNCTION) == []


def test_no_two_modules_need_each_other() -> None:
    """Not even for types: who reads the one would have to read the other."""
    assert circles(import_graph(sources())) == []


def test_no_class_name_means_two_things() -> None:
    assert classes_defined_twice(sources()) == {}


def test_imports_in_functions_are_those_that_are_worth_it() -> None:
    every = [one for module in sources().values() for one in imports(module, sources())]
    assert {one.user for one in every if one.place is ImportPlace.FUNCTION} == set(LAZY)


def test_a_number_that_was_chosen_stands_in_a_settings_record() -> None:
    assert [f"{each.key} = {each.value}" for each in tuning_constants(sources())] == []


def test_a_number_that_is_a_fact_is_still_there() -> None:
    assert set(FACTS) <= {each.key for each in numeric_constants(sources(), "models")}


def listed_rooms() -> set[str]:
    """The rooms and modules in the layers of pyproject.toml."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    contracts = project["tool"]["importlinter"]["contracts"]
    layers = [layer for contract in contracts if contract["type"] == "layers" for layer in contract["layers"]]
    return {name.strip() for layer in layers for name in layer.split("|")}


def test_every_room_is_in_an_import_contract() -> None:
    rooms = {folder for folder, _ in files_per_folder(sources())} - set(PACKAGES)
    loose = {name for name, module in sources().items() if module.folder in PACKAGES and not module.is_folder}
    assert (rooms | loose) - listed_rooms() == set()


@pytest.mark.parametrize("module", [name for name in MODULES if name.endswith("__init__.py")])
def test_an_init_holds_only_a_docstring(module: str) -> None:
    tree = ast.parse((ROOT / module).read_text(encoding="utf-8"))
    assert len(tree.body) == 1
    assert ast.get_docstring(tree)


@pytest.mark.parametrize("module", MODULES)
def test_a_module_says_in_its_first_line_what_it_is(module: str) -> None:
    assert ast.get_docstring(ast.parse((ROOT / module).read_text(encoding="utf-8")))


def test_no_file_holds_a_path_of_one_machine() -> None:
    assert pattern_hits(r"(?<![\w.])/(?:work|farm|home|root|Users)/\w") == []


def test_no_file_holds_the_address_of_a_package_registry() -> None:
    names = ("pypi", "pythonhosted", "npmjs", "debian")
    assert pattern_hits(r"\b(?:" + "|".join(names) + r")\.org\b") == []


def test_every_requirement_is_pinned_exactly() -> None:
    names = [line for line in lock_lines() if re.match(r"[A-Za-z0-9]", line)]
    assert [line for line in names if not re.match(r"[A-Za-z0-9._-]+==[0-9][^ ]*( ; .*)? \\$", line)] == []


def test_every_requirement_has_a_hash() -> None:
    text = "\n".join(lock_lines())
    pinned = re.findall(r"(?m)^[A-Za-z0-9]", text)
    hashed = re.findall(r"(?m)^[A-Za-z0-9].*\\\n    --hash=sha256:[0-9a-f]{64}", text)
    assert len(pinned) == len(hashed) > 0


def test_the_lock_names_no_index() -> None:
    assert [line for line in lock_lines() if "://" in line or "index-url" in line or "find-links" in line] == []


def test_the_lock_holds_every_direct_requirement() -> None:
    project = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    asked = {name.lower() for name in re.findall(r'^  "([A-Za-z0-9_-]+)[>=]=', project, re.MULTILINE)}
    locked = {re.split("==", line)[0].lower() for line in lock_lines() if re.match(r"[A-Za-z0-9]", line)}
    assert asked - locked == set()
