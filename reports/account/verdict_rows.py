"""The rows of the sheets Verantwoording: every rule with its verdict, every wish with its cost. Knows no cell style."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from instances.domain.rulebook import RULES, WISHES, Rule, Wish
from instances.domain.verdict import Verdict
from instances.rosters.columns import Head
from reports.excel.book import Row
from reports.run.settings import REPORT_SETTINGS


def account_rows(verdict: Verdict, rules: Iterable[Rule]) -> Iterator[Row]:
    """Every rule with its verdict, then every wish with its cost, and the total.

    Args:
        verdict: The checker's verdict on a placement or a WPA roster.
        rules: The rules that the verdict is about, in the order of the sheet.

    Yields:
        The rows of the sheet Verantwoording.
    """
    texts: dict[Rule, list[str]] = {}
    for violation in verdict.violations:
        texts.setdefault(violation.rule, []).append(violation.text)
    for rule in rules:
        yield {
            **dict.fromkeys((Head.WEIGHT, Head.AMOUNT, Head.UNIT, Head.COST)),
            Head.ID: str(rule),
            Head.RULE: RULES[rule].name,
            Head.SOURCE: RULES[rule].source,
            Head.VERDICT: _verdict(rule, texts.get(rule, []), verdict),
        }
    for wish in (wish for wish in Wish if wish in verdict.wishes):
        cost = verdict.wishes[wish]
        yield {
            Head.ID: str(wish),
            Head.RULE: WISHES[wish].name,
            Head.SOURCE: WISHES[wish].source,
            Head.VERDICT: "wens" if cost.weight else "wens, staat uit",
            Head.WEIGHT: cost.weight,
            Head.AMOUNT: cost.amount,
            Head.UNIT: WISHES[wish].unit,
            Head.COST: cost.cost,
        }
    yield {
        **dict.fromkeys((Head.ID, Head.SOURCE, Head.VERDICT, Head.WEIGHT, Head.AMOUNT, Head.UNIT)),
        Head.RULE: "Alle wensen samen",
        Head.COST: verdict.cost,
    }


def _verdict(rule: Rule, texts: list[str], verdict: Verdict) -> str:
    if texts:
        shown, rest = texts[: REPORT_SETTINGS.violations], len(texts) - REPORT_SETTINGS.violations
        more = f"; en nog {rest}" if rest > 0 else ""
        return f"{len(texts)} keer niet voldaan: {'; '.join(shown)}{more}"
    if rule is Rule.P4 and verdict.shortage:
        short = ", ".join(f"{board} {missing}" for board, missing in verdict.shortage.items())
        return f"voldaan; onder het minimum: {short}"
    return "voldaan"
