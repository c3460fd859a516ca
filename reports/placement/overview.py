"""The Overzicht of plaatsing.xlsx: how many, how good, how far, which boards. Knows no cell style."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from statistics import mean

from instances.domain.shares import board_shares
from instances.domain.travel import Leg
from instances.dutch.numbers import count, in_points, thousands
from instances.rosters.columns import (
    ACCOUNT,
    CHANGES,
    FAIRNESS,
    MENTOR_USE,
    MESSAGES,
    PLACEMENT,
    SCHOOL_USE,
    TANDEM_USE,
    TO_BE_NAMED,
    UNPLACED,
    Head,
)
from reports.account.origin import origin_facts, travel_words
from reports.account.quality import change_count_facts, count_proof, proof_tile, quality, rules_tile, stop_facts
from reports.excel.book import Book, Cell
from reports.excel.charts import ColumnChart, Range
from reports.excel.lights import LEGEND
from reports.excel.overview_page import Overview, Tile
from reports.fairness.figures import figures_of_all
from reports.run.bundle import Run
from reports.run.settings import REPORT_SETTINGS
from reports.run.to_be_named import to_be_named_words

CONTENTS = (
    (PLACEMENT.name, "Wie bij wie komt: mentor, school, dagen, tandem, reistijd"),
    (UNPLACED.name, "Wie geen plek heeft, met de reden"),
    (SCHOOL_USE.name, f"Plaatsen en PLG's per school ({LEGEND})"),
    (MENTOR_USE.name, "Wie er bij iedere mentor komt"),
    (TANDEM_USE.name, "Studenten per tandem tegen norm en maximum"),
    (FAIRNESS, "Hoe reistijd, voorkeuren en leerbehoeften verdeeld zijn"),
    (CHANGES.name, "Wat er anders is dan in het vorige rooster"),
    (MESSAGES.name, "Wie er bericht moet krijgen, met wat er voor die persoon verandert"),
    (ACCOUNT.name, "Iedere regel met bron en oordeel, iedere wens met kosten"),
)

_TO_BE_NAMED = (TO_BE_NAMED.name, "Mentoren met studenten van wie de naam nog moet komen")


def placement_overview(run: Run, book: Book) -> None:
    verdict, proof = run.placement_verdict, run.placement_proof
    total = len(run.instance.students)
    nameless = to_be_named_words(run)
    legs = _legs(run)
    minutes = [leg.minutes for leg in legs]
    overview = Overview(book, "Plaatsing", _subtitle(run))
    average, longest = (f"{mean(minutes):.0f} min", f"langste {max(minutes)} min") if minutes else ("-", "")
    overview.tiles(
        (
            Tile("Geplaatst", f"{len(run.placed)} van {total}", _missing(len(run.not_placed)), bool(run.not_placed)),
            proof_tile(verdict, proof),
            rules_tile(verdict),
            Tile("Reistijd, gemiddeld enkel", average, longest),
        )
    )
    overview.facts(
        "In het kort",
        (
            (
                "Geplaatst",
                f"{len(run.placed)} van {count(total, 'student', 'studenten')}. "
                f"{count_proof(verdict, proof, 'geplaatst')}",
            ),
            ("Afstand tot het beste", quality(verdict, proof)),
            *stop_facts(proof),
            *([("Voorstel voor allen", run.place_all)] if run.place_all else []),
            *([("Nog een naam nodig", nameless)] if nameless else []),
            *change_count_facts(run.placement_change_count, "student", "studenten"),
            ("Kosten van de wensen", f"{in_points(verdict.cost)} (per wens: blad Verantwoording)"),
            ("Tekort op minimum", shortage_words(run)),
            ("Eerste voorkeur", first_choice(run)),
            ("Leerbehoeften", needs_covered(run)),
            ("Reistijden", f"{travel_words(legs)} (van {count(len(legs), 'rit', 'ritten')} in dit rooster)"),
            ("Boven de streeftijd", _far(minutes, run.instance.settings.target_travel)),
        ),
    )
    heads = ("Bestuur", "Vrije plaatsen", "Aandeel", "Minimum", "Maximum", "Geplaatst", "Tekort")
    overview.contents(CONTENTS if not nameless else (CONTENTS[0], _TO_BE_NAMED, *CONTENTS[1:]))
    overview.grid("Besturen", heads, _boards(run), (2, 1, 1, 1, 1, 1, 1), figures=1)
    overview.new_page()
    overview.columns("Reistijden", ("Minuten", "Studenten"), travel_groups(minutes, run.instance.settings.max_travel))
    overview.chart(_tandem_chart(len(run.instance.tandems)))
    overview.new_page()
    origin_facts(run, overview)
    overview.done()


def travel_groups(minutes: Sequence[int], last: int) -> list[tuple[str, int]]:
    """Students in groups of equal width in minutes, as far as the maximum and every journey."""
    width = REPORT_SETTINGS.group_minutes
    groups = -(-max([last, *minutes]) // width)
    found = Counter(max(0, -(-leg // width) - 1) for leg in minutes)
    return [(f"{width * n + 1 if n else 0}-{width * (n + 1)}", found[n]) for n in range(groups)]


def _tandem_chart(tandems: int) -> ColumnChart:
    """From the figures on the sheet Tandems, so that it follows when somebody changes those."""
    labels, placed, norm = (
        Range(TANDEM_USE.name, TANDEM_USE.heads.index(head), 1, max(1, tandems))
        for head in (Head.TANDEM, Head.PLACED, Head.NORM)
    )
    return ColumnChart("Studenten per tandem, tegen de norm", "Tandem", "Studenten", labels, placed, ("Norm", norm))


def _subtitle(run: Run) -> str:
    return run.semester or "semester zonder naam"


def _missing(count: int) -> str:
    return "iedereen" if count == 0 else f"{count} niet geplaatst, zie Niet geplaatst"


def _legs(run: Run) -> list[Leg]:
    found = (run.instance.student_leg(student.id, run.school_of(student.id)) for student in run.placed)
    return [leg for leg in found if leg is not None]


def shortage_words(run: Run) -> str:
    """Which boards fall short of their minimum and by how many students, in Dutch, and whether that is proven (P4)."""
    short = run.placement_verdict.shortage
    if not short:
        return "geen bestuur komt onder zijn minimum"
    names = (f"{run.instance.boards[board].name} komt er {missing} tekort" for board, missing in short.items())
    proven = sum(short.values()) <= run.placement_proof.shortage_bound
    return f"{', '.join(names)}{' (bewezen zo klein mogelijk)' if proven else ''}"


def first_choice(run: Run) -> str:
    """How many of the placed students are at the first school of their list, and at any school of it, in Dutch."""
    whole = figures_of_all(run)
    if not whole.wishing:
        return "geen van de geplaatste studenten gaf een voorkeur op"
    wishing = count(whole.wishing, "student", "studenten")
    return f"{whole.first} van {wishing} met een voorkeur; {whole.listed} op een school van hun lijst"


def needs_covered(run: Run) -> str:
    """How many points (weights) of the placed students' learning needs their mentors cover, in Dutch."""
    whole = figures_of_all(run)
    if not whole.needs_asked:
        return "geen opgegeven"
    return f"{thousands(whole.needs_met)} van {in_points(whole.needs_asked)} gedekt door de mentor"


def _far(minutes: list[int], target: int) -> str:
    far = count(sum(leg > target for leg in minutes), "student reist", "studenten reizen")
    return f"{far} langer dan {count(target, 'minuut', 'minuten')}"


def _boards(run: Run) -> Iterator[tuple[Cell, ...]]:
    instance, shares = run.instance, board_shares(run.instance)
    for board in instance.boards.values():
        yield (
            board.name,
            sum(school.net_places for school in instance.schools.values() if school.board == board.id),
            shares[board.id],
            board.min_students,
            "geen" if board.max_students is None else board.max_students,
            len(run.by_board.get(board.id, ())),
            run.placement_verdict.shortage.get(board.id, 0),
        )
