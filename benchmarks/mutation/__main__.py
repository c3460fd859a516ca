"""``python -m benchmarks.mutation``: what the tests see of small mistakes. Knows no operator and no rule."""

from __future__ import annotations

import argparse
import json
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from benchmarks.mutation.arguments import as_toml, read_arguments
from benchmarks.mutation.mutant import Mutant
from benchmarks.mutation.mutants import mutants
from benchmarks.mutation.territory import TERRITORY
from benchmarks.mutation.trying import Fate, Tries, dry_run, import_everything, try_mutant

KEPT = Path(".mutation/killed.jsonl")  # not in git: what was killed need not be tried again
ASKED_SHARE = 0.9  # of the mutants must be killed


@dataclass
class Tally:
    """The figures of one module."""

    module: str
    killed: int = 0
    argued: int = 0
    open: list[Mutant] = field(default_factory=list)

    @property
    def all(self) -> int:
        """How many mutants there are."""
        return self.killed + self.argued + len(self.open)

    @property
    def share(self) -> float:
        """Part that was killed."""
        return self.killed / self.all if self.all else 1.0


class Memory:
    """Who was killed before: the same text dies again, as long as nobody takes tests away."""

    def __init__(self, path: Path) -> None:
        """Read what is known; the file need not exist."""
        self._path = path
        lines = path.read_text(encoding="utf-8").splitlines() if path.exists() else []
        self._killed = {json.loads(line)["key"] for line in lines}

    def __contains__(self, mutant: Mutant) -> bool:
        """Whether it was killed before."""
        return mutant.key in self._killed

    def add(self, mutant: Mutant) -> None:
        """Remember one more, at once: a run may be cut off."""
        self._killed.add(mutant.key)
        self._path.parent.mkdir(exist_ok=True)
        with self._path.open("a", encoding="utf-8") as out:
            out.write(json.dumps({"key": mutant.key, "place": mutant.place}, ensure_ascii=False) + "\n")


def main(arguments: Sequence[str] | None = None) -> int:
    """Try the mutants and print the figures.

    Args:
        arguments: Of the command line; None for those of this process.

    Returns:
        The exit code: 0 when enough were killed and every survivor is argued.
    """
    parser = argparse.ArgumentParser(prog="python -m benchmarks.mutation", description=__doc__)
    parser.add_argument("modules", nargs="*", help="paths, or the beginning of them; all of the table when none")
    parser.add_argument("--again", action="store_true", help="also the mutants that were killed in an earlier run")
    parser.add_argument("--count", action="store_true", help="only how many there are")
    asked = parser.parse_args(arguments)
    chosen = [path for path in TERRITORY if not asked.modules or path.startswith(tuple(asked.modules))]
    if asked.again:
        KEPT.unlink(missing_ok=True)
    if asked.count:
        for module in chosen:
            print(module, sum(1 for _ in mutants(module, Path(module).read_text(encoding="utf-8"))))
        return 0
    import_everything()
    tallies = [_tally(module) for module in chosen]
    print(table(tallies))
    share = sum(each.killed for each in tallies) / max(1, sum(each.all for each in tallies))
    return 0 if share >= ASKED_SHARE and not any(each.open for each in tallies) else 1


def _tally(module: str) -> Tally:
    found, reasons, memory = Tally(module), read_arguments(), Memory(KEPT)
    tries: Tries | None = None  # not before there is something to try
    for mutant in mutants(module, Path(module).read_text(encoding="utf-8")):
        if mutant.place in reasons:
            found.argued += 1
        elif mutant in memory:
            found.killed += 1
        else:
            tries = tries or dry_run(TERRITORY[module])
            if try_mutant(tries, module, mutant.source) is Fate.SURVIVED:
                found.open.append(mutant)
                print(f"# {mutant.operator}\n{as_toml(mutant)}", flush=True)
            else:
                found.killed += 1
                memory.add(mutant)
    print(f"# {module}: {found.killed} of {found.all} killed, {len(found.open)} not argued", flush=True)
    return found


def table(tallies: Sequence[Tally]) -> str:
    """The figures as a table.

    Args:
        tallies: One for each module.

    Returns:
        Markdown, with a line for the whole.
    """
    total: Counter[str] = Counter()
    lines = ["| module | mutants | killed | argued | open | share killed |", "|---|---|---|---|---|---|"]
    for each in tallies:
        total.update(all=each.all, killed=each.killed, argued=each.argued, open=len(each.open))
        lines.append(
            f"| `{each.module}` | {each.all} | {each.killed} | {each.argued} | {len(each.open)} | {each.share:.1%} |"
        )
    share = total["killed"] / total["all"] if total["all"] else 1.0
    lines.append(f"| all | {total['all']} | {total['killed']} | {total['argued']} | {total['open']} | {share:.1%} |")
    return "\n".join(lines)


if __name__ == "__main__":
    raise SystemExit(main())
