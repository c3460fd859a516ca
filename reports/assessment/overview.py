"""The Overzicht of wpa.xlsx: how many, how good, on the road, guiding and assessing apart. Knows no cell style."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from itertools import pairwise

from instances.domain.entities import Separation
from instances.domain.solution import Proof
from instances.domain.travel import Leg
from instances.domain.verdict import Verdict
from instances.dutch.dates import short_day
from instances.dutch.numbers import count, decimal, in_points
from instances.rosters.columns import (
    ACCOUNT,
    CHANGES,
    FAIRNESS,
    MESSAGES,
    PER_ASSESSOR,
    PER_DAY,
    PER_SCHOOL,
    SCHEDULE,
    UNSCHEDULED,
    WORKLOAD,
)
from reports.account.origin import origin_facts, travel_words
from reports.account.quality import change_count_facts, count_proof, proof_tile, quality, rules_tile, stop_facts
from reports.excel.book import Book, Cell
from reports.excel.lights import LEGEND
from reports.excel.overview_page import Overview, Tile
from reports.run.bundle import Run
from reports.run.tours import LONG_WAIT, Tour
from reports.run.wording import wpa_count

CONTENTS = (
    (SCHEDULE.name, "Ieder WPA met tijd, school en beoordelaars"),
    (UNSCHEDULED.name, "Wie geen WPA heeft, met de reden"),
    (PER_ASSESSOR.name, "Voor aan de muur: een bladzijde per beoordelaar, dag voor dag, met reizen"),
    (PER_SCHOOL.name, "Voor aan de muur: een bladzijde per school"),
    (PER_DAY.name, "Voor aan de muur: een bladzijde per dag"),
    (WORKLOAD.name, f"WPA's en reizen per beoordelaar ({LEGEND})"),
    (FAIRNESS, "Hoe het werk over de beoordelaars verdeeld is"),
    (CHANGES.name, "Wat er anders is dan in het vorige rooster"),
    (MESSAGES.name, "Wie er bericht moet krijgen, met wat er voor die persoon verandert"),
    (ACCOUNT.name, "Iedere regel met bron en oordeel, iedere wens met kosten"),
)


def assessment_overview(run: Run, tours: Mapping[str, tuple[Tour, ...]], book: Book) -> None:
    """Raises ValueError without a WPA roster."""
    if run.assessment is None or run.assessment_verdict is None or run.assessment_proof is None:
        raise ValueError("the run has no WPA roster")
    verdict, proof = run.assessment_verdict, run.assessment_proof
    days = [tour for found in tours.values() for tour in found]
    visits, minutes = sum(len(tour.schools) for tour in days), sum(tour.minutes for tour in days)
    missing = len(run.not_scheduled)
    overview = Overview(book, "WPA-rooster", run.semester or "semester zonder naam")
    overview.tiles(
        (
            Tile("Ingepland", f"{len(run.assessment)} van {len(run.due)}",
                 f"{missing} niet, zie Niet ingepland" if missing else "iedereen", missing > 0),
            proof_tile(verdict, proof),
            rules_tile(verdict),
            Tile("Op reis", _hours(minutes), count(visits, "schoolbezoek", "schoolbezoeken")),
        )
    )  # fmt: skip
    _short(run, verdict, proof, days, overview)
    overview.contents(CONTENTS)
    heads = ("Eigen opleider van de student", "Afspraak", "WPA's met deze afspraak", "Waarvan door de eigen opleider")
    overview.grid("Begeleiden en beoordelen gescheiden (A4)", heads, _separation(run), (2, 2, 2, 2), figures=2)
    overview.new_page()
    overview.columns("WPA's per dag", ("Dag", "WPA's"), _per_day(run))
    origin_facts(run, overview)
    overview.done()


def _per_day(run: Run) -> list[tuple[str, int]]:
    """Every day of the period that has a slot, also the quiet ones."""
    slots = run.instance.slots
    found = Counter(slots[booking.slot].date for booking in (run.assessment or {}).values())
    days = sorted({slot.date for slot in slots.values()})
    return [(short_day(day), found[day]) for day in days]


def _short(run: Run, verdict: Verdict, proof: Proof, days: list[Tour], overview: Overview) -> None:
    bookings = list((run.assessment or {}).values())
    two = sum(booking.institute is not None for booking in bookings)
    people = len({tour.assessor.id for tour in days})
    overview.facts(
        "In het kort",
        (
            ("Ingepland", f"{len(bookings)} van {wpa_count(len(run.due))}. {count_proof(verdict, proof, 'ingepland')}"),
            ("Afstand tot het beste", quality(verdict, proof)),
            *stop_facts(proof),
            *([("Voorstel voor allen", run.schedule_all)] if run.schedule_all else []),
            *change_count_facts(run.assessment_change_count, "WPA", "WPA's"),
            ("Kosten van de wensen", f"{in_points(verdict.cost)} (per wens: blad Verantwoording)"),
            ("Beoordelaars", f"{wpa_count(two)} met twee beoordelaars, {len(bookings) - two} met één; "
                             f"{count(people, 'beoordelaar is', 'beoordelaars zijn')} ingezet"),
            ("Dagen op pad", f"{count(len(days), 'dag', 'dagen')} van beoordelaars, samen "
                             f"{_hours(sum(t.minutes for t in days))} reizen (vertrekpunt, scholen op volgorde, "
                             "vertrekpunt)"),
            ("Langste dagtour", _longest(days)),
            ("Wachten", waiting_words(days)),
            ("Reistijden", f"{travel_words(_legs(run, days))} (van de gereden ritten)"),
        ),
    )  # fmt: skip


def _hours(minutes: int) -> str:
    return f"{decimal(minutes / 60)} uur"


def waiting_words(days: Iterable[Tour]) -> str:
    """Say how long assessors wait between WPAs, and how often long without another school to go to.

    Args:
        days: The days of all assessors.

    Returns:
        A Dutch clause, for instance ``samen 12,5 uur tussen WPA's van een dag, 3 keer langer dan 90 minuten op één
        school``.
    """
    found = list(days)
    often = sum(tour.long_waits_at_a_school for tour in found)
    return (
        f"samen {_hours(sum(tour.waiting for tour in found))} tussen WPA's van een dag, "
        f"{count(often, 'keer', 'keer')} langer dan {LONG_WAIT} minuten op één school"
    )


def _longest(days: list[Tour]) -> str:
    longest = max(days, key=lambda tour: tour.minutes, default=None)
    if longest is None:
        return "geen"
    minutes = count(longest.minutes, "minuut", "minuten")
    return f"{minutes}: {longest.assessor.name} op {short_day(longest.wpas[0].slot.date)}"


def _legs(run: Run, days: list[Tour]) -> Iterator[Leg]:
    """Every stretch of every tour with its origin, there and back."""
    for tour in days:
        schools = [wpa.school.id for wpa in tour.wpas]
        yield run.instance.base_leg(tour.assessor.id, schools[0])
        for one, other in pairwise(schools):
            leg = run.instance.school_leg(one, other, tour.assessor.vehicle)
            if leg is not None:
                yield leg
        yield run.instance.base_leg(tour.assessor.id, schools[-1])


def _separation(run: Run) -> Iterator[tuple[Cell, ...]]:
    """For own SO and own IO and each level: WPAs where it holds, and seats the own trainer took."""
    under: Counter[tuple[str, Separation]] = Counter()
    taken: Counter[tuple[str, Separation]] = Counter()
    for student, booking in (run.assessment or {}).items():
        own = run.instance.own_trainers(run.school_of(student))
        for who, level in own.items():
            part = "Schoolopleider" if run.instance.trainers[who].role.in_field else "Instituutsopleider"
            under[part, level] += 1
            taken[part, level] += any(who in run.instance.identities(seat) for seat in booking.assessors)
    for part in ("Schoolopleider", "Instituutsopleider"):
        for level in Separation:
            if under[part, level]:
                yield part, str(level), under[part, level], taken[part, level]
