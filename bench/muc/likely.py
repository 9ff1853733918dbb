"""Whom the learned reader holds likely to be victims, and of which incident.

The reader tells how likely a phrase plays a part in some incident of the report. Of which one is decided here, by a weighed sum of
plain signs: how likely, how near, whether an event names it, whether another incident is nearer. `likely.yaml` holds the
weights, learned by `bench.muc.train_likely`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from bench.muc.incidents import Incident
from bench.muc.relevance import likelihood
from bench.muc.seen import ROLES, sentence_at, steps
from bench.muc.sorting import bare, same
from reportedly.model.record import Record

WEIGHTS = Path(__file__).parent / "likely.yaml"
LEAST = 0.06  # likelihood of a phrase that is a candidate at all
DISTANCES = (0, 80, 200, 400, 800, 1500)
MOST = {"names": 8}  # roles that are filled so, and how many at most


@dataclass
class Filler:
    """Words that may fill a role, where they stand, and how likely each mention is."""

    phrase: str
    by_event: bool = False
    mentions: list[tuple[int, int, float]] = field(default_factory=list)
    signs: frozenset[str] = frozenset()

    @property
    def best(self) -> float:
        """The likelihood of its likeliest mention."""
        return max((score for _, _, score in self.mentions), default=0.0)


@cache
def learned() -> Mapping[str, Any]:
    """Weights and threshold of each role."""
    return dict(yaml.safe_load(WEIGHTS.read_text(encoding="utf-8"))) if WEIGHTS.exists() else {}


def chosen(role: str, incident: Incident, among: Sequence[Incident], record: Record) -> list[tuple[float, Filler]]:
    """The fillers that are likely enough, the likeliest first; of those that share words only the likeliest."""
    weights, least = learned()[role]["weights"], learned()[role]["threshold"]
    found = [(likelihood(item.signs, weights), item) for item in fillers(role, incident, among, record)]
    kept: list[tuple[float, Filler]] = []
    for score, item in sorted(found, key=lambda pair: (-pair[0], pair[1].phrase)):
        if score >= least and len(kept) < MOST[role] and not any(same(item.phrase, other.phrase) for _, other in kept):
            kept.append((score, item))
    return kept


def fillers(role: str, incident: Incident, among: Sequence[Incident], record: Record) -> list[Filler]:
    """All candidates of a role, with their signs."""
    found: dict[str, Filler] = {}
    for person in incident.people:
        if person.named == (role == "names"):
            found[person.phrase] = Filler(person.phrase, by_event=True)
    scored = record.violence.phrases if record.violence is not None else ()
    for words in scored:
        score = words.likelihoods.get(ROLES[role], 0.0)
        phrase = bare(words.evidence.quote)
        if phrase and (score >= LEAST or phrase in found):
            found.setdefault(phrase, Filler(phrase)).mentions.append((words.evidence.start, words.evidence.end, score))
    ranked = sorted(found.values(), key=lambda item: (-item.best, item.phrase))
    for rank, item in enumerate(ranked):
        item.signs = frozenset(_signs(item, rank, incident, among, record))
    return ranked


def _signs(item: Filler, rank: int, incident: Incident, among: Sequence[Incident], record: Record) -> set[str]:
    signs = {f"kind {incident.kind}", f"among {min(len(among), 4)}", f"rank {min(rank, 5)}", f"long {min(len(item.phrase.split()), 6)}"}
    signs |= steps("likely", item.best)
    if item.by_event:
        signs.add("by event")
    if not item.mentions:
        return signs | {"not scored"}
    low, _, best = max(item.mentions, key=lambda mention: (mention[2], -mention[0]))
    signs |= steps("nearest", min((distance(mention, incident), -mention[2]) for mention in item.mentions)[1] * -1)
    away = min(distance(mention, incident) for mention in item.mentions if mention[2] >= best / 2)
    signs |= {f"away {sum(away > step for step in DISTANCES)}", f"often {min(len(item.mentions), 4)}"}
    others = [
        min(distance(mention, other) for mention in item.mentions if mention[2] >= best / 2) for other in among if other is not incident
    ]
    if others:
        signs.add("nearer to another" if min(others) < away else "as near to another" if min(others) == away else "nearest to this")
        signs |= {f"several, away {sum(away > step for step in DISTANCES)}"}
        if any(item.phrase in names(other) for other in among if other is not incident) and not item.by_event:
            signs.add("named by another")
    else:
        signs |= steps("alone, likely", best)
    sentence = sentence_at(record, low)
    if sentence is not None:
        signs |= steps("told as this kind", sentence.likelihoods.get(incident.kind, 0.0))
    return signs


def names(incident: Incident) -> frozenset[str]:
    """All words that the events of an incident have for participants."""
    said = [*incident.gathered("individuals"), *incident.gathered("organizations"), *incident.gathered("weapons")]
    return frozenset([*said, *(person.phrase for person in incident.people), *(thing.phrase for thing in incident.things)])


def distance(mention: tuple[int, int, float], incident: Incident) -> int:
    """Characters from a mention to the nearest clause of an incident; 0 within one."""
    return min(max(part.event.evidence.start - mention[1], mention[0] - part.event.evidence.end, 0) for part in incident.parts)
