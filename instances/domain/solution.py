"""A roster and what is proven about it. Ids only; knows no solver and no file."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from instances.domain.certificates import Certificate, DualBound, Level, SchoolDuals
from instances.domain.surroundings import Surroundings


class Status(StrEnum):
    """What is known about a roster; the words are those of resultaat.json."""

    OPTIMAL = "optimaal"
    FEASIBLE = "haalbaar"
    INFEASIBLE = "onmogelijk"
    UNKNOWN = "onbekend"


class Stop(StrEnum):
    """Why a search ended; the words are those of resultaat.json."""

    PROVEN = "bewezen"
    LITTLE_GAIN = "weinig winst"
    TIME = "tijd"
    ASKED = "afgebroken"


@dataclass(frozen=True, slots=True)
class Booking:
    """One WPA: slot, field assessor and, with two assessors, the institute assessor. Ids.

    Attributes:
        slot: The id of the slot.
        field: The id of the field assessor.
        institute: The id of the institute assessor; None with one assessor.
    """

    slot: str
    field: str
    institute: str | None = None

    @property
    def assessors(self) -> tuple[str, ...]:
        """The ids of the assessors: one or two."""
        return (self.field,) if self.institute is None else (self.field, self.institute)


Placement = Mapping[str, str]
"""Student id to mentor id; who is missing is not placed."""

Assessment = Mapping[str, Booking]
"""Student id to booking; who is due and missing is not scheduled."""


@dataclass(frozen=True, slots=True)
class Proof:
    """How good a roster is at least. Every figure was proven; what was not proven is None.

    Attributes:
        status: What is known of the roster.
        count_bound: No roster places or schedules more students.
        shortage_bound: No roster with that many placed falls shorter of the minimums of the boards, in students; 0 for
            a WPA roster.
        cost_bound: No roster with as many placed and as little shortage costs less; None while the count is not
            proven to be maximal.
        seconds: Of searching; of work in a reproducible run.
        stop: Why the search ended; None where nobody recorded it.
        certificate: Where the bound on the cost of a placement came from.
        derived: What dual prices alone prove of a placement, by level; may be less than the figures above.
        schools: What dual prices prove of a WPA roster; None where its bound came from elsewhere.
    """

    status: Status
    count_bound: int
    shortage_bound: int = 0
    cost_bound: int | None = None
    seconds: float = 0.0
    stop: Stop | None = None
    certificate: Certificate | None = None
    derived: Mapping[Level, DualBound] = field(default_factory=dict)
    schools: SchoolDuals | None = None


@dataclass(frozen=True, slots=True)
class PlacementResult:
    """What a search for a placement ended with.

    Attributes:
        placement: Student id to mentor id; None when no roster exists or none was found in time (see ``proof.status``).
        proof: How good it is at least.
    """

    placement: Placement | None
    proof: Proof


@dataclass(frozen=True, slots=True)
class AssessmentResult:
    """What a search for a WPA roster ended with.

    Attributes:
        assessment: Student id to booking; None when no roster exists or none was found in time (see ``proof.status``).
        proof: How good it is at least.
    """

    assessment: Assessment | None
    proof: Proof


@dataclass(frozen=True, slots=True)
class Names:
    """Names as a roster shows them, by id: for who is no longer in the workbook.

    Attributes:
        students: Student id to name.
        mentors: Mentor id to name.
        schools: School id to name.
        trainers: Trainer id to name.
    """

    students: Mapping[str, str] = field(default_factory=dict)
    mentors: Mapping[str, str] = field(default_factory=dict)
    schools: Mapping[str, str] = field(default_factory=dict)
    trainers: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Previous:
    """An earlier roster, for the wishes W9 and V7 and for who must be told what.

    Attributes:
        placement: Student to mentor.
        assessment: Student to booking.
        around: What its workbook said around it; None where that is not known.
        names: Of who left since.
    """

    placement: Placement = field(default_factory=dict)
    assessment: Assessment = field(default_factory=dict)
    around: Surroundings | None = None
    names: Names = field(default_factory=Names)
