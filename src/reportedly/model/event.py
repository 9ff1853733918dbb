"""Events: what happened, was tried, planned or threatened."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from reportedly.model.evidence import Evidence
from reportedly.model.figure import Stage, Status
from reportedly.model.place import Place
from reportedly.model.time import When


@dataclass(frozen=True, slots=True)
class Event:
    """Something that the report says happened, was tried, planned or threatened.

    Attributes:
        id: Content id within the record (`e-...`).
        type: Name in `ontology/events.yaml`.
        stage: Whether it was done, is going on, was tried, planned, threatened or prevented.
        trigger: The words that tell of it.
        agents: Who did it: the words of the text, pronouns and short names replaced by the fullest name.
        targets: To whom or what it was done, likewise.
        instruments: With what, likewise.
        place: Where; null with a reason in `why_empty`.
        when: When.
        attribution: Id of the attribution whose content holds the event.
        status: How the text itself marks the claim.
        codes: Codes in other vocabularies (`plover`, `acled`, ...).
        evidence: The clause.
        why_empty: For each empty field, why.
        rules: Names of the rules that found and typed it.
        form: Finer name within the type (`air_strike` of `attack`), whose codes it has; null where it has none.
    """

    id: str
    type: str
    stage: Stage
    trigger: str
    agents: tuple[str, ...]
    targets: tuple[str, ...]
    instruments: tuple[str, ...]
    place: Place | None
    when: When | None
    attribution: str | None
    status: Status
    codes: Mapping[str, str]
    evidence: Evidence
    why_empty: Mapping[str, str] = field(default_factory=dict)
    rules: tuple[str, ...] = ()
    form: str | None = None
