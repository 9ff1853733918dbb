"""A report as it stands on the shelf: by any of its ids, with its versions, and with its figures in the ledger."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass

from sqlalchemy import Connection, or_, select

from reportedly.model.codec import decode
from reportedly.model.ledger import Entry, Series
from reportedly.store.schema import ENTRIES, REPORTS, SERIES, SITUATIONS

MOST_VERSIONS = 200


@dataclass(frozen=True, slots=True)
class Spine:
    """What is known of a report without opening it.

    Attributes:
        id: Content id.
        name: The id that it came with, else its content id.
        outlet: Who published it.
        title: Headline.
        url: Where.
        published: When.
        moment: The same in UTC, a day as its end.
        situation: Id of its situation.
        situation_title: Title of that.
        copy_of: Name of the first report that carries the same text; null where it is itself the first.
        next_version: Content id of the version that replaces it.
    """

    id: str
    name: str
    outlet: str | None
    title: str | None
    url: str | None
    published: str | None
    moment: str
    situation: str | None
    situation_title: str | None
    copy_of: str | None
    next_version: str | None


def find(connection: Connection, identity: str) -> str | None:
    """The content id of a report, by it or by the id that it came with; of versions that share one, the latest."""
    query = select(REPORTS.c.report_id).where(or_(REPORTS.c.report_id == identity, REPORTS.c.name == identity))
    latest = (REPORTS.c.report_id != identity, REPORTS.c.next_version.is_not(None), REPORTS.c.moment.desc(), REPORTS.c.report_id)
    found = connection.execute(query.order_by(*latest)).scalars().first()
    return str(found) if found is not None else None


def spine(connection: Connection, report: str) -> Spine:
    """What is known of a report that is there."""
    first = REPORTS.alias()
    columns = ("name", "outlet", "title", "url", "published", "moment", "situation_id", "copy_of", "next_version")
    query = (
        select(*(REPORTS.c[name] for name in columns), SITUATIONS.c.title.label("situation_title"), first.c.name.label("first"))
        .outerjoin(SITUATIONS, SITUATIONS.c.situation_id == REPORTS.c.situation_id)
        .outerjoin(first, first.c.report_id == REPORTS.c.copy_of)
        .where(REPORTS.c.report_id == report)
    )
    row = connection.execute(query).one()
    copy_of = row.first if row.copy_of != report else None
    about = (row.name, row.outlet, row.title, row.url, row.published, row.moment)
    return Spine(report, *about, row.situation_id, row.situation_title, copy_of, row.next_version)


def versions(connection: Connection, report: str) -> list[Spine]:
    """All versions of a report, itself included, in order of publication."""
    found, waiting = {report}, [report]
    while waiting and len(found) < MOST_VERSIONS:
        here = waiting.pop()
        after = select(REPORTS.c.next_version).where(REPORTS.c.report_id == here, REPORTS.c.next_version.is_not(None))
        before = select(REPORTS.c.report_id).where(REPORTS.c.next_version == here)
        near = {each for query in (after, before) for each in connection.execute(query).scalars()} - found
        found |= near
        waiting += sorted(near)
    return sorted((spine(connection, each) for each in found), key=lambda each: (each.moment, each.name, each.id))


def entries(connection: Connection, report: str) -> Iterator[tuple[Entry, Series]]:
    """The figures of a report in their series, in the order of its words."""
    query = (
        select(ENTRIES.c.entry, SERIES.c.head)
        .join(SERIES, SERIES.c.series_id == ENTRIES.c.series_id)
        .where(ENTRIES.c.report_id == report)
        .order_by(ENTRIES.c.start, ENTRIES.c.figure_id)
    )
    for entry, series in connection.execute(query):
        yield decode(Entry, json.loads(entry)), decode(Series, json.loads(series))
