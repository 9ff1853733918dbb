"""Which reports tell of one incident, of many reports at hand: a fire, a shooting, a flood.

The ledger puts reports together as they come in (`reconcile/situations.py`), so its weights of words must not depend on
other reports. Where a whole collection is at hand, its own words tell more: a word is worth the more, the fewer reports
have it (tf-idf), and most of what a report of one incident shares with that of another is worth nothing.

Reports are taken in order of publication. Each joins the group that it is most like, if that is like enough, else it
begins one. Likeness to a group is the mean of that to its most like report and that to all its reports: the first finds
the report that it was copied from, the second keeps groups from growing together. It fades by the day. Headline and lead
count twice, for what comes later may tell of other things. The result depends on the reports alone, not on their order.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from reportedly.reconcile.moments import UNDATED, moment_or_undated

ALIKE = 0.16  # likeness to a group that is enough
FADING = 0.02  # by so much likeness fades a day
WINDOW = 90  # days beyond which nothing is compared
LEAD = 600  # characters that lead a text
LATEST = "9999-12-31"  # where reports without a date stand
_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*|\d+")
_SHORTEST = 3  # letters of a word that tells something


@dataclass(frozen=True, slots=True)
class Story:
    """A report as far as grouping goes.

    Attributes:
        id: Any id, each of one report.
        text: Its text.
        title: Its headline.
        published: ISO 8601; null where unknown.
    """

    id: str
    text: str
    title: str | None = None
    published: str | None = None

    @property
    def day(self) -> int:
        """Day of publication, as a number."""
        dated = self.published is not None and moment_or_undated(self.published) != UNDATED
        return date.fromisoformat((self.published or "")[:10] if dated else LATEST).toordinal()


def groups(stories: Iterable[Story]) -> tuple[tuple[str, ...], ...]:
    """The ids of the reports that tell of one incident, group by group, in order of publication."""
    ordered = sorted(stories, key=lambda story: (story.day, story.id))
    vectors = _vectors([_words(story) for story in ordered])
    days = [story.day for story in ordered]
    homes: list[int] = []
    members: list[list[str]] = []
    index: dict[str, list[tuple[int, float]]] = {}
    for position, story in enumerate(ordered):
        likenesses = _likenesses(vectors[position], days[position], days, index)
        home = _likest(likenesses, homes, members)
        if home is None:
            home = len(members)
            members.append([])
        homes.append(home)
        members[home].append(story.id)
        for word, weight in vectors[position].items():
            index.setdefault(word, []).append((position, weight))
    return tuple(map(tuple, members))


def _words(story: Story) -> Counter[str]:
    """The words of a report; those of headline and lead twice."""
    lead = f"{story.title or ''}\n{story.text[:LEAD]}"
    found = (
        match.group().lower().removesuffix("'s").removesuffix("’s") for match in _WORD.finditer(f"{lead}\n{lead}\n{story.text[LEAD:]}")
    )
    return Counter(word for word in found if len(word) >= _SHORTEST or word.isdecimal())


def _vectors(texts: Sequence[Counter[str]]) -> list[Mapping[str, float]]:
    """Words by weight, as vectors of length 1. What half of all reports or one alone has tells nothing."""
    spread = Counter(word for words in texts for word in words)
    vectors: list[Mapping[str, float]] = []
    for words in texts:
        told = sorted(word for word in words if 1 < spread[word] <= max(2, len(texts) / 2))
        weights = {word: math.log2(1 + words[word]) * math.log((len(texts) + 1) / spread[word]) for word in told}
        length = math.sqrt(math.fsum(weight * weight for weight in weights.values())) or 1.0
        vectors.append({word: weight / length for word, weight in weights.items()})
    return vectors


def _likenesses(
    vector: Mapping[str, float], day: int, days: Sequence[int], index: Mapping[str, list[tuple[int, float]]]
) -> dict[int, float]:
    """How like the reports of the window are to one that comes after them, faded by the days between."""
    found: dict[int, float] = {}
    for word, weight in vector.items():
        for position, other in reversed(index.get(word, ())):
            if day - days[position] > WINDOW:
                break
            found[position] = found.get(position, 0.0) + weight * other
    return {position: likeness * math.exp(-FADING * (day - days[position])) for position, likeness in found.items()}


def _likest(likenesses: Mapping[int, float], homes: Sequence[int], members: Sequence[Sequence[str]]) -> int | None:
    """The group that is most like, if it is like enough; of equals the earlier."""
    of_group: dict[int, list[float]] = {}
    for position in sorted(likenesses):
        of_group.setdefault(homes[position], []).append(likenesses[position])
    scores = {home: (max(found) + math.fsum(found) / len(members[home])) / 2 for home, found in of_group.items()}
    best = min(scores, key=lambda home: (-scores[home], home), default=None)
    return best if best is not None and scores[best] >= ALIKE else None
