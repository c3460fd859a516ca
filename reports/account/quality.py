"""How good a roster is, in words: what is proven, why the search ended, how much changed. Knows no column."""

from __future__ import annotations

from instances.domain.solution import Proof, Stop
from instances.domain.verdict import Verdict
from instances.dutch.numbers import count, percent_up
from reports.excel.overview_page import Tile
from reports.run.bundle import ChangeCount

WHY_STOPPED = {
    Stop.PROVEN: "Klaar: bewezen dat het niet beter kan.",
    Stop.LITTLE_GAIN: "Gestopt vóór de tijd om was: verder zoeken leverde bijna niets meer op.",
    Stop.TIME: "De tijd was om. Meer tijd geeft misschien een beter rooster, of meer zekerheid.",
    Stop.ASKED: "Afgebroken met Ctrl-C: dit is het beste tot dan toe.",
}


def valid_bound(verdict: Verdict, proof: Proof) -> int | None:
    """The proven lower bound on the cost, where it says something about this roster.

    Args:
        verdict: The checker's verdict on the roster.
        proof: What the search proved.

    Returns:
        The bound in units of cost; None while more could be placed or boards could fall less short, because it holds
        only among rosters with as many placed. None too for a roster that breaks a rule: that may cost less than any
        that keeps them all.
    """
    if not verdict.ok:
        return None
    if verdict.count < proof.count_bound or sum(verdict.shortage.values()) > proof.shortage_bound:
        return None
    return proof.cost_bound


def gap(verdict: Verdict, proof: Proof) -> float | None:
    """How far the roster is from the best one at most.

    Args:
        verdict: The checker's verdict on the roster.
        proof: What the search proved.

    Returns:
        (cost - bound) / cost, from 0 to 1; None without a valid bound.

    Raises:
        ValueError: The bound lies above the cost, so one of the two is wrong.
    """
    bound = valid_bound(verdict, proof)
    if bound is None:
        return None
    if bound > verdict.cost:
        raise ValueError(f"the bound {bound} lies above the cost {verdict.cost}")
    return (verdict.cost - bound) / verdict.cost if verdict.cost else 0.0


def quality(verdict: Verdict, proof: Proof) -> str:
    """How far this roster can be from the best one, in Dutch; rounded so that it never promises too much.

    Args:
        verdict: The checker's verdict on the roster.
        proof: What the search proved.

    Returns:
        ``niet bekend``, ``bewezen beste`` or ``hoogstens 1,5 % van het best mogelijke af``.
    """
    distance = gap(verdict, proof)
    if distance is None:
        return "niet bekend"
    if distance == 0:
        return "bewezen beste"
    return f"hoogstens {percent_up(distance)} van het best mogelijke af"


def count_proof(verdict: Verdict, proof: Proof, done: str) -> str:
    """Whether more could have been placed or scheduled, in Dutch.

    Args:
        verdict: The checker's verdict, for the number that was.
        proof: What the search proved of that number.
        done: What is counted, as a participle: geplaatst or ingepland.

    Returns:
        A sentence with its full stop.
    """
    if verdict.count >= proof.count_bound:
        return f"Bewezen: meer kunnen er niet worden {done}."
    return f"Niet bewezen dat dit het hoogste aantal is; zeker niet meer dan {proof.count_bound}."


def stop_facts(proof: Proof) -> tuple[tuple[str, str], ...]:
    """Why the search ended, as a line for the Overzicht.

    Args:
        proof: What the search proved.

    Returns:
        One label with its sentence; nothing where nobody recorded why.
    """
    return () if proof.stop is None else (("Zoeken", WHY_STOPPED[proof.stop]),)


def change_count_words(changes: ChangeCount, one: str, many: str) -> str:
    """How much a replanned roster changed, and whether that is the least there can be, in Dutch.

    Args:
        changes: The changes of the placement (students) or of the WPA roster (WPAs).
        one: The noun for one of them, such as ``student``.
        many: The noun for more of them.

    Returns:
        A clause without capital and full stop.
    """
    changed, extra = changes.changed, changes.changed - changes.fewest
    words = count(changed, one, many, points=False)
    if extra:
        words += f", waarvan {extra} boven het minimum omdat het genoeg oplevert"
    proven = "minder kan niet" if not extra else "het minimum"
    return f"{words}; {proven}, bewezen" if changes.proven else f"{words}; niet bewezen dat het niet met minder kan"


def change_count_facts(changes: ChangeCount | None, one: str, many: str) -> tuple[tuple[str, str], ...]:
    """A line for the Overzicht of a replanned roster.

    Args:
        changes: The changes; None for a roster that was not replanned.
        one: The noun for one of them, such as ``student``.
        many: The noun for more of them.

    Returns:
        One label with its sentence; nothing for a roster that was not replanned.
    """
    if changes is None:
        return ()
    words = f"{change_count_words(changes, one, many)}. De afstand tot het beste geldt bij dit aantal wijzigingen."
    return (("Gewijzigd", words),)


def proof_tile(verdict: Verdict, proof: Proof) -> Tile:
    """The large figure that says how far from the best the roster is at most.

    Args:
        verdict: The checker's verdict on the roster.
        proof: What the search proved.

    Returns:
        A tile with a percentage, or ``niet bekend``.
    """
    distance = gap(verdict, proof)
    if distance is None:
        return Tile("Afstand tot het beste", "niet bekend", "geen bewijs in de gegeven tijd")
    if distance == 0:
        return Tile("Afstand tot het beste", "0 %", "bewezen beste")
    return Tile("Afstand tot het beste", percent_up(distance), "of minder, bewezen")


def rules_tile(verdict: Verdict) -> Tile:
    """The large figure that says whether every rule is kept.

    Args:
        verdict: The checker's verdict on the roster.

    Returns:
        A tile that asks for attention where a rule is broken.
    """
    broken = len(verdict.violations)
    remark = "nagerekend, los van het rekenwerk" if not broken else "zie Verantwoording"
    return Tile("Regels", "voldaan" if not broken else f"{broken} keer niet", remark, broken > 0)
