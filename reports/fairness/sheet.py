"""The sheet Eerlijkheid of plaatsing.xlsx and wpa.xlsx. Knows the figures and the overview page, no cell style."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from instances.dutch.numbers import count
from instances.rosters.columns import FAIRNESS
from reports.excel.book import Book, Cell
from reports.excel.overview_page import Overview, Tile
from reports.fairness.figures import (
    Distribution,
    GroupFigures,
    Hardship,
    Load,
    assessor_loads,
    distribution,
    figures_by_board,
    figures_by_year,
    figures_of_all,
    tandem_loads,
    worst_off,
)
from reports.run.bundle import Run
from reports.run.settings import REPORT_SETTINGS
from reports.run.wording import rounded_percent

HELP_COST = "Wat helpen kost"
NOT_ASKED = "vraag het met plaatswijzer verklaar"
_TRAVEL_HEADS = ("Groep", "Studenten", "Gemiddeld (min)", "Mediaan (min)", "Middelste helft", "Langste (min)",
                 "Boven de streeftijd")  # fmt: skip
_NEED_HEADS = ("Groep", "Gaf voorkeur op", "Eerste voorkeur", "School van de lijst", "Met leerbehoefte",
               "Punten gedekt", "Niets gedekt")  # fmt: skip
_WORST_HEADS = ("Student", "Naam", "Jaar", "Wat tegenzit", HELP_COST)
_TANDEM_HEADS = ("Tandem", "Opleiders", "Studenten", "Norm", "Boven norm")
_POOL_HEADS = ("Beoordelaars", "Aantal", "Gemiddeld WPA's", "Mediaan", "Middelste helft", "Meeste", "Boven eigen deel")
_LOAD_HEADS = ("Beoordelaar", "Naam", "WPA's", "Eerlijk deel", "Boven deel")
_NOTHING = (None, None, None)
_SPANS = (2, 1, 1, 1, 1, 1, 1)


def placement_fairness(run: Run, book: Book) -> None:
    """Travel, wishes and needs per board and per year, tandems against their norm, and who is worst off."""
    whole = figures_of_all(run)
    overview = Overview(book, "Eerlijkheid", "Hoe reistijd, voorkeuren en leerbehoeften verdeeld zijn", FAIRNESS)
    overview.tiles(_tiles(whole))
    helped = run.help_costs.students
    rows = [_worst(one, helped.get(one.student.id, NOT_ASKED)) for one in worst_off(run)] or [
        ("niemand", *_NOTHING, None)
    ]
    overview.grid("Wie er het minst goed van afkomt", _WORST_HEADS, rows, (1, 2, 1, 2, 2))
    overview.new_page()
    groups = (whole, *figures_by_year(run), *figures_by_board(run))
    overview.grid("Reistijd, enkele reis", _TRAVEL_HEADS, (_travel(share) for share in groups), _SPANS, figures=1)
    overview.grid("Voorkeuren en leerbehoeften", _NEED_HEADS, map(_needs, groups), _SPANS, figures=1)
    loads = sorted(tandem_loads(run), key=_heaviest)
    _loads(overview, "Tandems tegen hun norm (W5)", _TANDEM_HEADS, map(_load, loads), run.help_costs.tandems)
    overview.done()


def assessment_fairness(run: Run, book: Book) -> None:
    """The workload of the assessors: per pool, and who has most above the own share."""
    overview = Overview(book, "Eerlijkheid", "Hoe het werk over de beoordelaars verdeeld is", FAIRNESS)
    field, institute = assessor_loads(run, True), assessor_loads(run, False)
    rows = [_pool("uit het werkveld", field), _pool("van de opleiding", institute)]
    boards = {load.board for load in field if load.board in run.instance.boards}
    rows += [
        _pool(f"werkveld, {board.name}", [load for load in field if load.board == board.id])
        for board in run.instance.boards.values()
        if board.id in boards
    ]
    overview.grid("WPA's per beoordelaar", _POOL_HEADS, rows, _SPANS, figures=1)
    loaded = sorted((load for load in (*field, *institute) if load.above), key=_heaviest)[: REPORT_SETTINGS.loads]
    rows = [_load(load) for load in loaded] or [("niemand", "niemand heeft meer dan het eigen deel", *_NOTHING)]
    _loads(overview, "Wie het meest boven het eigen deel zit (V2)", _LOAD_HEADS, rows, run.help_costs.assessors)
    overview.done()


def _tiles(whole: GroupFigures) -> tuple[Tile, ...]:
    travel = whole.travel
    if travel is None:
        return (Tile("Geplaatst", "0", "niemand"),)
    met = rounded_percent(whole.needs_met, whole.needs_asked)
    return (
        Tile("Reistijd, mediaan", f"{travel.median:.0f} min", f"langste {travel.most} min"),
        Tile("Boven de streeftijd", str(travel.above), f"van {count(travel.count, 'student', 'studenten')}"),
        Tile("Eerste voorkeur", rounded_percent(whole.first, whole.wishing), f"{whole.first} van {whole.wishing}"),
        Tile("Leerbehoeften gedekt", met, f"bij {whole.none_met} niets gedekt"),
    )


def _travel(share: GroupFigures) -> tuple[Cell, ...]:
    if share.travel is None:
        return (share.label, share.students, None, None, None, None, None)
    return (share.label, share.students, *_figures(share.travel))


def _figures(found: Distribution) -> tuple[Cell, ...]:
    middle = f"{found.lower:.0f} tot {found.upper:.0f}"
    return round(found.mean), round(found.median), middle, found.most, found.above


def _needs(share: GroupFigures) -> tuple[Cell, ...]:
    return (
        share.label,
        share.wishing,
        rounded_percent(share.first, share.wishing),
        rounded_percent(share.listed, share.wishing),
        share.needing,
        rounded_percent(share.needs_met, share.needs_asked),
        share.none_met,
    )


def _heaviest(load: Load) -> tuple[int, int, str]:
    return -load.above, -load.count, load.id


def _loads(
    overview: Overview,
    heading: str,
    heads: Sequence[str],
    rows: Iterable[tuple[Cell, ...]],
    help_costs: Mapping[str, str],
) -> None:
    """With what it costs to help where that was asked; an empty column would look like an answer."""
    if help_costs:
        helped = ((*row, help_costs.get(str(row[0]))) for row in rows)
        overview.grid(heading, (*heads, HELP_COST), helped, (1, 2, 1, 1, 1, 2))
    else:
        overview.grid(heading, heads, rows, (2, 3, 1, 1, 1), figures=2)


def _load(load: Load) -> tuple[Cell, ...]:
    return load.id, load.name, load.count, load.fair, load.above


def _pool(label: str, loads: Sequence[Load]) -> tuple[Cell, ...]:
    found = distribution((load.count for load in loads), 0)
    if found is None:
        return (label, 0, None, None, None, None, None)
    *figures, _ = _figures(found)
    return (label, found.count, *figures, sum(load.above for load in loads))


def _worst(hardship: Hardship, help_costs: str) -> tuple[Cell, ...]:
    who = hardship.student
    return who.id, who.name, str(who.year), "; ".join(hardship.clauses), help_costs
