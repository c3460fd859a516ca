"""What the office is told about a roster as a whole: quality, rules, wishes, settings. Knows no column width."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Iterator
from enum import Enum

from instances.domain.rulebook import RULES, WISHES, Rule, Wish
from instances.domain.settings import Settings
from instances.domain.solution import Proof, Stop
from instances.domain.travel import Leg, Origin
from instances.domain.verdict import Verdict
from instances.rosters.columns import Head
from instances.tables.setting_rows import SETTINGS
from reports.excel.book import Row
from reports.excel.overview_page import Overview, Tile
from reports.run.bundle import ChangeCount, Run

MOST_VIOLATIONS = 10
MOST_NOTICES = 25
WHY_STOPPED = {
    Stop.PROVEN: "Klaar: bewezen dat het niet beter kan.",
    Stop.LITTLE_GAIN: "Gestopt vóór de tijd om was: verder zoeken leverde bijna niets meer op.",
    Stop.TIME: "De tijd was om. Meer tijd geeft misschien een beter rooster, of meer zekerheid.",
    Stop.ASKED: "Afgebroken met Ctrl-C: dit is het beste tot dan toe.",
}


def valid_bound(verdict: Verdict, proof: Proof) -> int | None:
    """The lower bound on the cost, None while more could be placed or boards could fall less short.

    A roster that breaks a rule may cost less than any that keeps them all: no bound says anything about it.
    """
    if not verdict.ok:
        return None
    if verdict.count < proof.count_bound or sum(verdict.shortage.values()) > proof.shortage_bound:
        return None
    return proof.cost_bound


def gap(verdict: Verdict, proof: Proof) -> float | None:
    """(cost - bound) / cost, from 0 to 1; None without a valid bound."""
    bound = valid_bound(verdict, proof)
    if bound is None:
        return None
    if bound > verdict.cost:
        raise ValueError(f"the bound {bound} lies above the cost {verdict.cost}")
    return (verdict.cost - bound) / verdict.cost if verdict.cost else 0.0


def quality(verdict: Verdict, proof: Proof) -> str:
    """How far this roster can be from the best one; rounded so that it never promises too much."""
    distance = gap(verdict, proof)
    if distance is None:
        return "niet bekend"
    if distance == 0:
        return "bewezen beste"
    return f"hoogstens {percent(distance)} van het best mogelijke af"


def percent(part: float) -> str:
    """Upwards to one decimal, with a Dutch comma."""
    return f"{math.ceil(part * 1000 - 1e-9) / 10:.1f} %".replace(".", ",")


def count_proof(verdict: Verdict, proof: Proof, done: str) -> str:
    """Could more have been ``done`` (geplaatst, ingepland)?"""
    if verdict.count >= proof.count_bound:
        return f"Bewezen: meer kunnen er niet worden {done}."
    return f"Niet bewezen dat dit het hoogste aantal is; zeker niet meer dan {proof.count_bound}."


def stop_facts(proof: Proof) -> tuple[tuple[str, str], ...]:
    """Why the search ended, as a line for the Overzicht; no line where nobody recorded it."""
    return () if proof.stop is None else (("Zoeken", WHY_STOPPED[proof.stop]),)


def change_count_words(changes: ChangeCount, one: str, many: str) -> str:
    """How many changed, and whether that is the least there can be."""
    changed, extra = changes.changed, changes.changed - changes.fewest
    told = f"{changed} {one if changed == 1 else many}"
    if extra:
        told += f", waarvan {extra} boven het minimum omdat het genoeg oplevert"
    proven = "minder kan niet" if not extra else "het minimum"
    return f"{told}; {proven}, bewezen" if changes.proven else f"{told}; niet bewezen dat het niet met minder kan"


def change_count_facts(changes: ChangeCount | None, one: str, many: str) -> tuple[tuple[str, str], ...]:
    """A line for the Overzicht of a replanned roster."""
    if changes is None:
        return ()
    words = f"{change_count_words(changes, one, many)}. De afstand tot het beste geldt bij dit aantal wijzigingen."
    return (("Gewijzigd", words),)


def account_rows(verdict: Verdict, rules: Iterable[Rule]) -> Iterator[Row]:
    """Every rule with its verdict, then every wish with its cost, and the total."""
    texts: dict[Rule, list[str]] = {}
    for violation in verdict.violations:
        texts.setdefault(violation.rule, []).append(violation.text)
    for rule in rules:
        yield {
            **dict.fromkeys((Head.WEIGHT, Head.AMOUNT, Head.UNIT, Head.COST)),
            Head.ID: str(rule),
            Head.RULE: RULES[rule].name,
            Head.SOURCE: RULES[rule].source,
            Head.VERDICT: _verdict(rule, texts.get(rule, []), verdict),
        }
    for wish in (wish for wish in Wish if wish in verdict.wishes):
        cost = verdict.wishes[wish]
        yield {
            Head.ID: str(wish),
            Head.RULE: WISHES[wish].name,
            Head.SOURCE: WISHES[wish].source,
            Head.VERDICT: "wens" if cost.weight else "wens, staat uit",
            Head.WEIGHT: cost.weight,
            Head.AMOUNT: cost.amount,
            Head.UNIT: WISHES[wish].unit,
            Head.COST: cost.cost,
        }
    yield {
        **dict.fromkeys((Head.ID, Head.SOURCE, Head.VERDICT, Head.WEIGHT, Head.AMOUNT, Head.UNIT)),
        Head.RULE: "Alle wensen samen",
        Head.COST: verdict.cost,
    }


def _verdict(rule: Rule, texts: list[str], verdict: Verdict) -> str:
    if texts:
        more = f"; en nog {len(texts) - MOST_VIOLATIONS}" if len(texts) > MOST_VIOLATIONS else ""
        return f"{len(texts)} keer niet voldaan: {'; '.join(texts[:MOST_VIOLATIONS])}{more}"
    if rule is Rule.P4 and verdict.shortage:
        short = ", ".join(f"{board} {missing}" for board, missing in verdict.shortage.items())
        return f"voldaan; onder het minimum: {short}"
    return "voldaan"


def settings_in_words(settings: Settings) -> dict[str, str | int]:
    """Every setting and weight by its name in the workbook, in the workbook's words."""
    found: dict[str, str | int] = {}
    for setting in SETTINGS:
        if setting.attribute is None:
            found[setting.name] = settings.weights[Wish(setting.name.removeprefix("Gewicht "))]
        else:
            found[setting.name] = _word(getattr(settings, setting.attribute))
    return found


