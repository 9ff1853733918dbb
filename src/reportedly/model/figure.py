"""Figures: amounts, and what happened to what was counted."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from reportedly.model.evidence import Evidence
from reportedly.model.place import Place
from reportedly.model.time import When

Number = int | float
Qualifier = Literal["exact", "about", "more_than", "at_least", "less_than", "at_most", "between", "vague"]
Status = Literal["asserted", "alleged", "estimated", "preliminary", "denied", "retracted"]
Stage = Literal["accomplished", "ongoing", "attempted", "planned", "threatened", "prevented"]
ScopeKind = Literal["total", "increment", "part"]


@dataclass(frozen=True, slots=True)
class Figure:
    """A claim that an amount of something was killed, detained, destroyed, ...

    Attributes:
        id: Content id within the record (`f-...`).
        number: The number as stated; null for a range and for "dozens".
        qualifier: How the number bounds the amount.
        low: Lower bound as stated, null where open. Strictness is in the qualifier.
        high: Upper bound as stated, null where open.
        measure: Name in `ontology/measures.yaml`; null for a number that counts something else.
        unit: `people`, the lemma of the thing counted (`car`), or an ISO 4217 code.
        subject: The words counted, modifiers included ("security officials").
        place: Where; null with a reason in `why_empty`.
        when: When it happened.
        as_of: As of when the figure counts: the day of the statement, else of publication.
        attribution: Id of the attribution whose content holds the figure.
        status: How the text itself marks the claim.
        stage: Whether it was done, tried, planned, ...
        subset_of: Id of the figure that this one is a part of.
        same_as: Id of an earlier figure of the report that says the same.
        event: Id of the event it measures.
        evidence: The clause, or the words from the amount to the predicate.
        why_empty: For each empty field, why.
        amount: The words of the number with its qualifier.
        scope: A running total, an increment within a period, or a part of a whole.
        previous_of: Id of the figure that replaced this one in the same sentence ("up from 36").
        manner: How, where the text says so ("beheaded").
        rules: Names of the rules that found and typed it, in order.
    """

    id: str
    number: Number | None
    qualifier: Qualifier
    low: Number | None
    high: Number | None
    measure: str | None
    unit: str
    subject: str
    place: Place | None
    when: When | None
    as_of: When | None
    attribution: str | None
    status: Status
    stage: Stage
    subset_of: str | None
    same_as: str | None
    event: str | None
    evidence: Evidence
    why_empty: Mapping[str, str] = field(default_factory=dict)
    amount: Evidence | None = None
    scope: ScopeKind = "total"
    previous_of: str | None = None
    manner: str | None = None
    rules: tuple[str, ...] = ()
