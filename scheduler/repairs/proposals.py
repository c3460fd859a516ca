"""A priced proposal, its rank and its Dutch sentence. Knows edits and figures; solves nothing."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from instances.domain.instance import Instance
from instances.domain.solution import Assessment, Placement
from instances.dutch.numbers import count, thousands
from instances.edits.editable import Edits
from instances.edits.wording import edits_in_words
from instances.workbook.read import Reading
from scheduler.repairs.settings import REPAIRS
from scheduler.what_if.outcome import Compared
from scheduler.wording.prices import cost_words
from scheduler.wording.settings import SHOWN
from scheduler.wording.texts import sentence


@dataclass(frozen=True, slots=True)
class Proposal:
    """Edits of the workbook, and what the roster solved after them has more than the present one.

    Attributes:
        edits: The edits; none where the roster can be had without a change.
        changes: How many changes that is (decision 0021).
        gained: Students placed, or WPAs scheduled, more.
        shortage: Students that boards fall short of their minima more, together (P4).
        cost: Of the wishes, more; below zero it is cheaper.
        moved: Others who get something else.
        exact: No roster after these edits is better.
        staying: The cost more when nobody else moves; None where that is not known to be possible.
    """

    edits: Edits
    changes: int
    gained: int
    shortage: int
    cost: int
    moved: int
    exact: bool
    staying: int | None = None

    @classmethod
    def of(
        cls,
        edits: Edits,
        changes: int,
        found: Compared[Placement] | Compared[Assessment],
        moved: int = 0,
        exact: bool = False,
    ) -> Proposal:
        """Price edits by the roster that they give.

        Args:
            edits: The edits.
            changes: How many changes that is.
            found: The roster after them beside the present one.
            moved: Others who get something else in it.
            exact: No roster after these edits is better.

        Returns:
            The proposal with what the roster has more than the present one.
        """
        return cls(edits, changes, found.gained, found.shortage, found.cost, moved, exact)

    @property
    def worth(self) -> tuple[int, int, int]:
        """The worth of the roster after the edits; smaller is better."""
        return -self.gained, self.shortage, self.cost

    @property
    def rank(self) -> tuple[int, int, int, int]:
        """Fewest changes first, then the best roster, then the cheapest."""
        return self.changes, *self.worth


def ranked(proposals: Iterable[Proposal]) -> list[Proposal]:
    """Rank proposals; of two that edit the same cells only the best remains, or the first of equals.

    Args:
        proposals: Proposals for the same student.

    Returns:
        Best first; only the one without edits where that is possible, for then no change is needed.
    """
    best: dict[frozenset[tuple[str, ...]], Proposal] = {}
    for proposal in sorted(proposals, key=lambda proposal: proposal.rank):
        best.setdefault(frozenset(edit.place for edit in proposal.edits), proposal)
    found = list(best.values())
    return found[:1] if found and not found[0].edits else found


class ProposalWords:
    """Sentences about proposals for one workbook."""

    def __init__(self, instance: Instance, reading: Reading, gained: str) -> None:
        """Keep where everything stands.

        Args:
            instance: The workbook.
            reading: The rows and columns of its cells.
            gained: What is gained: geplaatst or ingepland.
        """
        self._instance, self._reading, self._gained = instance, reading, gained

    def several(self, proposals: Sequence[Proposal]) -> str:
        """Write the best few proposals, numbered when there are more than one."""
        shown = [self.one(proposal) for proposal in proposals[: REPAIRS.shown]]
        return shown[0] if len(shown) == 1 else " ".join(f"{i}. {text}" for i, text in enumerate(shown, start=1))

    def one(self, proposal: Proposal) -> str:
        """Write ``Één plaats extra op school S1 (De Eik) (Scholen K14): 1 meer geplaatst, kosten gelijk``."""
        if not proposal.edits:
            return f"Een wijziging is niet nodig, in een nieuw rooster kan het zo: {self.price(proposal)}."
        text = self.edits(proposal.edits)
        return f"{text[0].upper()}{text[1:]}: {self.price(proposal)}."

    def together(self, proposal: Proposal, fewest: bool, asked: int, left: int) -> str:
        """Write the proposal for all who were left out together; more than a few changes stand on a line each.

        Args:
            proposal: The proposal.
            fewest: It is proven that fewer changes do not do.
            asked: How many of them it helps.
            left: How many were left out.

        Returns:
            Dutch sentences, on one line or on several.
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
        text = f"Met {changes} {verb} {everyone} {self._gained}{proof}."
        one_by_one = edits_in_words(self._instance, self._reading, proposal.edits)
        if len(one_by_one) <= SHOWN.changes_in_a_sentence:
            return f"{text} {self.one(proposal)}"
        numbered = (f"{place}. {sentence(text)}" for place, text in enumerate(one_by_one, start=1))
        return "\n".join([f"{text} Dan: {self.price(proposal)}.", *numbered])

    def edits(self, edits: Edits) -> str:
        """Write the edits, each with its cell."""
        return "; ".join(edits_in_words(self._instance, self._reading, edits))

    def price(self, proposal: Proposal) -> str:
        """Write what the proposal gives and costs."""
        words = [f"{thousands(proposal.gained)} meer {self._gained}"]
        if proposal.shortage:
            more = "meer" if proposal.shortage > 0 else "minder"
            words.append(f"{count(abs(proposal.shortage), 'student', 'studenten')} {more} tekort bij besturen (P4)")
        words.append(cost_words(proposal.cost, proposal.exact))
        if proposal.moved:
            words.append(f"{count(proposal.moved, 'ander verandert', 'anderen veranderen')} van plek")
        if proposal.moved and proposal.staying is not None:
            words.append(f"of zonder dat een ander verandert {cost_words(proposal.staying, exact=False)}")
        return ", ".join(words)
