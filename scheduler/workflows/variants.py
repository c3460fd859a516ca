"""``plaats --varianten N``: clearly different placements beside the best, for the office to choose from."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from itertools import count as count_up
from pathlib import Path

from instances.domain.solution import Status
from instances.rosters.columns import VARIANT_FOLDER, VARIANTS_FILE
from models.parallel.executor import Executor
from models.placement.what_if.variants import Variant, variants
from reports.placement.variants import VariantRow, variant_rows
from reports.run.bundle import Run
from scheduler.job.job import Job
from scheduler.runtime.search_session import SearchSession
from scheduler.what_if.soundness import require_sound
from scheduler.wording.texts import count
from scheduler.writing.folder import write_rosters
from scheduler.writing.sending import Sending

BEST = "beste"
LEANS = {
    "TRAVEL": "reistijd (W2)",
    "NEEDS": "leerbehoeften (W1)",
    "SPREAD": "spreiding (W5, W7)",
    "WISHES": "voorkeuren (W4)",
    "MENTORS": "ervaren mentoren (W3)",
    "VARIETY": "afwisseling (W6)",
}
FEW = (
    "Meer plaatsingen die duidelijk anders zijn (minstens een tiende van de studenten) en hoogstens 5 % duurder, zijn "
    "in deze tijd niet gevonden. Meer tijd (--tijd) geeft er misschien meer."
)


def find_variants(job: Job, search: SearchSession, run: Run) -> list[VariantRow]:
    """The best roster and what was found beside it, each judged by the checker; in what is left of the time."""
    before = None if job.previous is None else job.previous.placement
    amount = job.order.variants
    job.screen.say("Varianten zoeken …")
    found = search.run(lambda: variants(job.instance, run.placement, search.control, amount, previous=before))
    choices = [VariantRow(BEST, "-", run)]
    for number, variant in enumerate(found, 1):
        choices.append(VariantRow(f"{VARIANT_FOLDER}-{number}", LEANS[variant.lean.name], _as_run(job, run, variant)))
    return choices


def _as_run(job: Job, best: Run, variant: Variant) -> Run:
    """Raises DefectError when it breaks a rule; its bound is that of the best roster."""
    proof = replace(best.placement_proof, status=Status.FEASIBLE)
    run = job.bundle(dict(variant.placement), proof)
    require_sound(run.placement_verdict, proof)
    return run


def write_choices(job: Job, choices: list[VariantRow], helper: Executor | None) -> None:
    """A folder for each variant and the figures side by side; folders of an earlier run that are no more step aside."""
    for choice in choices[1:]:
        folder, sending = job.order.folder / choice.name, Sending(job.sending.passwords)
        write_rosters(choice.run, folder, sending=sending, helper=helper)
    step_aside(job.order.folder, {choice.name for choice in choices})


def say_choices(job: Job, choices: list[VariantRow]) -> None:
    found = len(choices) - 1
    if found < job.order.variants:
        job.screen.warn(FEW)
    if not found:
        return
    heads = ("", *(choice.name for choice in choices))
    job.screen.table(f"De beste en {count(found, 'variant', 'varianten')}", heads, list(variant_rows(choices)))
    folder = job.order.folder / choices[1].name
    job.screen.say(
        f"De cijfers staan ook in {job.order.folder / VARIANTS_FILE}. Verder met een variant: "
        f"plaatswijzer wpa {job.order.workbook} -o {folder}"
    )


def step_aside(folder: Path, kept: Collection[str] = ()) -> None:
    """Older variants keep what may have been edited in them, under another name; their figures go."""
    if not kept:
        (folder / VARIANTS_FILE).unlink(missing_ok=True)
    for old in sorted(folder.glob(f"{VARIANT_FOLDER}-[0-9]*")):
        if old.is_dir() and old.name not in kept and old.name.removeprefix(f"{VARIANT_FOLDER}-").isdigit():
            names = (f"{old.name}-oud{'' if number == 1 else f'-{number}'}" for number in count_up(1))
            old.rename(folder / next(name for name in names if not (folder / name).exists()))
