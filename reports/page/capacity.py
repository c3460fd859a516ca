"""Boards against share, minimum and maximum; tandems against norm; assessors against a fair share. Knows the run."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from instances.domain.entities import Board, Tandem
from instances.domain.shares import board_shares
from instances.dutch.numbers import count
from instances.rosters.columns import Head
from reports.assessment.sheets import workload_rows
from reports.excel.book import Row
from reports.page.bars import LabelledBar, strip
from reports.run.bundle import Run
from reports.run.tours import Tour


def board_bars(run: Run) -> tuple[LabelledBar, ...]:
    placed = {board: len(run.by_board.get(board, ())) for board in run.instance.boards}
    shares = board_shares(run.instance)
    most = max([*placed.values(), *shares.values()], default=0)
    return tuple(_board(run, board, placed[board.id], shares[board.id], most) for board in run.instance.boards.values())


def _board(run: Run, board: Board, placed: int, share: int, most: int) -> LabelledBar:
    short = run.placement_verdict.shortage.get(board.id, 0)
    remark = [f"aandeel {share}"]
    remark += [f"minimum {board.min_students}"] if board.min_students else []
    remark += [] if board.max_students is None else [f"maximum {board.max_students}"]
    remark += [f"{short} tekort op het minimum (P4)"] if short else []
    tone = "bad" if short else "warn" if placed > share else "good"
    remark += [f"{placed - share} boven het aandeel"] if placed > share else []
    return LabelledBar(board.name, str(placed), ", ".join(remark), strip(placed, most, tone, ((share, "norm"),)), tone)


def tandem_bars(run: Run) -> tuple[LabelledBar, ...]:
    """Furthest above their norm first."""
    most = max((tandem.max_students for tandem in run.instance.tandems.values()), default=0)
    loads = {tandem.id: len(run.by_tandem.get(tandem.id, ())) - tandem.norm for tandem in run.instance.tandems.values()}
    ordered = sorted(run.instance.tandems.values(), key=lambda tandem: -loads[tandem.id])
    return tuple(_tandem(run, tandem, most) for tandem in ordered)


def _tandem(run: Run, tandem: Tandem, most: int) -> LabelledBar:
    placed = len(run.by_tandem.get(tandem.id, ()))
    names = " en ".join(run.instance.trainers[who].name for who in (tandem.so, tandem.io))
    above = f", {placed - tandem.norm} erboven" if placed > tandem.norm else ""
    remark = f"{names}; norm {tandem.norm}{above}, hoogstens {tandem.max_students}"
    tone = "bad" if placed > tandem.max_students else "warn" if placed > tandem.norm else "good"
    marks = ((tandem.norm, "norm"),)
    return LabelledBar(f"Tandem {tandem.id}", str(placed), remark, strip(placed, most, tone, marks), tone)


def assessor_bars(run: Run, tours: Mapping[str, tuple[Tour, ...]]) -> tuple[LabelledBar, ...]:
    """Everyone with a WPA or with room for one, furthest above the fair share first."""
    rows = [row for row in workload_rows(run, tours) if row[Head.OWN_MAX] or row[Head.WPAS]]
    most = max((int(str(row[Head.WPAS])) for row in rows), default=0)
    found = list(_assessors(rows, most))
    return tuple(bar for _, bar in sorted(found, key=lambda item: (-item[0], item[1].name)))


def _assessors(rows: Sequence[Row], most: int) -> Iterator[tuple[int, LabelledBar]]:
    for row in rows:
        heads = (Head.WPAS, Head.FAIR, Head.OWN_MAX, Head.VISIT_DAYS, Head.TOUR, Head.WAITING)
        wpas, fair, own, days, road, waiting = (int(str(row[head])) for head in heads)
        above = f", {wpas - fair} erboven" if wpas > fair else ""
        remark = (
            f"eerlijk deel {fair}{above}, hoogstens {own}; {count(days, 'dag', 'dagen')} op pad, "
            f"{road} min reizen, {waiting} min wachten"
        )
        tone = "bad" if wpas > own else "warn" if wpas > fair else "good"
        yield (
            wpas - fair,
            LabelledBar(
                f"{row[Head.NAME]} ({row[Head.ROLE]})",
                str(wpas),
                remark,
                strip(wpas, most, tone, ((fair, "norm"),)),
                tone,
            ),
        )
