"""All that is made of a parse, whatever the parse: actors, attributions, events, figures, and the record that they are settled in.

The text goes the way of every report (`run/pipeline.py`), except that its parse is drawn by lot: half plausible, half absurd.
"""

from __future__ import annotations

from random import Random

from fuzz.grammars import DAYS, OUTLETS, received_of
from fuzz.holding import record_holds
from fuzz.parsing import parse_by_lot
from fuzz.sample import Sample
from fuzz.texts import text
from reportedly.intake.reporting import report_of
from reportedly.run.pipeline import record_of

APART = 10_000_019  # so that the texts are others than those of the grammars


def make(seed: int) -> Sample:
    """The input of a number."""
    return Sample(text(APART + seed), OUTLETS[seed % len(OUTLETS)], DAYS[seed % len(DAYS)], seed)


def check(sample: Sample) -> None:
    """Make a record of the text and of a parse by lot.

    Raises:
        Broken: A promise does not hold.
    """
    received = received_of(sample)
    parsed = parse_by_lot(received.text, Random(sample.lot))
    record_holds(record_of(report_of(received, "en"), received, parsed))
