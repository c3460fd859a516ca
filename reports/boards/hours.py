"""The sheet Uren of a board file: what the board gives and takes, by role. Knows the ledger, one board and no person.

Hours for care students never come here, not even in a total: with one such student the difference with the norm
would tell. Other boards are "andere besturen".
"""

from __future__ import annotations

from collections.abc import Iterable

from instances.domain.norms import NORMS, Norm, Whose
from instances.dutch.numbers import figure, thousands
from instances.rosters import columns as words
from reports.excel.book import Book, Cell
from reports.excel.overview_page import Overview, Tile
from reports.hours.ledger import INSTITUTE, LedgerLine
from reports.hours.sheets import WITHOUT_WPAS
from reports.hours.sums import ROLES, euros, hours_balance, norm_measures, sums, total_hours
from reports.run.bundle import Run

_DETAIL = ("Rol", "Grondslag", "Bron", "Aantal", "Uren per stuk", "Uren")
_DETAIL_SPANS = (1, 2, 2, 1, 1, 1)
_IN_FULL = {
    Whose.MENTOR: "mentoren",
    Whose.SO: "schoolopleiders (SO)",
    Whose.CSO: "coördinerend schoolopleiders (CSO)",
    Whose.IO: "instituutsopleiders (IO)",
    Whose.CIO: "coördinerend instituutsopleiders (CIO)",
}
_Rows = list[tuple[Cell, ...]]


def board_hours(run: Run, board: str, lines: Iterable[LedgerLine], book: Book) -> None:
    """``lines`` is the whole ledger; only what the board gives or takes is used."""
    own = [line for line in lines if board in (line.giver, line.taker) and not line.care]
    given, taken = [one for one in own if one.giver == board], [one for one in own if one.giver != board]
    overview = Overview(book, "Uren", "Wat uw bestuur levert en ontvangt, volgens de normen", words.BOARD_HOURS)
    overview.tiles(_tiles(run, board, given, taken))
    overview.grid("Totaal per rol", ("Rol", "Uw bestuur levert (uur)", "Uw bestuur ontvangt (uur)"),
                  _per_role(given, taken), (4, 2, 2), figures=1)  # fmt: skip
    home, away = [one for one in given if not one.settled], [one for one in given if one.settled]
    institute, others = ([one for one in taken if (one.giver == INSTITUTE) is ours] for ours in (True, False))
    for heading, part in (
        ("Uw bestuur levert", home),
        ("Uw bestuur levert: WPA's bij andere besturen", away),
        ("Uw bestuur ontvangt: van de opleiding", institute),
        ("Uw bestuur ontvangt: van andere besturen", others),
    ):
        if part:
            overview.grid(heading, _DETAIL, _details(part), _DETAIL_SPANS, figures=3)
    if run.assessment is not None:
        money = 0 if euros(run, 1) is None else 1  # one column more
        heads = ("Met wie", "WPA's gegeven", "WPA's ontvangen", "Saldo (uur)", "Saldo (euro)")[: 4 + money]
        rows = [row[: 4 + money] for row in _settlement(run, board, own)]
        overview.grid("Verrekening van WPA's", heads, rows, (2, 2, 2, 1, 1) if money else (2, 2, 2, 2), figures=1)
    norm_heads = ("Gemiddeld over uw eigen studenten en scholen", "Bij u", "Norm")
    overview.grid("Naast de norm", norm_heads, _measures(run, board), (4, 2, 2), figures=1)
    overview.facts("Toelichting", _notes(run))
    overview.done()


def _tiles(run: Run, board: str, given: list[LedgerLine], taken: list[LedgerLine]) -> tuple[Tile, ...]:
    none = run.assessment is None
    settled = hours_balance(board, [*given, *taken]).hours
    return (
        Tile("Studenten", str(len(run.by_board.get(board, ()))), "geplaatst"),
        Tile("Uw bestuur levert", thousands(round(total_hours(given))), "uur"),
        Tile("Uw bestuur ontvangt", thousands(round(total_hours(taken))), "uur"),
        Tile("Saldo WPA's", "nog niet" if none else _signed(settled), "" if none else "uur", none),
    )


def _signed(hours: float) -> str:
    text = figure(abs(hours))
    return text if hours == 0 else f"{'+' if hours > 0 else '−'} {text}"


def _per_role(given: list[LedgerLine], taken: list[LedgerLine]) -> _Rows:
    rows: _Rows = []
    for whose in ROLES:
        gives, takes = (total_hours(one for one in part if one.whose is whose) for part in (given, taken))
        if gives or takes:
            rows.append((_IN_FULL[whose], gives or None, takes or None))
    return [*rows, ("totaal", total_hours(given), total_hours(taken))]


def _details(lines: list[LedgerLine]) -> _Rows:
    return [
        (str(one.whose), NORMS[one.norm].name, _source(one.norm), one.count, one.each, one.hours) for one in sums(lines)
    ]


def _source(norm: Norm) -> str:
    """Without the name of the document, which the notes give."""
    return NORMS[norm].source.removeprefix("Rolbeschrijvingen, ")


def _settlement(run: Run, board: str, own: list[LedgerLine]) -> _Rows:
    others = {one.giver for one in own} | {one.taker for one in own}
    parts = (
        ("met andere besturen", hours_balance(board, own, others - {board, INSTITUTE})),
        ("met de opleiding", hours_balance(board, own, (INSTITUTE,))),
        ("samen", hours_balance(board, own)),
    )
    return [(heading, one.given, one.taken, one.hours, euros(run, one.hours)) for heading, one in parts]


def _measures(run: Run, board: str) -> _Rows:
    return [(one.words, one.found, one.norm) for one in norm_measures(run, board)]


def _notes(run: Run) -> list[tuple[str, Cell]]:
    wpas = "Per WPA en per beoordelaar; met twee beoordelaars is er extra tijd om af te stemmen."
    return [
        ("WPA's", WITHOUT_WPAS if run.assessment is None else wpas),
        ("Bron", "Rolbeschrijvingen Samen Opleiden Noord-Holland, of de norm die het stagebureau heeft ingevuld."),
        ("Saldo", "Boven 0: uw bestuur gaf meer uren voor WPA's dan het ontving. Onder 0: andersom."),
        ("Niet hier", "Het zijn normuren voor dit semester, geen gewerkte uren. Tijd voor extra begeleiding van één "
                      "student hoort er niet bij; die regelt u met het stagebureau."),
    ]  # fmt: skip
