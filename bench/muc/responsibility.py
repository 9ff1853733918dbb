"""Which organization is held responsible for an incident, and how surely.

Which is by `candidates.py`. How surely is learned too, with the answer of a rule among the signs: what a claim, and who says
it of whom, tell.
"""

from __future__ import annotations

from bench.muc.candidates import Candidate, chosen_for, learned
from bench.muc.happenings import Happening, organization_in
from bench.muc.incidents import Incident
from bench.muc.relevance import likelihood
from reportedly.model.attribution import Attribution
from reportedly.model.record import Record

NEAR = 500  # characters around an incident in which claims and blame may be of it
STEMS = (
    *("claim", "responsib", "admit", "confess", "deni"),
    *("accus", "blam", "attribut", "alleged", "suspect", "presum", "believe", "investigat"),
)
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
    return {item.phrase: confidence(item, incident, record) for item in chosen_for("organizations", incident, record)}


def confidence(item: Candidate, incident: Incident, record: Record) -> str:
    """How surely an organization did it: the likeliest by what was learned, else by rule."""
    weights: dict[str, dict[str, float]] = learned().get("confidence", {})
    if not weights:
        return _by_rule(item.phrase, incident, record)
    signs = signs_of_confidence(item, incident, record)
    return max(sorted(weights), key=lambda name: likelihood(signs, weights[name]))


def signs_of_confidence(item: Candidate, incident: Incident, record: Record) -> frozenset[str]:
    """The signs of how surely: those of the candidate, what the rule says, and words of claims and blame nearby."""
    start = min(part.event.evidence.start for part in incident.parts)
    end = max(part.event.evidence.end for part in incident.parts)
    around = record.report.text.lower()[max(0, start - NEAR) : end + NEAR]
    stems = {f"nearby {stem}" for stem in STEMS if stem in around}
    source = {f"source {said.source_kind}" for said in _attributions(incident, record)}
    dropped = ("words ", "head ", "rivals ", "kind ")
    kept = {sign for sign in item.signs if not sign.startswith(dropped)}
    return frozenset(kept | stems | source | {_by_rule(item.phrase, incident, record)})


def _by_rule(name: str, incident: Incident, record: Record) -> str:
    claims = _claims(record)
    for part in incident.parts:
        if name in part.organizations:
            return claims.get(name, _confidence(part, record))
    return claims.get(name, "REPORTED AS FACT")


def _attributions(incident: Incident, record: Record) -> list[Attribution]:
    held = {part.event.attribution for part in incident.parts}
    return [item for item in record.attributions if item.id in held]


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
