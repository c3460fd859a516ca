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
    return f"hoogstens {percent_up(distance)} van het best mogelijke af"


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
    told = count(changed, one, many, points=False)
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


def proof_tile(verdict: Verdict, proof: Proof) -> Tile:
    distance = gap(verdict, proof)
    if distance is None:
        return Tile("Afstand tot het beste", "niet bekend", "geen bewijs in de gegeven tijd")
    if distance == 0:
        return Tile("Afstand tot het beste", "0 %", "bewezen beste")
    return Tile("Afstand tot het beste", percent_up(distance), "of minder, bewezen")


def rules_tile(verdict: Verdict) -> Tile:
    broken = len(verdict.violations)
    remark = "nagerekend, los van het rekenwerk" if not broken else "zie Verantwoording"
    return Tile("Regels", "voldaan" if not broken else f"{broken} keer niet", remark, broken > 0)
