"""What a series amounts to: the policies that practitioners use, each a function, its source cited.

* **range**: lowest to highest of what stands, best by the majority of independent sources, none where there is no majority. Every Casualty,
  *Standards for Casualty Recording* (2016), standard on conflicting numbers; Airwars, *Methodology note*: minimum and maximum
  of the credible reports.
* **conservative**: the lowest of what stands; "tens" is 10, "dozens" 12, "hundreds" 100. ACLED, *Codebook* (2023) and *FAQ: fatality
  methodology*.
* **estimates**: low, best and high, best by the majority and, without one, the lower. UCDP, *Georeferenced Event Dataset codebook* 23.1.
* **ranked**: the highest source of a list that the user writes; without one of them, as *range*.

A figure that stands has a camp, a voice in which the later replaced the earlier (`reconcile/relations.py`).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from reportedly.model.figure import Figure, Number
from reportedly.model.ledger import Position
from reportedly.reconcile.bounds import compatible, stated
from reportedly.reconcile.sources import same_source

VAGUE = {"tens": 10, "dozens": 12, "hundreds": 100, "thousands": 1000}  # ACLED's reading of vague words


@dataclass(frozen=True, slots=True)
class Voice:
    """What one camp says now.

    Attributes:
        figure: Its figure, the narrowest of those that agree.
        sources: Independent sources behind it.
        names: Names of its sources and outlets.
        as_of: Day of the latest of its figures.
        order: Place of that figure in the series.
    """

    figure: Figure
    sources: frozenset[str]
    names: tuple[str, ...]
    as_of: str | None
    order: int


Policy = Callable[[Sequence[Voice]], Position]


def by_range(voices: Sequence[Voice]) -> Position:
    """Lowest to highest of what stands; best by majority of independent sources."""
    best = _majority(voices)
    rule = "range: lowest to highest of what stands"
    if not voices:
        return _none("range: no figure stands")
    if len(voices) == 1:
        return _position(voices, _value(best), "range: one voice; its latest figure")
    if best is None:
        return _position(voices, None, f"{rule}; no majority of independent sources")
    return _position(voices, _value(best), f"{rule}; best by the majority of independent sources")


def by_lowest(voices: Sequence[Voice]) -> Position:
    """The lowest that is reported."""
    amounts = [amount for voice in voices if (amount := _conservative(voice.figure)) is not None]
    if not amounts:
        return _none("conservative: no figure stands")
    return _position(voices, min(amounts), "conservative: the lowest of what stands")


def by_estimates(voices: Sequence[Voice]) -> Position:
    """Low, best and high estimates."""
    if not voices:
        return _none("estimates: no figure stands")
    best = _majority(voices) or min(voices, key=lambda voice: (stated(voice.figure) or 0, voice.order))
    return _position(voices, _value(best), "estimates: best by the majority of independent sources, else the lower")


def by_rank(ranked: Sequence[str]) -> Policy:
    """The figure of the first source of the list that has one."""

    def policy(voices: Sequence[Voice]) -> Position:
        for name in ranked:
            for voice in voices:
                if any(same_source(name, other) or name.lower() == other.lower() for other in voice.names):
                    return _position(voices, _value(voice), f"ranked: {name} is the highest on the list that gives a figure")
        return by_range(voices)

    return policy


POLICIES: dict[str, Policy] = {"range": by_range, "conservative": by_lowest, "estimates": by_estimates}


def _position(voices: Sequence[Voice], best: Number | None, rule: str) -> Position:
    lows = [voice.figure.low for voice in voices]
    highs = [voice.figure.high for voice in voices]
    known = [low for low in lows if low is not None]
    return Position(
        low=min(known) if known else None,
        best=best,
        high=max(high for high in highs if high is not None) if None not in highs else None,
        contested=is_contested(voices),
        sources=len(frozenset().union(*(voice.sources for voice in voices))),
        as_of=max((voice.as_of for voice in voices if voice.as_of), default=None),
        rule=rule,
    )


def is_contested(voices: Sequence[Voice]) -> bool:
    """Whether some two of the voices cannot both be right."""
    return any(not compatible(one.figure, other.figure) for i, one in enumerate(voices) for other in voices[i + 1 :])


def _none(rule: str) -> Position:
    return Position(None, None, None, contested=False, sources=0, as_of=None, rule=rule)


def _majority(voices: Sequence[Voice]) -> Voice | None:
    """The voice that more independent sources are behind than any that contradicts it."""
    if not voices:
        return None
    ranked = sorted(voices, key=lambda voice: (-len(voice.sources), -voice.order))
    first = ranked[0]
    rivals = [voice for voice in ranked[1:] if not compatible(first.figure, voice.figure)]
    return None if any(len(voice.sources) >= len(first.sources) for voice in rivals) else first


def _value(voice: Voice | None) -> Number | None:
    """The number to quote; none for a vague word or a range."""
    return voice.figure.number if voice else None


def _conservative(figure: Figure) -> Number | None:
    words = (figure.amount.quote if figure.amount else "").lower()
    vague = next((value for word, value in VAGUE.items() if word in words), None) if figure.qualifier == "vague" else None
    return vague if vague is not None else stated(figure)
