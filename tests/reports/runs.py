"""A small finished run for the report tests: two boards, four placed students, one left over. Knows no rule."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import openpyxl

from instances.domain.entities import Role, SchoolKind, Vehicle, WpaKind
from instances.domain.instance import Instance
from instances.domain.rulebook import ASSESSMENT_WISHES, DEFAULT_WEIGHTS, PLACEMENT_WISHES, Rule, Wish
from instances.domain.solution import Booking, Proof, Status
from instances.domain.verdict import Verdict, Violation, WishCost
from reports.run.bundle import Run
from tests.builders import WEDNESDAY, board, mentor, rules, school, semester, slot, student, tandem, trainer, travel

SECRETS = ("zorgtag", "1999 ZZ", "herkansing", "twijfelgeval", "geheime reden")


def instance(**over: Any) -> Instance:
    """Noord has S1 and S2 (Ans, Bea, Cas), Zuid has S3 (Dirk); Evi finds no place. SO1 drives to both boards."""
    return semester(
        board("NOORD", name="Stichting Noord", min_students=5),
        board("ZUID", name="Stichting Zuid"),
        school("S1", "NOORD", name="De Eik"),
        school("S2", "NOORD", name="De Beuk"),
        school("S3", "ZUID", name="De Zee", kind=SchoolKind.OTHER),
        mentor("M1", "S1", name="Mia Eik", max_students=2, strengths=frozenset({"taal"})),
        mentor("M2", "S2", name="Mo Beuk"),
        mentor("M3", "S3", name="Max Zee"),
        student("0011", name="Ans Aal", needs=(("taal", 3), ("zorgtag", 1)), care=True, postcode="1999 ZZ"),
        student("0012", year=1, name="=1+1"),
        student("0013", name="Cas Cox", wpa_kind=WpaKind.RESIT, wishes=("S2", "S1")),
        student("0021", year=4, name="Dirk Das", wpa_kind=WpaKind.DOUBTFUL),
        student("0022", name="Evi Eb"),
        trainer("SO1", name="Sia Oost", board="NOORD"),
        trainer("SO2", name="Ties Werk", board="ZUID", max_wpas=4),
        trainer("IO1", Role.IO, name="Ina Inst"),
        trainer("IO2", Role.IO, name="Ilse Ver"),
        tandem("TA1", "SO1", "IO1", ("S1", "S2")),
        slot("T1"),
        slot("T2", begin="11:00", end="12:00"),
        slot("T3", WEDNESDAY, "13:00", "14:00"),
        travel("S1", "S2", 20, Vehicle.AUTO),
        settings=rules(semester="2026-2027 S2"),
        fingerprint="abc123",
        **over,
    )


PLACEMENT = {"0011": "M1", "0012": "M1", "0013": "M2", "0021": "M3"}
ASSESSMENT = {
    "0011": Booking("T1", "SO2"),
    "0013": Booking("T2", "SO2", "IO2"),
    "0021": Booking("T3", "SO1", "IO1"),
}

# three seats of the field for maxima of 20 and 4, two of the institute for 20 and 20
SHARES = {"SO1": 3, "SO2": 1, "IO1": 1, "IO2": 1}


def verdict(wishes: Mapping[Wish, int], count: int, *violations: Violation, **shortage: int) -> Verdict:
    """Every wish of the first one's kind, 0 where no amount is given."""
    every = PLACEMENT_WISHES if next(iter(wishes)) in PLACEMENT_WISHES else ASSESSMENT_WISHES
    kept = [wish for wish in every if wish not in (Wish.W9, Wish.V7) or wish in wishes]
    costs = {wish: WishCost(wish, DEFAULT_WEIGHTS[wish], wishes.get(wish, 0)) for wish in kept}
    return Verdict(violations, costs, count, shortage, {} if every is PLACEMENT_WISHES else SHARES)


def run(**over: Any) -> Run:
    """W1 costs 15, W2 20: 35 in all; V1 costs 30. The placement is proven to be within 10 of the best."""
    plain = Run(
        instance(),
        PLACEMENT,
        verdict({Wish.W1: 1, Wish.W2: 20}, 4, NOORD=2),
        Proof(Status.FEASIBLE, 4, 2, 25, 1.5),
        ASSESSMENT,
        verdict({Wish.V1: 30}, 3),
        Proof(Status.FEASIBLE, 4, 0, None, 2.5),
        unplaced={"0022": "P3: alle scholen zijn vol"},
        unscheduled={"0012": "A5: geen tijd op dinsdag", "0022": "niet geplaatst"},
        seed=7,
        source="najaar.xlsx",
        versions={"plaatswijzer": "0.1.0"},
    )
    return replace(plain, **over)


def broken(rule: Rule, text: str) -> Violation:
    return Violation(rule, text)


def rows(path: Path, sheet: str) -> list[dict[str, Any]]:
    """The rows under the header in row 1, by header."""
    lines = list(openpyxl.load_workbook(path, data_only=True)[sheet].iter_rows(values_only=True))
    found = [dict(zip(map(str, lines[0]), line, strict=True)) for line in lines[1:]]
    return [row for row in found if any(value is not None for value in row.values())]


def shown_sheets(path: Path) -> list[str]:
    """The titles of the sheets that are not hidden."""
    return [sheet.title for sheet in openpyxl.load_workbook(path).worksheets if sheet.sheet_state == "visible"]


def texts(path: Path, sheet: str) -> list[str]:
    """Every filled cell as text."""
    lines = openpyxl.load_workbook(path, data_only=True)[sheet].iter_rows(values_only=True)
    return [str(value) for line in lines for value in line if value is not None]
