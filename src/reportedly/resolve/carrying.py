"""Days carried over: what is told of an event that was dated before has its day.

A text dates what happened once and goes on about it: "Gunmen attacked a school on Monday. The attack killed 12." Here "the attack"
is the one that was told, and what it did was done then. The day is carried over only where nothing else can be meant:

1. a noun in the singular with "the", "this" or "that" and no words that tell it from others ("the attack", but not "the second
   attack" or "the attack on the mosque") has the day of what was told before, if all earlier events of its type that have a day
   have that day, and the last of them has it;
2. a verb without a day has that of the event that does it or that it is done in: "the attack killed 12", "12 died in the attack";
3. a figure has the day of its event.

A part has not the day of its whole: a toll has the day on which it rose, and its dead died before.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import replace

from reportedly.model.event import Event
from reportedly.model.mentions import EventMention
from reportedly.model.time import When
from reportedly.syntax.tree import ParsedText, Token

POINTING = frozenset({"the", "this", "that"})
TELLING_APART = frozenset({"amod", "nummod", "prep", "relcl", "acl", "poss", "appos", "nmod"})
UNDATED = frozenset({"no date in the sentence", "no date in the clause"})


def carry_days(parsed: ParsedText, mentions: tuple[EventMention, ...], events: tuple[Event, ...]) -> tuple[Event, ...]:
    """The events, with the days that are carried over to them.

    Args:
        parsed: The text.
        mentions: The events as found.
        events: The same events settled, in the same order.
    """
    settled = list(events)
    at = {mention.token: position for position, mention in enumerate(mentions)}
    order = sorted(at.values(), key=lambda position: mentions[position].trigger)
    by_type: defaultdict[str, _Told] = defaultdict(_Told)
    for position in order:
        token, told = parsed.tokens[mentions[position].token], by_type[mentions[position].type]
        if _is_open(settled[position]) and _is_said_again(token):
            settled[position] = _dated(settled[position], told.day)
        told.add(settled[position].when)
    by_word: defaultdict[str, _Told] = defaultdict(_Told)
    for position in order:
        token = parsed.tokens[mentions[position].token]
        for noun in _held_in(token) if _is_open(settled[position]) else ():
            known = settled[at[noun.i]].when if noun.i in at else by_word[noun.lemma].day if _is_said_again(noun) else None
            settled[position] = _dated(settled[position], known)
        by_word[token.lemma].add(settled[position].when)
    return tuple(settled)


class _Told:
    """The days of the events told so far, of one type or by one word."""

    def __init__(self) -> None:
        self.days: set[tuple[str | None, str | None]] = set()
        self.last: When | None = None

    def add(self, when: When | None) -> None:
        """One event more."""
        self.last = when
        if when is not None:
            self.days.add((when.first, when.last))

    @property
    def day(self) -> When | None:
        """The one day that they have, if the last of them has it."""
        return self.last if len(self.days) == 1 else None


def carried(when: When | None) -> When | None:
    """A day as one that is carried over; an open interval is not, for it says only when counting began."""
    return replace(when, basis="carried over") if when is not None and when.first is not None and when.last is not None else None


def _is_open(event: Event) -> bool:
    return event.when is None and event.stage == "accomplished" and event.why_empty.get("when") in UNDATED


def _is_said_again(token: Token) -> bool:
    """Whether a noun points to what was told, and nothing tells it from others."""
    pointed = any(child.dep == "det" and child.lower in POINTING for child in token.children)
    return token.tag == "NN" and pointed and not any(child.dep in TELLING_APART for child in token.children)


def _held_in(verb: Token) -> list[Token]:
    """What does a deed, or in what it is done: the subject, and what follows "in"."""
    found = verb.each("nsubj")
    for prep in verb.each("prep"):
        if prep.lower in {"in", "during"}:
            found += prep.each("pobj")
    return found


def _dated(event: Event, when: When | None) -> Event:
    day = carried(when)
    return event if day is None or event.when is not None else replace(event, when=day, why_empty=_without_when(event.why_empty))


def _without_when(why: Mapping[str, str]) -> dict[str, str]:
    return {name: reason for name, reason in why.items() if name != "when"}
