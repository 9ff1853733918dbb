"""Who or what may fill a role of an incident, each with its signs: named by an event, or by the text around it.

An event names few of those who did it: most reports name them in another sentence. So every known organization,
perpetrator and weapon of the text is a candidate, and a weighed sum of plain signs, learned by `bench.muc.train_roles` from
public-domain keys, tells which of them are of the incident. `roles.yaml` holds the weights.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from bench.muc.incidents import Incident
from bench.muc.relevance import likelihood
from bench.muc.sorting import mentions, same, words
from reportedly.model.record import Record

WEIGHTS = Path(__file__).parent / "roles.yaml"
REACH = 1500  # characters around an incident in which its participants may be named
STEPS = (0, 60, 150, 400, 800)  # distances told apart
CONTEXT = 4  # words on each side that are signs
MOST = {"individuals": 2, "organizations": 2, "weapons": 3}
_WORD = re.compile(r"[\w'-]+")


@dataclass(frozen=True, slots=True)
class Candidate:
    """Something that may fill a role: its words, and the signs for and against it."""

    phrase: str
    signs: frozenset[str]


@cache
def learned() -> Mapping[str, Any]:
    """Threshold and weights of each role; nothing where they are not there."""
    return dict(yaml.safe_load(WEIGHTS.read_text(encoding="utf-8"))) if WEIGHTS.exists() else {}


def chosen_for(role: str, incident: Incident, record: Record) -> list[Candidate]:
    """The candidates that most likely fill a role, the likeliest first, each once; those of its events where nothing was learned."""
    found = candidates(role, incident, record)
    if role not in learned():
        return [item for item in found if "by event" in item.signs]
    weights, least = learned()[role]["weights"], learned()[role]["threshold"]
    scored = sorted(((likelihood(item.signs, weights), item) for item in found), key=lambda pair: (-pair[0], pair[1].phrase))
    kept: list[Candidate] = []
    for score, item in scored:
        if score >= least and not any(same(item.phrase, other.phrase) for other in kept):
            kept.append(item)
    return kept[: MOST[role]]


def candidates(role: str, incident: Incident, record: Record) -> list[Candidate]:
    """The candidates for a role in an incident: first those of its events, then those that the text names around it."""
    text = " ".join(record.report.text.upper().split("\n"))
    start = min(part.event.evidence.start for part in incident.parts)
    end = max(part.event.evidence.end for part in incident.parts)
    found: dict[str, list[tuple[int, int]]] = {phrase: [] for phrase in incident.gathered(role)}
    of_events = frozenset(found)
    for match in _spoken(role).finditer(text, max(0, start - REACH), end + REACH):
        home = next((phrase for phrase in found if match.group("head") == phrase or phrase.endswith(f" {match.group('head')}")), None)
        found.setdefault(home or " ".join(match.group().split()), []).append(match.span())
    common = {f"kind {incident.kind}", f"stage {incident.stage}", f"rivals {min(len(found), 5)}"}
    common |= {"an event names one"} if of_events else {"no event names one"}
    common |= {"state acts"} if any(part.state for part in incident.parts) else set()
    ranked = sorted(found, key=lambda phrase: _nearest(found[phrase], start, end)[0])
    made = []
    for phrase, spans in found.items():
        signs = {f"words {phrase}", f"head {phrase.split()[-1]}", f"rank {min(ranked.index(phrase), 3)}", f"often {min(len(spans), 4)}"}
        signs |= _around(spans, start, end, text) | ({"by event"} if phrase in of_events else set())
        signs |= {"of the state"} if mentions(phrase, "state") else set()
        made.append(Candidate(phrase, frozenset(signs | common)))
    return made


def _nearest(spans: list[tuple[int, int]], start: int, end: int) -> tuple[int, int, int]:
    """Distance of the nearest mention from the incident, and where it is; within it where there is none."""
    return min(((max(start - last, first - end, 0), first, last) for first, last in spans), default=(0, start, start))


def _around(spans: list[tuple[int, int]], start: int, end: int, text: str) -> set[str]:
    """Signs of where the nearest mention stands, and of the words beside it."""
    if not spans:
        return {"not by these words"}
    distance, first, last = _nearest(spans, start, end)
    side = "before" if last < start else "after" if first > end else "within"
    signs = {f"{side} {sum(distance > step for step in STEPS)}"}
    signs |= {f"then {word}" for word in _WORD.findall(text[last : last + 60])[:CONTEXT]}
    signs |= {f"after {word}" for word in _WORD.findall(text[max(0, first - 60) : first])[-CONTEXT:]}
    return signs


@cache
def _spoken(role: str) -> re.Pattern[str]:
    """Words for those who may fill a role, with the modifiers that keys keep."""
    lexicon = words()[{"individuals": "perpetrators", "organizations": "organizations", "weapons": "weapons"}[role]]
    entries = lexicon if isinstance(lexicon, list) else [entry for of_kind in lexicon.values() for entry in of_kind]
    known = sorted({entry.upper() for entry in entries}, key=lambda entry: (-len(entry), entry))
    plural = "" if role == "organizations" else r"(?:S|ES)?"
    before = "" if role == "organizations" else rf"(?:(?:{'|'.join(words()['modifiers'])}) ){{0,2}}".upper()
    return re.compile(rf"\b{before}(?P<head>(?:{'|'.join(map(re.escape, known))}){plural})\b")
