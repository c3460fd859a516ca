"""Where a roster comes from: workbook, settings, travel times, search. The end of every Overzicht. Knows no rule."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from enum import Enum

from instances.domain.rulebook import Wish
from instances.domain.settings import Settings
from instances.domain.travel import Leg, Origin
from instances.dutch.lists import yes_no
from instances.dutch.numbers import count
from instances.plausibility.groups import grouped
from instances.rosters.columns import NOTICES_FILE
from instances.tables.setting_rows import SETTINGS
from reports.excel.overview_page import Overview
from reports.run.bundle import Run
from reports.run.settings import REPORT_SETTINGS


def settings_in_words(settings: Settings) -> dict[str, str | int]:
    """Every setting and weight of the semester, in the words of the workbook.

    Args:
        settings: The settings that the roster was made with.

    Returns:
        Name in the sheet Instellingen to the value as that sheet would have it: numbers stay numbers, choices and
        yes or no become Dutch words.
    """
    found: dict[str, str | int] = {}
    for setting in SETTINGS:
        if setting.attribute is None:
            found[setting.name] = settings.weights[Wish(setting.name.removeprefix("Gewicht "))]
        else:
            found[setting.name] = _word(getattr(settings, setting.attribute))
    return found


def roster_settings(words: Mapping[str, object]) -> dict[str, object]:
    """Leave out settings from which no placement or WPA roster follows.

    Args:
        words: Name in the sheet Instellingen to value.

    Returns:
        Those that shape a roster; a name that is not known stays.
    """
    after = {setting.name for setting in SETTINGS if not setting.shapes_roster}
    return {name: value for name, value in words.items() if name not in after}


def _word(value: str | int | bool | Enum | None) -> str | int:
    if value is None:
        return "alle"
    if isinstance(value, bool):
        return yes_no(value)
    return str(value.value) if isinstance(value, Enum) else value


def travel_words(legs: Iterable[Leg]) -> str:
    """How many journeys were measured and how many estimated, in Dutch.

    Args:
        legs: The journeys of a roster, each with where its minutes come from.

    Returns:
        For instance ``12 uit het blad Reistijden; 3 geschat uit de plek op de kaart``, ``geen`` for no journeys.
    """
    seen = Counter(leg.origin for leg in legs)
    parts = {
        Origin.MEASURED: "uit het blad Reistijden",
        Origin.ESTIMATED: "geschat uit de plek op de kaart",
        Origin.NORM: "op de norm van 15 minuten, omdat niets anders bekend is",
    }
    found = [f"{seen[origin]} {text}" for origin, text in parts.items() if seen[origin]]
    return "; ".join(found) or "geen"


def _how_searched(run: Run) -> Iterator[tuple[str, str]]:
    if run.seconds is not None:
        yield (
            "Zoektijd",
            f"hoogstens {count(run.seconds, 'seconde', 'seconden')}{' rekenwerk' if run.reproducible else ''}",
        )
    if run.broken_off:
        yield "Reproduceerbaar", "nee, afgebroken met Ctrl-C"
    else:
        yield "Reproduceerbaar", yes_no(run.reproducible)


def origin_facts(run: Run, overview: Overview) -> None:
    """Write where the roster comes from and with which settings: the end of every Overzicht.

    Args:
        run: The finished run.
        overview: The page, to which workbook, seed, versions, settings and notices of the reader are added.
    """
    if run.notices:
        groups = grouped(run.notices)
        told = [" · ".join(group.lines(REPORT_SETTINGS.notice_examples)) for group in groups[: REPORT_SETTINGS.notices]]
        told.append(f"Alle meldingen staan in {NOTICES_FILE}.")
        overview.grid("Meldingen bij het inlezen", (), ([text] for text in told), (8,))
    helps = {setting.name: setting.help for setting in SETTINGS}
    settings = settings_in_words(run.instance.settings)
    overview.grid(
        "Gebruikte instellingen",
        ("Instelling", "Waarde", "Toelichting"),
        ((name, str(value), helps[name]) for name, value in settings.items()),
        (2, 1, 5),
    )
    overview.facts(
        "Herkomst",
        (
            ("Werkboek", run.source or "onbekend"),
            ("Vingerafdruk werkboek", run.instance.fingerprint or "onbekend"),
            ("Zaad", str(run.seed)),
            *_how_searched(run),
            *((f"Versie {name}", version) for name, version in run.versions.items()),
        ),
    )
