"""Inputs led by what they reach: atheris changes a text and keeps each change that runs code of the grammars that none ran before.

    python -m fuzz.guided [SECONDS]

A process of its own, for the grammars must be counted from when they are first loaded. It begins with texts of the generator.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

import atheris

with atheris.instrument_imports(include=["reportedly.extract", "reportedly.parse.surface", "reportedly.syntax"]):
    from fuzz import grammars
from fuzz.sample import Sample

SEEDS = 300  # texts to begin with
LONGEST = 400  # bytes of a text


def try_one(raw: bytes) -> None:
    """Check one text; its first two bytes say the day, the outlet and how it is parsed."""
    lot = int.from_bytes(raw[:2], "big")
    text = raw[2:].decode("utf-8", "replace")
    grammars.check(Sample(text, grammars.OUTLETS[lot % len(grammars.OUTLETS)], grammars.DAYS[lot % len(grammars.DAYS)], lot))


def main(seconds: int) -> None:
    """Run for so long; ends with the input that broke something, if one did."""
    with tempfile.TemporaryDirectory() as folder:
        for number in range(SEEDS):
            raw = grammars.make(number).text.encode("utf-8", "replace")[:LONGEST]
            (Path(folder) / str(number)).write_bytes(number.to_bytes(2, "big") + raw)
        atheris.Setup(
            [sys.argv[0], folder, f"-max_total_time={seconds}", f"-max_len={LONGEST}", "-timeout=5", "-print_final_stats=1"], try_one
        )
        atheris.Fuzz()


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 60)
