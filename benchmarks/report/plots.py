"""Records as pictures: cost and bound over time, and time against size. Knows no table."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import matplotlib

matplotlib.use("svg")

from matplotlib import pyplot as plt
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from benchmarks.answer import PLACING, SCHEDULING, CostPoint
from benchmarks.cases import PEERS
from benchmarks.records import RunRecord

COLOURS = dict(zip(PEERS, ("#0b6e4f", "#c1121f", "#1d4e89", "#6fa8dc", "#e08e00", "#777777"), strict=True))
TITLES = {PLACING: "Placement (W)", SCHEDULING: "WPA roster (V)"}
NEAR = 1.02  # "there" is within this factor of where the run ended
STYLE: Any = {"svg.hashsalt": "plaatswijzer", "font.size": 9, "axes.spines.top": False, "axes.spines.right": False}


def progress(records: Sequence[RunRecord], path: Path) -> None:
    """Best cost (full line) and proven bound (dashed) over time, for runs on one instance under one limit."""
    with plt.rc_context(STYLE):
        figure, panels = plt.subplots(1, 2, figsize=(10, 4), layout="constrained")
        for panel, part in zip(panels, (PLACING, SCHEDULING), strict=True):
            for record in records:
                _draw(panel, record, part)
            panel.set(title=TITLES[part], xlabel="seconds since the start of the run", yscale="log")
        panels[0].set_ylabel("cost, with the price of who is left out")
        panels[0].legend(frameon=False)
        _save(figure, path)


def _draw(panel: Axes, record: RunRecord, part: str) -> None:
    points = [point for point in record.trace if point.part == part]
    colour, end = COLOURS[record.case.peer], record.seconds
    costs = [(point.seconds, point.cost) for point in points if point.cost is not None]
    bounds = [(point.seconds, point.bound) for point in points if point.bound]
    if costs:
        marker = "o" if len(costs) == 1 else None
        panel.step(*_until(costs, end), where="post", color=colour, label=record.case.peer, marker=marker, markersize=3)
    else:
        panel.plot([], [], color=colour, label=f"{record.case.peer}: no roster")
    if bounds:
        panel.step(*_until(bounds, end), where="post", color=colour, linestyle="--", linewidth=1)


def _until(points: Sequence[tuple[float, int]], end: float) -> tuple[list[float], list[int]]:
    times, values = [time for time, _ in points], [value for _, value in points]
    return [*times, max(end, times[-1])], [*values, values[-1]]


def settled(record: RunRecord) -> float | None:
    """Seconds until the run's WPA roster was, for good, within 2 % of the cost it ended with; None without roster."""
    points = [point for point in record.trace if point.part == SCHEDULING and point.cost is not None]
    if not points or record.assessment is None:
        return None
    return _settled(points)


def _settled(points: Sequence[CostPoint]) -> float:
    goal = NEAR * (points[-1].cost or 0)
    late = [number for number, point in enumerate(points) if (point.cost or 0) > goal]
    return points[late[-1] + 1 if late else 0].seconds


def slope(points: Mapping[int, float]) -> float | None:
    """The exponent b of seconds = a * students ** b, by least squares on the logarithms; None for one size."""
    if len(points) < 2:
        return None
    logs = [(math.log(size), math.log(max(seconds, 0.01))) for size, seconds in points.items()]
    x, y = (sum(values) / len(logs) for values in zip(*logs, strict=True))
    return float(sum((a - x) * (b - y) for a, b in logs) / sum((a - x) ** 2 for a, _ in logs))


def growth(points: Mapping[str, Mapping[int, float]], path: Path) -> None:
    """Seconds against students for each method, both axes logarithmic, beside n log n through the product's first."""
    with plt.rc_context(STYLE):
        figure, panel = plt.subplots(figsize=(6.5, 4.5), layout="constrained")
        for peer, mine in points.items():
            exponent = slope(mine)
            label = peer if exponent is None else f"{peer}: n^{exponent:.2f}"
            panel.plot(list(mine), list(mine.values()), "o-", color=COLOURS[peer], label=label, markersize=4)
        product = points.get("plaatswijzer", {})
        if len(product) > 1:
            first = min(product)
            sizes = sorted(product)
            scale = product[first] / (first * math.log(first))
            panel.plot(sizes, [scale * n * math.log(n) for n in sizes], "k:", linewidth=1, label="n log n")
        panel.set(xscale="log", yscale="log", xlabel="students", ylabel="seconds until within 2 % of the final cost")
        panel.legend(frameon=False)
        _save(figure, path)


def _save(figure: Figure, path: Path) -> None:
    """The same file for the same records."""
    path.parent.mkdir(parents=True, exist_ok=True)
    figure.savefig(path, format="svg", metadata={"Date": None})
    plt.close(figure)
