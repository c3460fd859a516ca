"""Options that several commands share, with one wording. Knows no command."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

import click

from scheduler.commands.kinds import Existing, Integer, Target

F = TypeVar("F", bound=Callable[..., Any])


def workbook() -> Callable[[F], F]:
    return click.argument("workbook", type=Existing(), metavar="WERKBOEK")


def output(required: bool = True, help: str = "De map waar de roosters komen.") -> Callable[[F], F]:
    return click.option("-o", "--uit", "folder", type=Target(folder=True), metavar="MAP", required=required, help=help)


def seconds(default: int) -> Callable[[F], F]:
    return click.option(
        "--tijd",
        "seconds",
        type=Integer(1),
        metavar="S",
        default=default,
        help=(
            f"Hoogstens zoveel seconden zoeken en uitzoeken; standaard {default}. "
            "Ctrl-C stopt eerder, met het beste tot dan toe."
        ),
    )


def seed() -> Callable[[F], F]:
    return click.option(
        "--zaad", "seed", type=Integer(0), metavar="N", default=0, help="Begingetal voor het zoeken; standaard 0."
    )


def reproducible(result: str = "dezelfde bestanden") -> Callable[[F], F]:
    return click.option(
        "--reproduceerbaar",
        "reproducible",
        is_flag=True,
        help=(
            f"Hetzelfde werkboek geeft met dezelfde opties en versie precies {result}. De tijd telt dan "
            "rekenwerk en niet de klok: het kan langer of korter duren."
        ),
    )


def dask() -> Callable[[F], F]:
    return click.option(
        "--dask",
        metavar="ADRES",
        help=(
            "Laat andere computers meerekenen aan het WPA-rooster: het Dask-cluster op dit adres, bijvoorbeeld "
            "tcp://rekenserver:8786. "
            "Zonder deze optie rekent deze computer alleen."
        ),
    )


def postcodes() -> Callable[[F], F]:
    return click.option(
        "--postcodes",
        type=Existing(),
        metavar="BESTAND",
        help=(
            "Postcodebestand van GeoNames (NL.txt of NL.zip), voor adressen zonder coördinaten. Eén keer is genoeg: "
            "het wordt bewaard en voortaan gebruikt."
        ),
    )


def passwords() -> Callable[[F], F]:
    return click.option(
        "--wachtwoord-bestand",
        "passwords",
        type=Target(),
        metavar="BESTAND",
        help=(
            "Versleutel elk bestuursbestand met het wachtwoord uit dit Excel-bestand (Bestuur, Naam, Wachtwoord); "
            "wat daarin ontbreekt, wordt gemaakt. Het blijft bij het stagebureau."
        ),
    )


def coded() -> Callable[[F], F]:
    return click.option(
        "--gepseudonimiseerd",
        "coded",
        is_flag=True,
        help=(
            "Codes in plaats van namen, ook op het scherm, zodat de map gedeeld kan worden. "
            "De sleutel komt naast de map: <map>-sleutel.xlsx."
        ),
    )


def preview() -> Callable[[F], F]:
    return click.option(
        "--vooraf",
        "preview",
        is_flag=True,
        help=(
            "Schrijf ook voor elk bestuur een vooraankondiging zonder namen, in de map vooraf, waarin de scholen "
            "akkoord of niet akkoord kunnen invullen."
        ),
    )


def schools() -> Callable[[F], F]:
    return click.option(
        "--scholen",
        "schools",
        is_flag=True,
        help=(
            "Schrijf ook voor elke school een bestand voor de leiding, in de map scholen, en voor elk tandem een voor "
            "SO en IO, in de map tandems."
        ),
    )


def answers() -> Callable[[F], F]:
    return click.option(
        "--antwoorden",
        "answers",
        type=Existing(folder=True),
        metavar="MAP",
        help=(
            "Map met de vooraankondigingen die scholen invulden. Wie daar niet akkoord is, komt niet op die school "
            "(P9). Met --vorige de map van het rooster dat vooraf getoond is."
        ),
    )


def previous(required: bool = False) -> Callable[[F], F]:
    return click.option(
        "--vorige",
        "previous",
        type=Existing(folder=True),
        metavar="MAP",
        required=required,
        help="Map met de vorige roosters" + ("." if required else ": wijzigingen tellen dan mee als wens W9 en V7."),
    )


def earlier_visits() -> Callable[[F], F]:
    return click.option(
        "--vorige",
        "previous",
        type=Existing(folder=True),
        metavar="MAP",
        help="Map met de bezoeken die al afgesproken zijn: wijzigingen tellen dan mee als wens R6, en de agenda's gaan "
        "erop door. Zonder deze optie is dat de map van -o.",
    )


def anyway() -> Callable[[F], F]:
    return click.option(
        "--toch",
        "anyway",
        is_flag=True,
        help="Gebruik een rooster dat niet bij dit werkboek lijkt te horen toch.",
    )


def keep_edits() -> Callable[[F], F]:
    return click.option(
        "--vastzetten",
        "keep_edits",
        is_flag=True,
        help="Zet vast wat in het vorige rooster met de hand is gewijzigd.",
    )


def variants() -> Callable[[F], F]:
    return click.option(
        "--varianten",
        "variants",
        type=Integer(0, 5),
        metavar="N",
        default=0,
        help=(
            "Maak naast de beste plaatsing tot N (hoogstens 5) andere, duidelijk anders en weinig duurder, elk beter "
            "in iets anders: mappen variant-1, variant-2 … en varianten.xlsx met de cijfers naast elkaar."
        ),
    )
