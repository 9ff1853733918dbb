"""Which reports tell of one crisis.

Each report attaches to the earlier report that is most like it, if that is like enough: nearest-neighbour detection of
new stories [Allan, Papka and Lavrenko 1998]. Likeness is of telling words (names, places, other words, with weights that
depend on the report alone), and counts less with each day between. A later version of a report belongs where the earlier
one does. A situation is what hangs together. So the result does not depend on the order in which reports come in, and a
report that comes in changes only what attaches to it.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from reportedly.reconcile.claims import Digest
from reportedly.reconcile.moments import days_between

LIKE = 0.25  # likeness of two reports of one day that is enough
PER_DAY = 0.016  # how much more is asked for each of the first days between
FRESH = 10  # how many those are
LATER = 0.001  # how much more is asked for each day after
WINDOW = 120  # days beyond which nothing is compared
SURE = 2.0  # margin of versions of one report: above that of any likeness


@dataclass(frozen=True, slots=True)
class Profile:
    """A report as far as likeness goes.

    Attributes:
        id: Content id.
        name: The id that it came with.
        published: ISO 8601.
        moment: The same, to put reports in order by.
        words: Telling words with their weights.
    """

    id: str
    name: str
    published: str | None
    moment: str
    words: Mapping[str, float]

    @property
    def order(self) -> tuple[str, str, str]:
        """Reports stand in order of publication; ties break by id."""
        return (self.moment, self.name, self.id)


@dataclass(frozen=True, slots=True)
class Attachment:
    """To which earlier report a report attaches.

    Attributes:
        to: Id of the earlier report.
        likeness: How alike they are, 0 to 1; 1 for versions.
        margin: By how much that exceeds what is asked.
        why: In words.
    """

    to: str
    likeness: float
    margin: float
    why: str


def profile(report: Digest) -> Profile:
    """A report as far as likeness goes."""
    return Profile(report.id, report.name, report.published, report.moment, report.words)


def attach(reports: Sequence[Digest], following: Mapping[str, str]) -> dict[str, Attachment]:
    """For each report that attaches to an earlier one, which. `following` is that of `versions.successors`."""
    found: dict[str, Attachment] = {}
    index: dict[str, list[Profile]] = {}
    for report in sorted(map(profile, reports), key=lambda each: each.order):
        near = {other.id: other for word in report.words for other in index.get(word, ())}
        best = nearest(report, near.values())
        if best is not None:
            found[report.id] = best
        for word in report.words:
            index.setdefault(word, []).append(report)
    return found | version_attachments({report.id: report for report in reports}, following)


def version_attachments(reports: Mapping[str, Digest], following: Mapping[str, str]) -> dict[str, Attachment]:
    """Versions belong together. The later in time attaches to the earlier, whichever replaces which, so that no ring can form."""
    found = {}
    for old, new in following.items():
        first, second = sorted((reports[old], reports[new]), key=lambda each: each.order)
        found[second.id] = Attachment(first.id, 1.0, SURE, f"a version of {first.name}")
    return found


def nearest(report: Profile, earlier: Iterable[Profile]) -> Attachment | None:
    """The earlier report that is most like this one, if one is like enough. Those that are not earlier are passed over."""
    near = [(margin(report, other), other.order, other) for other in earlier if other.order < report.order]
    best = max(near, key=lambda each: each[:2], default=None)
    return attachment(report, best[2]) if best is not None and best[0] >= 0 else None


def attachment(report: Profile, other: Profile) -> Attachment:
    """The attachment of a report to an earlier one, with the words that both tell of."""
    shared = sorted(
        (word for word in report.words if word in other.words), key=lambda word: (-report.words[word] * other.words[word], word)
    )
    why = f"like {other.name}: both tell of {', '.join(shared[:5])}"
    return Attachment(other.id, likeness(report, other), margin(report, other), why)


def likeness(one: Profile, other: Profile) -> float:
    """Cosine of the telling words of two reports."""
    small, large = sorted((one.words, other.words), key=len)
    return round(math.fsum(weight * large[word] for word, weight in small.items() if word in large), 6)


def margin(one: Profile, other: Profile) -> float:
    """By how much the likeness of two reports exceeds what is asked: the more, the further apart in time."""
    if one.published is None or other.published is None:
        return round(likeness(one, other) - LIKE - PER_DAY * FRESH, 6)
    days = abs(days_between(one.published, other.published))
    more = PER_DAY * min(days, FRESH) + LATER * max(0, days - FRESH)
    return round(likeness(one, other) - LIKE - more, 6) if days <= WINDOW else -1.0


def days_around(published: str | None) -> tuple[str, str] | None:
    """First and last day of publication of reports that one can attach to, or they to it; null for all."""
    if published is None:
        return None
    day = date.fromisoformat(published[:10]).toordinal()
    first, last = max(day - WINDOW, date.min.toordinal()), min(day + WINDOW, date.max.toordinal())
    return date.fromordinal(first).isoformat(), date.fromordinal(last).isoformat()


def components(ids: Iterable[str], attachments: Mapping[str, Attachment]) -> dict[str, str]:
    """For each report, the report at the root of what it hangs on."""
    roots: dict[str, str] = {}
    for report in ids:
        path, current = [], report
        while current not in roots and current in attachments:
            path.append(current)
            current = attachments[current].to
        root = roots.get(current, current)
        roots.update(dict.fromkeys([*path, report], root))
    return roots
