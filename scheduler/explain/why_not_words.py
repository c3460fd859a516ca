"""What is said of one thing that is not in the roster: forbidden, impossible, or its price. Knows no question."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from instances.domain.rulebook import Rule
from instances.domain.solution import Assessment, Placement
from scheduler.runtime.exit import ExitCode
from scheduler.runtime.screen import Screen
from scheduler.what_if.outcome import Resolved
from scheduler.wording.prices import NO_FAIR_PRICE, fewer_words, no_price, price_words, wish_rows
from scheduler.wording.texts import number, sentence

MOST_MOVED = 15
NOT_FOUND = "Binnen de tijd is er geen rooster mee gevonden, en ook niet bewezen dat het niet kan. Geef meer --tijd."

Move = tuple[str, str, str, str]
"""Student, name, now, then."""


def forbidden(screen: Screen, what: str, faults: Iterable[tuple[Rule, str]]) -> bool:
    """Say which hard rules stand in the way; False when there are none."""
    told = list(dict.fromkeys(f"  {rule}: {sentence(text)}" for rule, text in faults))
    if told:
        screen.say(f"{what} kan niet, in geen enkel rooster:")
    for text in told:
        screen.say(text)
    return bool(told)


def nothing_found(screen: Screen, what: str, impossible: bool, why: Sequence[tuple[Rule, str]] = ()) -> ExitCode:
    """No roster with it: proven, with what it runs into in this roster, or not found in time."""
    if not impossible:
        screen.warn(f"{what}: {NOT_FOUND}")
        return ExitCode.NO_ANSWER
    screen.say(f"{what} kan niet: bewezen dat geen enkel rooster het toelaat.")
    for rule, text in why:
        screen.say(f"  Naast wat er nu staat, breekt het {rule}: {sentence(text)}")
    return ExitCode.DONE


def priced(
    screen: Screen, what: str, outcome: Resolved[Placement] | Resolved[Assessment], moves: Sequence[Move]
) -> ExitCode:
    """The price of the best roster with it, by wish, and everyone who moves.

    No price where fewer are served, or against a roster that breaks rules.
    """
    base, found = outcome.base, outcome.verdict
    fewer = fewer_words(base, found)
    if not base.ok:
        screen.say(f"{what} kan. {NO_FAIR_PRICE}")
    elif no_price(base, found):
        screen.say(f"{what} kan, maar niet zonder dat er iemand afvalt.")
    else:
        best = "Het beste rooster daarmee" if outcome.exact else "Het beste rooster daarmee dat gevonden is,"
        screen.say(f"{what} kan. {best} kost {price_words(base, found, outcome.exact)}.")
    if fewer:
        screen.warn(fewer)
    rows = [] if no_price(base, found) or not base.ok else wish_rows(base, found)
    if rows:
        screen.table("Verschil per wens", ("Wens", "Nu", "Dan", "Verschil"), rows)
    more = f" (de eerste {MOST_MOVED} van {number(len(moves))})" if len(moves) > MOST_MOVED else ""
    screen.table(f"Wat er dan verandert{more}", ("Student", "Naam", "Nu", "Dan"), moves[:MOST_MOVED])
    return ExitCode.DONE
