"""An integer program that HiGHS works on for hours, and a process that is stopped in the middle of it.

``python market_split.py work`` or ``wall``: solve it, stop after a second, and end.
"""

from __future__ import annotations

import sys
import threading
from random import Random

from ortools.math_opt.python import mathopt

from models.search.control import Control
from models.search.mathopt import solve_linear
from models.search.settings import SearchSettings

STOP_AFTER = 1.0  # seconds


def market_split(numbers: int = 100, sums: int = 12) -> mathopt.Model:
    """Numbers that must be halved several times at once, as nearly as can be."""
    dice, model = Random(1), mathopt.Model()
    picked = [model.add_binary_variable() for _ in range(numbers)]
    off = []
    for _ in range(sums):
        weights = [dice.randint(0, 99) for _ in picked]
        off += [model.add_variable(lb=0.0), model.add_variable(lb=0.0)]
        total = mathopt.fast_sum([weight * one for weight, one in zip(weights, picked, strict=True)])
        model.add_linear_constraint(total + off[-2] - off[-1] == float(sum(weights) // 2))
    model.minimize(mathopt.fast_sum(off))
    return model


def main(mode: str) -> None:
    model, control = market_split(), Control(1000, SearchSettings(reproducible=mode == "work"))
    threading.Timer(STOP_AFTER, control.stop).start()
    result = solve_linear(model, control, solver=mathopt.SolverType.HIGHS)
    print("stopped" if control.stopped else "solved", result.termination.reason.name, flush=True)


if __name__ == "__main__":
    main(sys.argv[1])
