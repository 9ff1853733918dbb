"""The telling words of a report, with weights that do not depend on other reports.

Weights by the collection (tf-idf) would change with every report that comes in, and so would what was grouped before. Names
tell most, then rare words; words that any report of a crisis holds (`ontology/newswords.yaml`) tell nothing.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from functools import cache

from reportedly.ontology.load import load

_TOKEN = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")
LIMIT = 20_000  # characters of a report that are looked at
NAME, PLACE, PLAIN = 3.0, 2.0, 1.0
MOST = 60  # words of a report that are kept, the heaviest


def telling_words(text: str, places: frozenset[str] = frozenset()) -> dict[str, float]:
    """Words by weight, as a vector of length 1."""
    of_places = {word.lower() for place in places for word in place.split()}
    counts: Counter[str] = Counter()
    capital: Counter[str] = Counter()
    for match in _TOKEN.finditer(text[:LIMIT]):
        word = match.group()
        low = word.lower().removesuffix("'s").removesuffix("’s")
        if len(low) > 2 and not low.isdigit() and low not in _ordinary():
            counts[low] += 1
            capital[low] += word[0].isupper()
    weights = {
        word: (1 + math.log(count)) * (PLACE if word in of_places else NAME if capital[word] * 2 > count else PLAIN)
        for word, count in counts.items()
    }
    heaviest = sorted(weights, key=lambda word: (-weights[word], word))[:MOST]
    norm = math.sqrt(math.fsum(weights[word] ** 2 for word in heaviest)) or 1.0
    return {word: round(weights[word] / norm, 4) for word in sorted(heaviest)}


@cache
def _ordinary() -> frozenset[str]:
    return frozenset(word for line in load("newswords")["ordinary"] for word in line.split())
