"""Settings and weights: what each is and costs, profiles, and another weight beside this one. Knows no rule."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Form
from fastapi.responses import Response

from scheduler.web.pages.common import Asked, OfDossier
from scheduler.web.pages.done import Done, own_step
from scheduler.web.tasks.held import held
from scheduler.web.tasks.intake.corrections import Corrected
from scheduler.web.tasks.reading import Looked, look
from scheduler.web.tasks.tuning.limits import TUNING
from scheduler.web.tasks.tuning.profiles import delete_profile, profiles, save_profile
from scheduler.web.tasks.tuning.setting_table import BY_NAME, change_settings, setting_groups
from scheduler.web.tasks.tuning.trial import trial_of

router = APIRouter()
NO_WORKBOOK = "Er is nog geen werkboek."
Text = Annotated[str, Form()]
Texts = Annotated[list[str], Form()]


@router.get("/d/{id}/instellingen")
def settings(asked: OfDossier) -> Response:
    """Show every setting."""
    looked = _looked(asked)
    roster = None if looked is None else held(asked.dossier)
    return asked.page(
        "instellingen.html",
        groups=() if looked is None else setting_groups(looked, roster),
        profiles=profiles(asked.dossier),
        has_faults=looked is not None and bool(looked.faults),
        seconds=TUNING.trial_seconds,
        name_length=TUNING.name_length,
    )


@router.post("/d/{id}/instellingen")
def change(asked: OfDossier, naam: Texts, waarde: Texts, gezien: Texts) -> Response:
    """Write what was changed, together as one step; an empty field is the default."""
    rows = list(zip(naam, waarde, gezien, strict=False))
    wanted = {name: text for name, text, seen in rows if text.strip() != seen}
    return _answer(asked, change_settings(asked.dossier, wanted, {name: seen for name, _, seen in rows}, asked.by))


@router.post("/d/{id}/instellingen/profiel")
def save(asked: OfDossier, naam: Text = "", overal: Text = "") -> Response:
    """Keep the settings of now as a profile."""
    looked = _looked(asked)
    if looked is None:
        return asked.page("melding.html", text=NO_WORKBOOK)
    return _told(asked, save_profile(asked.dossier, looked, naam, bool(overal), asked.by))


@router.post("/d/{id}/instellingen/profiel/gebruiken")
def use(asked: OfDossier, naam: Text, overal: Text = "") -> Response:
    """Write the settings of a profile in the workbook, as one step."""
    found = [each for each in profiles(asked.dossier) if each.name == naam and each.everywhere == bool(overal)]
    if not found:
        return asked.page("melding.html", text="Dat profiel is er niet meer.")
    known = {name: text for name, text in found[0].values.items() if name in BY_NAME}
    why = f"Instellingen van profiel “{naam}” gebruikt"
    return _answer(asked, change_settings(asked.dossier, known, {}, asked.by, why))


@router.post("/d/{id}/instellingen/profiel/verwijderen")
def delete(asked: OfDossier, naam: Text, overal: Text = "") -> Response:
    """Remove a profile."""
    return _told(asked, delete_profile(asked.dossier, naam, bool(overal), asked.by))


@router.post("/d/{id}/instellingen/wat-als")
def trial(
    asked: OfDossier, naam: Text, waarde: Text, seconden: Annotated[int, Form(ge=1, le=86_400)] = TUNING.trial_seconds
) -> Response:
    """Order rosters with another value, beside the present ones."""
    looked = _looked(asked)
    if looked is None:
        return asked.page("melding.html", text=NO_WORKBOOK)
    made = trial_of(asked.dossier, looked, held(asked.dossier), {naam: waarde}, seconden, asked.by)
    if isinstance(made, tuple):
        return asked.page("meldingen.html", texts=made)
    job = asked.window.queue.ask(asked.dossier, made.order, made.workbook, asked.by)
    return asked.go(f"/maken/{job}")


def _looked(asked: Asked) -> Looked | None:
    version = asked.dossier.workbook
    return None if version is None else look(version.path)


def _answer(asked: Asked, done: Corrected) -> Response:
    if done.version is None:
        return asked.page("meldingen.html", texts=done.refusals)
    version = asked.dossier.workbook
    what = "" if version is None else version.why
    step = own_step(asked.dossier, what, asked.by)
    said = f"Opgeslagen: {what}" if step else "Opgeslagen"
    return asked.go("/instellingen", Done(said, 0 if step is None else step.id))


def _told(asked: Asked, refusal: str) -> Response:
    return asked.page("melding.html", text=refusal) if refusal else asked.go("/instellingen")
