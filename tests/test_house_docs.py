"""README, manual and help say what the product does: same commands, settings, rules. Knows no solver."""

from __future__ import annotations

import re
from pathlib import Path

import click
import pytest

from instances.domain.rulebook import RULES, WISHES, Rule, Wish
from instances.tables.columns import SHEETS
from instances.tables.setting_rows import SETTINGS, Setting
from scheduler.cli import cli

ROOT = Path(__file__).resolve().parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")
CONTRIBUTING = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
MANUAL = (ROOT / "docs" / "handleiding.md").read_text(encoding="utf-8")
MAKEFILE = (ROOT / "Makefile").read_text(encoding="utf-8")
COMMANDS = sorted(cli.commands)
OPTIONS = sorted(
    {option for command in cli.commands.values() for p in command.params for option in p.opts if option[:2] == "--"}
)
PACKAGE_FOLDERS = ("instances", "models", "reports", "scheduler")
PAGES = sorted(str(path.relative_to(ROOT)) for path in [*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")])


def rows(text: str) -> list[tuple[str, ...]]:
    """The cells of every table row in a page; an escaped bar is part of its cell."""
    lines = [line for line in text.splitlines() if line.startswith("| ")]
    return [tuple(cell.strip() for cell in re.split(r"(?<!\\)\|", line)[1:-1]) for line in lines]


def targets() -> set[str]:
    return set(re.findall(r"(?m)^([a-z]+):", MAKEFILE))


def asked_of_make(text: str) -> set[str]:
    return set(re.findall(r"(?m)(?:^|`)make ([a-z]+)", text))


@pytest.mark.parametrize("page", ["README.md", "CONTRIBUTING.md", ".ci/run"])
def test_every_make_command_in_the_docs_exists(page: str) -> None:
    assert asked_of_make((ROOT / page).read_text(encoding="utf-8")) - targets() == set()


def test_contributing_names_every_make_target() -> None:
    assert targets() - {"help"} - asked_of_make(CONTRIBUTING) == set()


def test_make_help_names_every_target() -> None:
    assert targets() - {"help"} == set(re.findall(r'@echo "make ([a-z]+)', MAKEFILE))


def test_ci_runs_the_developers_own_commands_and_the_tests_last() -> None:
    lines = (ROOT / ".ci" / "run").read_text(encoding="utf-8").splitlines()
    assert [line for line in lines if line.startswith("make ")] == ["make lint", "make test"]


def test_the_readme_lists_exactly_the_commands_there_are() -> None:
    table = [cells[0] for cells in rows(README)]
    assert sorted(re.findall(r"`plaatswijzer ([a-z]+)", "\n".join(table))) == COMMANDS


def test_the_readme_lists_the_commands_own_options() -> None:
    for cells in rows(README):
        for name in re.findall(r"^`plaatswijzer ([a-z]+)", cells[0]):
            known = {option for parameter in cli.commands[name].params for option in parameter.opts}
            assert set(re.findall(r"(?<![\w-])--?[a-z-]+", cells[0])) <= known


@pytest.mark.parametrize("command", COMMANDS)
def test_the_manual_shows_every_command(command: str) -> None:
    assert f"plaatswijzer {command}" in MANUAL


def test_the_manual_shows_no_command_that_does_not_exist() -> None:
    assert set(re.findall(r"plaatswijzer ([a-z]+)", MANUAL)) <= set(COMMANDS)


@pytest.mark.parametrize("option", OPTIONS)
def test_the_manual_shows_every_option(option: str) -> None:
    assert re.search(rf"{option}\b", MANUAL)


@pytest.mark.parametrize("command", COMMANDS)
def test_the_help_of_a_command_has_an_example(command: str) -> None:
    context = click.Context(cli.commands[command], info_name=command)
    assert f"plaatswijzer {command}" in cli.commands[command].get_help(context)


def test_the_help_lists_every_command() -> None:
    assert all(name in cli.get_help(click.Context(cli)) for name in COMMANDS)


@pytest.mark.parametrize("code", [0, 1, 2, 3, 4, 70])
def test_readme_and_manual_explain_every_exit_code(code: int) -> None:
    assert re.search(rf"Exit codes:.*\b{code} \w", README, re.DOTALL)
    assert re.search(rf"(?m)^\| {code} \| \w", MANUAL)


@pytest.mark.parametrize("setting", [s for s in SETTINGS if s.attribute], ids=lambda s: s.name)
def test_the_manual_explains_every_setting_with_its_default(setting: Setting) -> None:
    assert (setting.name, setting.default or "(leeg)") in {cells[:2] for cells in rows(MANUAL)}


@pytest.mark.parametrize("wish", list(Wish))
def test_the_manual_explains_every_wish_with_its_weight(wish: Wish) -> None:
    entry = WISHES[wish]
    assert (f"Gewicht {wish}", entry.name, entry.unit, str(entry.weight)) in rows(MANUAL)


@pytest.mark.parametrize("rule", list(Rule))
def test_the_manual_explains_every_rule_with_its_source(rule: Rule) -> None:
    assert (str(rule), RULES[rule].name, RULES[rule].source) in rows(MANUAL)


@pytest.mark.parametrize("sheet", SHEETS, ids=lambda sheet: sheet.name)
def test_the_manual_speaks_of_every_sheet(sheet: object) -> None:
    name = getattr(sheet, "name", "")
    assert f"### {name}\n" in MANUAL


@pytest.mark.parametrize("page", PAGES)
def test_every_link_in_the_docs_leads_somewhere(page: str) -> None:
    links = re.findall(r"\]\(([^)#]+)(?:#[^)]*)?\)", (ROOT / page).read_text(encoding="utf-8"))
    local = [link for link in links if "://" not in link]
    assert [link for link in local if not (ROOT / page).parent.joinpath(link).exists()] == []


def test_every_picture_is_shown_and_small() -> None:
    pictures = sorted((ROOT / "docs" / "images").iterdir())
    shown = {
        Path(link).name for page in PAGES for link in re.findall(r"!\[[^\]]+\]\(([^)]+)\)", (ROOT / page).read_text())
    }
    assert {picture.name for picture in pictures} == shown
    assert all(picture.stat().st_size < 200_000 for picture in pictures)
    assert sum(picture.stat().st_size for picture in pictures) < 2_100_000


def test_every_jump_within_the_manual_lands_on_a_heading() -> None:
    headings = re.findall(r"(?m)^#+ (.+)$", MANUAL)
    anchors = {re.sub(r"[^\w -]", "", heading.lower()).replace(" ", "-") for heading in headings}
    assert set(re.findall(r"\]\(#([^)]+)\)", MANUAL)) - anchors == set()


def references() -> list[tuple[str, str, str]]:
    """Page, path and name of every `path` or `path.py:name` of our own in a page, decisions apart."""
    found = []
    for page in PAGES:
        if "decisions" not in page:
            text = (ROOT / page).read_text(encoding="utf-8")
            for path, name in re.findall(r"`((?:[a-z_]+/)+[a-z_0-9]+\.py)(?::(\w+))?`", text):
                found.append((page, path, name))
    return found


@pytest.mark.parametrize(("page", "path", "name"), sorted(set(references())))
def test_a_page_names_code_that_exists(page: str, path: str, name: str) -> None:
    source = ROOT / path
    assert source.exists(), f"{page} names {path}"
    if name:
        assert re.search(rf"(?m)^(?:class|def) {name}\b|^{name}\b", source.read_text(encoding="utf-8"))


def test_the_architecture_names_every_room() -> None:
    text = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")
    table = " ".join(row[0] for row in rows(text))
    rooms = {
        path.parent.relative_to(ROOT).as_posix()
        for package in PACKAGE_FOLDERS
        for path in (ROOT / package).rglob("__init__.py")
    }
    leaves = {room for room in rooms if not any(other.startswith(f"{room}/") for other in rooms)}
    assert {room for room in leaves if room.rpartition("/")[2] not in re.findall(r"[a-z_]+", table)} == set()


def test_the_code_points_at_no_page_outside_the_repository() -> None:
    """Specifications that the repository does not hold were cited by name."""
    sources = [path for folder in ("benchmarks", *PACKAGE_FOLDERS) for path in (ROOT / folder).rglob("*.py")]
    cited = {
        f"{path.relative_to(ROOT)}: {name}"
        for path in sources
        for name in re.findall(r"[\w-]+\.md\b", path.read_text(encoding="utf-8"))
        if name != "README.md"
        and not any(ROOT.joinpath(folder, name).exists() for folder in (".", "docs", "docs/decisions", "benchmarks"))
    }
    assert cited == set()
