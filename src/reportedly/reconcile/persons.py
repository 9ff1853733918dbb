"""The persons whom a report tells of one by one, told apart without keeping who they are.

"A man was shot ... the 23-year-old died ... a second man was wounded" are two persons. Whom a report means is not always
told, so all that it tells of one by one are one person, unless something keeps them apart: both a name and an age, a
word like "another", or a list ("a woman and her son"). What is kept of a person is what befell them, and nothing by which
to find them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from typing import Literal

from reportedly.model.event import Event
from reportedly.ontology.load import load

Fate = Literal["killed", "hurt", "hit", "arrested"]
FATES: dict[str, Fate] = {"killing": "killed", "injury": "hurt", "detention": "arrested"}
HITTING = frozenset({"shooting", "stabbing"})  # forms of attack that hit somebody, who may live or die
CHARGING = ("charg", "indict", "arraign")
NUMBERS = ("two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
_WORD = re.compile(r"[^\W\d_]+(?:[-'’][^\W\d_]+)*")
_AGE = re.compile(r"\b(\d{1,3}|[a-z]+)[- ]years?[- ]old\b|, (\d{1,3})\b(?! [a-z])", re.IGNORECASE)
_FATAL = re.compile(r"\b(?<!non-)(?:fatal|fatally|to death|shot dead|shooting deaths?)\b")


@dataclass(frozen=True, slots=True)
class Person:
    """What befell one person."""

    fates: frozenset[Fate]


@dataclass(frozen=True, slots=True)
class _Told:
    """How a mention tells of a person; it does not leave this module."""

    name: frozenset[str]
    age: str
    apart: bool


@dataclass(slots=True)
class _Seen:
    """A person as far as the text has been read, with the place in the list of the clause that told of them last."""

    told: _Told
    fates: set[Fate]
    clause: str
    position: int


def persons(events: Iterable[Event]) -> tuple[Person, ...]:
    """The persons whom events tell of one by one: victims, then accused, each in order of first mention."""
    victims: list[_Seen] = []
    accused: list[_Seen] = []
    for event in events:
        fate = fate_of(event)
        if fate is None:
            continue
        for position, words in enumerate(_targets(event)):
            told = _read(words)
            if told is not None:
                _meet(accused if fate == "arrested" else victims, _Seen(told, {fate}, event.id, position))
    return tuple(Person(frozenset(each.fates)) for each in (*victims, *accused))


def listed(event: Event) -> int:
    """How many people an event names side by side as those to whom it is done; 0 where it names no list of people."""
    sizes = [_size(words) for words in _targets(event)]
    return sum(sizes) if len(sizes) > 1 and all(sizes) else 0


def fate_of(event: Event) -> Fate | None:
    """What an event does to those to whom it is done; null where that is neither harm nor arrest. Who is charged was arrested."""
    if event.type == "attack" and event.form in HITTING:
        return "killed" if is_fatal(event.evidence.quote) else "hit"
    if event.type == "prosecution" and event.form != "acquittal":
        return "arrested" if any(word in event.trigger.lower() for word in CHARGING) else None
    return FATES.get(event.type)


def is_fatal(said: str) -> bool:
    """Whether a clause tells that somebody died of what was done: "fatally shot", "shot to death"."""
    return bool(_FATAL.search(said.lower()))


def _meet(seen: list[_Seen], person: _Seen) -> None:
    """Take somebody for the last person whom the words can mean, else for somebody new."""
    for known in reversed(seen):
        beside = known.clause == person.clause and known.position != person.position
        if not beside and not person.told.apart and not _told_apart(known.told, person.told):
            known.told = _Told(known.told.name | person.told.name, known.told.age or person.told.age, apart=False)
            known.fates |= person.fates
            known.clause, known.position = person.clause, person.position
            return
    seen.append(person)


def _told_apart(one: _Told, other: _Told) -> bool:
    """Whether both name and age differ; one of them alone is too often misread."""
    return bool(one.name and other.name and one.age and other.age) and not one.name & other.name and one.age != other.age


def _targets(event: Event) -> tuple[str, ...]:
    """To whom it was done; who did it, where they did it to themselves."""
    doer = event.agents[0] if event.agents else "he"
    return tuple(doer if words.lower() in _words("self") else words for words in event.targets)


def _size(words: str) -> int:
    """How many people a phrase means: one, or the number that it begins with; 0 where it does not say."""
    if _read(words) is not None:
        return 1
    first = words.lower().partition(" ")[0]
    return NUMBERS.index(first) + 2 if first in NUMBERS else 0


def _read(words: str) -> _Told | None:
    """How words tell of one person; null where they mean several or nobody."""
    found = _WORD.findall(words)
    low = [word.lower() for word in found]
    if not low or low[0] in _words("nobody") or any(word in _words("several") for word in low[:3]):
        return None
    name = frozenset(word for word in found if word[0].isupper() and word.lower() not in _words("small") and not _is_person(word.lower()))
    age = _AGE.search(words)
    if not name and not age and not any(_is_person(word) for word in low):
        return None
    return _Told(name, (age[1] or age[2]).lower() if age else "", any(word in _words("apart") for word in low[:2]))


@cache
def _is_person(word: str) -> bool:
    return word in _words("person") or any(word in entry["words"] for entry in load("subjects")["people"].values())


@cache
def _words(kind: str) -> frozenset[str]:
    return frozenset(word for line in load("persons")[kind] for word in line.split())
