"""Figures as an analyst would write them.

    F1  > 400 cars destroyed, of which 346 police cars · Kazakhstan — Ministry of Internal Affairs
          “destroyed more than 400 cars, of which 346 are policemen”

One line a figure, its words beneath. A single part stands in the line of its whole; several stand beneath it, each with
its own words. What a report takes back or denies is struck and says so. A figure that a report says twice is one entry.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from functools import cache

from reportedly.model.attribution import Attribution
from reportedly.model.figure import Figure
from reportedly.model.record import Record
from reportedly.ontology.load import load
from reportedly.present.amounts import is_money, say_amount
from reportedly.present.gaps import say_gaps
from reportedly.present.line import Line, Piece, Role, line
from reportedly.present.sources import say_source
from reportedly.present.times import say_when

_SCOPES = {"increment": "increment", "part": ""}
_TAKEN_BACK = frozenset({"denied", "retracted"})


def figure_keys(record: Record) -> dict[str, str]:
    """A short key (`F1`, `F2`, ...) for each figure, by id; a figure said again has the key of the first."""
    keys: dict[str, str] = {}
    for figure in record.figures:
        keys[figure.id] = keys.get(figure.same_as or "", f"F{len(set(keys.values())) + 1}")
    return keys


def say_counted(figure: Figure) -> str:
    """What was counted and what happened to it: `cars destroyed`, `of damage`, `new arrivals`."""
    subject = "" if is_money(figure) else _subject(figure)
    return say_measured(figure.measure, subject) if figure.measure is not None else subject


def say_measured(measure: str, subject: str) -> str:
    """A subject with what happened to it, said once: `cars destroyed`, `748 injured officers`, `new arrivals`."""
    wording = str(load("wording").get(measure, measure.replace("_", " ")))
    words = " ".join(_singular(word) for word in subject.lower().split())
    said = wording.lower() in subject.lower() or any(f" {name} " in f" {words} " for name in _names(measure))
    return subject if said else f"{subject} {wording}".strip()


@cache
def _names(measure: str) -> frozenset[str]:
    """Nouns that name the act or those concerned, and so say the measure themselves: `arrival`, `hostage`, `body`."""
    known = load("measures")["measures"].get(measure, {})
    return frozenset(name for group in ("nouns", "those") for name in known.get(group, ()))


def _singular(word: str) -> str:
    return f"{word[:-3]}y" if word.endswith("ies") else word.removesuffix("s")


def _subject(figure: Figure) -> str:
    """The words counted; a part that repeats the unit of its whole may be one person."""
    subject = " ".join(figure.subject.split())
    return "person" if subject == "people" and figure.number == 1 else subject


def say_figure(figure: Figure) -> str:
    """Amount, what was counted, what happened to it: `> 400 cars destroyed`."""
    return f"{say_amount(figure)} {say_counted(figure)}".rstrip()


def figure_lines(record: Record, *, why: bool = False) -> Iterator[Line]:
    """All figures of a record, parts beneath their wholes.

    Args:
        record: The record.
        why: Whether the reasons of empty fields and the names of rules are shown too.
    """
    keys = figure_keys(record)
    attributions = {attribution.id: attribution for attribution in record.attributions}
    known = {figure.id for figure in record.figures}
    again: dict[str, list[Figure]] = defaultdict(list)
    within: dict[str | None, list[Figure]] = defaultdict(list)
    for figure in record.figures:
        if figure.same_as in known:
            again[figure.same_as or ""].append(figure)
        else:
            above = figure.subset_of or figure.previous_of
            within[above if above in known and above != figure.id else None].append(figure)
    page = _Page(keys, attributions, again, within, (record.report.published or "")[:10], why)
    for figure in within[None]:
        yield from page.entry(figure, 2)


class _Page:
    """The lines of one record's figures."""

    def __init__(
        self,
        keys: Mapping[str, str],
        attributions: Mapping[str, Attribution],
        again: Mapping[str, list[Figure]],
        within: Mapping[str | None, list[Figure]],
        published: str,
        why: bool,
    ) -> None:
        self.keys, self.attributions, self.again, self.within = keys, attributions, again, within
        self.published, self.why = published, why

    def entry(self, figure: Figure, indent: int, whole: Figure | None = None) -> Iterator[Line]:
        """A figure, its words, and what is part of it."""
        below = self.within.get(figure.id, [])
        inline = below[0] if len(below) == 1 and self._fits_inline(below[0], figure) else None
        yield line(*self._headline(figure, inline, whole), indent=indent)
        quotes = [figure.evidence]
        for other in [*([inline] if inline else []), *self.again.get(figure.id, [])]:
            if not any(quote.overlap(other.evidence.start, other.evidence.end) == len(other.evidence.quote) for quote in quotes):
                quotes.append(other.evidence)
        words = " … ".join(" ".join(quote.quote.split()) for quote in quotes)
        yield line(Piece(f"“{words}”", "quote"), indent=indent + 4)
        if self.why:
            yield from say_gaps(figure.why_empty, figure.rules, indent + 4)
        for part in [] if inline else below:
            yield from self.entry(part, indent + 4, figure)

    def _fits_inline(self, part: Figure, whole: Figure) -> bool:
        same = (part.attribution, part.status, part.stage) == (whole.attribution, whole.status, whole.stage)
        return same and not self.why and part.previous_of is None and not self.within.get(part.id) and not self.again.get(part.id)

    def _headline(self, figure: Figure, inline: Figure | None, whole: Figure | None) -> Iterator[Piece]:
        role: Role = "struck" if figure.status in _TAKEN_BACK else "amount"
        yield Piece(f"{self.keys[figure.id]}  ", "key")
        if whole is not None:
            yield Piece("before: " if figure.previous_of == whole.id else "of which ", "faint")
        yield Piece(say_amount(figure), role)
        counted = say_counted(figure) if whole is None or figure.measure != whole.measure else _subject(figure)
        if counted:
            yield Piece(f" {counted}", "struck" if role == "struck" else "plain")
        if inline is not None:
            yield Piece(", of which ")
            yield Piece(say_amount(inline), "amount")
            shared = inline.measure == figure.measure
            yield Piece(" " + (_subject(inline) if shared else say_counted(inline)))
            yield Piece(f" ({self.keys[inline.id]})", "key")
        for mark in marks(figure):
            yield Piece(f" [{mark}]", "mark")
        for piece in self._where_when(figure, whole):
            yield Piece(f" · {piece}", "faint")
        if whole is None or figure.attribution != whole.attribution:
            yield Piece(" — ")
            yield Piece(say_source(figure.attribution, self.attributions), "source")

    def _where_when(self, figure: Figure, whole: Figure | None) -> Iterator[str]:
        """Place and time, where they are not those of the whole; as of when, where that is not the day of publication."""
        if figure.place is not None and (whole is None or whole.place is None or whole.place.name != figure.place.name):
            yield figure.place.name
        if figure.when is not None:
            if whole is None or whole.when != figure.when:
                yield say_when(figure.when)
        elif figure.as_of is not None and whole is None and figure.as_of.last != self.published:
            yield f"as of {say_when(figure.as_of)}"


def marks(figure: Figure) -> Iterator[str]:
    """What a reader must know before using the number: its status, stage, scope, manner."""
    if figure.status != "asserted":
        yield figure.status
    if figure.stage != "accomplished":
        yield figure.stage
    if _SCOPES.get(figure.scope):
        yield _SCOPES[figure.scope]
    if figure.manner:
        yield figure.manner
