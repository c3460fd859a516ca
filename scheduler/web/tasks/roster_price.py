"""What other rosters cost, as every screen shows it, in the words of the commands. Knows verdicts, no page."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from instances.domain.verdict import Verdict
from scheduler.wording.prices import BREAKS_NOW, FEWER, fewer_words, no_price, price_words, wish_rows


@dataclass(frozen=True, slots=True)
class Mover:
    """One student for whom something else changes.

    Attributes:
        student: Name and id.
        before: What it is now: a mentor with the school, or when and by whom.
        after: What it is then.
    """

    student: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Price:
    """What other rosters cost beside the present ones.

    Attributes:
        words: The price, a Dutch sentence.
        dearer: It costs more, or somebody loses a place or WPA.
        wishes: Of each wish that differs: name, now, then, difference.
        movers: For whom else something changes.
        fewer: Who loses what, in Dutch; '' when nobody does.
    """

    words: str
    dearer: bool = False
    wishes: tuple[tuple[str, str, str, str], ...] = ()
    movers: tuple[Mover, ...] = ()
    fewer: str = ""


def price_of_rosters(base: Verdict, found: Verdict, exact: bool, what: str, movers: Sequence[Mover] = ()) -> Price:
    """Price other rosters.

    Args:
        base: What the checks say of the present ones. Where they break rules nothing has a fair price.
        found: What they say of the others.
        exact: None under the same condition costs less.
        what: What is priced, in Dutch; the sentence begins with it: ``Dat``.
        movers: For whom else something changes.

    Returns:
        The price; "hoogstens" where it is not exact.
    """
    others, fewer = tuple(movers), fewer_words(base, found)
    if not base.ok:
        return Price(BREAKS_NOW, movers=others, fewer=fewer)
    if no_price(base, found):
        return Price(f"Dat {FEWER}", True, movers=others, fewer=fewer)
    words = f"{what} kost {price_words(base, found, exact)}."
    return Price(words, found.cost > base.cost, tuple(wish_rows(base, found)), others, fewer)
