"""Mistakes on the command line: a Dutch sentence, where the help is, exit code 2."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

from scheduler.cli import cli

MISTAKES = [
    (["roster"], "De opdracht roster bestaat niet. Bedoelt u rooster?"),
    (["rooster"], "Er ontbreekt iets: WERKBOEK."),
    (["rooster", "{file}"], "Er ontbreekt iets: -o / --uit."),
    (["rooster", "weg.xlsx", "-o", "uit"], "WERKBOEK: weg.xlsx is er niet. Klopt de naam en de map?"),
    (["rooster", "{file}", "--uti", "uit"], "De optie --uti bestaat niet."),
    (["rooster", "{file}", "-o"], "Bij de optie -o hoort een waarde."),
    (["rooster", "{file}", "-o", "uit", "--tijd", "veel"], "--tijd: veel is geen heel getal."),
    (["rooster", "{file}", "-o", "uit", "--tijd", "0"], "--tijd: 0 kan niet; geef een heel getal vanaf 1."),
    (["rooster", "{file}", "-o", "{file}"], "is een bestand; hier hoort een map."),
    (["rooster", "{file}", "-o", ""], "-o / --uit: er is geen naam gegeven."),
    (["rooster", "{file}", "-o", "uit", "--vorige", " "], "--vorige: er is geen naam gegeven."),
    (
        ["voorbeeld", "--omvang", "groot"],
        "--omvang: groot is geen keuze; kies uit klein, bestuur, partnerschap, stress.",
    ),
    (["voorbeeld", "a.xlsx", "b.xlsx"], "Hier staat te veel: b.xlsx."),
]


@pytest.mark.parametrize(("words", "sentence"), MISTAKES)
def test_a_mistake_is_told_in_dutch(words: list[str], sentence: str, tmp_path: Path) -> None:
    file = tmp_path / "werkboek.xlsx"
    file.touch()
    result = CliRunner().invoke(cli, [word.format(file=file) for word in words])
    assert sentence in result.output


@pytest.mark.parametrize(("words", "sentence"), MISTAKES)
def test_a_mistake_exits_with_2(words: list[str], sentence: str, tmp_path: Path) -> None:
    file = tmp_path / "werkboek.xlsx"
    file.touch()
    assert CliRunner().invoke(cli, [word.format(file=file) for word in words]).exit_code == 2
