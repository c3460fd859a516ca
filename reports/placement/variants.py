"""varianten.xlsx: rosters to choose from, side by side in figures. Knows finished runs and no search."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from instances.domain.rulebook import Wish
from instances.dutch.numbers import in_points, percent, signed_in_points, thousands
from reports.excel.book import Book
from reports.excel.overview_page import Overview
from reports.fairness.figures import figures_of_all
from reports.run.bundle import Run
from reports.run.wording import rounded_percent

TITLE = "Varianten"


@dataclass(frozen=True, slots=True)
class VariantRow:
    """One roster to choose from.

    Attributes:
        name: The name of its folder.
        lean: What it is better in than the first, in Dutch.
        run: The finished run that the folder was written from.
    """

    name: str
    lean: str
    run: Run


def variant_rows(choices: Sequence[VariantRow]) -> Iterator[tuple[str, ...]]:
    """The rosters to choose from side by side, in figures.

    Args:
        choices: The rosters; the first is the best.

    Yields:
        A label and a figure for each choice.
    """
    best = choices[0].run
    shares = [figures_of_all(choice.run) for choice in choices]
    verdicts = [choice.run.placement_verdict for choice in choices]
    travels = [share.travel for share in shares]
    target = best.instance.settings.target_travel
    yield "Beter in", *(choice.lean for choice in choices)
    yield "Geplaatst", *(thousands(verdict.count) for verdict in verdicts)
    yield "Kosten van de wensen", *(in_points(verdict.cost) for verdict in verdicts)
    yield "Duurder dan de beste", *(_more(verdict.cost, verdicts[0].cost) for verdict in verdicts)
    yield "Reistijd, gemiddeld", *("-" if t is None else f"{t.mean:.0f} min" for t in travels)
    yield "Reistijd, mediaan", *("-" if t is None else f"{t.median:.0f} min" for t in travels)
    yield "Reistijd, langste", *("-" if t is None else f"{t.most} min" for t in travels)
    yield f"Langer dan {target} min", *("-" if t is None else thousands(t.above) for t in travels)
    yield "Leerbehoeften gedekt", *(rounded_percent(share.needs_met, share.needs_asked) for share in shares)
    yield "Eerste voorkeur", *(f"{share.first} van {share.wishing}" for share in shares)
    yield "School van de lijst", *(f"{share.listed} van {share.wishing}" for share in shares)
    yield "Boven norm of aandeel (W5)", *(thousands(verdict.wishes[Wish.W5].amount) for verdict in verdicts)
    yield "Alleen of PLG te groot (W7)", *(thousands(verdict.wishes[Wish.W7].amount) for verdict in verdicts)
    yield "Andere mentor dan in de beste", *(thousands(different(best, choice.run)) for choice in choices)


def different(one: Run, other: Run) -> int:
    """Students whose mentor differs, or who are placed in one of the two only."""
    return sum(one.placement.get(who) != other.placement.get(who) for who in one.instance.students)


def _more(cost: int, best: int) -> str:
    if cost == best:
        return "-"
    return f"{signed_in_points(cost - best)} ({percent(100 * (cost - best) / max(1, best), 1)})"


def write_variants(choices: Sequence[VariantRow], path: Path) -> None:
    """Write varianten.xlsx.

    Args:
        choices: At most six rosters; the first is the best.
        path: Where the file goes; the folder must exist.

    Raises:
        OSError: The disk refuses the file.
        XlsxWriterException: XlsxWriter says so in its own words.
    """
    run = choices[0].run
    with Book(path, TITLE, run.semester) as book:
        overview = Overview(book, TITLE, "Roosters om uit te kiezen, met dezelfde harde regels en evenveel geplaatst")
        heads = ("", *(choice.name for choice in choices))
        overview.grid("Naast elkaar", heads, variant_rows(choices), (2, *(1,) * len(choices)), figures=1)
        overview.facts("Hoe verder", [
            ("Kiezen", "Iedere variant is een map met alle bestanden. Kies er een en ga verder in die map."),
            ("Nagekeken", "Iedere variant voldoet aan alle harde regels, los van het rekenwerk nagerekend."),
            ("Anders", "Iedere variant verschilt bij minstens een tiende van de studenten van de beste en van elkaar."),
        ])  # fmt: skip
        overview.done()
