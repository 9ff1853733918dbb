"""Whole reports through `reportedly.read`: what holds of every record, the same bytes twice, and a ledger that takes it.

Every hundredth is read twice, and every hundredth put into a ledger that is verified afterwards.
"""

from __future__ import annotations

import tempfile
from pathlib import Path

from fuzz.grammars import DAYS
from fuzz.holding import hold, record_holds
from fuzz.sample import Sample
from fuzz.texts import text
from reportedly import read
from reportedly.intake.received import Received
from reportedly.model.codec import dumps
from reportedly.model.record import Record
from reportedly.run.ledger import LedgerFile
from reportedly.run.verify import verify
from reportedly.run.views import ledger_json

APART = 20_000_033
AGAIN = 100  # one of so many is read twice, and kept
NOON = "2022-02-01T12:00:00+00:00"
OUTLETS = ("", "Steppe Wire", "=HYPERLINK(1)", "<b>\u202e")


def make(seed: int) -> Sample:
    """The input of a number."""
    return Sample(text(APART + seed, (1, 1, 2, 2, 3, 4)), OUTLETS[seed % len(OUTLETS)], DAYS[seed % len(DAYS)], seed)


def check(sample: Sample) -> None:
    """Read the text as a report.

    Raises:
        Broken: A promise does not hold.
    """
    record = _read(sample)
    record_holds(record)
    if sample.lot % AGAIN == 0:
        hold(dumps(_read(sample)) == dumps(record), "the same text gives the same bytes")
        _kept(sample, record)


def _read(sample: Sample) -> Record:
    return read(sample.text, published=sample.published, outlet=sample.name or None)


def _kept(sample: Sample, record: Record) -> None:
    """Keep the record in a ledger, twice, and verify it."""
    received = Received(sample.text.replace("\r\n", "\n"), outlet=sample.name or None, published=sample.published)
    with tempfile.TemporaryDirectory() as folder, LedgerFile(Path(folder) / "ledger.sqlite", create=True) as file:
        added = file.add([received, received], NOON, lambda _: record)
        hold(len(added.new) == 1, "a report that is there is not kept again", added)
        hold(verify(file).reports == 1, "the ledger holds the report")
        ledger_json(file)
