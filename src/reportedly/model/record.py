"""The record: all that one report says. Its JSON form is the project's contract, `schema` 1."""

from __future__ import annotations

from dataclasses import dataclass, field

from reportedly.model.actor import Actor
from reportedly.model.attribution import Attribution
from reportedly.model.event import Event
from reportedly.model.figure import Figure
from reportedly.model.issue import Issue
from reportedly.model.place import Toponym
from reportedly.model.report import Report
from reportedly.model.time import TimeExpression
from reportedly.model.violence import Violence


@dataclass(frozen=True, slots=True)
class Record:
    """All that one report says, each item with its evidence.

    Attributes:
        report: The text, and where it came from.
        figures: In order of their evidence, as all below.
        events: What happened, was tried, planned or threatened.
        attributions: Who says what.
        dates: Expressions of time, with calendar values.
        places: Names of places, with points.
        actors: People in office or speaking, organisations, groups.
        issues: What was not understood.
        schema: Version of this shape. Fields are added, never renamed.
        violence: What the learned reader holds likely; null where it was not asked.
    """

    report: Report
    figures: tuple[Figure, ...] = ()
    events: tuple[Event, ...] = ()
    attributions: tuple[Attribution, ...] = ()
    dates: tuple[TimeExpression, ...] = ()
    places: tuple[Toponym, ...] = ()
    actors: tuple[Actor, ...] = ()
    issues: tuple[Issue, ...] = ()
    schema: int = 1
    violence: Violence | None = field(default=None, metadata={"unsaid": True})
