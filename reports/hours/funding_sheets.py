"""The sheets Bekostiging and Plaatsen volgens de wet of uren.xlsx, for the office alone. Knows no cell style."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from instances.domain.norms import NORMS, Norm
from instances.dutch.dates import long_date
from instances.dutch.lists import listed, listed_at_most
from instances.dutch.numbers import count, figure, thousands
from instances.plausibility.semester_window import window_by_name
from instances.rosters.columns import Head
from reports.excel.book import Cell, Row
from reports.hours.funding import (
    FundedSite,
    LegalPlaces,
    funded_sites,
    funding,
    funding_day,
    legal_places,
    why_uncounted,
)
from reports.run.bundle import Run

NO_TEACHERS = "Vul op het blad Scholen de kolom Leraren in; dan staat hier wat de wet van een school vraagt."
NO_SITES = "Nog niet te tellen: vul op het blad Scholen van uw werkboek BRIN en Vestiging in."


def funding_rows(run: Run) -> Iterator[Row]:
    """A row for each vestiging with a student."""
    for site in funded_sites(run):
        yield {
            Head.BRIN: site.brin,
            Head.SITE: site.site,
            Head.SCHOOL: ";".join(school.id for school in site.schools),
            Head.SCHOOL_NAME: listed(school.name for school in site.schools),
            Head.BOARD: ";".join(dict.fromkeys(school.board for school in site.schools)),
            Head.AT_TRAINING: site.training,
            Head.AT_OTHER: site.other,
            Head.COUNTED: site.counted,
            Head.EUROS: funding(run, site.counted),
            Head.MISSED: funding(run, site.other),
            Head.EXPLANATION: why_uncounted(site),
        }


def law_rows(run: Run) -> Iterator[Row]:
    """A row for each school of which the group teachers are known."""
    for one in legal_places(run):
        yield {
            Head.SCHOOL: one.school.id,
            Head.SCHOOL_NAME: one.school.name,
            Head.BOARD: one.school.board,
            Head.TEACHERS: one.teachers,
            Head.ASKED: one.asked,
            Head.NET: one.school.net_places,
            Head.PLACED: one.placed,
            Head.ABOVE_LAW: one.above,
            Head.EXPLANATION: _beside_law(one),
        }


def _beside_law(one: LegalPlaces) -> str:
    if one.above:
        return f"Het bestuur mag er {one.above} weigeren."
    more = one.school.net_places - one.asked
    if not more:
        return ""
    return f"Biedt er {abs(more)} {'meer' if more > 0 else 'minder'} dan de wet vraagt."


def funding_facts(run: Run) -> list[tuple[str, Cell]]:
    """What the first sheet says of money and law: the whole, beside minimum and reference date."""
    sites = funded_sites(run)
    counted, other = sum(site.counted for site in sites), sum(site.other for site in sites)
    facts: list[tuple[str, Cell]] = [
        ("Bekostiging", _whole(run, sites, counted)),
        ("Peildatum", _day(run)),
    ]
    if (each := funding(run, 1)) is not None:
        missed = funding(run, other) or 0
        facts.append(("Stageschool", f"Iedere student op een stageschool in plaats van een opleidingsschool scheelt "
                                     f"{_euros(each)} euro. Nu {count(other, 'student', 'studenten')}: "
                                     f"{_euros(missed)} euro."))  # fmt: skip
    if any(site.uncounted for site in sites):
        facts.append(("Niet te tellen", _uncounted(sites)))
    above = [one for one in legal_places(run) if one.above]
    if above:
        share = figure(run.instance.settings.norms[Norm.LEGAL_SHARE])
        names = listed_at_most(f"{one.school.name} ({one.above})" for one in above)
        facts.append(("Wet", f"Boven {share} procent van de groepsleraren mag een bestuur per schooljaar weigeren. "
                             f"Meer studenten dan dat: {names}."))  # fmt: skip
    unknown = [school for school in run.instance.schools.values() if school.teachers is None]
    if 0 < len(unknown) < len(run.instance.schools):
        names = listed_at_most(school.name for school in unknown)
        facts.append(("Leraren", f"Niet ingevuld, en dus niet in Plaatsen volgens de wet: {names}."))
    parts = (("bedrag", Norm.FUNDING), ("minimum", Norm.FUNDING_MINIMUM), ("wet", Norm.LEGAL_SHARE))
    facts += [(f"Bron {what}", _origin(run, norm)) for what, norm in parts]
    facts.append(("Let op", "Of een student aan alle voorwaarden van de regeling voldoet, weet Plaatswijzer niet."))
    return facts


def _origin(run: Run, norm: Norm) -> str:
    origin, settings = run.instance.settings.origin(norm), run.instance.settings
    since = f" Sinds: {origin.since}." if origin.since else ""
    value = settings.norms[norm]
    shown = thousands(int(value)) if value == int(value) else figure(value)
    return f"{shown} {NORMS[norm].unit}. {origin.source}.{since}"


def _whole(run: Run, sites: Sequence[FundedSite], counted: int) -> str:
    if not any(site.known for site in sites):
        return NO_SITES
    return f"{_worth(run, counted)}{_beside_minimum(run, counted)} Zie het blad Bekostiging."


def _worth(run: Run, counted: int) -> str:
    euros = funding(run, counted)
    amount = "" if euros is None else f": {_euros(euros)} euro"
    return f"{count(counted, 'student telt', 'studenten tellen')} mee{amount}."


def _beside_minimum(run: Run, counted: int) -> str:
    minimum = run.instance.settings.norms[Norm.FUNDING_MINIMUM]
    if not minimum:
        return ""
    if counted < minimum:
        return f" Dat is {figure(minimum - counted)} minder dan het minimum van {figure(minimum)}."
    return f" Het minimum is {figure(minimum)}."


def _day(run: Run) -> str:
    day = funding_day(run)
    if day is None:
        return "Niet ingevuld (Peildatum bekostiging in Instellingen); geteld is wie in dit rooster een plaats heeft."
    window = window_by_name(run.semester)
    if window is None:
        return f"{long_date(day)}. Geteld is wie in dit rooster een plaats heeft."
    if window.holds(day):
        return f"{long_date(day)}, in dit semester: geteld is wie in dit rooster een plaats heeft."
    return f"{long_date(day)}, buiten dit semester: deze telling is niet die van de peildatum."


def _uncounted(sites: Sequence[FundedSite]) -> str:
    lacking = [site for site in sites if site.uncounted]
    names = listed_at_most(f"{site.schools[0].name} ({site.uncounted})" for site in lacking)
    why = "Zonder BRIN of vestiging op het blad Scholen tellen deze opleidingsscholen niet mee"
    return f"{why}: {names}. Zie Bekostiging."


def _euros(amount: float) -> str:
    return thousands(round(amount))
