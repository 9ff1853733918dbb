"""Amounts as an analyst writes them: `> 400`, `≥ 3`, `~300`, `3.5–4 million`, `dozens (24 or more)`, `87 billion KZT`.

The sign is the qualifier, so that no bound is ever read as a count. Round numbers from a million up are written with their
scale; a number is never rounded to get there.
"""

from __future__ import annotations

import re

from reportedly.model.figure import Figure, Number

_SIGNS = {"exact": "", "about": "~", "more_than": "> ", "at_least": "≥ ", "less_than": "< ", "at_most": "≤ "}
_SCALES = ((1_000_000_000_000, "trillion"), (1_000_000_000, "billion"), (1_000_000, "million"))
_CURRENCY = re.compile(r"[A-Z]{3}")


def say_amount(figure: Figure) -> str:
    """The amount of a figure with its qualifier and, if it is money, its currency."""
    said = _bounds(figure)
    return f"{said} {figure.unit}" if is_money(figure) else said


def is_money(figure: Figure) -> bool:
    """Whether the figure counts money: its unit is an ISO 4217 code."""
    return _CURRENCY.fullmatch(figure.unit) is not None


def say_number(number: Number) -> str:
    """A number in full, or with its scale where nothing is lost: `5,135`, `1.25 million`."""
    digits, scale = _scaled(number)
    return f"{digits} {scale}" if scale else digits


def many(number: int, word: str, plural: str | None = None) -> str:
    """A number with its noun: `1 report`, `15 reports`."""
    return f"{number:,} {word if number == 1 else plural or word + 's'}"


def _bounds(figure: Figure) -> str:
    if figure.qualifier == "vague":
        return _vague(figure)
    if figure.qualifier == "between":
        return _range(figure.low, figure.high)
    value = figure.number
    if value is None:
        value = figure.high if figure.qualifier in {"less_than", "at_most"} else figure.low
    return _SIGNS[figure.qualifier] + say_number(value) if value is not None else "an unknown number"


def _vague(figure: Figure) -> str:
    words = " ".join(figure.amount.quote.lower().split()) if figure.amount else "some"
    if figure.low is None:
        return words
    known = f"{say_number(figure.low)} or more" if figure.high is None else _range(figure.low, figure.high)
    return f"{words} ({known})"


def _range(low: Number | None, high: Number | None) -> str:
    if low is None or high is None:
        return f"≤ {say_number(high)}" if high is not None else f"≥ {say_number(low or 0)}"
    (first, first_scale), (last, last_scale) = _scaled(low), _scaled(high)
    if first_scale == last_scale and last_scale:
        return f"{first}–{last} {last_scale}"
    return f"{say_number(low)}–{say_number(high)}"


def _scaled(number: Number) -> tuple[str, str]:
    """Digits and scale: a scale only where three decimals hold the number whole."""
    for size, name in _SCALES:
        if abs(number) >= size and round(number / size, 3) * size == number:
            return f"{number / size:.3f}".rstrip("0").rstrip("."), name
    return (f"{number:,}" if number != int(number) else f"{int(number):,}"), ""
