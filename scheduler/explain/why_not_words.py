"""What is said of one thing that is not in the roster: forbidden, impossible, or its price. Knows no question."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from instances.domain.rulebook import Rule
from instances.domain.solution import Assessment, Placement
from scheduler.runtime.exit import ExitCode
from scheduler.runtime.screen import Screen
from scheduler.what_if.outcome import Resolved
from scheduler.wording.prices import FEWER, NO_FAIR_PRICE, fewer_words, no_price, price_words, wish_rows
from scheduler.wording.settings import SHOWN
from scheduler.wording.texts import first_of, sentence

NOT_FOUND = "Binnen de tijd is er geen rooster mee gevonden, en ook niet bewezen dat het niet kan. Geef meer --tijd."

Move = tuple[str, str, str, str]
"""Student, name, now, then."""


def forbidden(screen: Screen, what: str, faults: Iterable[tuple[Rule, str]]) -> bool:
    """Say which hard rules are in the way; False when there are none."""
    lines = list(dict.fromkeys(f"  {rule}: {sentence(text)}" for rule, text in faults))
    if lines:
        screen.say(f"{what} kan niet, in geen enkel rooster:")
    for line in lines:
        screen.say(line)
    return bool(lines)


def nothing_found(screen: Screen, what: str, impossible: bool, why: Sequence[tuple[Rule, str]] = ()) -> ExitCode:
    """Say that there is no roster with it: proven, with what it runs into in this roster, or not found in time.

    Args:
        screen: Where it is said.
        what: What was asked about, in Dutch.
        impossible: It is proven.
        why: What it runs into beside the present roster.

    Returns:
        How the command ends.
    """
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
    """Say the price of the best roster with it, by wish, and everyone who moves.

    There is no price where fewer are served, or against a roster that breaks rules.

    Args:
        screen: Where it is said.
        what: What was asked about, in Dutch.
        outcome: The best roster found with it.
        moves: For whom something changes.

    Returns:
        How the command ends.
    """
    base, found = outcome.base, outcome.verdict
    fewer = fewer_words(base, found)
    if not base.ok:
        screen.say(f"{what} kan. {NO_FAIR_PRICE}")
    elif no_price(base, found):
        screen.say(f"{what} {FEWER}")
    else:
        best = "Het beste rooster daarmee" if outcome.exact else "Het beste rooster daarmee dat gevonden is,"
        screen.say(f"{what} kan. {best} kost {price_words(base, found, outcome.exact)}.")
    if fewer:
        screen.warn(fewer)
    rows = [] if no_price(base, found) or not base.ok else wish_rows(base, found)
    if rows:
        screen.table("Verschil per wens, in punten", ("Wens", "Nu", "Dan", "Verschil"), rows)
    more = first_of(SHOWN.moved, len(moves))
    screen.table(f"Wat er dan verandert{more}", ("Student", "Naam", "Nu", "Dan"), moves[: SHOWN.moved])
    return ExitCode.DONE
