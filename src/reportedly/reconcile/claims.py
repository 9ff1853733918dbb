"""What the ledger needs of a record: its claims, with who made them, and the words by which reports are put together.

A digest is made once for each report and depends on nothing else. A figure without a measure makes no claim; one that
says again what the report said before (`same_as`) adds evidence to that claim.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from reportedly.model.attribution import Attribution
from reportedly.model.evidence import Evidence
from reportedly.model.figure import Figure
from reportedly.model.record import Record
from reportedly.reconcile.moments import UNDATED, moment_or_undated
from reportedly.reconcile.scope import detail_of
from reportedly.reconcile.sources import side
from reportedly.reconcile.subjects import classify
from reportedly.reconcile.words import telling_words

REACH = 60  # characters after a number in which its noun is looked for
_BREAK = re.compile(r"[.,;:()\n]|\b(?:of|who|that|and|were|was|are|is|have|has|had)\b")


@dataclass(frozen=True, slots=True)
class Claim:
    """A figure as one report gives it.

    Attributes:
        figure: As in the record.
        report: Content id of the report.
        order: Place among the claims of its report.
        source: Fullest name of who says so.
        side: The side that the source speaks for.
        subject: What is counted, in general words.
        detail: What narrows its scope.
        region: GeoNames first-order division of its place, where known.
        also: Further evidence in the report that says the same.
    """

    figure: Figure
    report: str
    order: int
    source: str | None
    side: str
    subject: str
    detail: str | None
    region: str | None = None
    also: tuple[Evidence, ...] = ()


@dataclass(frozen=True, slots=True)
class Digest:
    """A report as the ledger sees it.

    Attributes:
        id: Content id.
        name: The id that it came with, else its content id.
        external_id: The id that it came with.
        supersedes: The id of the report that it replaces.
        outlet: Who published it.
        url: Where.
        title: Headline.
        published: ISO 8601.
        moment: The same, to put reports in order by.
        sha256: Digest of its text.
        claims: In the order of the text.
        words: Telling words with their weights, to put reports together by.
        places: Names of places that it tells of, with their countries.
        events: Types of events that it tells of, with how often.
        agency: The news agency that it credits.
    """

    id: str
    name: str
    external_id: str | None
    supersedes: str | None
    outlet: str | None
    url: str | None
    title: str | None
    published: str | None
    moment: str
    sha256: str
    claims: tuple[Claim, ...]
    words: Mapping[str, float] = field(default_factory=dict)
    places: Mapping[str, str] = field(default_factory=dict)
    events: Mapping[str, int] = field(default_factory=dict)
    agency: str | None = None

    @property
    def order(self) -> tuple[str, str, str]:
        """Reports stand in order of publication; ties break by id."""
        return (self.moment, self.name, self.id)


def digest(record: Record) -> Digest:
    """What the ledger needs of a record."""
    report = record.report
    events: dict[str, int] = {}
    for event in record.events:
        events[event.type] = events.get(event.type, 0) + 1
    when = moment_or_undated(report.published)
    places = {place.name: place.country or "" for place in record.places if place.role == "place" and place.name}
    return Digest(
        id=report.id,
        name=report.external_id or report.id,
        external_id=report.external_id,
        supersedes=report.supersedes,
        outlet=report.outlet,
        url=report.url,
        title=report.title,
        published=report.published if when != UNDATED else None,
        moment=when,
        sha256=report.sha256,
        claims=claims_of(record),
        words=telling_words(f"{report.title or ''}\n{report.text}", frozenset(places), frozenset(places.values())),
        places=dict(sorted(places.items())),
        events=dict(sorted(events.items())),
        agency=report.credit.agency if report.credit else None,
    )


def claims_of(record: Record) -> tuple[Claim, ...]:
    """The claims of a record, in the order of the text."""
    attributions = {attribution.id: attribution for attribution in record.attributions}
    regions = {place.geonameid: place.admin1 for place in record.places if place.geonameid and place.admin1}
    also: dict[str, list[Evidence]] = {}
    for figure in record.figures:
        if figure.same_as is not None:
            also.setdefault(figure.same_as, []).append(figure.evidence)
    claims: list[Claim] = []
    for figure in record.figures:
        if figure.measure is None or figure.same_as is not None:
            continue
        subject = classify(counted(figure, record.report.text), figure.unit)
        name = subject.name
        if subject.elliptical:
            name = next((earlier.subject for earlier in reversed(claims) if earlier.figure.measure == figure.measure), name)
        said = said_by(figure, attributions)
        claims.append(
            Claim(
                figure=figure,
                report=record.report.id,
                order=len(claims),
                source=said.source if said else None,
                side=side_of(said),
                subject=name,
                detail=detail_of(figure, record.report.text),
                region=regions.get(figure.place.geonameid) if figure.place and figure.place.geonameid else None,
                also=tuple(also.get(figure.id, ())),
            )
        )
    return tuple(claims)


def counted(figure: Figure, text: str) -> str:
    """The words counted, with what stands between them and the number ("20 Pakistan Army personnel")."""
    if figure.amount is None or not figure.subject:
        return figure.subject
    found = text.find(figure.subject, figure.amount.end, figure.amount.end + REACH)
    between = text[figure.amount.end : found] if found >= 0 else ""
    return f"{between}{figure.subject}".strip() if not _BREAK.search(between) else figure.subject


def said_by(figure: Figure, attributions: Mapping[str, Attribution]) -> Attribution | None:
    """The innermost attribution about a figure that names somebody; null where none does."""
    attribution = attributions.get(figure.attribution or "")
    seen: set[str] = set()
    while attribution is not None and attribution.source is None and attribution.via and attribution.id not in seen:
        seen.add(attribution.id)
        attribution = attributions.get(attribution.via)
    return attribution if attribution is not None and attribution.source is not None else None


def side_of(said: Attribution | None) -> str:
    """The side of a source, by its role as well as its name."""
    return side(f"{said.role}, {said.source}" if said.role else said.source) if said else side(None)
