"""Help: every command says in Dutch what it does, with an example, and at once."""

from __future__ import annotations

import subprocess
import sys

import click
import pytest
from click.testing import CliRunner

from scheduler.cli import cli

COMMANDS = [
    "voorbeeld",
    "sjabloon",
    "uitvraag",
    "inlezen",
    "controleer",
    "plaats",
    "wpa",
    "rooster",
    "verklaar",
    "bewijs",
    "herplan",
    "tekort",
    "kwetsbaar",
    "bezoeken",
    "volgend",
    "vergeet",
    "web",
    "gebruiker",
]


def help_of(*words: str) -> str:
    result = CliRunner().invoke(cli, [*words, "--help"])
    assert result.exit_code == 0
    return result.output


def test_the_program_has_exactly_these_commands() -> None:
    assert list(cli.commands) == COMMANDS


@pytest.mark.parametrize("command", COMMANDS)
def test_help_ends_with_an_example_of_the_command(command: str) -> None:
    assert f"Voorbeeld:\n  plaatswijzer {command} " in help_of(command)


@pytest.mark.parametrize("command", COMMANDS)
def test_help_has_no_english_of_click(command: str) -> None:
    text = help_of(command)
    assert not [word for word in ("Usage", "Options", "Show this", "required", "default") if word in text]


@pytest.mark.parametrize("command", COMMANDS)
def test_every_option_is_explained(command: str) -> None:
    options = [param for param in cli.commands[command].params if isinstance(param, click.Option)]
    assert [option.name for option in options if not option.help] == []


def test_starting_the_program_imports_nothing_heavy() -> None:
    heavy = "{'ortools', 'pandas', 'numpy', 'openpyxl', 'xlsxwriter', 'rich'}"
    code = f"import sys, scheduler.cli; print(sorted({heavy} & set(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_the_program_alone_shows_its_commands() -> None:
    assert "Opdrachten:" in CliRunner().invoke(cli, []).output
