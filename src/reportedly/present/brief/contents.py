"""What a brief holds, before it is Markdown, a page or paper.

Two kinds of text, and they never mix. What is `said` is the brief's own voice: written by templates from numbers, measures and names,
and never with a word by which somebody judges a group of people, unless it stands in quotation marks. What is a `quote` is the voice of a
report, to the letter. A `Ref` ties the first to the second: every number in the brief's own voice leads to a `Note` with the words that
say it, and back.
"""

from __future__ import annotations

from dataclasses import dataclass

from reportedly.model.ledger import Series
from reportedly.present.pictures.occurrences import Occurrence
from reportedly.present.pictures.places import Spot


@dataclass(frozen=True, slots=True)
class Ref:
    """A mark that leads to a note.

    Attributes:
        number: Of the note, from 1.
        nth: Which of the marks that lead there, from 1.
    """

    number: int
    nth: int


@dataclass(frozen=True, slots=True)
class Note:
    """Who says so: the footnote of a figure.

    Attributes:
        number: Its number.
        refs: How many marks lead to it.
        said: The claim in the brief's own voice.
        source: Whose word it is.
        outlet: Who published it; empty where that is the source.
        published: When, in words.
        quote: The words.
        figure: Id of the figure.
        report: Id of the report.
        struck: Whether it was taken back or denied.
    """

    number: int
    refs: int
    said: str
    source: str
    outlet: str
    published: str
    quote: str
    figure: str
    report: str
    struck: bool


@dataclass(frozen=True, slots=True)
class KeyFigure:
    """What a series amounts to.

    Attributes:
        said: In words: "between 5,135 and 5,800 people detained in Kazakhstan".
        basis: On how many sources it rests, and as of when.
        refs: The figures behind it.
        contested: Whether figures stand that cannot all hold.
        parts: What it includes.
        series: The series whose history is drawn; null where there is no history.
    """

    said: str
    basis: str
    refs: tuple[Ref, ...]
    contested: bool = False
    parts: tuple[KeyFigure, ...] = ()
    series: Series | None = None


@dataclass(frozen=True, slots=True)
class Change:
    """What an entry did to its series.

    Attributes:
        kind: `raised`, `lowered`, `made more exact`, `disputed`, `taken back`, `new`.
        said: What, with the amounts before and after.
        source: By whose word.
        published: When, in words.
        refs: The figure, and those that it replaced.
    """

    kind: str
    said: str
    source: str
    published: str
    refs: tuple[Ref, ...]


@dataclass(frozen=True, slots=True)
class Claim:
    """One side of a dispute: what is claimed, by whom, when."""

    said: str
    source: str
    published: str
    refs: tuple[Ref, ...]


@dataclass(frozen=True, slots=True)
class Dispute:
    """What is disputed or was taken back.

    Attributes:
        said: What about.
        claims: Who says what.
    """

    said: str
    claims: tuple[Claim, ...]


@dataclass(frozen=True, slots=True)
class Happened:
    """A line of the timeline: when, what, where, in which words, by whose word, in which outlet."""

    when: str
    said: str
    place: str
    quote: str
    source: str
    outlet: str


@dataclass(frozen=True, slots=True)
class Where:
    """A place of the situation: its name, what kind of place, its country, and how often figures and events name it."""

    name: str
    kind: str
    country: str
    figures: int
    events: int


@dataclass(frozen=True, slots=True)
class Voice:
    """A source, and how often it had to say things anew: the row of a table."""

    name: str
    outlets: str
    figures: int
    standing: int
    revised: int
    withdrawn: int
    disputed: int
    last: str


@dataclass(frozen=True, slots=True)
class Making:
    """How the brief came about, for whoever checks it.

    Attributes:
        rules: Rules by which positions were chosen, with the number of series of each.
        decisions: How many decisions of people are about it.
        digest: SHA-256 of the situation as JSON.
        situation: Its id.
        version: Of the program.
    """

    rules: tuple[tuple[str, int], ...]
    decisions: int
    digest: str
    situation: str
    version: str


@dataclass(frozen=True, slots=True)
class Brief:
    """A situation report.

    Attributes:
        title: Of the situation.
        as_of: The moment that it is as of, in words.
        since: The moment since which changes are told, in words.
        reports: How many reports it rests on.
        copies: How many of them are copies of others.
        sources: Who said what.
        figures: Key figures.
        changes: What changed since.
        unlisted: How many further changes are not listed.
        disputes: What is disputed.
        taken_back: What was taken back or denied.
        events: Timeline.
        unlisted_events: How many further events are not listed.
        places: Places.
        notes: Footnotes.
        making: How it was made.
        told: What reports tell of, for the picture of the timeline.
        spots: Places with what is said of them, for the map.
    """

    title: str
    as_of: str
    since: str
    reports: int
    copies: int
    sources: tuple[Voice, ...]
    figures: tuple[KeyFigure, ...]
    changes: tuple[Change, ...]
    unlisted: int
    disputes: tuple[Dispute, ...]
    taken_back: tuple[Dispute, ...]
    events: tuple[Happened, ...]
    unlisted_events: int
    places: tuple[Where, ...]
    notes: tuple[Note, ...]
    making: Making
    told: tuple[Occurrence, ...] = ()
    spots: tuple[Spot, ...] = ()
