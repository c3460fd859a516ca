"""Travel times and learning needs of the placed students as charts. Knows the run, no colour."""

from __future__ import annotations

from instances.dutch.numbers import count, in_points, percent_of
from reports.page.bars import Bin, LabelledBar, ReferenceLine, bins_of, histogram, strip
from reports.page.map import CLASSES
from reports.page.places import level_of, towns
from reports.page.svg import Figure, FigureTable
from reports.run.bundle import Run
from reports.run.settings import REPORT_SETTINGS


def travel_histogram(run: Run) -> Figure | None:
    """None where nobody is placed."""
    minutes = [run.minutes_of(student.id) for student in run.placed]
    if not minutes:
        return None
    settings = run.instance.settings
    found = bins_of(minutes, REPORT_SETTINGS.bar_minutes, settings.max_travel)
    bins = [Bin(start, end, number, f"bar {CLASSES[level_of(end, settings)]}") for start, end, number in found]
    lines = (ReferenceLine(settings.max_travel, f"hoogstens {settings.max_travel}"),
             ReferenceLine(settings.target_travel, f"streef {settings.target_travel}"))  # fmt: skip
    far = sum(leg > settings.target_travel for leg in minutes)
    says = (
        f"{percent_of(len(minutes) - far, len(minutes))} van de studenten reist hoogstens "
        f"{count(settings.target_travel, 'minuut', 'minuten')}; "
        f"{count(far, 'student reist', 'studenten reizen')} langer. Gemiddeld {sum(minutes) / len(minutes):.0f} "
        f"minuten, de langste reis {count(max(minutes), 'minuut', 'minuten')}. Enkele reis, van huis naar school."
    )
    rows = tuple((f"{start} tot en met {end}", number) for start, end, number in found)
    return Figure("reistijd", "Reistijden", says, histogram(bins, lines), FigureTable(("Minuten", "Studenten"), rows))


def far_towns(run: Run) -> tuple[LabelledBar, ...]:
    """The towns whose schools ask the longest journeys on average, longest first."""
    settings = run.instance.settings
    averages = {town: sum(town.minutes) / len(town.minutes) for town in towns(run)}
    ordered = sorted(averages, key=lambda town: (-averages[town], town.name))[: REPORT_SETTINGS.towns]
    longest = max(averages.values(), default=0)
    marks = ((settings.target_travel, "norm"),) if longest > settings.target_travel / 2 else ()
    return tuple(
        LabelledBar(
            town.name,
            f"{averages[town]:.0f} min",
            f"{count(town.students, 'student', 'studenten')} op {count(town.schools, 'school', 'scholen')}, "
            f"langste {town.minutes[-1]} min",
            strip(averages[town], longest, CLASSES[level_of(round(averages[town]), settings)], marks),
        )
        for town in ordered
    )


def needs_by_tag(run: Run) -> tuple[LabelledBar, ...]:
    """Asked and covered points (weights) per tag, most asked first (W1)."""
    asked: dict[str, int] = {}
    met: dict[str, int] = {}
    people: dict[str, int] = {}
    for student in run.placed:
        strengths = run.mentor_of(student.id).strengths
        for name, weight in student.needs:
            asked[name] = asked.get(name, 0) + weight
            met[name] = met.get(name, 0) + (weight if name in strengths else 0)
            people[name] = people.get(name, 0) + 1
    most = max(asked.values(), default=0)
    return tuple(
        LabelledBar(
            name,
            percent_of(met[name], asked[name]),
            f"{met[name]} van {in_points(asked[name])} gedekt, "
            f"gevraagd door {count(people[name], 'student', 'studenten')}",
            strip(met[name], most, "good", ((asked[name], "norm"),)),
        )
        for name in sorted(asked, key=lambda name: (-asked[name], name))
    )
