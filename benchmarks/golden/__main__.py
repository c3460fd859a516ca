"""``python -m benchmarks.golden``: make the golden answers again and compare them with those that are kept."""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from benchmarks.golden.cases import SIZES
from benchmarks.golden.fingerprint import differences
from benchmarks.golden.run import answers

EXPECTED = Path(__file__).parent / "expected"
SHOWN = 40


def main(arguments: Sequence[str] | None = None) -> int:
    """Exit code 0: every answer is the kept one; 1: some differ, and which was printed."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.golden", description=__doc__)
    parser.add_argument("sizes", nargs="*", default=list(SIZES), help=f"of {', '.join(SIZES)}; standard all")
    parser.add_argument("--renew", action="store_true", help="keep what is found; say in a decision why it changed")
    parser.add_argument("--folder", type=Path, help="where rosters and workbooks stay, to look at a difference")
    asked = parser.parse_args(arguments)
    unknown = set(asked.sizes) - set(SIZES)
    if unknown:
        parser.error(f"unknown size: {', '.join(sorted(unknown))}")
    different = 0
    for size in asked.sizes:
        with tempfile.TemporaryDirectory() as scratch:
            folder = Path(scratch) if asked.folder is None else asked.folder / size
            folder.mkdir(parents=True, exist_ok=True)
            found = answers(SIZES[size], folder, lambda line: print(line, flush=True))
        kept = EXPECTED / f"{size}.json"
        if asked.renew:
            kept.write_text(json.dumps(found, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
            continue
        lines = list(differences(json.loads(kept.read_text(encoding="utf-8")), found))
        different += len(lines)
        print(f"{size}: {len(found)} cases, {len(lines)} differences", *lines[:SHOWN], sep="\n  ", flush=True)
    return min(different, 1)


if __name__ == "__main__":
    sys.exit(main())
