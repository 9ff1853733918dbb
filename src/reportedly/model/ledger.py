"""The ledger: what many reports say together, what changed, who disagrees, and what a person decided.

Situations hold series, series hold entries, an entry holds a figure and its relation to what stood before. Everything
here follows from the records and the decisions; nothing is edited by hand.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from reportedly.model.evidence import Evidence
from reportedly.model.figure import Figure, Number, ScopeKind

RelationKind = Literal["new", "repeats", "refines", "raises", "lowers", "conflicts", "retracts", "part_of"]
DecisionKind = Literal["accept", "reject", "correct", "merge", "split", "pin", "name", "undo"]


@dataclass(frozen=True, slots=True)
class Scope:
    """What the figures of a series cover.

    Attributes:
        place: Where; null for the whole situation.
        kind: Running total, increment within a period, or part of a whole.
        first: First day of the period, for an increment; null otherwise.
        last: Last day of the period.
        detail: What narrows the scope beside place and period ("border", "still held", "beheaded"), null for nothing.
    """

    place: str | None
    kind: ScopeKind
    first: str | None = field(default=None, metadata={"json": "from"})
    last: str | None = field(default=None, metadata={"json": "to"})
    detail: str | None = None


@dataclass(frozen=True, slots=True)
class Relation:
    """How an entry relates to what stood before it.

    Attributes:
        kind: See docs/ledger.md.
        to: Ids of the figures compared with.
        rule: Why, in words.
    """

    kind: RelationKind
    to: tuple[str, ...]
    rule: str


@dataclass(frozen=True, slots=True)
class Position:
    """What a series amounts to.

    Attributes:
        low: Lowest that stands; null where nothing does.
        best: The figure to quote, null where the rule gives none.
        high: Highest that stands; null where it is open.
        contested: Whether figures stand that cannot all hold.
        sources: Number of independent sources behind what stands.
        as_of: Day of the latest figure that stands.
        rule: Name of the policy, and how it chose.
    """

    low: Number | None
    best: Number | None
    high: Number | None
    contested: bool
    sources: int
    as_of: str | None
    rule: str


@dataclass(frozen=True, slots=True)
class Decision:
    """What a person said of an entry, a series or a situation. Decisions are appended, never edited.

    Attributes:
        id: Content id (`d-...`) of all below.
        kind: What is to be done; `undo` takes back the decision that is its target.
        target: Id of the figure, or of another decision for `undo`.
        value: What the kind needs: the fields of a correction, the figure or report to merge with, a name.
        by: Who decided.
        why: Why.
        at: When, ISO 8601.
        anchor: Where the figure stands (report, start, end), so that the decision is found again when the report is read anew.
        previous: Hash of the decision before; empty for the first.
        hash: SHA-256 of this decision and `previous`.
    """

    id: str
    kind: DecisionKind
    target: str
    value: Mapping[str, str | int | float | None]
    by: str
    why: str
    at: str
    anchor: Mapping[str, str | int] = field(default_factory=dict)
    previous: str = ""
    hash: str = ""


@dataclass(frozen=True, slots=True)
class Entry:
    """A figure in its series.

    Attributes:
        figure: As in the record; as corrected, where a person corrected it.
        report: The id the report came with, else its content id.
        published: When the report was published.
        outlet: Who published it.
        source: Fullest name of who says so; null where the report names nobody.
        relation: To what stood before.
        decision: Id of the decision that a person made about it, null where none.
        stands: Whether it counts in the position.
        why_not: Why it does not count; null where it does.
        dropped_in: Version of the report that no longer has the figure; null where none.
        independent: Key of the independent source; entries that share it count once.
        also: Further evidence in the same report that says the same.
        series_why: Why it is in this series.
        issues: What is odd about it ("repeats a retracted figure").
    """

    figure: Figure
    report: str
    published: str | None
    outlet: str | None
    source: str | None
    relation: Relation
    decision: str | None = None
    stands: bool = True
    why_not: str | None = None
    dropped_in: str | None = None
    independent: str = ""
    also: tuple[Evidence, ...] = ()
    series_why: str = ""
    issues: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Series:
    """The figures of one situation that count the same thing in the same scope.

    Attributes:
        id: Content id (`s-...`).
        measure: Name in `ontology/measures.yaml`.
        unit: `people`, a lemma, or an ISO 4217 code.
        subject: What is counted, in general words ("people", "security", "police car").
        scope: What it covers.
        position: What it amounts to.
        entries: In order of publication.
        part_of: Id of the series that this one is a part of, null where none.
        linked: Ids of series that say the same in another unit (damage in tenge and in dollars).
        issues: Warnings ("parts exceed the whole").
    """

    id: str
    measure: str
    unit: str
    subject: str
    scope: Scope
    position: Position
    entries: tuple[Entry, ...]
    part_of: str | None = None
    linked: tuple[str, ...] = ()
    issues: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Situation:
    """A crisis: the reports that belong together.

    Attributes:
        id: Content id (`x-...`) of its first report.
        title: As a person named it, else from its places, time and events.
        first: Day of its first report, null where unknown.
        last: Day of its last.
        places: Names of its places, most frequent first.
        reports: Ids of its reports, in order of publication.
        series: In order of measure, subject and scope.
        why: For each report beyond the first, why it belongs here.
    """

    id: str
    title: str
    first: str | None = field(metadata={"json": "from"})
    last: str | None = field(metadata={"json": "to"})
    places: tuple[str, ...]
    reports: tuple[str, ...]
    series: tuple[Series, ...]
    why: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Ledger:
    """All situations, in order of their first report. The JSON form is the project's contract, `schema` 1."""

    situations: tuple[Situation, ...]
    schema: int = 1
