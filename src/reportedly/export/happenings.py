"""What happened, told once: the rows of event-shaped formats.

A report's events are claims. A happening is a type (with its form) at one place on one day of a situation, however many reports, versions
and copies tell of it; events of no known day are one happening for each type and place, and those of no known place stay with their report.
Planned, tried, threatened, prevented, denied and retracted events are no happenings.

A size is the position of a series, never a claim: it goes to the happening of the latest figure that counts, once; a series that is part
of another one is left out where its whole was written, and an increment where there is a running total. So no person is counted twice,
and what a happening has no size for stays empty.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from reportedly.export.case import Case, latest
from reportedly.export.loss import Tally
from reportedly.model.event import Event
from reportedly.model.identity import content_id
from reportedly.model.ledger import Position, Series, Situation
from reportedly.model.place import Place
from reportedly.model.record import Record

RULE = (
    "An event row is one type at one place on one day of a situation, however many reports tell of it; a number is the position "
    "of a series, written once, and not where the series that it is part of is written."
)


@dataclass(frozen=True, slots=True)
class Told:
    """An event as a report tells it."""

    event: Event
    record: Record


@dataclass(frozen=True, slots=True)
class Happening:
    """Something that happened, with all that tell of it, in order of publication.

    Attributes:
        id: Content id (`h-...`).
        situation: Where it belongs.
        told: Who tells of it; at least one.
        place: Where; null where unknown.
        first: First day; null where unknown.
        last: Last day.
    """

    id: str
    situation: Situation
    told: tuple[Told, ...]
    place: Place | None
    first: str | None
    last: str | None

    @property
    def event(self) -> Event:
        """The event as first told."""
        return self.told[0].event

    @property
    def published(self) -> str | None:
        """Day of the first report."""
        days = sorted(each.record.report.published[:10] for each in self.told if each.record.report.published)
        return days[0] if days else None


def happenings(case: Case, tally: Tally) -> list[Happening]:
    """All that happened, in order of time."""
    home = {name: situation for situation in case.situations for name in situation.reports}
    groups: dict[tuple[str, ...], list[Told]] = {}
    places: dict[str, Situation] = {}
    for record in case.records:
        situation = home.get(record.report.external_id or record.report.id)
        if situation is None:
            continue
        places[situation.id] = situation
        for event in record.events:
            if event.stage not in ("accomplished", "ongoing"):
                tally("event that was planned, tried, threatened or prevented: it did not happen")
            elif event.status in ("denied", "retracted"):
                tally("event that was denied or taken back")
            elif record.report.id in case.replaced:
                tally("event of a report that a newer version replaced")
            else:
                groups.setdefault(_key(situation, event, record), []).append(Told(event, record))
    made = [_happening(places[key[0]], key, told) for key, told in groups.items()]
    return sorted(made, key=lambda each: (each.first or each.last or each.published or "", each.id))


def sizes(case: Case, found: Iterable[Happening], measures: Iterable[str], tally: Tally) -> Mapping[str, Mapping[str, Position]]:
    """For each happening, by its id, the positions that it carries, by measure."""
    wanted = set(measures)
    home = {told.event.id: each.id for each in found for told in each.told}
    whole = {series.id: series for situation in case.situations for series in situation.series}
    carried: dict[str, dict[str, Position]] = {}
    written: set[str] = set()
    series_wanted = [series for series, _ in case.heads() if series.measure in wanted]
    for series in sorted(series_wanted, key=lambda each: (_depth(each, whole), each.id)):
        entry = latest(series)
        at = home.get(entry.figure.event or "") if entry else None
        if at is None:
            tally(f"figure of {series.measure} that measures no event that is written")
        elif within_a_total(series, case):
            tally(f"figure of {series.measure} within a period beside a running total: it could be counted twice")
        elif _ancestors(series, whole) & written:
            tally(f"figure of {series.measure} that is part of another one that is written")
        elif series.measure in carried.get(at, {}):
            tally(f"figure of {series.measure} beside another one of the same event")
        else:
            carried.setdefault(at, {})[series.measure] = series.position
            written.add(series.id)
    others = sum(1 for series, _ in case.heads() if series.measure not in wanted)
    tally(f"figure of another measure than {', '.join(sorted(wanted))}: no column", others)
    return carried


def within_a_total(series: Series, case: Case) -> bool:
    """Whether a series counts a period of which a running total of the same situation may count the same people."""
    if series.scope.kind != "increment":
        return False
    others = next((each.series for each in case.situations if series in each.series), ())
    return any(each.measure == series.measure and each.scope.kind != "increment" and latest(each) for each in others)


def days_between(first: str | None, last: str | None) -> int | None:
    """Length of an interval in days, both ends counted; null where one is open."""
    return (date.fromisoformat(last) - date.fromisoformat(first)).days + 1 if first and last else None


def _key(situation: Situation, event: Event, record: Record) -> tuple[str, ...]:
    place, when = event.place, event.when
    where = f"{place.geonameid or place.name}" if place else f"in {record.report.id}"
    first, last = (when.first or when.last or "", when.last or when.first or "") if when else ("", "")
    return (situation.id, event.type, event.form or "", where, first, last)


def _happening(situation: Situation, key: tuple[str, ...], told: list[Told]) -> Happening:
    return Happening(content_id("h", *key), situation, tuple(told), told[0].event.place, key[4] or None, key[5] or None)


def _depth(series: Series, whole: Mapping[str, Series]) -> int:
    return len(_ancestors(series, whole))


def _ancestors(series: Series, whole: Mapping[str, Series]) -> set[str]:
    found: set[str] = set()
    at = series.part_of
    while at is not None and at not in found:
        found.add(at)
        at = whole[at].part_of if at in whole else None
    return found
