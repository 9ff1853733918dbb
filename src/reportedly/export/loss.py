"""What a format cannot say: every export comes with it, so that nobody takes a gap for a fact.

A loss is counted while the file is written, never estimated. Its sentence says what was dropped, how often, and where it is kept.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Lost:
    """One thing that a format cannot say.

    Attributes:
        what: In words.
        count: How often.
    """

    what: str
    count: int


@dataclass(frozen=True, slots=True)
class Loss:
    """What became of a ledger in a format.

    Attributes:
        format: Its name.
        asked: Filters and moments that were asked for; empty for all, as of now.
        rule: What a row is, and what is counted once.
        written: What was written, by kind.
        lost: What could not be said.
    """

    format: str
    asked: Mapping[str, str]
    rule: str
    written: Mapping[str, int]
    lost: tuple[Lost, ...]


@dataclass(frozen=True, slots=True)
class Exported:
    """Files of an export: one without a name for a format that is one file, else names within a folder."""

    files: Mapping[str, bytes]
    loss: Loss


class Tally:
    """Counts what is lost while a file is written; `lost()` gives it, the most frequent first."""

    def __init__(self) -> None:
        self._counts: Counter[str] = Counter()

    def __call__(self, what: str, count: int = 1) -> None:
        """Count something that is lost."""
        if count:
            self._counts[what] += count

    def lost(self) -> tuple[Lost, ...]:
        """All that is lost."""
        return tuple(Lost(what, count) for what, count in sorted(self._counts.items(), key=lambda each: (-each[1], each[0])))


def loss_lines(loss: Loss) -> list[str]:
    """The report in sentences, for a person."""
    written = ", ".join(f"{count:,} {what}" for what, count in loss.written.items()) or "nothing"
    lines = [f"{loss.format}: {written}. {loss.rule}"]
    if loss.asked:
        lines.append("  asked for: " + ", ".join(f"{name}={value}" for name, value in loss.asked.items()))
    lines += [f"  lost {each.count:,} {'time' if each.count == 1 else 'times'}: {each.what}" for each in loss.lost]
    return lines if loss.lost else [*lines, "  nothing was lost"]
