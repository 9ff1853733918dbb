"""What follows from what is kept, written down so that views are quick: attachments, situations, series, entries."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, delete, select, update

from reportedly.model.codec import decode
from reportedly.model.ledger import Series, Situation
from reportedly.store.kept import pieces
from reportedly.store.putting import put, put_over
from reportedly.store.rows import entry_row, series_row, situation_row
from reportedly.store.schema import ATTACHMENTS, ENTRIES, FIGURES, REPORTS, SERIES, SITUATIONS

SHOWN = 120  # characters of a value in a message


@dataclass(frozen=True, slots=True)
class Attached:
    """To which earlier report a report attaches, how alike they are, by how much that exceeds what is asked, and why."""

    to: str
    likeness: float
    margin: float
    why: str


def write_situation(connection: Connection, situation: Situation, home: Mapping[str, tuple[str, str]]) -> None:
    """Write a situation that is not there. `home` has the content id and the moment of the report of each figure."""
    for table, rows in situation_rows(situation, home):
        put(connection, table, rows)


def situation_rows(situation: Situation, home: Mapping[str, tuple[str, str]]) -> list[tuple[Any, list[dict[str, Any]]]]:
    """All rows of a situation, by table."""
    series = [series_row(each, situation.id, rank) for rank, each in enumerate(situation.series)]
    entries = [entry_row(entry, each, situation.id, rank, home) for each in situation.series for rank, entry in enumerate(each.entries)]
    return [(SITUATIONS, [situation_row(situation)]), (SERIES, series), (ENTRIES, entries)]


def stored_rows(connection: Connection, situation: str) -> list[tuple[Any, list[dict[str, Any]]]]:
    """The rows of a situation as they are stored, in the order of `situation_rows`."""
    found = []
    for table, order in ((SITUATIONS, ()), (SERIES, (SERIES.c.rank,)), (ENTRIES, (SERIES.c.rank, ENTRIES.c.rank))):
        query = select(table).where(table.c.situation_id == situation)
        if table is ENTRIES:
            query = query.join(SERIES, SERIES.c.series_id == ENTRIES.c.series_id)
        found.append((table, [dict(row._mapping) for row in connection.execute(query.order_by(*order))]))
    return found


def first_difference(made: Sequence[Mapping[str, Any]], found: Sequence[Mapping[str, Any]]) -> str | None:
    """The first place where stored rows differ from those made again, in words; null where they are the same."""
    if len(made) != len(found):
        return f"{len(made)} rows were expected and {len(found)} found"
    for row, stored in zip(made, found, strict=True):
        for key, value in row.items():
            if stored[key] != value:
                who = row.get("figure_id") or row.get("series_id") or row.get("situation_id")
                return f"{key} of {who} is {_short(stored[key])}, not {_short(value)}"
    return None


def situations_of(connection: Connection, reports: Sequence[str]) -> set[str]:
    """The situations of these reports."""
    query = select(REPORTS.c.situation_id).distinct()
    found = {each for part in pieces(reports) for each in connection.execute(query.where(REPORTS.c.report_id.in_(part or []))).scalars()}
    return {each for each in found if each is not None}


def attachments(connection: Connection, reports: Sequence[str] | None = None) -> dict[str, Attached]:
    """To which earlier report each attaches."""
    query = select(ATTACHMENTS.c.report_id, ATTACHMENTS.c.attached_to, ATTACHMENTS.c.likeness, ATTACHMENTS.c.margin, ATTACHMENTS.c.why)
    return {
        report: Attached(to, likeness, margin, why)
        for part in pieces(reports)
        for report, to, likeness, margin, why in connection.execute(
            query if part is None else query.where(ATTACHMENTS.c.report_id.in_(part))
        )
    }


def attach(connection: Connection, found: Mapping[str, Attached]) -> None:
    """Write to which earlier reports these attach."""
    rows = [
        {"report_id": report, "attached_to": each.to, "likeness": each.likeness, "margin": each.margin, "why": each.why}
        for report, each in sorted(found.items())
    ]
    put_over(connection, ATTACHMENTS, "report_id", rows)


def detach(connection: Connection, reports: Sequence[str]) -> None:
    """Forget to which earlier reports these attach."""
    for part in pieces(reports):
        connection.execute(delete(ATTACHMENTS).where(ATTACHMENTS.c.report_id.in_(part or [])))


def unsettle(connection: Connection, situations: Iterable[str]) -> None:
    """Remove situations, and leave their reports in none, so that they are put together anew."""
    for each in sorted(set(situations)):
        connection.execute(update(REPORTS).where(REPORTS.c.situation_id == each).values(situation_id=None))
        for table in (ENTRIES, SERIES, SITUATIONS):
            connection.execute(delete(table).where(table.c.situation_id == each))


def situation_ids(connection: Connection) -> list[str]:
    """All situations, in order of their first report."""
    return list(
        connection.execute(
            select(SITUATIONS.c.situation_id).order_by(SITUATIONS.c.first_day.is_(None), SITUATIONS.c.first_day, SITUATIONS.c.situation_id)
        ).scalars()
    )


def situation(connection: Connection, identity: str) -> Situation | None:
    """A situation, whole."""
    pieces = list(situation_json(connection, [identity]))
    return decode(Situation, json.loads(pieces[0])) if pieces else None


def situation_json(connection: Connection, ids: Sequence[str]) -> Iterator[str]:
    """Situations as JSON: the pieces as they are stored, put together. Nothing is decoded, so that large ledgers are quick."""
    for identity in ids:
        head = connection.execute(select(SITUATIONS.c.head).where(SITUATIONS.c.situation_id == identity)).scalar_one_or_none()
        if head is None:
            continue
        entries: dict[str, list[str]] = {}
        query = (
            select(ENTRIES.c.series_id, ENTRIES.c.entry)
            .where(ENTRIES.c.situation_id == identity)
            .order_by(ENTRIES.c.series_id, ENTRIES.c.rank)
        )
        for series, entry in connection.execute(query):
            entries.setdefault(series, []).append(entry)
        heads = connection.execute(
            select(SERIES.c.series_id, SERIES.c.head).where(SERIES.c.situation_id == identity).order_by(SERIES.c.rank)
        )
        series_texts = [_filled(text, "entries", entries.get(series, [])) for series, text in heads]
        yield _filled(head, "series", series_texts)


def situation_heads(connection: Connection, ids: Sequence[str] | None = None) -> list[Situation]:
    """Situations without their series, in order of their first report; all, where no ids are given."""
    order = (SITUATIONS.c.first_day.is_(None), SITUATIONS.c.first_day, SITUATIONS.c.situation_id)
    query = select(SITUATIONS.c.head).order_by(*order)
    if ids is not None:
        query = query.where(SITUATIONS.c.situation_id.in_(ids))
    return [decode(Situation, json.loads(head)) for (head,) in connection.execute(query)]


def series_heads(connection: Connection, situation_id: str) -> list[Series]:
    """The series of a situation, without their entries."""
    query = select(SERIES.c.head).where(SERIES.c.situation_id == situation_id).order_by(SERIES.c.rank)
    return [decode(Series, json.loads(head)) for (head,) in connection.execute(query)]


def home_of(connection: Connection, figure: str) -> tuple[str, str] | None:
    """The report and the situation of a figure."""
    query = (
        select(FIGURES.c.report_id, REPORTS.c.situation_id)
        .join(REPORTS, REPORTS.c.report_id == FIGURES.c.report_id)
        .where(FIGURES.c.figure_id == figure)
    )
    row = connection.execute(query).first()
    return (row[0], row[1]) if row else None


def _filled(head: str, key: str, items: Sequence[str]) -> str:
    """A JSON object with the texts of items in place of an empty array, which its own strings cannot hold as a key."""
    empty = f'"{key}": []'
    before, _, after = head.partition(empty)
    return f'{before}"{key}": [{", ".join(items)}]{after}'


def _short(value: object) -> str:
    text = repr(value)
    return text if len(text) <= SHOWN else f"{text[:SHOWN]}..."
