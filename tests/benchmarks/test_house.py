"""What ``python -m benchmarks.house`` measures, on small trees of known shape. Knows no module of the product."""

from __future__ import annotations

from pathlib import Path

import pytest

from benchmarks.house.__main__ import figures, main
from benchmarks.house.constants import FACTS, numeric_constants
from benchmarks.house.docstrings import documented, used_elsewhere
from benchmarks.house.layout import (
    circles,
    classes_defined_twice,
    files_per_folder,
    long_files,
    long_functions,
    longest_chain,
)
from benchmarks.house.source import ImportPlace, SourceModule, import_graph, imports, read_modules


def tree(folder: Path, **files: str) -> dict[str, SourceModule]:
    """A repository of packages ``a`` and ``b``; ``a__one`` is the file ``a/one.py``."""
    for name, text in files.items():
        path = folder / (name.replace("__", "/") + ".py")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return read_modules(folder, ("a", "b"))


def test_a_file_counts_in_its_own_folder_alone(tmp_path: Path) -> None:
    modules = tree(tmp_path, a__one="", a__inner__two="", a__inner__three="")
    (tmp_path / "a/__init__.py").write_text("")
    assert files_per_folder(modules) == [("a.inner", 2), ("a", 1)]


def test_an_import_says_where_it_stands(tmp_path: Path) -> None:
    text = "import os\nif TYPE_CHECKING:\n    from a.two import x\ndef f():\n    from a import two\n"
    modules = tree(tmp_path, a__one=text, a__two="")
    found = [(one.used, one.names, one.place) for one in imports(modules["a.one"], modules)]
    assert found == [
        ("os", (), ImportPlace.MODULE),
        ("a.two", ("x",), ImportPlace.TYPES),
        ("a.two", (), ImportPlace.FUNCTION),
    ]


def test_a_circle_is_found_though_half_of_it_is_for_types(tmp_path: Path) -> None:
    types = "if TYPE_CHECKING:\n    from a.one import y\n"
    modules = tree(tmp_path, a__one="from a.two import x\n", a__two=types, b__three="import a.one\n")
    assert circles(import_graph(modules)) == [("a.one", "a.two")]
    assert circles(import_graph(modules, frozenset({ImportPlace.MODULE}))) == []


def test_the_longest_chain_goes_down_from_importer_to_imported(tmp_path: Path) -> None:
    modules = tree(
        tmp_path, a__one="import a.two, b.four", a__two="import b.three", b__three="import b.four", b__four=""
    )
    assert longest_chain(import_graph(modules)) == ("a.one", "a.two", "b.three", "b.four")


def test_a_class_name_for_two_things_is_found(tmp_path: Path) -> None:
    modules = tree(tmp_path, a__one="class Case: ...\n", b__two="class Case: ...\nclass Other: ...\n")
    assert classes_defined_twice(modules) == {"Case": ["a/one.py", "b/two.py"]}


def test_lines_above_a_limit_are_found(tmp_path: Path) -> None:
    modules = tree(tmp_path, a__one="def long():\n    a = 1\n    return a\n", b__two="x = 1\n")
    assert long_files(modules, 2) == [("a/one.py", 3)]
    assert long_functions(modules, 2) == [("a/one.py:1 long", 3)]
    assert long_functions(modules, 3) == []


@pytest.mark.parametrize("value", ["3", "-0.5", "2 * SCALE", "(1, 2)", "1 << 62"])
def test_a_number_is_a_constant(value: str, tmp_path: Path) -> None:
    (found,) = numeric_constants(tree(tmp_path, a__one=f"WIDTH = {value}\n"), "a")
    assert found.key == "a.one.WIDTH"


@pytest.mark.parametrize(
    "text", ["NAME = 'x'\n", "OTHER = SCALE\n", "ON = True\n", "X = f(3)\n", "def f():\n    x = 3\n"]
)
def test_anything_else_is_none(text: str, tmp_path: Path) -> None:
    assert list(numeric_constants(tree(tmp_path, a__one=text), "a")) == []


def test_a_number_in_a_settings_record_is_where_it_belongs(tmp_path: Path) -> None:
    assert list(numeric_constants(tree(tmp_path, a__settings="WIDTH = 3\n"), "a")) == []


def test_a_docstring_is_full_with_parameters_answer_and_errors(tmp_path: Path) -> None:
    full = '"""Do.\n\n    Args:\n        x: A number.\n\n    Returns:\n        One.\n    """'
    text = f'def full(x) -> int:\n    {full}\n\n\ndef bare(x) -> int:\n    """Do."""\n\n\ndef own() -> None: ...\n'
    modules = tree(tmp_path, a__one=text, b__two="from a.one import full, bare\n", a__three="from a.one import own\n")
    found = documented(modules)
    assert (found["a"].names, found["a"].full) == (2, 1)
    assert used_elsewhere(modules, between_rooms=False) == {"a.one": {"full", "bare"}}


@pytest.mark.thorough
def test_every_figure_is_told_of_this_code(capsys: pytest.CaptureFixture[str]) -> None:
    assert main([]) == 0
    told = capsys.readouterr().out
    words = ("longest chain", "circles", "two classes", "settings records", "full docstrings", "imports in functions")
    assert [word for word in words if word not in told] == []


def test_an_empty_tree_has_figures(tmp_path: Path) -> None:
    assert next(figures(tree(tmp_path), {})) == "0 modules in 0 folders, the largest first:"


def test_a_fact_has_a_reason() -> None:
    assert all(FACTS.values())
