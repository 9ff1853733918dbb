"""A claim in its surroundings: the paragraph that its words stand in, with the words and the amount marked.

A paragraph ends at an empty line or, where a text has none, at a line break. Of a very long one only what is around the words is
shown. The pieces are text, never markup: the template frames them.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from reportedly.model.evidence import Evidence

AROUND = 500  # characters before and after the words
LONGEST = 2000  # characters of the words themselves


@dataclass(frozen=True, slots=True)
class Part:
    """Some words of a paragraph.

    Attributes:
        text: The words.
        kind: What they are: around the claim, the claim, or its amount.
    """

    text: str
    kind: Literal["around", "claim", "amount"]


def passage(texts: Sequence[str], evidence: Evidence, amount: Evidence | None = None) -> tuple[Part, ...]:
    """The paragraph around a claim; the claim alone, where no text has it at its place."""
    text = next((each for each in texts if evidence.holds_in(each)), None)
    if text is None:
        return (Part(evidence.quote[:LONGEST], "claim"),)
    first, last = _paragraph(text, evidence.start, evidence.end)
    begin, end = max(first, evidence.start - AROUND), min(last, evidence.end + AROUND)
    shown = min(evidence.end, evidence.start + LONGEST)
    before = ("… " if begin > first else "") + text[begin : evidence.start]
    after = text[evidence.end : end] + (" …" if end < last else "")
    parts = [Part(before, "around"), *_claim(text, evidence.start, shown, amount)]
    if shown < evidence.end:
        parts.append(Part(" … ", "around"))
    return tuple(part for part in (*parts, Part(after, "around")) if part.text)


def _claim(text: str, start: int, end: int, amount: Evidence | None) -> list[Part]:
    if amount is None or not start <= amount.start < amount.end <= end:
        return [Part(text[start:end], "claim")]
    return [
        Part(text[start : amount.start], "claim"),
        Part(text[amount.start : amount.end], "amount"),
        Part(text[amount.end : end], "claim"),
    ]


def _paragraph(text: str, start: int, end: int) -> tuple[int, int]:
    """Where the paragraph of a span begins and ends."""
    for gap in ("\n\n", "\n"):
        before, after = text.rfind(gap, 0, start), text.find(gap, end)
        if before >= 0 or after >= 0:
            return (before + len(gap) if before >= 0 else 0), (after if after >= 0 else len(text))
    return 0, len(text)
