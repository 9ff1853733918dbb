"""Ledgers: a few reports of like things, in one order and in the other, and every question that a ledger is asked.

The reports of a ledger repeat, vary and contradict one another: sentences of the generator with other numbers, outlets and days,
versions and copies. Their parses are drawn by lot. The ledger must verify, and must not depend on the order in which it was told.
"""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from random import Random

from fuzz.grammars import DAYS, received_of
from fuzz.holding import hold
from fuzz.parsing import parse_by_lot
from fuzz.sample import Sample
from fuzz.texts import digits_changed, text, told
from reportedly.intake.received import Received
from reportedly.intake.reporting import report_id, report_of
from reportedly.model.record import Record
from reportedly.run.ledger import LedgerFile
from reportedly.run.pipeline import record_of
from reportedly.run.verify import verify
from reportedly.run.views import Asked, changes, figures_json, ledger_json, review

APART = 30_000_059
BETWEEN = "\x1e"  # divides the reports in the text of a sample
NOON = "2022-02-01T12:00:00+00:00"
OUTLETS = (None, "Steppe Wire", "Harbour Gazette", "=1+1")
MONTH = tuple(f"2022-01-{day:02}" for day in range(1, 29))


def make(seed: int) -> Sample:
    """The input of a number."""
    chance = Random(APART + seed)
    themes = [text(APART + 10 * seed + number, (1, 2, 3)) if chance.random() < 0.4 else told(chance) for number in range(2)]
    reports: list[str] = []
    for _ in range(chance.choice((2, 3, 5, 8))):
        if reports and chance.random() < 0.2:
            reports.append(chance.choice(reports))
        else:
            reports.append(digits_changed(chance.choice(themes), chance).replace(BETWEEN, " "))
    return Sample(BETWEEN.join(reports), lot=seed)


def check(sample: Sample) -> None:
    """Keep the reports, ask what can be asked, and keep them the other way round.

    Raises:
        Broken: A promise does not hold.
    """
    reports = _reports(sample)
    hold(_ledger(reports, sample.lot) == _ledger(reports[::-1], sample.lot), "a ledger does not depend on the order of its reports")


def _reports(sample: Sample) -> list[Received]:
    chance = Random(sample.lot)
    found: dict[str, Received] = {}
    for number, words in enumerate(sample.text.split(BETWEEN)):
        day = chance.choice(DAYS) if chance.random() < 0.2 else chance.choice(MONTH)
        received = received_of(Sample(words, published=day))
        named = f"id {number}" if chance.random() < 0.5 else None
        follows = f"id {chance.randrange(number)}" if number and named and chance.random() < 0.3 else None
        received = replace(received, outlet=chance.choice(OUTLETS), external_id=named, supersedes=follows)
        found.setdefault(report_id(received), received)  # of one report told twice the first counts: that is an order
    return list(found.values())


def _ledger(reports: Sequence[Received], lot: int) -> str:
    def read(received: Received) -> Record:
        parsed = parse_by_lot(received.text, Random(lot))
        return record_of(report_of(received, "en"), received, parsed)

    with tempfile.TemporaryDirectory() as folder, LedgerFile(Path(folder) / "ledger.sqlite", create=True) as file:
        added = file.add(reports, NOON, read)
        hold(not added.refused and len(added.new) + added.known == len(reports), "every report is kept, or known", added)
        hold(verify(file).reports == len(added.new), "the ledger holds every report")
        for asked in (Asked(), Asked(as_of="2022-01-15")):
            ledger_json(file, asked)
            figures_json(file, asked)
        changes(file, Asked())
        review(file)
        return ledger_json(file)
