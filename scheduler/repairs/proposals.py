"""A priced proposal, its rank and its Dutch sentence. Knows edits and figures; solves nothing."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from instances.domain.instance import Instance
from instances.edits.relaxable import Edits
from instances.edits.wording import edits_in_words
from instances.workbook.read import Reading
from scheduler.repairs.settings import REPAIRS
from scheduler.wording.prices import cost_words
from scheduler.wording.texts import count, number, sentence

IN_A_SENTENCE = 2  # changes


@dataclass(frozen=True, slots=True)
class Proposal:
    """Edits, and what the roster solved after them has more than the present one.

    ``gained`` are students placed or scheduled, ``shortage`` what boards fall short, ``cost`` the wishes;
    ``moved`` are others who get something else. ``exact``: no roster after these edits is better. ``staying`` is the
    cost when nobody else moves; None where that is not known to be possible.
    """

    edits: Edits
    changes: int
    gained: int
    shortage: int
    cost: int
    moved: int
    exact: bool
    staying: int | None = None

    @property
    def worth(self) -> tuple[int, int, int]:
        """Of the roster after the edits; smaller is better."""
        return -self.gained, self.shortage, self.cost

    @property
    def rank(self) -> tuple[int, int, int, int]:
        """Fewest changes first, then the best roster, then the cheapest."""
        return self.changes, *self.worth


def ranked(proposals: Iterable[Proposal]) -> list[Proposal]:
    """Best first; of two that edit the same cells only the best, or the first of equals.

    Where it goes without any change, no other is needed.
    """
    best: dict[frozenset[tuple[str, ...]], Proposal] = {}
    for proposal in sorted(proposals, key=lambda one: one.rank):
        best.setdefault(frozenset(edit.place for edit in proposal.edits), proposal)
    found = list(best.values())
    return found[:1] if found and not found[0].edits else found


class ProposalWords:
    """Sentences about proposals for one workbook."""

    def __init__(self, instance: Instance, reading: Reading, gained: str) -> None:
        """``gained``: "geplaatst" or "ingepland"."""
        self._instance, self._reading, self._gained = instance, reading, gained

    def several(self, proposals: Sequence[Proposal]) -> str:
        """The best few, numbered when there are more than one."""
        shown = [self.one(proposal) for proposal in proposals[: REPAIRS.shown]]
        return shown[0] if len(shown) == 1 else " ".join(f"{i}. {text}" for i, text in enumerate(shown, start=1))

    def one(self, proposal: Proposal) -> str:
        """Één plaats extra op school S1 (De Eik) (Scholen K14): 1 meer geplaatst, kosten 120 hoger."""
        if not proposal.edits:
            return f"Een wijziging is niet nodig, in een nieuw rooster kan het zo: {self.price(proposal)}."
        told = self.edits(proposal.edits)
        return f"{told[0].upper()}{told[1:]}: {self.price(proposal)}."

    def together(self, proposal: Proposal, fewest: bool, asked: int, left: int) -> str:
        """The proposal for all who were left out together, or for those of them who can be helped.

        More than a few changes stand on a line each.
        """
        everyone = "iedereen" if asked == left else f"{asked} van de {left}"
        verb = "wordt" if asked == left or asked == 1 else "worden"
        if not proposal.edits:
            return f"Ook zonder wijziging {verb} {everyone} {self._gained}. {self.one(proposal)}"
        changes = count(proposal.changes, "wijziging", "wijzigingen")
        if proposal.changes > len({edit.change for edit in proposal.edits}):
            changes += " (elke plaats extra is er één)"
        fewer = ", met minder van zulke wijzigingen kan het niet"
        proof = fewer if fewest else "; of het met minder kan, is niet bekend"
        told = f"Met {changes} {verb} {everyone} {self._gained}{proof}."
        one_by_one = edits_in_words(self._instance, self._reading, proposal.edits)
        if len(one_by_one) <= IN_A_SENTENCE:
            return f"{told} {self.one(proposal)}"
        numbered = (f"{place}. {sentence(text)}" for place, text in enumerate(one_by_one, start=1))
        return "\n".join([f"{told} Dan: {self.price(proposal)}.", *numbered])

    def edits(self, edits: Edits) -> str:
        return "; ".join(edits_in_words(self._instance, self._reading, edits))

    def price(self, proposal: Proposal) -> str:
        words = [f"{number(proposal.gained)} meer {self._gained}"]
        if proposal.shortage:
            more = "meer" if proposal.shortage > 0 else "minder"
            words.append(f"{count(abs(proposal.shortage), 'student', 'studenten')} {more} tekort bij besturen (P4)")
        words.append(cost_words(proposal.cost, proposal.exact))
        if proposal.moved:
            words.append(f"{count(proposal.moved, 'ander verandert', 'anderen veranderen')} van plek")
        if proposal.moved and proposal.staying is not None:
            words.append(f"of zonder dat een ander verandert {cost_words(proposal.staying, exact=False)}")
        return ", ".join(words)