def _word(value: str | int | bool | Enum | None) -> str | int:
    if value is None:
        return "alle"
    if isinstance(value, bool):
        return "ja" if value else "nee"
    return str(value.value) if isinstance(value, Enum) else value


def proof_tile(verdict: Verdict, proof: Proof) -> Tile:
    distance = gap(verdict, proof)
    if distance is None:
        return Tile("Afstand tot het beste", "niet bekend", "geen bewijs in de gegeven tijd")
    if distance == 0:
        return Tile("Afstand tot het beste", "0 %", "bewezen beste")
    return Tile("Afstand tot het beste", percent(distance), "of minder, bewezen")


def rules_tile(verdict: Verdict) -> Tile:
    broken = len(verdict.violations)
    remark = "nagerekend, los van het rekenwerk" if not broken else "zie Verantwoording"
    return Tile("Regels", "voldaan" if not broken else f"{broken} keer niet", remark, broken > 0)


def travel_words(legs: Iterable[Leg]) -> str:
    """How many of the journeys in the roster were measured and how many estimated."""
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
        yield "Zoektijd", f"hoogstens {run.seconds} seconden{' rekenwerk' if run.reproducible else ''}"
    if run.broken_off:
        yield "Reproduceerbaar", "nee, afgebroken met Ctrl-C"
    else:
        yield "Reproduceerbaar", "ja" if run.reproducible else "nee"


def origin_facts(run: Run, overview: Overview) -> None:
    """Where the roster comes from and with which settings: the end of every Overzicht."""
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
    helps = {setting.name: setting.help for setting in SETTINGS}
    settings = settings_in_words(run.instance.settings)
    overview.grid(
        "Gebruikte instellingen",
        ("Instelling", "Waarde", "Toelichting"),
        ((name, str(value), helps[name]) for name, value in settings.items()),
        (2, 1, 5),
    )
    if run.notices:
        rest = len(run.notices) - MOST_NOTICES
        more = [f"En nog {rest} meldingen."] if rest > 0 else []
        overview.grid("Meldingen bij het inlezen", (), ([text] for text in [*run.notices[:MOST_NOTICES], *more]), (8,))
