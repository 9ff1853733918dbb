"""Expressions of time, with their calendar values."""

from __future__ import annotations

from reportedly.model.time import TimeExpression
from reportedly.syntax.tree import ParsedText


def find_times(parsed: ParsedText, published: str | None) -> tuple[TimeExpression, ...]:
    """All expressions of time in the text, in order; relative ones against the date of publication."""
    return ()
