"""bewijs.json: what dual prices prove of the rosters, for whoever counts the bounds again. Ids and numbers only."""

from __future__ import annotations

from pathlib import Path

from instances.domain.certificates import DualBound, Level
from instances.domain.rulebook import Wish
from reports.account.proof_file import StoredProof, as_text
from reports.run.bundle import Run


def write_proof(run: Run, path: Path) -> None:
    """Write bewijs.json; with codes for people there is none.

    Prices are the same in a roster with names, and would say which code is whom.

    Args:
        run: The finished run.
        path: Where the file goes; the folder must exist.

    Raises:
        OSError: The disk refuses the file.
    """
    if not run.instance.print_key:
        path.write_text(as_text(stored_proof(run)), encoding="utf-8", newline="\n")


def stored_proof(run: Run) -> StoredProof:
    """What is kept of the proofs of a run.

    Args:
        run: The finished run.

    Returns:
        Its bounds with their prices, and the earlier rosters where changes from those count (W9, V7).
    """
    proof, before = run.placement_proof, run.previous
    bounds = dict(proof.derived)
    if Level.COST not in bounds and proof.certificate is not None:
        bounds[Level.COST] = DualBound(proof.certificate)
    schools = None if run.assessment_proof is None else run.assessment_proof.schools
    wpa_wishes = () if run.assessment_verdict is None else run.assessment_verdict.wishes
    return StoredProof(
        run.instance.fingerprint,
        bounds,
        schools,
        before.placement if before is not None and Wish.W9 in run.placement_verdict.wishes else None,
        before.assessment if before is not None and Wish.V7 in wpa_wishes else None,
    )
