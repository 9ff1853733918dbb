"""What is kept in a ledger: reports with their records, intake times, decisions, and what was refused.

Each function works in a transaction that the caller began. Nothing here is ever changed but for the columns that say where a report
was put (`situation_id`, `next_version`, `copy_of`).
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Connection, Table, bindparam, func, select, union_all, update

from reportedly.model.ledger import Decision
from reportedly.model.record import Record
from reportedly.store.putting import put, put_new
from reportedly.store.rows import (
    Row,
    attribution_row,
    decision_row,
    decision_value,
    event_row,
    figure_row,
    issue_rows,
    record_text,
    record_value,
    report_row,
)
from reportedly.store.schema import ATTRIBUTIONS, DECISIONS, EVENTS, FIGURES, INTAKE, ISSUES, LOOKUP, RECORDS, REFUSED, REPORTS

CHUNK = 500  # ids in one query
SLACK = 0.99  # weights are rounded: a vector may be longer than 1 by a little


@dataclass(frozen=True, slots=True)
class Kept:
    """A record as it goes into the ledger: rows, made before the ledger is touched.

    Attributes:
        report: Content id of its report.
        own: The rows that only this report has, by table: its own, its record, its issues, its marks.
        parts: The rows of what it holds, by table: figures, events, attributions.
    """

    report: str
    own: Mapping[str, list[Row]]
    parts: Mapping[str, list[Row]]


def piece(
    record: Record, *, moment: str, day: str, digest: str, signature: str, marks: Mapping[str, float], sources: Mapping[str, str | None]
) -> Kept:
    """A record as it goes into the ledger.

    Args:
        record: All that the report says.
        moment: When it was published, to put reports in order by.
        day: The day alone; empty where it is unknown.
        digest: What the ledger needs of it, as JSON.
        signature: MinHash of its text, as JSON.
        marks: Words and runs of words by which it is looked up, with their weights.
        sources: For each figure, who says so.
    """
    report = record.report.id
    own = {
        REPORTS.name: [report_row(record, moment)],
        RECORDS.name: [{"report_id": report, "record": record_text(record), "digest": digest, "signature": signature}],
        ISSUES.name: issue_rows(record),
        LOOKUP.name: [{"mark": mark, "day": day, "report_id": report, "weight": weight} for mark, weight in sorted(marks.items())],
    }
    return Kept(report, own, {table.name: rows for table, rows in rows_of(record, sources)})


def keep(connection: Connection, kept: Sequence[Kept], taken_in: str) -> None:
    """Put records into the ledger whose reports are not there."""
    for table in (REPORTS, RECORDS, ISSUES, LOOKUP):
        put(connection, table, [row for each in kept for row in each.own[table.name]])
    put(connection, INTAKE, [{"report_id": each.report, "taken_in": taken_in} for each in kept])
    for table in (FIGURES, EVENTS, ATTRIBUTIONS):
        put_new(connection, table, [row for each in kept for row in each.parts[table.name]])


def rows_of(record: Record, sources: Mapping[str, str | None]) -> list[tuple[Table, list[Row]]]:
    """The rows of what a record holds, by table."""
    report = record.report.id
    return [
        (FIGURES, [figure_row(figure, report, sources.get(figure.id)) for figure in record.figures]),
        (EVENTS, [event_row(event, report) for event in record.events]),
        (ATTRIBUTIONS, [attribution_row(attribution, report) for attribution in record.attributions]),
    ]


def differences(connection: Connection, record: Record, sources: Mapping[str, str | None]) -> Iterator[tuple[str, str]]:
    """Where the tables differ from a record: the table, and what was found there."""
    for table, rows in rows_of(record, sources):
        key = next(iter(table.columns)).name
        stored = {row[key]: row for row in _stored(connection, table, record.report.id)}
        for row in rows:
            found = stored.pop(row[key], None)
            wrong = next((name for name, value in row.items() if found is None or found[name] != value), None)
            if found is None:
                yield table.name, f"{row[key]} is missing"
            elif wrong is not None:
                yield table.name, f"{wrong} of {row[key]} is {str(found[wrong])[:80]!r}, not {str(row[wrong])[:80]!r}"
        for extra in stored:
            yield table.name, f"{extra} is not in the record"


def _stored(connection: Connection, table: Table, report: str) -> list[Row]:
    return [dict(row._mapping) for row in connection.execute(select(table).where(table.c.report_id == report))]


def known(connection: Connection, reports: Sequence[str]) -> set[str]:
    """Those of these reports that are in the ledger."""
    query = select(REPORTS.c.report_id)
    return {found for part in pieces(reports) for found in connection.execute(query.where(REPORTS.c.report_id.in_(part or []))).scalars()}


def refuse(connection: Connection, origin: str, content: str, code: str, message: str) -> None:
    """Keep what could not be read as a report."""
    row = {"origin": origin, "content": content, "code": code, "message": message}
    put_new(connection, REFUSED, [row])


def records(connection: Connection, reports: Sequence[str] | None = None) -> Iterator[Record]:
    """Records by the ids of their reports, all without; in order of publication."""
    query = (
        select(RECORDS.c.record, REPORTS.c.text)
        .join(REPORTS, REPORTS.c.report_id == RECORDS.c.report_id)
        .order_by(REPORTS.c.moment, REPORTS.c.report_id)
    )
    for part in pieces(reports):
        for stored, text in connection.execute(query if part is None else query.where(REPORTS.c.report_id.in_(part))):
            yield record_value(stored, text)


def digests(connection: Connection, reports: Sequence[str] | None = None) -> list[str]:
    """Digests, as JSON, by the ids of their reports; all without."""
    query = select(RECORDS.c.digest)
    return [
        stored
        for part in pieces(reports)
        for (stored,) in connection.execute(query if part is None else query.where(RECORDS.c.report_id.in_(part)))
    ]


def signatures(connection: Connection, reports: Sequence[str]) -> dict[str, str]:
    """MinHash signatures, as JSON, by report."""
    query = select(RECORDS.c.report_id, RECORDS.c.signature)
    return {
        report: marks for part in pieces(reports) for report, marks in connection.execute(query.where(RECORDS.c.report_id.in_(part or [])))
    }


@dataclass(frozen=True, slots=True)
class Sharer:
    """A report that shares marks with another.

    Attributes:
        report: Its content id.
        name: The id that it came with.
        published: When.
        moment: The same, to put reports in order by.
        marks: The marks that both have, with its weights.
    """

    report: str
    name: str
    published: str | None
    moment: str
    marks: Mapping[str, float]


def sharing(connection: Connection, marks: Mapping[str, float], days: tuple[str, str] | None = None, least: float = 0.0) -> list[Sharer]:
    """Reports that share marks with another, with all that they share.

    Args:
        connection: A transaction.
        marks: The marks of the other, with their weights.
        days: First and last day of publication that matter; undated reports matter always.
        least: The least likeness that matters. The most frequent marks are not looked up as long as they cannot make that
            much by themselves (the length of a vector of weights is 1); so they cost nothing, and nothing is missed.
    """
    telling, rest = _telling(connection, marks, days, least)
    likeness: dict[str, float] = {}
    for report, mark, weight in _looked_up(connection, (LOOKUP.c.report_id, LOOKUP.c.mark, LOOKUP.c.weight), telling, days):
        likeness[report] = likeness.get(report, 0.0) + weight * marks[mark]
    near = sorted(report for report, known in likeness.items() if known + rest >= SLACK * least)  # rest: all that the others can add
    shared: dict[str, dict[str, float]] = {report: {} for report in near}
    query = select(LOOKUP.c.report_id, LOOKUP.c.mark, LOOKUP.c.weight).where(LOOKUP.c.mark.in_(sorted(marks)))
    about = (REPORTS.c.report_id, REPORTS.c.name, REPORTS.c.published, REPORTS.c.moment)
    sharers = []
    for part in pieces(near):
        rows = list(connection.execute(select(*about).where(REPORTS.c.report_id.in_(part or []))))
        for report, mark, weight in connection.execute(query.where(LOOKUP.c.report_id.in_(part or []))).all():
            shared[report][mark] = weight
        sharers += [Sharer(row.report_id, row.name, row.published, row.moment, shared[row.report_id]) for row in rows]
    return sharers


def holders(connection: Connection, marks: Sequence[str]) -> dict[str, list[str]]:
    """The reports that have each of these marks."""
    found: dict[str, list[str]] = {mark: [] for mark in marks}
    query = select(LOOKUP.c.mark, LOOKUP.c.report_id)
    for part in pieces(marks):
        for mark, report in connection.execute(query.where(LOOKUP.c.mark.in_(part or []))).all():
            found[mark].append(report)
    return found


def _telling(connection: Connection, marks: Mapping[str, float], days: tuple[str, str] | None, least: float) -> tuple[list[str], float]:
    """The marks to look up: all but the most frequent, as far as those cannot make the least likeness; and how much those can make."""
    if not least:
        return sorted(marks), 0.0
    counts: dict[str, int] = {}
    for mark, many in _looked_up(connection, (LOOKUP.c.mark, func.count()), sorted(marks), days, LOOKUP.c.mark):
        counts[mark] = counts.get(mark, 0) + many
    left = (SLACK * least) ** 2
    rest = 0.0
    telling = sorted(counts, key=lambda mark: (-counts[mark], mark))
    while telling and rest + marks[telling[0]] ** 2 < left:
        rest += marks[telling.pop(0)] ** 2
    return sorted(telling), math.sqrt(rest)


def _looked_up(
    connection: Connection,
    columns: Sequence[ColumnElement[Any]],
    marks: Sequence[str],
    days: tuple[str, str] | None,
    *by: ColumnElement[Any],
) -> Iterator[Any]:
    """Rows of the marks: of these days and of none. Each of the two is one stretch of the index for every mark."""
    query = select(*columns).where(LOOKUP.c.mark.in_(marks)).group_by(*by)
    if days is not None:
        query = union_all(*(query.where(within) for within in (LOOKUP.c.day.between(*days), LOOKUP.c.day == "")))  # type: ignore[assignment]
    yield from connection.execute(query).all()  # at once: by row each costs as much again


def related(connection: Connection, name: str, url: str | None, supersedes: str | None) -> list[str]:
    """Reports that may be versions of one: those of its name and address, what it replaces, and what replaces it."""
    same = (REPORTS.c.name == name) | (REPORTS.c.supersedes == name)
    if url is not None:
        same |= REPORTS.c.url == url
    if supersedes is not None:
        same |= REPORTS.c.name == supersedes
    return list(connection.execute(select(REPORTS.c.report_id).where(same).order_by(REPORTS.c.report_id)).scalars())


def named(connection: Connection, names: Sequence[str]) -> dict[str, list[str]]:
    """The reports of these names."""
    found: dict[str, list[str]] = {}
    query = select(REPORTS.c.name, REPORTS.c.report_id).order_by(REPORTS.c.report_id)
    for part in pieces(names):
        for name, report in connection.execute(query.where(REPORTS.c.name.in_(part or []))):
            found.setdefault(name, []).append(report)
    return found


def until(connection: Connection, moment: str | None, taken_in: str | None) -> list[str]:
    """Reports published, and taken in, no later than asked."""
    query = (
        select(REPORTS.c.report_id).join(INTAKE, INTAKE.c.report_id == REPORTS.c.report_id).order_by(REPORTS.c.moment, REPORTS.c.report_id)
    )
    if moment is not None:
        query = query.where(REPORTS.c.moment <= moment)
    if taken_in is not None:
        query = query.where(INTAKE.c.taken_in <= taken_in)
    return list(connection.execute(query).scalars())


def unplaced(connection: Connection) -> list[str]:
    """Reports that are in no situation yet."""
    return list(
        connection.execute(select(REPORTS.c.report_id).where(REPORTS.c.situation_id.is_(None)).order_by(REPORTS.c.report_id)).scalars()
    )


def count_unplaced(connection: Connection) -> int:
    """How many reports are in no situation yet."""
    return int(connection.execute(select(func.count()).where(REPORTS.c.situation_id.is_(None))).scalar_one())


def copies_of(connection: Connection, firsts: Iterable[str]) -> list[str]:
    """Reports that are copies of these."""
    return list(connection.execute(select(REPORTS.c.report_id).where(REPORTS.c.copy_of.in_(sorted(set(firsts))))).scalars())


def column(connection: Connection, name: str, reports: Sequence[str] | None = None) -> dict[str, str]:
    """A column of reports, where it has a value."""
    query = select(REPORTS.c.report_id, REPORTS.c[name]).where(REPORTS.c[name].is_not(None))
    return {
        report: value
        for part in pieces(reports)
        for report, value in connection.execute(query if part is None else query.where(REPORTS.c.report_id.in_(part)))
    }


def new_versions(connection: Connection, reports: Sequence[str]) -> set[str]:
    """Those of these reports that replace an earlier version."""
    query = select(REPORTS.c.next_version)
    found = (connection.execute(query.where(REPORTS.c.next_version.in_(part or []))).scalars() for part in pieces(reports))
    return {str(report) for part in found for report in part}


def mark(connection: Connection, column: str, values: Mapping[str, str | None]) -> None:
    """Say of reports where they were put."""
    if values:
        query = update(REPORTS).where(REPORTS.c.report_id == bindparam("which")).values({column: bindparam("value")})
        connection.execute(query, [{"which": report, "value": value} for report, value in sorted(values.items())])


def append(connection: Connection, decision: Decision) -> None:
    """Append a decision."""
    put(connection, DECISIONS, [decision_row(decision)])


def decisions(connection: Connection) -> tuple[Decision, ...]:
    """All decisions, in the order in which they were made."""
    return tuple(decision_value(dict(row._mapping)) for row in connection.execute(select(DECISIONS).order_by(DECISIONS.c.number)))


def count_decisions(connection: Connection) -> int:
    """Number of decisions."""
    return int(connection.execute(select(func.count()).select_from(DECISIONS)).scalar_one())


def count(connection: Connection) -> int:
    """Number of reports."""
    return int(connection.execute(select(func.count()).select_from(REPORTS)).scalar_one())


def pieces(ids: Sequence[str] | None) -> Iterator[Sequence[str] | None]:
    """Ids in pieces that fit into a query; one null for all."""
    if ids is None:
        yield None
        return
    for start in range(0, len(ids), CHUNK):
        yield ids[start : start + CHUNK]
