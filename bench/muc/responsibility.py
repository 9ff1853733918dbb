"""Which organization is held responsible for an incident, and how surely.

Which is by `candidates.py`; how surely is told by a claim, or by who says it of whom. (Learning that too was no better than this rule.)
"""

from __future__ import annotations

from bench.muc.candidates import chosen_for
from bench.muc.happenings import Happening, organization_in
from bench.muc.incidents import Incident
from reportedly.model.record import Record

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
    return {item.phrase: confidence(item.phrase, incident, record) for item in chosen_for("organizations", incident, record)}


def confidence(name: str, incident: Incident, record: Record) -> str:
    """How surely an organization did it, by who says so."""
    claims = _claims(record)
    for part in incident.parts:
        if name in part.organizations:
            return claims.get(name, _confidence(part, record))
    return claims.get(name, "REPORTED AS FACT")


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
