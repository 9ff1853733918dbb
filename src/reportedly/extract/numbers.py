"""Amounts in the text: numerals, number words, vague words, with what qualifies them."""

from __future__ import annotations

from reportedly.model.mentions import Amount
from reportedly.syntax.tree import ParsedText


def find_amounts(parsed: ParsedText) -> tuple[Amount, ...]:
    """All amounts in the text, in order."""
    return ()
