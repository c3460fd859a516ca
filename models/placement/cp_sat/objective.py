"""Every placement wish as a linear expression with the measure of the domain. Knows no weight and no search."""

from __future__ import annotations

from collections.abc import Callable

from instances.domain.rulebook import Wish
from instances.tables.capacity import Group, groups
from models.placement.cp_sat.variables import Expression, PlacementVariables, total
from models.placement.data.pair_costs import MEASURES, PairCosts

Term = Callable[[PairCosts, PlacementVariables], Expression]


def summed(wish: Wish) -> Term:
    """The term of a wish that adds up single pairs."""

    def term(measures: PairCosts, x: PlacementVariables) -> Expression:
        return x.weighted(MEASURES[wish](measures, x.pairs.student, x.pairs.mentor))

    return term


def balance(measures: PairCosts, x: PlacementVariables) -> Expression:
    """W5: students above a tandem's norm and above a board's share."""
    instance = measures.facts.instance
    above = [x.above(x.count_all(tandem.schools), tandem.norm) for tandem in instance.tandems.values()]
    for schools, share in zip(groups(instance, Group.BOARD).values(), measures.facts.board_share, strict=True):
        above.append(x.above(x.count_all(schools), share))
    return total(above)


def nobody_alone(measures: PairCosts, x: PlacementVariables) -> Expression:
    """W7: schools with exactly one student, and students above the target of a PLG."""
    instance = measures.facts.instance
    target = instance.settings.plg_target
    return total(
        [x.alone(school) for school in instance.schools]
        + [x.above(x.count_all(schools), target) for schools in groups(instance, Group.PLG).values()]
    )


def changes(measures: PairCosts, x: PlacementVariables) -> Expression:
    """W9: students of the old roster who do not keep their mentor."""
    return summed(Wish.W9)(measures, x) + measures.changes_at_most


WISH_TERMS: dict[Wish, Term] = {
    Wish.W1: summed(Wish.W1),
    Wish.W2: summed(Wish.W2),
    Wish.W3: summed(Wish.W3),
    Wish.W4: summed(Wish.W4),
    Wish.W5: balance,
    Wish.W6: summed(Wish.W6),
    Wish.W7: nobody_alone,
    Wish.W8: summed(Wish.W8),
    Wish.W9: changes,
}
