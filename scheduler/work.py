"""One order underway: what was asked, what was read, the clock and the earlier roster. Knows no option and no rule."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from instances.instance import Instance
from instances.solution import Previous, Proof
from models.settings import SearchSettings
from reports.bundle import Run
from scheduler.checks.placement import check_placement
from scheduler.intake import Intake, take_in
from scheduler.output import check_folder, versions
from scheduler.precheck.candidates import Candidates
from scheduler.reasons.placement import PlacementReasons
from scheduler.rosters import previous_rosters
from scheduler.screen import Screen
from scheduler.sending import Sending, ready_to_send
from scheduler.solving import Search, cores
from scheduler.texts import count


@dataclass(frozen=True)
class Order:
    """What was asked. ``seconds`` is for searching alone; reading and writing come on top.

    ``reproducible``: the seconds are of work, and the same order always gives the same files. ``dask``: the address
    of a cluster that computes along. ``passwords``: the file with the passwords that lock the board files.
    ``anyway``: also with a previous roster that seems to be of another workbook.
    """

    workbook: Path
    folder: Path
    seconds: int
    seed: int = 0
    postcodes: Path | None = None
    previous: Path | None = None
    reproducible: bool = False
    dask: str | None = None
    passwords: Path | None = None
    anyway: bool = False

    @property
    def search(self) -> SearchSettings:
        return SearchSettings(self.seconds, self.seed, cores(), self.reproducible)


class Work:
    """One order underway: what was read, the clock and the earlier roster."""

    def __init__(self, order: Order, screen: Screen, for_wpa: bool) -> None:
        self.order = order
        self.screen = screen
        self.intake: Intake = take_in(
            order.workbook, screen, postcodes=order.postcodes, folder=order.folder, for_wpa=for_wpa
        )
        self.instance: Instance = self.intake.instance
        self.candidates = Candidates(self.instance)
        self.previous: Previous | None = None
        self.sending = Sending()
        if order.previous is not None:
            self.previous = previous_rosters(order.previous, self.instance, screen, order.anyway)
        screen.say(
            f"Gelezen: {count(len(self.instance.students), 'student', 'studenten')}, "
            f"{count(len(self.instance.mentors), 'mentor', 'mentoren')}, "
            f"{count(len(self.instance.schools), 'school', 'scholen')}."
        )

    def start(self) -> Search:
        check_folder(self.order.folder)
        self.sending = ready_to_send(
            self.instance, self.order.folder, self.order.previous, self.order.passwords, self.screen
        )
        return Search(self.order.search, self.screen, self.order.dask)

    def bundle(self, placement: dict[str, str], proof: Proof, why_not: str = "") -> Run:
        """``why_not`` is the reason for everyone not placed, when that was not this run's doing."""
        before = None if self.previous is None else self.previous.placement
        verdict = check_placement(self.instance, placement, before)
        left_out = [student for student in self.instance.students if student not in placement]
        return Run(
            instance=self.instance,
            placement=placement,
            placement_verdict=verdict,
            placement_proof=proof,
            unplaced=dict.fromkeys(left_out, why_not) if why_not else PlacementReasons(self.instance, placement).all(),
            previous=self.previous,
            seed=self.order.seed,
            seconds=self.order.seconds,
            reproducible=self.order.reproducible,
            source=self.order.workbook.name,
            versions=versions(),
            notices=self.intake.notices,
        )
