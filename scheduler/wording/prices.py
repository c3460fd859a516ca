"""Prices and consequences in words that the office uses. Knows verdicts and rosters, no solver."""

from __future__ import annotations

from collections.abc import Sequence

from instances.domain.rulebook import WISHES, Wish
from instances.domain.verdict import Verdict
from instances.dutch.lists import listed_at_most
from instances.dutch.numbers import count, in_points, signed, signed_in_points, thousands
from scheduler.wording.settings import SHOWN

SAME = "gelijk"
BREAKS_NOW = "Wat dat kost, is niet te zeggen: het rooster breekt nu regels."
FEWER = "kan, maar niet zonder dat er iemand afvalt."
NO_FAIR_PRICE = f"{BREAKS_NOW} Die noemt plaatswijzer controleer."


def no_price(base: Verdict, found: Verdict) -> bool:
    """Are fewer served? That costs less, and is no saving: such a roster has consequences, not a price."""
    return found.count < base.count


def price(base: Verdict, found: Verdict, proven: bool, floor: int | None = None) -> str:
    """Write in a cell what another roster costs more or less than this one.

    Args:
        base: What the checks say of the present roster.
        found: What they say of the other.
        proven: None under the same condition is better; else it is a price at most ("hoogstens").
        floor: A proven lower bound on the cost of the other; None where that is not known.

    Returns:
        For instance ``hoogstens +12 punten, minstens +3 punten``; who loses a place goes before the cost.
    """
    parts = []
    fewer = base.count - found.count
    short = sum(found.shortage.values()) - sum(base.shortage.values())
    if fewer:
        parts.append(f"{_served(base, abs(fewer))} {'minder' if fewer > 0 else 'meer'}")
    if short:
        parts.append(f"tekort {signed(short)} {'student' if abs(short) == 1 else 'studenten'}")
    if not no_price(base, found):
        parts.append(signed_in_points(found.cost - base.cost) if found.cost != base.cost or fewer or short else SAME)
    tells = floor is not None and floor > base.cost and found.count == base.count and not short
    least = "" if proven or floor is None or not tells else f", minstens {signed_in_points(floor - base.cost)}"
    return ("" if proven else "hoogstens ") + ", ".join(parts) + least


def _served(verdict: Verdict, number: int) -> str:
    """``2 WPA's`` of a WPA roster, else ``2 studenten``."""
    return count(number, *(("WPA", "WPA's") if Wish.V1 in verdict.wishes else ("student", "studenten")))


def cost_words(more: int, exact: bool) -> str:
    """Write ``kosten hoogstens 12 punten hoger``, ``kosten minstens 1 punt lager`` or ``kosten gelijk``."""
    most = "" if exact else "minstens " if more < 0 else "hoogstens "
    if not more:
        return f"kosten {most}gelijk"
    return f"kosten {most}{in_points(abs(more))} {'hoger' if more > 0 else 'lager'}"


def cost_clause(more: int, exact: bool) -> str:
    """Write the same as a clause: ``zijn de kosten 12 punten hoger`` or ``blijven de kosten gelijk``."""
    if not more:
        return "blijven de kosten gelijk" if exact else "zijn de kosten hoogstens gelijk"
    return f"zijn de {cost_words(more, exact)}"


def price_words(base: Verdict, found: Verdict, proven: bool) -> str:
    """Write the same inside a sentence: ``27 punten meer (1.669 punten in plaats van 1.642)``."""
    more = found.cost - base.cost
    if not more:
        return "evenveel als nu" if proven else "hoogstens evenveel als nu"
    at_most = "" if proven else "hoogstens " if more > 0 else "minstens "
    than = f"({in_points(found.cost)} in plaats van {thousands(base.cost)})"
    return f"{at_most}{in_points(abs(more))} {'meer' if more > 0 else 'minder'} {than}"


def by_wish(base: Verdict, found: Verdict) -> list[tuple[Wish, int]]:
    """List the wishes whose cost differs, with the difference; the largest first."""
    differs = [(wish, found.wishes[wish].cost - base.wishes[wish].cost) for wish in base.wishes if wish in found.wishes]
    return sorted((pair for pair in differs if pair[1]), key=lambda pair: -abs(pair[1]))


def wish_words(base: Verdict, found: Verdict) -> str:
    """Write ``W2 +14, W1 -15``, or ``gelijk``."""
    return ", ".join(f"{wish} {signed(more)}" for wish, more in by_wish(base, found)) or SAME


def wish_rows(base: Verdict, found: Verdict) -> list[tuple[str, str, str, str]]:
    """Rows of a table: wish, now, then, difference."""
    return [
        (
            f"{wish} {WISHES[wish].name}",
            thousands(base.wishes[wish].cost),
            thousands(found.wishes[wish].cost),
            signed(more),
        )
        for wish, more in by_wish(base, found)
    ]


def cost_rows(label: str, base: Verdict, found: Sequence[Verdict], prices: Sequence[str]) -> list[tuple[str, ...]]:
    """Rows of a table: what differs by wish, and the cost; none against a roster that breaks rules."""
    if not base.ok:
        return []
    return [
        ("Verschil per wens, in punten", "-", *(wish_words(base, each) for each in found)),
        (label, in_points(base.cost), *prices),
    ]


def movers(others: Sequence[str]) -> str:
    """Write in a cell who else moves: ``niemand``, or how many and who."""
    return "niemand" if not others else f"{len(others)}: {listed_at_most(others, SHOWN.movers)}"


def fewer_words(base: Verdict, found: Verdict) -> str:
    """Write a sentence when people lose their place or their WPA, or a board its minimum; ``''`` when not."""
    parts = []
    if found.count < base.count:
        words = ("WPA valt", "WPA's vallen") if Wish.V1 in base.wishes else ("student valt", "studenten vallen")
        parts.append(f"{count(base.count - found.count, *words)} dan af.")
    short = sum(found.shortage.values()) - sum(base.shortage.values())
    if short > 0:
        parts.append(f"Besturen komen samen {count(short, 'student', 'studenten')} meer tekort op hun minimum (P4).")
    return " ".join(parts)
