"""Which organization is held responsible for an incident, and how surely.

The agents of its events come first; then an organization that claims it; then one that the text names near it.
"""

from __future__ import annotations

import re
from functools import cache

from bench.muc.happenings import Happening, organization_in
from bench.muc.incidents import Incident
from bench.muc.sorting import mentions, words
from reportedly.model.record import Record

NEAR = 500  # characters around an incident in which a named organization may be meant
AUTHORITIES = (
    "police",
    "army",
    "military",
    "government",
    "minister",
    "president",
    "authorities",
    "armed forces",
    "colonel",
    "general",
    "commander",
)


def responsible(incident: Incident, record: Record) -> dict[str, str]:
    """Organizations with MUC's confidence."""
    found: dict[str, str] = {}
    for part in incident.parts:
        for name in part.organizations:
            found.setdefault(name, _confidence(part, record))
    claims = _claims(record)
    if found:
        return {name: claims.get(name, sure) for name, sure in found.items()}
    if any(part.state for part in incident.parts):
        return {}
    if claims:
        return claims
    near = _named_near(incident, record)
    return {near: "REPORTED AS FACT"} if near else {}


def _confidence(part: Happening, record: Record) -> str:
    """How surely the agents of an event did it, from who says so."""
    said = next((item for item in record.attributions if item.id == part.event.attribution), None)
    if part.event.status == "alleged" or (said is not None and said.polarity == "alleges"):
        source = (said.source or "").lower() if said is not None else ""
        return "SUSPECTED OR ACCUSED BY AUTHORITIES" if any(word in source for word in AUTHORITIES) else "SUSPECTED OR ACCUSED"
    return "REPORTED AS FACT"


def _claims(record: Record) -> dict[str, str]:
    """Organizations that claim responsibility."""
    found = {}
    for event in record.events:
        if event.type == "responsibility_claim":
            for phrase in (*event.agents, *event.targets):
                name = organization_in(phrase)
                if name:
                    found[name] = "CLAIMED OR ADMITTED"
    return found


@cache
def _names() -> re.Pattern[str]:
    """Known organizations that are none of the state."""
    known = sorted((name.upper() for name in words()["organizations"] if not mentions(name, "state")), key=len, reverse=True)
    return re.compile(r"\b(?:" + "|".join(re.escape(name) for name in known) + r")\b")


def _named_near(incident: Incident, record: Record) -> str | None:
    """The organization named nearest to the incident, within reach."""
    text = record.report.text.upper().replace("\n", " ")
    start = min(part.event.evidence.start for part in incident.parts)
    end = max(part.event.evidence.end for part in incident.parts)
    found = [(max(start - match.end(), match.start() - end, 0), match.start(), match.group()) for match in _names().finditer(text)]
    within = [item for item in found if item[0] <= NEAR]
    return min(within)[2] if within else None
