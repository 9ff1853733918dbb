"""The readers: files of every kind, sound and broken, each read or refused by name.

Reading one may raise nothing, and reach for nothing: no file, no address, no process but the one for PDF (`watching.py`). What its
readers could not foresee is told as `reader-failed`; that keeps a run going, and is a fault here.
"""

from __future__ import annotations

from dataclasses import replace
from random import Random

from fuzz.breaking import broken
from fuzz.holding import hold
from fuzz.making.files import MAKERS, document
from fuzz.sample import Sample
from fuzz.watching import WORDS, watch
from reportedly.intake.credits import credited
from reportedly.intake.item import Item, Noted, buffered
from reportedly.intake.limits import LIMITS, MB
from reportedly.intake.published import date_report
from reportedly.intake.readers import read
from reportedly.intake.received import Received
from reportedly.intake.refusal import Refused
from reportedly.intake.reporting import report_of
from reportedly.intake.wellformed import well_formed
from reportedly.model.codec import dumps

PDFS = 50  # one of so many is a PDF: each starts a process
SMALL = replace(LIMITS, report=MB, line=MB, document=MB, whole=20 * MB, free=20 * MB, unpacked=100 * MB, seconds=20.0, memory=500 * MB)


def make(seed: int) -> Sample:
    """The input of a number."""
    chance = Random(f"readers {seed}")
    name, raw = (document if seed % PDFS == PDFS - 1 else chance.choice(MAKERS))(chance)
    if chance.random() < 0.05:
        name = chance.choice(("a", "a.txt", "a.pdf", "a.html", "a.xlsx", "a.eml", "a.jsonl", "a.csv"))
    return Sample.of(broken(raw, chance), name)


def check(sample: Sample) -> None:
    """Read the file.

    Raises:
        Broken: A promise does not hold.
    """
    raw = watch().armed(sample.raw)
    with watch().watching():
        outcomes = list(read(Item(sample.name, buffered(raw), sample.name, limits=SMALL)))
    hold(not watch().seen, "reading reaches for nothing", *watch().seen)
    hold(bool(outcomes), "something is told of every file", sample.name)
    for outcome in outcomes:
        if isinstance(outcome, Refused):
            hold(
                outcome.code != "reader-failed",
                f"a refusal was foreseen; {outcome.message[-300:].partition('failed with ')[2].partition(':')[0]}",
                outcome.message,
            )
            hold(outcome.message.count("; ") >= 2, "a refusal says what was asked, what was found, what to do", outcome.message)
        elif isinstance(outcome, Received):
            _report_holds(outcome)
        else:
            hold(isinstance(outcome, Noted), "nothing else comes of a file", outcome)


def _report_holds(received: Received) -> None:
    hold(len(received.text) <= SMALL.whole, "a report has its limit", len(received.text))
    for stretch in received.pages:
        hold(0 <= stretch.start <= stretch.end <= len(received.text), "a page lies in the text", stretch)
    ready = credited(date_report(well_formed(received)))
    written = dumps(report_of(ready, "en"))
    written.encode("utf-8")
    hold(WORDS not in written, "no file is read but the one given", received.text)
