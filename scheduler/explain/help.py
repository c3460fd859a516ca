"""What would help who was left out, said on the screen. Knows proposals, no solver."""

from __future__ import annotations

from collections.abc import Sequence

from scheduler.explain.question import StudentQuestion
from scheduler.repairs.proposals import Proposal, ProposalWords

MEND_FIRST = (
    "Het rooster breekt nu regels. Herstel dat eerst (plaatswijzer controleer noemt ze); dan is te zeggen wat helpt."
)


def say_help(question: StudentQuestion, found: Sequence[Proposal], gained: str) -> None:
    """Say which changes would help, each with its price.

    Args:
        question: Who is asked about.
        found: The proposals, best first; may be empty.
        gained: What is gained: geplaatst or ingepland.
    """
    if not found:
        what = "een plaats geeft" if gained == "geplaatst" else "het WPA mogelijk maakt"
        question.screen.say(f"Een wijziging die {what}, is in deze tijd niet gevonden (meer tijd: --tijd 30).")
        return
    question.screen.say("Wat helpt:")
    words = ProposalWords(question.instance, question.reading, gained)
    for proposal in found:
        question.screen.say(f"  {words.one(proposal)}")
