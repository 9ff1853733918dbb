"""Which currency a sign or name means that several countries share: the roubles of a report from Minsk are Belarusian.

By `ontology/money.yaml`, the first that holds:

1. a country that has such a currency is named in the sentence: the nearest;
2. among such countries, the one that the text names most, which must be the most named of all where the name has a usual meaning;
3. the usual meaning ("pounds" are sterling).

A letter glued to its digits ("N35m") is a sign only where the text names its country; else the number is none.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from typing import NamedTuple

from reportedly.model.mentions import Amount
from reportedly.model.place import Toponym
from reportedly.ontology.load import load
from reportedly.syntax.tree import ParsedText

_WORDS = re.compile(r"[^\W\d_]+\.?|[$¥]")
_MOST_WORDS = 2  # "CFA francs"


class Shared(NamedTuple):
    """A name that several countries share.

    Attributes:
        codes: ISO 4217 codes by country.
        usual: Code that is meant where none of the countries is at hand; null where the name then tells nothing.
        at_home: Whether only the outlet's own country is one at hand.
        sign: Whether it is a letter, which without its country is no money at all.
    """

    codes: dict[str, str]
    usual: str | None
    at_home: bool
    sign: bool


@cache
def _shared() -> dict[str, Shared]:
    data, found = load("money"), {}
    for name, row in data["shared"].items():
        codes = {country: code for country, code in row.items() if len(country) == len("GB")}
        entry = Shared(codes, row.get("else"), bool(row.get("at home")), sign=False)
        found[name] = found[f"{name}s"] = entry
    for letter, codes in data["letters"].items():
        usual = codes.get("else")
        found[letter] = Shared({country: code for country, code in codes.items() if country != "else"}, usual, at_home=False, sign=True)
    return found


def settled(parsed: ParsedText, amounts: Sequence[Amount], places: Sequence[Toponym], outlet_country: str | None) -> tuple[Amount, ...]:
    """The amounts, each sum of money with the currency that its name means here; without those whose letter is no sign here."""
    found, counts = [], Counter(place.country for place in places if place.country is not None)
    for amount in amounts:
        entry = _entry(parsed.text, amount) if "money" in amount.rule else None
        if entry is None:
            found.append(amount)
            continue
        code = _code(parsed, amount, entry, places, counts, outlet_country)
        if code is not None or not entry.sign:
            found.append(replace(amount, currency=code))
    return tuple(found)


def _entry(text: str, amount: Amount) -> Shared | None:
    """The name by which the sum is told, if several countries share it."""
    said = text[amount.numeral[0] : max(amount.end, amount.numeral[1])]
    before, behind = _WORDS.match(said), _WORDS.findall(said)
    if before is not None and before[0] in load("money")["letters"]:
        return _shared()[before[0]]
    for size in range(_MOST_WORDS, 0, -1):
        name = " ".join(behind[-size:]).lower()
        if len(behind) >= size and name in _shared():
            return _shared()[name] if amount.currency is None or not _is_whose(behind[:-size]) else None
    return _shared().get(before[0].lower().rstrip(".")) if before is not None else None


def _is_whose(before: Sequence[str]) -> bool:
    """Whether a word before the name says whose the currency is: "Syrian pounds", "US dollars"."""
    return bool(before) and before[-1][0].isupper() and len(before[-1]) > 1


def _code(
    parsed: ParsedText, amount: Amount, entry: Shared, places: Sequence[Toponym], counts: Counter[str], outlet: str | None
) -> str | None:
    most = max(counts, key=lambda country: counts[country], default=None)
    if entry.at_home:
        return entry.codes[most] if most is not None and most == outlet and most in entry.codes else entry.usual
    token = parsed.token_at(amount.numeral[0])
    sentence = parsed.sentence_of(token) if token is not None else None
    if sentence is not None and not entry.sign:
        near = [place for place in places if place.country in entry.codes and sentence.start <= place.start < sentence.end]
        if near:
            nearest = min(near, key=lambda place: (abs(place.start - amount.start), place.start))
            return entry.codes[nearest.country or ""]
    named = [country for country in counts if country in entry.codes]
    if not named:
        return entry.usual
    chosen = max(named, key=lambda country: counts[country])
    return entry.codes[chosen] if entry.usual is None or chosen == most else entry.usual
