"""Checking a ledger file: that its words are in its texts, that nothing was changed by hand, and that its positions follow.

Everything is read again from what is kept. The first thing that does not hold ends the check, with where it is.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, fields, is_dataclass

from reportedly.model.evidence import Evidence
from reportedly.model.identity import text_digest
from reportedly.model.place import Toponym
from reportedly.model.record import Record
from reportedly.model.time import TimeExpression
from reportedly.reconcile.claims import claims_of
from reportedly.reconcile.decisions import broken_link
from reportedly.run.ledger import LedgerFile, situations_of
from reportedly.store import answers, derived, kept
from reportedly.store.database import Transaction, reading
from reportedly.store.errors import Tampered

RESTORE = "restore the file from a copy"


@dataclass(frozen=True, slots=True)
class Verified:
    """How much was checked."""

    reports: int
    quotes: int
    decisions: int
    series: int
    entries: int


def verify(file: LedgerFile) -> Verified:
    """Check all of a ledger.

    Raises:
        Tampered: Something does not hold; the message says what and where.
    """
    with reading(file.engine) as connection:
        reports = quotes = 0
        for record in kept.records(connection):
            quotes += _check_record(connection, record)
            reports += 1
        made = kept.decisions(connection)
        broken = broken_link(made)
        if broken is not None:
            raise Tampered(f"the chain of decisions was followed; {broken}; {RESTORE}")
        series, entries = _check_situations(connection)
    return Verified(reports, quotes, len(made), series, entries)


def quotes_of(value: object) -> Iterator[Evidence]:
    """Every quote within a value of the model."""
    if isinstance(value, Evidence):
        yield value
    elif isinstance(value, TimeExpression | Toponym):
        yield Evidence(value.start, value.end, value.quote)
    elif isinstance(value, tuple):
        for item in value:
            yield from quotes_of(item)
    elif is_dataclass(value) and not isinstance(value, type):
        for field in fields(value):
            yield from quotes_of(getattr(value, field.name))


def _check_record(connection: Transaction, record: Record) -> int:
    report = record.report
    named = f"report {report.external_id or report.id}"
    if text_digest(report.text) != report.sha256:
        message = f"the text of {named} was read again; its SHA-256 is not {report.sha256}; the text was changed"
        raise Tampered(f"{message}; {RESTORE}")
    count = 0
    for quote in quotes_of(record):
        count += 1
        if not quote.holds_in(report.text):
            found = report.text[quote.start : quote.end]
            asked = f"{quote.quote!r} was asked for in {named} at {quote.start}-{quote.end}"
            raise Tampered(f"{asked}; {found!r} stands there; {RESTORE}")
    sources = {claim.figure.id: claim.source for claim in claims_of(record)}
    for table, difference in kept.differences(connection, record, sources):
        raise Tampered(f"the table {table} was compared with the record of {named}; {difference}; {RESTORE}")
    return count


def _check_situations(connection: Transaction) -> tuple[int, int]:
    reports = kept.until(connection, None, None)
    series = entries = 0
    seen = set()
    for situation, digests in situations_of(connection, reports, anew=True):
        seen.add(situation.id)
        home = {claim.figure.id: (report.id, report.moment) for report in digests for claim in report.claims}
        made, stored = derived.situation_rows(situation, home), derived.stored_rows(connection, situation.id)
        for (table, rows), (_, found) in zip(made, stored, strict=True):
            difference = derived.first_difference(rows, found)
            if difference is not None:
                message = f"the table {table.name} of situation {situation.id} was made again from the records"
                raise Tampered(f"{message}; {difference}; {RESTORE}")
        series += len(situation.series)
        entries += sum(len(each.entries) for each in situation.series)
    extra = sorted(set(derived.situation_ids(connection)) - seen)
    if extra:
        raise Tampered(f"situations were made again from the records; {extra[0]} does not follow from them; {RESTORE}")
    if answers.strays(connection):
        raise Tampered(f"entries were counted; some belong to no situation; {RESTORE}")
    return series, entries
