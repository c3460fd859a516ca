"""``plaats --varianten N``: clearly different placements beside the best, for the office to choose from."""

from __future__ import annotations

from dataclasses import replace

from instances.domain.solution import Status
from instances.dutch.numbers import count, part_in_words, percent
from instances.rosters.columns import VARIANT_FOLDER, VARIANTS_FILE
from models.placement.what_if.settings import VARIANT_SETTINGS
from models.placement.what_if.variants import Variant, variants
from reports.placement.variants import VariantRow, variant_rows
from reports.run.bundle import Run
from scheduler.job.job import Job
from scheduler.runtime.search_session import SearchSession
from scheduler.workflows.steps import sound_run

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
    "Meer plaatsingen die duidelijk anders zijn (minstens "
    f"{part_in_words(VARIANT_SETTINGS.least_different)} van de studenten) "
    f"en hoogstens {percent(100 * VARIANT_SETTINGS.slack)} duurder, zijn in deze tijd niet gevonden. Meer tijd "
    "(--tijd) geeft er misschien meer."
)


def find_variants(job: Job, search: SearchSession, run: Run) -> list[VariantRow]:
    """Look for clearly different placements beside the best, in what is left of the time.

    Args:
        job: The job underway.
        search: Where is searched.
        run: The run with the best placement.

    Returns:
        The best and the others, each judged by the checks.

    Raises:
        DefectError: One of them breaks a rule or beats the bound of the best.
    """
    before = None if job.previous is None else job.previous.placement
    amount = job.order.variants
    job.screen.say("Varianten zoeken …")
    found = search.run(lambda: variants(job.instance, run.placement, search.control, amount, previous=before))
    choices = [VariantRow(BEST, "-", run)]
    for number, variant in enumerate(found, 1):
        choices.append(VariantRow(f"{VARIANT_FOLDER}-{number}", LEANS[variant.focus.name], _as_run(job, run, variant)))
    return choices


def _as_run(job: Job, best: Run, variant: Variant) -> Run:
    """Judged; its bound is that of the best roster. Raises DefectError when it breaks a rule."""
    proof = replace(best.placement_proof, status=Status.FEASIBLE)
    return sound_run(job, variant.placement, proof)


def say_choices(job: Job, choices: list[VariantRow]) -> None:
    """Say the figures of the variants side by side, and how to go on with one."""
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
