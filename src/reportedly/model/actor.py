"""Actors: people in office or speaking, organisations, groups."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from reportedly.model.evidence import Evidence


@dataclass(frozen=True, slots=True)
class Label:
    """A word that somebody used of an actor ("terrorists"). The record itself calls nobody so.

    Attributes:
        label: The word, as in the text.
        by: Fullest name of the source that used it; null where the report uses it in its own voice.
        evidence: Where.
    """

    label: str
    by: str | None
    evidence: Evidence


@dataclass(frozen=True, slots=True)
class Actor:
    """Somebody who acts, speaks or is acted upon.

    Private persons are no actors: a person is kept only if they speak as a source or hold an office.

    Attributes:
        name: Fullest name in the report.
        kind: Person, organisation or group.
        sector: `government`, `security`, `media`, `civil society`, ...; null where unknown.
        country: ISO 3166-1 alpha-2 code, null where the text does not tell.
        role: Office ("acting Interior Minister"), null where none.
        mentions: Where the actor is mentioned.
        labels: What others called the actor, each with who did.
    """

    name: str
    kind: Literal["person", "organisation", "group"]
    sector: str | None
    country: str | None
    role: str | None
    mentions: tuple[Evidence, ...]
    labels: tuple[Label, ...] = ()
