"""How many people were killed, hurt and arrested: what one report says in all, and what several reports come to.

A report gives its toll more than once and in pieces: "two people were shot, one of them fatally", "the victim, 23, died
at a hospital". Its tally puts the pieces together.

1. What lies behind is left out: figures and events of days well before the report ("last month a gunman killed three"),
   unless they lead it.
2. Totals are what a clause counts, its list added up ("three men and a woman", "killed a woman and her son"). Those in the
   headline and the lead come before the others; of several the largest is taken, for the others are parts of it.
3. Persons of whom it tells one by one (`reconcile/persons.py`) count where they are more.
4. Who died is not hurt: the dead are taken from those "shot", and a person who died is none of the wounded.
5. Who is charged has been arrested.

Reports of one incident are settled by vote: a total counts more than persons told one by one, what leads more than what does
not, and of equals the later. A report that knows of no death counted those who died later as hurt: they are taken off.
"No arrests" holds until somebody is arrested.

Null means that no report says; zero that one says there were none.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from reportedly.model.event import Event
from reportedly.model.figure import Figure
from reportedly.model.record import Record
from reportedly.model.time import When
from reportedly.reconcile.moments import UNDATED, moment_or_undated
from reportedly.reconcile.persons import Fate, Person, fate_of, is_fatal, listed, persons

BEHIND = timedelta(days=10)  # what was longer before the report lies behind
WIDE = timedelta(days=14)  # a count over a longer time ("this year") is of more than one event
LEAD = 300  # characters of a text that lead it
TOLD_ONE_BY_ONE, LEADS = 0.7, 1.3  # weights in a vote, where a total that does not lead has 1
LATER = 0.01  # so much more for each report before
Basis = Literal["total", "rest of a total", "persons", "not told"]
MEASURES: dict[str, Fate] = {
    "killed": "killed",
    "bodies_found": "killed",
    "injured": "hurt",
    "casualties": "hurt",  # "four people were shot"
    "hospitalised": "hurt",
    "treated": "hurt",
    "detained": "arrested",
    "charged": "arrested",
}
_HIT = re.compile(r"\b(?:shot|shoot|shooting|struck|hit|stabbed|stabbing|gunfire)\b")
_ALIVE = re.compile(r"\b(?:others?|more|wound\w*|injur\w*|hurt|hospital\w*|condition)\b")  # the dead are not among these


@dataclass(frozen=True, slots=True)
class Count:
    """How many, and whence.

    Attributes:
        number: How many; null where it is not told.
        basis: Whether a number was stated, or persons were counted.
        leading: Whether it stands in the headline or the lead.
    """

    number: int | None = None
    basis: Basis = "not told"
    leading: bool = False

    @property
    def weight(self) -> float:
        """What the count weighs in a vote."""
        return (TOLD_ONE_BY_ONE if self.basis == "persons" else 1.0) * (LEADS if self.leading else 1.0)


@dataclass(frozen=True, slots=True)
class Tally:
    """How many were killed, hurt (and live), and arrested."""

    killed: Count = Count()
    hurt: Count = Count()
    arrested: Count = Count()


@dataclass(frozen=True, slots=True)
class _Stated:
    """A number of people that a clause gives."""

    fate: Fate
    number: int
    leading: bool


def tally(record: Record, headline: Record | None = None) -> Tally:
    """The tally of a report.

    Args:
        record: What it says.
        headline: What its title says, where that is not part of its text.
    """
    parts = [(each, each is headline) for each in (headline, record) if each is not None]
    stated = [each for part, leads in parts for each in _stated(part, leads)]
    people = persons(event for part, _ in parts for event in _news(part))
    killed = _count("killed", stated, people)
    return Tally(killed, _hurt(stated, people, killed), _count("arrested", stated, people))


def settle(tallies: Sequence[Tally]) -> Tally:
    """What the tallies of several reports of one incident come to, given in order of publication."""
    killed = _vote((position, each.killed) for position, each in enumerate(tallies) if each.killed.number)
    arrested = _vote((position, each.arrested) for position, each in enumerate(tallies) if each.arrested.number)
    hurt = _vote((position, _living(each, killed.number or 0)) for position, each in enumerate(tallies))
    return Tally(
        killed if killed.number else _none_of(each.killed for each in tallies),
        hurt,
        arrested if arrested.number else _none_of(each.arrested for each in tallies),
    )


def _living(each: Tally, killed: int) -> Count:
    """The hurt of one report, less those of whom it did not know that they died; nobody, where it tells of deaths alone."""
    if each.hurt.number is None:
        return Count(0, "rest of a total") if each.killed.number else each.hurt
    known = each.killed.number or 0
    unknown = max(0, killed - known) if not known or each.hurt.basis != "total" else 0
    return Count(max(0, each.hurt.number - unknown), each.hurt.basis, each.hurt.leading)


def _vote(counts: Iterable[tuple[int, Count]]) -> Count:
    weights: dict[int, float] = {}
    best: dict[int, Count] = {}
    for position, count in counts:
        if count.number is not None:
            weights[count.number] = weights.get(count.number, 0.0) + count.weight + LATER * position
            best[count.number] = max(best.get(count.number, count), count, key=lambda each: each.weight)
    return best[max(weights, key=lambda number: (weights[number], number))] if weights else Count()


def _none_of(counts: Iterable[Count]) -> Count:
    """Zero, where some report says so."""
    return next((count for count in counts if count.number == 0), Count())


def _news(record: Record) -> Iterator[Event]:
    """The events that a report tells as its news: done, not denied, not long ago."""
    for event in record.events:
        done = event.stage in ("accomplished", "ongoing") and event.status not in ("denied", "retracted")
        if done and (event.evidence.start < LEAD or not _lies_behind(event.when, record)):
            yield event


def _stated(record: Record, leads: bool) -> Iterator[_Stated]:
    """What the clauses of a report state; the parts of a list in one clause are added up."""
    for event in _news(record):
        fate, number = fate_of(event), listed(event)
        if fate is not None and number:
            yield _Stated(fate, number, leads or event.evidence.start < LEAD)
    clauses: dict[tuple[Fate, int, int], list[Figure]] = {}
    behind: set[str] = set()
    for figure in record.figures:
        leading = leads or figure.evidence.start < LEAD
        if figure.subset_of in behind or (_lies_behind(figure.when, record) and not leading):
            behind.add(figure.id)
        elif fate := _fate(figure):
            clauses.setdefault((fate, figure.evidence.start, figure.evidence.end), []).append(figure)
    for (fate, start, _), figures in clauses.items():
        wholes = [figure for figure in figures if figure.subset_of is None] or figures[:1]
        yield _Stated(fate, sum(int(figure.number or 0) for figure in wholes), leads or start < LEAD)


def _fate(figure: Figure) -> Fate | None:
    """What befell those whom a figure counts; null where it is none for a tally."""
    if figure.unit != "people" or figure.number is None or figure.status in ("denied", "retracted"):
        return None
    fate = MEASURES.get(figure.measure or "") if figure.stage in ("accomplished", "ongoing") else None
    if fate != "hurt":
        return fate
    said = figure.evidence.quote.lower()
    if is_fatal(said):
        return "killed"
    return "hit" if _HIT.search(said) and not _ALIVE.search(said) else "hurt"


def _lies_behind(when: When | None, record: Record) -> bool:
    """Whether a time is well before the report, or wider than one incident."""
    published = record.report.published
    if when is None or when.first is None or published is None or moment_or_undated(published) == UNDATED:
        return False
    first, day = date.fromisoformat(when.first[:10]), date.fromisoformat(published[:10])
    last = date.fromisoformat(when.last[:10]) if when.last else first
    return day - first > BEHIND or last - first > WIDE


def _largest(stated: Iterable[_Stated]) -> Count:
    """The largest of those that lead; of the others, where none leads."""
    found = list(stated)
    leading = max((each.number for each in found if each.leading), default=0)
    if leading:
        return Count(leading, "total", leading=True)
    return Count(max(each.number for each in found), "total", any(each.leading for each in found)) if found else Count()


def _count(fate: Fate, stated: Iterable[_Stated], people: Iterable[Person]) -> Count:
    largest = _largest(each for each in stated if each.fate == fate)
    told = sum(1 for person in people if fate in person.fates)
    return Count(told, "persons", largest.leading) if told > (largest.number or 0) else largest


def _hurt(stated: Sequence[_Stated], people: Iterable[Person], killed: Count) -> Count:
    dead = killed.number or 0
    # One who was hurt may be the one who died.
    hurt = _largest(each for each in stated if each.fate == "hurt" and (each.number > 1 or not dead))
    hit = _largest(each for each in stated if each.fate == "hit")
    if hit.number is not None:
        hit = Count(max(0, hit.number - dead), "rest of a total", hit.leading)
    most = max((each for each in (hurt, hit) if each.number is not None), key=lambda each: each.number or 0, default=Count())
    told = sum(1 for person in people if "killed" not in person.fates and person.fates & {"hurt", "hit"})
    return Count(told, "persons") if told > (most.number or 0) else most
