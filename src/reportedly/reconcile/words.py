"""The telling words of a report, with weights that do not depend on other reports.

Weights by the collection (tf-idf) would change with every report that comes in, and so would what was put together before. Here
the kind of a word decides: names and places tell most, numbers some (ages, streets), other words less. What our own vocabularies of
measures, events and people hold, any report of any crisis holds, and tells next to nothing; `ontology/newswords.yaml` has the words
that tell nothing at all.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from functools import cache

from reportedly.ontology.load import load, strings

_TOKEN = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")
_LETTERS = re.compile(r"[a-z]{3,}")
LIMIT = 20_000  # characters of a report that are looked at
LONGEST = 60  # letters of a word: what is longer is none
MOST = 60  # words of a report that are kept, the heaviest
NAME, PLACE, NUMBER, PLAIN, COMMON = 3.0, 3.0, 2.0, 1.0, 0.3
VOCABULARIES = ("measures", "events", "people")
YEARS = range(1900, 2101)


def telling_words(text: str, places: frozenset[str] = frozenset(), countries: frozenset[str] = frozenset()) -> dict[str, float]:
    """Words by weight, as a vector of length 1; the codes of countries count as places."""
    of_places = {word.lower() for place in places for word in place.split()}
    counts: Counter[str] = Counter()
    capital: Counter[str] = Counter()
    for match in _TOKEN.finditer(text[:LIMIT]):
        word = match.group()
        low = word.lower().removesuffix("'s").removesuffix("’s")
        if low in _ordinary() or not _tells(low):
            continue
        counts[low] += 1
        capital[low] += word[0].isupper()
    weights = {word: (1 + math.log(count)) * _weight(word, of_places, capital[word] * 2 > count) for word, count in counts.items()}
    weights.update({f"@{code}": PLACE for code in countries if code})
    heaviest = sorted(weights, key=lambda word: (-weights[word], word))[:MOST]
    norm = math.sqrt(math.fsum(weights[word] ** 2 for word in heaviest)) or 1.0
    return {word: round(weights[word] / norm, 4) for word in sorted(heaviest)}


def _tells(word: str) -> bool:
    """Whether a word can tell anything: no small word, no year, no number that counts."""
    if word.isdecimal():
        return 1 < len(word) <= len("9999") and int(word) not in YEARS
    return len("of") < len(word) <= LONGEST


def _weight(word: str, of_places: set[str], is_name: bool) -> float:
    if word.isdecimal():
        return NUMBER
    if word in of_places:
        return PLACE
    if _is_common(word):
        return COMMON
    return NAME if is_name else PLAIN


@cache
def _is_common(word: str) -> bool:
    stems = {word, *(word.removesuffix(ending) for ending in ("s", "es", "d", "ed", "ing"))}
    return not stems.isdisjoint(_vocabulary()) or f"{word.removesuffix('ing')}e" in _vocabulary()


@cache
def _vocabulary() -> frozenset[str]:
    ours = frozenset(word for name in VOCABULARIES for text in strings(load(name)) for word in _LETTERS.findall(text))
    return ours | {word for line in load("newswords")["common"] for word in line.split()}


@cache
def _ordinary() -> frozenset[str]:
    return frozenset(word for line in load("newswords")["ordinary"] for word in line.split())
