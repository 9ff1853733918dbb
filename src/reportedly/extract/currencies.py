"""Whose pesos: the currency of an amount whose word several countries share.

"1.5 million pesos" names no currency by itself. In a report on Chile they are Chilean: the country in which most of the places
of the report lie decides, if no other comes near and the table of `ontology/numbers.yaml` has a currency of that name for it.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

from reportedly.model.mentions import Amount
from reportedly.model.place import Toponym
from reportedly.ontology.load import load


def settled_currencies(text: str, amounts: tuple[Amount, ...], places: tuple[Toponym, ...]) -> tuple[Amount, ...]:
    """The amounts, those of money in a shared word with the currency of the report's country."""
    shared = load("numbers")["shared_money"]
    country = _country(places) if any("money" in amount.rule for amount in amounts) else None
    if country is None:
        return amounts
    return tuple(_settled(text, amount, country, shared) for amount in amounts)


def _settled(text: str, amount: Amount, country: str, shared: dict[str, dict[str, str]]) -> Amount:
    if "money" not in amount.rule:
        return amount
    words = text[amount.start : amount.end].lower().split()
    # a nationality, a sign or a code before the word has decided already
    named = words[-1].removesuffix("s") if (len(words) > 1 and not words[-2].isalpha()) or _is_scale(words[-2:-1]) else ""
    currency = shared.get(named, {}).get(country)
    return amount if currency is None else replace(amount, currency=currency)


def _is_scale(words: list[str]) -> bool:
    return bool(words) and words[0] in load("numbers")["scales"]


def _country(places: tuple[Toponym, ...]) -> str | None:
    """The country of most places, where it has more than any other."""
    votes = Counter(place.country for place in places if place.country and place.role == "place").most_common(2)
    return votes[0][0] if votes and (len(votes) == 1 or votes[0][1] > votes[1][1]) else None
