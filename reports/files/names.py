"""Names that only a run itself needs: its lock, its scratch, its journal. Imports nothing."""

from __future__ import annotations

PRIVATE = ".plaatswijzer-"
"""How every such name begins; a file of that kind is of no use to the office."""

JOURNAL = f"{PRIVATE}overname.json"
"""In a folder where files are being taken over: then scratch holds files that exist nowhere else."""

LOCK = f"{PRIVATE}bezig"
PROBE = f"{PRIVATE}proef"
