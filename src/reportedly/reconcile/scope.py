"""What a figure covers, as its own clause tells: the circumstance that narrows it ("at the border", "still held").

Scope is compared before value: 300 detained at the border are no fall from 5,135 detained in the country. The words that narrow are
data, `ontology/circumstances.yaml`.
"""

from __future__ import annotations

import re
from functools import cache

from reportedly.model.figure import Figure
from reportedly.ontology.load import load

_BEFORE = re.compile(r"\bafter\b", re.IGNORECASE)


def detail_of(figure: Figure, text: str) -> str | None:
    """What narrows a figure beside place and period; null for nothing."""
    start, end = figure.evidence.start, figure.evidence.end
    sentence = sentence_around(text, start, end)
    clause = own_clause(figure)
    parts = [name for name, pattern in _circumstances(figure.measure or "") if pattern.search(clause)]
    parts += [name for name, pattern in _company(figure.measure or "") if pattern.search(sentence)]
    if figure.manner and figure.subset_of is not None:  # "two of them were beheaded"; of a whole it tells how, not how many of them
        parts.append(figure.manner)
    return ", ".join(dict.fromkeys(parts)) or None


def own_clause(figure: Figure) -> str:
    """The words of a figure up to the clause that tells what went before: "rose to 19 after four died in hospital"."""
    quote = figure.evidence.quote
    behind = figure.amount.end - figure.evidence.start if figure.amount is not None else 0
    cut = _BEFORE.search(quote, max(0, behind))
    return quote[: cut.start()] if cut is not None else quote


def sentence_around(text: str, start: int, end: int) -> str:
    """The sentence about a span: from the full stop before to the one after, within 600 characters either way."""
    left = max(text.rfind(mark, max(0, start - 600), start) for mark in (". ", "\n", "! ", "? "))
    ends = [position for mark in (". ", "\n", "! ", "? ") if (position := text.find(mark, end, end + 600)) >= 0]
    return text[max(left + 1, start - 600, 0) : min(ends, default=min(len(text), end + 600))]


def _compiled(section: str, measure: str) -> list[tuple[str, re.Pattern[str]]]:
    found = []
    for name, entry in load("circumstances")[section].items():
        if not entry.get("measures") or measure in entry["measures"]:
            found.append((name, re.compile(r"\b(?:" + "|".join(entry["words"]) + r")\b", re.IGNORECASE)))
    return found


@cache
def _circumstances(measure: str) -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple(_compiled("clause", measure))


@cache
def _company(measure: str) -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple(_compiled("sentence", measure))
