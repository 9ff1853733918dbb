"""What a picture draws of a claim: the bounds of an amount, and the words that name a mark.

The name is what a pointer shows and what is read out: the amount as it was stated, whose word, when, whether it still counts, and the
first words of the quote, so that no mark asks to be believed by its position alone.
"""

from __future__ import annotations

from dataclasses import dataclass

from reportedly.model.figure import Figure
from reportedly.model.ledger import Entry
from reportedly.present.figures import say_figure
from reportedly.present.pictures.svg import clipped

QUOTED = 140  # characters of a quote in a name
NOBODY = "nobody named"


@dataclass(frozen=True, slots=True)
class Bounds:
    """Where an amount stands on a scale.

    Attributes:
        low: Its lower end.
        high: Its upper end.
        at: The number to draw a step through: the number stated, else the end that is known, else the middle.
        open_above: Whether it may be more ("at least").
        open_below: Whether it may be less ("up to").
        rough: Whether it was rounded ("about").
    """

    low: float
    high: float
    at: float
    open_above: bool = False
    open_below: bool = False
    rough: bool = False


def bounds(figure: Figure) -> Bounds | None:
    """The bounds of a figure's amount; null where it has no number at all."""
    low, high = figure.low, figure.high
    if figure.qualifier in ("at_least", "more_than") or (high is None and low is not None and figure.number is None):
        known = low if low is not None else figure.number
        return None if known is None else Bounds(known, known, known, open_above=True)
    if figure.qualifier in ("at_most", "less_than"):
        known = high if high is not None else figure.number
        return None if known is None else Bounds(known, known, known, open_below=True)
    if figure.number is not None and (low is None or high is None or figure.qualifier != "between"):
        return Bounds(figure.number, figure.number, figure.number, rough=figure.qualifier == "about")
    if low is not None and high is not None:
        return Bounds(low, high, (low + high) / 2)
    return None


def is_taken_back(entry: Entry) -> bool:
    """Whether a claim was withdrawn or denied, and is struck through."""
    return entry.figure.status in ("retracted", "denied") or "taken back" in (entry.why_not or "")


def teller(entry: Entry) -> str:
    """Whose word it is: the source, else the outlet."""
    return entry.source or entry.outlet or NOBODY


def said_when(published: str | None) -> str:
    """A moment of publication for a reader: `2022-01-09 14:20 +06:00`."""
    if not published:
        return "undated"
    day, _, time = published.partition("T")
    zone = next((time[at:] for at in range(5, len(time)) if time[at] in "+-Z"), "")
    return " ".join(filter(None, (day, time[:5], "UTC" if zone in ("Z", "+00:00") else zone)))


def told(entry: Entry) -> str:
    """The name of a mark."""
    states = {"retracts": "takes an earlier figure back", "conflicts": "disputed"}
    state = states.get(entry.relation.kind) or ("" if entry.stands else entry.why_not or "does not count")
    if entry.relation.kind != "retracts" and is_taken_back(entry):
        state = "taken back"
    elif state.startswith("replaced by"):
        state = "replaced later"
    via = f", in {entry.outlet}" if entry.outlet and entry.outlet != teller(entry) else ""
    head = "; ".join(filter(None, (say_figure(entry.figure), f"{teller(entry)}{via}", said_when(entry.published), state)))
    return f"{head}: “{clipped(entry.figure.evidence.quote, QUOTED)}”"
