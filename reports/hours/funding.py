"""What counts for the funding of the partnership, per vestiging, and what the law asks of a school. Knows no sheet."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from instances.domain.entities import School, SchoolKind
from instances.domain.norms import Norm, places_by_law
from instances.dutch.date_ranges import date_ranges
from instances.dutch.lists import listed
from instances.dutch.typed_dates import DateTextError
from reports.run.bundle import Run


@dataclass(frozen=True, slots=True)
class FundedSite:
    """A vestiging with the students placed there; of schools without BRIN and vestiging each is one of its own.

    Attributes:
        brin: Of the ministry; '' when unknown.
        site: The number of the vestiging; '' when unknown.
        schools: The schools of the vestiging with a student.
        training: Students placed at a training school of it.
        other: Students placed at another school of it.
    """

    brin: str
    site: str
    schools: tuple[School, ...]
    training: int
    other: int

    @property
    def known(self) -> bool:
        """Whether it has a BRIN and a vestiging: without them nobody can be told of to the ministry."""
        return bool(self.brin and self.site)

    @property
    def counted(self) -> int:
        """Students who count for the funding."""
        return self.training if self.known else 0

    @property
    def uncounted(self) -> int:
        """Students who would count if BRIN and vestiging were known."""
        return self.training - self.counted


def funded_sites(run: Run) -> tuple[FundedSite, ...]:
    """Group the placed students by vestiging.

    Args:
        run: The finished run.

    Returns:
        The vestigingen with a student: by BRIN and number, then those of which one of the two is unknown by school.
    """
    found: dict[tuple[bool, str, str, str], list[School]] = {}
    for id, school in run.instance.schools.items():
        if id in run.by_school:
            known = bool(school.brin and school.site)
            key = (not known, school.brin if known else "", school.site if known else "", "" if known else id)
            found.setdefault(key, []).append(school)
    return tuple(_site(run, tuple(found[key])) for key in sorted(found))


def _site(run: Run, schools: tuple[School, ...]) -> FundedSite:
    students = {
        kind: sum(len(run.by_school[school.id]) for school in schools if school.kind is kind) for kind in SchoolKind
    }
    first = schools[0]
    return FundedSite(first.brin, first.site, schools, students[SchoolKind.TRAINING], students[SchoolKind.OTHER])


def funding(run: Run, students: int) -> float | None:
    """Say what some students are worth.

    Args:
        run: The finished run, with the amount in its norms.
        students: How many.

    Returns:
        Euros in a school year; None where the amount is 0.
    """
    amount = run.instance.settings.norms[Norm.FUNDING]
    return round(students * amount, 2) if amount else None


def funding_day(run: Run) -> date | None:
    """The day on which students count, as the settings have it; None when unknown."""
    try:
        ranges = date_ranges(run.instance.settings.funding_date)
    except DateTextError:  # pragma: no cover - the reader refuses it
        return None
    return ranges[0].first if ranges else None


def why_uncounted(site: FundedSite) -> str:
    """Say in Dutch which students of a vestiging do not count, and why; '' where all of them do."""
    parts = []
    if site.uncounted:
        lacking = [word for word, value in (("BRIN", site.brin), ("vestiging", site.site)) if not value]
        parts.append(f"Geen {listed(lacking)}: {site.uncounted} nog niet te tellen.")
    if site.other:
        parts.append(f"Stageschool: {site.other} telt niet mee." if site.other == 1 else
                     f"Stageschool: {site.other} tellen niet mee.")  # fmt: skip
    return " ".join(parts)


@dataclass(frozen=True, slots=True)
class LegalPlaces:
    """A school beside what the law asks of it in a school year.

    Attributes:
        school: The school; its number of group teachers is known.
        teachers: That number.
        asked: Places that it must offer.
        placed: Students who are placed there.
    """

    school: School
    teachers: int
    asked: int
    placed: int

    @property
    def above(self) -> int:
        """Students above what the law asks: so many the board may refuse."""
        return max(0, self.placed - self.asked)


def legal_places(run: Run) -> Iterator[LegalPlaces]:
    """Put every school of which the teachers are known beside the law.

    Args:
        run: The finished run, with the share of the law in its norms.

    Yields:
        The schools in the order of the workbook, but for those that another one came in the place of; none where the
        share is 0.
    """
    share = run.instance.settings.norms[Norm.LEGAL_SHARE]
    for id, school in run.instance.schools.items():
        if share and school.teachers is not None and school.successor is None:
            asked = places_by_law(school.teachers, share)
            yield LegalPlaces(school, school.teachers, asked, len(run.by_school.get(id, ())))
