"""Whether MUC asks for an incident: a weighed sum of plain signs, learned by `bench.muc.train` from public-domain keys.

MUC leaves out what is old, general, or between armed forces alone. Each sign below is a yes or no that a reader would
name; `relevance.yaml` holds its weight, so the reasons of a decision can be read off.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from bench.muc.incidents import Incident
from bench.muc.seen import KINDS, ROLES, steps
from bench.muc.sorting import kind_of
from reportedly.model.record import Record
from reportedly.model.violence import Scored, Violence

WEIGHTS = Path(__file__).parent / "relevance.yaml"
SEEN = Path(__file__).parent / "relevance-seen.yaml"  # for records with the learned reader's likelihoods
RECENT = 14  # days
BESIDE = 150  # characters around an incident in which its participants are named


@cache
def _learned(seen: bool) -> Mapping[str, Any]:
    path = SEEN if seen else WEIGHTS
    return dict(yaml.safe_load(path.read_text(encoding="utf-8"))) if path.exists() else {}


def weights(seen: bool = False) -> dict[str, float]:
    """The learned weights; none where they are not there, so that nothing is left out."""
    return dict(_learned(seen).get("weights", {}))


def threshold(seen: bool = False) -> float:
    """The least likelihood of an incident that is kept."""
    return float(_learned(seen).get("threshold", 0.0))


def likelihood(signs: frozenset[str], learned: dict[str, float]) -> float:
    """How likely an incident with these signs is asked for."""
    return 1 / (1 + math.exp(-(learned.get("bias", 0.0) + sum(learned.get(sign, 0.0) for sign in sorted(signs)))))


def signs(incident: Incident, record: Record, among: int) -> frozenset[str]:
    """The signs of an incident that is one of so many in its report."""
    found = {f"kind {incident.kind}", f"stage {incident.stage}", f"among {min(among, 4)}", f"parts {min(len(incident.parts), 4)}"}
    found |= _of_the_harmed(incident) | _of_the_day(incident, record) | _of_the_doers(incident)
    found |= {f"event {part.event.type}" for part in incident.parts}
    found |= {f"says {' '.join(part.event.trigger.lower().split())}" for part in incident.parts}
    start = incident.parts[0].start
    found.add(f"starts {min(start // 600, 4)}")
    if incident.towns:
        found.add("town")
    if any(part.event.attribution is not None for part in incident.parts):
        found.add("attributed")
    if any(part.event.status == "denied" for part in incident.parts):
        found.add("denied")
    if any(part.implied for part in incident.parts):
        found.add("implied weapon")
    if incident.gathered("weapons"):
        found.add("weapon")
    if record.violence is not None:
        found |= _of_the_reader(incident, record.violence)
    return frozenset(found)


def _of_the_harmed(incident: Incident) -> set[str]:
    people, things = incident.people, incident.things
    found = {f"harmed {person.sort}" for person in people} | {f"hit {thing.sort}" for thing in things}
    if any(person.named for person in people):
        found.add("named")
    if any(not person.named and person.number not in {"PLURAL", None} for person in people):
        found.add("counted")
    if people and all(not person.named and person.number == "PLURAL" for person in people):
        found.add("plural only")
    if any(kind_of(person.phrase, "perpetrators") for person in people):
        found.add("harmed perpetrators")
    if any(part.military for part in incident.parts):
        found.add("military")
    if not people:
        found.add("nobody")
    if not things:
        found.add("nothing")
    if any(thing.number == "PLURAL" for thing in things):
        found.add("plural things")
    return found


def _of_the_day(incident: Incident, record: Record) -> set[str]:
    published = record.report.published
    days = [first for first, last in incident.days if first is not None and last is not None]
    if not days:
        return {"no day"}
    if published is None:
        return {"day"}
    age = (date.fromisoformat(published[:10]) - date.fromisoformat(max(days)[:10])).days
    return {"day", "recent" if age <= RECENT else "weeks old" if age <= 4 * RECENT else "old"}


def _of_the_doers(incident: Incident) -> set[str]:
    found = set()
    if incident.gathered("organizations"):
        found.add("organization")
    if incident.gathered("individuals"):
        found.add("individuals")
    if any(part.state for part in incident.parts):
        found.add("state")
    spoken = {word for part in incident.parts for phrase in part.event.agents for word in phrase.upper().split()}
    if spoken & {"WE", "OUR", "US"}:
        found.add("we")
    return found


def _of_the_reader(incident: Incident, seen: Violence) -> set[str]:
    """How likely its sentences tell of such an incident, and how likely its clauses name those who are of one."""
    spans = [part.event.evidence for part in incident.parts]
    mine = [item for item in seen.sentences if any(span.overlap(item.evidence.start, item.evidence.end) for span in spans)]
    low, high = min(span.start for span in spans) - BESIDE, max(span.end for span in spans) + BESIDE
    around = [item for item in seen.phrases if low <= item.evidence.start <= high]
    found = steps("tells of its kind", max((item.likelihoods.get(incident.kind, 0.0) for item in mine), default=0.0))
    found |= steps("tells of any", max((_any(item) for item in mine), default=0.0))
    found |= steps("report tells of its kind", max(item.likelihoods.get(incident.kind, 0.0) for item in seen.sentences))
    found |= steps("report tells of any", max(map(_any, seen.sentences)))
    for role in ROLES.values():
        found |= steps(f"has {role}", max((item.likelihoods.get(role, 0.0) for item in around), default=0.0))
    return found


def _any(item: Scored) -> float:
    return max((item.likelihoods.get(kind, 0.0) for kind in KINDS), default=0.0)
